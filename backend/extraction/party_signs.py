"""The signs on the pages and in the mail for who issued a document and who is addressed: names, each with how likely it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from backend.extraction.candidates import Candidates, Hit
from backend.extraction.layout import Row, Span
from backend.extraction.party_blocks import Block
from backend.extraction.party_closings import closings, keyed
from backend.extraction.party_domains import MAIL_HOSTS, domain_words, domains_of
from backend.extraction.party_labels import ROLES, is_label, role_label
from backend.extraction.party_names import (
    begins_with_form,
    clean,
    core,
    has_form,
    is_bank,
    is_name,
    is_organisation,
    is_person,
    is_spelled_by,
    is_spelled_out_by,
    looks_like_person,
    name_piece,
)
from backend.extraction.postal import is_address_line, is_street, postal_code
from backend.model.document import Origin
from backend.model.mail import Mail

#: How often a name under or beside the label of its party is right; with a label that could mean something else; that of a mere person.
_LABELLED, _LABELLED_WEAKLY, _PERSON, _PERSON_AT_HOME = 0.96, 0.8, 0.7, 0.9
#: The same for a label that says who writes or reads, and for who is delivered to as the buyer.
_DIRECTED, _DELIVERED = 0.93, 0.35
#: How often an address without a label is who is addressed, or who writes: as the window, with what only a letterhead says, on one line.
_WINDOW, _LETTERHEAD, _ONE_LINE, _UNLIKELY, _LIKE_LETTERHEAD = 0.78, 0.8, 0.85, 0.2, 0.45
#: Where the head of a page ends; an address window ends in the upper half of the page; where the foot of a page begins.
_HEAD, _WINDOW_BOTTOM, _FOOT = 0.12, 0.55, 0.78
#: How often the company named in the legal notice is who issued it: at the foot, elsewhere; and the holder of the account.
_IN_NOTICE, _IN_NOTICE_ABOVE, _HOLDER = 0.85, 0.6, 0.7
#: How often a sender's own name in a message is who orders, and how often a name that only shares a word with the domain is.
_SIGNED, _HALF_SIGNED = 0.96, 0.6
#: How often an address that begins the page is the writer's.
_FIRST = 0.55
#: How often a name under the sender's line is the reader's, and how many lines apart they are at most.
_UNDER_SENDER, _SENDER_ROWS = 0.85, 3
#: How many lines below an address another one may begin that it is set over.
_STACKED_ROWS = 10
#: A line with so many numbers is one of a table of items.
_OF_TABLE = 3
#: What stands under a heading is indented at most so much (a fraction of the page's width).
_INDENTED = 0.03
#: What is left of the signs for a bank, which as a rule only keeps the account, and for words in small letters.
_HARDLY = 0.3
#: How many lines the title may take above the first name.
_UNDER_TITLE = 2
#: How many printed lines a letterhead, and the name in it, may take.
_HEAD_ROWS, _TITLE_ROWS = 13, 6
#: A longer line is a sentence, not a line of a signature.
_LONGEST_SIGNATURE = 70
#: What only the legal notice of a letterhead or footer says.
LEGAL_NOTICE = re.compile(
    r"\bsiret\b|\brcs\b|\br\.c\.s|capital|\bhrb\b|siege social|registered|handelsregister|geschaftsfuhrer|\bape\b|p\.? ?iva|sede legale"
    r"|\bnaf\b"
    r"|etablissement public|\bfn \d|kvk|registro mercantil|amtsgericht|registergericht|company (?:no|reg)|firmenbuch|\brea\b|\bkrs\b"
)
_TAX = re.compile(r"tva intra|ust-? ?id|\buid\b|vat (?:no|reg|id)|\bbtw\b|\bnif\b|\bcif\b|\btva\b|tax id|cvr|org\.? ?nr|\bnip\b")
#: What follows the name in a legal notice.
_SEAT = re.compile(r"siege social|registered (?:office|in)|sede legale|sitz der|domicilio social|maatschappelijke zetel|statutaire zetel")
_HOLDER_LABEL = re.compile(
    r"(?:titulaire(?: du compte)?|intitule du compte|account (?:holder|name)|name of account|kontoinhaber|zahlungsempfanger"
    r"|beneficiary(?: name)?|beneficiaire"
    r"|beneficiario|begunstigde|intestatario(?: (?:del )?conto)?|titular(?: de la cuenta)?|tenaamstelling|t\.?n\.?v\.?|rekeninghouder"
    r"|kontoname|odbiorca"
    r"|(?:cheques? )?payable to|a l'ordre de|remit(?: payment| to)? to|payee|make (?:all )?(?:cheques?|checks?) payable to)\s*:?\s*"
)
_OWN_WORDS = re.compile(
    r"(?:thank you for (?:choosing|your business with)|thanks for choosing|merci d'avoir choisi|(?:©|\(c\)|copyright)\s*(?:\d{4}\s*)?)\s*"
)
_DASH = re.compile(r"\s+[-–—|,]\s+")


def written(found: Candidates, known: Sequence[Block], mail: Mail, *, is_message: bool, is_other_named: bool) -> Iterator[Hit]:
    """The signs for who issued the document: its letterhead, legal notice, account and domain, or the signature of a message.

    An address without a label is the writer's where a label says who the other is (`is_other_named`).
    """
    domains = domains_of(found, mail)
    theirs = [line for block in known if block.label for line in block.lines[:6]]
    signs = _signature(found, mail) if is_message else chain(_heading(found, domains), domain_words(found, domains))
    for hit in chain(
        signs, _own_addresses(known, found, is_other_named=is_other_named), _notices(found), _holders(found), closings(found), keyed(found)
    ):
        if hit.label or not any(hit.span.overlaps(line) for line in theirs):
            yield _boosted(hit, domains, mail)


def labelled(known: Sequence[Block], *roles: str) -> Iterator[Hit]:
    """The names of the blocks whose label says one of those roles."""
    for block in known:
        if block.label and block.role in roles and block.name:
            is_directed = block.role in {"issuer", "addressee"} and (block.town < 0 or block.label.is_weak)
            likely = _DIRECTED if is_directed else _LABELLED
            likely = min(likely, _LABELLED_WEAKLY) if block.label.is_weak and block.town < 0 else likely
            likely = min(likely, _PERSON if block.town < 0 else _PERSON_AT_HOME) if is_person(block.name) else likely
            likely = min(likely, _PERSON) if block.town < 0 and _acts(block) else likely
            yield Hit(clean(block.name), block.name, likely, label=block.label.span)


def _acts(block: Block) -> bool:
    """Whether the name beside a label like "Buyer" or "Vendeur" looks like that of a person who acts for the party."""
    name = block.name
    if name is None or block.label is None or not _ACTOR.search(block.label.span.folded) or is_organisation(name):
        return False
    return looks_like_person(name) or (name.text.istitle() and " " not in name.text)


#: Labels of whom a person bears as often as a company.
_ACTOR = re.compile(
    r"acheteur|buyer|purchaser|vendeur|seller|vendor|besteller|verkaufer|ordered by|commande par|comprador|vendedor|issued by|emis par"
    r"|emetteur|from|von|prestataire|venditore|koper"
)


def addressed(known: Sequence[Block], found: Candidates, *, is_named: bool) -> Iterator[Hit]:
    """The names in address windows without a label; hardly a sign where a label says who is addressed (`is_named`)."""
    for block in known:
        name = block.name
        if block.label or name is None or name.row.page is not found.rows[0].page:
            continue
        if (len(found.amounts[name.row.index]) >= _OF_TABLE and not block.is_plain) or _is_below_all(name, found):
            continue
        if name.box.top < _WINDOW_BOTTOM and not is_address_line(block.lines[0]):
            likely = _UNLIKELY if block.is_letterhead or is_named else _window(name, known) if block.is_coded else _LIKE_LETTERHEAD
            hit = Hit(clean(name), name, likely, method="position")
            yield replace(hit, probability=_HARDLY * hit.probability) if _is_hardly(hit) else hit


def delivered(known: Sequence[Block], found: Candidates) -> Iterator[Hit]:
    """The names of who is delivered to, who as a rule has bought."""
    for block in known:
        name = block.name
        is_postal = block.town >= 0 or any(is_street(line.text) for line in block.lines[:4])
        if block.label and block.role == "deliver_to" and is_postal and name and name.row.page is found.rows[0].page:
            yield Hit(clean(name), name, _DELIVERED, label=block.label.span)


def _window(name: Span, known: Sequence[Block]) -> float:
    """How likely an address without a label is the reader's: less when it begins the page or others follow, least with both."""
    if _is_under_sender(name, known):
        return _UNDER_SENDER
    begins_page = name.row.index <= 1 and name.box.top <= _HEAD
    if _is_followed(name, known):
        return _UNLIKELY if begins_page else _LIKE_LETTERHEAD
    return _LIKE_LETTERHEAD if begins_page else _WINDOW


