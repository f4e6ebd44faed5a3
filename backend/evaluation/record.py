"""An evaluation kept as JSON: its figures and how each document fared, so that a later one can be compared."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from backend.errors import BadInput
from backend.evaluation.figures import report
from backend.evaluation.score import Score, Value

#: Raised when the form changes; another form is not compared.
VERSION = 1


class Outcome(StrEnum):
    """How one field of one document fared."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"
    #: A value where the document has none.
    INVENTED = "invented"


def outcome(value: Value) -> Outcome:
    """How that field fared."""
    if value.is_right:
        return Outcome.RIGHT
    if not value.truth:
        return Outcome.INVENTED
    return Outcome.WRONG if value.value else Outcome.MISSING


def record(scores: Sequence[Score]) -> dict[str, Any]:
    """The evaluation as a JSON object."""
    return {"version": VERSION, "figures": report(scores), "cases": {one.labelled.id: _case(one) for one in scores}}


def _case(one: Score) -> dict[str, Any]:
    return {
        "group": one.labelled.group,
        "fields": {value.name: str(outcome(value)) for value in one.values},
        "sure_wrong": [value.name for value in one.values if value.is_sure and not value.is_right],
        "lines": [one.lines.right, one.lines.labelled, one.lines.read],
        "type": one.is_type_right,
        "intent": one.is_intent_right,
        "whole": one.is_whole,
        "seconds": round(one.reading.seconds, 4),
        "pages": one.reading.pages,
    }


def save(kept: Mapping[str, Any], path: Path) -> None:
    """Write the evaluation to a file."""
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def open_record(path: Path) -> dict[str, Any]:
    """A kept evaluation; raises BadInput when the file is none, or one of another form."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise BadInput(f"{path} is no kept evaluation: {problem}") from None
    if not isinstance(kept, dict) or kept.get("version") != VERSION:
        raise BadInput(f"{path} is no evaluation of form {VERSION}")
    return kept
