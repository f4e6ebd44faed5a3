"""SAP for the tests: how the double is opened, what is posted to it, and how it is looked into."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial

import pytest

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.sap import Config, Sap
from backend.model.trade import CreditNote, Invoice, Line, Order, Party, Totals
from tests.contract.doubles.sap import PASSWORD, USER
from tests.contract.doubles.sap import Sap as Double
from tests.contract.doubles.sap_data import CUSTOMER, ORDERED, SUPPLIER
from tests.contract.doubles.sap_metadata import SETS, Property
from tests.contract.doubles.serving import serving

VIAL = Party(SUPPLIER, "Coutellerie Vial")


class OnSap:
    """Opens the same SAP each time, and looks into it."""

    @pytest.fixture
    def double(self):
        return Double()

    @pytest.fixture
    def url(self, double):
        with serving(double) as url:
            yield url

    @pytest.fixture
    def config(self, url):
        return Config(
            url, USER, PASSWORD, "1010", "1010/10/00", "V1=20; V2=5,5; V3=20; V0=0", "61000000", rounding_account="65800000",
            own_domains="mistral.example",
        )  # fmt: skip

    @pytest.fixture
    def opened(self, config, tmp_path):
        return partial(Sap, config, Surroundings(Claims(tmp_path)))

    @pytest.fixture
    def order(self):
        line = Line("MD-4001", "Verre à vin 35 cl", Decimal(10), Decimal("16.50"), Decimal("165.00"), "C62", Decimal(20))
        customer = Party(CUSTOMER, "Brasserie du Confluent")
        totals = Totals(Decimal("165.00"), Decimal("33.00"), Decimal("198.00"))
        return Order("CDE-1999", date(2026, 11, 16), "EUR", customer, (line,), date(2026, 11, 30), totals=totals)

    @pytest.fixture
    def invoice(self):
        lines = (
            Line("MD-1001", "Couteau de chef", Decimal(20), Decimal("14.20"), Decimal("284.00"), "C62", Decimal(20), f"{ORDERED}/10"),
            Line("", "Port", Decimal(1), Decimal("18.00"), Decimal("18.00"), "C62", Decimal("5.5")),
        )
        totals = Totals(Decimal("302.00"), Decimal("57.79"), Decimal("359.79"))
        return Invoice("FA-1", date(2026, 11, 3), "EUR", VIAL, lines, totals, date(2026, 12, 3), ORDERED)

    @pytest.fixture
    def credit_note(self):
        line = Line("MD-1001", "Couteau de chef", Decimal(2), Decimal("14.20"), Decimal("28.40"), "C62", Decimal(20))
        totals = Totals(Decimal("28.40"), Decimal("5.68"), Decimal("34.08"))
        return CreditNote("AV-1", date(2026, 11, 6), "EUR", VIAL, (line,), totals, preceding_invoice_reference="FA-1")

    @pytest.fixture(autouse=True)
    def look_into(self, double):
        self.double = double

    @pytest.fixture(autouse=True)
    def a_field_of_the_companys_own(self, monkeypatch):
        monkeypatch.setitem(SETS["A_SalesOrderItem"].properties, "YY1_Gift_SDI", Property("YY1_Gift_SDI", "B"))

    def mapped(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        items = ("A_SalesOrderItem",) if receipt.id.startswith("order") else ("A_SuplrInvcItemPurOrdRef", "A_SupplierInvoiceItemGLAcct")
        rows = [row for name in items for row in self._below(receipt, name)]
        return _as_mapped(self._record(receipt)), [_as_mapped(row) for row in rows]

    def _record(self, receipt):
        kind, number, *_ = receipt.id.split(",")
        name, key = {"order": ("A_SalesOrder", "SalesOrder"), "invoice": ("A_SupplierInvoice", "SupplierInvoice")}[kind]
        return self.double.business.at(name, {key: number})

    def _below(self, receipt, name):
        key = "SalesOrder" if receipt.id.startswith("order") else "SupplierInvoice"
        return [row for row in self.double.business.tables[name] if row[key] == receipt.number]

    def totals(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        record = self._record(receipt)
        if receipt.id.startswith("order"):
            return Totals(tax_exclusive_amount=record["TotalNetAmount"])
        tax = sum(row["TaxAmount"] for row in self._below(receipt, "A_SupplierInvoiceTax"))
        return Totals(record["InvoiceGrossAmount"] - tax, tax, record["InvoiceGrossAmount"])

    def kept_files(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        files = self.double.business.tables["AttachmentContentSet"]
        return [file["FileName"] for file in files if file["LinkedSAPObjectKey"].startswith(receipt.number.zfill(10))]

    def history(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        return [line for text in self._below(receipt, "A_SalesOrderText") for line in text["LongText"].splitlines()]

    def opened_with_a_wrong_key(self, opened):
        config, surroundings = opened.args
        return Sap(replace(config, password="another"), surroundings)

    def opened_while_it_is_away(self, tmp_path):
        config = Config("http://127.0.0.1:9", USER, PASSWORD, "1010", "1010/10/00", "V1=20")
        return Sap(config, Surroundings(Claims(tmp_path)))

    @pytest.fixture
    def connector(self, opened):
        return opened()


def _as_mapped(row):
    """The values of an entity as a mapping writes them."""
    written = {True: "yes", False: "no"}
    return {
        name: written[value] if isinstance(value, bool) else value.date().isoformat() if isinstance(value, datetime) else value
        for name, value in row.items()
    }
