"""Whether the amounts of a document agree with each other (EN 16931, 6.4.2: BR-CO rules)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from backend.checks.subject import Subject, numbered
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.model.value import number
from backend.model.words import money, plain, quantity

#: Two cents: what two amounts, each rounded once, can differ by.
_ROUNDING = Decimal("0.02")
_CENT = Decimal("0.01")
_PER_CENT = Decimal(100)

_SEE_LINES = Sentence(
    "Comparez les lignes au document : une ligne manque peut-être, ou bien une remise ou des frais de port, à ajouter comme ligne.",
    "Compare the lines with the document: a line may be missing, or a discount or freight charge, to be added as a line.",
)
_SEE_TOTALS = Sentence(
    "Comparez les totaux au document et corrigez celui qui a été mal lu ; s’ils sont faux sur le document, contestez la facture.",
    "Compare the totals with the document and correct the one that was misread; if they are wrong on the document, dispute the invoice.",
)


def line_amount(subject: Subject) -> Iterator[Finding]:
    """LINE-AMOUNT: quantity (BT-129) × net price (BT-146) is the line amount (BT-131), to two cents.

    A price with more than two decimals was rounded to its last one: half of that per unit is allowed as well.
    """
    for place, amount in numbered(subject.lines, "line_amount"):
        count, price = number(subject.lines[place], "quantity"), number(subject.lines[place], "net_price")
        if count is None or price is None or abs(abs(count * price) - abs(amount)) <= _line_tolerance(count, price):
            continue
        sentence = Sentence(
            "{line} : {quantity} × {price} font {product}, mais le montant est de {amount}.",
            "{line}: {quantity} × {price} make {product}, but the amount is {amount}.",
        ).filled(
            line=subject.line_in_words(place),
            quantity=quantity(count),
            price=money(price, subject.currency),
            product=money(count * price, subject.currency),
            amount=money(amount, subject.currency),
        )
        yield Finding("LINE-AMOUNT", Severity.WARNING, sentence, f"lines.{place}.line_amount")


def sum_of_lines(subject: Subject) -> Iterator[Finding]:
    """BR-CO-10: the line amounts add up to the total without VAT, to half a cent per line and at least two cents.

    Less the allowances and plus the charges of the whole document (BT-107, BT-108), by which BT-106 becomes BT-109 (BR-CO-13).
    """
    total, amounts = subject.amount("tax_exclusive_amount"), _line_amounts(subject)
    if total is None or not amounts:
        return
    allowances, charges = subject.amount("allowance_total_amount") or Decimal(0), subject.amount("charge_total_amount") or Decimal(0)
    difference = sum(amounts, Decimal(0)) - allowances + charges - total
    if abs(difference) <= max(_ROUNDING, _CENT * len(amounts) / 2):
        return
    sentence = Sentence(
        "La somme des lignes est de {sum}, le total HT de {total} : {difference} d’écart.",
        "The lines add up to {sum}, the total without VAT is {total}: a difference of {difference}.",
    ).filled(**_amounts(subject, sum=total + difference, total=total, difference=abs(difference)))
    yield Finding("BR-CO-10", subject.totals_severity, sentence, "tax_exclusive_amount", _SEE_LINES)


def sum_of_tax(subject: Subject) -> Iterator[Finding]:
    """BR-CO-14: the VAT amounts by rate (BT-117) add up to the VAT total (BT-110), to one cent per rate and at least two."""
    total, amounts = subject.amount("tax_amount"), [amount for _, amount in numbered(subject.rates, "tax_amount")]
    if total is None or not amounts or len(amounts) < len(subject.rates):
        return
    difference = sum(amounts, Decimal(0)) - total
    if abs(difference) <= max(_ROUNDING, _CENT * len(amounts)):
        return
    sentence = Sentence(
        "La TVA par taux fait {sum}, le total de la TVA {total} : {difference} d’écart.",
        "VAT by rate adds up to {sum}, the VAT total is {total}: a difference of {difference}.",
    ).filled(**_amounts(subject, sum=total + difference, total=total, difference=abs(difference)))
    yield Finding("BR-CO-14", Severity.WARNING, sentence, "tax_amount")


def gross_total(subject: Subject) -> Iterator[Finding]:
    """BR-CO-15: total with VAT (BT-112) = total without VAT (BT-109) + VAT total (BT-110), to the cent."""
    net, tax, gross = (subject.amount(name) for name in ("tax_exclusive_amount", "tax_amount", "tax_inclusive_amount"))
    if net is None or tax is None or gross is None or net + tax == gross:
        return
    sentence = Sentence(
        "Le total HT de {net} et la TVA de {tax} font {sum}, mais le total TTC est de {gross}.",
        "The total without VAT of {net} and VAT of {tax} make {sum}, but the total with VAT is {gross}.",
    ).filled(**_amounts(subject, net=net, tax=tax, sum=net + tax, gross=gross))
    yield Finding("BR-CO-15", subject.totals_severity, sentence, "tax_inclusive_amount", _SEE_TOTALS)


def payable_amount(subject: Subject) -> Iterator[Finding]:
    """BR-CO-16: amount due (BT-115) = total with VAT (BT-112) - prepaid (BT-113) + rounding (BT-114), to the cent."""
    gross, payable = subject.amount("tax_inclusive_amount"), subject.amount("payable_amount")
    prepaid, rounding = subject.amount("prepaid_amount") or Decimal(0), subject.amount("rounding_amount") or Decimal(0)
    if gross is None or payable is None or gross - prepaid + rounding == payable:
        return
    sentence = Sentence(
        "Le total TTC de {gross}, moins {prepaid} versés, plus {rounding} d’arrondi, fait {sum}, mais le net à payer est de {payable}.",
        "The total with VAT of {gross}, less {prepaid} already paid, plus {rounding} of rounding, makes {sum}, but {payable} is due.",
    ).filled(**_amounts(subject, gross=gross, prepaid=prepaid, rounding=rounding, sum=gross - prepaid + rounding, payable=payable))
    yield Finding("BR-CO-16", subject.totals_severity, sentence, "payable_amount", _SEE_TOTALS)


def tax_by_rate(subject: Subject) -> Iterator[Finding]:
    """BR-CO-17: the VAT of a rate (BT-117) = taxable amount (BT-116) × rate (BT-119), to one cent per line and at least two.

    Some issuers round VAT on every line and others once: both are allowed, and the sums differ by up to half a cent a line.
    """
    for place, tax in numbered(subject.rates, "tax_amount"):
        base, rate = number(subject.rates[place], "taxable_amount"), number(subject.rates[place], "tax_rate")
        if base is None or rate is None:
            continue
        expected = base * rate / _PER_CENT
        if abs(expected - tax) <= max(_ROUNDING, _CENT * len(subject.lines)):
            continue
        sentence = Sentence(
            "La TVA à {rate} % sur {base} fait {expected}, mais le document indique {tax}.",
            "VAT at {rate}% on {base} makes {expected}, but the document says {tax}.",
        ).filled(rate=plain(rate), **_amounts(subject, base=base, expected=expected.quantize(_CENT), tax=tax))
        yield Finding("BR-CO-17", Severity.WARNING, sentence, f"tax_breakdown.{place}.tax_amount")


def _line_tolerance(count: Decimal, price: Decimal) -> Decimal:
    """A price printed with more than two decimals was rounded to its last digit; one with two is taken as it is."""
    exponent = price.as_tuple().exponent
    last_digit = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < -2 else Decimal(0)  # noqa: PLR2004
    return _ROUNDING + abs(count) * last_digit / 2


def _line_amounts(subject: Subject) -> list[Decimal]:
    """The amount of every line, calculated where none is printed; none at all when one line has neither."""
    amounts = []
    for line in subject.lines:
        amount, count, price = (number(line, name) for name in ("line_amount", "quantity", "net_price"))
        if amount is None and (count is None or price is None):
            return []
        amounts.append(amount if amount is not None else (count or Decimal(0)) * (price or Decimal(0)))
    return amounts


def _amounts(subject: Subject, **values: Decimal) -> dict[str, Sentence]:
    return {name: money(value, subject.currency) for name, value in values.items()}


RULES = (line_amount, sum_of_lines, sum_of_tax, gross_total, payable_amount, tax_by_rate)
