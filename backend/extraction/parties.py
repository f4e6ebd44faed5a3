"""Who sells and who buys on a printed document, from labels, letterhead, address window and legal notice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
    POSTAL,
    clean,
    core,
    first_piece,
    is_alike,
    is_name,
    is_one_line_address,
    is_sender_line,
    is_spelled_by,
)
from backend.model.document import Origin
from backend.model.field import Field
from backend.model.mail import Mail
from backend.model.trade import DocumentType

#: An address window ends in the upper half of the page.
_WINDOW_BOTTOM = 0.55
#: More likely than not.
_LIKELY = 0.5
#: How many printed lines a letterhead, and the name in it, may take.
_HEAD_ROWS, _TITLE_ROWS = 13, 6
#: Where the foot of a page begins.
_FOOT = 0.75
#: Shorter names of domains tell nothing.
_LEAST_DOMAIN = 3
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
    signs = [*(() if is_message else _letterhead(found, domains)), *_footer(found)]
    issuers = [_boosted(h, domains) for h in (*_labelled_names(found, "buyer" if is_order else "seller"), *signs)]
    own = [h.value for h in signs if h.probability >= _LIKELY]
    addressees = [*_labelled_names(found, "seller" if is_order else "buyer"), *_addressees(found, address_blocks(found), own)]
    issuer, addressee = chosen(_merged(issuers)), chosen(_merged(addressees))
    if issuer and addressee and is_alike(issuer[0].value, addressee[0].value):
        if issuer[1] >= addressee[1]:
            addressee = chosen(_merged([h for h in addressees if not is_alike(h.value, issuer[0].value)]))
        else:
            issuer = chosen(_merged([h for h in issuers if not is_alike(h.value, addressee[0].value)]))
    return issuer, addressee


def _merged(hits: Sequence[Hit]) -> Iterator[Hit]:
    """The hits, those for one party under one spelling: with a legal form before without, the likeliest before others.

    A single word of a logo ("TISSAGES") joins the likely whole name that holds it.
    """
    spellings: list[str] = []
    likely = [h.value for h in hits if h.probability >= _LIKELY]
    for hit in sorted(hits, key=lambda h: (not LEGAL_FORM.search(fold(h.value)), -h.probability)):
        whole = next((v for v in likely if core(hit.value) in core(v).split()), hit.value)
        spelling = next((s for s in spellings if core(s) == core(whole)), None)
        if spelling is None:
            spellings.append(spelling := whole)
        yield Hit(spelling, hit.span, hit.probability, hit.method, hit.label)


def _boosted(hit: Hit, domains: frozenset[str]) -> Hit:
    """A name that the domain of an address on the page or of the sender spells is likelier."""
    raised = hit.probability + (0.6 if is_spelled_by(hit.value, domains) else 0.0) * (1 - hit.probability)
    return Hit(hit.value, hit.span, min(0.97, raised), hit.method, hit.label)


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
        strength = 0.45 if label.is_weak else 0.9
        beside = beside_label(label, found)
        if beside:
            yield Hit(clean(beside), beside, strength, label=label.span)
            continue
        below = list(below_label(label, found))
        told = next((n for n in map(named, below) if n), None)
        if told:
            yield Hit(clean(told), told, strength, label=label.span)
            continue
        for order, line in enumerate(below):
            if is_name(line) and not any(
                o.name in {"seller", "buyer", "deliver_to"} for o in found.labels[line.row.index] if o.span.overlaps(line)
            ):
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
                yield Hit(clean(span), span, 0.7 if row.box.top > _FOOT else 0.5, method="position")
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
    after = name.row.folded[name.end : name.end + 12].lstrip(" -–—•·|,")
    return bool(LEGAL_FORM.search(name.folded) or LEGAL_FORM.match(after))


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
                yield Hit(clean(span), span, 0.1 if own else 0.62, method="position")
                break


def _is_labelled(line: Span, found: Candidates) -> bool:
    return any(o.span.overlaps(line) and o.span.start <= line.start + 1 and not o.is_weak for o in found.labels[line.row.index])
