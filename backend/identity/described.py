"""What the app registration holds, as far as it can be seen: where people sign in, and when its secret or certificate ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509

from backend.identity import registration_sentences as say
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.settings import Settings

#: How long before its end one is told that it ends.
_SOON = timedelta(days=30)
_RULE = "ENTRA-EXPIRY"


def redirects(registered: Iterable[str], wanted: Iterable[str]) -> Finding:
    """Whether people may sign in at all addresses where they do; `registered` are those of the single-page application."""
    missing = sorted(set(wanted) - set(registered))
    if missing:
        return Finding("ENTRA-REDIRECTS", Severity.BLOCKING, say.NO_REDIRECT.filled(missing=", ".join(missing)), remedy=say.ADD_REDIRECT)
    return Finding("ENTRA-REDIRECTS", Severity.INFO, say.REDIRECTS)


def expiry(settings: Settings, secrets: Iterable[Mapping[str, Any]], today: date) -> Finding:
    """What to know about the end of what the settings name: a certificate says it itself, a secret does not.

    `secrets` are the app registration's as Graph describes them (passwordCredential), where the application may read that; else the end
    of a secret is what the settings say.
    """
    if settings.entra_certificate:
        return _told(_end_of_certificate(Path(settings.entra_certificate).expanduser()), say.THE_CERTIFICATE, today)
    ends = [_moment(each.get("endDateTime")) for each in secrets if _may_be(each, settings.entra_secret)]
    known = max((end for end in ends if end), default=None)
    if known is None and settings.entra_credential_until:
        try:
            known = date.fromisoformat(settings.entra_credential_until)
        except ValueError:
            return Finding(_RULE, Severity.BLOCKING, say.NO_DATE, remedy=say.WRITE_DATE)
    if known is None:
        return Finding(_RULE, Severity.INFO, say.UNKNOWN_END, remedy=say.WRITE_DATE)
    return _told(known, say.THE_SECRET, today)


def _told(end: date, what: Sentence, today: date) -> Finding:
    if end < today:
        return Finding(_RULE, Severity.BLOCKING, say.IS_OVER.filled(what=what, end=end.isoformat()), remedy=say.NEW_SECRET)
    if end - today <= _SOON:
        return Finding(_RULE, Severity.WARNING, say.ENDS_SOON.filled(what=what, end=end.isoformat()), remedy=say.IN_TIME)
    return Finding(_RULE, Severity.INFO, say.ENDS.filled(what=what, end=end.isoformat()))


def _end_of_certificate(file: Path) -> date:
    """The last day of the certificate in the file, which was read before."""
    return x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc.date()


def _may_be(described: Mapping[str, Any], secret: str) -> bool:
    """Whether the description may be this secret's: Entra tells the first three characters, of new ones."""
    hint = described.get("hint")
    return isinstance(hint, str) and bool(hint) and secret.startswith(hint)


def _moment(written: object) -> date | None:
    """The day of a moment as Graph writes it, with up to seven decimals of a second."""
    try:
        return datetime.fromisoformat(str(written)[:19]).replace(tzinfo=UTC).date()
    except ValueError:
        return None
