"""The net price of a line from the parts that a structured document gives: price, base quantity, gross price and discount."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

from backend.extraction.xml_terms import AMBIGUOUS, plain
from backend.model.field import Field, Fields

#: Prices per piece of things bought by the thousand need this many decimals.
_PRECISION = Decimal("0.00000001")
_CENT = Decimal("0.01")
#: Terms that make the price and are no fields themselves (BT-147 to BT-150).
_PARTS = frozenset({"base_quantity", "base_unit_code", "gross_price", "price_discount"})


def with_net_price(line: Fields) -> Fields:
    """The line with its net price for one unit (BT-146 / BT-149) and without the parts that make it."""
    fields = {name: value for name, value in line.items() if name not in _PARTS}
    price = fields.get("net_price") or _net_of_discount(line)
    if price:
        fields["net_price"] = _per_unit(price, line)
    return fields


def _net_of_discount(line: Fields) -> Field | None:
    """BT-148 less BT-147, for senders who give no net price."""
    gross, discount = line.get("gross_price"), line.get("price_discount")
    if not gross:
        return None
    value = Decimal(gross.value) - Decimal(discount.value if discount else 0)
    return replace(gross, name="net_price", value=plain(value), method="arithmetic")


def _per_unit(price: Field, line: Fields) -> Field:
    base = line.get("base_quantity")
    if base is None or Decimal(base.value) <= 0 or Decimal(base.value) == 1 or _is_per_unit_already(price, Decimal(base.value), line):
        return price
    value = (Decimal(price.value) / Decimal(base.value)).quantize(_PRECISION, ROUND_HALF_EVEN)
    quantity_unit, base_unit = line.get("unit_code"), line.get("base_unit_code")
    is_same_unit = not quantity_unit or not base_unit or quantity_unit.value == base_unit.value
    return replace(
        price, value=plain(value), text=f"{price.text} / {base.text}", confidence=price.confidence if is_same_unit else AMBIGUOUS
    )


def _is_per_unit_already(price: Field, base: Decimal, line: Fields) -> bool:
    """Whether the line amount shows that the sender's base quantity is not meant to divide the price."""
    quantity, amount = line.get("quantity"), line.get("line_amount")
    if not quantity or not amount:
        return False
    whole = Decimal(quantity.value) * Decimal(price.value)
    return abs(whole - Decimal(amount.value)) <= _CENT < abs(whole / base - Decimal(amount.value))
