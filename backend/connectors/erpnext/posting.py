"""A confirmed document as ERPNext's, header, lines and taxes in one call; what it may refer to is looked up in batches before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from backend.connectors.addresses import DELIVER_TO
from backend.connectors.erpnext import taxes
from backend.connectors.erpnext.calls import Calls, Record
from backend.connectors.erpnext.places import INVOICE, SALE, doctype_of
from backend.connectors.http import Json
from backend.connectors.whole import OUR_QUOTATION, ROUNDING_LINE, described, rounding_due
from backend.errors import PostingRejected
from backend.model.trade import Confirmed, CreditNote, Invoice, Line, Order, Totals

_CENT = Decimal("0.01")
#: Characters that ERPNext keeps of an item's name.
_NAME = 140


@dataclass(frozen=True)
class References:
    """What the lines of a document refer to."""

    #: Item -> the unit that it is kept in.
    units: Mapping[str, str]
    #: The line of a purchase order -> its order and unit.
    ordered: Mapping[str, Record]
    #: The unit of a line without an item.
    usual_unit: str
    #: Item -> its row in the customer's quotation that an order answers.
    quoted: Mapping[str, Record] = field(default_factory=dict)


def read_references(calls: Calls, document: Confirmed) -> References:
    """What the document refers to; raises PostingRejected naming what ERPNext does not have."""
    party = document.customer if isinstance(document, Order) else document.supplier
    if not any(calls.named("Customer" if isinstance(document, Order) else "Supplier", [party.id], ())):
        raise PostingRejected(f"{party.name or party.id} is not in ERPNext.", f"« {party.name or party.id} » n’existe pas dans ERPNext.")
    lines = document.lines
    units = {row["name"]: row["stock_uom"] for row in calls.named("Item", (line.item_id for line in lines if line.item_id), ("stock_uom",))}
    wanted = [line.purchase_order_line_id for line in lines if line.purchase_order_line_id]
    rows = calls.named("Purchase Order Item", wanted, ("parent", "uom"), "Purchase Order")
    ordered = {row["name"]: row for row in rows}
    for line in lines:
        if line.item_id and line.item_id not in units:
            raise PostingRejected(f"The item {line.item_id} is not in ERPNext.", f"L’article {line.item_id} n’existe pas dans ERPNext.")
        if line.purchase_order_line_id and line.purchase_order_line_id not in ordered:
            raise PostingRejected(
                f"The order line of “{line.description}” is not in ERPNext any more.",
                f"La ligne de commande de « {line.description} » n’est plus dans ERPNext.",
            )
    usual = "" if all(line.item_id for line in lines) else _usual_unit(calls)
    return References(units, ordered, usual, _quoted(calls, document) if isinstance(document, Order) else {})


def values_of(document: Confirmed, company: Record, references: References, charged: taxes.Taxes) -> Record:
    """The document as it is sent to ERPNext, without our key."""
    return {
        "company": company["name"],
        "currency": document.currency,
        # Prices are those of the document, and so is what is to be paid.
        "ignore_pricing_rule": 1,
        "disable_rounded_total": 1,
        **(_order(document) if isinstance(document, Order) else _invoice(document)),
        **({} if charged.rows is None else {"taxes": list(charged.rows)}),
        "items": rows_of(document, company, references, charged),
    }


def rows_of(document: Confirmed, company: Record, references: References, charged: taxes.Taxes) -> list[Record]:
    """The rows of the document's lines as they are sent to ERPNext."""
    lines = zip(document.lines, charged.of_lines, strict=True)
    return [_line(document, line, template, company, references) for line, template in lines]


def totals(record: Record) -> Totals:
    """The totals of a document as ERPNext reckons them; those of a return are negative."""
    names = ("net_total", "total_taxes_and_charges", "grand_total")
    return Totals(*(abs(Decimal(str(record[name]))).quantize(_CENT) for name in names))


def with_rounding(document: Confirmed, company: Record, record: Record) -> Record | None:
    """The taxes with a row that makes good what rounding explains; None when there is nothing to make good, or no account for it."""
    due, account = rounding_due(document, totals(record)), company["round_off_account"]
    if not due or not account or document.totals.tax_inclusive_amount is None:
        return None
    row = taxes.rounding_row(account, -due if isinstance(document, CreditNote) else due, ROUNDING_LINE)
    return {"taxes": [*record["taxes"], row]}


def must_be_new(calls: Calls, document: Confirmed, company: str, begun: str) -> None:
    """Raise PostingRejected for an invoice that ERPNext has already under another name than `begun`; orders it refuses itself."""
    if isinstance(document, Order):
        return
    filters: list[Json] = [
        ["supplier", "=", document.supplier.id], ["bill_no", "=", document.invoice_number], ["company", "=", company],
        ["is_return", "=", int(isinstance(document, CreditNote))], ["docstatus", "<", 2], ["name", "!=", begun],
    ]  # fmt: skip
    for other in calls.records(doctype_of(document), filters, ()):
        raise PostingRejected(
            f"ERPNext already has {document.invoice_number} of this supplier: {other['name']}.",
            f"ERPNext a déjà la facture {document.invoice_number} de ce fournisseur : {other['name']}.",
        )


