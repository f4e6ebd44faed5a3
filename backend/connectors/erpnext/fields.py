"""ERPNext's own fields that a mapping may fill, custom ones too, as its doctypes describe them, and what is written into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backend.connectors.erpnext.calls import Calls, Filters, Record
from backend.connectors.erpnext.places import INVOICE, KEY, SALE, doctype_of
from backend.connectors.http import Json
from backend.connectors.mapped import NONE_THERE
from backend.errors import ConnectorMisconfigured
from backend.model.erp_field import YES, Choice, ErpField, FieldType, Place
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, DocumentType

_TYPES = {
    "Data": FieldType.TEXT, "Small Text": FieldType.TEXT, "Text": FieldType.TEXT, "Long Text": FieldType.TEXT, "Int": FieldType.NUMBER,
    "Float": FieldType.NUMBER, "Currency": FieldType.NUMBER, "Percent": FieldType.NUMBER, "Date": FieldType.DATE,
    "Check": FieldType.YES_NO, "Select": FieldType.CHOICE, "Link": FieldType.CHOICE,
}  # fmt: skip
_TABLE, _LINK, _ROWS = "Table", "Link", "items"
_TYPES_OF = {SALE: (DocumentType.ORDER,), INVOICE: (DocumentType.INVOICE, DocumentType.CREDIT_NOTE)}
#: What `posting` fills from the document, and what ERPNext keeps for itself.
_TAKEN = frozenset({
    "naming_series", "customer", "supplier", "company", "currency", "po_no", "po_date", "bill_no", "bill_date", "delivery_date", "due_date",
    "posting_date", "set_posting_time", "is_return", "return_against", "ignore_pricing_rule", "disable_rounded_total", "status", "title",
    "amended_from", "conversion_rate", "item_code", "item_name", "description", "qty", "rate", "price_list_rate", "uom", "stock_uom",
    "conversion_factor", "item_tax_template", "item_tax_rate", "purchase_order", "po_detail",
    "payment_terms_template", "shipping_address_name", KEY,
})  # fmt: skip
#: What belongs to one company, and has groups that nothing is booked on.
_OF_COMPANY = frozenset({"Account", "Cost Center", "Warehouse"})
#: A doctype with more documents than this is filled by its name and not by choosing.
_MOST_CHOICES = 1000

#: Place and field name -> the values that a document has for it.
_Used = Mapping[tuple[Place, str], set[str]]


def read(calls: Calls, company: str, document: Confirmed | None = None) -> tuple[ErpField, ...]:
    """The fields that can be written, with their choices; for a document only those it fills, and of the choices those it uses."""
    doctypes = (SALE, INVOICE) if document is None else (doctype_of(document),)
    used = None if document is None else _used(document)
    return tuple(field for doctype in doctypes for field in _fields(calls, doctype, company, used))


def filled(values: Record, document: Confirmed, known: Mapping[tuple[Place, str], ErpField]) -> Record:
    """What is sent to ERPNext, with what the document has for its own fields."""
    rows = zip(values[_ROWS], document.lines, strict=True)
    items = [{**row, **_written(line.erp_fields, Place.LINE, known)} for row, line in rows]
    return {**values, **_written(document.erp_fields, Place.HEADER, known), _ROWS: items}


def _written(values: Mapping[str, str], place: Place, known: Mapping[tuple[Place, str], ErpField]) -> Record:
    return {name: _as_frappe_has_it(known[place, name], value) for name, value in values.items()}


def _as_frappe_has_it(field: ErpField, value: str) -> Json:
    if field.type is FieldType.YES_NO:
        return int(value == YES)
    return field.typed(value) if field.type is FieldType.NUMBER else value


def _fields(calls: Calls, doctype: str, company: str, used: _Used | None) -> Iterator[ErpField]:
    described = {one["name"]: one["fields"] for one in calls.read("frappe.desk.form.load.getdoctype", doctype=doctype)["docs"]}
    rows = next((one["options"] for one in described[doctype] if (one["fieldname"], one["fieldtype"]) == (_ROWS, _TABLE)), "")
    for place, fields in ((Place.HEADER, described[doctype]), (Place.LINE, described.get(rows, ()))):
        for about in fields:
            name = about["fieldname"]
            if _may_be_filled(about) and (used is None or (place, name) in used):
                choices = _choices(calls, about, company, None if used is None else used[place, name])
                label = str(about.get("label") or name)
                yield ErpField(name, Sentence(label, label), place, _TYPES_OF[doctype], _TYPES[about["fieldtype"]], choices)


def _used(document: Confirmed) -> _Used:
    found: dict[tuple[Place, str], set[str]] = {}
    for place, values in ((Place.HEADER, document.erp_fields), *((Place.LINE, line.erp_fields) for line in document.lines)):
        for name, value in values.items():
            found.setdefault((place, name), set()).add(value)
    return found


def _may_be_filled(about: Mapping[str, Json]) -> bool:
    closed = about.get("read_only") or about.get("hidden") or about.get("is_virtual")
    return about["fieldtype"] in _TYPES and not closed and about["fieldname"] not in _TAKEN


def _choices(calls: Calls, about: Mapping[str, Json], company: str, used: set[str] | None) -> tuple[Choice, ...]:
    options = str(about.get("options") or "")
    if about["fieldtype"] != _LINK:
        return tuple(Choice(one, one) for one in options.split("\n") if one) if about["fieldtype"] == "Select" else ()
    of_company: Filters = [["company", "=", company], ["is_group", "=", 0]] if options in _OF_COMPANY else []
    if used is not None:
        found = calls.records(options, [*of_company, ["name", "in", sorted(used)]], ())
        return tuple(Choice(row["name"], row["name"]) for row in found) or NONE_THERE
    try:
        names = [row["name"] for _, row in zip(range(_MOST_CHOICES + 1), calls.records(options, of_company, ()), strict=False)]
    except ConnectorMisconfigured:
        return ()  # no right to read them: nothing to choose from
    return tuple(Choice(name, name) for name in names) if len(names) <= _MOST_CHOICES else ()
