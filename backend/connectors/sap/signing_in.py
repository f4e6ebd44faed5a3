"""How SAP knows who is calling: by user and password, or by a token for an OAuth client (RFC 6749, 4.4, client credentials)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from threading import Lock
from time import monotonic
from typing import Any

from backend.connectors.http import Answer, Endpoint, Http
from backend.errors import ConnectorMisconfigured

#: A token is renewed so many seconds before it ends; how long it lasts when the server does not say.
_EARLY, _USUAL = 60, 300


def basic(user: str, password: str) -> dict[str, str]:
    """The header of who gives user and password, or client and secret."""
    return {"Authorization": f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"}


class Tokens:
    """The tokens of one client; may be used by several threads."""

    def __init__(self, http: Http) -> None:
        """`http` is the address of the tokens, called by client and secret."""
        self._http = http
        self._token, self._until = "", 0.0
        self._lock = Lock()

    def token(self) -> str:
        """A token that is good for some seconds at least; raises ConnectorMisconfigured where none is given."""
        with self._lock:
            if monotonic() >= self._until:
                self._renew()
            return self._token

    def forget(self) -> None:
        """Ask for another one the next time."""
        self._until = 0.0

    def _renew(self) -> None:
        answer = self._http.call("POST", "", data={"grant_type": "client_credentials"})
        told = answer.json() if answer.content.lstrip().startswith(b"{") else {}
        if not answer.ok or not told.get("access_token"):
            why = str(told.get("error_description") or told.get("error") or answer.status)
            raise ConnectorMisconfigured(f"SAP gives no token: {why}", f"SAP ne donne pas de jeton : {why}")
        self._token = str(told["access_token"])
        self._until = monotonic() + int(told.get("expires_in") or _USUAL) - _EARLY


class WithTokens(Http):
    """Calls that carry a token."""

    def __init__(self, endpoint: Endpoint, headers: Mapping[str, str], tokens: Tokens) -> None:
        super().__init__(endpoint, headers)
        self._tokens = tokens

    def call(self, method: str, path: str, **how: Any) -> Answer:
        """The answer; where the token is refused, the next call is made with another one."""
        headers = {**(how.pop("headers", None) or {}), "Authorization": f"Bearer {self._tokens.token()}"}
        try:
            return super().call(method, path, headers=headers, **how)
        except ConnectorMisconfigured:
            self._tokens.forget()
            raise
