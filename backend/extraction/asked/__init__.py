"""What a message asks for in its own words: its items and what concerns them all, by a reader taught on messages written by hand."""

from backend.extraction.asked.asking import Asking, asked_for

__all__ = ["Asking", "asked_for"]
