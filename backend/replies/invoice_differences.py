"""What a supplier is asked to put right: how an invoice differs from the purchase order, the receipts and its own sums."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from backend.model.finding import Finding
from backend.model.identifier import compact
from backend.model.sentence import Sentence
from backend.model.value import number
from backend.model.words import FIELD_WORDS, money, quantity
from backend.replies.differences import Difference, Rule, as_is, calculated, line_number, money_difference, of_line, place_of
from backend.replies.draft import Draft, from_erp


def _price_not_as_ordered(draft: Draft, finding: Finding) -> Difference | None:
    place = place_of(finding)
    ordered, price = draft.ordered(place), line_number(draft, place, "net_price")
    if draft.purchase_order is None or ordered is None or price is None:
        return None
    count, higher = line_number(draft, place, "quantity"), price - ordered.net_price
    per_unit, in_all = money_difference(draft, higher), money_difference(draft, higher * (count or Decimal(1)))
    return Difference(
        what=of_line(draft, place, FIELD_WORDS["net_price"]),
        theirs=money(price, draft.currency),
        ours=money(ordered.net_price, draft.purchase_order.currency),
        source=_purchase_order(draft),
        difference=Sentence("{per_unit} par unité, {in_all} au total", "{per_unit} per unit, {in_all} in all").filled(
            per_unit=per_unit, in_all=in_all
        ),
    )


def _quantity_not_received(draft: Draft, finding: Finding) -> Difference | None:
    ordered = draft.ordered(place_of(finding))
    if ordered is None:
        return None
    places = [n for n, _ in enumerate(draft.lines) if (other := draft.ordered(n)) and other.id == ordered.id]
    asked = sum((line_number(draft, n, "quantity") or Decimal(0) for n in places), Decimal(0))
    ours = Sentence("{received} reçus, {invoiced} déjà facturés", "{received} received, {invoiced} invoiced before")
    return Difference(
        what=of_line(draft, places[-1], FIELD_WORDS["quantity"]) if places else FIELD_WORDS["quantity"],
        theirs=quantity(asked, ordered.unit_code),
        ours=ours.filled(received=quantity(ordered.received_quantity, ordered.unit_code), invoiced=quantity(ordered.invoiced_quantity)),
        source=_purchase_order(draft),
        difference=quantity(asked - max(ordered.received_quantity - ordered.invoiced_quantity, Decimal(0)), ordered.unit_code),
    )


def _not_ordered(draft: Draft, finding: Finding) -> Difference | None:
    place = place_of(finding)
    amount = line_number(draft, place, "line_amount")
    if draft.purchase_order is None:
        return None
    ours = Sentence("ne figure pas sur notre commande {number}", "not on our purchase order {number}").filled(
        number=draft.purchase_order.number
    )
    theirs = money(amount, draft.currency) if amount is not None else Sentence("facturé", "invoiced")
    return Difference(draft.line_in_words(place), theirs, ours, _purchase_order(draft))


def _order_unknown(draft: Draft, _: Finding) -> Difference:
    ours = Sentence("aucune commande de ce numéro chez nous", "no purchase order of ours has this number")
    return Difference(
        FIELD_WORDS["order_reference"],
        as_is(draft.said("order_reference")),
        ours,
        Sentence("ERP, commandes fournisseurs", "ERP, purchase orders"),
    )


def _order_closed(draft: Draft, _: Finding) -> Difference | None:
    ours = Sentence("commande déjà soldée", "purchase order already closed")
    return Difference(FIELD_WORDS["order_reference"], _order_number(draft), ours, _purchase_order(draft)) if draft.purchase_order else None


def _order_of_another(draft: Draft, _: Finding) -> Difference | None:
    ours = Sentence("cette commande ne vous a pas été adressée", "this purchase order was not placed with you")
    return Difference(FIELD_WORDS["order_reference"], _order_number(draft), ours, _purchase_order(draft)) if draft.purchase_order else None


def _duplicate(draft: Draft, _: Finding) -> Difference | None:
    wanted = compact(draft.said("invoice_number"))
    known = next(
        (
            i
            for i in draft.catalog.supplier_invoices
            if i.supplier_id == draft.best("supplier") and compact(i.supplier_invoice_number) == wanted
        ),
        None,
    )
    if known is None:
        return None
    ours = Sentence("déjà enregistrée sous notre numéro {number}", "already recorded under our number {number}").filled(number=known.number)
    source = from_erp(Sentence(f"facture fournisseur {known.number}", f"supplier invoice {known.number}"))
    return Difference(FIELD_WORDS["invoice_number"], as_is(draft.said("invoice_number")), ours, source)


def _line_amount(draft: Draft, finding: Finding) -> Difference | None:
    place = place_of(finding)
    count, price, amount = (line_number(draft, place, name) for name in ("quantity", "net_price", "line_amount"))
    if count is None or price is None or amount is None:
        return None
    return calculated(draft, of_line(draft, place, FIELD_WORDS["line_amount"]), amount, count * price)


def _sum_of_lines(draft: Draft, _: Finding) -> Difference | None:
    amounts = [line_number(draft, place, "line_amount") for place, _ in enumerate(draft.lines)]
    total = draft.amount("tax_exclusive_amount")
    known = [amount for amount in amounts if amount is not None]
    if total is None or len(known) < len(amounts):
        return None
    return calculated(draft, FIELD_WORDS["tax_exclusive_amount"], total, sum(known, Decimal(0)))


def _sum_of_tax(draft: Draft, _: Finding) -> Difference | None:
    total = draft.amount("tax_amount")
    known = [amount for row in draft.rates if (amount := number(row, "tax_amount")) is not None]
    return calculated(draft, FIELD_WORDS["tax_amount"], total, sum(known, Decimal(0))) if total is not None else None


def _gross_total(draft: Draft, _: Finding) -> Difference | None:
    net, tax, gross = (draft.amount(name) for name in ("tax_exclusive_amount", "tax_amount", "tax_inclusive_amount"))
    if net is None or tax is None or gross is None:
        return None
    return calculated(draft, FIELD_WORDS["tax_inclusive_amount"], gross, net + tax)


def _payable(draft: Draft, _: Finding) -> Difference | None:
    gross, payable = draft.amount("tax_inclusive_amount"), draft.amount("payable_amount")
    if gross is None or payable is None:
        return None
    due = gross - (draft.amount("prepaid_amount") or Decimal(0)) + (draft.amount("rounding_amount") or Decimal(0))
    return calculated(draft, FIELD_WORDS["payable_amount"], payable, due)


def _tax_by_rate(draft: Draft, finding: Finding) -> Difference | None:
    row = draft.rates[place_of(finding)] if place_of(finding) < len(draft.rates) else {}
    base, rate, tax = (number(row, name) for name in ("taxable_amount", "tax_rate", "tax_amount"))
    if base is None or rate is None or tax is None:
        return None
    what = Sentence("TVA à {rate} %", "VAT at {rate}%").filled(rate=rate)
    return calculated(draft, what, tax, (base * rate / 100).quantize(Decimal("0.01")))


def _other_buyer(draft: Draft, _: Finding) -> Difference:
    theirs = draft.said("buyer_name") or draft.said("buyer_legal_id") or draft.said("buyer_vat_id")
    ours = ", ".join(filter(None, (draft.catalog.own_name, draft.catalog.own_vat_id)))
    return Difference(FIELD_WORDS["buyer_name"], as_is(theirs), as_is(ours), Sentence("ERP, notre société", "ERP, our company"))


def _order_number(draft: Draft) -> Sentence:
    return as_is(draft.purchase_order.number if draft.purchase_order else "")


def _purchase_order(draft: Draft) -> Sentence:
    number = draft.purchase_order.number if draft.purchase_order else ""
    return from_erp(Sentence(f"commande fournisseur {number}", f"purchase order {number}"))


#: By the id of the finding.
RULES: Mapping[str, Rule] = {
    "PO-PRICE": _price_not_as_ordered,
    "PO-QUANTITY": _quantity_not_received,
    "PO-ITEM": _not_ordered,
    "PO-UNKNOWN": _order_unknown,
    "PO-CLOSED": _order_closed,
    "PO-SUPPLIER": _order_of_another,
    "DUPLICATE": _duplicate,
    "LINE-AMOUNT": _line_amount,
    "BR-CO-10": _sum_of_lines,
    "BR-CO-14": _sum_of_tax,
    "BR-CO-15": _gross_total,
    "BR-CO-16": _payable,
    "BR-CO-17": _tax_by_rate,
    "BUYER-OTHER": _other_buyer,
}
