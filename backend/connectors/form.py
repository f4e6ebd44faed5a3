"""What an administrator is asked about an ERP: the attributes of a connector's Config, with their labels and help in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, TypeVar

from backend.errors import BadInput
from backend.model.sentence import Sentence

_QUESTION = "question"
Config = TypeVar("Config")


@dataclass(frozen=True)
class Question:
    """One attribute to fill in."""

    name: str
    label: Sentence
    help: Sentence
    #: Written, kept encrypted, and never shown again.
    is_secret: bool
    is_required: bool
    default: str = ""
    #: Whether it says which company is meant, so that another answer is another company.
    is_place: bool = False


def asked(
    fr: str, en: str, *, help_fr: str = "", help_en: str = "", secret: bool = False, default: str | None = None, is_place: bool = False
) -> Any:
    """The attribute of a Config that is asked for under this label; required without a default."""
    metadata = {_QUESTION: (Sentence(fr, en), Sentence(help_fr, help_en), secret, is_place)}
    return field(default=MISSING if default is None else default, repr=not secret, metadata=metadata)


def questions(config: type[Any]) -> tuple[Question, ...]:
    """Everything that is asked for, in the order of the Config."""
    return tuple(_question(one) for one in fields(config) if _QUESTION in one.metadata)


def filled(config: type[Config], answers: Mapping[str, str]) -> Config:
    """The Config with these answers, blanks around them dropped; raises BadInput naming what is missing or not asked for."""
    wanted = {question.name: question for question in questions(config)}
    if unknown := answers.keys() - wanted.keys():
        raise BadInput(f"Not asked for: {', '.join(sorted(unknown))}", f"Non demandé : {', '.join(sorted(unknown))}")
    given = {name: answer.strip() for name, answer in answers.items() if answer.strip()}
    lacking = [question.label for question in wanted.values() if question.is_required and question.name not in given]
    if lacking:
        raise BadInput(f"Please fill in: {', '.join(s.en for s in lacking)}", f"Veuillez remplir : {', '.join(s.fr for s in lacking)}")
    return config(**given)


def _question(attribute: Field[Any]) -> Question:
    label, explanation, is_secret, is_place = attribute.metadata[_QUESTION]
    is_required = attribute.default is MISSING
    default = "" if is_required or is_secret else str(attribute.default)
    return Question(attribute.name, label, explanation, is_secret=is_secret, is_required=is_required, default=default, is_place=is_place)
