"""What all values of one printed document share: its candidates counted once, its mail, and the other values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice

from backend.extraction.amounts import Amount, agree
from backend.extraction.beside import beside
from backend.extraction.candidates import Candidates, Placed, Reference
from backend.extraction.dates import PrintedDate
from backend.extraction.identifiers import Kind
from backend.extraction.layout import Row, Span, fold
from backend.extraction.learned import Opinion
from backend.extraction.party_closings import trade_names
from backend.extraction.party_names import core, domains_in, has_form, is_name
from backend.extraction.titles import Title, titles
from backend.model.document import Origin
from backend.model.field import Evidence, Field, Fields
from backend.model.mail import BODY, Mail
from backend.model.trade import DocumentType, TradeDocument

_LANGUAGES = frozenset({"fr", "en", "de", "es", "it", "nl"})
_NOTHING = Field("", "")
#: Names of parties stand above this part of a page, or below that one.
_HEAD, _FOOT = 0.5, 0.85
#: At most so many labels of a field are looked at; a value that stands worse for one is not announced by it.
_MOST_LABELS, _NEAR = 12, 0.6


def _normal(value: Placed) -> str:
    """The normalised value of a date, a code or an amount."""
    if isinstance(value, PrintedDate):
        return value.value.isoformat()
    return f"{value.value:f}" if isinstance(value, Amount) else value.value if isinstance(value, Reference) else value.span.text


def multiplies(line: Fields) -> bool:
    """Whether quantity times price makes the amount, to the cent."""
    if not {"quantity", "net_price", "line_amount"} <= line.keys():
        return False
    quantity, price, amount = (Decimal(line[name].value) for name in ("quantity", "net_price", "line_amount"))
    return agree(quantity * price, amount)


@dataclass(frozen=True)
class Setting:
    """A document as the rules read it, with everything that stands on its pages."""

    document: TradeDocument
    found: Candidates
    mail: Mail
    #: What the network holds; None where there is none.
    opinion: Opinion | None = None

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
    def trade_names(self) -> tuple[str, ...]:
        """The names under which somebody trades whose own name is told, folded."""
        return tuple(core(brand) for brand, _ in trade_names(self.found))

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

    @cached_property
    def rates(self) -> frozenset[Decimal]:
        """The percentages that are printed."""
        return frozenset(a.value for row in self.found.amounts for a in row if a.is_percent)

    def announced(self, names: tuple[str, ...], values: Sequence[Sequence[Placed]]) -> frozenset[str]:
        """The values of a kind that labels of those names announce, normalised."""
        if names not in self._announced:
            own = islice(self.found.labelled(*names), _MOST_LABELS)
            self._announced[names] = frozenset(_normal(v) for label in own for v, near in beside(label, values, self.found) if near > _NEAR)
        return self._announced[names]

    @cached_property
    def _announced(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}

    def identifiers(self, kind: Kind) -> tuple[str, ...]:
        """Every printed identifier of that kind, in reading order, each once."""
        return tuple(dict.fromkeys(i.value for row in self.found.identifiers for i in row if i.kind is kind))

    @cached_property
    def description(self) -> tuple[tuple[str, float], ...]:
        """What the document is like, as signs that all its values share."""
        kind = self.document.document_type
        return (
            ("fields", float(len(self.document.fields))),
            ("lines", float(len(self.document.lines))),
            ("rows", float(len(self.found.rows))),
            ("pages", float(self.pages)),
            ("legibility", self.legibility),
            ("is_recognised", float(self.origin is Origin.OCR)),
            ("is_body", float(self.origin is Origin.BODY)),
            ("is_sheet", float(self.origin is Origin.SHEET)),
            ("is_invoice", float(kind in {DocumentType.INVOICE, DocumentType.CREDIT_NOTE})),
            ("is_credit_note", float(kind is DocumentType.CREDIT_NOTE)),
            ("is_known_language", float(self.found.language in _LANGUAGES)),
            ("labels", float(self._label_counts.total())),
            ("invoice_labels", float(self.labels(("invoice_number",)))),
            ("order_labels", float(self.labels(("order_number",)))),
            ("title", self._titled(own=True)),
            ("other_title", self._titled(own=False)),
        )

    def _titled(self, *, own: bool) -> float:
        """How plainly the first page says that it is a document of this type, or of another one."""
        told = (title.score for title in self._titles if title.kind.document_type and (title.kind.document_type is self._type) is own)
        return round(max(told, default=0.0), 2)

    @property
    def _type(self) -> DocumentType:
        return self.document.document_type

    @cached_property
    def _titles(self) -> tuple[Title, ...]:
        rows = self.found.rows
        return titles(tuple(row for row in rows if row.page is rows[0].page)) if rows else ()

    @cached_property
    def text(self) -> str:
        """All lines, folded."""
        return "\n".join(row.folded for row in self.found.rows)

    def labels(self, names: tuple[str, ...]) -> int:
        """How many labels of those names there are."""
        return sum(self._label_counts[name] for name in names)

    @cached_property
    def _label_counts(self) -> Counter[str]:
        return Counter(label.name for row in self.found.labels for label in row)

    @cached_property
    def names(self) -> tuple[Span, ...]:
        """What reads like a name in the head and at the foot of the first page."""
        rows = self.found.rows
        first = [row for row in rows if row.page is rows[0].page and not _HEAD < row.box.top < _FOOT]
        return tuple(span for row in first for span in (segment.trimmed() for segment in row.segments) if is_name(span))

    @cached_property
    def formed(self) -> tuple[str, ...]:
        """The names with a legal form, each once."""
        return tuple(dict.fromkeys(name.text for name in self.names if has_form(name)))

    @cached_property
    def domains(self) -> frozenset[str]:
        """The names of the domains printed on the pages, without dashes and endings."""
        return domains_in(self.text)

    @cached_property
    def multiplied(self) -> float:
        """Which part of the lines multiplies out; -1 when there is none."""
        lines = self.document.lines
        return sum(map(multiplies, lines)) / len(lines) if lines else -1.0

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
        box, rows = evidence.box, self._rows.get(evidence.page)
        if box is None or not rows:
            return None
        return min(rows, key=lambda placed: abs(placed[0] - box.top) + abs(placed[1] - box.bottom) / 2)[2]

    @cached_property
    def _rows(self) -> dict[int, list[tuple[float, float, Row]]]:
        """The lines of each page with their tops and bottoms."""
        rows: dict[int, list[tuple[float, float, Row]]] = {}
        for row in self.found.rows:
            rows.setdefault(row.page.number, []).append((row.box.top, row.box.bottom, row))
        return rows
