"""Tokens for Graph, traded by the real msal at a double of Entra's token endpoint."""

from __future__ import annotations

import dataclasses
import json
import traceback
from decimal import Decimal

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from backend.errors import BadInput, ClaimsWanted, MailboxMisconfigured, NotSignedIn, SignInUnavailable
from backend.identity import EntraTokens, OnBehalf
from backend.identity.step_up import StepUp
from backend.settings import Settings
from tests.connectors.servers import _certificate
from tests.graph.microsoft import microsoft
from tests.identity.entra_double import CLIENT, PERSON, SECRET, TENANT, refused


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with microsoft(tmp_path_factory.mktemp("microsoft")) as graph:
        yield graph


@pytest.fixture
def entra(running):
    entra = running.entra
    entra.refusal, entra.trades, entra.is_away = None, [], False
    return entra


@pytest.fixture
def clock():
    return [0.0]


@pytest.fixture
def on_behalf(entra, clock):
    return OnBehalf(entra.entra(), SECRET, entra.graph, lambda: clock[0])


def person(entra, **claims):
    token = entra.token(**claims)
    return EntraTokens(entra.entra()).identity(token), token


def said(entra, token):
    return jwt.decode(token, entra.keys["first"].public_key(), ["RS256"], audience=entra.graph)


def test_a_person_gets_a_token_for_graph_in_their_own_name(entra, on_behalf):
    claims = said(entra, on_behalf.of_person(*person(entra)))
    assert (claims["oid"], claims["tid"], "Mail.ReadWrite" in claims["scp"]) == (PERSON, TENANT, True)
    (form,) = entra.trades
    assert f"{entra.graph}/.default" in form["scope"]
    assert json.loads(form["claims"]) == {"access_token": {"xms_cc": {"values": ["CP1"]}}}


def test_a_token_is_traded_again_when_what_is_allowed_may_be_something_else(entra, on_behalf, clock):
    identity, assertion = person(entra)
    for now, trades in ((0.0, 1), (500.0, 1), (700.0, 2)):
        clock[0] = now
        on_behalf.of_person(identity, assertion)
        assert len(entra.trades) == trades


def test_nobody_gets_the_token_of_another(entra, on_behalf):
    first = on_behalf.of_person(*person(entra))
    other = on_behalf.of_person(*person(entra, oid="eeeeeeee-0000-4000-8000-000000000007"))
    again = on_behalf.of_person(*person(entra, uti="renewed"))
    assert said(entra, first)["oid"] != said(entra, other)["oid"]
    assert (said(entra, again)["oid"], len(entra.trades)) == (PERSON, 3)


def test_the_application_has_a_token_of_its_own_which_is_of_nobody(entra, on_behalf):
    claims = said(entra, on_behalf.of_application(TENANT))
    assert (claims["roles"], "oid" in claims, "scp" in claims) == (["Mail.Read"], False, False)
    on_behalf.of_application(TENANT)
    assert len(entra.trades) == 1


WANTED = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}'


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [
        (refused("interaction_required", 50076, "you must use multi-factor authentication", claims=WANTED), ClaimsWanted),
        (refused("invalid_grant", 50013, "Assertion failed signature validation."), NotSignedIn),
        (refused("invalid_grant", 65001, "The user or administrator has not consented."), MailboxMisconfigured),
        (refused("unauthorized_client", 700016, "Application was not found in the directory."), MailboxMisconfigured),
        (refused("temporarily_unavailable", 90033, "A transient error has occurred."), SignInUnavailable),
    ],
    ids=lambda value: value["error"] if isinstance(value, dict) else value.__name__,
)
def test_a_refusal_is_the_reaction_that_it_calls_for(entra, on_behalf, refusal, kind):
    entra.refusal = refusal
    with pytest.raises(kind) as told:
        on_behalf.of_person(*person(entra))
    assert type(told.value) is kind
    assert refusal["error_description"] not in str(told.value)
    assert kind is not ClaimsWanted or told.value.claims == WANTED


def test_a_wrong_secret_is_for_the_administrator_and_nobody_reads_it(entra, caplog):
    caplog.set_level("DEBUG")
    secret, (identity, assertion) = "a secret that was copied wrongly", person(entra)
    on_behalf = OnBehalf(entra.entra(), secret, entra.graph)
    with pytest.raises(MailboxMisconfigured, match="secret or certificate") as told:
        on_behalf.of_person(identity, assertion)
    seen = "".join(traceback.format_exception(told.value)) + caplog.text + repr(on_behalf) + repr(Settings(entra_secret=secret))
    assert secret not in seen
    assert assertion not in seen


def test_an_entra_that_is_away_is_said_to_be(entra, on_behalf):
    who, other = person(entra), person(entra, uti="other")
    entra.is_away = True
    with pytest.raises(SignInUnavailable):
        on_behalf.of_person(*who)
    entra.is_away = False
    on_behalf.of_person(*who)
    entra.is_away = True
    with pytest.raises(SignInUnavailable):
        on_behalf.of_person(*other)


def test_a_certificate_proves_the_application_as_well(entra, tmp_path):
    key, name = rsa.generate_private_key(public_exponent=65537, key_size=2048), "countersign"
    file = tmp_path / "countersign.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(private + self_signed(name, key))
    settings = Settings(entra_client_id=CLIENT, entra_certificate=str(file), graph_url=entra.graph)
    entra.certificate_key = key.public_key()
    assert said(entra, OnBehalf.configured(settings, entra.entra()).of_person(*person(entra)))["oid"] == PERSON
    assert "client_secret" not in entra.trades[-1]


def self_signed(name, key):
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    return _certificate(subject, subject, key, key, days=1).sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def test_a_file_that_holds_no_certificate_is_said_so(entra, tmp_path):
    assert OnBehalf.configured(Settings(), entra.entra()) is None
    # Entra takes RSA only: with another key every call would fail.
    other = ec.generate_private_key(ec.SECP256R1())
    elliptic = other.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    for content in (b"", b"-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n", elliptic + self_signed("x", other)):
        file = tmp_path / "wrong.pem"
        file.write_bytes(content)
        with pytest.raises(MailboxMisconfigured, match="PEM"):
            OnBehalf.configured(Settings(entra_certificate=str(file)), entra.entra())


def test_a_tenant_says_from_which_amount_on_more_is_asked_for():
    assert (StepUp.read("c1"), StepUp.read("c25:10000")) == (StepUp("c1"), StepUp("c25", Decimal(10000)))
    for text in ("", "c0", "c100", "1", "c1:", "c1:-5", "c1:1e9", "c1 "):
        with pytest.raises(BadInput):
            StepUp.read(text)
    asked = StepUp("c2", Decimal(100))
    asked.require({"c2"}, Decimal(1000))
    asked.require((), Decimal("99.99"))
    for amount in (Decimal(100), None):
        with pytest.raises(ClaimsWanted) as wanted:
            asked.require({"c1"}, amount)
        assert json.loads(wanted.value.claims) == {"access_token": {"acrs": {"essential": True, "value": "c2"}}}


def test_the_settings_say_who_must_confirm(entra):
    settings = Settings(entra_client_id=CLIENT, entra_tenants=TENANT, entra_step_up=f"{TENANT}=c1:500")
    assert type(entra.entra()).configured(settings).step_up == {TENANT: StepUp("c1", Decimal(500))}
    with pytest.raises(BadInput):
        type(entra.entra()).configured(dataclasses.replace(settings, entra_step_up="contoso.com=c1"))
