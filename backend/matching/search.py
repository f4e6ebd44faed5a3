"""The search box on the Catalog: by number, name, reference or identifier, without regard to accents and spelling mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from backend.errors import NotFound
from backend.matching import index as catalog_index
from backend.matching import words
from backend.model.catalog import Candidate, Catalog, Partner
from backend.model.identifier import compact

Kind = Literal["supplier", "customer", "item", "purchase_order"]

_SHOWN = 20
#: A text less alike than this, from 0 to 100, is not what was meant.
_ALIKE = 60.0
#: An identifier shorter than this would be found in everything.
_LEAST = 3


@dataclass(frozen=True)
class _Entry:
    """One thing and everything that can be typed to find it."""

    id: str
    label: str
    name: str
    words: str
    keys: tuple[str, ...]
    #: An item's own number.
    number: str = ""

    def candidate(self, score: float, method: str) -> Candidate:
        """It as what might be meant."""
        return Candidate(self.id, self.label, score, method, number=self.number)


def search(catalog: Catalog, kind: Kind, text: str) -> tuple[Candidate, ...]:
    """The twenty things of this kind that the text fits best, the first twenty for an empty text; raises NotFound for another kind."""
    entries = catalog_index.of(catalog).kept(f"search {kind}", lambda: tuple(_entries(catalog, kind)))
    wanted, key = words.folded(text), compact(text)
    if not wanted:
        return tuple(e.candidate(0.0, "name") for e in entries[:_SHOWN])
    hits = [e.candidate(*found) for e in entries if (found := _fit(e, wanted, key))]
    return tuple(sorted(hits, key=lambda h: (-h.score, h.label))[:_SHOWN]) or _spelt_like(wanted, entries)


def _entries(catalog: Catalog, kind: str) -> Iterator[_Entry]:
    if kind == "supplier":
        yield from (_trader(s, s.ibans) for s in catalog.suppliers)
    elif kind == "customer":
        yield from (_trader(c, ()) for c in catalog.customers)
    elif kind == "item":
        for i in catalog.items:
            yield _entry(
                i.id,
                i.description,
                (i.own_number, i.gtin, *i.aliases, *i.supplier_references.values(), *i.customer_references.values()),
                i.own_number,
            )
    elif kind == "purchase_order":
        names = {s.id: s.name for s in catalog.suppliers}
        for p in catalog.purchase_orders:
            supplier = names.get(p.supplier_id, p.supplier_id)
            yield _entry(p.id, f"{p.number} · {supplier}", (p.number, *(line.description for line in p.lines)))
    else:
        raise NotFound


def _trader(trader: Partner, ibans: Iterable[str]) -> _Entry:
    addresses = (*trader.emails, *trader.email_domains)
    return _entry(trader.id, trader.name, (*trader.aliases, trader.city, trader.vat_id, trader.legal_id, *addresses, *ibans))


def _entry(identifier: str, label: str, others: Iterable[str], number: str = "") -> _Entry:
    texts = [t for t in (identifier, label, *others) if t]
    keys = tuple(compact(t) for t in texts if any(c.isdigit() for c in t))
    return _Entry(identifier, label, words.folded(label), " ".join(words.folded(t) for t in texts), (compact(identifier), *keys), number)


def _fit(entry: _Entry, wanted: str, key: str) -> tuple[float, str] | None:
    """An identifier typed whole, the beginning of one, all words in the name, all words anywhere: score and method, None when none fits."""
    if key in entry.keys:
        return 1.0, "reference"
    if len(key) >= _LEAST and any(k.startswith(key) for k in entry.keys):
        return 0.9, "reference"
    if all(word in entry.name for word in wanted.split()):
        return 0.8 + 0.05 * entry.name.startswith(wanted), "name"
    if all(word in entry.words for word in wanted.split()):
        return 0.7, "name"
    return None


def _spelt_like(wanted: str, entries: tuple[_Entry, ...]) -> tuple[Candidate, ...]:
    nearest = process.extract(wanted, [e.name for e in entries], scorer=fuzz.WRatio, limit=_SHOWN, score_cutoff=_ALIKE)
    return tuple(entries[p].candidate(round(likeness / 160, 4), "name") for _, likeness, p in nearest)
