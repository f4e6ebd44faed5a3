"""SAP's own fields that a mapping may fill, custom ones too, as the metadata of its services describe them, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from backend.connectors.http import Json
from backend.connectors.sap.calls import Calls
from backend.connectors.sap.literals import json_day
from backend.connectors.sap.places import INVOICES, ORDERS, Record, Set
from backend.errors import ConnectorUnavailable
from backend.model.erp_field import YES, ErpField, FieldType, Place
from backend.model.sentence import Sentence
from backend.model.trade import DocumentType

_SALES, _PURCHASES = (DocumentType.ORDER,), (DocumentType.INVOICE, DocumentType.CREDIT_NOTE)
_TYPES = {
    "Edm.String": FieldType.TEXT, "Edm.Decimal": FieldType.NUMBER, "Edm.DateTime": FieldType.DATE, "Edm.Boolean": FieldType.YES_NO,
}  # fmt: skip
#: How SAP calls what a company has added itself (custom fields and logic).
_CUSTOM = "YY1_"
_SAP = "{http://www.sap.com/Protocols/SAPData}"
#: Properties that only a line on an account has: one of a purchase order is assigned there.
_ACCOUNT_ITEM, _ORDER_ITEM = "A_SupplierInvoiceItemGLAcctType", "A_SuplrInvcItemPurOrdRefType"


@dataclass(frozen=True)
class _Type:
    """An entity type with the properties of SAP's own that are offered; the rest is filled from the document, or of no use in it."""

    name: str
    service: Set
    place: Place
    documents: tuple[DocumentType, ...]
    offered: frozenset[str]


_OFFERED = (
    _Type("A_SalesOrderType", ORDERS, Place.HEADER, _SALES, frozenset({
        "AccountingDocExternalReference", "AssignmentReference", "CustomerGroup", "CustomerPaymentTerms", "HeaderBillingBlockReason",
        "IncotermsClassification", "PricingDate", "SalesGroup", "SalesOffice", "SDDocumentReason", "ShippingCondition",
    })),
    _Type("A_SalesOrderItemType", ORDERS, Place.LINE, _SALES, frozenset({
        "ItemBillingBlockReason", "ProductionPlant", "ProfitCenter", "SalesOrderItemCategory", "ShippingPoint", "StorageLocation",
        "WBSElement",
    })),
    _Type("A_SupplierInvoiceType", INVOICES, Place.HEADER, _PURCHASES, frozenset({
        "AccountingDocumentType", "AssignmentReference", "BPBankAccountInternalID", "BusinessArea", "BusinessPlace", "HouseBank",
        "PaymentBlockingReason", "PaymentMethod", "PaymentReference", "TaxDeterminationDate",
    })),
    _Type(_ACCOUNT_ITEM, INVOICES, Place.LINE, _PURCHASES, frozenset({
        "AssignmentReference", "BusinessArea", "CostCenter", "FunctionalArea", "GLAccount", "InternalOrder", "ProfitCenter", "SalesOrder",
        "SalesOrderItem", "TaxCode", "WBSElement",
    })),
    _Type(_ORDER_ITEM, INVOICES, Place.LINE, _PURCHASES, frozenset({"IsFinallyInvoiced", "TaxCode"})),
)  # fmt: skip


@dataclass(frozen=True)
class SapField(ErpField):
    """A field with the entity types that have it."""

    types: frozenset[str] = frozenset()


#: The fields that a document fills, by place and name.
Known = Mapping[tuple[Place, str], SapField]


def read(calls: Calls, services: Sequence[Set] = (ORDERS, INVOICES)) -> tuple[SapField, ...]:
    """The fields of the services' documents, labelled as SAP labels them."""
    found: dict[tuple[Set, Place, str], SapField] = {}
    for service in services:
        described = _types(calls.metadata(service))
        for one in (one for one in _OFFERED if one.service == service):
            for field in _fields(one, described.get(one.name, {})):
                key = (service, field.place, field.name)
                same = found.get(key)
                found[key] = _with_types(field, same.types) if same else field
    return tuple(found.values())


def written(known: Known, place: Place, values: Mapping[str, str]) -> Record:
    """What a mapping put into the fields, as JSON of OData."""
    return {name: _written(known[place, name], value) for name, value in values.items()}


def only_on_accounts(known: Known, values: Mapping[str, str]) -> Sequence[str]:
    """Those of a line's fields that a line of a purchase order does not have."""
    return [name for name in values if _ORDER_ITEM not in known[Place.LINE, name].types]


def _written(field: SapField, value: str) -> Json:
    match field.type:
        case FieldType.DATE:
            typed = field.typed(value)
            return json_day(typed)  # type: ignore[arg-type]  # a field of this type gives a date
        case FieldType.YES_NO:
            return value == YES
        case _:
            return value


def _with_types(field: SapField, more: frozenset[str]) -> SapField:
    return SapField(field.name, field.label, field.place, field.document_types, field.type, field.choices, field.types | more)


def _fields(one: _Type, properties: Mapping[str, Mapping[str, str]]) -> Iterator[SapField]:
    for name, about in properties.items():
        kind = _TYPES.get(about["type"])
        if kind and about["creatable"] != "false" and (name in one.offered or name.startswith(_CUSTOM)):
            label = about["label"] or name
            yield SapField(name, Sentence(label, label), one.place, one.documents, kind, types=frozenset({one.name}))


def _types(edmx: bytes) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Entity type -> property -> its type, its label, and whether it can be set."""
    try:
        tree = etree.fromstring(edmx, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ConnectorUnavailable(
            "SAP's description of its services cannot be read.", "La description des services de SAP est illisible."
        ) from error
    return {
        one.get("Name", ""): {
            p.get("Name", ""): {
                "type": p.get("Type", ""), "label": p.get(f"{_SAP}label") or "", "creatable": p.get(f"{_SAP}creatable") or "",
            } for p in one.iterfind("{*}Property")
        } for one in tree.iterfind(".//{*}EntityType")
    }  # fmt: skip
