"""Writing the lines of a sale order: the commands of Odoo's one2many fields, and what its sale module refuses of them.

By sale/models/sale_order_line.py: `_unlink_except_confirmed`, the protected fields of `write` on a locked order, what `create` fills in.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.contract.doubles.odoo_refusal import Refusal

if TYPE_CHECKING:
    from tests.contract.doubles.odoo import Odoo

_CREATE, _UPDATE, _DELETE = 0, 1, 2
_AMOUNTS = frozenset({"product_uom_qty", "price_unit"})


def write_lines(odoo: Odoo, ids: list[int], commands: list[list[Any]]) -> None:
    """One write is one transaction: nothing of it stands when one of its commands is refused."""
    (order,) = ids
    lines = odoo.tables["sale.order.line"]
    before = {number: dict(line) for number, line in lines.items()}
    try:
        for command, line, values in commands:
            _do(odoo, odoo.tables["sale.order"][order], command, line, values)
    except Refusal:
        lines.clear()
        lines.update(before)
        raise


def _do(odoo: Odoo, order: dict[str, Any], command: int, line: int, values: Any) -> None:
    lines = odoo.tables["sale.order.line"]
    if order.get("locked") and command != _CREATE:
        raise Refusal("UserError", "It is forbidden to modify the following fields in a locked order:\nQuantity\nUnit Price")
    if command == _DELETE:
        if order["state"] == "sale":
            raise Refusal("UserError", "Once a sales order is confirmed, you can't remove one of its lines. Set the quantity to 0 instead.")
        del lines[line]
        return
    amounts = {name: Decimal(str(values[name])) for name in _AMOUNTS & values.keys()}
    if command == _UPDATE:
        if amounts.get("product_uom_qty", lines[line]["product_uom_qty"]) < lines[line]["qty_delivered"]:
            raise Refusal("UserError", "The ordered quantity of a sale order line cannot be decreased below the amount already delivered.")
        lines[line].update(amounts)
        return
    product = odoo.tables["product.product"].get(values["product_id"])
    if product is None:
        raise Refusal("MissingError", "Record does not exist or has been deleted.")
    odoo.insert(
        "sale.order.line", order_id=order["id"], product_id=product["id"], name=product["name"], qty_delivered=Decimal(0),
        tax_ids=product["taxes_id"], **amounts,
    )  # fmt: skip
