"""A lesson as confirming a case teaches it."""

from __future__ import annotations

from datetime import UTC, datetime

from backend.model.audit import Actor
from backend.model.document import Box
from backend.model.memory import ItemReference, Lesson, Placement, Side, Source, Spot, Taught, Teaching

SPOT = Spot("à honorer le", 20.0, 0.0, 30.0, 1, Box(0.3, 0.2, 0.4, 0.21), "")


def lesson(case_id: str, name: str = "lesson-of-guard", **what) -> Lesson:
    source = Source(name, case_id.rpartition("-")[0], case_id, "F-2026/118", "Claire Martin", datetime(2026, 11, 21, 9, 0, tzinfo=UTC))
    what = what or {"placement": Placement("due_date", "invoice", (), (SPOT,))}
    return Lesson(Taught(Side.SUPPLIER, "S1", "Papeterie Leroy"), source, ("FR83404833048",), **what)


def item_lesson(case_id: str) -> Lesson:
    return lesson(case_id, "lesson-of-item", item=ItemReference("RM4", "", "RM-4", "A1", "Ramette A4"))


def learned(wiring, case_id: str, *lessons: Lesson) -> Lesson:
    """The first of the lessons, kept for the demo organisation as if that case had taught them."""
    taught = lessons or (lesson(case_id),)
    cases = wiring.workshop.store.scoped("demo").cases
    cases.save(cases.get(case_id), "corrected", Actor("claire", "Claire Martin"), teaching=Teaching(taught))
    return taught[0]
