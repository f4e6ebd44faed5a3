"""Which of the ERP's payment terms a document has."""

from __future__ import annotations

from datetime import date

import pytest

from backend.model.catalog import PaymentTerms
from backend.review.terms import matched

ISSUED = date(2026, 11, 3)
KNOWN = (
    PaymentTerms("1", "À réception", 0),
    PaymentTerms("2", "30 jours", 30),
    PaymentTerms("3", "30 jours fin de mois", 30, is_end_of_month=True),
    PaymentTerms("4", "Fin décembre", 58),
    PaymentTerms("5", "2 % à 14 jours, 30 jours net"),
)


@pytest.mark.parametrize(
    ("printed", "due", "usual", "terms"),
    [
        ("", date(2026, 12, 3), "", "2"),
        ("30  JOURS", date(2026, 12, 3), "", "2"),
        ("30 jours fin de mois", date(2026, 12, 31), "", "3"),
        # Two terms make this date: what the partner usually has decides, and nothing does without it.
        ("", date(2026, 12, 31), "Fin décembre", "4"),
        ("", date(2026, 12, 31), "", ""),
        # Terms that would make another date are not those that are meant, whatever they are called.
        ("30 jours", date(2026, 12, 10), "30 jours", ""),
        ("2 % à 14 jours, 30 jours net", None, "", "5"),
        ("à 90 jours", None, "30 jours", ""),
        ("", None, "30 jours", ""),
    ],
)
def test_the_terms_that_are_named_or_alone_make_the_due_date(printed, due, usual, terms):
    assert matched(printed, ISSUED, due, usual, KNOWN) == terms
