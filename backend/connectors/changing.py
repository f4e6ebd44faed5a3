"""What is still to be done so that an order in the ERP is as a confirmed change wants it; done twice, it is done once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from backend.errors import PostingRejected
from backend.model.case import Receipt
from backend.model.kept import Kept, KeptLine, LineChange, OrderChange, taken_back
from backend.model.sentence import Sentence
from backend.model.trade import Line

_GONE = Sentence(
    "La commande {number} n’est plus dans l’ERP, ou y est annulée.", "Order {number} is not in the ERP any more, or is cancelled there."
)
_OTHER = Sentence(
    "La commande {number} a été modifiée dans l’ERP depuis la confirmation (« {line} ») : vérifiez-la, puis envoyez de nouveau.",
    "Order {number} was changed in the ERP since this was confirmed (“{line}”): look at it, then send again.",
)
_NOT_SHOWN = Sentence(
    "L’ERP ne montre pas les lignes de la commande {number} : modifiez-la dans l’ERP.",
    "The ERP does not show the lines of order {number}: change it in the ERP.",
)
_NOT_SO = Sentence(
    "L’ERP n’a pas gardé la commande {number} telle que demandée : vérifiez-la dans l’ERP.",
    "The ERP did not keep order {number} as it was asked to: look at it in the ERP.",
)


@dataclass(frozen=True)
class Todo:
    """What is still to be done."""

    #: The lines that stay, as they are now in the ERP, with what they are to be.
    changed: tuple[tuple[KeptLine, Line], ...]
    cancelled: tuple[KeptLine, ...]
    added: tuple[Line, ...]
    #: The order's own date, None when it stays as it is.
    requested_delivery_date: date | None
    #: Whether it was made a draft for an attempt that was cut short.
    is_to_be_confirmed: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether the order is as it is to be."""
        return not (self.changed or self.cancelled or self.added or self.requested_delivery_date or self.is_to_be_confirmed)


def todo(change: OrderChange, now: Kept | None) -> Todo:
    """What is still to be done to the order, `now` being how it stands.

    An attempt that was cut short has done some of it: what is as it is to be already is left out, so that each can be repeated. Raises
    PostingRejected for an order that is gone, and for a line that is neither as it was when a person confirmed nor as it is to be.
    """
    if now is None:
        raise _refusal(_GONE.filled(number=change.kept.number))
    if change.changes is None or now.lines is None:
        raise _refusal(_NOT_SHOWN.filled(number=change.kept.number))
    changed, cancelled, added = [], [], []
    for one, found in _found(change, now):
        if _is_done(one, found):
            continue
        if not _is_as_before(one, found):
            name = one.now or one.was
            raise _refusal(_OTHER.filled(number=now.number, line=(name.description or name.item_id) if name else ""))
        if one.now is None:
            cancelled += [found] if found else []
        elif found is None:
            added.append(one.now)
        else:
            changed.append((found, one.now))
    is_to_be_confirmed = change.kept.is_confirmed and not now.is_confirmed
    return Todo(tuple(changed), tuple(cancelled), tuple(added), _day(change, now), is_to_be_confirmed)


def made(change: OrderChange, read: Callable[[], Kept | None], do: Callable[[Todo, Kept], None]) -> Receipt:
    """The receipt of the order once it is as the change wants it, by what `do` does; raises PostingRejected when it is kept otherwise.

    The caller holds a claim on the order.
    """
    now = read()
    if not (due := todo(change, now)).is_nothing and now:
        try:
            do(due, now)
        except PostingRejected:
            _bring_back(change, read, do)
            raise
        now = read()
        if not todo(change, now).is_nothing:
            raise _refusal(_NOT_SO.filled(number=change.kept.number))
    return Receipt(change.kept.id, change.kept.number, change.kept.url)


def _bring_back(change: OrderChange, read: Callable[[], Kept | None], do: Callable[[Todo, Kept], None]) -> None:
    """Undo what was done of a change that was refused half-way, as far as the ERP lets us."""
    now = read()
    with suppress(PostingRejected):
        if now and not (due := todo(taken_back(change), now)).is_nothing:
            do(due, now)


def _found(change: OrderChange, kept: Kept) -> Iterator[tuple[LineChange, KeptLine | None]]:
    """Each change with the line that it is about: by its id, else by its item among those that no other change is about.

    An ERP may give the id of a line that was cancelled to one that is added: another item is another line.
    """
    changes, lines = change.changes or (), kept.lines or ()
    wanted = {(one.was.id, one.was.item_id) for one in changes if one.was and one.was.id}
    by_id = {line.id: line for line in lines if (line.id, line.item_id) in wanted}
    free = [line for line in lines if line.id not in by_id]
    for one in changes:
        if one.was and one.was.id:
            yield one, by_id.get(one.was.id)
            continue
        meant = one.now or one.was
        found = next((line for line in free if meant and line.item_id == meant.item_id), None)
        if found:
            free.remove(found)
        yield one, found


def _is_done(one: LineChange, found: KeptLine | None) -> bool:
    """Whether the line is as it is to be; some ERPs keep a cancelled one with a quantity of 0."""
    if one.now is None or found is None:
        return one.now is None and (found is None or not found.quantity)
    day = one.now.requested_delivery_date
    same = (found.quantity, found.net_price) == (one.now.quantity, one.now.net_price)
    return same and (day is None or day == found.requested_delivery_date)


def _is_as_before(one: LineChange, found: KeptLine | None) -> bool:
    if one.was is None:
        return found is None or not found.quantity
    return found is not None and (found.quantity, found.net_price) == (one.was.quantity, one.was.net_price)


def _day(change: OrderChange, now: Kept) -> date | None:
    """The order's own date when it is still to be set."""
    wanted, found = change.requested_delivery_date, now.requested_delivery_date
    if wanted in {None, found}:
        return None
    if found != change.kept.requested_delivery_date:
        raise _refusal(_OTHER.filled(number=now.number, line=found or "-"))
    return wanted


def _refusal(sentence: Sentence) -> PostingRejected:
    return PostingRejected(sentence.en, sentence.fr)
