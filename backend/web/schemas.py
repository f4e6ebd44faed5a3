"""What the API answers, as marshmallow schemas: the documentation of the JSON that `views` makes, and the measure of its tests."""

from __future__ import annotations

from marshmallow import Schema, validate
from marshmallow import fields as f

from backend.model.case import MailStatus, Status
from backend.model.document import Origin
from backend.model.finding import Severity
from backend.model.reply import ReplyKind
from backend.model.trade import DocumentType, Intent
from backend.model.user import Role
from backend.web.change_schemas import OrderChangeView, RehearsalView
from backend.web.fields import Strict, box, choice, listed, moment, nested, string, strings, truth, whole


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type = string()
    title = string()
    status = whole()
    detail = string()
    instance = string()
    errors = f.Dict(metadata={"description": "What is wrong with which field, when the request's content is refused."})


class Health(Strict):
    """That the server answers."""

    status = string()


# --- values, evidence, findings ---------------------------------------------------------------------------------------


class EvidenceView(Strict):
    """Where a value stands; page 0 means that there is no page."""

    part = string()
    page = whole()
    box = box()
    cell = string()
    xpath = string()
    excerpt = string()


class LearnedFromView(Strict):
    """The confirmed correction that something was learned from, and the lesson's id."""

    lesson = string()
    mail_id = string()
    document = string()
    by = string()
    at = moment()


class FieldView(Strict):
    """One value: normalised, as printed, how sure, and the evidence for it."""

    name = string()
    value = string()
    text = string()
    confidence = f.Float(required=True, validate=validate.Range(0, 1))
    sure = truth()
    method = string()
    evidence = nested(EvidenceView, nullable=True)
    learned_from = nested(LearnedFromView, nullable=True)


class FindingView(Strict):
    """What a rule noticed, in the client's language."""

    rule = string()
    severity = choice(Severity)
    path = string()
    sentence = string()
    remedy = string()
    attachment = string()


class CandidateView(Strict):
    """One thing of the ERP that might be meant."""

    id = string()
    label = string()
    number = string()
    score = f.Float(required=True)
    method = string()
    learned_from = nested(LearnedFromView, nullable=True)


class MatchView(Strict):
    """What something in the document is in the ERP."""

    best = nested(CandidateView, nullable=True)
    runners_up = listed(CandidateView)


class Candidates(Strict):
    """What a search of the catalog found, the best first."""

    candidates = listed(CandidateView)


# --- cases --------------------------------------------------------------------------------------------------------------


def fields_by_name() -> f.Dict:
    """Fields by their name."""
    return f.Dict(keys=f.String(), values=f.Nested(FieldView), required=True)


class DocumentView(Strict):
    """A trade document, every value a field."""

    document_type = choice(DocumentType)
    number = string()
    currency = string()
    fields_ = f.Dict(keys=f.String(), values=f.Nested(FieldView), required=True, data_key="fields")
    field_names = strings()
    lines = f.List(fields_by_name(), required=True)
    tax_breakdown = f.List(fields_by_name(), required=True)
    sources = strings()


class ReceiptView(Strict):
    """What the ERP answered to the posting."""

    id = string()
    number = string()
    url = string()


class UndoneView(Strict):
    """A posting that was taken back: the ERP's number of it, and when."""

    number = string()
    at = moment()


class DecisionView(Strict):
    """Who decided, and when."""

    user_id = string()
    name = string()
    at = moment()


class CanView(Strict):
    """What the person may do with the case now."""

    correct = truth()
    approve = truth()
    reject = truth()
    hold = truth()
    reopen = truth()
    undo = truth()
    reply = truth()


class CaseView(Strict):
    """All that is known of one trade document or question, and where it stands."""

    id = string()
    mail_id = string()
    version = whole()
    status = choice(Status)
    intent = choice(Intent)
    language = string()
    question = string()
    document = nested(DocumentView, nullable=True)
    matches = f.Dict(keys=f.String(), values=f.Nested(MatchView), required=True)
    findings = listed(FindingView)
    receipt = nested(ReceiptView, nullable=True)
    decision = nested(DecisionView, nullable=True)
    undo_until = moment(nullable=True)
    undone = nested(UndoneView, nullable=True)
    rehearsal = nested(RehearsalView, nullable=True)
    change = nested(OrderChangeView, nullable=True)
    refusal = string()
    can = nested(CanView)
    replies = f.List(f.String(validate=validate.OneOf([str(kind) for kind in ReplyKind])), required=True)


