"""A Finding: one thing a rule noticed, in plain words, beside the field it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from backend.model.sentence import Sentence


class Severity(StrEnum):
    """How much a finding matters; a blocking one keeps the case from being sent (Schematron: info, warning, fatal)."""

    INFO = "info"
    WARNING = "warning"
    BLOCKING = "blocking"


@dataclass(frozen=True)
class Finding:
    """What a rule noticed.

    `rule` is an EN 16931 id (BR-CO-15) where there is one, else an id of ours (PO-PRICE). `path` names the place in the
    case: a field (`due_date`), a line's field (`lines.0.net_price`), a match (`supplier`), or "" for the whole.
    `attachment` is the part number when it is about a file. `remedy` says what to do; a blocking finding always has one.
    """

    rule: str
    severity: Severity
    sentence: Sentence
    path: str = ""
    remedy: Sentence | None = None
    attachment: str = ""
