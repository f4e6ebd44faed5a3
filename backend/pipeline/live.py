"""What of the catalog must be of this moment: bank accounts, prices, stock, balances of what one case is about, read live and kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backend.connectors.connector import Connector
from backend.errors import ConnectorError
from backend.model.case import Case
from backend.model.catalog import Catalog
from backend.model.sentence import Sentence, said
from backend.pipeline.workshop import Workshop


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


def asked(connector: Connector, ids: Wanted) -> Catalog:
    """These as the ERP has them now, by at most three calls; raises ConnectorError."""
    return Catalog(
        items=tuple(connector.fetch_items(ids.items)) if ids.items else (),
        customers=tuple(connector.fetch_customers(ids.customers)) if ids.customers else (),
        suppliers=tuple(connector.fetch_suppliers(ids.suppliers)) if ids.suppliers else (),
    )


def keep(workshop: Workshop, case: Case, items: Iterable[str] = ()) -> None:
    """Have the catalog hold what the ERP says now of what the case is about, and of these items; raises ConnectorError."""
    index = workshop.scope(case.organisation).catalog
    # Which one it is before it is asked: what is told by one that is exchanged meanwhile is not for the catalog of the next.
    erp = index.state().erp
    index.keep(asked(workshop.connector(case.organisation), wanted(case, items)), erp=erp)


def read(workshop: Workshop, case: Case, items: Iterable[str] = ()) -> Sentence | None:
    """As `keep`; why the ERP could not be asked, None when it could."""
    try:
        keep(workshop, case, items)
    except ConnectorError as error:
        return said(error)
    return None
