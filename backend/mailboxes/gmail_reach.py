"""Whether the service account reads the mailboxes that it is to watch, and may set labels in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from backend.errors import CountersignError, MailboxMisconfigured, NotPermitted
from backend.mailboxes.gmail import ME, Gmail
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence, said

_READ = Sentence("Le compte de service lit {address}.", "The service account reads {address}.")
_NOT_READ = Sentence("Le compte de service ne lit pas {address} : {why}", "The service account does not read {address}: {why}")
_LABELS = Sentence("Le compte de service peut étiqueter dans {address}.", "The service account may set labels in {address}.")
_NO_LABELS = Sentence(
    "Le compte de service ne peut pas étiqueter dans {address} : {why}", "The service account may not set labels in {address}: {why}"
)
_DELEGATE = Sentence(
    "admin.google.com, « Délégation au niveau du domaine » : l’identifiant client du compte et {scope} (docs/watching.md).",
    "admin.google.com, “Domain-wide delegation”: the account's client id and {scope} (docs/watching.md).",
)
_TOPIC = re.compile(r"projects/[a-z0-9:.-]+/topics/[A-Za-z][\w.~+%-]{2,254}")
_NO_TOPIC = Sentence(
    "Gmail n’annonce rien : COUNTERSIGN_GMAIL_TOPIC n’est pas de la forme projects/…/topics/….",
    "Gmail announces nothing: COUNTERSIGN_GMAIL_TOPIC has not the form projects/…/topics/….",
)
_NO_ACCOUNT = Sentence(
    "Aucune annonce n’est crue : COUNTERSIGN_GMAIL_PUSH_ACCOUNT n’est pas renseigné.",
    "No announcement is believed: COUNTERSIGN_GMAIL_PUSH_ACCOUNT is not set.",
)
_SET_UP = Sentence(
    "Créez le sujet et l’abonnement Pub/Sub : docs/watching.md.", "Make the Pub/Sub topic and subscription: docs/watching.md."
)

#: Opens a mailbox by its address with a scope.
Opened = Callable[[str, str], Gmail]


def gmail_reach(opened: Opened, addresses: Sequence[str], read: str, change: str = "") -> Iterator[Finding]:
    """Whether each mailbox can be read by the first scope and, with a second one, changed by it; what is good as INFO."""
    for address in addresses:
        yield _tried(opened, address, read, "GMAIL-WATCHED", _READ, _NOT_READ)
        if change:
            yield _tried(opened, address, change, "GMAIL-LABELS", _LABELS, _NO_LABELS)


def announcements(topic: str, push_account: str) -> Iterator[Finding]:
    """What is wrong with the names by which Gmail's announcements come here."""
    if not _TOPIC.fullmatch(topic):
        yield Finding("GMAIL-TOPIC", Severity.WARNING, _NO_TOPIC, remedy=_SET_UP)
    elif "@" not in push_account:
        yield Finding("GMAIL-TOPIC", Severity.WARNING, _NO_ACCOUNT, remedy=_SET_UP)


def _tried(opened: Opened, address: str, scope: str, rule: str, good: Sentence, bad: Sentence) -> Finding:
    gmail = opened(address, scope)
    try:
        gmail.call(gmail.users.getProfile(userId=ME))
    except (MailboxMisconfigured, NotPermitted) as error:
        return Finding(rule, Severity.BLOCKING, bad.filled(address=address, why=said(error)), remedy=_DELEGATE.filled(scope=scope))
    except CountersignError as error:
        return Finding(rule, Severity.BLOCKING, bad.filled(address=address, why=said(error)))
    return Finding(rule, Severity.INFO, good.filled(address=address))
