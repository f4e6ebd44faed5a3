"""Messages that only their recipients' own programs can open: encrypted or signed as a whole (RFC 8551), or restricted ([MS-OXORMMS])."""

from __future__ import annotations

from email import policy
from email.parser import BytesParser

from backend.errors import BadInput

_RESTRICTED = "application/x-microsoft-rpmsg-message"
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", _RESTRICTED})


def unsealed(raw: bytes) -> bytes:
    """The message; raises BadInput when it, or the part that stands for all of it, cannot be read here."""
    if _is_sealed(raw):
        raise BadInput(
            "This message is encrypted, signed as a whole, or restricted to some people (S/MIME, IRM): it cannot be read.",
            "Ce message est chiffré, entièrement signé ou réservé à certaines personnes (S/MIME, IRM) : il ne peut pas être lu.",
        )
    return raw


def _is_sealed(raw: bytes) -> bool:
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(raw)
        parts = message.walk() if message.is_multipart() else ()
        return message.get_content_type() in _SEALED or any(part.get_content_type() == _RESTRICTED for part in parts)
    except RecursionError:
        return False  # nested beyond reason, which the reading of it says
