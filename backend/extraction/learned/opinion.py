"""What the network holds likely on a document: for each field its values, and that there is none; and its lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import numpy as np

from backend.extraction.candidates import Candidates
from backend.extraction.layout import Row, Span
from backend.extraction.learned.kept import weights_in_use
from backend.extraction.learned.network import FIELDS, NAMED, VALUED, Floats, log_shares
from backend.extraction.learned.scene import Scene, looked_at, scene
from backend.extraction.learned.seen_lines import SeenLines
from backend.extraction.party_names import is_alike
from backend.model.trade import AMOUNT_FIELDS

#: What is held less likely is not told, nor more than so many values of a field.
_LEAST = 0.001
_MOST = 24
#: Of which kind the values of each field are, first of all, and the other fields of its kind.
_KINDS = {name: kinds[0] for name, kinds in VALUED.items()} | dict.fromkeys(NAMED, "name")
_OTHERS = {field: tuple(name for name in FIELDS if name != field and _KINDS[name] == _KINDS[field]) for field in FIELDS}


@dataclass(frozen=True)
class Held:
    """A value, how likely it is held to be a field's, from 0 to 1, and for a name where it stands."""

    value: str
    likelihood: float
    span: Span | None = None


@dataclass(frozen=True)
class Opinion:
    """What was held likely, by field, the likeliest first, and for each field how likely it is that there is none; and the lines."""

    held: Mapping[str, tuple[Held, ...]]
    none: Mapping[str, float]
    #: The lines, whatever the heads of tables say.
    lines: SeenLines | None = None

    def of(self, field: str, value: str) -> float:
        """How likely that value is held to be the field's."""
        return min(sum(one.likelihood for one in self.held.get(field, ()) if _is_same(field, one.value, value)), 1.0)

    def elsewhere(self, field: str, value: str) -> float:
        """How likely that value is held to be another field's of its kind: a name the other party's, a day another day."""
        return max((self.of(name, value) for name in _OTHERS[field]), default=0.0)

    def against(self, field: str, value: str) -> float:
        """How likely the likeliest other value is held."""
        return max((one.likelihood for one in self.held.get(field, ()) if not _is_same(field, one.value, value)), default=0.0)


def opinion(found: Candidates, sender: str) -> Opinion | None:
    """The network's opinion of those pages; None where there is no network, or next to nothing on them.

    `sender` is the domain of who sent them.
    """
    weights = weights_in_use()
    seen = scene(found, sender) if weights else None
    if not weights or not seen:
        return None
    shares = log_shares(weights, seen)
    values, names = np.exp(shares.values), np.exp(shares.names)
    held = {name: _values(seen, values[:-1, column]) for column, name in enumerate(VALUED)}
    rows = tuple(looked_at(found.rows))
    held |= {name: _names(rows, seen, names[:-1, column]) for column, name in enumerate(NAMED)}
    none = dict(zip(FIELDS, [*values[-1].tolist(), *names[-1].tolist()], strict=True))
    return Opinion(held, none, SeenLines(found.rows, seen, shares.columns))


def _values(seen: Scene, likelihoods: Floats) -> tuple[Held, ...]:
    together: dict[str, float] = defaultdict(float)
    for number in np.flatnonzero(likelihoods > _LEAST):
        together[seen.targets[number].value] += float(likelihoods[number])
    likeliest = sorted(together.items(), key=lambda one: -one[1])[:_MOST]
    return tuple(Held(value, likelihood) for value, likelihood in likeliest)


def _names(rows: Sequence[Row], seen: Scene, likelihoods: Floats) -> tuple[Held, ...]:
    likeliest = np.argsort(-likelihoods, kind="stable")[:_MOST]
    told = []
    for number in likeliest[likelihoods[likeliest] > _LEAST]:
        first, last = int(seen.names[0][number]), int(seen.names[1][number])
        line = int(np.searchsorted(seen.rows, first, side="right")) - 1
        row, before = rows[line], int(seen.rows[line])
        span = Span(row, row.starts[first - before], row.starts[last - before] + len(row.words[last - before].text)).trimmed()
        told.append(Held(" ".join(span.text.split()), float(likelihoods[number]), span))
    return tuple(told)


def _is_same(field: str, one: str, other: str) -> bool:
    """Whether two values are one: amounts but for their sign, names as people spell them, codes without what stands between."""
    if field in AMOUNT_FIELDS:
        return abs(Decimal(one)) == abs(Decimal(other))
    if field in NAMED:
        return is_alike(one, other)
    return one == other or _bare(one) == _bare(other)


@lru_cache(maxsize=4096)
def _bare(value: str) -> str:
    return re.sub(r"[\W_]+", "", value).casefold()
