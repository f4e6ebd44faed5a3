"""Claims on posting keys, for ERPs that would keep a document twice: while one asks for the key and creates, everybody else waits."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

#: Locks are shared by keys that fall together, so that their number stays small; the first two hex digits of the key's digest choose.
_DIGITS = 2


@dataclass(frozen=True)
class Claims:
    """The claims of all processes and threads on one machine.

    On several machines a case is already claimed in the database by one of them (`pipeline.post`); this keeps that one from posting twice
    when its lease has run out while the ERP is slow. A lock ends with its process, so none is left behind.
    """

    folder: Path

    @contextmanager
    def hold(self, key: str) -> Iterator[None]:
        """Wait until nobody else holds this key, and hold it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / f"{sha256(key.encode()).hexdigest()[:_DIGITS]}.lock"
        # Opened anew each time: a lock belongs to the open file, so threads of one process wait for each other as well.
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            # By name, so that a process forked meanwhile, which shares the open file, does not go on holding it.
            fcntl.flock(handle, fcntl.LOCK_UN)
            os.close(handle)
