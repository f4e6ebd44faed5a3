"""The labelled documents of a folder: what each file should be read as."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha1
from pathlib import Path
from typing import Any

from backend.errors import BadInput

MANIFEST = "manifest.jsonl"
FILES = "files"


class Split(StrEnum):
    """Which part of the layout groups: those to develop on, those held out, or all."""

    DEV = "dev"
    HELD = "held"
    ALL = "all"


@dataclass(frozen=True)
class Labelled:
    """One file and what it says. Figures are averaged over `group`: the layouts of one origin."""

    id: str
    path: Path
    channel: str
    language: str
    document_type: str
    group: str
    fields: Mapping[str, str]
    lines: tuple[Mapping[str, str], ...] = ()
    #: Whether a field that has no label is really absent; otherwise it is unknown and not scored.
    is_complete: bool = False
    #: Whether the file was made from another document's values.
    is_made: bool = False
    #: What the message wants, "" where that is not labelled.
    intent: str = ""


def load(folder: Path) -> tuple[Labelled, ...]:
    """The labelled documents of a folder, in the order of its manifest; raises BadInput when there is none that can be read."""
    try:
        with (folder / MANIFEST).open(encoding="utf-8") as rows:
            return tuple(_labelled(json.loads(row), folder) for row in rows if row.strip())
    except OSError as problem:
        raise BadInput(f"{folder / MANIFEST}: {problem.strerror}") from None
    except (ValueError, KeyError, AttributeError, TypeError) as problem:
        raise BadInput(f"{folder / MANIFEST} is no manifest: {problem!r}") from None


def _labelled(row: Mapping[str, Any], folder: Path) -> Labelled:
    files = folder / FILES
    return Labelled(
        id=row.get("id") or row["file"],
        path=(files if files.is_dir() else folder) / row["file"],
        channel=row["channel"],
        language=row.get("language") or "und",
        document_type=row["document_type"],
        group=row["group"],
        fields={name: str(value) for name, value in row["fields"].items() if value is not None},
        lines=tuple({name: str(value) for name, value in line.items() if value is not None} for line in row.get("lines") or ()),
        is_complete=bool(row.get("complete")),
        is_made=bool(row.get("made")),
        intent=row.get("intent") or "",
    )


def chosen(documents: Sequence[Labelled], split: Split, groups: Sequence[str], channels: Sequence[str]) -> Iterator[Labelled]:
    """The documents of that split whose group holds one of those texts and whose channel is one of those; () holds all."""
    for one in documents:
        in_group = not groups or any(text in one.group for text in groups)
        if in_group and (not channels or one.channel in channels) and split in {Split.ALL, split_of(one.group)}:
            yield one


def split_of(group: str) -> Split:
    """The part a layout group belongs to, told by its name alone: a quarter of the groups is held out."""
    digest = sha1(group.encode(), usedforsecurity=False).digest()
    return Split.HELD if digest[0] & 0x11 == 0x11 else Split.DEV  # noqa: PLR2004  # both hexadecimal digits are odd
