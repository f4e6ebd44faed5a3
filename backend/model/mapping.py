"""A Mapping: ordered rules "when ... then ..." that fill the ERP's own fields of a confirmed document, or hold it for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from backend.model.erp_field import Place
from backend.model.sentence import Sentence
from backend.model.trade import AMOUNT_FIELDS, INVOICE_FIELDS, LINE_FIELDS, ORDER_FIELDS, DocumentType

#: What a condition may look at on the header: partners by the ERP's id, the amount without VAT, and what the document says.
HEADER_SUBJECTS = ("document_type", "customer", "supplier", "country", "amount", *dict.fromkeys((*INVOICE_FIELDS, *ORDER_FIELDS)))
#: What it may look at on a line: the item by the ERP's id, what the ERP groups it under, and what the line says.
LINE_SUBJECTS = ("item", "item_group", *LINE_FIELDS)
#: What is compared as a number.
NUMBERS = AMOUNT_FIELDS | {"amount"}
#: What is one of a closed set or an id, of which a part means nothing.
_WHOLE = frozenset({"document_type", "customer", "supplier", "country", "currency", "item", "unit_code"}) | NUMBERS
#: What can be translated into a code of the ERP's.
TRANSLATED = ("tax_rate", "unit_code")

MOST_RULES, MOST_CONDITIONS, MOST_ENTRIES, LONGEST = 500, 5, 100, 500


class Operator(StrEnum):
    """How a condition compares; texts whatever their case."""

    IS = "is"
    CONTAINS = "contains"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Action(StrEnum):
    """What a rule does: write a value, copy a field of the document, write a code for a VAT rate or a unit, or hold for a person."""

    SET = "set"
    COPY = "copy"
    TRANSLATE = "translate"
    HOLD = "hold"


@dataclass(frozen=True)
class Condition:
    """One thing that has to be so."""

    subject: str
    operator: Operator
    value: str


@dataclass(frozen=True)
class Effect:
    """What a rule does; `field` and `place` are the ERP's and empty when it holds."""

    action: Action
    #: The value to set, the document's field to copy or to translate, the sentence to hold with.
    value: str
    field: str = ""
    place: Place = Place.HEADER
    #: (VAT rate or unit, the ERP's code) of what is translated; what is not in it is left alone.
    table: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Rule:
    """When all the conditions hold, the effect takes place; without conditions always."""

    when: tuple[Condition, ...]
    then: Effect


@dataclass(frozen=True)
class Mapping:
    """The rules of one organisation in their order: of two that fill the same field the later one wins."""

    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Setting:
    """What a mapping writes into one field, and by which rule."""

    place: Place
    #: Of the line, counted from zero; None on the header.
    line: int | None
    field: str
    value: str
    #: Counted from one, as people read them.
    rule: int


@dataclass(frozen=True)
class Hold:
    """Why a rule holds a document for a person."""

    rule: int
    sentence: str


def as_number(text: str) -> Decimal | None:
    """The number, None when it is none."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def operators(subject: str) -> tuple[Operator, ...]:
    """How this subject can be compared."""
    if subject in NUMBERS:
        return (Operator.IS, Operator.AT_LEAST, Operator.AT_MOST)
    return (Operator.IS,) if subject in _WHOLE else (Operator.IS, Operator.CONTAINS)


def problem(rule: Rule) -> Sentence | None:
    """What is wrong with a rule, None when it can be applied."""
    return next(_problems(rule), None)


def _problems(rule: Rule) -> Iterator[Sentence]:
    if len(rule.when) > MOST_CONDITIONS:
        yield Sentence("une règle a au plus {most} conditions", "a rule has at most {most} conditions").filled(most=MOST_CONDITIONS)
    for condition in rule.when:
        yield from _wrong_condition(condition)
    yield from _wrong_effect(rule.then)


def _wrong_condition(condition: Condition) -> Iterator[Sentence]:
    subject, value = condition.subject, condition.value
    if subject not in {*HEADER_SUBJECTS, *LINE_SUBJECTS}:
        yield Sentence("« {subject} » n’est pas un champ du document", "“{subject}” is no field of the document").filled(subject=subject)
    elif condition.operator not in operators(subject):
        told = Sentence("« {subject} » ne se compare pas par {operator}", "“{subject}” is not compared by {operator}")
        yield told.filled(subject=subject, operator=condition.operator)
    elif not _is_fit(value):
        yield Sentence("la condition sur « {subject} » n’a pas de valeur", "the condition on “{subject}” has no value").filled(
            subject=subject
        )
    elif subject in NUMBERS and as_number(value) is None:
        yield Sentence("« {value} » n’est pas un nombre", "“{value}” is not a number").filled(value=value)
    elif subject == "document_type" and value not in set(DocumentType):
        yield Sentence("« {value} » n’est pas un type de pièce", "“{value}” is no type of document").filled(value=value)


def _wrong_effect(effect: Effect) -> Iterator[Sentence]:
    if not _is_fit(effect.value):
        yield Sentence("la règle ne dit pas quoi écrire", "the rule does not say what to write")
    if effect.action is Action.HOLD:
        return
    if not _is_fit(effect.field):
        yield Sentence("la règle ne dit pas quel champ de l’ERP remplir", "the rule does not say which field of the ERP to fill")
    on_header = effect.place is Place.HEADER
    if effect.action is Action.COPY and effect.value not in (HEADER_SUBJECTS if on_header else (*HEADER_SUBJECTS, *LINE_SUBJECTS)):
        yield Sentence("« {value} » ne peut pas être copié là", "“{value}” cannot be copied there").filled(value=effect.value)
    if effect.action is Action.TRANSLATE and (effect.value not in TRANSLATED or on_header):
        yield Sentence(
            "seuls le taux de TVA et l’unité d’une ligne se traduisent", "only the VAT rate and the unit of a line are translated"
        )
    if effect.action is Action.TRANSLATE and not effect.table:
        yield Sentence("la table de traduction est vide", "the table of codes is empty")
    if len(effect.table) > MOST_ENTRIES or any(not _is_fit(text) or "=" in key for key, code in effect.table for text in (key, code)):
        yield Sentence("la table de traduction n’est pas lisible", "the table of codes cannot be read")


def _is_fit(text: str) -> bool:
    """Whether it is a text of one line that says something."""
    return bool(text.strip()) and len(text) <= LONGEST and text.isprintable()
