"""The day that a few words mean which are known to tell one: "jeudi 22", "Freitag früh", "the 17th", "23/11", "domattina"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from backend.extraction.calendar_names import MONTHS
from backend.extraction.layout import fold
from backend.extraction.told_dates import DAYS_OF_WEEK, day_of_month, next_weekday, weekdays
from backend.patterns import late

_MONTHS, _MOST_MONTHS = 12, 3
#: Without its year a day is not farther away: a day just over is not meant for the next year.
_FARTHEST = timedelta(days=300)
#: Names for days in short that calendars do not list (Monday is 0).
_IN_SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
#: Words that begin with the name of a day and go on with a part of it are at least so long: "zaterdagochtend".
_WHOLE_NAME = 6
#: Words for this very day, the next one and the one after.
_FROM_TODAY = (
    late("aujourd'hui|heute|today|tonight|oggi|stasera|stamattina|hoy|vandaag|vanmiddag|vanavond|vanochtend"),
    late("demain|morgen|tomorrow|tmrw|tmr|tomoro|domani|domattina|manana|morgenochtend|morgenmiddag|morgenvroeg"),
    late("apres-demain|ubermorgen|overmorgen|dopodomani"),
)
_PART = "soir|aprem|apres-midi|midi|matin|nuit|evening|afternoon|morning|tarde|noche|sera|pomeriggio|mattina|nachmittag|mittag|abend"
#: "cet aprem", "esta tarde", "heut mittag".
_THIS_PART = late(rf"\b(?:ce|cet|cette|this|esta|questa|questo|diese[nr]?|heut)\b.*\b(?:{_PART})\b")
#: What may be said beside the number of a day.
_BESIDE = late(
    r"la|le|l|the|den|der|dem|el|il|lo|am|op|de|du|del|di|al|on|this|ce|cet|cette|este|esta|questo|deze|diesen|dieser|next|prochain|nachsten"
    r"|prossimo|proximo|volgende|komende|kommenden|dia|giorno|jour|tag|dag|before|avant|by|per|entro|voor|vor|bis|in|matinee|mattinata|fruh"
    rf"|morgen|vormittag|ochtend|middag|avond|{_PART}"
)
_TIME = late(r"\b\d{1,2}(?::\d{2}\b| ?h\d{0,2}\b|(?:[:.]\d{2})? ?(?:uhr|uur|am\b|pm\b|heures?|ore\b|horas))")
_EITHER = late(r"\b(?:oder|ou|or|of|o)\b")
_END_OF_MONTH = late(
    r"(?:entro |per |a |para )?(?:fine?s? (?:del |de )?mese?|fin (?:de|du) mois|monatsende|maandeinde|end of (?:the )?month|month end)"
)
_NUMERIC = late(r"(?<!\d)(\d{1,2}) ?[./-] ?(\d{1,2})(?:[./-] ?(20\d\d|\d\d)?)?(?!\d)")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_NAMED = late(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|[.°º])?[ .-]*(?:de |of )?(?P<month>{_MONTH})\b\.?(?:[ ,-]+(?P<year>20\d\d))?"
    rf"|\b(?P<before>{_MONTH})\b\.? ?(?:the )?(?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<then>20\d\d))?"
)
_ALONE = late(r"(?<![\d.,/-])(\d{1,2})(?:st|nd|rd|th|er|[.°º])?(?![\d,/-])")
_WORD = re.compile(r"(?<!\w)[^\W\d_](?:[^\W\d_]|['-](?=\w))*")
_CENTURY = 2000


def day_meant(words: str, since: date, *, month_first: bool = False) -> date | None:
    """The day from `since` on; None where the words mean none, or one of several."""
    text = _TIME.sub(" ", fold(words).replace("’", "'")).strip()
    told = _WORD.findall(text)
    weekdays = {day for word in told if (day := _weekday(word)) is not None}
    if len(weekdays) > 1 or _EITHER.search(text):
        return None
    weekday = next(iter(weekdays), None)
    dated = _printed(text, since, weekday, month_first=month_first)
    if dated or not re.search(r"\d", text):
        return dated or _said(text, told, since, weekday)
    alone = _ALONE.search(text) if len(re.findall(r"\d+", text)) == 1 else None
    is_number_of_day = alone and all(_BESIDE.fullmatch(word) or _weekday(word) is not None for word in told)
    return _of_month(int(alone[1]), since, weekday) if alone and is_number_of_day else None


def _said(text: str, told: list[str], since: date, weekday: int | None) -> date | None:
    """The day that words alone tell: the next of that name, today, tomorrow, the last of the month."""
    if _END_OF_MONTH.fullmatch(text):
        return day_of_month(since.year, since.month, 0)
    if weekday is not None:
        return next_weekday(weekday, since)
    if _THIS_PART.search(text):
        return since
    return next((since + timedelta(days=days) for days, said in enumerate(_FROM_TODAY) if any(map(said.fullmatch, told))), None)


def _weekday(word: str) -> int | None:
    """The day of the week that a word names (Monday is 0), also with the part of that day."""
    if word in _names():
        return _names()[word]
    return next((day for name, day in _names().items() if len(name) >= _WHOLE_NAME and word.startswith(name)), None)


@cache
def _names() -> Mapping[str, int]:
    # The shortest names of one language are another day's in another ("do" in Spanish and Dutch): those in more letters hold.
    widths = ("short", "abbreviated", "wide")
    return _IN_SHORT | {name: day for width in widths for day in range(DAYS_OF_WEEK) for name in weekdays(day, width)}


def _printed(text: str, since: date, weekday: int | None, *, month_first: bool) -> date | None:
    """The day that is told with its month, of two readings the one on that day of the week."""
    days = [found for reading in _readings(text, month_first=month_first) if (found := _next(*reading, since))]
    return next((day for day in days if weekday is None or day.weekday() == weekday), next(iter(days), None))


def _readings(text: str, *, month_first: bool) -> Iterator[tuple[int, int, int | None]]:
    """Day, month and year of a date as it is printed."""
    named = _NAMED.search(text)
    if named:
        year = named["year"] or named["then"]
        yield int(named["day"] or named["after"]), MONTHS[named["month"] or named["before"]], int(year) if year else None
        return
    numeric = _NUMERIC.search(text)
    if numeric:
        one, other, told = int(numeric[1]), int(numeric[2]), int(numeric[3]) % 100 + _CENTURY if numeric[3] else None
        yield from ((other, one, told), (one, other, told)) if month_first else ((one, other, told), (other, one, told))


def _next(day: int, month: int, year: int | None, since: date) -> date | None:
    """That day of the year, of the next one where it is over; None where there is none, or none soon."""
    for one in (year,) if year else (since.year, since.year + 1):
        try:
            found = date(one, month, day)
        except ValueError:
            return None
        if year or since <= found <= since + _FARTHEST:
            return found
    return None


def _of_month(day: int, since: date, weekday: int | None) -> date | None:
    """The next such day of a month, on that day of the week where one is told; None where none of the next months has one."""
    for further in range(_MOST_MONTHS):
        years, month = divmod(since.month - 1 + further, _MONTHS)
        try:
            found = date(since.year + years, month + 1, day)
        except ValueError:
            continue
        if found >= since and (weekday is None or found.weekday() == weekday):
            return found
    return None
