"""Google as far as signing in goes: certificates published over HTTP, tokens signed by them, right in every claim unless a test says
otherwise, and the sign-in of a browser (https://developers.google.com/identity/openid-connect/openid-connect).
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import Enum
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from backend.identity import Google
from backend.identity.google import Places
from backend.settings import Settings
from tests.connectors.servers import serving

ADDRESS = "https://countersign.example.com"
#: The add-on's OAuth client, and the one of browsers with its secret.
CLIENT, WEB_CLIENT, WEB_SECRET = "1234.apps.googleusercontent.com", "1234-web.apps.googleusercontent.com", "the web client's secret"
#: In whose name Google calls.
SYSTEM = "service-1234@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"
DOMAIN, OTHER_DOMAIN = "mistral.example", "delorme.example"
PERSON = "104857600000000000001"
ABSENT = Enum("Claim", ["ABSENT"]).ABSENT


def certificate(key):
    """A certificate by the key itself, as Google publishes them: PEM."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "federated-signon.system.gserviceaccount.com")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=30))
    return made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


class Accounts:
    """One Google: `published` are the ids of the certificates that it tells of."""

    def __init__(self, url):
        self.url = url
        self.keys = {name: rsa.generate_private_key(public_exponent=65537, key_size=2048) for name in ("first", "second")}
        self.certificates = {name: certificate(key) for name, key in self.keys.items()}
        self.published = ["first"]
        self.caching = "public, max-age=19000, must-revalidate, no-transform"
        #: How often certificates were asked for.
        self.asked = 0
        self.is_away = False
        #: Who signs in, as claims that differ from `person`'s; and the codes given to them.
        self.visitor = {}
        #: Where a browser of a test reaches the installation.
        self.site = ADDRESS
        self.codes = {}

    def google(self, **changes):
        """The settings of an installation that trusts it."""
        made = Google(ADDRESS, CLIENT, SYSTEM, {DOMAIN: DOMAIN}, {}, WEB_CLIENT, WEB_SECRET, Places.at(self.url))
        return Google(**{name: getattr(made, name) for name in made.__dataclass_fields__} | changes)

    def settings(self, **changes):
        """The same as an administrator gives them."""
        given = {
            "public_url": ADDRESS, "google_client_id": CLIENT, "google_service_account": SYSTEM, "google_domains": DOMAIN,
            "google_web_client_id": WEB_CLIENT, "google_web_secret": WEB_SECRET, "google_authority": self.url,
        } | changes  # fmt: skip
        return Settings(**given)

    def signed(self, claims, key="first", algorithm="RS256", secret=None, header=None):
        """A token of these claims; one given as ABSENT is left out, one given as a timedelta is a time from now on."""
        now = int(time.time())
        claims = {"iss": "https://accounts.google.com", "iat": now, "exp": now + 3600} | claims
        claims = {name: now + int(value.total_seconds()) if isinstance(value, timedelta) else value for name, value in claims.items()}
        claims = {name: value for name, value in claims.items() if value is not ABSENT}
        return jwt.encode(claims, self.keys[key] if secret is None else secret, algorithm, headers={"kid": key} | (header or {}))

    def system(self, path="/gmail/home", how=None, **changes):
        """The token by which Google calls this path."""
        claims = {"aud": f"{ADDRESS}{path}", "azp": "1", "sub": "1", "email": SYSTEM, "email_verified": True}
        return self.signed(claims | changes, **how or {})

    def person(self, how=None, **changes):
        """The token of somebody in Gmail, which tells no name."""
        claims = {"aud": CLIENT, "azp": CLIENT, "sub": PERSON, "hd": DOMAIN, "email": f"claire@{DOMAIN}", "email_verified": True}
        return self.signed(claims | changes, **how or {})

    def signing_in(self, url):
        """What Google does when somebody signs in at this address: the address that it sends them to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert url.startswith(f"{self.url}/o/oauth2/v2/auth?")
        assert {"client_id": WEB_CLIENT, "response_type": "code", "code_challenge_method": "S256"}.items() <= asked.items()
        code = f"4/{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?state={asked['state']}&code={code.replace('/', '%2F')}&scope=openid"

    def trade(self, form):
        """What the token endpoint answers: a status and a body; a code is good once."""
        asked = self.codes.pop(form.get("code"), None)
        verifier = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if (form.get("client_id"), form.get("client_secret")) != (WEB_CLIENT, WEB_SECRET):
            return 401, {"error": "invalid_client", "error_description": "Unauthorized"}
        if asked is None or asked["code_challenge"] != verifier or asked["redirect_uri"] != form.get("redirect_uri"):
            return 400, {"error": "invalid_grant", "error_description": "Bad Request"}
        token = self.person(**{"aud": WEB_CLIENT, "azp": WEB_CLIENT, "name": "Claire Martin", "nonce": asked["nonce"]} | self.visitor)
        return 200, {
            "access_token": "ya29.x",
            "expires_in": 3599,
            "scope": "openid email profile",
            "token_type": "Bearer",
            "id_token": token,
        }


@contextmanager
def accounts():
    """A running Google."""
    running = []

    def answer(request):
        (google,) = running
        if request.path == "/oauth2/v1/certs":
            google.asked += 1
        if google.is_away:
            request.answer(503)
        elif request.path.startswith("/o/oauth2/v2/auth?"):
            back = google.signing_in(f"{google.url}{request.path}")
            request.answer(302, b"", Location=back.replace(ADDRESS, google.site, 1))
        elif request.path == "/oauth2/v1/certs":
            told = {name: google.certificates[name] for name in google.published}
            request.answer(body=json.dumps(told).encode(), Cache_Control=google.caching)
        elif request.path == "/token":
            form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
            status, told = google.trade(form)
            request.answer(status, json.dumps(told).encode(), Content_Type="application/json")
        else:
            request.answer(404)

    with serving(answer) as server:
        running.append(Accounts(server.url))
        yield running[0]
