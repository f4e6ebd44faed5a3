"""Which line of the order that is changed a line of the change means, where a customer does not name its item as we do."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from backend.matching import words
from backend.model.catalog import Candidate, Match, Matches
from backend.model.field import Fields
from backend.model.kept import Kept, KeptLine
from backend.model.trade import ITEM_NAMES, TradeDocument
from backend.model.value import number, text

#: How such an item was found, and what each ground is worth: it was looked at already, described alike, numbered, told by what there was.
METHOD = "order"
_OFFERED, _ALIKE, _NUMBERED, _COUNTED = 0.9, 0.85, 0.85, 0.75
#: Descriptions at least this alike mean the same line, from 0 to 1.
_LEAST_ALIKE = 0.45
#: Some number the lines of an order 10, 20, 30.
_STEP = 10


def match_in_order(document: TradeDocument, matches: Matches, kept: Kept, chosen: Matches) -> Matches:
    """The matches with the items of the order's lines that the change means; what a person chose, and what is added, stays as it is."""
    lines = tuple(line for line in kept.lines or () if line.item_id)
    found = dict(matches)
    for place, line in enumerate(document.lines):
        path = f"lines.{place}.item"
        if path in chosen or number(line, "previous_quantity") == 0:
            continue
        meant = _meant(line, matches.get(path, Match(None)), lines, kept.lines or ())
        if meant:
            found[path] = _with(meant[0], meant[1], matches.get(path, Match(None)))
    return found


def _meant(line: Fields, match: Match, lines: tuple[KeptLine, ...], all_lines: tuple[KeptLine, ...]) -> tuple[KeptLine, float] | None:
    """The one line of the order that is meant, and how surely; None when it is known already, or several may be."""
    if match.best and any(one.item_id == match.best.id for one in lines):
        return None
    if any(name in line for name in ITEM_NAMES):
        offered = {candidate.id for candidate in match.runners_up}
        return _only((one for one in lines if one.item_id in offered), _OFFERED) or _described(text(line, "description"), lines)
    if "line_number" in line:
        return _only(_numbered(text(line, "line_number"), number(line, "previous_quantity"), all_lines), _NUMBERED)
    before = number(line, "previous_quantity")
    return _only((one for one in lines if one.quantity and before in {None, one.quantity}), _COUNTED)


def _numbered(printed: str, before: Decimal | None, lines: tuple[KeptLine, ...]) -> set[KeptLine]:
    """The lines that a number may mean: counted by ones or by tens; what there was before tells both apart."""
    counted = int(printed) if printed.isdigit() else 0
    places = {counted} | ({counted // _STEP} if counted % _STEP == 0 else set())
    found = {lines[place - 1] for place in places if 0 < place <= len(lines)}
    same = {one for one in found if one.quantity == before}
    return same or found


def _described(description: str, lines: tuple[KeptLine, ...]) -> tuple[KeptLine, float] | None:
    wanted = words.description(description)
    alike = [one for one in lines if words.description_likeness(wanted, words.description(one.description)) >= _LEAST_ALIKE]
    return _only(alike, _ALIKE) if wanted else None


def _only(lines: Iterable[KeptLine], score: float) -> tuple[KeptLine, float] | None:
    found = tuple(lines)
    return (found[0], score) if len(found) == 1 and found[0].item_id else None


def _with(line: KeptLine, score: float, before: Match) -> Match:
    others = tuple(one for one in (before.best, *before.runners_up) if one and one.id != line.item_id)
    known = next((one for one in before.runners_up if one.id == line.item_id), None)
    label, printed = (known.label, known.number) if known else (line.description, "")
    return Match(Candidate(line.item_id, label, score, METHOD, number=printed), others)
