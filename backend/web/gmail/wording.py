"""What cards say, in the reader's language: the pane's words, and values written the reader's way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from typing import Literal

from babel.dates import format_date, format_time

from backend.model.sentence import Language, Sentence, written
from backend.model.trade import AMOUNT_FIELDS, DATE_FIELDS
from backend.model.words import unit
from backend.web.gmail.names import NAMES
from backend.web.gmail.numbers import Marks
from backend.web.gmail.sentences import OF_GMAIL, OF_THE_PANE

_SAID: Mapping[str, Sentence] = {**NAMES, **OF_THE_PANE, **OF_GMAIL}
#: What stands with as few decimals as it has.
_NUMBERS = frozenset({"quantity", "tax_rate"})
_CENTS = 2

Level = Literal["sure", "check", "unsure", "person", "empty"]
#: Below this a value is called uncertain rather than to be checked.
_UNSURE = 0.7


@dataclass(frozen=True)
class Wording:
    """The words of one reader."""

    language: Language
    zone: tzinfo = UTC
    #: The reader's locale, which their numbers are written by; that of the language when it is unknown.
    locale: str = ""

    @cached_property
    def marks(self) -> Marks:
        """How the reader writes numbers."""
        return Marks.of(self.locale, self.language)

    def said(self, key: str, **values: object) -> str:
        """The sentence of this key with its `{names}` filled in."""
        return _SAID[key].in_language(self.language).format(**values)

    def knows(self, key: str) -> bool:
        """Whether there is a sentence of this key."""
        return key in _SAID

    def named(self, family: str, name: str, **values: object) -> str:
        """The word for a name of the case; the name itself when it is a new one."""
        key = f"{family}.{name}"
        return self.said(key, **values) if key in _SAID else name.replace("_", " ")

    def counted(self, key: str, count: int) -> str:
        """The singular for 1, the plural otherwise."""
        return self.said(f"{key}_one" if count == 1 and f"{key}_one" in _SAID else key, count=count)

    def field(self, path: str) -> str:
        """What stands at a path of the case, in words: "Quantity, line 2"."""
        head, _, rest = path.partition(".")
        index, _, name = rest.partition(".")
        if not index.isdigit():
            return self.named("match" if f"match.{head}" in _SAID else "field", head)
        if name == "item":
            return self.said("match.item_of", line=int(index) + 1)
        key = "line.field" if head == "lines" else "tax.field"
        return self.said(key, field=self.named("field", name), line=int(index) + 1)

    def shown(self, name: str, value: str) -> str:
        """The value as a person reads and types it: `1 234,50`, `FR76 3000 …`, `21/11/2026`."""
        if name in _NUMBERS or name in AMOUNT_FIELDS:
            return self.number(value, 0 if name in _NUMBERS else _CENTS)
        if name in DATE_FIELDS:
            return self.day(value)
        if name == "payment_iban":
            return " ".join(value[at : at + 4] for at in range(0, len(value), 4))
        return unit(value).in_language(self.language) if name == "unit_code" and value else value

    def typed(self, name: str, text: str) -> str:
        """What was typed, as the corrections take it; raises BadInput for a number that may mean two."""
        text = text.strip()
        return self.marks.read(text) if name in AMOUNT_FIELDS or name in _NUMBERS else text

    def number(self, value: str, places: int) -> str:
        """The number with at least so many decimals and its thousands apart."""
        return self.marks.written(value, places)

    def money(self, value: str, currency: str) -> str:
        """The amount with its currency, "" without an amount."""
        return f"{self.number(value, _CENTS)} {'€' if currency == 'EUR' else currency}".strip() if value else ""

    def day(self, iso: str) -> str:
        """The day of an ISO 8601 date; another text stays as it is."""
        try:
            return written(date.fromisoformat(iso[:10]), self.language)
        except ValueError:
            return iso

    def moment(self, iso: str | None) -> str:
        """Day and time of an ISO 8601 moment where the reader is, "" for none."""
        if not iso:
            return ""
        at, locale = datetime.fromisoformat(iso).astimezone(self.zone), "fr_FR" if self.language == "fr" else "en_GB"
        return f"{format_date(at.date(), 'medium', locale)}, {format_time(at, 'short', locale=locale)}"


def level(field: Mapping[str, object] | None) -> Level:
    """How sure a FieldView is."""
    if not field or not field["value"]:
        return "person" if field and field["method"] == "person" else "empty"
    if field["method"] == "person":
        return "person"
    if field["sure"]:
        return "sure"
    return "unsure" if float(str(field["confidence"])) < _UNSURE else "check"
