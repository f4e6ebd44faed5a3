"""The pieces that a connector gives its catalog in: a batch of things at a time, as the ERP's pages arrive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from backend.model.catalog import Catalog

#: At most so many things are in one piece: some 1 MB of what an ERP answers.
SIZE = 500

Thing = TypeVar("Thing")


def batches(things: Iterable[Thing]) -> Iterator[tuple[Thing, ...]]:
    """The things, `SIZE` at a time; nothing is asked for before it is needed."""
    rest = iter(things)
    while batch := tuple(islice(rest, SIZE)):
        yield batch


def pieces(**kinds: Iterable[Any]) -> Iterator[Catalog]:
    """A Catalog for each batch of these things, by the attribute of the Catalog that they belong to."""
    for kind, things in kinds.items():
        for batch in batches(things):
            whole: dict[str, Any] = {kind: batch}
            yield Catalog(**whole)
