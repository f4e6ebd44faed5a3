"""Calls to Microsoft Graph: in whose name a token says, with immutable ids, patience within bounds, and failures as sentences.

The rules are Microsoft's: https://learn.microsoft.com/graph/throttling, .../graph/outlook-immutable-id, .../graph/errors, .../graph/paging.
"""

from __future__ import annotations

import base64
import binascii
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic
from typing import Any

from backend.errors import (
    ClaimsWanted,
    CountersignError,
    MailboxMisconfigured,
    MailboxRefused,
    MailboxUnavailable,
    NotFound,
    NotPermitted,
)
from backend.mailboxes.http import BUSY, MOST_BYTES, SECONDS, Answer, Json, Line, Patience, checked

SYSTEM = "Microsoft 365"
_VERSION = "v1.0"
#: Every id given and taken stays the same when a message moves to another folder.
_IMMUTABLE = 'IdType="ImmutableId"'
#: What does no harm when it is done twice (RFC 9110, 9.2.2).
_REPEATABLE = frozenset({"GET", "PATCH", "DELETE"})
#: A list is followed over so many pages.
_MOST_PAGES = 1_000
#: Graph's codes of errors; anything else is not repeated to people.
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,80}")
_CLAIMS = re.compile(r'error="insufficient_claims".*claims="([A-Za-z0-9+/_=-]+)"')


class Server:
    """Where Graph answers; one for the process, used by several threads."""

    def __init__(self, address: str, seconds: float = SECONDS) -> None:
        """`address` is the cloud's, such as https://graph.microsoft.com; raises MailboxMisconfigured for one that is not encrypted."""
        self.line = Line(SYSTEM, address, seconds)
        self.url = f"{self.line.address}/{_VERSION}"

    def send(
        self, method: str, url: str, token: str, most_bytes: int, prefer: str = "", headers: Mapping[str, str] | None = None, **how: Any
    ) -> Answer:
        """The answer to one call; raises as `Line.sent` does."""
        headers = {"Prefer": f"{_IMMUTABLE}, {prefer}" if prefer else _IMMUTABLE, **(headers or {})}
        return self.line.sent(method, url, token, most_bytes, headers, **how)


@dataclass(frozen=True)
class Graph:
    """Graph, in the name of whoever the tokens are of."""

    server: Server = field(repr=False)
    #: Gives a token for Graph that is valid now.
    token: Callable[[], str] = field(repr=False)
    #: How it waits between two tries.
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False, compare=False)
    clock: Callable[[], float] = field(default=monotonic, repr=False, compare=False)

    def get(self, path: str, **options: str | int) -> Json:
        """What is at a path below /v1.0; options are those of OData without their `$`. Raises as `call` does."""
        return self.call("GET", path, params={f"${name}": value for name, value in options.items()}).json()

    def post(self, path: str, body: Json) -> Json:
        """What Graph says to this JSON, {} when it says nothing; sent again only when Graph did not take it. Raises as `call` does."""
        return self.call("POST", path, json=body).json()

    def patch(self, path: str, body: Json, etag: str = "") -> Json:
        """What the thing is after this change; with an ETag MailboxRefused (412) when it has changed since. Raises as `call` does."""
        return self.call("PATCH", path, headers={"If-Match": etag} if etag else None, json=body).json()

    def delete(self, path: str) -> None:
        """Take the thing away. Raises as `call` does."""
        self.call("DELETE", path)

    def upload(self, url: str, part: bytes, at: str) -> None:
        """Send a part of a file to the address that Graph gave for the whole, which needs no token; `at` is its place (Content-Range).

        Raises as `call` does; nothing is sent again.
        """
        checked(self.server.line.system, url)
        headers = {"Content-Range": at, "Content-Type": "application/octet-stream"}
        answer = self.server.send("PUT", url, "", MOST_BYTES, headers=headers, data=part)
        if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
            raise _refusal(self.server.line, answer)

    def pages(self, path: str, **options: str | int) -> Iterator[Json]:
        """The pages of a list, the last one with its `@odata.deltaLink` if it is such; `path` may be a link that Graph gave earlier."""
        page = self.call("GET", path).json() if "://" in path else self.get(path, **options)
        for _ in range(_MOST_PAGES):
            yield page
            following = page.get("@odata.nextLink")
            if not isinstance(following, str):
                return
            page = self.call("GET", following).json()
        raise MailboxUnavailable("A list of Microsoft 365's has no end.", "Une liste de Microsoft 365 n’a pas de fin.")

    def call(self, method: str, path: str, most_bytes: int = MOST_BYTES, **how: Any) -> Answer:
        """The answer to any call, `how` being what `requests` takes, and perhaps what to `prefer` beside immutable ids (RFC 7240).

        Raises MailboxUnavailable (no answer, or busy for longer than one waits), MailboxMisconfigured (the token is not accepted),
        ClaimsWanted, NotPermitted, NotFound, and MailboxRefused for everything else that is not done.
        """
        url = self._url(path)
        answer = Patience(self.sleep, self.clock).answer(
            self.server.line,
            lambda: self.server.send(method, url, self.token(), most_bytes, **how),
            lambda answer: _is_to_repeat(method, answer.status),
            is_harmless=method in _REPEATABLE,
        )
        if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
            raise _refusal(self.server.line, answer)
        return answer

    def _url(self, path: str) -> str:
        """The address of a path; raises MailboxUnavailable for a link that leads elsewhere, where the token has no business."""
        if "://" not in path:
            return f"{self.server.url}/{path}"
        if path.startswith(f"{self.server.url}/"):
            return path
        raise MailboxUnavailable("Microsoft 365 answered a strange address.", "Microsoft 365 a répondu une adresse inattendue.")


