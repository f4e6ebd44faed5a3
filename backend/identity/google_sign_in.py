"""Signing in with Google in a browser: the authorization code flow with PKCE, of which only Google's own pages see a password.

https://developers.google.com/identity/openid-connect/openid-connect and RFC 7636.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import requests

from backend.errors import NotSignedIn, SignInUnavailable
from backend.identity.google import Google, GoogleTokens
from backend.identity.published import PATIENCE, told
from backend.model.user import User

#: Where Google sends people back to, below the installation's address.
DONE = "/sign-in/google/done"
#: Only who somebody is.
_SCOPES = "openid email profile"
#: Bytes of chance in each of a sign-in's three secrets (RFC 7636, 7.1: at least 32).
_CHANCE = 32
#: What Google answers when it is not the person but this installation that it does not accept.
_OURS = frozenset({"invalid_client", "unauthorized_client", "redirect_uri_mismatch", "deleted_client"})


@dataclass(frozen=True)
class Started:
    """A sign-in that is under way: what only the browser that began it may know."""

    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)

    @staticmethod
    def anew() -> Started:
        """One that nobody can guess."""
        return Started(*(secrets.token_urlsafe(_CHANCE) for _ in range(3)))

    def kept(self) -> list[str]:
        """Its parts, from which it can be made again."""
        return list(astuple(self))


def is_offered(google: Google) -> bool:
    """Whether people can sign in with Google in a browser."""
    return bool(google.web_client_id and google.web_secret)


def begin(google: Google, started: Started) -> str:
    """The address of Google's at which the person goes on."""
    challenge = urlsafe_b64encode(sha256(started.verifier.encode()).digest()).rstrip(b"=").decode()
    (domain, *others) = sorted(google.domains) or ("*",)
    asked = {
        "client_id": google.web_client_id,
        "redirect_uri": f"{google.address}{DONE}",
        "response_type": "code",
        "scope": _SCOPES,
        "state": started.state,
        "nonce": started.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        # Which accounts are offered; which are let in is decided by the token.
        "hd": "*" if others else domain,
    }
    return f"{google.places.sign_in}?{urlencode(asked)}"


def finish(tokens: GoogleTokens, started: Started, code: str) -> User:
    """Who came back with this code; raises NotSignedIn, NotPermitted for somebody without access, SignInUnavailable without Google."""
    said = _traded(tokens.google, code, started.verifier)
    if said.get("error") in _OURS:
        raise SignInUnavailable(
            "Google does not accept this installation's OAuth client: tell your administrator.",
            "Google n’accepte pas le client OAuth de cette installation : prévenez votre administrateur.",
        )
    if not isinstance(said.get("id_token"), str):
        raise NotSignedIn("You are not signed in: please try again.", "La connexion n’a pas abouti : veuillez réessayer.")
    return tokens.visitor(said["id_token"], started.nonce)


def is_accepted(google: Google) -> bool:
    """Whether Google accepts this installation's OAuth client and secret, by a code that nobody got; raises SignInUnavailable."""
    return _traded(google, "none", Started.anew().verifier).get("error") not in _OURS


def _traded(google: Google, code: str, verifier: str) -> Mapping[str, Any]:
    """What Google answers to the code: tokens, or why not; raises SignInUnavailable when it answers nothing."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": google.web_client_id,
        "client_secret": google.web_secret,
        "redirect_uri": f"{google.address}{DONE}",
        "code_verifier": verifier,
    }
    try:
        with requests.post(google.places.tokens, form, timeout=PATIENCE, allow_redirects=False, stream=True) as answer:
            said = told(answer)
    except requests.RequestException:
        # Without its cause: that one may quote the call.
        raise SignInUnavailable from None
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or not isinstance(said, dict):
        raise SignInUnavailable
    return said
