"""What the routes about mailboxes of Microsoft 365 take and answer, as marshmallow schemas."""

from __future__ import annotations

from marshmallow import validate

from backend.model.reply import ReplyKind
from backend.web.fields import Strict, Text, choice, string

_ID = validate.Length(1, 200)


class OutlookMessage(Strict):
    """The message on screen: its id as Graph writes it, and the address of the mailbox when that is not the person's own."""

    message_id = string(validate=validate.Length(1, 500))
    mailbox = Text(load_default="", validate=validate.Length(max=450))


class OutlookReply(OutlookMessage):
    """A reply to the message on screen, about one case of it."""

    case_id = string(validate=_ID)
    kind = choice(ReplyKind)


class OutlookMark(OutlookMessage):
    """The message on screen, which is to be marked as the cases of this mail stand."""

    mail_id = string(validate=_ID)


class OutlookDraft(Strict):
    """The draft in the mailbox, and where Outlook on the web shows it."""

    reference = string()
    url = string()


class OutlookCategory(Strict):
    """The category that the message has now, "" for none of ours."""

    category = string()
