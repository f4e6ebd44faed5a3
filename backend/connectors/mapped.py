"""What a mapping put into a confirmed document for the ERP's own fields: refused by the field's name when it cannot be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from backend.errors import PostingRejected
from backend.model.erp_field import Choice, ErpField, Place
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, document_type_of

_UNKNOWN = Sentence(
    "L’ERP n’a pas de champ « {name} » à remplir sur {place} : corrigez la table de correspondance.",
    "The ERP has no field “{name}” to fill in {place}: correct the mapping table.",
)
_WRONG = Sentence(
    "Le champ « {label} » ({name}) de l’ERP ne prend pas la valeur « {value} » : corrigez la table de correspondance.",
    "The ERP's field “{label}” ({name}) does not take the value “{value}”: correct the mapping table.",
)
_PLACES = {
    Place.HEADER: Sentence("l’en-tête de cette pièce", "the header of this document"),
    Place.LINE: Sentence("ses lignes", "its lines"),
}

#: The choices of a field where the ERP has none of those that a document names: nothing else fits.
NONE_THERE = (Choice("", ""),)

Field = TypeVar("Field", bound=ErpField)


def offered(document: Confirmed, fields: Callable[[], Sequence[Field]]) -> Mapping[tuple[Place, str], Field]:
    """The ERP's fields for this kind of document by place and name; none, without asking the ERP, when the document fills none.

    Raises PostingRejected naming the first field that the ERP does not have there, or whose value is not of its type.
    """
    if not document.erp_fields and not any(line.erp_fields for line in document.lines):
        return {}
    kind = document_type_of(document)
    known = {(field.place, field.name): field for field in fields() if kind in field.document_types}
    _refuse_unfit(known, Place.HEADER, document.erp_fields)
    for line in document.lines:
        _refuse_unfit(known, Place.LINE, line.erp_fields)
    return known


def _refuse_unfit(known: Mapping[tuple[Place, str], Field], place: Place, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        field = known.get((place, name))
        if field is None:
            refusal = _UNKNOWN.filled(name=name, place=_PLACES[place])
            raise PostingRejected(refusal.en, refusal.fr)
        if not field.takes(value):
            refusal = _WRONG.filled(label=field.label, name=name, value=value)
            raise PostingRejected(refusal.en, refusal.fr)
