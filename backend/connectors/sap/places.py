"""Where a document lives in SAP, how its receipt names it, and the property that our key stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, urlsplit

from backend.connectors.http import Json
from backend.connectors.sap.literals import text
from backend.errors import PostingRejected
from backend.model.case import Receipt

Record = dict[str, Json]


@dataclass(frozen=True)
class Set:
    """One entity set of a service, with its keys in their order."""

    service: str
    name: str
    keys: tuple[str, ...]

    @property
    def path(self) -> str:
        """Its path below the address of the system."""
        return f"sap/opu/odata/sap/{self.service}/{self.name}"

    def entity(self, values: Mapping[str, Json]) -> str:
        """The path of the one with these keys."""
        keys = ",".join(f"{key}={text(str(values[key]))}" for key in self.keys)
        # With a single key SAP takes its value alone as well, but names it itself so in links.
        return f"{self.path}({quote(keys, safe=chr(39) + ',=')})"


_SALES, _INVOICING, _PURCHASING = "API_SALES_ORDER_SRV", "API_SUPPLIERINVOICE_PROCESS_SRV", "API_PURCHASEORDER_PROCESS_SRV"
_PARTNERS = "API_BUSINESS_PARTNER"
ORDERS = Set(_SALES, "A_SalesOrder", ("SalesOrder",))
ORDER_ITEMS = Set(_SALES, "A_SalesOrderItem", ("SalesOrder", "SalesOrderItem"))
PRICES = Set(_SALES, "A_SalesOrderItemPrElement", ("SalesOrder", "SalesOrderItem", "PricingProcedureStep", "PricingProcedureCounter"))
ORDER_TEXTS = Set(_SALES, "A_SalesOrderText", ("SalesOrder", "Language", "LongTextID"))
INVOICES = Set(_INVOICING, "A_SupplierInvoice", ("SupplierInvoice", "FiscalYear"))
INVOICE_ITEMS = Set(_INVOICING, "A_SuplrInvcItemPurOrdRef", ("SupplierInvoice", "FiscalYear", "SupplierInvoiceItem"))
PURCHASE_ORDERS = Set(_PURCHASING, "A_PurchaseOrder", ("PurchaseOrder",))
PURCHASE_ORDER_ITEMS = Set(_PURCHASING, "A_PurchaseOrderItem", ("PurchaseOrder", "PurchaseOrderItem"))
PARTNERS = Set(_PARTNERS, "A_BusinessPartner", ("BusinessPartner",))
CUSTOMERS = Set(_PARTNERS, "A_Customer", ("Customer",))
SHIP_TO_PARTIES = Set(
    _PARTNERS,
    "A_CustSalesPartnerFunc",
    ("Customer", "SalesOrganization", "DistributionChannel", "Division", "PartnerCounter", "PartnerFunction"),
)
SUPPLIERS = Set(_PARTNERS, "A_Supplier", ("Supplier",))
PRODUCTS = Set("API_PRODUCT_SRV", "A_Product", ("Product",))
RECEIPTS = Set("API_MATERIAL_DOCUMENT_SRV", "A_MaterialDocumentItem", ("MaterialDocumentYear", "MaterialDocument", "MaterialDocumentItem"))
STOCK = Set(
    "API_MATERIAL_STOCK_SRV",
    "A_MatlStkInAcctMod",
    (
        "Material", "Plant", "StorageLocation", "Batch", "Supplier", "Customer", "WBSElementInternalID", "SDDocument", "SDDocumentItem",
        "InventorySpecialStockType", "InventoryStockType",
    ),
)  # fmt: skip
CUSTOMER_MATERIALS = Set(
    "API_CUSTOMER_MATERIAL_SRV", "A_CustomerMaterial", ("SalesOrganization", "DistributionChannel", "Customer", "Material")
)
INFO_RECORDS = Set("API_INFORECORD_PROCESS_SRV", "A_PurchasingInfoRecord", ("PurchasingInfoRecord",))
MOVEMENTS = Set("API_MATERIAL_DOCUMENT_SRV", "A_MaterialDocumentHeader", ("MaterialDocumentYear", "MaterialDocument"))
COMPANIES = Set("API_COMPANYCODE_SRV", "A_CompanyCode", ("CompanyCode",))
FILES = Set(
    "API_CV_ATTACHMENT_SRV",
    "AttachmentContentSet",
    (
        "DocumentInfoRecordDocType", "DocumentInfoRecordDocNumber", "DocumentInfoRecordDocVersion", "DocumentInfoRecordDocPart",
        "LogicalDocument", "ArchiveDocumentID", "LinkedSAPObjectKey", "BusinessObjectTypeName",
    ),
)  # fmt: skip

#: Where our key stands: properties of sufficient length that can be set and filtered by, beside the partner's number and without a meaning
#: for deliveries or payments. The ship-to party's order number is entered by hand where it is used; the header text goes on to the journal.
ORDER_KEY, INVOICE_KEY = "PurchaseOrderByShipToParty", "DocumentHeaderText"
#: SupplierInvoiceStatus: parked, the only one that we give; and those in which it has not reached the purchase order's history.
PARKED, DELETED = "A", "2"
HELD = frozenset({"C", "D"})
#: Characters of the supplier's number that SAP keeps as its reference; the whole one stands in the supplier's line item text.
_REFERENCE = 16
#: Characters of a number that SAP gives, and of those that are longer.
_NUMBER, _LENGTHS = 10, {"Product": 40, "Material": 40}


def finished(key: str) -> str:
    """What stands there in an order whose totals are right; a key may be longer than the property."""
    return sha256(key.encode()).hexdigest()[:32].upper()


def unfinished(key: str) -> str:
    """What stands there until then."""
    return f"{finished(key)}-0"


def invoice_mark(key: str) -> str:
    """What stands in an invoice, which is made whole by one call; the header text has 25 characters."""
    return finished(key)[:24]


def is_number(number: str, name: str = "") -> bool:
    """Whether it can be the value of a property that numbers documents, partners or products: SAP refuses to look for longer ones."""
    return 0 < len(number) <= _LENGTHS.get(name, _NUMBER)


def reference_of(number: str) -> str:
    """A supplier's number as SAP keeps it: the end of a long one, which tells it from the others, in upper case."""
    return number[-_REFERENCE:].upper()


