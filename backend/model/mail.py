"""A Mail: one received message with its parts (RFC 5322, MIME), whichever mail system it came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class Address:
    """One mailbox of a header: display name and addr-spec (RFC 5322, 3.4)."""

    email: str
    name: str = ""

    @property
    def domain(self) -> str:
        """The lower-case domain, "" when there is none."""
        return self.email.rpartition("@")[2].lower()


class Verdict(StrEnum):
    """What Authentication-Results say (RFC 8601)."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    NONE = "none"


@dataclass(frozen=True)
class Authentication:
    """The receiving server's verdicts on the sender: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489)."""

    spf: Verdict = Verdict.NONE
    dkim: Verdict = Verdict.NONE
    dmarc: Verdict = Verdict.NONE

    @property
    def failed(self) -> bool:
        """Whether the sender is probably not who the message says: DMARC failed, or it is silent and both others failed."""
        if self.dmarc is not Verdict.NONE:
            return self.dmarc is Verdict.FAIL
        return self.spf is Verdict.FAIL and self.dkim is not Verdict.PASS


#: The part number of the message body; attachments count from "1", parts inside them "1.1" (as IMAP numbers them, RFC 3501 6.4.5).
BODY = "0"


@dataclass(frozen=True)
class Attachment:
    """One part of a message that may be a document.

    `part` is unique in its Mail; `media_type` is what the bytes are, not what was claimed.
    """

    part: str
    name: str
    media_type: str
    content: bytes = field(repr=False)
    #: Shown inside the body (Content-Disposition: inline or referred to by cid:), a logo more often than a document.
    is_inline: bool = False
    content_id: str = ""

    @property
    def content_hash(self) -> str:
        """SHA-256 of the bytes, hexadecimal: the name under which they are kept."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)


@dataclass(frozen=True)
class Mail:
    """One message as received.

    `sender` is who wrote it: for a forwarded message the original author, and then `forwarded_by` is the colleague.
    """

    message_id: str
    subject: str
    sender: Address
    recipients: tuple[Address, ...] = ()
    received_at: datetime | None = None
    #: The body as plain text and as HTML, whichever came; "" when there is none. HTML is data for readers, never shown as HTML.
    text: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    forwarded_by: Address | None = None
    authentication: Authentication = Authentication()
    in_reply_to: str = ""
    #: SHA-256 of the raw message, under which it is kept; "" when the mail system does not give it.
    digest: str = ""
    #: What kind of file the raw message is (message/rfc822), "" when the mail system does not give it; its bytes while it is received.
    raw_type: str = ""
    raw: bytes = field(default=b"", repr=False)
