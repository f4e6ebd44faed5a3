"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS, every visible sheet a page."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from decimal import Decimal

import python_calamine as calamine

from backend.content import media_type
from backend.model.document import Document, Page
from backend.model.finding import Finding
from backend.model.mail import Attachment
from backend.model.sentence import Sentence
from backend.readers import findings, sheet
from backend.readers.progress import Progress
from backend.readers.reading import Reading
from backend.readers.sheet import Sheet
from backend.readers.unpacking import BROKEN, member_bytes

MEDIA_TYPES = frozenset({media_type.XLSX, media_type.XLSB, media_type.XLS, media_type.ODS, media_type.ENCRYPTED_OFFICE})

#: The most sheets read of one workbook.
MAX_SHEETS = 30

#: The most cells between the first and the last used one of a sheet; calamine holds that whole rectangle in memory.
MAX_AREA = 2_000_000

#: The largest sheet, unpacked, in bytes.
MAX_SHEET_BYTES = 80 * 1024 * 1024

#: A cell reference of SpreadsheetML (ECMA-376, 18.18.7), in a row or cell element.
_REFERENCE = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')
_REPEATED = re.compile(rb'number-(rows|columns)-repeated="(\d+)"[^>]*?(/?)>')

#: Excel shows 15 significant digits of a number; what follows is binary noise.
_DIGITS = ".15g"

_Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read(attachment: Attachment, reading: Reading) -> Document:
    """The visible sheets as pages, values as displayed dates in ISO 8601 and numbers with a decimal point."""
    if attachment.media_type == media_type.ENCRYPTED_OFFICE:
        return _document(attachment, (), findings.encrypted(attachment))
    if not reading.take_bytes(_unpacked_size(attachment)):
        return _document(attachment, ())
    if _is_too_large(attachment):
        limit = Sentence(f"au plus {MAX_AREA} cellules par feuille", f"at most {MAX_AREA} cells a sheet")
        return _document(attachment, (), findings.too_large(attachment, limit))
    try:
        with calamine.load_workbook(io.BytesIO(attachment.content)) as workbook:
            return _read(attachment, workbook, reading)
    except calamine.PasswordError:
        return _document(attachment, (), findings.encrypted(attachment))
    except (calamine.CalamineError, ValueError, OSError, OverflowError):
        return _document(attachment, (), findings.broken(attachment))


def text(value: _Value) -> str:
    """A cell's value as unambiguous text: ISO 8601, plain decimals without binary noise."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{Decimal(format(value, _DIGITS)).normalize():f}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.isoformat(timespec="minutes")
    return str(value)


def _read(attachment: Attachment, workbook: calamine.CalamineWorkbook, reading: Reading) -> Document:
    """The document of an open workbook."""
    visible = [
        meta.name
        for meta in workbook.sheets_metadata
        if meta.visible == calamine.SheetVisibleEnum.Visible and meta.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    hidden = [meta.name for meta in workbook.sheets_metadata if meta.visible != calamine.SheetVisibleEnum.Visible]
    problems: list[Finding] = [findings.hidden_sheets(attachment, ", ".join(hidden))] if hidden else []
    pages: list[Page] = []
    for number, name in enumerate(visible[:MAX_SHEETS], start=1):
        reading.report(Progress(attachment.part, attachment.name, number, len(visible)))
        found, is_cut = _sheet(workbook.get_sheet_by_name(name))
        if is_cut:
            problems.append(findings.truncated(attachment, findings.count_limit(sheet.MAX_CELLS, "cellules par feuille", "cells a sheet")))
        page = sheet.page(found, number)
        pages += [page] if page.words else []
    if len(visible) > MAX_SHEETS:
        problems.append(findings.truncated(attachment, findings.count_limit(MAX_SHEETS, "feuilles", "sheets")))
    return _document(attachment, tuple(pages), *problems)


def _sheet(source: calamine.CalamineSheet) -> tuple[Sheet, bool]:
    """The texts of a sheet, and whether it had to be cut."""
    first_row, first_column = source.start or (0, 0)
    rows = max(sheet.MAX_CELLS // max(source.width, 1), 1)
    texts = [[text(value) for value in row] for row in source.to_python(skip_empty_area=True, nrows=rows)]
    merged = {start: (end[0] - start[0] + 1, end[1] - start[1] + 1) for start, end in source.merged_cell_ranges or []}
    return Sheet(source.name, texts, first_row, first_column, merged), source.height > rows


def _document(attachment: Attachment, pages: tuple[Page, ...], *problems: Finding) -> Document:
    """The document of a workbook."""
    return Document(part=attachment.part, name=attachment.name, media_type=attachment.media_type, pages=pages, findings=problems)


def _unpacked_size(attachment: Attachment) -> int:
    """How many bytes a workbook's members have when they are unpacked; 0 for what is no ZIP."""
    try:
        with zipfile.ZipFile(io.BytesIO(attachment.content)) as archive:
            return sum(member.file_size for member in archive.infolist())
    except BROKEN:
        return 0


def _is_too_large(attachment: Attachment) -> bool:
    """Whether a sheet is so large, or claims to be, that opening the workbook would exhaust the memory."""
    if attachment.media_type not in {media_type.XLSX, media_type.ODS}:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(attachment.content)) as archive:
            sheets = [m for m in archive.infolist() if re.match(r"xl/worksheets/|content\.xml$|xl/sharedStrings", m.filename)]
            return any(m.file_size > MAX_SHEET_BYTES or _exceeds(member_bytes(archive, m)) for m in sheets)
    except BROKEN:
        return False


def _exceeds(content: bytes) -> bool:
    """Whether the used rectangle of one sheet is beyond the bound."""
    rows = [int(row) for _, row in _REFERENCE.findall(content)]
    columns = {letters for letters, _ in _REFERENCE.findall(content)}
    widest = max((_column_number(letters) for letters in columns), default=0)
    return max(rows, default=0) * widest > MAX_AREA or _repeats(content) > MAX_AREA


def _column_number(letters: bytes) -> int:
    """The number of a column, A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _repeats(content: bytes) -> int:
    """How many cells an OpenDocument sheet makes by repeating those that have content (empty repeats end with a slash)."""
    rows, columns = 1, 1
    for kind, number, empty in _REPEATED.findall(content):
        if kind == b"rows" and not empty:
            rows = max(rows, int(number))
        elif kind == b"columns" and not empty:
            columns = max(columns, int(number))
    return rows * columns if rows > 1 or columns > 1 else 0
