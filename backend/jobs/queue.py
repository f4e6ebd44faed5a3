"""The queue of nudges: Huey on a file in the data folder, whose workers wake at once when this process puts something in."""

from __future__ import annotations

from pathlib import Path

from huey import Huey  # type: ignore[import-untyped]
from huey.storage import SqliteStorage  # type: ignore[import-untyped]

from backend.store.changes import Changes

#: How long a worker sleeps before it looks for what other processes put in, in seconds.
_LOOK_AGAIN = 0.2


class _WakingStorage(SqliteStorage):  # type: ignore[misc]
    """SqliteStorage that lets an idle worker sleep until there is something, instead of asking again and again."""

    blocking = True

    def __init__(self, name: str, filename: str) -> None:
        self._bell = Changes()
        super().__init__(name, filename)

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        """Put it in and wake the workers of this process."""
        super().enqueue(data, priority)
        self._bell.ring()

    def dequeue(self) -> bytes | None:
        """The next one, None when there was nothing for a moment."""
        found: bytes | None = super().dequeue()
        if found is None and self._bell.wait_until(lambda: self.queue_size() > 0, _LOOK_AGAIN):
            found = super().dequeue()
        return found


def create_huey(data_folder: Path) -> Huey:
    """The Huey instance on the queue of this data folder; nobody asks for results, so none are kept."""
    data_folder.mkdir(parents=True, exist_ok=True)
    return Huey("countersign", results=False, storage_class=_WakingStorage, filename=str(data_folder / "queue.sqlite"))
