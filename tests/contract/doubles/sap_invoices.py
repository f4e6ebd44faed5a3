"""Supplier invoices in SAP: parked ones are taken as they are, posted ones must balance; parked ones are deleted, posted ones reversed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.contract.doubles.sap_metadata import SETS
from tests.contract.doubles.sap_values import Refusal, Row, read

if TYPE_CHECKING:
    from tests.contract.doubles.sap_business import Business

_NEEDED = ("CompanyCode", "DocumentDate", "PostingDate", "InvoicingParty", "DocumentCurrency", "InvoiceGrossAmount")
_POSTED, _PARKED, _DELETED = frozenset({"", "5"}), frozenset({"A", "B", "C", "D", "E"}), "2"
_REASONS = frozenset({"01", "02"})
_ITEMS = {"to_SuplrInvcItemPurOrdRef": "A_SuplrInvcItemPurOrdRef", "to_SupplierInvoiceItemGLAcct": "A_SupplierInvoiceItemGLAcct"}


def create(business: Business, values: Mapping[str, Any]) -> Row:
    """The invoice; parked, held or posted by its status."""
    header = read(SETS["A_SupplierInvoice"], values, "c")
    for name in _NEEDED:
        if not header.get(name):
            raise Refusal(400, "M8/282", f"Enter {name}")
    _must_be_bookable(business, header)
    keys = {"SupplierInvoice": str(next(business.invoices)), "FiscalYear": str(header["PostingDate"].year)}
    row = business.insert("A_SupplierInvoice", **header, **keys)
    seen: set[str] = set()
    total = Decimal(0)
    for navigation, name in _ITEMS.items():
        for one in values.get(navigation, {}).get("results", []):
            item = read(SETS[name], one, "c")
            number = item.pop("SupplierInvoiceItem", "").lstrip("0")
            if not number or number in seen:
                raise Refusal(400, "M8/321", "Enter an item number that is not used yet")
            seen.add(number)
            total += _order_item(business, row, item) if name.endswith("Ref") else _account_item(business, row, item)
            business.insert(name, **item, **keys, SupplierInvoiceItem=number)
    for n, one in enumerate(values.get("to_SupplierInvoiceTax", {}).get("results", []), 1):
        tax = read(SETS["A_SupplierInvoiceTax"], one, "c")
        _must_know(business, tax)
        total += tax["TaxAmount"]
        business.insert("A_SupplierInvoiceTax", **tax, **keys, SupplierInvoiceTaxCounter=str(n))
    if row["SupplierInvoiceStatus"] in _POSTED and total != row["InvoiceGrossAmount"]:
        raise Refusal(400, "M8/534", f"Balance not zero: {row['InvoiceGrossAmount'] - total}")
    return row


def delete(row: Row) -> None:
    """Delete an invoice that is not posted: it stays, with the status that says so."""
    if row["SupplierInvoiceStatus"] not in _PARKED:
        raise Refusal(400, "M8/147", f"Invoice document {row['SupplierInvoice']} is already posted and cannot be deleted")
    row["SupplierInvoiceStatus"] = _DELETED


def cancel(business: Business, SupplierInvoice: str, FiscalYear: str, ReversalReason: str, PostingDate: str) -> Row:  # noqa: N803
    """Reverse a posted invoice by another one; the parameters have the names of the function import."""
    row = business.at("A_SupplierInvoice", {"SupplierInvoice": SupplierInvoice, "FiscalYear": FiscalYear})
    if ReversalReason not in _REASONS:
        raise Refusal(400, "F5/734", f"Reversal reason {ReversalReason} is not defined")
    if row["SupplierInvoiceStatus"] not in _POSTED or row["ReverseDocument"]:
        raise Refusal(400, "M8/409", f"Invoice document {SupplierInvoice} cannot be reversed")
    day = datetime.fromisoformat(PostingDate).replace(tzinfo=UTC)
    _must_be_open(business, day)
    year = str(day.year)
    other = business.insert(
        "A_SupplierInvoice",
        **{**row, "SupplierInvoice": str(next(business.invoices)), "FiscalYear": year, "ReverseDocument": SupplierInvoice},
    )
    row.update(ReverseDocument=other["SupplierInvoice"], ReverseDocumentFiscalYear=year, IsReversed=True)
    return {"ReverseDocument": other["SupplierInvoice"], "FiscalYear": year, "Success": True}


def _must_be_bookable(business: Business, header: Row) -> None:
    if not any(one["CompanyCode"] == header["CompanyCode"] for one in business.tables["A_CompanyCode"]):
        raise Refusal(400, "F5/165", f"Company code {header['CompanyCode']} does not exist")
    known = {(one["Supplier"], one["CompanyCode"]) for one in business.tables["A_SupplierCompany"]}
    if (header["InvoicingParty"], header["CompanyCode"]) not in known:
        raise Refusal(400, "F5/321", f"Account {header['InvoicingParty']} is not defined in company code {header['CompanyCode']}")
    _must_be_open(business, header["PostingDate"])


def _must_be_open(business: Business, day: datetime) -> None:
    if day < business.open_from:
        raise Refusal(400, "F5/201", f"Posting period {day.month:03d} {day.year} is not open")


def _order_item(business: Business, invoice: Row, item: Row) -> Decimal:
    wanted = (item.get("PurchaseOrder"), (item.get("PurchaseOrderItem") or "").lstrip("0"))
    lines = {(one["PurchaseOrder"], one["PurchaseOrderItem"]): one for one in business.tables["A_PurchaseOrderItem"]}
    ordered = lines.get(wanted)
    if ordered is None or ordered["PurchasingDocumentDeletionCode"]:
        raise Refusal(400, "M8/504", f"Purchase order item {item.get('PurchaseOrder')} {item.get('PurchaseOrderItem')} does not exist")
    if item.get("PurchaseOrderQuantityUnit") != ordered["PurchaseOrderQuantityUnit"]:
        raise Refusal(400, "M8/080", f"Enter the order unit {ordered['PurchaseOrderQuantityUnit']}")
    if ordered["InvoiceIsGoodsReceiptBased"]:
        _must_name_receipt(business, item)
    _must_fit(business, invoice, item)
    item["PurchaseOrderItem"] = ordered["PurchaseOrderItem"]
    return item["SupplierInvoiceItemAmount"]


def _must_name_receipt(business: Business, item: Row) -> None:
    named = (item.get("ReferenceDocument"), item.get("ReferenceDocumentFiscalYear"), item.get("ReferenceDocumentItem"))
    receipts = business.tables["A_MaterialDocumentItem"]
    if named not in {(one["MaterialDocument"], one["MaterialDocumentYear"], one["MaterialDocumentItem"]) for one in receipts}:
        raise Refusal(400, "M8/286", f"Enter a goods receipt for purchase order item {item['PurchaseOrder']} {item['PurchaseOrderItem']}")


def _account_item(business: Business, invoice: Row, item: Row) -> Decimal:
    if item.get("GLAccount") not in business.accounts:
        raise Refusal(400, "F5/506", f"G/L account {item.get('GLAccount')} is not defined in the chart of accounts")
    if item.get("DebitCreditCode") not in {"S", "H"}:
        raise Refusal(400, "M8/203", "Enter the debit/credit indicator")
    _must_fit(business, invoice, item)
    is_plus = (item["DebitCreditCode"] == "S") != (invoice["SupplierInvoiceIsCreditMemo"] == "X")
    return item["SupplierInvoiceItemAmount"] * (1 if is_plus else -1)


def _must_fit(business: Business, invoice: Row, item: Row) -> None:
    if item.get("DocumentCurrency") != invoice["DocumentCurrency"]:
        raise Refusal(400, "M8/005", "The currency of the item is not that of the invoice")
    if item.get("SupplierInvoiceItemAmount", Decimal(0)) < 0:
        raise Refusal(400, "M8/091", "Enter an amount that is not negative")
    if item.get("TaxCode"):
        _must_know(business, item)


def _must_know(business: Business, row: Row) -> None:
    if row["TaxCode"] not in business.tax_codes:
        raise Refusal(400, "FF/703", f"Tax code {row['TaxCode']} does not exist in procedure TAXFR")
