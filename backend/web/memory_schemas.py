"""What the API answers about what was learned, as marshmallow schemas."""

from __future__ import annotations

from marshmallow import validate

from backend.model.memory import Side
from backend.web.fields import Strict, choice, listed, nested, string, whole
from backend.web.schemas import LearnedFromView


class TaughtView(Strict):
    """The supplier or customer that something was learned about."""

    side = choice(Side)
    id = string()
    name = string()


class LessonView(Strict):
    """One thing that was learned.

    `kind` says what: where a field stands (`placement`), what the party calls an item (`item`) or itself (`alias`). `where` is how a value
    stands to `anchor`; `said` is what is printed, and `meant` what it is in the ERP.
    """

    id = string()
    party = nested(TaughtView)
    kind = string(validate=validate.OneOf(("placement", "item", "alias")))
    field = string()
    where = string(validate=validate.OneOf(("", "beside", "under", "page", "column", "constant", "absent")))
    anchor = string()
    said = string()
    meant = string()
    learned_from = nested(LearnedFromView)
    uses = whole()
    confirmations = whole()


class MemoryView(Strict):
    """Everything that was learned, the latest first."""

    lessons = listed(LessonView)
