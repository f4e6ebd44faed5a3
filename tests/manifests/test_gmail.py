"""The add-on's deployment that Google takes: valid by Google's own description, as little as does, and the same every time."""

from __future__ import annotations

import copy
import json

import pytest
from click.testing import CliRunner
from google.cloud import gsuiteaddons_v1
from google.protobuf.json_format import ParseError

from backend.__main__ import main
from backend.manifests import gmail_manifest
from backend.settings import PROJECT

ADDRESS = "https://countersign.example.com"


@pytest.fixture
def deployment():
    return json.loads(gmail_manifest(ADDRESS, links=["https://erp.example:8069/odoo/x", "http://plain.example/", "file:///srv/drop"]))


def described(deployment):
    """The deployment read by Google's own description; raises ParseError for what it does not know.

    Google's documentation and samples have `granularOauthPermissionSupport`, its description does not yet.
    """
    known = copy.deepcopy(deployment)
    assert known["addOns"]["httpOptions"].pop("granularOauthPermissionSupport") == "OPT_IN"
    return gsuiteaddons_v1.Deployment.from_json(json.dumps(known), ignore_unknown_fields=False)


def texts(value):
    """Every text in it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def test_the_deployment_is_what_google_describes(deployment):
    read = described(deployment)
    assert read.add_ons.http_options.authorization_header.name == "SYSTEM_ID_TOKEN"
    assert read.add_ons.common.homepage_trigger.run_function == f"{ADDRESS}/gmail/home"
    (trigger,) = read.add_ons.gmail.contextual_triggers
    assert (trigger.on_trigger_function, "unconditional" in trigger) == (f"{ADDRESS}/gmail/message", True)
    assert read.add_ons.gmail.compose_trigger.draft_access.name == "METADATA"
    assert [action.run_function for action in read.add_ons.gmail.compose_trigger.actions] == [f"{ADDRESS}/gmail/compose"]


def test_a_deployment_with_a_misspelt_field_is_not(deployment):
    deployment["addOns"]["common"]["logoURL"] = "x"
    with pytest.raises(ParseError):
        described(deployment)


def test_every_address_is_encrypted_and_its_files_are_there(deployment):
    addresses = [text for text in texts(deployment["addOns"]) if ":" in text]
    assert len(addresses) > 5
    assert all(address.startswith("https://") for address in addresses)
    assert (PROJECT / "addin_manifest" / deployment["addOns"]["common"]["logoUrl"].removeprefix(f"{ADDRESS}/")).is_file()


def test_links_lead_to_us_to_gmail_and_to_the_erp_alone(deployment):
    prefixes = deployment["addOns"]["common"]["openLinkUrlPrefixes"]
    assert prefixes == [f"{ADDRESS}/", "https://erp.example:8069/", "https://mail.google.com/mail/"]


def test_no_scope_lets_at_other_messages_than_the_open_one(deployment):
    scopes = {scope.rpartition("/")[2] for scope in deployment["oauthScopes"]}
    assert scopes == {
        "openid", "userinfo.email", "script.locale", "gmail.addons.execute",
        "gmail.addons.current.message.readonly", "gmail.addons.current.action.compose",
    }  # fmt: skip


def test_the_command_prints_the_same_deployment_each_time_in_the_language_asked_for(tmp_path):
    file = tmp_path / "deployment.json"
    done = CliRunner().invoke(main, ["manifest", "gmail", "--base-url", f"{ADDRESS}/", "--language", "fr", "--output", str(file)])
    assert done.exit_code == 0, done.output
    assert file.read_text(encoding="utf-8") == gmail_manifest(ADDRESS, "fr")
    assert "Insérer une réponse" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["http://countersign.example.com", "countersign.example.com", "https://u:p@host/", ""])
def test_an_address_that_google_would_not_call_is_refused_in_both_languages(address):
    done = CliRunner(env={"COUNTERSIGN_PUBLIC_URL": ""}).invoke(main, ["manifest", "gmail", "--base-url", address])
    assert done.exit_code == 1
    assert "must begin with https://" in done.output
    assert "doit commencer par https://" in done.output
