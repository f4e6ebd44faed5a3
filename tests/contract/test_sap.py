"""SAP S/4HANA, held to the contract of connectors by a double made of the published metadata of its services."""

from __future__ import annotations

from decimal import Decimal

import pytest

from backend.errors import PostingRejected
from tests.contract.connectors import MappingContract
from tests.contract.http_connectors import HttpConnectorContract
from tests.contract.kept import HttpChangeContract, change_of
from tests.contract.saps import OnSap


class TestSap(OnSap, MappingContract, HttpChangeContract, HttpConnectorContract):
    other_item = ("MD-1001", Decimal("24.90"))
    shows_invoice_lines = False
    keeps_cancelled = False
    tells_balance = False
    item_group = "TABLE"
    order_values = ({"SDDocumentReason": "001", "PricingDate": "2026-11-16"}, {"YY1_Gift_SDI": "yes", "ProfitCenter": "YB110"})
    invoice_values = ({"PaymentBlockingReason": "R"}, {"TaxCode": "V3"})
    wrong_values = (("PricingDate", "16/11/2026"), ("YY1_Gift_SDI", "X"))

    def test_a_change_that_is_refused_half_way_leaves_the_order_as_it_was(self, connector, order, double):
        receipt = connector.post(order, "key")
        kept, line = connector.read(receipt), order.lines[0]
        change = change_of(order, kept, {line.item_id: self.more_of(line, 7)}, self.added(order))
        double.business.price_conditions.clear()
        with pytest.raises(PostingRejected, match="PPR0"):
            connector.change(change, "change")
        assert connector.read(receipt) == kept

    def test_less_than_was_delivered_is_refused_in_saps_words(self, connector, order, double):
        receipt = connector.post(order, "key")
        double.business.tables["A_SalesOrderScheduleLine"][0]["DeliveredQtyInOrderQtyUnit"] = Decimal(8)
        kept, line = connector.read(receipt), order.lines[0]
        with pytest.raises(PostingRejected, match="delivered quantity"):
            connector.change(change_of(order, kept, {line.item_id: self.more_of(line, 7)}), "change")
        assert connector.read(receipt) == kept
