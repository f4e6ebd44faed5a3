"""`countersign train`: reads labelled documents, learns how certain values are and which rivals are better, writes model and record."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from backend.evaluation.labelled import Labelled, Split, chosen, load
from backend.extraction.certainty.rivals import RANKED
from backend.training.examples import Example, examples
from backend.training.export import exported, save
from backend.training.fitting import CERTAINTY, RANKER, fit
from backend.training.preferring import decide
from backend.training.record import record
from backend.training.sureness import thresholds

#: Pages are learned from; an XML document says for certain what it says.
_CHANNELS = ("pdf", "hybrid", "scan", "spreadsheet", "mail", "text")
#: The record stands beside the model under its name with this ending.
RECORD = ".record.json"


def corpus(folder: Path) -> tuple[Labelled, ...]:
    """The documents of a folder to learn from: never those held out. Raises BadInput when it has no manifest."""
    return tuple(chosen(load(folder), Split.DEV, (), _CHANNELS))


def collect(corpora: Mapping[str, Sequence[Labelled]], cache: Path, progress: Callable[[int], object] = lambda _: None) -> list[Example]:
    """The examples of all corpora, by their names."""
    return [one for name, documents in corpora.items() for one in examples(documents, name, cache, progress)]


def train(found: Sequence[Example], output: Path, seed: int) -> Mapping[str, Any]:
    """Fit the model, write it and its record, and return the record."""
    by_rules = [one for one in found if not one.is_rival]
    among = [one for one in found if one.field in RANKED]
    certainty, ranker = fit(by_rules, CERTAINTY, seed), fit(among, RANKER, seed)
    bounds = thresholds(by_rules, certainty.unseen)
    decisions = decide(among, ranker.unseen)
    kept = record(by_rules, certainty, bounds, decisions, seed)
    save(exported(certainty, bounds, ranker, decisions), output)
    output.with_suffix(RECORD).write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return kept
