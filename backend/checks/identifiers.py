"""Whether account numbers and company identifiers are well formed: their check digits, and that they name one company."""

from __future__ import annotations

from collections.abc import Iterator

from stdnum import iban
from stdnum.eu import vat
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

from backend.checks.subject import Subject
from backend.model.finding import Finding, Severity
from backend.model.identifier import compact, siren
from backend.model.sentence import Sentence
from backend.model.value import text
from backend.model.words import FIELD_WORDS

_EU_PREFIXES = frozenset(state.upper() for state in vat.MEMBER_STATES) | {"EL", "XI"}
_SIREN_LENGTH, _SIRET_LENGTH = 9, 14


def iban_checksum(subject: Subject) -> Iterator[Finding]:
    """IBAN-CHECKSUM: the account to be paid has the check digits of ISO 13616 and its country's length."""
    value = text(subject.fields, "payment_iban")
    if value and not iban.is_valid(value):
        sentence = Sentence(
            "L’IBAN {iban} n’est pas valide : sa clé ne correspond pas.", "The IBAN {iban} is not valid: its check digits do not fit."
        )
        remedy = Sentence(
            "Comparez-le au document, chiffre par chiffre, et corrigez-le ; laissez-le vide s’il est faux sur le document.",
            "Compare it with the document, digit by digit, and correct it; leave it empty if it is wrong on the document.",
        )
        yield Finding("IBAN-CHECKSUM", Severity.BLOCKING, sentence.filled(iban=value), "payment_iban", remedy)


def vat_id_checksum(subject: Subject) -> Iterator[Finding]:
    """VAT-ID-CHECKSUM: a VAT id of an EU member state has the form and check digits of that state (python-stdnum, `stdnum.eu.vat`)."""
    for name in ("seller_vat_id", "buyer_vat_id"):
        value = compact(text(subject.fields, name))
        if value[:2] in _EU_PREFIXES and not vat.is_valid(value):
            sentence = Sentence("Le {field} {value} n’est pas valide.", "The {field} {value} is not valid.")
            yield Finding("VAT-ID-CHECKSUM", Severity.WARNING, sentence.filled(field=FIELD_WORDS[name], value=value), name)


def siren_checksum(subject: Subject) -> Iterator[Finding]:
    """SIREN-CHECKSUM: a French SIREN or SIRET has the right check digit (Luhn; La Poste's own for its SIRETs)."""
    for party in ("seller", "buyer"):
        name, value = f"{party}_legal_id", compact(text(subject.fields, f"{party}_legal_id"))
        if not _is_french(subject, party) or not value.isdigit():
            continue
        if (len(value) == _SIREN_LENGTH and not siren_number.is_valid(value)) or (
            len(value) == _SIRET_LENGTH and not siret_number.is_valid(value)
        ):
            sentence = Sentence(
                "Le {field} {value} n’est pas valide : sa clé ne correspond pas.",
                "The {field} {value} is not valid: its check digit does not fit.",
            )
            yield Finding("SIREN-CHECKSUM", Severity.WARNING, sentence.filled(field=FIELD_WORDS[name], value=value), name)


def siren_of_vat_id(subject: Subject) -> Iterator[Finding]:
    """SIREN-VAT-ID: a French VAT id ends with the SIREN (CGI, annexe III, art. 286 ter), so both name one company."""
    for party in ("seller", "buyer"):
        by_vat_id, by_legal_id = siren(text(subject.fields, f"{party}_vat_id")), siren(text(subject.fields, f"{party}_legal_id"))
        if by_vat_id and by_legal_id and by_vat_id != by_legal_id and _is_french(subject, party):
            sentence = Sentence(
                "Le numéro de TVA désigne l’entreprise {vat}, le SIREN ou SIRET l’entreprise {legal} : ce ne sont pas les mêmes.",
                "The VAT id names company {vat}, the SIREN or SIRET company {legal}: they are not the same.",
            ).filled(vat=by_vat_id, legal=by_legal_id)
            yield Finding("SIREN-VAT-ID", Severity.WARNING, sentence, f"{party}_legal_id")


def _is_french(subject: Subject, party: str) -> bool:
    """Whether nothing says that the party is of another country, where nine digits mean something else."""
    country = compact(text(subject.fields, f"{party}_vat_id"))[:2]
    return country == "FR" or (not country and text(subject.fields, "currency") in {"", "EUR"})


RULES = (iban_checksum, vat_id_checksum, siren_checksum, siren_of_vat_id)
