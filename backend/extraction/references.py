"""The references of an item, of either party, and its GTIN: in their columns, else told in the description."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backend.extraction.candidates import field_at
from backend.extraction.identifiers import is_gtin
from backend.extraction.items import Item
from backend.extraction.layout import Span
from backend.extraction.tables import TableRow
from backend.model.field import Field

#: What is longer is a sentence.
_LONGEST = 40
_BRACKETED = re.compile(r"^\[([A-Za-z0-9][\w./-]{1,30})\]\s*")
_IN_TEXT = re.compile(
    r"(?i)(?P<whose>votre|vos|your|ihre|uw|vostr[oa]|su|client|customer|buyer|kunden?|notre|our|unsere)?[\s:-]{0,2}"
    r"(?:réf(?:érence)?|ref|art(?:ikel|icle)?[.-]{0,2}\s?(?:nr|no|n°|code)|sku|code(?: article)?|item (?:no|code|id)|part (?:no|number)|"
    r"best(?:ell)?[.-]{0,2}\s?nr|cod(?:ice|igo)?(?: art(?:icolo)?)?|artikel)\.?\s*(?:n°|no|nr|client|fournisseur)?\s*[.:#]?\s*"
    r"(?P<code>(?=[\w./-]*\d)[A-Za-z0-9][\w./-]{1,30})"
)
_THEIRS = frozenset({"votre", "vos", "your", "ihre", "uw", "vostro", "vostra", "su", "client", "customer", "buyer", "kunde", "kunden"})
#: The parties by their qualifiers in EDIFACT 3035: "SE_ID: 571704", "BY_ID: 125965".
_QUALIFIED = re.compile(r"(?<!\w)(?P<party>SE|SU|BY)[_ ]?ID\s?:\s*(?P<code>(?=[\w./-]*\d)\w[\w./-]{0,30})")
_GTIN_IN_TEXT = re.compile(r"(?i)(?:ean|gtin|gencod|code[- ]barres?|upc)[ -]?(?:13|8)?\s*[.:]?\s*(\d{8,14})")
_BARE_GTIN = re.compile(r"(?<![\w./-])\d{13}(?![\w./-])")
_LONE_CODE = re.compile(r"^(?=\S*\d)(?!\d{1,2}[./]\d{1,2}[./]\d)[A-Z0-9][A-Z0-9./-]{3,20}(?=\s+\S)")
_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{2,4}")
#: A code alone on its line below the description.
_ROW_OF_CODE = re.compile(r"(?=\S*\d)(?!\d{1,2}[./]\d{1,2}[./]\d)[A-Z0-9][A-Z0-9./-]{3,20}")
#: A code in the column of references, without the text that a narrow column lets in.
_CODE = re.compile(r"(?=\S*\d)[\w./+#-]+")


def references(item: Item, part: str, *, is_order: bool) -> Iterator[Field | None]:
    """The references and the GTIN; of two in one column the second may be the GTIN."""
    by_party = _columns_by_party(item.rows, is_order=is_order)
    for name, span in by_party.items():
        yield field_at(name, " ".join(span.text.split()), span, 0.93, part, "table")
    gtin = _gtin(item)
    if gtin:
        digits = re.sub(r"\D", "", gtin.text)
        is_valid = is_gtin(digits)
        yield field_at("gtin", digits, gtin, 0.96 if is_valid else 0.5, part, "checksum" if is_valid else "table")
    if not by_party:
        yield from _told((*_labelled(item.rows), *item.texts), part, is_order=is_order)


def without_brackets(text: str) -> str:
    """A description without the reference in brackets before it."""
    return _BRACKETED.sub("", text)


def _gtin(item: Item) -> Span | None:
    """The GTIN in its column, in a column of references, or in the description, if its check digit is right there."""
    for row in item.rows:
        for span in row.spans("gtin"):
            if re.search(r"\d{8}", re.sub(r"\s", "", span.text)):
                return span
    for row in item.rows:
        for span in (s for column, s in row.cells if column.name.endswith("_item_id")):
            match = _BARE_GTIN.fullmatch(span.text.strip())
            if match and is_gtin(match.group()) and row is not item.rows[0]:
                return span
    for text in (*_labelled(item.rows), *item.texts):
        named = _GTIN_IN_TEXT.search(text.text)
        start, end = named.span(1) if named else (m.span() if (m := _BARE_GTIN.search(text.text)) else (0, 0))
        if is_gtin(text.text[start:end]):
            return Span(text.row, text.start + start, text.start + end)
    return None


def _columns_by_party(rows: Sequence[TableRow], *, is_order: bool) -> dict[str, Span]:
    """The references by the party they are of. "Your reference" is the reader's: the seller's on an order, the buyer's on an invoice."""
    yours, ours = ("seller_item_id", "buyer_item_id") if is_order else ("buyer_item_id", "seller_item_id")
    spans = {name: _codes(rows, name) for name in ("your_item_id", "our_item_id", "buyer_item_id", "seller_item_id", "supplier_item_id")}
    named = {yours: spans["your_item_id"], ours: spans["our_item_id"]}
    named["buyer_item_id"] = [*named["buyer_item_id"], *spans["buyer_item_id"]]
    named["seller_item_id"] = [*named["seller_item_id"], *spans["supplier_item_id"]]
    plain = "buyer_item_id" if named["seller_item_id"] and not named["buyer_item_id"] else "seller_item_id"
    named[plain] = [*named[plain], *spans["seller_item_id"]]
    return {name: found[0] for name, found in named.items() if found}


