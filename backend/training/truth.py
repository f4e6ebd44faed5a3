"""Which of the values on a labelled document are the right ones."""

from __future__ import annotations

from pathlib import Path

from backend import extraction
from backend.evaluation.equality import is_same
from backend.evaluation.labelled import Labelled
from backend.evaluation.score import OFTEN_UNLABELLED
from backend.extraction.certainty import watched
from backend.extraction.certainty.setting import Setting
from backend.extraction.learned import Weights, using
from backend.model.trade import AMOUNT_FIELDS, DocumentType
from backend.training.reading import read

#: A tax that only the VAT breakdown tells often has no label of its own; a document's one total is with tax or without as one sees it.
_UNLABELLED = OFTEN_UNLABELLED | {"tax_amount", "tax_exclusive_amount"}


def setting_of(labelled: Labelled, cache: Path, weights: Weights | None = None) -> Setting | None:
    """The document in the file as the rules read it, of several the one that fits the labels best; None when there is none.

    With what the network of those weights holds of it, nothing without.
    """
    mail, documents = read(labelled, cache)
    settings: list[Setting] = []
    with watched(settings.append), using(weights):
        extraction.understand(mail, documents)
    return max(settings, key=lambda setting: _right(labelled, setting), default=None)


def is_known(labelled: Labelled, name: str) -> bool:
    """Whether the labels tell what a field is, or that there is none."""
    return name in labelled.fields or (labelled.is_complete and name not in _UNLABELLED)


def _right(labelled: Labelled, setting: Setting) -> int:
    return sum(is_right(labelled, setting.document.document_type, name, field.value) for name, field in setting.document.fields.items())


def is_right(labelled: Labelled, document_type: DocumentType, name: str, value: str) -> bool:
    """Whether a value is the labelled one."""
    truth = labelled.fields.get(name, "")
    return bool(truth) and is_same_on(document_type, name, truth, value)


def is_same_on(document_type: DocumentType, name: str, truth: str, value: str) -> bool:
    """Whether two values are one; a credit note's amounts are positive however its label writes them."""
    if name in AMOUNT_FIELDS and document_type is DocumentType.CREDIT_NOTE:
        truth, value = truth.removeprefix("-"), value.removeprefix("-")
    return is_same(name, truth, value)
