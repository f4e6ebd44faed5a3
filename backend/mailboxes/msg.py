"""Outlook items (.msg) as Mails."""

from __future__ import annotations

from dataclasses import replace

from backend.content import media_type
from backend.mailboxes import nested, outlook
from backend.mailboxes.limits import checked
from backend.model.mail import Mail


def parse(raw: bytes) -> Mail:
    """The item with its containers opened and, for a forward, its original sender. Raises BadInput for empty or oversized input only.

    A file that is broken beyond reading becomes a Mail with that file as its one attachment.
    """
    return replace(nested.opened(outlook.read(checked(raw))), raw_type=media_type.OUTLOOK_MESSAGE, raw=raw)
