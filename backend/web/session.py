"""Who is signed in, where a pane in Outlook signs in, and signing in to the demonstration, which exists in demo mode only."""

from __future__ import annotations

from flask import Response

from backend.connectors.practice import NAME as PRACTICE_ERP
from backend.errors import NotFound
from backend.web import google_sign_in, marking, schemas
from backend.web.auth import current_user, token_of
from backend.web.language import language
from backend.web.requests import SignIn
from backend.web.routes import Json, Routes, answer, without_token
from backend.web.views import user_view
from backend.web.wiring import DEMO_ORGANISATION, wired

routes = Routes("session", "Who is signed in.")
demo_routes = Routes("demo", "Signing in without a password: a practice installation only, never a real one.")


@routes.get("/health", schemas.Health)
@without_token
def health() -> Response:
    """Whether the server answers."""
    return answer({"status": "ok"})


@routes.get("/session", schemas.SessionView)
def session() -> Response:
    """Who is signed in, for which company, and which ERP it uses."""
    organisation = wired().workshop.store.organisation(current_user().organisation)
    return answer(
        {
            "user": user_view(current_user()),
            "organisation": {"id": current_user().organisation, "name": organisation.name if organisation else ""},
            "demo": wired().settings.demo,
            "erp": _erp(),
            "undo_seconds": wired().settings.undo_seconds,
            "categories": wired().on_behalf is not None and marking.decided().categories,
            "bar": marking.decided().bar,
        }
    )


@routes.get("/session/entra", schemas.EntraView)
@without_token
def entra() -> Response:
    """Where people sign in by Microsoft Entra, and for which app registration; 404 when this installation has none."""
    tokens = wired().entra
    if tokens is None:
        raise NotFound
    return answer({"client_id": tokens.entra.client_id, "authority": tokens.entra.sign_in_url, "scope": tokens.entra.scope})


@routes.get("/session/google", schemas.GoogleView)
@without_token
def google() -> Response:
    """Where people sign in with Google in a browser, "" when they cannot."""
    return answer({"address": google_sign_in.START if google_sign_in.is_there() else ""})


@demo_routes.get("/session/demo", schemas.DemoUsers)
@without_token
def demo_users() -> Response:
    """The people one can try Countersign as."""
    users = wired().workshop.store.scoped(DEMO_ORGANISATION).users.all()
    return answer({"users": [{"id": user.id, "name": user.name, "role": user.role} for user in users]})


@demo_routes.post("/session/demo", schemas.SignedIn, takes=SignIn)
@without_token
def sign_in(body: Json) -> Response:
    """A token for one of them, without a password."""
    user = wired().workshop.store.scoped(DEMO_ORGANISATION).users.get(body["user"])
    return answer({"token": token_of(user), "user": user_view(user)})


def _erp() -> Json:
    """The ERP that documents are sent to; the practice ERP with its page, another one has its own."""
    name = wired().erps.name(current_user().organisation)
    if not name and wired().erps.has(current_user().organisation):
        return {"name": PRACTICE_ERP.in_language(language()), "url": "/erp.html"}
    return {"name": name, "url": ""}
