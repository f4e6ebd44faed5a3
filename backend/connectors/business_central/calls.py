"""Calls to Business Central's API v2.0 (OData 4): lists page by page, records, files, with its refusals as the contract's errors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from backend.connectors.business_central.tokens import Tokens
from backend.connectors.http import Answer, Endpoint, Http, Json
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, CountersignError, PostingRejected

#: Records on a page; ids in one filter, so that the address of a call stays short.
_PAGE, _AT_ONCE = 1000, 80
#: The longest number; a filter for a longer one is refused.
MOST_DIGITS = 20
#: What Business Central appends to every sentence of its own.
_CORRELATION = re.compile(r"\s*CorrelationId:\s*[0-9a-fA-F-]*\.?\s*$")
#: How a missing permission is told, in every language, under a code that also means other things.
_OF_PERMISSIONS = "TableData"
_SPACE = "_x0020_"

Record = dict[str, Json]


class Api(Http):
    """The server of the API, which sees a token with each call."""

    def __init__(self, endpoint: Endpoint, tokens: Tokens) -> None:
        super().__init__(endpoint, {"Accept": "application/json", "User-Agent": "Countersign"})
        self.tokens = tokens

    def refuse(self, answer: Answer) -> None:
        """Besides, forget a token that is not accepted."""
        if answer.status == HTTPStatus.UNAUTHORIZED:
            self.tokens.forget()
        super().refuse(answer)


class Calls:
    """One company in one environment."""

    def __init__(self, api: Api, company: str) -> None:
        self._api, self._wanted = api, company

    @cached_property
    def company(self) -> Record:
        """The company; raises ConnectorMisconfigured when there is none by that name, or several and none is named."""
        known = [one for page in self._pages("companies", {}) for one in page]
        found = [one for one in known if self._wanted in {"", one["name"], one["displayName"]}]
        if len(found) != 1:
            raise ConnectorMisconfigured(
                "Business Central does not have this company, or has several: give its name.",
                "Business Central n’a pas cette société, ou en a plusieurs : indiquez son nom.",
            )
        return found[0]

    def pages(self, entity: str, condition: str = "", *, expand: str = "", fields: str = "") -> Iterator[list[Record]]:
        """Every record for which the condition holds ($filter), page by page; `fields` limits what is told of each ($select)."""
        query = {"$filter": condition, "$expand": expand, "$select": fields}
        return self._pages(self._path(entity), {name: value for name, value in query.items() if value})

    def records(self, entity: str, condition: str = "", *, expand: str = "", fields: str = "") -> Iterator[Record]:
        """The same, one by one."""
        for page in self.pages(entity, condition, expand=expand, fields=fields):
            yield from page

    def by_ids(self, entity: str, ids: Iterable[str], *, expand: str = "", fields: str = "") -> Iterator[Record]:
        """The records with these ids; what is no id, or nobody's, is left out."""
        known = (f"id eq {one}" for one in sorted(set(ids)) if _is_guid(one))
        return self._any_of(entity, known, expand, fields)

    def by_numbers(self, entity: str, numbers: Iterable[str], *, expand: str = "", fields: str = "") -> Iterator[Record]:
        """The records with these numbers of Business Central's own; what is no number, or nobody's, is left out."""
        known = (f"number eq {quoted(one)}" for one in sorted({one.upper() for one in numbers}) if 0 < len(one) <= MOST_DIGITS)
        return self._any_of(entity, known, expand, fields)

    def first(self, entity: str) -> None:
        """Read one record of the entity, to see whether that may be done."""
        _told(self._api.call("GET", self._path(entity), params={"$top": 1}, headers=self._headers()))

    def create(self, entity: str, values: Mapping[str, Json]) -> Record:
        """The new record; what is nested in it is made with it, or nothing is (a deep insert)."""
        return _told(self._write("POST", entity, values))

    def change(self, entity: str, values: Mapping[str, Json], etag: str = "*") -> Record:
        """The record after the change; raises ConnectorUnavailable when it is no longer the one with this version, if any is given."""
        return _told(self._write("PATCH", entity, values, {"If-Match": etag}))

    def delete(self, entity: str, etag: str) -> None:
        """Delete the record as it was read; raises ConnectorUnavailable when somebody changed it since."""
        answer = self._write("DELETE", entity, None, {"If-Match": etag})
        if answer.status != HTTPStatus.NOT_FOUND:
            _told(answer)

    def run(self, entity: str, action: str) -> None:
        """Run an action of a record."""
        _told(self._write("POST", f"{entity}/Microsoft.NAV.{action}", None))

    def content(self, attachment: str) -> bytes:
        """What is in a file, nothing when it was never stored."""
        answer = self._api.call("GET", self._path(f"documentAttachments({attachment})/attachmentContent"), headers=self._headers())
        if not answer.ok:
            _told(answer)
        return answer.content

    def store(self, attachment: str, content: bytes) -> None:
        """Put this into a file, in place of what was there."""
        headers = self._headers({"If-Match": "*", "Content-Type": "application/octet-stream"})
        _told(self._api.call("PATCH", self._path(f"documentAttachments({attachment})/attachmentContent"), data=content, headers=headers))

    def _any_of(self, entity: str, conditions: Iterable[str], expand: str, fields: str) -> Iterator[Record]:
        ahead = list(conditions)
        for first in range(0, len(ahead), _AT_ONCE):
            yield from self.records(entity, " or ".join(ahead[first : first + _AT_ONCE]), expand=expand, fields=fields)

    def _path(self, entity: str) -> str:
        return f"companies({self.company['id']})/{entity}"

    def _pages(self, path: str, query: Mapping[str, str]) -> Iterator[list[Record]]:
        headers = {"Prefer": f"odata.maxpagesize={_PAGE}"}
        while True:
            told = _told(self._api.call("GET", path, params=query, headers=self._headers(headers)))
            yield list(told.get("value") or ())
            following = str(told.get("@odata.nextLink") or "")
            if not following:
                return
            # Its query only: the token goes to the address that the administrator gave.
            query = dict(parse_qsl(urlsplit(following).query))

    def _write(self, method: str, entity: str, values: Mapping[str, Json] | None, more: Mapping[str, str] | None = None) -> Answer:
        headers = self._headers({"Content-Type": "application/json", **(more or {})})
        # Business Central itself reckons with decimals, and reads them from JSON's numbers.
        data = None if values is None else json.dumps(values, default=float)
        return self._api.call(method, self._path(entity), data=data, headers=headers)

    def _headers(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._api.tokens.token()}", **(more or {})}


