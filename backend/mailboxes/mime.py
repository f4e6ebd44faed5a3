"""Internet messages (.eml, RFC 5322 and MIME) as Mails."""

from __future__ import annotations

from dataclasses import replace

from backend.content import media_type
from backend.mailboxes import message, nested
from backend.mailboxes.limits import checked
from backend.model.mail import Mail


def parse(raw: bytes) -> Mail:
    """The message with its containers opened and, for a forward, its original sender. Raises BadInput for empty or oversized input only."""
    return replace(nested.opened(message.read(checked(raw))), raw_type=media_type.MESSAGE, raw=raw)
