"""Invoices of a supplier with a layout and words of its own, made on the spot: no rule knows what stands beside their values."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from backend.model.mail import Address, Attachment, Mail


@dataclass(frozen=True)
class Paper:
    """What differs from one invoice to the next, as printed."""

    number: str = "7/LER.0311"
    issued: str = "14/11/2026"
    due: str = "20/01/2027"
    lines: tuple[tuple[str, ...], ...] = (
        ("RM-4", "Ramette A4 recyclée", "10", "4,00", "40,00"),
        ("ST-9", "Stylo bleu", "50", "0,80", "40,00"),
    )
    net: str = "80,00"
    tax: str = "16,00"
    total: str = "96,00"
    seller: str = "Papeterie Leroy"
    seller_vat_id: str = "FR83404833048"
    #: How far everything under the lines is pushed down, in points.
    shift: int = 0
    #: Everything is printed so far to the right.
    moved: int = 0


SECOND = Paper(
    number="8/LER.0479",
    issued="21/11/2026",
    due="03/03/2027",
    lines=(
        ("RM-4", "Ramette A4 blanche", "25", "4,10", "102,50"),
        ("CH-2", "Chemise cartonnée", "200", "0,35", "70,00"),
        ("ST-9", "Stylo bleu", "30", "0,80", "24,00"),
    ),
    net="196,50",
    tax="39,30",
    total="235,80",
    shift=15,
)


def pdf(paper):
    """The bytes of the invoice."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)

    def put(x, y, size, text):
        canvas.setFont("Helvetica", size)
        (canvas.drawRightString if x < 0 else canvas.drawString)(abs(x) + paper.moved, A4[1] - y, text)

    put(40, 50, 15, paper.seller)
    put(40, 66, 9, "3 quai des Brumes - 44000 Nantes")
    put(330, 120, 10, "Delorme SAS")
    put(330, 133, 10, "8 avenue du Port")
    put(330, 146, 10, "69007 Lyon")
    put(40, 180, 13, "FACTURE")
    put(40, 210, 9, "Repère de la pièce")
    put(180, 210, 9, paper.number)
    # Codes among which no reader can tell the number.
    put(300, 210, 9, "6/CAI.0188 et 4/NAN.0203, chez Odile au poste 4711/22")
    for y, what, code in ((196, "Repère du quai", "4/NAN.0203"), (258, "Repère de la caisse", "6/CAI.0188")):
        put(40, y, 9, what)
        put(180, y, 9, code)
    put(40, 226, 9, "Fait à Nantes un beau jour")
    put(180, 226, 9, paper.issued)
    # Days that no reader can tell from those that matter.
    put(300, 226, 9, "Passage du peintre 09/11/2026, retour du chat 30/06/2027")
    put(40, 242, 9, "Merci de nous honorer pour")
    put(180, 242, 9, paper.due)
    for x, text in ((40, "Repère"), (110, "Ce que vous avez reçu"), (-330, "Combien"), (-420, "La pièce"), (-540, "En tout")):
        put(x, 290, 9, text)
    for n, cells in enumerate(paper.lines):
        for x, text in zip((40, 110, -330, -420, -540), cells, strict=True):
            put(x, 308 + 15 * n, 9, text)
    for n, (label, value) in enumerate((("Avant impôt", paper.net), ("Part de l'État", paper.tax), ("Somme demandée", paper.total))):
        put(380, 380 + 15 * n + paper.shift, 9, label)
        put(-540, 380 + 15 * n + paper.shift, 9, value)
    put(40, 780, 8, f"{paper.seller} - TVA {paper.seller_vat_id} - merci de votre confiance et de votre fidélité")
    canvas.save()
    return file.getvalue()


def mail(paper, number=1, sender="compta@leroy.example"):
    """The mail that brings the invoice."""
    return Mail(
        message_id=f"<{number}@leroy.example>",
        subject="Facture",
        sender=Address(sender, paper.seller),
        received_at=datetime(2026, 11, 20, 8, 0, tzinfo=UTC),
        text="Bonjour,\nveuillez trouver ci-joint notre facture.",
        attachments=(Attachment("1", "facture.pdf", "application/pdf", pdf(paper)),),
        digest=f"{number:064x}",
    )


OTHER = replace(SECOND, seller="Visserie du Nord", seller_vat_id="FR61954506077", number="12/VIS.8800")
