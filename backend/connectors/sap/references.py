"""What customers and suppliers call SAP's materials: customer-material and purchasing info records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from backend.connectors.sap.calls import Calls
from backend.connectors.sap.literals import equal
from backend.connectors.sap.places import CUSTOMER_MATERIALS, INFO_RECORDS, Record, Set

_BY_CUSTOMER, _BY_SUPPLIER = ("Customer", "MaterialByCustomer"), ("Supplier", "SupplierMaterialNumber")


@dataclass(frozen=True)
class References:
    """Material -> customer or supplier -> that party's own number for it."""

    of_customers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    of_suppliers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read(calls: Calls, organization: str, materials: Sequence[str] | None = None) -> References:
    """Those of these materials, or of all."""
    ours, valid = equal("SalesOrganization", organization), "IsDeleted eq false"
    return References(
        _by_material(_rows(calls, CUSTOMER_MATERIALS, _BY_CUSTOMER, ours, materials), *_BY_CUSTOMER),
        _by_material(_rows(calls, INFO_RECORDS, _BY_SUPPLIER, valid, materials), *_BY_SUPPLIER),
    )


def _rows(calls: Calls, place: Set, names: tuple[str, str], holds: str, materials: Sequence[str] | None) -> Iterator[Record]:
    if materials is None:
        return calls.records(place, [holds], ("Material", *names))
    return calls.named(place, "Material", materials, names, also=[holds])


def _by_material(rows: Iterable[Record], party: str, number: str) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        if row["Material"] and row[party] and row[number]:
            found[row["Material"]][row[party]] = row[number]
    return found
