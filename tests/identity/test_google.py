"""Google's ID tokens: the right one says that Gmail calls, and for whom, and every way to come by a wrong one is refused."""

from __future__ import annotations

import base64
import hmac
import json
import threading
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from google.auth import _helpers

from backend.errors import BadInput, NotPermitted, NotSignedIn, SignInUnavailable
from backend.identity import Google, GoogleTokens
from backend.identity.certificates import Certificates
from backend.model.user import Role, User
from backend.settings import Settings
from tests.identity.entra_double import TENANT
from tests.identity.google_double import ABSENT, ADDRESS, CLIENT, DOMAIN, OTHER_DOMAIN, PERSON, SYSTEM, WEB_CLIENT, accounts

HOME = "/gmail/home"


@pytest.fixture(scope="module")
def running():
    with accounts() as google:
        yield google


@pytest.fixture
def google(running):
    running.published, running.is_away = ["first"], False
    return running


@pytest.fixture
def tokens(google):
    return GoogleTokens(google.google())


@pytest.fixture
def clock():
    return [0.0]


@pytest.fixture
def patient(google, clock):
    """Tokens told by a clock that only the test moves."""
    return GoogleTokens(google.google(), Certificates(google.google().places.certificates, lambda: clock[0]))


def test_the_right_tokens_say_that_gmail_calls_and_for_whom(google, tokens):
    tokens.system(google.system(), HOME)
    tokens.system(google.system(iss="accounts.google.com"), HOME)
    assert tokens.person(google.person()) == User(PERSON, DOMAIN, "claire@mistral.example", "claire@mistral.example", Role.CLERK)


@pytest.mark.parametrize(("seconds", "is_good"), [(-11, False), (-10, True), (3610, True), (3611, False)])
def test_clocks_may_differ_by_ten_seconds(google, tokens, monkeypatch, seconds, is_good):
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    issued = int(noon.timestamp())
    monkeypatch.setattr(_helpers, "utcnow", lambda: noon.replace(tzinfo=None) + timedelta(seconds=seconds))
    with nullcontext() if is_good else pytest.raises(NotSignedIn):
        tokens.system(google.system(iat=issued, exp=issued + 3600), HOME)


#: Wrong for whatever a token is for.
WRONG = {
    "another audience": {"aud": "https://elsewhere.example/gmail/home"},
    "an audience among others": {"aud": [CLIENT, f"{ADDRESS}{HOME}"]},
    "no audience": {"aud": ABSENT},
    "another issuer": {"iss": "https://accounts.evil.example"},
    "no issuer": {"iss": ABSENT},
    "expired": {"exp": timedelta(seconds=-60)},
    "issued in the future": {"iat": timedelta(seconds=60)},
    "no expiry": {"exp": ABSENT},
    "an expiry that is no number": {"exp": "soon"},
    "an address that nobody verified": {"email_verified": False},
    "a word instead of a verification": {"email_verified": "true"},
    "no address": {"email": ABSENT},
}
WRONG_PERSON = {
    "no person": {"sub": ABSENT},
    "a person that is a path": {"sub": "../demo"},
    "the audience of browsers": {"aud": WEB_CLIENT},
    "the audience of a call": {"aud": f"{ADDRESS}{HOME}"},
}
WRONG_SYSTEM = {
    "another service account": {"email": "service-99@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"},
    "a person in its place": {"email": f"claire@{DOMAIN}"},
    "the audience of another path": {"aud": f"{ADDRESS}/gmail/message"},
    "the audience of people": {"aud": CLIENT},
}


@pytest.mark.parametrize("claims", (WRONG | WRONG_PERSON).values(), ids=WRONG | WRONG_PERSON)
def test_a_persons_token_with_one_wrong_claim_is_refused(google, tokens, claims):
    with pytest.raises(NotSignedIn):
        tokens.person(google.person(**claims))


@pytest.mark.parametrize("claims", (WRONG | WRONG_SYSTEM).values(), ids=WRONG | WRONG_SYSTEM)
def test_a_call_with_one_wrong_claim_is_refused(google, tokens, claims):
    with pytest.raises(NotSignedIn):
        tokens.system(google.system(**claims), HOME)


@pytest.mark.parametrize("hd", [ABSENT, "", OTHER_DOMAIN, f"evil.{DOMAIN}", [DOMAIN]], ids=str)
def test_somebody_of_no_domain_or_another_has_no_access(google, tokens, hd):
    with pytest.raises(NotPermitted, match="does not use this Countersign"):
        tokens.person(google.person(hd=hd))


def encoded(part):
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def forgeries(google):
    """Tokens that Google never signed, by how they were made."""
    header, payload, signature = google.person().split(".")
    public = google.certificates["first"].encode()
    hashed = f"{encoded({'alg': 'HS256', 'typ': 'JWT', 'kid': 'first'})}.{payload}"
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return {
        "no signature": f"{header}.{payload}.",
        "none for an algorithm": f"{encoded({'alg': 'none', 'kid': 'first'})}.{payload}.",
        "the certificate as a secret": f"{hashed}.{base64.urlsafe_b64encode(hmac.digest(public, hashed.encode(), 'sha256')).decode()}",
        "another algorithm's name": f"{encoded({'alg': 'ES256', 'kid': 'first'})}.{payload}.{signature}",
        "a changed claim": f"{header}.{encoded(claims | {'email': 'boss@mistral.example'})}.{signature}",
        "another key under a known id": google.person({"key": "second", "header": {"kid": "first"}}),
        "a key that nobody published": google.person({"key": "second", "header": {"kid": "invented"}}),
        "a key without an id": google.person({"key": "second", "header": {"kid": ""}}),
        "nested beyond reason": f"{base64.urlsafe_b64encode(b'[' * 100_000).decode()}.e30.e30",
        "a list for a header": "W10.W10.e30",
    }


