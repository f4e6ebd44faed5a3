"""The lines of a trade document from its tables: one for each row with numbers, checked by quantity times price."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from backend.extraction.amounts import Amount, written
from backend.extraction.candidates import Candidates, field_at, field_over
from backend.extraction.dates import dates_in
from backend.extraction.identifiers import is_gtin
from backend.extraction.layout import Row, Span
from backend.extraction.ordered_rows import in_order
from backend.extraction.prose import prose_lines
from backend.extraction.tables import TOTALS, LineTable, TableRow, declared_tables, printed_tables
from backend.extraction.units import unit_code
from backend.model.document import Document, Origin
from backend.model.field import Field, Fields

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
_MAX_LINES = 2000
#: A cell with more letters than a unit and a currency need is no number.
_ROOM_FOR_UNIT = 14
#: No VAT is higher, in percent.
_HIGHEST_RATE = 30
#: What is longer is a sentence.
_LONGEST_REFERENCE = 40
_MAX_DESCRIPTION = 400


@dataclass
class _Draft:
    """A line being put together: its row and the rows of text that belong to it."""

    row: TableRow
    texts: list[Span] = field(default_factory=list)
    after: list[TableRow] = field(default_factory=list)


def extract_lines(
    found: Candidates, document: Document, pages: tuple[int, ...], *, is_order: bool
) -> tuple[tuple[Fields, ...], frozenset[int]]:
    """The lines, and the indexes of the printed lines they and their heads stand in.

    Declared tables first, then printed ones, then (for an order in the body of a mail) sentences and bullets.
    """
    declared = [t for page in document.pages if page.number in pages for t in declared_tables(page, len(found.rows))]
    from_declared = _lines_of(declared, found, is_order=is_order)
    printed = list(printed_tables(found))
    from_printed = _lines_of(printed, found, is_order=is_order)
    ordered = _lines_of([t for t in (in_order(table, found) for table in printed) if t], found, is_order=is_order)
    from_ordered = ordered if all(line["line_amount"].method == "arithmetic" for line in ordered if "line_amount" in line) else ()
    best = max((from_declared, from_printed, from_ordered), key=_quality)
    if not best and is_order and any(row.page.origin is Origin.BODY for row in found.rows):
        best = prose_lines(found)
    return best, _indexes(printed, from_printed, found)


def _quality(lines: Sequence[Fields]) -> float:
    """How much the lines say, counting most what multiplies out."""
    return sum(f.confidence * (3 if f.method == "arithmetic" else 1) for line in lines for f in line.values() if f.name != "description")


def _indexes(tables: Sequence[LineTable], lines: Sequence[Fields], found: Candidates) -> frozenset[int]:
    """The printed lines from each head to the last row before the totals."""
    taken: set[int] = set()
    if not lines:
        return frozenset()
    for table in tables:
        taken.update(row.index for row in table.heads)
        for row in table.rows:
            if _is_total(row, found):
                break
            taken.add(row.row.index)
    return frozenset(taken)


def _lines_of(tables: Sequence[LineTable], found: Candidates, *, is_order: bool) -> tuple[Fields, ...]:
    lines: list[Fields] = []
    for table in tables:
        for draft in _drafts(table, found):
            line = _line(draft, found, is_order=is_order)
            if line:
                lines.append(line)
    return tuple(lines[:_MAX_LINES])


def _drafts(table: LineTable, found: Candidates) -> Iterator[_Draft]:
    """The rows with numbers, each with the rows of text around it that describe it."""
    drafts: list[_Draft] = []
    waiting: list[Span] = []
    past_totals = False
    previous: TableRow | None = None
    for row in table.rows:
        if _is_total(row, found):
            past_totals = True
            previous = None
            continue
        numbers = _anchors(row, table.names, found)
        if numbers and (not past_totals or _multiplies_out(row, found)):
            past_totals = False
            drafts.append(_Draft(row, texts=[*waiting, *row.spans("description")]))
            waiting = []
        elif not past_totals and row.spans("description") and not numbers:
            if drafts and previous is not None and _follows(previous.row, row.row):
                drafts[-1].texts.extend(row.spans("description"))
                drafts[-1].after.append(row)
            elif not drafts:
                waiting = [*waiting[-2:], *row.spans("description")]
        previous = row
    return iter(drafts)


def _follows(above: Row, below: Row) -> bool:
    return above.page is below.page and below.box.top - above.box.bottom < 1.2 * max(above.box.height, below.box.height)


def _is_total(row: TableRow, found: Candidates) -> bool:
    """Whether a row announces totals or what is carried forward, rather than an item."""
    if _multiplies_out(row, found):
        return False
    named = [label for label in found.labels_of(row.row) if label.name in TOTALS]
    if _amounts(row.spans("quantity"), found) and _amounts(row.spans("net_price"), found):
        return any(label.span.start == 0 and not label.is_weak for label in named)
    return any(label.span.start <= len(row.row.text) // 3 or not label.is_weak for label in named)


def _anchors(row: TableRow, names: frozenset[str], found: Candidates) -> bool:
    """Whether a row has the numbers of a line: an amount where the table has amounts, else a quantity."""
    has = {name for name in ("quantity", "net_price", "line_amount", "amount_with_tax") if _amounts(row.spans(name), found)}
    if "line_amount" in names or "amount_with_tax" in names:
        return bool(has & {"line_amount", "amount_with_tax"}) or {"quantity", "net_price"} <= has
    if "quantity" in names:
        return "quantity" in has
    return "net_price" in has


def _multiplies_out(row: TableRow, found: Candidates) -> bool:
    quantity, price, amount = (_amounts(row.spans(name), found) for name in ("quantity", "net_price", "line_amount"))
    return bool(quantity and price and amount and _agreeing(quantity, price, amount, _discount(row, found)))


def _amounts(spans: Sequence[Span], found: Candidates) -> list[Amount]:
    """The numbers of some cells, nothing when a cell is mostly other text."""
    numbers: list[Amount] = []
    for span in spans:
        inside = [a for a in found.amounts_within(span) if not a.is_percent]
        if inside and len(re.findall(r"[^\W\d_]", span.text)) <= _ROOM_FOR_UNIT:
            numbers.extend(inside[:1] if len(inside) > 1 and not inside[0].currency else inside)
    return numbers


def _discount(row: TableRow, found: Candidates) -> Decimal:
    """The discount of a row in percent, 0 when there is none."""
    inside = [a for span in row.spans("discount") for a in found.amounts_within(span)]
    return next((abs(a.value) for a in inside if 0 < abs(a.value) < _HUNDRED), Decimal(0))


def _agreeing(
    quantity: Sequence[Amount], price: Sequence[Amount], amount: Sequence[Amount], discount: Decimal
) -> tuple[Decimal, Decimal, Decimal, Amount] | None:
    """The readings of quantity, price (after discount) and amount that multiply out, None when none do."""
    for total in amount:
        for a in total.readings:
            for q in quantity[0].readings:
                for p in price[0].readings:
                    for net in (_discounted(p, discount), p):
                        if abs(abs(q * net) - abs(a)) <= max(_CENT, abs(a) * Decimal("0.0002")) or (
                            discount and abs(abs(q * p) * (1 - discount / 100) - abs(a)) <= _CENT
                        ):
                            return q, net, a, total
    return None


def _discounted(price: Decimal, discount: Decimal) -> Decimal:
    if not discount:
        return price
    places = min(price.as_tuple().exponent, -2) if isinstance(price.as_tuple().exponent, int) else -2
    return (price * (1 - discount / _HUNDRED)).quantize(Decimal(1).scaleb(int(places)), ROUND_HALF_UP)


def _line(draft: _Draft, found: Candidates, *, is_order: bool) -> Fields | None:
    """The fields of one line; None when it neither says what nor how much."""
    row = draft.row
    fields: list[Field | None] = [*_numbers(row, found), _unit(row, found), _tax_rate(row, found), _delivery(row, found)]
    fields += [*_references(draft, found, is_order=is_order), _description(draft, found.part)]
    line = {f.name: f for f in fields if f}
    if not {"description", "seller_item_id", "buyer_item_id", "gtin"} & line.keys():
        return None
    return line if {"quantity", "line_amount", "net_price"} & line.keys() else None


def _numbers(row: TableRow, found: Candidates) -> Iterator[Field]:
    """Quantity, price and amount: near certain when they multiply out."""
    quantity, price, amount = (_amounts(row.spans(name), found) for name in ("quantity", "net_price", "line_amount"))
    price = price or _amounts(row.spans("gross_price"), found)
    agreed = _agreeing(quantity, price, amount, _discount(row, found)) if quantity and price and amount else None
    if agreed:
        q, p, a, total = agreed
        yield field_at("quantity", written(q), quantity[0].span, 0.97, found.part, "arithmetic")
        yield field_at("net_price", written(p), price[0].span, 0.97, found.part, "arithmetic")
        yield field_at("line_amount", written(a), total.span, 0.97, found.part, "arithmetic")
        return
    doubt = 0.75 if quantity and price and amount else 0.88
    for name, values in (("quantity", quantity), ("net_price", price), ("line_amount", amount)):
        if values:
            yield field_at(
                name, written(values[0].value), values[0].span, doubt * (1.0 if len(values[0].readings) == 1 else 0.7), found.part, "table"
            )


def _unit(row: TableRow, found: Candidates) -> Field | None:
    """The unit in its own column, or after the quantity in its."""
    for span in row.spans("unit_code"):
        code = unit_code(span.text, found.language)
        if code:
            return field_at("unit_code", code, span, 0.95, found.part, "table")
    for span in (*row.spans("quantity"), *row.spans("unit_code")):
        number = next(iter(found.amounts_within(span)), None)
        rest = Span(span.row, number.span.end if number else span.start, span.end).trimmed(" x()")
        code = unit_code(rest.text, found.language)
        if code:
            return field_at("unit_code", code, rest, 0.93, found.part, "table")
    return None


def _tax_rate(row: TableRow, found: Candidates) -> Field | None:
    for span in row.spans("tax_rate"):
        for amount in found.amounts_within(span):
            if 0 <= amount.value <= _HIGHEST_RATE and not amount.currency:
                return field_at("tax_rate", written(amount.value), amount.span, 0.95 if amount.is_percent else 0.85, found.part, "table")
    return None


def _delivery(row: TableRow, found: Candidates) -> Field | None:
    for span in row.spans("requested_delivery_date"):
        for printed in dates_in(span.row, found.month_first):
            if span.start <= printed.span.start < span.end:
                return field_at("requested_delivery_date", printed.value.isoformat(), printed.span, 0.93, found.part, "table")
    return None


_BRACKETED = re.compile(r"^\[([A-Za-z0-9][\w./-]{1,30})\]\s*")
_IN_TEXT = re.compile(
    r"(?i)(?P<whose>votre|your|ihre|notre|our|unsere)?\s*(?:réf(?:érence)?|ref|art(?:ikel)?[.-]{0,2}\s?(?:nr|no)|sku|code(?: article)?"
    r"|item no|part no)\.?\s*(?:n°|no|nr)?\s*[.:#]?\s*(?P<code>(?=[\w./-]*\d)[A-Za-z0-9][\w./-]{1,30})"
)
_GTIN_IN_TEXT = re.compile(r"(?i)(?:ean|gtin|gencod|code[- ]barres?)[ -]?(?:13)?\s*[.:]?\s*(\d{8,14})")
_LONE_CODE = re.compile(r"^(?=\S*\d)[A-Z0-9][A-Z0-9./-]{3,20}(?=\s+\S)")


def _references(draft: _Draft, found: Candidates, *, is_order: bool) -> Iterator[Field | None]:
    """The references of either party and the GTIN: in their columns, else told in the description."""
    row, part = draft.row, found.part
    by_party = _columns_by_party(row, is_order=is_order)
    for name, span in by_party.items():
        yield field_at(name, " ".join(span.text.split()), span, 0.93, part, "table")
    for span in row.spans("gtin")[:1]:
        digits = re.sub(r"\D", "", span.text)
        if digits:
            yield field_at("gtin", digits, span, 0.96 if is_gtin(digits) else 0.5, part, "checksum" if is_gtin(digits) else "table")
    if not by_party:
        yield next(_told_references(draft.texts, part), None)
    for text in draft.texts:
        match = _GTIN_IN_TEXT.search(text.text)
        if match and is_gtin(match[1]) and not row.spans("gtin"):
            yield field_at("gtin", match[1], Span(text.row, text.start + match.start(1), text.start + match.end(1)), 0.96, part, "checksum")
            return


def _columns_by_party(row: TableRow, *, is_order: bool) -> dict[str, Span]:
    """The references by the party they are of. "Your reference" is the reader's: the seller's on an order, the buyer's on an invoice."""
    yours, ours = ("seller_item_id", "buyer_item_id") if is_order else ("buyer_item_id", "seller_item_id")
    named = {yours: row.spans("your_item_id"), ours: row.spans("our_item_id")}
    named["buyer_item_id"] = (*named["buyer_item_id"], *row.spans("buyer_item_id"))
    named["seller_item_id"] = (*named["seller_item_id"], *row.spans("supplier_item_id"))
    plain = "buyer_item_id" if named["seller_item_id"] and not named["buyer_item_id"] else "seller_item_id"
    named[plain] = (*named[plain], *row.spans("seller_item_id"))
    return {name: spans[0] for name, spans in named.items() if spans and len(spans[0].text) <= _LONGEST_REFERENCE}


def _told_references(texts: Sequence[Span], part: str) -> Iterator[Field]:
    for text in texts:
        bracketed = _BRACKETED.match(text.text)
        told = _IN_TEXT.search(text.text)
        lone = _LONE_CODE.match(text.text) if text is texts[0] else None
        if bracketed:
            yield field_at(
                "seller_item_id",
                bracketed[1],
                Span(text.row, text.start + bracketed.start(1), text.start + bracketed.end(1)),
                0.9,
                part,
                "table",
            )
        elif told:
            yield field_at(
                "seller_item_id",
                told["code"],
                Span(text.row, text.start + told.start("code"), text.start + told.end("code")),
                0.85,
                part,
                "table",
            )
        elif lone:
            yield field_at("seller_item_id", lone.group(), Span(text.row, text.start, text.start + lone.end()), 0.55, part, "table")


def _description(draft: _Draft, part: str) -> Field | None:
    """The text of the line and of the rows that go on with it, with the place of all of it."""
    texts = [t for t in draft.texts if t.text.strip(" -_|.")]
    text = " ".join(_BRACKETED.sub("", " ".join(t.text.split())) for t in texts)[:_MAX_DESCRIPTION].strip(" |")
    return field_over("description", text, texts, 0.9, part, "table") if text else None
