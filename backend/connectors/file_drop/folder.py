"""A folder of this server that files are dropped into, inside what its operator allows the organisation."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from backend.connectors.file_drop.place import MOST_BYTES
from backend.errors import ConnectorMisconfigured
from backend.model.sentence import Sentence

_NOT_ALLOWED = Sentence(
    "L’exploitant de ce serveur n’autorise le dépôt de fichiers dans aucun dossier (COUNTERSIGN_DROP_ROOT).",
    "The operator of this server allows no folder for dropping files (COUNTERSIGN_DROP_ROOT).",
)
_OUTSIDE = Sentence(
    "Le dossier doit se trouver dans celui que l’exploitant de ce serveur autorise à votre organisation : {allowed}",
    "The folder must lie in the one that the operator of this server allows your organisation: {allowed}",
)


@dataclass(frozen=True)
class Folder:
    """One folder of this server with the folders in it; implements Place. No link leads out of it."""

    path: Path

    def names(self, folder: str) -> Sequence[str]:
        """The names of the files in a folder."""
        with os.scandir(self._at(folder)) as entries:
            return [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]

    def read(self, folder: str, name: str) -> bytes:
        """The content of a file; a link is not followed."""
        # Not to wait for whoever would write into a pipe.
        handle = os.open(self._at(folder) / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        return content

    def write_new(self, folder: str, name: str, content: bytes) -> None:
        """Make a file and have it on disk."""
        with (self._at(folder) / name).open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def rename(self, folder: str, old: str, new: str) -> None:
        """Give a file another name and have that on disk."""
        at = self._at(folder)
        # The names are ours, so that nobody else makes one in between.
        if os.path.lexists(at / new) and os.path.lexists(at / old):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        (at / old).rename(at / new)
        handle = os.open(at, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def remove(self, folder: str, name: str) -> None:
        """Remove a file."""
        (self._at(folder) / name).unlink()

    def _at(self, folder: str) -> Path:
        at = self.path / folder
        if at.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        return at


def allowed_folder(path: str, root: Path | None, organisation: str) -> Folder:
    """The folder; raises ConnectorMisconfigured unless it lies in the organisation's own folder below the root."""
    if root is None or not re.fullmatch(r"[\w-][\w.-]*", organisation):
        raise ConnectorMisconfigured(_NOT_ALLOWED.en, _NOT_ALLOWED.fr)
    allowed, wanted = (root / organisation).resolve(), Path(path).resolve()
    if not wanted.is_relative_to(allowed):
        outside = _OUTSIDE.filled(allowed=allowed)
        raise ConnectorMisconfigured(outside.en, outside.fr)
    return Folder(wanted)
