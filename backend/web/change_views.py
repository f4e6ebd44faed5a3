"""A case that changes an order, and its trial in the test company, as the JSON of the API."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from backend.model.case import OPEN, Case, Rehearsal
from backend.model.sentence import Language
from backend.review import Compared, compared, is_change, untouched, wanted_dates
from backend.web.routes import Json


def rehearsal_view(case: Case, language: Language, *, is_tried_first: bool) -> Json | None:
    """RehearsalView: what came of it, nothing yet when it is still to be tried, None when it is not or is over."""
    if case.status not in OPEN:
        return None
    done = case.rehearsal if case.rehearsal and case.rehearsal.receipt and case.rehearsal.document else None
    if done:
        return _done(done, language)
    nothing_yet = {"number": "", "url": "", "is_compared": False, "differences": []}
    return nothing_yet if is_tried_first and case.document and not is_change(case) else None


def change_view(case: Case) -> Json | None:
    """OrderChangeView, None for a case that changes no order that is known."""
    kept = case.kept
    if kept is None or not is_change(case):
        return None
    dates = sorted(wanted_dates(case))
    return {
        "number": kept.number,
        "url": kept.url,
        "is_shown": kept.lines is not None,
        "requested_delivery_date": _pair(kept.requested_delivery_date, dates[0] if dates else kept.requested_delivery_date),
        "lines": [_line(case, line) for line in compared(case)],
        "untouched": untouched(case),
    }


def _done(rehearsal: Rehearsal, language: Language) -> Json:
    told = rehearsal.differences
    return {
        "number": rehearsal.receipt.number if rehearsal.receipt else "",
        "url": rehearsal.receipt.url if rehearsal.receipt else "",
        "is_compared": told is not None,
        "differences": [one.in_language(language) for one in told or ()],
    }


def _line(case: Case, line: Compared) -> Json:
    match = case.matches.get(f"lines.{line.place}.item")
    was = line.was
    return {
        "place": line.place,
        "fate": line.fate,
        "item": (match.best.number or match.best.label) if match and match.best else "",
        "description": line.description,
        "quantity": _pair(was.quantity if was else None, line.quantity),
        "net_price": _pair(was.net_price if was else None, line.net_price),
        "requested_delivery_date": _pair(was.requested_delivery_date if was else None, line.requested_delivery_date),
    }


def _pair(was: Decimal | date | None, now: Decimal | date | None) -> Json:
    return {"was": _written(was), "now": _written(now)}


def _written(value: Decimal | date | None) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else f"{value.normalize():f}"
