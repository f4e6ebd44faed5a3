"""Units as printed and their codes in Rec 20."""

from __future__ import annotations

import pytest

from backend.extraction.units import unit_code


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("pièce", "H87"), ("pce", "H87"), ("Stk.", "H87"), ("ea", "C62"), ("Unit(s)", "C62"), ("kg", "KGM"), ("m", "MTR"), ("m²", "MTK"),
        ("carton", "CT"), ("Cartons", "CT"),
        ("litre", "LTR"), ("Std.", "HUR"), ("heures", "HUR"), ("boîte", "BX"), ("palettes", "XPX"), ("EUR", ""), ("", ""), ("KGM", "KGM"),
    ],
)  # fmt: skip
def test_a_printed_unit_has_its_code(printed, code):
    assert unit_code(printed) == code


def test_a_word_may_mean_another_unit_in_another_language():
    assert unit_code("dozen", "en") == "DZN"
    assert unit_code("dozen", "nl") == "CT"
