"""Messages: opening one, and waiting for what is found in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Response, request

from backend.content.media_type import MESSAGE, OUTLOOK_MESSAGE
from backend.errors import BadInput, NotFound
from backend.mailboxes import mime, msg, protection
from backend.mailboxes.graph_mailbox import MAILBOX
from backend.model.mail import Mail
from backend.pipeline.receive import receive
from backend.store.records import StoredMail
from backend.web.auth import current_actor, current_user, scope
from backend.web.cases import view_of
from backend.web.language import language
from backend.web.practice_mailbox import practice_mailbox
from backend.web.requests import AnsweredMessage, News, OpenedMessage
from backend.web.routes import Json, Routes, answer
from backend.web.schemas import ForeseenView, MailView
from backend.web.views import mail_view
from backend.web.wiring import wired

routes = Routes("mails", "Messages and what was found in them.")


@routes.post("/mails", MailView, takes=OpenedMessage, statuses=(200, 201), or_bytes=(MESSAGE, OUTLOOK_MESSAGE))
def open_message(body: Json | None) -> Response:
    """Receive the message on screen: its reference in a mail system, or the message itself (.eml or .msg).

    Opening it twice, or by two people, gives the same mail: 201 the first time, 200 afterwards.
    """
    mailbox, reference, fetch = _named(body) if body else _sent()
    known = scope().mails.of_reference(mailbox, reference)
    if known:
        return answer(view_of_mail(known))
    stored = receive(wired().workshop, current_user().organisation, current_actor(), fetch(), mailbox, reference)
    return answer(view_of_mail(stored), status=201)


@routes.get("/mails", MailView, takes=AnsweredMessage)
def find(query: Json) -> Response:
    """The message that its sender calls by this Message-ID; 404 when it was not received yet. Nothing is read for it."""
    known = scope().mails.of_message_id(query["message_id"])
    if known is None:
        raise NotFound(
            "This message has not been read here yet. Somebody who processes messages opens it first.",
            "Ce message n’a pas encore été lu ici. Une personne qui traite les messages doit d’abord l’ouvrir.",
        )
    return answer(view_of_mail(known))


@routes.get("/mails/foreseen", ForeseenView, takes=AnsweredMessage)
def foreseen(query: Json) -> Response:
    """The message that its sender calls by this Message-ID, received from a mailbox in Microsoft 365, perhaps before anybody opened it.

    What is on screen may only bear the same name: before it is worked on, the mail client has to hand it over.
    """
    known = scope().mails.of_message_id(query["message_id"])
    return answer({"mails": [view_of_mail(known)] if known and scope().mails.is_known_in(MAILBOX, known.id) else []})


@routes.get("/mails/<mail_id>", MailView, takes=News)
def read(query: Json, mail_id: str) -> Response:
    """The message, at once when its revision is beyond `after`, else as soon as it is or when `wait` milliseconds are over."""
    return answer(view_of_mail(scope().mails.wait(mail_id, query["after"], query["wait"] / 1000)))


def view_of_mail(mail: StoredMail) -> Json:
    """The message as the person sees it, with its cases."""
    return mail_view(mail, [view_of(case) for case in scope().cases.of_mail(mail.id)], language())


def _named(body: Json) -> tuple[str, str, Callable[[], Mail]]:
    """The mail system that the message is open in, its reference there, and how to fetch it."""
    if body["mailbox"] != "practice":
        raise BadInput("This mail system is not connected.", "Cette messagerie n’est pas connectée.")
    mailbox = practice_mailbox()
    return "practice", body["reference"], lambda: mailbox.fetch(body["reference"])


def _sent() -> tuple[str, str, Callable[[], Mail]]:
    """The message that is the body of the request, named by its content."""
    raw = request.get_data()
    fetch = (lambda: msg.parse(raw)) if request.mimetype == OUTLOOK_MESSAGE else lambda: mime.parse(protection.unsealed(raw))
    return "upload", hashlib.sha256(raw).hexdigest(), fetch
