"""A word's box lies on its ink in the page image, however the page lies in the file."""

from __future__ import annotations

import io

import numpy as np
import pikepdf
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4

from backend import readers
from backend.errors import NotFound
from backend.model.document import Box
from backend.readers import pages
from tests.readers import making


def ink(attachment, page) -> np.ndarray:
    """The page image as an array that is true where it is dark."""
    image = Image.open(io.BytesIO(pages.image(attachment, page.number, page.rotation, 1240)))
    return np.asarray(image.convert("L")) < 128


def share(dark: np.ndarray, box: Box, margin: float = 0.0) -> float:
    """How much of a box is dark."""
    height, width = dark.shape
    top, bottom = int((box.top - margin) * height), int(np.ceil((box.bottom + margin) * height))
    left, right = int((box.left - margin) * width), int(np.ceil((box.right + margin) * width))
    return float(dark[max(top, 0) : bottom, max(left, 0) : right].mean())


def assert_boxes_cover_the_ink(attachment, expected: str) -> None:
    (document,) = readers.read(attachment)
    (page,) = document.pages
    assert expected in page.text()
    dark = ink(attachment, page)
    assert dark.shape[1] / dark.shape[0] == pytest.approx(page.width / page.height, rel=0.02)
    words = [word for word in page.words if len(word.text) > 2]
    assert len(words) > 8
    for word in words:
        assert share(dark, word.box) > 0.04, word
    rest = dark.copy()
    height, width = rest.shape
    for word in page.words:
        rest[
            int(word.box.top * height) - 4 : int(word.box.bottom * height) + 5,
            int(word.box.left * width) - 4 : int(word.box.right * width) + 5,
        ] = False
    assert rest.sum() < 0.1 * dark.sum()


def rotated(content: bytes, degrees: int) -> bytes:
    def turn(document):
        document.pages[0].Rotate = degrees

    return making.changed(content, turn)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_on_a_page_that_the_pdf_rotates(degrees):
    def draw(canvas):
        # Written so that it is upright only when the page is displayed rotated.
        width, height = A4
        for _ in range(degrees // 90):
            canvas.translate(width, 0)
            canvas.rotate(90)
            width, height = height, width
        canvas.setFont("Helvetica", 14)
        for number, line in enumerate(making.LINES):
            canvas.drawString(60, height - 80 - 40 * number, line)

    attachment = making.attachment(rotated(making.pdf(draw), degrees))
    (document,) = readers.read(attachment)
    assert document.pages[0].rotation == 0
    assert_boxes_cover_the_ink(attachment, making.LINES[0])


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_on_a_page_that_lies_on_its_side_or_stands_on_its_head(degrees):
    attachment = making.attachment(rotated(making.pdf(making.invoice), degrees))
    (document,) = readers.read(attachment)
    assert document.pages[0].rotation == 360 - degrees
    assert_boxes_cover_the_ink(attachment, making.LINES[0])


def test_on_a_cropped_page():
    def crop(document):
        document.pages[0].MediaBox = pikepdf.Array([-50, -20, 700, 900])
        document.pages[0].CropBox = pikepdf.Array([40, 500, 560, 800])

    assert_boxes_cover_the_ink(making.attachment(making.changed(making.pdf(making.invoice), crop)), making.LINES[0])


@pytest.mark.parametrize("degrees", [0.0, 2.3, 90.0, 180.0])
def test_on_a_scan_fed_askew_sideways_or_upside_down(degrees):
    picture = making.scan().rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    attachment = making.attachment(making.image(picture), "scan.png")
    (document,) = readers.read(attachment)
    assert document.pages[0].rotation == pytest.approx(degrees, abs=0.4)
    assert_boxes_cover_the_ink(attachment, "FA-2026-0815")


def test_on_a_photograph_that_its_exif_turns():
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = making.scan().transpose(Image.Transpose.ROTATE_90)
    assert_boxes_cover_the_ink(making.attachment(making.image(turned, "JPEG", exif=exif), "photo.jpg"), "FA-2026-0815")


def test_there_is_no_image_of_what_is_no_page():
    for content, page in (
        (making.pdf(making.invoice), 2),
        (making.pdf(making.invoice), 0),
        (b"%PDF-1.4", 1),
        (b"a;b", 1),
        (b"\x89PNG\r\n\x1a\n", 1),
    ):
        with pytest.raises(NotFound):
            pages.image(making.attachment(content), page, 0.0)


def test_a_strip_holds_its_place_framed_and_little_else():
    page = Image.new("RGB", (1000, 1400), "white")
    page.paste("black", (400, 700, 500, 720))
    page.paste("red", (0, 0, 1000, 600))
    file = io.BytesIO()
    page.save(file, "PNG")

    strip = np.asarray(Image.open(io.BytesIO(pages.strip(file.getvalue(), Box(0.4, 0.5, 0.5, 720 / 1400)))))

    assert strip.shape[0] < 100 < strip.shape[1] < 400
    assert (strip < 128).all(axis=2).sum() == 100 * 20
    assert not (strip == [255, 0, 0]).all(axis=2).any()
    assert pages.strip(file.getvalue(), Box(0, 0, 0, 0))
