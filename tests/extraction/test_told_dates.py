"""Days told in words: by week, by a part of a month, as a span of time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from backend.extraction.told_dates import told_in
from backend.model.mail import Address, Mail
from backend.model.trade import DocumentType
from tests.extraction.printed import extracted, row, text_document

SINCE = date(2026, 1, 20)
TOLD = [
    ("semaine 12", date(2026, 3, 16)),
    ("KW 12", date(2026, 3, 16)),
    ("week 12", date(2026, 3, 16)),
    ("livraison S12", date(2026, 3, 16)),
    ("fin semaine 12", date(2026, 3, 20)),
    ("KW 12/2027", date(2027, 3, 22)),
    ("semaine 2", date(2027, 1, 11)),
    ("fin mars", date(2026, 3, 31)),
    ("mi-avril", date(2026, 4, 15)),
    ("Ende März", date(2026, 3, 31)),
    ("fine marzo", date(2026, 3, 31)),
    ("mid-April", date(2026, 4, 15)),
    ("fin mars 2027", date(2027, 3, 31)),
    ("sous 48 h", date(2026, 1, 22)),
    ("within 2 weeks", date(2026, 2, 3)),
    ("sous 10 jours ouvrés", date(2026, 2, 3)),
    ("innerhalb von 5 Werktagen", date(2026, 1, 27)),
    ("le 12 décembre", date(2026, 12, 12)),
    ("avant la fin du mois", date(2026, 1, 31)),
    ("fin du mois prochain", date(2026, 2, 28)),
    ("by the end of the month", date(2026, 1, 31)),
    ("Ende des Monats", date(2026, 1, 31)),
    ("entro fine mese", date(2026, 1, 31)),
    ("antes de fin de mes", date(2026, 1, 31)),
    ("eind van de maand", date(2026, 1, 31)),
    ("d'ici la fin de semaine", date(2026, 1, 23)),
    ("end of next week", date(2026, 1, 30)),
    ("la semaine prochaine", date(2026, 1, 26)),
    ("nächste Woche", date(2026, 1, 26)),
    ("pour demain", date(2026, 1, 21)),
    ("pour mardi prochain", date(2026, 1, 27)),
    ("by Friday please", date(2026, 1, 23)),
    ("bis Montag", date(2026, 1, 26)),
    ("bis Montag zu unserem Lager", date(2026, 1, 26)),
    ("per venerdì", date(2026, 1, 23)),
    ("vóór donderdag", date(2026, 1, 22)),
]


@pytest.mark.parametrize(("text", "value"), TOLD)
def test_a_day_told_in_words_is_counted_from_the_document(text, value):
    assert [told.value for told in told_in(row(text), SINCE)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "dès que possible",
        "vis S12 x 40",
        "week 60",
        "payments that are late may incur fees",
        "semaines 1-2",
        "45 jours fin de mois",
        "60 gg fine mese",
        "du lundi au vendredi",
        "von Montag bis Freitag",
        "fermé pour lundi",
        "am Montag haben wir zu.",
        "Guten Morgen",
        "le lundi",
    ],
)
def test_what_tells_no_day_gives_none(text):
    assert list(told_in(row(text), SINCE)) == []


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Livraison : semaine 12", "2026-03-16"),
        ("Délai : S12", "2026-03-16"),
        ("Liefertermin: KW 12", "2026-03-16"),
        ("Delivery required: week 12", "2026-03-16"),
        ("Livraison souhaitée fin mars", "2026-03-31"),
        ("Merci de livrer mi-avril", "2026-04-15"),
        ("Lieferung Ende März", "2026-03-31"),
        ("À livrer sous 48 h", "2026-01-22"),
    ],
)
def test_an_order_tells_its_delivery_in_words(line, value):
    text = f"Bon de commande N° BC-4471\nDate : 20/01/2026\n{line}\n10 vannes à 12,50 EUR\nTotal HT 125,00 EUR"
    field = extracted(text_document(text), DocumentType.ORDER, "fr").fields["requested_delivery_date"]
    assert field.value == value


def test_a_message_without_a_date_of_its_own_is_counted_from_the_day_it_came():
    mail = Mail("", "", Address("commande@client.example"), received_at=datetime(2026, 3, 2, tzinfo=UTC))
    field = extracted(text_document("Bonjour, merci de livrer 10 vannes fin mars."), DocumentType.ORDER, "fr", mail).fields
    assert field["requested_delivery_date"].value == "2026-03-31"


def test_as_soon_as_possible_leaves_the_delivery_date_empty():
    text = "Bon de commande N° BC-4471\nDate : 20/01/2026\nLivraison dès que possible\nTotal HT 125,00 EUR"
    assert "requested_delivery_date" not in extracted(text_document(text), DocumentType.ORDER, "fr").fields
