"""The style of one layout group: every choice is drawn once by its name, whoever asks for it and in whatever order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Option = TypeVar("Option")


class Style:
    """The draws of one group: the same question always has the same answer, each question its own."""

    def __init__(self, seed: str) -> None:
        self.seed = seed

    def draw(self, question: str) -> random.Random:
        """The source of chance that belongs to QUESTION alone."""
        return random.Random(f"{self.seed}/{question}")  # noqa: S311 - layouts, not secrets

    def one(self, question: str, options: Sequence[Option]) -> Option:
        """One of OPTIONS."""
        return self.draw(question).choice(options)

    def weighted(self, question: str, options: dict[Option, float]) -> Option:
        """One of the keys of OPTIONS, as often as its weight says."""
        return self.draw(question).choices(list(options), list(options.values()))[0]

    def some(self, question: str, options: Sequence[Option], least: int, most: int) -> list[Option]:
        """Between LEAST and MOST of OPTIONS, in a drawn order."""
        rng = self.draw(question)
        return rng.sample(list(options), min(len(options), rng.randint(least, most)))

    def chance(self, question: str, share: float) -> bool:
        """True in SHARE of the groups."""
        return self.draw(question).random() < share

    def number(self, question: str, least: float, most: float) -> float:
        """A number between LEAST and MOST."""
        return self.draw(question).uniform(least, most)
