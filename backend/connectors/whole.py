"""Whether the ERP has the whole document: its totals are the document's to the cent, or the difference is said in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from backend.errors import PostingRejected
from backend.model.sentence import Sentence, written
from backend.model.trade import Confirmed, Line, Order, Totals

#: A rounding line may make good half a cent a line, and at most this: what rounding each line instead of the sum can add up to.
_HALF_A_CENT, _MOST = Decimal("0.005"), Decimal("0.05")
_CENT = Decimal("0.01")

#: What a line that makes good a difference of rounding is called in the ERP.
ROUNDING_LINE = "Arrondi"

#: What precedes the number of a quotation of ours where an ERP has no field for it.
OUR_QUOTATION = "Notre devis :"

_NAMES = {
    "tax_exclusive_amount": Sentence("total hors taxes", "total without VAT"),
    "tax_amount": Sentence("TVA", "VAT"),
    "tax_inclusive_amount": Sentence("total TTC", "total with VAT"),
}
_DIFFERENCE = Sentence("{name} : {theirs} dans l’ERP, {ours} sur le document", "{name}: {theirs} in the ERP, {ours} on the document")
_REFUSED = Sentence(
    "L’ERP calcule d’autres montants que le document, rien n’a été enregistré : {differences}.",
    "The ERP arrives at other amounts than the document, nothing was kept: {differences}.",
)


def lines_of(document: Confirmed) -> tuple[Line, ...]:
    """The document's lines; raises PostingRejected when there is none, which no ERP should be asked to keep."""
    if not document.lines:
        raise PostingRejected("A document without lines cannot be posted.", "Un document sans ligne ne peut pas être comptabilisé.")
    return document.lines


def expected(document: Confirmed) -> Confirmed:
    """The document with totals to compare: one that prints none has the sum of its lines, so that no price is changed unseen."""
    known = document.totals
    if known.tax_exclusive_amount is not None or known.tax_inclusive_amount is not None:
        return document
    return replace(document, totals=replace(known, tax_exclusive_amount=sum((line.line_amount for line in document.lines), Decimal(0))))


def described(line: Line, document: Confirmed) -> str:
    """The line's description with what an ERP has no field for: the partner's number for the item, and a delivery date of its own."""
    if not isinstance(document, Order):
        return line.description
    own = line.requested_delivery_date if line.requested_delivery_date != document.requested_delivery_date else None
    more = (
        f"Votre référence : {line.partner_item_id}" if line.partner_item_id else "",
        f"Livraison demandée le {written(own, 'fr')}" if own else "",
    )
    return "\n".join(filter(None, (line.description, *more)))


def rounding_due(document: Confirmed, erp: Totals) -> Decimal:
    """What a rounding line without VAT has to add in the ERP, so that its total with VAT (for an order the one without) is the document's.

    Zero when there is nothing to add, or when the difference is more than rounding can explain.
    """
    name = "tax_inclusive_amount" if document.totals.tax_inclusive_amount is not None else "tax_exclusive_amount"
    ours, theirs = getattr(document.totals, name), getattr(erp, name)
    if ours is None or theirs is None:
        return Decimal(0)
    difference: Decimal = ours - theirs
    allowed = min(_MOST, max(_CENT, _HALF_A_CENT * len(document.lines)))
    return difference if abs(difference) <= allowed else Decimal(0)


def refuse_other_totals(document: Confirmed, erp: Totals) -> None:
    """Raise PostingRejected naming every total that the ERP has otherwise than the document; a total that either lacks is not compared.

    A rounding line changes the amount without VAT by as much as the one with VAT, so that one is compared within what rounding explains.
    """
    found = tuple(_differences(document, erp))
    if found:
        joined = Sentence("; ".join(s.fr for s in found), "; ".join(s.en for s in found))
        refusal = _REFUSED.filled(differences=joined)
        raise PostingRejected(refusal.en, refusal.fr)


def _differences(document: Confirmed, erp: Totals) -> Iterator[Sentence]:
    has_gross = document.totals.tax_inclusive_amount is not None
    for name, label in _NAMES.items():
        ours, theirs = getattr(document.totals, name), getattr(erp, name)
        exact = name == "tax_inclusive_amount" or not has_gross
        if ours is not None and theirs is not None and abs(ours - theirs) > (Decimal(0) if exact else _MOST):
            yield _DIFFERENCE.filled(name=label, theirs=theirs, ours=ours)
