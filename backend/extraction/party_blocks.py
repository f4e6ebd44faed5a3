"""The address blocks of the pages: lines under each other that belong to one party, with the label that says which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from backend.extraction.amounts import currency_of
from backend.extraction.candidates import Candidates, field_over
from backend.extraction.identifiers import Kind
from backend.extraction.known_names import has_first_name, is_town
from backend.extraction.labels import Label
from backend.extraction.layout import Row, Span
from backend.extraction.party_labels import (
    ALIGNED,
    REACH,
    ROLES,
    is_answered,
    is_label,
    is_named_by_key,
    label_beside,
    named,
    role_label,
    value_after,
)
from backend.extraction.party_names import has_form, is_name, is_organisation, is_person, is_salutation, looks_like_person, name_piece
from backend.extraction.postal import ends_with_country, has_town, is_address_line, is_country, is_street, postal_code
from backend.model.document import Origin
from backend.model.field import Field
from backend.patterns import late

#: The labels of what a party's address may go on with: its ids, its account, whom to call.
_OWN = frozenset({
    "vat_id", "tax_number", "siret", "siren", "legal_id", "payment_iban", "payment_bic", "bank_account", "contact", "customer_number",
    "number",
})  # fmt: skip
#: Labels of words that addresses use as well: "Administration", "Transport".
_SPARE = frozenset({"allowance", "carried", "delivery_terms"})
#: What stands under a label may be indented so much (a fraction of the page's width).
_INDENTED = 0.05
#: The widest gap between two lines of a column, and of one address, in heights of a line.
_COLUMN_GAP, _ADDRESS_GAP = 2.0, 0.9
#: Codes of countries and units are no longer than this.
_CODES = 3
#: How many lines an address may take before its town.
_MOST_NAMES = 5
#: Bounds the work on endless pages, and one address.
_MAX_ROWS, _MAX_OPEN, _MAX_LINES = 600, 40, 14
_CONTACT = late(
    r"@|www\.|https?:|^(?:t|p|f|tel|telefon\w*|tele?phone|telefono|phone|fax|mob\w*|gsm|e-?mail|mail|web|site|internet|gln|id"
    r"|n°)\b ?[.:+(]|^\+?[\d (). /-]{9,}$"
)
#: What only who writes prints with his address: how to call him, his register, his account.
_LETTERHEAD = re.compile(
    r"\bfax\b|www\.|https?:|\bsiret\b|\brcs\b|\bcapital\b|\bhrb\b|\bhra\b|siege social|\biban\b|geschaftsfuhr|registergericht"
    r"|amtsgericht|\bkvk\b|registered"
)
#: A company that is called by its address of the net.
_WEB_NAME = re.compile(r"^(?!www\.)[a-z0-9-]+\.[a-z]{2,3}$")
_ATTENTION = re.compile(r"(?:attn|att|attention|z\.? ?hd|t\.? ?a\.? ?v|a l'attention(?: de)?)\b[ .:]+")
#: The number of a customer, or of anything else but a party.
_CODE = re.compile(r"(?=(?:\D*\d){2})[\w./-]+")
#: The ids that stand below an address, with some space between.
_ID = re.compile(
    r"\b(?:siret|siren|rcs|tva|vat|btw|kvk|iban|ust-?id|p\.? ?iva|nif|cif|nip|cvr|org\.? ?nr|c\.?f|steuernummer|tax id|ico|dic|abn"
    r"|gstin)\b.*\d"
)


@dataclass(frozen=True)
class Block:
    """Lines that belong to one party: as a rule name, street, town, and then country, contacts and ids."""

    lines: tuple[Span, ...]
    #: The label that says whose they are, None for none.
    label: Label | None = None

    @property
    def role(self) -> str:
        """What the label says: a name of `ROLES`, "" for nothing."""
        return self.label.name if self.label else ""

    @cached_property
    def town(self) -> int:
        """Which line holds the postal code and town, or but the country, as where there are no postal codes; -1 for none."""
        lines = self.lines[:_MAX_LINES]
        towns = [n for n, line in enumerate(lines) if postal_code(line.text)]
        if not towns:
            return next((n for n, line in enumerate(lines) if n and is_country(line.text) and len(line.text) > _CODES), -1)
        return next((n for n in towns if has_town(self.lines[n].text)), towns[0])

    @cached_property
    def is_coded(self) -> bool:
        """Whether the town has its postal code."""
        return self.town >= 0 and bool(postal_code(self.lines[self.town].text))

    @cached_property
    def is_letterhead(self) -> bool:
        """Whether it says what only who writes says of himself."""
        return any(_LETTERHEAD.search(line.folded) for line in self.lines)

    @cached_property
    def is_plain(self) -> bool:
        """Whether it is but an address with its street: nothing of whom to call, as a sender adds."""
        is_postal = self.town > 0 and any(is_street(line.text) for line in self.lines[: self.town + 1])
        return is_postal and not self.is_letterhead and not any(_CONTACT.search(line.folded) for line in self.lines[self.town + 1 :])

    @cached_property
    def name(self) -> Span | None:
        """The party's name; None when no line can be one."""
        if self.label and self.lines and self.lines[0].row.page.origin is Origin.SHEET:
            cell = self.lines[0].trimmed()
            is_town = has_town(cell.text) and "," in cell.text and "\n" not in cell.text and not has_form(cell)
            return None if is_town or currency_of(cell.text) or _CODE.fullmatch(cell.text) else cell
        told = next((n for n in map(named, self.lines[:_MAX_LINES]) if n), None)
        return told or _own_name(list(self._names())) or (self._attended() if self.label else None)

    def _attended(self) -> Span | None:
        """The company to whose attention it is, where nobody else is named: "ATTN: Acme Limited"."""
        line = self.lines[0].trimmed() if self.lines else None
        match = _ATTENTION.match(line.folded) if line else None
        name = name_piece(Span(line.row, line.start + match.end(), line.end)) if line and match else None
        return name if name and is_name(name) else None

    def _names(self) -> Iterator[Span]:
        """The lines before the street and town that can be names; of a whole address on one line its first part."""
        is_inline = self.label is not None and bool(self.lines) and self.lines[0].row is self.label.span.row
        start = 0 if self.label else max(self.town - _MOST_NAMES, 0)
        for line in self.lines[start : 2 if is_inline and self.town < 0 else start + _MOST_NAMES + 1]:
            piece = name_piece(line.trimmed())
            is_web = line is self.lines[0] and self.town >= 0 and "@" not in piece.text and bool(_WEB_NAME.match(piece.folded))
            is_place = bool(postal_code(line.text)) or ends_with_country(line.trimmed().text)
            is_town = is_place and not (is_address_line(line) or has_form(piece))
            can_be_name = is_web or (is_name(piece) and not is_label(piece) and not is_town)
            if can_be_name and (len(piece.text) > _CODES or line is self.lines[0]):
                yield piece
            is_address = is_street(line.text) and not (can_be_name or is_salutation(line) or is_person(line.trimmed()))
            # Below the address, or what mail reaches him by, stands nobody's name.
            if postal_code(line.text) or is_address or "@" in line.text:
                return


