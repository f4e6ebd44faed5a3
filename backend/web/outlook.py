"""Mailboxes of Microsoft 365 in the name of the person who is signed in: the open message, a reply as a draft, and its category."""

from __future__ import annotations

from flask import Response

from backend.errors import MailboxMisconfigured, NotAllowed
from backend.mailboxes.graph import Graph
from backend.mailboxes.graph_mailbox import MAILBOX, Category, GraphMailbox, Known
from backend.model.mail import Mail
from backend.model.reply import ReplyKind
from backend.pipeline import decide
from backend.pipeline.marking import called_for
from backend.pipeline.receive import receive
from backend.pipeline.replies import compose
from backend.web import marking
from backend.web.auth import by_entra, current_actor, current_user, scope
from backend.web.mails import view_of_mail
from backend.web.outlook_schemas import OutlookCategory, OutlookDraft, OutlookMessage, OutlookReply
from backend.web.routes import Json, Routes, answer
from backend.web.schemas import MailView
from backend.web.wiring import wired

routes = Routes("outlook", "Mailboxes of Microsoft 365, through Graph, in the name of the person who is signed in.")


@routes.post("/mails/in-mailbox", MailView, takes=OutlookMessage, statuses=(200, 201))
def open_message(body: Json) -> Response:
    """Receive the message on screen by its id: 201 the first time, 200 afterwards; Microsoft 365 says who may open it."""
    mailbox = _mailbox(body)
    known = mailbox.known(body["message_id"])
    stored = scope().mails.of_reference(MAILBOX, known.id)
    if stored:
        return answer(view_of_mail(stored))
    stored = receive(wired().workshop, current_user().organisation, current_actor(), mailbox.fetch(known.id), MAILBOX, known.id)
    return answer(view_of_mail(stored), status=201)


@routes.post("/cases/<case_id>/draft", OutlookDraft, takes=OutlookReply, statuses=(201,))
def draft(body: Json, case_id: str) -> Response:
    """A reply about a case as a draft in the mailbox, for a person to finish; 409 when the message on screen is not the case's."""
    case = scope().cases.get(case_id)
    mailbox = _mailbox(body)
    known = _on_screen(mailbox, body, case.mail_id)
    reply = compose(wired().workshop, case.organisation, case.id, ReplyKind(body["kind"]), body["attachments"])
    made = mailbox.draft_reply(known.id, reply)
    decide.drafted(wired().workshop, case.organisation, current_actor(), case.id, reply.kind, made.id, reply.attachments)
    return answer({"reference": made.id, "url": made.url}, status=201)


@routes.post("/mails/<mail_id>/category", OutlookCategory, takes=OutlookMessage)
def mark(body: Json, mail_id: str) -> Response:
    """Give the message on screen the category that its cases now call for, or take ours away; the same request again changes nothing.

    To be called after posting and after undoing; an organisation without categories is answered "" and nothing is touched.
    """
    stored = scope().mails.get(mail_id)
    mailbox = _mailbox(body)
    if not marking.decided().categories:
        return answer({"category": ""})
    mark = called_for(scope(), stored.id)
    wanted = Category[mark.name] if mark else None
    mailbox.categorise(_on_screen(mailbox, body, stored.id), wanted)
    return answer({"category": wanted or ""})


def _mailbox(body: Json) -> GraphMailbox:
    """The mailbox of the request, opened in the person's name; raises NotAllowed, and MailboxMisconfigured without a secret."""
    identity, assertion = by_entra()
    server, on_behalf = wired().graph, wired().on_behalf
    if server is None or on_behalf is None:
        raise MailboxMisconfigured(
            "Countersign has no secret or certificate to open mailboxes with: tell your administrator.",
            "Countersign n’a ni secret ni certificat pour ouvrir les boîtes aux lettres : prévenez votre administrateur.",
        )
    graph = Graph(server, lambda: on_behalf.of_person(identity, assertion))
    return GraphMailbox(graph, body["mailbox"], wired().settings.max_bytes)


def _on_screen(mailbox: GraphMailbox, body: Json, mail_id: str) -> Known:
    """The message of the request; raises NotAllowed unless it is that mail, also when that was received another way."""
    known, mail = mailbox.known(body["message_id"]), scope().mails.get(mail_id).mail
    if not (_is_of(known, mail) or _id_of(mailbox, known) == mail_id):
        raise NotAllowed("The case belongs to another message.", "Le dossier appartient à un autre message.")
    return known


def _is_of(known: Known, mail: Mail) -> bool:
    """Whether the same sender calls both by the same name: clients differ in how they write out what a message says."""
    sender = mail.forwarded_by or mail.sender
    return bool(known.message_id) and (known.message_id, known.sender) == (mail.message_id, sender.email.lower())


def _id_of(mailbox: GraphMailbox, known: Known) -> str:
    """The id that the message has here, whether it was received or not."""
    stored = scope().mails.of_reference(MAILBOX, known.id)
    return stored.id if stored else scope().mails.id_of(mailbox.fetch(known.id))
