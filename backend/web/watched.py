"""Watched mailboxes: administrators list, add, pause and remove them."""

from __future__ import annotations

from flask import Response

from backend.errors import MailboxMisconfigured
from backend.model.watched import PickingRule, Watch
from backend.pipeline import Work
from backend.pipeline.watching import is_announced, obstacle_to_watching
from backend.store import WatchedMailbox
from backend.web.auth import current_actor, current_user, require_administrator, scope
from backend.web.language import language
from backend.web.requests import Nothing
from backend.web.routes import Json, Routes, answer
from backend.web.views import moment
from backend.web.watched_schemas import WatchBody, WatchedMailboxesView
from backend.web.wiring import wired

routes = Routes("watched", "Watched mailboxes: administrators list, add, pause and remove them.")


@routes.get("/watched", WatchedMailboxesView)
def mailboxes() -> Response:
    """The mailboxes that are watched, and how they stand."""
    require_administrator()
    return _view()


@routes.post("/watched", WatchedMailboxesView, takes=WatchBody)
def watch(body: Json) -> Response:
    """Watch a folder of a mailbox: messages that come from now on are received and prepared before anybody opens them.

    Raises MailboxMisconfigured where no mailbox of the mail system can be watched.
    """
    require_administrator()
    system = body["system"] or next(iter(_systems()), "")
    opened = wired().workshop.watchables.get(system)
    if opened is None:
        raise MailboxMisconfigured
    opened(current_user().organisation, body["address"])
    senders, subjects = (tuple(text.strip() for text in body[name] if text.strip()) for name in ("senders", "subjects"))
    folder = "/".join(part.strip() for part in body["folder"].split("/") if part.strip())
    rule = PickingRule(folder, senders, subjects, body["only_with_attachments"])
    mailbox = scope().watched.add(system, body["address"], rule, current_actor(), wired().workshop.clock())
    return _changed(mailbox.id)


@routes.post("/watched/<mailbox_id>/pause", WatchedMailboxesView, takes=Nothing)
def pause(body: Json, mailbox_id: str) -> Response:  # noqa: ARG001 -- an empty body is checked to be empty
    """Read it no more until it is resumed; what comes meanwhile is read then."""
    return _wanted(mailbox_id, Watch.PAUSED)


@routes.post("/watched/<mailbox_id>/resume", WatchedMailboxesView, takes=Nothing)
def resume(body: Json, mailbox_id: str) -> Response:  # noqa: ARG001 -- an empty body is checked to be empty
    """Go on reading it."""
    return _wanted(mailbox_id, Watch.ACTIVE)


@routes.post("/watched/<mailbox_id>/remove", WatchedMailboxesView, takes=Nothing)
def remove(body: Json, mailbox_id: str) -> Response:  # noqa: ARG001 -- an empty body is checked to be empty
    """Watch it no more; what was received stays."""
    return _wanted(mailbox_id, Watch.ENDED)


def _wanted(mailbox_id: str, state: Watch) -> Response:
    require_administrator()
    scope().watched.want(mailbox_id, state, current_actor())
    return _changed(mailbox_id)


def _changed(mailbox_id: str) -> Response:
    wired().workshop.nudge(Work.WATCH, current_user().organisation, mailbox_id)
    return _view()


def _view() -> Response:
    found = [_obstacle(system) for system in wired().workshop.watchables]
    obstacle = "" if _systems() else " ".join(filter(None, found))
    kept = [mailbox for mailbox in scope().watched.all() if mailbox.state is not Watch.ENDED]
    return answer({"mailboxes": [_mailbox_view(mailbox) for mailbox in kept], "systems": _systems(), "obstacle": obstacle})


def _systems() -> list[str]:
    """The mail systems in which mailboxes of the organisation can be watched."""
    return [system for system in wired().workshop.watchables if not _obstacle(system)]


def _obstacle(system: str) -> str:
    found = obstacle_to_watching(wired().workshop, current_user().organisation, system)
    return found.in_language(language()) if found else ""


def _mailbox_view(mailbox: WatchedMailbox) -> Json:
    return {
        "id": mailbox.id,
        "system": mailbox.system,
        "address": mailbox.address,
        "folder": mailbox.rule.folder,
        "senders": list(mailbox.rule.senders),
        "subjects": list(mailbox.rule.subjects),
        "only_with_attachments": mailbox.rule.only_with_attachments,
        "state": mailbox.state,
        "started_at": moment(mailbox.started_at),
        "is_announced": is_announced(wired().workshop, mailbox),
        "read_at": moment(mailbox.read_at) if mailbox.read_at else None,
        "retry_at": moment(mailbox.retry_at) if mailbox.retry_at else None,
        "received": mailbox.received,
        "problem": mailbox.problem.in_language(language()) if mailbox.problem else "",
        "skipped": mailbox.skipped.in_language(language()) if mailbox.skipped else "",
    }