def _own_name(names: Sequence[Span]) -> Span | None:
    """Of the names in one address the party's: a company before the person who acts for it, else the first."""
    formed = next((n for n in names if has_form(n)), None)
    if formed or not names:
        return formed
    if is_person(names[0]):
        return next((n for n in names if not is_person(n)), names[0])
    if not looks_like_person(names[0]):
        return names[0]
    organisation = next((n for n in names if is_organisation(n)), None)
    others = (n for n in names[1:] if has_first_name(names[0].text) and _is_no_address(n.text) and not has_first_name(n.text))
    return organisation or next(others, names[0])


def _is_no_address(text: str) -> bool:
    """Whether a line below a person's name is hardly the first of an address: without number, town or comma."""
    return not (any(map(str.isdigit, text)) or "," in text or is_town(text))


def blocks(found: Candidates) -> list[Block]:
    """The blocks that have a role or a postal address, those of a label first found first."""
    cut = [block for column in _columns(found.rows[:_MAX_ROWS]) for block in _cut(column, found)]
    return [b for b in _with_roles(cut) if b.lines and (b.role or b.town >= 0)]


def is_payee(block: Block, found: Candidates) -> bool:
    """Whether a block with "To:" before it says whom to pay: on the slip of a payment, or with the account below."""
    if block.role != "addressee" or block.label is None:
        return False
    row = block.label.span.row
    near = found.rows[max(row.index - _SLIP_ROWS, 0) : row.index + _ACCOUNT_ROWS + 1]
    is_slip = any(_SLIP.search(r.folded) for r in near if r.index <= row.index and r.page is row.page)
    return is_slip or any(i.kind is Kind.IBAN for r in near if r.index > row.index for i in found.identifiers[r.index])


