"""What the routes about mailboxes of Microsoft 365 take and answer, as marshmallow schemas."""

from __future__ import annotations

from marshmallow import validate

from backend.model.reply import ReplyKind
from backend.web.fields import Strict, Text, choice, parts, string


class OutlookMessage(Strict):
    """The message on screen: its id as Graph writes it, and the address of the mailbox when that is not the person's own."""

    message_id = string(validate=validate.Length(1, 500))
    mailbox = Text(load_default="", validate=validate.Length(max=450))


class OutlookReply(OutlookMessage):
    """A reply of this kind to the message on screen, with these files of the message by their part."""

    kind = choice(ReplyKind)
    attachments = parts()


class OutlookDraft(Strict):
    """The draft in the mailbox, and where Outlook on the web shows it."""

    reference = string()
    url = string()


class OutlookCategory(Strict):
    """The category that the message has now, "" for none of ours."""

    category = string()
