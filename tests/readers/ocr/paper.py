"""Pages of print that the tests of text recognition make for themselves."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont

#: A line in each language, with the letters that it has and English has not.
ACCENTS = (
    "Échéance à réception, où ça coûte 1 234,50 €",
    "Über größere Stückzahlen müssen Sie prüfen",
    "Señor Muñoz, dirección de envío: España",
    "Città di Forlì, perché è già così",
    "Zażółć gęślą jaźń, łódź",
)

INVOICE = (
    ("Facture n°", "FA-2026-0815"),
    ("Date", "12/11/2026"),
    ("Vis inox M8x40", "200"),
    ("Total à payer", "1 234,50 EUR"),
    ("IBAN", "FR76 3000 6000 0112 3456 7890 189"),
    ("Livraison", "Saint-Étienne"),
)


def font(size: int) -> ImageFont.FreeTypeFont:
    """A font with the letters of every language of the product."""
    return ImageFont.truetype("DejaVuSans.ttf", size)


def lines(texts: tuple[str, ...], size: int = 30) -> Image.Image:
    """One line of print below the other."""
    picture = Image.new("L", (1240, 120 + 70 * len(texts)), 255)
    draw = ImageDraw.Draw(picture)
    for number, text in enumerate(texts):
        draw.text((100, 60 + 70 * number), text, fill=0, font=font(size))
    return picture


def columns(rows: tuple[tuple[str, str], ...] = INVOICE) -> Image.Image:
    """Two columns of print, the right one flush right."""
    picture = Image.new("L", (1240, 120 + 70 * len(rows)), 255)
    draw = ImageDraw.Draw(picture)
    for number, (left, right) in enumerate(rows):
        draw.text((100, 60 + 70 * number), left, fill=0, font=font(30))
        draw.text((1140, 60 + 70 * number), right, fill=0, font=font(30), anchor="ra")
    return picture
