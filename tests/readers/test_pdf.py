from __future__ import annotations

import io

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader

from backend import readers
from backend.model.document import Origin
from backend.readers import ocr, pdf, pdf_files, reading
from tests.readers import making

XML = b"<?xml version='1.0'?><rsm:CrossIndustryInvoice xmlns:rsm='urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100'/>"


def read(content, name="facture.pdf"):
    return readers.read(making.attachment(content, name))


def rules(documents):
    return [finding.rule for document in documents for finding in document.findings]


def test_the_words_of_a_text_layer_are_read_in_lines():
    (document,) = read(making.pdf(making.invoice))
    (page,) = document.pages
    assert (page.number, page.origin, page.rotation) == (1, Origin.TEXT_LAYER, 0)
    assert (round(page.width), round(page.height)) == (595, 842)
    assert tuple(page.text().splitlines()) == making.LINES
    word = next(word for word in page.words if word.text == "FA-2026-0815")
    assert (word.box.left, word.box.middle) == pytest.approx((72 / 595 + 0.09, 1 - 765 / 842), abs=0.02)


def test_letters_drawn_one_by_one_make_words_and_wide_gaps_part_them():
    def draw(canvas):
        canvas.setFont("Courier", 10)
        for number, letter in enumerate("TOTAL"):
            canvas.drawString(72 + 6 * number, 700, letter)
        canvas.drawString(300, 700, "12,50")
        canvas.drawString(345, 700, "EUR")

    (document,) = read(making.pdf(draw))
    assert [word.text for word in document.pages[0].words] == ["TOTAL", "12,50", "EUR"]


def test_letters_drawn_twice_to_look_bold_are_read_once():
    def draw(canvas):
        canvas.setFont("Helvetica", 10)
        for number, letter in enumerate("Vallee"):
            place = 72 + canvas.stringWidth("Vallee"[:number], "Helvetica", 10)
            canvas.drawString(place, 700, letter)
            canvas.drawString(place + 0.8, 700, letter)

    (document,) = read(making.pdf(draw))
    assert [word.text for word in document.pages[0].words] == ["Vallee"]


def test_a_footer_that_is_drawn_three_times_upon_itself_is_read_once():
    lines = ("USt-ID: DE 320 029 255", "IBAN DE90 6735 2565 0002 2540 19")

    def draw(canvas):
        canvas.setFont("Helvetica", 8)
        for shift in (0, 0, 0.3):
            for number, line in enumerate(lines):
                canvas.drawString(72 + shift, 40 - 10 * number, line)

    (document,) = read(making.pdf(draw))
    assert [word.text for word in document.pages[0].words] == " ".join(lines).split()


def test_hyphens_and_letters_beyond_the_first_plane_are_kept():
    (document,) = read(making.pdf(lambda canvas: canvas.drawString(72, 700, "FA\u00ad2026 d\u00e9j\u00e0")))
    assert [word.text for word in document.pages[0].words] == ["FA-2026", "déjà"]
    for page in document.pages:
        page.text().encode("utf-8")


def test_text_written_up_the_side_stays_one_word_each():
    def draw(canvas):
        canvas.drawString(72, 700, "Facture ordinaire avec beaucoup de texte")
        canvas.rotate(90)
        canvas.drawString(100, -20, "SIRET 12345678900012")

    (document,) = read(making.pdf(draw))
    assert {"SIRET", "12345678900012", "ordinaire"} <= {word.text for word in document.pages[0].words}


def test_a_ruled_table_keeps_cells_and_spans():
    def draw(canvas):
        for y in (700, 680, 660, 640):
            canvas.line(72, y, 472, y)
        for x, top in ((72, 700), (172, 680), (272, 680), (472, 700)):
            canvas.line(x, 640, x, top)
        canvas.drawString(80, 686, "Articles commandes")
        for row, y in enumerate((666, 646)):
            for column, x in enumerate((80, 180, 280)):
                canvas.drawString(x, y, f"r{row} c{column}")

    (document,) = read(making.pdf(draw))
    (table,) = document.pages[0].tables
    assert [[cell.text for cell in row] for row in table.rows()] == [
        ["Articles commandes"],
        ["r0 c0", "r0 c1", "r0 c2"],
        ["r1 c0", "r1 c1", "r1 c2"],
    ]
    assert (table.cells[0].column_span, table.cells[0].box.left) == (3, pytest.approx(72 / 595, abs=0.01))


