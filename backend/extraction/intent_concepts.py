"""What the sentences of business mail speak of: the words of each concept, read from the table beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("intent_concepts.toml")
#: `…` in a phrase: up to four words.
_FEW_WORDS = r"(?: \S+){0,4}? "


@cache
def concepts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each concept with a pattern of its words; for text that is folded and without punctuation."""
    return tuple(_read())


def _read() -> Iterator[tuple[str, re.Pattern[str]]]:
    for name, phrases in tomllib.loads(_TABLE.read_text(encoding="utf-8")).items():
        alternatives = [_expression(phrase) for phrase in re.split(r"\s\|\s", " ".join(phrases.split()))]
        yield name, re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")


def _expression(phrase: str) -> str:
    return phrase.strip("| ").replace("*", r"\w*").replace("#", r"\d[\d.]*").replace(" … ", _FEW_WORDS)
