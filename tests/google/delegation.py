"""A service account with domain-wide delegation, and the endpoint that gives it tokens, in the double:
https://developers.google.com/identity/protocols/oauth2/service-account.
"""

from __future__ import annotations

import json

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.google.double import Google
from tests.google.published import SCOPES

ACCOUNT = "countersign@mistral-project.iam.gserviceaccount.com"
_AUDIENCE = "https://oauth2.googleapis.com/token"
_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


class ServiceAccount:
    """The account, whose `allowed` scopes an administrator of the Workspace domain authorised."""

    def __init__(self, google: Google) -> None:
        self.google = google
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.pem = self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()  # fmt: skip
        self.allowed = {"gmail.readonly"}
        #: The mailboxes and scopes that tokens were asked for.
        self.asked: list[tuple[str, str]] = []

    def json(self) -> str:
        """Its key, as the Google Cloud console gives it."""
        told = {"type": "service_account", "client_email": ACCOUNT, "client_id": "104", "private_key_id": "k1", "private_key": self.pem}
        return json.dumps({**told, "token_uri": f"{self.google.url}/token"})

    def grant(self, form: dict[str, list[str]]) -> tuple[int, dict]:
        """What the token endpoint answers: a status and a body."""
        try:
            claims = jwt.decode(form["assertion"][0], self.key.public_key(), ["RS256"], audience=_AUDIENCE, issuer=ACCOUNT)
        except (jwt.InvalidTokenError, KeyError):
            return 400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
        scopes = {scope.removeprefix(SCOPES) for scope in claims["scope"].split()}
        self.asked.append((claims["sub"], " ".join(sorted(scopes))))
        if form["grant_type"] != [_GRANT] or not scopes <= self.allowed:
            told = "Client is unauthorized to retrieve access tokens using this method, or for any of the scopes requested."
            return 401, {"error": "unauthorized_client", "error_description": told}
        if claims["sub"].lower() not in self.google.mailboxes:
            return 400, {"error": "invalid_grant", "error_description": "Invalid email or User ID"}
        return 200, {"access_token": self.google.token(claims["sub"], *scopes), "expires_in": 3599, "token_type": "Bearer"}
