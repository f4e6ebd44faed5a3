"""The command `countersign evaluate` on a folder of two small files, and what it says of two evaluations."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from backend.__main__ import main
from backend.errors import BadInput
from backend.evaluation.comparison import compare
from backend.evaluation.labelled import Split, chosen, load, split_of
from backend.evaluation.record import open_record

SHEET = "Facture N°;FA-2026-0042\nDate;31/01/2026\n\nRéférence;Désignation;Quantité;Prix unitaire;Montant\nVX-1;Vis;2;10,00;20,00\n"
LABELS = {"invoice_number": "FA-2026-0042", "issue_date": "2026-01-31"}


def row(name, group, **more):
    whole = {"id": name, "file": f"{name}.csv", "channel": "spreadsheet", "document_type": "invoice", "group": group, "fields": LABELS}
    return json.dumps({**whole, "lines": [], "complete": False, "made": False, "language": "fr", **more})


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "files").mkdir()
    for name in ("one", "two"):
        (tmp_path / "files" / f"{name}.csv").write_text(SHEET, encoding="utf-8")
    (tmp_path / "manifest.jsonl").write_text(row("one", "a") + "\n" + row("two", "b", fields={"invoice_number": "X-9"}), encoding="utf-8")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


def test_the_documents_of_a_folder_are_read_and_scored(folder):
    kept = folder / "now.json"

    result = run(folder, "--json", kept)

    assert result.exit_code == 0, result.output
    assert "2 documents in 2 layout groups" in result.output
    number = json.loads(kept.read_text())["figures"]["all"]["fields"]["invoice_number"]
    assert (number["recall"], number["macro_recall"]) == (50.0, 50.0)
    assert json.loads(kept.read_text())["cases"]["two"]["fields"] == {"invoice_number": "wrong"}


def test_several_processes_give_the_same_figures(folder):
    for jobs in (1, 2):
        run(folder, "--json", folder / f"{jobs}.json", "--jobs", jobs)
    one, two = (json.loads((folder / f"{jobs}.json").read_text())["figures"]["all"] for jobs in (1, 2))

    assert one["fields"] == two["fields"]


def test_a_comparison_names_what_got_better_and_worse(folder):
    run(folder, "--json", folder / "old.json")
    swapped = row("one", "a", fields={"invoice_number": "Y-1"}) + "\n" + row("two", "b")
    (folder / "manifest.jsonl").write_text(swapped, encoding="utf-8")

    told = run(folder, "--compare", folder / "old.json").output

    assert "invoice_number better in 1: two" in told
    assert "invoice_number worse in 1: one" in told


def test_only_the_chosen_groups_are_read(folder):
    assert "1 documents in 1 layout groups" in run(folder, "--group", "b").output
    assert run(folder, "--channel", "scan").exit_code == 1


def test_a_folder_without_a_manifest_is_refused_with_a_sentence(tmp_path):
    result = run(tmp_path)

    assert result.exit_code == 1
    assert "manifest.jsonl" in result.output


def test_a_broken_manifest_is_refused(tmp_path):
    (tmp_path / "manifest.jsonl").write_text('{"id": "one"}\n')

    with pytest.raises(BadInput, match="is no manifest"):
        load(tmp_path)


def test_an_evaluation_of_another_form_is_not_compared(tmp_path):
    kept = tmp_path / "old.json"
    kept.write_text('{"version": 0}')

    with pytest.raises(BadInput, match="form"):
        open_record(kept)


def test_a_group_belongs_to_one_part_whatever_stands_beside_it():
    parts = {f"group {number}": split_of(f"group {number}") for number in range(400)}

    assert 60 < sum(part is Split.HELD for part in parts.values()) < 140
    assert parts == {name: split_of(name) for name in reversed(parts)}


def test_the_splits_are_apart_and_together_all(folder):
    documents = load(folder)
    dev, held, everything = ({one.id for one in chosen(documents, split, (), ())} for split in (Split.DEV, Split.HELD, Split.ALL))

    assert dev | held == everything == {"one", "two"}
    assert not dev & held


def case(**fields):
    return {"fields": fields, "lines": [0, 0, 0], "type": True, "intent": None, "sure_wrong": []}


def kept(**cases):
    figures = {"fields": {}, "all_fields": {}, "lines": {}, "whole_macro": None, "type_macro": None, "intent": None}
    rest = {"sure": {"coverage": 1, "wrong_per_1000": 0}, "calibration": {"error": None, "risk_at_70": None}}
    empty = {"macro_recall": None, "macro_precision": None, "macro_f1": None}
    return {"figures": {"all": {**figures, **rest, "all_fields": empty, "lines": empty}}, "cases": cases}


def test_no_value_is_better_than_a_wrong_one_and_worse_than_the_right_one():
    found = compare(
        kept(a=case(due_date="wrong"), b=case(due_date="right"), c=case(due_date="invented")),
        kept(a=case(due_date="missing"), b=case(due_date="missing"), c=case()),
    )

    assert found.moved["due_date"].better == ("a", "c")
    assert found.moved["due_date"].worse == ("b",)


def test_documents_that_only_one_evaluation_has_are_not_compared():
    found = compare(kept(a=case(due_date="wrong")), kept(b=case(due_date="right")))

    assert (found.shared, dict(found.moved), found.figures) == (0, {}, None)
