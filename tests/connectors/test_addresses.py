"""The printed delivery address among those that the ERP has."""

from __future__ import annotations

import pytest

from backend.connectors.addresses import Address, meant

KNOWN = (
    Address(1, "3 rue de l’Église", "69002"),
    Address(2, "33 rue de l'Église", "69002"),
    Address(3, "8, avenue Foch", "33000"),
    Address(4, "", "75001"),
    Address(5, "---", "75002"),
)


@pytest.mark.parametrize(
    ("printed", "is_meant"),
    [
        ("Brasserie\n3, rue de l'Église\n69002 LYON", 1),
        ("Brasserie, 33 RUE DE L’ÉGLISE - 69002 Lyon", 2),
        ("Chantier 8 avenue Foch, 33000 Bordeaux", 3),
        ("Chantier 8 avenue Foch, 33001 Bordeaux", None),
        ("13 rue de l'Église 69002 Lyon", None),
        ("75001 Paris", None),
        ("---\n75002 Paris", None),
        ("", None),
    ],
)
def test_street_and_postal_code_stand_there_word_by_word(printed, is_meant):
    assert meant(printed, KNOWN) == is_meant


def test_two_that_fit_are_none():
    assert meant("8 avenue Foch 33000", (*KNOWN, Address(6, "8 avenue Foch", "33000"))) is None
