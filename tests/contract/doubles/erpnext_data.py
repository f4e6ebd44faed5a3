"""The doctypes and fields of ERPNext 15 that the double knows, who may do what with them as delivered, and a company to work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

_TOTALS = ("total", "net_total", "total_taxes_and_charges", "grand_total", "rounded_total", "rounding_adjustment")
_TAXES = ("charge_type", "account_head", "rate", "tax_amount", "total", "description", "included_in_print_rate", "cost_center", "row_id")
_ITEM = (
    "item_code", "item_name", "description", "qty", "rate", "amount", "net_amount", "uom", "stock_uom", "conversion_factor",
    "item_tax_template", "item_tax_rate", "warehouse", "cost_center", "custom_batch", "custom_weight",
)  # fmt: skip

#: Doctype -> its fields; a table in it is named with the doctype of its rows.
FIELDS: Mapping[str, Mapping[str, str | None]] = {
    "Company": dict.fromkeys((
        "company_name", "tax_id", "email", "website", "default_currency", "default_expense_account", "round_off_account", "country",
    )),
    "Country": {"code": None},
    "Currency": {"enabled": None},
    **{doctype: dict.fromkeys(("company", "is_group")) for doctype in ("Account", "Cost Center", "Warehouse")},
    "UOM": {"uom_name": None},
    "Customer": {
        **dict.fromkeys(("customer_name", "tax_id", "email_id", "website", "default_currency", "payment_terms", "disabled")),
        "credit_limits": "Customer Credit Limit",
    },
    "Customer Credit Limit": dict.fromkeys(("company", "credit_limit")),
    "Sales Invoice": dict.fromkeys(("customer", "company", "outstanding_amount")),
    "Payment Terms Template": {"terms": "Payment Terms Template Detail"},
    "Payment Terms Template Detail": dict.fromkeys(("due_date_based_on", "credit_days", "invoice_portion")),
    "Bin": dict.fromkeys(("item_code", "warehouse", "actual_qty")),
    "Payment Entry": {"posting_date": None, "references": "Payment Entry Reference"},
    "Payment Entry Reference": {"reference_name": None},
    "Supplier": dict.fromkeys((
        "supplier_name", "tax_id", "email_id", "website", "country", "default_currency", "payment_terms", "disabled",
    )),
    "Address": {**dict.fromkeys(("address_line1", "address_line2", "pincode", "city", "country")), "links": "Dynamic Link"},
    "Dynamic Link": dict.fromkeys(("link_doctype", "link_name")),
    "Bank Account": dict.fromkeys(("party_type", "party", "iban")),
    "Item": {
        **dict.fromkeys(("item_name", "description", "stock_uom", "standard_rate", "disabled", "is_stock_item", "item_group")),
        "barcodes": "Item Barcode", "supplier_items": "Item Supplier", "customer_items": "Item Customer Detail", "taxes": "Item Tax",
    },
    "Item Barcode": {"barcode": None},
    "Item Supplier": dict.fromkeys(("supplier", "supplier_part_no")),
    "Item Customer Detail": dict.fromkeys(("customer_name", "ref_code")),
    "Item Tax": {"item_tax_template": None},
    "Item Price": dict.fromkeys(("item_code", "customer", "price_list_rate", "selling")),
    "Item Tax Template": {**dict.fromkeys(("company", "disabled")), "taxes": "Item Tax Template Detail"},
    "Item Tax Template Detail": dict.fromkeys(("tax_type", "tax_rate")),
    "Sales Taxes and Charges Template": {**dict.fromkeys(("company", "disabled", "is_default")), "taxes": "Sales Taxes and Charges"},
    "Purchase Taxes and Charges Template": {
        **dict.fromkeys(("company", "disabled", "is_default")), "taxes": "Purchase Taxes and Charges",
    },
    "Sales Taxes and Charges": dict.fromkeys(_TAXES),
    "Purchase Taxes and Charges": dict.fromkeys((*_TAXES, "category", "add_deduct_tax")),
    "Purchase Order": {
        **dict.fromkeys(("supplier", "company", "currency", "transaction_date", "status")), "items": "Purchase Order Item",
    },
    "Purchase Order Item": dict.fromkeys((
        "item_code", "description", "qty", "rate", "received_qty", "billed_amt", "uom", "conversion_factor", "schedule_date",
    )),
    "Sales Order": {
        **dict.fromkeys((
            "naming_series", "customer", "company", "currency", "po_no", "po_date", "transaction_date", "delivery_date", "status",
            "ignore_pricing_rule", "disable_rounded_total", "payment_terms_template", "shipping_address_name", "set_warehouse",
            "order_type", "custom_is_urgent", "custom_ship_on", *_TOTALS,
        )),
        "items": "Sales Order Item", "taxes": "Sales Taxes and Charges",
    },
    "Quotation": {**dict.fromkeys(("quotation_to", "party_name", "company")), "items": "Quotation Item"},
    "Quotation Item": dict.fromkeys(("item_code", "qty", "rate")),
    "Sales Order Item": dict.fromkeys((
        *_ITEM, "prevdoc_docname", "quotation_item", "delivery_date", "delivered_qty", "billed_amt", "price_list_rate", "discount_amount",
        "margin_type", "margin_rate_or_amount",
    )),
    "Purchase Invoice": {
        **dict.fromkeys((
            "naming_series", "supplier", "company", "currency", "bill_no", "bill_date", "posting_date", "set_posting_time", "due_date",
            "is_return", "return_against", "status", "ignore_pricing_rule", "disable_rounded_total", "remarks", "cost_center",
            "payment_terms_template", "outstanding_amount", *_TOTALS,
        )),
        "items": "Purchase Invoice Item", "taxes": "Purchase Taxes and Charges", "payment_schedule": "Payment Schedule",
    },
    "Purchase Invoice Item": dict.fromkeys((*_ITEM, "expense_account", "purchase_order", "po_detail")),
    "Payment Schedule": dict.fromkeys(("due_date", "invoice_portion", "payment_amount")),
    "File": dict.fromkeys(("file_name", "attached_to_doctype", "attached_to_name", "content_hash", "is_private")),
    "Comment": dict.fromkeys(("reference_doctype", "reference_name", "content", "comment_email", "comment_by", "comment_type")),
}  # fmt: skip

#: What `getdoctype` says of fields that are not plain text, by name.
TYPES: Mapping[str, Mapping[str, object]] = {
    **{name: {"fieldtype": "Currency", "read_only": 1} for name in _TOTALS},
    **{name: {"fieldtype": "Link", "options": "Warehouse"} for name in ("warehouse", "set_warehouse")},
    "cost_center": {"fieldtype": "Link", "options": "Cost Center"},
    "expense_account": {"fieldtype": "Link", "options": "Account"},
    "order_type": {"fieldtype": "Select", "options": "\nSales\nMaintenance\nShopping Cart"},
    "custom_is_urgent": {"fieldtype": "Check"},
    "custom_ship_on": {"fieldtype": "Date"},
    "custom_weight": {"fieldtype": "Float"},
}
_EVERYBODY = frozenset({"Sales User", "Purchase User", "Accounts User", "Accounts Manager"})
_DRAFTING = frozenset({"read", "create", "write", "submit", "cancel"})
#: Doctype -> right -> roles that have it; what is not named here only a System Manager may.
RIGHTS: Mapping[str, Mapping[str, frozenset[str]]] = {
    **{
        doctype: {"read": _EVERYBODY}
        for doctype in (
            "Account", "Cost Center", "Warehouse", "Company", "Country", "Currency",
        )
    },
    **{doctype: {"read": _EVERYBODY - {"Accounts Manager"}} for doctype in ("Address", "Item")},
    "Item Price": {"read": frozenset({"Sales Master Manager", "Purchase Master Manager"})},
    "Sales Taxes and Charges Template": {"read": frozenset({"Sales User", "Accounts Manager"})},
    "Customer": {"read": frozenset({"Sales User", "Accounts User", "Accounts Manager"})},
    "Supplier": {"read": frozenset({"Purchase User", "Accounts User", "Accounts Manager"})},
    "Bank Account": {"read": frozenset({"Accounts User", "Accounts Manager"})},
    "Item Tax Template": {"read": frozenset({"Accounts User", "Accounts Manager"})},
    "Purchase Taxes and Charges Template": {"read": frozenset({"Purchase User"})},
    "Purchase Order": {"read": frozenset({"Purchase User"})},
    "Quotation": {"read": frozenset({"Sales User"})},
    "Sales Order": dict.fromkeys((*_DRAFTING, "delete"), frozenset({"Sales User"})) | {"read": frozenset({"Sales User", "Accounts User"})},
    "Purchase Invoice": {
        **dict.fromkeys(_DRAFTING, frozenset({"Accounts User", "Accounts Manager"})), "delete": frozenset({"Accounts Manager"}),
        "read": _EVERYBODY - {"Sales User"},
    },
    "Sales Invoice": {"read": frozenset({"Accounts User", "Accounts Manager"})},
    "Payment Entry": {"read": frozenset({"Accounts User", "Accounts Manager"})},
    "Payment Terms Template": {"read": frozenset({"Accounts User", "Accounts Manager"})},
    "Warehouse": {"read": frozenset({"Sales User", "Purchase User", "Accounts User"})},
    "Bin": {"read": frozenset({"Sales User", "Purchase User"})},
    "File": {"read": _EVERYBODY, "create": _EVERYBODY},
}  # fmt: skip

COMPANY = "Mistral Distribution"
VAT_BOUGHT, VAT_REDUCED, VAT_SOLD = "TVA déductible 20 - MD", "TVA déductible 5,5 - MD", "TVA collectée 20 - MD"
ORDER_LINE = "3b1c9f02a7"


def company(insert: Callable[..., str]) -> None:
    """A dealer in tableware with a customer, two suppliers, two items, a purchase order, and VAT as ERPNext's wizard sets it up."""
    insert("Country", "France", code="fr")
    insert("Currency", "EUR", enabled=1)
    for unit in ("Nos", "Box"):
        insert("UOM", unit, uom_name=unit)
    for account in (VAT_BOUGHT, VAT_REDUCED, VAT_SOLD, "Achats - MD", "Arrondis - MD"):
        insert("Account", account, company=COMPANY)
    insert("Account", "Charges - MD", company=COMPANY, is_group=1)
    for doctype, name in (
        ("Account", "Transports - MD"),
        ("Cost Center", "Boutique - MD"),
        ("Warehouse", "Lyon - MD"),
        ("Warehouse", "Nantes - MD"),
    ):
        insert(doctype, name, company=COMPANY)
    insert(
        "Company", COMPANY, company_name=COMPANY, tax_id="FR40303265045", email="contact@mistral.example", website="www.mistral.example",
        default_currency="EUR", default_expense_account="Achats - MD", round_off_account="Arrondis - MD", country="France",
    )  # fmt: skip
    insert(
        "Customer", "Brasserie du Confluent", customer_name="Brasserie du Confluent", tax_id="FR83404833048", disabled=0,
        email_id="achats@confluent.example", credit_limits=[{"company": COMPANY, "credit_limit": 5000}],
    )  # fmt: skip
    insert(
        "Supplier", "SUP-0001", supplier_name="Coutellerie Vial", tax_id="FR55552100554", email_id="ventes@vial.example",
        country="France", disabled=0,
    )  # fmt: skip
    insert("Supplier", "SUP-0002", supplier_name="Verrerie du Forez", website="www.forez.example", disabled=0)
    links = [{"link_doctype": "Supplier", "link_name": "SUP-0001"}]
    insert("Address", "Coutellerie Vial-Facturation", city="Thiers", country="France", links=links)
    for name, street, code in (("Confluent-1", "1 rue de la Paix", "69001"), ("Confluent-2", "4 quai des Docks", "69002")):
        links = [{"link_doctype": "Customer", "link_name": "Brasserie du Confluent"}]
        insert("Address", name, address_line1=street, pincode=code, city="Lyon", country="France", links=links)
    insert("Warehouse", "Stores - MD", company=COMPANY)
    insert("Warehouse", "Stores - X", company="Another")
    for warehouse, quantity in (("Stores - MD", 40), ("Stores - X", 900)):
        insert("Bin", warehouse, item_code="MD-4001", warehouse=warehouse, actual_qty=Decimal(quantity))
    for number, owed in (("SINV-1", "1000.50"), ("SINV-2", "250.00")):
        insert("Sales Invoice", number, customer="Brasserie du Confluent", company=COMPANY, outstanding_amount=Decimal(owed), docstatus=1)
    for name, kind in (("30 jours", "Day(s) after invoice date"), ("30 jours fin de mois", "Day(s) after the end of the invoice month")):
        insert("Payment Terms Template", name, terms=[{"due_date_based_on": kind, "credit_days": 30, "invoice_portion": 100}])
    insert(
        "Quotation",
        "SAL-QTN-2026-00012",
        quotation_to="Customer",
        party_name="Brasserie du Confluent",
        company=COMPANY,
        docstatus=1,
        items=[{"name": "q1", "item_code": "MD-4001", "qty": 10, "rate": Decimal("16.50")}],
    )
    insert("Bank Account", "Vial", party_type="Supplier", party="SUP-0001", iban="FR76 3000 6000 0112 3456 7890 189")
    insert(
        "Item", "MD-4001", item_name="Verre à vin 35 cl", stock_uom="Nos", standard_rate=Decimal("16.50"), disabled=0, is_stock_item=1,
        item_group="Tableware", barcodes=[{"barcode": "3012345678907"}],
        customer_items=[{"customer_name": "Brasserie du Confluent", "ref_code": "VIN35"}],
    )  # fmt: skip
    insert(
        "Item", "MD-1001", item_name="Couteau de chef", stock_uom="Nos", standard_rate=Decimal(29), disabled=0,
        supplier_items=[{"supplier": "SUP-0001", "supplier_part_no": "CC-20"}],
    )  # fmt: skip
    for account, rate, name in ((VAT_BOUGHT, 20, "20"), (VAT_REDUCED, Decimal("5.5"), "5,5")):
        _template(insert, "Purchase", f"Achats {name} - MD", account, rate, is_default=int(rate == 20))
        insert("Item Tax Template", f"Achats {name} - MD", company=COMPANY, disabled=0, taxes=[{"tax_type": account, "tax_rate": rate}])
    _template(insert, "Sales", "Ventes 20 - MD", VAT_SOLD, 20, is_default=1)
    row = {
        "name": ORDER_LINE, "item_code": "MD-1001", "description": "Couteau de chef", "qty": 24, "rate": Decimal("14.20"),
        "received_qty": 24, "billed_amt": 0, "uom": "Nos",
    }  # fmt: skip
    insert(
        "Purchase Order", "PUR-ORD-2026-00138", supplier="SUP-0001", company=COMPANY, currency="EUR", transaction_date="2026-10-20",
        status="To Bill", docstatus=1, items=[row],
    )  # fmt: skip
    late = {
        "name": "9f00", "item_code": "MD-4001", "qty": 5, "rate": Decimal("118.80"), "received_qty": 1, "billed_amt": 0, "uom": "Box",
        "conversion_factor": 12, "schedule_date": "2026-12-04",
    }  # fmt: skip
    insert(
        "Purchase Order", "PUR-ORD-2026-00151", supplier="SUP-0001", company=COMPANY, currency="EUR", transaction_date="2026-11-10",
        status="To Receive and Bill", docstatus=1, items=[late],
    )  # fmt: skip


def _template(insert: Callable[..., str], kind: str, name: str, account: str, rate: object, **values: object) -> None:
    row = {"charge_type": "On Net Total", "account_head": account, "rate": rate, "included_in_print_rate": 0}
    if kind == "Purchase":
        row |= {"category": "Total", "add_deduct_tax": "Add"}
    insert(f"{kind} Taxes and Charges Template", name, company=COMPANY, disabled=0, taxes=[row], **values)
