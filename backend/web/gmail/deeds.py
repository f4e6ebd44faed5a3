"""What a click on a card asks for: named, signed for one person and one version of a case, and expiring."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from backend.errors import NotAllowed, NotPermitted
from backend.model.user import User

#: How long a card's buttons work: one working day, in seconds.
LIFETIME = 12 * 3600


class Deed(StrEnum):
    """What can be asked for."""

    # Looking
    QUEUE = "queue"
    MESSAGE = "message"
    MAIL = "mail"
    CASE = "case"
    FIELD = "field"
    ROW = "row"
    MATCH = "match"
    REASON = "reason"
    REPLY = "reply"
    STANDING = "standing"
    HISTORY = "history"
    SUGGEST = "suggest"
    # Changing
    SAVE_FIELD = "save field"
    SAVE_ROW = "save row"
    ARRANGE = "arrange"
    CHOOSE = "choose"
    SEND = "send"
    REJECT = "reject"
    HOLD = "hold"
    REOPEN = "reopen"
    UNDO = "undo"
    DRAFT = "draft"
    INSERT = "insert"


#: What an auditor is refused.
CHANGING = frozenset({
    Deed.SAVE_FIELD, Deed.SAVE_ROW, Deed.ARRANGE, Deed.CHOOSE, Deed.SEND, Deed.REJECT, Deed.HOLD, Deed.REOPEN, Deed.UNDO, Deed.DRAFT,
    Deed.INSERT,
})  # fmt: skip

_OF_CASE = frozenset({"case"})
_TO_CHANGE = _OF_CASE | {"version"}
#: What a deed cannot do without.
_NEEDED: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(Deed, _OF_CASE),
    Deed.QUEUE: frozenset({"page"}), Deed.MESSAGE: frozenset(), Deed.MAIL: frozenset({"mail"}), Deed.SUGGEST: frozenset({"kind"}),
    Deed.FIELD: _OF_CASE | {"path"}, Deed.ROW: _OF_CASE | {"row"}, Deed.MATCH: _OF_CASE | {"path"},
    Deed.SAVE_FIELD: _TO_CHANGE | {"path"}, Deed.SAVE_ROW: _TO_CHANGE | {"row"}, Deed.ARRANGE: _TO_CHANGE | {"operation"},
    Deed.CHOOSE: _TO_CHANGE | {"path", "chosen"}, Deed.SEND: _TO_CHANGE, Deed.REJECT: _TO_CHANGE, Deed.HOLD: _TO_CHANGE,
    Deed.REOPEN: _TO_CHANGE, Deed.UNDO: _TO_CHANGE,
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A deed with what it is about."""

    deed: Deed
    what: dict[str, Any] = field(default_factory=dict)
    #: Whether its card is too old for anything to be done.
    is_old: bool = False


@dataclass(frozen=True)
class Seal:
    """Signs the parameters of one person's cards."""

    secret: str = field(repr=False)
    user: User

    def sealed(self, deed: Deed, what: dict[str, Any]) -> str:
        """The parameter that asks for this."""
        return self._signer().dumps([self.user.organisation, self.user.id, deed, what])

    def opened(self, parameter: str) -> Asked:
        """What the parameter asks for.

        Raises NotPermitted for one that was not made for this person, here, and NotAllowed for one of another release's cards.
        """
        is_old = False
        try:
            content = self._signer().loads(parameter, max_age=LIFETIME)
        except SignatureExpired as expired:
            content, is_old = self._signer().load_payload(expired.payload or b""), True
        except BadSignature:
            raise foreign() from None
        organisation, user, deed, what = content
        if (organisation, user) != (self.user.organisation, self.user.id):
            raise foreign()
        needed = _NEEDED.get(deed)
        if needed is None or not needed <= what.keys():
            raise NotAllowed("This card is out of date. Open the message again.", "Cette carte n’est plus à jour. Rouvrez le message.")
        return Asked(Deed(deed), what, is_old)

    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.secret, salt="countersign gmail card", signer_kwargs={"digest_method": hashlib.sha256})


def foreign() -> NotPermitted:
    """The refusal of what was not made for this person, or not for this."""
    return NotPermitted("This action is not valid here. Open the message again.", "Cette action n’est pas valable ici. Rouvrez le message.")
