"""Lines asked for in sentences, bullets and forms of a mail: how many, of what, by which reference, at what price."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from backend.extraction import prose_words
from backend.extraction.amounts import readings, written
from backend.extraction.candidates import Candidates, field_at
from backend.extraction.identifiers import is_gtin
from backend.extraction.labelled_items import labelled_items
from backend.extraction.layout import Row, Span
from backend.extraction.prose_items import Told, told_items
from backend.extraction.quantities import quantity_of
from backend.extraction.thoughts import thoughts
from backend.extraction.units import unit_code
from backend.model.field import Field, Fields
from backend.model.trade import ITEM_NAMES
from backend.patterns import late

_REFERENCE = late(
    rf"(?<![\w])(?P<label>{prose_words.REFERENCE_LABEL})(?![\w-])\s*\.?\s*(?:n°|no\.?|nr\.?|#)?\s*[.:]?\s*"
    r"(?P<code>(?=[\w./-]*\d)[a-z0-9][\w./-]*[\w]|(?<=:\s)[a-z0-9]+(?:[-./][a-z0-9]+)+)"
)
#: A code that no label announces: first of all, or so much a code that it is no size or type.
_FIRST_CODE = late(r"(?P<code>(?=[A-Z0-9./-]*[A-Z])(?=[A-Z0-9./-]*\d)[A-Z0-9][A-Z0-9./-]{2,}[A-Z0-9](?![\w-])|\d{4,}(?=\s+[^\W\d_]{2}))")
_CODE = late(r"(?<![\w./-])(?P<code>[A-Z]{1,6}(?:[-./]\d{3,}|\d{4,})(?:[-./][A-Z0-9]+)*|[A-Z]{2,6}(?:-[A-Z0-9]+)*-\d[A-Z0-9-]*)(?![\w-])")
_GTIN = late(r"(?:\b(?:ean|gtin|gencod|upc)\s*(?:13|8|14)?\s*[:.]?\s*)?(?<!\d)(\d{8}|\d{12,14})(?!\d)")
_NUMBER = r"(?:\d{1,3}(?:[ .,']\d{3})+|\d+)(?:[.,]\d{1,4})?(?!\d)"
_PRICE = late(
    rf"(?:€|\$|£|\beur|\busd|\bgbp|\bchf)\s*(?P<price>{_NUMBER})|(?<![\w.,])(?P<amount>{_NUMBER})\s*(?:€|eur(?:os?)?\b|\$|usd\b|£|gbp\b|chf\b)"
    rf"|(?:@|\b{prose_words.PRICE_LABEL})\s*:?\s*(?P<bare>{_NUMBER})|\s{{2,}}(?P<column>\d[\d .]{{0,9}}[.,]\d{{2}})\s*$"
)
#: What leads to a price, and is no part of the description.
_LEADS = late(
    r"(?:\s|[,:;(=@–—-])*(?:\b(?:a|at|zu|je|fur|au (?:prix|tarif|taux)(?: public)?(?: unitaire)?(?: net)?(?: de)?"
    r"|pu|prix|price|preis|zum preis von|for|voor|aan|por|al precio de"
    rf"|al prezzo di|tegen|soit|de|von|of|{prose_words.PRICE_LABEL})\b|@)?(?:\s|[,:;(=@–—-])*$"
)
_UNIT = late(r"\s*(?P<unit>[^\W\d_]+[23²³]?(?:\.(?=\s)|\(s\))?)(?=[\s.,;)]|d'|$)\s*(?:(?:de|of|von|van|di|a|du|des)\s+|d'|l'|dell')?")
_LEADING_OF = late(
    r"^(?:(?:no\.|de|of|von|van|di|du|des|del|della|dello|dei|delle|degli|do|da|dos|das|the|item|x)(?: |$)|d'|d’|dell')+", re.IGNORECASE
)
#: How often each is right that a sentence tells.
_TOLD, _IN_WORDS, _PRICED, _DESCRIBED, _CODED = 0.93, 0.9, 0.85, 0.85, 0.8
_LABELLED = 0.9
_CENT = Decimal("0.01")


def prose_lines(found: Candidates) -> tuple[Fields, ...]:
    """The lines told in prose; () when there are none."""
    forms = tuple(line for item in labelled_items(found) if (line := _line(item, found)))
    if forms:
        return forms
    told = told_items(tuple(thoughts(found.rows)), found)
    return tuple(line for item in told if (line := _line(item, found)))


def named(thing: Span, found: Candidates) -> list[Field]:
    """The item that some words name: its number and its description, as far as each stands there."""
    cuts: list[tuple[int, int]] = []
    fields = _item_ids(thing, cuts, found)
    description = _without(thing, cuts)
    if re.search(r"[^\W\d_]{2}", description):
        fields.append(_field("description", description, thing, _DESCRIBED, found))
    return fields


def _line(item: Told, found: Candidates) -> Fields | None:
    """The fields of one item; None when no description and no reference is left."""
    quantity = quantity_of(item.count.text, found)
    if quantity is None or quantity <= 0:
        return None
    row, begin = item.words.row, item.words.start
    fields = [_field("quantity", written(quantity), item.count, _TOLD, found)]
    unit = _UNIT.match(item.after.folded)
    code = unit_code(unit["unit"], found.language) if unit else ""
    if unit and code:
        fields.append(
            _field(
                "unit_code",
                code,
                Span(item.after.row, item.after.start + unit.start("unit"), item.after.start + unit.end("unit")),
                _TOLD,
                found,
            )
        )
        begin = item.after.start + unit.end() if item.after.start == item.words.start else begin
    words = Span(row, min(begin, item.words.end), item.words.end)
    cuts = list(item.cuts)
    for span in dict.fromkeys((words, item.after)):
        price = _price(span, found)
        if price:
            fields.append(price[0])
            # What follows a price in a sentence is another matter; in a form everything has its label.
            cuts.append((price[1], price[2] if item.cuts else len(row.text)))
            fields += _amount(item, quantity, price[0], found)
            break
    fields += _item_ids(words, cuts, found)
    description = _without(words, cuts)
    if re.search(r"[^\W\d_]{2}", description):
        fields.append(_field("description", description, words, _DESCRIBED, found))
    line = {f.name: f for f in fields}
    return line if line.keys() & ITEM_NAMES else None


def _price(span: Span, found: Candidates) -> tuple[Field, int, int] | None:
    """The price of one, or the amount of the line where the words say so, and where it begins and ends; None when it is for many."""
    for match in _PRICE.finditer(span.row.folded, span.start, span.end):
        group = next(name for name in ("price", "amount", "bare", "column") if match[name])
        value = next(iter(readings(match[group].strip(), found.decimal_mark)), None)
        if value is None or re.match(prose_words.PER_MANY, span.row.folded[match.end() :]):
            continue
        before = span.row.folded[span.start : match.start()]
        name = "line_amount" if re.search(prose_words.IN_ALL, before) else "net_price"
        lead = _LEADS.search(before)
        begin = span.start + (lead.start() if lead else len(before))
        return _field(name, written(value), Span(span.row, *match.span(group)), _PRICED, found), begin, match.end()
    return None


def _amount(item: Told, quantity: Decimal, price: Field, found: Candidates) -> Iterator[Field]:
    """What a form says that its item comes to, where quantity and price make that: below the last item stands what all of them come to."""
    told = readings(item.amount.text, found.decimal_mark) if item.amount and price.name == "net_price" else ()
    value = next((one for one in told if abs(one - quantity * Decimal(price.value)) <= _CENT), None)
    if item.amount and value is not None:
        yield _field("line_amount", written(value), item.amount, _PRICED, found)


def _item_ids(words: Span, cuts: list[tuple[int, int]], found: Candidates) -> list[Field]:
    """The item's number, and what was cut out of the description for it."""
    row, fields = words.row, []
    for match in _GTIN.finditer(row.folded, words.start, words.end):
        if is_gtin(match[1]):
            fields.append(_field("gtin", match[1], Span(row, *match.span(1)), 0.97, found))
            cuts.append(match.span())
            break
    labelled = _REFERENCE.search(row.folded, words.start, words.end)
    # Text and folded text have the same places; capitals show only in the first.
    first = _LEADING_OF.match(row.text[words.start : words.end])
    begin = words.start + (first.end() if first else 0)
    code = labelled or _FIRST_CODE.match(row.text, begin, words.end) or _CODE.search(row.text, words.start, words.end)
    if code and not any(a <= code.start("code") < b for a, b in cuts):
        place = Span(row, *code.span("code"))
        is_buyers = labelled is not None and labelled["label"].startswith(("notre", "our", "unser", "ns"))
        fields.append(
            _field("buyer_item_id" if is_buyers else "seller_item_id", place.text, place, _LABELLED if labelled else _CODED, found)
        )
        cuts.append(code.span())
    return fields


def _without(words: Span, cuts: list[tuple[int, int]]) -> str:
    """The words without what was read out of them, and without the brackets and dashes that held it."""
    row: Row = words.row
    kept = "".join(c for at, c in enumerate(row.text[words.start : words.end], words.start) if not any(a <= at < b for a, b in cuts))
    kept = re.sub(r"\(\s*[,;:]?\s*\)|\[\s*\]|(?<=\s)[(:,–—-](?=\s|$)", " ", kept)
    kept = _LEADING_OF.sub("", " ".join(kept.split()).strip(" ,;:–—-=."))
    kept = kept.lstrip("( ") if kept.count("(") > kept.count(")") else kept
    return kept.rstrip(" )") if kept.count(")") > kept.count("(") else kept


def _field(name: str, value: str, span: Span, confidence: float, found: Candidates) -> Field:
    """A Field of a sentence: its evidence is the sentence."""
    return field_at(name, value, span, confidence, found.part, "sentence")
