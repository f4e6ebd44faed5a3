"""What Google tells of a click or an open message: the add-on's event object, read strictly as far as it is used.

https://developers.google.com/workspace/add-ons/concepts/event-objects
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from backend.errors import BadInput
from backend.model.sentence import Language
from backend.web.gmail.desk import PARAMETER
from backend.web.routes import Json

#: Longer than any value, token or id, in characters.
_LONGEST = 10_000
_MESSAGE = re.compile(r"[\w:.|-]{1,200}", re.ASCII)
_ZONE = re.compile(r"[A-Za-z_+/-]{1,60}[\w+-]{0,10}", re.ASCII)
_A_DAY = 86_400_000


@dataclass(frozen=True)
class Event:
    """One call of Google's."""

    language: Language = "en"
    #: The language and country that the person chose in Google, such as `de-AT`, "" when that is not told.
    locale: str = ""
    zone: tzinfo = UTC
    #: What is typed and chosen on the card, by input.
    inputs: Mapping[str, str] = field(default_factory=dict)
    #: The signed parameter of what was clicked, "" without a click.
    parameter: str = ""
    #: Whose call it is, and what Gmail may be asked with in their name: for all that was consented to, and for the open message.
    person_token: str = field(default="", repr=False)
    oauth_token: str = field(default="", repr=False)
    message_token: str = field(default="", repr=False)
    #: The scopes that the person consented to, None when Google does not tell.
    scopes: frozenset[str] | None = None
    #: The open message as Gmail names it, "" when none is.
    message_id: str = ""
    #: To whom the message goes that is being written.
    recipients: tuple[str, ...] = ()

    @staticmethod
    def read(body: object) -> Event:
        """The event; raises BadInput for what is none."""
        whole = _object(body)
        common, granted, gmail = (_object(whole.get(name)) for name in ("commonEventObject", "authorizationEventObject", "gmail"))
        scopes = granted.get("authorizedScopes")
        message_id, locale = _text(gmail.get("messageId")), _text(common.get("userLocale"))
        if message_id and not _MESSAGE.fullmatch(message_id):
            raise _wrong()
        return Event(
            language="fr" if locale.lower().startswith("fr") else "en",
            locale=locale,
            zone=_zone(_object(common.get("timeZone"))),
            inputs={str(name): _input(value) for name, value in _object(common.get("formInputs")).items()},
            parameter=_text(_object(common.get("parameters")).get(PARAMETER)),
            person_token=_text(granted.get("userIdToken")),
            oauth_token=_text(granted.get("userOAuthToken")),
            message_token=_text(gmail.get("accessToken")),
            scopes=frozenset(_texts(scopes)) if isinstance(scopes, list) else None,
            message_id=message_id,
            recipients=_texts(gmail.get("toRecipients") or []),
        )


def _object(value: object) -> Json:
    """The object, an empty one for none; raises BadInput for anything else."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _wrong()
    return value


def _text(value: object) -> str:
    """The text, "" for none; raises BadInput for one that cannot be kept and for anything else."""
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > _LONGEST or "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise _wrong()
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise _wrong()
    return tuple(_text(value) for value in values[:200])


def _input(value: object) -> str:
    """What was typed or chosen in one input, the first where there are several."""
    given = _object(_object(value).get("stringInputs")).get("value")
    return (_texts(given if isinstance(given, list) else []) or ("",))[0]


def _zone(value: Json) -> tzinfo:
    """Where the reader is; UTC when that is not told, or not well."""
    name, offset = value.get("id"), value.get("offset")
    if isinstance(name, str) and _ZONE.fullmatch(name):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    if isinstance(offset, int) and abs(offset) < _A_DAY:
        return timezone(timedelta(milliseconds=offset))
    return UTC


def _wrong() -> BadInput:
    return BadInput("This is no event of Google's.", "Ce n’est pas un événement de Google.")
