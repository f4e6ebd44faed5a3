"""Whether the money would go to an account that is known to be the supplier's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban as iban_number

from backend.checks.subject import Subject
from backend.model.finding import Finding, Severity
from backend.model.identifier import compact
from backend.model.sentence import Sentence
from backend.model.trade import Intent
from backend.model.value import text

_CALL_BACK = Sentence(
    "Ne payez pas, ne changez rien dans l’ERP : appelez {whom} au numéro que vous avez déjà, jamais à celui du message, pour confirmer.",
    "Do not pay, change nothing in the ERP: call {whom} on the number that you have, never on the one in the message, to confirm.",
)
#: Two letters and two digits, then what may be the rest of an IBAN in groups of any length (ISO 13616); the check digits decide.
_LIKE_AN_IBAN = re.compile(r"(?<![A-Z0-9])(?=([A-Z]{2}[ .\u00a0-]?\d{2}(?:[ .\u00a0-]?[A-Z0-9]){11,40}))", re.IGNORECASE)
_SHORTEST, _LONGEST = 15, 34
#: A message longer than this is searched only so far.
_TEXT_SEARCHED = 20_000


def unknown_iban(subject: Subject) -> Iterator[Finding]:
    """BANK-UNKNOWN-IBAN: the account to be paid (BT-84) is one that the ERP knows of this supplier; only told when it knows none yet."""
    iban = compact(text(subject.fields, "payment_iban"))
    if not iban or not subject.supplier or iban in {compact(known) for known in subject.supplier.ibans}:
        return
    owner = _owner(subject, iban)
    remedy = _CALL_BACK.filled(whom=subject.supplier.name)
    if owner:
        sentence = Sentence(
            "L’IBAN {iban} est celui de {owner}, pas de {supplier}.", "The IBAN {iban} is that of {owner}, not of {supplier}."
        )
        yield Finding(
            "BANK-UNKNOWN-IBAN",
            Severity.BLOCKING,
            sentence.filled(iban=iban, owner=owner, supplier=subject.supplier.name),
            "payment_iban",
            remedy,
        )
    elif subject.supplier.ibans:
        sentence = Sentence(
            "L’IBAN {iban} n’est pas celui que l’ERP connaît pour {supplier} ({known}).",
            "The IBAN {iban} is not the one that the ERP has for {supplier} ({known}).",
        ).filled(iban=iban, supplier=subject.supplier.name, known=", ".join(subject.supplier.ibans))
        yield Finding("BANK-UNKNOWN-IBAN", Severity.BLOCKING, sentence, "payment_iban", remedy)
    else:
        sentence = Sentence(
            "L’ERP n’a encore aucun IBAN pour {supplier} : faites confirmer {iban} avant le premier paiement.",
            "The ERP has no IBAN for {supplier} yet: have {iban} confirmed before the first payment.",
        ).filled(iban=iban, supplier=subject.supplier.name)
        yield Finding("BANK-UNKNOWN-IBAN", Severity.WARNING, sentence, "payment_iban", remedy)


def change_request(subject: Subject) -> Iterator[Finding]:
    """BANK-CHANGE-REQUEST: a message that asks to change bank details is never acted on before a call back."""
    if subject.intent is Intent.BANK_DETAILS_CHANGE:
        sentence = Sentence(
            "Ce message demande de changer des coordonnées bancaires : c’est ainsi que commence la fraude au faux RIB.{accounts}",
            "This message asks to change bank details: this is how payment fraud begins.{accounts}",
        ).filled(accounts=_accounts(subject))
        whom = subject.supplier.name if subject.supplier else Sentence("le fournisseur", "the supplier")
        yield Finding("BANK-CHANGE-REQUEST", Severity.BLOCKING, sentence, "", _CALL_BACK.filled(whom=whom))


def _accounts(subject: Subject) -> Sentence:
    """A sentence for each account that the message names: whose it is as far as the ERP knows."""
    sentences = []
    for iban in _ibans(subject.mail.text[:_TEXT_SEARCHED]):
        owner = _owner(subject, iban)
        known = Sentence(
            " L’IBAN {iban} est celui que l’ERP connaît pour {owner}.", " The IBAN {iban} is the one that the ERP has for {owner}."
        )
        unknown = Sentence(" L’ERP ne connaît pas l’IBAN {iban}.", " The ERP does not know the IBAN {iban}.")
        sentences.append((known if owner else unknown).filled(iban=iban, owner=owner))
    return Sentence("".join(s.fr for s in sentences), "".join(s.en for s in sentences))


def _ibans(text: str) -> tuple[str, ...]:
    """The valid IBANs in a text, each once."""
    found = []
    for written in _LIKE_AN_IBAN.findall(text):
        key = compact(written)
        found += [key[:end] for end in range(_SHORTEST, min(len(key), _LONGEST) + 1) if iban_number.is_valid(key[:end])]
    return tuple(dict.fromkeys(found))


def _owner(subject: Subject, iban: str) -> str:
    """The supplier of whom the ERP knows this account, "" when it is nobody's; the document's own supplier before others."""
    owners = [s for s in subject.catalog.suppliers if iban in {compact(known) for known in s.ibans}]
    return subject.supplier.name if subject.supplier in owners else owners[0].name if owners else ""


def concerns_bank_details(subject: Subject) -> bool:
    """Whether the message would change where money goes."""
    return any(finding.severity is Severity.BLOCKING for rule in RULES for finding in rule(subject))


RULES = (unknown_iban, change_request)