def _is_to_repeat(method: str, status: int) -> bool:
    """Whether a call was not done and may be sent again: throttled ones were not; whether others were is not known."""
    return status == HTTPStatus.TOO_MANY_REQUESTS or (status in BUSY and method in _REPEATABLE)


def _refusal(line: Line, answer: Answer) -> CountersignError:
    """What an answer that is no success means."""
    code = _code(answer)
    match answer.status:
        case HTTPStatus.UNAUTHORIZED:
            wanted = _claims(answer.headers.get("WWW-Authenticate", ""))
            return ClaimsWanted(wanted) if wanted else _not_accepted()
        case HTTPStatus.FORBIDDEN:
            return NotPermitted(
                "Microsoft 365 does not let you, or Countersign, work in this mailbox.",
                "Microsoft 365 ne vous laisse pas, ou ne laisse pas Countersign, travailler dans cette boîte aux lettres.",
            )
        case HTTPStatus.NOT_FOUND:
            return NotFound(
                "This message is not in the mailbox any more, or you have no access to it.",
                "Ce message n’est plus dans la boîte aux lettres, ou vous n’y avez pas accès.",
            )
        case status if status in BUSY:
            return line.busy(answer.pause or 0.0)
    return MailboxRefused(f"Microsoft 365 refused this ({code}).", f"Microsoft 365 a refusé ({code}).", status=answer.status, code=code)


def _not_accepted() -> MailboxMisconfigured:
    return MailboxMisconfigured(
        "Microsoft 365 does not accept Countersign's access; tell your Microsoft 365 administrator.",
        "Microsoft 365 n’accepte pas l’accès de Countersign ; prévenez votre administrateur Microsoft 365.",
    )


def _code(answer: Answer) -> str:
    """Graph's code of an error, the status where there is none."""
    try:
        error = answer.json().get("error")
    except MailboxUnavailable:
        error = None
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else str(answer.status)


def _claims(challenge: str) -> str:
    """What a challenge wants of the next token: https://learn.microsoft.com/entra/identity-platform/claims-challenge; "" for nothing."""
    found = _CLAIMS.search(challenge)
    try:
        return base64.b64decode(found[1] + "==", altchars=b"-_").decode() if found else ""
    except (binascii.Error, UnicodeDecodeError):
        return ""
