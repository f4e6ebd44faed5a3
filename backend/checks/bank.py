"""Whether the money would go to an account that is known to be the supplier's."""

from __future__ import annotations

from collections.abc import Iterator

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


def unknown_iban(subject: Subject) -> Iterator[Finding]:
    """BANK-UNKNOWN-IBAN: the account to be paid (BT-84) is one that the ERP knows of this supplier; only told when it knows none yet."""
    iban = compact(text(subject.fields, "payment_iban"))
    if not iban or not subject.supplier or iban in {compact(known) for known in subject.supplier.ibans}:
        return
    owner = next((s.name for s in subject.catalog.suppliers if iban in {compact(known) for known in s.ibans}), "")
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
            "Ce message demande de changer des coordonnées bancaires : c’est ainsi que commence la fraude au faux RIB.",
            "This message asks to change bank details: this is how payment fraud begins.",
        )
        whom = subject.supplier.name if subject.supplier else Sentence("le fournisseur", "the supplier")
        yield Finding("BANK-CHANGE-REQUEST", Severity.BLOCKING, sentence, "", _CALL_BACK.filled(whom=whom))


def concerns_bank_details(subject: Subject) -> bool:
    """Whether the message would change where money goes."""
    return any(finding.severity is Severity.BLOCKING for rule in RULES for finding in rule(subject))


RULES = (unknown_iban, change_request)
