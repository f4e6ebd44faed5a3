"""Who sells and who buys on a printed document: both roles decided together from all the signs for either."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from math import prod

from backend.extraction.candidates import Candidates, Hit, field_of
from backend.extraction.party_account import account
from backend.extraction.party_blocks import Block, blocks, delivery_address, is_payee
from backend.extraction.party_closings import called, greeted, trade_names
from backend.extraction.party_ids import ids
from backend.extraction.party_names import core, has_form, is_alike
from backend.extraction.party_signs import addressed, delivered, labelled, written
from backend.model.field import Field
from backend.model.mail import BODY, Mail
from backend.model.trade import DocumentType

#: The types that the buyer writes; all others come from the seller.
ISSUED_BY_BUYER = frozenset({DocumentType.ORDER, DocumentType.ORDER_CHANGE})
#: More likely than not.
_LIKELY = 0.5
#: From this probability on who writes is known; how often the only other company addressed is then the reader.
_KNOWN, _ALONE = 0.8, 0.96
#: One sign, and all signs for one party together, leave at least so much doubt: they are not independent.
_LEAST_DOUBT, _LEAST_DOUBT_TOGETHER = 0.03, 0.015
#: How much each place where a party is named adds to its odds: it decides between two that are as good as certain.
_PER_PLACE = 0.05
#: The odds that no name on the pages is the party's, where one as likely as not has odds of 1.
_NOBODY = 0.5
_Choice = tuple[Hit, float] | None


def parties(found: Candidates, document_type: DocumentType, mail: Mail, of_lines: AbstractSet[int] = frozenset()) -> dict[str, Field]:
    """The fields of seller and buyer, by name; nobody is addressed on the rows (by index) `of_lines`."""
    if not found.rows:
        return {}
    known = [block for block in blocks(found) if block.label or not block.name or block.name.row.index not in of_lines]
    is_order = document_type in ISSUED_BY_BUYER
    seller, buyer = _names(found, known, mail, is_order=is_order)
    places = {party: choice[0].span for party, choice in (("seller", seller), ("buyer", buyer)) if choice}
    fields = [field_of("seller_name", seller, found.part), field_of("buyer_name", buyer, found.part)]
    fields += ids(found, known, places, is_order=is_order)
    fields += [delivery_address(known, found)] if is_order else account(found)
    return {f.name: f for f in fields if f}


def _names(found: Candidates, known: Sequence[Block], mail: Mail, *, is_order: bool) -> tuple[_Choice, _Choice]:
    """The names of seller and buyer with their probabilities."""
    is_message = is_order and found.part == BODY
    payees = [] if is_order else [block for block in known if is_payee(block, found)]
    others = [block for block in known if block not in payees]
    sellers = [*labelled(others, "seller", "addressee" if is_order else "issuer"), *labelled(payees, "addressee")]
    buyers = list(labelled(others, "buyer", "issuer" if is_order else "addressee"))
    writers, readers = (buyers, sellers) if is_order else (sellers, buyers)
    writers += written(found, known, mail, is_message=is_message, is_other_named=bool(readers))
    addressees = [] if is_message else list(addressed(known, found, is_named=any(h.label and h.probability >= _KNOWN for h in readers)))
    addressees += [] if is_message or readers or addressees else called(found)
    addressees += [] if is_order or readers or addressees else greeted(found)
    addressees = [h for h in addressees if not any(w.method == "label" and w.span.overlaps(h.span) for w in writers)]
    readers += _surer_if_alone(addressees, [h.value for h in writers if h.probability >= _KNOWN])
    buyers += () if is_message else delivered(known, found)
    behind = {core(brand): hit for brand, hit in trade_names(found)}
    return _decided(_under_own_names(sellers, behind), _under_own_names(buyers, behind))


def _under_own_names(hits: Sequence[Hit], behind: Mapping[str, Hit]) -> list[Hit]:
    """The hits, a trade name as the company that trades under it (BT-27, not BT-28)."""
    return [behind.get(core(hit.value), hit) for hit in hits]


def _surer_if_alone(addressed: Sequence[Hit], writers: Sequence[str]) -> list[Hit]:
    """The hits, the one company among them that is not the known writer as sure as a label would make it."""
    others = {core(h.value) for h in addressed if has_form(h.value) and not any(is_alike(h.value, w) for w in writers)}
    alone = others if len(others) == 1 and writers else set()
    return [replace(h, probability=_ALONE) if core(h.value) in alone and h.probability >= _LIKELY else h for h in addressed]


def _decided(sellers: Sequence[Hit], buyers: Sequence[Hit]) -> tuple[_Choice, _Choice]:
    """The likeliest pair of two different parties, each with its probability over all pairs; nobody trades with himself."""
    spellings = _spellings([*sellers, *buyers])
    best = [_best(hits, spellings) for hits in (sellers, buyers)]
    odds = [_odds(hits, spellings) for hits in (sellers, buyers)]
    pairs = {(s, b): odds[0][s] * odds[1][b] for s in odds[0] for b in odds[1] if not _is_one(s, b)}
    total, winner = sum(pairs.values()), max(pairs, key=lambda pair: pairs[pair])
    chosen: list[_Choice] = []
    for side in (0, 1):
        name = winner[side]
        share = sum(weight for pair, weight in pairs.items() if pair[side] == name) / total
        chosen.append((best[side][name], share) if name is not None else None)
    return chosen[0], chosen[1]


def _is_one(seller: str | None, buyer: str | None) -> bool:
    """Whether both names are one party's; companies of one group, each with its legal form, are two."""
    if seller is None or buyer is None:
        return False
    return seller == buyer or (is_alike(seller, buyer) and not (has_form(seller) and has_form(buyer)))


def _spellings(hits: Sequence[Hit]) -> Mapping[str, str]:
    """For each name as printed the one spelling of its party: the likely whole name that holds it, with its legal form.

    A line of a logo ("TISSAGES") joins "Tissages du Forez SARL".
    """
    found: dict[str, str] = {}
    likely = [h for h in hits if h.probability >= _LIKELY]
    for hit in sorted(hits, key=lambda h: (not has_form(h.value), -h.probability)):
        holding = [
            h.value for h in likely if h.probability >= min(hit.probability, _KNOWN) and f" {core(hit.value)} " in f" {core(h.value)} "
        ]
        holding = [] if has_form(hit.value) else holding
        whole = max(holding, key=lambda v: (has_form(v), len(core(v))), default=hit.value)
        found[hit.value] = next((s for s in found.values() if core(s) == core(whole)), whole)
    return found


def _best(hits: Iterable[Hit], spellings: Mapping[str, str]) -> dict[str, Hit]:
    """The likeliest sign for each party, under its one spelling."""
    found: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda h: h.probability):
        name = spellings[hit.value]
        found[name] = Hit(name, hit.span, hit.probability, hit.method, hit.label)
    return found


def _odds(hits: Iterable[Hit], spellings: Mapping[str, str]) -> dict[str | None, float]:
    """The odds of each party, and of none of them: its signs joined, the strongest from each place."""
    signs: dict[str, dict[tuple[int, int], float]] = {}
    for hit in hits:
        place = signs.setdefault(spellings[hit.value], {})
        key = (hit.span.row.index, hit.span.start)
        place[key] = max(place.get(key, 0.0), hit.probability)
    odds: dict[str | None, float] = {None: _NOBODY}
    for name, places in signs.items():
        doubt = max(prod(1 - min(p, 1 - _LEAST_DOUBT) for p in places.values()), _LEAST_DOUBT_TOGETHER)
        odds[name] = (1 - doubt) / doubt * (1 + _PER_PLACE * len(places))
    return odds
