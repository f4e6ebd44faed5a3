"""Signing in with Google in a browser: out to Google's page, back with a code, and on to the page that was wanted."""

from __future__ import annotations

import re
import secrets

from flask import Blueprint, Response, render_template, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from backend.errors import CountersignError, NotFound, NotSignedIn
from backend.identity import GoogleTokens
from backend.identity.google_sign_in import DONE, Started, begin, finish, is_offered
from backend.web.auth import member, token_of
from backend.web.errors import KINDS, told
from backend.web.headers import PAGE_POLICY
from backend.web.language import language
from backend.web.wiring import wired

blueprint = Blueprint("google_sign_in", __name__, template_folder="templates", static_folder=None)

#: Where signing in begins; `page` is where it ends.
START = "/sign-in/google"
#: How long somebody may take at Google, in seconds.
_PATIENCE = 600
#: The cookie of one sign-in: sent to nobody but us, over TLS, and never readable by a script (RFC 6265bis, 4.1.3.2).
_COOKIE = "__Host-countersign-{}"
_TAG = re.compile(r"[\w-]{8}", re.ASCII)
#: A page of ours with its question, and nothing that could lead elsewhere.
_PAGE = re.compile(r"/[a-z_]{1,40}\.html(?:\?[\w.~%&=+-]{0,1000})?", re.ASCII)
_START_PAGE = "/cases.html"


@blueprint.get(START)
def start() -> Response:
    """On to Google; the browser keeps what the answer is held to."""
    tokens = _tokens()
    started, page = Started.anew(), request.args.get("page", "")
    response = Response(status=302, headers={"Location": begin(tokens.google, started), "Cache-Control": "no-store"})
    kept = _signer().dumps([*started.kept(), page if _PAGE.fullmatch(page) else _START_PAGE])
    response.set_cookie(_name(started.state), kept, max_age=_PATIENCE, secure=True, httponly=True, samesite="Lax")
    return response


@blueprint.get(DONE)
def done() -> Response:
    """The page that hands our token to the browser and goes on, or the sentence that says why not."""
    tokens = _tokens()
    state, page = request.args.get("state", ""), _START_PAGE
    try:
        started, page = _kept(state)
        user = member(finish(tokens, started, _code()))
    except CountersignError as error:
        status = next((kind.status for type_, kind in KINDS if isinstance(error, type_)), 500)
        response = _page(status, page=page, failure=told(error).in_language(language()))
    else:
        response = _page(200, page=page, token=token_of(user, by_google=True))
    response.delete_cookie(_name(state), secure=True, httponly=True, samesite="Lax")
    return response


def is_there() -> bool:
    """Whether people can sign in with Google here."""
    tokens = wired().google
    return tokens is not None and is_offered(tokens.google)


def _tokens() -> GoogleTokens:
    """By what people sign in with Google; raises NotFound where they do not."""
    tokens = wired().google
    if tokens is None or not is_there():
        raise NotFound
    return tokens


def _kept(state: str) -> tuple[Started, str]:
    """The sign-in that this browser began, and the page that it is for; raises NotSignedIn for any other."""
    try:
        kept = _signer().loads(request.cookies.get(_name(state), ""), max_age=_PATIENCE)
    except BadSignature:
        raise _again() from None
    *parts, page = kept
    started = Started(*parts)
    if not secrets.compare_digest(started.state.encode(), state.encode()):
        raise _again()
    return started, page


def _code() -> str:
    """What Google sent the person back with; raises NotSignedIn when they changed their mind."""
    code = request.args.get("code", "")
    if not code:
        raise _again()
    return code


def _name(state: str) -> str:
    """The name of a sign-in's cookie: several may be under way in one browser."""
    return _COOKIE.format(state[:8] if _TAG.match(state) else "none")


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(wired().secret, salt="countersign sign-in with Google")


def _again() -> NotSignedIn:
    return NotSignedIn("You are not signed in: please try again.", "La connexion n’a pas abouti : veuillez réessayer.")


def _page(status: int, **what: str) -> Response:
    text = render_template("signed_in.html", language=language(), start=START, **what)
    return Response(text, status, {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-store"}, mimetype="text/html")
