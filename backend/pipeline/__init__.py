"""The line that a mail and its cases travel: from status to stage, each step saved with its reason."""

from __future__ import annotations

from backend.pipeline.workshop import Work, Workshop

__all__ = ["Work", "Workshop"]
