"""Who is asking: session tokens, and the guard that every request passes before its route."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal

from flask import Flask, g, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from backend.errors import ClaimsWanted, NotAllowed, NotFound, NotPermitted, NotSignedIn
from backend.identity import Identity
from backend.model.audit import Actor
from backend.model.user import Role, User
from backend.store import Organisation, Scope
from backend.web.wiring import wired

#: How long a token is valid: one working day, in seconds.
LIFETIME = 12 * 3600
#: The endpoints that need no token of ours: whatever is not named here does. Receipts are signed by the middleware that they come from,
#: notifications hold the secret of their subscription or Google's signature, Gmail's calls bring two tokens of Google's, both checked every
#: time (`gmail.routes`), and the pictures on Gmail's cards have an address that is signed for one place on one page.
OPEN = frozenset({
    "session.entra",
    "session.google",
    "google_sign_in.start",
    "google_sign_in.done",
    "session.health",
    "demo.demo_users",
    "demo.sign_in",
    "api-docs.openapi_json",
    "docs.page",
    "docs.style",
    "static_files.file",
    "static_files.loaded",
    "receipts.called_back",
    "notifications.notified",
    "gmail_notifications.pushed",
    "gmail.home",
    "gmail.message",
    "gmail.compose",
    "gmail.settings",
    "gmail.explain",
    "gmail.clicked",
    "gmail.suggest",
    "gmail.crop",
})  # fmt: skip


#: What changes nothing (RFC 9110, 9.2.1).
_LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})


def install(app: Flask) -> None:
    """Let nobody past who has not signed in, on every route of this application but the open ones."""
    app.before_request(guard)


def guard() -> None:
    """Find out who is asking; raises NotSignedIn. A request for an address that does not exist is left to its 404."""
    if "\0" in request.path:
        raise NotFound
    if request.endpoint is not None and request.endpoint not in OPEN:
        g.user = _user_of(bearer_token())
        if g.user.role is Role.AUDITOR and request.method not in _LOOKING:
            raise NotPermitted


def current_user() -> User:
    """The person who is asking."""
    user: User = g.user
    return user


def by_entra() -> tuple[Identity, str]:
    """Who Entra says the person is, and their access token; raises NotAllowed for somebody who did not sign in by Entra."""
    signed_in: tuple[Identity, str] | None = g.get("by_entra")
    if signed_in is None:
        raise NotAllowed(
            "Only people who signed in with Microsoft can do this.", "Seules les personnes connectées par Microsoft peuvent le faire."
        )
    return signed_in


def require_step_up(amount: Decimal | None) -> None:
    """Raise ClaimsWanted when the organisation asks for more than the sign-in proves, for something of this amount (None: unknown).

    Whoever did not sign in with Microsoft cannot prove it: NotPermitted then.
    """
    signed_in: tuple[Identity, str] | None = g.get("by_entra")
    entra = wired().entra
    step_up = entra.entra.step_up.get(current_user().organisation) if entra else None
    try:
        if step_up:
            step_up.require(signed_in[0].contexts if signed_in else (), amount)
    except ClaimsWanted:
        if signed_in:
            raise
        raise NotPermitted(
            "Your organisation asks for one more proof of who you are here, which only a sign-in with Microsoft can give.",
            "Votre organisation demande ici une preuve d’identité de plus, que seule une connexion avec Microsoft peut donner.",
        ) from None


def require_administrator() -> None:
    """Raise NotPermitted unless the person who is asking is an administrator."""
    if current_user().role is not Role.ADMINISTRATOR:
        raise NotPermitted


def current_actor() -> Actor:
    """The person who is asking, as the audit trail names them."""
    return Actor(current_user().id, current_user().name)


def scope() -> Scope:
    """What the person may see: everything of their organisation, nothing of any other."""
    return wired().workshop.store.scoped(current_user().organisation)


def token_of(user: User, *, by_google: bool = False) -> str:
    """A signed token for the user, who signed in with Google or in the demonstration; it holds no secret and expires."""
    return _signer().dumps([user.organisation, user.id, by_google])


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(wired().secret, salt="countersign session", signer_kwargs={"digest_method": hashlib.sha256})


def bearer_token() -> str:
    """The token of the Authorization header (RFC 6750, 2.1); no other place is looked at, so that none ends up in a URL or a log."""
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token:
        raise NotSignedIn
    return given.token


def _user_of(token: str) -> User:
    """Whose token it is, if they still are a user."""
    entra = wired().entra
    if entra and entra.may_read(token):
        identity = entra.identity(token)
        g.by_entra = (identity, token)
        return _member(identity)
    try:
        organisation, user_id, by_google = _signer().loads(token, max_age=LIFETIME)
        user = wired().workshop.store.scoped(organisation).users.get(user_id)
    except (BadSignature, NotFound, ValueError) as error:
        raise NotSignedIn from error
    return _still(user) if by_google else user


def _still(user: User) -> User:
    """The person who signed in with Google, as what they are by the settings now."""
    google = wired().google
    if google is None:
        raise NotSignedIn
    return google.still(user)


def _member(identity: Identity) -> User:
    return member(User(identity.object_id, identity.tenant, identity.name, identity.email, identity.role))


def member(user: User) -> User:
    """The person of a checked token as a user of their organisation, which both come to be with the first sign-in.

    A name that is only their address does not take the place of one that is known.
    """
    store = wired().workshop.store
    users = store.scoped(user.organisation).users
    try:
        known = users.get(user.id)
    except NotFound:
        known = None
        store.add_organisation(Organisation(user.organisation, user.email.rpartition("@")[2] or user.organisation))
    if known and user.name == user.email:
        user = replace(user, name=known.name)
    if user != known:
        users.put(user)
    return user
