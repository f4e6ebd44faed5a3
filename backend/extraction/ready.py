"""What understanding needs besides its code, loaded when this is imported: for a process from which others are forked, which share it."""

from __future__ import annotations

from backend.content import language
from backend.extraction import in_body, intent_concepts, structured, understand  # noqa: F401 - loaded only where there is a text, an XML
from backend.extraction.certainty import model
from backend.extraction.learned import WEIGHTS_FILE, weights_of
from backend.model.mail import Address, Mail

language.guess("")
model.load()
weights_of(WEIGHTS_FILE)
intent_concepts.concepts()
understand(Mail("", "", Address("")), ())
