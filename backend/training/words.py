"""The lexicons: what businesses print, by language and by country, read once from the TOML files."""

from __future__ import annotations

import random
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "lexicon"
_ALTERNATIVES = re.compile(r"\{([^{}]*\|[^{}]*)\}")

#: The languages documents are made in.
LANGUAGES = ("fr", "de", "en", "es", "it", "nl", "pl", "pt", "sv", "da")

_FALLBACK = "en"
#: What no other language can fill: goods are sold in one.
_WHOLE = frozenset({"goods"})

Lexicon = dict[str, dict[str, list[str]]]


@cache
def lexicon(language: str) -> Lexicon:
    """The wordings of LANGUAGE: section, key, then the list of ways to say it; what it does not say is said in English."""
    own: Lexicon = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    if language == _FALLBACK:
        return own
    return {section: (own[section] if section in _WHOLE else {**words, **own[section]}) for section, words in lexicon(_FALLBACK).items()}


@cache
def countries() -> dict[str, dict[str, Any]]:
    """What is known of each country, by its ISO 3166 code."""
    return tomllib.loads((_FOLDER / "countries.toml").read_text(encoding="utf-8"))


def filled(template: str, rng: random.Random) -> str:
    """TEMPLATE with one of each "{this|that}" chosen."""
    return _ALTERNATIVES.sub(lambda found: rng.choice(found[1].split("|")), template)
