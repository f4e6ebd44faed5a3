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
#: All labels: nothing, at first and after a field of an item; the first word of a field; and with "_" its further words.
LABELS = (
    "",
    *(f"~{kind}" for kind in OF_ITEMS),
    *(f"{kind}{place}" for kind in (*OF_ITEMS, *OF_ORDERS) for place in ("", "_")),
)


def is_nothing(label: str) -> bool:
    """Whether a word of that label belongs to no field, whatever stood before it."""
    return label[:1] in {"", "~"}


#: What a word looks like tells it from others; it does not tell what stood before, so that nothing is always the same.
COLUMNS = ("", *(label for label in LABELS if not is_nothing(label)))
COLUMN_OF = tuple(COLUMNS.index("" if is_nothing(label) else label) for label in LABELS)


def with_memory(labels: Sequence[str], begins_line: Sequence[bool]) -> list[str]:
    """The labels of neighbouring words, where nothing is said in which line after which field of an item it stands."""
    told, last = [], ""
    for label, is_first in zip(labels, begins_line, strict=True):
        kept = "" if is_first else last
        last = kept if not label else f"~{label[0]}" if label[0] in OF_ITEMS else ""
        told.append(label or last)
    return told


def may_follow(before: str, after: str, *, begins_line: bool) -> bool:
    """Whether one label may follow another: at the beginning of a line nothing is kept in mind."""
    if after.endswith("_"):
        return before[:1] == after[0]
    if after.startswith("~"):
        return not begins_line and (before == after or before[:1] == after[1])
    return bool(after) or begins_line or not before or before[0] in OF_ORDERS
