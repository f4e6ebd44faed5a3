"""Whether everything is there that the ERP needs: the fields, the party, the items."""

from __future__ import annotations

from collections.abc import Iterator

from backend.checks.subject import Subject
from backend.model.catalog import Match
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.model.value import number, text
from backend.model.words import FIELD_WORDS

#: BR-02, BR-03, BR-05, BR-14 of EN 16931; an order need not even have a number.
_REQUIRED = ("invoice_number", "issue_date", "currency", "tax_inclusive_amount")

_ADD = Sentence(
    "Relevez-la dans le document, ou demandez-la à l’expéditeur (bouton Répondre).",
    "Take it from the document, or ask the sender for it (Reply button).",
)


def missing_fields(subject: Subject) -> Iterator[Finding]:
    """MISSING: an invoice has number, date, currency, total (BR-02, -03, -05, -14), lines (BR-16) with quantity and price (BR-22, -26).

    What a change of an order does not say stays as it is.
    """
    if subject.is_invoice:
        for name in _REQUIRED:
            if not text(subject.fields, name):
                yield _missing(FIELD_WORDS[name], name)
    if (subject.is_invoice or subject.is_order) and not subject.lines and not (subject.is_change and subject.kept):
        sentence = Sentence("Aucune ligne n’a été trouvée.", "No line was found.")
        remedy = Sentence("Ajoutez au moins une ligne.", "Add at least one line.")
        yield Finding("MISSING", Severity.BLOCKING, sentence, "lines", remedy)
    for place, line in enumerate(subject.lines):
        if number(line, "quantity") is None and not subject.is_ordered_already(place):
            yield _missing(_of_line(subject, place, "quantity"), f"lines.{place}.quantity")
        if subject.is_invoice and number(line, "net_price") is None and number(line, "line_amount") is None:
            yield _missing(_of_line(subject, place, "net_price"), f"lines.{place}.net_price")


def unknown_party(subject: Subject) -> Iterator[Finding]:
    """PARTY-UNKNOWN: the supplier of an invoice or the customer of an order is known to the ERP."""
    if subject.is_invoice and subject.supplier is None:
        yield _unknown_party(
            subject,
            "supplier",
            "seller_name",
            Sentence("Le fournisseur{name} n’est pas identifié dans l’ERP.", "The supplier{name} is not identified in the ERP."),
        )
    if subject.is_order and subject.customer is None:
        yield _unknown_party(
            subject,
            "customer",
            "buyer_name",
            Sentence("Le client{name} n’est pas identifié dans l’ERP.", "The customer{name} is not identified in the ERP."),
        )


def unknown_item(subject: Subject) -> Iterator[Finding]:
    """ITEM-UNKNOWN: every line is an item of the ERP; an order cannot do without, an invoice can (freight, services)."""
    for place, _ in enumerate(subject.lines):
        if subject.item(place) is None and subject.ordered(place) is None:
            suggested = subject.matches.get(f"lines.{place}.item", Match(None)).runners_up
            sentence = Sentence("{line} : l’article n’est pas identifié dans l’ERP.", "{line}: the item is not identified in the ERP.")
            remedy = (
                Sentence(
                    "Choisissez l’article parmi les propositions, ou cherchez-le.",
                    "Choose the item among the suggestions, or search for it.",
                )
                if suggested
                else Sentence(
                    "Cherchez l’article, ou demandez sa référence au client.", "Search for the item, or ask the customer for its number."
                )
            )
            severity = Severity.BLOCKING if subject.is_order else Severity.WARNING
            yield Finding("ITEM-UNKNOWN", severity, sentence.filled(line=subject.line_in_words(place)), f"lines.{place}.item", remedy)


def _missing(what: Sentence, path: str) -> Finding:
    sentence = Sentence("Il manque une information : {what}.", "Something is missing: {what}.")
    return Finding("MISSING", Severity.BLOCKING, sentence.filled(what=what), path, _ADD)


def _of_line(subject: Subject, place: int, name: str) -> Sentence:
    return Sentence("{line} : {what}", "{line}: {what}").filled(line=subject.line_in_words(place), what=FIELD_WORDS[name])


def _unknown_party(subject: Subject, path: str, name_field: str, sentence: Sentence) -> Finding:
    name = text(subject.fields, name_field)
    named = Sentence(f" « {name} »", f" “{name}”") if name else Sentence("", "")
    suggested = subject.matches.get(path, Match(None)).runners_up
    remedy = (
        Sentence(
            "Choisissez parmi les propositions, ou cherchez par nom ou numéro de TVA.",
            "Choose among the suggestions, or search by name or VAT id.",
        )
        if suggested
        else Sentence(
            "Cherchez par nom ou numéro de TVA ; si l’ERP ne le connaît pas, faites-le créer.",
            "Search by name or VAT id; if the ERP does not have it, have it created.",
        )
    )
    return Finding("PARTY-UNKNOWN", Severity.BLOCKING, sentence.filled(name=named), path, remedy)


RULES = (missing_fields, unknown_party, unknown_item)
