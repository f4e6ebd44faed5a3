"""Confidence that means something: how often a value with such signs was right in training."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

from backend.extraction.candidates import Candidates
from backend.extraction.certainty.line_certainty import weighed_lines
from backend.extraction.certainty.model import Model, load
from backend.extraction.certainty.proof import may_be_sure
from backend.extraction.certainty.ranker import is_preferred, ranked
from backend.extraction.certainty.setting import Setting
from backend.extraction.certainty.signs import is_learned, signs
from backend.extraction.learned import Opinion
from backend.model.field import Field
from backend.model.mail import Mail
from backend.model.trade import TradeDocument

#: Nothing is ever certain.
_MOST, _NEVER = 0.999, 1.0
_watcher: ContextVar[Callable[[Setting], None] | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(watcher: Callable[[Setting], None]) -> Iterator[None]:
    """While this lasts every document is shown to the watcher as the rules read it, and keeps their confidences: for training."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def weighed(document: TradeDocument, found: Candidates, mail: Mail, opinion: Opinion | None) -> TradeDocument:
    """The document with likelier values where the model knows some, and every value as certain as such values were right in training.

    Where there is no model it stays as the rules read it.
    """
    setting = Setting(document, found, mail, opinion)
    watcher = _watcher.get()
    if watcher:
        watcher(setting)
        return document
    model = load()
    if model is None:
        return document
    setting = ranked(setting, model)
    fields = {name: _weighed(field, setting, model) for name, field in setting.document.fields.items()}
    return replace(setting.document, fields=fields, lines=weighed_lines(setting, model))


def _weighed(field: Field, setting: Setting, model: Model) -> Field:
    if not is_learned(field) or is_preferred(field):
        return field
    place = setting.place(field)
    # Words that the reader is not certain of are hardly among what was learned from: their doubt counts in full.
    certainty = place.certainty if place else 1.0
    told = signs(field, setting, place)
    confidence = min(model.certainty.probability(told), _MOST) * certainty
    sure_from = model.thresholds.get(field.name, _NEVER) if may_be_sure(field.name, told) else _NEVER
    return replace(field, confidence=round(confidence, 6), sure_from=sure_from)
