"""What is told of an app registration that is not as it has to be, by the real msal at doubles of Entra and Graph."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from cryptography import x509

from backend.identity import OnBehalf, Registration, expiry, redirects
from backend.identity.registration import DELEGATED
from backend.mailboxes.graph import Graph, Server
from backend.mailboxes.reach import reach
from backend.model.finding import Severity
from backend.settings import Settings
from tests.connectors.servers import authority
from tests.graph.microsoft import microsoft
from tests.identity.entra_double import ABSENT, OTHER_TENANT, SECRET, TENANT, refused


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with microsoft(tmp_path_factory.mktemp("microsoft")) as graph:
        yield graph


@pytest.fixture
def graph(running):
    running.reset()
    entra = running.entra
    entra.refusal, entra.is_away, entra.version, entra.granted, entra.consented = None, False, "2.0", [], " ".join(DELEGATED)
    return running


@pytest.fixture
def told(graph):
    """A function: what is found, by rule; the last one of a rule."""

    def tell(secret=SECRET, token="", **changes):
        entra = graph.entra.entra(**changes)
        trade = OnBehalf(entra, secret, graph.entra.graph) if secret else None
        return {finding.rule.removeprefix("ENTRA-"): finding for finding in Registration(entra, trade, graph.entra.graph).findings(token)}

    return tell


def wrong(findings):
    return [rule for rule, finding in findings.items() if finding.severity is not Severity.INFO]


def test_a_registration_that_is_whole_is_good_in_all_that_can_be_told(told, graph):
    findings = told(token=graph.entra.token(azp="04b07795-8ddb-461a-bbee-02f9e1bf7b46"))
    assert wrong(findings) == []
    assert list(findings) == ["AUTHORITY", "TENANT", "CREDENTIAL", "VERSION", "LIMITED", "TOKEN", "CONSENT"]
    assert "Claire Martin" in findings["TOKEN"].sentence.en


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (7000215, "does not accept the secret"),
        (7000222, "is over"),
        (700027, "certificate"),
        (700016, "does not know the application"),
        (500011, "exposes no API"),
        (123456, "AADSTS123456"),
    ],
)
def test_a_refusal_of_the_application_is_told_by_what_is_to_be_done(told, graph, number, word):
    graph.entra.refusal = refused("invalid_client", number, "Claire Martin's app is wrong.")
    findings = told()
    assert wrong(findings) == ["CREDENTIAL"]
    assert word in findings["CREDENTIAL"].sentence.en
    assert "Claire" not in str(findings)


def test_tokens_of_version_1_and_rights_to_every_mailbox_are_to_be_mended(told, graph):
    graph.entra.version, graph.entra.granted = "1.0", ["Mail.Read", "User.Read.All"]
    findings = told()
    assert wrong(findings) == ["VERSION", "LIMITED"]
    assert "requestedAccessTokenVersion" in findings["VERSION"].remedy.fr
    assert "Mail.Read is for every mailbox" in findings["LIMITED"].sentence.en


def test_entra_that_is_away_an_unknown_tenant_and_a_missing_secret_are_told(told, graph):
    assert wrong(told(secret="")) == ["CREDENTIAL"]
    assert wrong(told(tenants=frozenset())) == ["TENANTS"]
    assert wrong(told(tenants=frozenset({OTHER_TENANT.upper()}), authority=f"{graph.entra.url}/elsewhere")) == ["AUTHORITY"]
    graph.entra.is_away = True
    findings = told()
    assert (list(findings), wrong(findings)) == (["AUTHORITY"], ["AUTHORITY"])


@pytest.mark.parametrize(
    ("claims", "word"),
    [
        ({"aud": "https://graph.microsoft.com"}, "another application"),
        ({"aud": "api://x", "ver": "1.0"}, "requestedAccessTokenVersion"),
        ({"scp": "other"}, "access_as_user"),
        ({"tid": OTHER_TENANT}, "COUNTERSIGN_ENTRA_TENANTS"),
        ({"roles": ABSENT}, "a role"),
    ],
)
def test_a_token_that_is_not_taken_is_told_why(told, graph, claims, word):
    findings = told(token=graph.entra.token(**claims))
    assert wrong(findings) == ["TOKEN"]
    assert word in findings["TOKEN"].remedy.en


def test_what_is_no_token_and_what_nobody_consented_to_is_told(told, graph):
    assert "no access token" in told(token="secret text")["TOKEN"].remedy.en
    graph.entra.consented = "Mail.ReadWrite"
    findings = told(token=graph.entra.token())
    assert wrong(findings) == ["CONSENT"]
    assert "Mail.ReadWrite.Shared, MailboxSettings.ReadWrite" in findings["CONSENT"].sentence.en


def test_the_application_reads_the_watched_mailboxes_and_no_other(graph):
    for address in ("orders@mistral.example", "ceo@mistral.example"):
        graph.mailbox(address)
    graph.entra.granted = ["Mail.Read"]
    trade = OnBehalf(graph.entra.entra(), SECRET, graph.entra.graph)
    application = Graph(Server(graph.url), lambda: trade.of_application(TENANT))

    def found():
        return [one.severity for one in reach([application], ["orders@mistral.example"], ["ceo@mistral.example"])]

    assert found() == [Severity.INFO, Severity.BLOCKING]
    graph.opened_to_applications = {"orders@mistral.example"}
    assert found() == [Severity.INFO, Severity.INFO]
    graph.opened_to_applications = set()
    assert found() == [Severity.BLOCKING, Severity.INFO]


DAY = date(2026, 11, 22)
GIVEN = {"hint": SECRET[:3], "endDateTime": "2026-12-01T09:00:00.1234567Z"}


@pytest.mark.parametrize(
    ("until", "secrets", "severity", "word"),
    [
        ("", [], Severity.INFO, "cannot be seen"),
        ("2027-11-22", [], Severity.INFO, "until 2027-11-22"),
        ("2026-12-22", [], Severity.WARNING, "2026-12-22 only"),
        ("2026-11-21", [], Severity.BLOCKING, "not valid any more"),
        ("next year", [], Severity.BLOCKING, "is no date"),
        ("2027-11-22", [GIVEN], Severity.WARNING, "2026-12-01 only"),
        ("2027-11-22", [{**GIVEN, "hint": "?"}, {**GIVEN, "hint": None}, {"hint": SECRET[:3]}], Severity.INFO, "2027-11-22"),
        ("", [GIVEN, {**GIVEN, "endDateTime": "2028-01-01T00:00:00Z"}], Severity.INFO, "2028-01-01"),
    ],
)
def test_the_end_of_a_secret_is_told_in_time_as_far_as_it_is_known(until, secrets, severity, word):
    finding = expiry(Settings(entra_secret=SECRET, entra_credential_until=until), secrets, DAY)
    assert (finding.severity, word in finding.sentence.en) == (severity, True)
    assert SECRET not in str(finding)


@pytest.mark.parametrize(("before", "severity"), [(31, Severity.INFO), (30, Severity.WARNING), (-1, Severity.BLOCKING)])
def test_the_end_of_a_certificate_is_read_from_it(tmp_path, before, severity):
    _, file = authority(tmp_path)
    end = x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc.date()
    assert expiry(Settings(entra_certificate=str(file)), [], end - timedelta(days=before)).severity is severity


def test_a_redirect_address_that_is_not_registered_is_named():
    wanted = ("brk-multihub://here.example", "https://here.example/auth_redirect.html")
    assert redirects([*wanted, "https://more.example"], wanted).severity is Severity.INFO
    lacking = redirects(wanted[:1], wanted)
    assert (lacking.severity, wanted[1] in lacking.sentence.fr) == (Severity.BLOCKING, True)
