"""The filters of OData V2 as far as the connector writes them: comparisons with literals, and, or, parentheses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from tests.contract.doubles.sap_metadata import EntitySet

Row = Mapping[str, Any]
Holds = Callable[[Row], bool]

_TOKEN = re.compile(r"\s*(\(|\)|datetime'[^']*'|datetimeoffset'[^']*'|'(?:[^']|'')*'|[\w./-]+)")
_LITERALS = {"S": re.compile(r"'(.*)'", re.DOTALL), "T": re.compile(r"datetime'(.*)'"), "O": re.compile(r"datetimeoffset'(.*)'")}


class Unreadable(Exception):
    """A filter that SAP refuses."""


class Reading:
    """One filter on one entity set."""

    def __init__(self, entity_set: EntitySet, text: str) -> None:
        self._set = entity_set
        self._tokens = list(_tokens(text))

    def read(self) -> Holds:
        """Whether an entity passes."""
        holds = self._or()
        if self._tokens:
            raise Unreadable(f"Syntax error at '{self._tokens[0]}'")
        return holds

    def _or(self) -> Holds:
        terms = [self._and()]
        while self._next() == "or":
            self._take()
            terms.append(self._and())
        return lambda row: any(term(row) for term in terms)

    def _and(self) -> Holds:
        terms = [self._term()]
        while self._next() == "and":
            self._take()
            terms.append(self._term())
        return lambda row: all(term(row) for term in terms)

    def _term(self) -> Holds:
        if self._next() == "(":
            self._take()
            holds = self._or()
            if self._take() != ")":
                raise Unreadable("Closing parenthesis expected")
            return holds
        name, operator, literal = self._take(), self._take(), self._take()
        wanted = self._value(name, literal)
        compare = {
            "eq": lambda value: value == wanted, "ne": lambda value: value != wanted,
            "gt": lambda value: value > wanted, "ge": lambda value: value >= wanted, "lt": lambda value: value < wanted,
        }.get(operator)  # fmt: skip
        if compare is None:
            raise Unreadable(f"Unknown operator '{operator}'")
        empty = {"S": "", "B": False}.get(self._set.properties[name].type, datetime(1, 1, 1, tzinfo=UTC))
        return lambda row: compare(row.get(name) if row.get(name) is not None else empty)

    def _value(self, name: str, literal: str) -> Any:
        known = self._set.properties.get(name)
        if known is None:
            raise Unreadable(f"Property {name} not found in type {self._set.name}Type")
        if "f" in known.flags:
            raise Unreadable(f"Property {name} is not filterable")
        if known.type == "B" and literal in {"true", "false"}:
            return literal == "true"
        found = _LITERALS[known.type].fullmatch(literal) if known.type in _LITERALS else None
        if not found:
            raise Unreadable(f"Invalid literal {literal} for {name}")
        if known.type != "S":
            return datetime.fromisoformat(found[1]).replace(tzinfo=UTC)
        value = found[1].replace("''", "'")
        if known.length and len(value) > known.length:
            raise Unreadable(f"The value of {name} has more than {known.length} characters")
        return value.upper() if "^" in known.flags else value

    def _next(self) -> str:
        return self._tokens[0] if self._tokens else ""

    def _take(self) -> str:
        if not self._tokens:
            raise Unreadable("The filter ends too soon")
        return self._tokens.pop(0)


def _tokens(text: str) -> Iterator[str]:
    at = 0
    while at < len(text.rstrip()):
        found = _TOKEN.match(text, at)
        if not found:
            raise Unreadable(f"Syntax error at position {at}")
        yield found[1]
        at = found.end()
