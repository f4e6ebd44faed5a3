"""The kinds of record that the practice ERP's web page shows: their names, columns and labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from backend.connectors.practice import tables as t
from backend.model.sentence import Sentence

LABELS = {
    "id": Sentence("Numéro", "Number"),
    "name": Sentence("Nom", "Name"),
    "aliases": Sentence("Autres noms", "Other names"),
    "vat_id": Sentence("N° TVA", "VAT number"),
    "legal_id": Sentence("SIREN / SIRET", "Company number"),
    "street": Sentence("Rue", "Street"),
    "postal_code": Sentence("Code postal", "Postcode"),
    "city": Sentence("Ville", "City"),
    "country": Sentence("Pays", "Country"),
    "currency": Sentence("Devise", "Currency"),
    "payment_terms": Sentence("Conditions de paiement", "Payment terms"),
    "credit_limit": Sentence("Plafond d’encours", "Credit limit"),
    "email_domains": Sentence("Domaines", "Domains"),
    "emails": Sentence("E-mails", "E-mails"),
    "is_blocked": Sentence("Bloqué", "Blocked"),
    "ibans": Sentence("IBAN", "IBAN"),
    "description": Sentence("Désignation", "Description"),
    "gtin": Sentence("Code EAN", "GTIN"),
    "unit_code": Sentence("Unité", "Unit"),
    "net_price": Sentence("Prix HT", "Net price"),
    "tax_rate": Sentence("TVA %", "VAT %"),
    "stock": Sentence("Stock", "Stock"),
    "supplier_name": Sentence("Fournisseur", "Supplier"),
    "customer_name": Sentence("Client", "Customer"),
    "issue_date": Sentence("Date", "Date"),
    "status": Sentence("État", "Status"),
    "customer_order_number": Sentence("Référence client", "Customer's number"),
    "requested_delivery_date": Sentence("Livraison demandée", "Requested delivery"),
    "delivery_date": Sentence("Livraison prévue", "Planned delivery"),
    "delivery_address": Sentence("Adresse de livraison", "Delivery address"),
    "quotation_reference": Sentence("Notre devis", "Our quotation"),
    "document_type": Sentence("Type", "Type"),
    "supplier_invoice_number": Sentence("Numéro du fournisseur", "Supplier's number"),
    "due_date": Sentence("Échéance", "Due date"),
    "payment_date": Sentence("Payée le", "Paid on"),
    "purchase_order_id": Sentence("Commande fournisseur", "Purchase order"),
    "preceding_invoice_reference": Sentence("Facture d'origine", "Preceding invoice"),
    "payment_iban": Sentence("IBAN de paiement", "IBAN for payment"),
    "tax_exclusive_amount": Sentence("Total HT", "Total without VAT"),
    "tax_amount": Sentence("TVA", "VAT"),
    "tax_inclusive_amount": Sentence("Total TTC", "Total with VAT"),
    "item_id": Sentence("Article", "Item"),
    "partner_item_id": Sentence("Référence du partenaire", "Partner's number"),
    "expected_date": Sentence("Réception prévue", "Expected"),
    "quantity": Sentence("Quantité", "Quantity"),
    "line_amount": Sentence("Montant HT", "Line amount"),
    "received_quantity": Sentence("Reçu", "Received"),
    "invoiced_quantity": Sentence("Facturé", "Invoiced"),
    "delivered_quantity": Sentence("Livré", "Delivered"),
    "partner_name": Sentence("Partenaire", "Partner"),
    "reference": Sentence("Sa référence", "Their reference"),
}


@dataclass(frozen=True)
class Kind:
    """How one kind is listed and opened: its title, table, the partner it names, the columns of its list and of its lines."""

    title: Sentence
    table: sa.Table
    listed: tuple[str, ...]
    partner: sa.Table | None = None
    lines: tuple[str, ...] = ()
    line_table: sa.Table | None = None


_PARTNER_LIST = ("id", "name", "city", "country", "vat_id", "currency", "is_blocked")
KINDS: Mapping[str, Kind] = {
    "customers": Kind(Sentence("Client", "Customer"), t.customers, _PARTNER_LIST),
    "suppliers": Kind(Sentence("Fournisseur", "Supplier"), t.suppliers, _PARTNER_LIST),
    "items": Kind(
        Sentence("Article", "Item"),
        t.items,
        ("id", "description", "gtin", "unit_code", "net_price", "tax_rate", "stock"),
        lines=("partner_name", "reference", "net_price"),
    ),
    "purchase_orders": Kind(
        Sentence("Commande fournisseur", "Purchase order"),
        t.purchase_orders,
        ("id", "supplier_name", "issue_date", "currency", "status"),
        t.suppliers,
        ("item_id", "description", "quantity", "unit_code", "net_price", "expected_date", "received_quantity", "invoiced_quantity"),
        t.purchase_order_lines,
    ),
    "sales_orders": Kind(
        Sentence("Commande client", "Sales order"),
        t.sales_orders,
        ("id", "customer_name", "customer_order_number", "issue_date", "delivery_date", "tax_exclusive_amount", "currency", "status"),
        t.customers,
        (
            "item_id",
            "description",
            "quantity",
            "unit_code",
            "net_price",
            "line_amount",
            "requested_delivery_date",
            "delivered_quantity",
            "partner_item_id",
        ),
        t.sales_order_lines,
    ),
    "supplier_invoices": Kind(
        Sentence("Facture fournisseur", "Supplier invoice"),
        t.supplier_invoices,
        (
            "id",
            "document_type",
            "supplier_name",
            "supplier_invoice_number",
            "issue_date",
            "due_date",
            "tax_inclusive_amount",
            "currency",
            "status",
        ),
        t.suppliers,
        ("item_id", "description", "quantity", "unit_code", "net_price", "line_amount", "tax_rate"),
        t.supplier_invoice_lines,
    ),
}
#: Documents are listed from the newest, master data from the first.
NEWEST_FIRST = frozenset({"purchase_orders", "sales_orders", "supplier_invoices"})