def quoted(value: str) -> str:
    """A text as a filter takes it."""
    return "'" + value.replace("'", "''") + "'"


def decoded(choice: Json) -> str:
    """One of a list of choices as people read it: Business Central tells "In Review" as In_x0020_Review."""
    return str(choice or "").replace(_SPACE, " ").strip()


def encoded(choice: str) -> str:
    """The same the other way round."""
    return choice.replace(" ", _SPACE)


def _is_guid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _told(answer: Answer) -> Record:
    """What was answered; raises what a refusal of Business Central calls for."""
    if answer.ok and not answer.content:
        return {}
    told = answer.json()
    if not isinstance(told, dict):
        raise ConnectorMisconfigured("There is no Business Central at this address.", "Il n’y a pas de Business Central à cette adresse.")
    if not answer.ok:
        raise _refusal(answer.status, told.get("error"))
    return told


def _refusal(status: int, error: Json) -> CountersignError:
    code = str(error.get("code") or "") if isinstance(error, dict) else ""
    message = _CORRELATION.sub("", str(error.get("message") or "")).strip() if isinstance(error, dict) else ""
    if status in {HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED} or code == "Request_EntityChanged":
        return ConnectorUnavailable(
            "Somebody else is changing the same document in Business Central.",
            "Quelqu’un d’autre modifie la même pièce dans Business Central.",
        )
    if status == HTTPStatus.FORBIDDEN or code.startswith(("Authorization_", "Authentication_")) or _OF_PERMISSIONS in message:
        return ConnectorMisconfigured(
            f"Business Central does not give the application the right: {message}",
            f"Business Central n’accorde pas ce droit à l’application : {message}",
        )
    if status == HTTPStatus.REQUEST_TIMEOUT or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ConnectorUnavailable("Business Central did not finish in time.", "Business Central n’a pas terminé à temps.")
    if code.startswith(("Application_", "Internal_")) or code == "Unknown":
        return PostingRejected(message)
    return ConnectorMisconfigured(
        f"Business Central does not understand the call: {message or status}",
        f"Business Central ne comprend pas l’appel : {message or status}",
    )
