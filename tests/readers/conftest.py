"""What the readers' tests share."""

from __future__ import annotations

import pytest

from backend.readers import reading


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch):
    """A busy machine fails no test: text recognition has all the time it takes."""
    monkeypatch.setattr(reading, "MAX_SECONDS", 100.0)
