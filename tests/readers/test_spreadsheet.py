from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl

from backend import readers
from backend.readers import spreadsheet
from tests.readers import making


def read(content, name="commande.xlsx"):
    (document,) = readers.read(making.attachment(content, name))
    return document


def order(book: openpyxl.Workbook) -> None:
    first = book.active
    first.title = "Commande"
    first["B2"] = "Commande 4500"
    first.merge_cells("B2:D3")
    first["B5"], first["C5"], first["D5"] = "A12", 0.1 + 0.2, dt.date(2026, 11, 3)
    first["B6"], first["C6"] = "Vis\nà bois", 1200.0
    first["D6"] = dt.datetime(2026, 11, 3, 14, 30)  # noqa: DTZ001 - Excel knows no time zones
    first["B7"], first["C7"] = True, 1e-7
    hidden = book.create_sheet("Tarifs")
    hidden["A1"] = "secret"
    hidden.sheet_state = "hidden"
    book.create_sheet("Notes")["A1"] = "Livrer avant midi"


def test_every_cell_is_a_word_with_its_reference_and_unambiguous_values():
    document = read(making.workbook(order))
    first, notes = document.pages
    assert (first.name, first.origin, notes.name) == ("Commande", "sheet", "Notes")
    assert {word.cell: word.text for word in first.words} == {
        "Commande!B2": "Commande 4500", "Commande!B5": "A12", "Commande!C5": "0.3", "Commande!D5": "2026-11-03",
        "Commande!B6": "Vis\nà bois", "Commande!C6": "1200", "Commande!D6": "2026-11-03 14:30",
        "Commande!B7": "TRUE", "Commande!C7": "0.0000001",
    }  # fmt: skip
    assert notes.words[0].cell == "Notes!A1"


def test_merged_cells_keep_their_place_and_reach():
    (table,) = read(making.workbook(order)).pages[0].tables
    merged = table.cells[0]
    assert (merged.row, merged.column, merged.row_span, merged.column_span, merged.reference) == (1, 1, 2, 3, "Commande!B2")
    below = {cell.reference: cell for cell in table.cells}
    assert merged.box.left == below["Commande!B5"].box.left
    assert merged.box.right >= below["Commande!D5"].box.left
    assert merged.box.bottom <= below["Commande!B5"].box.top


def test_columns_and_rows_line_up_on_the_page():
    page = read(making.workbook(order)).pages[0]
    places = {word.cell.partition("!")[2]: word.box for word in page.words}
    assert places["C5"].left == places["C6"].left == places["C7"].left > places["B5"].right
    assert places["B5"].top == places["D5"].top < places["B6"].top
    assert [[word.text for word in line] for line in page.lines()][1] == ["A12", "0.3", "2026-11-03"]


def test_hidden_sheets_are_not_read_and_said_to_be_hidden():
    (finding,) = read(making.workbook(order)).findings
    assert (finding.rule, finding.severity) == ("READ-HIDDEN", "info")
    assert "Tarifs" in finding.sentence.fr


def test_a_sheet_whose_corners_are_far_apart_is_not_opened():
    def far(book):
        book.active["A1"], book.active["XFD1048576"] = "a", "b"

    assert [finding.rule for finding in read(making.workbook(far)).findings] == ["READ-TOO-LARGE"]


def test_a_sheet_that_unpacks_beyond_the_bound_is_not_opened(monkeypatch):
    monkeypatch.setattr(spreadsheet, "MAX_SHEET_BYTES", 2000)
    assert [f.rule for f in read(making.workbook(lambda b: [b.active.append([n]) for n in range(500)])).findings] == ["READ-TOO-LARGE"]


def opendocument(table: str) -> bytes:
    buffer = io.BytesIO()
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
        packed.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>'
            f'<table:table table:name="Feuille1">{table}</table:table></office:spreadsheet></office:body></office:document-content>',
        )
    return buffer.getvalue()


def test_opendocument_sheets_are_read():
    cell = '<table:table-cell office:value-type="string"><text:p>A12</text:p></table:table-cell>'
    number = '<table:table-cell office:value-type="float" office:value="12.5"/>'
    document = read(opendocument(f"<table:table-row>{cell}{number}</table:table-row>"), "commande.ods")
    assert [(word.cell, word.text) for word in document.pages[0].words] == [("Feuille1!A1", "A12"), ("Feuille1!B1", "12.5")]


def test_an_opendocument_sheet_that_repeats_a_cell_without_end_is_not_opened():
    cell = '<table:table-cell table:number-columns-repeated="16000" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    document = read(opendocument(f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'), "bombe.ods")
    assert [finding.rule for finding in document.findings] == ["READ-TOO-LARGE"]


def test_an_encrypted_workbook_is_said_to_be():
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert [finding.rule for finding in read(encrypted, "prix.xlsx").findings] == ["READ-ENCRYPTED"]
