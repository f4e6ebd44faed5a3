"""What all values of one printed document share: its candidates counted once, its mail, and the other values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from backend.extraction.candidates import Candidates
from backend.extraction.identifiers import Kind
from backend.extraction.layout import Row, Span, fold
from backend.model.document import Origin
from backend.model.field import Evidence, Field
from backend.model.mail import BODY, Mail
from backend.model.trade import TradeDocument

_NOTHING = Field("", "")


@dataclass(frozen=True)
class Setting:
    """A document as the rules read it, with everything that stands on its pages."""

    document: TradeDocument
    found: Candidates
    mail: Mail

    def field(self, name: str) -> Field:
        """The Field the rules chose, an empty one when they chose none."""
        return self.document.fields.get(name, _NOTHING)

    def amount(self, name: str) -> Decimal | None:
        """The amount the rules chose for a field; None when they chose none."""
        field = self.document.fields.get(name)
        return Decimal(field.value) if field and field.value else None

    @cached_property
    def pages(self) -> int:
        """How many pages it has."""
        return len({row.page.number for row in self.found.rows}) or 1

    @cached_property
    def origin(self) -> Origin:
        """How the words of most of its lines came to be."""
        origins = Counter(row.page.origin for row in self.found.rows)
        return origins.most_common(1)[0][0] if origins else Origin.TEXT_LAYER

    @cached_property
    def line_height(self) -> float:
        """The height of a usual line, as a fraction of the page's."""
        heights = sorted(row.box.height for row in self.found.rows)
        return max(heights[len(heights) // 2], 1e-6) if heights else 1.0

    @cached_property
    def legibility(self) -> float:
        """The mean certainty of the words."""
        certainties = [word.confidence for row in self.found.rows for word in row.words]
        return sum(certainties) / len(certainties) if certainties else 1.0

    @cached_property
    def said(self) -> str:
        """What the message says beside the document, folded: subject, names of files, and its text when that is not the document itself."""
        names = (one.name for one in self.mail.attachments)
        text = "" if self.found.part == BODY else self.mail.text[:20_000]
        return fold(" ".join((self.mail.subject, *names, text)))

    @cached_property
    def money(self) -> tuple[Decimal, ...]:
        """Every amount printed as money."""
        return tuple(abs(a.value) for row in self.found.amounts for a in row if a.is_money and not a.is_percent)

    @cached_property
    def days(self) -> tuple[str, ...]:
        """Every printed date, in reading order, each once."""
        return tuple(dict.fromkeys(d.value.isoformat() for row in self.found.dates for d in row))

    @cached_property
    def references(self) -> tuple[str, ...]:
        """Every printed code, in reading order, each once."""
        return tuple(dict.fromkeys(r.value for row in self.found.references for r in row))

    @cached_property
    def line_sum(self) -> Decimal | None:
        """What the lines add up to; None when one has no amount."""
        amounts = [line["line_amount"].value for line in self.document.lines if "line_amount" in line]
        return sum(map(Decimal, amounts), Decimal(0)) if amounts and len(amounts) == len(self.document.lines) else None

    def identifiers(self, kind: Kind) -> tuple[str, ...]:
        """Every printed identifier of that kind, in reading order, each once."""
        return tuple(dict.fromkeys(i.value for row in self.found.identifiers for i in row if i.kind is kind))

    def mentions(self, text: str) -> Iterator[Row]:
        """The lines on which a folded text stands."""
        return (row for row in self.found.rows if text in row.folded)

    def place(self, field: Field) -> Span | None:
        """The stretch of a line at which a Field's evidence points; None when it points at none."""
        evidence = field.evidence
        row = self._row(evidence) if evidence else None
        if row is None:
            return None
        first = fold(field.text).split("  ")[0]
        at = row.folded.find(first)
        return Span(row, at, at + len(first)) if at >= 0 and first else Span(row, 0, len(row.text))

    def _row(self, evidence: Evidence) -> Row | None:
        box = evidence.box
        rows = [row for row in self.found.rows if row.page.number == evidence.page] if box else []
        if box is None or not rows:
            return None
        return min(rows, key=lambda row: abs(row.box.top - box.top) + abs(row.box.bottom - box.bottom) / 2)
