"""Two small networks that read words and places: a second opinion on every header field, and lines of tables whose heads say nothing."""

from backend.extraction.learned.kept import OF_FIELDS, OF_LINES, Kept, save
from backend.extraction.learned.line_table import learned_table
from backend.extraction.learned.network import Weights
from backend.extraction.learned.opinion import Held, Opinion, opinion

__all__ = ["OF_FIELDS", "OF_LINES", "Held", "Kept", "Opinion", "Weights", "learned_table", "opinion", "save"]
