"""Tryton's own fields that a mapping may fill, those of added modules too, as its models describe them, and what is written into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backend.connectors.http import Json
from backend.connectors.mapped import NONE_THERE
from backend.connectors.tryton.calls import Calls, Domain, Record
from backend.connectors.tryton.posting import INVOICES, SALES, model_of
from backend.errors import ConnectorMisconfigured
from backend.model.erp_field import Choice, ErpField, FieldType, Place
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, DocumentType

_TYPES = {
    "char": FieldType.TEXT, "text": FieldType.TEXT, "integer": FieldType.NUMBER, "float": FieldType.NUMBER, "numeric": FieldType.NUMBER,
    "date": FieldType.DATE, "boolean": FieldType.YES_NO, "selection": FieldType.CHOICE, "many2one": FieldType.CHOICE,
}  # fmt: skip
_TYPES_OF = {SALES: (DocumentType.ORDER,), INVOICES: (DocumentType.INVOICE, DocumentType.CREDIT_NOTE)}
#: What `posting` fills from the document, and what Tryton keeps for itself.
_TAKEN: Mapping[Place, frozenset[str]] = {
    Place.HEADER: frozenset({
        "company", "party", "currency", "type", "invoice_date", "reference", "comment", "payment_term", "payment_term_date", "account",
        "shipping_date", "invoice_address", "shipment_address", "state", "number", "id", "cancel_move", "move", "invoice_report_format",
    }),
    Place.LINE: frozenset({
        "type", "product", "description", "quantity", "unit", "unit_price", "taxes_deductible_rate", "invoice_type", "origin", "sequence",
        "note", "party", "company", "currency", "invoice", "sale", "id", "principal",
    }),
}  # fmt: skip
#: What a field may point to, and which of its records can be written there (the domain of `account.invoice.line`'s account).
_POINTS_TO: Mapping[str, Domain] = {
    "account.account": [["type.expense", "=", True], ["closed", "!=", True]],
    "account.journal": [],
    "company.employee": [],
    "stock.location": [["type", "=", "warehouse"]],
}
_OF_COMPANY = frozenset({"account.account", "company.employee"})
#: A model with more records than this is filled by Tryton's id and not by choosing.
_MOST_CHOICES = 1000

#: Place and field name -> the values that a document has for it.
_Used = Mapping[tuple[Place, str], set[str]]


@dataclass(frozen=True)
class TrytonField(ErpField):
    """A field with Tryton's own name of its type."""

    tryton_type: str = ""

    def written(self, value: str) -> Json:
        """The value as Tryton takes it."""
        match self.tryton_type:
            case "many2one" | "integer":
                return int(value)
            case "float":
                return float(value)
            case _:
                return self.typed(value)


#: The fields that a document fills, by place and name.
Known = Mapping[tuple[Place, str], TrytonField]


def read(calls: Calls, document: Confirmed | None = None) -> tuple[TrytonField, ...]:
    """The fields that can be written, with their choices; for a document only those it fills, and of the choices those it uses."""
    models = (SALES, INVOICES) if document is None else (model_of(document),)
    used = None if document is None else _used(document)
    places = ((model, *place) for model in models for place in ((Place.HEADER, model.name), (Place.LINE, model.line)))
    return tuple(field for model, place, name in places for field in _fields(calls, name, place, _TYPES_OF[model], used))


def written(values: Mapping[str, str], place: Place, known: Known) -> Record:
    """What a header or a line has for them, as Tryton takes it."""
    return {name: known[place, name].written(value) for name, value in values.items()}


def _fields(calls: Calls, model: str, place: Place, types: tuple[DocumentType, ...], used: _Used | None) -> Iterator[TrytonField]:
    names = [] if used is None else sorted(name for at, name in used if at is place)
    if used is not None and not names:
        return
    for name, about in sorted(calls(model, "fields_get", names).items()):
        if _may_be_filled(name, about, place):
            choices = _choices(calls, about, None if used is None else used[place, name])
            label = str(about["string"] or name)
            yield TrytonField(name, Sentence(label, label), place, types, _TYPES[about["type"]], choices, about["type"])


def _used(document: Confirmed) -> _Used:
    found: dict[tuple[Place, str], set[str]] = {}
    for place, values in ((Place.HEADER, document.erp_fields), *((Place.LINE, line.erp_fields) for line in document.lines)):
        for name, value in values.items():
            found.setdefault((place, name), set()).add(value)
    return found


def _may_be_filled(name: str, about: Mapping[str, Json], place: Place) -> bool:
    if about["type"] not in _TYPES or about["readonly"] or name in _TAKEN[place]:
        return False
    if about["type"] == "selection":
        return isinstance(about["selection"], list)
    return about["type"] != "many2one" or about["relation"] in _POINTS_TO


def _choices(calls: Calls, about: Mapping[str, Json], used: set[str] | None) -> tuple[Choice, ...]:
    if about["type"] == "selection":
        return tuple(Choice(str(value), str(label)) for value, label in about["selection"] if value)
    if about["type"] != "many2one":
        return ()
    relation = str(about["relation"])
    domain = [*_POINTS_TO[relation], *([["company", "=", calls.company]] if relation in _OF_COMPANY else ())]
    if used is not None:
        domain.append(["id", "in", [int(value) for value in sorted(used) if value.isdigit()]])
    try:
        rows = calls(relation, "search_read", domain, 0, _MOST_CHOICES + 1, [["id", "ASC"]], ["id", "rec_name"])
    except ConnectorMisconfigured:
        if used is not None:
            raise
        return ()  # no right to read them: nothing to choose from
    if used is not None and not rows:
        return NONE_THERE
    return tuple(Choice(str(row["id"]), str(row["rec_name"])) for row in rows) if len(rows) <= _MOST_CHOICES else ()
