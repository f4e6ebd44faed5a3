"""One of each noun, filled with values that tell their places apart."""

from __future__ import annotations

from datetime import UTC, datetime

from backend.model.audit import Actor, AuditEvent
from backend.model.case import Case, Decision, MailStatus, Receipt, Status
from backend.model.catalog import Candidate, Match
from backend.model.document import Box, Origin, Page, Word
from backend.model.field import Evidence, Field
from backend.model.finding import Finding, Severity
from backend.model.mail import Address, Attachment, Authentication, Mail, Verdict
from backend.model.memory import Source
from backend.model.reply import Fact, Reply, ReplyKind
from backend.model.sentence import Sentence
from backend.model.trade import DocumentType, Intent, TradeDocument
from backend.store import StoredMail
from backend.store.records import StoredAttachment

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)

PRICE = Finding(
    "PO-PRICE",
    Severity.BLOCKING,
    Sentence("Le prix diffère de la commande.", "The price differs from the purchase order."),
    path="lines.0.net_price",
    remedy=Sentence("Corrigez le prix ou contestez la facture.", "Correct the price or dispute the invoice."),
)
UNREADABLE = Finding("READ-ENCRYPTED", Severity.WARNING, Sentence("Le fichier est protégé.", "The file is encrypted."), attachment="2")

LEARNED = Source("lesson-1", "mail-0", "case-0", "F-2026-102", "Nadia Roche", AT)

INVOICE = TradeDocument(
    DocumentType.INVOICE,
    fields={
        "invoice_number": Field(
            "invoice_number",
            "F-2026-118",
            "F-2026-118",
            0.9871234,
            Evidence("1", 1, Box(0.1, 0.2, 0.3456789, 0.25), excerpt="Facture n° F-2026-118"),
            "label",
        ),
        "currency": Field("currency", "EUR", "€", 0.9, None, "memory", LEARNED),
        "issue_date": Field("issue_date", "2026-11-20", "20 novembre 2026", 0.6, Evidence("1.1", xpath="/Invoice/IssueDate"), "xml"),
    },
    lines=({"quantity": Field("quantity", "12", "12,00", 0.97, Evidence("2", 1, cell="Feuille1!B7"), "table")},),
    tax_breakdown=({"tax_rate": Field("tax_rate", "20", "20 %", 0.9, None, "table")},),
    language="fr",
    sources=("1.1", "1"),
)

CASE = Case(
    id="case-1",
    organisation="demo",
    mail_id="mail-1",
    intent=Intent.INVOICE,
    status=Status.POSTED,
    version=4,
    language="fr",
    document=INVOICE,
    question="Quand serons-nous livrés ?",
    matches={
        "supplier": Match(
            Candidate("F001", "Visserie Lyonnaise", 0.98765, "vat_id"), (Candidate("F002", "Visserie du Nord", 0.4, "name"),)
        ),
        "lines.0.item": Match(None),
    },
    findings=(PRICE,),
    posting_key="not for the client",
    receipt=Receipt("FA-12", "FA-12", "http://localhost/erp.html#supplier_invoices/FA-12"),
    decision=Decision("claire", "Claire Martin", AT),
    undo_until=datetime(2026, 11, 21, 9, 40, tzinfo=UTC),
    refusal="",
)

MAIL = StoredMail(
    id="mail-1",
    organisation="demo",
    mailbox="practice",
    reference="ref-1",
    mail=Mail(
        "<1@example.com>",
        "Facture F-2026-118",
        Address("compta@visserie.example", "Visserie Lyonnaise"),
        received_at=AT,
        attachments=(Attachment("1", "facture.pdf", "application/pdf", b""),),
        forwarded_by=Address("karim@nous.example", "Karim Benali"),
        authentication=Authentication(dmarc=Verdict.FAIL),
    ),
    attachments=(
        StoredAttachment("1", "facture.pdf", "application/pdf", 12345, "ab" * 32, pages=2),
        StoredAttachment("1.1", "factur-x.xml", "application/xml", 678, "cd" * 32, is_nested=True),
    ),
    status=MailStatus.RECEIVED,
    progress={"step": "recognising", "attachment": "facture.pdf", "page": 2, "pages": 3},
    findings=(UNREADABLE,),
    revision=7,
    received_at=AT,
)

PAGE = Page(
    2,
    Origin.OCR,
    (Word("Total", Box(0.1, 0.1, 0.2, 0.12), 0.9), Word("12,00", Box(-0.01, 0.1, 1.2, 0.12), cell="Feuille1!B7")),
    width=1240.0,
    height=1754.0,
    name="Feuille1",
    rotation=90.0,
)

EVENT = AuditEvent("demo", 3, AT, Actor("claire", "Claire Martin"), "corrected", "mail-1", "case-1", {"changes": ["quantity"]}, "00", "ff")

REPLY = Reply(
    ReplyKind.INVOICE_DISPUTE,
    "Re: Facture F-2026-118",
    "<p>Bonjour,</p><p>Le prix est de 3,10&nbsp;€ &amp; non 3,40&nbsp;€.</p>",
    "fr",
    "compta@visserie.example",
    (Fact(Sentence("Prix commandé", "Ordered price"), "3,10 €", Sentence("ERP, commande CF-7", "ERP, purchase order CF-7")),),
)
