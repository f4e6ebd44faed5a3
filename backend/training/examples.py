"""What the model of certainty learns from: the signs of every value the rules chose, and whether it is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from backend import extraction
from backend.evaluation.equality import is_same
from backend.evaluation.labelled import Labelled
from backend.evaluation.score import OFTEN_UNLABELLED
from backend.extraction.certainty import watched
from backend.extraction.certainty.setting import Setting
from backend.extraction.certainty.signs import FIELDS, signs
from backend.model.trade import AMOUNT_FIELDS, DocumentType
from backend.training.reading import read


@dataclass(frozen=True)
class Example:
    """One value the rules chose."""

    document: str
    group: str
    field: str
    signs: tuple[float, ...]
    is_right: bool
    #: The confidence the rules gave it.
    rules: float
    is_made: bool


def examples(documents: Iterable[Labelled], cache: Path) -> Iterator[Example]:
    """The examples of all documents; a value whose label is not known is left out."""
    for labelled in documents:
        yield from _examples(labelled, cache)


def _examples(labelled: Labelled, cache: Path) -> Iterator[Example]:
    mail, documents = read(labelled, cache)
    settings: list[Setting] = []
    with watched(settings.append):
        extraction.understand(mail, documents)
    if not settings:
        return
    best = max(settings, key=lambda setting: _right(labelled, setting))
    for name, field in best.document.fields.items():
        if name in FIELDS and field.value and _is_known(labelled, name):
            yield Example(
                document=labelled.id,
                group=labelled.group,
                field=name,
                signs=tuple(signs(field, best).values()),
                is_right=_is_right(labelled, best, name),
                rules=field.confidence,
                is_made=labelled.is_made,
            )


def _is_known(labelled: Labelled, name: str) -> bool:
    return name in labelled.fields or (labelled.is_complete and name not in OFTEN_UNLABELLED)


def _right(labelled: Labelled, setting: Setting) -> int:
    return sum(_is_right(labelled, setting, name) for name in setting.document.fields)


def _is_right(labelled: Labelled, setting: Setting, name: str) -> bool:
    """Whether a value is the labelled one; a credit note's amounts are positive however its label writes them."""
    truth, value = labelled.fields.get(name, ""), setting.document.fields[name].value
    if name in AMOUNT_FIELDS and setting.document.document_type is DocumentType.CREDIT_NOTE:
        truth, value = truth.removeprefix("-"), value.removeprefix("-")
    return bool(truth) and is_same(name, truth, value)
