"""The language of the client, as its Accept-Language says (RFC 9110, 12.5.4)."""

from __future__ import annotations

from flask import request

from backend.model.sentence import Language


def language() -> Language:
    """French for clients that prefer it, English for all others."""
    return "fr" if request.accept_languages.best_match(["fr", "en"], default="en") == "fr" else "en"