def _is_under_sender(name: Span, known: Sequence[Block]) -> bool:
    """Whether the sender's whole address on one line stands shortly over the name, as in a window (DIN 5008)."""
    lines = [b.lines[0] for b in known if not b.label and b.name and is_address_line(b.lines[0]) and _is_set_as_senders(b.lines[0], b.name)]
    lines = [line for line in lines if line.row.page is name.row.page]
    return any(0 < name.row.index - o.row.index <= _SENDER_ROWS and abs(o.box.left - name.box.left) < _INDENTED for o in lines)


def _is_set_as_senders(line: Span, name: Span) -> bool:
    """Whether an address on one line begins with a company, or sets its parts apart: others are a line of a longer address."""
    return has_form(name) or bool(re.search(r"\w\.\w", name.text)) or bool(re.search(r" [•·|●▪■–-] ", line.text))


def _is_followed(name: Span, known: Sequence[Block]) -> bool:
    """Whether another address without a label, and not set as a sender's, stands below it or to its right."""
    names = [b.name for b in known if not b.label and b.name and b.is_plain and b.name.row.page is name.row.page]
    place, end = (name.row.index, name.start), name.row.index + _STACKED_ROWS
    return any(place < (o.row.index, o.start) and o.row.index <= end and o.box.top < _WINDOW_BOTTOM for o in names)


