"""Which of our items a line means: by the party's reference, our own number, the GTIN, or the description."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from stdnum import ean

from backend.matching import memory
from backend.matching.item_index import ItemIndex
from backend.matching.score import Evidence, decided
from backend.model import unit, value
from backend.model.catalog import Item, Match
from backend.model.field import Fields
from backend.model.identifier import compact, gtin14
from backend.model.memory import Lesson

#: What each kind of evidence is worth alone. _CROSSED: our number in the column of theirs. _ANY: some other party's reference.
_REFERENCE, _CROSSED, _GTIN, _MISREAD_GTIN, _PRINTED, _ANY, _DESCRIPTION = 0.97, 0.9, 0.97, 0.8, 0.85, 0.65, 0.9
#: That the item stands on the purchase order, or that this party has a reference for it, tells alike descriptions apart.
_EXPECTED, _TRADED = 0.4, 0.15
_OTHER_GTIN, _OTHER_REFERENCE, _OTHER_DESCRIPTION, _OTHER_KIND_OF_UNIT = 0.7, 0.75, 0.85, 0.85
#: Grounds that are a reference, and grounds that make an unlike description no matter.
_OF_REFERENCE, _OF_WORDS = frozenset({"reference", memory.BY_MEMORY}), frozenset({"description", memory.BY_MEMORY})
#: Descriptions less alike than this are of other things.
_UNLIKE = 0.3
#: What is expected or was traded before counts only for descriptions more alike than this.
_ALIKE = 0.5
#: With this much, nothing more is looked for by description.
_CERTAIN = 0.95
#: A reference inside a description: at least four letters or digits, one digit among them.
_PRINTED_REFERENCE = re.compile(r"(?=[\w./-]*\d)\w[\w./-]{2,}\w")


@dataclass(frozen=True)
class Side:
    """Whose line it is: which column holds their reference and which ours, and what is expected from them."""

    party_id: str
    theirs: str
    ours: str
    expected: Collection[str] = ()
    #: What people taught about their references.
    taught: Sequence[Lesson] = ()


def match(line: Fields, side: Side, items: ItemIndex) -> Match:
    """The item a line means, with runners-up."""
    found: dict[str, Evidence] = defaultdict(Evidence)
    description = value.text(line, "description")
    taught = memory.refer(line, (side.theirs, side.ours), side.taught, items.by_id.keys(), found)
    _refer(line, side, items, found)
    if not any(e.score >= _CERTAIN for e in found.values()):
        _describe(description, side, items, found)
    for item_id, evidence in found.items():
        _contradict(line, items.by_id[item_id], items.likeness(item_id, description) if description else 1.0, found, evidence)
    memory.prefer(taught, found)
    candidates = memory.candidates(found, {i: items.by_id[i].description for i in found})
    return decided(replace(candidate, number=items.by_id[candidate.id].own_number) for candidate in candidates)


def _refer(line: Fields, side: Side, items: ItemIndex, found: dict[str, Evidence]) -> None:
    theirs, ours, gtin = compact(value.text(line, side.theirs)), compact(value.text(line, side.ours)), value.text(line, "gtin")
    for keys, weight in (
        (items.by_reference.get((side.party_id, theirs), ()), _REFERENCE),
        (items.by_own_number.get(ours, ()), _REFERENCE),
        (items.by_reference.get((side.party_id, ours), ()), _CROSSED),
        (items.by_own_number.get(theirs, ()), _CROSSED),
        (items.by_any_reference.get(theirs, ()), _ANY),
    ):
        for item_id in keys:
            found[item_id].add("reference", weight, "reference")
    for item_id in items.by_gtin.get(gtin14(gtin), ()):
        found[item_id].add("gtin", _GTIN if ean.is_valid(gtin14(gtin)) else _MISREAD_GTIN, "gtin")
    for printed in _PRINTED_REFERENCE.findall(value.text(line, "description")):
        for item_id in (*items.by_own_number.get(compact(printed), ()), *items.by_reference.get((side.party_id, compact(printed)), ())):
            found[item_id].add("reference", _PRINTED, "reference")


def _describe(description: str, side: Side, items: ItemIndex, found: dict[str, Evidence]) -> None:
    for item_id in (*items.described_like(description), *found):
        likeness = items.likeness(item_id, description)
        if likeness > _UNLIKE:
            found[item_id].add("description", _DESCRIPTION * likeness, "description")
            item = items.by_id[item_id]
            if item_id in side.expected and likeness > _ALIKE:
                found[item_id].add("expected", _EXPECTED, "purchase_order")
            if likeness > _ALIKE and (side.party_id in item.supplier_references or side.party_id in item.customer_references):
                found[item_id].add("traded", _TRADED, "reference")


def _contradict(line: Fields, item: Item, likeness: float, found: dict[str, Evidence], evidence: Evidence) -> None:
    gtin = gtin14(value.text(line, "gtin"))
    if ean.is_valid(gtin) and item.gtin and gtin != gtin14(item.gtin):
        evidence.contradict(_OTHER_GTIN)
    if evidence.weights.keys().isdisjoint(_OF_REFERENCE) and any("reference" in other.weights for other in found.values()):
        evidence.contradict(_OTHER_REFERENCE)
    if evidence.weights.keys().isdisjoint(_OF_WORDS) and likeness < _UNLIKE:
        evidence.contradict(_OTHER_DESCRIPTION)
    if not unit.are_of_one_kind(value.text(line, "unit_code"), item.unit_code):
        evidence.contradict(_OTHER_KIND_OF_UNIT)
