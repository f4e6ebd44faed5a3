from __future__ import annotations

import pytest

from backend import matching
from backend.matching import words
from backend.model.catalog import Catalog, Customer, Item, Match
from tests.matching.trading import CATALOG, FROM_BOULANGERIE, FROM_CARTONNERIE, fields, invoice, mail, order


def ordered_item(**line: object) -> Match:
    """The item of a line in an order of C1."""
    return matching.match(order(fields(**line)), mail(FROM_BOULANGERIE), CATALOG)["lines.0.item"]


def invoiced_item(**line: object) -> Match:
    """The item of a line in an invoice of S1."""
    return matching.match(invoice(fields(**line)), mail(FROM_CARTONNERIE), CATALOG)["lines.0.item"]


@pytest.mark.parametrize(
    ("line", "item", "method"),
    [
        ({"buyer_item_id": "EMB-7"}, "CAR-4030", "reference"),
        ({"buyer_item_id": "emb 7"}, "CAR-4030", "reference"),
        ({"seller_item_id": "CAR-6040"}, "CAR-6040", "reference"),
        ({"buyer_item_id": "CAR-6040"}, "CAR-6040", "reference"),  # our number in the customer's column
        ({"gtin": "3401234000038"}, "ADH-50", "gtin"),
        ({"gtin": "03401234000038"}, "ADH-50", "gtin"),
        ({"description": "Rubans adhésifs PVC 50mm × 100 m"}, "ADH-50", "description"),
        ({"description": "scotch 50 mm"}, "ADH-50", "description"),
        ({"description": "Cartons double cannelure 600x400x300"}, "CAR-6040", "description"),
        ({"description": "Réf. VIS-M8 — vis"}, "VIS-M8", "reference"),
        ({"description": "colle neoprenne"}, "COL-1", "description"),
    ],
)
def test_an_ordered_item_is_found_by_each_kind_of_evidence(line, item, method):
    best = ordered_item(**line).best
    assert best
    assert (best.id, best.method) == (item, method)


def test_a_suppliers_reference_counts_for_that_supplier():
    best = invoiced_item(seller_item_id="DC 430", description="Caisse carton").best
    assert best
    assert (best.id, best.method) == ("CAR-4030", "reference")
    assert invoiced_item(seller_item_id="N 100").best is None or invoiced_item(seller_item_id="N 100").best.score < 0.7


def test_sizes_must_agree_however_alike_the_words_are():
    match = ordered_item(description="Vis inox M8 x 20 boîte de 100")
    assert match.best
    assert match.best.id == "VIS-M8"
    unknown = ordered_item(description="Vis inox M10 x 30")
    assert unknown.best is None
    assert {c.id for c in unknown.runners_up} <= {"VIS-M6", "VIS-M8"}


def test_a_description_that_fits_two_items_alike_chooses_neither():
    match = ordered_item(description="Carton double cannelure")
    assert match.best is None
    assert {"CAR-4030", "CAR-6040"} <= {c.id for c in match.runners_up}


def test_a_reference_and_a_gtin_of_different_items_leave_it_to_the_person():
    match = ordered_item(buyer_item_id="EMB-7", gtin="3401234000038", description="")
    assert match.best is None
    assert {c.id for c in match.runners_up} == {"CAR-4030", "ADH-50"}


def test_a_reference_beats_a_description_of_another_item_but_is_less_certain():
    contradicted, plain = ordered_item(seller_item_id="ADH-50", description="Colle"), ordered_item(seller_item_id="ADH-50")
    assert contradicted.best
    assert plain.best
    assert contradicted.best.id == "ADH-50"
    assert contradicted.best.score < plain.best.score


def test_the_purchase_order_tells_alike_descriptions_apart():
    line = fields(description="Carton double cannelure")
    match = matching.match(invoice(line, order_reference="BC-2026-0142"), mail(FROM_CARTONNERIE), CATALOG)["lines.0.item"]
    assert match.best
    assert match.best.id == "CAR-4030"


def test_freight_for_a_carton_is_no_carton_even_when_one_is_on_the_purchase_order():
    line = fields(description="Frais de port par carton expédié")
    match = matching.match(invoice(line, order_reference="BC-2026-0142"), mail(FROM_CARTONNERIE), CATALOG)["lines.0.item"]
    assert match.best is None


def test_an_erps_bare_id_is_no_number_of_ours():
    items = (Item("12", "Carton", number="CAR-4030"), Item("13", "Ruban", number=""))
    catalog = Catalog(customers=CATALOG.customers, items=items)

    def found(number):
        return matching.match(order(fields(seller_item_id=number)), mail(FROM_BOULANGERIE), catalog)["lines.0.item"].best

    assert (found("CAR-4030").id, found("CAR-4030").number) == ("12", "CAR-4030")
    assert found("12") is None
    assert found("13") is None


def test_a_line_without_any_evidence_has_no_candidates():
    assert ordered_item(quantity="3") == Match(None)


def test_a_line_is_compared_with_few_of_fifty_thousand_items(monkeypatch):
    sizes = [(f"R{n}", f"Raccord {m} {k} DN{n % 97} série {n}") for n, (m, k) in enumerate((m, k) for m in MATERIALS for k in KINDS)]
    items = tuple(Item(f"IT-{n}-{k}", f"{text} lot {k}") for k in range(50) for n, text in sizes)
    catalog = Catalog(customers=(Customer("C1", "Moreau", emails=("a@moreau.fr",)),), items=items)
    assert len(items) == 50_000
    lines = [fields(description=f"{items[n * 2311].description} livré", quantity=n) for n in range(20)]
    compared = []
    likeness = words.description_likeness
    monkeypatch.setattr(words, "description_likeness", lambda *pair: compared.append(pair) or likeness(*pair))
    matches = matching.match(order(*lines), mail("a@moreau.fr"), catalog)
    assert 0 < len(compared) <= 100 * len(lines)
    assert [matches[f"lines.{n}.item"].best.id for n in range(20)] == [items[n * 2311].id for n in range(20)]


MATERIALS = ("laiton", "inox", "cuivre", "acier", "fonte", "bronze", "plastique", "zinc", "nickel", "chrome")
KINDS = tuple(f"modele{n}" for n in range(100))
