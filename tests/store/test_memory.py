"""Lessons: kept with the case that taught them, recalled by marks and parties, counted, removed, and never another organisation's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.errors import Conflict, NotFound
from backend.model.audit import SYSTEM, Actor
from backend.model.memory import Alias, ItemReference, Lesson, Side, Source, Taught, Teaching
from backend.store import Event, OpenedCase
from tests import examples

CLAIRE = Actor("claire", "Claire Martin")
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LEROY, NORD = Taught(Side.SUPPLIER, "S1", "Papeterie Leroy"), Taught(Side.SUPPLIER, "S2", "Visserie du Nord")


def lesson(name="one", party=LEROY, marks=("LEROY",), at=AT, **what):
    source = Source(name, "m1", "m1-1", "F-1", "Claire Martin", at)
    return Lesson(party, source, marks, **(what or {"item": ItemReference("R1", "", "R-1", "A1", "Ramette A4")}))


@pytest.fixture
def case(scope):
    stored, _ = scope.mails.add(examples.mail(1), "practice", "r1", CLAIRE)
    case = examples.case(mail_id=stored.id)
    scope.mails.prepared(stored.id, (), (OpenedCase(case),), (), Event(SYSTEM, "prepared", stored.id))
    return scope.cases.get(case.id)


def teach(scope, case, *lessons, **more):
    return scope.cases.save(case, "approved", CLAIRE, teaching=Teaching(lessons, **more))


def ids(lessons):
    return [one.id for one in lessons]


def test_a_lesson_comes_back_as_it_was_learned(scope, case):
    learned = lesson(alias=Alias("FR83404833048", "", "Leroy\0\ud800", ""), marks=("LEROY", "@leroy.example"))

    teach(scope, case, learned)

    assert scope.memory.recall(["@leroy.example"]) == (learned,)
    assert scope.memory.recall(["LEROY", "@leroy.example"]) == (learned,), "once, however many marks recall it"


def test_lessons_are_recalled_by_a_mark_or_by_their_party_the_latest_first(scope, case):
    one, two = lesson("one"), lesson("two", NORD, ("NORD",), AT + timedelta(days=1))
    teach(scope, case, one, two, lesson("three", replace(NORD, side=Side.CUSTOMER), ()))

    assert ids(scope.memory.recall(["LEROY", "NORD", "other"])) == ["two", "one"]
    assert ids(scope.memory.recall((), [(Side.SUPPLIER, "S2")])) == ["two"]
    assert scope.memory.recall(["other"], [(Side.SUPPLIER, "S9")]) == ()


def test_a_lesson_about_the_same_thing_replaces_the_former_and_its_marks(scope, case):
    case = teach(scope, case, lesson(marks=("OLD",)))
    anew = lesson(item=ItemReference("R1", "", "R-1", "A2", "Stylo"), marks=("NEW",))

    teach(scope, case, anew)

    assert scope.memory.recall(["OLD"]) == ()
    assert scope.memory.recall(["NEW"]) == (anew,)


def test_what_proved_wrong_is_forgotten_and_what_proved_right_counted(scope, case):
    case = teach(scope, case, lesson("right"), lesson("wrong"))

    teach(scope, case, confirmed=("right",), forgotten=("wrong",))

    (known,) = scope.memory.all()
    assert (known.lesson.id, known.lesson.confirmations) == ("right", 1)


def test_a_use_is_counted_with_the_mail_it_was_on(scope, case):
    teach(scope, case, lesson())
    stored, _ = scope.mails.add(examples.mail(2), "practice", "r2", CLAIRE)

    scope.mails.prepared(stored.id, (), (), (), Event(SYSTEM, "prepared", stored.id), ["one", "unknown"])

    assert [known.uses for known in scope.memory.all()] == [1]


def test_nothing_is_learned_from_a_case_that_somebody_changed_meanwhile(scope, case):
    scope.cases.save(case, "corrected", CLAIRE)

    with pytest.raises(Conflict):
        teach(scope, case, lesson())

    assert scope.memory.is_empty()


def test_learning_and_removing_are_audited(scope, case):
    teach(scope, case, lesson())
    scope.memory.forget("one", CLAIRE)

    assert [event.action for event in scope.audit.of_case(case.id)] == ["approved", "learned"]
    assert scope.audit.verify() is None
    assert scope.memory.is_empty()
    with pytest.raises(NotFound):
        scope.memory.forget("one", CLAIRE)


def test_another_organisation_neither_recalls_nor_removes_a_lesson(store, scope, case):
    teach(scope, case, lesson())
    other = store.scoped("autre").memory

    assert (other.is_empty(), other.all(), other.recall(["LEROY"], [(Side.SUPPLIER, "S1")])) == (True, (), ())
    with pytest.raises(NotFound):
        other.forget("one", CLAIRE)
    assert not scope.memory.is_empty()


def test_a_thousand_marks_of_a_hostile_message_are_looked_up_at_once(scope, case):
    teach(scope, case, lesson())

    assert ids(scope.memory.recall([f"MARK{n}" for n in range(1000)] + ["LEROY", "\0\ud800" * 2000])) == ["one"]
