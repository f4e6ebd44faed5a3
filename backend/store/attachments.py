"""The attachments of mails: their description in a row, their bytes in a blob."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, insert, select, update

from backend.model.document import Document
from backend.model.mail import Attachment
from backend.store.blobs import Blobs
from backend.store.codec import decode, encode
from backend.store.records import StoredAttachment
from backend.store.tables import attachments


def keep_bytes(blobs: Blobs, found: Iterable[Attachment], *, is_nested: bool) -> tuple[StoredAttachment, ...]:
    """The attachments as they go into rows, their bytes safely in the blobs before any row speaks of them."""
    return tuple(
        StoredAttachment(
            part=attachment.part,
            name=attachment.name,
            media_type=attachment.media_type,
            size=attachment.size,
            content_hash=blobs.put(attachment.content),
            is_inline=attachment.is_inline,
            content_id=attachment.content_id,
            is_nested=is_nested,
        )
        for attachment in found
    )


def with_bytes(blobs: Blobs, stored: StoredAttachment) -> Attachment:
    """The attachment with its bytes; raises NotFound when they are gone."""
    return replace(without_bytes(stored), content=blobs.get(stored.content_hash))


def without_bytes(stored: StoredAttachment) -> Attachment:
    """The attachment for those who only need to know of it."""
    return Attachment(stored.part, stored.name, stored.media_type, b"", stored.is_inline, stored.content_id)


def lean(document: Document) -> Document:
    """The document with the bytes of its parts left to the blobs."""
    return replace(document, parts=tuple(replace(part, content=b"") for part in document.parts))


def add(connection: Connection, organisation: str, mail_id: str, stored: Iterable[StoredAttachment]) -> None:
    """Rows for the attachments of one mail."""
    rows = [{"organisation": organisation, "mail_id": mail_id, "part": each.part, "content": encode(each)} for each in stored]
    if rows:
        connection.execute(insert(attachments), rows)


def of_mail(connection: Connection, organisation: str, mail_id: str) -> tuple[StoredAttachment, ...]:
    """The attachments of one mail in the order of the message, those found inside others after them."""
    query = select(attachments.c.content).where(attachments.c.organisation == organisation, attachments.c.mail_id == mail_id)
    found = (decode(text, StoredAttachment) for text in connection.execute(query).scalars())
    return tuple(sorted(found, key=lambda each: [int(n) if n.isdigit() else 0 for n in each.part.split(".")]))


def count_pages(connection: Connection, organisation: str, mail_id: str, pages: Mapping[str, int]) -> None:
    """Remember how many pages each part has."""
    for stored in of_mail(connection, organisation, mail_id):
        if pages.get(stored.part, 0) != stored.pages:
            connection.execute(
                update(attachments)
                .where(attachments.c.organisation == organisation, attachments.c.mail_id == mail_id, attachments.c.part == stored.part)
                .values(content=encode(replace(stored, pages=pages[stored.part]))),
            )
