"""Days told by week ("semaine 12"), a part of a month ("fin mars"), a span of time ("sous 48 h"), from today or without their year."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel import Locale

from backend.extraction.calendar_names import MONTHS
from backend.extraction.dates import PrintedDate, day_without_year, monday_of_week
from backend.extraction.layout import Row, Span, fold
from backend.patterns import late

#: How often such a day is the one meant: of a week its Monday, of a part of a month its usual day, of a year the next one.
_WEEK, _PART, _SPAN, _YEAR_INFERRED, _WEEKDAY_AGREES = 0.8, 0.6, 0.7, 0.85, 0.96
_CENTURY = 2000
_YEAR = r"(?:\s?[/.-]?\s?(?P<year>20\d\d|\d\d)(?![\d/.]))?"
_WEEKS = late(
    r"(?:\b(?P<end>fin|ende|end of|fine|eind|final de)\s(?:de\s|der\s)?)?"
    rf"\b(?:semaine|week|kw|kalenderwoche|semana|settimana|sem\.?|wk|s(?=\s?\d))\s?(?:n°\s?|nr\.?\s?)?(?P<week>\d{{1,2}})\b(?!\s?[-–]\s?\d){_YEAR}"
)
#: "S12" is a week only after a word that leads to a date, or alone after its label; else it is a size.
_BARE = late(r"s\s?\d")
_LEADING = late(r"(?:\b(?:en|pour|pour la|la|d'ici|avant|debut|fin|delai|livraison|livrer|expedition|souhaitee|prevue)\s?:?\s*|:\s*)$")
#: How far before it such a word may begin, in characters.
_LEAD = 20
#: The words for the end, the middle and the beginning of a month, and the day that each means; 0 is the last.
_PARTS = {
    "end": (r"fin(?: du mois)?(?: de| d')?|ende|end(?: of)?|fine|fin(?:es|ales)? de|a finales de|eind|einde", 0),
    "middle": (r"mi|mitte|mid|meta|a mediados de|mediados de|half|medio|medio|courant|milieu", 15),
    "beginning": (r"debut|anfang|beginning of|inizio|a principios de|principios de|begin", 1),
}
#: Short names that are words of other languages ("set", "pro") are left out.
_SHORT = frozenset(
    {"mai", "may", "mei", "mar", "jan", "feb", "fev", "apr", "avr", "abr", "jun", "jul", "aug", "sep", "oct", "okt", "nov", "dec", "dez"}
)
_MONTH = "|".join(sorted((name for name in MONTHS if name in _SHORT or len(name) > len("mai")), key=len, reverse=True))
_PART_OF_MONTH = late(
    rf"\b(?:{'|'.join(f'(?P<{name}>{words})' for name, (words, _) in _PARTS.items())})[\s-]{{1,2}}(?:de |d'|di |of )?"
    rf"(?P<month>{_MONTH})\b\.?(?:\s(?P<year>20\d\d)\b)?"
)
_WITHIN = late(
    r"\b(?:sous|within|innerhalb(?: von)?|binnen|entro|en|d'ici|dans(?: les| un delai de)?|delai(?: de)?\s?:?|in)\s+(?P<count>\d{1,3})\s?"
    r"(?P<unit>h\b|heures?|hours?|stunden|ore\b|horas|uur|jours?|(?:(?:working|business|calendar)\s)?days?|(?:werk|arbeits)?tagen?|(?:werk)?dagen|giorni|dias|j\b|gg\b"
    r"|semaines?|weeks?|wochen?|settimane|semanas|weken)"
    r"(?P<working>\s?(?:ouvr|lavorativ|habil|laborab)\w*)?"
)
_WORKING = late(r"working|business|werk|arbeits")
_OF_HOURS, _OF_WEEKS = re.compile(r"h|stunden|ore|uur"), re.compile(r"sem|sett|week|weken|woche")
_HOURS, DAYS_OF_WEEK, _WORKING_DAYS = 24, 7, 5
#: Days that are told from the day of writing. In Italian and Spanish the end of the month is a term of payment, too: only with
#: a preposition it is a day.
_COMING = r"(?:prochaine?|qui vient|next|nachste[nrs]?|kommende[nrs]?|proxim[oa]|que viene|siguiente|prossim[oa]|volgende|komende)"
_FROM_TODAY = late(
    rf"\b(?:(?P<month>fin (?:du|de ce) mois|end of (?:the |this |next )?month|ende (?:des|dieses|nachsten) monats|(?:zum|bis) monatsende"
    r"|(?:a|para|antes de) fin(?:es|ales)? de(?: este| del?)? mes|(?:entro|per|prima della) (?:la )?fine (?:del |di questo )?mese"
    r"|einde? (?:van )?(?:de|deze|volgende) maand)"
    r"|(?P<week>fin de (?:la |cette )?semaine|end of (?:the |this |next )?week|ende (?:der|dieser|nachster) woche"
    r"|(?:a )?fin(?:es|ales) de (?:la )?semana|entro (?:la )?fine (?:della )?settimana|einde? (?:van )?(?:de |deze |volgende )?week)"
    rf"|(?P<next>semaine prochaine|next week|(?:nachste[nr]?|kommende[nr]?) woche|proxima semana|semana (?:que viene|proxima)"
    r"|prossima settimana|settimana prossima|volgende week)"
    rf"|(?P<tomorrow>(?<!guten )(?<!la )(?:demain|tomorrow|morgen|manana|domani)))\b(?:\s{_COMING}\b)?"
)
_NEXT_ONE = re.compile(_COMING)
#: What leads to a day of the week that is one of the next days; hours of opening name two, and days on which nobody is there.
_TO_A_WEEKDAY = (
    r"(?:pour|avant|d'ici|by|before|for|on|bis|fur|vor|am|para|antes del?|el|per|entro|voor|op|uiterlijk)\s(?:le |la |el |the |zum |next )?"
)
_CLOSED = late(r"\b(?:ferm\w+|clos\w+|geschlossen|zu(?!\s+\w)|cerrad\w+|chius\w+|gesloten)\b")


@dataclass(frozen=True)
class Told:
    """A day told in words; `certainty` is how often it is the one meant."""

    span: Span
    value: date
    certainty: float


def told_in(row: Row, since: date) -> Iterator[Told]:
    """The days that a line tells without a full date, counted from `since`; none for "as soon as possible" and its like."""
    yield from named_in(row, since)
    yield from _from_today(row, since)
    yield from _next_weekday(row, since)
    yield from _spans(row, since)


def named_in(row: Row, since: date) -> Iterator[Told]:
    """The same but for spans of time: weeks, parts of months, days without their year."""
    yield from _weeks(row, since)
    yield from _parts(row, since)
    for printed in day_without_year(row, since):
        yield Told(printed.span, printed.value, _WEEKDAY_AGREES if _weekday_agrees(printed) else _YEAR_INFERRED)


def _weeks(row: Row, since: date) -> Iterator[Told]:
    for match in _WEEKS.finditer(row.folded):
        start = match.start("week")
        is_bare = _BARE.match(row.folded, match.end("end") + 1 if match["end"] else match.start())
        if is_bare and not _LEADING.search(row.folded[max(0, match.start() - _LEAD) : match.start()]) and not _is_alone(row, match):
            continue
        monday = _monday(int(match["week"]), match["year"], since)
        if monday:
            yield Told(Span(row, min(match.start(), start), match.end()), monday + timedelta(days=4 if match["end"] else 0), _WEEK)


def _is_alone(row: Row, match: re.Match[str]) -> bool:
    """Whether nothing else stands in that stretch of the line."""
    return any(s.trimmed().start == match.start() and s.trimmed().end == match.end() for s in row.segments)


def _monday(week: int, year: str | None, since: date) -> date | None:
    if year is None:
        return monday_of_week(week, since)
    try:
        return date.fromisocalendar(int(year) % 100 + _CENTURY, week, 1)
    except ValueError:
        return None


def _parts(row: Row, since: date) -> Iterator[Told]:
    for match in _PART_OF_MONTH.finditer(row.folded):
        month = MONTHS[match["month"]]
        day = next(day for name, (_, day) in _PARTS.items() if match[name])
        year = int(match["year"]) if match["year"] else since.year
        value = day_of_month(year, month, day)
        if value < since and not match["year"]:
            value = day_of_month(year + 1, month, day)
        yield Told(Span(row, *match.span()), value, _PART)


def day_of_month(year: int, month: int, day: int) -> date:
    """That day of a month; 0 is its last."""
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _from_today(row: Row, since: date) -> Iterator[Told]:
    """Tomorrow, the Monday of next week, and the ends of this week and month or the next."""
    for match in _FROM_TODAY.finditer(row.folded):
        is_next = bool(_NEXT_ONE.search(match.group()))
        if match["month"]:
            years, months = divmod(since.month - 1 + is_next, _MONTHS)
            value = day_of_month(since.year + years, months + 1, 0)
        elif match["week"]:
            value = since + timedelta(days=(_FRIDAY - since.weekday()) % DAYS_OF_WEEK, weeks=is_next)
        else:
            value = since + timedelta(days=DAYS_OF_WEEK - since.weekday() if match["next"] else 1)
        yield Told(Span(row, *match.span()), value, _PART if match["month"] or match["week"] else _WEEK)


#: Friday is the fifth day of a week that Monday begins with 0.
_FRIDAY, _MONTHS = 4, 12


def _next_weekday(row: Row, since: date) -> Iterator[Told]:
    """The next day of that name after `since`, where the line names one alone."""
    named = list(_weekday_pattern().finditer(row.folded))
    if len(named) == 1 and (named[0]["lead"] or named[0]["coming"]) and not _CLOSED.search(row.folded):
        day = next(day for day in range(DAYS_OF_WEEK) if named[0]["name"] in weekdays(day))
        yield Told(Span(row, *named[0].span()), next_weekday(day, since), _WEEK)


def next_weekday(day: int, since: date) -> date:
    """The next such day of the week (Monday is 0) after `since`."""
    return since + timedelta(days=(day - since.weekday() - 1) % DAYS_OF_WEEK + 1)


@cache
def _weekday_pattern() -> re.Pattern[str]:
    """A day of the week without its date, with what leads to it and what says that it is the next one."""
    names = "|".join(sorted(name for day in range(DAYS_OF_WEEK) for name in weekdays(day)))
    return re.compile(rf"(?P<lead>\b{_TO_A_WEEKDAY})?(?:{_COMING} )?\b(?P<name>{names})\b(?P<coming>\s{_COMING}\b)?(?!,?\s+(?:\w+ )?\d)")


def _spans(row: Row, since: date) -> Iterator[Told]:
    for match in _WITHIN.finditer(row.folded):
        count, unit = int(match["count"]), match["unit"]
        each = 1 / _HOURS if _OF_HOURS.match(unit) else DAYS_OF_WEEK if _OF_WEEKS.match(unit) else 1
        days = max(1, round(count * each))
        is_working = match["working"] or _WORKING.match(unit)
        yield Told(Span(row, *match.span()), _working_days(since, days) if is_working else since + timedelta(days=days), _SPAN)


def _working_days(since: date, count: int) -> date:
    """The day so many working days later, Saturdays and Sundays left out; holidays are not known."""
    weeks, rest = divmod(count, _WORKING_DAYS)
    day = since + timedelta(weeks=weeks)
    while rest:
        day += timedelta(days=1)
        rest -= day.weekday() < _WORKING_DAYS
    return day


def _weekday_agrees(printed: PrintedDate) -> bool:
    """Whether the day of the week is told before the date and is that of the year taken: "vendredi 27 novembre"."""
    before = re.findall(r"[a-z]+", printed.span.row.folded[: printed.span.start])[-1:]
    return bool(before) and before[0] in weekdays(printed.value.weekday())


@cache
def weekdays(day: int, width: str = "wide") -> frozenset[str]:
    """The folded names of that day of the week (Monday is 0) in the languages read; also those in short, by Babel's widths."""
    return frozenset(fold(Locale(language).days["format"][width][day]).strip(".") for language in ("fr", "en", "de", "es", "it", "nl"))
