"""The practice ERP, held to the contract of connectors."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from backend.connectors.practice import open_practice_erp
from backend.connectors.practice.kinds import LABELS
from backend.model.trade import CreditNote, Invoice, Line, Order, Party, Totals
from tests.contract.connectors import ConnectorContract, MappingContract
from tests.contract.kept import ChangeContract


class TestPracticeErp(MappingContract, ChangeContract, ConnectorContract):
    other_item = ("MD-1001", Decimal("29.90"))
    order_values = ({"warehouse": "NTE", "is_urgent": "yes", "ship_on": "2026-11-20"}, {"commission_rate": "2.5"})
    invoice_values = ({"booking_text": "Coutellerie"}, {"account": "607000", "cost_center": "MAG-2", "tax_code": "FR20"})
    wrong_values = (("warehouse", "PARIS"), ("commission_rate", "un peu"))

    @pytest.fixture
    def opened(self, tmp_path):
        return partial(open_practice_erp, tmp_path, "https://countersign.example")

    @pytest.fixture
    def order(self):
        line = Line("MD-4001", "Verre à vin 35 cl", Decimal(10), Decimal("16.50"), Decimal("165.00"), "C62", Decimal(20))
        return Order("CDE-1999", date(2026, 11, 16), "EUR", Party("C2002", "Brasserie du Confluent"), (line,))

    @pytest.fixture
    def invoice(self):
        lines = (
            Line("MD-1001", "Couteau de chef", Decimal(24), Decimal("14.20"), Decimal("340.80"), "C62", Decimal(20), "CF-2026-00138/1"),
            Line("", "Port", Decimal(1), Decimal("18.00"), Decimal("18.00"), "C62", Decimal(20)),
        )
        totals = Totals(Decimal("358.80"), Decimal("71.76"), Decimal("430.56"))
        breakdown = ((Decimal(20), Decimal("358.80"), Decimal("71.76")),)
        supplier = Party("F0101", "Coutellerie Vial & Fils")
        return Invoice("FA-1", date(2026, 11, 3), "EUR", supplier, lines, totals, None, "CF-2026-00138", "", breakdown)

    @pytest.fixture
    def credit_note(self):
        line = Line("MD-4001", "Verre à vin 35 cl", Decimal(6), Decimal("9.90"), Decimal("59.40"), "C62", Decimal(20), "CF-2026-00129/1")
        totals = Totals(Decimal("59.40"), Decimal("11.88"), Decimal("71.28"))
        return CreditNote(
            "AV-1", date(2026, 11, 6), "EUR", Party("F0105", "Verrerie du Forez"), (line,), totals,
            purchase_order_number="CF-2026-00129", preceding_invoice_reference="VF-260917",
        )  # fmt: skip

    def totals(self, connector, receipt):
        fields = dict(connector.record(_kind(receipt), receipt.id).fields)
        return Totals(**{name: fields.get(LABELS[name]) for name in ("tax_exclusive_amount", "tax_amount", "tax_inclusive_amount")})

    def mapped(self, connector, receipt):
        record = connector.record(_kind(receipt), receipt.id)
        names = {field.label: field.name for field in connector.fields()}
        header = {names[label]: value for label, value in record.fields if label in names}
        own = [(place, names[label]) for place, label in enumerate(record.lines.columns) if label in names]
        return header, [{name: row[place] for place, name in own} for row in record.lines.rows]

    def kept_files(self, connector, receipt):
        return [file.name for file in connector.record(_kind(receipt), receipt.id).files]

    def history(self, connector, receipt):
        return [text for _, text in connector.record(_kind(receipt), receipt.id).history]


def _kind(receipt):
    return receipt.url.partition("#")[2].partition("/")[0]
