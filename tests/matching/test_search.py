from __future__ import annotations

import gc

import pytest

from backend import matching
from backend.errors import NotFound
from backend.matching import index
from backend.model.catalog import Catalog, Supplier
from tests.matching.trading import CATALOG


def ids(kind, text):
    return [c.id for c in matching.search(CATALOG, kind, text)]


@pytest.mark.parametrize(
    ("kind", "text", "first"),
    [
        ("supplier", "lefevre", "S2"),
        ("supplier", "VAL DE LOIRE", "S1"),
        ("supplier", "cvl", "S1"),
        ("supplier", "FR79 523 806 198", "S1"),
        ("supplier", "523806198", "S1"),
        ("supplier", "viserie lefebvre", "S2"),
        ("customer", "oceane brest", "C3"),
        ("customer", "C1", "C1"),
        ("item", "emb-7", "CAR-4030"),
        ("item", "3401234000038", "ADH-50"),
        ("item", "adhésif", "ADH-50"),
        ("item", "vis m8", "VIS-M8"),
        ("purchase_order", "2026-0142", "17"),
        ("purchase_order", "BC-2026-0150", "19"),
        ("purchase_order", "lefevre", "19"),
    ],
)
def test_the_best_fit_comes_first(kind, text, first):
    assert ids(kind, text)[0] == first


def test_nothing_fits_a_foreign_word():
    assert ids("item", "zyxwvuts") == []


def test_an_empty_text_lists_the_first_ones():
    assert ids("item", "")[0] == "CAR-4030"


def test_another_kind_is_not_found():
    with pytest.raises(NotFound):
        matching.search(CATALOG, "planets", "x")


def test_the_index_of_a_catalog_is_made_once_and_goes_with_it():
    catalog = Catalog(suppliers=(Supplier("S1", "Durand"),))
    made = index.of(catalog)
    assert index.of(catalog) is made
    place = id(catalog)
    del catalog, made
    gc.collect()
    assert place not in index._INDEXES
