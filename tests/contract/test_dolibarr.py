"""Dolibarr 22, held to the contract of connectors by a double of what was recorded of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial

import pytest
import requests

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.dolibarr import Config, DolibarrErp, calls, catalog
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, PostingRejected
from backend.model.catalog import ExpectedReceipt, union
from backend.model.mail import Attachment
from backend.model.trade import CreditNote, Invoice, Line, Order, Party, Totals
from tests.contract.connectors import FILE, MAIL, MappingContract
from tests.contract.doubles.dolibarr import KEY, Dolibarr
from tests.contract.doubles.dolibarr_tables import ACCOUNTS, TABLES
from tests.contract.doubles.serving import serving
from tests.contract.http_connectors import HttpConnectorContract
from tests.contract.kept import BindingChangeContract, HttpChangeContract, change_of

SUPPLIER = Party("2", "Coutellerie Vial")


class TestDolibarr(MappingContract, BindingChangeContract, HttpChangeContract, HttpConnectorContract):
    other_item = ("2", Decimal(29))
    order_values = (
        {"options_urgent": "yes", "options_ship_on": "2026-11-20", "options_channel": "2"},
        {"options_batch": "L-7", "options_weight": "2.5"},
    )
    invoice_values = ({"options_folder": "D-12"}, {"options_account": "1"})
    wrong_values = (("options_channel", "3"), ("options_weight", "heavy"))
    counts_drafts = False
    keeps_cancelled = False

    def close(self, receipt):
        self.dolibarr.tables["orders"][self._place(receipt)[1]]["status"] = 3

    def confirm(self, receipt):
        self.dolibarr.tables["orders"][self._place(receipt)[1]]["status"] = 1

    def is_binding(self, receipt):
        return self.dolibarr.tables["orders"][self._place(receipt)[1]]["status"] == 1

    @pytest.fixture
    def dolibarr(self):
        return Dolibarr()

    @pytest.fixture
    def url(self, dolibarr):
        with serving(dolibarr) as url:
            yield url

    @pytest.fixture
    def opened(self, url, tmp_path):
        return partial(DolibarrErp, Config(url, KEY), Surroundings(Claims(tmp_path)))

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
        return Invoice("FA-1", date(2026, 11, 3), "EUR", SUPPLIER, lines, totals, date(2026, 12, 3), "PO2610-0138")

    @pytest.fixture
    def credit_note(self):
        line = Line("2", "Couteau de chef", Decimal(2), Decimal("14.20"), Decimal("28.40"), "C62", Decimal(20))
        totals = Totals(Decimal("28.40"), Decimal("5.68"), Decimal("34.08"))
        return CreditNote("AV-1", date(2026, 11, 6), "EUR", SUPPLIER, (line,), totals, preceding_invoice_reference="FA-1")

    @pytest.fixture(autouse=True)
    def look_into(self, dolibarr):
        self.dolibarr = dolibarr

    def _place(self, receipt):
        part, record_id = receipt.id.split(",")
        return {"order": "orders", "supplier_invoice": "supplierinvoices"}[part], int(record_id)

    def totals(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        name, record_id = self._place(receipt)
        record = self.dolibarr.tables[name][record_id]
        sign = -1 if record["type"] == 2 else 1
        return Totals(*(sign * sum(line[k] for line in record["lines"]) for k in ("total_ht", "total_tva", "total_ttc")))

    def mapped(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        name, record_id = self._place(receipt)
        record = self.dolibarr.tables[name][record_id]
        header = {
            field: "yes" if (field, value) == ("options_urgent", "1") else value for field, value in record.get("array_options", {}).items()
        }
        return header, [line["array_options"] for line in record["lines"]]

    def kept_files(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        return list(self.dolibarr.files.get(self._place(receipt), {}))

    def history(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        name, record_id = self._place(receipt)
        element = {"orders": "order", "supplierinvoices": "invoice_supplier"}[name]
        events = self.dolibarr.tables["agendaevents"].values()
        return [event["label"] for event in events if (event["elementtype"], event["fk_element"]) == (element, record_id)]

    def opened_with_a_wrong_key(self, opened):
        config, surroundings = opened.args
        return DolibarrErp(replace(config, key="another"), surroundings)

    def opened_while_it_is_away(self, tmp_path):
        return DolibarrErp(Config("http://127.0.0.1:9", KEY), Surroundings(Claims(tmp_path)))

    def test_of_a_changed_line_all_else_stays(self, connector, order):
        line = replace(order.lines[0], erp_fields={"options_batch": "L-7"})
        receipt = connector.post(replace(order, lines=(line,)), "key")
        (before,) = self.dolibarr.tables["orders"][1]["lines"]
        connector.change(change_of(order, connector.read(receipt), {"1": self.more_of(line, 7)}), "change")
        (after,) = self.dolibarr.tables["orders"][1]["lines"]
        assert (after["qty"], after["total_ttc"]) == (7, Decimal("138.60"))
        assert {name for name in before if before[name] != after[name]} == {"qty", "total_ht", "total_tva", "total_ttc"}

    def test_a_line_that_dolibarr_only_claims_to_have_changed_is_refused(self, connector, order, monkeypatch):
        receipt = connector.post(order, "key")
        change = change_of(order, connector.read(receipt), {"1": self.more_of(order.lines[0], 7)}, self.added(order))
        monkeypatch.setattr(self.dolibarr, "_changed_line", lambda *_: False)
        with pytest.raises(PostingRejected, match="did not change the line"):
            connector.change(change, "change")
        assert self.stands(connector, receipt) == [("1", Decimal(10), Decimal("16.50"))]

    def test_payment_terms_that_are_known_are_written(self, connector, invoice):
        terms = union(connector.fetch_catalog()).payment_terms
        assert [(one.days, one.is_end_of_month) for one in terms] == [(0, False), (30, False), (30, True), (None, False)]
        connector.post(replace(invoice, payment_terms=terms[1].id), "key")
        assert self.dolibarr.tables["supplierinvoices"][1]["cond_reglement_id"] == 2

    def test_stock_and_receipts_are_those_of_this_moment(self, connector, dolibarr):
        (glass,) = connector.fetch_items(["1"])
        assert (glass.stock, glass.expected) == (40, (ExpectedReceipt(date(2026, 12, 4), Decimal(48)),))
        dolibarr.tables["products"][1]["type"] = 1
        assert connector.fetch_items(["1"])[0].stock is None

    def test_a_customer_has_what_is_open_and_his_limit(self, connector):
        (customer,) = connector.fetch_customers(["1"])
        assert (customer.open_balance, customer.credit_limit, customer.postal_code) == (Decimal("1250.50"), 5000, "69001")

    def test_an_account_that_was_added_is_seen_at_once(self, connector, monkeypatch):
        assert connector.fetch_suppliers(["2"])[0].ibans == ("FR7630006000011234567890189",)
        monkeypatch.setitem(ACCOUNTS, 2, [{"id": "2", "iban": "FR14 2004 1010 0505 0001 3M02 606"}])
        assert connector.fetch_suppliers(["2"])[0].ibans == ("FR1420041010050500013M02606",)

    def test_an_order_tells_of_its_lines_what_its_state_says(self, connector, order, dolibarr):
        connector.post(order, "key")
        for status, delivered in ((1, 0), (2, None), (3, 10)):
            dolibarr.tables["orders"][1]["status"] = status
            (line,) = connector.status(order.order_number).lines
            assert (line.item_id, line.quantity, line.delivered_quantity) == ("1", 10, delivered)

    def test_an_invoice_tells_when_it_was_paid_and_what_is_open(self, connector, invoice, dolibarr):
        connector.post(invoice, "key")
        dolibarr.tables["supplierinvoices"][1]["status"] = 1
        dolibarr.payments[1] = [{"amount": "400.00000000", "type": "VIR", "date": "2026-11-19 00:00:00", "num": "", "ref": "SPAY1"}]
        report = connector.status(invoice.invoice_number)
        assert (report.status, report.paid_on, report.open_amount) == ("unpaid", "2026-11-19", Decimal("30.56"))

    def test_lists_that_are_empty_may_be_told_as_such_as_well(self, connector, dolibarr, order):
        dolibarr.empty_is_404 = False
        assert connector.find("key") is None
        assert connector.post(order, "key") == connector.find("key")

    def test_an_address_without_a_dolibarr_is_for_the_administrator(self, url, tmp_path, order):
        connector = DolibarrErp(Config(f"{url}/elsewhere", KEY), Surroundings(Claims(tmp_path)))
        with pytest.raises(ConnectorMisconfigured, match="no Dolibarr"):
            connector.post(order, "key")

    def test_a_cent_of_rounding_becomes_a_line_of_its_own(self, connector, invoice, credit_note):
        line = Line("", "Port", Decimal(3), Decimal("3.333"), Decimal("10.00"), "C62", Decimal(20))
        totals = Totals(Decimal("20.00"), Decimal("4.00"), Decimal("24.01"))
        for key, document in (("i", invoice), ("c", credit_note)):
            receipt = connector.post(replace(document, lines=(line, line), totals=totals), key)
            assert self.totals(connector, receipt).tax_inclusive_amount == Decimal("24.01")
            name, record_id = self._place(receipt)
            assert [one["desc"] for one in self.dolibarr.tables[name][record_id]["lines"]] == ["Port", "Port", "Arrondi"]

    def test_an_invoice_has_its_dates_its_terms_and_its_purchase_order(self, connector, invoice):
        connector.post(invoice, "key")
        (record,) = self.dolibarr.tables["supplierinvoices"].values()
        midnight = datetime(2026, 12, 2, 23, tzinfo=UTC).timestamp()
        assert (record["date_echeance"], record["cond_reglement_id"], record["mode_reglement_id"]) == (midnight, 3, 2)
        assert self.dolibarr.links == [("order_supplier", "1", record["id"])]
        (known,) = union(connector.fetch_catalog()).supplier_invoices
        assert known.issue_date == invoice.issue_date

    def test_a_credit_note_names_the_invoice_that_it_corrects(self, connector, invoice, credit_note):
        connector.post(invoice, "i")
        receipt = connector.post(credit_note, "c")
        record = self.dolibarr.tables["supplierinvoices"][2]
        assert (record["type"], record["fk_facture_source"]) == (2, 1)
        (known,) = [one for one in union(connector.fetch_catalog()).supplier_invoices if one.id == receipt.id]
        assert known.tax_inclusive_amount == credit_note.totals.tax_inclusive_amount

    def test_an_order_says_when_and_where_to_deliver(self, connector, order):
        connector.post(replace(order, delivery_address="12 quai Rambaud, Lyon"), "key")
        (record,) = self.dolibarr.tables["orders"].values()
        assert record["note_private"] == "Livraison : 12 quai Rambaud, Lyon"
        assert connector.status(order.order_number).expected == "2026-11-30"

    def test_an_order_goes_to_the_contact_whose_address_is_printed(self, connector, order):
        connector.post(replace(order, delivery_address="Brasserie\n4, quai des Docks\n69002 LYON"), "key")
        (record,) = self.dolibarr.tables["orders"].values()
        assert self.dolibarr.contacts == {record["id"]: {"SHIPPING": 1}}
        assert "note_private" not in record

    def test_extra_fields_that_are_computed_or_chosen_from_a_table_are_not_offered(self, connector, dolibarr):
        offered = {field.name for field in connector.fields()}
        assert "options_urgent" in offered
        assert not offered & {"options_site", "options_margin", "options_shelf"}
        dolibarr.told_the_fields = "admin"
        with pytest.raises(ConnectorMisconfigured, match="API_LOGINS_ALLOWED_FOR_GET_EXTRAFIELDS"):
            connector.fields()

    def test_the_items_rate_is_taken_where_the_document_prints_none(self, connector, order):
        receipt = connector.post(replace(order, lines=(replace(order.lines[0], tax_rate=None),)), "key")
        assert self.totals(connector, receipt).tax_amount == Decimal("33.00")
        with pytest.raises(PostingRejected, match="VAT rate"):
            connector.post(replace(order, lines=(replace(order.lines[0], item_id="", tax_rate=None),)), "another")

    def test_another_currency_than_the_companys_is_refused_and_leaves_nothing(self, connector, invoice):
        with pytest.raises(PostingRejected, match="USD"):
            connector.post(replace(invoice, currency="USD"), "key")
        assert self.count(connector, invoice) == 0

    def test_a_number_in_other_capitals_is_the_same_to_the_database(self, connector, invoice):
        first = connector.post(invoice, "one")
        with pytest.raises(PostingRejected, match="PROV") as refusal:
            connector.post(replace(invoice, invoice_number="fa-1"), "two")
        assert first.number in refusal.value.message

    @pytest.mark.parametrize("number", ["N° (7) d'hier", "50%", "A:B\\C", "x') or (t.rowid:>:'0"])
    def test_a_number_of_any_characters_is_found_and_no_other(self, connector, order, number):
        connector.post(order, "another")
        receipt = connector.post(replace(order, order_number=number), "key")
        assert connector.status(number).number == receipt.number

    @pytest.mark.parametrize("call", ["settodraft", "lines", "validate"])
    def test_a_validated_order_is_never_left_a_draft_by_an_attempt_that_was_cut_short(self, connector, order, monkeypatch, call):
        receipt = connector.post(order, "key")
        self.confirm(receipt)
        change = change_of(order, connector.read(receipt), {"1": self.more_of(order.lines[0], 7)})
        write = calls.Calls.write

        def cut(self_, method, path, body=None):
            if call in path:
                raise ConnectorUnavailable
            return write(self_, method, path, body)

        with monkeypatch.context() as patch:
            patch.setattr(calls.Calls, "write", cut)
            with pytest.raises(ConnectorUnavailable):
                connector.change(change, "change")
        connector.change(change, "change")
        assert self.stands(connector, receipt) == [("1", Decimal(7), Decimal("16.50"))]
        assert self.is_binding(receipt)

    def test_a_change_of_a_validated_order_that_dolibarr_refuses_leaves_it_as_it_was(self, connector, order):
        receipt = connector.post(order, "key")
        self.confirm(receipt)
        before = self.stands(connector, receipt)
        unknown = replace(self.added(order), item_id="99")
        with pytest.raises(PostingRejected):
            connector.change(change_of(order, connector.read(receipt), {"1": self.more_of(order.lines[0], 7)}, unknown), "change")
        assert self.stands(connector, receipt) == before
        assert self.is_binding(receipt)

    def test_what_was_validated_meanwhile_is_not_deleted(self, connector, order):
        receipt = connector.post(order, "key")
        self.dolibarr.tables["orders"][1]["status"] = 1
        with pytest.raises(PostingRejected, match="validated"):
            connector.cancel(receipt)
        assert connector.find("key") == receipt

    def test_a_document_that_could_not_be_found_again_is_refused_and_leaves_nothing(self, connector, order, monkeypatch):
        kept = TABLES["orders"].kept - {"ref_ext"}
        monkeypatch.setitem(TABLES, "orders", replace(TABLES["orders"], kept=kept))
        with pytest.raises(PostingRejected, match="does not keep our reference"):
            connector.post(order, "key")
        assert self.count(connector, order) == 0

    def test_a_draft_that_dolibarr_only_claims_to_have_deleted_is_not_taken_for_gone(self, connector, order):
        receipt = connector.post(order, "key")
        self.dolibarr.deleting_fails = True
        with pytest.raises(PostingRejected, match="did not delete"):
            connector.cancel(receipt)

    @pytest.mark.parametrize("lists_the_index", [False, True])
    def test_files_of_one_name_are_all_kept_and_none_twice(self, connector, order, lists_the_index):
        self.dolibarr.lists_the_index = lists_the_index
        receipt = connector.post(order, "key")
        files = [FILE, replace(FILE, content=b"%PDF-1.7 two"), Attachment("3", "Commande n°3.html", "text/html", b"<p>")]
        for _ in range(2):
            connector.attach(receipt, MAIL, files)
        assert [name[:9] for name in self.kept_files(connector, receipt)] == ["commande.", "commande-", "Commande "]

    def test_a_note_with_characters_that_dolibarr_takes_out_is_written_once(self, connector, order):
        receipt = connector.post(order, "key")
        for _ in range(2):
            connector.note(receipt, 'Approved by "Claire" <claire@example.com>')
        assert self.history(connector, receipt) == ["Approved by ”Claire” ‹claire@example.com›"]

    def test_a_supplier_has_its_accounts_and_an_item_what_the_supplier_calls_it(self, connector, invoice):
        connector.post(invoice, "key")
        catalog = union(connector.fetch_catalog())
        assert catalog.suppliers[0].ibans == ("FR7630006000011234567890189",)
        assert [item.supplier_references for item in catalog.items] == [{}, {"2": "CC-20"}]

    def test_what_did_not_change_is_not_told_again(self, connector, dolibarr):
        assert union(connector.fetch_catalog(datetime.now(UTC))).items
        for item in dolibarr.tables["products"].values():
            item["tms"] = "20200101000000"
        assert not union(connector.fetch_catalog(datetime.now(UTC))).items

    def test_a_missing_right_is_named_with_where_to_give_it(self, connector, dolibarr):
        dolibarr.rights.remove(("fournisseur", "facture", "creer"))
        dolibarr.told_the_company = "admin"
        right, company = connector.check()
        assert "Vendor invoices: create/modify" in right.sentence.en
        assert "API_LOGINS_ALLOWED_FOR_GET_COMPANY" in company.remedy.en

    def test_dolibarrs_own_words_are_shown_and_no_place_in_its_code(self, connector, order, dolibarr):
        dolibarr.rights.remove(("commande", "creer"))
        with pytest.raises(ConnectorMisconfigured, match="does not allow") as refusal:
            connector.post(order, "key")
        assert "class.php" not in refusal.value.message

    def test_a_list_is_read_to_its_end(self, connector, monkeypatch, dolibarr):
        for module in (calls, catalog):
            monkeypatch.setattr(module, "_PAGE", 1)
        found = union(connector.fetch_catalog())
        assert [item.id for item in found.items] == ["1", "2"]
        assert found.items[1].supplier_references
        assert len(found.suppliers) == len(dolibarr.tables["thirdparties"]) - 1


def test_the_double_knows_each_number_of_a_supplier_once():
    with serving(Dolibarr()) as url:
        sent = {"socid": 2, "ref_supplier": "FA-9", "date": 1792450800, "lines": []}
        answers = [
            requests.post(f"{url}/api/index.php/supplierinvoices", json=sent, headers={"DOLAPIKEY": KEY}, timeout=5) for _ in range(2)
        ]
    assert [answer.status_code for answer in answers] == [200, 500]
    assert answers[1].json()["error"]["0"] == "ErrorRefAlreadyExists"
