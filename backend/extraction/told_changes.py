"""What a message changes in an order, told in sentences: which line or thing, how many instead of how many, on which day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, cached_property

from backend.extraction import change_words as words
from backend.extraction.amounts import readings, written
from backend.extraction.candidates import Candidates, field_at
from backend.extraction.dates import dates_in
from backend.extraction.layout import Span, fold
from backend.extraction.number_words import articles, number_words
from backend.extraction.prose import named
from backend.extraction.thoughts import BULLET, thoughts
from backend.extraction.told_dates import named_in
from backend.extraction.units import unit_code
from backend.model.field import Evidence, Field, Fields

#: How often each is right that a sentence tells of a change: what another number is told beside, what a verb says alone, a moved day.
_BESIDE_ANOTHER, _SAID, _MOVED, _NUMBERED = 0.93, 0.88, 0.88, 0.9
#: How often a number after the word for an order is the order's.
_OF_ORDER = 0.9
_MOST_THOUGHTS = 200
_CROSSED_OUT = "|"
_VERB = f"(?:{words.CANCEL}|{words.SWAP}|{words.ADD}|{words.SET})"
#: Where one thing that is asked for ends and the next begins; the full stop of an abbreviation ends nothing.
_AND = r"(?:et|and|und|y|e|ed|en|sowie|ainsi que)"
_CLAUSE = re.compile(
    r"(?<!\bref)(?<!\bart)(?<!\bnr)(?<!\bno)(?<!\bpos)(?<!\bstk)(?<!\bord)(?<!\d\.\d)(?<!\d\.\d\d)[.;!?](?=\s|$)"
    rf"|(?:,|\b{_AND}\b)\s+(?=(?:{words.COURTESY}\s*){{0,4}}"
    rf"(?:{_VERB}|{words.LINE}|{words.DELIVERY}))"
)
_LINE, _ORDER = re.compile(words.LINE), re.compile(words.ORDER)
_CANCEL, _SWAP, _ADD, _SET, _MOVE = (re.compile(one) for one in (words.CANCEL, words.SWAP, words.ADD, words.SET, words.MOVE))
_BY, _INSTEAD = re.compile(words.BY), re.compile(rf"\b{words.INSTEAD}")
_N = words.NUMBER
_OF = r"(?:(?:les|la|the|der|die|de|los|las|le|i|gli)\s+)?"
#: The new quantity and the old one, wherever each stands; the first that fits is meant.
_BOTH = tuple(
    re.compile(one)
    for one in (
        rf"{words.FROM}(?P<old>{_N})(?:\s+[^\W\d_]+)?\s*(?:\ba\b|\bto\b|\bauf\b|\bnaar\b|\bop\b|\bhasta\b|->|→)\s*(?P<new>{_N})",
        rf"(?P<old>{_N})\s*(?:->|→|=>)\s*(?P<new>{_N})",
        rf"\bvan (?:de )?(?P<old>{_N})\s[^,;.]{{0,40}}?\ber (?P<new>{_N})",
        rf"(?P<new>{_N})(?:\s[^;.!?]{{0,50}}?)?,?\s*\(?{words.INSTEAD}\s+{_OF}(?P<old>{_N})",
        rf"{words.INSTEAD}\s+{_OF}(?P<old>{_N})\b[^;.!?]{{0,80}}?(?P<new>{_N})",
        rf"(?P<new>{_N})(?:\s[^;.!?]{{0,50}}?)?,?\s*\(?{words.NOT}{_OF}(?P<old>{_N})",
    )
)
_NEW = tuple(re.compile(one) for one in (rf"{words.RIGHT}(?P<new>{_N})", rf"{words.ONLY}(?P<new>{_N})"))
_SET_TO = re.compile(rf"{words.TO}(?P<new>{_N})")
_COUNT = re.compile(rf"(?P<count>{_N})\s*(?:x\s+|×\s*)?")
_ANY_VERB = re.compile(f"{_VERB}|{words.MOVE}")
_DELIVERY_DAY = re.compile(r"\b(?:date|termin|fecha|data|datum)\b")
#: How far behind "instead of" the day is that it takes back, in characters; from how many digits on a number names a thing.
_NEAR, _SHORTEST_REFERENCE = 5, 4
#: After these an enumeration goes on: "3 boxes of paper and 2 staplers".
_GOES_ON = re.compile(rf"(?:,|\b{_AND})\s*$")
_WORD = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")


@dataclass(frozen=True)
class ToldChanges:
    """What is told: the lines as they are to be, with a quantity of 0 when cancelled and a `previous_quantity` where it is said."""

    #: `order_reference` and `requested_delivery_date`, as far as they are told.
    fields: Fields = field(default_factory=dict)
    lines: tuple[Fields, ...] = ()
    #: What speaks of a change and could not be made out, as written.
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class _Clause:
    """One thing that is asked for, with what in it names the order, its lines and days."""

    span: Span
    found: Candidates
    since: date | None

    @cached_property
    def named(self) -> str:
        """Folded, without the number of the order."""
        return _blanked(_ORDER, self.span.folded)

    @cached_property
    def text(self) -> str:
        """The same without the numbers of lines: what is left are quantities, things and words."""
        return _blanked(_LINE, self.named)

    def at(self, start: int, end: int) -> Span:
        """A stretch of it, by its places in `text`."""
        return Span(self.span.row, self.span.start + start, self.span.start + end)

    def field(self, name: str, value: str, place: tuple[int, int], confidence: float) -> Field:
        """A Field whose evidence is the sentence."""
        return field_at(name, value, self.at(*place), confidence, self.found.part, "sentence")


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with every match crossed out, each character in its place."""
    return pattern.sub(lambda match: _CROSSED_OUT * len(match.group()), text)


