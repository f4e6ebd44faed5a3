"""What ERPNext does when an order or an invoice is saved: it checks, fills in, reckons taxes and totals, and gives a number."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from tests.contract.doubles.erpnext_data import FIELDS

Record = dict[str, Any]
Tables = Mapping[str, dict[str, Record]]
#: Field -> the doctype that it names a document of.
_LINKS = {
    "customer": "Customer", "supplier": "Supplier", "company": "Company", "currency": "Currency", "item_code": "Item", "uom": "UOM",
    "item_tax_template": "Item Tax Template", "account_head": "Account", "expense_account": "Account",
    "warehouse": "Warehouse", "set_warehouse": "Warehouse", "cost_center": "Cost Center", "purchase_order": "Purchase Order",
}  # fmt: skip
_SERIES = {"Sales Order": "SAL-ORD-.YYYY.-", "Purchase Invoice": "ACC-PINV-.YYYY.-"}
_PARTY = {"Sales Order": "customer", "Purchase Invoice": "supplier"}


class Refusal(Exception):
    """An exception on Frappe's side; `message` may have mark-up, as ERPNext's sentences have."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status, self.kind, self.message = status, kind, message


def invalid(message: str, kind: str = "ValidationError") -> Refusal:
    """The usual refusal: 417, which Frappe answers for every ValidationError."""
    return Refusal(417, kind, message)


def flt(value: Any) -> Decimal:
    """An amount as Frappe keeps it with two decimals, rounded to even as a new site does."""
    return Decimal(str(value or 0)).quantize(Decimal("0.01"), ROUND_HALF_EVEN)


