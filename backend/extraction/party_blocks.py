"""Blocks of lines that belong to a party: address windows, what stands under a party's label, delivery addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend.extraction.candidates import Candidates, field_over
from backend.extraction.labels import Label
from backend.extraction.layout import Span
from backend.extraction.party_names import POSTAL, first_piece, is_name, is_sender_line
from backend.model.document import Origin
from backend.model.field import Field
from backend.model.trade import DocumentType

#: Lines of one block begin within this of each other; what stands under a label may be indented more (fractions of the page's width).
_ALIGNED, _INDENTED = 0.012, 0.04
#: The types that the buyer writes; all others come from the seller.
ISSUED_BY_BUYER = frozenset({DocumentType.ORDER, DocumentType.ORDER_CHANGE})
#: What only the legal notice of a letterhead or footer says.
LEGAL_NOTICE = re.compile(
    r"\bsiret\b|\brcs\b|\br\.c\.s|capital|\bhrb\b|siege social|registered|handelsregister|geschaftsfuhrer|\bape\b|p\.? ?iva|sede legale"
    r"|etablissement public|kvk|registro mercantil|amtsgericht|company no"
)


@dataclass(frozen=True)
class Block:
    """Lines that stand under each other: an address, as a rule."""

    lines: tuple[Span, ...]

    @property
    def postal(self) -> bool:
        """Whether it holds a postal code with a town in its second line or later."""
        return any(POSTAL.search(line.text) for line in self.lines[1:7])


def address_blocks(found: Candidates) -> list[Block]:
    """The columns of lines in the upper part of the first page and wherever a postal code stands."""
    open_blocks: list[list[Span]] = []
    for row in found.rows[:400]:
        for segment in row.segments:
            home = next((b for b in reversed(open_blocks[-40:]) if _under(b[-1], segment)), None)
            if home is None:
                open_blocks.append([segment])
            else:
                home.append(segment)
    return [Block(tuple(b)) for b in open_blocks]


def _under(above: Span, segment: Span) -> bool:
    if above.row.page is not segment.row.page or above.row is segment.row:
        return False
    gap = segment.box.top - above.box.bottom
    size = max(above.box.height, segment.box.height)
    return gap < 1.1 * size and abs(above.box.left - segment.box.left) < _ALIGNED


_NAME_LABEL = re.compile(
    r"^(?:name|nom|raison sociale|firma|firmenname|company(?: name)?|ragione sociale|denominazione|naam|razon social|nombre|societe)\s*:\s*"
)


def named(line: Span) -> Span | None:
    """What follows "Name:" on a line of a party's block, None when nothing does."""
    match = _NAME_LABEL.match(line.row.folded[line.start :])
    if not match:
        return None
    rest = Span(line.row, line.start + match.end(), len(line.row.text)).trimmed()
    piece = Span(line.row, rest.start, rest.start + len(re.split(r" {2,}", rest.text)[0]))
    return piece if len(piece.text) > 1 else None


def reads_on(label: Label) -> bool:
    """Whether the label is part of a longer phrase ("Customer service", "Client depuis")."""
    after = label.span.row.text[label.span.end : label.span.end + 2]
    before = label.span.row.text[max(label.span.start - 2, 0) : label.span.start]
    return bool(re.match(r" [a-z]|[-'’]\w|\(s", after)) or bool(re.search(r"[a-zà-ÿ0-9.] $|[-'’]$", before))


def beside_label(label: Label, found: Candidates) -> Span | None:
    """The name that follows a party's label on its line; in a sheet whatever the next cell holds."""
    row = label.span.row
    is_sheet = row.page.origin is Origin.SHEET
    others = [] if is_sheet else [o.span.start for o in found.labels[row.index] if o.span.start >= label.span.end]
    stop = min(others, default=len(row.text))
    rest = Span(row, label.span.end, stop).trimmed()
    if rest.start >= rest.end:
        return None
    first = re.split(r" {2,}", rest.text)[0]
    far = row.text[label.span.end : rest.start].count(" ") > 1 and ":" not in row.text[label.span.end : rest.start]
    span = first_piece(Span(row, rest.start, rest.start + len(first)))
    if is_sheet:
        return span if re.search(r"[^\W\d_]{3}", span.text) else None
    return span if is_name(span) and not far else None


def below_label(label: Label, found: Candidates) -> Iterator[Span]:
    """The first pieces of the lines under a party's label that could be its name."""
    place, bottom = label.span.box, label.span.box.bottom
    for row in found.rows[label.span.row.index + 1 : label.span.row.index + 6]:
        if row.page is not label.span.row.page or row.box.top - bottom > 2.5 * place.height:
            return
        for segment in row.segments:
            if abs(segment.box.left - place.left) < _INDENTED or (segment.box.left < place.right and place.left < segment.box.right):
                bottom = segment.box.bottom
                if not POSTAL.search(segment.text) or is_sender_line(segment):
                    yield first_piece(segment.trimmed())


def delivery_address(found: Candidates) -> Field | None:
    """The lines under "deliver to", or the text beside it, joined by commas."""
    for label in found.labelled("deliver_to"):
        if reads_on(label):
            continue
        lines: list[Span] = []
        beside = Span(label.span.row, label.span.end, len(label.span.row.text)).trimmed()
        if re.search(r"\w{3}", beside.text) and (found.labels[label.span.row.index][-1] is label):
            lines.append(Span(beside.row, beside.start, beside.start + len(beside.text.split("   ")[0])))
        if not (lines and POSTAL.search(lines[0].text)):
            lines += _address_lines(label, found)
        if lines and any(re.search(r"\d", line.text) for line in lines):
            text = ", ".join(" ".join(line.text.split()).strip(" ,") for line in lines)
            certainty = 0.85 if any(POSTAL.search(line.text) for line in lines) else 0.6
            return field_over("delivery_address", text[:300], lines, certainty, found.part, label=label.span)
    return None


def _address_lines(label: Label, found: Candidates) -> Iterator[Span]:
    """The lines under a label in its column, to the line with the postal code."""
    place, bottom = label.span.box, label.span.box.bottom
    for row in found.rows[label.span.row.index + 1 : label.span.row.index + 8]:
        segment = next((s for s in row.segments if abs(s.box.left - place.left) < _INDENTED), None)
        if segment is None or row.page is not label.span.row.page or segment.box.top - bottom > 1.8 * place.height:
            return
        if any(o.span.start <= segment.start + 1 and o.span.overlaps(segment) and not o.is_weak for o in found.labels[row.index]):
            return
        bottom = segment.box.bottom
        yield segment
        if POSTAL.search(segment.text):
            return
