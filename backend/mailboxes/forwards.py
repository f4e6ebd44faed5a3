"""A forwarded message seen as the original author's: sender, covering words and forwarded text."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from backend.content import quotation
from backend.model.mail import Mail


def resolved(mail: Mail) -> Mail:
    """The mail with its original sender when its subject and its body say that a colleague forwarded it, else the mail as it is."""
    if mail.forwarded_by or not quotation.is_forward(mail.subject):
        return mail
    lines = mail.text.splitlines()
    chain = quotation.forwarded(lines)
    if not chain:
        return mail
    return replace(mail, sender=chain[-1].sender, forwarded_by=mail.sender, text=_text(lines, chain))


def carried(cover: Mail, original: Mail) -> Mail:
    """The message that another one brought as an attachment, in the name of its author, after the colleague's covering words.

    Authentication and identity are the outer message's: it is the one that was received.
    """
    words = cover.text.strip()
    page = f"<pre>{escape(words)}</pre>{original.html}" if original.html and words else original.html
    return replace(
        cover,
        sender=original.sender,
        forwarded_by=cover.sender,
        text=f"{words}\n\n{original.text}" if words else original.text,
        html=page,
    )


def _text(lines: list[str], chain: tuple[quotation.Header, ...]) -> str:
    """The covering words and the forwarded text, without the header blocks and without the marks of quoting."""
    kept: list[str] = []
    position = 0
    for header in chain:
        kept += lines[position : header.start]
        position = header.end
    below = lines[position:]
    # Apple Mail and Thunderbird quote what they forward: one level of marks is theirs, not the author's.
    if sum(line.startswith(">") for line in below) * 2 > sum(bool(line.strip()) for line in below):
        below = [line.removeprefix(">").removeprefix(" ") for line in below]
    return "\n".join([*kept, *below]).strip()
