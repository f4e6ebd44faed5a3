"""The evidence that a person points at: it has to be a place in the case's own mail."""

from __future__ import annotations

from collections.abc import Iterable

from backend.errors import BadInput
from backend.model.document import Box, Document
from backend.model.field import Evidence


def require_of_mail(evidence: Evidence, documents: Iterable[Document]) -> None:
    """Raise BadInput unless the evidence is in one of the mail's documents, on a page that it has, within that page."""
    document = next((each for each in documents if each.part == evidence.part), None)
    if document is None:
        raise BadInput("The place you pointed at is not in this message.", "L'endroit indiqué ne se trouve pas dans ce message.")
    # Page 0 says that there is none, as in XML.
    if evidence.page and evidence.page not in {page.number for page in document.pages}:
        raise BadInput("The attachment has no such page.", "Cette page n'existe pas dans la pièce jointe.")
    if evidence.box is not None and not (evidence.page and _is_on_page(evidence.box)):
        raise BadInput("The place you pointed at is not on the page.", "L'endroit indiqué n'est pas sur la page.")


def _is_on_page(box: Box) -> bool:
    return 0 <= box.left <= box.right <= 1 and 0 <= box.top <= box.bottom <= 1
