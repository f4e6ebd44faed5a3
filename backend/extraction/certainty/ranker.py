"""Preferring a rival to the rules' choice, in the fields in which that was right in training."""

from __future__ import annotations

from dataclasses import replace

from backend.extraction.certainty.model import Model, Preference
from backend.extraction.certainty.rivals import METHOD, rivals
from backend.extraction.certainty.setting import Setting
from backend.extraction.certainty.signs import signs
from backend.model.field import Field
from backend.model.trade import TradeDocument, header_fields

#: Nothing is ever certain, least of all what the rules did not choose: it never goes without a look.
_MOST, _NEVER = 0.94, 1.0
#: From here on the rules' choice is not put in doubt.
_SETTLED = 0.9


def ranked(setting: Setting, model: Model) -> Setting:
    """The setting with the document as the ranker prefers it, field by field, so that each choice knows those before."""
    for name, preference in model.preferences.items():
        if name in header_fields(setting.document.document_type) and not _is_settled(name, setting, model):
            better = _better(name, preference, setting, model)
            setting = replace(setting, document=_with(setting.document, better)) if better else setting
    return setting


def _is_settled(name: str, setting: Setting, model: Model) -> bool:
    """Whether the rules' choice is likely enough not to look for another."""
    chosen = setting.document.fields.get(name)
    return bool(chosen and chosen.value and model.certainty.probability(signs(chosen, setting)) >= _SETTLED)


def _better(name: str, preference: Preference, setting: Setting, model: Model) -> Field | None:
    """The rival to be preferred; None when there is none."""
    weighed = [(model.ranker.probability(signs(rival, setting, place)), rival) for rival, place in rivals(name, setting)]
    if not weighed:
        return None
    likely, rival = max(weighed, key=lambda one: one[0])
    chosen = setting.document.fields.get(name)
    if chosen is None:
        is_better = preference.fill is not None and likely >= preference.fill
    else:
        is_better = preference.switch is not None and likely > model.ranker.probability(signs(chosen, setting)) + preference.switch
    return replace(rival, confidence=min(likely, _MOST), sure_from=_NEVER) if is_better else None


def _with(document: TradeDocument, field: Field) -> TradeDocument:
    fields = {**document.fields, field.name: field}
    return replace(document, fields={name: fields[name] for name in header_fields(document.document_type) if name in fields})


def is_preferred(field: Field) -> bool:
    """Whether the ranker chose the value."""
    return field.method == METHOD
