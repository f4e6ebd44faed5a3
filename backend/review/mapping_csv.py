"""A mapping as a CSV file for a spreadsheet, one row a rule, and back without loss; nothing in it can run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from backend.errors import BadInput
from backend.model.erp_field import Place
from backend.model.mapping import MOST_CONDITIONS, MOST_RULES, Action, Condition, Effect, Mapping, Operator, Rule, problem
from backend.model.sentence import Sentence

_CONDITION = ("when", "operator", "value")
_EFFECT = ("then", "place", "field", "what", "codes")
#: when_1, operator_1, value_1, when_2, ..., then, place, field, what, codes; a table of codes has one `20=FR20` a line.
COLUMNS = (*(f"{name}_{n}" for n in range(1, MOST_CONDITIONS + 1) for name in _CONDITION), *_EFFECT)
#: What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), and the apostrophe that says that it is none.
_FORMULA, _NO_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'"), "'"
#: What French and German, English, and copied spreadsheets put between cells.
_DELIMITERS = (";", ",", "\t")
_MOST_REASONS = 20

_NO_HEADER = Sentence(
    "La première ligne doit nommer les colonnes, comme dans un fichier exporté.",
    "The first line has to name the columns, as in an exported file.",
)
_TOO_MANY = Sentence("Une table a au plus {most} règles.", "A table has at most {most} rules.").filled(most=MOST_RULES)
_AT = Sentence("ligne {line} : {reason}", "line {line}: {reason}")
_REFUSED = Sentence("Rien n’a été importé. {reasons}", "Nothing was imported. {reasons}")


def written(mapping: Mapping) -> str:
    """The file's text, cells divided by semicolons."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=_DELIMITERS[0], lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_guarded(cell) for cell in _row(rule)] for rule in mapping.rules)
    return text.getvalue()


def read(text: str) -> Mapping:
    """The rules of a file; raises BadInput naming every line that is no rule, with the reason."""
    text = text.removeprefix("\ufeff")
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rules: list[Rule] = []
    reasons: list[Sentence] = []
    try:
        if next(reader, None) != list(COLUMNS):
            raise BadInput(_NO_HEADER.en, _NO_HEADER.fr)
        for line, cells in _rows(reader):
            if len(rules) == MOST_RULES:
                raise BadInput(_TOO_MANY.en, _TOO_MANY.fr)
            rule = _rule(cells)
            wrong = rule if isinstance(rule, Sentence) else problem(rule)
            if wrong:
                reasons.append(_AT.filled(line=line, reason=wrong))
            elif isinstance(rule, Rule):
                rules.append(rule)
    except csv.Error as error:
        reasons.append(_AT.filled(line=reader.line_num, reason=str(error)))
    if reasons:
        told = reasons[:_MOST_REASONS]
        refusal = _REFUSED.filled(reasons=Sentence(" ; ".join(s.fr for s in told), "; ".join(s.en for s in told)))
        raise BadInput(refusal.en, refusal.fr)
    return Mapping(tuple(rules))


def _rows(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """(Line of the file that it begins on, cells), without empty rows."""
    before = 1
    for cells in reader:
        line, before = before + 1, reader.line_num
        if any(cells):
            yield line, [_unguarded(cell) for cell in cells]


def _row(rule: Rule) -> list[str]:
    conditions = [cell for one in rule.when for cell in (one.subject, one.operator, one.value)]
    empty = [""] * (len(_CONDITION) * (MOST_CONDITIONS - len(rule.when)))
    then = rule.then
    codes = "\n".join(f"{key}={code}" for key, code in then.table)
    place = "" if then.action is Action.HOLD else then.place
    return [*conditions, *empty, then.action, place, then.field, then.value, codes]


def _rule(cells: Sequence[str]) -> Rule | Sentence:
    """The rule of a row, or why it is none."""
    if len(cells) != len(COLUMNS):
        told = Sentence("{count} cellules au lieu de {wanted}", "{count} cells instead of {wanted}")
        return told.filled(count=len(cells), wanted=len(COLUMNS))
    *conditions, action, place, field, value, codes = cells
    groups = [conditions[n : n + len(_CONDITION)] for n in range(0, len(conditions), len(_CONDITION))]
    given = [group for group in groups if any(group)]
    for word, known in (*((group[1], Operator) for group in given), (action, Action), (place or Place.HEADER, Place)):
        if word not in set(known):
            return Sentence("« {word} » n’est pas connu", "“{word}” is not known").filled(word=word)
    pairs = [entry.partition("=") for entry in codes.splitlines() if entry]
    if any(not divided for _, divided, _ in pairs):
        return Sentence("un code s’écrit 20=FR20", "a code is written 20=FR20")
    when = tuple(Condition(subject, Operator(operator), text) for subject, operator, text in given)
    table = tuple((key, code) for key, _, code in pairs)
    return Rule(when, Effect(Action(action), value, field, Place(place or Place.HEADER), table))


def _guarded(cell: str) -> str:
    return f"{_NO_FORMULA}{cell}" if cell.startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell.removeprefix(_NO_FORMULA)
