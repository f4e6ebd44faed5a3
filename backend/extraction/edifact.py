"""UN/EDIFACT D.96A ORDERS, ORDCHG, ORDRSP and INVOIC, later directories included: where each business term stands.

The paths are those of the reader's XML. Codes are those of UN/EDIFACT 1153 (references), 2005 (dates), 3035 (parties), 5025 (amounts),
5125 (prices), 6063 (quantities) and 7143 (item numbers); an invoice's terms stand where the EN 16931 EDIFACT binding (CEN/TS 16931-3-4)
and the EANCOM guidelines put them.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from backend.extraction.xml_syntax import Syntax, invoice_type
from backend.extraction.xml_terms import Term, term
from backend.model.trade import DocumentType

_TYPES: Mapping[str, DocumentType] = {
    "ORDERS": DocumentType.ORDER,
    "ORDCHG": DocumentType.ORDER_CHANGE,
    "ORDRSP": DocumentType.ORDER_CONFIRMATION,
}


def _coded(segment: str, *codes: str, component: str = "C2") -> tuple[str, ...]:
    """The paths to what a segment says under each of the codes, the most telling first."""
    return tuple(f"{segment}[E1/C1 = '{code}']/E1/{component}" for code in codes)


def _total(*codes: str) -> tuple[str, ...]:
    """The paths to an amount of the summary section, which some senders do not set apart."""
    return tuple(path for code in codes for path in (*_coded("UNS/MOA", code), *_coded("MOA", code)))


def _party(name: str, vat: str, legal: str, *codes: str) -> tuple[Term, ...]:
    parties = [f"NAD[E1/C1 = '{code}']" for code in codes]
    return (
        term(f"{name}_name", "NAD C080", *(f"{party}/{place}" for party in parties for place in ("E4/C1", "E3/C1"))),
        term(f"{name}_vat_id", vat, *(path for party in parties for path in _coded(f"{party}/RFF", "VA"))),
        term(f"{name}_legal_id", legal, *(path for party in parties for path in _coded(f"{party}/RFF", "GN", "XA", "ARA"))),
    )


_INVOICE, _ORDER = "self::INVOIC", "self::*[not(self::INVOIC)]"
_SHIP_TO = f"{_ORDER}/NAD[E1/C1 = 'DP' or E1/C1 = 'ST'][1]"
#: An account number that is no IBAN has no place.
_ACCOUNT = "FII[E1/C1 = 'RB' or E1/C1 = 'BF']/E2/C1[string-length() > 14]"
_HEADER = (
    term("invoice_number", "BT-1", f"{_INVOICE}/BGM/E2/C1"),
    term("order_number", "BGM 1004", f"{_ORDER}/BGM/E2/C1"),
    term("issue_date", "BT-2", *_coded("DTM", "137", "3", "4")),
    term("due_date", "BT-9", *_coded(f"{_INVOICE}/PAT/DTM", "13", "12"), *_coded(f"{_INVOICE}/DTM", "13")),
    term("requested_delivery_date", "DTM 2", *_coded(f"{_ORDER}/DTM", "2", "69", "64", "63", "76", "10", "17")),
    term("currency", "BT-5", "CUX/*[C1 = '2']/C2"),
    term("tax_exclusive_amount", "BT-109", *_total("389", "125", "79")),
    # The one total of an order is without tax, as the prices of its lines are.
    term("tax_exclusive_amount", "MOA 86", *(f"{_ORDER}/{path}" for path in _total("86", "128"))),
    term("tax_amount", "BT-110", *_total("176", "124", "150")),
    term("tax_inclusive_amount", "BT-112", *_total("388", "77"), *(f"{_INVOICE}/{path}" for path in _total("39", "86", "128"))),
    term("prepaid_amount", "BT-113", *_total("113")),
    term("payable_amount", "BT-115", *_total("9")),
    term("allowance_total_amount", "BT-107", *_total("260")),
    term("charge_total_amount", "BT-108", *_total("259")),
    term("order_reference", "BT-13", *_coded("RFF", "ON", "VN")),
    term("preceding_invoice_reference", "BT-25", *_coded(f"{_INVOICE}/RFF", "IV", "OI")),
    term("quotation_reference", "RFF AAG", *_coded(f"{_ORDER}/RFF", "AAG", "PR")),
    term("payment_iban", "BT-84", f"NAD/{_ACCOUNT}", _ACCOUNT),
    *_party("buyer", "BT-48", "BT-47", "BY", "IV", "BO"),
    *_party("seller", "BT-31", "BT-30", "SU", "SE", "II"),
    term("delivery_address", "NAD DP", f"{_SHIP_TO}/E4/C1", f"{_SHIP_TO}/E5/C1", f"{_SHIP_TO}/E5/C2", f"{_SHIP_TO}/E8/C1",
         f"{_SHIP_TO}/E6/C1", f"{_SHIP_TO}/E9/C1", joint=", "),
    term("payment_terms", "BT-20", "FTX[E1/C1 = 'AAB']/E4/C1", "PAT/E2/C4", "PAT/E2/C5"),
)  # fmt: skip

_LINE = (
    term("line_number", "BT-126", "E1/C1"),
    term("line_status", "LIN 1229", "E2/C1"),
    term("gtin", "BT-157", "E3[C2 = 'EN' or C2 = 'SRS' or C2 = 'SRV' or C2 = 'UP' or not(C2)]/C1", "PIA/*[C2 = 'EN' or C2 = 'SRV']/C1"),
    term("buyer_item_id", "BT-156", "E3[C2 = 'IN' or C2 = 'BP']/C1", "PIA/*[C2 = 'IN' or C2 = 'BP']/C1"),
    term("seller_item_id", "BT-155", "E3[C2 = 'SA' or C2 = 'VN' or C2 = 'VP' or C2 = 'IB']/C1",
         "PIA/*[C2 = 'SA' or C2 = 'VN' or C2 = 'VP']/C1"),
    term("description", "BT-153", "IMD/E3/*[self::C4 or self::C5]", joint=" "),
    term("description", "BT-154", "FTX[E1/C1 = 'AFM']/E4/C1"),
    term("quantity", "BT-129", *_coded("QTY", "47", "21", "1", "12", "46")),
    term("unit_code", "BT-130", *_coded("QTY", "47", "21", "1", "12", "46", component="C3"), "PRI/E1/C6"),
    term("net_price", "BT-146", *_coded("PRI", "AAA", "CAL", "INV", "NTP")),
    term("gross_price", "BT-148", *_coded("PRI[not(../ALC)]", "AAB", "GRP")),
    term("base_quantity", "BT-149", "PRI/E1/C5"),
    term("base_unit_code", "BT-150", "PRI[E1/C5]/E1/C6"),
    term("line_amount", "BT-131", *_coded("MOA", "203", "66", "38")),
    term("tax_rate", "BT-152", "TAX[E2/C1 = 'VAT']/E5/C4"),
    term("requested_delivery_date", "DTM 2", *_coded("DTM", "2", "69", "64", "63", "76")),
)  # fmt: skip
_TAX = (
    term("tax_rate", "BT-119", "E5/C4"),
    term("taxable_amount", "BT-116", *_coded("MOA", "125")),
    term("tax_amount", "BT-117", *_coded("MOA", "124")),
    term("tax_category", "BT-118", "E6/C1"),
)


def _document_type(message: etree._Element) -> DocumentType:
    return _TYPES.get(str(message.tag)) or invoice_type(str(message.findtext("BGM/E1/C1") or ""))


#: Root element -> how to read it.
SYNTAXES: Mapping[str, Syntax] = {
    "EDIFACT": Syntax(
        document_type=_document_type,
        header=_HEADER,
        lines=etree.XPath("LIN"),
        line=_LINE,
        tax_breakdown=etree.XPath("UNS/TAX[E2/C1 = 'VAT']"),
        tax=_TAX,
        texts=etree.XPath("FTX/E4/C1 | LIN/IMD/E3/C4"),
        documents=etree.XPath("INVOIC | ORDERS | ORDCHG | ORDRSP"),
    )
}
