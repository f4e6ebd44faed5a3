"""Gmail as far as mailboxes go, held to the discovery document that Google publishes (`published.py`): a server that forgives nothing.

What it does is what https://developers.google.com/workspace/gmail/api/reference/rest says of each method; `watching.py` adds history and
watching, `delegation.py` the tokens of service accounts.
"""

from __future__ import annotations

import base64
import itertools
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from tests.connectors.servers import Request, serving
from tests.google import published
from tests.google.published import SCOPES, Call, Refused

#: What an add-on's user allows: the open message, and drafts that answer it.
ADDON = ("gmail.addons.execute", "gmail.addons.current.message.readonly", "gmail.addons.current.action.compose")
#: What lets at the open message only, with that message's own token.
_CURRENT = "gmail.addons.current"
#: The labels that every mailbox has, as far as they are looked at.
SYSTEM_LABELS = ("INBOX", "SENT", "DRAFT", "SPAM", "TRASH", "UNREAD", "STARRED", "IMPORTANT")
_COLOURS = set(re.findall(r"#[0-9a-f]{6}", published.DOCUMENT["schemas"]["LabelColor"]["properties"]["backgroundColor"]["description"]))


@dataclass
class Message:
    """One message: its ids, labels and bytes."""

    id: str
    thread_id: str
    labels: set[str]
    raw: bytes
    date: datetime
    history_id: int = 0

    @property
    def event_id(self) -> str:
        """The id that an add-on's events have."""
        return f"msg-f:{int(self.id, 16)}"


@dataclass
class Mailbox:
    """One mailbox of a person."""

    address: str
    messages: dict[str, Message] = field(default_factory=dict)
    drafts: dict[str, Message] = field(default_factory=dict)
    labels: list[dict] = field(default_factory=list)
    #: (history id, what happened, to which message, with which labels).
    history: list[tuple[int, str, Message, tuple[str, ...]]] = field(default_factory=list)
    #: What history ids are no longer known up to.
    forgotten: int = 0
    watch: dict | None = None


@dataclass(frozen=True)
class Token:
    """What an access token is for."""

    address: str
    scopes: frozenset[str]


@dataclass(frozen=True)
class Asked:
    """One request that got through."""

    call: Call
    options: dict[str, list[str]]
    body: dict
    mailbox: Mailbox

    def option(self, name: str, default: str = "") -> str:
        """The value of a parameter that is given once."""
        return self.options.get(name, [default])[0]


Handler = Callable[["Google", Asked], "dict | None"]
HANDLERS: dict[str, Handler] = {}


def handles(method: str) -> Callable[[Handler], Handler]:
    """Declare what answers a method."""

    def declared(handler: Handler) -> Handler:
        HANDLERS[f"gmail.users.{method}"] = handler
        return handler

    return declared


