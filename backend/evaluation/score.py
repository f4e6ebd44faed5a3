"""What reading one labelled document gave: each value right or wrong, its lines, and how long it took."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.evaluation.equality import is_same, is_same_line
from backend.evaluation.labelled import Labelled
from backend.model.trade import DocumentType

SCORED = (
    "invoice_number", "order_number", "issue_date", "due_date", "requested_delivery_date", "currency", "tax_exclusive_amount", "tax_amount",
    "tax_inclusive_amount", "payable_amount", "order_reference", "preceding_invoice_reference", "seller_name", "seller_vat_id",
    "seller_legal_id", "payment_iban", "buyer_name", "buyer_vat_id",
)  # fmt: skip
#: The papers that become cases; others that are labelled should be left aside.
TRADE_DOCUMENTS = frozenset(DocumentType)
#: Fields that also complete labels may lack: a value there is not held to be invented.
OFTEN_UNLABELLED = frozenset({"seller_legal_id", "payable_amount", "buyer_vat_id", "currency"})


@dataclass(frozen=True)
class Reading:
    """What the product said about a file, as `countersign extract --json` prints it, and what that took."""

    said: Mapping[str, Any]
    seconds: float = 0.0
    pages: int = 0
    #: Of the pages those whose words were recognised in an image.
    recognised_pages: int = 0


@dataclass(frozen=True)
class Counts:
    """How many values are right, how many are labelled and how many were read; precision, recall and F1 in percent."""

    right: float = 0
    labelled: float = 0
    read: float = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.labelled + other.labelled, self.read + other.read)

    @property
    def precision(self) -> float:
        """Of the values read those that are right."""
        return 100 * self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """Of the labelled values those that were read right."""
        return 100 * self.right / self.labelled if self.labelled else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Value:
    """One scored field: what was labelled ("" when it should be empty) and what was read ("" when nothing was)."""

    name: str
    truth: str
    value: str
    confidence: float
    is_sure: bool
    is_right: bool

    @property
    def counts(self) -> Counts:
        """One value's counts."""
        return Counts(int(self.is_right), int(bool(self.truth)), int(bool(self.value)))


@dataclass(frozen=True)
class Score:
    """One labelled document and how well it was read."""

    labelled: Labelled
    values: tuple[Value, ...]
    lines: Counts
    #: Whether every labelled header field is right; None where none is scored.
    is_whole: bool | None
    is_type_right: bool
    #: None where the intent is not labelled.
    is_intent_right: bool | None
    reading: Reading


def score(labelled: Labelled, reading: Reading) -> Score:
    """How well the file was read; of several documents in it the one that fits the labels best counts.

    Of a paper that is no trade document (a quote, a delivery note) one thing is asked: that none is made of it.
    """
    if labelled.document_type not in TRADE_DOCUMENTS:
        is_left_aside = not reading.said.get("documents")
        return Score(labelled, (), Counts(), None, is_left_aside, _is_intent_right(labelled, reading), reading)
    truth = {name: value for name, value in labelled.fields.items() if name in SCORED}
    best = max(reading.said.get("documents") or [{}], key=lambda document: _right(document, truth))
    values = tuple(_values(labelled, truth, best.get("fields") or {}))
    right = _right(best, truth)
    return Score(
        labelled=labelled,
        values=values,
        lines=_lines(labelled.lines, [_plain(line) for line in best.get("lines") or ()]),
        is_whole=right == len(truth) if truth else None,
        is_type_right=best.get("document_type") == labelled.document_type,
        is_intent_right=_is_intent_right(labelled, reading),
        reading=reading,
    )


def _is_intent_right(labelled: Labelled, reading: Reading) -> bool | None:
    return reading.said.get("intent") == labelled.intent if labelled.intent else None


def _plain(fields: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    return {name: str(field["value"]) for name, field in fields.items()}


def _right(document: Mapping[str, Any], truth: Mapping[str, str]) -> int:
    fields = _plain(document.get("fields") or {})
    return sum(is_same(name, value, fields.get(name, "")) for name, value in truth.items())


def _values(labelled: Labelled, truth: Mapping[str, str], fields: Mapping[str, Mapping[str, Any]]) -> Iterator[Value]:
    for name in SCORED:
        field = fields.get(name) or {}
        value = str(field.get("value", ""))
        is_invented = labelled.is_complete and bool(value) and name not in OFTEN_UNLABELLED
        if name in truth or is_invented:
            is_right = name in truth and is_same(name, truth[name], value)
            yield Value(name, truth.get(name, ""), value, float(field.get("confidence", 0)), bool(value and field.get("sure")), is_right)


def _lines(truth: Sequence[Mapping[str, str]], lines: Sequence[Mapping[str, str]]) -> Counts:
    """How many labelled lines are matched, each by a line of its own; nothing is counted where no line is labelled."""
    if not truth:
        return Counts()
    left, right = list(lines), 0
    for one in truth:
        twin = next((line for line in left if is_same_line(one, line)), None)
        if twin is not None:
            left.remove(twin)
            right += 1
    return Counts(right, len(truth), len(lines))
