"""Letting the pane see what is being done with a mail, without writing more often than anybody can look."""

from __future__ import annotations

from time import monotonic

from backend.readers import Progress
from backend.store import Scope

#: The least time between two pages shown, in seconds.
_PAUSE = 0.1


class Display:
    """The progress line of one mail."""

    def __init__(self, scope: Scope, mail_id: str) -> None:
        self._scope = scope
        self._mail_id = mail_id
        self._shown: tuple[str, str] = ("", "")
        self._shown_at = 0.0

    def step(self, step: str, attachment: str = "", page: int = 0, pages: int = 0) -> None:
        """Show this step; another page of the same attachment only when the last one has been there for a moment."""
        if (step, attachment) == self._shown and monotonic() - self._shown_at < _PAUSE:
            return
        self._shown, self._shown_at = (step, attachment), monotonic()
        self._scope.mails.show_progress(self._mail_id, {"step": step, "attachment": attachment, "page": page, "pages": pages})

    def reading(self, progress: Progress) -> None:
        """Show what a reader is at."""
        self.step("reading", progress.name, progress.page, progress.pages)
