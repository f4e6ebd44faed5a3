"""Whether a customer's order agrees with what we sell: price, unit, quantity and stock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from backend.checks.subject import Subject, numbered
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.model.value import text
from backend.model.words import money, quantity, unit

#: Half a cent: two prices nearer than this are one price, written with more or fewer decimals.
_PRICE_TOLERANCE = Decimal("0.005")


def price_differs(subject: Subject) -> Iterator[Finding]:
    """PRICE-DIFFERS: the customer's price is ours, the one agreed with this customer before the general one, to half a cent."""
    for place, price in numbered(subject.lines, "net_price") if subject.is_order else ():
        ours = subject.agreed_price(place)
        if ours is None or _other_unit(subject, place) or abs(price - ours) <= _PRICE_TOLERANCE:
            continue
        sentence = Sentence(
            "{line} : le client indique {theirs}, notre prix est de {ours}.", "{line}: the customer says {theirs}, our price is {ours}."
        ).filled(line=subject.line_in_words(place), theirs=money(price, subject.currency), ours=money(ours, subject.currency))
        yield Finding("PRICE-DIFFERS", Severity.WARNING, sentence, f"lines.{place}.net_price")


def unit_differs(subject: Subject) -> Iterator[Finding]:
    """UNIT-DIFFERS: an item is ordered in the unit in which we sell it."""
    for place, line in enumerate(subject.lines) if subject.is_order else ():
        item = subject.item(place)
        if item and _other_unit(subject, place):
            sentence = Sentence(
                "{line} : commandé en {theirs}, nous le vendons en {ours}. Vérifiez la quantité.",
                "{line}: ordered in {theirs}, we sell it in {ours}. Check the quantity.",
            ).filled(line=subject.line_in_words(place), theirs=unit(text(line, "unit_code")), ours=unit(item.unit_code))
            yield Finding("UNIT-DIFFERS", Severity.WARNING, sentence, f"lines.{place}.unit_code")


def quantity_positive(subject: Subject) -> Iterator[Finding]:
    """QUANTITY: an ordered quantity is greater than zero; a change of an order cancels a line with one of zero."""
    for place, count in numbered(subject.lines, "quantity") if subject.is_order else ():
        if count < 0 or (count == 0 and not subject.is_change):
            sentence = Sentence("{line} : la quantité est {count}.", "{line}: the quantity is {count}.")
            remedy = Sentence("Corrigez la quantité ou supprimez la ligne.", "Correct the quantity or remove the line.")
            filled = sentence.filled(line=subject.line_in_words(place), count=quantity(count))
            yield Finding("QUANTITY", Severity.BLOCKING, filled, f"lines.{place}.quantity", remedy)


def stock_short(subject: Subject) -> Iterator[Finding]:
    """STOCK-SHORT: the stock covers what is ordered, all lines of one item together."""
    wanted: dict[str, Decimal] = defaultdict(Decimal)
    for place, count in numbered(subject.lines, "quantity") if subject.is_order else ():
        item = subject.item(place)
        if item is None or item.stock is None or _other_unit(subject, place):
            continue
        wanted[item.id] += count
        if wanted[item.id] > item.stock:
            sentence = Sentence("{line} : {wanted} demandés, {stock} en stock.", "{line}: {wanted} wanted, {stock} in stock.").filled(
                line=subject.line_in_words(place), wanted=quantity(wanted[item.id]), stock=quantity(item.stock)
            )
            yield Finding("STOCK-SHORT", Severity.INFO, sentence, f"lines.{place}.quantity")


def _other_unit(subject: Subject, place: int) -> bool:
    item = subject.item(place)
    return item is not None and subject.units_differ(place, item.unit_code, item.description)


RULES = (price_differs, unit_differs, quantity_positive, stock_short)
