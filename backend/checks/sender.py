"""Whether the sender is who the message says."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from backend.checks.bank import concerns_bank_details
from backend.checks.subject import Subject
from backend.model import domain
from backend.model.catalog import Partner
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence

#: A name shorter than this is near to many others by chance; in one as long as that the eye passes over two letters.
_LEAST, _LONG = 6, 10
#: What reads alike on the screen.
_READS_ALIKE = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("-", ""))

_CALL_BACK = Sentence(
    "Appelez la société au numéro que vous avez déjà, jamais à celui du message, avant toute autre chose.",
    "Call the company on the number that you already have, never on the one in the message, before anything else.",
)


def failed_authentication(subject: Subject) -> Iterator[Finding]:
    """SENDER-AUTHENTICATION: the receiving server did not find the sender forged (SPF, DKIM, DMARC; RFC 8601).

    A failure blocks when bank details are at stake, and is a warning else.
    """
    if subject.mail.authentication.failed:
        sentence = Sentence(
            "Le serveur de messagerie n’a pas pu authentifier l’expéditeur {sender} : le message ne vient peut-être pas de lui.",
            "The mail server could not authenticate the sender {sender}: the message may not be from them.",
        )
        yield Finding("SENDER-AUTHENTICATION", _severity(subject), sentence.filled(sender=subject.mail.sender.email), "", _CALL_BACK)


def lookalike_domain(subject: Subject) -> Iterator[Finding]:
    """SENDER-LOOKALIKE: the sender's domain does not merely look like ours or a known partner's.

    Alike: one letter apart, two in a name of ten letters and more, or read alike on a screen (rn and m, 0 and o).
    """
    sent_from = subject.mail.sender.domain
    known = _known_domains(subject)
    if not domain.of_company(sent_from) or known & set(domain.of_company(sent_from)):
        return
    for theirs in sorted(known):
        if _looks_like(sent_from, theirs):
            sentence = Sentence(
                "Le domaine de l’expéditeur, {sender}, ressemble à {known}, mais ce n’est pas le même.",
                "The sender’s domain, {sender}, looks like {known} but is not the same.",
            ).filled(sender=sent_from, known=theirs)
            yield Finding("SENDER-LOOKALIKE", _severity(subject), sentence, "", _CALL_BACK)
            return


def _severity(subject: Subject) -> Severity:
    return Severity.BLOCKING if concerns_bank_details(subject) else Severity.WARNING


def _known_domains(subject: Subject) -> set[str]:
    parties: tuple[Partner, ...] = (*subject.catalog.suppliers, *subject.catalog.customers)
    listed = {text for party in parties for text in (*party.email_domains, *party.emails, *subject.catalog.own_domains)}
    return {d for d in (text.rpartition("@")[2].lower() for text in listed) if domain.of_company(d)}


def _looks_like(one: str, other: str) -> bool:
    name, known = one.rpartition(".")[0], other.rpartition(".")[0]
    if min(len(name), len(known)) < _LEAST:
        return False
    letters = 2 if min(len(name), len(known)) >= _LONG else 1
    return _as_read(name) == _as_read(known) or OSA.distance(name, known, score_cutoff=letters) <= letters


def _as_read(text: str) -> str:
    for seen, read in _READS_ALIKE:
        text = text.replace(seen, read)
    return text


RULES = (failed_authentication, lookalike_domain)