def test_no_forgery_is_believed(google, tokens):
    for made, token in forgeries(google).items():
        with pytest.raises(NotSignedIn) as refused:
            tokens.person(token)
        assert refused.value.__suppress_context__, made


@pytest.mark.parametrize("text", ["", "a", "a.b.c", "....", "é.é.é", "eyJhbGciOiJSUzI1NiJ9.e30.", "x" * 100_000], ids=lambda text: text[:9])
def test_what_is_no_token_is_refused(tokens, text):
    with pytest.raises(NotSignedIn):
        tokens.person(text)


def test_an_installation_without_the_add_on_takes_no_call_and_no_person_from_gmail(google):
    without = GoogleTokens(google.google(client_id="", service_account=""))
    for attempt in (lambda: without.person(google.person(aud="")), lambda: without.system(google.system(email=""), HOME)):
        with pytest.raises(NotSignedIn):
            attempt()


def test_the_certificates_are_asked_for_once_and_again_when_they_are_over(google, patient, clock):
    before = google.asked
    threads = [threading.Thread(target=patient.person, args=(google.person(),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    patient.system(google.system(), HOME)
    assert google.asked == before + 1
    clock[0] = 18_999.0
    patient.person(google.person())
    assert google.asked == before + 1
    clock[0] = 19_000.0
    patient.person(google.person())
    assert google.asked == before + 2


def test_a_new_key_is_asked_for_and_invented_ones_once_a_minute_at_most(google, patient, clock):
    patient.person(google.person())
    google.published, clock[0], before = ["first", "second"], 61.0, google.asked
    assert patient.person(google.person({"key": "second"})).id == PERSON
    assert google.asked == before + 1
    for _ in range(20):
        clock[0] += 5
        with pytest.raises(NotSignedIn):
            patient.person(google.person({"header": {"kid": "invented"}}))
    assert google.asked == before + 2


def test_a_google_that_is_away_is_no_refusal_and_is_asked_again_after_some_seconds(google, patient, clock):
    google.is_away, before = True, google.asked
    for _ in range(3):
        with pytest.raises(SignInUnavailable):
            patient.person(google.person())
    assert google.asked == before + 1
    google.is_away, clock[0] = False, 11.0
    assert patient.person(google.person()).id == PERSON


@pytest.mark.parametrize(
    ("roles", "email", "role"),
    [
        ("", "claire@mistral.example", Role.CLERK),
        ("Claire@mistral.example=approver", "claire@mistral.example", Role.APPROVER),
        ("claire@mistral.example=admin,*=auditor", "karim@mistral.example", Role.AUDITOR),
        ("claire@mistral.example=admin, *=nobody", "Claire@Mistral.example", Role.ADMINISTRATOR),
    ],
)
def test_a_role_goes_by_the_address_and_else_by_the_star(google, roles, email, role):
    tokens = GoogleTokens(Google.configured(google.settings(google_roles=roles)))
    assert tokens.person(google.person(email=email)).role is role


def test_somebody_without_a_role_is_told_whom_to_ask(google):
    tokens = GoogleTokens(Google.configured(google.settings(google_roles="*=nobody")))
    with pytest.raises(NotPermitted, match="administrator") as refused:
        tokens.person(google.person())
    assert "administrateur" in refused.value.fr


def test_somebody_who_signed_in_before_is_what_the_settings_say_now(google, tokens):
    user = tokens.person(google.person())
    promoted = GoogleTokens(Google.configured(google.settings(google_roles=f"{user.email}=approver")))
    assert promoted.still(user).role is Role.APPROVER
    for gone in ({"google_roles": "*=nobody"}, {"google_domains": OTHER_DOMAIN}):
        with pytest.raises(NotPermitted):
            GoogleTokens(Google.configured(google.settings(**gone))).still(user)


def test_a_domain_may_belong_to_the_organisation_of_a_tenant(google):
    tokens = GoogleTokens(Google.configured(google.settings(google_domains=f"{DOMAIN}={TENANT}, {OTHER_DOMAIN}")))
    assert tokens.person(google.person()).organisation == TENANT
    assert tokens.person(google.person(hd=OTHER_DOMAIN)).organisation == OTHER_DOMAIN


def test_the_settings_say_whom_to_trust_and_no_secret_is_in_them(google):
    assert Google.configured(google.settings()) == google.google()
    assert Google.configured(Settings(google_domains=DOMAIN)) is None
    assert "secret" not in repr(google.google()).replace("web_secret", "") + repr(google.settings())
    assert Google.configured(Settings(google_client_id=CLIENT, google_service_account=SYSTEM)).domains == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"google_client_id": "a client"},
        {"google_domains": "claire@mistral.example"},
        {"google_domains": "mistral"},
        {"google_domains": f"{DOMAIN}=demo"},
        {"google_roles": "claire@mistral.example=boss"},
        {"google_roles": f"{DOMAIN}=auditor"},
    ],
    ids=str,
)
def test_settings_that_are_no_domains_addresses_or_roles_are_refused(google, wrong):
    with pytest.raises(BadInput):
        Google.configured(google.settings(**wrong))
