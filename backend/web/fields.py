"""The kinds of fields that the API's schemas are made of, strict about what they accept."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, validate
from marshmallow import fields as f

#: How long the name of a part is at most, and how many are named at once.
_LONGEST_PART, _MOST_PARTS = 50, 100


class Strict(Schema):
    """A schema that refuses what it does not know."""

    class Meta:
        """Unknown fields are an error."""

        unknown = RAISE


class Text(f.String):
    """A string that can be kept everywhere: PostgreSQL takes no NUL, UTF-8 no half of a surrogate pair."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        text = super()._deserialize(value, attr, data, **options)
        if text is None or "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise ValidationError("Not a text that can be kept.")
        return text


def string(**options: Any) -> Text:
    """A required string."""
    return Text(required=True, **options)


def choice(values: type[StrEnum]) -> Text:
    """A required string out of a closed set."""
    return string(validate=validate.OneOf([str(value) for value in values]))


def whole(**options: Any) -> f.Integer:
    """A required whole number."""
    return f.Integer(required=True, strict=True, **options)


def truth() -> f.Boolean:
    """A required boolean."""
    return f.Boolean(required=True)


def moment(*, nullable: bool = False) -> f.AwareDateTime:
    """A required ISO 8601 moment with its offset."""
    return f.AwareDateTime(required=True, format="iso", allow_none=nullable)


def nested(schema: type[Schema], *, nullable: bool = False) -> f.Nested:
    """A required object."""
    return f.Nested(schema, required=True, allow_none=nullable)


def listed(schema: type[Schema]) -> f.List[Any]:
    """A required list of objects."""
    return f.List(f.Nested(schema), required=True)


def strings() -> f.List[Any]:
    """A required list of strings."""
    return f.List(f.String(), required=True)


def parts() -> f.List[Any]:
    """Parts of a message, none unless told otherwise."""
    return f.List(Text(validate=validate.Length(1, _LONGEST_PART)), load_default=list, validate=validate.Length(max=_MOST_PARTS))


def box(*, nullable: bool = True, required: bool = True) -> f.List[Any]:
    """A box on a page: left, top, right, bottom as fractions from 0 to 1."""
    side = f.Float(validate=validate.Range(0, 1))
    return f.List(side, validate=validate.Length(equal=4), required=required, allow_none=nullable)
