"""What is learned from: the values of a labelled document with their signs, right or wrong."""

from __future__ import annotations

import openpyxl
import pytest

from backend.evaluation.labelled import Labelled
from backend.extraction.certainty.signs import NAMES
from backend.extraction.learned import save
from backend.training.examples import Kind, examples
from backend.training.learning import fresh
from backend.training.parts import file_of, fold_of
from tests.extraction.printed import INVOICE


@pytest.fixture
def learn(tmp_path):
    (tmp_path / "one.txt").write_text(INVOICE, encoding="utf-8")

    def learn(fields, **more):
        labelled = Labelled("one", tmp_path / "one.txt", "text", "fr", "invoice", "a", fields, **more)
        return list(examples([labelled], "made", tmp_path / "cache"))

    return learn


def chosen(found):
    return {one.field: one for one in found if not one.is_rival}


def test_a_labelled_value_is_an_example_with_every_sign(learn):
    found = chosen(learn({"invoice_number": "FA-2026-0042", "tax_inclusive_amount": "121.00"}))

    assert found["invoice_number"].is_right
    assert not found["tax_inclusive_amount"].is_right
    assert len(found["invoice_number"].signs) == len(NAMES)


def test_a_value_whose_label_is_not_known_teaches_nothing(learn):
    assert {one.field for one in learn({"invoice_number": "FA-2026-0042"})} == {"invoice_number"}


def test_the_signs_of_totals_that_add_up_say_so(learn):
    gross = chosen(learn({"tax_inclusive_amount": "120.00"}))["tax_inclusive_amount"]
    signs = dict(zip(NAMES, gross.signs, strict=True))

    assert (signs["adds_up"], signs["is_at_rate"], signs["is_largest"]) == (1.0, 1.0, 1.0)


def test_what_a_network_that_did_not_see_the_group_holds_likely_is_a_rival(learn, tmp_path):
    # Weights that know nothing hold every date about as likely as the other.
    (tmp_path / "cache").mkdir()
    save(fresh(1), file_of(tmp_path / "cache", fold_of("a")))
    rivals = [one for one in learn({"issue_date": "2026-01-31"}) if one.is_rival]

    # The due date; the rules' own choice is none.
    assert [(one.field, one.is_right) for one in rivals] == [("issue_date", False)]
    assert dict(zip(NAMES, rivals[0].signs, strict=True))["learned"] > 0


def test_without_a_network_there_are_no_rivals(learn):
    assert not [one for one in learn({"issue_date": "2026-01-31"}) if one.is_rival]


def test_a_document_is_read_once_and_kept(learn, tmp_path):
    first = learn({"invoice_number": "FA-2026-0042"})
    kept = list((tmp_path / "cache").iterdir())

    assert len(kept) == 1
    assert learn({"invoice_number": "FA-2026-0042"}) == first


def test_a_workbook_is_read_though_its_media_type_speaks_of_xml(tmp_path):
    book = openpyxl.Workbook()
    for row in (("Invoice", "INV-7"), ("Invoice date", "2026-03-02"), ("Item", "Quantity"), ("Paper", 2)):
        book.active.append(row)
    book.save(tmp_path / "one.xlsx")
    labelled = Labelled("one", tmp_path / "one.xlsx", "spreadsheet", "en", "invoice", "a", {"invoice_number": "INV-7"})

    found = list(examples([labelled], "found", tmp_path / "cache", is_fresh=True))

    assert [(one.field, one.is_right, one.kind) for one in found if not one.is_rival] == [("invoice_number", True, Kind.FRESH)]
