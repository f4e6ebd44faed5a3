"""Access tokens of Microsoft Entra for an application of its own (OAuth 2.0 client credentials), fetched and renewed by msal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock
from typing import Any

from msal import ConfidentialClientApplication

from backend.connectors.http import Answer, Endpoint, Http, Json
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable

#: What Entra says for the log of its operators, after the sentence for people.
_FOR_OPERATORS = " Trace ID:"


@dataclass(frozen=True)
class Application:
    """An application registered in Entra."""

    #: https://login.microsoftonline.com/TENANT.
    authority: str
    client_id: str
    secret: str = field(repr=False)
    #: What the token is for: https://api.businesscentral.dynamics.com/.default.
    scope: str = ""
    ca_file: str = ""


class Tokens:
    """The tokens of one application; may be used by several threads."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._line = _Line(application)
        self._msal: ConfidentialClientApplication | None = None
        # msal asks twice when two threads find its cache empty.
        self._lock = Lock()

    def token(self) -> str:
        """A token that is good for some minutes at least.

        Raises ConnectorMisconfigured in Entra's words when it gives none, ConnectorUnavailable when it cannot be reached.
        """
        with self._lock:
            try:
                told = self._app().acquire_token_for_client(scopes=[self._application.scope])
            except ValueError as error:
                # What msal raises for a tenant that Entra does not know, or an authority that is none.
                raise ConnectorMisconfigured(
                    "Microsoft Entra does not know this tenant.", "Microsoft Entra ne connaît pas ce locataire (tenant)."
                ) from error
        if "access_token" not in told:
            raise _refused(told)
        return str(told["access_token"])

    def forget(self) -> None:
        """Ask for another token the next time: what an application may do stands in the token, which would last for an hour."""
        with self._lock:
            if self._msal is not None:
                self._msal.remove_tokens_for_client()

    def _app(self) -> ConfidentialClientApplication:
        """The application as msal has it; made at the first call, because making it asks the authority where its tokens are."""
        if self._msal is None:
            self._msal = ConfidentialClientApplication(
                self._application.client_id,
                client_credential=self._application.secret,
                authority=self._application.authority,
                # The authority is the administrator's answer: nobody else is asked whether it is one.
                instance_discovery=False,
                http_client=self._line,
            )
        return self._msal


class _Line:
    """What msal calls over: our own calls, to the authority's server and no other."""

    def __init__(self, application: Application) -> None:
        scheme, _, rest = application.authority.partition("://")
        self._server = f"{scheme}://{rest.partition('/')[0]}"
        self._http = _Entra(Endpoint(self._server, application.ca_file), {"User-Agent": "Countersign"})

    def get(self, url: str, params: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None, **_: Any) -> _Response:
        """What `requests` would answer, as far as msal looks at it."""
        return _Response(self._http.call("GET", self._path(url), params=params, headers=headers))

    def post(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        data: Json = None,
        headers: Mapping[str, str] | None = None,
        **_: Any,
    ) -> _Response:
        """The same for a form; msal sends the secret in it."""
        return _Response(self._http.call("POST", self._path(url), params=params, data=data, headers=headers))

    def close(self) -> None:
        """Nothing to close: the pool ends with the process."""

    def _path(self, url: str) -> str:
        if not url.startswith(f"{self._server}/"):
            raise ConnectorMisconfigured(
                "The authority sends the sign-in to another server.", "L’autorité renvoie la connexion vers un autre serveur."
            )
        return url.removeprefix(f"{self._server}/")


class _Entra(Http):
    """Entra's server, whose refusals say what is wrong with the application."""

    def refuse(self, answer: Answer) -> None:
        """Leave to msal what it understands."""
        if answer.status not in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED}:
            super().refuse(answer)


class _Response:
    """An answer with the names that msal reads."""

    def __init__(self, answer: Answer) -> None:
        self.status_code, self.headers = answer.status, answer.headers
        self.text = answer.content.decode(errors="replace")

    def raise_for_status(self) -> None:
        """Raise ConnectorUnavailable for what msal does not understand."""
        if self.status_code >= HTTPStatus.BAD_REQUEST:
            raise ConnectorUnavailable("Microsoft Entra did not answer.", "Microsoft Entra n’a pas répondu.")


def _refused(told: Mapping[str, Any]) -> ConnectorMisconfigured:
    why = str(told.get("error_description") or told.get("error") or "").partition(_FOR_OPERATORS)[0].strip()
    return ConnectorMisconfigured(f"Microsoft Entra gives no token: {why}", f"Microsoft Entra ne donne pas de jeton : {why}")
