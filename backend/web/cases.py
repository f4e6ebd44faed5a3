"""Cases: reading one, correcting it, and deciding about it."""

from __future__ import annotations

from flask import Response

from backend.model.audit import Actor
from backend.model.case import Case
from backend.model.document import Box
from backend.model.field import Evidence
from backend.model.reply import ReplyKind
from backend.model.user import Role
from backend.pipeline import decide
from backend.pipeline.enclosures import offered
from backend.pipeline.replies import compose
from backend.pipeline.standing import standings
from backend.pipeline.workshop import Workshop
from backend.replies import suitable
from backend.review import LOOKING, Change, can
from backend.web import schemas
from backend.web.auth import current_actor, current_user, require_step_up, scope
from backend.web.language import language
from backend.web.requests import Answered, Approval, Corrections, Paged, Rejection, Versioned, Wanted
from backend.web.routes import Json, Routes, answer
from backend.web.standing_schemas import StandingView
from backend.web.views import case_view, event_view, reply_view, standing_view, waiting_case_view
from backend.web.wiring import wired

routes = Routes("cases", "Trade documents and questions found in messages, and what people decide about them.")

#: How many waiting cases one page lists.
_PAGE = 20


@routes.get("/cases/waiting", schemas.WaitingView, takes=Paged)
def waiting(query: Json) -> Response:
    """What waits for a person or is on its way to the ERP, the latest first, a page at a time."""
    found = scope().cases.waiting(_PAGE + 1, query["page"] * _PAGE)
    cases = [waiting_case_view(case, scope().mails.get(case.mail_id)) for case in found[:_PAGE]]
    return answer({"cases": cases, "has_more": len(found) > _PAGE})


@routes.get("/cases/<case_id>", schemas.CaseView)
def read(case_id: str) -> Response:
    """All that is known of the case."""
    return answer(view_of(scope().cases.get(case_id)))


@routes.post("/cases/<case_id>/corrections", schemas.CaseView, takes=Corrections)
def correct(body: Json, case_id: str) -> Response:
    """Make the changes, match and check again; 409 when the version is not the newest."""
    return answer(view_of(decide.correct(*_who(), case_id, body["version"], [_change(change) for change in body["changes"]])))


@routes.post("/cases/<case_id>/approve", schemas.CaseView, takes=Approval, statuses=(202,))
def approve(body: Json, case_id: str) -> Response:
    """Send it to the ERP: 202, then wait for the mail's next revisions; 409 when the message on screen is not the case's.

    401 with a claims challenge when the person's organisation wants them to confirm who they are; the same request is sent again then.
    """
    return answer(view_of(decide.approve(*_who(), case_id, body["version"], body["mail_id"], require_step_up)), status=202)


@routes.post("/cases/<case_id>/reject", schemas.CaseView, takes=Rejection)
def reject(body: Json, case_id: str) -> Response:
    """Put it aside, with the reason."""
    return answer(view_of(decide.reject(*_who(), case_id, body["version"], body["reason"])))


@routes.post("/cases/<case_id>/reopen", schemas.CaseView, takes=Versioned)
def reopen(body: Json, case_id: str) -> Response:
    """Take a rejected, answered or held case back into review."""
    return answer(view_of(decide.reopen(*_who(), case_id, body["version"])))


@routes.post("/cases/<case_id>/hold", schemas.CaseView, takes=Versioned)
def hold(body: Json, case_id: str) -> Response:
    """Let it wait for somebody or something."""
    return answer(view_of(decide.hold(*_who(), case_id, body["version"])))


@routes.post("/cases/<case_id>/undo", schemas.CaseView, takes=Versioned)
def undo(body: Json, case_id: str) -> Response:
    """Take a posting back while there is time for it."""
    return answer(view_of(decide.undo(*_who(), case_id, body["version"])))


@routes.post("/cases/<case_id>/answered", schemas.CaseView, takes=Answered)
def answered(body: Json, case_id: str) -> Response:
    """Record that it was answered by this draft."""
    return answer(view_of(decide.answered(*_who(), case_id, body["version"], body["draft"])))


@routes.get("/cases/<case_id>/events", schemas.EventView(many=True))
def events(case_id: str) -> Response:
    """The audit trail of the case and of the message it came with, the oldest event first."""
    case = scope().cases.get(case_id)
    return answer([event_view(event) for event in scope().audit.of_mail(case.mail_id) if event.case_id in {"", case.id}])


@routes.get("/cases/<case_id>/standing", StandingView(many=True))
def standing(case_id: str) -> Response:
    """Where the documents that the case is about stand in the ERP, asked now: what was posted, the order, the invoice."""
    return answer([standing_view(one) for one in standings(wired().workshop, current_user().organisation, case_id)])


@routes.get("/cases/<case_id>/reply", schemas.ReplyView, takes=Wanted)
def reply(query: Json, case_id: str) -> Response:
    """A draft answer in the sender's language, with the facts it states, and the files of the message that may go along."""
    kind = ReplyKind(query["kind"]) if query["kind"] else None
    composed = compose(wired().workshop, current_user().organisation, case_id, kind)
    mail = scope().mails.get(scope().cases.get(case_id).mail_id)
    return answer(reply_view(composed, language(), offered(mail)))


def view_of(case: Case) -> Json:
    """The case as the person sees it, with what they may do now."""
    replies = suitable(case.intent, case.document, case.findings)
    sandbox = scope().sandbox.sealed()
    is_tried_first = sandbox is not None and sandbox.is_on
    may = LOOKING if current_user().role is Role.AUDITOR else can(case, wired().workshop.clock())
    return case_view(case, may, replies, language(), is_tried_first=is_tried_first)


def _who() -> tuple[Workshop, str, Actor]:
    """Where, for whom and by whom a decision is made."""
    return wired().workshop, current_user().organisation, current_actor()


def _change(given: Json) -> Change:
    return Change(given["path"], given["value"], _evidence(given["evidence"]) if given["evidence"] else None)


def _evidence(given: Json) -> Evidence:
    box = given.get("box")
    return Evidence(given["part"], given["page"], Box(*box) if box else None, given["cell"], given["xpath"], given["excerpt"])
