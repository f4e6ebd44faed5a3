"""Odoo 19 by JSON-2 and Odoo 18 by JSON-RPC, held to the contract of connectors by a double of what was recorded of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.odoo import Config, OdooErp
from backend.errors import ConnectorMisconfigured, PostingRejected
from backend.model.catalog import ExpectedReceipt, union
from backend.model.trade import CreditNote, Invoice, Line, Order, Party, Totals
from tests.contract.connectors import MappingContract
from tests.contract.doubles import odoo as doubles
from tests.contract.doubles.odoo import _LINES, DATABASE, KEY, LOGIN, Odoo
from tests.contract.doubles.serving import serving
from tests.contract.http_connectors import HttpConnectorContract
from tests.contract.kept import HttpChangeContract, change_of

SUPPLIER = Party("2", "Coutellerie Vial")


class TestOdoo19(MappingContract, HttpChangeContract, HttpConnectorContract):
    version = 19
    other_item = ("2", Decimal("29.00"))
    order_values = (
        {"warehouse_id": "2", "x_dock": "Quai 4", "x_is_urgent": "yes", "x_ready_on": "2026-11-20", "priority": "1"},
        {"x_batch": "L-7", "x_gross_weight": "2.5"},
    )
    invoice_values = ({"journal_id": "2"}, {"account_id": "2", "analytic_distribution": '{"1": 60, "2": 40}', "tax_ids": "2"})
    item_group = "All / Tableware"
    wrong_values = (("warehouse_id", "99"), ("x_gross_weight", "heavy"))

    @pytest.fixture
    def odoo(self):
        return Odoo(self.version)

    @pytest.fixture
    def url(self, odoo):
        with serving(odoo) as url:
            yield url

    @pytest.fixture
    def config(self, url):
        return Config(url, DATABASE, KEY, LOGIN)

    @pytest.fixture
    def opened(self, config, tmp_path):
        return partial(OdooErp, config, Surroundings(Claims(tmp_path)))

    @pytest.fixture
    def order(self):
        line = Line("1", "Verre à vin 35 cl", Decimal(10), Decimal("16.50"), Decimal("165.00"), "C62", Decimal(20))
        return Order("CDE-1999", date(2026, 11, 16), "EUR", Party("1", "Brasserie du Confluent"), (line,), date(2026, 11, 30))

    @pytest.fixture
    def invoice(self):
        lines = (
            Line("2", "Couteau de chef", Decimal(24), Decimal("14.20"), Decimal("340.80"), "C62", Decimal(20), "1"),
            Line("", "Port", Decimal(1), Decimal("18.00"), Decimal("18.00"), "C62", Decimal(20)),
        )
        totals = Totals(Decimal("358.80"), Decimal("71.76"), Decimal("430.56"))
        return Invoice("FA-1", date(2026, 11, 3), "EUR", SUPPLIER, lines, totals, date(2026, 12, 3), "P00138")

    @pytest.fixture
    def credit_note(self):
        line = Line("2", "Couteau de chef", Decimal(2), Decimal("14.20"), Decimal("28.40"), "C62", Decimal(20))
        totals = Totals(Decimal("28.40"), Decimal("5.68"), Decimal("34.08"))
        return CreditNote("AV-1", date(2026, 11, 6), "EUR", SUPPLIER, (line,), totals, preceding_invoice_reference="FA-1")

    @pytest.fixture(autouse=True)
    def look_into(self, odoo):
        self.odoo = odoo

    def _record(self, receipt):
        model, record_id = receipt.id.split(",")
        return self.odoo.run(model, "read", [int(record_id)], {"fields": ["amount_untaxed", "amount_tax", "amount_total"]})[0]

    def _of(self, model, receipt):
        return [r for r in self.odoo.tables[model].values() if f"{r.get('res_model') or r.get('model')},{r['res_id']}" == receipt.id]

    def totals(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        record = self._record(receipt)
        return Totals(record["amount_untaxed"], record["amount_tax"], record["amount_total"])

    def mapped(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        model, record_id = receipt.id.split(",")
        _, line_model, parent = _LINES[model]
        lines = [line for line in self.odoo.tables[line_model].values() if line[parent] == int(record_id)]
        return _as_mapped(self.odoo.tables[model][int(record_id)]), [_as_mapped(line) for line in lines]

    def kept_files(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        return [record["name"] for record in self._of("ir.attachment", receipt)]

    def history(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        return [record["body"].removeprefix("<p>").removesuffix("</p>") for record in self._of("mail.message", receipt)]

    def opened_with_a_wrong_key(self, opened):
        config, surroundings = opened.args
        return OdooErp(replace(config, key="another"), surroundings)

    def opened_while_it_is_away(self, tmp_path):
        return OdooErp(Config("http://127.0.0.1:9", DATABASE, KEY, LOGIN), Surroundings(Claims(tmp_path)))

    def test_a_cent_of_rounding_becomes_a_line_of_its_own(self, connector, invoice):
        line = replace(
            invoice.lines[0], quantity=Decimal(3), net_price=Decimal("3.333"), line_amount=Decimal("10.00"), purchase_order_line_id=""
        )
        totals = Totals(Decimal("20.00"), Decimal("4.00"), Decimal("24.01"))
        receipt = connector.post(replace(invoice, lines=(line, replace(line, item_id="")), totals=totals), "key")
        assert self.totals(connector, receipt).tax_inclusive_amount == Decimal("24.01")
        assert [one["name"] for one in self.odoo.tables["account.move.line"].values()][-1] == "Arrondi"

    def test_a_line_of_rounding_does_not_undo_what_a_mapping_set(self, connector, invoice):
        line = replace(
            invoice.lines[0], quantity=Decimal(3), net_price=Decimal("3.333"), purchase_order_line_id="", erp_fields={"account_id": "2"}
        )
        totals = Totals(Decimal("10.00"), Decimal("2.00"), Decimal("12.01"))
        receipt = connector.post(replace(invoice, lines=(line,), totals=totals), "key")
        assert [line["account_id"] for line in self.mapped(connector, receipt)[1]] == ["2", "1"]

    def test_fields_that_odoo_or_the_connector_fills_are_not_offered(self, connector):
        names = {field.name for field in connector.fields()}
        assert {"warehouse_id", "x_dock", "account_id", "analytic_distribution"} <= names
        assert not names & {"partner_id", "state", "amount_total", "price_unit", "name", "invoice_origin"}

    def test_the_item_says_which_of_two_taxes_with_one_rate_is_meant(self, connector, invoice, odoo):
        odoo.tables["res.company"][1]["account_purchase_tax_id"] = False
        of_item = replace(invoice, lines=invoice.lines[:1], totals=Totals(Decimal("340.80"), Decimal("68.16"), Decimal("408.96")))
        connector.post(of_item, "with an item")
        with pytest.raises(PostingRejected, match=r"20% G, 20% S"):
            connector.post(replace(invoice, invoice_number="FA-2"), "with a line without item")

    def test_a_rate_that_odoo_does_not_have_is_refused_by_its_name(self, connector, invoice):
        lines = tuple(replace(line, tax_rate=Decimal(19)) for line in invoice.lines)
        with pytest.raises(PostingRejected, match="19"):
            connector.post(replace(invoice, lines=lines), "key")

    def test_a_due_date_that_is_printed_is_kept_whatever_the_terms(self, connector, invoice, odoo):
        connector.post(invoice, "key")
        (move,) = odoo.tables["account.move"].values()
        assert (move["invoice_date_due"], move["invoice_origin"]) == ("2026-12-03", "P00138, Countersign")

    def test_payment_terms_are_written_where_they_make_the_printed_due_date(self, connector, invoice, odoo):
        terms = {one.name: one for one in union(connector.fetch_catalog()).payment_terms}
        assert [(one.days, one.is_end_of_month) for one in terms.values()] == [(30, False), (None, False)]
        for number, (name, kept) in enumerate((("30 jours", 1), ("30 jours fin de mois", False))):
            one = replace(self.numbered(invoice, number), payment_terms=terms[name].id)
            connector.post(one, name)
            *_, move = odoo.tables["account.move"].values()
            assert (move["invoice_date_due"], move["invoice_payment_term_id"]) == ("2026-12-03", kept)

    def test_an_order_goes_to_the_customers_address_that_is_printed(self, connector, order, odoo):
        connector.post(replace(order, delivery_address="Brasserie du Confluent\n4, quai des Docks\n69002 LYON"), "known")
        assert odoo.tables["sale.order"][1]["partner_shipping_id"] == 4
        receipt = connector.post(replace(self.numbered(order, 2), delivery_address="Chantier, 8 avenue Foch, 33000 Bordeaux"), "another")
        assert self.history(connector, receipt) == ["Livraison demandée à : Chantier, 8 avenue Foch, 33000 Bordeaux"]

    def test_what_odoo_has_no_field_for_stands_in_the_description_of_the_line(self, connector, order, odoo):
        line = replace(order.lines[0], partner_item_id="BC-VERRE", requested_delivery_date=date(2026, 12, 14))
        connector.post(replace(order, lines=(line,), quotation_reference="S00009"), "key")
        (kept,) = odoo.tables["sale.order.line"].values()
        assert kept["name"] == "Verre à vin 35 cl\nVotre référence : BC-VERRE\nLivraison demandée le 14/12/2026"
        assert odoo.tables["sale.order"][1]["origin"] == "S00009, Countersign"

    def test_a_line_without_a_description_has_the_name_of_its_item(self, connector, order, odoo):
        connector.post(replace(order, lines=(replace(order.lines[0], description=""),)), "key")
        assert odoo.tables["sale.order.line"][1]["name"] == "Verre à vin 35 cl"

    def test_the_day_that_is_asked_for_is_written_at_noon_in_utc_whatever_the_users_zone(self, connector, order, odoo):
        connector.post(order, "key")
        assert odoo.tables["sale.order"][1]["commitment_date"] == "2026-11-30 12:00:00"

    def test_receipts_to_come_are_those_of_the_open_purchase_orders(self, connector):
        (glass,) = connector.fetch_items(["1"])
        assert (glass.stock, glass.expected) == (40, (ExpectedReceipt(date(2026, 12, 4), Decimal(48)),))

    def test_a_customers_limit_is_told_where_one_is_set(self, connector, odoo):
        (customer,) = connector.fetch_customers(["1"])
        assert (customer.open_balance, customer.credit_limit) == (Decimal("1250.50"), 5000)
        odoo.tables["res.partner"][1]["use_partner_credit_limit"] = False
        assert connector.fetch_customers(["1"])[0].credit_limit is None

    def test_what_odoo_keeps_no_stock_of_has_none(self, connector):
        assert [item.stock for item in connector.fetch_items(["1", "2"])] == [40, None]

    def test_an_odoo_without_stock_and_limits_tells_the_rest(self, connector, odoo, monkeypatch):
        monkeypatch.setattr(doubles, "COMPUTED", {**doubles.COMPUTED, "product.product": set()})
        odoo.fields["res.partner"] -= {"credit_limit", "use_partner_credit_limit"}
        assert connector.fetch_items(["1"])[0].stock is None
        (customer,) = connector.fetch_customers(["1"])
        assert (customer.open_balance, customer.credit_limit) == (Decimal("1250.50"), None)

    def test_an_order_tells_what_was_delivered_of_each_line(self, connector, order, odoo):
        connector.post(order, "key")
        odoo.tables["sale.order"][1]["state"] = "sale"
        odoo.tables["sale.order.line"][1]["qty_delivered"] = Decimal(4)
        report = connector.status(order.order_number)
        assert report.status == "partly delivered"
        assert [(line.item_id, line.quantity, line.delivered_quantity) for line in report.lines] == [("1", 10, 4)]

    def test_an_invoice_tells_when_it_was_paid_and_what_is_open(self, connector, invoice, odoo):
        connector.post(invoice, "key")
        odoo.tables["account.move"][1].update(state="posted", payment_state="partial")
        odoo.paid[1] = Decimal("400.00")
        odoo.insert("account.partial.reconcile", credit_move_id=1, max_date="2026-11-19")
        report = connector.status(invoice.invoice_number)
        assert (report.status, report.paid_on, report.open_amount, report.currency) == ("partial", "2026-11-19", Decimal("30.56"), "EUR")

    def test_a_missing_right_is_named_with_where_to_give_it(self, connector, odoo):
        odoo.forbidden.add("purchase.order")
        (finding,) = connector.check()
        assert "purchase.order" in finding.sentence.en
        assert "Purchase / User" in finding.remedy.en

    def test_the_servers_traceback_is_never_shown(self, connector, invoice):
        with pytest.raises((PostingRejected, ConnectorMisconfigured)) as refusal:
            connector.post(replace(invoice, currency="XXX"), "key")
        assert "Traceback" not in refusal.value.message

    def test_a_confirmed_order_keeps_its_cancelled_line_without_a_quantity(self, connector, order, odoo):
        receipt = connector.post(replace(order, lines=(order.lines[0], self.added(order))), "key")
        odoo.tables["sale.order"][1]["state"] = "sale"
        connector.change(change_of(order, connector.read(receipt), {self.other_item[0]: None}), "change")
        assert [line.quantity for line in connector.read(receipt).lines] == [10, 0]

    def test_less_than_was_delivered_is_refused_in_odoos_words_and_changes_nothing(self, connector, order, odoo):
        receipt = connector.post(order, "key")
        odoo.tables["sale.order.line"][1]["qty_delivered"] = Decimal(8)
        kept, line = connector.read(receipt), order.lines[0]
        with pytest.raises(PostingRejected, match="already delivered"):
            connector.change(change_of(order, kept, {line.item_id: self.more_of(line, 7)}, self.added(order)), "change")
        assert connector.read(receipt) == kept


class TestOdoo18(TestOdoo19):
    version = 18


def _as_mapped(record):
    """The record's values as a mapping writes them."""
    return {name: _written(value) for name, value in record.items()}


def _written(value):
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, dict):
        return json.dumps(value)
    return str(value[0]) if isinstance(value, list) and value else str(value)
