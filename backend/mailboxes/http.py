"""Calls to mail systems over HTTP: by a token, bounded in bytes and time, sent again with patience, and failures as sentences."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from backend import http
from backend.errors import BadInput, MailboxMisconfigured, MailboxUnavailable

Json = dict[str, Any]

#: What is answered by a server that could not do it now.
BUSY = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT})
#: The largest answer taken, in bytes, unless a call says otherwise.
MOST_BYTES = 8 * 1024 * 1024
#: A call is sent again so often, and not after so many seconds in all: a person is waiting, and a job comes back anyway.
_AGAIN, LONGEST_WAIT = 3, 20.0
#: Seconds to reach a mail system, and for its answer.
_CONNECT, SECONDS = 5.0, 60.0
#: Connections kept open.
_CONNECTIONS = 16


@dataclass(frozen=True)
class Answer:
    """What a mail system answered."""

    system: str
    status: int
    content: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False, default_factory=dict)

    @property
    def pause(self) -> float | None:
        """After how many seconds it asks to be asked again, None when it does not say (Retry-After, RFC 9110, 10.2.3, in seconds)."""
        text = self.headers.get("Retry-After", "")
        return float(text) if text.isascii() and text.isdigit() else None

    def json(self) -> Json:
        """The content as a JSON object; raises MailboxUnavailable when it is none (a proxy's page, an answer cut short)."""
        try:
            found = json.loads(self.content or b"{}")
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            return found
        raise MailboxUnavailable(
            f"{self.system} answered something that is not JSON.", f"La réponse de {self.system} est incompréhensible."
        )


class Line:
    """The connections to one mail system; one for the process, used by several threads."""

    def __init__(self, system: str, address: str, seconds: float = SECONDS) -> None:
        """`system` is how people call it; raises MailboxMisconfigured for an address over which a token must not travel."""
        self.system, self.address = system, checked(system, address)
        self._seconds = seconds
        self._session = http.session(HTTPAdapter(pool_maxsize=_CONNECTIONS))

    def sent(self, method: str, url: str, token: str, most_bytes: int, headers: Mapping[str, str], **how: Any) -> Answer:
        """The answer to one call; raises MailboxUnavailable when there is none, BadInput for one of more bytes.

        MailboxMisconfigured for a certificate that is not trusted, such as that of a proxy which looks into what goes through it.
        """
        try:
            with self._session.request(
                method,
                url,
                headers=dict(headers),
                auth=_Bearer(token),
                timeout=(_CONNECT, self._seconds),
                allow_redirects=False,
                stream=True,
                **how,
            ) as response:
                content = http.body(response, most_bytes, monotonic() + self._seconds)
                return Answer(self.system, response.status_code, content, response.headers)
        except requests.exceptions.SSLError:
            raise MailboxMisconfigured(
                f"The certificate that {self.system} is reached by is not trusted: name its authority by REQUESTS_CA_BUNDLE.",
                f"Le certificat par lequel {self.system} est joint n’est pas reconnu : indiquez son autorité par REQUESTS_CA_BUNDLE.",
            ) from None
        except http.TooLarge:
            raise too_large(most_bytes) from None
        except http.TooSlow:
            raise MailboxUnavailable(f"{self.system} did not answer in time.", f"{self.system} n’a pas répondu à temps.") from None
        except (OSError, HTTPError):
            # Without its cause: that one quotes the call, and a log is no place for it.
            raise MailboxUnavailable(f"{self.system} cannot be reached.", f"{self.system} est injoignable.") from None

    def busy(self, seconds: float) -> MailboxUnavailable:
        """What is to be raised when the mail system asks for a pause that is too long to wait for."""
        message, fr = f"{self.system} is busy; please try again in a moment.", f"{self.system} est occupé ; réessayez dans un instant."
        return MailboxUnavailable(message, fr, seconds)


@dataclass(frozen=True)
class Patience:
    """How calls are sent again that were not done."""

    #: How it waits between two tries, and by what time.
    sleep: Callable[[float], None] = field(repr=False)
    clock: Callable[[], float] = field(repr=False)
    #: No call is sent again after so many seconds.
    longest: float = LONGEST_WAIT

    def answer(self, line: Line, send: Callable[[], Answer], may_repeat: Callable[[Answer], bool], *, is_harmless: bool) -> Answer:
        """The first answer that is none to send the call again after; raises MailboxUnavailable when there is none in time.

        `is_harmless` says that the call may be done twice, so that it is also sent again when nobody knows whether it was done.
        """
        until = self.clock() + self.longest
        for attempt in range(_AGAIN + 1):
            is_last = attempt == _AGAIN
            try:
                answer = send()
            except MailboxUnavailable:
                if is_last or not is_harmless or self.clock() > until:
                    raise
                continue
            if not may_repeat(answer):
                break
            pause = float(2**attempt) if answer.pause is None else answer.pause
            if is_last or self.clock() + pause > until:
                raise line.busy(pause)
            self.sleep(pause)
        return answer


class _Bearer(requests.auth.AuthBase):
    """The token of one call ("" for none); given as `auth`, so that no ~/.netrc takes its place."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def too_large(most_bytes: int) -> BadInput:
    """What is to be raised for more bytes than are taken."""
    most = most_bytes // 1024 // 1024
    return BadInput(f"The message is larger than {most} MB.", f"Le message dépasse {most} Mo.")


def checked(system: str, address: str) -> str:
    """The address without a slash at its end; raises MailboxMisconfigured for one over which a token must not travel."""
    parts = urlsplit(address)
    if http.is_private(parts):
        return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")
    raise MailboxMisconfigured(f"The address of {system} must begin with https://.", f"L’adresse de {system} doit commencer par https://.")
