"""Looking up the catalog: the few things that a document, or what a person typed, may mean, found by their terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from heapq import nlargest
from math import log
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from backend.model import plain, terms
from backend.model.catalog import KINDS, Catalog, Thing, union
from backend.model.identifier import compact
from backend.model.terms import Clues
from backend.store.catalog_filling import batches
from backend.store.codec import decode, indexable
from backend.store.spelling import may_be, may_be_misspelt, parts
from backend.store.tables import catalog_spellings, catalog_terms, catalog_things

_PARTNERS = ("customers", "suppliers")
#: A word of more things than this tells little, and to walk through them takes time.
_COMMON = 1000
#: So many of those that share the rarest words are looked at more closely: for one name or description, and for all of a document.
_MOST_ALIKE, _LEAST_ALIKE, _MOST = 300, 40, 5_000
#: So many words spelt nearly alike are thought of, of so many that share parts.
_SPELLINGS, _SHARING = 12, 100
#: What a thing is worth that has a word spelt nearly alike, to one that has the word itself.
_MISSPELT = 0.7
#: So many things that have a key are looked at: purchase orders of one supplier, or what begins like what was typed.
_MOST_OF_A_KEY = 500
#: Shorter beginnings would be found in everything.
_LEAST = 3
_SHOWN = 20
_AFTER_EVERYTHING = "\U0010ffff"


@dataclass(frozen=True)
class Lookup:
    """One organisation's catalog within one transaction."""

    connection: Connection
    organisation: str
    _frequencies: dict[tuple[str, str], int] = field(default_factory=dict)
    _having: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    _spelt: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    _sizes: dict[str, int] = field(default_factory=dict)

    def near(self, clues: Clues, own: Catalog) -> Catalog:
        """The things that the clues may mean, and what these name: the suppliers and items of purchase orders."""
        found = self._of_keys(clues.keys)
        for kind in _PARTNERS:
            found |= self._alike(kind, [plain.name(name) for name in clues.names], misspelt=True)
            found |= self._domains_alike(kind, clues.domains)
        found |= self._alike("items", [plain.description(text) for text in clues.descriptions])
        known = union((own, self._things(numbers=found), self._things(ids=clues.ids)))
        return union((known, self._things(ids=terms.about(known).ids - terms.all_ids(known))))

    def like(self, kind: str, text: str) -> Catalog:
        """The things of one kind that the text may mean: by the beginning of a key or a word, or by words, even misspelt."""
        wanted = plain.folded(text)
        if not wanted:
            return self._and_suppliers(self._things(numbers=self._first(kind)))
        found = self._beginning(kind, [compact(text), text.strip().lower()], _LEAST) | self._alike(
            kind, self._completed(kind, wanted), misspelt=True
        )
        if kind == "purchase_orders":
            suppliers = self.like("suppliers", text).suppliers
            found |= self._of_keys([terms.of_supplier(one.id) for one in suppliers[:_SHOWN]], [kind])
        return self._and_suppliers(self._things(numbers=found))

    def _and_suppliers(self, found: Catalog) -> Catalog:
        """With those with whom the purchase orders were placed, who are named beside them."""
        ids = {one for one in terms.about(found).ids if one[0] == "suppliers"}
        return union((found, self._things(ids=ids)))

    def _of_keys(self, keys: Iterable[str], kinds: Collection[str] = tuple(KINDS)) -> set[int]:
        found: set[int] = set()
        for batch in batches({indexable(key) for key in keys if key}):
            query = select(catalog_terms.c.thing).where(
                self._mine(catalog_terms), catalog_terms.c.kind.in_(kinds), catalog_terms.c.term.in_(batch)
            )
            # The newest first, of which there is more to come.
            found.update(self.connection.scalars(query.order_by(catalog_terms.c.thing.desc()).limit(_MOST_OF_A_KEY * len(batch))))
        return found

    def _alike(self, kind: str, texts: Collection[str], *, misspelt: bool = False) -> set[int]:
        """Those that share the rarest words with one of the texts; a word nothing has, or any when `misspelt`, also spelt nearly so."""
        wanted = [words for words in {frozenset(text.split()) for text in texts} if words]
        self._count(kind, {word for words in wanted for word in words})
        most = max(_LEAST_ALIKE, min(_MOST_ALIKE, _MOST // max(1, len(wanted))))
        return {thing for words in wanted for thing in self._most_alike(kind, words, most, misspelt=misspelt)}

    def _most_alike(self, kind: str, words: Collection[str], most: int, *, misspelt: bool) -> list[int]:
        weights: dict[int, float] = defaultdict(float)
        meant = {word: 1.0 for word in words if self._frequencies[kind, word]}
        for word in words:
            if misspelt or word not in meant:
                meant = dict.fromkeys(self._spelt_like(kind, word), _MISSPELT) | meant
        self._count(kind, meant)
        # A word that nothing has any more is still known by its spelling.
        rarest = sorted((word for word in meant if self._frequencies[kind, word]), key=lambda word: self._frequencies[kind, word])
        if rarest and self._frequencies[kind, rarest[0]] > _COMMON:
            return self._having_most(kind, rarest, most)
        for word in rarest:
            if weights and self._frequencies[kind, word] > _COMMON:
                break
            weight = meant[word] * log(1 + self._size(kind) / self._frequencies[kind, word])
            for thing in self._having_word(kind, word):
                weights[thing] += weight
        return nlargest(most, weights, key=weights.__getitem__)

    def _having_most(self, kind: str, words: Collection[str], most: int) -> list[int]:
        """Those that have most of words that many have."""
        query = select(catalog_terms.c.thing).where(*self._with(kind, words)).group_by(catalog_terms.c.thing)
        return list(self.connection.scalars(query.order_by(func.count().desc()).limit(most)))

    def _having_word(self, kind: str, word: str) -> tuple[int, ...]:
        if (kind, word) not in self._having:
            self._having[kind, word] = tuple(self.connection.scalars(select(catalog_terms.c.thing).where(*self._with(kind, [word]))))
        return self._having[kind, word]

    def _count(self, kind: str, words: Iterable[str]) -> None:
        """Learn how many things have each of the words."""
        new = {word for word in words if (kind, word) not in self._frequencies}
        self._frequencies.update(((kind, word), 0) for word in new)
        for batch in batches(new):
            query = select(catalog_terms.c.term, func.count()).where(*self._with(kind, batch)).group_by(catalog_terms.c.term)
            self._frequencies.update(((kind, row[0]), row[1]) for row in self.connection.execute(query))

    def _size(self, kind: str) -> int:
        if kind not in self._sizes:
            query = select(func.count()).where(self._mine(catalog_things), catalog_things.c.kind == kind)
            self._sizes[kind] = self.connection.execute(query).scalar_one()
        return self._sizes[kind]

    def _spelt_like(self, kind: str, word: str) -> frozenset[str]:
        """The words that the catalog has and that may be meant by this one."""
        if (kind, word) not in self._spelt:
            self._spelt[kind, word] = self._spellings(kind, word) if may_be_misspelt(word) else frozenset()
        return self._spelt[kind, word]

    def _spellings(self, kind: str, word: str) -> frozenset[str]:
        spelling = catalog_spellings.c
        sharing = select(spelling.word).where(self._mine(catalog_spellings), spelling.kind == kind, spelling.part.in_(parts(word)))
        most = sharing.group_by(spelling.word).order_by(func.count().desc(), spelling.word).limit(_SHARING)
        alike = (known for known in self.connection.scalars(most) if known != word and may_be(word, known))
        return frozenset(known for known, _ in zip(alike, range(_SPELLINGS), strict=False))

    def _domains_alike(self, kind: str, domains: Collection[str]) -> set[int]:
        """Those with a domain whose name is spelt nearly like one of these."""
        names = {name for domain in domains for name in plain.folded(domain.rpartition(".")[0]).split()}
        return self._alike(kind, list(names), misspelt=True)

    def _completed(self, kind: str, wanted: str) -> list[str]:
        """What was typed, as it stands, in the words that things are described by, and with words that begin so."""
        words = {word: self._words_beginning(kind, word) for word in wanted.split()}
        return [wanted, plain.description(wanted), *(" ".join((wanted, *longer)) for longer in words.values() if longer)]

    def _words_beginning(self, kind: str, word: str) -> tuple[str, ...]:
        term = catalog_terms.c.term
        query = select(term).where(self._mine(catalog_terms), catalog_terms.c.kind == kind, term > word, term < word + _AFTER_EVERYTHING)
        return tuple(self.connection.scalars(query.distinct().limit(_SHOWN))) if len(word) >= _LEAST else ()

    def _beginning(self, kind: str, typed: Collection[str], least: int) -> set[int]:
        """Those with a key that is, or begins with, what was typed."""
        found = self._of_keys(typed, [kind])
        term = catalog_terms.c.term
        for text in typed:
            if len(text) >= least:
                within = (self._mine(catalog_terms), catalog_terms.c.kind == kind, term >= text, term < text + _AFTER_EVERYTHING)
                found.update(self.connection.scalars(select(catalog_terms.c.thing).where(*within).limit(_MOST_OF_A_KEY)))
        return found

    def _first(self, kind: str) -> list[int]:
        query = select(catalog_things.c.number).where(self._mine(catalog_things), catalog_things.c.kind == kind)
        return list(self.connection.scalars(query.order_by(catalog_things.c.number).limit(_SHOWN)))

    def _things(self, numbers: Collection[int] = (), ids: Collection[tuple[str, str]] = ()) -> Catalog:
        """The things with these numbers and with these ids, in the order in which the ERP first named them."""
        of_kind: Mapping[str, list[str]] = {kind: [one for of, one in ids if of == kind] for kind in {of for of, _ in ids}}
        conditions: list[ColumnElement[bool]] = [catalog_things.c.number.in_(batch) for batch in batches(sorted(numbers))]
        for kind, wanted in of_kind.items():
            conditions += [(catalog_things.c.kind == kind) & catalog_things.c.id.in_(batch) for batch in batches(sorted(wanted))]
        rows: dict[int, Any] = {}
        for condition in conditions:
            columns = (catalog_things.c.number, catalog_things.c.kind, catalog_things.c.content)
            rows.update((row.number, row) for row in self.connection.execute(select(*columns).where(self._mine(catalog_things), condition)))
        found: dict[str, list[Thing]] = defaultdict(list)
        for _, row in sorted(rows.items()):
            found[row.kind].append(decode(row.content, KINDS[row.kind]))
        parts_: dict[str, Any] = {kind: tuple(things) for kind, things in found.items()}
        return replace(Catalog(), **parts_)

    def _with(self, kind: str, words: Collection[str]) -> tuple[ColumnElement[bool], ...]:
        return self._mine(catalog_terms), catalog_terms.c.kind == kind, catalog_terms.c.term.in_([indexable(word) for word in words])

    def _mine(self, table: Table) -> ColumnElement[bool]:
        return table.c.organisation == self.organisation
