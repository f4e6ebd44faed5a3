"""Lines asked for in sentences and bullets of a mail: how many, of what, by which reference, at what price."""

from __future__ import annotations

from backend.extraction.candidates import Candidates
from backend.model.field import Fields
from backend.model.trade import DocumentType


def prose_lines(found: Candidates, document_type: DocumentType) -> tuple[Fields, ...]:
    """The lines told in prose."""
    del found, document_type
    return ()
