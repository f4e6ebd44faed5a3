"""`countersign doctor`: what is wrong, what to do about it, and an exit code that says whether something is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from backend.__main__ import main
from backend.app import create_app, install
from backend.connectors import REGISTRY
from backend.connectors.http import Endpoint, Http
from backend.identity.registration import DELEGATED
from backend.model.audit import Actor
from backend.readers import ocr
from backend.settings import Settings
from backend.store import KeptConnection, Organisation, open_store
from tests.connectors.servers import authority, serving
from tests.erp_kinds import ANSWERS, RIGHT, TEST, WRONG, KeyedErp
from tests.google.delegation import ServiceAccount
from tests.google.double import google as gmail
from tests.graph.microsoft import microsoft
from tests.identity.entra_double import CLIENT, SECRET, TENANT
from tests.identity.google_double import WEB_CLIENT, accounts
from tests.manifests.proxy import Proxy

NADIA = Actor("nadia", "Nadia Roche")


class CallingErp(KeyedErp):
    """One that makes a call when it is checked."""

    def check(self):
        Http(Endpoint(self.config.url, self.config.journal), {}).get("ping")
        return ()


@pytest.fixture
def settings(tmp_path):
    return Settings(data_folder=tmp_path / "var", secret_key="a secret")


@pytest.fixture
def connected(settings, monkeypatch):
    """A function that connects an organisation with these answers."""
    monkeypatch.setitem(REGISTRY, "test", TEST)

    def connect(name, **answers):
        store = open_store(settings)
        store.add_organisation(Organisation(name, name.title()))
        store.scoped(name).connection.put(KeptConnection("test", ANSWERS | answers), NADIA)
        store.database.engine.dispose()

    return connect


@pytest.fixture
def doctor(settings, monkeypatch):
    """A function that runs the command with these arguments; what it printed and its exit code."""
    for function in (ocr.available, ocr.is_accurate):
        monkeypatch.setattr(ocr, function.__name__, lambda: True)

    def run(*arguments, **more):
        environment = {"COUNTERSIGN_DATA_FOLDER": str(settings.data_folder), "COUNTERSIGN_SECRET_KEY": settings.secret_key} | more
        done = CliRunner().invoke(main, ["doctor", *arguments], env=environment, catch_exceptions=False)
        return done.output, done.exit_code

    return run


def test_where_no_erp_is_connected_it_says_so(doctor):
    assert doctor("erp") == ("no ERP is connected\n", 1)
    output, code = doctor()
    assert "connection.html" in output
    assert code == 1


def test_the_practice_erp_is_well(doctor, settings):
    install(replace(settings, demo=True))
    output, code = doctor("erp", COUNTERSIGN_DEMO="yes")
    assert "Practice ERP\n  all is well\n" in output
    assert code == 0
    assert doctor(COUNTERSIGN_DEMO="yes") == ("all is well\n", 0)


def test_each_organisations_erp_is_tried_and_one_that_is_wrong_is_enough(doctor, connected):
    connected("delorme")
    connected("autre", key=WRONG)
    output, code = doctor("erp")

    assert output.startswith("Autre: Erp de test\n  - The ERP does not accept the key. Correct the connection")
    assert "    L’ERP n’accepte pas la clé. Corrigez la connexion" in output
    assert "Delorme: Erp de test\n  all is well\n  catalog never fetched to its end; 0 customers" in output
    assert code == 1
    output, code = doctor()
    assert "Autre, Erp de test: The ERP does not accept the key. Correct" in output
    assert "Delorme" not in output
    assert code == 1


def test_it_tells_no_secret(doctor, connected):
    connected("delorme", key=WRONG, url="https://away.example")
    output, _ = doctor("erp")
    assert WRONG not in output + doctor()[0]
    assert RIGHT not in output


def test_it_tells_the_time_of_a_call_the_encryption_the_certificate_and_the_clock(doctor, connected, monkeypatch, tmp_path):
    monkeypatch.setitem(REGISTRY, "test", replace(TEST, open=CallingErp))
    root, certificate = authority(tmp_path, days=100)
    with serving(lambda request: request.answer(), certificate) as server:
        connected("delorme", url=server.url, journal=str(root))
        output, code = doctor("erp")

    assert re.search(
        r"calls: 1, one takes \d\.\d\d s, TLSv1\.3\n  its certificate is good until 20\d\d-\d\d-\d\d\n  its clock is \+?-?\d+ s from ours",
        output,
    )
    assert code == 0


def test_with_another_secret_it_says_where_to_give_the_old_one_and_then_all_is_well(doctor, connected):
    connected("delorme")
    output, code = doctor("erp", COUNTERSIGN_SECRET_KEY="lost")
    assert "COUNTERSIGN_OLD_SECRET_KEYS" in output
    assert code == 1
    assert doctor("erp", COUNTERSIGN_SECRET_KEY="new", COUNTERSIGN_OLD_SECRET_KEYS="a secret")[1] == 0


def test_a_start_with_the_old_secret_beside_the_new_one_seals_anew(doctor, connected, settings):
    rotated = replace(settings, secret_key="new", old_secret_keys="a secret")
    connected("delorme")
    install(rotated)
    assert doctor("erp", COUNTERSIGN_SECRET_KEY="new")[1] == 0


def test_a_database_that_does_not_open_is_said(doctor):
    output, code = doctor(COUNTERSIGN_DATABASE_URL="mysql://localhost/x")
    assert "The database cannot be opened" in output
    assert code == 1


def test_a_drop_folder_is_used_where_the_operator_allows_the_organisation_one(doctor, settings, tmp_path):
    folder = tmp_path / "drops" / "delorme"
    for name in ("out", "originals", "catalog"):
        (folder / name).mkdir(parents=True)
    (folder / "catalog" / "all.json").write_text('{"customers": [{"id": "C1", "name": "Brasserie"}]}')
    store = open_store(settings)
    store.add_organisation(Organisation("delorme", "Delorme"))
    store.scoped("delorme").connection.put(KeptConnection("file_drop", {"url": folder.as_uri()}), NADIA)
    store.database.engine.dispose()

    output, code = doctor("erp")
    assert ("COUNTERSIGN_DROP_ROOT" in output, code) == (True, 1)
    output, code = doctor("erp", COUNTERSIGN_DROP_ROOT=str(tmp_path / "drops"))
    assert ("COUNTERSIGN_DROP_ROOT" in output, code) == (False, 0)


@pytest.fixture(scope="module")
def deployed(tmp_path_factory):
    """An installation with an app registration, served over TLS, Microsoft beside it; the variables that describe it."""
    folder = tmp_path_factory.mktemp("deployed")
    root, certificate = authority(folder)
    with microsoft(tmp_path_factory.mktemp("microsoft")) as graph:
        graph.entra.granted, graph.entra.consented = [], " ".join(DELEGATED)
        given = {"entra_client_id": CLIENT, "entra_tenants": TENANT, "entra_authority": graph.entra.url, "entra_secret": SECRET}
        app = create_app(Settings(data_folder=folder / "var", work_in_server=False, **given))
        with serving(Proxy(app).answer, certificate) as server:
            variables = given | {"public_url": server.url, "graph_url": graph.entra.graph, "max_bytes": "0"}
            yield graph, str(root), {f"COUNTERSIGN_{name.upper()}": value for name, value in variables.items()}


def test_a_deployment_in_outlook_that_is_well_leaves_only_what_is_to_be_looked_at_by_hand(doctor, deployed, tmp_path):
    graph, root, variables = deployed
    (tmp_path / "token").write_text(graph.entra.token())
    output, code = doctor("outlook", "--ca-file", root, "--token", str(tmp_path / "token"), **variables)
    assert (code, [line for line in output.splitlines() if line.startswith("- ")]) == (0, [])
    assert "ok The token is Claire Martin's" in output
    assert "ok Until when the secret is valid cannot be seen from here. Write when" in output
    assert "ok The address of notifications leads to Countersign." in output
    assert "?  by hand: entra.microsoft.com, the registration" in output
    assert "brk-multihub://127.0.0.1" in output
    assert ("green tick" in output, "open to the application by Exchange" in output) == (False, True)


def test_what_the_registration_says_of_itself_is_told_where_it_may_be_read(doctor, deployed):
    graph, root, variables = deployed
    secrets = [{"hint": SECRET[:3], "endDateTime": "2001-01-01T00:00:00Z"}]
    graph.applications = [{"appId": CLIENT, "spa": {"redirectUris": ["brk-multihub://127.0.0.1"]}, "passwordCredentials": secrets}]
    graph.entra.granted = ["Application.Read.All"]
    output, code = doctor("outlook", "--ca-file", root, **variables)
    graph.entra.granted = []
    lacking = [line for line in output.splitlines() if line.startswith("- ")]
    assert code == 1
    assert ["auth_redirect.html: signing in fails" in lacking[0], "since 2001-01-01" in lacking[1], len(lacking)] == [True, True, 2]


def test_what_is_wrong_with_a_deployment_in_outlook_is_told_in_both_languages(doctor, deployed):
    _, root, variables = deployed
    output, code = doctor("outlook", "--ca-file", root, **variables | {"COUNTERSIGN_ENTRA_SECRET": "wrong"})
    assert code == 1
    assert "-  Entra does not accept the secret" in output
    assert "   Entra n’accepte pas le secret" in output
    output, code = doctor("outlook", COUNTERSIGN_ENTRA_CLIENT_ID=CLIENT)
    assert (code, output.splitlines()[0].startswith("-  COUNTERSIGN_PUBLIC_URL is not set")) == (1, True)
    assert "wrong" not in output


#: The settings of an installation in Gmail, besides its address.
GOOGLE = ("google_client_id", "google_service_account", "google_domains", "google_web_client_id", "google_web_secret", "google_authority")


@pytest.fixture(scope="module")
def in_gmail(tmp_path_factory):
    """An installation with Google's clients, served over TLS, Google beside it; the variables that describe it."""
    folder = tmp_path_factory.mktemp("gmail")
    root, certificate = authority(folder)
    with accounts() as google:
        given = {name: getattr(google.settings(), name) for name in GOOGLE}
        proxy = Proxy(create_app(Settings(data_folder=folder / "var", work_in_server=False, **given)))
        with serving(proxy.answer, certificate) as server:
            variables = given | {"public_url": server.url}
            yield proxy, str(root), {f"COUNTERSIGN_{name.upper()}": value for name, value in variables.items()}


