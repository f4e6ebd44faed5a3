"""The wording of one layout group: which of a language's phrases it uses, and in which letter case."""

from __future__ import annotations

import random

from backend.training.style import Style
from backend.training.words import filled, lexicon

_CURRENCIES = {"EUR": ("EUR", "€"), "GBP": ("GBP", "£"), "DKK": ("DKK",)}


class Speech:
    """Says labels and phrases, always the same for one group."""

    def __init__(self, style: Style, language: str, currency: str) -> None:
        self.foreign = [words for code, words in _CURRENCIES.items() if code != currency]
        self.style = style
        self.language = language
        self.case = style.weighted("label case", {"": 74, "upper": 16, "lower": 2, "title": 8})
        self.second = style.one("second language", ("en", "fr", "de")) if style.chance("bilingual", 0.05) else ""
        if self.second == language:
            self.second = ""

    def label(self, key: str, section: str = "labels") -> str:
        """The group's label for KEY."""
        text = self.style.one(f"{section}.{key}", self._fitting(lexicon(self.language)[section][key]))
        if self.second and section in {"labels", "columns"} and "{" not in text:
            other = self.style.one(f"{section}.{key}.second", self._fitting(lexicon(self.second)[section][key]))
            text = text if other == text else f"{text} / {other}"
        return self._cased(text)

    def column(self, key: str) -> str:
        """The group's head for the column KEY."""
        return self.label(key, "columns")

    def total(self, key: str, **values: str) -> str:
        """The group's label for the total KEY, with its rate or share filled in."""
        options = self._fitting(lexicon(self.language)["totals"][key])
        plain = [option for option in options if "{" not in option]
        fitting = [option for option in options if "{" in option and all(f"{{{name}}}" in option or name == "base" for name in values)]
        chosen = self.style.one(f"totals.{key}.{sorted(values)}", (fitting if values else plain) or plain)
        return self._cased(chosen.format(**values))

    def head(self, key: str) -> str:
        """The group's heading of a block."""
        return self.label(key, "heads")

    def title(self, kind: str) -> str:
        """The group's title for KIND, as the lexicon writes it."""
        return self.style.one(f"titles.{kind}", lexicon(self.language)["titles"][kind])

    def phrase(self, key: str, rng: random.Random | None = None, **values: str) -> str:
        """A phrase: the group's own, or with RNG one for this document."""
        options = lexicon(self.language)["phrases"][key]
        text = rng.choice(options) if rng else self.style.one(f"phrases.{key}", options)
        return filled(text, rng or self.style.draw(f"fill {key}")).format(**values) if "{" in text else text

    def _fitting(self, options: list[str]) -> list[str]:
        """Those of OPTIONS that name no other currency."""
        return [option for option in options if not any(word in option for words in self.foreign for word in words)]

    def _cased(self, text: str) -> str:
        if self.case == "upper":
            return text.upper()
        if self.case == "lower":
            return text.lower()
        return text.title() if self.case == "title" and "'" not in text and "." not in text else text
