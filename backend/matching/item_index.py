"""Items of the Catalog arranged for look-up by references, GTIN, and the words of their descriptions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from heapq import nlargest
from math import log

from rapidfuzz import fuzz, process

from backend.matching import words
from backend.model.catalog import Item
from backend.model.identifier import compact, gtin14

#: A word on more items than this tells little, and to walk through them takes time.
_COMMON = 2000
#: So many of those with the rarest common words are looked at more closely.
_SHORTLIST = 300


class ItemIndex:
    """Items by everything that identifies them, each key leading to the ids of all who have it."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.by_id: Mapping[str, Item] = {i.id: i for i in items}
        self.by_own_number: dict[str, list[str]] = defaultdict(list)
        self.by_gtin: dict[str, list[str]] = defaultdict(list)
        self.by_reference: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.by_any_reference: dict[str, list[str]] = defaultdict(list)
        for item in self.by_id.values():
            self._add(item)

    def described_like(self, text: str, limit: int = 40) -> list[str]:
        """The ids of the items that share the rarest words with the text, or else are spelt like it; most alike first."""
        wanted = words.description(text)
        if not wanted:
            return []
        texts, owners, places = self._descriptions
        weights: dict[int, float] = defaultdict(float)
        for word in sorted((w for w in set(wanted.split()) if w in places), key=lambda w: len(places[w])):
            if weights and len(places[word]) > _COMMON:
                break
            for place in places[word]:
                weights[place] += log(1 + len(texts) / len(places[word]))
        if weights:
            heaviest = {p: texts[p] for p in nlargest(_SHORTLIST, weights, key=weights.__getitem__)}
            nearest = [p for _, _, p in process.extract(wanted, heaviest, scorer=fuzz.token_sort_ratio, limit=limit)]
        else:
            nearest = [p for _, _, p in process.extract(wanted, texts, scorer=fuzz.ratio, limit=limit, score_cutoff=60)]
        return list(dict.fromkeys(owners[p] for p in nearest))

    def likeness(self, item_id: str, text: str) -> float:
        """How much an item's description or the nearest alias looks like the text, from 0 to 1."""
        item = self.by_id[item_id]
        wanted = words.description(text)
        return max(words.description_likeness(wanted, words.description(known)) for known in (item.description, *item.aliases))

    @cached_property
    def _descriptions(self) -> tuple[list[str], list[str], Mapping[str, list[int]]]:
        """All descriptions and aliases, the item each belongs to, and word -> the places where it stands."""
        texts: list[str] = []
        owners: list[str] = []
        places: dict[str, list[int]] = defaultdict(list)
        for item in self.by_id.values():
            for known in (item.description, *item.aliases):
                text = words.description(known)
                for word in set(text.split()):
                    places[word].append(len(texts))
                texts.append(text)
                owners.append(item.id)
        return texts, owners, places

    def _add(self, item: Item) -> None:
        if item.own_number:
            self.by_own_number[compact(item.own_number)].append(item.id)
        if item.gtin:
            self.by_gtin[gtin14(item.gtin)].append(item.id)
        for party, reference in (*item.supplier_references.items(), *item.customer_references.items()):
            key = compact(reference)
            if key:
                self.by_reference[party, key].append(item.id)
                self.by_any_reference[key].append(item.id)
