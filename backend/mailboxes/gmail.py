"""Calls to Gmail's API: requests made by Google's client from its own description, sent over our line, and failures as sentences.

The rules are Google's: https://developers.google.com/workspace/gmail/api/guides/handle-errors and .../reference/quota.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic
from typing import Any

from googleapiclient.discovery import build

from backend.errors import CountersignError, MailboxMisconfigured, MailboxRefused, MailboxUnavailable, NotFound, NotPermitted
from backend.mailboxes.http import LONGEST_WAIT, MOST_BYTES, SECONDS, Answer, Json, Line, Patience

#: Whoever the token is of, in the place of an address.
ME = "me"
SYSTEM = "Gmail"
#: Lets the token of an add-on's user at the message that is open, and at no other.
_MESSAGE_TOKEN = "X-Goog-Gmail-Access-Token"  # noqa: S105 -- the header's name
#: Reasons of a 403 that mean “later”, and those that the administrator of the Google Cloud project has to mend.
_LATER = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "dailyLimitExceeded", "quotaExceeded", "RATE_LIMIT_EXCEEDED"})
_SWITCHED_OFF = frozenset({"accessNotConfigured", "SERVICE_DISABLED"})
#: As much of Google's own sentence as people read.
_SENTENCE = 300


class Server:
    """Where Gmail answers; one for the process, used by several threads."""

    def __init__(self, address: str, seconds: float = SECONDS) -> None:
        """`address` is https://gmail.googleapis.com; raises MailboxMisconfigured for one that is not encrypted."""
        self.line = Line(SYSTEM, address, seconds)
        # Made from the description that the library ships, nothing is fetched for it; its own transport is never used.
        self.api: Any = build(
            "gmail",
            "v1",
            http=object(),
            static_discovery=True,
            cache_discovery=False,
            client_options={"api_endpoint": f"{self.line.address}/"},
        )


@dataclass(frozen=True)
class Gmail:
    """Gmail, in the name of whoever the tokens are of."""

    server: Server = field(repr=False)
    #: Gives a token for Gmail that is valid now.
    token: Callable[[], str] = field(repr=False)
    #: The add-on's token for the message that is open, "" elsewhere.
    message_token: str = field(default="", repr=False)
    #: No call is sent again after so many seconds.
    longest_wait: float = LONGEST_WAIT
    #: How it waits between two tries.
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False, compare=False)
    clock: Callable[[], float] = field(default=monotonic, repr=False, compare=False)

    @property
    def users(self) -> Any:
        """What makes requests, as https://developers.google.com/workspace/gmail/api/reference/rest lists them below `users`."""
        return self.server.api.users()

    def call(self, request: Any, most_bytes: int = MOST_BYTES) -> Json:
        """What Gmail says to a request of the client's, {} when it says nothing.

        Raises MailboxUnavailable (no answer, or busy for longer than one waits), MailboxMisconfigured (the token is not accepted, or the
        API is switched off), NotPermitted, NotFound, BadInput for an answer of more bytes, and MailboxRefused for everything else that is
        not done, in Google's words.
        """
        line, is_harmless = self.server.line, request.method == "GET"
        answer = Patience(self.sleep, self.clock, self.longest_wait).answer(
            line,
            lambda: self._sent(request, most_bytes),
            lambda answer: _is_throttled(answer) or (is_harmless and answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR),
            is_harmless=is_harmless,
        )
        if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
            raise _refusal(line, answer)
        return answer.json()

    def _sent(self, request: Any, most_bytes: int) -> Answer:
        headers = dict(request.headers)
        if self.message_token:
            headers[_MESSAGE_TOKEN] = self.message_token
        return self.server.line.sent(request.method, request.uri, self.token(), most_bytes, headers, data=request.body)


def _is_throttled(answer: Answer) -> bool:
    """Whether a call was not done because there are too many."""
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return True
    return answer.status == HTTPStatus.FORBIDDEN and bool(_reasons(_error(answer)) & _LATER)


def _refusal(line: Line, answer: Answer) -> CountersignError:
    """What an answer that is no success means."""
    error = _error(answer)
    reasons, said = _reasons(error), " ".join(str(error.get("message") or answer.status).split())[:_SENTENCE]
    match answer.status:
        case HTTPStatus.UNAUTHORIZED:
            return MailboxMisconfigured(
                "Gmail does not accept Countersign's access; tell your Google Workspace administrator.",
                "Gmail n’accepte pas l’accès de Countersign ; prévenez votre administrateur Google Workspace.",
            )
        case HTTPStatus.FORBIDDEN if reasons & _SWITCHED_OFF:
            return MailboxMisconfigured(
                f"The Gmail API is switched off in the Google Cloud project: {said}",
                f"L’API Gmail est désactivée dans le projet Google Cloud : {said}",
            )
        case HTTPStatus.FORBIDDEN:
            return NotPermitted(
                f"Gmail does not let you, or Countersign, do this: {said}",
                f"Gmail ne vous laisse pas, ou ne laisse pas Countersign, le faire : {said}",
            )
        case HTTPStatus.NOT_FOUND:
            return NotFound(
                "This message is not in the mailbox any more, or you have no access to it.",
                "Ce message n’est plus dans la boîte aux lettres, ou vous n’y avez pas accès.",
            )
        case status if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return line.busy(answer.pause or 0.0)
    code = str(error.get("status") or answer.status)
    return MailboxRefused(f"Gmail refused this: {said}", f"Gmail a refusé : {said}", status=answer.status, code=code)


def _error(answer: Answer) -> Json:
    """What Google tells of an error (https://google.aip.dev/193), {} for what is no such answer."""
    try:
        error = answer.json().get("error")
    except MailboxUnavailable:
        error = None
    return error if isinstance(error, dict) else {}


def _reasons(error: Json) -> frozenset[str]:
    """Why, in both ways that Google's APIs write it."""
    each = [*(error.get("errors") or ()), *(error.get("details") or ())]
    return frozenset(str(one["reason"]) for one in each if isinstance(one, dict) and "reason" in one)
