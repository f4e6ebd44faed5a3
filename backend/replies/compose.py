"""A Reply is composed: its letter in the sender's language by our own templates, every value escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from backend.model.case import Case
from backend.model.catalog import Catalog
from backend.model.finding import Finding
from backend.model.mail import Address, Mail
from backend.model.reply import Reply, ReplyKind
from backend.model.sentence import Language
from backend.model.trade import DocumentType, Intent, TradeDocument, is_change
from backend.replies import invoice_differences, missing, questions
from backend.replies.draft import Draft, StatusReport
from backend.replies.letters import LETTERS

#: "Re:", "RE :", "AW:", "TR:", "Fwd:" and the like, repeated.
_PREFIXES = re.compile(r"^(?:(?:re|ré|rép|réf|aw|antw|sv|rv|res|r|tr|fw|fwd|wg|i)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_LONGEST_SUBJECT = 200
#: What answers a message without a document.
_ANSWERED_ALONE = {
    Intent.PAYMENT_STATUS_INQUIRY: (ReplyKind.PAYMENT_STATUS,), Intent.ORDER_CANCELLATION: (ReplyKind.ORDER_CANCELLATION,),
}  # fmt: skip
_INVOICES = {DocumentType.INVOICE, DocumentType.CREDIT_NOTE}


def suitable(intent: Intent, document: TradeDocument | None, findings: Sequence[Finding]) -> tuple[ReplyKind, ...]:
    """The kinds of reply that fit, the most useful first; none where only a person can answer (a change of bank details, for one)."""
    rules = {finding.rule for finding in findings}
    asks = (ReplyKind.MISSING_INFORMATION,) if rules & missing.RULES else ()
    if intent is Intent.ORDER_STATUS_INQUIRY:
        return (ReplyKind.ORDER_STATUS, ReplyKind.MISSING_INFORMATION)
    if document is None:
        return _ANSWERED_ALONE.get(intent, ())
    if intent is Intent.BANK_DETAILS_CHANGE:
        return ()
    if document.document_type in _INVOICES:
        disputes = (ReplyKind.INVOICE_DISPUTE,) if rules & set(invoice_differences.RULES) else ()
        return disputes + asks
    changes = (ReplyKind.ORDER_CHANGE,) if is_change(document, intent) else ()
    is_new = intent is Intent.ORDER and document.document_type is DocumentType.ORDER
    return (*changes, *asks, *((ReplyKind.ORDER_ACKNOWLEDGEMENT,) if is_new else ()))


def items_asked(case: Case, catalog: Catalog) -> tuple[str, ...]:
    """The ids of the items that are asked about beside the document."""
    return tuple(item.id for item in questions.items_asked(Draft(_NO_MAIL, case, catalog, None, "fr")))


def reference(mail: Mail, case: Case, catalog: Catalog, kind: ReplyKind) -> str:
    """The number that the ERP is asked about: the posted or matched order's, or that of the invoice that the mail names; "" for neither."""
    draft = Draft(mail, case, catalog, None, "fr")
    if kind is ReplyKind.PAYMENT_STATUS:
        return draft.asked_invoice.number if draft.asked_invoice else ""
    if draft.receipt:
        return draft.receipt.number
    return draft.sales_order.number if draft.sales_order else ""


def compose(kind: ReplyKind, mail: Mail, case: Case, catalog: Catalog, status: StatusReport | None = None) -> Reply:
    """The reply of this kind to the mail: in French to a French mail, else in English; it states only what case, Catalog and status say."""
    language: Language = "fr" if (case.language or "fr").lower().startswith("fr") else "en"
    draft = Draft(mail, case, catalog, status, language)
    letter, beside = LETTERS[kind](draft), questions.answered(draft)
    html = _environment().get_template(f"{language}/{kind}.html").render(letter.values, **beside.values)
    return Reply(kind, _subject(mail.subject), html.strip(), language, mail.sender.email, letter.facts + beside.facts)


_NO_MAIL = Mail("", "", Address(""))


def _subject(subject: str) -> str:
    """One "Re:", whatever stood before, on one line (a line break would begin another header field)."""
    plain = _PREFIXES.sub("", " ".join(subject.split()))
    return f"Re: {plain}"[:_LONGEST_SUBJECT].rstrip()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("backend.replies"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
