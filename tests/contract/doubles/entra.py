"""Microsoft Entra as far as an application's sign-in goes: the OpenID configuration of one tenant, and tokens for client credentials.

Checked against Microsoft's page on the client credentials flow as Business Central's documentation gives it (the address, the form, the
scope), and against msal's own code, which asks for the configuration first. The codes AADSTS7000215 and AADSTS90002 are Entra's; their
texts are told from memory.
"""

from __future__ import annotations

from time import time
from urllib.parse import parse_qs
from uuid import uuid4

from tests.contract.doubles.serving import Answer, Request

TENANT, CLIENT, SECRET = "6b1a3f0e-1f5e-4a3c-9a51-0c1d8a5f7e21", "f0d4c3b2-6a59-4e1c-8a77-3e5b9c2d1f00", "a~secret.value"


class Entra:
    """One tenant with one application; called with a request it answers as Entra does."""

    def __init__(self) -> None:
        self.secret = SECRET
        #: Seconds that a new token lives.
        self.lifetime = 3600
        #: What the application may have a token for.
        self.resource = ""
        self._tokens: dict[str, float] = {}

    def __call__(self, request: Request) -> Answer:
        if request.path == f"/{TENANT}/v2.0/.well-known/openid-configuration" and request.method == "GET":
            server = f"https://{request.headers['Host']}/{TENANT}"
            return 200, {
                "issuer": f"{server}/v2.0",
                "authorization_endpoint": f"{server}/oauth2/v2.0/authorize",
                "token_endpoint": f"{server}/oauth2/v2.0/token",
            }
        if request.path == f"/{TENANT}/oauth2/v2.0/token" and request.method == "POST":
            return self._token({name: values[0] for name, values in parse_qs(request.content.decode()).items()})
        return _refused(400, "invalid_tenant", "AADSTS90002: Tenant not found. Check to make sure you have the correct tenant ID.")

    def knows(self, token: str) -> bool:
        """Whether the token is one that was given and is still good."""
        return self._tokens.get(token, 0) > time()

    def revoke(self) -> None:
        """Every token given so far is over."""
        self._tokens.clear()

    def _token(self, form: dict[str, str]) -> Answer:
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, self.secret):
            return _refused(401, "invalid_client", f"AADSTS7000215: Invalid client secret provided for app '{form.get('client_id')}'.")
        if form.get("grant_type") != "client_credentials" or self.resource + "/.default" not in form.get("scope", "").split():
            return _refused(400, "invalid_scope", "AADSTS70011: The provided request must include a valid scope.")
        token = uuid4().hex
        self._tokens[token] = time() + self.lifetime
        return 200, {"token_type": "Bearer", "expires_in": self.lifetime, "ext_expires_in": self.lifetime, "access_token": token}


def _refused(status: int, error: str, description: str) -> Answer:
    return status, {"error": error, "error_description": f"{description} Trace ID: {uuid4()} Correlation ID: {uuid4()} Timestamp: now"}
