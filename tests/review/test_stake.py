"""What is at stake when a case is sent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from backend.model.case import Case
from backend.model.field import Field
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.model.trade import DocumentType, Intent, TradeDocument
from backend.review import amount_at_stake


def case(lines=(), findings=(), **values):
    def fields(given):
        return {name: Field(name, value, value) for name, value in given.items()}

    document = TradeDocument(DocumentType.INVOICE, fields(values), tuple(fields({"line_amount": value}) for value in lines))
    return Case("1", "delorme", "m", Intent.INVOICE, document=document, findings=findings)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (case(payable_amount="120.00", tax_exclusive_amount="100.00"), "120.00"),
        (case(payable_amount="0.00", tax_inclusive_amount="5000.00"), "5000.00"),
        (case(payable_amount="-120.00"), "120.00"),
        (case(lines=("10.00", "5.50")), "15.50"),
    ],
    ids=["the total", "a total that was paid before", "a credit", "lines without a total"],
)
def test_it_is_the_largest_total_or_that_of_the_lines(given, expected):
    assert amount_at_stake(given) == Decimal(expected)


UNKNOWN = Finding("BANK-UNKNOWN-IBAN", Severity.WARNING, Sentence("x", "x"))


@pytest.mark.parametrize(
    "given",
    [case(), case(lines=("10.00", "")), case(payable_amount="a lot"), case(payable_amount="1.00", findings=(UNKNOWN,))],
    ids=["nothing", "a line without", "no number", "an account that the ERP does not have"],
)
def test_it_is_not_known_when_the_document_does_not_say_or_the_account_is_new(given):
    assert amount_at_stake(given) is None
