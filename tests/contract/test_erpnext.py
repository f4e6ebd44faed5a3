"""ERPNext 15, held to the contract of connectors by a double of what was recorded of it and read in its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial

import pytest

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.erpnext import Config, ErpNext
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, PostingRejected
from backend.model.catalog import ExpectedReceipt, union
from backend.model.kept import taken_back
from backend.model.trade import CreditNote, Invoice, Line, Order, Party, Totals
from tests.contract.connectors import FILE, MAIL, MappingContract
from tests.contract.doubles.erpnext import FIELD, KEY, SECRET
from tests.contract.doubles.erpnext import ErpNext as Double
from tests.contract.doubles.erpnext_data import ORDER_LINE, VAT_BOUGHT, VAT_REDUCED, VAT_SOLD
from tests.contract.doubles.serving import serving
from tests.contract.http_connectors import HttpConnectorContract
from tests.contract.kept import LATER, BindingChangeContract, HttpChangeContract, change_of

SUPPLIER = Party("SUP-0001", "Coutellerie Vial")


class TestErpNext(MappingContract, BindingChangeContract, HttpChangeContract, HttpConnectorContract):
    other_item = ("MD-1001", Decimal(29))
    order_values = (
        {"set_warehouse": "Nantes - MD", "order_type": "Sales", "custom_is_urgent": "yes", "custom_ship_on": "2026-11-20"},
        {"custom_batch": "L-7", "custom_weight": "2.5"},
    )
    invoice_values = ({"remarks": "Coutellerie"}, {"expense_account": "Transports - MD", "cost_center": "Boutique - MD"})
    item_group = "Tableware"
    wrong_values = (("set_warehouse", "Paris - MD"), ("custom_weight", "heavy"))
    counts_drafts = False
    keeps_cancelled = False

    def close(self, receipt):
        self.confirm(receipt)
        self.double._change("Sales Order", receipt.number, {"docstatus": 2})

    def confirm(self, receipt):
        self.double._change("Sales Order", receipt.number, {"docstatus": 1})

    def is_binding(self, receipt):
        return self.double.tables["Sales Order"][receipt.number]["docstatus"] == 1

    @pytest.fixture
    def double(self):
        return Double()

    @pytest.fixture
    def url(self, double):
        with serving(double) as url:
            yield url

    @pytest.fixture
    def config(self, url):
        return Config(url, KEY, SECRET)

    @pytest.fixture
    def opened(self, config, tmp_path):
        return partial(ErpNext, config, Surroundings(Claims(tmp_path)))

    @pytest.fixture
    def order(self):
        line = Line("MD-4001", "Verre à vin 35 cl", Decimal(10), Decimal("16.50"), Decimal("165.00"), "C62", Decimal(20))
        customer = Party("Brasserie du Confluent", "Brasserie du Confluent")
        return Order("CDE-1999", date(2026, 11, 16), "EUR", customer, (line,), date(2026, 11, 30))

    @pytest.fixture
    def invoice(self):
        lines = (
            Line("MD-1001", "Couteau de chef", Decimal(24), Decimal("14.20"), Decimal("340.80"), "C62", Decimal(20), ORDER_LINE),
            Line("", "Port", Decimal(1), Decimal("18.00"), Decimal("18.00"), "C62", Decimal(20)),
        )
        totals = Totals(Decimal("358.80"), Decimal("71.76"), Decimal("430.56"))
        return Invoice("FA-1", date(2026, 11, 3), "EUR", SUPPLIER, lines, totals, date(2026, 12, 3), "PUR-ORD-2026-00138")

    @pytest.fixture
    def credit_note(self):
        line = Line("MD-1001", "Couteau de chef", Decimal(2), Decimal("14.20"), Decimal("28.40"), "C62", Decimal(20))
        totals = Totals(Decimal("28.40"), Decimal("5.68"), Decimal("34.08"))
        return CreditNote("AV-1", date(2026, 11, 6), "EUR", SUPPLIER, (line,), totals, preceding_invoice_reference="FA-1")

    @pytest.fixture(autouse=True)
    def look_into(self, double):
        self.double = double

    def _record(self, receipt):
        doctype, name, _ = receipt.id.split(",")
        return self.double.tables[doctype][name]

    def totals(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        record = self._record(receipt)
        sign = -1 if record.get("is_return") else 1
        return Totals(*(sign * record[name] for name in ("net_total", "total_taxes_and_charges", "grand_total")))

    def mapped(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        record = self._record(receipt)
        return _as_mapped(record), [_as_mapped(row) for row in record["items"]]

    def kept_files(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        files = self.double.tables["File"].values()
        return [file["file_name"] for file in files if file["attached_to_name"] == receipt.number]

    def history(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        comments = self.double.tables["Comment"].values()
        return [comment["content"] for comment in comments if comment["reference_name"] == receipt.number]

    def opened_with_a_wrong_key(self, opened):
        config, surroundings = opened.args
        return ErpNext(replace(config, secret="another"), surroundings)

    def opened_while_it_is_away(self, tmp_path):
        return ErpNext(Config("http://127.0.0.1:9", KEY, SECRET), Surroundings(Claims(tmp_path)))

    @pytest.fixture
    def mixed(self, invoice):
        """An invoice with two rates of VAT."""
        lines = (replace(invoice.lines[0], purchase_order_line_id=""), replace(invoice.lines[1], tax_rate=Decimal("5.5")))
        return replace(invoice, lines=lines, totals=Totals(Decimal("358.80"), Decimal("69.15"), Decimal("427.95")))

    def test_of_a_submitted_order_no_less_than_was_delivered_and_no_rounded_price_is_kept(self, connector, order, double):
        receipt = connector.post(order, "key")
        self.confirm(receipt)
        before, line = connector.read(receipt), order.lines[0]
        double.tables["Sales Order"][receipt.number]["items"][0]["delivered_qty"] = 4
        finer = replace(line, net_price=Decimal("16.505"))
        for becomes, said in ((self.more_of(line, 3), "delivered"), (None, "delivered"), (finer, "ERPNext keeps another")):
            with pytest.raises(PostingRejected, match=said):
                connector.change(change_of(order, before, {"MD-4001": becomes}, self.added(order)), "change")
            assert self.stands(connector, receipt) == [("MD-4001", line.quantity, line.net_price)]
        assert self.is_binding(receipt)

    def test_of_a_changed_row_all_else_stays_and_its_price_is_the_customers_whatever_margin_it_had(self, connector, order):
        receipt = connector.post(replace(order, quotation_reference="SAL-QTN-2026-00012"), "key")
        row = self._record(receipt)["items"][0]
        row.update(custom_batch="L-7", price_list_rate=Decimal(15), margin_type="Amount", margin_rate_or_amount=Decimal("1.50"))
        line = replace(order.lines[0], net_price=Decimal(16))
        connector.change(change_of(order, connector.read(receipt), {"MD-4001": line}), "change")
        changed = self._record(receipt)["items"][0]
        assert (changed["rate"], changed["amount"]) == (16, 160)
        for name in ("name", "description", "quotation_item", "custom_batch", "price_list_rate"):
            assert changed[name] == row[name]

    def test_a_price_that_erpnext_rounds_is_put_back(self, connector, two_lines):
        receipt = connector.post(two_lines, "key")
        before = self.stands(connector, receipt)
        line = replace(two_lines.lines[0], net_price=Decimal("16.4567"))
        change = change_of(two_lines, connector.read(receipt), {"MD-4001": line, "MD-1001": None})
        with pytest.raises(PostingRejected, match=r"16\.46"):
            connector.change(change, "change")
        assert self.stands(connector, receipt) == before

    def test_what_somebody_saves_while_it_is_changed_is_not_overwritten(self, connector, order, double, monkeypatch):
        receipt = connector.post(order, "key")
        change = change_of(order, connector.read(receipt), {"MD-4001": self.more_of(order.lines[0], 8)})
        read = connector._calls.document

        def read_and_saved(doctype, name):
            record = read(doctype, name)
            double._change(doctype, name, {"custom_ship_on": "2026-12-24"})
            return record

        monkeypatch.setattr(connector._calls, "document", read_and_saved)
        with pytest.raises(ConnectorUnavailable):
            connector.change(change, "change")
        monkeypatch.undo()
        connector.change(change, "change")
        assert [(row["qty"], row["delivery_date"]) for row in self._record(receipt)["items"]] == [(8, "2026-11-30")]
        assert self._record(receipt)["custom_ship_on"] == "2026-12-24"

    @pytest.mark.parametrize("day", [None, date(2026, 11, 24)], ids=["the line's", "the order's, which is before the line's"])
    def test_the_date_of_an_order_is_the_last_of_its_lines_and_comes_back(self, connector, two_lines, day):
        receipt = connector.post(two_lines, "key")
        line = replace(two_lines.lines[0], requested_delivery_date=LATER)
        change = change_of(two_lines, connector.read(receipt), {"MD-4001": line}, day=day)
        for _ in range(2):
            connector.change(change, "change")
            kept = connector.read(receipt)
            dates = [line.requested_delivery_date for line in kept.lines]
            assert (kept.requested_delivery_date, dates) == (LATER, [LATER, day or date(2026, 11, 30)])
        connector.change(taken_back(change), "back")
        kept = connector.read(receipt)
        assert {kept.requested_delivery_date, kept.lines[0].requested_delivery_date} == {date(2026, 11, 30)}

    def test_an_added_line_is_charged_its_own_rate_or_refused(self, connector, order, double):
        template = {"company": "Mistral Distribution", "disabled": 0, "taxes": [{"tax_type": VAT_SOLD, "tax_rate": Decimal(10)}]}
        double.insert("Item Tax Template", "Ventes 10 - MD", **template)
        receipt = connector.post(order, "key")
        kept, added = connector.read(receipt), self.added(order)
        with pytest.raises(PostingRejected, match="Item Tax Template"):
            connector.change(change_of(order, kept, {}, replace(added, tax_rate=Decimal(0))), "nothing")
        connector.change(change_of(order, kept, {}, replace(added, tax_rate=Decimal(10))), "ten")
        assert self.totals(connector, receipt).tax_amount == Decimal("38.80")

    def test_payment_terms_are_written_where_they_make_the_printed_due_date(self, connector, invoice):
        terms = {one.id: one.days for one in union(connector.fetch_catalog()).payment_terms}
        assert terms == {"30 jours": 30, "30 jours fin de mois": None}
        for number, (name, kept) in enumerate((("30 jours", "30 jours"), ("30 jours fin de mois", ""))):
            receipt = connector.post(replace(self.numbered(invoice, number), payment_terms=name), name)
            record = self._record(receipt)
            assert (record["due_date"], record["payment_terms_template"]) == ("2026-12-03", kept)

    def test_an_order_goes_to_the_customers_address_that_is_printed(self, connector, order):
        receipt = connector.post(replace(order, delivery_address="Brasserie\n4, quai des Docks\n69002 LYON"), "known")
        assert self._record(receipt)["shipping_address_name"] == "Confluent-2"
        receipt = connector.post(replace(self.numbered(order, 2), delivery_address="Chantier, 8 avenue Foch, 33000 Bordeaux"), "another")
        assert self.history(connector, receipt) == ["Livraison demandée à : Chantier, 8 avenue Foch, 33000 Bordeaux"]

    def test_an_order_refers_to_the_quotation_that_it_answers(self, connector, order):
        receipt = connector.post(replace(order, quotation_reference="SAL-QTN-2026-00012"), "known")
        assert [(row["prevdoc_docname"], row["quotation_item"]) for row in self._record(receipt)["items"]] == [("SAL-QTN-2026-00012", "q1")]
        receipt = connector.post(replace(self.numbered(order, 2), quotation_reference="D-77"), "another")
        assert self.history(connector, receipt) == ["Notre devis : D-77"]

    def test_stock_is_the_companys_and_receipts_are_in_its_unit(self, connector):
        glass, knife = sorted(connector.fetch_items(["MD-4001", "MD-1001"]), key=lambda item: item.stock is None)
        assert (glass.stock, glass.expected) == (40, (ExpectedReceipt(date(2026, 12, 4), Decimal(48)),))
        assert (knife.stock, knife.expected) == (None, ())

    def test_a_customer_has_what_is_open_of_his_invoices_and_his_limit(self, connector):
        (customer,) = connector.fetch_customers(["Brasserie du Confluent"])
        assert (customer.open_balance, customer.credit_limit) == (Decimal("1250.50"), 5000)
        assert (customer.street, customer.postal_code) == ("1 rue de la Paix", "69001")

    def test_an_order_tells_what_was_delivered_of_each_line(self, connector, order):
        receipt = connector.post(order, "key")
        self._record(receipt)["items"][0].update(delivered_qty=4, billed_amt=Decimal("33.00"))
        (line,) = connector.status(order.order_number).lines
        assert (line.item_id, line.quantity, line.delivered_quantity, line.invoiced_quantity) == ("MD-4001", 10, 4, 2)

    def test_an_invoice_tells_when_it_was_paid_and_what_is_open(self, connector, invoice, double):
        receipt = connector.post(invoice, "key")
        self._record(receipt).update(docstatus=1, status="Partly Paid", outstanding_amount=Decimal("30.56"))
        reference = {"reference_name": receipt.number}
        double.insert("Payment Entry", "PAY-1", posting_date="2026-11-19", docstatus=1, references=[reference])
        report = connector.status(invoice.invoice_number)
        assert (report.status, report.paid_on, report.open_amount) == ("Partly Paid", "2026-11-19", Decimal("30.56"))

    def test_what_has_groups_is_booked_on_its_leaves_only(self, connector):
        (field,) = [one for one in connector.fields() if one.name == "expense_account"]
        values = {choice.value for choice in field.choices}
        assert "Transports - MD" in values
        assert "Charges - MD" not in values

    def test_each_line_is_charged_its_own_rate(self, connector, mixed):
        receipt = connector.post(mixed, "key")
        charged = {row["account_head"]: row["tax_amount"] for row in self._record(receipt)["taxes"]}
        assert charged == {VAT_BOUGHT: Decimal("68.16"), VAT_REDUCED: Decimal("0.99")}

    def test_two_rates_need_templates_that_items_can_have(self, connector, mixed, double):
        double.tables["Item Tax Template"].clear()
        with pytest.raises(PostingRejected, match=r"Item Tax Template.*20") as refusal:
            connector.post(mixed, "key")
        assert "20" in refusal.value.fr

    def test_a_rate_that_erpnext_does_not_have_is_refused_by_its_name(self, connector, invoice):
        lines = tuple(replace(line, tax_rate=Decimal(19)) for line in invoice.lines)
        with pytest.raises(PostingRejected, match="19"):
            connector.post(replace(invoice, lines=lines), "key")

    def test_of_two_accounts_with_one_rate_the_default_templates_is_meant(self, connector, invoice, double):
        connector.post(invoice, "one")
        template = double.tables["Purchase Taxes and Charges Template"]["Achats 5,5 - MD"]["taxes"][0]
        template["rate"] = 20
        receipt = connector.post(replace(invoice, invoice_number="FA-2"), "two")
        assert [row["account_head"] for row in self._record(receipt)["taxes"]] == [VAT_BOUGHT]
        double.tables["Purchase Taxes and Charges Template"]["Achats 20 - MD"]["is_default"] = 0
        with pytest.raises(PostingRejected, match=f"{VAT_BOUGHT}, {VAT_REDUCED}"):
            connector.post(replace(invoice, invoice_number="FA-3"), "three")

    def test_an_invoice_without_vat_gets_none_though_the_company_usually_has_some(self, connector, invoice):
        lines = tuple(replace(line, tax_rate=Decimal(0)) for line in invoice.lines)
        totals = Totals(Decimal("358.80"), Decimal(0), Decimal("358.80"))
        receipt = connector.post(replace(invoice, lines=lines, totals=totals), "key")
        assert self._record(receipt)["taxes"] == []

    def test_an_order_that_names_no_vat_gets_the_companys_usual_one(self, connector, order):
        receipt = connector.post(replace(order, lines=(replace(order.lines[0], tax_rate=None),)), "key")
        assert self.totals(connector, receipt).tax_amount == Decimal("33.00")

    @pytest.mark.parametrize("cents", ["0.01", "-0.01"])
    def test_a_cent_of_rounding_becomes_a_row_of_its_own(self, connector, invoice, credit_note, cents):
        for document in (invoice, credit_note):
            gross = document.totals.tax_inclusive_amount + Decimal(cents)
            receipt = connector.post(replace(document, totals=replace(document.totals, tax_inclusive_amount=gross)), f"{document}")
            assert self.totals(connector, receipt).tax_inclusive_amount == gross
            assert self._record(receipt)["taxes"][-1]["description"] == "Arrondi"

    def test_a_price_that_erpnext_rounds_is_refused_where_no_total_would_show_it(self, connector, order, double):
        line = replace(order.lines[0], quantity=Decimal(1000), net_price=Decimal("0.1234"), line_amount=Decimal("123.40"))
        with pytest.raises(PostingRejected, match=r"120\.00.*123\.40"):
            connector.post(replace(order, lines=(line,)), "key")
        assert not double.tables["Sales Order"]

    def test_a_draft_that_may_not_be_removed_is_never_taken_for_a_posted_one(self, connector, invoice, double):
        double.roles.remove("Accounts Manager")
        wrong = replace(invoice, totals=replace(invoice.totals, tax_inclusive_amount=Decimal(500)))
        with pytest.raises(ConnectorMisconfigured, match="Purchase Invoice"):
            connector.post(wrong, "key")
        assert connector.find("key") is None
        assert connector.post(invoice, "key") == connector.find("key")
        assert len(double.tables["Purchase Invoice"]) == 1

    def test_a_due_date_that_is_printed_is_kept_though_it_is_long_ago(self, connector, invoice):
        late = replace(invoice, issue_date=date(2026, 1, 5), due_date=date(2026, 2, 4))
        record = self._record(connector.post(late, "key"))
        assert (record["due_date"], record["posting_date"], record["bill_date"]) == ("2026-02-04", "2026-01-05", "2026-01-05")

    def test_a_line_is_bought_in_the_unit_of_its_purchase_order(self, connector, invoice, double):
        double.tables["Purchase Order"]["PUR-ORD-2026-00138"]["items"][0]["uom"] = "Box"
        items = self._record(connector.post(invoice, "key"))["items"]
        assert [(item["uom"], item["po_detail"]) for item in items] == [("Box", ORDER_LINE), ("Nos", None)]

    def test_an_order_line_without_an_item_is_refused_in_a_sentence(self, connector, order):
        with pytest.raises(PostingRejected, match="Port"):
            connector.post(replace(order, lines=(replace(order.lines[0], item_id="", description="Port"),)), "key")

    def test_erpnext_refuses_in_its_own_words_without_mark_up_hints_or_traceback(self, connector, order):
        first = connector.post(order, "one")
        with pytest.raises(PostingRejected) as refusal:
            connector.post(order, "two")
        assert refusal.value.message.startswith(f"Sales Order {first.number} already exists against Customer's Purchase Order CDE-1999.")
        assert not {"<", "Traceback", "Item Price"} & set(refusal.value.message.split())
        assert "Traceback" not in refusal.value.message

    def test_what_is_submitted_counts_and_is_cancelled_not_deleted(self, connector, invoice, double):
        receipt = connector.post(invoice, "key")
        double._change("Purchase Invoice", receipt.number, {"docstatus": 1})
        (purchase_order,) = connector.find_purchase_orders([invoice.purchase_order_number])
        assert purchase_order.lines[0].invoiced_quantity == 24
        connector.cancel(receipt)
        connector.cancel(receipt)
        assert self._record(receipt)["docstatus"] == 2
        assert connector.find("key") == receipt

    def test_under_the_number_of_a_deleted_draft_another_document_is_left_alone(self, connector, invoice):
        first = connector.post(invoice, "one")
        connector.cancel(first)
        second = connector.post(invoice, "two")
        assert second.number == first.number
        connector.cancel(first)
        assert connector.find("two") == second

    def test_a_document_that_somebody_else_begins_under_the_key_is_found_at_the_next_try(self, connector, order, double, monkeypatch):
        begun = connector.post(order, "key")
        monkeypatch.setattr(connector, "_begun", lambda *_: None)
        with pytest.raises((ConnectorUnavailable, PostingRejected)):
            connector.post(order, "key")
        assert list(double.tables["Sales Order"]) == [begun.number]

    def test_missing_rights_are_named_with_the_role_that_gives_them(self, connector, double):
        double.roles.remove("Accounts Manager")
        (finding,) = connector.check()
        assert "delete" in finding.sentence.en
        assert "Accounts Manager" in finding.remedy.en

    def test_a_missing_field_is_named_with_how_to_make_it(self, connector, double):
        double.custom["Purchase Invoice"] = set()
        (finding,) = connector.check()
        assert FIELD in finding.sentence.en
        assert "Customize Form › Purchase Invoice" in finding.remedy.en
        with pytest.raises(ConnectorMisconfigured, match=FIELD):
            connector.find("key")

    def test_of_several_companies_one_has_to_be_named(self, opened, double):
        double.insert("Company", "Another", company_name="Another", tax_id="FR1")
        (finding,) = opened().check()
        assert finding.rule == "ERP-COMPANY"
        config, surroundings = opened.args
        assert not ErpNext(replace(config, company="Mistral Distribution"), surroundings).check()

    def test_the_catalog_is_complete_beyond_one_page(self, connector, double):
        for n in range(1201):
            double.insert("Customer", f"C{n:05d}", customer_name="One of many", disabled=0)
        assert len(union(connector.fetch_catalog()).customers) == 1202

    def test_the_catalog_knows_what_partners_call_an_item_and_where_they_are(self, connector):
        catalog = union(connector.fetch_catalog())
        by_id = {item.id: item for item in catalog.items}
        assert by_id["MD-1001"].supplier_references == {"SUP-0001": "CC-20"}
        assert by_id["MD-4001"].customer_references == {"Brasserie du Confluent": "VIN35"}
        (vial,) = [supplier for supplier in catalog.suppliers if supplier.id == "SUP-0001"]
        assert (vial.city, vial.country, vial.ibans) == ("Thiers", "FR", ("FR7630006000011234567890189",))

    def test_only_what_changed_is_fetched_again(self, connector, double):
        double.tables["Item"]["MD-1001"]["modified"] = "2020-01-01 00:00:00"
        changed = union(connector.fetch_catalog(datetime.now(UTC) - timedelta(hours=1)))
        assert [item.id for item in changed.items] == ["MD-4001"]
        assert changed.items[0].gtin == "3012345678907"

    def test_a_note_is_written_once_though_erpnext_answers_a_page_made_of_it(self, connector, order):
        receipt = connector.post(order, "key")
        for _ in range(2):
            connector.note(receipt, "Approuvé par Claire <claire@mistral.example>")
        assert self.history(connector, receipt) == ["Approuvé par Claire &lt;claire@mistral.example&gt;"]

    def test_agreed_prices_are_read_where_the_role_for_them_is_given(self, connector, double):
        double.insert("Item Price", "P1", item_code="MD-4001", customer="Brasserie du Confluent", price_list_rate=Decimal(15), selling=1)
        for role, prices in (("Sales User", {}), ("Sales Master Manager", {"Brasserie du Confluent": 15})):
            double.roles.add(role)
            (glass,) = [item for item in union(connector.fetch_catalog()).items if item.id == "MD-4001"]
            assert glass.customer_prices == prices

    def test_files_are_private(self, connector, order, double):
        connector.attach(connector.post(order, "key"), MAIL, [FILE])
        assert [file["is_private"] for file in double.tables["File"].values()] == [1]


def _as_mapped(record):
    """The record's values as a mapping writes them."""
    return {name: "yes" if value == 1 and name == "custom_is_urgent" else str(value) for name, value in record.items()}