def told_changes(found: Candidates, subject: str, since: date | None) -> ToldChanges:
    """What the sentences of a message change; days are counted from `since`, the order's number may stand in the subject."""
    fields: dict[str, Field] = {}
    lines: list[Fields] = []
    unread: list[str] = []
    for clause in _clauses(found, since):
        read = _lines(clause)
        lines += read
        moved = _moved(clause)
        if moved and (numbered := _line_numbers(clause)):
            lines += [{one.name: one, moved.name: moved} for one in numbered]
        elif moved:
            fields.setdefault(moved.name, moved)
        if not read and not moved and _speaks_of_change(clause):
            unread.append(" ".join(clause.span.text.split()))
    number = _order_number(found, subject)
    return ToldChanges(fields | ({number.name: number} if number else {}), tuple(_merged(lines)), tuple(unread))


def _speaks_of_change(clause: _Clause) -> bool:
    """Whether somebody may want something changed by it; "as follows:" only announces it."""
    wants = (_CANCEL, _SWAP, _ADD, _INSTEAD, _MOVE)
    return not clause.text.rstrip().endswith(":") and any(one.search(clause.text) for one in wants)


def _clauses(found: Candidates, since: date | None) -> Iterator[_Clause]:
    for thought in list(thoughts(found.rows))[:_MOST_THOUGHTS]:
        bullet = BULLET.match(thought.text)
        # "Ligne 3 : ..." names its line with what looks like a bullet.
        begin = bullet.end() if bullet and not _LINE.search(thought.folded, 0, bullet.end()) else 0
        for match in _CLAUSE.finditer(thought.folded, begin):
            yield _Clause(Span(thought, begin, match.start()), found, since)
            begin = match.end()
        yield _Clause(Span(thought, begin, len(thought.text)), found, since)


def _lines(clause: _Clause) -> list[Fields]:
    """The lines that a clause changes, () when it speaks of something else."""
    text = clause.text
    swapped = _swapped(clause)
    if swapped:
        return swapped
    both = next((m for pattern in _BOTH if (m := pattern.search(text)) and not _is_day(clause, m)), None)
    cancelled = _CANCEL.search(text)
    if both:
        # What is cancelled and what is changed cannot be told apart there.
        return [] if cancelled else _set(clause, both)
    if cancelled:
        return _cancelled(clause, cancelled)
    if added := _ADD.search(text):
        return _added(clause, added)
    new = next((m for pattern in _NEW if (m := pattern.search(text)) and not _is_day(clause, m)), None)
    verb = _SET.search(text)
    new = new or (next((m for m in _SET_TO.finditer(text, verb.end()) if not _is_day(clause, m)), None) if verb else None)
    return _set(clause, new) if new else []


# A quantity -------------------------------------------------------------------------------------------------------------------------


def _set(clause: _Clause, match: re.Match[str]) -> list[Fields]:
    """The lines whose quantity becomes another one; () when it does not say which and what it was."""
    groups = [name for name in ("new", "old") if name in match.re.groupindex]
    sure = _BESIDE_ANOTHER if "old" in groups else _SAID
    values = [(name, _number(clause, match[name])) for name in groups]
    told = {
        (name := "quantity" if group == "new" else "previous_quantity"): clause.field(name, written(value), match.span(group), sure)
        for group, value in values
        if value is not None
    }
    if "quantity" not in told:
        return []
    unit = _unit_after(clause, match.end("new"))
    told |= {unit[0].name: unit[0]} if unit else {}
    units = [one[1] for name in groups if (one := _unit_after(clause, match.end(name)))]
    cuts = [*(match.span(name) for name in groups), *units, *(m.span() for m in _INSTEAD.finditer(clause.text))]
    numbered = _line_numbers(clause)
    if numbered:
        return [told | {one.name: one} for one in numbered]
    thing = _thing(clause, cuts)
    return [told | thing] if thing or "previous_quantity" in told else []


