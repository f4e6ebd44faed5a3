"""Calls to SAP Gateway (OData V2): lists page by page, entities, functions, with SAP's refusals as the contract's errors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from backend.connectors.http import Answer, Http, Json
from backend.connectors.sap.literals import one_of, text
from backend.connectors.sap.places import Record, Set, is_number
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, CountersignError, PostingRejected

#: Entities asked for at once; values in one filter, so that the address of a call stays short.
_PAGE, _VALUES = 500, 50
#: The code with which Gateway says that a service is not active, with 403 or 404.
_NO_SERVICE = "/IWFND/MED/170"
_CHANGED = frozenset({HTTPStatus.PRECONDITION_FAILED, HTTPStatus.PRECONDITION_REQUIRED})
#: Sentences of one refusal that are shown.
_MOST_SENTENCES = 5
_COOKIE = re.compile(r"(?:^|, )([^=;, ]+=[^;,]*)")
_CODE, _MESSAGE = re.compile(rb"<code>([^<]*)"), re.compile(rb"<message[^>]*>([^<]*)")
#: What stays as it is in a query.
_PLAIN = "$,/'():"


@dataclass(frozen=True)
class _Session:
    """What SAP wants with every write: a token against forged calls, and the cookies of the session that it belongs to."""

    token: str
    cookies: str


class Calls:
    """One SAP system; may be used by several threads."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._session: _Session | None = None

    def records(
        self, place: Set, filters: Iterable[str], select: Sequence[str], expand: Sequence[str] = (), page: int = _PAGE
    ) -> Iterator[Record]:
        """Every entity for which all filters hold, in the order of its keys, with these properties and what is expanded."""
        return (record for one in self.pages(place, filters, select, expand, page) for record in one)

    def pages(
        self, place: Set, filters: Iterable[str], select: Sequence[str], expand: Sequence[str] = (), page: int = _PAGE
    ) -> Iterator[Sequence[Record]]:
        """The same, page by page."""
        wanted = list(filters)
        query = {"$select": ",".join(dict.fromkeys((*place.keys, *select))), "$orderby": ",".join(place.keys), "$top": str(page)}
        if expand:
            query["$expand"] = ",".join(expand)
        last: list[str] = []
        while True:
            # After the last key and not by offset: what is added or deleted meanwhile moves nothing.
            found, is_more = self._page(place, {**query, **_filter([*wanted, *last])})
            if found:
                yield found
            if not found or (len(found) < page and not is_more):
                return
            last = [_after(place.keys, found[-1])]

    def named(
        self, place: Set, name: str, values: Iterable[str], select: Sequence[str], expand: Sequence[str] = (), also: Sequence[str] = ()
    ) -> Iterator[Record]:
        """The entities whose property `name` is one of these values; those that cannot be one are left out."""
        ahead = list(dict.fromkeys(value for value in values if is_number(value, name)))
        for first in range(0, len(ahead), _VALUES):
            yield from self.records(place, [one_of(name, ahead[first : first + _VALUES]), *also], (name, *select), expand)

    def first(self, place: Set, filters: Iterable[str], select: Sequence[str]) -> Record | None:
        """The first entity for which all filters hold, None when there is none."""
        found, _ = self._page(place, {"$select": ",".join((*place.keys, *select)), "$top": "1", **_filter(list(filters))})
        return found[0] if found else None

    def create(self, place: Set, values: Record, below: str = "") -> Record:
        """The new entity, with all that is nested in it, as SAP keeps it; `below` is the path from an existing one."""
        how = {"data": json.dumps(values), "headers": {"Content-Type": "application/json"}}
        return dict(_data(self._write("POST", place, below or place.path, how)))

    def change(self, place: Set, record: Record, values: Record) -> None:
        """Change some properties of an entity that was just read; raises ConnectorUnavailable when it is not as it was read."""
        how = {"data": json.dumps(values), "headers": {"Content-Type": "application/json", **_condition(record)}}
        _told(self._write("PATCH", place, place.entity(record), how))

    def delete(self, place: Set, record: Record) -> None:
        """Delete an entity that was just read; one that is gone meanwhile is deleted."""
        answer = self._write("DELETE", place, place.entity(record), {"headers": _condition(record)})
        if answer.status != HTTPStatus.NOT_FOUND:
            _told(answer)

    def run(self, place: Set, function: str, **arguments: str) -> Json:
        """What a writing function of the set's service answers; the arguments are literals."""
        return _data(self._write("POST", place, f"{_service(place)}/{function}?{_encoded(arguments)}", {}))

    def ask(self, place: Set, function: str, **arguments: str) -> Sequence[Record]:
        """The entities that a reading function of the set's service answers; the arguments are strings."""
        literals = {name: text(value) for name, value in arguments.items()}
        return list(_data(self._http.get(f"{_service(place)}/{function}?{_encoded(literals)}"))["results"])

    def upload(self, place: Set, content: bytes, headers: Mapping[str, str]) -> None:
        """Create a media entity."""
        _told(self._write("POST", place, place.path, {"data": content, "headers": headers}))

    def download(self, place: Set, record: Record) -> bytes:
        """The content of a media entity."""
        answer = self._http.get(f"{place.entity(record)}/$value")
        return answer.content if answer.ok else _told(answer)

    def metadata(self, place: Set) -> bytes:
        """The description of the set's service, in XML (EDMX)."""
        answer = self._http.call("GET", f"{_service(place)}/$metadata", headers={"Accept": "application/xml"})
        return answer.content if answer.ok else _told(answer)

    def _page(self, place: Set, query: Mapping[str, str]) -> tuple[Sequence[Record], bool]:
        """The entities, and whether SAP says that it left some off."""
        data = _data(self._http.get(f"{place.path}?{_encoded(query)}"))
        return data["results"], "$skiptoken" in parse_qs(urlsplit(data.get("__next") or "").query)

    def _write(self, method: str, place: Set, path: str, how: Mapping[str, Any]) -> Answer:
        answer = self._tried(method, path, self._session or self._renewed(place), how)
        if answer.status == HTTPStatus.FORBIDDEN and answer.headers.get("x-csrf-token", "").lower() == "required":
            # The session is over. Nothing was done, so the call may be sent again.
            answer = self._tried(method, path, self._renewed(place), how)
        return answer

    def _tried(self, method: str, path: str, session: _Session, how: Mapping[str, Any]) -> Answer:
        headers = {**how.get("headers", {}), "X-CSRF-Token": session.token, "Cookie": session.cookies}
        return self._http.call(method, path, **{**how, "headers": headers})

    def _renewed(self, place: Set) -> _Session:
        answer = self._http.call("GET", f"{_service(place)}/?$format=json", headers={"X-CSRF-Token": "Fetch"})
        _told(answer)
        session = _Session(answer.headers.get("x-csrf-token", ""), "; ".join(_COOKIE.findall(answer.headers.get("set-cookie", ""))))
        self._session = session
        return session