def _order(document: Order) -> Record:
    values: Record = {"customer": document.customer.id, "delivery_date": _delivery(document, None)}
    if document.payment_terms:
        values["payment_terms_template"] = document.payment_terms
    if document.order_number:
        values["po_no"] = document.order_number
    if document.issue_date:
        values["po_date"] = document.issue_date.isoformat()
    return values


def _invoice(document: Invoice) -> Record:
    day = document.issue_date.isoformat()
    values: Record = {
        "supplier": document.supplier.id,
        "bill_no": document.invoice_number,
        "bill_date": day,
        # Else it is today, and ERPNext refuses a due date before it.
        "set_posting_time": 1,
        "posting_date": day,
    }
    if isinstance(document, CreditNote):
        values["is_return"] = 1
    elif document.payment_terms:
        values["payment_terms_template"] = document.payment_terms
    else:
        values |= printed_due(document)
    return values


def printed_due(document: Confirmed) -> Record:
    """The due date that is printed as ERPNext keeps it, nothing without one.

    A schedule that is given keeps ERPNext from making one of the supplier's terms, with other dates.
    """
    if isinstance(document, Order | CreditNote) or document.due_date is None:
        return {}
    due = document.due_date.isoformat()
    return {"payment_terms_template": "", "due_date": due, "payment_schedule": [{"due_date": due, "invoice_portion": 100}]}


def _line(document: Confirmed, line: Line, template: str, company: Record, references: References) -> Record:
    sign = -1 if isinstance(document, CreditNote) else 1
    ordered = references.ordered.get(line.purchase_order_line_id)
    values: Record = {"qty": sign * line.quantity, "rate": line.net_price}
    # The delivery date of a line has a field.
    if description := described(replace(line, requested_delivery_date=None), document):
        values["description"] = description
    if template:
        values["item_tax_template"] = template
    if line.item_id:
        values |= {"item_code": line.item_id, "uom": ordered["uom"] if ordered else references.units[line.item_id]}
    else:
        values |= _without_item(document, line, company, references.usual_unit)
    if ordered:
        values |= {"purchase_order": ordered["parent"], "po_detail": ordered["name"]}
    if isinstance(document, Order):
        values["delivery_date"] = _delivery(document, line)
    if row := references.quoted.get(line.item_id):
        values |= {"prevdoc_docname": row["parent"], "quotation_item": row["name"]}
    return values


def _without_item(document: Confirmed, line: Line, company: Record, unit: str) -> Record:
    """What ERPNext takes from the item otherwise."""
    if doctype_of(document) == SALE:
        raise PostingRejected(
            f"ERPNext takes no line without an item into an order: “{line.description}”.",
            f"ERPNext n’accepte pas de ligne sans article dans une commande : « {line.description} ».",
        )
    account = company["default_expense_account"]
    if not account:
        raise PostingRejected(
            f"The line “{line.description}” has no item, and the company in ERPNext no default expense account.",
            f"La ligne « {line.description} » n’a pas d’article, et la société n’a pas de compte de charges par défaut dans ERPNext.",
        )
    return {
        "item_name": line.description[:_NAME] or INVOICE,
        "uom": unit, "stock_uom": unit, "conversion_factor": 1, "expense_account": account,
    }  # fmt: skip


def _delivery(document: Order, line: Line | None) -> str:
    """When it is wanted; ERPNext takes no order without a date, and one that names none is wanted at once."""
    wanted: date | None = (line and line.requested_delivery_date) or document.requested_delivery_date or document.issue_date
    return (wanted or datetime.now(UTC).date()).isoformat()


def unplaced(document: Confirmed, values: Record) -> Iterator[str]:
    """What of the document the values have no place for, for somebody to read."""
    if not isinstance(document, Order):
        return
    if document.delivery_address and "shipping_address_name" not in values:
        yield f"{DELIVER_TO} {' '.join(document.delivery_address.split())}"
    if document.quotation_reference and not any("prevdoc_docname" in row for row in values["items"]):
        yield f"{OUR_QUOTATION} {document.quotation_reference}"


def _quoted(calls: Calls, order: Order) -> Mapping[str, Record]:
    """Item -> its row in the customer's submitted quotation of that number, nothing when there is none."""
    filters = [["quotation_to", "=", "Customer"], ["party_name", "=", order.customer.id], ["docstatus", "=", 1]]
    found = calls.named("Quotation", [order.quotation_reference], (), filters=filters) if order.quotation_reference else ()
    rows = calls.named("Quotation Item", (row["name"] for row in found), ("parent", "item_code"), "Quotation", by="parent")
    return {row["item_code"]: row for row in rows}


def _usual_unit(calls: Calls) -> str:
    """The unit that most items are kept in: what "one" is called depends on the language that ERPNext was set up in."""
    units = Counter(row["stock_uom"] for row in calls.records("Item", [["disabled", "=", 0]], ("stock_uom",)))
    return str(units.most_common(1)[0][0]) if units else ""
