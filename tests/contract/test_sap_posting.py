"""What is particular to posting into SAP: sessions, blocks, prices, tax codes, receipts, reversals, files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from backend.connectors.sap import Sap
from backend.errors import ConnectorUnavailable, PostingRejected
from backend.model.catalog import union
from backend.model.trade import Totals
from tests.contract.connectors import FILE, MAIL
from tests.contract.doubles.sap_data import BY_RECEIPTS, CUSTOMER, DEPOT, ORDERED
from tests.contract.saps import OnSap


class TestSapPosting(OnSap):
    def test_a_session_that_is_over_is_renewed_and_nothing_is_posted_twice(self, connector, order, double):
        connector.post(order, "one")
        double.end_sessions()
        receipt = connector.post(replace(order, order_number="CDE-2000"), "two")
        assert connector.find("two") == receipt
        assert len(double.business.tables["A_SalesOrder"]) == 2

    def test_a_write_that_is_throttled_is_left_for_later_and_a_read_is_repeated(self, connector, order, double, monkeypatch):
        first = connector.post(order, "one")
        double.throttled = 2
        assert connector.find("one") == first
        create = connector._calls.create

        def throttled(*what):
            double.throttled = 1
            return create(*what)

        monkeypatch.setattr(connector._calls, "create", throttled)
        with pytest.raises(ConnectorUnavailable):
            connector.post(replace(order, order_number="CDE-2000"), "two")
        assert len(double.business.tables["A_SalesOrder"]) == 1

    def test_an_order_is_not_delivered_before_somebody_has_looked(self, connector, opened, order):
        receipt = connector.post(order, "one")
        assert self._record(receipt)["DeliveryBlockReason"] == "01"
        assert connector.status(receipt.number).status == "open, delivery blocked"
        config, surroundings = opened.args
        receipt = Sap(replace(config, delivery_block="-"), surroundings).post(replace(order, order_number="CDE-2000"), "two")
        assert not self._record(receipt)["DeliveryBlockReason"]

    def test_an_order_goes_to_the_ship_to_party_at_its_address_or_says_it_in_words(self, connector, order):
        there = replace(order, delivery_address="Brasserie du Confluent\n3, rue des Couteliers\n63300 THIERS")
        receipt = connector.post(there, "one")
        (party,) = self._below(receipt, "A_SalesOrderHeaderPartner")
        assert (party["PartnerFunction"], party["Customer"]) == ("SH", DEPOT)
        elsewhere = replace(order, order_number="CDE-2000", delivery_address="33 rue des Couteliers\n63300 Thiers")
        receipt = connector.post(elsewhere, "two")
        assert not self._below(receipt, "A_SalesOrderHeaderPartner")
        connector.note(receipt, "Approuvé")
        assert self.history(connector, receipt) == ["Livraison demandée à : 33 rue des Couteliers 63300 Thiers", "Approuvé"]

    def test_what_the_customer_calls_an_item_stands_on_its_line(self, connector, order):
        line = replace(order.lines[0], partner_item_id="VIN-35")
        (item,) = self._below(connector.post(replace(order, lines=(line,)), "key"), "A_SalesOrderItem")
        assert (item["MaterialByCustomer"], item["SalesOrderItem"]) == ("VIN-35", "10")

    def test_an_order_that_saps_pricing_changes_is_refused_with_both_totals_and_removed(self, connector, order, double):
        double.business.discount = Decimal("0.01")
        with pytest.raises(PostingRejected, match=r"164\.98.*165\.00"):
            connector.post(order, "key")
        assert not double.business.tables["A_SalesOrder"]
        assert connector.find("key") is None

    def test_a_price_of_fractions_of_a_cent_is_kept_as_that_of_more_units(self, connector, order):
        line = replace(order.lines[0], quantity=Decimal(1000), net_price=Decimal("0.12345"), line_amount=Decimal("123.45"))
        receipt = connector.post(replace(order, lines=(line,), totals=Totals(Decimal("123.45"))), "key")
        (price,) = self._below(receipt, "A_SalesOrderItemPrElement")
        assert (price["ConditionRateValue"], price["ConditionQuantity"]) == (Decimal("123.45"), 1000)

    @pytest.mark.parametrize("finer", [{"quantity": Decimal("1.0001")}, {"net_price": Decimal("0.12345678")}])
    def test_what_sap_would_round_is_refused(self, connector, order, finer):
        with pytest.raises(PostingRejected, match="decimals"):
            connector.post(replace(order, lines=(replace(order.lines[0], **finer),)), "key")

    def test_an_order_line_without_an_item_is_refused_in_a_sentence(self, connector, order):
        with pytest.raises(PostingRejected, match="Port"):
            connector.post(replace(order, lines=(replace(order.lines[0], item_id="", description="Port"),)), "key")

    def test_sap_refuses_in_its_own_words(self, connector, order, double):
        double.business.tables["A_CustomerSalesArea"].clear()
        with pytest.raises(PostingRejected) as refusal:
            connector.post(order, "key")
        assert refusal.value.message == f"Sold-to party {CUSTOMER} not maintained for sales area 1010 10 00"

    def test_an_order_that_is_on_its_way_is_not_deleted(self, connector, order):
        receipt = connector.post(order, "key")
        self._record(receipt)["OverallTotalDeliveryStatus"] = "B"
        with pytest.raises(PostingRejected, match="subsequent documents"):
            connector.cancel(receipt)
        assert connector.find("key") == receipt

    def test_an_order_that_somebody_changed_meanwhile_is_not_deleted_unseen(self, connector, order, monkeypatch):
        receipt = connector.post(order, "key")
        delete = connector._calls.delete

        def after_a_change(place, record):
            self._record(receipt)["LastChangeDateTime"] += timedelta(seconds=1)
            delete(place, record)

        monkeypatch.setattr(connector._calls, "delete", after_a_change)
        with pytest.raises(ConnectorUnavailable):
            connector.cancel(receipt)
        assert connector.find("key") == receipt

    def test_an_invoice_is_parked_with_its_taxes_and_is_due_when_it_says(self, connector, invoice):
        receipt = connector.post(invoice, "key")
        record = self._record(receipt)
        assert (record["SupplierInvoiceStatus"], record["NetPaymentDays"], record["DocumentDate"].date()) == ("A", 30, date(2026, 11, 3))
        taxes = {
            row["TaxCode"]: (row["TaxBaseAmountInTransCrcy"], row["TaxAmount"]) for row in self._below(receipt, "A_SupplierInvoiceTax")
        }
        assert taxes == {"V1": (284, Decimal("56.80")), "V2": (18, Decimal("0.99"))}

    def test_the_tax_code_of_the_purchase_order_is_kept_where_it_charges_the_same(self, connector, invoice, double):
        double.business.tables["A_PurchaseOrderItem"][0]["TaxCode"] = "V3"
        (item,) = self._below(connector.post(invoice, "key"), "A_SuplrInvcItemPurOrdRef")
        assert item["TaxCode"] == "V3"

    def test_a_rate_without_a_code_is_refused_by_its_name(self, connector, invoice):
        lines = tuple(replace(line, tax_rate=Decimal(19)) for line in invoice.lines)
        with pytest.raises(PostingRejected, match="19"):
            connector.post(replace(invoice, lines=lines), "key")

    @pytest.mark.parametrize("cents", ["0.01", "-0.01"])
    def test_a_cent_of_rounding_becomes_a_line_on_its_account(self, connector, opened, invoice, credit_note, cents):
        config, surroundings = opened.args
        without = Sap(replace(config, rounding_account=""), surroundings)
        for document in (invoice, credit_note):
            gross = document.totals.tax_inclusive_amount + Decimal(cents)
            other = replace(document, totals=replace(document.totals, tax_inclusive_amount=gross))
            with pytest.raises(PostingRejected, match="total with VAT"):
                without.post(other, f"{document}")
            receipt = connector.post(other, f"{document}")
            assert self.totals(connector, receipt).tax_inclusive_amount == gross
            *_, item = self._below(receipt, "A_SupplierInvoiceItemGLAcct")
            is_debit = (cents == "0.01") == (document is invoice)
            assert (item["GLAccount"], item["SupplierInvoiceItemAmount"], item["DebitCreditCode"]) == (
                "65800000", Decimal("0.01"), "S" if is_debit else "H",
            )  # fmt: skip

    def test_what_is_parked_balances_when_it_is_posted(self, connector, invoice, credit_note):
        for document in (invoice, credit_note):
            receipt = connector.post(document, f"{document}")
            items = [*self._below(receipt, "A_SuplrInvcItemPurOrdRef"), *self._below(receipt, "A_SupplierInvoiceItemGLAcct")]
            taxes = self._below(receipt, "A_SupplierInvoiceTax")
            assert (
                sum(row["SupplierInvoiceItemAmount"] for row in items) + sum(row["TaxAmount"] for row in taxes)
                == (self._record(receipt)["InvoiceGrossAmount"])
            )

    def test_an_invoice_by_receipts_names_them_the_oldest_first(self, connector, invoice):
        line = replace(invoice.lines[0], quantity=Decimal(12), line_amount=Decimal("170.40"), purchase_order_line_id=f"{BY_RECEIPTS}/10")
        document = replace(invoice, lines=(line,), totals=Totals(Decimal("170.40"), Decimal("34.08"), Decimal("204.48")))
        first = connector.post(document, "one")
        second = connector.post(replace(document, invoice_number="FA-2"), "two")
        named = [
            (item["ReferenceDocument"], item["QuantityInPurchaseOrderUnit"], item["SupplierInvoiceItemAmount"])
            for receipt in (first, second)
            for item in self._below(receipt, "A_SuplrInvcItemPurOrdRef")
        ]
        assert named == [("5000000202", 10, 142), ("5000000203", 2, Decimal("28.40")), ("5000000203", 12, Decimal("170.40"))]
        with pytest.raises(PostingRejected, match="goods receipt"):
            connector.post(replace(document, invoice_number="FA-3"), "three")

    def test_a_credit_note_takes_back_what_was_invoiced(self, connector, invoice, credit_note):
        connector.post(invoice, "i")
        line = replace(credit_note.lines[0], purchase_order_line_id=f"{ORDERED}/10")
        connector.post(replace(credit_note, lines=(line,)), "c")
        (purchase_order,) = connector.find_purchase_orders([ORDERED])
        assert purchase_order.lines[0].invoiced_quantity == 18

    def test_a_posted_invoice_is_reversed_unless_the_period_is_closed(self, connector, invoice, double):
        receipt = connector.post(invoice, "key")
        self._record(receipt)["SupplierInvoiceStatus"] = "5"
        double.business.open_from = datetime(2100, 1, 1, tzinfo=UTC)
        with pytest.raises(PostingRejected, match="is not open"):
            connector.cancel(receipt)
        double.business.open_from = datetime(2020, 1, 1, tzinfo=UTC)
        connector.cancel(receipt)
        connector.cancel(receipt)
        assert len(double.business.tables["A_SupplierInvoice"]) == 2
        assert connector.status(receipt.number).status == "reversed"
        assert connector.post(invoice, "another").id != receipt.id

    def test_a_long_number_is_kept_by_its_end_and_told_apart_in_whole(self, connector, invoice):
        long, other = "FACTURE-2026-11-000123", "AUTRE--2026-11-000123"
        receipt = connector.post(replace(invoice, invoice_number=long), "one")
        assert self._record(receipt)["SupplierInvoiceIDByInvcgParty"] == "-2026-11-000123"[-16:].rjust(16, "E")
        with pytest.raises(PostingRejected, match=receipt.number):
            connector.post(replace(invoice, invoice_number=long), "two")
        assert connector.post(replace(invoice, invoice_number=other.replace("AUTRE-", "AUTRE-E")), "three").id != receipt.id
        assert long in {one.supplier_invoice_number for one in union(connector.fetch_catalog()).supplier_invoices}

    def test_a_quote_in_a_number_is_only_a_quote(self, connector, invoice, order):
        assert connector.post(replace(invoice, invoice_number="L'AN-1"), "it's")
        assert connector.post(replace(order, order_number="L'AN' or 'A' eq 'A"), "o'clock")
        assert connector.status("L'AN-1").number
        assert connector.status("' or SalesOrder ne '") is None

    def test_a_line_of_a_purchase_order_is_assigned_there(self, connector, invoice):
        first, second = invoice.lines
        with pytest.raises(PostingRejected, match="CostCenter"):
            connector.post(replace(invoice, lines=(replace(first, erp_fields={"CostCenter": "10101101"}), second)), "key")
        receipt = connector.post(replace(invoice, lines=(first, replace(second, erp_fields={"CostCenter": "10101101"}))), "key")
        (item,) = self._below(receipt, "A_SupplierInvoiceItemGLAcct")
        assert item["CostCenter"] == "10101101"

    def test_a_line_without_purchase_order_or_account_is_refused(self, opened, invoice):
        config, surroundings = opened.args
        with pytest.raises(PostingRejected, match="Port"):
            Sap(replace(config, expense_account=""), surroundings).post(invoice, "key")

    def test_files_of_the_same_size_are_told_apart_and_one_under_two_names_is_kept_once(self, connector, invoice):
        receipt = connector.post(invoice, "key")
        same = replace(FILE, name="again.pdf")
        connector.attach(receipt, MAIL, [FILE, same, replace(FILE, name="été.pdf", content=b"%PDF-1.7 two")])
        connector.attach(receipt, MAIL, [same])
        assert self.kept_files(connector, receipt) == [FILE.name, "été.pdf"]

    def test_lines_of_history_add_up_on_an_order_and_are_files_with_an_invoice(self, connector, order, invoice):
        receipt = connector.post(order, "o")
        for line in ("Approuvé", "Approuvé", "Annulé"):
            connector.note(receipt, line)
        assert self.history(connector, receipt) == ["Approuvé", "Annulé"]
        receipt = connector.post(invoice, "i")
        connector.note(receipt, "Approuvé")
        connector.note(receipt, "Approuvé")
        assert self.kept_files(connector, receipt) == ["Countersign.txt"]
