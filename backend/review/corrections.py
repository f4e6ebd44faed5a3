"""Corrections: a case with what a person changed in its fields, its lines and its matches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from backend.errors import BadInput, NotAllowed
from backend.extraction.amounts import written
from backend.model.case import Case
from backend.model.catalog import Catalog
from backend.model.field import Field, Fields
from backend.model.trade import LINE_FIELDS, TAX_BREAKDOWN_FIELDS, TradeDocument, header_fields
from backend.model.value import number
from backend.review import choices, lines
from backend.review.change import Change
from backend.review.choices import BY_PERSON
from backend.review.normalise import normalised
from backend.review.states import require_open

_ROW = re.compile(r"(lines|tax_breakdown)\.(\d{1,4})\.([a-z_]+)")
#: The languages that write 1,234.50; the others write 1.234,50 or 1 234,50.
_WITH_DECIMAL_POINT = frozenset({"", "en"})


def correct(case: Case, changes: Sequence[Change], catalog: Catalog) -> Case:
    """The case with the changes made one after the other; raises NotAllowed when it is not open, BadInput for a change that cannot be."""
    require_open(case)
    case = replace(case, read=case.read or case.document)
    for change in changes:
        case = _corrected(case, change, catalog)
    return case


def _corrected(case: Case, change: Change, catalog: Catalog) -> Case:
    if change.path in {"supplier", "customer"} and case.document is None:
        return choices.chosen(case, change.path, change.value.strip(), catalog)
    if case.document is None:
        raise NotAllowed("There is no document to correct.", "Il n'y a pas de document à corriger.")
    if change.path == "lines":
        return lines.rearranged(case, case.document, change.value)
    if choices.is_choice(change.path):
        _require_line(case.document, change.path)
        return choices.chosen(case, change.path, change.value.strip(), catalog)
    return replace(case, document=_with_field(case.document, change))


def _with_field(document: TradeDocument, change: Change) -> TradeDocument:
    found = _ROW.fullmatch(change.path)
    if found is None:
        _require_name(change.path, header_fields(document.document_type))
        return replace(document, fields=_set(document.fields, change.path, change, document))
    _require_name(found[3], LINE_FIELDS if found[1] == "lines" else TAX_BREAKDOWN_FIELDS)
    rows = list(document.lines if found[1] == "lines" else document.tax_breakdown)
    place = int(found[2])
    if found[1] == "tax_breakdown" and place == len(rows):
        rows.append({})
    if place >= len(rows):
        raise BadInput("There is no such line.", "Cette ligne n'existe pas.")
    row = _set(rows[place], found[3], change, document)
    rows[place] = _recalculated(row, found[3]) if found[1] == "lines" else row
    return replace(document, lines=tuple(rows)) if found[1] == "lines" else replace(document, tax_breakdown=tuple(rows))


def _set(fields: Fields, name: str, change: Change, document: TradeDocument) -> Fields:
    # A clicked word is written the way the document writes, a typed value the way the pane does.
    mark = "" if change.evidence is None or document.language in _WITH_DECIMAL_POINT else ","
    value = normalised(name, change.value, mark)
    former = fields.get(name)
    # The place of the former value is where the person looked, so it stays as the evidence of what they read there.
    evidence = change.evidence or (former.evidence if former and value else None)
    return {**fields, name: Field(name, value, change.value.strip(), 1.0, evidence, BY_PERSON)}


def _recalculated(line: Fields, changed: str) -> Fields:
    """The line with an amount that stands nowhere calculated again; a printed or typed one stays, and LINE-AMOUNT says if they disagree."""
    amount, quantity, price = line.get("line_amount"), number(line, "quantity"), number(line, "net_price")
    if changed not in {"quantity", "net_price"} or amount is None or not _is_derived(amount) or quantity is None or price is None:
        return line
    return {**line, "line_amount": replace(amount, value=written(round(quantity * price, 2)))}


def _is_derived(field: Field) -> bool:
    """Whether the value follows from others only: `arithmetic` alone also marks a printed one that the sum confirmed."""
    return field.method == "arithmetic" and not field.text and field.evidence is None


def _require_name(name: str, names: Sequence[str]) -> None:
    if name not in names:
        raise BadInput(f"There is no field {name}.", f"Il n'y a pas de champ {name}.")


def _require_line(document: TradeDocument, path: str) -> None:
    head, _, rest = path.partition(".")
    if head == "lines" and int(rest.partition(".")[0]) >= len(document.lines):
        raise BadInput("There is no such line.", "Cette ligne n'existe pas.")
