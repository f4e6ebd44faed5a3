"""A mapping at work: what it fills reaches the ERP, the version is in the audit trail, and a held case waits for a person."""

from __future__ import annotations

import pytest

from backend.errors import NotAllowed
from backend.model.case import Status
from backend.model.erp_field import Place
from backend.model.mapping import Action, Condition, Effect, Mapping, Operator, Rule
from backend.pipeline import decide
from backend.pipeline.post import post
from tests.pipeline.conftest import CLAIRE, KARIM

ACCOUNT = Rule((), Effect(Action.SET, "607000", "account", Place.LINE))
LARGE = Rule((Condition("amount", Operator.AT_LEAST, "0.01"),), Effect(Action.HOLD, "Demander à Nadia."))


def approve(workshop, case):
    return decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id)


def test_what_the_mapping_fills_is_posted_and_its_version_recorded(workshop, scope, opened, erp):
    scope.mapping.put(Mapping(), 0, KARIM)
    scope.mapping.put(Mapping((ACCOUNT,)), 1, KARIM)
    case = approve(workshop, opened())

    post(workshop, "delorme", case.id)

    assert {line.erp_fields["account"] for line in erp.posted[case.posting_key][1].lines} == {"607000"}
    (details,) = [event.details for event in scope.audit.of_case(case.id) if event.action == "posted"]
    assert details["mapping"] == 2


def test_a_held_case_is_put_on_hold_with_the_sentence_and_leaves_from_there(workshop, scope, opened, erp):
    scope.mapping.put(Mapping((ACCOUNT, LARGE)), 0, KARIM)
    case = opened()

    with pytest.raises(NotAllowed, match="Demander à Nadia"):
        approve(workshop, case)

    held = scope.cases.get(case.id)
    assert (held.status, held.posting_key) == (Status.ON_HOLD, "")
    event = scope.audit.of_case(case.id)[-1]
    assert (event.action, event.details["rules"], event.details["mapping"]) == ("held", [2], 1)
    assert erp.posted == {}

    sent = approve(workshop, held)
    post(workshop, "delorme", case.id)
    assert scope.cases.get(sent.id).status is Status.POSTED