def number_of(invoice: Record) -> str:
    """The supplier's number of an invoice in SAP, whole where it was kept whole."""
    reference, whole = str(invoice["SupplierInvoiceIDByInvcgParty"] or ""), str(invoice["SupplierPostingLineItemText"] or "")
    return whole if len(whole) > len(reference) and reference_of(whole) == reference else reference


def order_receipt(url: str, number: str) -> Receipt:
    """The receipt of a sales order."""
    return Receipt(f"order,{number}", number, _link(url, f"SalesOrder-display?SalesOrder={quote(number, safe='')}"))


def invoice_receipt(url: str, invoice: Record) -> Receipt:
    """The receipt of a supplier invoice; its number is unique in a fiscal year only."""
    number, year = invoice["SupplierInvoice"], invoice["FiscalYear"]
    place = f"SupplierInvoice-displayAdvanced?SupplierInvoice={quote(number, safe='')}&FiscalYear={quote(year, safe='')}"
    return Receipt(f"invoice,{number},{year}", number, _link(url, place))


def keys_of(receipt: Receipt) -> tuple[Set, Record]:
    """Where the document lives, and its keys; raises PostingRejected for a receipt that is not SAP's."""
    match receipt.id.split(","):
        case ["order", number]:
            return ORDERS, {"SalesOrder": number}
        case ["invoice", number, year]:
            return INVOICES, {"SupplierInvoice": number, "FiscalYear": year}
    raise unknown(receipt)


def unknown(receipt: Receipt) -> PostingRejected:
    """For a document that is not there any more, or never was."""
    return PostingRejected(f"{receipt.number} is not in SAP.", f"{receipt.number} n’est pas dans SAP.")


def _link(url: str, place: str) -> str:
    """The address of the document in the launchpad: in the Cloud people have another host name than programs."""
    parts = urlsplit(url)
    is_cloud = "-api." in parts.netloc
    launchpad = "ui" if is_cloud else "sap/bc/ui2/flp"
    return f"{parts.scheme}://{parts.netloc.replace('-api.', '.', 1) if is_cloud else parts.netloc}/{launchpad}#{place}"