def _cancelled(clause: _Clause, verb: re.Match[str]) -> list[Fields]:
    """The lines that are taken out; of a number of pieces it is not said how many are left."""
    numbered = _line_numbers(clause)
    none_left = clause.field("quantity", "0", verb.span(), _BESIDE_ANOTHER if numbered else _SAID)
    if numbered:
        return [{one.name: one, "quantity": none_left} for one in numbered]
    thing = _thing(clause, [verb.span()])
    if not thing:
        return []
    return [thing if _COUNT.search(clause.text) else thing | {"quantity": none_left}]


def _added(clause: _Clause, verb: re.Match[str]) -> list[Fields]:
    """The things that come on top, each with the count before it; there was none of them."""
    text = clause.text
    counts = _counts(clause)
    ends = [m.start() for m in counts[1:]] + [len(text)] * bool(counts)
    lines: list[Fields] = []
    for match, end in zip(counts, ends, strict=True):
        value = _number(clause, match["count"])
        unit = _unit_after(clause, match.end())
        start = unit[1][1] if unit else match.end()
        thing = _thing(clause, [(0, start), (end, len(text)), verb.span()])
        if value is None or not thing:
            continue
        told = {
            "quantity": clause.field("quantity", written(value), match.span("count"), _SAID),
            "previous_quantity": clause.field("previous_quantity", "0", verb.span(), _SAID),
        }
        lines.append(told | ({unit[0].name: unit[0]} if unit else {}) | thing)
    return lines


def _counts(clause: _Clause) -> list[re.Match[str]]:
    """The counts of a clause in digits, else in words; an article counts nothing."""
    found = [m for m in _COUNT.finditer(clause.text) if not _is_day(clause, m)]
    found = [m for n, m in enumerate(found) if n == 0 or _GOES_ON.search(clause.text, 0, m.start())]
    return found or list(_in_words(clause.found.language).finditer(clause.text))


@cache
def _in_words(language: str) -> re.Pattern[str]:
    counting = sorted(number_words(language).keys() - articles(language), key=len, reverse=True)
    return re.compile(rf"\b(?P<count>{'|'.join(map(re.escape, counting))})\s+")


def _swapped(clause: _Clause) -> list[Fields]:
    """One thing cancelled and another added instead; how many of it comes is left open unless it is told."""
    text = clause.text
    verb = _SWAP.search(text)
    by = _BY.search(text, verb.end()) if verb else None
    if not verb or not by:
        return []
    old, new = _thing(clause, [(0, verb.end()), (by.start(), len(text))]), _thing(clause, [(0, by.end())])
    numbered = _line_numbers(_Clause(clause.at(0, by.start()), clause.found, clause.since))
    count = _COUNT.search(text, by.end())
    if not new or not (old or numbered):
        return []
    gone = clause.field("quantity", "0", verb.span(), _SAID)
    value = _number(clause, count["count"]) if count else None
    told = {"quantity": clause.field("quantity", written(value), count.span("count"), _SAID)} if count and value is not None else {}
    nothing_before = clause.field("previous_quantity", "0", verb.span(), _SAID)
    lines: list[Fields] = [{one.name: one, gone.name: gone} for one in numbered] or [old | {gone.name: gone}]
    return [*lines, new | told | {nothing_before.name: nothing_before}]


def _number(clause: _Clause, printed: str) -> Decimal | None:
    known = number_words(clause.found.language)
    if printed in known:
        return Decimal(known[printed])
    return next(iter(readings(printed.strip(), clause.found.decimal_mark)), None)


def _unit_after(clause: _Clause, end: int) -> tuple[Field, tuple[int, int]] | None:
    """The unit right after a count, and from where to where."""
    match = _WORD.match(clause.text, end + len(clause.text[end:]) - len(clause.text[end:].lstrip()))
    code = unit_code(match.group(), clause.found.language) if match else ""
    return (clause.field("unit_code", code, match.span(), _SAID), match.span()) if match and code else None


# Which line -------------------------------------------------------------------------------------------------------------------------


def _line_numbers(clause: _Clause) -> list[Field]:
    """The numbers of the lines that a clause names."""
    return [
        clause.field("line_number", str(int(number.group())), (number.start(), number.end()), _NUMBERED)
        for match in _LINE.finditer(clause.named)
        for number in re.compile(r"\d+").finditer(clause.named, match.start("lines"), match.end("lines"))
    ]


