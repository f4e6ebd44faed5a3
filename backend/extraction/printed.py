"""From a document of printed lines, tables or prose to a trade document made of Fields."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from backend.extraction.candidates import candidates
from backend.extraction.certainty import weighed
from backend.extraction.header import INVOICES, header
from backend.extraction.implied import with_implied
from backend.extraction.learned import opinion
from backend.extraction.lines import extract_lines
from backend.extraction.parties import ISSUED_BY_BUYER, parties
from backend.extraction.party_domains import with_seller
from backend.extraction.totals import totals
from backend.model.document import Document, Origin
from backend.model.field import Field, Fields
from backend.model.mail import Mail
from backend.model.trade import DocumentType, TradeDocument, header_fields


def extract(document: Document, pages: tuple[int, ...], document_type: DocumentType, language: str, mail: Mail) -> TradeDocument:
    """What those pages (by number) of a printed, sheet or body document say, as a trade document of that type.

    `language` (ISO 639-1, "" when unknown) decides between readings that the page leaves open. A value that is too uncertain is left out.
    """
    found = candidates(document, pages, language)
    held = opinion(found, mail.sender.domain)
    lines, rows_of_lines = extract_lines(found, document, pages, held.lines if held else None, is_order=document_type not in INVOICES)
    amounts, tax_breakdown = totals(found, _sum(lines), rows_of_lines, is_order=document_type not in INVOICES)
    fields: dict[str, Field] = {
        **header(found, document_type, mail.received_at.date() if mail.received_at else None),
        **parties(found, document_type, mail, rows_of_lines if lines else frozenset()),
        **amounts,
    }
    is_shops = document_type is DocumentType.ORDER_CONFIRMATION and all(row.page.origin is Origin.BODY for row in found.rows)
    fields = fields if document_type in INVOICES or is_shops else _total_of_order(fields, _sum(lines))
    if fields.get("requested_delivery_date") and _is_of_some(fields["requested_delivery_date"], lines):
        del fields["requested_delivery_date"]
    ordered = {name: fields[name] for name in header_fields(document_type) if name in fields}
    read = weighed(TradeDocument(document_type, ordered, lines, tax_breakdown, language, (document.part,)), found, mail, held)
    read = read if document_type in ISSUED_BY_BUYER else with_seller(read, found)
    return replace(read, lines=tuple(with_implied(line, is_invoice=document_type in INVOICES) for line in read.lines))


def _is_of_some(day: Field, lines: tuple[Fields, ...]) -> bool:
    """Whether a day is wanted for some of the lines, and another one for others."""
    days = {line["requested_delivery_date"].value for line in lines if "requested_delivery_date" in line}
    return len(days) > 1 and day.value in days


def _sum(lines: tuple[Fields, ...]) -> Decimal | None:
    """What the lines add up to; None when one has no amount."""
    amounts = [line["line_amount"].value for line in lines if "line_amount" in line]
    return sum(map(Decimal, amounts), Decimal(0)) if amounts and len(amounts) == len(lines) else None


#: How often a total that the lines add up to is the amount without tax.
_OF_LINES = 0.97
#: An order's one total is without tax, as prices between businesses are, unless it says otherwise; what a shop's message confirms is
#: what one pays.
_WITH_TAX = re.compile(r"ttc|t\.t\.c|incl|brutto|gross|con iva|ivato|inkl|btw")


def _total_of_order(fields: dict[str, Field], line_sum: Decimal | None) -> dict[str, Field]:
    """The order's fields with its one total as the amount without tax: surely that when the lines add up to it.

    What is told twice, and of no tax, is that as well.
    """
    total = fields.get("tax_inclusive_amount")
    net = fields.get("tax_exclusive_amount")
    if total and net and "tax_amount" not in fields and total.value == net.value:
        return {name: f for name, f in fields.items() if name != "tax_inclusive_amount"}
    if (
        not total
        or total.evidence is None
        or {"tax_exclusive_amount", "tax_amount"} & fields.keys()
        or _WITH_TAX.search(total.evidence.excerpt.lower())
    ):
        return fields
    rest = {name: f for name, f in fields.items() if name != "tax_inclusive_amount"}
    confidence = _OF_LINES if line_sum == Decimal(total.value) else round(0.9 * total.confidence, 3)
    return {**rest, "tax_exclusive_amount": replace(total, name="tax_exclusive_amount", confidence=confidence)}
