"""What the store hands out beside the nouns: a mail as kept, its attachments without their bytes, an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from backend.model.case import MailStatus
from backend.model.finding import Finding
from backend.model.mail import Mail


@dataclass(frozen=True)
class Organisation:
    """A company that works in Countersign; it bounds every row."""

    id: str
    name: str


@dataclass(frozen=True)
class StoredAttachment:
    """An attachment as kept: its bytes stay with the blobs under `content_hash`."""

    part: str
    name: str
    media_type: str
    size: int
    content_hash: str
    is_inline: bool = False
    content_id: str = ""
    #: How many pages the reader found, 0 before it was read and for XML.
    pages: int = 0
    #: Found inside another attachment: the XML of a Factur-X, a member of a ZIP.
    is_nested: bool = False


@dataclass(frozen=True)
class StoredMail:
    """A mail as kept. The attachments of `mail` have no bytes here: `scope.mails.whole` and `scope.mails.attachment` bring them."""

    id: str
    organisation: str
    mailbox: str
    #: How the mail system that it was first opened in names it.
    reference: str
    mail: Mail
    attachments: tuple[StoredAttachment, ...]
    status: MailStatus
    #: What is being done right now: {"step", "attachment", "page", "pages"}; None when nothing is.
    progress: Mapping[str, object] | None
    #: What reading the attachments and the body found wrong.
    findings: tuple[Finding, ...]
    #: Grows with every visible change of the mail, its progress or its cases.
    revision: int
    received_at: datetime