def _thing(clause: _Clause, cuts: Iterable[tuple[int, int]]) -> dict[str, Field]:
    """What a clause names beside what was cut out: its longest run of words that mean something, as reference or description."""
    text = list(clause.text)
    for start, end in [*cuts, *(one.place for one in _days(clause))]:
        text[start:end] = _CROSSED_OUT * (end - start)
    best = max(_runs("".join(text)), key=lambda run: (_is_code(clause.text[slice(*run)]), run[1] - run[0]), default=None)
    return {one.name: one for one in named(clause.at(*best), clause.found)} if best else {}


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of words that name something, from and to, without the verbs and little words around them."""
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        breaks = run and text[run[-1].end() : match.start()].strip(" '’\"«»“”/&()")
        if breaks or (match.group() in words.NOTHING and match.group() not in words.JOINS):
            yield from _trimmed(run)
            run = []
        if match.group() not in words.NOTHING or match.group() in words.JOINS:
            run.append(match)
    yield from _trimmed(run)


def _trimmed(run: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    while run and (_names_nothing(run[0].group()) or (len(run) > 1 and _is_short_number(run[0].group()))):
        run = run[1:]
    while run and _names_nothing(run[-1].group()):
        run = run[:-1]
    if run and re.search(r"[^\W\d_]{3}|\d\w{3}|[^\W\d_][\w./-]*\d", " ".join(one.group() for one in run)):
        yield run[0].start(), run[-1].end()


def _names_nothing(word: str) -> bool:
    return word in words.JOINS or len(word) == 1 or bool(_ANY_VERB.fullmatch(word))


def _is_short_number(word: str) -> bool:
    return word.isdigit() and len(word) < _SHORTEST_REFERENCE


def _is_code(words_: str) -> bool:
    """Whether something in it is an item's number."""
    return any(re.search(r"\d", word) and (re.search(r"[a-z]", word) or len(word) >= _SHORTEST_REFERENCE) for word in words_.split())


def _merged(lines: Iterable[Fields]) -> Iterator[Fields]:
    """The lines, what two sentences tell of one line together; the earlier word counts."""
    by_number: dict[str, Fields] = {}
    others: list[Fields] = []
    for line in lines:
        if "line_number" in line:
            number = line["line_number"].value
            by_number[number] = {**line, **by_number.get(number, {})}
        else:
            others.append(line)
    yield from by_number.values()
    yield from others


# When and which order ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Day:
    """A day in a clause, from and to."""

    place: tuple[int, int]
    value: date


def _days(clause: _Clause) -> list[_Day]:
    span = clause.span
    told = (*dates_in(span.row, clause.found.month_first), *(named_in(span.row, clause.since) if clause.since else ()))
    found = {
        one.span.start: _Day((one.span.start - span.start, one.span.end - span.start), one.value)
        for one in reversed(told)
        if span.start <= one.span.start < span.end
    }
    return [found[start] for start in sorted(found)]


def _is_day(clause: _Clause, match: re.Match[str]) -> bool:
    """Whether a number is part of a day."""
    return any(
        start < match.end(name) and match.start(name) < end
        for start, end in (one.place for one in _days(clause))
        for name in match.re.groupindex
    )


def _moved(clause: _Clause) -> Field | None:
    """The day that a delivery is moved to: the last one, but for one that another is told instead of."""
    if not _MOVE.search(clause.text) and not _DELIVERY_DAY.search(clause.text):
        return None
    ends = [m.end() for m in _INSTEAD.finditer(clause.text)]
    days = [one for one in _days(clause) if not any(0 <= one.place[0] - end <= _NEAR for end in ends)]
    return clause.field("requested_delivery_date", days[-1].value.isoformat(), days[-1].place, _MOVED) if days else None


def _order_number(found: Candidates, subject: str) -> Field | None:
    """The number of the order that is changed: in a sentence, else in the subject."""
    for row in found.rows:
        if match := _ORDER.search(row.folded):
            place = Span(row, *match.span("number"))
            return field_at("order_reference", place.text, place, _OF_ORDER, found.part, "sentence")
    return named_in_subject("order_reference", subject, found.part)


def named_in_subject(name: str, subject: str, part: str) -> Field | None:
    """The number of the order that the subject of a message names, as the field of that name; None when it names none."""
    match = _ORDER.search(fold(subject))
    if not match:
        return None
    value = subject[slice(*match.span("number"))]
    return Field(name, value, value, _OF_ORDER, Evidence(part, excerpt=subject), "sentence")