class Google:
    """One Gmail, and the endpoint that gives tokens."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.first = 0x18C2F3A4B5C6D700
        self.numbers = itertools.count(self.first + 1)
        self.reset()

    def reset(self) -> None:
        """As new: no mailbox, no fault, nothing asked."""
        self.mailboxes: dict[str, Mailbox] = {}
        self.tokens: dict[str, Token] = {}
        #: The message that each current-message token is of.
        self.message_tokens: dict[str, Message] = {}
        #: The next so many requests are answered with this error; then so many that break off; then so many with this status.
        self.throttled, self.throttling = 0, Refused(429, "rateLimitExceeded", "Quota exceeded.", "RESOURCE_EXHAUSTED", Retry_After="0")
        self.cut, self.broken, self.broken_status = 0, 0, 503
        #: What stands in the path of requests that are answered with a status, however often.
        self.ill: dict[str, int] = {}
        #: (verb, path with its query) of what came, tokens asked for left out.
        self.asked: list[tuple[str, str]] = []
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        #: Topics that Gmail may publish to, and how the push subscription reaches its address: body -> status.
        self.topics: set[str] = set()
        self.push: Callable[[bytes], int] = lambda _: 503
        #: How many records a page of the history has at most.
        self.history_page = 100
        #: What the token endpoint answers a service account: `delegation.py`.
        self.grant: Callable[[dict[str, list[str]]], tuple[int, dict]] = lambda _: (400, {"error": "unsupported_grant_type"})

    def mailbox(self, address: str) -> Mailbox:
        """The mailbox of an address, made if need be."""
        return self.mailboxes.setdefault(address.lower(), Mailbox(address))

    def token(self, address: str, *scopes: str) -> str:
        """An access token of the person with these scopes (without what all begin with)."""
        made = f"ya29.{uuid4().hex}"
        self.tokens[made] = Token(address.lower(), frozenset(name if "/" in name else f"{SCOPES}{name}" for name in scopes))
        return made

    def message_token(self, message: Message) -> str:
        """The token that an event brings for the message that is open."""
        made = f"msgtoken-{uuid4().hex}"
        self.message_tokens[made] = message
        return made

    def deliver(self, address: str, raw: bytes, *labels: str, thread: str = "") -> Message:
        """A message that arrives, in the inbox unless labels say otherwise."""
        id_ = f"{next(self.numbers):x}"
        message = Message(id_, thread or id_, set(labels or ("INBOX", "UNREAD")), raw, self.clock())
        mailbox = self.mailbox(address)
        mailbox.messages[id_] = message
        self.happened(mailbox, "messagesAdded", message, tuple(message.labels))
        return message

    def happened(self, mailbox: Mailbox, what: str, message: Message, labels: tuple[str, ...] = ()) -> None:
        """Note it in the mailbox's history."""
        message.history_id = next(self.numbers)
        mailbox.history.append((message.history_id, what, message, labels))

    def latest(self, mailbox: Mailbox) -> int:
        """The last id in the mailbox's history."""
        return max([mailbox.forgotten, self.first, *(id_ for id_, *_ in mailbox.history)])

    def found(self, asked: Asked) -> Message:
        """The message of the request, by either of its ids."""
        wanted = asked.call.places["id"]
        for message in asked.mailbox.messages.values():
            if wanted in {message.id, message.event_id}:
                return message
        raise Refused(404, "notFound", "Requested entity was not found.", "NOT_FOUND")

    def label(self, mailbox: Mailbox, name: str) -> str:
        """The id of a label of the person's own, made if need be."""
        known = next((each["id"] for each in mailbox.labels if each["name"].lower() == name.lower()), None)
        if known is None:
            known = f"Label_{len(mailbox.labels) + 1}"
            mailbox.labels.append({"id": known, "name": name, "type": "user"})
        return known

    def check_labels(self, mailbox: Mailbox, labels: set[str]) -> None:
        """Raise Refused for labels that the mailbox does not have."""
        unknown = labels - {*SYSTEM_LABELS, *(each["id"] for each in mailbox.labels)}
        if unknown:
            raise Refused(400, "invalidArgument", f"Invalid label: {min(unknown)}", "INVALID_ARGUMENT")

    def answer(self, request: Request) -> None:
        """Answer one request."""
        parts = urlsplit(request.path)
        if parts.path == "/token":
            status, told = self.grant(parse_qs(request.body.decode()))
            request.answer(status, json.dumps(told).encode(), Content_Type="application/json")
            return
        self.asked.append((request.command, request.path))
        if self._fails(request):
            return
        try:
            asked = self._understood(request)
            told = HANDLERS[asked.call.id](self, asked)
            published.check_answer(asked.call, told)
            if "fields" in asked.options:
                told = published.masked(told, asked.option("fields"))
        except Refused as refused:
            self._refuse(request, refused)
            return
        if told is None:
            request.answer(204, b"")
        else:
            request.answer(200, json.dumps(told).encode(), Content_Type="application/json; charset=UTF-8")

    def _fails(self, request: Request) -> bool:
        """Whether a fault that a test asked for has answered."""
        if self.throttled:
            self.throttled -= 1
            self._refuse(request, self.throttling)
        elif self.cut:
            self.cut -= 1
            request.answer(200, b'{"id": "', length=1000)
            request.close_connection = True
        elif self.broken:
            self.broken -= 1
            request.answer(self.broken_status, b"<html>Error</html>")
        elif any(part in request.path for part in self.ill):
            request.answer(next(status for part, status in self.ill.items() if part in request.path), b"<html>Error</html>")
        else:
            return False
        return True

    def _refuse(self, request: Request, refused: Refused) -> None:
        each = {"message": refused.message, "domain": "global", "reason": refused.reason}
        told = {"error": {"code": refused.status, "message": refused.message, "errors": [each], "status": refused.name}}
        request.answer(refused.status, json.dumps(told).encode(), Content_Type="application/json; charset=UTF-8", **refused.headers)

    def _understood(self, request: Request) -> Asked:
        token = self.tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if token is None:
            raise Refused(401, "authError", "Invalid Credentials", "UNAUTHENTICATED")
        parts = urlsplit(request.path)
        call = published.call(request.command, parts.path)
        published.check_scopes(call, set(token.scopes))
        options = parse_qs(parts.query, keep_blank_values=True)
        published.check_options(call, options)
        body = published.check_body(call, request.body, request.headers.get_content_type())
        if call.places["userId"].lower() not in {"me", token.address}:
            raise Refused(403, "forbidden", f"Delegation denied for {token.address}", "PERMISSION_DENIED")
        mailbox = self.mailboxes.get(token.address)
        if mailbox is None:
            raise Refused(400, "failedPrecondition", "Mail service not enabled", "FAILED_PRECONDITION")
        asked = Asked(call, options, body, mailbox)
        self._check_current(asked, token, request.headers.get("X-Goog-Gmail-Access-Token", ""))
        return asked

    def _check_current(self, asked: Asked, token: Token, given: str) -> None:
        """Raise Refused where what the token allows is the open message only, and the request is about something else."""
        allowing = token.scopes & set(asked.call.method["scopes"])
        if not all(scope.startswith(f"{SCOPES}{_CURRENT}") for scope in allowing):
            return
        current = self.message_tokens.get(given)
        wanted = asked.call.places.get("id")
        is_draft_of_it = asked.body.get("message", {}).get("threadId") == (current and current.thread_id)
        if current is None or (wanted not in {current.id, current.event_id} if wanted else not is_draft_of_it):
            raise Refused(403, "forbidden", "Missing access token for per message authorization", "PERMISSION_DENIED")


