"""Under which names files are kept with a document in Dolibarr, which tells of a file its name and size and no more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from backend.connectors.http import Json
from backend.model.mail import Attachment

#: What Dolibarr would change in a name itself.
_UNUSUAL = re.compile(r"[^A-Za-z0-9._ -]+")
#: What Dolibarr adds to the name of a file that a browser would run.
_NOT_RUN = ".noexe"
_LONGEST = 150
_DIGITS = 8


def sizes(listed: Json) -> Mapping[str, int]:
    """The sizes of files by their names; some versions list them as numbered entries with one for their index among them.

    Where the index knows a file, Dolibarr 22 lays its entry over the file's, and with it the index's empty `name` over the name.
    """
    entries = listed.values() if isinstance(listed, dict) else listed
    return {str(one.get("name") or one["relativename"]): int(one["size"]) for one in entries if isinstance(one, dict)}


def to_keep(files: Sequence[Attachment], kept: Mapping[str, int]) -> Iterator[tuple[str, Attachment]]:
    """The files that are not kept yet, each once by its content, with the names to keep them under; `kept` are the sizes by name."""
    known = {name.removesuffix(_NOT_RUN): size for name, size in kept.items()}
    given: dict[str, str] = {}
    for file in {file.content_hash: file for file in files}.values():
        name = _safe(file.name)
        if given.setdefault(name, file.content_hash) != file.content_hash or known.get(name, file.size) != file.size:
            name = _own(name, file)
        if name not in known:
            yield name, file


def _own(name: str, file: Attachment) -> str:
    """The name with the beginning of the content's hash, which no other file has."""
    path = PurePosixPath(name)
    return f"{path.stem}-{file.content_hash[:_DIGITS]}{path.suffix}"


def _safe(name: str) -> str:
    """The name in letters that Dolibarr keeps as they are."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    path = PurePosixPath(_UNUSUAL.sub("_", plain).strip(" ._-") or "file")
    return f"{path.stem[:_LONGEST]}{path.suffix[:_LONGEST]}"
