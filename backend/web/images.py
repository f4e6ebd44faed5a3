"""Page images that were rendered lately, kept in memory within a bound."""

from __future__ import annotations

from threading import Lock

from cachetools import LRUCache

from backend.model.mail import Attachment
from backend.readers import pages

#: How much is kept, in bytes: some 200 pages at the pane's width.
MEMORY = 64 * 1024 * 1024


class PageImages:
    """Rendered pages by content hash, page, rotation and width: the same file is rendered once, whoever looks at it."""

    def __init__(self, memory: int = MEMORY) -> None:
        self._kept: LRUCache[tuple[str, int, float, int], bytes] = LRUCache(memory, getsizeof=len)
        self._lock = Lock()

    def image(self, attachment: Attachment, number: int, rotation: float, width: int) -> bytes:
        """The upright page as PNG or JPEG; raises NotFound."""
        key = (attachment.content_hash, number, rotation, width)
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None:
            return kept
        image = pages.image(attachment, number, rotation, width)
        if len(image) <= self._kept.maxsize:
            with self._lock:
                self._kept[key] = image
        return image