def refuses(path, headers):
    """What /gmail/ answers to a call that Google did not sign."""
    if path.startswith("/gmail/"):
        headers["Content-Type"] = "application/problem+json"
        return 401
    return None


def instead(status, at):
    """The same but for one address."""
    return lambda path, headers: status if path.startswith(at) else refuses(path, headers)


def test_a_deployment_in_gmail_that_is_well_leaves_only_what_is_to_be_looked_at_by_hand(doctor, in_gmail):
    proxy, root, variables = in_gmail
    proxy.spoils = refuses
    output, code = doctor("gmail", "--ca-file", root, **variables | {"COUNTERSIGN_GOOGLE_ROLES": "nadia@mistral.example=admin"})
    assert (code, [line for line in output.splitlines() if line.startswith("- ")]) == (0, [])
    assert "ok Google publishes 1 certificates" in output
    assert "ok Google accepts the browser's OAuth client." in output
    assert "   mistral.example entre dans l’organisation mistral.example." in output
    assert f"the redirect URI {variables['COUNTERSIGN_PUBLIC_URL']}/sign-in/google/done" in output


@pytest.mark.parametrize(
    ("spoils", "given", "said"),
    [
        (instead(200, at="/gmail/compose"), {}, "/gmail/compose répond 200"),
        (instead(302, at="/gmail/home"), {}, "sans connexion à lui"),
        (instead(403, at="/icons/"), {}, "laissez /icons/ et /gmail/crops/ ouverts"),
        (instead(404, at="/api/session/google"), {}, "ce n’est pas Countersign qui répond"),
        (refuses, {"web_secret": "an old one"}, "créez un secret"),
        (refuses, {"client_id": WEB_CLIENT}, "au lieu de celui du module complémentaire"),
        (refuses, {"service_account": "mine@mistral.example"}, "COUNTERSIGN_GOOGLE_SERVICE_ACCOUNT n’a pas la forme attendue"),
        (refuses, {"roles": ""}, "Nommez-en un par COUNTERSIGN_GOOGLE_ROLES"),
        (refuses, {"authority": "http://127.0.0.1:9"}, "Laissez ce serveur joindre www.googleapis.com"),
        (refuses, {"service_account": ""}, "COUNTERSIGN_GOOGLE_SERVICE_ACCOUNT n’est pas renseigné"),
        (refuses, {"domains": "mistral"}, "« mistral » n’est pas un domaine"),
    ],
)
def test_what_is_wrong_with_a_deployment_in_gmail_is_told(doctor, in_gmail, spoils, given, said):
    proxy, root, variables = in_gmail
    proxy.spoils = spoils
    changed = {f"COUNTERSIGN_GOOGLE_{name.upper()}": value for name, value in ({"roles": "n@mistral.example=admin"} | given).items()}
    output, code = doctor("gmail", "--ca-file", root, **variables | changed)
    assert (code, said in output) == (1, True), output
    assert "an old one" not in output


