"""Payment terms, and the due dates that they imply."""

from __future__ import annotations

from datetime import date

import pytest

from backend.extraction.terms import due_date_by_terms
from backend.model.field import SURE
from backend.model.trade import DocumentType
from tests.extraction.printed import extracted, text_document

ISSUED = date(2026, 11, 12)


def invoice(terms, printed=""):
    head = f"Facture N° FA-2026-0042\nDate de facture : 12/11/2026\n{terms}\n{printed}"
    return f"{head}\nTotal HT 100,00 EUR\nTVA 20 % 20,00 EUR\nTotal TTC 120,00 EUR"


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        ("30 jours", date(2026, 12, 12)),
        ("30 jours date de facture", date(2026, 12, 12)),
        ("30 days net", date(2026, 12, 12)),
        ("Net 30", date(2026, 12, 12)),
        ("zahlbar innerhalb von 14 Tagen", date(2026, 11, 26)),
        ("sous 48 h", date(2026, 11, 14)),
        ("à réception de facture", ISSUED),
        ("Paiement comptant", ISSUED),
        ("fine mese", date(2026, 11, 30)),
        ("30 jours fin de mois", date(2026, 12, 31)),
        ("45 jours fin de mois", date(2026, 12, 31)),
        ("30 jours fin de mois le 10", date(2027, 1, 10)),
        ("60 giorni data fattura fine mese", date(2027, 1, 31)),
        ("30 gg d.f.f.m.", date(2026, 12, 31)),
        ("30 jours après fin de mois", date(2026, 12, 30)),
        ("le 15 du mois suivant", date(2026, 12, 15)),
        ("fin du mois suivant", date(2026, 12, 31)),
    ],
)
def test_terms_imply_a_due_date(terms, due):
    found = due_date_by_terms(terms, ISSUED)
    assert found is not None
    assert found.value == due


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        ("2 % Skonto 10 Tage, 30 Tage netto", date(2026, 12, 12)),
        ("10 jours 2 % d'escompte, 30 jours net", date(2026, 12, 12)),
        ("10 Tage 2 % 30 Tage netto", date(2026, 12, 12)),
        ("2/10 net 30", date(2026, 12, 12)),
        ("30 jours. Pénalités de retard exigibles sous 10 jours", date(2026, 12, 12)),
    ],
)
def test_days_of_a_discount_or_a_penalty_are_not_those_of_the_due_date(terms, due):
    found = due_date_by_terms(terms, ISSUED)
    assert found is not None
    assert found.value == due


@pytest.mark.parametrize(
    "terms", ["30 Tage, bei Teilzahlung 60 Tage", "30/60 jours", "30 EOM", "par virement", "dès que possible", "2 % Skonto 10 Tage"]
)
def test_terms_that_are_not_clear_imply_none(terms):
    assert due_date_by_terms(terms, ISSUED) is None


def test_end_of_month_after_days_is_known_to_have_two_readings():
    both = due_date_by_terms("45 jours fin de mois", ISSUED)
    one = due_date_by_terms("45 jours", ISSUED)
    assert both is not None
    assert one is not None
    assert (both.has_two_readings, one.has_two_readings) == (True, False)


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("Conditions de règlement : 45 jours fin de mois", "2026-12-31"),
        ("Nos factures sont payables à 30 jours.", "2026-12-12"),
        ("Échéance : 30 jours fin de mois", "2026-12-31"),
        ("Échéance : fin mars", "2027-03-31"),
        ("Zahlungsziel: Ende Dezember", "2026-12-31"),
    ],
)
def test_a_due_date_that_is_not_printed_is_computed_and_never_sure(line, due):
    field = extracted(text_document(invoice(line)), DocumentType.INVOICE, "fr").fields["due_date"]
    assert (field.value, field.method) == (due, "terms")
    assert field.confidence < SURE


def test_a_printed_due_date_wins_over_the_terms():
    text = invoice("Conditions de règlement : 30 jours", "Date d'échéance : 31/12/2026")
    field = extracted(text_document(text), DocumentType.INVOICE, "fr").fields["due_date"]
    assert (field.value, field.method) == ("2026-12-31", "label")


def test_as_soon_as_possible_is_kept_as_terms_without_a_date():
    fields = extracted(text_document(invoice("Conditions de règlement : dès que possible")), DocumentType.INVOICE, "fr").fields
    assert fields["payment_terms"].value == "dès que possible"
    assert "due_date" not in fields
