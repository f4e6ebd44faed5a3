"""What a customer is told with the acknowledgement: how an order differs from our prices, units and stock."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from backend.model.finding import Finding
from backend.model.sentence import Sentence
from backend.model.value import text
from backend.model.words import FIELD_WORDS, money, quantity, unit
from backend.replies.differences import Difference, Rule, line_number, money_difference, of_item, of_line, place_of
from backend.replies.draft import Draft


def _price_of_ours(draft: Draft, finding: Finding) -> Difference | None:
    place = place_of(finding)
    price, agreed, item = line_number(draft, place, "net_price"), draft.agreed_price(place), draft.item(place)
    if price is None or agreed is None or item is None:
        return None
    what = of_line(draft, place, FIELD_WORDS["net_price"])
    difference = money_difference(draft, agreed - price)
    return Difference(what, money(price, draft.currency), money(agreed, draft.currency), of_item(item.own_number), difference)


def _unit_of_ours(draft: Draft, finding: Finding) -> Difference | None:
    place = place_of(finding)
    item, code = draft.item(place), text(draft.lines[place], "unit_code") if place < len(draft.lines) else ""
    if item is None or not code or not draft.units_differ(place, item.unit_code, item.description):
        return None
    return Difference(of_line(draft, place, FIELD_WORDS["unit_code"]), unit(code), unit(item.unit_code), of_item(item.own_number))


def _stock(draft: Draft, finding: Finding) -> Difference | None:
    place = place_of(finding)
    item = draft.item(place)
    if item is None or item.stock is None:
        return None
    counts = [line_number(draft, n, "quantity") for n, _ in enumerate(draft.lines) if (other := draft.item(n)) and other.id == item.id]
    wanted = sum((count for count in counts if count is not None), Decimal(0))
    ours = Sentence("{stock} disponible(s) à ce jour", "{stock} available today").filled(
        stock=quantity(max(item.stock, Decimal(0)), item.unit_code)
    )
    missing = quantity(wanted - max(item.stock, Decimal(0)), item.unit_code)
    return Difference(
        of_line(draft, place, FIELD_WORDS["quantity"]), quantity(wanted, item.unit_code), ours, of_item(item.own_number), missing
    )


#: By the id of the finding.
RULES: Mapping[str, Rule] = {"PRICE-DIFFERS": _price_of_ours, "UNIT-DIFFERS": _unit_of_ours, "STOCK-SHORT": _stock}
