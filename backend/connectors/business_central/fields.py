"""Business Central's own fields that a mapping may fill: what the API has on documents and lines, and the company's dimensions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from backend.connectors.business_central.calls import Calls, Record
from backend.connectors.business_central.places import text
from backend.connectors.http import Json
from backend.errors import PostingRejected
from backend.model.erp_field import YES, Choice, ErpField, FieldType, Place
from backend.model.sentence import Sentence
from backend.model.trade import DocumentType

#: Before the code of a dimension, in the name of its field.
_DIMENSION = "dimension."
#: The part of a document or line that holds its dimensions.
DIMENSIONS = "dimensionSetLines"
#: What a line is about, for one without an item the account.
ACCOUNT = "lineObjectNumber"
#: An entity with more records than this is filled by code and not by choosing.
_MOST_CHOICES = 1000
_ORDER, _INVOICE, _CREDIT = DocumentType.ORDER, DocumentType.INVOICE, DocumentType.CREDIT_NOTE
_ALL, _BOUGHT = (_ORDER, _INVOICE, _CREDIT), (_INVOICE, _CREDIT)


@dataclass(frozen=True)
class _Source:
    """One field of the API, and where its choices are: an entity, and which of its fields is written."""

    name: str
    label: Sentence
    place: Place
    types: Sequence[DocumentType]
    type: FieldType = FieldType.TEXT
    entity: str = ""
    value: str = "code"
    condition: str = ""


_SOURCES = (
    _Source("postingDate", Sentence("Date comptabilisation", "Posting date"), Place.HEADER, _ALL, FieldType.DATE),
    _Source("shortcutDimension1Code", Sentence("Axe principal 1", "Shortcut dimension 1"), Place.HEADER, _ALL),
    _Source("shortcutDimension2Code", Sentence("Axe principal 2", "Shortcut dimension 2"), Place.HEADER, _ALL),
    _Source("salesperson", Sentence("Vendeur", "Salesperson"), Place.HEADER, (_ORDER,)),
    _Source("purchaser", Sentence("Acheteur", "Purchaser"), Place.HEADER, _BOUGHT),
    _Source("partialShipping", Sentence("Livraison partielle", "Partial shipping"), Place.HEADER, (_ORDER,), FieldType.YES_NO),
    _Source("shipToContact", Sentence("Contact de livraison", "Ship-to contact"), Place.HEADER, (_ORDER, _INVOICE)),
    _Source(
        "shipmentMethodId", Sentence("Conditions de livraison", "Shipment method"), Place.HEADER, (_ORDER, _CREDIT), FieldType.CHOICE,
        "shipmentMethods", "id",
    ),
    _Source("locationId", Sentence("Magasin", "Location"), Place.LINE, _ALL, FieldType.CHOICE, "locations", "id"),
    _Source("taxCode", Sentence("Groupe compta. TVA", "VAT prod. posting group"), Place.LINE, _ALL, FieldType.CHOICE, "taxGroups"),
    _Source(
        ACCOUNT, Sentence("Compte d’une ligne sans article", "Account of a line without an item"), Place.LINE, _ALL, FieldType.CHOICE,
        "accounts", "number", "directPosting eq true",
    ),
    _Source("discountPercent", Sentence("Remise %", "Discount %"), Place.LINE, _ALL, FieldType.NUMBER),
    _Source("expectedReceiptDate", Sentence("Date réception prévue", "Expected receipt date"), Place.LINE, (_INVOICE,), FieldType.DATE),
)  # fmt: skip

#: The fields that a document fills, by place and name.
Known = Mapping[tuple[Place, str], ErpField]


def read(calls: Calls) -> tuple[ErpField, ...]:
    """The fields with their choices."""
    return (*(_field(calls, source) for source in _SOURCES), *_dimensions(calls))


def written(values: Mapping[str, str], place: Place, known: Known) -> Record:
    """The values as a call takes them; dimensions in the part that holds them."""
    plain = {name: _value(known[place, name], value) for name, value in values.items() if not name.startswith(_DIMENSION)}
    told = [{"code": name.removeprefix(_DIMENSION), "valueCode": value} for name, value in values.items() if name.startswith(_DIMENSION)]
    return {**plain, DIMENSIONS: told} if told else plain


def refuse_lost(sent: Record, kept: Record, named: str) -> None:
    """Raise PostingRejected naming a dimension that was `sent` with a document or line and is not `kept` with it."""
    there = {(one["code"], one["valueCode"]) for one in kept.get(DIMENSIONS, ())}
    for one in sent.get(DIMENSIONS, ()):
        if (one["code"], one["valueCode"]) not in there:
            raise PostingRejected(
                f"Business Central did not keep the dimension {one['code']} = {one['valueCode']} of “{named}”.",
                f"Business Central n’a pas gardé l’axe {one['code']} = {one['valueCode']} de « {named} ».",
            )


def _field(calls: Calls, source: _Source) -> ErpField:
    rows: list[Record] = []
    if source.entity:
        fields = ",".join(("id", "number" if source.entity == "accounts" else "code", "displayName"))
        rows = list(islice(calls.records(source.entity, source.condition, fields=fields), _MOST_CHOICES + 1))
    choices = tuple(_choice(row, source.value) for row in rows) if len(rows) <= _MOST_CHOICES else ()
    return ErpField(source.name, source.label, source.place, source.types, source.type, choices)


def _dimensions(calls: Calls) -> Iterator[ErpField]:
    """A field for each dimension of the company, on the header and on the lines."""
    values: dict[str, list[Choice]] = {}
    for row in calls.records("dimensionValues", fields="id,code,dimensionId,displayName"):
        values.setdefault(row["dimensionId"], []).append(_choice(row, "code"))
    for row in calls.records("dimensions", fields="id,code,displayName"):
        name = text(row["displayName"]) or row["code"]
        for place in Place:
            label = Sentence(f"Axe analytique {name}", f"Dimension {name}")
            choices = tuple(values.get(row["id"], ()))
            yield ErpField(
                f"{_DIMENSION}{row['code']}", label, place, _ALL, FieldType.CHOICE, choices if len(choices) <= _MOST_CHOICES else ()
            )


def _choice(row: Record, value: str) -> Choice:
    code, name = row.get("number") or row.get("code"), text(row["displayName"])
    return Choice(str(row[value]), f"{code} {name}".strip())


def _value(field: ErpField, value: str) -> Json:
    match field.type:
        case FieldType.NUMBER:
            return Decimal(value)
        case FieldType.YES_NO:
            return value == YES
        case _:
            return value
