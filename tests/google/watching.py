"""Gmail's history, lists of messages, and watching, in the double: https://developers.google.com/workspace/gmail/api/guides/sync and
.../guides/push.
"""

from __future__ import annotations

import base64
import json
import re
from datetime import UTC, datetime, timedelta

from tests.google.double import Asked, Google, Message, handles
from tests.google.published import Refused

#: How long a watch lasts.
LASTS = timedelta(days=7)
#: What a record of the history holds of each kind of change.
_KINDS = {
    "messageAdded": "messagesAdded",
    "labelAdded": "labelsAdded",
    "labelRemoved": "labelsRemoved",
    "messageDeleted": "messagesDeleted",
}


def notify(google: Google, address: str) -> list[int]:
    """Publish that there is news of the mailbox, as far as somebody watches it; the statuses that the pushes were answered."""
    mailbox = google.mailbox(address)
    if mailbox.watch is None or mailbox.watch["expires"] <= google.clock():
        return []
    told = {"emailAddress": mailbox.address, "historyId": google.latest(mailbox)}
    message = {
        "data": base64.b64encode(json.dumps(told).encode()).decode(),
        "messageId": "2070443601311540",
        "publishTime": "2026-11-20T08:00:00Z",
    }
    pushed = {"message": {**message, "message_id": message["messageId"]}, "subscription": "projects/p/subscriptions/countersign"}
    return [google.push(json.dumps(pushed).encode())]


def forget(google: Google, address: str) -> None:
    """Let the history up to now be known no more."""
    google.mailbox(address).forgotten = next(google.numbers)


def mark(google: Google, address: str, message: Message, *labels: str) -> None:
    """Give the message labels, as somebody does in Gmail."""
    message.labels |= set(labels)
    google.happened(google.mailbox(address), "labelsAdded", message, labels)


@handles("history.list")
def _history(google: Google, asked: Asked) -> dict:
    start, mailbox = asked.option("startHistoryId"), asked.mailbox
    if not start.isdigit():
        raise Refused(400, "invalidArgument", "Missing startHistoryId", "INVALID_ARGUMENT")
    if int(start) < mailbox.forgotten:
        raise Refused(404, "notFound", "Requested entity was not found.", "NOT_FOUND")
    kinds = {_KINDS[kind] for kind in asked.options.get("historyTypes", _KINDS)}
    wanted = asked.option("labelId")
    google.check_labels(mailbox, {wanted} - {""})
    told = _page(asked, [each for each in mailbox.history if each[0] > int(start)], google.history_page, "history")
    # Labels are those that messages have by now, and a page of what is left out is empty, without being the last.
    page = [_record(*each) for each in told.pop("history", ()) if each[1] in kinds and (not wanted or wanted in each[2].labels)]
    return {**told, **({"history": page} if page else {}), "historyId": str(google.latest(mailbox))}


@handles("messages.list")
def _list(google: Google, asked: Asked) -> dict:
    after = re.fullmatch(r"after:([0-9]{1,12})", asked.option("q", "after:0"))
    since, labels = datetime.fromtimestamp(int(after[1]), UTC), set(asked.options.get("labelIds", []))
    google.check_labels(asked.mailbox, labels)
    hidden = {"SPAM", "TRASH"} - labels
    found = [each for each in asked.mailbox.messages.values() if each.date >= since and labels <= each.labels and not hidden & each.labels]
    newest_first = [_brief(message) for message in reversed(found)]
    return {**_page(asked, newest_first, 100, "messages"), "resultSizeEstimate": len(found)}


@handles("watch")
def _watch(google: Google, asked: Asked) -> dict:
    topic = asked.body.get("topicName", "")
    if not re.fullmatch(r"projects/[^/]+/topics/[^/]+", topic):
        raise Refused(400, "invalidArgument", f"Invalid topicName does not match projects/*/topics/*: {topic}", "INVALID_ARGUMENT")
    if topic not in google.topics:
        told = f"Error sending test message to Cloud PubSub {topic} : User not authorized to perform this action."
        raise Refused(403, "forbidden", told, "PERMISSION_DENIED")
    asked.mailbox.watch = {**asked.body, "expires": google.clock() + LASTS}
    expires = int(asked.mailbox.watch["expires"].timestamp() * 1000)
    return {"historyId": str(google.latest(asked.mailbox)), "expiration": str(expires)}


@handles("stop")
def _stop(_google: Google, asked: Asked) -> None:
    asked.mailbox.watch = None


def _brief(message: Message) -> dict:
    return {"id": message.id, "threadId": message.thread_id}


def _record(id_: int, kind: str, message: Message, labels: tuple[str, ...]) -> dict:
    """What happened, as the history has it."""
    change = {"message": {**_brief(message), "labelIds": sorted(message.labels)}}
    if kind.startswith("labels"):
        change["labelIds"] = sorted(labels)
    return {"id": str(id_), "messages": [_brief(message)], kind: [change]}


def _page(asked: Asked, found: list, largest: int, name: str) -> dict:
    """A page of what was found; an empty list is left out, as Google does."""
    size, start = min(int(asked.option("maxResults", "100")), largest), asked.option("pageToken", "0")
    if not start.isdigit():
        raise Refused(400, "invalidArgument", "Invalid pageToken", "INVALID_ARGUMENT")
    end = int(start) + size
    told = {name: found[int(start) : end]} if found else {}
    return {**told, "nextPageToken": str(end)} if end < len(found) else told
