"""A company in a double of Business Central, with a double of Entra before it, and what a test posts there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from backend.connectors.business_central import BusinessCentral, Config
from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.model.trade import CreditNote, Invoice, Line, Order, Party, Totals
from tests.connectors.servers import authority
from tests.contract.doubles.business_central import BusinessCentral as Double
from tests.contract.doubles.business_central_entities import CUSTOMER, ORDER, ORDER_LINE, VENDOR
from tests.contract.doubles.entra import CLIENT, SECRET, TENANT, Entra
from tests.contract.doubles.serving import serving

SUPPLIER = Party(VENDOR, "Coutellerie Vial")


class OfBusinessCentral:
    """Fixtures, and looking into the double."""

    @pytest.fixture
    def certificates(self, tmp_path):
        return authority(tmp_path)

    @pytest.fixture
    def entra(self):
        return Entra()

    @pytest.fixture
    def double(self, entra):
        return Double(entra)

    @pytest.fixture
    def config(self, entra, double, certificates):
        ca_file, certificate = certificates
        with serving(entra, certificate) as sign_in, serving(double) as url:
            entra.resource = url
            accounts = {"bought": "624100", "sold": "707000", "rounding": "658000"}
            yield Config(TENANT, client_id=CLIENT, secret=SECRET, url=url, authority=sign_in, ca_file=str(ca_file), **accounts)

    @pytest.fixture
    def opened(self, config, tmp_path):
        return partial(BusinessCentral, config, Surroundings(Claims(tmp_path)))

    @pytest.fixture
    def order(self):
        line = Line("1896-S", "Verre à vin 35 cl", Decimal(10), Decimal("16.50"), Decimal("165.00"), "C62", Decimal(20))
        return Order("CDE-1999", date(2026, 11, 16), "EUR", Party(CUSTOMER, "Brasserie du Confluent"), (line,), date(2026, 11, 30))

    @pytest.fixture
    def invoice(self):
        lines = (
            Line("1001-C", "Couteau de chef", Decimal(24), Decimal("14.20"), Decimal("340.80"), "C62", Decimal(20), ORDER_LINE),
            Line("", "Port", Decimal(1), Decimal("18.00"), Decimal("18.00"), "C62", Decimal(20)),
        )
        totals = Totals(Decimal("358.80"), Decimal("71.76"), Decimal("430.56"))
        return Invoice("FA-1", date(2026, 11, 3), "EUR", SUPPLIER, lines, totals, date(2026, 12, 3), ORDER)

    @pytest.fixture
    def credit_note(self):
        line = Line("1001-C", "Couteau de chef", Decimal(2), Decimal("14.20"), Decimal("28.40"), "C62", Decimal(20))
        totals = Totals(Decimal("28.40"), Decimal("5.68"), Decimal("34.08"))
        return CreditNote("AV-1", date(2026, 11, 6), "EUR", SUPPLIER, (line,), totals, preceding_invoice_reference="FA-1")

    @pytest.fixture(autouse=True)
    def look_into(self, double):
        self.documents = double.documents

    def record(self, receipt):
        entity, record_id = receipt.id.split(",")
        return self.documents.shown(entity, self.documents.tables[entity][record_id])

    def lines(self, receipt):
        entity, record_id = receipt.id.split(",")
        lines = self.documents.tables[f"{entity.removesuffix('s')}Lines"].values()
        return sorted((line for line in lines if line["documentId"] == record_id), key=lambda line: line["sequence"])

    def files(self, receipt):
        files = self.documents.tables["documentAttachments"].values()
        return [file for file in files if file["parentId"] == receipt.id.split(",")[1]]

    def opened_with_a_wrong_key(self, opened):
        config, surroundings = opened.args
        return BusinessCentral(replace(config, secret="another"), surroundings)
