"""Rules about the house itself: sizes, names, layers, borders, and what must never stand in a tracked file."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from backend.model import trade
from backend.settings import PROJECT

#: Longer modules own more than one thing.
MOST_LINES = 400
#: Names that say nothing about what is inside.
NAMELESS = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "lib", "core", "base", "manager", "stuff"})
#: The one room that may catch whatever nobody foresaw.
BROAD = PROJECT / "backend" / "jobs"

MODULES = sorted((PROJECT / "backend").rglob("*.py"))
#: Those of others are kept as they came.
VENDOR = PROJECT / "frontend_static" / "vendor"
SCRIPTS = sorted(path for path in (PROJECT / "frontend_static").rglob("*.js") if path.parent != VENDOR)


def relative(path):
    return str(path.relative_to(PROJECT))


def tracked():
    """The files that git knows, with their text; those that are no text are left out."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        path = PROJECT / name
        try:
            yield name, path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_says_what_it_owns_and_owns_one_thing(path):
    assert ast.get_docstring(tree(path)), "its first line is a docstring"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_front_end_modules_are_no_longer_than_others():
    assert [relative(path) for path in SCRIPTS if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES] == []


def test_no_module_or_folder_has_a_name_that_says_nothing():
    parts = {part for path in [*MODULES, *SCRIPTS] for part in path.relative_to(PROJECT).with_suffix("").parts}

    assert parts & NAMELESS == set()


def test_only_the_jobs_catch_what_nobody_foresaw():
    broad = [
        f"{relative(path)}:{node.lineno}"
        for path in MODULES
        if BROAD not in path.parents
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type)
    ]

    assert broad == []


def test_the_jobs_catch_it_in_one_place():
    found = [node for path in BROAD.glob("*.py") for node in ast.walk(tree(path)) if isinstance(node, ast.ExceptHandler)]

    assert sum(_is_broad(node.type) for node in found) == 1


def _is_broad(caught):
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(name is None or (isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"}) for name in names)


def test_imports_go_one_way():
    program = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([program, "--no-cache"], cwd=PROJECT, check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


def test_no_import_hides_from_the_layers():
    hidden = [relative(path) for path in MODULES if re.search(r"\bTYPE_CHECKING\b", path.read_text(encoding="utf-8"))]

    assert hidden == []


def test_flask_huey_and_sql_are_known_to_their_rooms_only():
    rooms = {"flask": {"web", "app"}, "huey": {"jobs"}, "sqlalchemy": {"store", "connectors", "sqlite", "app"}, "gunicorn": {"server"}}
    strangers = [
        f"{relative(path)} imports {library}"
        for path in MODULES
        for library in _imported(path)
        if library in rooms and path.relative_to(PROJECT / "backend").with_suffix("").parts[0] not in rooms[library]
    ]

    assert strangers == []


def _imported(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_no_html_is_ever_made_of_strings_in_the_browser():
    makers = r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|srcdoc|createContextualFragment|document\.write|eval\(|new Function"
    forbidden = re.compile(rf"\b({makers})|parseFromString\([^)]*html")

    assert [relative(path) for path in SCRIPTS if forbidden.search(path.read_text(encoding="utf-8"))] == []


def test_pages_have_no_script_and_no_style_of_their_own():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\son\w+\s*=|\sstyle\s*=", re.IGNORECASE)
    pages = (PROJECT / "frontend_static").rglob("*.html")

    assert [relative(path) for path in pages if inline.search(path.read_text(encoding="utf-8"))] == []


def test_the_field_names_of_the_trade_documents_are_the_ones_used():
    known = {*trade.INVOICE_FIELDS, *trade.ORDER_FIELDS, *trade.LINE_FIELDS, *trade.TAX_BREAKDOWN_FIELDS}
    synonyms = re.compile(
        r"""["'](invoice_no|invoice_date|invoice_id|order_no|delivery_date_requested|total_excl\w*|total_incl\w*|vat_amount"""
        r"""|vat_rate|grand_total|net_amount|gross_amount|supplier_name|customer_name|supplier_vat\w*|customer_vat\w*|unit_price"""
        r"""|qty|item_ref\w*|sku|ean|po_number|amount_due|total_amount)["']""",
    )
    used = [
        f"{relative(path)}: {found[1]}"
        for path in [*MODULES, *SCRIPTS]
        # An ERP names its own columns; the connector translates.
        if "connectors" not in path.parts
        for found in synonyms.finditer(path.read_text(encoding="utf-8"))
        if found[1] not in known
    ]

    assert used == []


def test_no_tracked_file_names_a_machine_or_a_package_index():
    # Written in pieces, so that this file is not the one that is found.
    places = re.compile(
        "|".join(
            [
                "/wo" + "rk/",
                "/ro" + r"ot\b",
                r"\.\./sha" + "red",
                "file" + "s\\.pythonhosted",
                r"(?<!emit-)index" + "-url ",
                "regis" + r"try\.npmjs",
            ]
        )
    )
    found = [f"{name}: {match[0]}" for name, text in tracked() if (match := places.search(text))]

    assert found == []


def test_no_test_is_skipped():
    # Written in pieces, so that this file is not the one that is found.
    marks = re.compile("|".join([r"mark\.sk" + "ip", r"pytest\.sk" + r"ip\(", r"mark\.xf" + "ail", "importor" + "skip"]))

    assert [relative(path) for path in (PROJECT / "tests").rglob("*.py") if marks.search(path.read_text(encoding="utf-8"))] == []