def _own_addresses(known: Sequence[Block], found: Candidates, *, is_other_named: bool) -> Iterator[Hit]:
    """The names of addresses without a label that are set as a sender's: on one line, with register or account, at the foot."""
    for block in known:
        name = block.name
        if name is None or block.label or name.row.page is not found.rows[0].page or _is_called_upon(name, block):
            continue
        if is_address_line(block.lines[0]):
            likely = _ONE_LINE if has_form(name) else _ONE_LINE - 0.1 if _has_street(block.lines[0]) else _LIKE_LETTERHEAD
            yield Hit(clean(name), name, likely, method="position")
        elif block.is_letterhead or name.box.top > _FOOT or (is_other_named and name.box.top < _WINDOW_BOTTOM):
            yield Hit(clean(name), name, _LETTERHEAD, method="position")
        elif _is_below_all(name, found):
            yield Hit(clean(name), name, _FIRST, method="position")
        elif name.row.index < _TITLE_ROWS or (name.box.top < _WINDOW_BOTTOM and _is_followed(name, known)):
            yield Hit(clean(name), name, _FIRST - 0.05 * min(name.row.index, _TITLE_ROWS), method="position")


def _is_called_upon(name: Span, block: Block) -> bool:
    """Whether an address is that of a person called by a title of courtesy, as hardly anybody writes his own; who begins the page may."""
    return is_person(name) and not block.is_letterhead and name.row.index > 1 and not _DEGREE.match(name.folded)


_DEGREE = re.compile(r"(?:dr|prof|me)\b")


def _is_below_all(name: Span, found: Candidates) -> bool:
    """Whether a name stands under all amounts of a document, as its sender's at the foot of a short page or a message."""
    priced = [n for n, row in enumerate(found.amounts) if any(a.is_money for a in row)]
    return len(priced) > 1 and name.row.index > priced[-1]


