"""Reads labelled documents with the real pipeline and scores them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from backend import extract
from backend.evaluation.labelled import Labelled
from backend.evaluation.score import Reading, Score, score


def evaluate(documents: Sequence[Labelled], jobs: int = 1, progress: Callable[[int], object] = lambda _: None) -> tuple[Score, ...]:
    """The scores in the order of the documents, read by that many processes; `progress` is told after each one."""
    return tuple(_told(_scores(documents, jobs), progress))


def _told(scores: Iterator[Score], progress: Callable[[int], object]) -> Iterator[Score]:
    for one in scores:
        progress(1)
        yield one


def _scores(documents: Sequence[Labelled], jobs: int) -> Iterator[Score]:
    if jobs <= 1 or len(documents) <= 1:
        yield from map(_score, documents)
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(_score, documents)


def _score(labelled: Labelled) -> Score:
    return score(labelled, read(labelled))


def read(labelled: Labelled) -> Reading:
    """What the product says about the file, and how long it took by the wall clock."""
    begun = time.perf_counter()
    result = extract.extract(str(labelled.path))
    seconds = time.perf_counter() - begun
    return Reading(json.loads(extract.as_json(result, "en")), seconds, result.pages, result.recognised_pages)
