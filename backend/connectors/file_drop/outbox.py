"""The folder of outgoing files: each is written whole and exactly once by its name, however often and from wherever it is asked."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from uuid import uuid4

from backend.connectors.connector import Receipts
from backend.connectors.file_drop.place import Place
from backend.errors import ConnectorMisconfigured, PostingRejected
from backend.model.case import Receipt
from backend.model.sentence import Sentence

_FOREIGN = Sentence(
    "Un fichier {name} qui n’est pas de Countersign se trouve déjà dans le dossier de dépôt.",
    "A file {name} that is not Countersign's is in the drop folder already.",
)
_TAKEN = Sentence(
    "L’ERP a déjà pris le fichier {name} : annulez la pièce dans l’ERP.",
    "The ERP has taken the file {name} already: cancel the document in the ERP.",
)


@dataclass(frozen=True)
class Outbox:
    """The outgoing files of one organisation.

    A file is written under a temporary name; then that name is promised in the receipts, where the first promise stands; then the
    promised one gets its final name. Renaming uses it up, so it is there or was taken, never twice, with no lock and after any crash.
    """

    place: Place
    folder: str
    receipts: Receipts

    def put(self, name: str, content: bytes) -> None:
        """Send a file of that name, unless one was sent already."""
        if self.is_sent(name):
            return
        part = f".{name}.{uuid4().hex}.part"
        self.place.write_new(self.folder, part, content)
        self.receipts.keep(_promise(name), Receipt(part, name))
        self.is_sent(name)

    def is_sent(self, name: str) -> bool:
        """Whether a file of that name was sent; one that a crash kept from its final name gets it now."""
        promised = self.receipts.get(_promise(name))
        if promised is None:
            return False
        if promised.id in self.place.names(self.folder):
            self._finish(promised.id, name)
        self.clear(f".{name}.")
        return True

    def is_promised(self, name: str) -> bool:
        """Whether a file of that name was sent or is about to be; the folder is not looked at."""
        return self.receipts.get(_promise(name)) is not None

    def take_back(self, name: str) -> None:
        """Remove a file that was not picked up yet; raises PostingRejected when it was. Doing it twice is doing it once."""
        tomb = f".cancelled.{name}"
        if not self.is_cancelled(name):
            if tomb not in self.place.names(self.folder):
                self._bury(name, tomb)
            self.receipts.keep(_cancellation(name), Receipt(name, name))
        self.clear(tomb)

    def clear(self, start: str) -> None:
        """Remove the files whose names start so."""
        for name in self.place.names(self.folder):
            if name.startswith(start):
                self._remove(name)

    def is_cancelled(self, name: str) -> bool:
        """Whether the file was taken back."""
        return self.receipts.get(_cancellation(name)) is not None

    def _finish(self, part: str, name: str) -> None:
        try:
            self.place.rename(self.folder, part, name)
        except FileNotFoundError:
            return  # somebody else was faster
        except FileExistsError:
            if not self._is_finished(part, name):
                foreign = _FOREIGN.filled(name=name)
                raise ConnectorMisconfigured(foreign.en, foreign.fr) from None

    def _is_finished(self, part: str, name: str) -> bool:
        """Whether what has the final name is the file itself, with its first name still: renaming may take two steps, or die between."""
        try:
            content = self.place.read(self.folder, part)
        except FileNotFoundError:
            return True
        try:
            return content == self.place.read(self.folder, name)
        except FileNotFoundError as taken:
            # Nobody can tell whose it was: the next attempt sees what is there then.
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from taken

    def _bury(self, name: str, tomb: str) -> None:
        """Let the file be picked up no more."""
        try:
            self.place.rename(self.folder, name, tomb)
        except FileNotFoundError:
            taken = _TAKEN.filled(name=name)
            raise PostingRejected(taken.en, taken.fr) from None

    def _remove(self, name: str) -> None:
        try:
            self.place.remove(self.folder, name)
        except FileNotFoundError:
            return


def _promise(name: str) -> str:
    return f"{name}.sent"


def _cancellation(name: str) -> str:
    return f"{name}.cancelled"
