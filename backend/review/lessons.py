"""Lessons: what a person's corrections of a case teach once they confirmed it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from backend.extraction.candidates import Candidates, candidates
from backend.extraction.columns import column_spot, in_column
from backend.extraction.landmarks import landmarks
from backend.extraction.layout import Row
from backend.extraction.marks import of_party, of_sender, printed_marks
from backend.extraction.memory import concerning
from backend.extraction.spots import describe, standing_at
from backend.matching.words import description
from backend.model import domain
from backend.model.audit import Actor
from backend.model.case import Case
from backend.model.catalog import Candidate, Catalog, Partner
from backend.model.document import Document
from backend.model.field import Field, Fields
from backend.model.identifier import compact
from backend.model.mail import Mail
from backend.model.memory import Alias, ItemReference, Landmark, Lesson, Placement, Side, Source, Spot, Taught, Teaching
from backend.model.trade import TradeDocument
from backend.model.value import text
from backend.review.choices import BY_PERSON
from backend.review.whereabouts import cell_of, is_equal, pages_of, row_of, whereabouts

#: How many printed lines the heads of a table may stand over its first line.
_HEADS = 4
#: A column is learned from the first lines, and has to show this share of their values.
_LINES, _SHOWN = 12, 0.7
#: Pages of one document that are looked at.
_PAGES = 20
#: What people call a document, at most.
_LONGEST = 120


def lessons(
    case: Case, mail: Mail, documents: Sequence[Document], catalog: Catalog, known: Sequence[Lesson], by: Actor, at: datetime
) -> Teaching:
    """What confirming the case teaches about its supplier or customer; nothing when the ERP's one is not known.

    `documents` are those of its mail, `known` the lessons about its party so far: one about the same thing is replaced.
    """
    document, party = case.document, _party(case, catalog)
    if document is None or party is None:
        return Teaching()
    lesson = _Class(case, document, mail, documents, catalog, known, party, by, at)
    learned = tuple({one.id: one for one in (*lesson.placements(), *lesson.items(), *lesson.aliases())}.values())
    ids = {one.id for one in learned}
    confirmed = used(case)
    forgotten = (_in_document(case.read) | _demoted(case)) - confirmed
    return Teaching(learned, tuple(sorted(confirmed - ids)), tuple(sorted(forgotten - ids)))


def _party(case: Case, catalog: Catalog) -> Partner | None:
    best = case.matches.get(_side(case).value)
    partners: Sequence[Partner] = catalog.suppliers if _side(case) is Side.SUPPLIER else catalog.customers
    return next((p for p in partners if best and best.best and p.id == best.best.id), None)


def _side(case: Case) -> Side:
    return Side.SUPPLIER if "supplier" in case.matches else Side.CUSTOMER


def used(case: Case) -> frozenset[str]:
    """The ids of the lessons that the case's values and matches rest on."""
    return frozenset(_in_document(case.document) | _in_matches(case))


def _in_document(document: TradeDocument | None) -> set[str]:
    rows = (document.fields, *document.lines) if document else ()
    return {field.learned_from.lesson for fields in rows for field in fields.values() if field.learned_from}


def _in_matches(case: Case) -> set[str]:
    best = (match.best for match in case.matches.values())
    return {one.learned_from.lesson for one in best if one and one.learned_from}


def _demoted(case: Case) -> set[str]:
    """The ids of the lessons whose choice a person replaced."""
    replaced = [match.runners_up for match in case.matches.values() if match.best is None or match.best.method == BY_PERSON]
    return {one.learned_from.lesson for others in replaced for one in others if one.learned_from}


