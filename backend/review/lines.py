"""Adding, removing and moving lines: the rows themselves, and the matches and findings that name them by their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from backend.errors import BadInput
from backend.model.case import Case
from backend.model.field import Fields
from backend.model.finding import Finding
from backend.model.trade import TradeDocument

#: More lines than the longest order anybody corrects by hand.
_MOST_LINES = 2000

_OPERATION = re.compile(r"(add|remove):(\d{1,4})|move:(\d{1,4}):(\d{1,4})")
_LINE_PATH = re.compile(r"lines\.(\d+)(\..+)?")


def rearranged(case: Case, document: TradeDocument, operation: str) -> Case:
    """The case after `add:<index>`, `remove:<index>` or `move:<from>:<to>`; raises BadInput for anything else and any other place."""
    found = _OPERATION.fullmatch(operation)
    if found is None:
        raise BadInput("A line can be added, removed or moved.", "Une ligne peut être ajoutée, supprimée ou déplacée.")
    count = len(document.lines)
    order: list[int | None] = list(range(count))
    if found[1] == "add":
        order.insert(_place(found[2], min(count, _MOST_LINES)), None)
    elif found[1] == "remove":
        order.pop(_place(found[2], count - 1))
    else:
        order.insert(_place(found[4], count - 1), order.pop(_place(found[3], count - 1)))
    return _in_order(case, document, order)


def _place(digits: str, last: int) -> int:
    if int(digits) > last:
        raise BadInput("There is no such line.", "Cette ligne n'existe pas.")
    return int(digits)


def _in_order(case: Case, document: TradeDocument, order: Sequence[int | None]) -> Case:
    """The case with its lines in this order of their old places; None stands for a new line."""
    empty: Fields = {}
    lines = tuple(empty if old is None else document.lines[old] for old in order)
    new_place = {old: new for new, old in enumerate(order) if old is not None}

    def moved(path: str) -> str | None:
        found = _LINE_PATH.fullmatch(path)
        if found is None:
            return path
        place = new_place.get(int(found[1]))
        return None if place is None else f"lines.{place}{found[2] or ''}"

    matches = {new: match for path, match in case.matches.items() if (new := moved(path)) is not None}
    findings = tuple(f for finding in case.findings if (f := _moved_finding(finding, moved)) is not None)
    return replace(case, document=replace(document, lines=lines), matches=matches, findings=findings)


def _moved_finding(finding: Finding, moved: Callable[[str], str | None]) -> Finding | None:
    path = moved(finding.path)
    return None if path is None else replace(finding, path=path)
