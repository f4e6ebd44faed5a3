"""Amounts and dates as the samples' companies print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def french(amount: Decimal) -> str:
    """1 234,50 with a no-break space."""
    return f"{amount:,f}".replace(",", "\u00a0").replace(".", ",")


def english(amount: Decimal) -> str:
    """1,234.50."""
    return f"{amount:,f}"


def german(amount: Decimal) -> str:
    """1.234,50."""
    return f"{amount:,f}".translate(str.maketrans(",.", ".,"))


def day(moment: date | None) -> str:
    """03/11/2026."""
    return f"{moment:%d/%m/%Y}" if moment else ""


def dotted(moment: date | None) -> str:
    """03.11.2026."""
    return f"{moment:%d.%m.%Y}" if moment else ""


def long_day(moment: date) -> str:
    """3 novembre 2026."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def english_day(moment: date | None) -> str:
    """3 November 2026."""
    return f"{moment.day} {_ENGLISH[moment.month - 1]} {moment.year}" if moment else ""
