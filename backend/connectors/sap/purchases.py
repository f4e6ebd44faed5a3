"""SAP's purchase orders with what was received and invoiced of each line, which SAP keeps in the receipts and invoices themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from backend.connectors.sap.calls import Calls
from backend.connectors.sap.literals import cents, equal, read_day, read_decimal
from backend.connectors.sap.places import DELETED, HELD, INVOICE_ITEMS, INVOICES, MOVEMENTS, PURCHASE_ORDER_ITEMS, RECEIPTS, Record
from backend.connectors.sap.taxes import TaxCodes
from backend.connectors.sap.units import unit_code
from backend.model.catalog import PurchaseOrder, PurchaseOrderLine

#: What is asked of an order and of its items.
ORDER = ("Supplier", "DocumentCurrency", "PurchaseOrderDate", "ReleaseIsNotCompleted")
ITEM = (
    "Material", "PurchaseOrderItemText", "OrderQuantity", "PurchaseOrderQuantityUnit", "NetPriceAmount", "NetPriceQuantity", "TaxCode",
    "PurchasingDocumentDeletionCode", "IsCompletelyDelivered", "IsFinallyInvoiced", "InvoiceIsGoodsReceiptBased",
)  # fmt: skip
_RECEIPT = ("PurchaseOrder", "PurchaseOrderItem", "QuantityInEntryUnit", "DebitCreditCode", "GoodsMovementType", "GoodsMovementIsCancelled")
_INVOICED = (
    "PurchaseOrder", "PurchaseOrderItem", "QuantityInPurchaseOrderUnit", "IsSubsequentDebitCredit", "ReferenceDocument",
    "ReferenceDocumentFiscalYear", "ReferenceDocumentItem",
)  # fmt: skip
#: Movements into blocked stock, which is not received until it is released (105).
_BLOCKED = frozenset({"103", "104"})

#: A purchase order's number and the position of one of its lines, as SAP answers it, without zeros before it.
LineKey = tuple[str, str]
#: A receipt of goods: year, document and item.
ReceiptKey = tuple[str, str, str]


@dataclass(frozen=True)
class Part:
    """What an invoice's line says of one receipt."""

    quantity: Decimal
    amount: Decimal
    #: The properties that name the receipt, none where the line is invoiced as ordered.
    receipt: Record


@dataclass(frozen=True)
class Ordered:
    """What a purchase order's line tells an invoice."""

    unit: str
    tax_code: str
    #: Receipts with what is not invoiced of them, the oldest first; None where invoices do not name receipts.
    open_receipts: Sequence[tuple[ReceiptKey, Decimal]] | None = None

    def parts(self, quantity: Decimal, amount: Decimal) -> Iterator[Part]:
        """The quantity over the receipts; SAP itself says when more is invoiced than came."""
        left, unpaid = quantity, amount
        for (year, document, item), is_open in self.open_receipts or ():
            taken = min(left, is_open)
            share = unpaid if taken == left else cents(amount * taken / quantity)
            yield Part(taken, share, {"ReferenceDocument": document, "ReferenceDocumentFiscalYear": year, "ReferenceDocumentItem": item})
            left, unpaid = left - taken, unpaid - share
            if not left:
                return
        yield Part(left, unpaid, {})


