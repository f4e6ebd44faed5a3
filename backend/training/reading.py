"""Labelled documents read once and kept, so that training again after a change of rules takes minutes."""

from __future__ import annotations

import hashlib
import pickle
from dataclasses import replace
from pathlib import Path

from backend import readers
from backend.evaluation.labelled import Labelled
from backend.mailboxes import upload
from backend.model.document import Document
from backend.model.mail import Mail

#: How the media types of XML end; those of workbooks only hold the word.
_XML = ("/xml", "+xml")


def read(labelled: Labelled, cache: Path) -> tuple[Mail, tuple[Document, ...]]:
    """The mail and the documents in it without their XML: what is learned is to read pages. Kept in the cache folder, which is trusted."""
    content = labelled.path.read_bytes()
    mail = upload.mail_of(labelled.path.name, content)
    key = hashlib.sha1(content + labelled.path.name.encode(), usedforsecurity=False).hexdigest()
    kept = cache / f"{key}.pickle"
    if kept.exists():
        documents: tuple[Document, ...] = pickle.loads(kept.read_bytes())  # noqa: S301  # written below, by the same person
    else:
        documents = readers.read_mail(mail)
        cache.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        part.write_bytes(pickle.dumps(documents))
        part.replace(kept)
    return mail, tuple(_without_xml(document) for document in documents if not document.media_type.endswith(_XML))


def _without_xml(document: Document) -> Document:
    return replace(document, parts=tuple(part for part in document.parts if not part.media_type.endswith(_XML)))
