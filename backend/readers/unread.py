"""Files that are recognised but not read: said so in one sentence."""

from __future__ import annotations

from backend.content import media_type
from backend.model.document import Document
from backend.model.mail import Attachment
from backend.readers import findings
from backend.readers.reading import Reading

MEDIA_TYPES = frozenset({media_type.SIGNED_OR_ENCRYPTED, "application/x-pkcs7-mime"})


def read(attachment: Attachment, reading: Reading) -> Document:
    """A document with nothing but the finding."""
    del reading
    is_secured = attachment.media_type in MEDIA_TYPES
    problem = findings.signed_or_encrypted(attachment) if is_secured else findings.unsupported(attachment)
    return Document(part=attachment.part, name=attachment.name, media_type=attachment.media_type, findings=(problem,))
