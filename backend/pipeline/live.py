"""What of the Catalog must be of this moment: bank accounts, prices, stock, balances of what one case is about, read live."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from backend.connectors.connector import Connector
from backend.errors import ConnectorError
from backend.model.case import Case
from backend.model.catalog import Catalog
from backend.pipeline.catalogs import Known
from backend.pipeline.workshop import Workshop


class _Thing(Protocol):
    @property
    def id(self) -> str:
        """The ERP's id."""


AnyThing = TypeVar("AnyThing", bound=_Thing)


@dataclass(frozen=True)
class Wanted:
    """The ids of what is to be read live, each kind in one call."""

    items: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()


def wanted(case: Case, items: Iterable[str] = ()) -> Wanted:
    """What the case was matched with, and these items besides."""
    best = [(path, match.best.id) for path, match in case.matches.items() if match.best]
    named = dict.fromkeys([*(id_ for path, id_ in best if path.endswith(".item")), *items])
    return Wanted(tuple(named), *(tuple(id_ for path, id_ in best if path == side) for side in ("customer", "supplier")))


def refreshed(connector: Connector, catalog: Catalog, ids: Wanted) -> Catalog:
    """The Catalog with these as the ERP has them now, by at most three calls; raises ConnectorError."""
    return replace(
        catalog,
        items=_with(catalog.items, connector.fetch_items(ids.items) if ids.items else ()),
        customers=_with(catalog.customers, connector.fetch_customers(ids.customers) if ids.customers else ()),
        suppliers=_with(catalog.suppliers, connector.fetch_suppliers(ids.suppliers) if ids.suppliers else ()),
    )


def known(workshop: Workshop, organisation: str, remembered: Known, ids: Wanted) -> Known:
    """The same as far as the ERP can be asked; else what is remembered, with the problem."""
    if remembered.problem:
        return remembered
    try:
        return replace(remembered, catalog=refreshed(workshop.connector(organisation), remembered.catalog, ids))
    except ConnectorError as error:
        return replace(remembered, problem=error.message)


def _with(remembered: tuple[AnyThing, ...], present: Sequence[AnyThing]) -> tuple[AnyThing, ...]:
    """The remembered ones, those replaced that are present."""
    if not present:
        return remembered
    now: Mapping[str, AnyThing] = {one.id: one for one in present}
    return tuple(now.get(one.id, one) for one in remembered)
