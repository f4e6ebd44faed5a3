"""Calls of methods on Tryton's models by JSON-RPC, in a session that is renewed, with Tryton's refusals as the contract's errors."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from http import HTTPStatus
from typing import Any

from backend.connectors.http import Answer, Http, Json
from backend.errors import ConnectorError, ConnectorMisconfigured, ConnectorUnavailable, PostingRejected

#: Records asked for at once; Tryton itself gives no more than 10,000 (trytond, [request] records_limit).
_PAGE = 1000

#: A search domain: [["code", "=", "FR..."]].
Domain = Sequence[Json]
Record = dict[str, Json]


@dataclass(frozen=True)
class Account:
    """Who calls."""

    database: str
    login: str
    password: str
    #: The company's name, "" for the user's own.
    company: str = ""


class Calls:
    """One database of one Tryton, seen by one user for one company; may be used by several threads."""

    def __init__(self, http: Http, account: Account) -> None:
        self._http, self._account = http, account
        self._session = ""

    def __call__(self, model: str, method: str, *arguments: Json, **context: Json) -> Json:
        """What the method answers; raises PostingRejected with Tryton's own sentence, and the connection's errors."""
        return self._sent(f"model.{model}.{method}", [*arguments, {**self._context, **context}])

    def records(self, model: str, domain: Domain, fields: Sequence[str]) -> Iterator[Record]:
        """Every record of the domain with these fields, fetched page by page in the order of their ids."""
        last = 0
        while True:
            # After the last id and not by offset: what is added meanwhile moves nothing.
            after = [*domain, ["id", ">", last]]
            page = self(model, "search_read", after, 0, _PAGE, [["id", "ASC"]], ["id", *fields])
            yield from page
            if len(page) < _PAGE:
                return
            last = page[-1]["id"]

    def record(self, model: str, record_id: int, fields: Sequence[str]) -> Record | None:
        """One record with these fields, None when it is not there."""
        return next(self.records(model, [["id", "=", record_id]], fields), None)

    @property
    def company(self) -> int:
        """The company's id, 0 when the user has none, or none of that name."""
        return int(self._context.get("company") or 0)

    @cached_property
    def _context(self) -> Record:
        """What every call is made with: the user's language, groups and company."""
        own: Record = self._sent("model.res.user.get_preferences", [True, {}])
        if not self._account.company:
            return own
        domain = [["party.name", "=", self._account.company], ["id", "in", own.get("companies") or []]]
        found = self._sent("model.company.company.search", [domain, 0, 1, None, own])
        return {**own, "company": found[0] if found else None}

    def _sent(self, method: str, parameters: Sequence[Json]) -> Json:
        session = self._session
        if session:
            try:
                return self._called(method, parameters, session)
            except _SessionEnded:
                pass
        self._session = self._signed_in()
        return self._called(method, parameters, self._session)

    def _called(self, method: str, parameters: Sequence[Json], session: str) -> Json:
        try:
            answer = self._posted(method, parameters, {"Authorization": f"Session {session}"})
        except ConnectorMisconfigured as error:
            raise _SessionEnded(error.message, error.fr) from error
        return _result(answer)

    def _signed_in(self) -> str:
        """A new session; raises ConnectorMisconfigured for a wrong password or a database that is not there."""
        account = self._account
        try:
            answer = self._posted("common.db.login", [account.login, {"password": account.password}], {})
        except ConnectorMisconfigured as error:
            raise ConnectorMisconfigured(
                "Tryton does not accept the login with this password.", "Tryton n’accepte pas l’identifiant avec ce mot de passe."
            ) from error
        user, token, *_ = _result(answer)
        return b64encode(f"{account.login}:{user}:{token}".encode()).decode()

    def _posted(self, method: str, parameters: Sequence[Json], headers: Mapping[str, str]) -> Answer:
        body = json.dumps({"id": 0, "method": method, "params": parameters}, default=_tagged)
        headers = {"Content-Type": "application/json", **headers}
        return self._http.call("POST", f"{self._account.database}/rpc/", data=body.encode(), headers=headers)


class _SessionEnded(ConnectorMisconfigured):
    """The session is not accepted any more; the call was not made."""


def _result(answer: Answer) -> Json:
    """The result of a call, with dates and numbers as Python's; raises what the refusal in it calls for."""
    if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}:
        raise ConnectorMisconfigured(
            "There is no Tryton 8 with this database at this address.", "Il n’y a pas de Tryton 8 avec cette base à cette adresse."
        )
    if not answer.ok:
        raise ConnectorUnavailable(f"Tryton failed: {answer.status}.", f"Tryton a échoué : {answer.status}.")
    told = answer.json()
    if "error" in told:
        raise _refusal(told["error"])
    return _plain(told["result"])


def _refusal(error: Sequence[Json]) -> ConnectorError:
    """What an exception of Tryton calls for; the trace of the server that may come with others is never looked at."""
    kind = error[0]
    if kind == "UserError":
        message, description, *_ = error[1]
        return PostingRejected(" ".join(part for part in (message, description) if part))
    if kind == "UserWarning":
        _, message, description, *_ = error[1]
        return PostingRejected(" ".join(part for part in (message, description) if part))
    if kind == "ConcurrencyException":
        return ConnectorUnavailable("Tryton is busy with the same records.", "Tryton est occupé avec les mêmes enregistrements.")
    return ConnectorMisconfigured(f"Tryton does not understand the call: {kind}", f"Tryton ne comprend pas l’appel : {kind}")


def _tagged(value: Any) -> Json:
    """What JSON has no word for, as trytond's JSONDecoder reads it."""
    if isinstance(value, Decimal):
        return {"__class__": "Decimal", "decimal": f"{value:f}"}
    if isinstance(value, datetime):
        clock = {name: getattr(value, name) for name in ("hour", "minute", "second", "microsecond")}
        return {**_tagged(value.date()), "__class__": "datetime", **clock}
    if isinstance(value, date):
        return {"__class__": "date", "year": value.year, "month": value.month, "day": value.day}
    if isinstance(value, bytes):
        return {"__class__": "bytes", "base64": b64encode(value).decode()}
    raise TypeError(type(value))


def _plain(value: Json) -> Json:
    """The value with Tryton's tags resolved."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    match value.get("__class__"):
        case "Decimal":
            return Decimal(value["decimal"])
        case "date":
            return date(value["year"], value["month"], value["day"])
    return {name: _plain(one) for name, one in value.items()}