def _has_street(line: Span) -> bool:
    """Whether an address on one line numbers a house or a box before its town, or sets its parts apart by bullets."""
    town = postal_code(line.text)
    return town is None or bool(re.search(r"\d", line.text[: town.start()]))


def _boosted(hit: Hit, domains: frozenset[str], mail: Mail) -> Hit:
    """A name that the sender bears, or that the domain of an address on the page or of the sender spells, is likelier."""
    if hit.method in {"signature", "domain"}:
        return hit
    if _is_hardly(hit):
        return replace(hit, probability=_HARDLY * hit.probability)
    gone = 0.9 if _is_senders(hit.value, mail) else 0.85 if is_spelled_by(hit.value, domains) else 0.0
    return Hit(hit.value, hit.span, min(0.97, hit.probability + gone * (1 - hit.probability)), hit.method, hit.label)


def _is_hardly(hit: Hit) -> bool:
    """Whether a name without a label is that of a bank, or but words in small letters."""
    return not hit.label and (is_bank(hit.span) or (hit.value.islower() and "." not in hit.value))


def _is_senders(name: str, mail: Mail) -> bool:
    """Whether the sender of the mail is called so, alone or before or after a dash ("Hôtel Bellerive - Économat")."""
    return any(core(name) == core(piece) for piece in (mail.sender.name, *_DASH.split(mail.sender.name)) if piece.strip())


def _signature(found: Candidates, mail: Mail) -> Iterator[Hit]:
    """The names in a message that its sender bears or that the domain of his address spells: as a rule under his signature.

    A name that only shares a word with the domain, as a person's may, counts where there is no better: a company has its legal form.
    """
    hits = list(_borne_names(found, mail))
    formed = [replace(hit, probability=_SIGNED) for hit in hits if has_form(hit.value)]
    hits = formed or hits
    signed = [hit for hit in hits if hit.probability >= _SIGNED]
    yield from signed or hits


def _borne_names(found: Candidates, mail: Mail) -> Iterator[Hit]:
    """The names on the short lines of a message that its sender bears, surely or half."""
    domain = mail.sender.domain.rpartition(".")[0].rpartition(".")[2].replace("-", "")
    own = frozenset({domain} - MAIL_HOSTS - {""})
    signed = -_BELOW_THE_NAME
    for row in found.rows:
        if row.page.origin is not Origin.BODY or len(row.text) > _LONGEST_SIGNATURE:
            continue
        for piece in _dashed(row):
            if not is_name(piece):
                continue
            is_spelled, is_theirs = is_spelled_by(piece.text, own), _is_senders(piece.text, mail)
            signed = row.index if is_theirs else signed
            if is_spelled_out_by(piece.text, domain) or (is_theirs and (is_spelled or not own)):
                yield Hit(clean(piece), piece, _SIGNED, method="signature")
            elif is_spelled or (row.index < signed + _BELOW_THE_NAME and has_form(piece)):
                yield Hit(clean(piece), piece, _HALF_SIGNED, method="signature")


#: In so many lines from his name on stands the company that the sender writes for.
_BELOW_THE_NAME = 4


def _dashed(row: Row) -> Iterator[Span]:
    """The stretches of a line between dashes, bars and commas."""
    start = 0
    for match in (*_DASH.finditer(row.text), None):
        end = match.start() if match else len(row.text)
        yield Span(row, start, end).trimmed()
        start = match.end() if match else end


