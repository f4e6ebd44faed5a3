"""Writes a document as a spreadsheet such as people make by hand: messy heads, merged cells, numbers or texts."""

from __future__ import annotations

import io
from datetime import datetime

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from backend.training.document import Document, Entry, Raw
from backend.training.style import Style

_THIN = Side(style="thin")
_MOMENT = datetime(2025, 1, 1)  # noqa: DTZ001 - a workbook has no zone


def workbook(document: Document, style: Style) -> bytes:
    """The document as an XLSX file."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a sheet")
    sheet.title = style.one("sheet name", ("Feuil1", "Sheet1", "Tabelle1", document.title[:20], "Hoja1"))
    _Filled(sheet, document, style).fill()
    if style.chance("second sheet", 0.25):
        other = book.create_sheet(style.one("second name", ("Feuil2", "Sheet2", "Liste", "Conditions")))
        for at, line in enumerate(document.terms[:10], 1):
            other.cell(at, 1, line)
    book.properties.created = book.properties.modified = _MOMENT
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class _Filled:
    """One sheet, filled from its top down."""

    def __init__(self, sheet: Worksheet, document: Document, style: Style) -> None:
        self.sheet, self.document, self.style = sheet, document, style
        self.left = style.one("sheet left", (1, 1, 2, 3))
        self.row = style.one("sheet top", (1, 1, 2, 3))
        self.right = self.left + max(3, len(document.columns) - 2)
        self.as_text = style.chance("sheet texts", 0.35)

    def fill(self) -> None:
        """All blocks in the group's order."""
        document, style = self.document, self.style
        title_first = style.chance("sheet title first", 0.5)
        if title_first:
            self._title()
        self._parties()
        if not title_first:
            self._title()
        self._entries(document.meta, style.weighted("sheet meta", {"left": 60, "above": 20, "one cell": 20}))
        self._entries(document.bar, "left")
        for line in [document.place_date, *document.intro]:
            self._line(line)
        self.row += style.one("sheet gap", (0, 1, 1, 2))
        self._table()
        self._totals()
        for row in document.taxes:
            for at, text in enumerate(row):
                self._put(self.row, self.left + at, text)
            self.row += 1
        for line in [*document.payment, *document.closing, *document.footer]:
            self._line(line)
        self.sheet.column_dimensions["ABCDEFGHIJ"[min(self.left, 8)]].width = 38

    def _put(self, row: int, column: int, text: str, raw: Raw = None, bold: bool = False) -> None:
        if text == "":
            return
        cell = self.sheet.cell(row, column)
        if raw is None or self.as_text:
            cell.value = text
        else:
            cell.value = raw
            cell.number_format = (
                "dd/mm/yyyy" if not hasattr(raw, "as_tuple") else "#,##0.00" if self.style.chance("sheet format", 0.7) else "General"
            )
        if bold:
            cell.font = Font(bold=True)

    def _line(self, text: str) -> None:
        if text:
            self._put(self.row, self.left, text)
            self.row += 1

    def _title(self) -> None:
        self._put(self.row, self.left, self.document.headline, bold=True)
        if self.style.chance("sheet title merged", 0.5):
            self.sheet.merge_cells(start_row=self.row, start_column=self.left, end_row=self.row, end_column=self.right)
            self.sheet.cell(self.row, self.left).alignment = Alignment(horizontal="center")
        self.row += self.style.one("sheet title gap", (1, 2))

    def _parties(self) -> None:
        document = self.document
        issuer = [document.issuer_name, *document.issuer]
        addressee = [document.addressee_head] * bool(document.addressee_head) + document.addressee
        delivery = [document.delivery_head, *document.delivery] if document.delivery else []
        if self.style.chance("sheet blocks in one cell", 0.15):
            for block in (issuer, addressee, delivery):
                self._line("\n".join(block))
            return
        beside = self.style.chance("sheet parties beside", 0.6)
        for block, column in ((issuer, self.left), (addressee, self.right if beside else self.left), (delivery, self.left)):
            start = self.row
            for at, line in enumerate(block):
                self._put(self.row + at, column, line, bold=at == 0)
            self.row = start if block is issuer and beside else self.row + len(block) + 1
            if block is addressee and beside:
                self.row = max(self.row, start + len(issuer) + 1)

    def _entries(self, entries: list[Entry], form: str) -> None:
        colon = str(self.document.extra["colon"])
        for at, entry in enumerate(entries):
            if form == "above":
                self._put(self.row, self.left + at, entry.label, bold=True)
                self._put(self.row + 1, self.left + at, entry.text, entry.raw)
            elif form == "one cell":
                self._put(self.row + at, self.left, f"{entry.label}{colon or ':'} {entry.text}")
            else:
                self._put(self.row + at, self.left, entry.label + colon)
                self._put(self.row + at, self.left + 1, entry.text, entry.raw)
        if entries:
            self.row += 3 if form == "above" else len(entries) + 1

    def _table(self) -> None:
        ruled, filled = self.style.chance("sheet ruled", 0.5), self.style.chance("sheet filled", 0.4)
        for at, column in enumerate(self.document.columns):
            cell = self.sheet.cell(self.row, self.left + at, column.label)
            cell.font = Font(bold=True)
            if filled:
                cell.fill = PatternFill("solid", fgColor="DDDDDD")
            if ruled:
                cell.border = Border(_THIN, _THIN, _THIN, _THIN)
        self.row += 1
        for row in self.document.rows:
            if row.kind == "break":
                continue
            for at, column in enumerate(self.document.columns):
                self._put(self.row, self.left + at, row.cells.get(column.key, ""), row.raw.get(column.key))
            self.row += 1
        self.row += self.style.one("sheet totals gap", (0, 0, 1))

    def _totals(self) -> None:
        last = self.left + len(self.document.columns) - 1
        label = max(self.left, last - 1)
        for entry in self.document.totals:
            self._put(self.row, label, entry.label, bold=entry.strong)
            self._put(self.row, label + 1, entry.text, entry.raw)
            self.row += 1
        self.row += 1
