"""When a value that was read is the labelled one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from rapidfuzz import fuzz

from backend.model.trade import AMOUNT_FIELDS, ITEM_NAMES

_WORDED = frozenset({"seller_name", "buyer_name", "description", "delivery_address"})
#: Amounts are printed in cents; half a cent apart they are one.
_TOLERANCE = Decimal("0.005")
#: How alike two names must be, as a ratio of their sets of words in percent.
_ALIKE = 90
_LINE_NUMBERS = ("quantity", "net_price", "line_amount")


def is_same(name: str, truth: str, value: str) -> bool:
    """Whether a value read for the field of that name is the labelled one; an empty value never is."""
    if not value:
        return False
    if name in AMOUNT_FIELDS:
        return _is_same_amount(truth, value)
    if name in _WORDED:
        one, other = (re.sub(r"\W+", " ", text).casefold().strip() for text in (truth, value))
        return one == other or fuzz.token_set_ratio(one, other) >= _ALIKE
    one, other = (re.sub(r"[^0-9A-Za-z]", "", text).upper() for text in (truth, value))
    return one == other


def _is_same_amount(truth: str, value: str) -> bool:
    try:
        return abs(Decimal(truth) - Decimal(value)) < _TOLERANCE
    except InvalidOperation:
        return False


def is_same_line(truth: Mapping[str, str], line: Mapping[str, str]) -> bool:
    """Whether a line that was read carries every labelled number and one of the labelled references or the description."""
    if any(name in truth and not is_same(name, truth[name], line.get(name, "")) for name in _LINE_NUMBERS):
        return False
    items = [name for name in ITEM_NAMES if truth.get(name)]
    return not items or any(is_same(name, truth[name], line.get(name, "")) for name in items)
