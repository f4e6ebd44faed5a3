"""Patterns that are compiled late do what compiled ones do."""

from __future__ import annotations

import re

import pytest

from backend.patterns import late


def test_a_late_pattern_finds_what_a_compiled_one_finds() -> None:
    pattern = late(r"(?P<count>\d+) x", re.IGNORECASE)
    found = pattern.search("about 12 X")
    assert found is not None
    assert found["count"] == "12"
    assert pattern.fullmatch("12") is None
    assert pattern.sub("-", "3 x, 4 x") == "-, -"
    assert (pattern.pattern, pattern.groups) == (r"(?P<count>\d+) x", 1)


def test_a_late_pattern_is_compiled_once_and_only_when_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compiling = re.compile
    monkeypatch.setattr(re, "compile", lambda pattern, flags=0: compiled.append(pattern) or compiling(pattern, flags))
    pattern = late("a+")
    assert not compiled
    assert pattern.search("baa")
    assert pattern.search("b") is None
    assert pattern.match("aa")
    assert compiled == ["a+"]


def test_a_late_pattern_that_is_none_says_so_when_it_is_asked() -> None:
    with pytest.raises(re.error):
        late("(").search("")
