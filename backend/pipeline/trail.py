"""What the audit trail says of a correction: each change from what to what, and everything else that it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backend.model.case import Case
from backend.model.catalog import Match
from backend.model.trade import LINE_FIELDS, TAX_BREAKDOWN_FIELDS
from backend.review import Change
from backend.review.choices import is_choice

#: One change: its path, what was there ("from", not for rearranged lines) and what is there now ("to").
Step = dict[str, str]


def of_change(change: Change, before: Case, after: Case) -> Step:
    """The change itself."""
    if change.path == "lines":
        return {"path": change.path, "to": change.value}
    value = _chosen if is_choice(change.path) else _value
    return {"path": change.path, "from": value(before, change.path), "to": value(after, change.path)}


def entailed(change: Change, before: Case, after: Case) -> list[Step]:
    """The values beside it in its row that the change changed."""
    row = change.path.rpartition(".")[0]
    was, is_ = (_row(case, row) for case in (before, after))
    return [step for step in _differences(was, is_) if step["path"] != change.path]


def of_matching(before: Case, after: Case) -> list[Step]:
    """What is something else in the ERP now that the corrected document was matched again."""
    return list(_differences(_choices(before), _choices(after)))


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Step]:
    for path in sorted(before.keys() | after.keys()):
        was, is_ = before.get(path, ""), after.get(path, "")
        if was != is_:
            yield {"path": path, "from": was, "to": is_}


def _row(case: Case, path: str) -> dict[str, str]:
    """The values of a line or a rate, `lines.0` or `tax_breakdown.0`, by their paths; none elsewhere, where nothing is derived."""
    names = {"lines": LINE_FIELDS, "tax_breakdown": TAX_BREAKDOWN_FIELDS}.get(path.partition(".")[0], ())
    return {f"{path}.{name}": _value(case, f"{path}.{name}") for name in names}


def _choices(case: Case) -> dict[str, str]:
    return {path: _chosen(case, path) for path in case.matches}


def _chosen(case: Case, path: str) -> str:
    best = case.matches.get(path, Match(None)).best
    return best.id if best else ""


def _value(case: Case, path: str) -> str:
    field = case.document.at(path) if case.document else None
    return field.value if field else ""
