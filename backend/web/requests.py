"""What the API takes, as marshmallow schemas: bodies and query strings, every one of them bounded and strict."""

from __future__ import annotations

from flask_smorest.fields import Upload  # type: ignore[import-untyped]  # it ships no types
from marshmallow import fields as f
from marshmallow import validate

from backend.model.reply import ReplyKind
from backend.web.fields import Strict, Text, box, choice, parts, string, whole

#: The longest value a person may type into one field, in characters; a delivery address or a description stays far below.
MAX_VALUE = 10_000
#: The most changes in one request: a long order with every cell corrected.
MAX_CHANGES = 5_000
#: How long one request may wait for news, in milliseconds.
MAX_WAIT = 10_000
#: The widest page image, in pixels: A4 at 300 dpi.
MAX_WIDTH = 2_480

_ID = validate.Length(1, 200)


class Nothing(Strict):
    """No content."""


class SignIn(Strict):
    """Whom to sign in as."""

    user = string(validate=_ID)


class OpenedMessage(Strict):
    """The message on screen: in which mail system, and its reference there."""

    mailbox = string(validate=_ID)
    reference = string(validate=validate.Length(1, 1_000))


class AnsweredMessage(Strict):
    """The Message-ID of the message on screen, or of the one that is being answered."""

    message_id = string(validate=validate.Length(1, 1_000))


class News(Strict):
    """Answer when the revision is beyond `after`, or when `wait` milliseconds are over."""

    after = f.Integer(load_default=-1)
    wait = f.Integer(load_default=0, validate=validate.Range(0, MAX_WAIT))


class ChosenEvidence(Strict):
    """The place a person pointed at."""

    part = string(validate=validate.Length(1, 100))
    page = f.Integer(strict=True, load_default=0, validate=validate.Range(0, 100_000))
    box = box(required=False)
    cell = Text(load_default="", validate=validate.Length(max=200))
    xpath = Text(load_default="", validate=validate.Length(max=2_000))
    excerpt = Text(load_default="", validate=validate.Length(max=MAX_VALUE))


class ChangeBody(Strict):
    """One change: a value, a match, or a line added, removed or moved."""

    path = string(validate=_ID)
    value = string(validate=validate.Length(max=MAX_VALUE))
    evidence = f.Nested(ChosenEvidence, load_default=None, allow_none=True)


class Corrections(Strict):
    """What a person changed, on which version of the case."""

    version = whole()
    changes = f.List(f.Nested(ChangeBody), required=True, validate=validate.Length(1, MAX_CHANGES))


class Versioned(Strict):
    """A decision on one version of the case."""

    version = whole()


class Approval(Versioned):
    """A decision to send the case to the ERP, with the message that is on screen."""

    mail_id = string(validate=_ID)


class Rejection(Versioned):
    """A decision against the case, and why."""

    reason = string(validate=validate.Length(max=MAX_VALUE))


class Answered(Versioned):
    """That the case was answered by a draft."""

    draft = string(validate=validate.Length(max=1_000))


class Wanted(Strict):
    """Which kind of reply; the most suitable one when it is left out."""

    kind = Text(load_default=None, validate=validate.OneOf([str(kind) for kind in ReplyKind]))


class Paged(Strict):
    """Which page of a list; the first is 0."""

    page = f.Integer(load_default=0, validate=validate.Range(0, 100_000))


class Width(Strict):
    """How wide the page image shall be, in pixels."""

    width = f.Integer(load_default=1_240, validate=validate.Range(50, MAX_WIDTH))


class Search(Strict):
    """What to look for."""

    q = Text(load_default="", validate=validate.Length(max=200))


class InFolder(Strict):
    """Which folder of the practice mailbox."""

    folder = Text(load_default="inbox", validate=validate.Length(1, 100))


class Dropped(Strict):
    """A file dropped on the practice mailbox."""

    file = Upload(required=True)


class NewDraft(Strict):
    """A reply to one message, about one case, with these files of the message by their part."""

    in_reply_to = string(validate=validate.Length(1, 1_000))
    case_id = string(validate=_ID)
    kind = choice(ReplyKind)
    attachments = parts()


class Draft(Strict):
    """What a person wrote."""

    subject = string(validate=validate.Length(max=1_000))
    text = string(validate=validate.Length(max=200_000))
