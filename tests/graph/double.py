"""Microsoft Graph as far as mailboxes go, held to its published OpenAPI (`published.py`): a server that forgives nothing.

What it does is what https://learn.microsoft.com/graph/api says of each operation; other modules add operations by `handles`.
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
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import jwt

from tests.connectors.servers import Request, serving
from tests.graph import published
from tests.graph.published import Call, Refused
from tests.identity.entra_double import Authority

#: What a token must allow (any of them): https://learn.microsoft.com/graph/permissions-reference. A delegated token for somebody else's
#: mailbox needs the same with `.Shared` (mailbox settings have none).
READ, WRITE = ("Mail.Read", "Mail.ReadWrite"), ("Mail.ReadWrite",)
READ_SETTINGS, WRITE_SETTINGS = ("MailboxSettings.Read", "MailboxSettings.ReadWrite"), ("MailboxSettings.ReadWrite",)
#: What a body may hold, in bytes; larger attachments need an upload session.
MOST_BYTES = 4 * 1024 * 1024
#: What a page of a list holds unless the request says otherwise.
PAGE = 10


@dataclass
class Message:
    """One message: Graph's own properties, and its bytes. Its usual id changes when it moves, the immutable one never does."""

    number: int
    content: bytes
    properties: dict
    moves: int = 0
    attachments: list[dict] = field(default_factory=list)
    #: How often it was changed, which its ETag tells.
    changes: int = 0
    #: Its extended properties, which are told to nobody who does not ask for them by name.
    marks: list[dict] = field(default_factory=list)

    @property
    def etag(self) -> str:
        return f'W/"CQAAAB{self.number:04}{self.changes}"'

    @property
    def rest_id(self) -> str:
        return f"AAMkAGI{self.number:04}-{self.moves}="

    @property
    def immutable_id(self) -> str:
        return f"AAkALgAAAAAAHYQD{self.number:04}-_="


@dataclass
class Mailbox:
    """One mailbox, of a person or shared."""

    address: str
    #: The object ids of the people who may work in it beside its owner.
    delegates: set[str] = field(default_factory=set)
    messages: list[Message] = field(default_factory=list)
    categories: list[dict] = field(default_factory=list)
    folders: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """One request that got through: the operation, its options and body, whose mailbox, and which kind of ids it wants."""

    call: Call
    options: dict[str, str]
    body: dict
    mailbox: Mailbox | None
    immutable: bool
    claims: dict
    url: str
    prefer: str = ""
    if_match: str = ""


@dataclass(frozen=True)
class Answered:
    """What is answered: a status, JSON or bytes."""

    content: object = None
    status: int = 200


Handler = Callable[["Graph", Asked], Answered]
#: What answers each operation, and what a token must allow for it.
HANDLERS: dict[tuple[str, str], tuple[Handler, tuple[str, ...]]] = {}
#: What is answered beside Graph's operations, by the first name of the path.
BESIDE: dict[str, Callable[[Graph, Request], None]] = {}
MESSAGE = "/users/{user-id}/messages/{message-id}"


def handles(method: str, template: str, allowed: tuple[str, ...]) -> Callable[[Handler], Handler]:
    """Declare what answers an operation."""

    def declared(handler: Handler) -> Handler:
        HANDLERS[method, template] = (handler, allowed)
        return handler

    return declared


