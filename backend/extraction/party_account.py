"""The account to pay to: the seller's IBAN and the BIC of his bank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backend.extraction.candidates import Candidates, Hit, chosen, field_at, field_of
from backend.extraction.identifiers import Identifier, Kind, iban_in, iban_of_rib
from backend.extraction.labels import Label
from backend.extraction.layout import Row, Span
from backend.model.field import Field

#: How often an IBAN on the page is the account to pay to: with a right checksum, labelled with a wrong one, mended after a scan.
_VALID, _INVALID, _MENDED = 0.96, 0.45, 0.85
#: What is left of that for an account that money is taken from, and for each further account of several.
_OF_DEBITED, _OF_FURTHER = 0.15, 0.6
#: How often the IBAN computed from a RIB is right.
_OF_RIB = 0.85
#: A French account in its parts, with the words for them between (5 digits, 5 digits, 11 letters and digits, 2 digits).
_RIB = re.compile(r"(?<!\w)(\d{5})\D{1,20}(\d{5})(?=\W)\D{1,20}?(?<!\w)([0-9A-Z]{11})(?=\W)\D{1,20}?(\d{2})(?!\w)")
_RIB_WORDS = re.compile(r"\brib\b|releve d'identite bancaire|guichet|code banque")
#: How often the BIC beside the account is its bank's: labelled and of its country, only one of both.
_BIC_SURE, _BIC_LIKELY = 0.96, 0.75
#: How many lines before an account may lead to it, and how many a notice of assignment may take.
_LEADING, _NOTICE = 3, 6
#: The customer's account that a direct debit goes to is not where to pay.
_DEBITED = re.compile(
    r"abgebucht|abbuchung|lastschrift|preleve|prelevement|\bdebitee?s?\b|direct debit|votre compte|your account|ihrem konto|mandat"
    r"|domiciliacion bancaria|domiciliado|addebito|incasso|afgeschreven|af te schrijven"
    r"|votre iban|ihre iban|your iban|\bihr konto|\buw (?:bank)?rekening|\b(?:vostro|suo) conto|\bsu cuenta|your bank account"
    r"|\btiree? sur\b"
)
#: Where the claim was sold, only the factor's account discharges the debtor.
_FACTOR = re.compile(
    r"affactur|factor|subrog|cession|cede|abgetreten|abtretung|assigned|ceduto|cesion|gecedeerd|regler exclusivement|payable exclusively"
)


def account(found: Candidates) -> Iterator[Field | None]:
    """The IBAN to pay to and its BIC; the account that a direct debit is taken from is not meant."""
    accounts = list(_accounts(found))
    sold = [i for i in accounts if _speaks(_FACTOR, _above(i, found, _NOTICE))]
    hits: list[Hit] = []
    for one, likely in ((i, _likely(i)) for i in accounts):
        values = list(dict.fromkeys(h.value for h in hits))
        share = (
            _OF_DEBITED
            if _speaks(_DEBITED, _leading_to(one, found))
            else _OF_FURTHER ** (len(values) if one.value not in values else values.index(one.value))
        )
        share = share if not sold or one in sold else _OF_DEBITED
        hits.append(Hit(one.value, one.span, likely * share, "checksum" if one.is_valid else "label"))
    best = chosen(hits or list(_derived(found)))
    yield field_of("payment_iban", best, found.part, least=0.15)
    if best:
        yield _bic(best[0], found)


def _derived(found: Candidates) -> Iterator[Hit]:
    """The IBAN of a French account printed in its parts only: bank, branch, account and a key that is right."""
    for row in found.rows:
        near = found.rows[max(row.index - 2, 0) : row.index + 1]
        parts = _RIB.search(row.text.upper()) if _speaks(_RIB_WORDS, near) else None
        value = iban_of_rib(*parts.groups()) if parts else ""
        if parts and value:
            yield Hit(value, Span(row, *parts.span()), _OF_RIB, "arithmetic")


def _likely(one: Identifier) -> float:
    if not one.is_valid:
        return _INVALID
    printed = re.sub(r"[^A-Za-z0-9]", "", one.span.text).upper()
    return _VALID if one.value.startswith(printed[:15]) else _MENDED


def _accounts(found: Candidates) -> Iterator[Identifier]:
    """The IBANs of the lines, and those that an IBAN label announces under it, over two lines or with a wrong checksum."""
    shown = [i for row in found.identifiers for i in row if i.kind is Kind.IBAN]
    read: list[Identifier] = []
    for label in found.labelled("payment_iban"):
        if not any(i.is_valid and i.span.row is label.span.row and i.span.start >= label.span.end for i in shown):
            read += list(_announced(label, found))[:1]
    yield from (i for i in shown if i.is_valid or not any(i.span.overlaps(r.span) for r in read))
    yield from (r for r in read if not any(r.span.overlaps(i.span) and i.is_valid for i in shown))


def _announced(label: Label, found: Candidates) -> Iterator[Identifier]:
    """What stands right of the label, then under it, each with the line below it, that reads as an IBAN."""
    row = label.span.row
    rests = [Span(row, label.span.end, row.segments[-1].end)]
    rests += [
        s for under in found.rows[row.index + 1 : row.index + 3] if under.page is row.page for s in under.segments if _over(label.span, s)
    ]
    for rest in rests:
        below = next((s for s in _segments_below(rest.row, found) if _over(rest, s)), None)
        yield from iban_in(rest, below)


def _segments_below(row: Row, found: Candidates) -> Sequence[Span]:
    under = found.rows[row.index + 1 : row.index + 2]
    return under[0].segments if under and under[0].page is row.page else ()


def _over(above: Span, below: Span) -> bool:
    return above.box.left - 0.02 < below.box.right and below.box.left < above.box.right + 0.02


def _speaks(pattern: re.Pattern[str], rows: Sequence[Row]) -> bool:
    return any(pattern.search(row.folded) for row in rows)


def _above(one: Identifier, found: Candidates, most: int) -> list[Row]:
    """The account's own line and those shortly above it that name no other account."""
    row = one.span.row
    above = [r for r in found.rows[max(row.index - most, 0) : row.index] if r.page is row.page]
    other = [n for n, r in enumerate(above) if any(i.kind is Kind.IBAN and i.value != one.value for i in found.identifiers[r.index])]
    return [*above[max(other, default=-1) + 1 :], row]


def _leading_to(one: Identifier, found: Candidates) -> list[Row]:
    """Those of the lines above that lead to the account: after the last full stop."""
    rows = _above(one, found, _LEADING)
    stops = [n for n, row in enumerate(rows[:-1]) if row.text.rstrip().endswith((".", "!", ";"))]
    return rows[max(stops, default=-1) + 1 :]


def _bic(best: Hit, found: Candidates) -> Field | None:
    codes = [i for row in found.identifiers for i in row if i.kind is Kind.BIC]
    if not codes:
        return None
    nearest = min(codes, key=lambda i: abs(i.span.row.index - best.span.row.index))
    same_country = nearest.value[4:6] == best.value[:2]
    around = found.labels[max(nearest.span.row.index - 1, 0) : nearest.span.row.index + 1]
    labelled = any(o.name == "payment_bic" for row in around for o in row)
    if not (labelled or same_country):
        return None
    return field_at("payment_bic", nearest.value, nearest.span, _BIC_SURE if labelled and same_country else _BIC_LIKELY, found.part)
