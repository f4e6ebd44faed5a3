"""What understanding needs besides its code, loaded when this is imported: for a process from which others are forked, which share it."""

from __future__ import annotations

from backend.content import language
from backend.extraction import intent_concepts, learned, structured, understand  # noqa: F401 - loaded only where there is XML
from backend.extraction.certainty import model
from backend.extraction.learned import line_columns, network
from backend.model.mail import Address, Mail

language.guess("")
model.load()
for file, shapes in ((learned.FILE, network.shapes), (learned.LINES_FILE, line_columns.shapes)):
    learned.loaded(file, shapes)
intent_concepts.concepts()
understand(Mail("", "", Address("")), ())