#: What heads the slip that is sent with a payment, how many lines above the payee, and how far below him his account is.
_SLIP = late(r"\b(?:payment advice|remittance (?:advice|slip)|payment slip|bulletin de versement|zahlschein|uberweisung(?:sschein)?)\b")
_SLIP_ROWS, _ACCOUNT_ROWS = 3, 2


def _columns(rows: Sequence[Row]) -> list[list[Span]]:
    """The stretches of the lines that stand under each other, aligned at the left, in the middle or at the right."""
    columns: list[list[Span]] = []
    for row in rows:
        for segment in _with_towns(row):
            home = next((c for c in reversed(columns[-_MAX_OPEN:]) if _under(c[-1], segment)), None)
            if home is None:
                columns.append([segment])
            else:
                home.append(segment)
    return columns


def _with_towns(row: Row) -> Iterator[Span]:
    """The stretches of a line, a postal code with the town that stands a little apart: "94000  CRETEIL"."""
    left = list(row.segments)
    while left:
        segment, *left = left
        town = left[0] if left and _POSTAL_CODE.fullmatch(segment.text.strip()) else None
        reach = _TOWN_GAP if len(row.segments) > _FEW else _TOWN_GAP_ALONE
        if town and town.text[:1].isalpha() and town.box.left - segment.box.right < reach * segment.box.height:
            segment, left = Span(row, segment.start, town.end), left[1:]
        yield segment


#: A postal code that stands alone, and how far to the right of it its town begins, in heights of the line.
_POSTAL_CODE, _TOWN_GAP = re.compile(r"\d{4,5}"), 2.5
#: The same on a line of few stretches, which is none of a table of items.
_TOWN_GAP_ALONE, _FEW = 4.5, 3


def _under(above: Span, segment: Span) -> bool:
    """Whether the stretch stands under the one above, near and aligned with it."""
    one, other = above.box, segment.box
    # Most of those asked about are too far up.
    if other.top - one.bottom > _COLUMN_GAP * max(one.height, other.height):
        return False
    if above.row.page is not segment.row.page or above.row is segment.row:
        return False
    is_centred = abs((one.left + one.right) - (other.left + other.right)) < ALIGNED
    return is_centred or abs(one.left - other.left) < ALIGNED or abs(one.right - other.right) < ALIGNED / 2


def _cut(column: Sequence[Span], found: Candidates) -> Iterator[Block]:
    """The column cut into blocks: at the labels of parties, at what is no part of an address, and after each town."""
    lines: list[Span] = []
    label: Label | None = None
    gaps = sorted(below.box.top - above.box.bottom for above, below in pairwise(column))
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    for line in column:
        mark = role_label(line, found)
        beside = None if mark else label_beside(line, found)
        if (lines or label) and (
            mark or beside or _is_apart(line, found) or (lines and _is_next(lines, line, label, usual)) or is_address_line(line)
        ):
            yield Block(tuple(lines), label)
            lines, label = [], None
        if mark:
            label = None if is_answered(line, found) else mark
            rest = value_after(mark, line)
            lines = [rest] if rest else []
        elif beside or not _is_apart(line, found):
            label = beside or label
            lines.append(line)
    if lines or label:
        yield Block(tuple(lines), label)


def _is_next(lines: Sequence[Span], line: Span, label: Label | None, usual: float) -> bool:
    """Whether the line is not of the same address as those: far below, after a salutation, or a new name or street after the town.

    Far is more than the usual gap between lines of the column.
    """
    waits = label is not None and not any(is_name(name_piece(above.trimmed())) for above in lines)
    is_far = line.box.top - lines[-1].box.bottom > max(_ADDRESS_GAP * max(line.box.height, lines[-1].box.height), 1.2 * usual)
    if (is_far and not waits and not _ID.search(line.folded)) or is_address_line(lines[-1]) or is_salutation(line):
        return True
    if not any(has_town(above.text) or is_country(above.text) for above in lines):
        return len(lines) >= _MAX_LINES
    if is_country(line.text) or _CONTACT.search(line.folded) or ":" in line.text:
        return False
    return is_name(line.trimmed()) or is_street(line.text) or bool(postal_code(line.text))