class Saving:
    """Saves documents into the tables; `settings` are single values of ERPNext's settings."""

    def __init__(self, tables: Tables, settings: Mapping[str, int]) -> None:
        self._tables, self._settings = tables, settings

    def save(self, doctype: str, doc: Record, *, is_new: bool) -> None:
        """Check and complete the document in place; raises Refusal and changes nothing else then."""
        self._links(doctype, doc)
        if not doc.get(_PARTY[doctype]):
            raise Refusal(404, "DoesNotExistError", f"{_PARTY[doctype].title()} None not found")
        for item in doc["items"]:
            self._item(doctype, item)
        self._mandatory(doctype, doc)
        self._taxes(doctype, doc, is_new=is_new)
        self._reckon(doc)
        if doctype == "Sales Order":
            self._order(doc)
        else:
            self._invoice(doc)

    def update_items(self, doc: Record, given: list[Record]) -> None:
        """Give a submitted order these rows in place (`update_child_qty_rate`); its own date stays as it is."""
        named = {row["docname"]: row for row in given if "docname" in row}
        for row in doc["items"]:
            if row["name"] not in named and row["delivered_qty"]:
                raise invalid(f"Row #{row['idx']}: Cannot delete item {row['item_code']} which has already been delivered")
        known = {row["name"]: row for row in doc["items"] if row["name"] in named}
        doc["items"] = []
        for asked in given:
            if not asked.get("qty"):
                raise invalid(f"Row #{asked['idx']}: Quantity for Item <strong>{asked['item_code']}</strong> cannot be zero.")
            row = known.get(asked.get("docname", ""), {"delivery_date": doc["delivery_date"]})
            if asked["qty"] < float(row.get("delivered_qty") or 0):
                raise invalid("Cannot set quantity less than delivered quantity")
            # It makes the margin or the discount fit the rate.
            row.update({name: value for name, value in asked.items() if name != "docname"}, margin_type="", price_list_rate=0)
            self._item("Sales Order", row)
            doc["items"].append(row)
        self._reckon(doc)

    def _links(self, doctype: str, doc: Record) -> None:
        lost = [
            f"{_LINKS[field].title()}: {row[field]}"
            for row in _all_rows(doctype, doc)
            for field in _LINKS.keys() & row.keys()
            if row[field] and row[field] not in self._tables[_LINKS[field]]
        ]
        if lost:
            raise invalid(f"Could not find {', '.join(lost)}", "LinkValidationError")

    def _item(self, doctype: str, item: Record) -> None:
        item.update(qty=Decimal(str(item.get("qty") or 0)), rate=flt(item.get("rate")))
        if item.get("margin_type") == "Amount" and item.get("price_list_rate"):
            # Whatever rate was sent: it is made of the margin again (calculate_margin).
            item["rate"] = flt(item["price_list_rate"]) + flt(item["margin_rate_or_amount"]) - flt(item["discount_amount"])
        if item.get("item_code"):
            master = self._tables["Item"][item["item_code"]]
            if master["disabled"]:
                raise invalid(f"Item <strong>{master['name']}</strong> is disabled")
            item["item_name"] = item.get("item_name") or master["item_name"]
            item["uom"] = item.get("uom") or master["stock_uom"]
            own = [row["item_tax_template"] for row in master["taxes"] or ()]
            if own and item.get("item_tax_template") not in own:
                item["item_tax_template"] = own[0]
            if doctype == "Purchase Invoice":
                item["expense_account"] = item.get("expense_account") or "Achats - MD"
        elif doctype == "Purchase Invoice" and not item.get("expense_account"):
            raise invalid(f"Expense account is mandatory for item {item.get('item_name')}")
        template = self._tables["Item Tax Template"].get(item.get("item_tax_template") or "")
        # Whatever was sent: ERPNext makes it from the template (update_item_tax_map).
        rates = {row["tax_type"]: float(row["tax_rate"]) for row in template["taxes"]} if template else {}
        item.update(item_tax_rate=json.dumps(rates), amount=flt(item["rate"] * item["qty"]))

    def _mandatory(self, doctype: str, doc: Record) -> None:
        needed = ("item_code", "uom") if doctype == "Sales Order" else ("item_name", "uom")
        if not doc["items"]:
            raise invalid(f"[{doctype}]: items", "MandatoryError")
        for n, item in enumerate(doc["items"], 1):
            if lacking := [field for field in needed if not item.get(field)]:
                raise invalid(f"[{doctype}, Row {n}]: {', '.join(lacking)}", "MandatoryError")

    def _taxes(self, doctype: str, doc: Record, *, is_new: bool) -> None:
        """A new document without taxes gets those of the company's default template, and a row for what its items' templates charge."""
        if doc["taxes"] or not is_new:
            return
        kind = FIELDS[doctype]["taxes"]
        for template in self._tables[f"{kind} Template"].values():
            if template["is_default"] and template["company"] == doc["company"]:
                doc["taxes"] = [{field: row[field] for field in FIELDS[str(kind)]} for row in template["taxes"]]
        for item in doc["items"]:
            for account in json.loads(item["item_tax_rate"]):
                if account not in {row["account_head"] for row in doc["taxes"]}:
                    doc["taxes"].append({"charge_type": "On Net Total", "account_head": account, "rate": 0})

    def _reckon(self, doc: Record) -> None:
        doc["net_total"] = doc["total"] = total = sum((item["amount"] for item in doc["items"]), Decimal(0))
        for row in doc["taxes"]:
            if row["charge_type"] == "On Net Total":
                row["tax_amount"] = flt(sum(item["amount"] * self._rate(item, row) / 100 for item in doc["items"]))
            row["tax_amount"] = flt(row.get("tax_amount"))
            total += -row["tax_amount"] if row.get("add_deduct_tax") == "Deduct" else row["tax_amount"]
            row["total"] = total
        doc.update(grand_total=total, total_taxes_and_charges=total - doc["net_total"], rounding_adjustment=0, rounded_total=0)
        if not doc.get("disable_rounded_total"):
            doc["rounded_total"] = total.quantize(Decimal(1), ROUND_HALF_EVEN)
            doc["rounding_adjustment"] = doc["rounded_total"] - total

    @staticmethod
    def _rate(item: Record, row: Record) -> Decimal:
        own = json.loads(item["item_tax_rate"])
        return Decimal(str(own.get(row["account_head"], row.get("rate") or 0)))

    def _order(self, doc: Record) -> None:
        dates = [item["delivery_date"] for item in doc["items"] if item.get("delivery_date")]
        if not dates and not doc.get("delivery_date"):
            raise invalid("Please enter Delivery Date")
        doc["delivery_date"] = max(dates) if dates else doc["delivery_date"]
        for n, item in enumerate(doc["items"], 1):
            item["delivery_date"] = item.get("delivery_date") or doc["delivery_date"]
            if (doc.get("po_date") or "") > item["delivery_date"]:
                raise invalid(f"Row #{n}: Expected Delivery Date cannot be before Purchase Order Date")
        doc["transaction_date"] = doc.get("transaction_date") or _today()
        for other in self._others("Sales Order", doc):
            if doc.get("po_no") and (other["customer"], other["po_no"]) == (doc["customer"], doc["po_no"]):
                raise invalid(
                    f"Sales Order <strong>{other['name']}</strong> already exists against Customer's Purchase Order "
                    f"<strong>{doc['po_no']}</strong>. To allow multiple Sales Orders, Enable "
                    '<a href="/app/Form/Selling Settings">Selling Settings</a>'
                )

    def _invoice(self, doc: Record) -> None:
        if not doc.get("set_posting_time") or not doc.get("posting_date"):
            doc["posting_date"] = _today()
        if (doc.get("bill_date") or "") > doc["posting_date"]:
            raise invalid("Supplier Invoice Date cannot be greater than Posting Date")
        for item in doc["items"]:
            if (item["qty"] < 0) != bool(doc.get("is_return")):
                raise invalid(f"Row #{item.get('idx')}: Quantity for Item {item.get('item_code')} is of the wrong sign")
            self._against_order(item)
        doc["outstanding_amount"] = doc["grand_total"]
        self._due(doc)
        if self._settings["check_supplier_invoice_uniqueness"]:
            for other in self._others("Purchase Invoice", doc):
                if doc.get("bill_no") and (other["supplier"], other["bill_no"]) == (doc["supplier"], doc["bill_no"]):
                    raise invalid(f"Supplier Invoice No exists in Purchase Invoice <a href='#'>{other['name']}</a>")

    def _due(self, doc: Record) -> None:
        terms = self._tables["Payment Terms Template"].get(doc.get("payment_terms_template") or "")
        if doc.get("is_return"):
            doc["payment_schedule"] = []
        elif terms and not doc["payment_schedule"]:
            doc["due_date"] = _due_by(terms["terms"][0], doc.get("bill_date") or doc["posting_date"])
            doc["payment_schedule"] = [{"due_date": doc["due_date"], "invoice_portion": 100}]
        elif doc["payment_schedule"]:
            doc["due_date"] = max(row["due_date"] for row in doc["payment_schedule"])
        else:
            doc["due_date"] = doc.get("due_date") or doc["posting_date"]
        if (doc.get("due_date") or doc["posting_date"]) < (doc.get("bill_date") or doc["posting_date"]):
            raise invalid("Due Date cannot be before Posting / Supplier Invoice Date")

    def _against_order(self, item: Record) -> None:
        if not item.get("po_detail"):
            return
        rows = {row["name"]: row for order in self._tables["Purchase Order"].values() for row in order["items"]}
        ordered = rows.get(item["po_detail"])
        if ordered is None or ordered["parent"] != item.get("purchase_order"):
            raise invalid(f"Purchase Order Item {item['po_detail']} not found in Purchase Order {item.get('purchase_order')}")
        if (ordered["item_code"], ordered["uom"]) != (item.get("item_code"), item["uom"]):
            raise invalid("Incorrect value: Item Code and UOM must be equal to those of the Purchase Order")

    def _others(self, doctype: str, doc: Record) -> Iterator[Record]:
        return (one for one in self._tables[doctype].values() if one["name"] != doc.get("name") and one["docstatus"] < 2)


def _due_by(term: Record, day: str) -> str:
    start = date.fromisoformat(day)
    if term["due_date_based_on"] == "Day(s) after the end of the invoice month":
        start = start.replace(day=monthrange(start.year, start.month)[1])
    return (start + timedelta(days=term["credit_days"])).isoformat()


def number(doctype: str, series: dict[str, int]) -> str:
    """The next number of the doctype's series."""
    prefix = _prefix(doctype)
    series[prefix] = series.get(prefix, 0) + 1
    return f"{prefix}{series[prefix]:05d}"


def give_back(doctype: str, name: str, series: dict[str, int]) -> None:
    """What Frappe does when the last document of a series is deleted: its number is given again."""
    prefix = _prefix(doctype)
    if int(name.removeprefix(prefix)) == series[prefix]:
        series[prefix] -= 1


def _prefix(doctype: str) -> str:
    return _SERIES[doctype].replace(".YYYY.", f"{datetime.now(UTC):%Y}")


def _all_rows(doctype: str, doc: Record) -> Iterator[Record]:
    yield doc
    for field, table in FIELDS[doctype].items():
        if table:
            yield from doc[field]


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
