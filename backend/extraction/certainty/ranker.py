"""Preferring a rival to the rules' choice, in the fields in which that was right in training."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from backend.extraction.amounts import agree
from backend.extraction.certainty.model import Model, Preference
from backend.extraction.certainty.proof import is_labelled
from backend.extraction.certainty.rivals import METHOD, rivals
from backend.extraction.certainty.setting import Setting
from backend.extraction.certainty.signs import signs
from backend.extraction.party_names import is_alike
from backend.model.field import Field
from backend.model.mail import BODY
from backend.model.trade import DocumentType, TradeDocument, header_fields

_Signs = Mapping[str, float]
_PARTIES = ("seller_name", "buyer_name")
_NET, _TAX, _GROSS = "tax_exclusive_amount", "tax_amount", "tax_inclusive_amount"
#: Nothing is ever certain, least of all what the rules did not choose: it never goes without a look.
_MOST, _NEVER = 0.94, 1.0
#: From here on the rules' choice is not put in doubt.
_SETTLED = 0.9


def ranked(setting: Setting, model: Model) -> Setting:
    """The setting with the document as the ranker prefers it, field by field, so that each choice knows those before.

    Where both parties would then be one, they stay who they were: nobody trades with himself.
    """
    before = setting
    for name, preference in model.preferences.items():
        if name in header_fields(setting.document.document_type):
            better = _better(name, preference, setting, model)
            setting = replace(setting, document=_with(setting.document, better)) if better else setting
    return _with_names(before, setting) if is_alike(*(setting.field(name).value for name in _PARTIES)) else setting


def _with_names(before: Setting, after: Setting) -> Setting:
    """The setting with the names of the parties as they were before."""
    names, others = before.document.fields, after.document.fields
    fields = {name: (names if name in _PARTIES else others).get(name) for name in header_fields(after.document.document_type)}
    return replace(after, document=replace(after.document, fields={name: field for name, field in fields.items() if field}))


def _better(name: str, preference: Preference, setting: Setting, model: Model) -> Field | None:
    """The rival to be preferred; None when there is none, or the rules' choice is likely enough not to look for another."""
    among = rivals(name, setting)
    chosen = setting.document.fields.get(name)
    told = signs(chosen, setting) if among and chosen else None
    is_settled = told and chosen and chosen.value and model.certainty.probability(told) >= _SETTLED
    if not among or is_settled:
        return None
    weighed = [
        (model.ranker.probability(known), one)
        for one, place in among
        if _is_possible(one, known := signs(one, setting, place), told, setting)
    ]
    if not weighed:
        return None
    likely, rival = max(weighed, key=lambda one: one[0])
    if told is None:
        is_better = preference.fill is not None and likely >= preference.fill
    else:
        is_better = preference.switch is not None and likely > model.ranker.probability(told) + preference.switch
    return replace(rival, confidence=min(likely, _MOST), sure_from=_NEVER) if is_better else None


def _is_possible(rival: Field, known: _Signs, chosen: _Signs | None, setting: Setting) -> bool:
    """Whether a rival may take the place of what was chosen, or fill its gap.

    Totals of which net and tax make the gross amount stay so (BR-CO-15).
    """
    if chosen:
        return known["adds_up"] > 0 or not (chosen["adds_up"] > 0 and chosen["tax_share"] > 0)
    # Which documents print no net amount labels do not tell, so nothing was learned of that.
    if rival.name == _NET:
        return is_labelled(known) or _is_borne_out(Decimal(rival.value), setting)
    if rival.name == "issue_date":
        return rival.value != setting.field("requested_delivery_date").value
    # Who orders by a message signs it, and may name nobody else.
    is_asked = rival.name == "seller_name" and setting.found.part == BODY and setting.document.document_type is DocumentType.ORDER
    return not (is_asked and (known["names_alike"] > 0 or known["is_person"] > 0))


def _is_borne_out(net: Decimal, setting: Setting) -> bool:
    """Whether a net amount makes the totals agree, or is what the lines add up to."""
    tax, gross, lines = setting.amount(_TAX), setting.amount(_GROSS), setting.line_sum
    adds_up = tax is not None and gross is not None and agree(abs(net + tax), abs(gross))
    return adds_up or (lines is not None and agree(abs(net), abs(lines)))


def _with(document: TradeDocument, field: Field) -> TradeDocument:
    fields = {**document.fields, field.name: field}
    return replace(document, fields={name: fields[name] for name in header_fields(document.document_type) if name in fields})


def is_preferred(field: Field) -> bool:
    """Whether the ranker chose the value."""
    return field.method == METHOD
