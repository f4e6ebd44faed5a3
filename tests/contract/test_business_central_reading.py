"""What Business Central is asked: signing in, rights, throttling, the catalog, live reads and what became of a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from backend.connectors.business_central import BusinessCentral
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable
from backend.model.catalog import ExpectedReceipt, union
from tests.contract.business_centrals import OfBusinessCentral
from tests.contract.doubles.business_central_entities import CUSTOMER, ORDER, ORDER_LINE, TERMS
from tests.contract.doubles.entra import TENANT, Entra


class TestReading(OfBusinessCentral):
    @pytest.fixture
    def connector(self, opened):
        return opened()

    def test_the_status_of_an_order_tells_its_lines(self, connector, order):
        receipt = connector.post(order, "key")
        (line,) = self.lines(receipt)
        line.update(shippedQuantity=4, shipmentDate="2026-12-04")
        report = connector.status("CDE-1999")
        assert (report.status, report.expected) == ("Partly shipped", "2026-12-04")
        assert (report.lines[0].item_id, report.lines[0].delivered_quantity, report.lines[0].invoiced_quantity) == ("1896-S", 4, 0)

    def test_a_paid_invoice_has_nothing_left(self, connector, invoice):
        receipt = connector.post(invoice, "key")
        assert (connector.status("FA-1").expected, connector.status("FA-1").open_amount) == ("2026-12-03", None)
        self.documents.tables["purchaseInvoices"][receipt.id.split(",")[1]]["status"] = "Paid"
        assert (connector.status("FA-1").expected, connector.status("FA-1").open_amount) == ("", 0)

    def test_a_number_with_a_quote_or_too_long_for_business_central_is_looked_for_without_harm(self, connector):
        assert connector.status("L'AN 2026") is None
        assert connector.status("x" * 60) is None

    def test_a_token_that_is_over_is_renewed(self, connector, entra):
        entra.lifetime = 1
        assert connector.check() == ()
        entra.revoke()
        assert connector.find("key") is None

    def test_an_application_that_business_central_does_not_know_is_for_the_administrator(self, connector, entra):
        connector.check()
        entra.revoke()
        (finding,) = connector.check()
        assert "Microsoft Entra Applications" in finding.remedy.en
        # The next call has a token of its own, with what was granted meanwhile.
        assert connector.check() == ()

    def test_entra_says_itself_why_there_is_no_token_without_what_is_for_its_operators(self, opened):
        (finding,) = self.opened_with_a_wrong_key(opened).check()
        assert "Invalid client secret" in finding.sentence.en
        assert "Trace ID" not in finding.sentence.en
        config, surroundings = opened.args
        (finding,) = BusinessCentral(replace(config, tenant="nobody"), surroundings).check()
        assert "tenant" in finding.sentence.en

    def test_the_secret_goes_to_no_other_server_than_the_authority(self, opened, monkeypatch):
        answer = Entra.__call__

        def elsewhere(self, request):
            status, told = answer(self, request)
            return status, {**told, "token_endpoint": f"https://login.example/{TENANT}/oauth2/v2.0/token"}

        monkeypatch.setattr(Entra, "__call__", elsewhere)
        with pytest.raises(ConnectorMisconfigured, match="another server"):
            opened().find("key")

    def test_a_missing_permission_is_named_with_the_set_that_gives_it(self, connector, double, order):
        double.forbidden = {"salesOrders"}
        (finding,) = connector.check()
        assert "TableData salesOrders" in finding.sentence.en
        assert "D365 SALES DOC, EDIT" in finding.remedy.en
        with pytest.raises(ConnectorMisconfigured, match="TableData"):
            connector.post(order, "key")

    def test_an_account_that_cannot_be_used_is_named(self, opened):
        config, surroundings = opened.args
        (finding,) = BusinessCentral(replace(config, bought="401000"), surroundings).check()
        assert "401000" in finding.sentence.en

    def test_of_several_companies_one_has_to_be_named(self, opened):
        self.documents.insert("companies", name="Another", displayName="Another")
        (finding,) = opened().check()
        assert "company" in finding.sentence.en
        config, surroundings = opened.args
        assert not BusinessCentral(replace(config, company="CRONUS FR"), surroundings).check()

    def test_too_many_calls_are_waited_for_when_reading_and_tried_later_when_writing(self, connector, order, double, monkeypatch):
        connector.check()
        double.busy = 2
        assert connector.find("key") is None
        create = connector._calls.create

        def while_busy(*what):
            double.busy = 1
            return create(*what)

        monkeypatch.setattr(connector._calls, "create", while_busy)
        with pytest.raises(ConnectorUnavailable):
            connector.post(order, "key")
        monkeypatch.undo()
        connector.post(order, "key")
        assert len(self.documents.tables["salesOrders"]) == 1

    def test_the_catalog_is_complete_beyond_one_page(self, connector):
        for n in range(1201):
            self.documents.insert("customers", number=f"C{n:05d}", displayName="One of many", blocked=" ")
        assert len(union(connector.fetch_catalog()).customers) == 1202

    def test_the_catalog_knows_where_partners_are_and_how_they_pay(self, connector):
        catalog = union(connector.fetch_catalog())
        (customer,) = catalog.customers
        assert (customer.street, customer.postal_code, customer.city, customer.country) == ("3 quai Rambaud", "69002", "Lyon", "FR")
        assert customer.payment_terms == "30 jours"
        (terms,) = catalog.payment_terms
        assert (terms.id, terms.days, terms.is_end_of_month) == (TERMS, 30, False)

    def test_purchase_orders_tell_what_was_received_and_invoiced(self, connector):
        (order,) = connector.find_purchase_orders([ORDER])
        (line,) = order.lines
        assert (line.id, line.item_id, line.quantity, line.received_quantity, line.invoiced_quantity) == (ORDER_LINE, "1001-C", 24, 20, 4)

    def test_live_reads_tell_stock_receipts_balance_and_limit(self, connector):
        (item,) = connector.fetch_items(["1001-C"])
        assert (item.stock, item.expected) == (12, (ExpectedReceipt(date(2026, 12, 1), Decimal(4)),))
        (customer,) = connector.fetch_customers([CUSTOMER])
        assert (customer.open_balance, customer.credit_limit) == (Decimal("1234.50"), 5000)

    def test_only_what_changed_is_fetched_again(self, connector):
        old = (datetime.now(UTC) - timedelta(days=2)).isoformat()
        for item in self.documents.tables["items"].values():
            if item["number"] != "1896-S":
                item["lastModifiedDateTime"] = old
        changed = union(connector.fetch_catalog(datetime.now(UTC) - timedelta(hours=1)))
        assert [(item.id, item.gtin) for item in changed.items] == [("1896-S", "3012345678907")]