def _service(place: Set) -> str:
    return place.path.rpartition("/")[0]


def _filter(filters: Sequence[str]) -> Mapping[str, str]:
    return {"$filter": " and ".join(filters)} if filters else {}


def _after(keys: Sequence[str], last: Record) -> str:
    """The filter for what comes after this entity."""
    terms = []
    for n, key in enumerate(keys):
        same = [f"{before} eq {text(last[before])}" for before in keys[:n]]
        terms.append(" and ".join([*same, f"{key} gt {text(last[key])}"]))
    return "(" + " or ".join(f"({term})" if " and " in term else term for term in terms) + ")"


def _encoded(query: Mapping[str, str]) -> str:
    return urlencode(query, safe=_PLAIN, quote_via=quote)


def _condition(record: Record) -> dict[str, str]:
    """The header that lets a change through only when the entity is still as it was read; not every entity tells its version."""
    etag = record.get("__metadata", {}).get("etag")
    return {"If-Match": etag} if etag else {}


def _data(answer: Answer) -> Json:
    told = _told(answer)
    if not isinstance(told, dict) or "d" not in told:
        raise ConnectorMisconfigured("There is no SAP Gateway at this address.", "Il n’y a pas de SAP Gateway à cette adresse.")
    return told["d"]


def _told(answer: Answer) -> Json:
    """What was answered; raises what a refusal of SAP calls for."""
    if answer.ok:
        return answer.json() if answer.content else None
    code, message = _refused(answer)
    raise _error(answer.status, code, message or f"HTTP {answer.status}")


def _error(status: int, code: str, message: str) -> CountersignError:
    if code == _NO_SERVICE:
        return ConnectorMisconfigured(f"A service of SAP is not active: {message}", f"Un service de SAP n’est pas activé : {message}")
    if status == HTTPStatus.FORBIDDEN:
        return ConnectorMisconfigured(
            f"SAP does not give the user the right: {message}", f"SAP n’accorde pas ce droit à l’utilisateur : {message}"
        )
    if status in _CHANGED:
        return ConnectorUnavailable(
            "Somebody is changing the same document in SAP.", "Quelqu’un modifie la même pièce dans SAP en ce moment."
        )
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ConnectorUnavailable(f"SAP is in trouble: {message}", f"SAP rencontre une difficulté : {message}")
    return PostingRejected(message)


def _refused(answer: Answer) -> tuple[str, str]:
    """The code and the sentences of a refusal; Gateway answers in XML where it did not get as far as what was asked for."""
    if not answer.content.lstrip().startswith(b"{"):
        code, message = _CODE.search(answer.content), _MESSAGE.search(answer.content)
        return (_plain(code), _plain(message))
    error = _inside(answer.json(), "error")
    details = _inside(error, "innererror").get("errordetails") or []
    # The leading sentence is often one that says only that there are others.
    sentences = [one["message"] for one in details if one.get("severity") == "error" and one.get("message")]
    leading = str(_inside(error, "message").get("value") or "")
    return str(error.get("code") or ""), " ".join(dict.fromkeys(sentences[:_MOST_SENTENCES] or [leading]))


def _inside(told: Record, name: str) -> Record:
    """What is nested under this name; empty for anything that is not of SAP's form, such as the answer of a proxy before it."""
    found = told.get(name)
    return found if isinstance(found, dict) else {}


def _plain(found: re.Match[bytes] | None) -> str:
    return unescape(found[1].decode(errors="replace")).strip() if found else ""
