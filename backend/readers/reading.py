"""What goes along while one attachment is read, everything found inside it included: where progress is told, and the bounds."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from backend.model.sentence import Sentence
from backend.readers import findings
from backend.readers.progress import Report, silent

#: The most bytes unpacked, of all members of all containers together.
MAX_BYTES = 100 * 1024 * 1024

#: The most documents read: the attachment itself and what is inside.
MAX_DOCUMENTS = 150

#: How long reading may take, in seconds; looked at between pages. A process that reads is killed after 20: what was read by then is kept.
MAX_SECONDS = 16.0


@dataclass
class Reading:
    """The bounds that are left: a ZIP in a ZIP takes from the same ones."""

    report: Report = silent
    bytes_left: int = field(default_factory=lambda: MAX_BYTES)
    documents_left: int = field(default_factory=lambda: MAX_DOCUMENTS - 1)
    ends_at: float = field(default_factory=lambda: time.monotonic() + MAX_SECONDS)
    #: The first bound that was met, in words.
    met: Sentence | None = None

    @property
    def is_late(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() > self.ends_at

    @property
    def seconds_left(self) -> float:
        """How long reading may still take."""
        return max(self.ends_at - time.monotonic(), 0.0)

    def take_bytes(self, size: int) -> bool:
        """Whether so many bytes may be unpacked, which are then spent; that they may not is noted."""
        if size > self.bytes_left:
            self.note(findings.byte_limit(MAX_BYTES))
            return False
        self.bytes_left -= size
        return True

    def take_document(self) -> bool:
        """Whether one more document may be read, which is then spent; that it may not is noted."""
        if not self.documents_left:
            self.note(findings.count_limit(MAX_DOCUMENTS, "documents", "documents"))
            return False
        self.documents_left -= 1
        return True

    def has_time(self) -> bool:
        """Whether another document may be begun; that it may not is noted."""
        if self.is_late:
            self.note(findings.count_limit(round(MAX_SECONDS), "secondes", "seconds"))
        return not self.is_late

    def note(self, limit: Sentence) -> None:
        """A bound was met; the first is said, once for the whole attachment."""
        self.met = self.met or limit
