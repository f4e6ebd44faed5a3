"""What is written as UBL is read back by our own reader, and breaks no rule of EN 16931 that we check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from lxml import etree

from backend.connectors.file_drop import ubl
from backend.content import media_type
from backend.errors import PostingRejected
from backend.extraction import conformance, structured
from backend.model.catalog import Catalog, Customer, Supplier
from backend.model.mail import Attachment
from backend.model.trade import CreditNote, DocumentType, Invoice, Line, Order, Party, Totals
from backend.readers import read

OURS = Catalog(
    suppliers=(Supplier("F1", "Coutellerie Vial", "FR40303265045", "303265045", postal_code="63300", city="Thiers"),),
    customers=(Customer("C1", "Brasserie du Confluent", "FR83404833048"),),
    own_name="Maison Delorme",
    own_vat_id="FR83404833048",
)  # fmt: skip
LINES = (
    Line("MD-1", "Couteau <chef> & Cie \x01", Decimal(10), Decimal("14.20"), Decimal("142.00"), "C62", Decimal(20), "CF1/1", None, "V-77"),
    Line("", "Livre", Decimal(2), Decimal("10.00"), Decimal("20.00"), "", Decimal("5.5")),
    Line("", "Remise", Decimal(1), Decimal("-12.00"), Decimal("-12.00"), "", Decimal(20)),
)
INVOICE = Invoice(
    "FA-1", date(2026, 11, 3), "EUR", Party("F1", "Coutellerie Vial", "FR40303265045"), LINES,
    Totals(Decimal("150.00"), Decimal("27.10"), Decimal("177.10"), Decimal("50.00"), Decimal("0.01"), Decimal("127.11")),
    date(2026, 12, 3), "CF-138", "FR1420041010050500013M02606",
    ((Decimal(20), Decimal("130.00"), Decimal("26.00")), (Decimal("5.5"), Decimal("20.00"), Decimal("1.10"))),
)  # fmt: skip
ORDER = Order(
    "CDE-7", date(2026, 11, 16), "EUR", Party("C1", "Brasserie du Confluent", "FR83404833048"),
    (replace(LINES[0], requested_delivery_date=date(2026, 12, 1)),), date(2026, 11, 30), "Quai 3, 69002 Lyon",
    Totals(Decimal("142.00"), Decimal("28.40"), Decimal("170.40")), quotation_reference="DE-12",
)  # fmt: skip


def read_back(document, catalog=OURS):
    (read_document,) = read(Attachment("1", "document.xml", media_type.XML, ubl.written(document, "our-key", catalog)))
    (found,) = structured.extract(read_document)
    return found.document


def values(fields):
    return {name: field.value for name, field in fields.items()}


def test_an_invoice_is_read_back_as_it_was():
    found = read_back(INVOICE)
    assert found.document_type is DocumentType.INVOICE
    assert values(found.fields) == {
        "invoice_number": "FA-1", "issue_date": "2026-11-03", "due_date": "2026-12-03", "currency": "EUR", "tax_exclusive_amount": "150.00",
        "tax_amount": "27.10", "tax_inclusive_amount": "177.10", "prepaid_amount": "50.00", "rounding_amount": "0.01",
        "payable_amount": "127.11", "order_reference": "CF-138", "seller_name": "Coutellerie Vial", "seller_vat_id": "FR40303265045",
        "seller_legal_id": "303265045", "payment_iban": "FR1420041010050500013M02606", "buyer_name": "Maison Delorme",
        "buyer_vat_id": "FR83404833048",
    }  # fmt: skip
    first, second, third = (values(line) for line in found.lines)
    assert first == {
        "line_number": "1", "buyer_item_id": "MD-1", "seller_item_id": "V-77", "description": "Couteau <chef> & Cie", "quantity": "10",
        "unit_code": "C62", "net_price": "14.20", "line_amount": "142.00", "tax_rate": "20",
    }  # fmt: skip
    assert (second["tax_rate"], second["line_amount"]) == ("5.5", "20.00")
    assert (third["quantity"], third["net_price"], third["line_amount"]) == ("-1", "12.00", "-12.00")
    assert [(row["tax_rate"], row["taxable_amount"], row["tax_amount"]) for row in map(values, found.tax_breakdown)] == [
        ("20", "130.00", "26.00"), ("5.5", "20.00", "1.10"),
    ]  # fmt: skip


def test_a_credit_note_is_read_back_as_one():
    found = read_back(CreditNote(**vars(INVOICE), preceding_invoice_reference="FA-0"))
    assert found.document_type is DocumentType.CREDIT_NOTE
    told = values(found.fields)
    assert (told["preceding_invoice_reference"], told["due_date"], told["payable_amount"]) == ("FA-0", "2026-12-03", "127.11")
    assert values(found.lines[0])["quantity"] == "10"


def test_an_order_is_read_back_as_it_was():
    found = read_back(ORDER)
    assert found.document_type is DocumentType.ORDER
    assert values(found.fields) == {
        "order_number": "CDE-7", "issue_date": "2026-11-16", "requested_delivery_date": "2026-11-30", "currency": "EUR",
        "buyer_name": "Brasserie du Confluent", "buyer_vat_id": "FR83404833048", "seller_name": "Maison Delorme",
        "seller_vat_id": "FR83404833048", "delivery_address": "Quai 3, 69002 Lyon", "quotation_reference": "DE-12",
        "tax_exclusive_amount": "142.00", "tax_amount": "28.40", "tax_inclusive_amount": "170.40",
    }  # fmt: skip
    (line,) = (values(one) for one in found.lines)
    assert (line["seller_item_id"], line["buyer_item_id"], line["requested_delivery_date"]) == ("MD-1", "V-77", "2026-12-01")


@pytest.mark.parametrize("kind", [Invoice, CreditNote])
@pytest.mark.parametrize("changes", [{}, {"tax_breakdown": ()}, {"payment_iban": ""}, {"purchase_order_number": ""}])
def test_what_is_written_claims_en_16931_and_breaks_no_rule_of_it(kind, changes):
    root = _plain(ubl.written(replace(kind(**vars(INVOICE)), **changes), "our-key", OURS))
    assert (root.findtext("CustomizationID"), bool(root.findtext("ProfileID"))) == ("urn:cen.eu:en16931:2017", True)
    assert conformance.check(root, "1") == ()
    broken = _plain(ubl.written(INVOICE, "our-key", replace(OURS, own_name="")))
    assert [finding.rule for finding in conformance.check(broken, "1")] == ["BR-07"]


def test_the_sums_are_those_that_the_rules_require():
    root = _plain(ubl.written(replace(INVOICE, tax_breakdown=(), totals=replace(INVOICE.totals, payable_amount=None)), "our-key", OURS))
    amounts = {one.tag: Decimal(one.text) for one in root.find("LegalMonetaryTotal")}
    assert amounts["LineExtensionAmount"] == sum(Decimal(one.text) for one in root.findall("InvoiceLine/LineExtensionAmount"))
    assert amounts["PayableAmount"] == amounts["TaxInclusiveAmount"] - amounts["PrepaidAmount"] + amounts["PayableRoundingAmount"]
    assert sum(Decimal(one.text) for one in root.findall("TaxTotal/TaxSubtotal/TaxAmount")) == Decimal(root.findtext("TaxTotal/TaxAmount"))


def test_what_ubl_requires_and_a_document_lacks_is_refused():
    for document in (
        replace(ORDER, issue_date=None),
        replace(INVOICE, tax_breakdown=(), lines=tuple(replace(line, tax_rate=None) for line in LINES)),
    ):
        with pytest.raises(PostingRejected) as caught:
            ubl.written(document, "our-key", OURS)
        assert caught.value.fr


def _plain(xml):
    """The element with local names, as extraction sees it."""
    root = etree.fromstring(xml)
    for one in root.iter():
        one.tag = etree.QName(one).localname
    return root
