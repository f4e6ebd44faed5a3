"""A Syntax: the table that says where one XML standard keeps each business term."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from backend.extraction.xml_terms import Term
from backend.model.trade import DocumentType

#: UNTDID 1001 codes that EN 16931 processes as credit notes (BT-3 code list), and 502, 503 of the French extension XP Z12-012.
CREDIT_NOTE_CODES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"})


@dataclass(frozen=True)
class Syntax:
    """Where one standard keeps its terms. All paths are XPath on local names; line, tax and charge terms are relative to theirs."""

    #: What the document is, from its own element.
    document_type: Callable[[etree._Element], DocumentType]
    header: tuple[Term, ...]
    lines: etree.XPath
    line: tuple[Term, ...]
    tax_breakdown: etree.XPath
    tax: tuple[Term, ...]
    #: Document level allowances and charges (BG-20, BG-21), and their `amount`, `reason` and `is_charge`.
    charges: etree.XPath = field(default_factory=lambda: etree.XPath("/.."))
    charge: tuple[Term, ...] = ()
    #: Free text whose language is the document's.
    texts: etree.XPath = field(default_factory=lambda: etree.XPath("/.."))
    #: The elements of the trade documents below the root: a FatturaPA can carry several.
    documents: etree.XPath = field(default_factory=lambda: etree.XPath("."))


def invoice_type(code: str) -> DocumentType:
    """What an invoice type code (BT-3, UNTDID 1001) makes of an invoice; unknown and missing codes are invoices."""
    return DocumentType.CREDIT_NOTE if code.strip() in CREDIT_NOTE_CODES else DocumentType.INVOICE
