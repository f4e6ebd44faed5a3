"""What the network learns from: what it sees of each document, and where the labelled values and lines stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from backend.evaluation.labelled import Labelled
from backend.extraction.learned.network import NAMED, VALUED
from backend.extraction.learned.scene import Scene, scene
from backend.training.line_places import columns_of
from backend.training.truth import is_known, is_right, setting_of

Numbers = NDArray[np.int64]
#: A run of words is a name when it is at least so like the labelled one, and hardly less than the likest.
_ALIKE, _LESS = 70, 3
#: What is printed somewhat longer than its label may be its name still.
_LONGER = 6


@dataclass(frozen=True)
class Lesson:
    """A document as the network sees it, with the answers."""

    document: str
    #: The name of the folder it comes from.
    corpus: str
    group: str
    is_made: bool
    seen: Scene
    #: For each field whose label is known, the numbers of the values that are right: after the last value stands "none".
    answers: Mapping[str, Numbers]
    #: In which column of a line each word stands; empty where the labelled lines are not found.
    columns: NDArray[np.int32]


def collect(corpora: Mapping[str, Sequence[Labelled]], cache: Path, progress: Callable[[int], object] = lambda _: None) -> Iterator[Lesson]:
    """The lessons of all corpora, by their names."""
    for name, documents in corpora.items():
        yield from lessons(documents, name, cache, progress)


def lessons(
    documents: Sequence[Labelled], corpus: str, cache: Path, progress: Callable[[int], object] = lambda _: None
) -> Iterator[Lesson]:
    """The lessons of a corpus. A field whose labelled value is not found on the pages teaches nothing."""
    for labelled in documents:
        setting = setting_of(labelled, cache)
        seen = scene(setting.found, setting.mail.sender.domain) if setting else None
        if setting and seen:
            kind = setting.document.document_type
            answers = {
                name: np.array([n for n, one in enumerate(seen.targets) if one.kind in kinds and is_right(labelled, kind, name, one.value)])
                for name, kinds in VALUED.items()
            } | {name: _names(labelled.fields.get(name, ""), seen) for name in NAMED}
            yield Lesson(
                labelled.id,
                corpus,
                labelled.group,
                labelled.is_made,
                seen,
                dict(_known(answers, labelled, seen)),
                columns_of(labelled.lines, seen),
            )
        progress(1)


def _known(answers: Mapping[str, Numbers], labelled: Labelled, seen: Scene) -> Iterator[tuple[str, Numbers]]:
    for name, numbers in answers.items():
        if len(numbers):
            yield name, numbers.astype(np.int64)
        elif name not in labelled.fields and is_known(labelled, name):
            yield name, np.array([len(seen.targets) if name in VALUED else len(seen.names[0])])


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


def _names(truth: str, seen: Scene) -> Numbers:
    """The runs of words that are most like a labelled name."""
    wanted = _plain(truth)
    if not wanted:
        return np.array([])
    words = [_plain(text) for text in seen.texts]
    has_part = np.array([bool(set(word.split()) & set(wanted.split())) for word in words])
    like: dict[int, float] = {}
    for number in np.flatnonzero(has_part[seen.names[0]] | has_part[seen.names[1]]):
        told = _plain(" ".join(words[seen.names[0][number] : seen.names[1][number] + 1]))
        if len(told) <= len(wanted) + max(len(wanted), _LONGER):
            like[int(number)] = fuzz.ratio(told, wanted)
    best = max(like.values(), default=0)
    return np.array([number for number, ratio in like.items() if ratio >= max(best - _LESS, _ALIKE)])
