"""The typed document for the ERP, and what it takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from backend.errors import NotAllowed
from backend.model.catalog import Catalog
from backend.model.trade import CreditNote, DocumentType, Invoice, Order
from backend.review import confirmed, missing
from backend.review.credit import positive
from tests import examples
from tests.examples import CATALOG


def with_line(document, **values):
    return replace(document, lines=(examples.fields(**values),))


def names(case):
    return [sentence.en for sentence in missing(case, CATALOG)]


def test_an_invoice_is_typed():
    invoice = confirmed(examples.case(), CATALOG)

    assert type(invoice) is Invoice
    assert (invoice.invoice_number, invoice.issue_date, invoice.currency) == ("F-2026/118", date(2026, 11, 20), "EUR")
    assert (invoice.supplier.id, invoice.purchase_order_number) == ("S1", "BC-100")
    assert invoice.totals.tax_inclusive_amount == Decimal("48.00")
    assert invoice.tax_breakdown == ((Decimal(20), Decimal("40.00"), Decimal("8.00")),)
    (line,) = invoice.lines
    assert (line.item_id, line.quantity, line.net_price, line.line_amount) == ("A1", 10, Decimal("4.00"), Decimal("40.00"))
    assert (line.purchase_order_line_id, line.tax_rate, line.unit_code) == ("L1", Decimal(20), "C62")


def test_allowances_and_charges_of_the_whole_invoice_are_lines_for_the_erp():
    invoice = examples.invoice()
    document = replace(invoice, fields={**invoice.fields, **examples.fields(allowance_total_amount="5.00", charge_total_amount="1.50")})

    lines = confirmed(examples.case(document), CATALOG).lines

    assert [(line.item_id, line.line_amount, line.tax_rate) for line in lines[1:]] == [
        ("", Decimal("-5.00"), Decimal(20)),
        ("", Decimal("1.50"), Decimal(20)),
    ]


def test_a_credit_note_names_the_invoice_it_corrects():
    document = replace(examples.invoice(preceding_invoice_reference="F-2026/100"), document_type=DocumentType.CREDIT_NOTE)

    note = confirmed(examples.case(document), CATALOG)

    assert type(note) is CreditNote
    assert note.preceding_invoice_reference == "F-2026/100"


def test_a_credit_note_is_positive_for_the_erp_whatever_sign_it_is_printed_with():
    printed = replace(examples.invoice(), document_type=DocumentType.CREDIT_NOTE)
    negative = positive(
        replace(
            printed,
            fields={**printed.fields, **examples.fields(tax_inclusive_amount="-1.20", tax_amount="-0.20")},
            lines=(examples.fields(quantity="-4", net_price="0.25", line_amount="-1.00"),),
        )
    )

    assert positive(printed) is printed
    assert (negative.value("tax_inclusive_amount"), negative.value("tax_amount")) == ("1.20", "0.20")
    assert {name: field.value for name, field in negative.lines[0].items()} == {"quantity": "4", "net_price": "0.25", "line_amount": "1.00"}


def test_an_order_without_prices_and_currency_takes_what_was_agreed():
    order = confirmed(examples.case(examples.order()), CATALOG)

    assert type(order) is Order
    assert (order.customer.id, order.currency) == ("C1", "EUR")
    assert [(line.item_id, line.net_price, line.line_amount) for line in order.lines] == [
        ("A1", Decimal("3.90"), Decimal("19.50")),
        ("A2", Decimal("0.80"), Decimal("16.00")),
    ]


def test_a_price_is_calculated_only_when_it_comes_out_even():
    even = examples.case(with_line(examples.invoice(), quantity="8", line_amount="10.00"))
    uneven = examples.case(with_line(examples.invoice(), quantity="3", line_amount="10.00"))

    assert confirmed(even, CATALOG).lines[0].net_price == Decimal("1.25")
    assert names(uneven) == ["line 1: net price"]


def test_what_is_missing_in_an_invoice_is_named():
    case = examples.case(with_line(examples.invoice(issue_date="", tax_inclusive_amount=""), description="Ramette"), matches={})

    assert names(case) == ["issue date", "total with VAT", "the supplier in the ERP", "line 1: quantity", "line 1: net price"]
    with pytest.raises(NotAllowed, match="Still missing: issue date, total with VAT") as refused:
        confirmed(case, CATALOG)
    assert refused.value.fr.startswith("Il manque : date d’émission")


def test_what_is_missing_in_an_order_is_named():
    case = examples.case(with_line(examples.order(), quantity="5"), matches={})

    assert names(case) == ["the customer in the ERP", "line 1: net price", "line 1: the item in the ERP"]


def test_a_document_without_lines_is_not_sent():
    assert "at least one line" in names(examples.case(replace(examples.invoice(), lines=())))


def test_a_match_that_the_erp_no_longer_has_is_missing():
    assert "the supplier in the ERP" in [s.en for s in missing(examples.case(), Catalog())]


def test_an_order_confirmation_is_not_sent():
    case = replace(examples.case(), document=replace(examples.invoice(), document_type=DocumentType.ORDER_CONFIRMATION))

    with pytest.raises(NotAllowed, match="Only invoices, credit notes, orders and changes of orders"):
        confirmed(case, CATALOG)


def test_a_question_is_not_sent():
    with pytest.raises(NotAllowed):
        confirmed(replace(examples.case(), document=None), CATALOG)
