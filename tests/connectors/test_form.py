"""What an administrator is asked, and what becomes of the answers."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass

import pytest

from backend.connectors.form import asked, filled, questions
from backend.errors import BadInput


@dataclass(frozen=True)
class Config:
    url: str = asked("Adresse", "Address", help_fr="Avec https://", help_en="With https://")
    key: str = asked("Clé", "Key", secret=True)
    journal: str = asked("Journal", "Journal", default="ACH")
    proof: str = asked("Preuve", "Proof", secret=True, default="")
    #: Not asked for.
    seconds: float = 5.0


GIVEN = {"url": "https://erp.example", "key": "k"}


def test_the_questions_stand_in_the_order_of_the_config():
    asked_for = questions(Config)

    assert [one.name for one in asked_for] == ["url", "key", "journal", "proof"]
    assert [(one.is_secret, one.is_required, one.default) for one in asked_for] == [
        (False, True, ""), (True, True, ""), (False, False, "ACH"), (True, False, ""),
    ]  # fmt: skip
    assert (asked_for[0].label.fr, asked_for[0].help.en) == ("Adresse", "With https://")


def test_answers_fill_the_config_without_the_blanks_around_them():
    assert filled(Config, {"url": " https://erp.example\n", "key": "\tk "}) == Config("https://erp.example", "k")


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_an_answer_that_is_blank_is_none(blank):
    assert filled(Config, GIVEN | {"journal": blank}).journal == "ACH"
    with pytest.raises(BadInput):
        filled(Config, GIVEN | {"key": blank})


def test_everything_that_is_missing_is_named_by_its_label():
    with pytest.raises(BadInput, match="Please fill in: Address, Key") as caught:
        filled(Config, {})
    assert caught.value.fr == "Veuillez remplir : Adresse, Clé"


@pytest.mark.parametrize("name", ["seconds", "__class__", "Url"])
def test_what_is_not_asked_for_is_refused(name):
    with pytest.raises(BadInput, match=name):
        filled(Config, GIVEN | {name: "1"})


def test_a_refusal_repeats_no_answer():
    with pytest.raises(BadInput) as caught:
        filled(Config, {"key": "the-secret", "other": "the-secret"})
    assert "the-secret" not in caught.value.message + caught.value.fr


def test_a_config_tells_no_secret_and_cannot_be_changed():
    config = filled(Config, GIVEN | {"key": "the-secret", "proof": "the-proof"})
    assert repr(config) == "Config(url='https://erp.example', journal='ACH', seconds=5.0)"
    with pytest.raises(FrozenInstanceError):
        config.url = "https://elsewhere.example"
