"""UBL 2.1 invoices, credit notes, orders, order changes and order responses: where each business term stands.

Paths are those of the EN 16931 syntax binding (CEN/TS 16931-3-2) and of Peppol BIS Ordering 3, with the places that
UBL 2.0 and national profiles use behind them.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from backend.extraction.xml_syntax import Syntax, invoice_type
from backend.extraction.xml_terms import Term, term
from backend.model.trade import DocumentType

_ORDERS: Mapping[str, DocumentType] = {
    "Order": DocumentType.ORDER,
    "OrderChange": DocumentType.ORDER_CHANGE,
    "OrderResponse": DocumentType.ORDER_CONFIRMATION,
    "OrderResponseSimple": DocumentType.ORDER_CONFIRMATION,
}
_TOTAL = "*[self::LegalMonetaryTotal or self::RequestedMonetaryTotal or self::AnticipatedMonetaryTotal]"
#: An amount in another currency than the document's is the accounting currency's (BT-111).
_IN_CURRENCY = (
    "[not(@currencyID) or not(ancestor::*/DocumentCurrencyCode) or @currencyID = normalize-space(ancestor::*/DocumentCurrencyCode)]"
)
#: VAT, or GST where that is what it is called.
_VAT = "[contains('|VAT|vat|GST|', concat('|', normalize-space(TaxScheme/ID), '|'))]"
#: SIREN and SIRET as ISO 6523 codes (BT-29-1, BT-30-1) and by name.
_FRENCH = "[@schemeID = '0009' or @schemeID = '0002' or @schemeID = 'SIRET' or @schemeID = 'SIREN']"
_GTIN = "[@schemeID = '0160' or @schemeID = 'GTIN' or @schemeID = 'EAN' or not(@schemeID)]"


def _party(name: str, party: str, *ids: str) -> tuple[Term, ...]:
    """The terms of the seller or the buyer: name, VAT identifier and legal registration."""
    name_id, vat_id, legal_id = ids
    return (
        term(f"{name}_name", name_id, f"{party}/PartyLegalEntity/RegistrationName", f"{party}/PartyName/Name",
             f"{party}/Contact/Name"),
        term(f"{name}_vat_id", vat_id, f"{party}/PartyTaxScheme{_VAT}/CompanyID", f"{party}/PartyTaxScheme[not(TaxScheme/ID)]/CompanyID"),
        term(f"{name}_legal_id", legal_id, f"{party}/PartyLegalEntity/CompanyID", f"{party}/PartyIdentification/ID{_FRENCH}"),
    )  # fmt: skip


_DELIVERY_DATES = (
    "Delivery/RequestedDeliveryPeriod/EndDate",
    "Delivery/RequestedDeliveryPeriod/StartDate",
    "Delivery/PromisedDeliveryPeriod/EndDate",
    "Delivery/PromisedDeliveryPeriod/StartDate",
    "Delivery/LatestDeliveryDate",
)
#: What stands between the sum of the lines and the total without VAT (BR-CO-13).
_CHARGES = (
    term("allowance_total_amount", "BT-107", f"{_TOTAL}/AllowanceTotalAmount"),
    term("charge_total_amount", "BT-108", f"{_TOTAL}/ChargeTotalAmount"),
)
_INVOICE = (
    term("invoice_number", "BT-1", "ID"),
    term("issue_date", "BT-2", "IssueDate"),
    term("due_date", "BT-9", "DueDate", "PaymentMeans/PaymentDueDate", "PaymentTerms/PaymentDueDate"),
    term("currency", "BT-5", "DocumentCurrencyCode", f"{_TOTAL}/PayableAmount/@currencyID"),
    term("tax_exclusive_amount", "BT-109", f"{_TOTAL}/TaxExclusiveAmount"),
    term("tax_amount", "BT-110", f"TaxTotal[TaxSubtotal]/TaxAmount{_IN_CURRENCY}", f"TaxTotal/TaxAmount{_IN_CURRENCY}"),
    term("tax_inclusive_amount", "BT-112", f"{_TOTAL}/TaxInclusiveAmount"),
    term("prepaid_amount", "BT-113", f"{_TOTAL}/PrepaidAmount"),
    term("rounding_amount", "BT-114", f"{_TOTAL}/PayableRoundingAmount"),
    term("payable_amount", "BT-115", f"{_TOTAL}/PayableAmount"),
    term("order_reference", "BT-13", "OrderReference/ID"),
    term("preceding_invoice_reference", "BT-25", "BillingReference/InvoiceDocumentReference/ID",
         "BillingReference/CreditNoteDocumentReference/ID"),
    *_party("seller", "AccountingSupplierParty/Party", "BT-27", "BT-31", "BT-30"),
    term("payment_iban", "BT-84", "PaymentMeans/PayeeFinancialAccount/ID"),
    term("payment_bic", "BT-86", "PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/ID",
         "PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/FinancialInstitution/ID"),
    *_party("buyer", "AccountingCustomerParty/Party", "BT-44", "BT-48", "BT-47"),
    term("payment_terms", "BT-20", "PaymentTerms/Note"),
    *_CHARGES,
)  # fmt: skip

_ADDRESS = "Delivery[1]/*[self::DeliveryLocation or self::DeliveryAddress]/descendant-or-self::*[self::Address or self::DeliveryAddress]"
_ORDER = (
    term("order_number", "Order ID", "ID"),
    term("order_reference", "Order reference", "OrderReference/ID"),
    term("issue_date", "Issue date", "IssueDate"),
    term("requested_delivery_date", "Requested delivery", *_DELIVERY_DATES),
    term("currency", "Currency", "DocumentCurrencyCode", f"{_TOTAL}/PayableAmount/@currencyID", ".//PriceAmount/@currencyID"),
    *_party("buyer", "BuyerCustomerParty/Party", "Buyer name", "Buyer VAT identifier", "Buyer legal registration"),
    *_party("seller", "SellerSupplierParty/Party", "Seller name", "Seller VAT identifier", "Seller legal registration"),
    term("delivery_address", "Delivery address", "Delivery[1]/DeliveryParty/PartyName/Name", f"{_ADDRESS}/StreetName",
         f"{_ADDRESS}/AdditionalStreetName", f"{_ADDRESS}/AddressLine/Line", f"{_ADDRESS}/PostalZone", f"{_ADDRESS}/CityName",
         f"{_ADDRESS}/Country/IdentificationCode", joint=", "),
    term("quotation_reference", "Quotation", "QuotationDocumentReference/ID"),
    term("payment_terms", "Payment terms", "PaymentTerms/Note"),
    term("tax_exclusive_amount", "Total without VAT", f"{_TOTAL}/TaxExclusiveAmount"),
    term("tax_amount", "Total VAT", f"TaxTotal/TaxAmount{_IN_CURRENCY}"),
    term("tax_inclusive_amount", "Total with VAT", f"{_TOTAL}/TaxInclusiveAmount"),
    *_CHARGES,
)  # fmt: skip

_QUANTITY = "*[self::InvoicedQuantity or self::CreditedQuantity or self::Quantity]"
_LINE = (
    term("line_number", "BT-126", "ID"),
    term("line_status", "Line status", "LineStatusCode"),
    term("buyer_item_id", "BT-156", "Item/BuyersItemIdentification/ID"),
    term("seller_item_id", "BT-155", "Item/SellersItemIdentification/ID"),
    term("gtin", "BT-157", f"Item/StandardItemIdentification/ID{_GTIN}"),
    term("description", "BT-153", "Item/Name", "Item/Description", "Note"),
    term("quantity", "BT-129", _QUANTITY),
    term("unit_code", "BT-130", f"{_QUANTITY}/@unitCode"),
    term("net_price", "BT-146", "Price/PriceAmount"),
    term("base_quantity", "BT-149", "Price/BaseQuantity"),
    term("base_unit_code", "BT-150", "Price/BaseQuantity/@unitCode"),
    term("gross_price", "BT-148", "Price/AllowanceCharge/BaseAmount"),
    term("price_discount", "BT-147", "Price/AllowanceCharge/Amount"),
    term("line_amount", "BT-131", "LineExtensionAmount"),
    term("tax_rate", "BT-152", f"Item/ClassifiedTaxCategory{_VAT}/Percent", "Item/ClassifiedTaxCategory[not(TaxScheme/ID)]/Percent",
         f"TaxTotal/TaxSubtotal/TaxCategory{_VAT}/Percent", "TaxTotal/TaxSubtotal/Percent"),
    term("requested_delivery_date", "Requested delivery", *_DELIVERY_DATES),
)  # fmt: skip

_TAX = (
    term("tax_rate", "BT-119", "TaxCategory/Percent", "Percent"),
    term("taxable_amount", "BT-116", "TaxableAmount"),
    term("tax_amount", "BT-117", f"TaxAmount{_IN_CURRENCY}"),
    term("tax_category", "BT-118", "TaxCategory/ID"),
)
_CHARGE = (
    term("amount", "BT-92, BT-99", "Amount"),
    term("reason", "BT-97, BT-104", "AllowanceChargeReason"),
    term("is_charge", "ChargeIndicator", "ChargeIndicator"),
)


def _invoice_type(root: etree._Element) -> DocumentType:
    return DocumentType.CREDIT_NOTE if root.tag == "CreditNote" else invoice_type(str(root.findtext("InvoiceTypeCode") or ""))


def _order_type(root: etree._Element) -> DocumentType:
    return _ORDERS[str(root.tag)]


_BILLING = Syntax(
    document_type=_invoice_type,
    header=_INVOICE,
    lines=etree.XPath("InvoiceLine | CreditNoteLine"),
    line=_LINE,
    tax_breakdown=etree.XPath(f"TaxTotal[TaxAmount{_IN_CURRENCY}]/TaxSubtotal"),
    tax=_TAX,
    charges=etree.XPath("AllowanceCharge"),
    charge=_CHARGE,
    texts=etree.XPath("Note | PaymentTerms/Note | *[self::InvoiceLine or self::CreditNoteLine]/Item/*[self::Name or self::Description]"),
)
_ORDERING = Syntax(
    document_type=_order_type,
    header=_ORDER,
    lines=etree.XPath("OrderLine/LineItem"),
    line=_LINE,
    tax_breakdown=etree.XPath("TaxTotal/TaxSubtotal"),
    tax=_TAX,
    charges=etree.XPath("AllowanceCharge"),
    charge=_CHARGE,
    texts=etree.XPath("Note | PaymentTerms/Note | OrderLine/LineItem/Item/*[self::Name or self::Description]"),
)

#: Root element -> how to read it.
SYNTAXES: Mapping[str, Syntax] = {"Invoice": _BILLING, "CreditNote": _BILLING, **dict.fromkeys(_ORDERS, _ORDERING)}
