"""What was learned from confirmed corrections: for administrators, who can remove each lesson."""

from __future__ import annotations

from flask import Response

from backend.model.memory import KnownLesson, Lesson, Placement
from backend.web.auth import current_actor, require_administrator, scope
from backend.web.memory_schemas import MemoryView
from backend.web.requests import Nothing
from backend.web.routes import Json, Routes, answer
from backend.web.views import learned_from_view

routes = Routes("memory", "What was learned from confirmed corrections: administrators see it and remove what is wrong.")

#: A value at least this far below its anchor, in hundredths of the page or lines, stands under it and not beside it.
_UNDER = 0.9


@routes.get("/memory", MemoryView)
def lessons() -> Response:
    """Everything that was learned."""
    require_administrator()
    return _all()


@routes.post("/memory/<lesson_id>/forget", MemoryView, takes=Nothing)
def forget(body: Json, lesson_id: str) -> Response:  # noqa: ARG001 -- an empty body is checked to be empty
    """Remove one lesson: documents are read without it from now on. Answers with what is left."""
    require_administrator()
    scope().memory.forget(lesson_id, current_actor())
    return _all()


def _all() -> Response:
    return answer({"lessons": [lesson_view(known) for known in scope().memory.all()]})


def lesson_view(known: KnownLesson) -> Json:
    """LessonView."""
    lesson = known.lesson
    return {
        "id": lesson.id,
        "party": {"side": lesson.party.side, "id": lesson.party.id, "name": lesson.party.name},
        "kind": "placement" if lesson.placement else lesson.about,
        "field": lesson.placement.field if lesson.placement else "",
        "where": _where(lesson.placement) if lesson.placement else "",
        "anchor": next((spot.anchor for spot in lesson.placement.spots), "") if lesson.placement else "",
        "said": _said(lesson),
        "meant": _meant(lesson),
        "learned_from": learned_from_view(lesson.source),
        "uses": known.uses,
        "confirmations": lesson.confirmations,
    }


def _where(placement: Placement) -> str:
    """How the value stands to its anchor."""
    if not placement.spots:
        return "constant" if placement.constant else "absent"
    spot = placement.spots[0]
    if placement.field.startswith("lines."):
        return "column"
    if not spot.anchor:
        return "page"
    return "under" if spot.dy >= _UNDER else "beside"


def _said(lesson: Lesson) -> str:
    """What is printed."""
    if lesson.placement:
        return lesson.placement.constant
    if lesson.item:
        return lesson.item.printed
    alias = lesson.alias
    return (alias.name or alias.vat_id or alias.legal_id or alias.email) if alias else ""


def _meant(lesson: Lesson) -> str:
    """What that is in the ERP."""
    return f"{lesson.item.item_id} {lesson.item.item}" if lesson.item else f"{lesson.party.id} {lesson.party.name}" if lesson.alias else ""
