"""ASC X12 004010 purchase orders (850), acknowledgements (855), changes (860) and invoices (810): where each business term stands.

The paths are those of the reader's XML. Codes are those of X12 elements 98 (parties), 235 (item numbers), 374 (dates), 522 (amounts).
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from backend.extraction.xml_syntax import Syntax
from backend.extraction.xml_terms import term
from backend.model.trade import DocumentType

_TYPES: Mapping[str, DocumentType] = {
    "T850": DocumentType.ORDER,
    "T855": DocumentType.ORDER_CONFIRMATION,
    "T860": DocumentType.ORDER_CHANGE,
}
_LINES = "*[self::PO1 or self::POC or self::IT1]"
_SHIP_TO = "N1[E1/C1 = 'ST'][1]"


def _date(*codes: str) -> tuple[str, ...]:
    return tuple(f"DTM[E1/C1 = '{code}']/E2/C1" for code in codes)


def _name(*codes: str) -> tuple[str, ...]:
    return tuple(f"N1[E1/C1 = '{code}']/E2/C1" for code in codes)


_HEADER = (
    term("invoice_number", "BIG02", "BIG/E2/C1"),
    term("order_number", "BEG03", "BEG/E3/C1", "BCH/E3/C1", "BAK/E8/C1", "BAK/E3/C1"),
    term("issue_date", "BEG05", "BEG/E5/C1", "BCH/E6/C1", "BAK/E4/C1", "BIG/E1/C1"),
    term("order_reference", "BIG04", "BIG/E4/C1", "BAK/E3/C1"),
    term("due_date", "ITD06", "self::T810/ITD/E6/C1"),
    term("requested_delivery_date", "DTM", *(f"self::*[not(self::T810)]/{path}" for path in _date("002", "106", "067", "017", "010"))),
    term("currency", "CUR02", "CUR/E2/C1"),
    term("buyer_name", "N1", *_name("BY", "BT", "OB")),
    term("seller_name", "N1", *_name("SE", "VN", "SU", "RI", "RE")),
    term("delivery_address", "N1 ST", f"{_SHIP_TO}/E2/C1", f"{_SHIP_TO}/N2/E1/C1", f"{_SHIP_TO}/N3/*/C1", f"{_SHIP_TO}/N4/E3/C1",
         f"{_SHIP_TO}/N4/E1/C1", f"{_SHIP_TO}/N4/E2/C1", f"{_SHIP_TO}/N4/E4/C1", joint=", "),
    term("quotation_reference", "REF QR", "REF[E1/C1 = 'QR' or E1/C1 = 'PR']/E2/C1"),
    term("payment_terms", "ITD12", "ITD/E12/C1"),
    term("tax_exclusive_amount", "AMT TT", "*[self::CTT or self::T850]/AMT[E1/C1 = 'TT' or E1/C1 = '1']/E2/C1", "AMT[E1/C1 = 'TT']/E2/C1"),
    term("tax_inclusive_amount", "TDS01", "TDS/E1/C1"),
)  # fmt: skip


def _item(*codes: str) -> str:
    """The path to the item number that follows one of those qualifiers."""
    qualifier = " or ".join(f"C1 = '{code}'" for code in codes)
    return f"*[starts-with(name(), 'E')][position() > 4][{qualifier}]/following-sibling::*[1]/C1"


_CHANGED = "self::POC"
_LINE = (
    term("line_number", "PO101", "E1/C1"),
    term("line_status", "POC02", f"{_CHANGED}/E2/C1"),
    term("gtin", "PO107", _item("UP", "EN", "UK", "UI", "UA")),
    term("buyer_item_id", "PO107", _item("BP", "IN", "PI", "CB")),
    term("seller_item_id", "PO107", _item("VP", "VN", "VC", "MG", "SK")),
    term("description", "PID05", "PID/E5/C1"),
    term("quantity", "PO102", f"{_CHANGED}/E3/C1", "self::*[not(self::POC)]/E2/C1"),
    # The units that X12 (element 355) and UN/ECE Recommendation 20 write alike.
    term("unit_code", "PO103", *(f"*[self::E3 or self::E5]/C1[. = '{code}']" for code in ("EA", "DZN", "KGM", "MTR", "LTR"))),
    term("net_price", "PO104", f"{_CHANGED}/E6/C1", "self::*[not(self::POC)]/E4/C1"),
    term("requested_delivery_date", "DTM", *_date("002", "106")),
)


def _document_type(message: etree._Element) -> DocumentType:
    if message.tag == "T810":
        # Transaction type codes of element 640: credit memo, credit invoice.
        is_credit = str(message.findtext("BIG/E7/C1") or "") in {"CR", "CN"}
        return DocumentType.CREDIT_NOTE if is_credit else DocumentType.INVOICE
    return _TYPES[str(message.tag)]


#: Root element -> how to read it.
SYNTAXES: Mapping[str, Syntax] = {
    "X12": Syntax(
        document_type=_document_type,
        header=_HEADER,
        lines=etree.XPath(_LINES),
        line=_LINE,
        tax_breakdown=etree.XPath("/.."),
        tax=(),
        texts=etree.XPath(f"{_LINES}/PID/E5/C1"),
        documents=etree.XPath("T810 | T850 | T855 | T860"),
    )
}