def _codes(rows: Sequence[TableRow], name: str) -> list[Span]:
    """What stands in the column of that name, the first row that has it first, codes before words."""
    spans = [
        span
        for row in rows
        for span in row.spans(name)
        if len(span.text) <= _LONGEST and not span.text.startswith("(") and not _is_labelled(span) and not _DATE.fullmatch(span.text)
    ]
    return sorted(spans, key=lambda span: not _CODE.fullmatch(span.text))[:1] if len(spans) > 1 else spans


def _labelled(rows: Sequence[TableRow]) -> list[Span]:
    """What stands in columns of references with the labels of its own: "GTIN: ...", "Art. no. ..."."""
    return [span for row in rows for column, span in row.cells if column.name.endswith("_item_id") and _is_labelled(span)]


def _is_labelled(span: Span) -> bool:
    return any(pattern.search(span.text) for pattern in (_QUALIFIED, _GTIN_IN_TEXT, _IN_TEXT))


def _told(texts: Sequence[Span], part: str, *, is_order: bool) -> Iterator[Field]:
    """The references that the description tells: each party's once."""
    seen: set[str] = set()
    for text in texts:
        for name, start, end, confidence in _codes_told(text, is_order=is_order, is_first=text is texts[0]):
            if name not in seen:
                seen.add(name)
                yield field_at(name, text.text[start:end], Span(text.row, text.start + start, text.start + end), confidence, part, "table")


def _codes_told(text: Span, *, is_order: bool, is_first: bool) -> Iterator[tuple[str, int, int, float]]:
    bracketed = _BRACKETED.match(text.text)
    if bracketed:
        yield ("seller_item_id", *bracketed.span(1), 0.9)
    for told in _QUALIFIED.finditer(text.text):
        yield ("buyer_item_id" if told["party"] == "BY" else "seller_item_id", *told.span("code"), 0.9)
    for told in _IN_TEXT.finditer(text.text):
        is_buyers = (told["whose"] or "").lower() in _THEIRS and not is_order
        yield ("buyer_item_id" if is_buyers else "seller_item_id", *told.span("code"), 0.85)
    lone = _LONE_CODE.match(text.text) if is_first else _ROW_OF_CODE.fullmatch(text.text)
    if lone and not bracketed:
        yield ("seller_item_id", *lone.span(), 0.55)
