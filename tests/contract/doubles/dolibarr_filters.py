"""Dolibarr's `sqlfilters`: `(t.column:operator:value)` joined by `and`, `or` and brackets (forgeSQLFromUniversalSearchCriteria)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

_CONDITION = re.compile(r"\(([^:'()]+):([^:'()]+):([^()]+)\)")
_JOIN = re.compile(r"\s+(and|or)\s+", re.IGNORECASE)
_QUOTED = re.compile(r"'(.*)'", re.DOTALL)

#: A row as the database keeps it, by column.
Row = Mapping[str, Any]
Condition = Callable[[Row], bool]


class BadFilters(Exception):
    """The filters cannot be read."""


class UnknownColumn(Exception):
    """The database has no such column."""


def condition(text: str, columns: frozenset[str]) -> Condition:
    """What the filters ask of a row; `columns` are those that the table has."""
    found, rest = _either(text.strip(), columns)
    if rest:
        raise BadFilters(rest)
    return found


def _either(text: str, columns: frozenset[str]) -> tuple[Condition, str]:
    """Terms joined by `or`, which binds less than `and`."""
    left, text = _both(text, columns)
    while (joined := _JOIN.match(text)) and joined[1].lower() == "or":
        right, text = _both(text[joined.end() :], columns)
        left = _or(left, right)
    return left, text


def _both(text: str, columns: frozenset[str]) -> tuple[Condition, str]:
    left, text = _term(text, columns)
    while (joined := _JOIN.match(text)) and joined[1].lower() == "and":
        right, text = _term(text[joined.end() :], columns)
        left = _and(left, right)
    return left, text


def _term(text: str, columns: frozenset[str]) -> tuple[Condition, str]:
    if single := _CONDITION.match(text):
        return _single(*(part.strip() for part in single.groups()), columns), text[single.end() :]
    if not text.startswith("("):
        raise BadFilters(text)
    inner, rest = _either(text[1:], columns)
    if not rest.startswith(")"):
        raise BadFilters(text)
    return inner, rest[1:]


def _single(column: str, operator: str, value: str, columns: frozenset[str]) -> Condition:
    name = column.removeprefix("t.")
    if name not in columns or not column.startswith("t."):
        raise UnknownColumn(column)
    if operator == "in":
        wanted = {str(_value(part)) for part in value.split(",")}
        return lambda row: str(row[name]) in wanted
    asked = _value(value)
    if operator == "like":
        pattern = re.compile(
            "".join({"%": ".*", "_": "."}.get(c, re.escape(c)) for c in str(asked)), re.IGNORECASE | re.DOTALL
        )  # the collation of the database tells no capitals
        return lambda row: bool(pattern.fullmatch(str(row[name] or "")))
    if operator not in {"=", ">", ">=", "<", "<="}:
        raise BadFilters(operator)
    return lambda row: row[name] is not None and _compares(row[name], operator, asked)


def _value(text: str) -> str | Decimal:
    if quoted := _QUOTED.fullmatch(text):
        return quoted[1]
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise BadFilters(text)
    return Decimal(text)


def _compares(kept: Any, operator: str, asked: str | Decimal) -> bool:
    left, right = (Decimal(str(kept)), asked) if isinstance(asked, Decimal) else (str(kept).casefold(), asked.casefold())
    order = (left > right) - (left < right)  # type: ignore[operator]
    return order in {"=": {0}, ">": {1}, ">=": {0, 1}, "<": {-1}, "<=": {-1, 0}}[operator]


def _or(left: Condition, right: Condition) -> Condition:
    return lambda row: left(row) or right(row)


def _and(left: Condition, right: Condition) -> Condition:
    return lambda row: left(row) and right(row)
