"""The promises of a connector held by a running ERP, with documents about what its seed made there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, ClassVar, Protocol

import pytest

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.model.case import Receipt
from backend.model.trade import CreditNote, Invoice, Line, Order, Party, Totals
from tests.contract.http_connectors import HttpConnectorContract
from tests.contract.kept import KeptContract
from tests.contract.live.running import Keyed, answers

#: Begins the names of everything that a seed makes, so that it is known as ours and can be removed.
MARK = "Countersign live"
_LARGE = 2000


@dataclass(frozen=True)
class Things:
    """What is in the ERP for the tests: items sold at 16.50 and bought at 14.20, with VAT of 20 %, and an order of 24 of the latter."""

    customer: Party
    supplier: Party
    sold_item: str
    bought_item: str
    purchase_order: str
    purchase_order_line: str


class Seed(Protocol):
    """Makes and removes what the tests need, and looks into the ERP for them, through the ERP's own interface."""

    def make(self) -> Things:
        """What the tests need, made anew."""

    def remove(self) -> None:
        """Remove what a seed made and every document of its partners; what the ERP does not let go is set inactive."""

    def totals(self, receipt: Receipt) -> Totals:
        """The totals of a document."""

    def kept_files(self, receipt: Receipt) -> list[str]:
        """The names of its files."""

    def history(self, receipt: Receipt) -> list[str]:
        """The texts of its history."""


class LargePromises:
    """The promises about a document of very many lines."""

    # An ERP that needs minutes for one is not wrong.
    @pytest.mark.timeout(3600)
    def test_an_order_of_2000_lines_is_posted_whole(self, connector, order):
        lines = tuple(replace(order.lines[0], quantity=Decimal(n), line_amount=n * Decimal("16.50")) for n in range(1, _LARGE + 1))
        net = sum((line.line_amount for line in lines), Decimal(0))
        large = replace(order, lines=lines, totals=Totals(net, net / 5, net + net / 5))
        assert self.totals(connector, connector.post(large, "large")) == large.totals


class LivePromises(LargePromises, KeptContract, HttpConnectorContract):
    """A subclass names the connector, its Config, and the seed."""

    erp: ClassVar[Any]
    config: ClassVar[type]
    make_seed: ClassVar[Any]
    #: What of the Config a wrong key is put into.
    secret = "key"
    item_group = None

    @pytest.fixture(scope="class")
    @classmethod
    def seed(cls):
        seed: Seed = cls.make_seed(answers(cls.config, of_seed=True))
        seed.remove()
        yield seed
        seed.remove()

    @pytest.fixture(scope="class")
    @classmethod
    def things(cls, seed):
        return seed.make()

    @pytest.fixture(autouse=True)
    def look_into(self, seed):
        self.seed_of_erp = seed

    @pytest.fixture
    def opened(self, things, tmp_path):  # noqa: ARG002 -- an ERP without what the seed makes is not the one meant
        return partial(Keyed, self.erp, answers(self.config), tmp_path, f"{uuid.uuid4().hex} ")

    @pytest.fixture
    def order(self, things):
        line = Line(things.sold_item, "Verre à vin 35 cl", Decimal(10), Decimal("16.50"), Decimal("165.00"), "C62", Decimal(20))
        today = datetime.now(UTC).date()
        return Order(_new("CDE"), today, "EUR", things.customer, (line,), today + timedelta(days=14))

    @pytest.fixture
    def invoice(self, things):
        lines = (
            Line(
                things.bought_item, "Couteau de chef", Decimal(24), Decimal("14.20"), Decimal("340.80"), "C62", Decimal(20),
                things.purchase_order_line,
            ),
            Line("", "Port", Decimal(1), Decimal("18.00"), Decimal("18.00"), "C62", Decimal(20)),
        )  # fmt: skip
        totals = Totals(Decimal("358.80"), Decimal("71.76"), Decimal("430.56"))
        today = datetime.now(UTC).date()
        return Invoice(_new("FA"), today, "EUR", things.supplier, lines, totals, today + timedelta(days=30), things.purchase_order)

    @pytest.fixture
    def credit_note(self, things):
        line = Line(things.bought_item, "Couteau de chef", Decimal(2), Decimal("14.20"), Decimal("28.40"), "C62", Decimal(20))
        totals = Totals(Decimal("28.40"), Decimal("5.68"), Decimal("34.08"))
        return CreditNote(_new("AV"), datetime.now(UTC).date(), "EUR", things.supplier, (line,), totals)

    def totals(self, connector, receipt):  # noqa: ARG002 -- the seed looks
        return self.seed_of_erp.totals(receipt)

    def kept_files(self, connector, receipt):  # noqa: ARG002 -- the seed looks
        return self.seed_of_erp.kept_files(receipt)

    def history(self, connector, receipt):  # noqa: ARG002 -- the seed looks
        return self.seed_of_erp.history(receipt)

    def opened_with_a_wrong_key(self, opened):
        erp, config, folder, prefix = opened.args
        return Keyed(erp, replace(config, **{self.secret: "another"}), folder, prefix)

    def opened_while_it_is_away(self, tmp_path):
        return self.erp(replace(answers(self.config), url="http://127.0.0.1:9"), Surroundings(Claims(tmp_path)))


def _new(kind: str) -> str:
    """A number that no document had before."""
    return f"{kind}-{uuid.uuid4().hex[:10]}"