def _heading(found: Candidates, domains: frozenset[str]) -> Iterator[Hit]:
    """Names at the top of the first page that stand out: by a legal form, by their size, as the first line, by the domain."""
    rows = [r for r in found.rows[:60] if r.page is found.rows[0].page]
    tallest = max((_print_size(r) for r in rows[:14]), default=0.0)
    usual = sorted(map(_print_size, rows))[len(rows) // 2] if rows else 1.0
    spans = [(n, name_piece(segment.trimmed())) for n, row in enumerate(rows[:_HEAD_ROWS]) for segment in row.segments]
    spans = [(n, span) for n, span in spans if is_name(span) and not _is_labelled(span, found)]
    first = min((n for n, _ in spans), default=0)
    for order, span in spans:
        if not is_person(span):
            is_large = _print_size(span.row) >= 0.95 * tallest > 1.25 * usual
            likely = _heading_sign(span, order, domains, is_large=is_large, is_first=order == first <= _UNDER_TITLE)
            if likely:
                yield Hit(clean(span), span, likely, method="position")


def _heading_sign(span: Span, order: int, domains: frozenset[str], *, is_large: bool, is_first: bool) -> float:
    if has_form(span):
        return 0.5 - 0.02 * order
    if is_spelled_by(clean(span), domains):
        return 0.45 - 0.02 * order
    if order < _TITLE_ROWS and (is_large or is_first):
        return (0.5 if is_large else 0.4) - 0.04 * order
    return 0.0


def _is_labelled(span: Span, found: Candidates) -> bool:
    """Whether a label begins the stretch, makes all of it, or is answered by it."""
    labels = found.labels[span.row.index]
    if any(o.span.overlaps(span) and not o.is_weak and not has_form(span) for o in labels):
        return True
    before = [o for o in labels if o.span.end <= span.start and o.name in ROLES and not o.is_weak]
    return bool(before) or role_label(span, found) is not None or is_label(span)


def _print_size(row: Row) -> float:
    return max((w.box.height * row.page.height for w in row.words), default=0.0)


def _notices(found: Candidates) -> Iterator[Hit]:
    """Names in the legal notice that a seller prints at the foot (or head) of the page."""
    speaks = [bool(LEGAL_NOTICE.search(row.folded)) for row in found.rows]
    for row in found.rows:
        around = found.rows[max(row.index - 1, 0) : row.index + 2]
        is_foot = row.box.top > _FOOT
        if not any((speaks[r.index] or (is_foot and _TAX.search(r.folded))) and r.page is row.page for r in around):
            continue
        for segment in row.segments[:1] if is_foot else row.segments:
            span = name_piece(segment.trimmed())
            is_own = (
                has_form(span)
                or begins_with_form(row.text[span.end : span.end + 40].lstrip(" -–—•·|,"))
                or (_heads_notice(row, found) and not looks_like_person(span))
            )
            if is_own and is_name(span) and not begins_with_form(span.text) and not _is_labelled(span, found):
                yield Hit(clean(span), span, _IN_NOTICE if is_foot else _IN_NOTICE_ABOVE, method="position")


def _heads_notice(row: Row, found: Candidates) -> bool:
    """Whether the line is one stretch over a line that begins as only a legal notice does."""
    below = found.rows[row.index + 1 : row.index + 2]
    is_over = bool(below) and len(row.segments) == 1 and below[0].page is row.page
    return is_over and (begins_with_form(below[0].text) or bool(_SEAT.match(below[0].folded)))


def _holders(found: Candidates) -> Iterator[Hit]:
    """Who holds the account to pay to, and whom the document's own thanks or rights name."""
    for row in found.rows:
        for pattern, likely in ((_HOLDER_LABEL, _HOLDER), (_OWN_WORDS, _HOLDER - 0.2)):
            match = pattern.search(row.folded)
            if not match:
                continue
            span = name_piece(_said(row, match, found))
            if (
                span.end > span.start
                and not span.text[0].islower()
                and is_name(span)
                and not is_label(span)
                and (is_organisation(span) or pattern is _HOLDER_LABEL)
            ):
                yield Hit(clean(span), span, likely, method="label")


def _said(row: Row, match: re.Match[str], found: Candidates) -> Span:
    """What stands behind the words on their line up to the next column, or right under a heading that ends with them."""
    segment = next((s for s in row.segments if match.start() < s.end), row.segments[-1])
    rest = Span(row, match.end(), max(match.end(), segment.end)).trimmed()
    below = found.rows[row.index + 1].segments if row.index + 1 < len(found.rows) and not rest.text else ()
    under = (s for s in below if s.row.page is row.page and abs(s.box.left - segment.box.left) < _INDENTED)
    return next(under, rest).trimmed()
