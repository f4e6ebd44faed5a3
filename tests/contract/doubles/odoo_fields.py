"""The models and fields of Odoo that the double knows, by their names in version 19, and a company to work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

#: Model -> field -> the model it points to, None for a plain one.
FIELDS: Mapping[str, Mapping[str, str | None]] = {
    "res.company": {
        **dict.fromkeys(("name", "vat", "company_registry", "email", "website")),
        "account_sale_tax_id": "account.tax",
        "account_purchase_tax_id": "account.tax",
    },
    "res.users": {"name": None, "company_id": "res.company"},
    "res.currency": {"name": None},
    "res.partner": {
        **dict.fromkeys((
            "name", "vat", "email", "website", "street", "street2", "zip", "city", "country_code", "company_registry", "ref",
            "customer_rank",
            "supplier_rank", "write_date", "use_partner_credit_limit", "credit_limit",
        )),
        "company_id": "res.company", "parent_id": "res.partner",
    },
    "res.partner.bank": {"partner_id": "res.partner", "sanitized_acc_number": None},
    "account.tax": {**dict.fromkeys(("name", "type_tax_use", "amount_type", "amount", "price_include")), "company_id": "res.company"},
    "product.product": {
        **dict.fromkeys(("default_code", "barcode", "name", "list_price", "taxes_id", "supplier_taxes_id", "write_date")),
        "product_tmpl_id": "product.template",
        "categ_id": "product.category",
        "company_id": "res.company",
    },
    "product.template": {"name": None},
    "product.category": {"name": None},
    "product.supplierinfo": {
        "product_code": None, "partner_id": "res.partner", "product_id": "product.product", "product_tmpl_id": "product.template",
    },
    "purchase.order": {
        **dict.fromkeys(("name", "date_order", "state", "write_date")),
        "partner_id": "res.partner", "currency_id": "res.currency", "company_id": "res.company",
    },
    "purchase.order.line": {
        **dict.fromkeys(("name", "product_qty", "price_unit", "qty_received", "display_type", "date_planned")),
        "order_id": "purchase.order", "product_id": "product.product", "company_id": "res.company",
    },
    "sale.order": {
        **dict.fromkeys((
            "name", "client_order_ref", "origin", "state", "date_order", "commitment_date", "invoice_status", "write_date",
            "x_dock", "x_is_urgent", "x_ready_on", "priority",
        )),
        "partner_id": "res.partner", "partner_shipping_id": "res.partner", "company_id": "res.company",
        "warehouse_id": "stock.warehouse", "payment_term_id": "account.payment.term",
    },
    "sale.order.line": {
        **dict.fromkeys(("name", "product_uom_qty", "price_unit", "qty_delivered", "display_type", "x_batch", "x_gross_weight")),
        "order_id": "sale.order", "product_id": "product.product", "tax_ids": "account.tax",
    },
    "account.move": {
        **dict.fromkeys((
            "name", "move_type", "ref", "invoice_origin", "state", "invoice_date", "invoice_date_due", "payment_state",
            "create_date", "write_date",
        )),
        "partner_id": "res.partner", "currency_id": "res.currency", "company_id": "res.company",
        "invoice_payment_term_id": "account.payment.term", "journal_id": "account.journal",
    },
    "stock.warehouse": {"name": None},
    "account.journal": {"name": None},
    "account.account": {"name": None},
    "account.analytic.account": {"name": None},
    "account.payment.term": {"name": None, "company_id": "res.company"},
    "account.payment.term.line": {"payment_id": "account.payment.term", "nb_days": None, "delay_type": None},
    "account.partial.reconcile": {"debit_move_id": "account.move.line", "credit_move_id": "account.move.line", "max_date": None},
    "account.move.line": {
        **dict.fromkeys(("name", "quantity", "price_unit", "analytic_distribution", "display_type")),
        "move_id": "account.move", "account_id": "account.account", "product_id": "product.product",
        "tax_ids": "account.tax", "purchase_line_id": "purchase.order.line",
    },
    "ir.attachment": dict.fromkeys(("name", "res_model", "res_id", "mimetype", "datas", "checksum")),
    "mail.message": dict.fromkeys(("model", "res_id", "body")),
}  # fmt: skip
COMPUTED: Mapping[str, set[str]] = {
    "sale.order": {"amount_untaxed", "amount_tax", "amount_total", "order_line"},
    "sale.order.line": {"qty_invoiced"},
    "account.move": {"amount_untaxed", "amount_tax", "amount_total", "amount_residual", "invoice_line_ids"},
    "purchase.order.line": {"qty_invoiced"},
    "product.product": {"qty_available", "is_storable", "type"},
    "res.partner": {"credit"},
}
#: What `fields_get` says of fields that are not plain text or a relation.
TYPES: Mapping[tuple[str, str], Mapping[str, object]] = {
    ("sale.order", "x_is_urgent"): {"type": "boolean", "manual": True},
    ("sale.order", "x_ready_on"): {"type": "date", "manual": True},
    ("sale.order", "priority"): {"type": "selection", "selection": [["0", "Normal"], ["1", "Urgent"]]},
    ("sale.order", "state"): {"type": "selection", "selection": [["draft", "Quotation"], ["sale", "Sales Order"]], "readonly": True},
    ("sale.order.line", "x_gross_weight"): {"type": "float", "manual": True},
    ("account.move.line", "analytic_distribution"): {"type": "json"},
}
#: (Model, name before version 19) -> name from 19 on.
RENAMED_IN_19: Mapping[tuple[str, str], str] = {("sale.order.line", "tax_id"): "tax_ids"}


def company(insert: Callable[..., int]) -> None:
    """A dealer in tableware with a customer, two suppliers, two items, a purchase order, and the taxes of French localisation."""
    ours = 1
    goods = insert("account.tax", name="20% G", type_tax_use="purchase", amount_type="percent", amount=Decimal(20), company_id=ours)
    insert("account.tax", name="20% S", type_tax_use="purchase", amount_type="percent", amount=Decimal(20), company_id=ours)
    sold = insert("account.tax", name="20% V", type_tax_use="sale", amount_type="percent", amount=Decimal(20), company_id=ours)
    insert("account.tax", name="5.5% V", type_tax_use="sale", amount_type="percent", amount=Decimal("5.5"), company_id=ours)
    insert(
        "res.company", name="Mistral Distribution", vat="FR40303265045", email="contact@mistral.example", website="https://www.mistral.example",
        account_sale_tax_id=sold, account_purchase_tax_id=goods,
    )  # fmt: skip
    for name in ("Lyon", "Nantes"):
        insert("stock.warehouse", name=name)
    for name in ("601000 Purchases", "624100 Carriage"):
        insert("account.account", name=name)
    for name in ("Vendor Bills", "Imports"):
        insert("account.journal", name=name)
    for name in ("Shop", "Web shop"):
        insert("account.analytic.account", name=name)
    insert("res.users", name="Administrator", company_id=ours)
    insert("res.users", name="Countersign", company_id=ours)
    euro = insert("res.currency", name="EUR")
    insert(
        "res.partner",
        name="Brasserie du Confluent",
        vat="FR83404833048",
        email="achats@confluent.example",
        street="1 rue de la Paix",
        zip="69001",
        customer_rank=1,
        supplier_rank=0,
        use_partner_credit_limit=True,
        credit_limit=Decimal(5000),
    )
    supplier = insert(
        "res.partner", name="Coutellerie Vial", vat="FR55552100554", email="ventes@vial.example", supplier_rank=1, customer_rank=0
    )
    insert("res.partner", name="Verrerie du Forez", website="www.forez.example", supplier_rank=1)
    insert("res.partner", name="Dépôt", street="4 quai des Docks", zip="69002", parent_id=1)
    insert("res.partner.bank", partner_id=supplier, sanitized_acc_number="FR7630006000011234567890189")
    insert("product.category", name="All / Tableware")
    for name, code, price in (("Verre à vin 35 cl", "MD-4001", "16.50"), ("Couteau de chef", "MD-1001", "29.00")):
        template = insert("product.template", name=name)
        insert(
            "product.product", name=name, default_code=code, list_price=Decimal(price), product_tmpl_id=template, categ_id=1,
            taxes_id=[sold], supplier_taxes_id=[goods],
        )  # fmt: skip
    insert("product.supplierinfo", partner_id=supplier, product_code="CC-20", product_tmpl_id=2)
    purchase = insert(
        "purchase.order",
        name="P00138",
        partner_id=supplier,
        currency_id=euro,
        state="purchase",
        company_id=ours,
        date_order="2026-10-20 08:00:00",
    )
    insert(
        "purchase.order.line", order_id=purchase, product_id=2, name="[MD-1001] Couteau de chef", product_qty=Decimal(24),
        price_unit=Decimal("14.20"), qty_received=Decimal(24),
        company_id=ours, date_planned="2026-11-02 08:00:00",
    )  # fmt: skip
    late = insert(
        "purchase.order", name="P00151", partner_id=supplier, currency_id=euro, state="purchase", company_id=ours,
        date_order="2026-11-10 08:00:00",
    )  # fmt: skip
    insert(
        "purchase.order.line", order_id=late, product_id=1, name="Verre à vin 35 cl", product_qty=Decimal(60), price_unit=Decimal("9.90"),
        qty_received=Decimal(12), company_id=ours, date_planned="2026-12-04 08:00:00",
    )  # fmt: skip
    for name, days, kind in (("30 jours", 30, "days_after"), ("30 jours fin de mois", 30, "days_after_end_of_month")):
        insert("account.payment.term.line", payment_id=insert("account.payment.term", name=name), nb_days=days, delay_type=kind)
