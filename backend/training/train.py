"""`countersign train`: reads labelled documents, learns how certain their values are, and writes the model with its record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from backend.evaluation.labelled import Labelled, Split, chosen, load
from backend.training.examples import Example, examples
from backend.training.export import exported, save
from backend.training.fitting import fit
from backend.training.record import record

#: Pages are learned from; an XML document says for certain what it says.
_CHANNELS = ("pdf", "hybrid", "scan", "spreadsheet", "mail", "text")


def corpus(folder: Path) -> tuple[Labelled, ...]:
    """The documents of a folder to learn from: never those held out. Raises BadInput when it has no manifest."""
    return tuple(chosen(load(folder), Split.DEV, (), _CHANNELS))


def collect(corpora: Mapping[str, Sequence[Labelled]], cache: Path, progress: Callable[[int], object] = lambda _: None) -> list[Example]:
    """The examples of all corpora, by their names."""
    return [one for name, documents in corpora.items() for one in examples(documents, name, cache, progress)]


def train(found: Sequence[Example], output: Path, seed: int) -> Mapping[str, Any]:
    """Fit the model, write it to the file, and return its record."""
    fitted = fit(found, seed)
    kept = record(found, fitted, seed)
    save(exported(fitted, kept), output)
    return kept
