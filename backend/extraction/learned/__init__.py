"""Two small networks that read words and places: a second opinion on every header field, and lines of tables whose heads say nothing."""

from backend.extraction.learned.kept import FILE, loaded, save
from backend.extraction.learned.line_columns import FILE as LINES_FILE
from backend.extraction.learned.line_table import learned_table, using_lines
from backend.extraction.learned.network import Weights
from backend.extraction.learned.opinion import Held, Opinion, opinion, using

__all__ = ["FILE", "LINES_FILE", "Held", "Opinion", "Weights", "learned_table", "loaded", "opinion", "save", "using", "using_lines"]
