"""Whether the sender is who the message says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from backend.checks.bank import concerns_bank_details, unknown_iban
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
_CALL_CUSTOMER = Sentence(
    "Appelez le client au numéro que vous avez déjà, jamais à celui du message ; s’il confirme sa commande, choisissez-le vous-même.",
    "Call the customer on the number that you already have, never on the one in the message; if they confirm, choose them yourself.",
)
_CALL_SUPPLIER = Sentence(
    "Appelez le fournisseur au numéro que vous avez déjà, jamais à celui du message ; s’il confirme, choisissez-le vous-même.",
    "Call the supplier on the number that you already have, never on the one in the message; if they confirm, choose them yourself.",
)

#: A match by one of these does not rest on the sender: an identifier printed in the document, or a person's own choice.
_WITHOUT_THE_SENDER = frozenset({"vat_id", "legal_id", "person"})


def failed_authentication(subject: Subject) -> Iterator[Finding]:
    """SENDER-AUTHENTICATION: the receiving server did not find the sender forged (SPF, DKIM, DMARC; RFC 8601).

    A failure blocks when bank details are at stake, and an order whose customer neither an identifier in it nor a person has told;
    it is a warning else.
    """
    if subject.mail.authentication.failed:
        rests_on_sender = subject.is_order and _method(subject, "customer") not in _WITHOUT_THE_SENDER
        sentence = Sentence(
            "Le serveur de messagerie n’a pas pu authentifier l’expéditeur {sender} : le message ne vient peut-être pas de lui.",
            "The mail server could not authenticate the sender {sender}: the message may not be from them.",
        )
        severity = Severity.BLOCKING if rests_on_sender else _severity(subject)
        remedy = _CALL_CUSTOMER if rests_on_sender else _CALL_BACK
        yield Finding("SENDER-AUTHENTICATION", severity, sentence.filled(sender=subject.mail.sender.email), "", remedy)


def lookalike_domain(subject: Subject) -> Iterator[Finding]:
    """SENDER-LOOKALIKE: the sender's domain does not merely look like ours or a known partner's.

    Alike: one letter apart, two in a name of ten letters and more, or read alike on a screen (rn and m, 0 and o).
    """
    sent_from = subject.mail.sender.domain
    parties = (*subject.catalog.suppliers, *subject.catalog.customers)
    known = _domains(parties) | _company_domains(subject.catalog.own_domains)
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


def other_domain(subject: Subject) -> Iterator[Finding]:
    """SENDER-DOMAIN: an invoice comes from a domain of its supplier, as far as the ERP knows any; a public one and ours say nothing.

    It blocks when the account is new as well, until a person chooses the supplier. An account that is blocked already needs no second
    finding, nor does a domain that looks like a known one.
    """
    names, known = domain.of_company(subject.mail.sender.domain), _domains((subject.supplier,) if subject.supplier else ())
    ours = _company_domains(subject.catalog.own_domains)
    if not subject.is_invoice or not subject.supplier or not names or not known or (known | ours) & set(names):
        return
    account = [finding.severity for finding in unknown_iban(subject)]
    if Severity.BLOCKING in account or any(lookalike_domain(subject)):
        return
    blocks = bool(account) and _method(subject, "supplier") != "person"
    sentence = Sentence(
        "Le message vient de {sender}, mais {supplier} écrit d’habitude depuis {known}.",
        "The message comes from {sender}, but {supplier} usually writes from {known}.",
    ).filled(sender=names[0], supplier=subject.supplier.name, known=", ".join(sorted(known)))
    yield Finding("SENDER-DOMAIN", Severity.BLOCKING if blocks else Severity.WARNING, sentence, "supplier", _CALL_SUPPLIER)


def _method(subject: Subject, path: str) -> str:
    """How a match was found, "" when there is none."""
    found = subject.matches.get(path)
    return found.best.method if found and found.best else ""


def _severity(subject: Subject) -> Severity:
    return Severity.BLOCKING if concerns_bank_details(subject) else Severity.WARNING


def _domains(parties: Iterable[Partner]) -> set[str]:
    """The domains that belong to these companies, by what the ERP lists and by their addresses."""
    return _company_domains(text for party in parties for text in (*party.email_domains, *party.emails))


def _company_domains(texts: Iterable[str]) -> set[str]:
    return {d for d in (text.rpartition("@")[2].lower() for text in texts) if domain.of_company(d)}


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


RULES = (failed_authentication, lookalike_domain, other_domain)
