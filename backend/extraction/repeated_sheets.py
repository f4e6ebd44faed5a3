"""Which sheets of a workbook tell the lines of another sheet again: a contract, a packing list, a copy."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from backend.extraction.candidates import Candidates
from backend.extraction.items import Item, items_of
from backend.extraction.row_numbers import amounts, prices, totals
from backend.extraction.tables import LineTable
from backend.model.document import Origin

#: A sheet repeats another when the other has so large a part of the fewer lines.
_MOST = 0.5
#: What two lines share that are the same: the quantity, and a text or number of so many characters; so many letters are words.
_TELLING = 4


def repeated_sheets(tables: Sequence[LineTable], found: Candidates) -> frozenset[int]:
    """The page numbers of sheets whose lines another sheet tells with more numbers, or with as many before."""
    by_sheet: dict[int, list[Item]] = {}
    for table in tables:
        page = table.rows[0].row.page if table.rows else None
        if page and page.origin is Origin.SHEET:
            by_sheet.setdefault(page.number, []).extend(items_of(table, found))
    repeated: set[int] = set()
    for number in sorted(by_sheet, key=lambda n: _worth(by_sheet[n], found)) if len(by_sheet) > 1 else ():
        others = (items for other, items in by_sheet.items() if other != number and other not in repeated)
        if any(_repeats(by_sheet[number], items, found) for items in others):
            repeated.add(number)
    return frozenset(repeated)


def without_sheets(tables: Sequence[LineTable], numbers: frozenset[int]) -> list[LineTable]:
    """The tables that do not stand on the pages of those numbers."""
    return [table for table in tables if not table.rows or table.rows[0].row.page.number not in numbers]


def _worth(items: Sequence[Item], found: Candidates) -> tuple[bool, bool, bool, int]:
    """What the lines of a sheet say, the most telling first: amounts, prices, words; of sheets that say as much the first is the one."""
    if not items:
        return False, False, False, 0
    half = len(items) / 2
    letters = sum(c.isalpha() for item in items for text in item.texts for c in text.text)
    return (
        sum(bool(totals(item.numbers, found)) for item in items) > half,
        sum(bool(prices(item.numbers, found)) for item in items) > half,
        letters > _TELLING * len(items),
        -items[0].numbers.row.page.number,
    )


def _repeats(items: Sequence[Item], others: Sequence[Item], found: Candidates) -> bool:
    """Whether most of the fewer lines are in the other sheet; of lines without any price, that most are of its items (a packing list)."""
    if not items or not others:
        return False
    if _is_priced(others, found) and not _is_priced(items, found):
        priced = frozenset[str]().union(*map(_texts, others))
        return sum(bool(_texts(item) & priced) for item in items) >= _MOST * len(items)
    fewer, more = sorted((items, others), key=len)
    told = [(_texts(item), _quantities(item, found), _numbers(item, found)) for item in more]
    return sum(any(_is_same(item, other, found) for other in told) for item in fewer) >= _MOST * len(fewer)


def _is_same(item: Item, other: tuple[frozenset[str], frozenset[Decimal], frozenset[Decimal]], found: Candidates) -> bool:
    """Whether two lines share a text, and the quantity of one stands in the other, whatever it is called there."""
    texts, quantities, numbers = other
    return bool(_texts(item) & texts) and bool(_quantities(item, found) & numbers or quantities & _numbers(item, found))


def _is_priced(items: Sequence[Item], found: Candidates) -> bool:
    return sum(bool(prices(item.numbers, found) or totals(item.numbers, found)) for item in items) > len(items) / 2


def _texts(item: Item) -> frozenset[str]:
    """The longer texts and codes of a line but its quantity."""
    return frozenset(span.folded for column, span in item.numbers.cells if column.name != "quantity" and len(span.text) >= _TELLING)


def _quantities(item: Item, found: Candidates) -> frozenset[Decimal]:
    return frozenset(amount.value for amount in amounts(item.numbers, "quantity", found))


def _numbers(item: Item, found: Candidates) -> frozenset[Decimal]:
    """All numbers of a line: another sheet may call its quantity otherwise."""
    return frozenset(amount.value for amount in found.amounts_of(item.numbers.row))
