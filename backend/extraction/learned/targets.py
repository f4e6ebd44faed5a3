"""The printed values among which the network chooses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backend.extraction.candidates import Candidates
from backend.extraction.layout import Row, Span

#: What fails its check digits is doubtful, whatever it would be.
KINDS = ("money", "number", "percent", "date", "iban", "vat_id", "siren", "siret", "bic", "gtin", "doubtful", "reference")


@dataclass(frozen=True)
class Target:
    """A printed value that could be a field's, from one word to another."""

    kind: str
    value: str
    first: int
    last: int


def printed(found: Candidates, row: Row) -> Iterator[tuple[str, str, Span]]:
    """The values of a line: of which kind, normalised, and where."""
    number = row.index
    for amount in found.amounts[number]:
        yield ("percent" if amount.is_percent else "money" if amount.is_money else "number"), f"{amount.value:f}", amount.span
    for day in found.dates[number]:
        yield "date", day.value.isoformat(), day.span
    for one in found.identifiers[number]:
        yield str(one.kind) if one.is_valid else "doubtful", one.value, one.span
    for code in found.references[number]:
        yield "reference", code.value, code.span
