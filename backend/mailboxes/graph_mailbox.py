"""A mailbox of Microsoft 365 through Graph: the open message with all its parts, a reply as a draft in its thread, and its categories."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import quote
from uuid import uuid4

from backend.content import html
from backend.errors import BadInput, CountersignError, MailboxRefused, MailboxUnavailable, NotAllowed, NotFound, NotPermitted
from backend.mailboxes import mime, protection
from backend.mailboxes.graph import Graph
from backend.mailboxes.graph_attaching import attach
from backend.mailboxes.http import Json
from backend.model.mail import Mail
from backend.model.reply import Reply

#: The name under which references of messages in Microsoft 365 are kept: immutable ids, of which no two mailboxes have the same.
MAILBOX = "outlook"

#: An address of a mailbox, as far as it must be known to stand in a path.
_ADDRESS = re.compile(r"[^\s/\\?#%@]{1,200}@[A-Za-z0-9.-]{1,250}")
#: Exchange's ids in the form for addresses (base64url), whichever kind.
_ID = re.compile(r"[A-Za-z0-9_=+/-]{4,500}")
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
#: What a draft of ours bears, so that it is found when the answer about it is lost: a named property (resource type
#: singleValueLegacyExtendedProperty), which nobody sees and which is not sent.
_MARK = "String {6f1f2a43-1f36-4f2e-9c0c-5b8d1f6f7d11} Name countersign-draft"
#: When a draft is looked for, in seconds after one another: what was just made may not be found at once.
_LOOKS = (0.0, 1.0, 3.0)


class Category(StrEnum):
    """What a message's category in Outlook says of it; the same words for everybody, since colleagues share mailboxes."""

    POSTED = "ERP: posted"
    TO_CHECK = "ERP: to check"


#: The colours that Outlook shows them in (categoryColor): green and orange.
_COLOURS = {Category.POSTED: "preset4", Category.TO_CHECK: "preset1"}


@dataclass(frozen=True)
class Known:
    """What Graph says of a message before it is read."""

    #: The id that stays the same wherever the message moves in its mailbox.
    id: str
    #: Its Message-ID (RFC 5322, 3.6.4), and the address that it is from.
    message_id: str
    sender: str
    categories: tuple[str, ...]
    #: Which state of it this is (RFC 9110, 8.8.3).
    etag: str = ""


@dataclass(frozen=True)
class Draft:
    """A draft in the mailbox: its id, and where Outlook on the web shows it."""

    id: str
    url: str


