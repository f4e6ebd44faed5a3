"""A confirmed document as the rows of Odoo's `load`, which creates header and lines in one transaction under external ids of ours.

The same rows loaded again change the same records, so every step can be repeated. A document is unfinished until `origin` says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

from backend.connectors.odoo.calls import Calls
from backend.connectors.whole import ROUNDING_LINE, described
from backend.errors import ConnectorUnavailable, PostingRejected
from backend.model.trade import Confirmed, CreditNote, Invoice, Line, Order, Totals

#: The module that the external ids are in: never one of Odoo's, so that no upgrade of theirs removes them.
MODULE = "__countersign__"
#: What stands in the field of origin of a document while it is not finished.
UNFINISHED = "Countersign (en cours)"
FINISHED = "Countersign"
MOVE, SALE = "account.move", "sale.order"
#: The other version's names: Odoo 19 calls the taxes of every line `tax_ids`.
_RENAMED_IN = 19

#: Columns of `load` to the text in them.
Row = dict[str, str]


@dataclass(frozen=True)
class Model:
    """Where a kind of document lives in Odoo."""

    name: str
    lines: str
    origin: str
    quantity: str
    tax: str


def model_of(document: Confirmed, version: int) -> Model:
    """The model of the document in this version of Odoo."""
    if isinstance(document, Order):
        return Model(SALE, "order_line", "origin", "product_uom_qty", "tax_ids" if version >= _RENAMED_IN else "tax_id")
    return Model(MOVE, "invoice_line_ids", "invoice_origin", "quantity", "tax_ids")


def external_id(key: str) -> str:
    """The name under which a key's document is known; a key may hold what an external id may not."""
    return f"document_{sha256(key.encode()).hexdigest()[:32]}"


def named(document: Confirmed, items: Mapping[str, str]) -> Confirmed:
    """The document, a line that has no description with the name of its item: Odoo refuses an empty one."""
    lines = tuple(line if line.description else replace(line, description=items.get(line.item_id, "")) for line in document.lines)
    return replace(document, lines=lines)


def rows(
    document: Confirmed, key: str, model: Model, taxes: Sequence[int | None], currency: int | None, rounding: Decimal
) -> tuple[list[str], list[list[str]]]:
    """The columns and rows of `load`, the first row with the header; `taxes` are those of the lines, in their order."""
    name = external_id(key)
    lines = [
        _line(replace(line, description=described(line, document)), model, f"{name}_{n}", tax)
        for n, (line, tax) in enumerate(zip(document.lines, taxes, strict=True), 1)
    ]
    if rounding:
        made_good = Line("", ROUNDING_LINE, Decimal(1), rounding, rounding)
        lines.append(_line(made_good, model, f"{name}_rounding", None))
    header = {"id": f"{MODULE}.{name}", model.origin: UNFINISHED, **_header(document, currency)}
    columns = [*header, *lines[0]]
    table = [[row.get(column, "") for column in columns] for row in ({**header, **lines[0]}, *lines[1:])]
    return columns, table


def load(calls: Calls, model: Model, columns: list[str], table: list[list[str]]) -> int:
    """The id of the document that the rows made or changed; raises PostingRejected with what Odoo has against them."""
    # Unlike `write`, `load` takes a moment as one of the user's zone, where noon may be of another day for UTC.
    answer = calls(model.name, "load", fields=columns, data=table, context={"tz": "UTC"})
    ids = answer.get("ids")
    if ids:
        return int(ids[0])
    told = " ".join(dict.fromkeys(str(message.get("message", "")) for message in answer.get("messages", ())))
    if "could not serialize" in told or "deadlock" in told:
        raise ConnectorUnavailable("Odoo is busy with the same document.", "Odoo est occupé avec la même pièce.")
    raise PostingRejected(told)


def totals(record: Mapping[str, object]) -> Totals:
    """The totals of a document as Odoo reckons them."""
    net, tax, gross = (Decimal(str(record[name])).quantize(Decimal("0.01")) for name in ("amount_untaxed", "amount_tax", "amount_total"))
    return Totals(net, tax, gross)


def _header(document: Confirmed, currency: int | None) -> Row:
    if isinstance(document, Order):
        return {
            "partner_id/.id": document.customer.id,
            "client_order_ref": document.order_number,
            **({"commitment_date": moment(document.requested_delivery_date)} if document.requested_delivery_date else {}),
            **({"payment_term_id/.id": document.payment_terms} if document.payment_terms else {}),
        }
    return {
        "move_type": "in_refund" if isinstance(document, CreditNote) else "in_invoice",
        "partner_id/.id": document.supplier.id,
        "ref": document.invoice_number,
        "invoice_date": document.issue_date.isoformat(),
        "currency_id/.id": str(currency or ""),
        **_due(document),
    }


def _due(document: Invoice) -> Row:
    """The printed due date; with payment terms only when they are known to make it, as Odoo reckons it from them."""
    if document.payment_terms:
        return {"invoice_payment_term_id/.id": document.payment_terms}
    return {"invoice_payment_term_id/.id": "", "invoice_date_due": document.due_date.isoformat()} if document.due_date else {}


def moment(day: date) -> str:
    """A day as Odoo's fields with a time hold it: at noon in UTC, so that it is that day from twelve hours west of it to eleven east."""
    return f"{day} 12:00:00"


def _line(line: Line, model: Model, name: str, tax: int | None) -> Row:
    columns = {
        "id": f"{MODULE}.{name}",
        "product_id/.id": line.item_id,
        "name": line.description,
        model.quantity: f"{line.quantity:f}",
        "price_unit": f"{line.net_price:f}",
        f"{model.tax}/.id": str(tax or ""),
    }
    if model.name == MOVE:
        columns["purchase_line_id/.id"] = line.purchase_order_line_id
    return {f"{model.lines}/{column}": text for column, text in columns.items()}
