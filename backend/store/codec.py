"""Nouns to JSON text and back, typed by their dataclasses: Decimals, dates and enums as text, bytes as base64."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeVar

import msgspec

T = TypeVar("T")

#: The longest text that is indexed, in characters.
_INDEXED = 500


def encode(noun: object) -> str:
    """The noun as JSON in plain ASCII, so that no database minds a NUL or a lone surrogate that a hostile message holds."""
    return json.dumps(msgspec.to_builtins(noun, enc_hook=_plain), separators=(",", ":"), ensure_ascii=True)


def decode(text: str, type_: type[T]) -> T:
    """The noun that was encoded; attributes the text does not know take their defaults. Raises ValueError when it is another type's."""
    return msgspec.convert(json.loads(text), type_)


def _plain(value: object) -> object:
    """A mapping of any kind as a dict; raises NotImplementedError for what no noun holds."""
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(f"{type(value).__name__} has no place in a noun.")


def indexable(text: str) -> str:
    """The text as every database can index it: without NUL and lone surrogates, at most 500 characters."""
    if text.isascii() and len(text) <= _INDEXED and "\0" not in text:
        return text
    return text.replace("\0", "").encode(errors="replace").decode()[:_INDEXED]
