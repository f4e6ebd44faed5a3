"""What understanding needs besides its code, loaded when this is imported: for a process from which others are forked, which share it."""

from __future__ import annotations

from backend.content import language
from backend.extraction import intent_concepts, learned, structured, understand  # noqa: F401 - loaded only where there is XML
from backend.extraction.certainty import model
from backend.model.mail import Address, Mail

language.guess("")
model.load()
learned.load()
intent_concepts.concepts()
understand(Mail("", "", Address("")), ())
