"""OData's $filter, $expand and $select as far as Business Central takes them; what it does not take is refused.

Checked against Microsoft's pages "Using filter expressions in OData URIs" and "Known Limitations with Business Central OData": `or` holds
for one field only, and lambda operators, `in` without a schema version and nested functions are none of its.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

#: The value of a field in a record, as a filter sees it.
Reading = Callable[[str], Any]
Condition = Callable[[Reading], bool]

_TOKEN = re.compile(
    r"\s*(?:(?P<open>\()|(?P<close>\))|(?P<comma>,)|(?P<text>'(?:[^']|'')*')|(?P<word>[A-Za-z_][A-Za-z0-9_]*(?![0-9A-Za-z_-]))|(?P<value>[0-9a-zA-Z:.+-]+))"
)
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: a == b, "ne": lambda a, b: a != b, "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b, "lt": lambda a, b: a < b, "le": lambda a, b: a <= b,
}  # fmt: skip
_FUNCTIONS: Mapping[str, Callable[[str, str], bool]] = {
    "startswith": str.startswith,
    "endswith": str.endswith,
    "contains": str.__contains__,
}


class Refusal(Exception):
    """Business Central does not take this; its code and sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def condition(text: str, typed: Callable[[str, Any], Any]) -> Condition:
    """The condition of a $filter; `typed` gives a literal the type of its field, or raises Refusal."""
    parser = _Parser(text, typed)
    found, _ = parser.either()
    parser.end()
    return found


def expansions(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each part of an $expand with the options in its parentheses."""
    for part in re.findall(r"[A-Za-z]+(?:\((?:[^()]|\([^()]*\))*\))?", text):
        name, _, options = part.partition("(")
        yield name, dict(option.split("=", 1) for option in options.removesuffix(")").split(";") if option)


class _Parser:
    def __init__(self, text: str, typed: Callable[[str, Any], Any]) -> None:
        self._ahead, self._typed = list(_tokens(text)), typed

    def either(self) -> tuple[Condition, set[str]]:
        """Conditions joined by `or`, and the fields they are about."""
        parts = [self._both()]
        while self._next_is("or"):
            parts.append(self._both())
        if len(parts) > 1 and len(set.union(*(fields for _, fields in parts))) > 1:
            raise Refusal("BadRequest", "The 'OR' operator is not supported on distinct fields on an OData filter.")
        return (lambda read: any(one(read) for one, _ in parts)), set.union(*(fields for _, fields in parts))

    def end(self) -> None:
        """Raise Refusal when there is more."""
        if self._ahead:
            raise _syntax()

    def _both(self) -> tuple[Condition, set[str]]:
        parts = [self._one()]
        while self._next_is("and"):
            parts.append(self._one())
        return (lambda read: all(one(read) for one, _ in parts)), set.union(*(fields for _, fields in parts))

    def _one(self) -> tuple[Condition, set[str]]:
        kind, name = self._take()
        if kind == "open":
            found = self.either()
            self._expect("close")
            return found
        if kind == "word" and name in _FUNCTIONS:
            self._expect("open")
            field = self._expect("word")
            self._expect("comma")
            wanted = self._typed(field, _literal(*self._take()))
            self._expect("close")
            return (lambda read: _FUNCTIONS[name](read(field), wanted)), {field}
        if kind != "word":
            raise _syntax()
        compare = _COMPARE.get(self._expect("word"))
        if compare is None:
            raise _syntax()
        literal = self._typed(name, _literal(*self._take()))
        return (lambda read: compare(read(name), literal)), {name}

    def _next_is(self, word: str) -> bool:
        if self._ahead and self._ahead[0] == ("word", word):
            self._ahead.pop(0)
            return True
        return False

    def _take(self) -> tuple[str, str]:
        if not self._ahead:
            raise _syntax()
        return self._ahead.pop(0)

    def _expect(self, kind: str) -> str:
        found, text = self._take()
        if found != kind:
            raise _syntax()
        return text


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None:
            raise _syntax()
        at = found.end()
        # A guid may begin with a letter, and then looks like a word up to its hyphen.
        yield str(found.lastgroup), str(found[str(found.lastgroup)])


def _literal(kind: str, text: str) -> Any:
    if kind == "text":
        return text[1:-1].replace("''", "'")
    if text in {"true", "false"}:
        return text == "true"
    for read in (UUID, Decimal, date.fromisoformat, datetime.fromisoformat):
        try:
            return read(text)  # type: ignore[operator]
        except (ValueError, ArithmeticError):
            continue
    raise _syntax()


def _syntax() -> Refusal:
    return Refusal("BadRequest_NotFound", "Bad Request - Error in query syntax.")
