"""A small network that reads words and places: a second opinion on every header field, formed without the rules."""

from backend.extraction.learned.kept import FILE, load, save
from backend.extraction.learned.network import Weights
from backend.extraction.learned.opinion import Held, Opinion, opinion, using

__all__ = ["FILE", "Held", "Opinion", "Weights", "load", "opinion", "save", "using"]
