"""What the things of the Catalog are found by: keys, which are compared whole, and words, which may be misspelt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from backend.model import plain
from backend.model.catalog import Catalog, Item, Partner, PurchaseOrder, SalesOrder, Supplier, SupplierInvoice, Thing, things
from backend.model.identifier import LEAST_DIGITS, compact, digit_groups, gtin14, siren


@dataclass(frozen=True)
class Clues:
    """What there is to find the things of the Catalog by that a document may concern."""

    #: Identifiers, references, numbers, addresses and domains, as `keys` makes them; of whatever kind.
    keys: frozenset[str] = frozenset()
    #: Companies, as they are called.
    names: frozenset[str] = frozenset()
    #: Items, as they are described.
    descriptions: frozenset[str] = frozenset()
    #: Mail domains, to which partners' domains may merely look alike.
    domains: frozenset[str] = frozenset()
    #: Kind and id of things that are known to be concerned.
    ids: frozenset[tuple[str, str]] = frozenset()


def keys(thing: Thing) -> frozenset[str]:
    """The keys of a thing: identifiers compact, numbers also by their last digits, addresses and domains in lower case."""
    return frozenset(_keys(thing)) - {""}


def words(thing: Thing) -> frozenset[str]:
    """The plain words of a thing's names and descriptions, without plurals and as they stand there."""
    found: set[str] = set()
    for text in _texts(thing):
        found.update(plain.description(text).split(), plain.folded(text).split())
    return frozenset(found)


def of_supplier(supplier_id: str) -> str:
    """The key of the purchase orders that were placed with a supplier."""
    return f"@{supplier_id}"


def number_keys(number: str) -> Iterator[str]:
    """The keys of a document's number: the whole of it, its runs of digits, and the last of them."""
    groups = digit_groups(number)
    yield compact(number)
    yield ".".join(groups)
    yield groups[-1] if groups and len(groups[-1]) >= LEAST_DIGITS else ""


def about(catalog: Catalog) -> Clues:
    """The clues to what the things of a Catalog name: the suppliers and items of purchase orders."""
    orders = catalog.purchase_orders
    suppliers = {("suppliers", order.supplier_id) for order in orders}
    return Clues(ids=frozenset(suppliers | {("items", line.item_id) for order in orders for line in order.lines if line.item_id}))


def all_ids(catalog: Catalog) -> frozenset[tuple[str, str]]:
    """Kind and id of everything in the Catalog."""
    return frozenset((kind, one.id) for kind, found in things(catalog) for one in found)


def _keys(thing: Thing) -> Iterable[str]:
    yield compact(thing.own_number if isinstance(thing, Item) else thing.id)
    if isinstance(thing, Partner):
        yield from _partner_keys(thing)
    elif isinstance(thing, Item):
        references = (*thing.aliases, *thing.supplier_references.values(), *thing.customer_references.values())
        yield from (gtin14(thing.gtin), compact(thing.gtin), *map(compact, references))
    elif isinstance(thing, PurchaseOrder):
        yield from (*number_keys(thing.number), of_supplier(thing.supplier_id))
    elif isinstance(thing, SalesOrder):
        yield from map(compact, (thing.number, thing.customer_order_number))
    elif isinstance(thing, SupplierInvoice):
        yield from map(compact, (thing.number, thing.supplier_invoice_number))


def _partner_keys(partner: Partner) -> Iterable[str]:
    identifiers = (partner.vat_id, partner.legal_id, *(partner.ibans if isinstance(partner, Supplier) else ()))
    yield from (*map(compact, (*identifiers, *partner.aliases)), siren(partner.vat_id), siren(partner.legal_id))
    yield from (email.lower() for email in partner.emails)
    yield from domains(partner)


def domains(partner: Partner) -> Collection[str]:
    """The domains of a company, public ones among them, in lower case."""
    return {text.rpartition("@")[2].lower() for text in (*partner.email_domains, *partner.emails)}


def _texts(thing: Thing) -> Iterable[str]:
    if isinstance(thing, Partner):
        return (thing.name, *thing.aliases, thing.city, *(domain.partition(".")[0] for domain in domains(thing)))
    if isinstance(thing, Item):
        return (thing.description, *thing.aliases)
    if isinstance(thing, PurchaseOrder):
        return (line.description for line in thing.lines)
    return ()