def test_a_page_without_rules_has_no_table():
    assert read(making.pdf(making.invoice))[0].pages[0].tables == ()


def test_only_what_lies_inside_the_crop_box_is_read():
    def crop(document):
        document.pages[0].CropBox = pikepdf.Array([0, 700, 595, 842])

    (document,) = read(making.changed(making.pdf(making.invoice), crop))
    assert document.pages[0].text().splitlines() == list(making.LINES[:2])
    assert document.pages[0].height == pytest.approx(142, abs=1)


def test_a_protected_pdf_is_said_to_be_and_one_that_only_forbids_printing_is_read():
    content = making.pdf(making.invoice)
    locked = making.changed(content, lambda _: None, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    assert rules(read(locked)) == ["READ-ENCRYPTED"]
    restricted = making.changed(content, lambda _: None, encryption=pikepdf.Encryption(user="", owner="secret"))
    assert (rules(read(restricted)), len(read(restricted)[0].pages[0].words) > 10) == ([], True)


def test_bounds_on_pages_and_time_are_said(monkeypatch):
    content = making.pdf(lambda canvas: [making.invoice(canvas) for _ in range(4)])
    monkeypatch.setattr(pdf, "MAX_PAGES", 3)
    documents = read(content)
    assert (len(documents[0].pages), rules(documents)) == (3, ["READ-TRUNCATED"])
    assert "3 pages" in documents[0].findings[0].sentence.fr
    monkeypatch.setattr(reading.Reading, "is_late", property(lambda _: True))
    documents = read(content)
    assert (len(documents[0].pages), rules(documents)) == (0, ["READ-TRUNCATED", "READ-TRUNCATED"])


@pytest.mark.parametrize("name", ["factur-x.xml", "0000000", "../ZUGFeRD", ""])
def test_embedded_xml_is_found_whatever_it_is_called(name):
    def embed(document):
        document.attachments[name or "x"] = pikepdf.AttachedFileSpec(document, XML, filename=name)

    outer, inner = read(making.changed(making.pdf(making.invoice), embed))
    assert (inner.part, inner.xml, inner.media_type) == ("1.1", XML, "application/xml")
    assert len(outer.pages) == 1
    assert "/" not in inner.name


def test_embedded_xml_is_found_as_an_associated_file_only():
    def embed(document):
        spec = pikepdf.AttachedFileSpec(document, XML, filename="a.xml")
        document.Root.AF = pikepdf.Array([document.make_indirect(spec.obj)])

    assert [document.part for document in read(making.changed(making.pdf(making.invoice), embed))] == ["1", "1.1"]


def test_embedded_xml_is_found_where_nothing_names_its_type():
    def embed(document):
        files = pikepdf.Dictionary(F=document.make_stream(XML))
        document.Root.AF = pikepdf.Array([document.make_indirect(pikepdf.Dictionary(F="a.xml", EF=files))])

    content = making.changed(making.pdf(making.invoice), embed)
    assert b"EmbeddedFile" not in content
    assert [document.part for document in read(content)] == ["1", "1.1"]


def test_an_embedded_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(pdf_files, "MAX_BYTES", 100_000)

    def embed(document):
        document.attachments["x"] = pikepdf.AttachedFileSpec(document, XML + b" " * 5_000_000, filename="x.xml")

    content = making.changed(making.pdf(making.invoice), embed, compress_streams=True, recompress_flate=True)
    assert len(content) < 100_000
    documents = read(content)
    assert [document.part for document in documents] == ["1"]
    assert rules(documents) == ["READ-TOO-LARGE"]


def scanned(canvas) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(making.image(making.scan()))), 0, 100, A4[0], A4[0] * 1000 / 1240)
    canvas.drawString(40, 20, "Numérisé par Copieur 3")


