"""Applying an organisation's mapping to a confirmed document: a total function of the rules, the document and the master data."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from backend.model.case import Case
from backend.model.catalog import Catalog
from backend.model.erp_field import Place
from backend.model.field import Fields
from backend.model.mapping import HEADER_SUBJECTS, NUMBERS, Action, Condition, Effect, Hold, Operator, Rule, Setting, as_number
from backend.model.mapping import Mapping as Rules
from backend.model.trade import Confirmed, Line, Order, TradeDocument, document_type_of
from backend.review.confirmation import confirmed

#: What conditions look at and effects copy, by subject; what a document does not say is "".
Facts = Mapping[str, str]


@dataclass(frozen=True)
class Mapped:
    """A document as the mapping left it, what it wrote where, and why a person is to see it."""

    document: Confirmed
    settings: tuple[Setting, ...] = ()
    holds: tuple[Hold, ...] = ()


def for_erp(case: Case, catalog: Catalog, rules: Rules) -> Mapped:
    """The case's document as the ERP takes it, its own fields filled by the mapping; raises what `confirmed` raises."""
    document = confirmed(case, catalog)
    return mapped(rules, document, case.document, catalog) if case.document else Mapped(document)


def mapped(rules: Rules, document: Confirmed, read: TradeDocument, catalog: Catalog) -> Mapped:
    """The document with its `erp_fields`; `read` is what it was confirmed from, whose own fields rules may look at."""
    header = _header_facts(document, read, catalog)
    groups = {item.id: item.group for item in catalog.items}
    facts = (_line_facts(line, read.lines[n] if n < len(read.lines) else {}, groups) for n, line in enumerate(document.lines))
    # Of the header where the line says nothing of that name.
    lines: list[Facts] = [{**header, **{name: value for name, value in own.items() if value or name not in header}} for own in facts]
    settings: dict[tuple[Place, int | None, str], Setting] = {}
    holds = []
    for number, rule in enumerate(rules.rules, start=1):
        if rule.then.action is Action.HOLD:
            if _holds_anywhere(rule, header, lines):
                holds.append(Hold(number, rule.then.value))
            continue
        for setting in _settings(rule, number, header, lines):
            settings[setting.place, setting.line, setting.field] = setting
    return Mapped(_filled(document, settings.values()), tuple(settings.values()), tuple(holds))


def _settings(rule: Rule, number: int, header: Facts, lines: list[Facts]) -> Iterator[Setting]:
    """What a rule that fills a field writes; a header is filled when the conditions hold on it and any one line."""
    if rule.then.place is Place.HEADER:
        value = _value(rule.then, header)
        if value and _holds_anywhere(rule, header, lines):
            yield Setting(Place.HEADER, None, rule.then.field, value, number)
        return
    for place, facts in enumerate(lines):
        value = _value(rule.then, facts)
        if value and _holds(rule.when, facts):
            yield Setting(Place.LINE, place, rule.then.field, value, number)


def _filled(document: Confirmed, settings: Collection[Setting]) -> Confirmed:
    values: dict[int | None, dict[str, str]] = {}
    for one in settings:
        values.setdefault(one.line, {})[one.field] = one.value
    lines = tuple(replace(line, erp_fields=values.get(place, {})) for place, line in enumerate(document.lines))
    return replace(document, erp_fields=values.get(None, {}), lines=lines)


def _value(effect: Effect, facts: Facts) -> str:
    """What an effect writes, "" when there is nothing to write."""
    match effect.action:
        case Action.SET:
            return effect.value
        case Action.COPY:
            return facts.get(effect.value, "")
        case _:
            return next((code for key, code in effect.table if _is(effect.value, facts.get(effect.value, ""), key)), "")


def _holds_anywhere(rule: Rule, header: Facts, lines: list[Facts]) -> bool:
    """Whether the conditions hold for the document: those on lines for one and the same line."""
    if all(condition.subject in HEADER_SUBJECTS for condition in rule.when):
        return _holds(rule.when, header)
    return any(_holds(rule.when, facts) for facts in lines)


def _holds(conditions: tuple[Condition, ...], facts: Facts) -> bool:
    return all(_is_so(condition, facts.get(condition.subject, "")) for condition in conditions)


def _is_so(condition: Condition, fact: str) -> bool:
    match condition.operator:
        case Operator.IS:
            return _is(condition.subject, fact, condition.value)
        case Operator.CONTAINS:
            return bool(fact) and condition.value.casefold() in fact.casefold()
        case _:
            found, bound = as_number(fact), as_number(condition.value)
            if found is None or bound is None:
                return False
            return found >= bound if condition.operator is Operator.AT_LEAST else found <= bound


def _is(subject: str, fact: str, value: str) -> bool:
    """Whether they are the same; 20 % is 20.0 %."""
    if subject in NUMBERS:
        number = as_number(fact)
        return number is not None and number == as_number(value)
    return fact.casefold() == value.casefold()


def _header_facts(document: Confirmed, read: TradeDocument, catalog: Catalog) -> Facts:
    is_order = isinstance(document, Order)
    party = document.customer if isinstance(document, Order) else document.supplier
    partners = catalog.customers if is_order else catalog.suppliers
    return {
        **_texts(read.fields),
        "document_type": document_type_of(document),
        "customer" if is_order else "supplier": party.id,
        "country": next((partner.country for partner in partners if partner.id == party.id), ""),
        "currency": document.currency,
        "amount": str(sum((line.line_amount for line in document.lines), Decimal(0))),
    }


def _line_facts(line: Line, read: Fields, groups: Mapping[str, str]) -> Facts:
    return {
        **_texts(read),
        "item": line.item_id,
        "item_group": groups.get(line.item_id, ""),
        "description": line.description,
        "unit_code": line.unit_code,
        "tax_rate": "" if line.tax_rate is None else str(line.tax_rate),
        "quantity": str(line.quantity),
        "net_price": str(line.net_price),
        "line_amount": str(line.line_amount),
    }


def _texts(fields: Fields) -> dict[str, str]:
    return {name: field.value for name, field in fields.items()}
