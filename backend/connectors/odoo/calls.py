"""Calls of methods on Odoo's models: JSON-2 from version 19 on, JSON-RPC before, with Odoo's refusals as the contract's errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from backend.connectors.http import Answer, Http, Json
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, CountersignError, PostingRejected

#: The first version with JSON-2 (odoo/documentation, external_api.rst); JSON-RPC goes in Odoo 22.
_JSON_2 = 19
#: Records asked for at once.
_PAGE = 1000
#: Odoo's exceptions by what is to be done; the last part of the name, as the modules have moved between versions.
_REFUSALS = frozenset({"UserError", "ValidationError", "RedirectWarning", "MissingError", "Warning"})
_OF_RIGHTS = frozenset({"AccessError", "AccessDenied"})
_OF_OTHERS_AT_WORK = frozenset({"SerializationFailure", "LockNotAvailable", "DeadlockDetected", "OperationalError"})

#: Arguments that JSON-RPC is given by their place: before Odoo 19 models name them as they like, `create` not at all.
_BY_PLACE = {"create": "vals_list", "write": "vals"}

#: A search domain: [["vat", "=", "FR..."]].
Domain = Sequence[Json]


@dataclass(frozen=True)
class Account:
    """Who calls: the database, the key, and up to version 18 the login that the key belongs to."""

    database: str
    login: str
    key: str


class NoSuchValue(Exception):
    """A ValueError on Odoo's side: an external id, a model or a field that is not there."""


class Calls:
    """One Odoo, its version found out at the first call."""

    def __init__(self, http: Http, account: Account) -> None:
        self._http, self._account = http, account

    @cached_property
    def version(self) -> int:
        """The major version; raises ConnectorMisconfigured when no Odoo answers."""
        answer = self._http.get("web/version")
        if not answer.ok:
            answer = self._http.post("web/webclient/version_info", {"jsonrpc": "2.0", "method": "call", "params": {}})
        if not answer.ok:
            raise ConnectorMisconfigured("There is no Odoo at this address.", "Il n’y a pas d’Odoo à cette adresse.")
        told = answer.json()
        told = told.get("result", told)
        return int((told.get("version_info") or told.get("server_version_info") or [0])[0])

    def __call__(self, model: str, method: str, ids: Sequence[int] | None = None, **arguments: Json) -> Json:
        """What the method answers; raises PostingRejected with Odoo's own sentence, NoSuchValue, and the connection's errors."""
        return self._json_2(model, method, ids, arguments) if self.version >= _JSON_2 else self._json_rpc(model, method, ids, arguments)

    def records(self, model: str, domain: Domain, fields: Sequence[str]) -> Iterator[dict[str, Json]]:
        """Every record of the domain with these fields, fetched page by page in the order of their ids."""
        last = 0
        while True:
            page = self(
                model, "search_read", domain=[*domain, ["id", ">", last]], fields=["id", *fields], limit=_PAGE, order="id"
            )  # after the last id and not by offset: what is added meanwhile moves nothing
            yield from page
            if len(page) < _PAGE:
                return
            last = page[-1]["id"]

    def _json_2(self, model: str, method: str, ids: Sequence[int] | None, arguments: dict[str, Json]) -> Json:
        body = arguments if ids is None else {"ids": list(ids), **arguments}
        answer = self._http.call(
            "POST",
            f"json/2/{model}/{method}",
            json=body,
            headers={"Authorization": f"bearer {self._account.key}", "X-Odoo-Database": self._account.database},
        )
        if answer.ok:
            return answer.json()
        told = answer.json()
        raise _refusal(str(told.get("name", "")), str(told.get("message", "")))

    def _json_rpc(self, model: str, method: str, ids: Sequence[int] | None, arguments: dict[str, Json]) -> Json:
        account = self._account
        values = _BY_PLACE.get(method)
        named = {name: value for name, value in arguments.items() if name != values}
        positional = [*([] if ids is None else [list(ids)]), *([arguments[values]] if values else [])]
        return self._service("object", "execute_kw", account.database, self._user, account.key, model, method, positional, named)

    @cached_property
    def _user(self) -> int:
        account = self._account
        user = self._service("common", "authenticate", account.database, account.login, account.key, {})
        if not user:
            raise ConnectorMisconfigured(
                "Odoo does not accept the login with this key.", "Odoo n’accepte pas l’identifiant avec cette clé."
            )
        return int(user)

    def _service(self, service: str, method: str, *arguments: Json) -> Json:
        call = {"jsonrpc": "2.0", "method": "call", "params": {"service": service, "method": method, "args": arguments}}
        answer: Answer = self._http.post("jsonrpc", call)
        told = answer.json()
        if "error" in told:
            data = told["error"].get("data") or {}
            raise _refusal(str(data.get("name", "")), str(data.get("message") or told["error"].get("message", "")))
        return told.get("result")


def _refusal(name: str, message: str) -> CountersignError | NoSuchValue:
    """What an exception of Odoo calls for; its `debug`, a traceback of the server, is never looked at."""
    kind = name.rpartition(".")[2]
    if kind in _REFUSALS:
        return PostingRejected(message)
    if kind in _OF_OTHERS_AT_WORK:
        return ConnectorUnavailable("Odoo is busy with the same records.", "Odoo est occupé avec les mêmes enregistrements.")
    if kind in _OF_RIGHTS:
        return ConnectorMisconfigured(message)
    if kind == "ValueError":
        return NoSuchValue(message)
    return ConnectorMisconfigured(f"Odoo does not understand the call: {message}", f"Odoo ne comprend pas l’appel : {message}")
