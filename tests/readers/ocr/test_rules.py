from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from backend import readers
from backend.readers.ocr import rules
from tests.readers import making

TABLE = (
    ("Reference", "Designation", "Quant.", "P.U. HT", "Montant HT", "TVA"),
    ("VF-M01", "Fourchette de table inox 18/10, lot de 12", "20", "16,90", "338,00", "20 %"),
    ("VF-M02", "Couteau de table inox 18/10, lot de 12", "35", "18,20", "637,00", "20 %"),
    ("VF-M09", "Mallette de cuisine 9 couteaux", "4", "120,00", "480,00", "20 %"),
)


def darkness(picture):
    return int((np.asarray(picture) < 128).sum())


def test_every_column_of_a_ruled_table_is_read():
    (document,) = readers.read(making.attachment(making.image(making.ruled_scan(TABLE)), "scan.png"))
    lines = document.pages[0].text().splitlines()
    for _, designation, quantity, price, amount, _ in TABLE[1:]:
        (line,) = (line for line in lines if designation in line)
        assert line.partition(designation)[2].split()[:3] == [quantity, price, amount]


def test_the_rules_go_and_the_letters_stay():
    assert darkness(rules.erased(making.ruled_scan(()))) == 0
    assert darkness(rules.erased(making.ruled_scan(TABLE))) > 10_000


def test_text_and_filled_areas_are_no_rules():
    picture = Image.new("L", (1860, 600), 255)
    ImageDraw.Draw(picture).rectangle((200, 200, 900, 260), fill=20)
    assert rules.erased(picture) is None
    assert rules.erased(making.scan()) is None


def test_a_picture_of_any_size_is_taken():
    for size in ((1, 1), (5, 200), (200, 5), (91, 91)):
        assert rules.erased(Image.new("L", size, 255)) is None
