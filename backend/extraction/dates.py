"""Dates as people print them in six languages, and due dates that payment terms imply."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backend.extraction import calendar_names
from backend.extraction.layout import Row, Span
from backend.patterns import late

#: The century that years of two digits belong to.
_CENTURY = 2000
#: Documents older or younger than this are misread numbers.
_YEARS = range(1970, 2080)
#: Short forms beside those of CLDR.
_SHORT_MONTHS = {
    "jan": 1, "janv": 1, "ene": 1, "gen": 1, "feb": 2, "fev": 2, "fevr": 2, "febr": 2, "mar": 3, "mrt": 3, "mrz": 3, "maerz": 3, "marz": 3,
    "apr": 4, "avr": 4, "abr": 4, "mai": 5, "may": 5, "mei": 5, "mag": 5, "jun": 6, "juin": 6, "giu": 6, "jul": 7, "juil": 7, "lug": 7,
    "aug": 8, "aou": 8, "ago": 8, "sep": 9, "sept": 9, "set": 9, "oct": 10, "okt": 10, "ott": 10, "out": 10, "nov": 11, "dec": 12,
    "dez": 12, "dic": 12,
}  # fmt: skip


_MONTHS = {**calendar_names.MONTHS, **_SHORT_MONTHS}
#: The folded names of the days of the week in the languages read, long and short.
WEEKDAYS = calendar_names.WEEKDAYS
_MONTH = "(?:" + "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True)) + r")\b\.?"
_DAY = r"\d{1,2}"
#: No date begins within a number or a code; a dash after a colon or a space only leads to it: "Date:-01.04.2026".
_APART = r"(?<![\d.,/])(?<!\w-)"
_PATTERNS = (
    re.compile(rf"{_APART}(?P<y>\d{{4}})(?P<s>[-/.])\s?(?P<m>\d{{1,2}})(?P=s)\s?(?P<d>{_DAY})(?![\d]|[-/.]\d)"),
    re.compile(rf"{_APART}(?P<a>{_DAY})\s?(?P<s>[-/.])\s?(?P<b>{_DAY})\s?(?P=s)\s?(?P<y>\d{{4}}|\d{{2}})(?![\d]|[-/.,]\d)"),
    re.compile(
        rf"(?<!\w)(?P<d>{_DAY})(?:er|st|nd|rd|th|e|°)?[\s.,/-]{{0,3}}(?:de |del )?(?P<n>{_MONTH})[\s.,/'-]{{0,3}}(?:de "
        rf"|del )?(?P<y>\d{{4}}|\d{{2}}\b(?!\s+[a-z]))"
    ),
    re.compile(rf"(?<!\w)(?P<n>{_MONTH})[\s.-]{{0,2}}(?P<d>{_DAY})(?:st|nd|rd|th)?[\s,.]{{1,3}}(?P<y>\d{{4}})(?!\d)"),
)
#: "12 décembre", "12. Dez.", or "le 12/12": bare "1/1" may as well be a size.
_DAY_AND_MONTH = late(
    rf"(?<!\w)(?P<d>{_DAY})(?:er|st|nd|rd|th|\.)?\s(?:de |of )?(?P<n>{_MONTH})(?!\s*(?:19|20)\d\d)"
    rf"|(?<=\b(?:le|au|du|am|on|by|el|il|op) )(?P<a>{_DAY})/(?P<b>\d{{1,2}})(?![\d/.,-])"
    rf"|(?<=\b(?:bis|vor|zum) )(?P<a2>{_DAY})[/.](?P<b2>\d{{1,2}})(?![\d/,-]|\.\d)"
    rf"|(?:(?<=\b(?:den|vom) )|(?<=\bam ))(?P<a3>{_DAY})\.(?P<b3>\d{{1,2}})\.(?!\d)"
)
#: A postal code and state of the United States, or its name: dates are then month first.
UNITED_STATES = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]"
    r"|W[AIVY]),?\s{1,2}\d{5}(?:-\d{4})?\b|\bUSA\b|\bUnited States\b"
)
_MONTHS_IN_YEAR = 12
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class PrintedDate:
    """A printed date; `is_ambiguous` when day and month could be the other way round."""

    span: Span
    value: date
    is_ambiguous: bool = False


def dates_in(row: Row, month_first: bool | None = None) -> Iterator[PrintedDate]:
    """The dates of a printed line, from left to right; impossible ones (31/02) are left out."""
    if not _DIGIT.search(row.text):
        return
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(row.folded):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            found = _date(match, month_first)
            if found:
                taken.append(match.span())
                yield PrintedDate(Span(row, *match.span()), found, _is_ambiguous(match, month_first))


def _date(match: re.Match[str], month_first: bool | None) -> date | None:
    parts = match.groupdict()
    year = int(parts["y"]) + (_CENTURY if len(parts["y"]) < len("2026") else 0)
    if parts.get("n"):
        return _valid(year, _MONTHS[parts["n"].strip(".")], int(parts["d"]))
    if parts.get("m"):
        return _valid(year, int(parts["m"]), int(parts["d"]))
    first, second = int(parts["a"]), int(parts["b"])
    if month_first:
        return _valid(year, first, second) or (_valid(year, second, first) if first > _MONTHS_IN_YEAR else None)
    return _valid(year, second, first) or (_valid(year, first, second) if month_first is None else None)


def _valid(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS or not 1 <= month <= _MONTHS_IN_YEAR or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _is_ambiguous(match: re.Match[str], month_first: bool | None) -> bool:
    parts = match.groupdict()
    if parts.get("a") is None or month_first is not None or parts["s"] == ".":
        return False
    return parts["a"] != parts["b"] and max(int(parts["a"]), int(parts["b"])) <= _MONTHS_IN_YEAR


def month_first_of(rows: Sequence[Row], language: str) -> bool | None:
    """Whether dates are written month first: True or False when the document shows it, None when it does not."""
    day_votes = month_votes = 0
    for row in rows:
        for match in _PATTERNS[1].finditer(row.folded):
            is_date = _date(match, None) is not None
            day_votes += is_date and int(match["a"]) > _MONTHS_IN_YEAR
            month_votes += is_date and int(match["b"]) > _MONTHS_IN_YEAR
    if day_votes != month_votes:
        return month_votes > day_votes
    if language not in {"en", "", "und"}:
        return False
    return True if any(UNITED_STATES.search(row.text) for row in rows) else None


def day_without_year(row: Row, after: date) -> Iterator[PrintedDate]:
    """The days given without a year ("le 12 décembre", "12/12"): the first such day on or after `after`."""
    for match in _DAY_AND_MONTH.finditer(row.folded):
        day = match["d"] or match["a"] or match["a2"] or match["a3"]
        month = _MONTHS[match["n"].strip(".")] if match["n"] else int(match["b"] or match["b2"] or match["b3"])
        found = _valid(after.year, month, int(day))
        if found and found < after:
            found = _valid(after.year + 1, month, int(day))
        if found:
            yield PrintedDate(Span(row, *match.span()), found)


def monday_of_week(week: int, after: date) -> date | None:
    """The Monday of that ISO week, this year or the next, the first on or after the week of `after`; None for no such week."""
    for year in (after.isocalendar().year, after.isocalendar().year + 1):
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            continue
        if monday + timedelta(days=6) >= after:
            return monday
    return None
