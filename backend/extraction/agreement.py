"""Whether the numbers of a line agree: quantity times price, less the discount, is the amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from backend.extraction.amounts import Amount

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)
_ONE = Decimal(1)
#: A product is rounded to cents, or by a till to the nearest five; so far may it be from the amount, as a part of it.
_SLACK = Decimal("0.0002")
#: Prices of goods sold by the hundred or the thousand.
_BASES = (Decimal(100), Decimal(1000))
#: No VAT is higher, in percent: below it "per hundred" is what a tax is of its base.
_HIGHEST_RATE = 30
#: A price for a thousand, or for three, needs this many decimals.
_PRECISION = Decimal("0.00000001")
#: By so much sellers round a price after its discount, to two decimals, and the amount.
_ROUNDING = Decimal("0.02")
#: A price printed with few decimals may hide so much of its amount.
_MOST_ROUNDED = Decimal("0.004")


@dataclass(frozen=True)
class Agreed:
    """The readings that agree: `net_price` is that of one unit after its discount (BT-146)."""

    quantity: Decimal
    net_price: Decimal
    amount: Decimal
    #: Where the amount, the quantity and the price are printed.
    total: Amount
    counted: Amount
    priced: Amount
    #: Whether the printed price is a rounded one, so that the product is near the amount only.
    is_rounded: bool = False
    #: Whether the price is for a hundred or a thousand: so is a tax of its base.
    is_per_hundred: bool = False
    #: Whether other readings agree as well: 2 times 2.150 is 4.300 and 2 times 2150 is 4300.
    is_ambiguous: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether quantity times price simply is the amount, which a row of totals or of tax hardly says."""
        return not self.is_rounded and not self.is_per_hundred

    @property
    def is_telling(self) -> bool:
        """Whether the agreement is hardly chance: one times a price is that price wherever it is printed twice."""
        return self.amount != 0 and _ONE not in {abs(self.quantity), abs(self.net_price)}


def agreement(
    quantity: Amount, price: Amount, amounts: Sequence[Amount], discounts: Sequence[Amount] = (), bases: Sequence[Amount] = ()
) -> Agreed | None:
    """How quantity, price and one of the amounts agree, the plainest way first; None when they do not.

    `bases` are the numbers of units that the price is printed for (BT-149).
    """
    per_base = partial(_by_base, tuple(base.value for base in bases if base.value > _ONE))
    for total in amounts:
        for way in (_plainly, per_base, _discounted, _by_the_hundred, _rounded):
            for q, p, a in _readings(quantity, price, total):
                net = way(q, p, a, discounts)
                if net is not None:
                    agreeing = {way_a for way_q, way_p, way_a in _readings(quantity, price, total) if way(way_q, way_p, way_a, discounts)}
                    per_hundred = way is _by_the_hundred
                    # A hundred of what costs as much by the hundred may be one whose decimal mark was lost.
                    certain = way is _rounded, per_hundred, len(agreeing) > 1 or (per_hundred and abs(p) == abs(a))
                    return Agreed(_signed(q, net, a), net, a, total, quantity, price, *certain)
    return None


def _signed(quantity: Decimal, price: Decimal, amount: Decimal) -> Decimal:
    """The quantity with the sign that makes the amount's: what is given back counts less than nothing (BR-27: no price does)."""
    return -quantity if amount and (quantity * price < 0) != (amount < 0) else quantity


def _by_base(bases: Sequence[Decimal], q: Decimal, p: Decimal, a: Decimal, _: Sequence[Amount]) -> Decimal | None:
    """The price of one unit, when what is printed is that of several."""
    return next(((p / base).quantize(_PRECISION).normalize() for base in bases if a and _is_near(q * p / base, a)), None)


def _readings(quantity: Amount, price: Amount, total: Amount) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    for a in total.readings:
        for q in quantity.readings:
            for p in price.readings:
                yield q, p, a


def _is_near(product: Decimal, amount: Decimal) -> bool:
    return abs(abs(product) - abs(amount)) <= max(_CENT, abs(amount) * _SLACK)


def _plainly(q: Decimal, p: Decimal, a: Decimal, _: Sequence[Amount]) -> Decimal | None:
    return p if _is_near(q * p, a) else None


def _discounted(q: Decimal, p: Decimal, a: Decimal, discounts: Sequence[Amount]) -> Decimal | None:
    """The price after a discount in percent, of each unit, or of the line."""
    for discount in (abs(d.value) for d in discounts if d.value):
        net = p * (1 - discount / _HUNDRED)
        if discount < _HUNDRED and (_is_near(q * net, a) or _is_near(q * _printed(net, p), a)):
            return _decimals_kept(net, q, p, a)
        if discount < abs(p) and _is_near(q * (p - discount), a):
            return p - discount
        if q and discount < abs(q * p) and _is_near(abs(q * p) - discount, a):
            return _decimals_kept(abs(a / q), q, p, a)
    return None


def _decimals_kept(net: Decimal, q: Decimal, p: Decimal, a: Decimal) -> Decimal:
    """A computed price with as many decimals as the printed one, and more where those alone make the amount: 12 times 4.275 is 51.30."""
    printed = _printed(net, p)
    return printed if abs(abs(q * printed) - abs(a)) <= _ROUNDING else net.quantize(_PRECISION).normalize()


def _printed(net: Decimal, price: Decimal) -> Decimal:
    """A computed price with as many decimals as the printed one, and at least two."""
    places = price.as_tuple().exponent
    return net.quantize(_ONE.scaleb(min(int(places), -2)), ROUND_HALF_UP)


def _by_the_hundred(q: Decimal, p: Decimal, a: Decimal, _: Sequence[Amount]) -> Decimal | None:
    return next((p / base for base in _BASES if a and abs(q) > _HIGHEST_RATE and _is_near(q * p / base, a)), None)


def _rounded(q: Decimal, p: Decimal, a: Decimal, _: Sequence[Amount]) -> Decimal | None:
    """The printed price, when its last decimal or that of what was measured may be rounded."""
    half_price, half_quantity = (_ONE.scaleb(int(x.as_tuple().exponent)) / 2 if x.as_tuple().exponent else 0 for x in (p, q))
    off = abs(abs(q * p) - abs(a))
    return p if half_price and off <= abs(q) * half_price + abs(p) * half_quantity and off <= abs(a) * _MOST_ROUNDED else None
