"""How certain each value of the lines is: what the model says of its signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from backend.extraction.certainty.line_setting import LineSetting
from backend.extraction.certainty.line_signs import LINE_SIGNS, line_signs
from backend.extraction.certainty.model import Judge, Model
from backend.extraction.certainty.proof import may_line_be_sure
from backend.extraction.certainty.setting import Setting
from backend.model.field import Field, Fields

#: Nothing is ever certain.
_MOST = 0.999
_NEVER = 1.0


def weighed_lines(setting: Setting, model: Model) -> tuple[Fields, ...]:
    """The lines with every value as certain as such values were right in training; as the rules read them where no lines were learned."""
    lines = setting.document.lines
    if model.lines is None or not lines:
        return lines
    shared = LineSetting(setting)
    said: dict[tuple[float, ...], float] = {}
    return tuple({**line, **_weighed(number, shared, model.lines, model.line_thresholds, said)} for number, line in enumerate(lines))


def _weighed(
    number: int, setting: LineSetting, judge: Judge, thresholds: Mapping[str, float], said: dict[tuple[float, ...], float]
) -> dict[str, Field]:
    """The values of one line that the model knows; lines are much alike, so what it said of the same signs before is kept."""
    weighed: dict[str, Field] = {}
    for field, signs in line_signs(number, setting):
        if signs not in said:
            said[signs] = min(judge.of(signs), _MOST)
        place = setting.places[number].get(field.name)
        confidence = said[signs] * (place.certainty if place else 1.0)
        may = may_line_be_sure(field.name, dict(zip(LINE_SIGNS, signs, strict=True)))
        sure_from = thresholds.get(field.name, _NEVER) if may else _NEVER
        weighed[field.name] = replace(field, confidence=round(confidence, 6), sure_from=sure_from)
    return weighed
