"""How messages are marked in the mail client: an administrator decides it for the organisation."""

from __future__ import annotations

from flask import Response

from backend.model.marking import Marking
from backend.web.auth import current_actor, require_administrator, scope
from backend.web.fields import Strict, truth
from backend.web.routes import Json, Routes, answer
from backend.web.wiring import wired

routes = Routes("marking", "Marks on messages in the mail client: an administrator decides which.")


class MarkingView(Strict):
    """Whether messages get categories, and whether a bar above them tells the ERP's number."""

    categories = truth()
    bar = truth()


@routes.get("/marking", MarkingView)
def marking() -> Response:
    """What was decided, else what the installation does by itself."""
    require_administrator()
    return answer(vars(decided()))


@routes.put("/marking", MarkingView, takes=MarkingView)
def decide(body: Json) -> Response:
    """Decide it from now on; marks that messages have stay until their case changes."""
    require_administrator()
    scope().marking.put(Marking(**body), current_actor())
    return answer(vars(decided()))


def decided() -> Marking:
    """How the person's organisation has messages marked."""
    return scope().marking.get() or Marking(categories=wired().settings.outlook_categories)