class WaitingCaseView(Strict):
    """A case that waits, and by which message it came."""

    id = string()
    mail_id = string()
    status = choice(Status)
    intent = choice(Intent)
    number = string()
    subject = string()
    sender = string()
    received_at = moment(nullable=True)


class WaitingView(Strict):
    """A page of the cases that wait, and whether another follows."""

    cases = listed(WaitingCaseView)
    has_more = truth()


class ActorView(Strict):
    """Who acted."""

    id = string()
    name = string()


class EventView(Strict):
    """One entry of the audit trail."""

    sequence = whole()
    at = moment()
    actor = nested(ActorView)
    action = string()
    details = f.Dict(required=True)
    digest = string()


class FactView(Strict):
    """One fact that a reply states, and where it comes from."""

    label = string()
    value = string()
    source = string()


class AttachmentView(Strict):
    """One part of a message; `pages` is 0 until it has been read."""

    part = string()
    name = string()
    media_type = string()
    size = whole()
    pages = whole()


class ReplyView(Strict):
    """A draft answer; `html` is made by our own templates with every value escaped, `text` is the same as plain text.

    `attachments` are the files of the message that may go along.
    """

    kind = choice(ReplyKind)
    subject = string()
    html = string()
    text = string()
    language = string()
    to = string()
    facts = listed(FactView)
    attachments = listed(AttachmentView)


# --- mails ----------------------------------------------------------------------------------------------------------------


class AddressView(Strict):
    """A name and an e-mail address."""

    name = string()
    email = string()


class ProgressView(Strict):
    """What is being done right now."""

    step = string(validate=validate.OneOf(("reading", "recognising", "extracting", "matching", "checking")))
    attachment = string()
    page = whole()
    pages = whole()


class MailView(Strict):
    """A message, how far its reading is, and the cases found in it. `revision` grows with every visible change."""

    id = string()
    revision = whole()
    subject = string()
    sender = nested(AddressView)
    forwarded_by = nested(AddressView, nullable=True)
    received_at = moment(nullable=True)
    status = choice(MailStatus)
    authentication_failed = truth()
    progress = nested(ProgressView, nullable=True)
    attachments = listed(AttachmentView)
    findings = listed(FindingView)
    cases = listed(CaseView)


class ForeseenView(Strict):
    """The message that was received before anybody opened it; none when there is no such."""

    mails = listed(MailView)


class WordView(Strict):
    """One word and where it stands."""

    text = string()
    box = box(nullable=False)
    cell = string()


class PageView(Strict):
    """The words of one page; `has_image` says whether the page can be shown as an image."""

    number = whole()
    origin = choice(Origin)
    width = f.Float(required=True)
    height = f.Float(required=True)
    name = string()
    has_image = truth()
    words = listed(WordView)


class XmlView(Strict):
    """The text of a structured document."""

    text = string()


# --- session ----------------------------------------------------------------------------------------------------------------


class UserView(Strict):
    """A person."""

    id = string()
    name = string()
    email = string()
    role = choice(Role)


class DemoUserView(Strict):
    """A person of the demonstration."""

    id = string()
    name = string()
    role = choice(Role)


class DemoUsers(Strict):
    """Who can be signed in as in demo mode."""

    users = listed(DemoUserView)


class SignedIn(Strict):
    """A session token, and whose it is."""

    token = string()
    user = nested(UserView)


class OrganisationView(Strict):
    """A company that works with Countersign."""

    id = string()
    name = string()


class ErpView(Strict):
    """The ERP that documents are sent to."""

    name = string()
    url = string()


class EntraView(Strict):
    """Where people sign in by Microsoft Entra, for which app registration and for which scope."""

    client_id = string()
    authority = string()
    scope = string()


class GoogleView(Strict):
    """Where people sign in with Google: at this address of ours, "" for nowhere, with `page` in the query for where it ends."""

    address = string()


class SessionView(Strict):
    """Who is signed in, and where."""

    user = nested(UserView)
    organisation = nested(OrganisationView)
    demo = truth()
    erp = nested(ErpView)
    undo_seconds = whole()
    #: Whether messages get categories in Outlook that say where they stand, and a bar above them the ERP's number.
    categories = truth()
    bar = truth()
