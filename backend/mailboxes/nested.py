"""Containers inside a message opened: attached messages, Outlook items and winmail.dat become parts numbered 1.1, 1.2, ..."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from backend.content import file_name, media_type, quotation
from backend.mailboxes import forwards, headers, message, outlook, tnef
from backend.model.mail import Attachment, Mail

#: How deep messages may lie in messages; a mail thread forwarded as attachments seldom exceeds three.
MAX_DEPTH = 6

#: How many attachments a mail may have in all before further containers stay closed.
MAX_ATTACHMENTS = 500

#: What opens a container; None when it cannot be opened, and then it stays an attachment that a reader reports.
_OPENERS: Mapping[str, Callable[[bytes], Mail | None]] = {
    media_type.MESSAGE: message.read_or_none,
    media_type.OUTLOOK_MESSAGE: outlook.read_or_none,
    media_type.TNEF: tnef.read_or_none,
}


def opened(mail: Mail, depth: int = 0) -> Mail:
    """The mail with every container opened, and with its original sender if it is a forward."""
    attachments: list[Attachment] = []
    originals: list[tuple[Attachment, Mail]] = []
    for attachment in mail.attachments:
        inner = _inner(attachment, depth) if len(attachments) < MAX_ATTACHMENTS else None
        if inner is None:
            attachments.append(attachment)
            continue
        if attachment.media_type == media_type.TNEF:
            mail = _with_body(mail, inner)
        else:
            originals.append((attachment, inner))
            attachments += _body_as_attachment(attachment, inner)
        attachments += (replace(a, part=f"{attachment.part}.{a.part}") for a in inner.attachments)
    if _is_forward_of(mail, originals):
        (container, original) = originals[0]
        mail = forwards.carried(mail, original)
        attachments = [a for a in attachments if a.part != container.part]
    return forwards.resolved(replace(mail, attachments=tuple(attachments)))


def _inner(attachment: Attachment, depth: int) -> Mail | None:
    """What a container holds, itself opened; None for a file that is no container or lies too deep."""
    opener = _OPENERS.get(attachment.media_type)
    found = opener(attachment.content) if opener and depth < MAX_DEPTH else None
    return opened(found, depth + 1) if found else None


def _with_body(mail: Mail, inner: Mail) -> Mail:
    """The mail with the body that winmail.dat carries, unless it has one of its own."""
    return mail if mail.text.strip() or mail.html.strip() else replace(mail, text=inner.text, html=inner.html)


def _body_as_attachment(container: Attachment, inner: Mail) -> tuple[Attachment, ...]:
    """The text of an attached message as a document of its own, under the container's part number."""
    body, kind, ending = (inner.html, media_type.HTML, "html") if inner.html.strip() else (inner.text, media_type.PLAIN, "txt")
    if not body.strip():
        return ()
    stem = file_name.clean(re.sub(r'[\\/:*?"<>|]+', " ", inner.subject)) or container.name.rpartition(".")[0] or "message"
    return (replace(container, name=f"{stem}.{ending}", media_type=kind, content=body.encode(), is_inline=False, content_id=""),)


def _is_forward_of(mail: Mail, originals: list[tuple[Attachment, Mail]]) -> bool:
    """Whether one attached message is what the mail is about: a forward by its subject, or nothing but that message."""
    if len(originals) != 1 or originals[0][1].sender == headers.NOBODY:
        return False
    # A delivery report brings its status as a second file, so what it returns is not taken for a forward (RFC 3464).
    alone = sum(not attachment.is_inline for attachment in mail.attachments) <= 1
    return quotation.is_forward(mail.subject) or (alone and not quotation.is_reply(mail.subject))
