"""What the API takes and answers about watched mailboxes, as marshmallow schemas."""

from __future__ import annotations

from marshmallow import EXCLUDE, Schema, validate
from marshmallow import fields as f

from backend.mailboxes.gmail_mailbox import MAILBOX as GMAIL
from backend.mailboxes.graph_mailbox import MAILBOX as OUTLOOK
from backend.model.watched import Watch
from backend.web.fields import Strict, Text, choice, listed, moment, string, strings, truth, whole

#: As many words or senders as anybody lists, and more notifications than Graph sends in one call.
_MOST_WORDS, _MOST_NOTIFICATIONS = 100, 5_000

_SYSTEMS = (OUTLOOK, GMAIL)
_TEXT = validate.Length(1, 200)
_ADDRESS = validate.Regexp(r"^[^@\s/\\?#%]{1,100}@[^@\s/\\?#%]{1,150}$")


class WatchBody(Strict):
    """A mailbox to watch: its address, the folder ("" for the inbox), and which messages are picked up; what is empty keeps none out.

    `system` is the mail system that it is in, "" where there is one only.
    """

    system = f.String(load_default="", validate=validate.OneOf(("", *_SYSTEMS)))
    address = string(validate=_ADDRESS)
    folder = Text(load_default="", validate=validate.Length(max=500))
    senders = f.List(Text(validate=_TEXT), load_default=list, validate=validate.Length(max=_MOST_WORDS))
    subjects = f.List(Text(validate=_TEXT), load_default=list, validate=validate.Length(max=_MOST_WORDS))
    only_with_attachments = f.Boolean(load_default=False)


class WatchedView(Strict):
    """A watched mailbox: since when, what it picks up, how many messages were received, when it was last read to its end.

    `is_announced` says whether the mail system announces new messages; `problem` what went wrong or has to be mended, `retry_at` when it
    is tried again; `skipped` the last message that could not be received. Both are "" when there is none.
    """

    id = string()
    system = f.String(required=True, validate=validate.OneOf(_SYSTEMS))
    address = string()
    folder = string()
    senders = strings()
    subjects = strings()
    only_with_attachments = truth()
    state = choice(Watch)
    started_at = moment()
    is_announced = truth()
    read_at = moment(nullable=True)
    retry_at = moment(nullable=True)
    received = whole()
    problem = string()
    skipped = string()


class WatchedMailboxesView(Strict):
    """The watched mailboxes, and the mail systems in which any can be; `obstacle` says why there is none, "" when there is."""

    mailboxes = listed(WatchedView)
    systems = strings()
    obstacle = string()


class NotificationBody(Schema):
    """One notification of Graph's; it may hold more than is looked at."""

    class Meta:
        """Graph adds properties as it likes."""

        unknown = EXCLUDE

    subscriptionId = Text(load_default="", validate=validate.Length(max=500))  # noqa: N815 -- Graph's name
    clientState = Text(load_default="", allow_none=True, validate=validate.Length(max=500))  # noqa: N815 -- Graph's name
    lifecycleEvent = Text(load_default="", allow_none=True, validate=validate.Length(max=100))  # noqa: N815 -- Graph's name


class PublishedBody(Schema):
    """What Pub/Sub tells of a message: its data are JSON, in base64."""

    class Meta:
        """Google adds properties as it likes."""

        unknown = EXCLUDE

    data = Text(load_default="", validate=validate.Length(max=10_000))


class PushBody(Strict):
    """What Pub/Sub posts (https://cloud.google.com/pubsub/docs/push)."""

    message = f.Nested(PublishedBody, required=True)
    subscription = Text(load_default="", validate=validate.Length(max=1_000))
    deliveryAttempt = f.Integer(load_default=0)  # noqa: N815 -- Google's name


class NotificationsBody(Strict):
    """What Graph posts: several notifications at once."""

    value = f.List(f.Nested(NotificationBody), required=True, validate=validate.Length(max=_MOST_NOTIFICATIONS))
    validationTokens = f.List(f.String(), load_default=list)  # noqa: N815 -- Graph's name
