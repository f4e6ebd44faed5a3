"""Lines of tables whose cells are ruled: cells of several printed lines, cells over several rows, tables that go on over pages."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from backend import readers
from backend.model.mail import Attachment
from backend.model.trade import DocumentType
from tests.extraction.printed import extracted

HEAD = (
    "#",
    "Product ID",
    "Name, Description, BRand, BAtch",
    "Unit Price",
    "Price\nbase Qty",
    "Net Unit\nPrice",
    "Requested\n(A)greed Qty",
    "Total Net",
)
WIDTHS = (45, 100, 140, 45, 45, 50, 65, 55)


def ruled(*pages):
    """The document read from a PDF; a page is the rows of its one ruled table and the spans of cells."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)
    for rows, spans in pages:
        drawn = Table(rows, WIDTHS, style=[("GRID", (0, 0), (-1, -1), 1, "black"), ("FONTSIZE", (0, 0), (-1, -1), 8), *spans])
        _, height = drawn.wrapOn(canvas, *A4)
        drawn.drawOn(canvas, 36, A4[1] - 60 - height)
        canvas.showPage()
    canvas.save()
    return readers.read(Attachment("1", "document.pdf", "application/pdf", file.getvalue()))[0]


def item(cells, note):
    return [(f"{cells[0]}\nLN: {cells[0]}", *cells[1:]), ("", "", note, "", "", "", "", "")]


IDENTIFIERS = ("GTIN: 3546335717048\nSE_ID: 571704\nBY_ID: 125965", "SE_ID: 571705\nBY_ID: 125966")
ROWS = [
    HEAD,
    *item(("1", IDENTIFIERS[0], "Radiator chrome", "12,00", "1,00", "10,00", "(R) 5,00\n(A) 4,00", "40,00"), "A note"),
    *item(("2", IDENTIFIERS[1], "Towel rail", "25,00", "2,00", "20,00", "10,00", "100,00"), "Another 3,00 of 7"),
]
SPANS = [("SPAN", (0, 1), (0, 2)), ("SPAN", (2, 2), (7, 2)), ("SPAN", (0, 3), (0, 4)), ("SPAN", (2, 4), (7, 4))]


def told(lines, name):
    return [line[name].value if name in line else "" for line in lines]


def test_cells_of_several_lines_and_rows_are_read_as_they_are_ruled():
    lines = extracted(ruled((ROWS, SPANS)), DocumentType.ORDER_CONFIRMATION, "en").lines
    assert told(lines, "description") == ["Radiator chrome A note", "Towel rail Another 3,00 of 7"]
    assert told(lines, "line_number") == ["1", "2"]
    assert told(lines, "line_amount") == ["40.00", "100.00"]


def test_of_what_is_asked_and_what_is_granted_the_one_that_makes_the_amount_is_the_quantity():
    lines = extracted(ruled((ROWS, SPANS)), DocumentType.ORDER_CONFIRMATION, "en").lines
    assert told(lines, "quantity") == ["4.00", "10.00"]


def test_a_price_for_several_units_is_divided_by_them():
    lines = extracted(ruled((ROWS, SPANS)), DocumentType.ORDER_CONFIRMATION, "en").lines
    assert told(lines, "net_price") == ["10.00", "10"]


def test_the_references_of_both_parties_and_the_gtin_in_one_cell_are_kept_apart():
    lines = extracted(ruled((ROWS, SPANS)), DocumentType.ORDER_CONFIRMATION, "en").lines
    assert told(lines, "seller_item_id") == ["571704", "571705"]
    assert told(lines, "buyer_item_id") == ["125965", "125966"]
    assert told(lines, "gtin") == ["3546335717048", ""]


def test_a_value_is_shown_where_its_words_are_printed_and_not_over_its_whole_cell():
    lines = extracted(ruled((ROWS, SPANS)), DocumentType.ORDER_CONFIRMATION, "en").lines
    box = lines[0]["line_amount"].evidence.box
    assert box.bottom - box.top < 12 / A4[1]


def test_a_ruled_table_goes_on_over_the_page_without_its_head():
    more = item(("3", "SE_ID: 571706", "Bench", "9,00", "1,00", "9,00", "3,00", "27,00"), "Last note")
    lines = extracted(ruled((ROWS, SPANS), (more, SPANS[:0])), DocumentType.ORDER, "en").lines
    assert told(lines, "line_amount") == ["40.00", "100.00", "27.00"]
