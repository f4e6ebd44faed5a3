"""UN/CEFACT cross industry invoices (Factur-X, ZUGFeRD 1 and 2, XRechnung) and Order-X: where each business term stands.

Paths are those of the EN 16931 syntax binding (CEN/TS 16931-3-3) for CII D16B and D22B, of Order-X 1.0 (SCRDM CCBDA CIO), and
of ZUGFeRD 1.0, whose elements differ in name only.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from backend.extraction.xml_syntax import Syntax, invoice_type
from backend.extraction.xml_terms import Term, term
from backend.model.trade import DocumentType

#: UNTDID 1001 codes of Order-X.
_ORDERS: Mapping[str, DocumentType] = {
    "220": DocumentType.ORDER,
    "230": DocumentType.ORDER_CHANGE,
    "231": DocumentType.ORDER_CONFIRMATION,
}


def _either(*names: str) -> str:
    """One step of an XPath to an element that has had several names."""
    return f"*[{' or '.join(f'self::{name}' for name in names)}]"


_DOCUMENT = _either("ExchangedDocument", "HeaderExchangedDocument")
_TRADE = _either("SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction")
_AGREEMENT = f"{_TRADE}/{_either('ApplicableHeaderTradeAgreement', 'ApplicableSupplyChainTradeAgreement')}"
_DELIVERY = f"{_TRADE}/{_either('ApplicableHeaderTradeDelivery', 'ApplicableSupplyChainTradeDelivery')}"
_SETTLEMENT = f"{_TRADE}/{_either('ApplicableHeaderTradeSettlement', 'ApplicableSupplyChainTradeSettlement')}"
_SUM = f"{_SETTLEMENT}/{_either('SpecifiedTradeSettlementHeaderMonetarySummation', 'SpecifiedTradeSettlementMonetarySummation')}"
_MEANS = f"{_SETTLEMENT}/SpecifiedTradeSettlementPaymentMeans"
_CURRENCY = _either("InvoiceCurrencyCode", "OrderCurrencyCode")
#: An amount in another currency than the document's is the accounting currency's (BT-111).
_IN_CURRENCY = f"[not(@currencyID) or not(../../{_CURRENCY}) or @currencyID = normalize-space(../../{_CURRENCY})]"
_NUMBER = _either("IssuerAssignedID", "ID")
_RATE = _either("RateApplicablePercent", "ApplicablePercent")
_VAT = "[not(TypeCode) or normalize-space(TypeCode) = 'VAT']"
#: SIREN and SIRET as ISO 6523 codes (BT-29-1, BT-30-1).
_FRENCH = "[@schemeID = '0009' or @schemeID = '0002']"


def _party(name: str, party: str, *ids: str) -> tuple[Term, ...]:
    """The terms of the seller or the buyer: name, VAT identifier and legal registration."""
    name_id, vat_id, legal_id = ids
    return (
        term(f"{name}_name", name_id, f"{party}/Name", f"{party}/SpecifiedLegalOrganization/TradingBusinessName",
             f"{party}/DefinedTradeContact/PersonName"),
        term(f"{name}_vat_id", vat_id, f"{party}/SpecifiedTaxRegistration/ID[@schemeID = 'VA' or @schemeID = 'VAT']"),
        term(f"{name}_legal_id", legal_id, f"{party}/SpecifiedLegalOrganization/ID", f"{party}/GlobalID{_FRENCH}", f"{party}/ID{_FRENCH}"),
    )  # fmt: skip


def _date(path: str) -> tuple[str, str, str]:
    """Where a date stands below its element: CII qualifies it or not, and some senders leave the inner element out."""
    return (f"{path}/*[self::DateTimeString or self::DateString]", f"{path}/*[self::DateTime or self::Date]", f"{path}[not(*)]")


_COMMON = (
    term("issue_date", "BT-2", *_date(f"{_DOCUMENT}/IssueDateTime")),
    term("currency", "BT-5", f"{_SETTLEMENT}/{_CURRENCY}", f"{_SUM}/GrandTotalAmount/@currencyID", f"{_SUM}/TaxTotalAmount/@currencyID"),
    term("tax_exclusive_amount", "BT-109", f"{_SUM}/TaxBasisTotalAmount"),
    term("tax_amount", "BT-110", f"{_SUM}/TaxTotalAmount{_IN_CURRENCY}"),
    term("tax_inclusive_amount", "BT-112", f"{_SUM}/GrandTotalAmount"),
    *_party("seller", f"{_AGREEMENT}/SellerTradeParty", "BT-27", "BT-31", "BT-30"),
    *_party("buyer", f"{_AGREEMENT}/BuyerTradeParty", "BT-44", "BT-48", "BT-47"),
    term("order_reference", "BT-13", f"{_AGREEMENT}/BuyerOrderReferencedDocument/{_NUMBER}"),
    term("payment_terms", "BT-20", f"{_SETTLEMENT}/SpecifiedTradePaymentTerms/Description"),
    # What stands between the sum of the lines and the total without VAT (BR-CO-13).
    term("allowance_total_amount", "BT-107", f"{_SUM}/AllowanceTotalAmount"),
    term("charge_total_amount", "BT-108", f"{_SUM}/ChargeTotalAmount"),
)
_INVOICE = (
    term("invoice_number", "BT-1", f"{_DOCUMENT}/ID"),
    *_COMMON,
    term("due_date", "BT-9", *_date(f"{_SETTLEMENT}/SpecifiedTradePaymentTerms/DueDateDateTime")),
    term("prepaid_amount", "BT-113", f"{_SUM}/TotalPrepaidAmount"),
    term("rounding_amount", "BT-114", f"{_SUM}/RoundingAmount"),
    term("payable_amount", "BT-115", f"{_SUM}/DuePayableAmount"),
    term("preceding_invoice_reference", "BT-25", f"{_SETTLEMENT}/InvoiceReferencedDocument/{_NUMBER}",
         f"{_AGREEMENT}/InvoiceReferencedDocument/{_NUMBER}"),
    term("payment_iban", "BT-84", f"{_MEANS}/PayeePartyCreditorFinancialAccount/IBANID",
         f"{_MEANS}/PayeePartyCreditorFinancialAccount/ProprietaryID"),
    term("payment_bic", "BT-86", f"{_MEANS}/PayeeSpecifiedCreditorFinancialInstitution/BICID"),
)  # fmt: skip
_SHIP_TO = f"{_DELIVERY}/ShipToTradeParty"
_ADDRESS = f"{_SHIP_TO}/PostalTradeAddress"
_ORDER = (
    term("order_number", "BT-1", f"{_DOCUMENT}/ID"),
    *_COMMON,
    term("requested_delivery_date", "Requested delivery",
         *_date(f"{_DELIVERY}/RequestedDeliverySupplyChainEvent/OccurrenceDateTime"),
         *_date(f"{_DELIVERY}/RequestedDeliverySupplyChainEvent/OccurrenceSpecifiedPeriod/EndDateTime")),
    term("delivery_address", "Delivery address", f"{_SHIP_TO}/Name", f"{_ADDRESS}/LineOne", f"{_ADDRESS}/LineTwo",
         f"{_ADDRESS}/LineThree", f"{_ADDRESS}/PostcodeCode", f"{_ADDRESS}/CityName", f"{_ADDRESS}/CountryID", joint=", "),
    term("quotation_reference", "Quotation", f"{_AGREEMENT}/QuotationReferencedDocument/{_NUMBER}"),
)  # fmt: skip

_PRODUCT = "SpecifiedTradeProduct"
_LINE_AGREEMENT = _either("SpecifiedLineTradeAgreement", "SpecifiedSupplyChainTradeAgreement")
_LINE_DELIVERY = _either("SpecifiedLineTradeDelivery", "SpecifiedSupplyChainTradeDelivery")
_LINE_SETTLEMENT = _either("SpecifiedLineTradeSettlement", "SpecifiedSupplyChainTradeSettlement")
_LINE_SUM = f"{_LINE_SETTLEMENT}/{_either('SpecifiedTradeSettlementLineMonetarySummation', 'SpecifiedTradeSettlementMonetarySummation')}"
_NET = f"{_LINE_AGREEMENT}/NetPriceProductTradePrice"
_GROSS = f"{_LINE_AGREEMENT}/GrossPriceProductTradePrice"
_QUANTITY = f"{_LINE_DELIVERY}/{_either('BilledQuantity', 'AgreedQuantity', 'RequestedQuantity')}"
_LINE = (
    term("line_number", "BT-126", "AssociatedDocumentLineDocument/LineID"),
    term("buyer_item_id", "BT-156", f"{_PRODUCT}/BuyerAssignedID"),
    term("seller_item_id", "BT-155", f"{_PRODUCT}/SellerAssignedID"),
    term("gtin", "BT-157", f"{_PRODUCT}/GlobalID[@schemeID = '0160' or not(@schemeID)]"),
    term("description", "BT-153", f"{_PRODUCT}/Name", f"{_PRODUCT}/Description", "AssociatedDocumentLineDocument/IncludedNote/Content"),
    term("quantity", "BT-129", _QUANTITY),
    term("unit_code", "BT-130", f"{_QUANTITY}/@unitCode"),
    term("net_price", "BT-146", f"{_NET}/ChargeAmount"),
    term("base_quantity", "BT-149", f"{_NET}/BasisQuantity"),
    term("base_unit_code", "BT-150", f"{_NET}/BasisQuantity/@unitCode"),
    term("gross_price", "BT-148", f"{_GROSS}/ChargeAmount"),
    term("price_discount", "BT-147", f"{_GROSS}/AppliedTradeAllowanceCharge/ActualAmount"),
    term("line_amount", "BT-131", f"{_LINE_SUM}/{_either('LineTotalAmount', 'NetLineTotalAmount')}"),
    term("tax_rate", "BT-152", f"{_LINE_SETTLEMENT}/ApplicableTradeTax{_VAT}/{_RATE}"),
    term("requested_delivery_date", "Requested delivery",
         *_date(f"{_LINE_DELIVERY}/RequestedDeliverySupplyChainEvent/OccurrenceDateTime"),
         *_date(f"{_LINE_DELIVERY}/RequestedDeliverySupplyChainEvent/OccurrenceSpecifiedPeriod/EndDateTime")),
)  # fmt: skip
_TAX = (
    term("tax_rate", "BT-119", _RATE),
    term("taxable_amount", "BT-116", "BasisAmount"),
    term("tax_amount", "BT-117", "CalculatedAmount"),
    term("tax_category", "BT-118", "CategoryCode"),
)
_CHARGE = (
    term("amount", "BT-92, BT-99", "ActualAmount", "AppliedAmount"),
    term("reason", "BT-97, BT-104", "Reason", "Description"),
    term("is_charge", "ChargeIndicator", "ChargeIndicator/Indicator", "ChargeIndicator[not(*)]"),
)


def _invoice_type(root: etree._Element) -> DocumentType:
    return invoice_type(str(etree.XPath(f"string({_DOCUMENT}/TypeCode)")(root)))


def _order_type(root: etree._Element) -> DocumentType:
    code = str(etree.XPath(f"normalize-space({_DOCUMENT}/TypeCode)")(root))
    return _ORDERS.get(code, DocumentType.ORDER)


#: EXTENDED has lines that only group or inform (BT-X-8); ZUGFeRD 1 has lines that are notes.
_LINES = etree.XPath(
    f"{_TRADE}/IncludedSupplyChainTradeLineItem"
    "[not(AssociatedDocumentLineDocument/LineStatusReasonCode[. = 'GROUP' or . = 'INFORMATION'])]"
    f"[{_PRODUCT} or {_LINE_SUM}]"
)
_TEXTS = etree.XPath(
    f"{_DOCUMENT}/IncludedNote/Content | {_TRADE}/IncludedSupplyChainTradeLineItem/{_PRODUCT}/{_either('Name', 'Description')}"
)


def _syntax(header: tuple[Term, ...], *, is_order: bool) -> Syntax:
    return Syntax(
        document_type=_order_type if is_order else _invoice_type,
        header=header,
        lines=_LINES,
        line=_LINE,
        tax_breakdown=etree.XPath(f"{_SETTLEMENT}/ApplicableTradeTax"),
        tax=_TAX,
        charges=etree.XPath(f"{_SETTLEMENT}/{_either('SpecifiedTradeAllowanceCharge', 'SpecifiedLogisticsServiceCharge')}"),
        charge=_CHARGE,
        texts=_TEXTS,
    )


_BILLING = _syntax(_INVOICE, is_order=False)
#: Root element -> how to read it.
SYNTAXES: Mapping[str, Syntax] = {
    "CrossIndustryInvoice": _BILLING,
    "CrossIndustryDocument": _BILLING,
    "SCRDMCCBDACIOMessageStructure": _syntax(_ORDER, is_order=True),
}
