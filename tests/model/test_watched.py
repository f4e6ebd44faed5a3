"""Which messages of a watched folder are picked up."""

from __future__ import annotations

import pytest

from backend.model.watched import Heading, PickingRule

MESSAGE = Heading("m1", "Claire@Ventes.Mistral.example", "Votre COMMANDE n° 7", has_attachments=True)


@pytest.mark.parametrize(
    ("rule", "is_picked"),
    [
        (PickingRule(), True),
        (PickingRule(senders=("claire@ventes.mistral.example",)), True),
        (PickingRule(senders=("other.example", "mistral.example")), True),
        (PickingRule(senders=("@ventes.mistral.example",)), True),
        (PickingRule(senders=("istral.example",)), False),
        (PickingRule(senders=("karim@ventes.mistral.example",)), False),
        (PickingRule(subjects=("facture", "commande")), True),
        (PickingRule(subjects=("facture",)), False),
        (PickingRule(senders=("mistral.example",), subjects=("facture",)), False),
    ],
)
def test_a_message_is_picked_up_when_every_part_of_the_rule_takes_it(rule, is_picked):
    assert rule.picks(MESSAGE) is is_picked


def test_a_message_without_attachments_may_be_left_alone():
    bare = Heading("m1", "a@b.example", "x")
    assert PickingRule().picks(bare)
    assert not PickingRule(only_with_attachments=True).picks(bare)
