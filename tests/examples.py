"""A mail, a document and a case like those of a working day, for tests of what keeps and moves them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from backend.model.case import Case
from backend.model.catalog import Candidate, Catalog, Customer, Item, Match, PurchaseOrder, PurchaseOrderLine, Supplier
from backend.model.document import Box, Document, Origin, Page, Word
from backend.model.field import Evidence, Field
from backend.model.mail import Address, Attachment, Mail
from backend.model.trade import DocumentType, Intent, TradeDocument

CATALOG = Catalog(
    customers=(Customer("C1", "Boulangerie Martin", vat_id="FR40303265045"),),
    suppliers=(Supplier("S1", "Papeterie Leroy", vat_id="FR83404833048"), Supplier("S2", "Visserie du Nord")),
    items=(
        Item("A1", "Ramette A4", net_price=Decimal("4.20"), customer_prices={"C1": Decimal("3.90")}),
        Item("A2", "Stylo bleu", net_price=Decimal("0.80")),
    ),
    purchase_orders=(
        PurchaseOrder(
            "PO1",
            "BC-100",
            "S1",
            "EUR",
            (PurchaseOrderLine("L1", "A1", "Ramette A4", Decimal(10), Decimal("4.00"), received_quantity=Decimal(10)),),
        ),
    ),
    own_name="Delorme SAS",
)


def mail(number=1, *attachments):
    """The mail of that number, with a PDF unless other attachments are given."""
    pdf = Attachment("1", f"facture-{number}.pdf", "application/pdf", f"%PDF {number}".encode())
    return Mail(
        message_id=f"<{number}@example.com>",
        subject=f"Facture {number}",
        sender=Address("compta@leroy.example", "Papeterie Leroy"),
        received_at=datetime(2026, 11, 20, 8, 0, tzinfo=UTC),
        text="Bonjour,\nvoici notre facture.",
        attachments=attachments or (pdf,),
        digest=f"{number:064x}",
    )


def document(part="1", text="Facture F-1", parts=()):
    """One page with the words of the text side by side."""
    words = text.split()
    width = 1 / len(words)
    page = Page(1, Origin.TEXT_LAYER, tuple(Word(word, Box(n * width, 0.1, (n + 1) * width, 0.12)) for n, word in enumerate(words)))
    return Document(part, f"{part}.pdf", "application/pdf", pages=(page,), parts=parts)


def fields(**values):
    """Fields with these values, read from a label on page 1."""
    return {name: Field(name, value, value, 0.98, Evidence("1", 1, Box(0.1, 0.1, 0.2, 0.12)), "label") for name, value in values.items()}


def invoice(**changes):
    """An invoice of Papeterie Leroy over ten reams of paper."""
    header = {
        "invoice_number": "F-2026/118",
        "issue_date": "2026-11-20",
        "currency": "EUR",
        "tax_exclusive_amount": "40.00",
        "tax_amount": "8.00",
        "tax_inclusive_amount": "48.00",
        "order_reference": "BC-100",
    }
    return TradeDocument(
        DocumentType.INVOICE,
        fields(**{**header, **changes}),
        lines=(fields(description="Ramette A4", quantity="10", net_price="4.00", line_amount="40.00"),),
        tax_breakdown=(fields(tax_rate="20", taxable_amount="40.00", tax_amount="8.00"),),
        language="fr",
        sources=("1",),
    )


def order(**changes):
    """An order of Boulangerie Martin for reams of paper and pens."""
    return TradeDocument(
        DocumentType.ORDER,
        fields(**{"order_number": "CDE-7", "issue_date": "2026-11-20", **changes}),
        lines=(fields(description="Ramette A4", quantity="5"), fields(description="Stylo bleu", quantity="20", net_price="0.80")),
        language="fr",
        sources=("0",),
    )


def match(erp_id, label="", method="name"):
    """A match with this best candidate."""
    return Match(Candidate(erp_id, label or erp_id, 0.9, method), (Candidate("S2", "Visserie du Nord", 0.4, "name"),))


def case(document_=None, *, mail_id="m1", place=1, **changes):
    """A case in review, an invoice unless another document is given."""
    document_ = document_ or invoice()
    if document_.document_type is DocumentType.ORDER:
        matches = {"customer": match("C1"), "lines.0.item": match("A1"), "lines.1.item": match("A2")}
    else:
        matches = {
            "supplier": match("S1"),
            "purchase_order": match("PO1"),
            "lines.0.item": match("A1"),
            "lines.0.purchase_order_line": match("L1"),
        }
    values = {
        "id": f"{mail_id}-{place}",
        "organisation": "delorme",
        "mail_id": mail_id,
        "intent": Intent(document_.document_type.value),
        "language": "fr",
        "document": document_,
        "matches": matches,
    }
    return Case(**{**values, **changes})
