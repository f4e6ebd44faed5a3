"""Writes a document as plain text, as line printers and old programs do: columns of a fixed width."""

from __future__ import annotations

import textwrap

from backend.training.document import Document, Entry, Row
from backend.training.style import Style

_MOST = {"description": 46}


def plain(document: Document, style: Style) -> str:
    """The document as text, in the group's arrangement."""
    return "\n".join(_Print(document, style).lines()) + "\n"


class _Print:
    def __init__(self, document: Document, style: Style) -> None:
        self.document, self.style = document, style
        self.width = int(style.number("text width", 78, 118))
        self.colon = str(document.extra["colon"]) or style.one("text colon", (":", " :", ""))

    def lines(self) -> list[str]:
        document, style = self.document, self.style
        issuer = [document.issuer_name, *document.issuer]
        addressee = [document.addressee_head] * bool(document.addressee_head) + document.addressee
        title = [self._placed(document.headline, style.one("text title", ("left", "center", "right"))), ""]
        meta = self._entries(document.meta + document.bar)
        delivery = ["", document.delivery_head, *document.delivery] if document.delivery else []
        form = style.one("text head", ("stacked", "side", "right addressee", "title first", "side meta"))
        blocks = {
            "stacked": [*issuer, "", *addressee, *delivery, "", *title, *meta],
            "side": [*self._beside(issuer, addressee), *delivery, "", *title, *meta],
            "right addressee": [*issuer, "", *(" " * (self.width // 2) + line for line in addressee), *delivery, "", *title, *meta],
            "title first": [*title, *meta, "", *issuer, "", *addressee, *delivery],
            "side meta": [*self._beside(issuer, meta), "", *addressee, *delivery, "", *title],
        }[form]
        place = [document.place_date, ""] if document.place_date else []
        intro = ["", *document.intro] if document.intro else []
        taxes = ["", *self._taxes()] if document.taxes else []
        ends = ["", *document.payment, *document.closing, "", *document.footer]
        return [*blocks, "", *place, *intro, "", *self._table(), "", *self._totals(), *taxes, *ends]

    def _placed(self, text: str, place: str) -> str:
        return {"left": text, "center": text.center(self.width).rstrip(), "right": text.rjust(self.width)}[place]

    def _entries(self, entries: list[Entry]) -> list[str]:
        if self.style.chance("text aligned", 0.5):
            width = max((len(entry.label) for entry in entries), default=0) + 1
            return [f"{entry.label.ljust(width)}{self.colon} {entry.text}" for entry in entries]
        if self.style.chance("text pairs", 0.2):
            texts = [f"{entry.label}{self.colon} {entry.text}" for entry in entries]
            return [text.rstrip() for text in self._beside(texts[::2], texts[1::2])]
        return [f"{entry.label}{self.colon} {entry.text}" for entry in entries]

    def _beside(self, left: list[str], right: list[str]) -> list[str]:
        half = max(self.width // 2, *(len(line) + 2 for line in left), 1)
        size = max(len(left), len(right))
        padded = zip(left + [""] * (size - len(left)), right + [""] * (size - len(right)), strict=True)
        return [(one.ljust(half) + other).rstrip() for one, other in padded]

    def _table(self) -> list[str]:
        columns = self.document.columns
        gap = self.style.weighted("text gap", {"  ": 50, " | ": 25, "   ": 15, "\t": 10})
        cells = [
            [self._wrapped(row.cells.get(column.key, ""), column.key) for column in columns]
            for row in self.document.rows
            if row.kind != "break"
        ]
        heads = [column.label for column in columns]
        widths = [max(len(heads[at]), *(len(line) for row in cells for line in row[at]), 1) for at in range(len(columns))]
        if gap == "\t":
            widths = [0] * len(columns)
        rule = self.style.one("text rule", ("-", "=", "_", "")) * (sum(widths) + len(gap) * len(widths))
        out = [
            *([rule] if rule else []),
            gap.join(self._cell(head, widths[at], columns[at].right) for at, head in enumerate(heads)).rstrip(),
            *([rule] if rule else []),
        ]
        for row, kind in zip(cells, (row.kind for row in self.document.rows if row.kind != "break"), strict=True):
            out += self._row_lines(row, widths, gap, kind)
        return [*out, rule] if rule else out

    def _row_lines(self, row: list[list[str]], widths: list[int], gap: str, kind: str) -> list[str]:
        columns = self.document.columns
        if kind == "section":
            return ["", *(line for cell in row for line in cell if line)]
        deep = max(len(cell) for cell in row)
        return [
            gap.join(
                self._cell(cell[at] if at < len(cell) else "", widths[column], columns[column].right) for column, cell in enumerate(row)
            ).rstrip()
            for at in range(deep)
        ]

    def _wrapped(self, text: str, key: str) -> list[str]:
        most = int(self.style.number("text description", 24, 50)) if key in _MOST else 40
        return [piece for line in text.split("\n") for piece in textwrap.wrap(line, most)] or [""]

    def _cell(self, text: str, width: int, right: bool) -> str:
        return text.rjust(width) if right else text.ljust(width)

    def _totals(self) -> list[str]:
        entries = self.document.totals
        if not entries:
            return []
        label = max(len(entry.label) for entry in entries) + 2
        value = max(len(entry.text) for entry in entries)
        indent = max(0, self.width - label - value) if self.style.chance("text totals right", 0.7) else 0
        return [f"{' ' * indent}{entry.label.ljust(label)}{entry.text.rjust(value)}" for entry in entries]

    def _taxes(self) -> list[str]:
        widths = [max(len(row[at]) for row in self.document.taxes) for at in range(len(self.document.taxes[0]))]
        return ["  ".join(cell.rjust(widths[at]) for at, cell in enumerate(row)) for row in self.document.taxes]


def delimited(document: Document, style: Style) -> str:
    """The document as delimited text: the head as pairs, then the table of lines, then the totals."""
    mark = style.one("delimiter", (";", ";", ",", "\t"))
    head: list[list[str]] = [
        [document.headline],
        [document.issuer_name],
        *([line] for line in document.issuer[:2]),
        *([line] for line in document.addressee),
    ]
    head += [[entry.label, entry.text] for entry in document.meta + document.bar] + [
        [line] for line in [document.place_date, *document.payment] if line
    ]
    body = [[column.label for column in document.columns], *(_delimited_row(row, document) for row in document.rows if row.kind != "break")]
    tail = [[""] * max(0, len(document.columns) - 2) + [entry.label, entry.text] for entry in document.totals] + [
        [line] for line in document.footer
    ]
    return "\r\n".join(mark.join(_quoted(cell, mark) for cell in row) for row in [*head, [""], *body, *tail]) + "\r\n"


def _delimited_row(row: Row, document: Document) -> list[str]:
    return [row.cells.get(column.key, "") for column in document.columns]


def _quoted(cell: str, mark: str) -> str:
    plain_cell = cell.replace("\n", " ")
    return '"' + plain_cell.replace('"', '""') + '"' if mark in plain_cell or '"' in plain_cell else plain_cell
