"""What stands around a name, as signs of it."""

from __future__ import annotations

import pytest

from backend.extraction import printed
from backend.extraction.certainty import watched
from backend.extraction.certainty.signs import signs
from backend.extraction.learned import using
from backend.model.field import Field
from backend.model.trade import DocumentType
from tests.extraction.printed import MAIL, text_document

PAGE = """Verrerie du Forez SARL                  FACTURE F-2026-114
12 rue des Tilleuls
42600 Montbrison
Tél. 04 77 00 00 00
SIRET 73282932000074

                                        Imprimerie du Lac SAS
                                        Service achats
                                        8 quai Sud
                                        74000 Annecy

Total TTC                               120,00 €
"""


@pytest.fixture
def setting():
    """A page as the rules read it."""
    seen = []
    with watched(seen.append), using(None):
        printed.extract(text_document(PAGE), (1,), DocumentType.INVOICE, "fr", MAIL)
    return seen[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # The name begins its block: street next, then a telephone number and an id.
        ("Verrerie du Forez SARL", {"rows_above": 0, "address_next": 0, "contact_below": 1, "id_below": 1, "is_address": 0}),
        ("Imprimerie du Lac SAS", {"rows_above": 0, "address_next": 1, "contact_below": 0, "id_below": 0, "is_address": 0}),
        ("Service achats", {"rows_above": 1, "address_next": 0, "contact_below": 0, "id_below": 0, "is_address": 0}),
        ("8 quai Sud", {"rows_above": 2, "address_next": 0, "contact_below": 0, "id_below": 0, "is_address": 1}),
    ],
)
def test_a_name_knows_its_place_in_its_block(setting, text, told):
    place = next(span for row in setting.found.rows for span in row.segments if span.trimmed().text == text)
    all_signs = signs(Field("seller_name", text), setting, place)
    assert {name: all_signs[name] for name in told} == told
