"""What a customer is told of a change of an order: what becomes of each line and of its day, beside what there was."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from backend.model.case import Status
from backend.model.kept import KeptLine
from backend.model.reply import Fact
from backend.model.sentence import Sentence, written
from backend.model.value import day, number, text
from backend.model.words import money, quantity
from backend.replies.differences import place_of
from backend.replies.draft import Draft, Letter, fact, from_erp
from backend.replies.missing import ORDER, missing

_RULE = "CHANGE-DIFFERS"
_CANCELLED = Sentence("{what} : annulé", "{what}: cancelled")
_ADDED = Sentence("{what} : {now} en plus{price}", "{what}: {now} added{price}")
_CHANGED = Sentence("{what} : {now} au lieu de {was}{price}", "{what}: {now} instead of {was}{price}")
_LEFT = Sentence("{what} : {now}, comme avant{price}", "{what}: {now}, as before{price}")
_AT = Sentence(", à {price}", ", at {price}")
_ON = Sentence("{line}, livraison le {day}", "{line}, delivery on {day}")
_HOW_MANY = Sentence(
    "la quantité voulue pour « {what} » (votre commande en compte {there})",
    "the quantity that you want of “{what}” (your order has {there})",
)
_BEFORE = Sentence("{what} avant la modification", "{what} before the change")


def order_change(draft: Draft) -> Letter:
    """The values for the template, and the facts: what stood in the ERP."""
    kept, unclear = draft.case.kept, _unclear(draft)
    told = [said for place, _ in enumerate(draft.lines) if place not in unclear and (said := _line(draft, place))]
    wanted = day(draft.said("requested_delivery_date"))
    questions = [*missing(draft), *(_how_many(draft, place) for place in sorted(unclear)), *(() if kept else (ORDER,))]
    values: dict[str, object] = {
        "is_made": draft.receipt is not None,
        "is_refused": draft.case.status is Status.REJECTED,
        "theirs": draft.said("order_reference") or draft.said("order_number"),
        "ours": kept.number if kept else "",
        "lines": [said.in_language(draft.language) for said in told],
        "delivery_date": written(wanted, draft.language) if wanted else "",
        "questions": [asked.in_language(draft.language) for asked in dict.fromkeys(questions)],
        "own_name": draft.catalog.own_name,
    }
    return Letter(values, tuple(_facts(draft)))


def _unclear(draft: Draft) -> frozenset[int]:
    """The lines of which the customer tells another quantity than there is; a change that is made has none."""
    return frozenset() if draft.receipt else frozenset(place_of(one) for one in draft.case.findings if one.rule == _RULE)


def _line(draft: Draft, place: int) -> Sentence | None:
    """What becomes of a line; None while it is not known how many are wanted."""
    line, was = draft.lines[place], _was(draft, place)
    now, price = number(line, "quantity"), number(line, "net_price")
    now = was.quantity if now is None and was else now
    if now is None:
        return None
    if price is None:
        price = None if was else draft.agreed_price(place)
    at = Sentence("", "") if price is None else _AT.filled(price=money(price, draft.currency))
    if now == 0:
        return _CANCELLED.filled(what=_name(draft, place))
    form = _ADDED if was is None else _LEFT if was.quantity == now else _CHANGED
    code = text(line, "unit_code")
    said = form.filled(what=_name(draft, place), now=quantity(now, code), was=quantity(was.quantity if was else Decimal(0), code), price=at)
    wanted = day(text(line, "requested_delivery_date"))
    return _ON.filled(line=said, day=wanted) if wanted else said


def _how_many(draft: Draft, place: int) -> Sentence:
    was = _was(draft, place)
    return _HOW_MANY.filled(what=_name(draft, place), there=quantity(was.quantity if was else Decimal(0)))


def _was(draft: Draft, place: int) -> KeptLine | None:
    """The line of the order that has the item."""
    item, lines = draft.best(f"lines.{place}.item"), draft.case.kept.lines if draft.case.kept else ()
    return next((one for one in lines or () if item and one.item_id == item and one.quantity), None)


def _name(draft: Draft, place: int) -> str:
    """What the customer calls it, else we do."""
    item, was = draft.item(place), _was(draft, place)
    return text(draft.lines[place], "description") or (item.description if item else "") or (was.description if was else f"n° {place + 1}")


def _facts(draft: Draft) -> Iterator[Fact]:
    kept = draft.case.kept
    for place, _ in enumerate(draft.lines):
        was = _was(draft, place)
        if kept and was:
            source = from_erp(Sentence(f"commande client {kept.number}", f"sales order {kept.number}"))
            yield fact(draft, _BEFORE.filled(what=_name(draft, place)), quantity(was.quantity), source)
