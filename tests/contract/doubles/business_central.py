"""A double of Business Central's API v2.0: addresses, sign-in, OData, ETags, paging, throttling and errors, over the documents beside it.

From Microsoft's documentation (MicrosoftDocs/dynamics365smb-devitpro-pb, August 2026): the address with tenant and environment; that
`If-Match` is needed to change and to delete; that a page's size is asked for by `Prefer`, and the next one by @odata.nextLink; 429 for too
many calls; the codes and many sentences of errors. From public exchanges: a missing permission is told as Internal_ServerError with
"(TableData ...)", and choices with a space as _x0020_. Not checked against anything: the HTTP status that goes with a code (400, 404 for an
address, 401, 409), and what an unknown environment is answered.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from tests.contract.doubles.business_central_documents import Documents, Record, is_guid, stem
from tests.contract.doubles.business_central_entities import COMPANY, ENTITIES, LINES, PARTS
from tests.contract.doubles.entra import TENANT, Entra
from tests.contract.doubles.odata import Refusal, condition, expansions
from tests.contract.doubles.serving import Answer, Request

ENVIRONMENT = "Production"
_BASE = f"/v2.0/{TENANT}/{ENVIRONMENT}/api/v2.0/"
_SEGMENT = re.compile(r"([A-Za-z.]+)(?:\(([^()]*)\))?")
_MOST = 20000
_STATUS = {"Request_EntityChanged": 409, "BadRequest_ResourceNotFound": 404, "Internal_RecordNotFound": 404}


class BusinessCentral:
    """One environment with one company; called with a request it answers as the API does."""

    def __init__(self, entra: Entra) -> None:
        self.documents = Documents()
        #: The tables that the application may not read.
        self.forbidden: set[str] = set()
        #: How many calls from now on are answered "too many".
        self.busy = 0
        self._entra = entra

    def __call__(self, request: Request) -> Answer:
        with self.documents.lock:
            if self.busy:
                self.busy -= 1
                return 429, _error("Application_TooManyRequests", "Too many requests."), {"Retry-After": "0"}
            if not self._entra.knows(request.headers.get("Authorization", "").removeprefix("Bearer ")):
                return 401, _error("Authentication_InvalidCredentials", "The server has rejected the client credentials.")
            if not request.path.startswith(_BASE):
                return 404, _error("NoEnvironment", "Environment does not exist.")
            try:
                return self._routed(request, request.path.removeprefix(_BASE).split("/"))
            except Refusal as refusal:
                return _STATUS.get(refusal.code, 400), _error(refusal.code, str(refusal))

    def _routed(self, request: Request, segments: list[str]) -> Answer:
        entity, key = _segment(segments[0])
        if entity == "companies" and len(segments) == 1 and request.method == "GET":
            return self._listed(request, "companies", list(self.documents.tables["companies"].values()))
        if entity != "companies" or key != COMPANY:
            raise Refusal("Internal_CompanyNotFound", "Cannot process the request because the company cannot be found.")
        entity, key = _segment(segments[1])
        if entity not in ENTITIES:
            raise Refusal("BadRequest_ResourceNotFound", f"Resource not found for the segment '{entity}'.")
        if entity in self.forbidden:
            message = f"Sorry, the current permissions prevented the action. (TableData {entity} Read: Base Application)"
            raise Refusal("Internal_ServerError", message)
        if not key:
            return self._collection(request, entity)
        record = self.documents.tables[entity].get(key)
        if record is None:
            raise Refusal("Internal_RecordNotFound", f"The record of {entity} does not exist. Identification fields and values: Id='{key}'")
        return self._within(request, entity, record, segments[2]) if segments[2:] else self._single(request, entity, record)

    def _collection(self, request: Request, entity: str) -> Answer:
        if request.method == "POST":
            return 201, self._shown(entity, self.documents.create(entity, _checked(entity, request.json())))
        if request.method != "GET":
            raise Refusal("BadRequest_MethodNotAllowed", f"'{request.method}' requests for '{entity}' are not allowed.")
        if entity in LINES.values():
            raise Refusal("Application_DialogException", "You must specify an Id or a Document Id to get the lines.")
        return self._listed(request, entity, list(self.documents.tables[entity].values()))

    def _single(self, request: Request, entity: str, record: Record) -> Answer:
        if request.method == "GET":
            return 200, self._shown(entity, record)
        self._must_match(request, record)
        if request.method == "DELETE":
            self.documents.delete(entity, record)
            return 204, None
        if request.method != "PATCH":
            raise Refusal("BadRequest_MethodNotAllowed", f"'{request.method}' requests for '{entity}' are not allowed.")
        values = _checked(entity, request.json())
        if values.keys() & set(PARTS.get(entity, ())):
            raise Refusal("BadRequest", "Nested entities cannot be changed with their parent.")
        self.documents.change(entity, record, values)
        return 200, self._shown(entity, record)

    def _within(self, request: Request, entity: str, record: Record, part: str) -> Answer:
        if part == "attachmentContent" and entity == "documentAttachments":
            return self._content(request, record)
        if part == "documentAttachments" and part in PARTS.get(entity, ()) and request.method == "GET":
            return self._listed(request, part, self._parts(part, record))
        if part == LINES.get(entity):
            if request.method == "POST":
                values = {**_checked(part, request.json()), "documentId": record["id"]}
                return 201, self._shown(part, self.documents.create(part, values))
            return self._listed(request, part, self._parts(part, record))
        if part.startswith("Microsoft.NAV.") and request.method == "POST":
            if part != "Microsoft.NAV.cancel":
                raise Refusal("BadRequest_MethodNotImplemented", "Entity does not support bound actions")
            self.documents.cancel(entity, record)
            return 204, None
        raise Refusal("BadRequest_ResourceNotFound", f"Resource not found for the segment '{part}'.")

    def _content(self, request: Request, file: Record) -> Answer:
        if request.method == "GET":
            content = self.documents.contents.get(file["id"], b"")
            return (200, content) if content else (204, None)
        if request.method != "PATCH":
            raise Refusal("BadRequest_MethodNotAllowed", "Only reading and writing.")
        self._must_match(request, file)
        if not request.content:
            raise Refusal("Application_DialogException", "Cannot attach a document with no content.")
        self.documents.contents[file["id"]] = request.content
        return 204, None

    def _must_match(self, request: Request, record: Record) -> None:
        wanted = request.headers.get("If-Match")
        if not wanted:
            message = "Could not validate the client concurrency token required by the service."
            raise Refusal("BadRequest_InvalidToken", f"{message} Please provide a valid token in the client request.")
        if wanted not in {"*", self.documents.etag(record)}:
            raise Refusal("Request_EntityChanged", "Another user has already changed the record.")

    def _parts(self, part: str, record: Record) -> list[Record]:
        link = "documentId" if part in LINES.values() else "parentId"
        return [one for one in self.documents.tables[part].values() if one[link] == record["id"]]

    def _listed(self, request: Request, entity: str, records: list[Record]) -> Answer:
        query = dict(request.query)
        skip, top = int(query.pop("$skiptoken", 0)), int(query.pop("$top", _MOST))
        wanted = query.pop("$filter", "")
        expand, select = query.pop("$expand", ""), query.pop("$select", "")
        if query:
            raise Refusal("BadRequest_NotFound", f"Bad Request - Error in query syntax: {', '.join(query)}")
        found = self._filtered(entity, records, wanted)
        if entity == "documentAttachments":
            found = self.documents.files(found)
        size = min(_MOST, top, int(request.headers.get("Prefer", "").partition("maxpagesize=")[2] or _MOST))
        rows = [self._row(entity, record, expand, select) for record in found[skip : skip + size]]
        told: Record = {"@odata.context": f"$metadata#{entity}", "value": rows}
        if skip + size < len(found) and top == _MOST:
            following = urlencode({**request.query, "$skiptoken": skip + size})
            told["@odata.nextLink"] = f"http://{request.headers['Host']}{request.path}?{following}"
        return 200, told

    def _filtered(self, entity: str, records: list[Record], wanted: str) -> list[Record]:
        if not wanted:
            return records
        holds = condition(wanted, lambda field, literal: _typed(entity, field, literal))

        def reads(record: Record) -> bool:
            shown = self.documents.shown(entity, record)
            if entity != "documentAttachments":
                return holds(lambda field: _typed(entity, field, shown[field]))
            # First as its table has it, then as it is told.
            names = (stem(shown["fileName"]), shown["fileName"])
            return all(
                holds(lambda field, name=name: name if field == "fileName" else _typed(entity, field, shown[field])) for name in names
            )

        return [record for record in records if reads(record)]

    def _row(self, entity: str, record: Record, expand: str, select: str) -> Record:
        row, expanded = self._shown(entity, record), set()
        for part, given in expansions(expand):
            options = dict(given)
            if part not in PARTS.get(entity, ()):
                raise Refusal("BadRequest_NotFound", f"Could not find a property named '{part}' on type 'Microsoft.NAV.{entity}'.")
            within, chosen = options.pop("$expand", ""), options.pop("$select", "")
            if options:
                raise Refusal("BadRequest_NotFound", "Bad Request - Error in query syntax.")
            row[part] = [self._row(part, one, within, chosen) for one in self._parts(part, record)]
            expanded.add(part)
        return _selected(entity, row, select, expanded)

    def _shown(self, entity: str, record: Record) -> Record:
        shown = self.documents.shown(entity, record)
        told = {
            name: str(value).replace(" ", "_x0020_") if "|" in ENTITIES[entity].get(name, "") else value for name, value in shown.items()
        }
        return {"@odata.etag": self.documents.etag(record), **told}


def _segment(text: str) -> tuple[str, str]:
    found = _SEGMENT.fullmatch(text)
    if found is None:
        raise Refusal("BadRequest_ResourceNotFound", f"Resource not found for the segment '{text}'.")
    return found[1], found[2] or ""


def _selected(entity: str, row: Record, select: str, expanded: set[str]) -> Record:
    if not select:
        return row
    wanted = set(select.split(","))
    if unknown := wanted - ENTITIES[entity].keys():
        raise Refusal("BadRequest_NotFound", f"Could not find a property named '{min(unknown)}' on type 'Microsoft.NAV.{entity}'.")
    return {name: value for name, value in row.items() if name in wanted | expanded or name.startswith("@")}


def _checked(entity: str, values: Any) -> Record:
    """What is sent, with the types of the entity; raises Refusal for what the API would not take."""
    if not isinstance(values, dict):
        raise Refusal("BadRequest", "Invalid Request Body")
    taken: Record = {}
    for name, value in values.items():
        if name in PARTS.get(entity, ()):
            taken[name] = [_checked(name, one) for one in value]
            continue
        kind = ENTITIES[entity].get(name)
        if kind is None:
            message = (
                f"The property '{name}' does not exist on type 'Microsoft.NAV.{entity.removesuffix('s')}'. "
                "Make sure to only use property names that are defined by the type."
            )
            raise Refusal("BadRequest", message)
        if kind.endswith("!"):
            raise Refusal("BadRequest_InvalidOperation", f"Control '{name}' is read-only.")
        taken[name] = _sent(name, kind, value)
    return taken


def _sent(name: str, kind: str, value: Any) -> Any:
    """A value of a request in the type of its field."""
    family, _, longest = kind.partition(":")
    if family in {"code", "text"} and isinstance(value, str):
        if len(value) > int(longest):
            message = f"The length of the string is {len(value)}, but it must be less than or equal to {longest} characters. Value: {value}"
            raise Refusal("Application_StringExceededLength", message)
        return value.strip().upper() if family == "code" else value
    if "|" in kind and isinstance(value, str):
        if value.replace("_x0020_", " ") not in kind.split("|"):
            raise Refusal("Unknown", f"'{value}' is not an option. The existing options are: {kind.replace('|', ',')}")
        return value.replace("_x0020_", " ")
    if family == "guid" and is_guid(value):
        return str(value)
    if family in {"decimal", "int"} and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return value
    if family == "bool" and isinstance(value, bool):
        return value
    if family == "date" and isinstance(value, str):
        with suppress(ValueError):
            return date.fromisoformat(value).isoformat()
    raise Refusal("BadRequest", f"Cannot convert the literal '{value}' to the expected type of '{name}'.")


def _typed(entity: str, field: str, value: Any) -> Any:
    """A value of a record or a filter in the type of its field, so that they compare."""
    kind = ENTITIES[entity].get(field)
    if kind is None:
        raise Refusal("BadRequest_NotFound", f"Could not find a property named '{field}' on type 'Microsoft.NAV.{entity}'.")
    family, _, longest = kind.rstrip("!").partition(":")
    if isinstance(value, str) and family == "code":
        if len(value) > int(longest):
            message = f"The length of the string is {len(value)}, but it must be less than or equal to {longest} characters."
            raise Refusal("Application_FilterErrorException", f"The filter is not valid for the {field} field. {message}")
        return value.upper()
    if isinstance(value, str) and family in {"guid", "date", "datetime"}:
        return {"guid": UUID, "date": date.fromisoformat, "datetime": datetime.fromisoformat}[family](value)
    expected = {"guid": UUID, "date": date, "datetime": datetime, "bool": bool, "decimal": (int, Decimal), "int": (int, Decimal)}.get(
        family, str
    )
    if not isinstance(value, expected):
        raise Refusal("BadRequest_NotFound", f"A binary operator with incompatible types was detected on '{field}'.")
    return value


def _error(code: str, message: str) -> Record:
    return {"error": {"code": code, "message": f"{message}  CorrelationId:  {uuid4()}."}}
