"""Signing in with Entra's tokens, on the real application: a tenant is an organisation, and a role is what one may do."""

from __future__ import annotations

import pytest

from backend.app import create_app
from backend.manifests import Installation, outlook_manifest, release, unified_package
from backend.model.audit import SYSTEM
from backend.settings import PROJECT, Settings
from backend.store import Event, OpenedCase
from tests import examples
from tests.identity.entra_double import ABSENT, CLIENT, OTHER_TENANT, TENANT, authority
from tests.web.conftest import Browser

FRONTEND = PROJECT / "frontend_static"


@pytest.fixture(scope="module")
def entra():
    with authority() as running:
        yield running


@pytest.fixture(scope="module")
def site(entra, tmp_path_factory):
    return create_app(
        Settings(
            data_folder=tmp_path_factory.mktemp("entra"),
            work_in_server=False,
            entra_client_id=CLIENT,
            entra_tenants=f"{TENANT},{OTHER_TENANT}",
            entra_authority=entra.url,
            public_url="https://countersign.example.com",
        )
    )


@pytest.fixture
def signed_in(entra, site):
    """A browser with a token of these claims."""
    return lambda **claims: Browser(site.test_client(), entra.token(**claims))


def test_the_first_sign_in_makes_the_organisation_and_the_user(signed_in):
    session = signed_in().get("/api/session").json
    assert session["organisation"] == {"id": TENANT, "name": "mistral.example"}
    assert (session["user"]["name"], session["user"]["role"]) == ("Claire Martin", "clerk")


def test_a_new_role_counts_at_once(signed_in):
    assert signed_in(roles=["admin"]).get("/api/connection").status_code == 200
    assert signed_in(roles=["clerk"]).get("/api/connection").status_code == 403


def test_tenants_see_nothing_of_each_other(signed_in):
    elsewhere = signed_in(tid=OTHER_TENANT, roles=["admin"], preferred_username="x@other.example")
    assert elsewhere.get("/api/session").json["organisation"]["id"] == OTHER_TENANT
    answers = {"url": "https://erp.example", "database": "one", "key": "k"}
    assert signed_in(roles=["admin"]).open("PUT", "/api/connection", json={"kind": "odoo", "answers": answers}).status_code == 200
    assert elsewhere.get("/api/connection").json["connected"] is None


def test_an_auditor_looks_and_changes_nothing(signed_in):
    auditor = signed_in(roles=["auditor"])
    assert auditor.get("/api/session").json["user"]["role"] == "auditor"
    assert auditor.post("/api/connection/disconnect", json={}).status_code == 403


def test_an_auditor_is_offered_nothing_that_changes_a_case(signed_in, site):
    store = site.extensions["countersign"].workshop.store.scoped(TENANT)
    signed_in().get("/api/session")
    mail, _ = store.mails.add(examples.mail(7), "upload", "7", SYSTEM)
    case = examples.case(mail_id=mail.id, organisation=TENANT)
    store.mails.prepared(mail.id, (), [OpenedCase(case)], (), Event(SYSTEM, "prepared", mail.id))
    assert signed_in().get(f"/api/cases/{case.id}").json["can"]["reject"] is True
    assert set(signed_in(roles=["auditor"]).get(f"/api/cases/{case.id}").json["can"].values()) == {False}


def test_a_person_without_a_role_is_told_whom_to_ask(signed_in):
    response = signed_in(roles=ABSENT).get("/api/session", headers={"Accept-Language": "fr"})
    assert response.status_code == 403
    assert "administrateur Microsoft 365" in response.json["detail"]


def test_a_refused_token_is_a_problem_and_no_more(signed_in):
    response = signed_in(aud="https://graph.microsoft.com").get("/api/session")
    assert (response.status_code, response.json["type"]) == (401, "not_signed_in")


def test_a_session_token_of_another_salt_is_no_way_around(site):
    assert Browser(site.test_client(), "WyJkZW1vIiwiY2xhaXJlIl0.aaaa.bbbb").get("/api/session").status_code == 401


def test_the_pane_is_told_where_to_sign_in(entra, site):
    told = site.test_client().get("/api/session/entra").json
    assert told == {"client_id": CLIENT, "authority": f"{entra.url}/organizations", "scope": f"api://{CLIENT}/access_as_user"}


def test_an_administrator_gets_the_manifests_and_what_to_enter_in_entra(entra, signed_in):
    administrator = signed_in(roles=["admin"])
    here = Installation.of("https://countersign.example.com", CLIENT)
    assert administrator.get("/admin/manifest").text == outlook_manifest(here)
    package = administrator.get("/admin/manifest?unified=true")
    assert (package.mimetype, package.data) == ("application/zip", unified_package(here))
    assert administrator.get("/api/deployment").json == {
        "problem": "",
        "values": {
            "address": here.address,
            "client_id": CLIENT,
            "version": release(),
            "redirects": ["brk-multihub://countersign.example.com", "https://countersign.example.com/auth_redirect.html"],
            "scope": f"api://{CLIENT}/access_as_user",
            "consent_url": f"{entra.url}/organizations/adminconsent?client_id={CLIENT}",
        },
    }
    assert [signed_in().get(path).status_code for path in ("/admin/manifest", "/api/deployment")] == [403, 403]


def test_an_administrator_is_told_which_setting_the_manifest_lacks(nadia):
    refused = nadia.get("/admin/manifest", headers={"Accept-Language": "fr"})
    assert (refused.status_code, refused.json["detail"]) == (422, "COUNTERSIGN_PUBLIC_URL n’est pas renseigné sur le serveur.")
    assert nadia.get("/api/deployment").json == {"problem": "COUNTERSIGN_PUBLIC_URL is not set on the server.", "values": None}


def test_people_of_a_single_tenant_sign_in_there(entra):
    assert entra.entra().sign_in_url == f"{entra.url}/{TENANT}"


def test_an_installation_without_entra_tells_nobody_to_sign_in(tmp_path):
    site = create_app(Settings(data_folder=tmp_path, work_in_server=False))
    assert site.test_client().get("/api/session/entra").status_code == 404


def test_only_the_pane_in_outlook_loads_outlooks_script_and_signs_in_elsewhere(entra, site):
    policies = {page: site.test_client().get(f"/{page}").headers["Content-Security-Policy"] for page in ("outlook.html", "pane.html")}
    directives = dict(part.split(" ", 1) for part in policies["outlook.html"].split("; "))
    assert directives["script-src"].startswith("'self' https://appsforoffice.microsoft.com ")
    assert "unsafe" not in policies["outlook.html"]
    assert (directives["connect-src"], directives["frame-src"]) == (f"'self' {entra.url}", entra.url)
    assert "https://outlook.office.com" in directives["frame-ancestors"]
    assert "microsoft.com" not in policies["pane.html"]


def test_every_page_of_its_own_lets_people_sign_in(entra, site):
    pages = [page for page in FRONTEND.glob("*.html") if "openPage(" in script_of(page) and page.name != "erp.html"]
    assert len(pages) == 6
    for page in pages:
        assert f"connect-src 'self' {entra.url}" in site.test_client().get(f"/{page.name}").headers["Content-Security-Policy"], page.name


def script_of(page):
    """The text of the page's module, "" for none."""
    script = page.with_suffix(".js")
    return script.read_text(encoding="utf-8") if script.exists() else ""


def test_the_page_where_a_sign_in_window_ends_can_reach_the_pane_that_opened_it(site):
    response = site.test_client().get("/auth_redirect.html")
    assert response.status_code == 200
    assert "Cross-Origin-Opener-Policy" not in response.headers
