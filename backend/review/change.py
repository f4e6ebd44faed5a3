"""A Change: one thing a person corrected in a case."""

from __future__ import annotations

from dataclasses import dataclass

from backend.model.field import Evidence


@dataclass(frozen=True)
class Change:
    """One correction.

    A field: path `due_date`, `lines.0.quantity` or `tax_breakdown.0.tax_rate` with the value as a person types it ("" empties it).
    Lines: path `lines` with `add:<index>`, `remove:<index>` or `move:<from>:<to>`.
    A match: path `supplier`, `customer`, `purchase_order`, `lines.0.item` or `lines.0.purchase_order_line` with the ERP's id ("" for none).
    """

    path: str
    value: str
    #: Where the person found it, when they clicked a word.
    evidence: Evidence | None = None
