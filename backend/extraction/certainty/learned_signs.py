"""What the learned network holds of a value: an opinion formed without the rules."""

from __future__ import annotations

from collections.abc import Iterator

from backend.extraction.certainty.setting import Setting
from backend.model.field import Field


def learned_signs(field: Field, setting: Setting) -> Iterator[tuple[str, float]]:
    """How likely the network holds the value, the likeliest other one, that there is none, and the value another field's.

    Nothing of a field it does not know.
    """
    opinion = setting.opinion
    if opinion and field.name in opinion.none:
        yield "learned", opinion.of(field.name, field.value)
        yield "learned_other", opinion.against(field.name, field.value)
        yield "learned_none", opinion.none[field.name]
        yield "learned_elsewhere", opinion.elsewhere(field.name, field.value)
