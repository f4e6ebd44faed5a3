"""The nouns as the JSON of the API, with sentences in the client's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from backend.connectors.connector import StatusReport
from backend.content import html
from backend.model.audit import AuditEvent
from backend.model.case import Case, Decision, Receipt, Undone
from backend.model.catalog import Candidate, Match
from backend.model.document import Box, Origin, Page
from backend.model.field import Evidence, Field, Fields
from backend.model.finding import Finding
from backend.model.mail import Address
from backend.model.memory import Source
from backend.model.reply import Reply
from backend.model.sentence import Language
from backend.model.trade import TradeDocument, header_fields
from backend.model.user import User
from backend.pipeline.standing import Standing
from backend.review import Can
from backend.store.records import StoredAttachment, StoredMail
from backend.web.change_views import change_view, rehearsal_view
from backend.web.routes import Json

#: Pages of these origins exist as an image; a body or a sheet is laid out from its words.
_SHOWN_AS_IMAGE = frozenset({Origin.TEXT_LAYER, Origin.OCR})
#: Digits kept of a place on a page: a tenth of a pixel on a page 10 000 pixels wide.
_PLACE_DIGITS = 5


def mail_view(mail: StoredMail, cases: Sequence[Json], language: Language) -> Json:
    """MailView: the message, how far its reading is, and its cases (each already a CaseView)."""
    return {
        "id": mail.id,
        "revision": mail.revision,
        "subject": mail.mail.subject,
        "sender": address_view(mail.mail.sender),
        "forwarded_by": address_view(mail.mail.forwarded_by) if mail.mail.forwarded_by else None,
        "received_at": moment(mail.mail.received_at or mail.received_at),
        "status": mail.status,
        "authentication_failed": mail.mail.authentication.failed,
        "progress": dict(mail.progress) if mail.progress else None,
        "attachments": [attachment_view(attachment) for attachment in mail.attachments],
        "findings": [finding_view(finding, language) for finding in mail.findings],
        "cases": list(cases),
    }


def attachment_view(attachment: StoredAttachment) -> Json:
    """AttachmentView."""
    return {
        "part": attachment.part,
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "pages": attachment.pages,
    }


def case_view(case: Case, can: Can, replies: Sequence[str], language: Language, *, is_tried_first: bool = False) -> Json:
    """CaseView; what the person can do and which replies suit comes from the review and the replies."""
    return {
        "id": case.id,
        "mail_id": case.mail_id,
        "version": case.version,
        "status": case.status,
        "intent": case.intent,
        "language": case.language,
        "question": case.question,
        "document": document_view(case.document) if case.document else None,
        "matches": {path: match_view(match) for path, match in case.matches.items()},
        "findings": [finding_view(finding, language) for finding in case.findings],
        "receipt": _receipt(case.receipt),
        "decision": _decision(case.decision),
        "undo_until": moment(case.undo_until),
        "undone": _undone(case.undone),
        "rehearsal": rehearsal_view(case, language, is_tried_first=is_tried_first),
        "change": change_view(case),
        "refusal": case.refusal if isinstance(case.refusal, str) else case.refusal.in_language(language),
        "can": {
            "correct": can.correct,
            "approve": can.approve,
            "reject": can.reject,
            "hold": can.hold,
            "reopen": can.reopen,
            "undo": can.undo,
            "reply": can.reply,
        },
        "replies": list(replies),
    }


def waiting_case_view(case: Case, mail: StoredMail) -> Json:
    """WaitingCaseView: the case with the message that it came by."""
    return {
        "id": case.id,
        "mail_id": case.mail_id,
        "status": case.status,
        "intent": case.intent,
        "number": case.document.number() if case.document else "",
        "subject": mail.mail.subject,
        "sender": mail.mail.sender.name or mail.mail.sender.email,
        "received_at": moment(mail.mail.received_at or mail.received_at),
    }


def document_view(document: TradeDocument) -> Json:
    """DocumentView: its fields by name, and the names in the order in which a person reads them."""
    return {
        "document_type": document.document_type,
        "number": document.number(),
        "currency": document.value("currency"),
        "fields": _fields(document.fields),
        "field_names": list(header_fields(document.document_type)),
        "lines": [_fields(line) for line in document.lines],
        "tax_breakdown": [_fields(row) for row in document.tax_breakdown],
        "sources": list(document.sources),
    }


def _fields(fields: Fields) -> Json:
    return {name: field_view(field) for name, field in fields.items()}


def field_view(field: Field) -> Json:
    """FieldView."""
    return {
        "name": field.name,
        "value": field.value,
        "text": field.text,
        "confidence": round(field.confidence, 3),
        "sure": field.sure,
        "method": field.method,
        "evidence": _evidence(field.evidence),
        "learned_from": learned_from_view(field.learned_from) if field.learned_from else None,
    }


def learned_from_view(source: Source) -> Json:
    """LearnedFromView."""
    return {"lesson": source.lesson, "mail_id": source.mail_id, "document": source.document, "by": source.by, "at": moment(source.at)}


def _evidence(evidence: Evidence | None) -> Json | None:
    if evidence is None:
        return None
    return {
        "part": evidence.part,
        "page": evidence.page,
        "box": _box(evidence.box) if evidence.box else None,
        "cell": evidence.cell,
        "xpath": evidence.xpath,
        "excerpt": evidence.excerpt,
    }


def _box(box: Box) -> list[float]:
    """Left, top, right, bottom within the page."""
    return [round(min(max(side, 0.0), 1.0), _PLACE_DIGITS) for side in (box.left, box.top, box.right, box.bottom)]


def match_view(match: Match) -> Json:
    """MatchView."""
    return {
        "best": candidate_view(match.best) if match.best else None,
        "runners_up": [candidate_view(candidate) for candidate in match.runners_up],
    }


def candidate_view(candidate: Candidate) -> Json:
    """CandidateView."""
    return {
        "id": candidate.id,
        "label": candidate.label,
        "number": candidate.number,
        "score": round(candidate.score, 3),
        "method": candidate.method,
        "learned_from": learned_from_view(candidate.learned_from) if candidate.learned_from else None,
    }


def finding_view(finding: Finding, language: Language) -> Json:
    """FindingView: its sentence and remedy in the client's language."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "path": finding.path,
        "sentence": finding.sentence.in_language(language),
        "remedy": finding.remedy.in_language(language) if finding.remedy else "",
        "attachment": finding.attachment,
    }


