"""What is learned from: the signs of every value the rules chose, of its rivals and of the lines, and whether it is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from backend.evaluation.labelled import Labelled
from backend.extraction.certainty.line_setting import LineSetting
from backend.extraction.certainty.line_signs import LINE_SIGNS, line_signs
from backend.extraction.certainty.proof import may_be_sure, may_line_be_sure
from backend.extraction.certainty.rivals import RANKED, rivals
from backend.extraction.certainty.setting import Setting
from backend.extraction.certainty.signs import is_learned, signs
from backend.model.field import Field
from backend.training.aligning import aligned
from backend.training.parts import unseen
from backend.training.truth import is_known, is_right, is_same_on, setting_of


class Kind(StrEnum):
    """Where a document comes from, which tells what can be learned from it."""

    #: Made for training: shows which mistakes there are, not how often they happen.
    MADE = "made"
    #: Sent or published by someone; the rules were written with it at hand, so that hardly any mistake is left in it.
    FOUND = "found"
    #: Found, and the rules were written without it: it alone shows how often they err.
    FRESH = "fresh"


@dataclass(frozen=True)
class Example:
    """One value the rules chose, or a rival of it."""

    document: str
    #: The name of the folder it comes from.
    corpus: str
    group: str
    field: str
    signs: tuple[float, ...]
    is_right: bool
    #: The confidence the rules gave it; 0 for a rival of their choice.
    rules: float
    is_rival: bool = False
    is_line: bool = False
    kind: Kind = Kind.FOUND
    #: Whether the product lets such a value be sure at all.
    may_be_sure: bool = True


def examples(
    documents: Sequence[Labelled], corpus: str, cache: Path, progress: Callable[[int], object] = lambda _: None, *, is_fresh: bool = False
) -> Iterator[Example]:
    """The examples of a corpus; a value whose label is not known is left out. `progress` is told after each document.

    What the network holds of a document is asked of one that did not learn from its layout group.
    """
    labelled_at_all = {name for one in documents for name in one.fields}
    for labelled in documents:
        setting = setting_of(labelled, cache, unseen(cache, labelled.group))
        if setting:
            kind = Kind.FRESH if is_fresh else Kind.MADE if labelled.is_made else Kind.FOUND
            example = partial(Example, labelled.id, corpus, labelled.group, kind=kind)
            yield from _of_document(labelled, example, setting, labelled_at_all)
        progress(1)


def _of_document(labelled: Labelled, example: Callable[..., Example], setting: Setting, known: AbstractSet[str]) -> Iterator[Example]:
    for name, field in setting.document.fields.items():
        if is_learned(field) and name in known and is_known(labelled, name):
            told, right = signs(field, setting), is_right(labelled, setting.document.document_type, name, field.value)
            yield example(name, tuple(told.values()), right, field.confidence, may_be_sure=may_be_sure(name, told))
    for name in RANKED:
        if name in known and is_known(labelled, name):
            for rival, place in rivals(name, setting, least=0.0):
                right = is_right(labelled, setting.document.document_type, name, rival.value)
                yield example(name, tuple(signs(rival, setting, place).values()), right, 0.0, is_rival=True)
    for field, row, right in _of_lines(labelled, setting):
        can = may_line_be_sure(field.name, dict(zip(LINE_SIGNS, row, strict=True)))
        yield example(field.name, row, right, field.confidence, is_line=True, may_be_sure=can)


def _of_lines(labelled: Labelled, setting: Setting) -> Iterator[tuple[Field, tuple[float, ...], bool]]:
    """The values of the lines with their signs; none where no line is labelled, as that may only mean that nobody did."""
    lines = LineSetting(setting)
    read = [{name: field.value for name, field in line.items()} for line in lines.lines]
    known = {name for line in labelled.lines for name in line}
    for number, (_, truth) in enumerate(aligned(read, labelled.lines) if labelled.lines else ()):
        for field, told in line_signs(number, lines):
            if field.name in (known if truth is None else truth):
                yield (
                    field,
                    told,
                    truth is not None and is_same_on(setting.document.document_type, field.name, truth[field.name], field.value),
                )
