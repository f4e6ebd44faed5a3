from __future__ import annotations

import dataclasses

from backend.checks import RULES
from backend.model.case import Status
from backend.model.finding import Severity
from backend.model.kept import Kept
from backend.model.trade import DocumentType, Intent
from tests.checks.subjects import CREDIT, GOOD_INVOICE, GOOD_ORDER, case, changed, subject
from tests.matching.trading import CATALOG, mail


def noticed(document, **more):
    return list(RULES["DUPLICATE"](subject(document, **more)))


def test_the_same_number_of_the_same_supplier_names_the_earlier_record():
    (finding,) = noticed(changed(GOOD_INVOICE, invoice_number="FA2026310"))
    assert finding.severity is Severity.BLOCKING
    assert finding.sentence.fr == (
        "La pièce FA-2026-310 de ce fournisseur est déjà dans l’ERP sous le numéro FF-2026-0801 de 690,00\u00a0€, du 30/09/2026."
    )


def test_the_same_number_of_another_supplier_is_another_invoice():
    assert noticed(changed(GOOD_INVOICE, invoice_number="FA-2026-311")) == []


def test_a_cancelled_record_is_no_duplicate():
    cancelled = tuple(dataclasses.replace(i, status="cancelled") for i in CATALOG.supplier_invoices)
    catalog = dataclasses.replace(CATALOG, supplier_invoices=cancelled)
    assert noticed(changed(GOOD_INVOICE, invoice_number="FA-2026-310"), catalog=catalog) == []


def test_an_order_with_a_number_that_this_customer_used_before_is_a_duplicate():
    (finding,) = noticed(changed(GOOD_ORDER, order_number="cmd 889"))
    assert "CV-2026-0501" in finding.sentence.fr
    assert noticed(changed(GOOD_ORDER, order_number="PETIT-12")) == []


def test_the_same_invoice_in_another_case_is_a_duplicate_unless_that_was_rejected():
    (waiting,) = noticed(GOOD_INVOICE, others=(case(GOOD_INVOICE),))
    assert "attend d’être vérifié" in waiting.sentence.fr
    (posted,) = noticed(GOOD_INVOICE, others=(case(GOOD_INVOICE, Status.POSTED),))
    assert "FF-2026-0900 (Karim Benali)" in posted.sentence.fr
    assert noticed(GOOD_INVOICE, others=(case(GOOD_INVOICE, Status.REJECTED),)) == []


def test_other_cases_with_another_number_party_or_type_are_no_duplicates():
    other_party = changed(GOOD_INVOICE, seller_vat_id=None, seller_legal_id="439007121", seller_name="Visserie Lefèvre", payment_iban=None)
    assert noticed(GOOD_INVOICE, others=(case(changed(GOOD_INVOICE, invoice_number="FA-2026-401")), case(other_party), case(CREDIT))) == []


def test_an_unknown_supplier_is_recognised_by_its_own_identifiers():
    unknown = changed(GOOD_INVOICE, seller_name="Nouvelle Société", seller_vat_id="FR44501192835", seller_legal_id=None, payment_iban=None)
    earlier = dataclasses.replace(case(unknown), matches={})
    assert noticed(unknown, others=(earlier,), message=mail("a@nouvelle.example"))
    stranger = changed(unknown, seller_vat_id="FR53338177645", seller_name="Autre Société")
    assert noticed(stranger, others=(earlier,), message=mail("a@autre.example")) == []


def test_a_document_without_a_number_is_no_duplicate_of_another_without():
    nameless = changed(GOOD_INVOICE, invoice_number=None)
    assert noticed(nameless, others=(case(nameless),)) == []


def test_an_order_change_repeats_a_number_and_is_held_back_for_another_reason():
    change = dataclasses.replace(changed(GOOD_ORDER, order_number="CMD-889"), document_type=DocumentType.ORDER_CHANGE)
    assert noticed(change) == []
    (finding,) = RULES["ORDER-CHANGE"](subject(change))
    assert finding.severity is Severity.BLOCKING
    assert "CV-2026-0501" in finding.sentence.fr
    (unknown,) = RULES["ORDER-CHANGE"](subject(dataclasses.replace(change, fields=changed(GOOD_ORDER, order_number="CMD-1").fields)))
    assert unknown.severity is Severity.BLOCKING
    (shown,) = RULES["ORDER-CHANGE"](subject(change, kept=Kept("CV-2026-0501", "CV-2026-0501")))
    assert shown.severity is Severity.INFO
    (cancelled,) = RULES["ORDER-CHANGE"](subject(GOOD_ORDER, intent=Intent.ORDER_CANCELLATION))
    assert cancelled.severity is Severity.BLOCKING
    assert not list(RULES["ORDER-CHANGE"](subject(GOOD_ORDER)))


def test_a_credit_note_is_led_to_the_invoice_it_corrects():
    rule = RULES["CREDIT-NOTE-REFERENCE"]
    assert not list(rule(subject(changed(CREDIT, preceding_invoice_reference="FA-2026-310"))))
    (unknown,) = rule(subject(changed(CREDIT, preceding_invoice_reference="FA-1")))
    assert "FA-1" in unknown.sentence.en
    assert not list(rule(subject(GOOD_INVOICE)))
