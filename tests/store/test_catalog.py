"""The catalog as an index: filled piece by piece, only what the ERP names, and found although misspelt; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from backend.matching import clues, match, search
from backend.model.catalog import Catalog, Customer, Item, PurchaseOrder, PurchaseOrderLine, SalesOrder, Supplier, SupplierInvoice, union
from backend.model.mail import Address
from backend.model.sentence import Sentence
from backend.model.terms import Clues, all_ids
from backend.model.trade import DocumentType, TradeDocument
from backend.store import CatalogState
from tests import examples
from tests.catalogs import fill

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
CONFLUENT = Customer(
    "C7", "Brasserie du Confluent SARL", "FR40303265045", "303265045", ("confluent-lyon.example",), aliases=("BC",), city="Lyon"
)
VIAL = Supplier("S7", "Coutellerie Vial", "FR83404833048", ibans=("FR7630006000011234567890189",), emails=("compta@vial.example",))
KNIFE = Item(
    "MD-1001", "Couteaux de chef inox 20 cm", "3700123450023", net_price=Decimal("28.40"), supplier_references={"S7": "VIAL-CC/20"},
    aliases=("Grand couteau",),
)  # fmt: skip
SCREW = Item("MD-2002", "Vis à bois 5 × 60, boîte de 200", "3700123450030")
ORDER = PurchaseOrder("PO7", "BC-2026/0142", "S7", "EUR", (PurchaseOrderLine("L1", "MD-1001", "Couteau", Decimal(5), Decimal("28.40")),))
INVOICE = SupplierInvoice("FF1", "FF-1", "S7", "FA 2026-77")
SALE = SalesOrder("CC1", "CC-1", "C7", "CDE-2026-9", "open")
AWAY = Sentence("L’ERP ne répond pas.", "The ERP does not answer.")
OTHERS = tuple(Item(f"X{number}", f"Article divers en carton {number}") for number in range(40))
OWN = {"own_name": "Delorme SAS", "own_domains": ("delorme.example",)}
CATALOG = Catalog((CONFLUENT,), (VIAL,), (KNIFE, SCREW, *OTHERS), (ORDER,), (SALE,), (INVOICE,), **OWN)


@pytest.fixture
def index(scope):
    fill(scope, Catalog(**OWN), replace(CATALOG, own_name="", own_domains=()))
    return scope.catalog


def ids(catalog):
    return {one.id for kind in (catalog.customers, catalog.suppliers, catalog.purchase_orders, catalog.sales_orders) for one in kind}


def test_all_of_it_comes_back_as_it_was(index):
    assert index.near(Clues(ids=all_ids(CATALOG))) == CATALOG
    assert index.counts() == {
        "customers": 1, "suppliers": 1, "items": 42, "purchase_orders": 1, "sales_orders": 1, "supplier_invoices": 1
    }  # fmt: skip


@pytest.mark.parametrize(
    "key", ["FR83404833048", "404833048", "FR7630006000011234567890189", "compta@vial.example", "vial.example", "BC20260142", "0142"]
)
def test_a_partner_and_an_order_are_found_by_whatever_identifies_them(index, key):
    assert "S7" in ids(index.near(Clues(keys=frozenset({key}))))


@pytest.mark.parametrize("key", ["MD1001", "VIALCC20", "03700123450023", "GRANDCOUTEAU"])
def test_an_item_is_found_by_any_reference(index, key):
    assert [item.id for item in index.near(Clues(keys=frozenset({key}))).items] == ["MD-1001"]


@pytest.mark.parametrize(
    "name", ["BRASSERIE DU CONFLUENT", "Brasserie du Confluant", "Confluent, Brasserie", "Brassserie Conflent", "Brasserieduconfluent"]
)
def test_a_company_is_found_by_its_name_although_it_is_misspelt(index, name):
    assert "C7" in ids(index.near(Clues(names=frozenset({name}))))


@pytest.mark.parametrize(
    "text", ["couteau chef inox", "20 cm inox, couteau de CHEF", "Coutaeu cheff", "vis bois 5x60", "Boite 200 vis à bois"]
)
def test_an_item_is_found_by_its_words_in_any_order_although_misspelt(index, text):
    wanted = "MD-2002" if "vis" in text else "MD-1001"
    assert wanted in {item.id for item in index.near(Clues(descriptions=frozenset({text}))).items}


def test_a_domain_that_looks_like_a_partner_s_leads_to_it(index):
    assert "C7" in ids(index.near(Clues(domains=frozenset({"confluemt-lyon.example"}))))


def test_what_a_purchase_order_names_comes_with_it(index):
    found = index.near(Clues(keys=frozenset({"@S7"})))
    assert ([one.id for one in found.suppliers], [one.id for one in found.items]) == (["S7"], ["MD-1001"])


@pytest.mark.parametrize(
    ("kind", "typed", "found"),
    [
        ("item", "md-10", "MD-1001"), ("item", "3700123", "MD-1001"), ("item", "couteau che", "MD-1001"), ("item", "coutaeu", "MD-1001"),
        ("customer", "conflu", "C7"), ("customer", "lyon", "C7"), ("customer", "brasseri confluant", "C7"), ("supplier", "vail", "S7"),
        ("purchase_order", "vial", "PO7"), ("purchase_order", "2026/0142", "PO7"), ("purchase_order", "couteau", "PO7"),
        ("item", "", "MD-1001"),
    ],
)  # fmt: skip
def test_what_a_person_types_finds_it_in_the_whole_index(index, kind, typed, found):
    assert found in {candidate.id for candidate in search(index.like(f"{kind}s", typed), kind, typed)}


def test_the_slice_gives_the_same_as_the_whole_catalog(index):
    line = examples.fields(seller_item_id="VIAL CC.20", description="couteau de chef")
    head = examples.fields(seller_name="Coutelerie Vial", order_reference="BC 2026 0142")
    document = TradeDocument(DocumentType.INVOICE, head, (line,))
    mail = replace(examples.mail(), sender=Address("compta@vial.example", "Vial"))
    slice_ = index.near(clues.of_document(document, mail))
    assert len(slice_.items) < len(CATALOG.items)
    assert match(document, mail, slice_) == match(document, mail, CATALOG)


def test_a_whole_fetch_that_ends_removes_what_it_did_not_name_and_one_that_breaks_off_removes_nothing(scope, index):
    fewer = replace(CATALOG, items=(KNIFE,))
    broken = index.begin("me", NOW, None, lambda _: True, erp=0)
    index.put(broken, fewer, NOW)
    index.fail(broken, AWAY)
    assert index.counts()["items"] == 42
    assert index.state().problem == AWAY

    fill(scope, fewer)
    assert index.counts()["items"] == 1
    assert index.state().problem is None
    assert not index.near(Clues(keys=frozenset({"MD2002"}), descriptions=frozenset({"vis à bois"}))).items


def test_a_fetch_of_changes_changes_what_it_names_and_keeps_the_rest(scope, index):
    fill(scope, Catalog(items=(replace(KNIFE, description="Hachoir", aliases=()),)), since=NOW)
    assert index.counts()["items"] == 42
    assert not index.near(Clues(descriptions=frozenset({"grand couteau"}))).items
    assert [item.description for item in index.near(Clues(descriptions=frozenset({"hachoir"}))).items] == ["Hachoir"]
    assert index.near(Clues()).own_name == "Delorme SAS"


def test_only_one_fetches_at_a_time_until_it_is_free(index):
    first = index.begin("one", NOW, None, lambda _: False, erp=0)
    assert index.begin("two", NOW, None, lambda held: held.holder != "one", erp=0) is None
    second = index.begin("two", NOW, None, lambda held: held.holder == "one", erp=0)
    assert (index.put(first, CATALOG, NOW), index.put(second, CATALOG, NOW)) == (False, True)
    assert index.state().progress["items"] == 42


def test_what_is_fetched_from_an_erp_that_was_exchanged_meanwhile_is_not_kept(index):
    fetch = index.begin("me", NOW, None, lambda _: True, erp=0)
    index.empty()
    assert not index.put(fetch, CATALOG, NOW)
    index.finish(fetch)
    assert (index.counts(), index.near(Clues(keys=frozenset({"MD1001"})))) == ({}, Catalog())

    new = Catalog(items=(replace(KNIFE, id="NEW"),))
    fetch_of_new = index.begin("me", NOW, None, lambda _: True, erp=index.state().erp)
    assert (index.put(fetch_of_new, new, NOW), index.put(fetch, CATALOG, NOW)) == (True, False)
    index.finish(fetch)
    index.finish(fetch_of_new)
    assert index.near(Clues(ids=frozenset({("items", "NEW"), ("items", KNIFE.id)}))).items == new.items


def test_an_erp_that_was_exchanged_before_it_was_asked_or_answered_is_not_written(index):
    before = index.state()
    index.empty()
    assert index.state() == CatalogState(erp=before.erp + 1)
    assert index.begin("me", NOW, None, lambda _: True, erp=before.erp) is None
    index.keep(CATALOG, erp=before.erp)
    assert index.counts() == {}
    index.keep(CATALOG, erp=before.erp + 1)
    assert index.counts()["items"] == 42


def test_a_document_that_was_taken_back_is_gone(index):
    index.remove_document("FF1")
    assert not index.near(Clues(keys=frozenset({"FA202677"}))).supplier_invoices


def test_a_fetch_that_read_a_document_before_it_was_taken_back_does_not_bring_it_back(index):
    fetch = index.begin("me", NOW, NOW, lambda _: True, erp=0)
    index.remove_document("FF1")

    assert not index.put(fetch, Catalog(supplier_invoices=(INVOICE,)), NOW)
    index.finish(fetch)

    assert not index.near(Clues(keys=frozenset({"FA202677"}))).supplier_invoices
    assert index.begin("another", NOW, NOW, lambda _: False, erp=0) is not None


def test_another_organisation_has_its_own(store, index):
    other = store.scoped("autre").catalog
    everything = Clues(keys=frozenset({"MD1001"}), names=frozenset({"Vial"}), ids=frozenset({("items", "MD-1001")}))
    assert other.near(everything) == Catalog()
    assert other.like("items", "couteau") == Catalog()
    other.empty()
    assert union((index.near(everything),)).items == (KNIFE,)
