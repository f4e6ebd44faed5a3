"""What the ERP says about the files it took: JSON or CSV with key, number, status and message, read from a folder and left there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

import msgspec

from backend.connectors.file_drop.place import Place
from backend.errors import ConnectorMisconfigured
from backend.model.sentence import Sentence

#: How much of the ERP's own words is shown.
_MOST_WORDS = 1000

_UNREADABLE = Sentence(
    "L’accusé de réception {name} n’est pas lisible : {why}",
    "The acknowledgement {name} cannot be read: {why}",
)


class State(StrEnum):
    """What became of a document in the ERP."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Acknowledgement(msgspec.Struct, frozen=True):
    """What the ERP says about one file: by its name, with or without the ending."""

    key: str
    status: State
    #: The ERP's number of what it made of it.
    number: str = ""
    #: Why it was rejected.
    message: str = ""


@dataclass(frozen=True)
class Acknowledgements:
    """The acknowledgements in one folder; the ERP removes them when it likes."""

    place: Place
    folder: str

    def of(self, key: str) -> Acknowledgement | None:
        """What the ERP says about the file of that name, None while it says nothing; once accepted is accepted."""
        names = [name for name in self.place.names(self.folder) if not name.startswith(".")]
        # A file that is named like ours says it all; otherwise it may stand in any.
        own = [name for name in names if name.startswith(f"{key}.")]
        found = [one for name in own or names for one in self._readable(name) if one.key.partition(".")[0] == key]
        return min(found, key=lambda one: one.status is not State.ACCEPTED, default=None)

    def unreadable(self) -> Iterator[Sentence]:
        """What cannot be read, each in a sentence for the administrator."""
        for name in sorted(self.place.names(self.folder)):
            try:
                self._read(name)
            except ConnectorMisconfigured as error:
                yield Sentence(error.fr, error.message)

    def _readable(self, name: str) -> tuple[Acknowledgement, ...]:
        """Those in a file; none while the ERP is still writing it, or has written something else."""
        try:
            return self._read(name)
        except ConnectorMisconfigured:
            return ()

    def _read(self, name: str) -> tuple[Acknowledgement, ...]:
        suffix = PurePosixPath(name).suffix.lower()
        if suffix not in {".json", ".csv"} or name.startswith("."):
            return ()
        try:
            content = self.place.read(self.folder, name)
            return _json(content) if suffix == ".json" else _csv(content)
        except FileNotFoundError:
            return ()
        except (msgspec.DecodeError, UnicodeDecodeError, csv.Error) as error:
            unreadable = _UNREADABLE.filled(name=name, why=error)
            raise ConnectorMisconfigured(unreadable.en, unreadable.fr) from None


def _json(content: bytes) -> tuple[Acknowledgement, ...]:
    found = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=Acknowledgement | list[Acknowledgement])
    return _tidy(tuple(found) if isinstance(found, list) else (found,))


def _csv(content: bytes) -> tuple[Acknowledgement, ...]:
    text = content.decode("utf-8-sig")
    if text and not text.endswith(("\r", "\n")):
        # Its last row may be cut short.
        raise csv.Error("...")
    separator = max(";,\t", key=text.partition("\n")[0].count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    return _tidy(tuple(msgspec.convert(_row(row), Acknowledgement) for row in rows))


def _row(row: Mapping[str | None, object]) -> dict[str, str]:
    return {name.strip().lower(): str(value or "").strip() for name, value in row.items() if name}


def _tidy(found: tuple[Acknowledgement, ...]) -> tuple[Acknowledgement, ...]:
    return tuple(msgspec.structs.replace(one, message=one.message.strip()[:_MOST_WORDS]) for one in found)
