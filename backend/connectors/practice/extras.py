"""The practice ERP's own fields that are filled by a mapping only: which there are, and their values kept beside the documents."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from backend.connectors.practice import tables as t
from backend.model.erp_field import Choice, ErpField, FieldType, Place
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, DocumentType

_SALES = (DocumentType.ORDER,)
_PURCHASES = (DocumentType.INVOICE, DocumentType.CREDIT_NOTE)
_WAREHOUSES = (Choice("LYO", "LYO Lyon-Corbas"), Choice("NTE", "NTE Nantes-Carquefou"), Choice("DIR", "DIR Livraison directe"))
#: The accounts of the French chart (PCG) that a dealer buys on.
_ACCOUNTS = (
    Choice("607000", "607000 Achats de marchandises"),
    Choice("606400", "606400 Fournitures administratives"),
    Choice("611000", "611000 Sous-traitance générale"),
    Choice("624100", "624100 Transports sur achats"),
    Choice("215400", "215400 Matériel industriel"),
)
_TAX_CODES = (
    Choice("FR20", "FR20 TVA 20 %"),
    Choice("FR10", "FR10 TVA 10 %"),
    Choice("FR055", "FR055 TVA 5,5 %"),
    Choice("AUTO", "AUTO Autoliquidation"),
    Choice("EXO", "EXO Exonéré"),
)

FIELDS = (
    ErpField("warehouse", Sentence("Entrepôt", "Warehouse"), Place.HEADER, _SALES, FieldType.CHOICE, _WAREHOUSES),
    ErpField("is_urgent", Sentence("Urgente", "Urgent"), Place.HEADER, _SALES, FieldType.YES_NO),
    ErpField("shipping_note", Sentence("Consigne d’expédition", "Shipping note"), Place.HEADER, _SALES),
    ErpField("ship_on", Sentence("À expédier le", "Ship on"), Place.HEADER, _SALES, FieldType.DATE),
    ErpField("sales_unit", Sentence("Unité de vente", "Sales unit"), Place.LINE, _SALES),
    ErpField("commission_rate", Sentence("Commission (%)", "Commission (%)"), Place.LINE, _SALES, FieldType.NUMBER),
    ErpField("booking_text", Sentence("Libellé d’écriture", "Booking text"), Place.HEADER, _PURCHASES),
    ErpField("account", Sentence("Compte général", "GL account"), Place.LINE, _PURCHASES, FieldType.CHOICE, _ACCOUNTS),
    ErpField("cost_center", Sentence("Section analytique", "Cost center"), Place.LINE, _PURCHASES),
    ErpField("tax_code", Sentence("Code TVA", "Tax code"), Place.LINE, _PURCHASES, FieldType.CHOICE, _TAX_CODES),
)
_LABELS = {field.name: field.label for field in FIELDS}
_ON_HEADER = 0


def keep(connection: sa.Connection, number: str, document: Confirmed) -> None:
    """Keep what the document has for these fields; its lines count from one."""
    values = [(_ON_HEADER, document.erp_fields), *((n, line.erp_fields) for n, line in enumerate(document.lines, start=1))]
    rows = [
        {"document_id": number, "position": position, "name": name, "value": value}
        for position, named in values
        for name, value in named.items()
    ]
    if rows:
        connection.execute(t.extras.insert(), rows)


def of_header(connection: sa.Connection, number: str) -> Mapping[str, str]:
    """Field name -> value on the document's header."""
    return of_lines(connection, number).get(_ON_HEADER, {})


def of_lines(connection: sa.Connection, number: str) -> Mapping[int, Mapping[str, str]]:
    """Position -> field name -> value, of lines that have any."""
    found: dict[int, dict[str, str]] = {}
    for row in connection.execute(sa.select(t.extras).where(t.extras.c.document_id == number)):
        found.setdefault(row.position, {})[row.name] = row.value
    return found


def label(name: str) -> Sentence:
    """What people call the field."""
    return _LABELS.get(name, Sentence(name, name))
