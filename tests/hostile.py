"""Files that somebody made to stop us: too many pages, bombs, depth, cycles, nonsense and locks."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

import openpyxl
import pikepdf

_MEGABYTE = 1024 * 1024


def _pdf(build: Callable[[pikepdf.Pdf], None], **saved: object) -> bytes:
    pdf = pikepdf.Pdf.new()
    build(pdf)
    buffer = io.BytesIO()
    pdf.save(buffer, **saved)
    return buffer.getvalue()


def _page_with(pdf: pikepdf.Pdf, content: bytes) -> None:
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(content)


def _packed(block: bytes, times: int) -> bytes:
    """Deflate data of a block many times over, packed once."""
    packer = zlib.compressobj(9)
    head = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)) * (times - 1) + packer.flush()


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _workbook(rows: str) -> bytes:
    """An XLSX whose one sheet has these rows, given as XML."""
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    members["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    return _zip(members)


def _png(width: int, height: int) -> bytes:
    """An image of so many black pixels, in as few bytes as deflate needs."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = _packed(b"\0" * (1 + width // 8), height)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def ten_thousand_pages() -> bytes:
    """A PDF of 10,000 pages with the same line each."""
    said = b"BT /F1 12 Tf 72 720 Td (Facture 12 345,00 EUR) Tj ET"
    pages = b"".join(
        b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>endobj\n" % number
        for number in range(5, 10_005)
    )
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 10000/Kids[" + b" ".join(b"%d 0 R" % number for number in range(5, 10_005)) + b"]>>endobj\n"
        b"3 0 obj<</Length %d>>stream\n%s\nendstream endobj\n" % (len(said), said)
        + b"4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n" + pages + b"trailer<</Root 1 0 R/Size 10005>>\n%%EOF"
    )  # fmt: skip


def page_that_unpacks_to_a_gigabyte() -> bytes:
    """A PDF page whose content stream is a gigabyte of spaces."""
    packed = _packed(b" " * _MEGABYTE, 1024)

    def build(pdf: pikepdf.Pdf) -> None:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pikepdf.Stream(pdf, packed, Filter=pikepdf.Name.FlateDecode)

    return _pdf(build, recompress_flate=False)


def page_of_a_million_words() -> bytes:
    """A PDF page with words upon words."""
    words = b"".join(b"1 0 0 1 %d %.1f Tm (12,00) Tj " % (4 * (n % 140), 840 - n / 140 * 0.2) for n in range(500_000))
    return _pdf(lambda pdf: _page_with(pdf, b"BT /F1 1 Tf " + words + b"ET"))


def endless_page_tree() -> bytes:
    """A PDF whose page tree contains itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1000000/Kids[2 0 R 2 0 R]>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )


def deep_pdf() -> bytes:
    """A PDF with a hundred thousand arrays in each other."""
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/X " + b"[" * 100_000 + b">>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def locked_pdf() -> bytes:
    """A PDF that needs a password."""
    return _pdf(lambda pdf: _page_with(pdf, b"BT ET"), encryption=pikepdf.Encryption(user="secret", owner="secret"))


def zip_of_zips() -> bytes:
    """Sixteen archives in each of sixteen, six levels down, around a file of a hundred megabytes."""
    content = _zip({"zero.csv": b"0" * (100 * _MEGABYTE)})
    for _ in range(6):
        content = _zip({f"{n}.zip": content for n in range(16)})
    return content


def workbook_bomb() -> bytes:
    """A workbook whose only sheet unpacks to hundreds of megabytes."""
    return _workbook('<row r="1">' + '<c r="A1"><v>1</v></c>' * 12_000_000 + "</row>")


def endless_sheet() -> bytes:
    """A workbook with something in its first and in its last cell."""
    return _workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')


def pixel_bomb() -> bytes:
    """A PNG of 3,600 million pixels."""
    return _png(60_000, 60_000)


def entity_bomb() -> bytes:
    """An invoice whose note expands to gigabytes."""
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE Invoice [<!ENTITY e0 "bomb">{entities}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
        '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:'
        'CommonBasicComponents-2"><cbc:ID>&file;</cbc:ID><cbc:Note>&e10;</cbc:Note></Invoice>'
    ).encode()


def deep_xml() -> bytes:
    """XML of two hundred thousand elements in each other."""
    return (
        b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">' + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</Invoice>"
    )


def message(html: str) -> bytes:
    """A mail with that HTML as its body."""
    head = (
        "From: a@example.com\r\nTo: b@example.com\r\nSubject: Commande\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
    )
    return f"{head}\r\n{html}".encode()


def endless_table() -> bytes:
    """A mail with a table of a few cells that claim to be a hundred million wide and high."""
    return message("<table>" + '<tr><td colspan="99999999" rowspan="99999999">1</td></tr>' * 100 + "</table>")


def table_of_a_million_rows() -> bytes:
    """A mail with a very long table."""
    return message("<table>" + "<tr><td>A-1</td><td>12</td><td>3,50</td><td>42,00</td></tr>" * 400_000 + "</table>")


def deep_html() -> bytes:
    """A mail of a hundred thousand tables in each other."""
    return message("<table><tr><td>" * 100_000 + "1")


def messages_in_messages() -> bytes:
    """A mail in a mail, five hundred times."""
    head = "From: a@example.com\r\nSubject: TR: commande\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n"
    return (head * 500).encode() + message("fin")


def line_without_end() -> bytes:
    """Ten megabytes of digits, points and spaces, in one line: what patterns for amounts, dates and ids like best."""
    return b"Total " + b"1 234.567,89 " * 800_000


def labels_without_end() -> bytes:
    """Megabytes of labels that announce nothing."""
    return ("Facture n° : Date : Total TTC : " * 100_000).encode()


def one_word() -> bytes:
    """Five megabytes of letters and hyphens without a space."""
    return b"FR-" * 1_700_000


def list_of_a_million_rows() -> bytes:
    """A very long CSV."""
    return b"ref;designation;qte;pu\n" + b"A-1;Vis;12;3,50\n" * 1_000_000


def noise() -> bytes:
    """Bytes that are nothing."""
    return random.Random(7).randbytes(_MEGABYTE)  # noqa: S311 — always the same noise


#: What can be read all the same: what is too much of it says nothing.
HARMLESS = frozenset({"endless table.eml", "deep.eml"})
#: Every file by the name under which it comes; what it claims to be need not be true.
FILES: dict[str, Callable[[], bytes]] = {
    "ten thousand pages.pdf": ten_thousand_pages,
    "a gigabyte.pdf": page_that_unpacks_to_a_gigabyte,
    "a million words.pdf": page_of_a_million_words,
    "endless tree.pdf": endless_page_tree,
    "deep.pdf": deep_pdf,
    "locked.pdf": locked_pdf,
    "zip of zips.zip": zip_of_zips,
    "bomb.xlsx": workbook_bomb,
    "endless.xlsx": endless_sheet,
    "pixels.png": pixel_bomb,
    "entities.xml": entity_bomb,
    "deep.xml": deep_xml,
    "endless table.eml": endless_table,
    "a million rows.eml": table_of_a_million_rows,
    "deep.eml": deep_html,
    "messages.eml": messages_in_messages,
    "line.txt": line_without_end,
    "labels.txt": labels_without_end,
    "word.txt": one_word,
    "rows.csv": list_of_a_million_rows,
    "noise.pdf": noise,
    "noise.xlsx": noise,
    "noise.jpg": noise,
    "not a sheet.xlsx": deep_pdf,
    "not a pdf.pdf": entity_bomb,
}
