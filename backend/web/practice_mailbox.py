"""The practice mailbox over HTTP: a small mail system for trying Countersign, in demo mode only."""

from __future__ import annotations

from flask import Response
from werkzeug.datastructures import FileStorage

from backend.content import html
from backend.errors import NotAllowed, NotFound
from backend.mailboxes.practice import PracticeMailbox, Summary
from backend.model.mail import Attachment
from backend.model.reply import ReplyKind
from backend.pipeline import decide
from backend.pipeline.replies import compose
from backend.readers import confined
from backend.web import files
from backend.web.auth import current_actor, current_user, scope
from backend.web.practice_schemas import FolderView, MessageView, Reference, SummaryView
from backend.web.requests import Draft, Dropped, InFolder, NewDraft, Nothing, Width
from backend.web.routes import BINARY, Json, Routes, answer
from backend.web.views import address_view, moment
from backend.web.wiring import DEMO_ORGANISATION, wired

routes = Routes("practice_mailbox", "The mail system of demo mode; nothing in it ever leaves the machine.")

_MESSAGE = "/practice/messages/<reference>"


def practice_mailbox() -> PracticeMailbox:
    """The practice mailbox, for the people of the demonstration only; raises NotFound."""
    mailbox = wired().practice_mailbox
    if mailbox is None or current_user().organisation != DEMO_ORGANISATION:
        raise NotFound
    return mailbox


@routes.get("/practice/folders", FolderView(many=True))
def folders() -> Response:
    """The folders with how much is in them."""
    return answer([_folder(name) for name in practice_mailbox().folders()])


@routes.get("/practice/messages", SummaryView(many=True), takes=InFolder)
def messages(query: Json) -> Response:
    """The messages of one folder, as the mailbox sorts them."""
    return answer([_summary(summary) for summary in practice_mailbox().messages(query["folder"])])


@routes.get(_MESSAGE, MessageView)
def message(reference: str) -> Response:
    """One message, as plain text, now read."""
    mailbox = practice_mailbox()
    mail = mailbox.fetch(reference)
    mailbox.mark_read(reference)
    return answer(
        {
            **{name: value for name, value in _summary(mailbox.summary(reference)).items() if name not in {"has_attachments", "unread"}},
            "text": mail.text or html.text_of(mail.html),
            "attachments": [_attachment(attachment) for attachment in mail.attachments],
        }
    )


@routes.get(f"{_MESSAGE}/attachments/<part>/content", BINARY, content_type="application/octet-stream")
def attachment_content(reference: str, part: str) -> Response:
    """The bytes of an attachment, as a download."""
    return files.download(_part(reference, part))


@routes.get(f"{_MESSAGE}/attachments/<part>/pages/<int:number>/image", BINARY, takes=Width, content_type="image/png")
def attachment_page(query: Json, reference: str, part: str, number: int) -> Response:
    """One page of an attachment as an image, as it is stored."""
    attachment, width = _part(reference, part), query["width"]
    name = f"{attachment.content_hash}-{number}-{width}-as-stored"
    return files.page_image(name, lambda: confined.page_image(wired().workshop.caller, attachment, number, 0.0, width))


@routes.post("/practice/messages", Reference, takes=Dropped, statuses=(201,), location="files")
def deliver(body: Json) -> Response:
    """A dropped file becomes a message in the inbox."""
    file: FileStorage = body["file"]
    return answer({"reference": practice_mailbox().deliver(file.read(), file.filename or "")}, status=201)


@routes.post("/practice/drafts", Reference, takes=NewDraft, statuses=(201,))
def draft(body: Json) -> Response:
    """A reply about a case, opened as a draft for a person to finish; 409 when the message on screen is not the case's."""
    mailbox = practice_mailbox()
    case = scope().cases.get(body["case_id"])
    if scope().mails.id_of(mailbox.fetch(body["in_reply_to"])) != case.mail_id:
        raise NotAllowed("The case belongs to another message.", "Le dossier appartient à un autre message.")
    reply = compose(wired().workshop, case.organisation, case.id, ReplyKind(body["kind"]), body["attachments"])
    reference = mailbox.draft_reply(body["in_reply_to"], reply, case.id)
    decide.drafted(wired().workshop, case.organisation, current_actor(), case.id, reply.kind, reference, reply.attachments)
    return answer({"reference": reference}, status=201)


@routes.put("/practice/drafts/<reference>", Reference, takes=Draft)
def write_draft(body: Json, reference: str) -> Response:
    """What the person wrote."""
    practice_mailbox().update_draft(reference, body["subject"], body["text"])
    return answer({"reference": reference})


@routes.post("/practice/drafts/<reference>/send", Reference, takes=Nothing)
def send(body: Json, reference: str) -> Response:  # noqa: ARG001 -- an empty body is checked to be empty
    """Move a draft to the sent messages; the case that it is about is then answered."""
    mailbox = practice_mailbox()
    answers = mailbox.answers(reference)
    sent = mailbox.send(reference)
    if answers.case_id:
        organisation = current_user().organisation
        decide.reply_sent(wired().workshop, organisation, current_actor(), answers.case_id, answers.message_id, reference)
    return answer({"reference": sent})


def _folder(name: str) -> Json:
    found = practice_mailbox().messages(name)
    return {"name": name, "messages": len(found), "unread": sum(summary.unread for summary in found)}


def _summary(summary: Summary) -> Json:
    return {
        "reference": summary.reference,
        "folder": summary.folder,
        "from": address_view(summary.sender),
        "to": [address_view(address) for address in summary.recipients],
        "subject": summary.subject,
        "received_at": moment(summary.received_at),
        "has_attachments": summary.has_attachments,
        "unread": summary.unread,
    }


def _attachment(attachment: Attachment) -> Json:
    return {"part": attachment.part, "name": attachment.name, "media_type": attachment.media_type, "size": attachment.size}


def _part(reference: str, part: str) -> Attachment:
    found = next((attachment for attachment in practice_mailbox().fetch(reference).attachments if attachment.part == part), None)
    if found is None:
        raise NotFound
    return found