def _is_apart(line: Span, found: Candidates) -> bool:
    """Whether the line begins with the label of something that is no part of an address."""
    first = next((o for o in found.labels[line.row.index] if o.span.overlaps(line)), None)
    if first is None or first.is_weak or first.span.start > line.start + 1 or first.name in ROLES | _OWN | _SPARE or has_form(line):
        return False
    after = line.row.text[first.span.end : line.end].strip()
    return not after or after[0] in ":.#-" or bool(re.match(r"[\d(]", after)) or not is_named_by_key(line)


def _with_roles(cut: Sequence[Block]) -> Iterator[Block]:
    """The blocks, each label that stands apart joined with the block beside or below it."""
    taken: set[int] = set()
    joined: list[Block] = []
    for block in cut:
        if block.label and (not block.lines or block.town < 0):
            home = _home(block, cut, taken)
            if home is not None:
                taken.add(id(home))
                joined.append(replace(block, lines=(*block.lines, *home.lines)))
                continue
        joined.append(block)
    yield from (_headed(b, cut) if b.town >= 0 and b.name is None else b for b in joined if id(b) not in taken)


def _headed(block: Block, cut: Sequence[Block]) -> Block:
    """The block with the name that stands right above it in larger print or otherwise aligned; itself when there is none."""
    first = block.lines[0]
    above = (line for b in cut if b.town < 0 for line in b.lines[-2:] if line.row.index < first.row.index)
    near = (
        line
        for line in above
        if line.row.page is first.row.page and first.row.index - line.row.index <= _HEAD_ROWS and _is_over(line, first)
    )
    name = next((line for line in near if is_name(name_piece(line.trimmed())) and not is_label(line.trimmed())), None)
    return replace(block, lines=(name, *block.lines)) if name else block


def _is_over(above: Span, line: Span) -> bool:
    gap = line.box.top - above.box.bottom
    return gap < REACH * above.box.height and above.box.left < line.box.right and line.box.left < above.box.right


#: How many lines a name may stand above its address, other columns' lines counted.
_HEAD_ROWS = 3


def _home(block: Block, cut: Sequence[Block], taken: set[int]) -> Block | None:
    """The block without a label that begins right below the lonely label, or goes on below the name beside it."""
    above = block.lines[-1] if block.lines else block.label.span if block.label else None
    free = (b for b in cut if b.label is None and b.lines and id(b) not in taken)
    return next((b for b in free if above and b.lines[0].row.page is above.row.page and _is_below(above, b)), None)


def _is_below(above: Span, block: Block) -> bool:
    """Whether the block begins right below: indented a little, or with some line of its address under what may be a centred heading."""
    line = block.lines[0]
    gap = line.box.top - above.box.bottom
    indented = -ALIGNED < line.box.left - above.box.left < _INDENTED
    right = max(one.box.right for one in block.lines[: max(block.town, 0) + 1])
    overlaps = line.box.left < above.box.right and above.box.left < right
    return -0.3 * above.box.height < gap < REACH * above.box.height and (indented or overlaps)


def delivery_address(known: Sequence[Block], found: Candidates) -> Field | None:
    """The lines of the block that is to be delivered to, to its town and country, joined by commas."""
    for block in known:
        if block.role != "deliver_to" or block.label is None:
            continue
        end = _end_of_address(block)
        lines = [line for line in block.lines[:end] if not _CONTACT.search(line.folded)]
        if lines and any(re.search(r"\d", line.text) for line in lines):
            text = ", ".join(" ".join(line.text.split()).strip(" ,") for line in lines)
            certainty = 0.85 if block.town >= 0 else 0.6
            return field_over("delivery_address", text[:300], lines, certainty, found.part, label=block.label.span)
    return None


def _end_of_address(block: Block) -> int:
    if block.town < 0:
        return 5
    after = block.lines[block.town + 1 : block.town + 2]
    return block.town + 1 + sum(is_country(line.text) and len(line.text) > len("FR") for line in after)
