"""Tests of the rules see the rules alone: what training makes of their confidence changes with every training."""

from __future__ import annotations

import pytest

from backend.extraction import certainty

#: What these test is the product with its model.
WITH_MODEL = ("test_samples", "test_certainty")


@pytest.fixture(autouse=True)
def rules_alone(request, monkeypatch):
    """No model of certainty, but where the whole product is meant."""
    if not request.module.__name__.endswith(WITH_MODEL):
        monkeypatch.setattr(certainty, "load", lambda: None)
