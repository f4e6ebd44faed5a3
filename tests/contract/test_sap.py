"""SAP S/4HANA, held to the contract of connectors by a double made of the published metadata of its services."""

from __future__ import annotations

from tests.contract.connectors import MappingContract
from tests.contract.http_connectors import HttpConnectorContract
from tests.contract.saps import OnSap


class TestSap(OnSap, MappingContract, HttpConnectorContract):
    keeps_cancelled = False
    tells_balance = False
    item_group = "TABLE"
    order_values = ({"SDDocumentReason": "001", "PricingDate": "2026-11-16"}, {"YY1_Gift_SDI": "yes", "ProfitCenter": "YB110"})
    invoice_values = ({"PaymentBlockingReason": "R"}, {"TaxCode": "V3"})
    wrong_values = (("PricingDate", "16/11/2026"), ("YY1_Gift_SDI", "X"))
