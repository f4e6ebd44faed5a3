"""What the API takes and answers about the mapping table, as marshmallow schemas."""

from __future__ import annotations

from typing import Any

from marshmallow import fields as f
from marshmallow import validate

from backend.model.erp_field import FieldType, Place
from backend.model.mapping import LONGEST, MOST_CONDITIONS, MOST_ENTRIES, MOST_RULES, Action, Operator
from backend.model.trade import DocumentType
from backend.web.fields import Strict, Text, choice, listed, moment, string, strings, whole

_TEXT = validate.Length(max=LONGEST)
#: Room for the longest table there can be, in characters.
_LONGEST_FILE = 1_000_000


class ConditionBody(Strict):
    """One thing that has to be so: a field of the document, how it is compared, and with what."""

    subject = string(validate=validate.Length(1, 100))
    operator = choice(Operator)
    value = string(validate=_TEXT)


class CodeBody(Strict):
    """A VAT rate or a unit, and the ERP's code for it."""

    key = string(validate=_TEXT)
    code = string(validate=_TEXT)


class EffectBody(Strict):
    """What a rule does: `value` is what is set, the document's field that is copied or translated, or the sentence it holds with."""

    action = choice(Action)
    value = string(validate=_TEXT)
    field = string(validate=_TEXT)
    place = choice(Place)
    codes = f.List(f.Nested(CodeBody), required=True, validate=validate.Length(max=MOST_ENTRIES))


class RuleBody(Strict):
    """When all the conditions hold, the effect takes place."""

    when = f.List(f.Nested(ConditionBody), required=True, validate=validate.Length(max=MOST_CONDITIONS))
    then = f.Nested(EffectBody, required=True)


def _rules() -> f.List[Any]:
    return f.List(f.Nested(RuleBody), required=True, validate=validate.Length(max=MOST_RULES))


class MappingBody(Strict):
    """The rules in their order; `version` is the one they were made from."""

    version = whole(validate=validate.Range(0))
    rules = _rules()


class RestoreBody(Strict):
    """The latest version, so that nobody's newer one is overlooked."""

    version = whole(validate=validate.Range(0))


class PreviewBody(Strict):
    """Rules to try, and the case to try them on."""

    case_id = string(validate=validate.Length(1, 200))
    rules = _rules()


class FileBody(Strict):
    """The text of a CSV file."""

    text = string(validate=validate.Length(1, _LONGEST_FILE))


class ChoiceView(Strict):
    """A value with what people call it."""

    value = string()
    label = string()


class SubjectView(Strict):
    """What a condition may look at, where it stands, how it is compared, and its values when there are only some."""

    name = string()
    label = string()
    place = choice(Place)
    operators = strings()
    choices = listed(ChoiceView)


class TriedCaseView(Strict):
    """A case that rules can be tried on."""

    id = string()
    label = string()


class MappingView(Strict):
    """The present version (0 when there is none), with the names of the partners and items in it, and what rules can be made of."""

    version = whole()
    saved_at = moment(nullable=True)
    saved_by = string()
    rules = listed(RuleBody)
    names = f.Dict(keys=f.String(), values=f.String(), required=True)
    subjects = listed(SubjectView)
    cases = listed(TriedCaseView)


class ErpFieldView(Strict):
    """A field of the ERP that a rule can fill."""

    name = string()
    label = string()
    place = choice(Place)
    document_types = f.List(Text(validate=validate.OneOf([str(one) for one in DocumentType])), required=True)
    type = choice(FieldType)
    choices = listed(ChoiceView)


class ErpFieldsView(Strict):
    """The fields that the ERP offers; `problem` says why it could not be asked, "" when it could."""

    fields_ = f.List(f.Nested(ErpFieldView), required=True, data_key="fields")
    problem = string()


class VersionView(Strict):
    """A version: when and by whom it was saved, how many rules it has, and which one it brought back (0 for none)."""

    version = whole()
    saved_at = moment()
    saved_by = string()
    rules = whole()
    restored = whole()


class VersionsView(Strict):
    """The latest versions, the newest first."""

    versions = listed(VersionView)


class RulesView(Strict):
    """Rules that were read from a file and are not saved yet, with the names of the partners and items in them."""

    rules = listed(RuleBody)
    names = f.Dict(keys=f.String(), values=f.String(), required=True)


class SettingView(Strict):
    """What would be written into a field of the ERP, on the header (`line` null) or a line counted from zero, and by which rule."""

    place = choice(Place)
    line = f.Integer(required=True, allow_none=True)
    field = string()
    value = string()
    rule = whole()


class HoldView(Strict):
    """Why a rule would hold the case for a person."""

    rule = whole()
    sentence = string()


class TriedLineView(Strict):
    """A line of the document, as people know it."""

    description = string()
    quantity = string()
    line_amount = string()


class PreviewView(Strict):
    """What the rules would make of a case."""

    document_type = choice(DocumentType)
    number = string()
    party = string()
    lines = listed(TriedLineView)
    settings = listed(SettingView)
    holds = listed(HoldView)
