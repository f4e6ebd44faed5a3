"""Page images that were rendered lately, kept in memory within a bound."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from cachetools import LRUCache

#: How much is kept, in bytes: some 200 pages at the pane's width.
MEMORY = 64 * 1024 * 1024


class PageImages:
    """Rendered pages by a name made of content hash, page and width: the same file is rendered once, whoever looks at it."""

    def __init__(self, memory: int = MEMORY) -> None:
        self._kept: LRUCache[str, bytes] = LRUCache(memory, getsizeof=len)
        self._lock = Lock()

    def get(self, name: str, render: Callable[[], bytes]) -> bytes:
        """The image of that name, rendered when it is not kept; raises what rendering raises."""
        with self._lock:
            kept = self._kept.get(name)
        return kept if kept is not None else self._keep(name, render())

    def _keep(self, name: str, image: bytes) -> bytes:
        if len(image) <= self._kept.maxsize:
            with self._lock:
                self._kept[name] = image
        return image
