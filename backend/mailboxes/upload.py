"""A file that somebody drops or names on the command line, as a Mail."""

from __future__ import annotations

import hashlib

from backend.content import file_name, media_type
from backend.mailboxes import headers
from backend.mailboxes.limits import checked
from backend.model.mail import Attachment, Mail


def mail_of(name: str, content: bytes) -> Mail:
    """The mail that a file is (.eml, .msg), or else a mail with that one attachment, no sender, and the name as subject.

    Raises BadInput for an empty or oversized file only.
    """
    checked(content)
    kind = media_type.detect(name, content)
    # What opens messages takes longer to load than most files take to read.
    if kind == media_type.MESSAGE:
        from backend.mailboxes import mime  # noqa: PLC0415

        return mime.parse(content)
    if kind == media_type.OUTLOOK_MESSAGE:
        from backend.mailboxes import msg  # noqa: PLC0415

        return msg.parse(content)
    name = file_name.clean(name) or file_name.invented("1", kind)
    return Mail(
        message_id="",
        subject=name.rpartition(".")[0] or name,
        sender=headers.NOBODY,
        attachments=(Attachment(part="1", name=name, media_type=kind, content=content),),
        digest=hashlib.sha256(content).hexdigest(),
    )
