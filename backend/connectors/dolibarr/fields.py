"""The extra fields that an administrator has added to Dolibarr's orders and vendor invoices, and how their values are sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from backend.connectors.dolibarr.calls import Calls, Record
from backend.connectors.dolibarr.places import seconds, text
from backend.connectors.http import Json
from backend.errors import ConnectorMisconfigured
from backend.model.erp_field import Choice, ErpField, FieldType, Place
from backend.model.sentence import Sentence
from backend.model.trade import DocumentType

_SALES, _PURCHASES = (DocumentType.ORDER,), (DocumentType.INVOICE, DocumentType.CREDIT_NOTE)
#: What Dolibarr calls the documents and their lines where its extra fields are concerned.
_ELEMENTS = {
    "commande": (Place.HEADER, _SALES),
    "commandedet": (Place.LINE, _SALES),
    "facture_fourn": (Place.HEADER, _PURCHASES),
    "facture_fourn_det": (Place.LINE, _PURCHASES),
}
#: The types of which Dolibarr says what they take; those that are chosen from a table of the database are not among them.
_TYPES = {
    "varchar": FieldType.TEXT, "text": FieldType.TEXT, "url": FieldType.TEXT, "mail": FieldType.TEXT, "phone": FieldType.TEXT,
    "int": FieldType.NUMBER, "double": FieldType.NUMBER, "price": FieldType.NUMBER, "date": FieldType.DATE, "boolean": FieldType.YES_NO,
    "select": FieldType.CHOICE, "radio": FieldType.CHOICE,
}  # fmt: skip
#: What stands before an extra field's code in a document.
_PREFIX = "options_"


def read(calls: Calls) -> tuple[ErpField, ...]:
    """The extra fields that can be written; raises ConnectorMisconfigured where Dolibarr tells them to administrators only."""
    try:
        told = calls.read("setup/extrafields") or {}
    except ConnectorMisconfigured as error:
        raise ConnectorMisconfigured(
            "Dolibarr does not tell the user its extra fields: under Home › Setup › Other setup, add the constant "
            "API_LOGINS_ALLOWED_FOR_GET_EXTRAFIELDS with the user's login.",
            "Dolibarr ne donne pas à l’utilisateur ses attributs supplémentaires : sous Accueil › Configuration › Divers, créez la "
            "constante API_LOGINS_ALLOWED_FOR_GET_EXTRAFIELDS (identifiant de l’utilisateur).",
        ) from error
    return tuple(field for element in _ELEMENTS for field in _fields(element, told.get(element) or {}))


def written(values: Mapping[str, str], place: Place, known: Mapping[tuple[Place, str], ErpField]) -> dict[str, Json]:
    """What of them a document or a line is sent with, nothing when it has none."""
    return (
        {"array_options": {name: _as_dolibarr_has_it(known[place, name].typed(value)) for name, value in values.items()}} if values else {}
    )


def _as_dolibarr_has_it(value: object) -> Json:
    match value:
        case bool():
            return int(value)
        case date():
            return seconds(value)
        case _:
            return str(value)


def _fields(element: str, told: Mapping[str, Record]) -> Iterator[ErpField]:
    place, types = _ELEMENTS[element]
    for code, about in told.items():
        if about["type"] in _TYPES and not text(about.get("computed")):
            label = text(about.get("label")) or code
            yield ErpField(_PREFIX + code, Sentence(label, label), place, types, _TYPES[about["type"]], _choices(about))


def _choices(about: Record) -> tuple[Choice, ...]:
    options = (about.get("param") or {}).get("options") if _TYPES[about["type"]] is FieldType.CHOICE else None
    # PHP answers what is numbered from zero as a list.
    pairs = enumerate(options) if isinstance(options, list) else (options or {}).items()
    return tuple(Choice(str(value), str(label)) for value, label in pairs if label)
