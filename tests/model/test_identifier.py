from __future__ import annotations

import pytest

from backend.model.identifier import compact, siren


@pytest.mark.parametrize("text", ["BC-2026-0142", "bc 2026/0142", " Bc.2026–0142 "])
def test_numbers_are_compared_by_letters_and_digits_alone(text):
    assert compact(text) == "BC20260142"


def test_accents_and_other_scripts_are_reduced_to_ascii():
    assert compact("Réf. ＡＢ１２") == "REFAB12"
    assert compact("№") == "NO"


@pytest.mark.parametrize("text", ["523806198", "523 806 198 00017", "FR 79 523 806 198", "FRAB523806198"])
def test_the_siren_is_found_in_a_siret_and_in_a_french_vat_id(text):
    assert siren(text) == "523806198"


@pytest.mark.parametrize("text", ["", "DE136695976", "5238061980", "BE0523806198", "FR523806198"])
def test_other_identifiers_have_no_siren(text):
    assert siren(text) == ""


@pytest.mark.parametrize("text", ["CHE-107.787.578", "CHE-107.787.578 MWST", "CHE107787578TVA", "CHE 107 787 578 IVA"])
def test_a_swiss_vat_id_is_the_same_with_the_tax_in_any_language(text):
    assert compact(text) == "CHE107787578"
