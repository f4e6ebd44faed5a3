"""Presence: how processes that share a data folder know of each other who is still alive."""

from __future__ import annotations

import fcntl
import os
import re
import uuid
from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{32}")


class Presence:
    """This process, as others see it: a file that it keeps locked; the kernel frees the lock when the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._forget_the_dead()
        self.name = uuid.uuid4().hex
        # Never closed: the lock is to end with the process and not before. Children that run another program do not inherit it.
        fcntl.flock(os.open(self._path(self.name), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600), fcntl.LOCK_EX)

    def is_dead(self, name: str) -> bool:
        """Whether the process of that name is known to have ended; False for one that never was seen here."""
        if name == self.name or not _NAME.fullmatch(name) or not self._path(name).exists():
            return False
        with self._path(name).open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

    def _forget_the_dead(self) -> None:
        """Keep the latest hundred files: a claim is over long before as many processes have come and gone."""
        for old in sorted(self._folder.glob("*.lock"), key=lambda path: path.stat().st_mtime)[:-100]:
            old.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.lock"
