"""Letting the pane see what is being done with a mail, without writing more often than anybody can look."""

from __future__ import annotations

from time import monotonic

from backend.readers import Progress
from backend.store import Scope

#: The least time a line is shown before the next one, in seconds.
_PAUSE = 0.1


class Display:
    """The progress line of one mail."""

    def __init__(self, scope: Scope, mail_id: str) -> None:
        self._scope = scope
        self._mail_id = mail_id
        self._attachment = ""
        self._shown_at = monotonic()

    def step(self, step: str, attachment: str = "", page: int = 0, pages: int = 0) -> None:
        """Show this step: an attachment at once, as reading it may take long; its pages and later steps a moment after the last line."""
        if attachment in {"", self._attachment} and monotonic() - self._shown_at < _PAUSE:
            return
        self._attachment, self._shown_at = attachment, monotonic()
        self._scope.mails.show_progress(self._mail_id, {"step": step, "attachment": attachment, "page": page, "pages": pages})

    def reading(self, progress: Progress) -> None:
        """Show what a reader is at."""
        self.step("reading", progress.name, progress.page, progress.pages)
