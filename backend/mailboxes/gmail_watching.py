"""A mailbox in Gmail that is watched: news announced through Cloud Pub/Sub, and messages that came, by the mailbox's history.

https://developers.google.com/workspace/gmail/api/guides/push and .../guides/sync.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from backend.errors import BadInput, MailboxRefused, MailboxUnavailable, NotFound, NotPermitted
from backend.mailboxes import headers
from backend.mailboxes.gmail import ME, SYSTEM, Gmail
from backend.mailboxes.gmail_mailbox import DRAFT, GmailMailbox, headers_of, reference
from backend.mailboxes.http import Json
from backend.mailboxes.watching import PAGE, Changes, Subscription
from backend.model.mail import Mail
from backend.model.watched import Heading

_INBOX = "INBOX"
#: The labels of messages that nobody received, or that nobody wants: these are picked up from no folder.
_NEVER = frozenset({DRAFT, "SENT", "SPAM", "TRASH"})
#: A watch is said to end so much before the time that was asked for, so that it is renewed every day, as Google recommends.
_EARLY = timedelta(days=1)
#: What is looked at of a message's parts, which may stand within each other.
_PART = "filename,mimeType,headers"
_LOOKED_AT = f"id,labelIds,payload({_PART},parts({_PART},parts({_PART},parts({_PART}))))"
#: The beginnings of the two kinds of cursor: the last record of the history that was told whole; and where the history goes on after all
#: that came since a time, that time, and the last message told. What a cursor names stays where it is whatever people bin meanwhile.
_HISTORY, _LISTED = "history", "listed"
#: As many messages as Gmail lists at a time at most.
_MOST_LISTED = 500


@dataclass(frozen=True)
class WatchableInGmail:
    """One mailbox, by its address."""

    #: In the owner's name, by a service account.
    gmail: Gmail
    address: str
    #: Where Gmail publishes: projects/…/topics/…, "" for nowhere.
    topic: str = ""
    system: str = SYSTEM

    def folder(self, path: str) -> str:
        """The id of the label by this name, the inbox's for ""."""
        if not path:
            return _INBOX
        for label in self.gmail.call(self.gmail.users.labels().list(userId=ME)).get("labels") or ():
            if label["name"].casefold() == path.casefold() and label["id"] not in _NEVER:
                return str(label["id"])
        raise NotFound(f"There is no label “{path}” in this mailbox.", f"Il n’y a pas de libellé « {path} » dans cette boîte.")

    def subscribe(self, folder: str, url: str, client_state: str, until: datetime) -> Subscription:  # noqa: ARG002 -- Pub/Sub knows the address
        """Have news of the mailbox published at the topic, for a week at most; a mailbox has one subscription for all its folders."""
        if not self.topic:
            raise MailboxRefused("COUNTERSIGN_GMAIL_TOPIC is not set.", "COUNTERSIGN_GMAIL_TOPIC n’est pas réglé.")
        # Of all folders, since a mailbox has one watch; a draft is saved while somebody writes, every few seconds.
        body = {"topicName": self.topic, "labelIds": [DRAFT], "labelFilterBehavior": "exclude"}
        try:
            told = self.gmail.call(self.gmail.users.watch(userId=ME, body=body))
        except (NotPermitted, NotFound) as error:
            raise MailboxRefused(error.message, error.fr) from None
        return Subscription(self.address.lower(), min(_moment(told.get("expiration")), until - _EARLY))

    def renew(self, subscription: str, until: datetime) -> Subscription:
        """The subscription, extended: it is asked for like a new one."""
        return self.subscribe("", "", subscription, until)

    def unsubscribe(self, subscription: str) -> None:  # noqa: ARG002 -- a mailbox has one
        """Have nothing published any more, whichever folder it was for."""
        with suppress(NotFound):
            self.gmail.call(self.gmail.users.stop(userId=ME))

    def changes(self, folder: str, cursor: str, since: datetime) -> Changes:
        """What came from where the cursor stands, or since the time when there is none or Gmail knows it no more (404)."""
        kind, start, begin, last = (*cursor.split(":"), "", "", "", "")[:4]
        # What a cursor names is forgotten after some time, without which it is no error.
        with suppress(*((NotFound, MailboxRefused) if cursor else ())):
            if kind == _HISTORY:
                return self._history(folder, start)
            if kind == _LISTED:
                return self._listed(folder, start, begin, last)
        # Where the history stands before anything is read: what comes in the meantime is in both.
        start = str(self.gmail.call(self.gmail.users.getProfile(userId=ME)).get("historyId"))
        try:
            return self._listed(folder, start, str(int(since.timestamp())), "")
        except MailboxRefused as error:
            # The label may have been made anew under its name.
            raise NotFound(error.message, error.fr) from None

    def fetch(self, reference: str, most_bytes: int) -> Mail:
        """The whole message; raises BadInput for a larger one and for one that is protected."""
        return GmailMailbox(self.gmail).fetch(reference.rpartition("/")[2], most_bytes)

    def _history(self, folder: str, start: str) -> Changes:
        """What came by the records after `start`, up to the border of the record with which a page is full."""
        token, told, came = "", self._records(folder, start), list[str]()
        while not told.get("history") and (token := str(told.get("nextPageToken") or "")):
            told = self._records(folder, start, token)
        for record in told.get("history") or ():
            more = [*dict.fromkeys((*came, *_came(record, folder)))]
            if came and len(more) > PAGE:
                return Changes(self._headings(came), f"{_HISTORY}:{start}", is_last=False)
            came, start = more, str(record["id"])
        is_last = not told.get("nextPageToken")
        return Changes(self._headings(came), f"{_HISTORY}:{(is_last and told.get('historyId')) or start}", is_last=is_last)

    def _records(self, folder: str, start: str, token: str = "") -> Json:
        kinds = ["messageAdded", "labelAdded"]
        return self.gmail.call(
            self.gmail.users.history().list(userId=ME, startHistoryId=start, historyTypes=kinds, labelId=folder, pageToken=token or None)
        )

    def _listed(self, folder: str, start: str, begin: str, last: str) -> Changes:
        """A page of all that came since the beginning, in the order of ids after the last; then the history is read from `start`."""
        left = sorted(id_ for id_ in self._ids(folder, begin) if id_ > last)
        headings = self._headings(left[:PAGE])
        if len(left) > PAGE:
            return Changes(headings, f"{_LISTED}:{start}:{begin}:{left[PAGE - 1]}", is_last=False)
        return Changes(headings, f"{_HISTORY}:{start}", is_last=True)

    def _ids(self, folder: str, begin: str) -> set[str]:
        """The ids of all that came since the beginning, in seconds since 1970."""
        found, token = set[str](), None
        while True:
            listing = self.gmail.users.messages().list(
                userId=ME, labelIds=[folder], q=f"after:{begin}", maxResults=_MOST_LISTED, pageToken=token
            )
            told = self.gmail.call(listing)
            found |= {str(each["id"]) for each in told.get("messages") or ()}
            token = told.get("nextPageToken")
            if not token:
                return found

    def _headings(self, ids: list[str]) -> tuple[Heading, ...]:
        """What the rule looks at; nothing of messages that are gone, that were not received or that nobody wants."""
        return tuple(heading for id_ in ids if (heading := self._heading(id_)))

    def _heading(self, id_: str) -> Heading | None:
        try:
            told = self.gmail.call(self.gmail.users.messages().get(userId=ME, id=id_, format="full", fields=_LOOKED_AT))
        except NotFound:
            return None
        except (NotPermitted, BadInput, MailboxRefused, MailboxUnavailable):
            # It may be this message alone, which then must not hold up its mailbox.
            return Heading(reference(self.address, id_), is_told=False)
        if _NEVER & set(told.get("labelIds") or ()):
            return None
        found = headers_of(told)
        sender = next(iter(headers.addresses(headers.value(found, "from"))), headers.NOBODY).email
        subject = headers.text(headers.value(found, "subject"))
        return Heading(reference(self.address, id_), sender, subject, has_attachments=_has_attachments(told.get("payload") or {}))


def _came(record: Json, folder: str) -> list[str]:
    """The messages that came into the folder by one record of the history: they arrived, or got its label."""
    arrived = [each["message"] for each in record.get("messagesAdded") or ()]
    moved = [each["message"] for each in record.get("labelsAdded") or () if folder in (each.get("labelIds") or ())]
    return [str(message["id"]) for message in (*arrived, *moved) if not _NEVER & set(message.get("labelIds") or ())]


def _has_attachments(part: Json) -> bool:
    """Whether there is a file among the parts; pictures in the text do not count."""
    found = headers_of({"payload": part})
    is_shown = bool(headers.value(found, "content-id")) or headers.value(found, "content-disposition").lower().startswith("inline")
    is_picture = str(part.get("mimeType") or "").startswith("image/") and is_shown
    is_file = bool(part.get("filename")) or part.get("mimeType") == "message/rfc822"
    return (is_file and not is_picture) or any(_has_attachments(each) for each in part.get("parts") or ())


def _moment(told: object) -> datetime:
    """A time in milliseconds since 1970, as Gmail writes it."""
    try:
        return datetime.fromtimestamp(int(str(told)) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        raise MailboxUnavailable("Gmail answered a strange subscription.", "Gmail a répondu un abonnement inattendu.") from None
