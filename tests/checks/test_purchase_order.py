from __future__ import annotations

import dataclasses

from backend.checks import RULES
from backend.model.finding import Severity
from backend.model.trade import DocumentType
from tests.checks.subjects import GOOD_INVOICE, TAPE, changed, subject, with_line
from tests.matching.trading import CATALOG, D


def noticed(rule_id, document, **more):
    return list(RULES[rule_id](subject(document, **more)))


def test_a_higher_price_blocks_and_says_item_both_prices_and_the_difference():
    (finding,) = noticed("PO-PRICE", with_line(GOOD_INVOICE, 0, net_price="2.45"))
    assert finding.severity is Severity.BLOCKING
    assert finding.path == "lines.0.net_price"
    assert finding.sentence.fr == (
        "Ligne 1, « Carton double cannelure 400x300x200 » : facturé 2,45\u00a0€, commandé 2,30\u00a0€ (BC-2026-0142), "
        "soit 0,15\u00a0€ de plus par unité, 37,50\u00a0€ pour 250."
    )
    assert finding.sentence.en == (
        "Line 1, “Carton double cannelure 400x300x200”: invoiced at 2.45 €, ordered at 2.30 € (BC-2026-0142): "
        "0.15 € more per unit, 37.50 € for 250."
    )


def test_a_lower_price_is_told_but_does_not_block():
    (finding,) = noticed("PO-PRICE", with_line(GOOD_INVOICE, 0, net_price="2.10"))
    assert finding.severity is Severity.WARNING
    assert "de moins" in finding.sentence.fr


def test_a_price_written_with_more_decimals_is_the_same_price():
    assert noticed("PO-PRICE", with_line(GOOD_INVOICE, 0, net_price="2.304")) == []


def test_more_than_was_received_blocks_and_says_how_many():
    (finding,) = noticed("PO-QUANTITY", with_line(GOOD_INVOICE, 1, quantity="100"))
    assert finding.severity is Severity.BLOCKING
    assert "100 facturés, mais sur 100 commandés, 60 sont reçus et 0 déjà facturés : 40 de trop" in finding.sentence.fr


def test_what_was_invoiced_before_is_not_received_again():
    lines = tuple(dataclasses.replace(line, invoiced_quantity=D(10)) for line in CATALOG.purchase_orders[0].lines)
    catalog = dataclasses.replace(CATALOG, purchase_orders=(dataclasses.replace(CATALOG.purchase_orders[0], lines=lines),))
    assert [f.path for f in noticed("PO-QUANTITY", GOOD_INVOICE, catalog=catalog)] == ["lines.0.quantity", "lines.1.quantity"]


def test_two_lines_for_one_ordered_line_are_added_up():
    twice = dataclasses.replace(GOOD_INVOICE, lines=(*GOOD_INVOICE.lines, TAPE))
    assert [f.path for f in noticed("PO-QUANTITY", twice)] == ["lines.2.quantity"]


def test_a_credit_note_gives_back_and_is_not_held_against_receipts():
    credit = dataclasses.replace(with_line(GOOD_INVOICE, 1, quantity="100"), document_type=DocumentType.CREDIT_NOTE)
    assert noticed("PO-QUANTITY", credit) == []


def test_prices_and_quantities_in_another_unit_are_not_compared():
    document = with_line(GOOD_INVOICE, 1, unit_code="CT", quantity="3", net_price="24.00")
    assert noticed("PO-PRICE", document) == noticed("PO-QUANTITY", document) == []
    (finding,) = noticed("PO-UNIT", document)
    assert "carton(s)" in finding.sentence.fr


def test_pieces_are_pieces_under_whatever_code():
    assert noticed("PO-UNIT", with_line(GOOD_INVOICE, 1, unit_code="H87")) == []


def test_an_invoice_without_an_order_is_no_matter_for_these_rules():
    document = dataclasses.replace(changed(GOOD_INVOICE, order_reference=None), lines=())
    assert [r for r in RULES if r.startswith("PO-") and noticed(r, document)] == []


def test_an_order_of_another_supplier_names_both():
    (finding,) = noticed("PO-SUPPLIER", changed(GOOD_INVOICE, order_reference="BC-2026-0150"))
    assert "Visserie Lefèvre" in finding.sentence.fr
    assert "Cartonnerie du Val de Loire" in finding.sentence.fr
