"""Whether an invoice agrees with the purchase order it answers: whose it is, its lines, prices, and what was received."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from backend.checks.subject import Subject, numbered
from backend.model.catalog import PurchaseOrder, PurchaseOrderLine
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.model.trade import DocumentType
from backend.model.value import number, text
from backend.model.words import money, quantity, unit

#: Half a cent: two prices nearer than this are one price, written with more or fewer decimals.
_PRICE_TOLERANCE = Decimal("0.005")
_CLOSED = frozenset({"closed", "cancelled"})

_DISPUTE = Sentence(
    "Contestez la facture (bouton Répondre), ou faites corriger la commande dans l’ERP si le fournisseur a raison.",
    "Dispute the invoice (Reply button), or have the purchase order corrected in the ERP if the supplier is right.",
)


def unknown_order(subject: Subject) -> Iterator[Finding]:
    """PO-UNKNOWN: the order number that the supplier cites is one of our purchase orders."""
    reference = text(subject.fields, "order_reference")
    if subject.is_invoice and reference and subject.purchase_order is None:
        sentence = Sentence(
            "L’ERP n’a pas de commande {number} à ce fournisseur : prix et quantités ne sont pas comparés.",
            "The ERP has no purchase order {number} to this supplier: prices and quantities are not compared.",
        )
        remedy = Sentence(
            "Cherchez la commande, ou laissez vide s’il n’y en a pas.", "Search for the purchase order, or leave it empty if there is none."
        )
        yield Finding("PO-UNKNOWN", Severity.WARNING, sentence.filled(number=reference), "order_reference", remedy)


def proposed_order(subject: Subject) -> Iterator[Finding]:
    """PO-PROPOSED: a purchase order that was found by its lines, because the document names none, is only a proposal."""
    found = subject.matches.get("purchase_order")
    if found and found.best and found.best.method == "lines":
        sentence = Sentence(
            "Le document ne cite aucune commande ; la commande {number} est proposée parce que ses lignes ressemblent aux siennes.",
            "The document names no purchase order; {number} is proposed because its lines look alike.",
        )
        yield Finding("PO-PROPOSED", Severity.INFO, sentence.filled(number=found.best.label), "purchase_order")


def order_of_another_supplier(subject: Subject) -> Iterator[Finding]:
    """PO-SUPPLIER: the purchase order was placed with the supplier who invoices it."""
    order = subject.purchase_order
    if order and subject.supplier and order.supplier_id != subject.supplier.id:
        placed_with = next((s.name for s in subject.catalog.suppliers if s.id == order.supplier_id), order.supplier_id)
        sentence = Sentence(
            "La commande {number} a été passée à {placed_with}, mais la facture vient de {supplier}.",
            "Purchase order {number} was placed with {placed_with}, but the invoice comes from {supplier}.",
        ).filled(number=order.number, placed_with=placed_with, supplier=subject.supplier.name)
        remedy = Sentence("Choisissez le bon fournisseur ou la bonne commande.", "Choose the right supplier or the right purchase order.")
        yield Finding("PO-SUPPLIER", Severity.BLOCKING, sentence, "purchase_order", remedy)


def closed_order(subject: Subject) -> Iterator[Finding]:
    """PO-CLOSED: the purchase order is still open."""
    order = subject.purchase_order
    if subject.is_invoice and order and order.status in _CLOSED:
        sentence = Sentence("La commande {number} est clôturée dans l’ERP.", "Purchase order {number} is closed in the ERP.")
        remedy = Sentence(
            "Vérifiez que la facture n’est pas déjà comptabilisée ; sinon choisissez une autre commande ou faites rouvrir celle-ci.",
            "Make sure that the invoice is not booked already; otherwise choose another order or have this one reopened in the ERP.",
        )
        yield Finding("PO-CLOSED", Severity.BLOCKING, sentence.filled(number=order.number), "purchase_order", remedy)


def line_not_ordered(subject: Subject) -> Iterator[Finding]:
    """PO-ITEM: every line answers a line of the purchase order."""
    order = subject.purchase_order
    for place, _ in enumerate(subject.lines) if order else ():
        if order and subject.ordered(place) is None:
            sentence = Sentence("{line} : ne figure pas sur la commande {number}.", "{line}: is not on purchase order {number}.")
            filled = sentence.filled(line=subject.line_in_words(place), number=order.number)
            yield Finding("PO-ITEM", Severity.WARNING, filled, f"lines.{place}.purchase_order_line")


def price_not_as_ordered(subject: Subject) -> Iterator[Finding]:
    """PO-PRICE: the net price (BT-146) is the ordered one, to half a cent; a higher one blocks, a lower one is only told."""
    order = subject.purchase_order
    for place, price in numbered(subject.lines, "net_price"):
        ordered = subject.ordered(place)
        if order and ordered and not _units_differ(subject, place, ordered) and abs(price - ordered.net_price) > _PRICE_TOLERANCE:
            yield _price_finding(subject, order, ordered, place, price)


def quantity_not_received(subject: Subject) -> Iterator[Finding]:
    """PO-QUANTITY: an invoice asks for no more than was received and not yet invoiced; lines for one ordered line are added up."""
    if subject.document is None or subject.document.document_type is not DocumentType.INVOICE:
        return
    for ordered, places in _by_ordered_line(subject):
        asked = sum((number(subject.lines[place], "quantity") or Decimal(0) for place in places), Decimal(0))
        due = ordered.received_quantity - ordered.invoiced_quantity
        if asked > due and not any(_units_differ(subject, place, ordered) for place in places):
            yield _quantity_finding(subject, ordered, places[-1], asked)


def other_unit(subject: Subject) -> Iterator[Finding]:
    """PO-UNIT: a line is in the unit of its ordered line; where it is not, price and quantity cannot be compared."""
    for place, line in enumerate(subject.lines):
        ordered = subject.ordered(place)
        if ordered and _units_differ(subject, place, ordered):
            sentence = Sentence(
                "{line} : facturé en {unit}, commandé en {ordered} ; prix et quantité ne sont pas comparés.",
                "{line}: invoiced in {unit}, ordered in {ordered}; price and quantity are not compared.",
            ).filled(line=subject.line_in_words(place), unit=unit(text(line, "unit_code")), ordered=unit(ordered.unit_code))
            yield Finding("PO-UNIT", Severity.WARNING, sentence, f"lines.{place}.unit_code")


def _price_finding(subject: Subject, order: PurchaseOrder, ordered: PurchaseOrderLine, place: int, price: Decimal) -> Finding:
    difference = price - ordered.net_price
    count = number(subject.lines[place], "quantity")
    sentence = Sentence(
        "{line} : facturé {price}, commandé {ordered} ({number}), soit {difference} {direction} par unité{in_all}.",
        "{line}: invoiced at {price}, ordered at {ordered} ({number}): {difference} {direction} per unit{in_all}.",
    ).filled(
        line=subject.line_in_words(place),
        price=money(price, subject.currency),
        ordered=money(ordered.net_price, order.currency),
        number=order.number,
        difference=money(abs(difference), subject.currency),
        direction=Sentence("de plus", "more") if difference > 0 else Sentence("de moins", "less"),
        in_all=_in_all(subject, count, difference),
    )
    severity, remedy = (Severity.BLOCKING, _DISPUTE) if difference > 0 else (Severity.WARNING, None)
    return Finding("PO-PRICE", severity, sentence, f"lines.{place}.net_price", remedy)


def _in_all(subject: Subject, count: Decimal | None, difference: Decimal) -> Sentence:
    if count is None:
        return Sentence("", "")
    template = Sentence(", {total} pour {count}", ", {total} for {count}")
    return template.filled(total=money(abs(difference * count), subject.currency), count=quantity(count))


def _quantity_finding(subject: Subject, ordered: PurchaseOrderLine, place: int, asked: Decimal) -> Finding:
    due = ordered.received_quantity - ordered.invoiced_quantity
    sentence = Sentence(
        "{line} : {asked} facturés, mais sur {ordered} commandés, {received} sont reçus et {invoiced} déjà facturés : {excess} de trop.",
        "{line}: {asked} invoiced, but of {ordered} ordered, {received} were received and {invoiced} invoiced before: {excess} too many.",
    ).filled(
        line=subject.line_in_words(place),
        asked=quantity(asked),
        ordered=quantity(ordered.quantity, ordered.unit_code),
        received=quantity(ordered.received_quantity),
        invoiced=quantity(ordered.invoiced_quantity),
        excess=quantity(asked - max(due, Decimal(0))),
    )
    remedy = Sentence(
        "Faites enregistrer la réception dans l’ERP si la marchandise est arrivée ; sinon contestez la facture (bouton Répondre).",
        "Have the receipt recorded in the ERP if the goods have arrived; otherwise dispute the invoice (Reply button).",
    )
    return Finding("PO-QUANTITY", Severity.BLOCKING, sentence, f"lines.{place}.quantity", remedy)


def _by_ordered_line(subject: Subject) -> list[tuple[PurchaseOrderLine, list[int]]]:
    """Each ordered line with the places of the lines that answer it."""
    places: dict[str, tuple[PurchaseOrderLine, list[int]]] = {}
    for place, _ in enumerate(subject.lines):
        ordered = subject.ordered(place)
        if ordered:
            places.setdefault(ordered.id, (ordered, []))[1].append(place)
    return list(places.values())


def _units_differ(subject: Subject, place: int, ordered: PurchaseOrderLine) -> bool:
    return subject.units_differ(place, ordered.unit_code, ordered.description)


RULES = (
    unknown_order,
    proposed_order,
    order_of_another_supplier,
    closed_order,
    line_not_ordered,
    price_not_as_ordered,
    quantity_not_received,
    other_unit,
)
