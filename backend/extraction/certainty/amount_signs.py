"""Signs of arithmetic: whether an amount agrees with the others, with the lines and with the VAT breakdown."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from backend.extraction.amounts import agree
from backend.extraction.certainty.setting import Setting
from backend.extraction.layout import Span
from backend.model.field import Field

_NET, _TAX, _GROSS, _PAYABLE = "tax_exclusive_amount", "tax_amount", "tax_inclusive_amount", "payable_amount"
_TOTALS = (_NET, _TAX, _GROSS)


def amount_signs(field: Field, place: Span | None, setting: Setting) -> Iterator[tuple[str, float]]:
    """For every field whether the totals agree, a rival in the place of what was chosen; for an amount also what is true of it alone."""
    chosen = {name: setting.amount(name) for name in _TOTALS}
    net, tax, gross = (Decimal(field.value) if value is not None and name == field.name else value for name, value in chosen.items())
    known = [amount for amount in (net, tax, gross) if amount is not None]
    yield "parts_known", float(len(known))
    if net is not None and tax is not None and gross is not None:
        yield "adds_up", float(_is_near(net + tax, gross))
        yield "is_at_rate", float(any(_is_near(net * rate / 100, tax) for rate in setting.rates))
    if net and tax is not None:
        yield "tax_share", float(abs(tax / net))
    line_sum = setting.line_sum
    if line_sum is not None:
        yield "is_line_sum", float(any(_is_near(line_sum, amount) for amount in (net, gross) if amount is not None))
    if setting.document.tax_breakdown and tax is not None:
        parts = [Decimal(row["tax_amount"].value) for row in setting.document.tax_breakdown if "tax_amount" in row]
        yield "is_breakdown", float(_is_near(sum(parts, Decimal(0)), tax))
    yield "lines_multiplied", setting.multiplied
    if field.name.endswith("_amount"):
        yield "is_negative", float(field.value.startswith("-"))
        if place is not None:
            printed = [len(amount.readings) for amount in setting.found.amounts_of(place.row) if amount.span.overlaps(place)]
            yield "readings", float(max(printed, default=1))
        yield from _alone(abs(Decimal(field.value)), setting)


def _alone(amount: Decimal, setting: Setting) -> Iterator[tuple[str, float]]:
    money = setting.money
    yield "of_money", float(len(money))
    yield "repeats_amount", float(sum(other == amount for other in money))
    yield "is_largest", float(amount >= max(money, default=Decimal(0)))
    yield "has_cents", float(amount != amount.to_integral_value())
    gross = setting.amount(_GROSS)
    payable = setting.amount(_PAYABLE)
    if gross is not None and payable is not None:
        yield "is_payable", float(_is_near(gross, payable))


def _is_near(one: Decimal, other: Decimal) -> bool:
    return agree(abs(one), abs(other))
