"""Signs of dates: their order among the dates of the document, and whether the days between them are plausible."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from backend.extraction.certainty.setting import Setting
from backend.model.field import Field
from backend.model.trade import DATE_FIELDS

_MOST_DAYS = 4000


def date_signs(field: Field, setting: Setting) -> Iterator[tuple[str, float]]:
    """How a date stands to the others; nothing for other fields."""
    if field.name not in DATE_FIELDS:
        return
    days = setting.days
    yield "days", float(len(days))
    if field.value in days:
        yield "day_order", float(days.index(field.value))
    day = date.fromisoformat(field.value)
    issued, due = setting.field("issue_date").value, setting.field("due_date").value
    if issued:
        yield "since_issue", _between(date.fromisoformat(issued), day)
    if due:
        yield "until_due", _between(day, date.fromisoformat(due))
    if setting.mail.received_at:
        yield "since_received", _between(setting.mail.received_at.date(), day)
    printed = [d for row in setting.found.dates for d in row if d.value == day]
    yield "is_ambiguous", float(bool(printed) and all(d.is_ambiguous for d in printed))


def _between(one: date, other: date) -> float:
    return float(max(-_MOST_DAYS, min(_MOST_DAYS, (other - one).days)))
