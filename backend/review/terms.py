"""Which of the ERP's payment terms a document has: those it names, else the only ones that make its due date."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from backend.model.catalog import PaymentTerms


def matched(printed: str, issued: date | None, due: date | None, usual: str, known: Sequence[PaymentTerms]) -> str:
    """The id of the ERP's terms, "" when none of them, or more than one, can be meant.

    With a due date only terms that make it count: those of the name that is printed, then the partner's `usual` ones (by id or name), then
    the only others. Without one the printed name decides alone.
    """
    making = [one for one in known if issued and due and date_of(one, issued) == due] if due else list(known)
    for name in (printed, usual if due else ""):
        named = [one for one in making if name and _plain(name) in {_plain(one.name), _plain(one.id)}]
        if len(named) == 1:
            return named[0].id
    return making[0].id if due and len(making) == 1 else ""


def date_of(terms: PaymentTerms, issued: date) -> date | None:
    """When a document of that day is to be paid, None for terms of more than one date."""
    if terms.days is None:
        return None
    day = issued + timedelta(days=terms.days)
    return day.replace(day=monthrange(day.year, day.month)[1]) if terms.is_end_of_month else day


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