def test_the_service_account_is_tried_in_the_mailboxes_that_are_named(doctor, in_gmail):
    proxy, root, variables = in_gmail
    proxy.spoils = refuses
    with gmail() as cloud:
        account = ServiceAccount(cloud)
        cloud.grant = account.grant
        cloud.mailbox("orders@mistral.example")
        given = {"KEY": account.json(), "URL": cloud.url, "LABELS": "yes", "TOPIC": "projects/mistral/topics/countersign"}
        named = ("--mailbox", "orders@mistral.example", "--mailbox", "nobody@mistral.example")
        output, code = doctor(
            "gmail", "--ca-file", root, *named, **variables | {f"COUNTERSIGN_GMAIL_{name}": value for name, value in given.items()}
        )
    assert code == 1
    assert "ok The service account reads orders@mistral.example." in output
    assert "-  The service account may not set labels in orders@mistral.example" in output
    assert "gmail.modify (docs/watching.md)" in output
    assert "Le compte de service ne lit pas nobody@mistral.example" in output
    assert "COUNTERSIGN_GMAIL_PUSH_ACCOUNT n’est pas renseigné" in output
    output, code = doctor("gmail", **variables | {"COUNTERSIGN_GMAIL_KEY": '{"private_key": "s3cret"}'})
    assert (code, "ni la clé JSON d’un compte de service" in output, "s3cret" in output) == (1, True, False)
