"""The manifests that Microsoft 365 takes: valid by its schemas, whole, and the same add-in at every version."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from lxml import etree
from PIL import Image

from backend.__main__ import main
from backend.errors import BadInput
from backend.manifests import ICON_SIZES, Installation, installation, outlook_manifest, unified_package
from backend.settings import PROJECT

SCHEMAS = Path(__file__).parent / "schemas"
CLIENT = "11111111-2222-3333-4444-555555555555"
HERE = Installation.of("https://countersign.example.com/", CLIENT)
OVERRIDES = "{http://schemas.microsoft.com/office/mailappversionoverrides%s}VersionOverrides"


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(etree.parse(SCHEMAS / "OfficeAppManifestV1_1.xsd"))


@pytest.fixture(scope="module")
def manifest():
    return etree.fromstring(outlook_manifest(HERE).encode())


@pytest.fixture(scope="module")
def package():
    with zipfile.ZipFile(io.BytesIO(unified_package(HERE))) as files:
        yield {name: files.read(name) for name in files.namelist()}


@pytest.fixture(scope="module")
def unified(package):
    return json.loads(package["manifest.json"])


def own(overrides):
    """The elements of a VersionOverrides without those of the one inside it."""
    inner = overrides.find(OVERRIDES % "/1.1")
    return [e for e in overrides.iter(etree.Element) if inner is None or inner not in (e, *e.iterancestors())]


def addresses(manifest):
    return {value for element in manifest.iter(etree.Element) for value in element.attrib.values() if value.startswith("https:")}


def test_the_manifest_is_valid(schema, manifest):
    assert schema.validate(manifest), schema.error_log


def test_a_manifest_with_a_wrong_permission_is_not(schema):
    wrong = outlook_manifest(HERE).replace("ReadWriteMailbox", "ReadEverything")
    assert not schema.validate(etree.fromstring(wrong.encode()))


@pytest.mark.parametrize("version", ["", "/1.1"])
def test_every_resource_that_is_named_is_there_since_nothing_is_inherited(manifest, version):
    elements = own(next(manifest.iter(OVERRIDES % version)))
    named = {e.get("resid") for e in elements if e.get("resid")}
    kept = {e.get("id") for e in elements if e.tag.startswith("{http://schemas.microsoft.com/office/officeappbasictypes") and e.get("id")}
    assert named == kept
    assert len(named) > 4
    assert all(len(name) <= 32 for name in named)


def test_reading_composing_mobile_pinning_and_shared_folders_are_there(manifest):
    newest = next(manifest.iter(OVERRIDES % "/1.1"))
    surfaces = [point.get("{http://www.w3.org/2001/XMLSchema-instance}type") for point in newest.iter("{*}ExtensionPoint")]
    assert surfaces == ["MessageReadCommandSurface", "MessageComposeCommandSurface", "MobileMessageReadCommandSurface"]
    switched_on = [etree.QName(e).localname for e in newest.iter("{*}*") if e.text == "true"]
    assert sorted(switched_on) == [
        "SupportsMultiSelect", "SupportsNoItemContext", "SupportsPinning", "SupportsPinning", "SupportsSharedFolders",
    ]  # fmt: skip


def test_the_icon_on_the_bar_above_a_message_is_one_of_the_manifests(manifest):
    code = (PROJECT / "frontend_static" / "outlook" / "answering.js").read_text(encoding="utf-8")
    named = re.search(r'const ICON = "([\w.]+)"', code)[1]
    assert named in {image.get("id") for image in next(manifest.iter(OVERRIDES % "/1.1")).iter("{*}Image")}


def test_several_messages_need_the_right_to_the_mailbox_which_the_schema_does_not_know(manifest):
    assert manifest.findtext("{*}Permissions") == "ReadWriteMailbox"


def test_it_speaks_french_too(manifest):
    texts = [
        element for element in manifest.iter("{*}Description", "{*}String") if element.get("DefaultValue") not in {None, "Countersign"}
    ]
    assert texts
    for text in texts:
        assert text.find("{*}Override").get("Locale") == "fr-FR"


def test_texts_are_as_short_as_outlook_demands(manifest):
    assert all(len(text.get("DefaultValue")) <= 125 for text in manifest.iter("{*}ShortStrings/{*}String"))
    assert max(len(text) for text in (installation.DESCRIPTION.fr, installation.DESCRIPTION.en)) <= 250
    assert max(len(text) for text in (installation.TIP.fr, installation.TIP.en)) <= 80


def test_everything_is_loaded_from_the_installation(manifest):
    assert {address.split("/")[2] for address in addresses(manifest)} == {"countersign.example.com"}


def test_every_icon_is_a_png_of_its_size(manifest):
    icons = {address.rpartition("/")[2] for address in addresses(manifest) if "/icons/" in address}
    assert icons == {f"icon-{size}.png" for size in ICON_SIZES}
    for size in ICON_SIZES:
        with Image.open(PROJECT / "addin_manifest" / "icons" / f"icon-{size}.png") as icon:
            assert (icon.format, icon.size) == ("PNG", (size, size))


def test_the_unified_manifest_and_its_french_are_valid(package, unified):
    for name, against in (("manifest.json", "MicrosoftTeams"), ("fr.json", "MicrosoftTeams.Localization")):
        schema = json.loads((SCHEMAS / f"{against}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft4Validator(schema).validate(json.loads(package[name]))
    assert unified["localizationInfo"]["additionalLanguages"] == [{"languageTag": "fr", "file": "fr.json"}]


def test_the_unified_manifest_takes_the_place_of_the_other(manifest, unified):
    (extension,) = unified["extensions"]
    assert extension["alternates"] == [{"hide": {"customOfficeAddin": {"officeAddinId": manifest.findtext("{*}Id")}}}]
    assert unified["id"] != manifest.findtext("{*}Id")


def test_every_button_of_the_unified_manifest_opens_something(unified):
    (extension,) = unified["extensions"]
    actions = {action["id"] for runtime in extension["runtimes"] for action in runtime["actions"]}
    groups = [
        g for r in extension["ribbons"] for tab in r["tabs"] for g in (*tab.get("groups", ()), *tab.get("customMobileRibbonGroups", ()))
    ]
    assert [control["actionId"] for group in groups for control in group["controls"]] == ["open-read", "open-compose", "open-read"]
    assert actions == {"open-read", "open-compose"}


def test_the_packages_icons_have_the_sizes_that_are_asked_for(package):
    for name, size in (("color.png", 192), ("outline.png", 32)):
        with Image.open(io.BytesIO(package[name])) as icon:
            assert icon.size == (size, size)
    assert unified_package(HERE) == unified_package(HERE)


def test_the_ids_stay_when_the_address_changes_and_differ_between_app_registrations():
    moved = Installation.of("https://erp.example.org/countersign", CLIENT)
    other = Installation.of(HERE.address, "99999999-2222-3333-4444-555555555555")
    assert (moved.add_in_id, moved.unified_id) == (HERE.add_in_id, HERE.unified_id)
    assert {other.add_in_id, other.unified_id}.isdisjoint({HERE.add_in_id, HERE.unified_id})


@pytest.mark.parametrize(("package_version", "told"), [("0.1.0", "0.1.0"), ("1.2", "1.2.0"), ("1.2.3rc4", "1.2.3")])
def test_the_version_is_the_packages_as_three_numbers(monkeypatch, package_version, told):
    monkeypatch.setattr(installation, "version", lambda _: package_version)
    assert installation.release() == told


@pytest.mark.parametrize(
    "address",
    [
        "http://countersign.example.com",
        "countersign.example.com",
        "https://",
        "https://a.example/?x=1",
        "https://u:p@a.example",
        "https://a.example/#x",
    ],
)
def test_an_address_that_outlook_would_refuse_is_refused_before(address):
    with pytest.raises(BadInput, match="https://"):
        Installation.of(address, CLIENT)


def test_an_address_cannot_break_out_of_the_manifest():
    sly = outlook_manifest(Installation.of('https://a.example/"><Evil x="', CLIENT))
    assert "Evil" not in {etree.QName(element).localname for element in etree.fromstring(sly.encode()).iter(etree.Element)}


def test_the_command_prints_the_manifest_or_keeps_the_package(tmp_path):
    arguments = ["manifest", "outlook", "--base-url", "https://countersign.example.com", "--client-id", CLIENT]
    settings = {"COUNTERSIGN_PUBLIC_URL": "https://countersign.example.com", "COUNTERSIGN_ENTRA_CLIENT_ID": CLIENT}
    for asked, environment in ((arguments, {}), (arguments[:2], settings)):
        printed = CliRunner().invoke(main, asked, env=environment)
        assert (printed.exit_code, printed.output) == (0, outlook_manifest(HERE))
    file = tmp_path / "countersign.zip"
    assert CliRunner().invoke(main, [*arguments, "--unified", "--output", str(file)]).exit_code == 0
    assert file.read_bytes() == unified_package(HERE)


def test_the_command_says_what_is_wrong_in_both_languages():
    refused = CliRunner().invoke(main, ["manifest", "outlook", "--base-url", "https://a.example", "--client-id", "mine"])
    assert refused.exit_code == 1
    assert "Application (client) ID" in refused.output
    assert "identifiant client" in refused.output
    assert "Traceback" not in refused.output