class Graph:
    """One Graph of one tenant."""

    def __init__(self, url: str, entra: Authority) -> None:
        self.url, self.entra = url, entra
        #: No id is ever given twice, whatever is reset.
        self.numbers = itertools.count(1)
        self.reset()

    def reset(self) -> None:
        """As new: no mailbox, no fault, nothing asked."""
        self.mailboxes: dict[str, Mailbox] = {}
        #: The mailboxes that an application alone may open (an RBAC application access policy); None: all.
        self.opened_to_applications: set[str] | None = None
        #: The next so many requests are answered 429, with this Retry-After; then so many that break off; then so many with this status.
        self.throttled, self.retry_after = 0, "0"
        self.cut, self.broken, self.broken_status = 0, 0, 503
        #: What is done, its answer being lost: `METHOD /end of the path`, "" for nothing.
        self.lost = ""
        #: Upload sessions by the end of their address (`attaching.py`), and the largest file that is taken, in bytes.
        self.uploads: dict[str, tuple[Message, dict, bytearray]] = {}
        #: The app registrations of the tenant (`registered.py`).
        self.applications: list[dict] = []
        #: Whether a reply takes extended properties, of which the reference page says nothing.
        self.marks_replies = True
        self.largest_file = 150 * 1024 * 1024
        #: The claims that Graph asks tokens for (continuous access evaluation), "" for none.
        self.claims_wanted = ""
        #: (method, path with its query) of what came.
        self.asked: list[tuple[str, str]] = []
        #: Subscriptions by their id, and the state behind each link of a delta query: `watching.py` keeps both.
        self.subscriptions: dict[str, dict] = {}
        self.deltas: dict[str, dict] = {}
        #: How Graph reaches a notification address: (url, content type, body) -> (status, content type, body).
        self.reach: Callable[[str, str, bytes], tuple[int, str, bytes]] = lambda *_: (503, "", b"")
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def mailbox(self, address: str, *delegates: str) -> Mailbox:
        """The mailbox of an address, made if need be."""
        known = self.mailboxes.setdefault(address.lower(), Mailbox(address))
        known.delegates |= set(delegates)
        return known

    def deliver(self, address: str, content: bytes, **properties: object) -> Message:
        """A message that arrives in a mailbox's inbox."""
        number = next(self.numbers)
        given = {"subject": f"Message {number}", "isDraft": False, "categories": [], "parentFolderId": "inbox", "hasAttachments": False}
        link = {"webLink": f"https://outlook.office365.com/owa/?ItemID={number}", "internetMessageId": f"<{number}@graph.example>"}
        message = Message(number, content, given | link | properties)
        self.mailbox(address).messages.append(message)
        return message

    def view(self, message: Message, asked: Asked) -> dict:
        """The message as Graph answers it: with the kind of id that the request prefers, and what `$select` names."""
        told = {"id": message.immutable_id if asked.immutable else message.rest_id} | message.properties
        chosen = {"id", *asked.options["$select"].split(",")} if "$select" in asked.options else set(told)
        answer = {name: value for name, value in told.items() if name in chosen}
        published.check_answer("message", answer)
        return {"@odata.etag": message.etag, **answer}

    def page(self, asked: Asked, items: list[dict]) -> Answered:
        """One page of a list, and where the next one is."""
        size, start = int(asked.options.get("$top", PAGE)), int(asked.options.get("$skiptoken", "0"))
        more = {}
        if start + size < len(items):
            more = {"@odata.nextLink": f"{self.url}{asked.url.partition('?')[0]}?$top={size}&$skiptoken={start + size}"}
        return Answered({"value": items[start : start + size], **more})

    def found(self, asked: Asked) -> Message:
        """The message of the request; raises Refused as Graph does for one that is not there or was moved."""
        wanted = asked.call.places["message-id"]
        for message in self.owned(asked).messages:
            if wanted == message.rest_id or (asked.immutable and wanted == message.immutable_id):
                return message
        raise Refused(404, "ErrorItemNotFound", "The specified object was not found in the store.")

    def owned(self, asked: Asked) -> Mailbox:
        """The mailbox of the request."""
        assert asked.mailbox is not None
        return asked.mailbox

    def answer(self, request: Request) -> None:
        """Answer one request."""
        self.asked.append((request.command, request.path))
        if self._fails(request):
            return
        beside = BESIDE.get(urlsplit(request.path).path.split("/")[1])
        if beside:
            beside(self, request)
            return
        try:
            asked, handler = self._understood(request)
            answered = handler(self, asked)
        except Refused as refused:
            told = {"error": {"code": refused.code, "message": refused.message, "innerError": {"request-id": "x"}}}
            request.answer(refused.status, json.dumps(told).encode(), Content_Type="application/json", **refused.headers)
            return
        if self.lost == f"{request.command} /{urlsplit(request.path).path.rpartition('/')[2]}":
            self.lost = ""
            _break_off(request)
        elif isinstance(answered.content, bytes):
            request.answer(answered.status, answered.content, Content_Type="application/octet-stream")
        elif answered.content is None:
            request.answer(answered.status, b"")
        else:
            request.answer(answered.status, json.dumps(answered.content).encode(), Content_Type="application/json; odata.metadata=minimal")

    def _fails(self, request: Request) -> bool:
        """Whether a fault that a test asked for has answered."""
        if self.throttled:
            self.throttled -= 1
            told = {"error": {"code": "ApplicationThrottled", "message": "Application is over its MailboxConcurrency limit."}}
            request.answer(429, json.dumps(told).encode(), Retry_After=self.retry_after)
            return True
        if self.cut:
            self.cut -= 1
            _break_off(request)
            return True
        if self.broken:
            self.broken -= 1
            request.answer(self.broken_status, b"<html>Service unavailable</html>")
            return True
        return False

    def _understood(self, request: Request) -> tuple[Asked, Handler]:
        claims = self._claims(request.headers.get("Authorization", ""))
        parts = urlsplit(request.path)
        version, _, path = parts.path.removeprefix("/").partition("/")
        if version != "v1.0":
            raise Refused(400, "BadRequest", "Invalid version.")
        call = published.call(request.command, f"/{path}")
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        published.check_options(call, options)
        if len(request.body) > MOST_BYTES:
            raise Refused(413, "RequestEntityTooLarge")
        body = published.check_body(call, request.body, request.headers.get_content_type())
        handler, allowed = HANDLERS[call.method, call.template]
        mailbox = self._opened(call, claims, allowed)
        prefer = request.headers.get("Prefer", "")
        is_immutable, match = 'IdType="ImmutableId"' in prefer, request.headers.get("If-Match", "")
        return Asked(call, options, body, mailbox, is_immutable, claims, request.path, prefer, match), handler

    def _claims(self, authorization: str) -> dict:
        """What the token says; raises Refused for one that Graph does not take."""
        try:
            token = authorization.removeprefix("Bearer ")
            claims = jwt.decode(token, self.entra.keys["first"].public_key(), ["RS256"], audience=self.url)
        except jwt.InvalidTokenError:
            raise Refused(401, "InvalidAuthenticationToken", "Access token validation failure.", WWW_Authenticate="Bearer") from None
        if self.claims_wanted:
            wanted = base64.b64encode(self.claims_wanted.encode()).decode()
            challenge = f'Bearer realm="", authorization_uri="{self.entra.url}/common/oauth2/authorize", client_id="{claims["appid"]}"'
            challenge += f', error="insufficient_claims", claims="{wanted}"'
            raise Refused(
                401, "InvalidAuthenticationToken", "Continuous access evaluation resulted in a challenge.", WWW_Authenticate=challenge
            )
        return claims

    def _opened(self, call: Call, claims: dict, allowed: tuple[str, ...]) -> Mailbox | None:
        """The mailbox of the request, if the token may open it; None for an operation that is of no mailbox."""
        if "user-id" not in call.places:
            return None
        given, address = _permissions(claims), call.places["user-id"].lower()
        if claims.get("idtyp") == "app":
            if address == "me":
                raise Refused(400, "BadRequest", "/me request is only valid with delegated authentication flow.")
            if self.opened_to_applications is not None and address not in self.opened_to_applications:
                raise Refused(403, "ErrorAccessDenied", "[RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.")
            own = True
        else:
            own = address in {"me", claims["upn"].lower(), claims["oid"]}
            address = claims["upn"].lower() if own else address
        if not given & {name if own or "Settings" in name else f"{name}.Shared" for name in allowed}:
            raise Refused(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
        mailbox = self.mailboxes.get(address)
        if mailbox is None:
            raise Refused(404, "ErrorInvalidUser", f"The requested user '{address}' is invalid.")
        if not own and claims["oid"] not in mailbox.delegates:
            raise Refused(404, "ErrorItemNotFound", "The specified object was not found in the store., Default folder Root not found.")
        return mailbox


@contextmanager
def graph(entra: Authority, certificate: Path | None = None) -> Iterator[Graph]:
    """A running Graph that takes the tokens of this Entra, over TLS when a certificate is given."""
    running: list[Graph] = []
    with serving(lambda request: running[0].answer(request), certificate) as server:  # noqa: PLW0108 -- there is none yet
        running.append(Graph(server.url, entra))
        entra.graph = server.url
        yield running[0]


def _break_off(request: Request) -> None:
    request.answer(200, b'{"value": [', length=1000)
    request.close_connection = True


def _permissions(claims: dict) -> set[str]:
    return set(claims["roles"] if claims.get("idtyp") == "app" else claims["scp"].split())


@handles("get", "/users/{user-id}/messages", READ)
def _list(graph: Graph, asked: Asked) -> Answered:
    return graph.page(asked, [graph.view(message, asked) for message in graph.owned(asked).messages])


@handles("get", MESSAGE, READ)
def _get(graph: Graph, asked: Asked) -> Answered:
    return Answered(graph.view(graph.found(asked), asked))


@handles("get", f"{MESSAGE}/$value", READ)
def _value(graph: Graph, asked: Asked) -> Answered:
    return Answered(graph.found(asked).content)


#: What can be changed of a message that is no draft: https://learn.microsoft.com/graph/api/message-update.
_CHANGEABLE = {"categories", "flag", "importance", "isRead", "inferenceClassification"}


@handles("patch", MESSAGE, WRITE)
def _patch(graph: Graph, asked: Asked) -> Answered:
    message = graph.found(asked)
    if asked.if_match and asked.if_match != message.etag:
        raise Refused(412, "ErrorIrresolvableConflict", "The change key is stale.")
    if not message.properties["isDraft"] and set(asked.body) - _CHANGEABLE:
        raise Refused(400, "ErrorInvalidPropertySet", "The property can only be set on a message that is in draft state.")
    message.properties |= asked.body
    message.changes += 1
    return Answered(graph.view(message, asked))


@handles("delete", MESSAGE, WRITE)
def _delete(graph: Graph, asked: Asked) -> Answered:
    graph.owned(asked).messages.remove(graph.found(asked))
    return Answered(status=204)


@handles("post", f"{MESSAGE}/createReply", WRITE)
def _reply(graph: Graph, asked: Asked) -> Answered:
    message = graph.found(asked)
    own = dict(asked.body.get("message") or {})
    marks = own.pop("singleValueExtendedProperties", [])
    if marks and not graph.marks_replies:
        raise Refused(400, "ErrorInvalidRequest", "The request is invalid.")
    if "comment" in asked.body and "body" in own:
        raise Refused(400, "ErrorInvalidArgument", "Comment and Body cannot be set at the same time.")
    quoted = f'<hr><div id="divRplyFwdMsg"><b>Subject:</b> {message.properties["subject"]}</div>{message.properties.get("quoted", "")}'
    comment = f"<div>{asked.body['comment']}</div>" if asked.body.get("comment") else ""
    body = {"contentType": "html", "content": f'<html><head>\r\n<meta charset="utf-8"></head><body>{comment}{quoted}</body></html>'}
    sender = message.properties.get("from")
    drafted = {"subject": f"RE: {message.properties['subject']}", "body": body, "toRecipients": [sender] if sender else [], "isDraft": True}
    draft = graph.deliver(graph.owned(asked).address, b"", **(drafted | own), parentFolderId="drafts")
    draft.marks = marks
    return Answered(graph.view(draft, asked), 201)


@handles("get", "/users/{user-id}/mailFolders/{mailFolder-id}/messages", READ)
def _in_folder(graph: Graph, asked: Asked) -> Answered:
    """The folder's messages, those that bear a mark when the filter names one (singlevaluelegacyextendedproperty-get)."""
    found = [each for each in graph.owned(asked).messages if each.properties["parentFolderId"] == asked.call.places["mailFolder-id"]]
    if wanted := asked.options.get("$filter"):
        mark = re.fullmatch(r"singleValueExtendedProperties/any\(ep: ep/id eq '([^']+)' and ep/value eq '([^']+)'\)", wanted)
        if mark is None:
            raise Refused(400, "ErrorInvalidUrlQueryFilter", "The query filter is not supported.")
        found = [each for each in found if {"id": mark[1], "value": mark[2]} in each.marks]
    return graph.page(asked, [graph.view(message, asked) for message in found])


@handles("get", "/users/{user-id}/outlook/masterCategories", READ_SETTINGS)
def _categories(graph: Graph, asked: Asked) -> Answered:
    return graph.page(asked, graph.owned(asked).categories)


@handles("post", "/users/{user-id}/outlook/masterCategories", WRITE_SETTINGS)
def _categorise(graph: Graph, asked: Asked) -> Answered:
    known = graph.owned(asked).categories
    if any(each["displayName"].lower() == asked.body["displayName"].lower() for each in known):
        raise Refused(409, "ErrorItemSave", "The category name already exists.")
    known.append({"id": f"cat{len(known) + 1}", "color": "none", **asked.body})
    return Answered(known[-1], 201)
