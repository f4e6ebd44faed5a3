"""Where files are dropped, a folder of this server or one behind SFTP: the few things done there, and how its errors are told."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from backend.errors import ConnectorError, ConnectorMisconfigured, ConnectorUnavailable
from backend.model.sentence import Sentence

#: The largest file that is read, in bytes.
MOST_BYTES = 64 * 1024 * 1024

#: Errors that do not go away by themselves.
_LASTING = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.ELOOP, errno.EROFS, errno.EISDIR, errno.EFBIG})

_REFUSED = Sentence(
    "Le dossier de dépôt ne peut pas être utilisé : dossier manquant ou droits insuffisants ({why}).",
    "The drop folder cannot be used: a folder is missing, or a right ({why}).",
)
_AWAY = Sentence("Le dossier de dépôt est injoignable ({why}).", "The drop folder cannot be reached ({why}).")


class Place(Protocol):
    """A place with folders of files; whatever fails raises OSError."""

    def names(self, folder: str) -> Sequence[str]:
        """The names of the files in a folder, hidden ones too."""

    def read(self, folder: str, name: str) -> bytes:
        """The content of a file, at most `MOST_BYTES`."""

    def write_new(self, folder: str, name: str, content: bytes) -> None:
        """Make a file of that name, on disk when this returns; raises OSError when there is one."""

    def rename(self, folder: str, old: str, new: str) -> None:
        """Give a file another name at once; raises FileNotFoundError, and FileExistsError when there is one of the new name."""

    def remove(self, folder: str, name: str) -> None:
        """Remove a file; raises FileNotFoundError."""


@contextmanager
def told() -> Iterator[None]:
    """Tells what fails meanwhile as the contract's errors."""
    try:
        yield
    except OSError as error:
        raise _reaction(error) from error


def _reaction(error: OSError) -> ConnectorError:
    if error.errno in _LASTING:
        sentence = _REFUSED.filled(why=_why(error))
        return ConnectorMisconfigured(sentence.en, sentence.fr)
    sentence = _AWAY.filled(why=_why(error))
    return ConnectorUnavailable(sentence.en, sentence.fr)


def _why(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__
