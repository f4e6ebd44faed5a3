"""A Difference between what the partner's document says and what we have, and how a case's findings become Differences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from backend.model.finding import Finding
from backend.model.sentence import Sentence
from backend.model.value import number
from backend.model.words import money
from backend.replies.draft import CALCULATED, Draft, from_erp

_NOTHING = Sentence("", "")


@dataclass(frozen=True)
class Difference:
    """What their document says, what we have with its source, and by how much they differ."""

    what: Sentence
    theirs: Sentence
    ours: Sentence
    source: Sentence
    difference: Sentence = _NOTHING


#: The Difference that a finding tells of, None when the case no longer has the values for it.
Rule = Callable[[Draft, Finding], Difference | None]


def differences(draft: Draft, rules: Mapping[str, Rule]) -> tuple[Difference, ...]:
    """The Differences that the case's findings under these rules tell of, in their order, each once."""
    found = (rules[finding.rule](draft, finding) for finding in draft.case.findings if finding.rule in rules)
    return tuple(dict.fromkeys(difference for difference in found if difference))


def place_of(finding: Finding) -> int:
    """Which line or rate the finding is about, counted from 0."""
    place = finding.path.split(".")[1] if "." in finding.path else ""
    return int(place) if place.isdigit() else 0


def line_number(draft: Draft, place: int, name: str) -> Decimal | None:
    """A number of a line, None when there is no such line or number."""
    return number(draft.lines[place], name) if place < len(draft.lines) else None


def of_line(draft: Draft, place: int, what: Sentence) -> Sentence:
    """`Ligne 2, « Ruban adhésif » : quantité`."""
    if place >= len(draft.lines):
        return what
    return Sentence("{line} : {what}", "{line}: {what}").filled(line=draft.line_in_words(place), what=what)


def calculated(draft: Draft, what: Sentence, theirs: Decimal, ours: Decimal) -> Difference:
    """A difference within the document's own figures."""
    return Difference(what, money(theirs, draft.currency), money(ours, draft.currency), CALCULATED, money_difference(draft, theirs - ours))


def money_difference(draft: Draft, amount: Decimal) -> Sentence:
    """An amount by which two differ, with its sign."""
    sign = "+" if amount > 0 else "−"
    return Sentence(*(f"{sign}{text}" for text in (money(abs(amount), draft.currency).fr, money(abs(amount), draft.currency).en)))


def as_is(text: str) -> Sentence:
    """The same words in both languages."""
    return Sentence(text, text)


def of_item(item_id: str) -> Sentence:
    """The source "ERP, item CAR-4030"."""
    return from_erp(Sentence(f"article {item_id}", f"item {item_id}"))
