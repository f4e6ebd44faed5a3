"""Entra's access tokens: the right one says who somebody is, and every way to come by a wrong one is refused."""

from __future__ import annotations

import base64
import hmac
import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from backend.errors import BadInput, NotPermitted, NotSignedIn, SignInUnavailable
from backend.identity import Entra, EntraTokens, Identity
from backend.identity.signing_keys import SigningKeys
from backend.model.user import Role
from backend.settings import Settings
from tests.identity.entra_double import ABSENT, CLIENT, OTHER_TENANT, PERSON, TENANT, authority


@pytest.fixture(scope="module")
def running():
    with authority() as entra:
        yield entra


@pytest.fixture
def entra(running):
    running.published, running.is_away = ["first"], False
    running.issuer = f"{running.url}/{{tenantid}}/v2.0"
    return running


@pytest.fixture
def tokens(entra):
    return EntraTokens(entra.entra())


def encoded(part):
    """A part of a token as it is written."""
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def test_a_right_token_says_who_somebody_is(entra, tokens):
    identity = tokens.identity(entra.token(acrs=["c1"]))
    assert identity == Identity(TENANT, PERSON, "Claire Martin", "claire@mistral.example", Role.CLERK, frozenset({"c1"}))


NOW = int(time.time())
WRONG = {
    "another audience": {"aud": "eeeeeeee-0000-4000-8000-000000000005"},
    "the Graph's audience": {"aud": "https://graph.microsoft.com"},
    "an audience among others": {"aud": [CLIENT, "https://graph.microsoft.com"]},
    "the application id URI for an audience": {"aud": f"api://{CLIENT}"},
    "another issuer": {"iss": "https://login.evil.example/v2.0"},
    "the issuer of another tenant": {"iss": f"https://login.microsoftonline.com/{OTHER_TENANT}/v2.0"},
    "a version 1 token": {"ver": "1.0"},
    "expired": {"exp": NOW - 3600},
    "not valid yet": {"nbf": NOW + 3600},
    "another application": {"azp": "eeeeeeee-0000-4000-8000-000000000005"},
    "an application alone": {"scp": ABSENT, "roles": ["admin"]},
    "an application that says so": {"idtyp": "app"},
    "another scope": {"scp": "openid profile"},
    "a scope whose name begins alike": {"scp": "access_as_user_too"},
    "no tenant": {"tid": ABSENT},
    "a tenant that is a path": {"tid": "../" + TENANT},
    "a tenant in capitals": {"tid": TENANT.upper()},
    "no person": {"oid": ABSENT},
    "a person that is no id": {"oid": "demo/../x"},
    "no expiry": {"exp": ABSENT},
    "an expiry that is no number": {"exp": "soon"},
}


@pytest.mark.parametrize("claims", WRONG.values(), ids=WRONG.keys())
def test_a_token_with_one_wrong_claim_is_refused(entra, tokens, claims):
    with pytest.raises(NotSignedIn):
        tokens.identity(entra.token(**claims))


def test_a_token_of_a_tenant_that_is_not_ours_is_refused_with_a_sentence(entra, tokens):
    with pytest.raises(NotPermitted, match="does not use this Countersign"):
        tokens.identity(entra.token(tid=OTHER_TENANT))


def test_a_token_without_a_signature_is_refused(entra, tokens):
    header, payload, _ = entra.token().split(".")
    for forged in (f"{header}.{payload}.", f"{encoded({'alg': 'none', 'kid': 'first'})}.{payload}."):
        with pytest.raises(NotSignedIn):
            tokens.identity(forged)


def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(entra, tokens):
    public = entra.keys["first"].public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    _, payload, _ = entra.token().split(".")
    signed = f"{encoded({'alg': 'HS256', 'typ': 'JWT', 'kid': 'first'})}.{payload}"
    signature = base64.urlsafe_b64encode(hmac.digest(public, signed.encode(), "sha256")).rstrip(b"=").decode()
    with pytest.raises(NotSignedIn):
        tokens.identity(f"{signed}.{signature}")


def test_a_changed_claim_breaks_the_signature(entra, tokens):
    header, payload, signature = entra.token().split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    with pytest.raises(NotSignedIn):
        tokens.identity(f"{header}.{encoded({**claims, 'roles': ['admin']})}.{signature}")


def test_a_key_that_the_token_itself_brings_is_not_believed(entra, tokens):
    own = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(entra.keys["second"].public_key()))
    for header in ({"jwk": own}, {"jku": f"{entra.url}/mine", "kid": "mine"}, {"x5u": f"{entra.url}/mine"}):
        with pytest.raises(NotSignedIn):
            tokens.identity(entra.token(key="second", header={"kid": "first"} | header))


