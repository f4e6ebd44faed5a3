"""How the evidence for a candidate becomes its score, and when the best one is good enough to be the Match."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from backend.model.catalog import Candidate, Match
from backend.model.memory import Source

#: Below this score, the best candidate is only a suggestion.
THRESHOLD = 0.6
#: A candidate worse than this is not worth showing.
_SHOWN = 0.2
#: The best must be ahead of the next one by this score, or this many times less doubtful; else neither is chosen.
_AHEAD = 0.1
_LESS_DOUBTFUL = 2.0
_RUNNERS_UP = 5


@dataclass
class Evidence:
    """What speaks for one candidate: for each independent ground its strongest method and weight; and what speaks against it."""

    weights: dict[str, tuple[float, str]] = field(default_factory=dict)
    #: Multiplies the score: each contradiction lowers it.
    factor: float = 1.0
    #: The confirmed correction among the grounds.
    learned_from: Source | None = None

    def add(self, ground: str, weight: float, method: str) -> None:
        """Note a weight from 0 to 1 on a ground; of several on one ground (VAT id and SIREN) only the strongest counts."""
        if weight > self.weights.get(ground, (0.0, ""))[0]:
            self.weights[ground] = weight, method

    def contradict(self, factor: float) -> None:
        """Note something that speaks against the candidate."""
        self.factor *= factor

    @property
    def score(self) -> float:
        """One minus the product of the doubts, lowered by the contradictions."""
        doubt = 1.0
        for weight, _ in self.weights.values():
            doubt *= 1 - weight
        return (1 - doubt) * self.factor

    @property
    def method(self) -> str:
        """The strongest method."""
        return max(self.weights.values(), default=(0.0, ""))[1]


def decided(candidates: Iterable[Candidate]) -> Match:
    """The Match among the candidates: none is best when the first is too uncertain or hardly better than the second."""
    ranked = sorted((c for c in candidates if c.score >= _SHOWN), key=lambda c: (-c.score, c.id))
    if not ranked or ranked[0].score < THRESHOLD or (len(ranked) > 1 and not _is_clearer(ranked[0], ranked[1])):
        return Match(None, tuple(ranked[:_RUNNERS_UP]))
    return Match(ranked[0], tuple(ranked[1 : _RUNNERS_UP + 1]))


def _is_clearer(best: Candidate, second: Candidate) -> bool:
    return best.score - second.score >= _AHEAD or (1 - best.score) * _LESS_DOUBTFUL <= 1 - second.score
