"""Calls to Frappe's REST interface: lists page by page, documents, methods, with Frappe's refusals as the contract's errors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from http import HTTPStatus
from urllib.parse import quote

from backend.connectors.http import Answer, Http, Json
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, CountersignError, PostingRejected

#: Records asked for at once; names in one filter, so that the address of a call stays short.
_PAGE, _NAMES = 500, 50
#: Frappe's exceptions after which the same call may succeed: somebody else had the document, or was first with our key.
_OF_OTHERS_AT_WORK = frozenset({"TimestampMismatchError", "QueryDeadlockError", "QueryTimeoutError", "UniqueValidationError"})
#: What is answered when a list is asked for a field that is not there: by the check of names, or by the database.
_OF_FIELDS = frozenset({"DataError", "OperationalError", "ProgrammingError"})
_TAG = re.compile(r"<[^<>]*>")

#: A filter of a list: [["tax_id", "=", "FR..."]].
Filters = Sequence[Json]
Record = dict[str, Json]


class NoSuchField(ConnectorMisconfigured):
    """A list was asked for a field that its documents do not have."""


class Calls:
    """One ERPNext."""

    def __init__(self, http: Http) -> None:
        self._http = http

    def records(self, doctype: str, filters: Filters, fields: Sequence[str], parent: str = "") -> Iterator[Record]:
        """Every record with its name and these fields, in the order of names; `parent` is the doctype that a table's rows belong to."""
        last: list[Json] = []
        while True:
            # After the last name and not by offset: what is added meanwhile moves nothing.
            page = self._page(doctype, [*filters, *last], fields, parent)
            yield from page
            if len(page) < _PAGE:
                return
            last = [["name", ">", page[-1]["name"]]]

    def named(
        self, doctype: str, names: Iterable[str], fields: Sequence[str], parent: str = "", by: str = "name", filters: Filters = ()
    ) -> Iterator[Record]:
        """The records with these names, or with these in the field `by`, for which the filters hold."""
        ahead = list(dict.fromkeys(names))
        for first in range(0, len(ahead), _NAMES):
            yield from self.records(doctype, [*filters, [by, "in", ahead[first : first + _NAMES]]], fields, parent)

    def either(self, doctype: str, filters: Filters, alternatives: Filters, fields: Sequence[str]) -> list[Record]:
        """The first records for which one of the alternatives holds as well; enough of them to see whether it is only one."""
        query = {"filters": json.dumps(filters), "or_filters": json.dumps(alternatives), "fields": json.dumps(["name", *fields])}
        return list(_data(self._http.get(f"api/resource/{doctype}", **query, limit_page_length=2)))

    def may(self, doctype: str, right: str) -> bool:
        """Whether the user's roles give the right."""
        # Without a document it is the roles that are asked.
        told = self.read("frappe.client.has_permission", doctype=doctype, docname="", perm_type=right)
        return bool(told["message"]["has_permission"])

    def document(self, doctype: str, name: str) -> Record:
        """The whole document with its tables; raises PostingRejected for one that is not there."""
        return dict(_data(self._http.get(_path(doctype, name))))

    def create(self, doctype: str, values: Mapping[str, Json]) -> Record:
        """The new document with everything that ERPNext adds to it."""
        return dict(_data(self._http.call("POST", f"api/resource/{doctype}", **_body(values))))

    def change(self, doctype: str, name: str, values: Mapping[str, Json]) -> Record:
        """The document after the change; a table that is given replaces the one before, and `modified` must be the document's if given."""
        return dict(_data(self._http.call("PUT", _path(doctype, name), **_body(values))))

    def delete(self, doctype: str, name: str) -> None:
        """Delete the document; deleting one that is gone does nothing."""
        answer = self._http.call("DELETE", _path(doctype, name))
        if answer.status != HTTPStatus.NOT_FOUND:
            _told(answer)

    def read(self, method: str, **query: str) -> Json:
        """All that a reading method answers."""
        return _told(self._http.get(f"api/method/{method}", **query))

    def run(self, method: str, **how: Json) -> Json:
        """All that a writing method answers; `how` is what `requests` takes: `json`, or `data` and `files`."""
        return _told(self._http.call("POST", f"api/method/{method}", **how))

    def _page(self, doctype: str, filters: Filters, fields: Sequence[str], parent: str) -> list[Record]:
        query = {"filters": json.dumps(filters), "fields": json.dumps(["name", *fields]), "order_by": "name asc"}
        if parent:
            query["parent"] = parent
        return list(_data(self._http.get(f"api/resource/{doctype}", **query, limit_page_length=_PAGE)))


def _body(values: Mapping[str, Json]) -> dict[str, Json]:
    """What `requests` is given to send the values; Frappe itself reckons with floats."""
    return {"data": json.dumps(values, default=float), "headers": {"Content-Type": "application/json"}}


def _path(doctype: str, name: str) -> str:
    return f"api/resource/{doctype}/{quote(name, safe='')}"


def _data(answer: Answer) -> Json:
    return _told(answer).get("data")


def _told(answer: Answer) -> Record:
    """What was answered; raises what a refusal of Frappe calls for."""
    told = answer.json()
    if not isinstance(told, dict):
        raise ConnectorMisconfigured("There is no ERPNext at this address.", "Il n’y a pas d’ERPNext à cette adresse.")
    if not answer.ok:
        raise _refusal(answer.status, told)
    return told


def _refusal(status: int, told: Record) -> CountersignError:
    """The error; `exc`, a traceback of the server, is never looked at."""
    kind = str(told.get("exc_type") or "")
    message = " ".join(_messages(told)) or kind
    if kind in _OF_OTHERS_AT_WORK:
        return ConnectorUnavailable("ERPNext is busy with the same document.", "ERPNext est occupé avec la même pièce.")
    if kind in _OF_FIELDS:
        return NoSuchField(message)
    if status == HTTPStatus.FORBIDDEN:
        return ConnectorMisconfigured(
            f"ERPNext does not give the user the right: {message}", f"ERPNext n’accorde pas ce droit à l’utilisateur : {message}"
        )
    if status in {HTTPStatus.EXPECTATION_FAILED, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}:
        return PostingRejected(message)
    return ConnectorMisconfigured(f"ERPNext does not understand the call: {message}", f"ERPNext ne comprend pas l’appel : {message}")


def _messages(told: Mapping[str, Json]) -> Iterator[str]:
    """The sentences with which ERPNext refused, without mark-up; hints that it gave besides only when there is nothing else."""
    given = [json.loads(one) for one in json.loads(told.get("_server_messages") or "[]")]
    refusing = [one for one in given if one.get("raise_exception")]
    for one in refusing or given:
        yield unescape(_TAG.sub("", str(one.get("message", "")))).strip()
