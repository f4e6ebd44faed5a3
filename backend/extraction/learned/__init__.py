"""A small network that reads words and places: a second opinion on header fields, and on lines whatever the heads of their columns say."""

from backend.extraction.learned.kept import WEIGHTS_FILE, save, using, weights_of
from backend.extraction.learned.network import Weights
from backend.extraction.learned.opinion import Held, Opinion, opinion
from backend.extraction.learned.seen_lines import SeenLines

__all__ = ["WEIGHTS_FILE", "Held", "Opinion", "SeenLines", "Weights", "opinion", "save", "using", "weights_of"]
