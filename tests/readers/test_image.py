from __future__ import annotations

from PIL import Image

from backend import readers
from backend.readers import ocr, raster, reading
from tests.readers import making


def rules(documents):
    return [finding.rule for document in documents for finding in document.findings]


def test_every_page_of_a_tiff_is_recognised():
    first, second = making.scan(("Facture FA-1111 du 12 mai",) * 4), making.scan(("Facture FA-2222 du 13 mai",) * 4)
    content = making.image(first, "TIFF", save_all=True, append_images=[second])
    (document,) = readers.read(making.attachment(content, "scan.tif"))
    assert [page.number for page in document.pages] == [1, 2]
    assert "FA-1111" in document.pages[0].text()
    assert "FA-2222" in document.pages[1].text()


def test_a_small_picture_is_enlarged_enough_to_be_read():
    picture = making.scan(size=(1240, 600)).resize((496, 240), Image.Resampling.LANCZOS)
    (document,) = readers.read(making.attachment(making.image(picture), "petit.png"))
    assert "FA-2026-0815" in document.pages[0].text()


def test_a_pasted_photograph_without_text_is_passed_over():
    picture = Image.radial_gradient("L").resize((800, 600))
    documents = readers.read(making.attachment(making.image(picture), "image001.png", is_inline=True, content_id="i"))
    assert (documents[0].pages, documents[0].findings) == ((), ())


def test_too_many_pixels_are_refused(monkeypatch):
    content = making.image(Image.new("1", (3000, 3000)))
    monkeypatch.setattr(raster, "MAX_PIXELS", 1_000_000)
    assert rules(readers.read(making.attachment(content, "x.png"))) == ["READ-TOO-LARGE"]
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1_000_000)
    assert rules(readers.read(making.attachment(content, "x.png"))) == ["READ-TOO-LARGE"]


def test_a_cut_image_is_said_to_be_broken():
    content = making.image(making.scan(), "JPEG")
    assert rules(readers.read(making.attachment(content[: len(content) // 2], "x.jpg"))) == ["READ-BROKEN"]


def test_without_tesseract_it_is_said(monkeypatch):
    monkeypatch.setattr(ocr, "available", lambda: False)
    assert rules(readers.read(making.attachment(making.image(making.scan()), "x.png"))) == ["READ-NO-OCR"]


def test_a_page_that_takes_too_long_is_said(monkeypatch):
    monkeypatch.setattr(reading.Reading, "seconds_left", 0.01)
    assert rules(readers.read(making.attachment(making.image(making.scan()), "x.png"))) == ["READ-TRUNCATED"]


def test_tesseract_is_found_on_this_machine():
    assert ocr.available()
