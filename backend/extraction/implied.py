"""The numbers of a line that are not printed and follow from those that are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from backend.extraction.amounts import written
from backend.model.field import Field, Fields

#: How often such a number is what a person would write: it never goes without a look.
_IMPLIED = 0.6
#: Prices have at most so many decimals; a quotient with more is none.
_PRICE = Decimal("0.0001")


def with_implied(line: Fields, *, is_invoice: bool) -> Fields:
    """The line with its price where quantity and amount make one, and, on an invoice, as one of a thing where only its amount is printed.

    An order never says how many in so few words, and a sum of other lines is no price. What is added is unsure.
    """
    added = {field.name: field for field in _implied(line, is_invoice=is_invoice)}
    return {**line, **added} if added else line


def _implied(line: Fields, *, is_invoice: bool) -> Iterator[Field]:
    amount, quantity = line.get("line_amount"), line.get("quantity")
    if amount is None or "net_price" in line:
        return
    total = Decimal(amount.value)
    if quantity is not None:
        price = abs(total / Decimal(quantity.value)).quantize(_PRICE).normalize() if Decimal(quantity.value) else Decimal(0)
        if price * abs(Decimal(quantity.value)) == abs(total):
            yield _made("net_price", price, amount)
    elif is_invoice and total:
        yield _made("quantity", Decimal(1).copy_sign(total), amount)
        yield _made("net_price", abs(total), amount)


def _made(name: str, value: Decimal, amount: Field) -> Field:
    return replace(amount, name=name, value=written(value), confidence=min(_IMPLIED, amount.confidence), method="arithmetic")
