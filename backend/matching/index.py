"""The Catalog arranged for look-up, once per Catalog and only as far as it is asked for."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar, cast

from backend.matching.item_index import ItemIndex
from backend.matching.traders import OwnCompany, Traders
from backend.model.catalog import Catalog, PurchaseOrder, SalesOrder

Kept = TypeVar("Kept")


class Index:
    """The whole Catalog, each part arranged when it is first asked for."""

    def __init__(self, catalog: Catalog) -> None:
        # The parts and not the Catalog itself: the index must not keep alive what its own life depends on.
        self._suppliers, self._customers, self._items = catalog.suppliers, catalog.customers, catalog.items
        self.own = OwnCompany.of(catalog)
        self.purchase_orders: tuple[PurchaseOrder, ...] = catalog.purchase_orders
        self.sales_orders: tuple[SalesOrder, ...] = catalog.sales_orders
        self._kept: dict[str, object] = {}

    def kept(self, name: str, make: Callable[[], Kept]) -> Kept:
        """What `make` gave at the first call under this name."""
        if name not in self._kept:
            self._kept[name] = make()
        return cast("Kept", self._kept[name])

    @cached_property
    def suppliers(self) -> Traders:
        """The suppliers, without ourselves."""
        return Traders(self._suppliers, self.own)

    @cached_property
    def customers(self) -> Traders:
        """The customers, without ourselves."""
        return Traders(self._customers, self.own)

    def ordered_items(self, purchase_order_id: str) -> frozenset[str]:
        """The ids of the items on a purchase order, none for an unknown one."""
        return frozenset(line.item_id for p in self.purchase_orders if p.id == purchase_order_id for line in p.lines if line.item_id)

    @cached_property
    def items(self) -> ItemIndex:
        """The items."""
        return ItemIndex(self._items)


#: By the identity of the Catalog, which has dictionaries inside and so no hash; an entry goes when its Catalog goes.
_INDEXES: dict[int, Index] = {}


def of(catalog: Catalog) -> Index:
    """The Index of a Catalog, made at the first call and kept as long as the Catalog lives."""
    known = _INDEXES.get(id(catalog))
    if known is None:
        known = _INDEXES[id(catalog)] = Index(catalog)
        weakref.finalize(catalog, _INDEXES.pop, id(catalog), None)
    return known
