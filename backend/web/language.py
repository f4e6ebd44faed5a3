"""The language of the reader, as the client's Accept-Language says (RFC 9110, 12.5.4), or Gmail's event."""

from __future__ import annotations

from flask import g, request

from backend.model.sentence import Language


def read_in(language: Language) -> None:
    """Have what is answered now written in this language, whatever the headers say."""
    g.language = language


def language() -> Language:
    """French for clients that prefer it, English for all others."""
    told: Language | None = g.get("language")
    if told:
        return told
    return "fr" if request.accept_languages.best_match(["fr", "en"], default="en") == "fr" else "en"