@dataclass(frozen=True)
class GraphMailbox:
    """One mailbox, opened in the name that `graph` has tokens of."""

    graph: Graph
    #: The owner's address, for a shared mailbox or a colleague's; "" for the person's own.
    owner: str = ""
    #: The largest message taken, in bytes.
    most_bytes: int = 40 * 1024 * 1024

    def known(self, reference: str) -> Known:
        """What the message with this id is; raises NotFound, NotPermitted, NotAllowed for one that was not sent yet, and MailboxError."""
        told = self.graph.get(self._path(reference), select="id,internetMessageId,isDraft,categories,from")
        if told.get("isDraft"):
            raise NotAllowed(
                "This message has not been sent yet: there is nothing to read.",
                "Ce message n’est pas encore envoyé : il n’y a rien à lire.",
            )
        sender = (told.get("from") or {}).get("emailAddress") or {}
        message_id, address = str(told.get("internetMessageId") or "").strip(), str(sender.get("address") or "").lower()
        return Known(_id(told), message_id, address, tuple(told.get("categories") or ()), str(told.get("@odata.etag") or ""))

    def fetch(self, reference: str) -> Mail:
        """The message, whole; raises BadInput when it is too large or protected, and as `known` does."""
        raw = self.graph.call("GET", f"{self._path(reference)}/$value", self.most_bytes).content
        return mime.parse(protection.unsealed(raw))

    def draft_reply(self, reference: str, reply: Reply) -> Draft:
        """A draft of the reply in the message's thread with its files, its text before what Outlook put there (signature, quoted text)."""
        made = self._begun(reference)
        draft = _id(made)
        try:
            written = self.graph.patch(self._path(draft), {"body": _with(reply.html, made.get("body") or {})})
            for file in reply.attachments:
                attach(self.graph, self._path(draft), file)
        except CountersignError:
            # Half a draft would be taken for ours; that it may stay behind is no reason to say something else.
            with suppress(CountersignError):
                self.graph.delete(self._path(draft))
            raise
        return Draft(draft, str(written.get("webLink") or made.get("webLink") or ""))

    def _begun(self, reference: str) -> Json:
        """A new reply as Outlook begins it, also when only the answer about it was lost."""
        mark, path = uuid4().hex, f"{self._path(reference)}/createReply"
        try:
            return self.graph.post(path, {"message": {"singleValueExtendedProperties": [{"id": _MARK, "value": mark}]}})
        except MailboxUnavailable:
            made = self._marked(mark)
            if made is None:
                raise
            return made
        except MailboxRefused as error:
            if error.status != HTTPStatus.BAD_REQUEST:
                raise
            # The reference page promises no mark for a reply: one without is better than none.
            return self.graph.post(path, {})

    def _marked(self, mark: str) -> Json | None:
        """The draft that bears this mark, None when none is found."""
        wanted = f"singleValueExtendedProperties/any(ep: ep/id eq '{_MARK}' and ep/value eq '{mark}')"
        with suppress(CountersignError):
            for pause in _LOOKS:
                self.graph.sleep(pause)
                found = self.graph.get(f"{self._mailbox}/mailFolders/drafts/messages", filter=wanted, select="id,body,webLink").get("value")
                if isinstance(found, list) and found:
                    return dict(found[0])
        return None

    def categorise(self, known: Known, wanted: Category | None) -> None:
        """Give the message this one of our categories, or none of them; those of others stay, also those given at the same moment."""
        try:
            self._categorise(known, wanted)
        except MailboxRefused as error:
            if error.status != HTTPStatus.PRECONDITION_FAILED:
                raise
            self._categorise(self.known(known.id), wanted)

    def _categorise(self, known: Known, wanted: Category | None) -> None:
        others = [name for name in known.categories if name not in set(Category)]
        after = [*others, wanted] if wanted else others
        if sorted(after) == sorted(known.categories):
            return
        if wanted:
            self._in_list(wanted)
        self.graph.patch(self._path(known.id), {"categories": [str(name) for name in after]}, known.etag)

    def _in_list(self, category: Category) -> None:
        """See that the category is in the mailbox's list, without which Outlook shows it without its colour."""
        path = f"{self._mailbox}/outlook/masterCategories"
        # The list is its owner's, and somebody may add to it at the same moment: the message has the category all the same.
        with suppress(NotPermitted, NotFound, MailboxRefused):
            if not any(category == each.get("displayName") for page in self.graph.pages(path) for each in page.get("value", ())):
                self.graph.post(path, {"displayName": category, "color": _COLOURS[category]})

    @property
    def _mailbox(self) -> str:
        """The mailbox as a path; raises BadInput for what is no address."""
        if not self.owner:
            return "me"
        if not _ADDRESS.fullmatch(self.owner):
            raise BadInput("This is no mailbox's address.", "Ce n’est pas l’adresse d’une boîte aux lettres.")
        return f"users/{quote(self.owner, safe='@')}"

    def _path(self, reference: str) -> str:
        """The message as a path; raises BadInput for what is no id."""
        if not _ID.fullmatch(reference):
            raise BadInput("This is not a reference of a message.", "Ce n'est pas une référence de message.")
        return f"{self._mailbox}/messages/{quote(reference, safe='')}"


def _id(told: Json) -> str:
    """The id of what Graph told about; raises MailboxUnavailable when it has none."""
    found = told.get("id")
    if isinstance(found, str):
        return found
    raise MailboxUnavailable("Microsoft 365 answered without an id.", "Microsoft 365 a répondu sans identifiant.")


def _with(text: str, body: Json) -> Json:
    """The draft's body with our text (HTML) before what stands there."""
    content = str(body.get("content") or "")
    if body.get("contentType") == "text":
        return {"contentType": "text", "content": f"{html.text_of(text)}\n\n{content}"}
    begins = _BODY.search(content)
    at = begins.end() if begins else 0
    return {"contentType": "html", "content": f"{content[:at]}<div>{text}</div><br>{content[at:]}"}
