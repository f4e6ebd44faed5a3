"""Entra as far as tokens go: keys published over HTTP, and tokens signed by them, right in every claim unless a test says otherwise."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from backend.identity import Entra
from tests.connectors.servers import serving

CLIENT = "aaaaaaaa-0000-4000-8000-000000000001"
TENANT = "bbbbbbbb-0000-4000-8000-000000000002"
OTHER_TENANT = "cccccccc-0000-4000-8000-000000000003"
PERSON = "dddddddd-0000-4000-8000-000000000004"
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


@contextmanager
def authority():
    """A running Entra."""
    running = []

    def answer(request):
        (entra,) = running
        entra.asked += 1
        if entra.is_away:
            request.answer(503)
        elif request.path == "/common/discovery/v2.0/keys":
            request.answer(body=json.dumps(entra.jwks()).encode())
        else:
            request.answer(404)

    with serving(answer) as server:
        running.append(Authority(server.url))
        yield running[0]