def test_a_key_of_one_tenant_signs_no_tokens_of_another(entra):
    entra.issuer = f"{entra.url}/{OTHER_TENANT}/v2.0"
    with pytest.raises(NotSignedIn):
        EntraTokens(entra.entra()).identity(entra.token())


@pytest.mark.parametrize("text", ["", "a", "a.b", "a.b.c", "....", "é.é.é", "eyJhbGciOiJSUzI1NiJ9.e30.", "x" * 100_000])
def test_what_is_no_token_is_refused(tokens, text):
    with pytest.raises(NotSignedIn):
        tokens.identity(text)


def test_the_role_is_the_one_that_may_do_most(entra, tokens):
    assert tokens.identity(entra.token(roles=["auditor", "clerk"])).role is Role.CLERK
    assert tokens.identity(entra.token(roles=["clerk", "admin", "approver"])).role is Role.ADMINISTRATOR


@pytest.mark.parametrize(
    "claims", [{"roles": ABSENT}, {"roles": []}, {"roles": ["owner"]}, {"roles": "root"}, {"roles": {"admin": 1}}, {"roles": [["admin"]]}]
)
def test_somebody_without_a_role_is_told_whom_to_ask(entra, tokens, claims):
    with pytest.raises(NotPermitted, match="administrator") as refused:
        tokens.identity(entra.token(**claims))
    assert "administrateur" in refused.value.fr


def test_a_group_stands_for_a_role(entra):
    group = "ffffffff-0000-4000-8000-000000000006"
    tokens = EntraTokens(entra.entra(groups={group: "approver"}))
    assert tokens.identity(entra.token(roles=ABSENT, groups=[group])).role is Role.APPROVER


def test_a_refusal_says_nothing_of_the_token(entra, tokens):
    with pytest.raises(NotSignedIn) as refused:
        tokens.identity(entra.token(aud="https://somewhere.example"))
    assert refused.value.__suppress_context__
    assert "somewhere" not in str(refused.value)


def test_the_keys_are_asked_for_once_and_again_when_they_rotate(entra):
    clock = [0.0]
    tokens = EntraTokens(entra.entra(), SigningKeys(entra.entra().keys_url, lambda: clock[0]))
    before = entra.asked
    for _ in range(3):
        tokens.identity(entra.token())
    assert entra.asked == before + 1
    entra.published = ["second"]
    clock[0] = 61.0
    assert tokens.identity(entra.token(key="second")).object_id == PERSON
    assert entra.asked == before + 2


def test_invented_keys_do_not_make_us_ask_all_the_time(entra):
    clock = [0.0]
    tokens = EntraTokens(entra.entra(), SigningKeys(entra.entra().keys_url, lambda: clock[0]))
    tokens.identity(entra.token())
    before = entra.asked
    for _ in range(20):
        clock[0] += 5
        with pytest.raises(NotSignedIn):
            tokens.identity(entra.token(header={"kid": "invented"}))
    assert entra.asked == before + 1


def test_a_withdrawn_key_is_refused_after_a_day(entra):
    clock = [0.0]
    tokens = EntraTokens(entra.entra(), SigningKeys(entra.entra().keys_url, lambda: clock[0]))
    tokens.identity(entra.token())
    entra.published, clock[0] = ["second"], 24 * 3600 + 1.0
    with pytest.raises(NotSignedIn):
        tokens.identity(entra.token())


def test_an_entra_that_is_away_is_asked_again_after_some_seconds(entra):
    clock = [0.0]
    tokens = EntraTokens(entra.entra(), SigningKeys(entra.entra().keys_url, lambda: clock[0]))
    entra.is_away, before = True, entra.asked
    for _ in range(3):
        with pytest.raises(SignInUnavailable):
            tokens.identity(entra.token())
    assert entra.asked == before + 1
    entra.is_away, clock[0] = False, 11.0
    assert tokens.identity(entra.token()).object_id == PERSON


def test_the_settings_say_who_may_sign_in():
    group = "ffffffff-0000-4000-8000-000000000006"
    settings = Settings(entra_client_id=CLIENT, entra_tenants=f"{TENANT}, {OTHER_TENANT}", entra_groups=f"{group}=auditor")
    assert Entra.configured(settings) == Entra(CLIENT, frozenset({TENANT, OTHER_TENANT}), {group: "auditor"})
    assert Entra.configured(Settings()) is None


@pytest.mark.parametrize(
    "wrong",
    [{"entra_client_id": "mine"}, {"entra_tenants": "contoso.com"}, {"entra_groups": "buyers=clerk"}, {"entra_groups": f"{TENANT}=boss"}],
)
def test_settings_that_are_no_ids_or_roles_are_refused(wrong):
    with pytest.raises(BadInput):
        Entra.configured(Settings(**{"entra_client_id": CLIENT} | wrong))