def _receipt(receipt: Receipt | None) -> Json | None:
    return {"id": receipt.id, "number": receipt.number, "url": receipt.url} if receipt else None


def _undone(undone: Undone | None) -> Json | None:
    return {"number": undone.number, "at": moment(undone.at)} if undone else None


def _decision(decision: Decision | None) -> Json | None:
    return {"user_id": decision.user_id, "name": decision.name, "at": moment(decision.at)} if decision else None


def event_view(event: AuditEvent) -> Json:
    """EventView."""
    return {
        "sequence": event.sequence,
        "at": moment(event.at),
        "actor": {"id": event.actor.id, "name": event.actor.name},
        "action": event.action,
        "details": dict(event.details),
        "digest": event.digest,
    }


def standing_view(standing: Standing) -> Json:
    """StandingView."""
    report = standing.report or StatusReport(standing.number, "")
    return {
        "about": standing.about,
        "number": standing.number,
        "status": report.status,
        "expected": report.expected,
        "url": report.url,
        "paid_on": report.paid_on,
        "open_amount": _decimal(report.open_amount),
        "currency": report.currency,
        "lines": [
            {
                "item_id": line.item_id,
                "description": line.description,
                "quantity": _decimal(line.quantity),
                "delivered_quantity": _decimal(line.delivered_quantity),
                "invoiced_quantity": _decimal(line.invoiced_quantity),
                "expected": line.expected,
            }
            for line in report.lines
        ],
    }


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def reply_view(reply: Reply, language: Language, offered: Sequence[StoredAttachment] = ()) -> Json:
    """ReplyView: the facts are named in the client's language, the reply itself stays in the sender's; `offered` may go along."""
    return {
        "kind": reply.kind,
        "subject": reply.subject,
        "html": reply.html,
        "text": html.text_of(reply.html),
        "language": reply.language,
        "to": reply.to,
        "facts": [
            {"label": fact.label.in_language(language), "value": fact.value, "source": fact.source.in_language(language)}
            for fact in reply.facts
        ],
        "attachments": [attachment_view(attachment) for attachment in offered],
    }


def page_view(page: Page) -> Json:
    """PageView: the words with their places."""
    return {
        "number": page.number,
        "origin": page.origin,
        "width": page.width,
        "height": page.height,
        "name": page.name,
        "has_image": page.origin in _SHOWN_AS_IMAGE,
        "words": [{"text": word.text, "box": _box(word.box), "cell": word.cell} for word in page.words],
    }


def user_view(user: User) -> Json:
    """UserView."""
    return {"id": user.id, "name": user.name, "email": user.email, "role": user.role}


def address_view(address: Address) -> Json:
    """AddressView."""
    return {"name": address.name, "email": address.email}


def moment(at: datetime | None) -> str | None:
    """The moment in ISO 8601, UTC."""
    return at.astimezone(UTC).isoformat() if at else None
