"""What a connector shows of a document that the ERP has, and how it changes an order there: mixed into its other promises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from backend.errors import ConnectorUnavailable, PostingRejected
from backend.model.case import Receipt
from backend.model.kept import Kept, LineChange, OrderChange, taken_back
from backend.model.trade import Line, Order, Totals

LATER = date(2027, 1, 15)


def change_of(order: Order, kept: Kept, becomes: Mapping[str, Line | None], *added: Line, day: date | None = None) -> OrderChange:
    """The change of the kept order by which the lines with these items become so; None cancels one."""
    changes = [LineChange(line, becomes[line.item_id]) for line in kept.lines if line.item_id in becomes]
    changes += [LineChange(None, line) for line in added]
    lines = tuple(one.now or _cancelled(one.was) for one in changes)
    values = {**vars(order), "lines": lines, "requested_delivery_date": day}
    return OrderChange(**values, kept=kept, changes=tuple(changes))


def _cancelled(was):
    return Line(was.item_id, was.description, Decimal(0), was.net_price, Decimal(0))


class KeptContract:
    """The promises about reading a document back."""

    #: Whether the ERP tells the lines of an invoice as they were sent.
    shows_invoice_lines = True

    def test_what_was_posted_is_read_back_as_it_was_sent(self, connector, order, invoice, credit_note):
        for document in (order, invoice, credit_note):
            receipt = connector.post(document, f"key of {type(document)}")
            kept = connector.read(receipt)
            assert (kept.id, kept.number) == (receipt.id, receipt.number)
            self.must_be_the_lines_of(document, kept.lines)
            for name, ours in vars(document.totals).items():
                assert ours is None or getattr(kept.totals, name) in {None, ours}, name
            for name in ("issue_date", "due_date", "requested_delivery_date"):
                ours, theirs = getattr(document, name, None), getattr(kept, name)
                assert None in {ours, theirs} or ours == theirs, name
        assert any(vars(kept.totals).values())

    def must_be_the_lines_of(self, document, lines):
        if lines is None:
            assert not self.shows_invoice_lines
            assert not isinstance(document, Order)
            return
        sent = [(line.item_id, line.quantity, line.net_price) for line in document.lines]
        assert [(line.item_id, line.quantity, line.net_price) for line in lines] == sent
        assert len({line.id for line in lines} - {""}) == len(sent)

    def test_what_is_not_there_is_not_read(self, connector, order):
        receipt = connector.post(order, "key")
        connector.cancel(receipt)
        assert connector.read(receipt) is None


class ChangeContract(KeptContract):
    """The promises about changing an order."""

    #: An item that the order has not, as the ERP sells it.
    other_item: tuple[str, Decimal]
    #: Makes of an order in the ERP one that nobody may change any more.
    close: Callable[[Receipt], None] | None = None
    most_calls = 60

    @pytest.fixture
    def two_lines(self, order) -> Order:
        """The order with another line."""
        return replace(order, lines=(order.lines[0], self.added(order)), totals=Totals())

    def added(self, order, quantity=2) -> Line:
        item, price = self.other_item
        amount = quantity * price
        one = replace(order.lines[0], item_id=item, description="", quantity=Decimal(quantity), net_price=price, line_amount=amount)
        return replace(one, partner_item_id="", requested_delivery_date=None)

    def more_of(self, line: Line, quantity: int) -> Line:
        return replace(line, quantity=Decimal(quantity), line_amount=quantity * line.net_price)

    def stands(self, connector, receipt) -> list[tuple[str, Decimal, Decimal]]:
        """What is ordered, of each item; some ERPs keep a cancelled line with a quantity of 0."""
        return sorted((line.item_id, line.quantity, line.net_price) for line in connector.read(receipt).lines if line.quantity)

    def test_a_changed_line_and_an_added_one_stand_in_the_order_and_the_rest_stays(self, connector, order):
        receipt = connector.post(order, "key")
        first, added = order.lines[0], self.added(order)
        change = change_of(order, connector.read(receipt), {first.item_id: self.more_of(first, 7)}, added, day=LATER)
        assert connector.change(change, "change") == receipt
        expected = [(first.item_id, Decimal(7), first.net_price), (added.item_id, Decimal(2), added.net_price)]
        assert self.stands(connector, receipt) == sorted(expected)
        assert connector.read(receipt).requested_delivery_date == LATER
        assert connector.change(change, "change") == receipt
        assert self.stands(connector, receipt) == sorted(expected)

    def test_a_cancelled_line_is_gone_and_a_change_taken_back_leaves_the_order_as_it_was(self, connector, two_lines):
        receipt = connector.post(two_lines, "key")
        before, day = self.stands(connector, receipt), connector.read(receipt).requested_delivery_date
        first, second = two_lines.lines
        cheaper = replace(first, net_price=first.net_price - 1, line_amount=first.quantity * (first.net_price - 1))
        becomes = {first.item_id: cheaper, second.item_id: None}
        change = change_of(two_lines, connector.read(receipt), becomes, day=LATER if day else None)
        connector.change(change, "change")
        assert self.stands(connector, receipt) == [(first.item_id, first.quantity, cheaper.net_price)]
        connector.change(taken_back(change), "back")
        assert self.stands(connector, receipt) == before
        assert connector.read(receipt).requested_delivery_date == day

    def test_an_added_line_taken_back_is_gone(self, connector, order):
        receipt = connector.post(order, "key")
        before = self.stands(connector, receipt)
        change = change_of(order, connector.read(receipt), {}, self.added(order))
        connector.change(change, "change")
        for _ in range(2):
            connector.change(taken_back(change), "back")
            assert self.stands(connector, receipt) == before

    def test_the_same_change_from_many_threads_is_made_once(self, connector, order):
        receipt = connector.post(order, "key")
        change = change_of(order, connector.read(receipt), {}, self.added(order))
        with ThreadPoolExecutor(3) as pool:
            assert set(pool.map(lambda _: connector.change(change, "change"), range(3))) == {receipt}
        assert len(self.stands(connector, receipt)) == 2

    def test_what_somebody_changed_meanwhile_is_not_overwritten(self, connector, order):
        receipt = connector.post(order, "key")
        kept, first = connector.read(receipt), order.lines[0]
        connector.change(change_of(order, kept, {first.item_id: self.more_of(first, 3)}), "one")
        with pytest.raises(PostingRejected):
            connector.change(change_of(order, kept, {first.item_id: self.more_of(first, 8)}), "two")
        assert self.stands(connector, receipt) == [(first.item_id, Decimal(3), first.net_price)]

    def test_an_order_that_nobody_may_change_is_refused_in_words(self, connector, order):
        receipt = connector.post(order, "key")
        kept, first = connector.read(receipt), order.lines[0]
        if self.close:
            self.close(receipt)
        else:
            connector.cancel(receipt)
        with pytest.raises(PostingRejected) as refusal:
            connector.change(change_of(order, kept, {first.item_id: self.more_of(first, 8)}), "change")
        assert " " in refusal.value.message


class BindingChangeContract(ChangeContract):
    """The same where people make an order binding before it is delivered: it is changed as they would, and stays binding."""

    #: Does what people do so that the order counts.
    confirm: Callable[[Receipt], None]

    def is_binding(self, receipt) -> bool:
        raise NotImplementedError

    def test_an_order_that_counts_is_changed_and_brought_back_and_counts_all_along(self, connector, two_lines):
        receipt = connector.post(two_lines, "key")
        self.confirm(receipt)
        first, second = two_lines.lines
        kept, before = connector.read(receipt), self.stands(connector, receipt)
        change = change_of(two_lines, kept, {first.item_id: self.more_of(first, 7), second.item_id: None}, day=LATER)
        for _ in range(2):
            assert connector.change(change, "change").id == receipt.id
            assert self.stands(connector, receipt) == [(first.item_id, Decimal(7), first.net_price)]
            assert self.is_binding(receipt)
        assert connector.read(receipt).requested_delivery_date == LATER
        connector.change(taken_back(change), "back")
        assert self.stands(connector, receipt) == before
        assert self.is_binding(receipt)


class HttpChangeContract(ChangeContract):
    """The same where a network lies between."""

    def test_wherever_the_line_is_cut_the_change_is_made_once(self, connector, cable, order):
        first, added = order.lines[0], self.added(order)
        for at in range(1, self.most_calls):
            one = self.numbered(order, at)
            receipt = connector.post(one, f"cut at {at}")
            change = change_of(one, connector.read(receipt), {first.item_id: self.more_of(first, 7)}, added)
            try:
                with cable.cut(at, after=True):
                    connector.change(change, "change")
                    if cable.calls < at:
                        return
            except ConnectorUnavailable:
                pass
            connector.change(change, "change")
            expected = [(first.item_id, Decimal(7), first.net_price), (added.item_id, Decimal(2), added.net_price)]
            assert self.stands(connector, receipt) == sorted(expected), f"cut at call {at}"
        pytest.fail("changing takes more calls than it should")
