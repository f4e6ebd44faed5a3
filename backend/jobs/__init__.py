"""Jobs: the only code that knows Huey. A lost job loses nothing, because the status in the store says what is due."""

from __future__ import annotations

from backend.jobs.queue import create_huey
from backend.jobs.workers import Jobs

__all__ = ["Jobs", "create_huey"]