@dataclass(frozen=True)
class _Class:
    """One confirmed case and everything there is to learn from it."""

    case: Case
    document: TradeDocument
    mail: Mail
    documents: Sequence[Document]
    catalog: Catalog
    known: Sequence[Lesson]
    partner: Partner
    by: Actor
    at: datetime

    @property
    def side(self) -> Side:
        """On which side the other party is."""
        return _side(self.case)

    @property
    def role(self) -> str:
        """What the other party is in the document."""
        return "seller" if self.side is Side.SUPPLIER else "buyer"

    @cached_property
    def printed(self) -> Document | None:
        """The printed document, None for an XML alone."""
        return next((d for d in self.documents if d.part in self.document.sources and d.pages and not d.xml), None)

    @cached_property
    def pages(self) -> tuple[int, ...]:
        """The pages that the document is on."""
        if self.printed is None:
            return ()
        read = self.case.read or self.document
        pages = pages_of((read.fields, *read.lines, self.document.fields), self.printed.part)
        return (pages or tuple(page.number for page in self.printed.pages))[:_PAGES]

    @cached_property
    def found(self) -> Candidates | None:
        """Everything on those pages."""
        return candidates(self.printed, self.pages, self.document.language) if self.printed else None

    @cached_property
    def said(self) -> tuple[str, ...]:
        """What the document says of the other party; else where the message came from."""
        names = (f"{self.role}_name", f"{self.role}_vat_id", f"{self.role}_legal_id")
        return of_party(*(self.document.value(name) for name in names)) or self.sender_marks

    @cached_property
    def printed_marks(self) -> tuple[str, ...]:
        """What is printed there of the other party; else where the message came from."""
        theirs = (*self.said, *of_party(self.partner.name, self.partner.vat_id, self.partner.legal_id))
        printed = frozenset(printed_marks(self.printed, self.pages)) if self.printed else frozenset()
        return tuple(mark for mark in dict.fromkeys(theirs) if mark in printed) or self.sender_marks

    @property
    def sender_marks(self) -> tuple[str, ...]:
        """The mark of the sender, () for ourselves and for one who is not who the message says."""
        own = {d.lower() for d in self.catalog.own_domains}
        is_own = bool(own & set(domain.of_company(self.mail.sender.domain)))
        return () if is_own or self.mail.authentication.failed else of_sender(self.mail.sender)[:1]

    def lesson(self, about: str, **what: Placement | ItemReference | Alias) -> Lesson:
        """A lesson about this, from this case."""
        name = (self.document.number() or self.mail.subject)[:_LONGEST]
        source = Source(about, self.case.mail_id, self.case.id, name, self.by.name, self.at)
        marks = self.printed_marks if "placement" in what else self.said
        return Lesson(Taught(self.side, self.partner.id, self.partner.name), source, marks, **what)  # type: ignore[arg-type]

    def placements(self) -> Iterator[Lesson]:
        """Where the corrected values of the header and the columns stand."""
        if self.found is None or not self.printed_marks:
            return
        layout = landmarks(self.found.rows)
        former = concerning(self.document.document_type, frozenset(self.printed_marks), layout, self.known)
        placements = (*self._of_header(self.found, layout), *self._of_columns(self.found, layout))
        for placement in {one.field: one for one in reversed(placements)}.values():
            known = former.get(placement.field)
            about = known.id if known else _id(self.side, self.partner.id, placement.field, self.case.id)
            yield self.lesson(about, placement=placement)

    def _of_header(self, found: Candidates, layout: tuple[Landmark, ...]) -> Iterator[Placement]:
        read = self.case.read.fields if self.case.read else {}
        for name, field in self.document.fields.items():
            before = read.get(name)
            if field.method != BY_PERSON or (before and before.value == field.value) or _is_structured(before):
                continue
            spans = whereabouts(field, found) if field.value else ()
            spots = tuple(spot for spot in describe(spans, name, found) if self._shows(spot, field, found)) if spans else ()
            constant = field.value if not spans and name in {f"{self.role}_name", "currency"} else ""
            wrong = self._wrong(before, found)
            if spots or constant or wrong:
                yield Placement(name, self.document.document_type, layout, spots, constant, wrong)

    def _shows(self, spot: Spot, field: Field, found: Candidates) -> bool:
        """Whether the spot shows this very value on the pages it was made of."""
        standing = standing_at(spot, field.name, found)
        return standing is not None and is_equal(field.name, field.value, standing.value)

    def _wrong(self, before: Field | None, found: Candidates) -> tuple[Spot, ...]:
        """Where the value stood that was not wanted."""
        if before is None or not before.value or before.evidence is None or before.evidence.box is None:
            return ()
        spans = whereabouts(before, found)
        return describe(spans[:1], before.name, found) if spans else ()

    def _of_columns(self, found: Candidates, layout: tuple[Landmark, ...]) -> Iterator[Placement]:
        names = {name for line in self.document.lines for name, field in line.items() if field.method == BY_PERSON and field.value}
        rows = [(line, row) for line in self.document.lines[:_LINES] if (row := row_of(line, found))] if names else []
        first = min((row.index for _, row in rows), default=0)
        heads = found.rows[max(0, first - _HEADS) : first]
        for name in sorted(names):
            cells = [cell for line, row in rows if name in line and (cell := cell_of(line[name], row, found))]
            spots = (column_spot(cell, heads) for cell in cells)
            spot = next((spot for spot in spots if _is_column(spot, name, rows, found)), None)
            if spot:
                yield Placement(f"lines.{name}", self.document.document_type, layout, (spot,))

    def items(self) -> Iterator[Lesson]:
        """What the party calls the items that a person chose."""
        theirs, ours = ("seller_item_id", "buyer_item_id") if self.side is Side.SUPPLIER else ("buyer_item_id", "seller_item_id")
        for place, line in enumerate(self.document.lines):
            chosen = self._chosen(f"lines.{place}.item")
            printed = text(line, theirs) or text(line, ours) or text(line, "gtin")
            reference, words = compact(printed), description(text(line, "description"))
            if chosen and (reference or words):
                about = _id(self.side, self.partner.id, "item", reference or words)
                yield self.lesson(
                    about, item=ItemReference(reference, words, printed or text(line, "description"), chosen.id, chosen.label)
                )

    def aliases(self) -> Iterator[Lesson]:
        """How the party that a person chose names itself, or where it writes from."""
        if self._chosen(self.side.value) is None:
            return
        vat_id, legal_id, name = (self.document.value(f"{self.role}_{what}") for what in ("vat_id", "legal_id", "name"))
        said = compact(vat_id) or compact(legal_id) or compact(name)
        email = self.mail.sender.email.lower() if not said and self.sender_marks else ""
        if said or email:
            yield self.lesson(_id(self.side, "", "alias", said or email), alias=Alias(compact(vat_id), compact(legal_id), name, email))

    def _chosen(self, path: str) -> Candidate | None:
        match = self.case.matches.get(path)
        return match.best if match and match.best and match.best.method == BY_PERSON else None


def _is_structured(field: Field | None) -> bool:
    return bool(field and (field.method == "xml" or (field.evidence and field.evidence.xpath)))


def _is_column(spot: Spot, name: str, rows: Sequence[tuple[Fields, Row]], found: Candidates) -> bool:
    """Whether the column shows what the lines have for the field, and not only where one number happens to equal another."""
    wanted = [(line[name].value, in_column(row, name, spot, found)) for line, row in rows if name in line and line[name].value]
    shown = sum(1 for value, seen in wanted if seen and is_equal(name, value, seen.value))
    return shown >= max(1.0, _SHOWN * len(wanted))


def _id(*about: str) -> str:
    """The id of a lesson about this: the same for the same thing."""
    return hashlib.sha256("\0".join(about).encode()).hexdigest()[:24]
