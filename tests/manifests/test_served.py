"""What is told of an installation that is not served as Outlook demands, by the real application behind TLS and a proxy that spoils it."""

from __future__ import annotations

import pytest

from backend.app import create_app
from backend.errors import BadInput
from backend.manifests import Installation, Site
from backend.manifests.served import NOTIFICATIONS
from backend.model.finding import Severity
from backend.settings import Settings
from tests.connectors.servers import authority, serving
from tests.identity.entra_double import CLIENT
from tests.manifests.proxy import POLICY, Proxy
from tests.ports import free_port


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    return create_app(Settings(data_folder=folder, work_in_server=False, entra_client_id=CLIENT, entra_tenants=CLIENT))


@pytest.fixture(scope="module")
def running(app, tmp_path_factory):
    root, certificate = authority(tmp_path_factory.mktemp("tls"))
    proxy = Proxy(app)
    with serving(proxy.answer, certificate) as server:
        yield proxy, server.url, str(root)


@pytest.fixture
def told(running):
    """A function: what is found while the proxy spoils answers so."""
    proxy, url, root = running

    def tell(spoils=Proxy.leaves, client=CLIENT):
        proxy.spoils = spoils
        site = Site(Installation.of(url, client), root)
        return [*site.findings(0), site.notified()]

    return tell


def wrong(findings):
    return {finding.rule: finding for finding in findings if finding.severity is not Severity.INFO}


def test_an_installation_as_it_comes_is_served_as_outlook_demands(told):
    findings = told()
    assert wrong(findings) == {}
    assert [finding.rule.removeprefix("OUTLOOK-") for finding in findings] == [
        "TLS", "PANE", "REDIRECT", "ICONS", "SERVER", "SIZE", "NOTIFICATIONS",
    ]  # fmt: skip
    assert "TLSv1.3" in findings[0].sentence.en


def adds(header, value, *, to):
    def spoils(path, headers):
        if path.startswith(to):
            headers[header] = value

    return spoils


def answers(status, *, at):
    return lambda path, _: status if path.startswith(at) else None


@pytest.mark.parametrize(
    ("spoils", "rule", "word"),
    [
        (adds("X-Frame-Options", "SAMEORIGIN", to="/outlook.html"), "PANE", "X-Frame-Options"),
        (adds(POLICY, "frame-ancestors 'self'", to="/outlook.html"), "PANE", "https://outlook.office.com"),
        (answers(302, at="/outlook.html"), "PANE", "302"),
        (adds("Cross-Origin-Opener-Policy", "same-origin", to="/auth_redirect.html"), "REDIRECT", "Cross-Origin-Opener-Policy"),
        (adds("Cache-Control", "no-store", to="/icons/icon-32.png"), "ICONS", "32 pixels"),
        (adds("Content-Type", "text/html", to="/icons/icon-16.png"), "ICONS", "16 pixels"),
        (answers(413, at="/api/mails"), "SIZE", "client_max_body_size"),
        (answers(401, at=NOTIFICATIONS), "NOTIFICATIONS", "/api/notifications/"),
    ],
)
def test_what_a_proxy_spoils_is_named_with_what_to_mend(told, spoils, rule, word):
    found = wrong(told(spoils))
    assert list(found) == [f"OUTLOOK-{rule}"]
    (finding,) = found.values()
    assert word in f"{finding.sentence.en} {finding.remedy.en}"
    assert word in f"{finding.sentence.fr} {finding.remedy.fr}"


def test_another_installation_at_the_address_is_noticed(told):
    assert list(wrong(told(client="99999999-2222-3333-4444-555555555555"))) == ["OUTLOOK-SERVER"]


@pytest.mark.parametrize(
    ("options", "is_known", "rule", "word"),
    [
        ({"days": 5}, True, "OUTLOOK-TLS", "is over on"),
        ({"days": -1}, True, "OUTLOOK-TLS", "is over."),
        ({"host": "127.0.0.2"}, True, "OUTLOOK-TLS", "another name"),
        ({}, False, "OUTLOOK-TLS", "chain"),
    ],
)
def test_a_certificate_that_nobody_believes_is_said_why(tmp_path, app, options, is_known, rule, word):
    root, certificate = authority(tmp_path, **options)
    with serving(Proxy(app).answer, certificate) as server:
        findings = list(Site(Installation.of(server.url, CLIENT), str(root) if is_known else "").findings(0))
    assert list(wrong(findings)) == [rule]
    assert word in findings[0].sentence.en


def test_an_address_where_nobody_answers_or_nobody_encrypts_is_said_so(app):
    (finding,) = Site(Installation.of(f"https://127.0.0.1:{free_port()}", CLIENT)).findings(0)
    assert finding.rule == "OUTLOOK-ADDRESS"
    with serving(Proxy(app).answer) as server:
        (finding,) = Site(Installation.of(server.url.replace("http:", "https:"), CLIENT)).findings(0)
    assert "TLS 1.2" in finding.sentence.en


def test_a_file_without_a_certificate_is_refused(tmp_path):
    (tmp_path / "x.pem").write_text("nothing")
    with pytest.raises(BadInput, match="no certificate"):
        Site(Installation.of("https://a.example", CLIENT), str(tmp_path / "x.pem"))
