"""What the network holds of a value, as signs of it and as rivals to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.extraction import printed
from backend.extraction.certainty import watched
from backend.extraction.certainty.rivals import rivals
from backend.extraction.certainty.signs import NONE, signs
from backend.extraction.learned import Held, Opinion, using
from backend.model.trade import DocumentType
from tests.extraction.printed import INVOICE, MAIL, text_document

HELD = {
    "issue_date": (Held("2026-02-28", 0.25), Held("2026-01-31", 0.625)),
    "tax_inclusive_amount": (Held("120.00", 0.75), Held("100.00", 0.125), Held("20.00", 0.0078125)),
}


@pytest.fixture
def setting():
    """An invoice as the rules read it, and an opinion of two of its fields."""
    seen = []
    with watched(seen.append), using(None):
        printed.extract(text_document(INVOICE), (1,), DocumentType.INVOICE, "fr", MAIL)
    return replace(seen[0], opinion=Opinion(HELD, {"issue_date": 0.125, "tax_inclusive_amount": 0.0625}))


def learned(setting, name):
    told = signs(setting.field(name), setting)
    return tuple(told[sign] for sign in ("learned", "learned_other", "learned_none"))


def test_a_value_knows_how_likely_it_is_held_beside_another_and_none(setting):
    assert learned(setting, "issue_date") == (0.625, 0.25, 0.125)


def test_a_value_knows_how_likely_it_is_held_another_field_s(setting):
    elsewhere = replace(setting, opinion=Opinion({**HELD, "due_date": (Held("2026-01-31", 0.5),)}, {"issue_date": 0.125}))
    assert signs(setting.field("issue_date"), elsewhere)["learned_elsewhere"] == 0.5


def test_a_field_the_network_does_not_know_has_no_such_signs(setting):
    assert learned(setting, "currency") == (NONE, NONE, NONE)
    assert learned(replace(setting, opinion=None), "issue_date") == (NONE, NONE, NONE)


def test_what_is_held_likely_is_a_rival_at_its_place_and_the_rules_own_choice_is_none(setting):
    told = {field.value: place.text for field, place in rivals("tax_inclusive_amount", setting)}

    # 20.00 is held less than likely.
    assert told == {"100.00": "100,00 €"}
    assert rivals("currency", setting) == ()
    assert rivals("tax_inclusive_amount", replace(setting, opinion=None)) == ()


def test_a_name_that_is_held_likely_is_a_rival_where_it_was_read(setting):
    span = next(row for row in setting.found.rows if "Montbrison" in row.text).segments[0]
    named = replace(setting, opinion=Opinion({"buyer_name": (Held("42600 Montbrison", 0.5, span),)}, {"buyer_name": 0.5}))

    assert [(field.value, place) for field, place in rivals("buyer_name", named)] == [("42600 Montbrison", span)]


def test_a_code_that_is_held_likely_is_a_rival_id_but_not_the_end_of_the_rules_own_nor_a_short_one():
    text = f"{INVOICE}\nCódigo fiscal 12.345.679-B  Registro 4410  Amtsgericht HRB 372876\n"
    seen = []
    with watched(seen.append), using(None):
        printed.extract(text_document(text), (1,), DocumentType.INVOICE, "fr", MAIL)
    held = {
        "buyer_vat_id": (Held("12.345.679-B", 0.5), Held("4410", 0.25)),
        "seller_legal_id": (Held("372876", 0.75), Held("12.345.679-B", 0.125)),
    }
    setting = replace(seen[0], opinion=Opinion(held, {"buyer_vat_id": 0.25, "seller_legal_id": 0.125}))

    assert setting.field("seller_legal_id").value == "HRB 372876"
    assert [field.value for field, _ in rivals("buyer_vat_id", setting)] == ["12.345.679-B"]
    assert [field.value for field, _ in rivals("seller_legal_id", setting)] == ["12.345.679-B"]
