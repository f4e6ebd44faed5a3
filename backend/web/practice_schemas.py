"""What the practice mailbox and the practice ERP answer, as marshmallow schemas."""

from __future__ import annotations

from marshmallow import fields as f

from backend.web.fields import Strict, listed, moment, nested, string, strings, truth, whole
from backend.web.schemas import AddressView


class FolderView(Strict):
    """A folder of the mailbox."""

    name = string()
    messages = whole()
    unread = whole()


class SummaryView(Strict):
    """One message in a list."""

    reference = string()
    folder = string()
    from_ = f.Nested(AddressView, required=True, data_key="from")
    to = listed(AddressView)
    subject = string()
    received_at = moment(nullable=True)
    has_attachments = truth()
    unread = truth()


class MessageAttachment(Strict):
    """One part of a message."""

    part = string()
    name = string()
    media_type = string()
    size = whole()


class MessageView(Strict):
    """A message as plain text; HTML is turned into text and never shown as HTML."""

    reference = string()
    folder = string()
    subject = string()
    from_ = f.Nested(AddressView, required=True, data_key="from")
    to = listed(AddressView)
    received_at = moment(nullable=True)
    text = string()
    attachments = listed(MessageAttachment)


class Reference(Strict):
    """How the mailbox names a message."""

    reference = string()


class ErpListing(Strict):
    """Rows under columns, as text in the reader's language."""

    columns = strings()
    rows = f.List(strings(), required=True)


class ErpField(Strict):
    """A labelled value."""

    label = string()
    value = string()


class ErpFile(Strict):
    """A file kept with a document, and where to download it."""

    name = string()
    size = whole()
    url = string()


class ErpEvent(Strict):
    """A line of a document's history."""

    at = moment()
    text = string()


class ErpRecord(Strict):
    """Everything the ERP has about one record."""

    title = string()
    fields_ = f.List(f.Nested(ErpField), required=True, data_key="fields")
    lines = nested(ErpListing)
    files = listed(ErpFile)
    history = listed(ErpEvent)
