"""How a mail client shows on a message what became of its documents, as an organisation decided."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Marking:
    """Which marks messages get."""

    #: Categories (“ERP: posted”, “ERP: to check”), which everybody sees who works in the mailbox.
    categories: bool = True
    #: The ERP's number on a bar above the message, for the person who sent it there.
    bar: bool = True
