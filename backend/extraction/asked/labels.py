"""What a word of a message may be: a part of an item, of what concerns the whole order, or nothing of it."""

from __future__ import annotations

from collections.abc import Sequence

#: The fields of an item, by the letter of their label.
OF_ITEMS = {
    "q": "quantity",
    "u": "unit_code",
    "d": "description",
    "c": "seller_item_id",
    "o": "buyer_item_id",
    "g": "gtin",
    "p": "net_price",
    "a": "line_amount",
    "w": "requested_delivery_date",
}
#: The fields of the whole order.
OF_ORDERS = {
    "n": "order_number",
    "r": "order_reference",
    "k": "quotation_reference",
    "W": "requested_delivery_date",
    "b": "buyer_name",
    "s": "seller_name",
    "t": "tax_exclusive_amount",
}
#: Behind the letter of an item's field: the item has been counted before. Numbers behind a counted thing are hardly counts.
COUNTED = "+"
_FIELDS = tuple(f"{kind}{counted}" for kind in OF_ITEMS for counted in (("",) if kind == "q" else ("", COUNTED)))
#: All labels: nothing, at first and after a field of an item; the first word of a field; and with "_" its further words.
LABELS = (
    "",
    *(f"~{one}" for one in _FIELDS),
    *(f"{one}{place}" for one in (*_FIELDS, *OF_ORDERS) for place in ("", "_")),
)


def is_nothing(label: str) -> bool:
    """Whether a word of that label belongs to no field, whatever stood before it."""
    return label[:1] in {"", "~"}


def _looks(label: str) -> str:
    return "" if is_nothing(label) else label.replace(COUNTED, "")


#: What a word looks like tells it from others; it does not tell what stood before, so that nothing is always the same.
COLUMNS = tuple(dict.fromkeys(map(_looks, LABELS)))
COLUMN_OF = tuple(COLUMNS.index(_looks(label)) for label in LABELS)


def with_memory(labels: Sequence[str], begins_line: Sequence[bool]) -> list[str]:
    """The labels of neighbouring words, where nothing is said in which line after which field of an item it stands."""
    told, last = [], ""
    for label, is_first in zip(labels, begins_line, strict=True):
        kept = "" if is_first else last
        last = kept if not label else f"~{_field(label)}" if label[0] in OF_ITEMS else ""
        told.append(label or last)
    return told


def may_follow(before: str, after: str, *, begins_line: bool) -> bool:
    """Whether one label may follow another: at the beginning of a line nothing is kept in mind, and what was counted had its count."""
    if after.endswith("_"):
        return not is_nothing(before) and _field(before) == _field(after)
    if after.startswith("~"):
        return not begins_line and _field(before) == _field(after)
    if COUNTED in after:
        return begins_line or not before or before[0] in OF_ORDERS or COUNTED in before or _field(before) == "q"
    return bool(after) or begins_line or not before or before[0] in OF_ORDERS


def _field(label: str) -> str:
    return label.strip("~_")
