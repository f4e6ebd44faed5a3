"""File names that came from outside, made fit to be shown and saved."""

from __future__ import annotations

import re

from backend.content import media_type

#: The longest file name that is kept, in characters; what file systems allow.
_MAX = 200

#: Control characters, and the marks that turn the reading direction to disguise an extension (Unicode TR 36, 3.2).
UNPRINTABLE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]")


def clean(name: str) -> str:
    """A file name without path, control characters and excess length."""
    name = re.split(r"[/\\]", UNPRINTABLE.sub("", name))[-1].strip(" .")
    stem, dot, end = name.rpartition(".")
    return name if len(name) <= _MAX else (stem[: max(_MAX - len(end) - 1, 1)] + dot + end)[:_MAX]


def invented(part: str, kind: str) -> str:
    """A name for a file of that media type that came without one; the word is the same in French and English."""
    return f"document-{part}.{media_type.extension(kind)}"