@contextmanager
def google() -> Iterator[Google]:
    """A running Gmail."""
    running: list[Google] = []
    with serving(lambda request: running[0].answer(request)) as server:  # noqa: PLW0108 -- there is none yet
        running.append(Google(server.url))
        yield running[0]


def _view(message: Message) -> dict:
    return {
        "id": message.id,
        "threadId": message.thread_id,
        "labelIds": sorted(message.labels),
        "sizeEstimate": len(message.raw),
        "internalDate": str(int(message.date.timestamp() * 1000)),
        "historyId": str(message.history_id),
        "snippet": "",
    }


def _part(part, number: str, names: set[str] | None) -> dict:
    headers = [{"name": name, "value": str(value)} for name, value in part.items() if names is None or name.lower() in names]
    told = {"partId": number, "mimeType": part.get_content_type(), "filename": part.get_filename() or "", "headers": headers}
    if names is None and part.is_multipart():
        told["parts"] = [_part(each, f"{number}.{at}".lstrip("."), None) for at, each in enumerate(part.get_payload())]
    return told


@handles("getProfile")
def _profile(google: Google, asked: Asked) -> dict:
    told = {"emailAddress": asked.mailbox.address, "messagesTotal": len(asked.mailbox.messages)}
    return {**told, "historyId": str(google.latest(asked.mailbox))}


@handles("messages.get")
def _get(google: Google, asked: Asked) -> dict:
    message = google.found(asked)
    shown, parsed = asked.option("format", "full"), message_from_bytes(message.raw)
    if shown == "raw":
        return {**_view(message), "raw": base64.urlsafe_b64encode(message.raw).decode()}
    if shown == "minimal":
        return _view(message)
    names = {name.lower() for name in asked.options.get("metadataHeaders", [])} or {name.lower() for name in parsed}
    return {**_view(message), "payload": _part(parsed, "", names if shown == "metadata" else None)}


@handles("messages.modify")
def _modify(google: Google, asked: Asked) -> dict:
    message = google.found(asked)
    add, remove = (set(asked.body.get(name, [])) for name in ("addLabelIds", "removeLabelIds"))
    google.check_labels(asked.mailbox, add | remove)
    for what, changed in (("labelsAdded", add - message.labels), ("labelsRemoved", remove & message.labels)):
        if changed:
            google.happened(asked.mailbox, what, message, tuple(sorted(changed)))
    message.labels = message.labels - remove | add
    return {"id": message.id, "threadId": message.thread_id, "labelIds": sorted(message.labels)}


@handles("drafts.create")
def _draft(google: Google, asked: Asked) -> dict:
    given = asked.body.get("message", {})
    raw = base64.b64decode(given.get("raw", ""), altchars=b"-_", validate=True)
    if not raw:
        raise Refused(400, "invalidArgument", "'raw' RFC822 payload message string or uploading message required", "INVALID_ARGUMENT")
    thread = given.get("threadId", "")
    if thread and thread not in {each.thread_id for each in asked.mailbox.messages.values()}:
        raise Refused(404, "notFound", "Requested entity was not found.", "NOT_FOUND")
    message = google.deliver(asked.mailbox.address, raw, "DRAFT", thread=thread)
    draft_id = f"r{int(message.id, 16)}"
    asked.mailbox.drafts[draft_id] = message
    return {"id": draft_id, "message": {"id": message.id, "threadId": message.thread_id, "labelIds": ["DRAFT"]}}


@handles("labels.list")
def _labels(_google: Google, asked: Asked) -> dict:
    return {"labels": [{"id": name, "name": name, "type": "system"} for name in SYSTEM_LABELS] + asked.mailbox.labels}


@handles("labels.create")
def _make_label(google: Google, asked: Asked) -> dict:
    name, colour = asked.body["name"], asked.body.get("color", {})
    if name.lower() in {each["name"].lower() for each in asked.mailbox.labels} or name in SYSTEM_LABELS:
        raise Refused(409, "aborted", "Label name exists or conflicts", "ABORTED")
    if set(colour.values()) - _COLOURS or len(colour) == 1:
        raise Refused(400, "invalidArgument", f"Label color #{colour} is not on the allowed color palette", "INVALID_ARGUMENT")
    made = {**asked.body, "id": google.label(asked.mailbox, name), "type": "user"}
    asked.mailbox.labels[-1] = made
    return made
