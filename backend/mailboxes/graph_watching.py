"""A mailbox in Microsoft 365 that is watched: subscriptions, and messages that came, by Graph's change notifications and delta queries.

https://learn.microsoft.com/graph/api/subscription-post-subscriptions, .../graph/outlook-change-notifications-overview and
.../graph/api/message-delta.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from backend.errors import MailboxRefused, MailboxUnavailable, NotFound
from backend.mailboxes.graph import SYSTEM, Graph
from backend.mailboxes.graph_mailbox import GraphMailbox
from backend.mailboxes.http import Json
from backend.mailboxes.watching import PAGE, Changes, Subscription
from backend.model.mail import Mail
from backend.model.watched import Heading

_INBOX = "inbox"
#: What a rule looks at.
_SELECTED = "subject,from,hasAttachments,isDraft"


@dataclass(frozen=True)
class WatchableInGraph:
    """One mailbox, by its address."""

    #: In the application's own name: the permission Mail.Read, limited to the mailboxes that it may read.
    graph: Graph
    address: str
    system: str = SYSTEM

    def folder(self, path: str) -> str:
        """The id of the folder that these names lead to, the inbox for ""; the first one may also stand below the inbox."""
        names = [name for name in path.split("/") if name]
        if not names:
            return _INBOX
        found = self._below("mailFolders", names[0]) or self._below(f"mailFolders/{_INBOX}/childFolders", names[0])
        for name in names[1:]:
            found = found and self._below(f"mailFolders/{_segment(found)}/childFolders", name)
        if not found:
            raise NotFound(f"There is no folder “{path}” in this mailbox.", f"Il n’y a pas de dossier « {path} » dans cette boîte.")
        return found

    def subscribe(self, folder: str, url: str, client_state: str, until: datetime) -> Subscription:
        """Have news of the folder announced at the address, with the client state as proof; what becomes of the subscription, too."""
        if not url.startswith("https://"):
            raise MailboxRefused(
                "the public address of Countersign (COUNTERSIGN_PUBLIC_URL, https://…) is not set.",
                "l’adresse publique de Countersign (COUNTERSIGN_PUBLIC_URL, https://…) n’est pas réglée.",
            )
        wanted = {
            "changeType": "created",
            "resource": f"{self._own}/mailFolders('{folder}')/messages",
            "notificationUrl": url,
            "lifecycleNotificationUrl": url,
            "expirationDateTime": _written(until),
            "clientState": client_state,
        }
        return _subscription(self.graph.post("subscriptions", wanted))

    def renew(self, subscription: str, until: datetime) -> Subscription:
        """The subscription, extended and authorised anew; raises NotFound when it is no more."""
        return _subscription(self.graph.patch(f"subscriptions/{_segment(subscription)}", {"expirationDateTime": _written(until)}))

    def unsubscribe(self, subscription: str) -> None:
        """Have nothing announced any more; one that is no more is fine."""
        with suppress(NotFound):
            self.graph.delete(f"subscriptions/{_segment(subscription)}")

    def changes(self, folder: str, cursor: str, since: datetime) -> Changes:
        """What came from where the cursor stands, or since the time when there is none or Graph knows it no more (410)."""
        if cursor:
            try:
                return _changes(self._page(cursor))
            except MailboxRefused as error:
                if error.status != HTTPStatus.GONE:
                    raise
        options = {"changeType": "created", "$select": _SELECTED, "$filter": f"receivedDateTime ge {_written(since)}"}
        return _changes(self._page(f"{self._own}/mailFolders/{_segment(folder)}/messages/delta", params=options))

    def fetch(self, reference: str, most_bytes: int) -> Mail:
        """The whole message; raises BadInput for a larger one and for one that is protected."""
        return GraphMailbox(self.graph, self.address, most_bytes).fetch(reference)

    @property
    def _own(self) -> str:
        return f"users/{_segment(self.address)}"

    def _below(self, path: str, name: str) -> str:
        """The id of the folder by that name, "" for none."""
        escaped = name.replace("'", "''")
        found = self.graph.get(f"{self._own}/{path}", filter=f"displayName eq '{escaped}'", select="displayName").get("value")
        return str(found[0]["id"]) if found else ""

    def _page(self, path: str, **how: Any) -> Json:
        return self.graph.call("GET", path, prefer=f"odata.maxpagesize={PAGE}", **how).json()


def _changes(page: Json) -> Changes:
    """The page; what was removed, and drafts, are no messages that came."""
    listed = page.get("value")
    headings = (
        tuple(_heading(each) for each in listed if "@removed" not in each and not each.get("isDraft")) if isinstance(listed, list) else ()
    )
    onward, end = page.get("@odata.nextLink"), page.get("@odata.deltaLink")
    if isinstance(onward, str):
        return Changes(headings, onward, is_last=False)
    if isinstance(end, str):
        return Changes(headings, end, is_last=True)
    raise MailboxUnavailable("Microsoft 365 broke off a list.", "Microsoft 365 a interrompu une liste.")


def _heading(message: Json) -> Heading:
    sender = ((message.get("from") or {}).get("emailAddress") or {}).get("address") or ""
    return Heading(str(message["id"]), str(sender), str(message.get("subject") or ""), has_attachments=bool(message.get("hasAttachments")))


def _subscription(told: Json) -> Subscription:
    """The subscription as Graph made it, which may end earlier than wanted."""
    try:
        # Graph writes seven decimals of a second.
        return Subscription(str(told["id"]), datetime.fromisoformat(f"{told['expirationDateTime']}"[:19]).replace(tzinfo=UTC))
    except (KeyError, ValueError):
        raise MailboxUnavailable(
            "Microsoft 365 answered a strange subscription.", "Microsoft 365 a répondu un abonnement inattendu."
        ) from None


def _written(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _segment(text: str) -> str:
    return quote(text, safe="@")
