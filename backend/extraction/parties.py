"""Who sells and who buys on a printed document, from labels, letterhead, address window and legal notice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from backend.extraction.candidates import Candidates, Hit, chosen, field_of
from backend.extraction.layout import Row, Span, fold
from backend.extraction.party_blocks import (
    ISSUED_BY_BUYER,
    LEGAL_NOTICE,
    Block,
    address_blocks,
    below_label,
    beside_label,
    delivery_address,
    named,
    reads_on,
)
from backend.extraction.party_ids import account, ids
from backend.extraction.party_names import (
    LEGAL_FORM,
    PERSON,
    POSTAL,
    clean,
    core,
    first_piece,
    is_alike,
    is_name,
    is_one_line_address,
    is_sender_line,
    is_spelled_by,
    is_spelled_out_by,
)
from backend.model.document import Origin
from backend.model.field import Field
from backend.model.mail import Mail
from backend.model.trade import DocumentType

#: An address window ends in the upper half of the page.
_WINDOW_BOTTOM = 0.55
#: More likely than not.
_LIKELY = 0.5
#: How often a name under or beside the label of its party is right, as measured on labelled documents.
_LABELLED = 0.96
#: The same for the name of a person, who as a rule only acts for the party.
_PERSON = 0.6
#: How often the company named in the legal notice at the foot of the page is who issued it.
_IN_NOTICE = 0.85
#: How often a sender's own name in a message is who orders, and how often a name that only shares a word with the domain is.
_SIGNED, _HALF_SIGNED = 0.96, 0.6
#: How often the first name of an address at the top of the page is who is addressed.
_ADDRESSED = 0.62
#: How much of the doubt about a name goes when the domain of an address spells it, or when the sender bears it.
_SPELLED, _SENDERS = 0.85, 0.9
#: How many printed lines a letterhead, and the name in it, may take.
_HEAD_ROWS, _TITLE_ROWS = 13, 6
#: A longer line is a sentence, not a line of a signature.
_LONGEST_SIGNATURE = 70
#: Where the foot of a page begins.
_FOOT = 0.75
#: Shorter names of domains tell nothing.
_LEAST_DOMAIN = 3
_PARTIES = frozenset({"seller", "buyer", "deliver_to"})
_Choice = tuple[Hit, float] | None


def parties(found: Candidates, document_type: DocumentType, mail: Mail) -> dict[str, Field]:
    """The fields of seller and buyer, by name."""
    issuer, addressee = _names(found, document_type, mail)
    is_order = document_type in ISSUED_BY_BUYER
    seller, buyer = (addressee, issuer) if is_order else (issuer, addressee)
    places = {party: choice[0].span for party, choice in (("seller", seller), ("buyer", buyer)) if choice}
    fields = [field_of("seller_name", seller, found.part), field_of("buyer_name", buyer, found.part), *ids(found, document_type, places)]
    fields += [delivery_address(found)] if is_order else account(found)
    return {f.name: f for f in fields if f}


def _names(found: Candidates, document_type: DocumentType, mail: Mail) -> tuple[_Choice, _Choice]:
    """The name of who issued the document and of who is addressed, with their probabilities."""
    is_order = document_type in ISSUED_BY_BUYER
    is_message = is_order and any(r.page.origin is Origin.BODY for r in found.rows)
    domains = _domains(found, mail)
    signs = [*(_signature(found, mail) if is_message else _letterhead(found, domains)), *_footer(found)]
    issuers = [_boosted(h, domains, mail) for h in (*_labelled_names(found, "buyer" if is_order else "seller"), *signs)]
    own = [h.value for h in signs if h.probability >= _LIKELY]
    addressed = list(_addressees(found, address_blocks(found), own))
    addressees = [*_labelled_names(found, "seller" if is_order else "buyer"), *_surer_if_alone(addressed)]
    issuers, addressees = list(_merged(issuers)), list(_merged(addressees))
    issuer, addressee = chosen(issuers), chosen(addressees)
    if issuer and addressee and is_alike(issuer[0].value, addressee[0].value):
        if issuer[1] >= addressee[1]:
            addressee = _other_than(issuer, addressees)
        else:
            issuer = _other_than(addressee, issuers)
    return _other_than(addressee, issuers), _other_than(issuer, addressees)


def _other_than(party: _Choice, hits: Sequence[Hit]) -> _Choice:
    """The likeliest that is not that party: nobody writes to himself."""
    return chosen(h for h in hits if party is None or not is_alike(h.value, party[0].value))


def _merged(hits: Sequence[Hit]) -> Iterator[Hit]:
    """The hits, those for one party under one spelling: with a legal form before without, the likeliest before others.

    A line of a logo ("TISSAGES") joins the likely whole name that holds it.
    """
    spellings: list[str] = []
    likely = [h.value for h in hits if h.probability >= _LIKELY]
    for hit in sorted(hits, key=lambda h: (not LEGAL_FORM.search(fold(h.value)), -h.probability)):
        holding = [v for v in likely if f" {core(hit.value)} " in f" {core(v)} "]
        whole = max(holding, key=lambda v: (len(core(v)), bool(LEGAL_FORM.search(fold(v)))), default=hit.value)
        spelling = next((s for s in spellings if core(s) == core(whole)), None)
        if spelling is None:
            spellings.append(spelling := whole)
        yield Hit(spelling, hit.span, hit.probability, hit.method, hit.label)


def _boosted(hit: Hit, domains: frozenset[str], mail: Mail) -> Hit:
    """A name that the sender bears, or that the domain of an address on the page or of the sender spells, is likelier."""
    if hit.method == "signature":
        return hit
    gone = _SENDERS if _is_senders(hit.value, mail) else _SPELLED if is_spelled_by(hit.value, domains) else 0.0
    return Hit(hit.value, hit.span, min(0.97, hit.probability + gone * (1 - hit.probability)), hit.method, hit.label)


def _is_senders(name: str, mail: Mail) -> bool:
    """Whether the sender of the mail is called so, alone or before or after a dash ("Hôtel Bellerive - Économat")."""
    return any(core(name) == core(piece) for piece in (mail.sender.name, *_DASH.split(mail.sender.name)) if piece.strip())


_DASH = re.compile(r"\s+[-–—|,]\s+")


def _signature(found: Candidates, mail: Mail) -> Iterator[Hit]:
    """The names in a message that its sender bears or that the domain of his address spells: as a rule under his signature.

    A name that only shares a word with the domain, as a person's may, counts where there is no better.
    """
    hits = list(_borne_names(found, mail))
    signed = [hit for hit in hits if hit.probability >= _SIGNED]
    yield from signed or hits


def _borne_names(found: Candidates, mail: Mail) -> Iterator[Hit]:
    """The names on the short lines of a message that its sender bears, surely or half."""
    domain = mail.sender.domain.rpartition(".")[0].rpartition(".")[2].replace("-", "")
    own = frozenset({domain} - _MAIL_HOSTS - {""})
    for row in found.rows:
        if row.page.origin is not Origin.BODY or len(row.text) > _LONGEST_SIGNATURE:
            continue
        for piece in _pieces(row):
            if not is_name(piece):
                continue
            is_spelled = is_spelled_by(piece.text, own)
            if is_spelled_out_by(piece.text, domain) or (_is_senders(piece.text, mail) and (is_spelled or not own)):
                yield Hit(clean(piece), piece, _SIGNED, method="signature")
            elif is_spelled:
                yield Hit(clean(piece), piece, _HALF_SIGNED, method="signature")


def _pieces(row: Row) -> Iterator[Span]:
    """The stretches of a line between dashes, bars and commas."""
    start = 0
    for match in (*_DASH.finditer(row.text), None):
        end = match.start() if match else len(row.text)
        yield Span(row, start, end).trimmed()
        start = match.end() if match else end


_DOMAIN = re.compile(r"(?:@|www\.|https?://(?:www\.)?)([a-z0-9-]+)(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
_MAIL_HOSTS = frozenset({
    "gmail", "outlook", "hotmail", "yahoo", "orange", "wanadoo", "free", "sfr", "laposte", "gmx", "web", "example", "icloud", "live",
    "msn", "googlemail", "t-online",
})  # fmt: skip


def _domains(found: Candidates, mail: Mail) -> frozenset[str]:
    """The names of the domains of addresses on the pages and of the sender, without those of mail providers."""
    names = {m[1] for row in found.rows for m in _DOMAIN.finditer(row.folded)}
    names |= {mail.sender.domain.rpartition(".")[0].rpartition(".")[2]}
    return frozenset(n.replace("-", "") for n in names if len(n) >= _LEAST_DOMAIN and n not in _MAIL_HOSTS)


def _labelled_names(found: Candidates, role: str) -> Iterator[Hit]:
    """The names that labels of a party announce: beside them, or in the first lines under them."""
    for label in found.labelled(role):
        if reads_on(label):
            continue
        strength = 0.45 if label.is_weak else _LABELLED
        beside = beside_label(label, found)
        if beside:
            likely = min(strength, _PERSON) if PERSON.match(beside.folded) else strength
            yield Hit(clean(beside), beside, likely, label=label.span)
            continue
        below = list(below_label(label, found))
        told = next((n for n in map(named, below) if n), None)
        if told:
            yield Hit(clean(told), told, strength, label=label.span)
            continue
        for order, line in enumerate(below):
            if is_name(line) and not any(o.name in _PARTIES for o in found.labels[line.row.index] if o.span.overlaps(line)):
                yield Hit(clean(line), line, strength * 0.95 * 0.6**order, label=label.span)
                break


def _letterhead(found: Candidates, domains: frozenset[str]) -> Iterator[Hit]:
    """Names at the top of the first page: the sender's line over the address window, a legal form, the largest print."""
    first_page = [r for r in found.rows if r.page.number == found.rows[0].page.number] if found.rows else []
    tallest = max((_print_size(r) for r in first_page[:14]), default=0.0)
    for order, row in enumerate(first_page[:25]):
        for segment in row.segments:
            span = first_piece(segment.trimmed())
            if not is_name(span) or any(label.span.overlaps(span) and not label.is_weak for label in found.labels[row.index]):
                continue
            if any(o.name in _PARTIES and not o.is_weak and o.span.end <= span.start for o in found.labels[row.index]):
                continue
            is_sender = is_sender_line(segment) or (is_one_line_address(row.text) and span.start == 0)
            has_form = bool(LEGAL_FORM.search(span.folded))
            is_large = _print_size(row) >= 0.95 * tallest > 1.25 * _usual_size(first_page)
            if is_sender:
                yield Hit(clean(span), span, 0.85 if has_form else 0.75, method="position")
            elif has_form and order < _HEAD_ROWS:
                yield Hit(clean(span), span, 0.5 - 0.02 * order, method="position")
            elif order < _HEAD_ROWS and is_spelled_by(clean(span), domains):
                yield Hit(clean(span), span, 0.45 - 0.02 * order, method="position")
            elif order < _TITLE_ROWS and (is_large or order == 0):
                yield Hit(clean(span), span, (0.45 if is_large else 0.3) - 0.03 * order, method="position")