def test_a_scanned_page_with_a_stamp_is_recognised():
    (document,) = read(making.pdf(scanned))
    (page,) = document.pages
    assert page.origin is Origin.OCR
    assert {"FA-2026-0815", "1234,50"} <= {word.text for word in page.words} | {page.text().replace(" ", "")[i : i + 7] for i in range(400)}
    assert all(0 < word.confidence <= 1 for word in page.words)


def test_a_picture_of_a_third_of_the_page_beside_few_words_is_recognised():
    def draw(canvas):
        canvas.drawImage(ImageReader(io.BytesIO(making.image(making.scan()))), 100, 300, 400, 400 * 1000 / 1240)
        canvas.drawString(40, 800, "Voici la facture que vous avez demandée par téléphone ce matin,")
        canvas.drawString(40, 780, "avec nos meilleures salutations et merci de votre patience")

    (document,) = read(making.pdf(draw))
    (page,) = document.pages
    assert page.origin is Origin.OCR
    assert {"FA-2026-0815", "facture"} <= {word.text for word in page.words}


def test_without_tesseract_a_scan_says_what_to_install(monkeypatch):
    monkeypatch.setattr(ocr, "available", lambda: False)
    documents = read(making.pdf(scanned))
    assert rules(documents) == ["READ-NO-OCR"]
    assert "apt install" in documents[0].findings[0].remedy.fr
    assert documents[0].pages[0].text() == "Numérisé par Copieur 3"


def test_an_empty_page_needs_no_recognition(monkeypatch):
    monkeypatch.setattr(ocr, "recognise", lambda *_: pytest.fail("was asked to recognise an empty page"))
    (document,) = read(making.pdf(lambda canvas: canvas.showPage()))
    assert (document.pages[0].words, document.findings) == ((), ())


def test_a_text_layer_of_nonsense_is_recognised_instead():
    def draw(canvas):
        canvas.setFont("Helvetica", 14)
        for number, line in enumerate(making.LINES * 2):
            canvas.drawString(72, 760 - 40 * number, line)

    def garble(document):
        font = next(iter(document.pages[0].Resources.Font.values()))
        lines = "\n".join(f"<{code:02x}> <{0xE000 + code:04x}>" for code in range(32, 132))
        table = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
            f"100 beginbfchar\n{lines}\nendbfchar endcmap end end"
        )
        font.ToUnicode = document.make_stream(table.encode())

    (document,) = read(making.changed(making.pdf(draw), garble))
    assert document.pages[0].origin is Origin.OCR
    assert "FA-2026-0815" in document.pages[0].text()


def hidden_text(canvas) -> None:
    """A scan under text that its copier recognised badly and wrote invisibly."""
    canvas.drawImage(ImageReader(io.BytesIO(making.image(making.scan()))), 0, 100, A4[0], A4[0] * 1000 / 1240)
    layer = canvas.beginText(40, 500)
    layer.setTextRenderMode(3)
    for _ in range(5):
        layer.textLine("Factvre FA-2O26-O8l5 Dale l2/ll/2O26")
    canvas.drawText(layer)


def test_a_hidden_text_layer_over_a_picture_gives_way_to_the_accurate_engine():
    (page,) = read(making.pdf(hidden_text))[0].pages
    assert page.origin is Origin.OCR
    assert "FA-2026-0815" in page.text()


def test_a_hidden_text_layer_is_taken_where_only_the_light_engine_is_installed(monkeypatch):
    monkeypatch.setattr(ocr, "is_accurate", lambda: False)
    (page,) = read(making.pdf(hidden_text))[0].pages
    assert page.origin is Origin.TEXT_LAYER
    assert "FA-2O26-O8l5" in page.text()


def test_pages_that_are_scans_and_pages_of_text_stand_in_one_document():
    def draw(canvas):
        making.invoice(canvas)
        scanned(canvas)
        canvas.showPage()

    pages = read(making.pdf(draw))[0].pages
    assert [page.origin for page in pages] == [Origin.TEXT_LAYER, Origin.OCR]
    assert all("FA-2026-0815" in page.text() for page in pages)
