"""Entra as far as tokens go: keys published over HTTP, tokens signed by them, right in every claim unless a test says otherwise, and the
endpoint at which an application trades them for tokens of Graph (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow).
"""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from backend.identity import Entra
from tests.connectors.servers import serving

CLIENT = "aaaaaaaa-0000-4000-8000-000000000001"
TENANT = "bbbbbbbb-0000-4000-8000-000000000002"
OTHER_TENANT = "cccccccc-0000-4000-8000-000000000003"
PERSON = "dddddddd-0000-4000-8000-000000000004"
#: What the application proves itself by.
SECRET = "the application's secret"
GRAPH = "https://graph.microsoft.com"
ABSENT = object()


class Authority:
    """One Entra: `published` are the ids of the keys that it tells of."""

    def __init__(self, url):
        self.url = url
        self.keys = {name: rsa.generate_private_key(public_exponent=65537, key_size=2048) for name in ("first", "second")}
        self.published = ["first"]
        self.issuer = f"{url}/{{tenantid}}/v2.0"
        self.asked = 0
        self.is_away = False
        #: The version of the tokens that the app registration asks for.
        self.version = "2.0"
        #: The address of Graph, which tokens for it are for.
        self.graph = GRAPH
        #: What the administrator consented to: in a person's name, and for the application alone.
        self.consented = "Mail.ReadWrite Mail.ReadWrite.Shared MailboxSettings.ReadWrite"
        self.granted = ["Mail.Read"]
        #: The body with which the token endpoint refuses everybody, None while it does not; and what it was asked for.
        self.refusal = None
        self.trades = []
        #: The public key of the certificate that the application may prove itself by.
        self.certificate_key = None

    def entra(self, **changes):
        """The settings of an installation that trusts it."""
        return Entra(**{"client_id": CLIENT, "tenants": frozenset({TENANT}), "authority": self.url} | changes)

    def jwks(self):
        """The key set as published: RFC 7517 with Entra's `issuer`."""
        keys = []
        for name in self.published:
            told = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.keys[name].public_key()))
            keys.append({**told, "kid": name, "use": "sig", "issuer": self.issuer})
        return {"keys": keys}

    def token(self, key="first", algorithm="RS256", secret=None, header=None, **changes):
        """A token; a claim given as ABSENT is left out."""
        now = int(time.time())
        tenant = changes.get("tid", TENANT)
        claims = {
            "aud": CLIENT, "iss": f"{self.url}/{tenant}/v2.0", "iat": now, "nbf": now, "exp": now + 3600, "ver": "2.0", "tid": tenant,
            "oid": PERSON, "azp": CLIENT, "azpacr": "0", "scp": "access_as_user", "roles": ["clerk"], "name": "Claire Martin",
            "preferred_username": "claire@mistral.example", "sub": "x", "uti": "y",
        } | changes  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not ABSENT}
        return jwt.encode(claims, self.keys[key] if secret is None else secret, algorithm, headers={"kid": key} | (header or {}))

    def trade(self, tenant, form):
        """What the token endpoint answers: a status and a body."""
        self.trades.append(form)
        if self.refusal:
            return 400, self.refusal
        if form.get("client_id") != CLIENT or not self._is_proven(tenant, form):
            return 401, refused("invalid_client", 7000215, "Invalid client secret provided.")
        scopes = [scope for scope in form["scope"].split() if "/" in scope]
        resource = scopes[0].rpartition("/")[0] if scopes else ""
        if form["grant_type"] == "client_credentials" and resource == f"api://{CLIENT}":
            audience = CLIENT if self.version == "2.0" else resource
            return 200, issued(self.token(aud=audience, ver=self.version, tid=tenant, scp=ABSENT, idtyp="app"))
        if resource != self.graph:
            return 400, refused("invalid_scope", 70011, "The provided value for the input parameter 'scope' is not valid.")
        if form["grant_type"] == "client_credentials":
            return 200, issued(self.graph_token(tid=tenant, roles=self.granted, idtyp="app"))
        return self._on_behalf(form)

    def _on_behalf(self, form):
        """What an application gets that shows a person's token."""
        if form["grant_type"] != "urn:ietf:params:oauth:grant-type:jwt-bearer" or form.get("requested_token_use") != "on_behalf_of":
            return 400, refused("unsupported_grant_type", 70003, "The app requested an unsupported grant type.")
        try:
            person = jwt.decode(form["assertion"], self.keys["first"].public_key(), ["RS256"], audience=CLIENT)
        except jwt.InvalidTokenError:
            return 400, refused("invalid_grant", 500133, "Assertion is not within its valid time range.")
        who = {name: person[name] for name in ("tid", "oid", "name")}
        return 200, issued(self.graph_token(scp=self.consented, upn=person["preferred_username"], **who))

    def _is_proven(self, tenant, form):
        """Whether the application is who it says, by its secret or its certificate (PS256, for this endpoint)."""
        if "client_assertion" not in form:
            return form.get("client_secret") == SECRET
        endpoint = f"{self.url}/{tenant}/oauth2/v2.0/token"
        try:
            return jwt.decode(form["client_assertion"], self.certificate_key, ["PS256"], audience=endpoint)["sub"] == CLIENT
        except jwt.InvalidTokenError:
            return False

    def graph_token(self, **claims):
        """A token for Graph, which only Graph may read."""
        now = int(time.time())
        common = {"aud": self.graph, "iss": f"{self.url}/{claims['tid']}/", "iat": now, "nbf": now, "exp": now + 3600, "appid": CLIENT}
        return jwt.encode(common | claims, self.keys["first"], "RS256", headers={"kid": "first"})

    def discovery(self, tenant):
        """The tenant's OpenID configuration."""
        at = f"{self.url}/{tenant}"
        endpoints = {"token_endpoint": f"{at}/oauth2/v2.0/token", "authorization_endpoint": f"{at}/oauth2/v2.0/authorize"}
        return {"issuer": f"{at}/v2.0", "jwks_uri": f"{self.url}/common/discovery/v2.0/keys", **endpoints}


def refused(error, code, description, **more):
    """A refusal as the token endpoint words it."""
    return {"error": error, "error_description": f"AADSTS{code}: {description}", "error_codes": [code], "correlation_id": "x"} | more


def issued(token):
    """An answer with a token."""
    return {"token_type": "Bearer", "expires_in": 3599, "ext_expires_in": 3599, "access_token": token}


@contextmanager
def authority(certificate=None):
    """A running Entra, over TLS when a certificate is given."""
    running = []

    def answer(request):
        (entra,) = running
        entra.asked += 1
        if entra.is_away:
            request.answer(503)
        elif request.path == "/common/discovery/v2.0/keys":
            request.answer(body=json.dumps(entra.jwks()).encode())
        elif request.path.endswith("/v2.0/.well-known/openid-configuration"):
            request.answer(body=json.dumps(entra.discovery(request.path.split("/")[1])).encode())
        elif request.path.endswith("/oauth2/v2.0/token"):
            form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
            status, told = entra.trade(request.path.split("/")[1], form)
            request.answer(status, json.dumps(told).encode(), Content_Type="application/json")
        else:
            request.answer(404)

    with serving(answer, certificate) as server:
        running.append(Authority(server.url))
        yield running[0]