def _print_size(row: Row) -> float:
    return max((w.box.height * row.page.height for w in row.words), default=0.0)


def _usual_size(rows: Sequence[Row]) -> float:
    sizes = sorted(_print_size(r) for r in rows)
    return sizes[len(sizes) // 2] if sizes else 1.0


def _footer(found: Candidates) -> Iterator[Hit]:
    """Names in the legal notice that a seller prints at the foot (or head) of the page, and as holder of the account."""
    for row in found.rows:
        around = found.rows[max(row.index - 1, 0) : row.index + 2]
        if not any(LEGAL_NOTICE.search(r.folded) and r.page is row.page for r in around):
            continue
        for segment in row.segments[:1] if row.box.top > _FOOT else row.segments:
            span = first_piece(segment.trimmed())
            if is_name(span) and _has_form(span) and not re.match(r"^(?:s\.?a|sarl|sas|gmbh)\b", span.folded):
                yield Hit(clean(span), span, _IN_NOTICE if row.box.top > _FOOT else 0.55, method="position")
    for row in found.rows:
        match = re.search(
            r"(?:titulaire(?: du compte)?|account (?:holder|name)|kontoinhaber|beneficiary|beneficiaire|intestatario|titular"
            r"|tenaamstelling)\s*:?\s*",
            row.folded,
        )
        if match:
            span = first_piece(Span(row, match.end(), len(row.text)).trimmed())
            if is_name(span):
                yield Hit(clean(span), span, 0.65, method="label")


def _has_form(name: Span) -> bool:
    """Whether a legal form is part of the name or follows it after a separator: "Verrerie du Forez – SARL au capital de"."""
    after = name.row.folded[name.end : name.end + 30].lstrip(" -–—•·|,")
    return bool(LEGAL_FORM.search(name.folded) or LEGAL_FORM.match(after) or _PUBLIC_FORM.match(after))


_PUBLIC_FORM = re.compile(r"etablissement public|collectivite|association|syndicat|fondation|cooperative|korperschaft|stiftung|charity")


def _addressees(found: Candidates, blocks: Sequence[Block], issuers: Sequence[str]) -> Iterator[Hit]:
    """The first name in each address block of the upper half of the first page that is not the issuer's own."""
    for block in blocks:
        first = block.lines[0]
        if not block.postal or first.box.top > _WINDOW_BOTTOM or first.row.page.number != found.rows[0].page.number:
            continue
        own = False
        for line in block.lines[:6]:
            span = first_piece(line.trimmed())
            if any(is_alike(span.text, issuer) for issuer in issuers) and is_name(span):
                own = not is_sender_line(line)
            elif is_name(span) and not _is_labelled(line, found) and (not POSTAL.search(line.text) or LEGAL_FORM.search(span.folded)):
                yield Hit(clean(span), span, 0.1 if own else _ADDRESSED, method="position")
                break


def _surer_if_alone(addressed: Sequence[Hit]) -> list[Hit]:
    """The hits, the one company among them as sure as a label would make it."""
    companies = {core(h.value) for h in addressed if LEGAL_FORM.search(fold(h.value)) and h.probability >= _ADDRESSED}
    return [replace(h, probability=_LABELLED) if companies == {core(h.value)} else h for h in addressed]


def _is_labelled(line: Span, found: Candidates) -> bool:
    return any(o.span.overlaps(line) and o.span.start <= line.start + 1 and not o.is_weak for o in found.labels[line.row.index])
