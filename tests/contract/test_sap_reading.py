"""What is particular to reading SAP: services that are refused, pages, references, stock, receipts, statuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from backend.connectors.sap import Sap, places
from backend.errors import ConnectorMisconfigured
from backend.model.catalog import union
from tests.contract.doubles.sap_data import BY_RECEIPTS, CUSTOMER, ORDERED, SUPPLIER, receive
from tests.contract.doubles.serving import serving
from tests.contract.saps import OnSap


class TestSapReading(OnSap):
    def test_payment_terms_are_those_that_an_administrator_wrote_down(self, opened):
        config, surroundings = opened.args
        first, *_ = Sap(replace(config, payment_terms="nt30=30; Z045 = 45 FM"), surroundings).fetch_catalog()
        assert first.own_name
        told = [(one.id, one.days, one.is_end_of_month) for one in first.payment_terms]
        assert told == [("NT30", 30, False), ("Z045", 45, True)]
        (finding,) = Sap(replace(config, payment_terms="30 days"), surroundings).check()
        assert (finding.rule, "NT30=30" in finding.sentence.en) == ("ERP-ANSWER", True)

    def test_an_oauth_client_calls_with_a_token_and_gets_another_when_it_is_taken_back(self, opened, double, url, order):
        config, surroundings = opened.args
        config = replace(config, token_url=f"{url}/sap/bc/sec/oauth2/token")
        connector = Sap(config, surroundings)
        receipt = connector.post(order, "key")
        assert len(double.tokens) == 1
        double.tokens.clear()
        with pytest.raises(ConnectorMisconfigured):
            connector.find("key")
        assert connector.find("key") == receipt
        (finding, *_) = Sap(replace(config, password="another"), surroundings).check()
        assert "Client authentication failed" in finding.sentence.en

    def test_the_status_of_an_order_tells_what_of_each_line_was_delivered(self, connector, order):
        receipt = connector.post(order, "key")
        (schedule,) = self._below(receipt, "A_SalesOrderScheduleLine")
        schedule["DeliveredQtyInOrderQtyUnit"] = Decimal(4)
        (line,) = connector.status(receipt.number).lines
        assert line.invoiced_quantity is None
        (item,) = self._below(receipt, "A_SalesOrderItem")
        item["OrderRelatedBillingStatus"] = "C"
        assert connector.status(receipt.number).lines[0].invoiced_quantity == 10
        assert (line.item_id, line.quantity, line.delivered_quantity, line.expected) == ("MD-4001", 10, 4, "2026-11-30")

    def test_what_is_taken_back_or_blocked_is_not_received(self, connector, double):
        def received():
            (purchase_order,) = connector.find_purchase_orders([ORDERED])
            (line,) = purchase_order.lines
            return line.received_quantity, line.net_price, line.tax_rate

        assert received() == (20, Decimal("14.2"), 20)
        receive(double.business, "5000000301", "5", ORDERED, "102")
        receive(double.business, "5000000302", "7", ORDERED, "103")
        assert received()[0] == 15

    def test_a_service_that_is_refused_is_named_with_the_arrangement_that_grants_it(self, connector, double):
        double.forbidden = {"API_SALES_ORDER_SRV"}
        double.inactive = {"API_CV_ATTACHMENT_SRV"}
        sales, files = connector.check()
        assert "SAP_COM_0109" in sales.remedy.en
        assert "No authorization" in sales.sentence.en
        assert "SAP_COM_0002" in files.remedy.en

    @pytest.mark.parametrize(
        ("answer", "word"),
        [({"company_code": "9999"}, "9999"), ({"tax_codes": "vingt"}, "vingt"), ({"sales_area": "1010"}, "1010/10/00")],
    )
    def test_an_answer_that_cannot_be_right_is_found(self, opened, answer, word):
        config, surroundings = opened.args
        (finding,) = Sap(replace(config, **answer), surroundings).check()
        assert word in finding.sentence.en
        assert "password" not in finding.remedy.en

    @pytest.mark.parametrize("body", [{"error": "invalid_client"}, {"fault": {"faultstring": "Spike arrest"}}, b"<html>Bad request</html>"])
    def test_a_refusal_of_a_proxy_before_sap_is_a_refusal_too(self, opened, body):
        config, surroundings = opened.args
        with serving(lambda _: (400, body)) as url:
            (finding, *_) = Sap(replace(config, url=url), surroundings).check()
        assert "HTTP 400" in finding.sentence.en

    def test_the_catalog_is_complete_beyond_a_page_of_ours_or_of_saps(self, connector, double):
        for n in range(650):
            double.business.insert("A_Product", Product=f"N{n:04d}", BaseUnit="KG")
        assert len(union(connector.fetch_catalog()).items) == 652
        double.most = 100
        assert len(union(connector.fetch_catalog()).items) == 652

    def test_the_catalog_knows_partners_with_numbers_addresses_and_accounts(self, connector):
        catalog = union(connector.fetch_catalog())
        (vial,) = catalog.suppliers
        assert (vial.vat_id, vial.legal_id, vial.ibans) == ("FR55512345678", "512345678", ("FR7630006000011234567890189",))
        assert (vial.street, vial.postal_code, vial.city, vial.payment_terms) == ("2 Rue des Couteliers", "63300", "Thiers", "0002")
        assert vial.emails == ("contact@vial.example",)
        (knife, _) = catalog.items
        assert (knife.description, knife.aliases, knife.unit_code) == ("Couteau de chef 20 cm", ("Chef's knife 20 cm",), "C62")

    def test_the_catalog_knows_what_partners_call_an_item(self, connector, double):
        for items in (union(connector.fetch_catalog()).items, union(connector.fetch_catalog(datetime.now(UTC) - timedelta(hours=1))).items):
            knife, glass = items
            assert (knife.supplier_references, glass.customer_references) == ({SUPPLIER: "CC-20"}, {CUSTOMER: "VIN-35"})
        double.business.tables["A_PurchasingInfoRecord"][0]["IsDeleted"] = True
        assert not connector.fetch_items(["MD-1001"])[0].supplier_references

    def test_stock_is_what_is_free_in_our_plants_and_receipts_are_what_is_still_to_come(self, connector, opened, double):
        stocks = (("1010", "40", "01", ""), ("1010", "5", "02", ""), ("1010", "6", "01", "K"), ("2010", "7", "01", ""))
        for plant, quantity, kind, special in stocks:
            double.business.insert(
                "A_MatlStkInAcctMod", Material="MD-1001", Plant=plant, MatlWrhsStkQtyInMatlBaseUnit=Decimal(quantity),
                InventoryStockType=kind, InventorySpecialStockType=special,
            )  # fmt: skip
        for n, (day, quantity) in enumerate(((20, "4"), (1, "20")), 1):
            double.business.insert(
                "A_PurchaseOrderScheduleLine", PurchasingDocument=ORDERED, PurchasingDocumentItem="10", ScheduleLine=str(n),
                ScheduleLineDeliveryDate=datetime(2026, 12, day, tzinfo=UTC), ScheduleLineOrderQuantity=Decimal(quantity),
            )  # fmt: skip
        receive(double.business, "5000000301", "5", ORDERED, "102")
        config, surroundings = opened.args
        (item,) = Sap(replace(config, plants="1010"), surroundings).fetch_items(["MD-1001"])
        assert item.stock == 40
        assert [(one.date, one.quantity) for one in item.expected] == [(date(2026, 12, 1), 5), (date(2026, 12, 20), 4)]
        assert connector.fetch_items(["MD-1001"])[0].stock == 47

    def test_only_what_changed_is_fetched_again(self, connector, double):
        for row in double.business.tables["A_Product"][:1]:
            row["LastChangeDateTime"] = datetime(2020, 1, 1, tzinfo=UTC)
        for row in double.business.tables["A_BusinessPartner"]:
            row["LastChangeDate"] = datetime(2020, 1, 1, tzinfo=UTC)
        changed = union(connector.fetch_catalog(datetime.now(UTC) - timedelta(hours=1)))
        assert [item.id for item in changed.items] == ["MD-4001"]
        assert not changed.customers

    def test_a_purchase_order_is_told_again_when_something_came_or_was_invoiced(self, connector, invoice, double):
        for name in ("A_PurchaseOrder", "A_MaterialDocumentHeader"):
            for row in double.business.tables[name]:
                row["LastChangeDateTime"] = row["CreationDate"] = datetime.now(UTC) - timedelta(days=30)

        def told():
            return [one.number for one in union(connector.fetch_catalog(datetime.now(UTC) - timedelta(hours=1))).purchase_orders]

        assert told() == []
        connector.post(invoice, "key")
        assert told() == [ORDERED]
        receive(double.business, "5000000301", "1", BY_RECEIPTS)
        assert told() == [ORDERED, BY_RECEIPTS]
        double.business.tables["A_PurchaseOrder"][0]["LastChangeDateTime"] = datetime.now(UTC)
        assert told() == [ORDERED, BY_RECEIPTS]

    def test_documents_are_opened_where_people_work(self, opened):
        config, surroundings = opened.args
        cloud = Sap(replace(config, url="https://my300000-api.s4hana.cloud.sap"), surroundings)
        receipt = places.order_receipt(cloud._url, "12")
        assert receipt.url == "https://my300000.s4hana.cloud.sap/ui#SalesOrder-display?SalesOrder=12"
