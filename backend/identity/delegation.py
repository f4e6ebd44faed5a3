"""Tokens for mailboxes in Gmail in the name of their owners, for a service account that a Workspace administrator let do that.

https://developers.google.com/identity/protocols/oauth2/service-account#delegatingauthority; spoken by google-auth.
"""

from __future__ import annotations

import json
import threading
from functools import partial
from pathlib import Path
from typing import Any

import requests
from cachetools import TTLCache
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from google.auth.transport.requests import Request
from google.oauth2.service_account import Credentials

from backend.errors import CountersignError, MailboxMisconfigured, SignInUnavailable
from backend.settings import Settings

#: What reading a mailbox takes, and what changing the labels of its messages takes.
READ = "https://www.googleapis.com/auth/gmail.readonly"
CHANGE = "https://www.googleapis.com/auth/gmail.modify"

#: A token is kept for so many seconds, of the hour that it is good for: it says what the administrator allowed when it was given.
_KEPT = 600
#: Tokens kept: as many mailboxes as are worked in at the same time.
_MOST_KEPT = 2_000
#: Seconds that Google has to answer.
_PATIENCE = 10
#: As much of Google's own sentence as people read.
_SENTENCE = 300


class Delegation:
    """Gets tokens; may be used by several threads."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._request = partial(Request(requests.Session()), timeout=_PATIENCE)
        self._tokens: TTLCache[tuple[str, str], str] = TTLCache(_MOST_KEPT, _KEPT)
        self._lock = threading.Lock()

    @staticmethod
    def configured(settings: Settings) -> Delegation | None:
        """By the key of the settings, None without; raises MailboxMisconfigured for what is no service account's key."""
        given = settings.gmail_key.strip()
        if not given:
            return None
        try:
            text = given if given.startswith("{") else Path(given).expanduser().read_text(encoding="utf-8")
            return Delegation(Credentials.from_service_account_info(json.loads(text)))  # type: ignore[no-untyped-call]
        except (OSError, ValueError, TypeError, KeyError, GoogleAuthError):
            # Without its cause: that one may quote the key.
            raise MailboxMisconfigured(
                "COUNTERSIGN_GMAIL_KEY is neither the JSON key of a service account nor the path of one.",
                "COUNTERSIGN_GMAIL_KEY n’est ni la clé JSON d’un compte de service ni le chemin d’une telle clé.",
            ) from None

    @property
    def account(self) -> str:
        """The service account's address."""
        return str(self._credentials.service_account_email)

    def token(self, address: str, scope: str = READ) -> str:
        """A token for the mailbox of this address.

        Raises MailboxMisconfigured when the administrator did not allow it or the key is not accepted, SignInUnavailable without an answer.
        """
        key = (address.lower(), scope)
        with self._lock:
            kept = self._tokens.get(key)
        if kept is None:
            kept = self._asked(address, scope)
            with self._lock:
                self._tokens[key] = kept
        return kept

    def _asked(self, address: str, scope: str) -> str:
        delegated: Any = self._credentials.with_scopes([scope]).with_subject(address)
        try:
            delegated.refresh(self._request)
        except TransportError:
            raise SignInUnavailable from None
        except RefreshError as error:
            # Without its cause: that one may quote the call.
            raise self._refusal(error, scope) from None
        return str(delegated.token)

    def _refusal(self, error: RefreshError, scope: str) -> CountersignError:
        """What Google's answer means: https://developers.google.com/identity/protocols/oauth2/service-account#error-codes."""
        if error.retryable:
            return SignInUnavailable()
        told = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], dict) else {}
        said = " ".join(str(told.get("error_description") or told.get("error") or "").split())[:_SENTENCE]
        if told.get("error") == "unauthorized_client":
            return MailboxMisconfigured(
                f"Google Workspace does not let the service account {self.account} do this: its domain-wide delegation lacks {scope}.",
                f"Google Workspace ne laisse pas le compte de service {self.account} le faire : il manque {scope} à sa délégation.",
            )
        return MailboxMisconfigured(
            f"Google gives the service account {self.account} no access to this mailbox: {said}",
            f"Google ne donne pas au compte de service {self.account} l’accès à cette boîte aux lettres : {said}",
        )