@dataclass
class _History:
    """What came of the lines of some purchase orders."""

    received: dict[LineKey, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    invoiced: dict[LineKey, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    receipts: dict[LineKey, dict[ReceiptKey, Decimal]] = field(default_factory=lambda: defaultdict(dict))


def line_id(row: Record) -> str:
    """What we call a line of a purchase order."""
    number, position = _key(row)
    return f"{number}/{position}"


def line_key(identity: str) -> LineKey:
    """The number and position of what we call so."""
    number, _, position = identity.partition("/")
    return number, position


def read_ordered(calls: Calls, ids: Iterable[str]) -> Mapping[str, Ordered]:
    """What the lines with these ids tell an invoice; deleted ones are left out."""
    wanted = {line_key(identity) for identity in ids}
    numbers = [number for number, _ in wanted]
    rows = [row for row in calls.named(PURCHASE_ORDER_ITEMS, "PurchaseOrder", numbers, ITEM) if _key(row) in wanted]
    by_receipt = [row["PurchaseOrder"] for row in rows if row["InvoiceIsGoodsReceiptBased"]]
    history = _read_history(calls, by_receipt) if by_receipt else _History()
    return {line_id(row): _ordered(row, history) for row in rows if not row["PurchasingDocumentDeletionCode"]}


def numbers_moved(calls: Calls, of_receipts: Sequence[str], of_invoices: Sequence[str]) -> set[str]:
    """The numbers of purchase orders on which there are receipts or invoices for which these filters hold."""
    items = "to_MaterialDocumentItem"
    movements = calls.records(MOVEMENTS, of_receipts, (f"{items}/PurchaseOrder",), (items,))
    received = {item["PurchaseOrder"] for row in movements for item in row[items]["results"]}
    items = "to_SuplrInvcItemPurOrdRef"
    invoices = calls.records(INVOICES, of_invoices, (f"{items}/PurchaseOrder",), (items,))
    return (received | {item["PurchaseOrder"] for row in invoices for item in row[items]["results"]}) - {"", None}


def received_of(calls: Calls, rows: Sequence[Record]) -> Sequence[Decimal]:
    """What was received of each of these lines."""
    received = _read_received(calls, {row["PurchaseOrder"] for row in rows}).received
    return [received[_key(row)] for row in rows]


def with_history(calls: Calls, orders: Sequence[Record], codes: TaxCodes) -> Sequence[PurchaseOrder]:
    """The purchase orders that were read with their items; deleted lines are left out."""
    history = _read_history(calls, [order["PurchaseOrder"] for order in orders])
    return [_order(order, history, codes) for order in orders]


def _order(order: Record, history: _History, codes: TaxCodes) -> PurchaseOrder:
    rows = [row for row in order["to_PurchaseOrderItem"]["results"] if not row["PurchasingDocumentDeletionCode"]]
    return PurchaseOrder(
        id=order["PurchaseOrder"],
        number=order["PurchaseOrder"],
        supplier_id=order["Supplier"],
        currency=order["DocumentCurrency"],
        lines=tuple(_line(row, history, codes) for row in rows),
        issue_date=read_day(order["PurchaseOrderDate"]),
        status=_status(order, rows),
    )


def _status(order: Record, rows: Sequence[Record]) -> str:
    if order["ReleaseIsNotCompleted"]:
        return "not released"
    return "invoiced" if rows and all(row["IsFinallyInvoiced"] for row in rows) else "open"


def _line(row: Record, history: _History, codes: TaxCodes) -> PurchaseOrderLine:
    return PurchaseOrderLine(
        id=line_id(row),
        item_id=row["Material"] or "",
        description=row["PurchaseOrderItemText"] or "",
        quantity=read_decimal(row["OrderQuantity"]),
        # The price may be that of ten or a hundred.
        net_price=read_decimal(row["NetPriceAmount"]) / (read_decimal(row["NetPriceQuantity"]) or 1),
        received_quantity=history.received[_key(row)],
        invoiced_quantity=history.invoiced[_key(row)],
        unit_code=unit_code(row["PurchaseOrderQuantityUnit"]),
        tax_rate=codes.rates.get(row["TaxCode"] or ""),
    )


def _ordered(row: Record, history: _History) -> Ordered:
    is_by_receipt = bool(row["InvoiceIsGoodsReceiptBased"])
    receipts = [(key, quantity) for key, quantity in sorted(history.receipts[_key(row)].items()) if quantity > 0] if is_by_receipt else None
    return Ordered(row["PurchaseOrderQuantityUnit"] or "", row["TaxCode"] or "", receipts)


def _read_received(calls: Calls, numbers: Iterable[str]) -> _History:
    history = _History()
    for row in calls.named(RECEIPTS, "PurchaseOrder", numbers, _RECEIPT):
        if row["GoodsMovementType"] not in _BLOCKED:
            _receive(history, row)
    return history


def _read_history(calls: Calls, numbers: Iterable[str]) -> _History:
    wanted = list(numbers)
    history = _read_received(calls, wanted)
    items = list(calls.named(INVOICE_ITEMS, "PurchaseOrder", wanted, _INVOICED))
    signs = _signs(calls, items)
    for row in items:
        quantity = signs.get((row["SupplierInvoice"], row["FiscalYear"]), 0) * read_decimal(row["QuantityInPurchaseOrderUnit"])
        if not row["IsSubsequentDebitCredit"]:
            history.invoiced[_key(row)] += quantity
            receipts = history.receipts[_key(row)]
            named = (row["ReferenceDocumentFiscalYear"], row["ReferenceDocument"], _bare(row["ReferenceDocumentItem"]))
            if named in receipts:
                receipts[named] -= quantity
    return history


def _receive(history: _History, row: Record) -> None:
    # A receipt is a debit (S) of the stock; what takes it back is a credit.
    quantity = read_decimal(row["QuantityInEntryUnit"]) * (1 if row["DebitCreditCode"] == "S" else -1)
    history.received[_key(row)] += quantity
    if quantity > 0 and not row["GoodsMovementIsCancelled"]:
        document = (row["MaterialDocumentYear"], row["MaterialDocument"], _bare(row["MaterialDocumentItem"]))
        history.receipts[_key(row)][document] = quantity


def _signs(calls: Calls, items: Sequence[Record]) -> Mapping[tuple[str, str], int]:
    """Invoice -> 1, or -1 for a credit note; those that were deleted, reversed or only held are left out."""
    select = ("SupplierInvoiceStatus", "SupplierInvoiceIsCreditMemo")
    invoices = calls.named(
        INVOICES, "SupplierInvoice", (row["SupplierInvoice"] for row in items), select, also=[equal("ReverseDocument", "")]
    )
    return {
        (row["SupplierInvoice"], row["FiscalYear"]): -1 if row["SupplierInvoiceIsCreditMemo"] else 1
        for row in invoices
        if row["SupplierInvoiceStatus"] not in {DELETED, *HELD}
    }


def _key(row: Record) -> LineKey:
    return row["PurchaseOrder"], _bare(row["PurchaseOrderItem"])


def _bare(number: str | None) -> str:
    """A number without zeros before it: SAP is not the same in this everywhere."""
    return (number or "").lstrip("0")
