"""Documents as CSV: the columns asked for, a row a line, and no cell that runs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from backend.connectors.file_drop.table import COLUMNS, table
from backend.errors import PostingRejected
from backend.model.trade import CreditNote, Invoice, Line, Order, Party, Totals

LINES = (
    Line(
        "MD-1", "Couteau; “chef”", Decimal("1234.5"), Decimal("-0.10"), Decimal("-123.45"), "C62", Decimal(20), "CF1/1", date(2026, 12, 1)
    ),
    Line("MD-2", "Été", Decimal(2), Decimal(10), Decimal(20)),
)
INVOICE = Invoice("FA-1", date(2026, 11, 3), "EUR", Party("F1", "Vial", "FR40303265045"), LINES, Totals(Decimal("-103.45")))


def rows(document, columns=COLUMNS, separator=";", mark=",", encoding="utf-8"):
    content = table(columns, separator, mark, encoding).written(document, "our-key")
    return list(csv.reader(io.StringIO(content.decode(encoding), newline=""), delimiter="\t" if separator == "tab" else separator))


def test_each_line_is_a_row_with_the_header_before_it():
    columns = (
        "Pièce = number; Type=document_type; Clé=key; Tiers=partner_id; HT=tax_exclusive_amount; N°=line_number; Art=item_id; Qté=quantity"
    )
    columns += "; PU=net_price; Livraison=line_requested_delivery_date; Échéance=due_date; Libellé=description"
    assert rows(INVOICE, columns) == [
        ["Pièce", "Type", "Clé", "Tiers", "HT", "N°", "Art", "Qté", "PU", "Livraison", "Échéance", "Libellé"],
        ["FA-1", "invoice", "our-key", "F1", "-103,45", "1", "MD-1", "1234,5", "-0,10", "2026-12-01", "", "Couteau; “chef”"],
        ["FA-1", "invoice", "our-key", "F1", "-103,45", "2", "MD-2", "2", "10", "", "", "Été"],
    ]


def test_the_usual_columns_fit_every_kind_of_document():
    order = Order("CDE-1", None, "EUR", Party("C1", "Brasserie"), LINES)
    credit_note = CreditNote(**vars(INVOICE), preceding_invoice_reference="FA-0")
    for document, number, partner in ((order, "CDE-1", "C1"), (INVOICE, "FA-1", "F1"), (credit_note, "FA-1", "F1")):
        headings, *written = rows(document)
        assert headings[:3] == ["key", "document_type", "number"]
        assert [(row[2], row[headings.index("partner_id")]) for row in written] == [(number, partner)] * 2
    assert rows(credit_note, "Facture=preceding_invoice_reference")[1] == ["FA-0"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_begins_like_a_formula_is_text_and_a_number_stays_one(start):
    line = replace(LINES[0], description=f"{start}cmd|'/c calc'!A0")
    (_, (text, price)) = rows(replace(INVOICE, lines=(line,)), "a=description; b=net_price")
    assert (text, price) == (f"'{line.description}", "-0,10")


@pytest.mark.parametrize(("separator", "mark", "encoding"), [("tab", ".", "cp1252"), (",", ",", "utf-8-sig"), ("|", ".", "utf-16")])
def test_separator_mark_and_encoding_are_the_erps(separator, mark, encoding):
    assert rows(INVOICE, "Qté=quantity; L=description", separator, mark, encoding)[1:] == [
        [f"1234{mark}5", "Couteau; “chef”"], ["2", "Été"],
    ]  # fmt: skip


def test_a_character_that_the_encoding_lacks_is_named():
    with pytest.raises(PostingRejected, match="“") as caught:
        rows(INVOICE, encoding="iso-8859-1")
    assert caught.value.fr
