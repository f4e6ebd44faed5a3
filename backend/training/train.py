"""`countersign train`: reads labelled documents, learns how certain values are and which rivals are better, writes model and record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from backend.evaluation.labelled import Labelled, Split, chosen, load
from backend.extraction.certainty.rivals import RANKED
from backend.training.examples import Example, examples
from backend.training.export import exported, save
from backend.training.fitting import CERTAINTY, LINES, RANKER, Size, fit
from backend.training.preferring import decide
from backend.training.record import Judged, keep, record
from backend.training.sureness import cross_fitted, thresholds

#: Pages are learned from; an XML document says for certain what it says.
_CHANNELS = ("pdf", "hybrid", "scan", "spreadsheet", "mail", "text")


def corpus(folder: Path, split: Split = Split.DEV) -> tuple[Labelled, ...]:
    """The documents of a folder to learn from: not those held out, unless told so. Raises BadInput when it has no manifest."""
    return tuple(chosen(load(folder), split, (), _CHANNELS))


def collect(
    corpora: Mapping[str, Sequence[Labelled]], fresh: Collection[str], cache: Path, progress: Callable[[int], object] = lambda _: None
) -> list[Example]:
    """The examples of all corpora, by their names; `fresh` are the names of those that the rules were written without."""
    return [one for name, documents in corpora.items() for one in examples(documents, name, cache, progress, is_fresh=name in fresh)]


def _judged(examples: Sequence[Example], size: Size, seed: int) -> Judged:
    judge = fit(examples, size, seed)
    return Judged(examples, judge, thresholds(examples, judge.unseen), cross_fitted(examples, judge.unseen, seed))


def train(found: Sequence[Example], output: Path, seed: int) -> Mapping[str, Any]:
    """Fit the model, write it and its record, and return the record."""
    of_lines = [one for one in found if one.is_line]
    of_header = [one for one in found if not one.is_line]
    among = [one for one in of_header if one.field in RANKED]
    header = _judged([one for one in of_header if not one.is_rival], CERTAINTY, seed)
    lines = _judged(of_lines, LINES, seed) if of_lines else None
    ranker = fit(among, RANKER, seed)
    decisions = decide(among, ranker.unseen)
    kept = record(header, lines, decisions, seed)
    save(exported(header.judge, header.thresholds, ranker, decisions, (lines.judge, lines.thresholds) if lines else None), output)
    return keep(kept, output)
