"""Tryton 8.2 itself, started by the tests, held to the contract of connectors."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import create_engine, text

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.tryton import Config, TrytonErp
from backend.errors import PostingRejected
from backend.model.catalog import union
from backend.model.erp_field import Place
from backend.model.trade import CreditNote, Invoice, Line, Order, Party, Totals
from tests.contract import trytons
from tests.contract.connectors import MappingContract
from tests.contract.http_connectors import HttpConnectorContract
from tests.contract.kept import HttpChangeContract, change_of
from tests.contract.trytons import LOGIN, PASSWORD, POSTED_TO, POWERLESS, RECEIVED, WITH_A_DRAFT

# What trytond needs to start, and once in a while to be made, is no test's time.
pytestmark = pytest.mark.timeout(300, func_only=True)

#: Methods of models that change nothing.
_READING = frozenset({"get_preferences", "search", "search_count", "search_read", "read", "fields_get", "get_access", "on_change"})


class KeyedTryton(TrytonErp):
    """Tryton with keys of one test's own: the tests of a class share a database, as documents of many days do."""

    def __init__(self, config, surroundings, prefix):
        super().__init__(config, surroundings)
        self._prefix = prefix

    def find(self, key):
        return super().find(self._prefix + key)

    def post(self, document, key):
        return super().post(document, self._prefix + key)


@pytest.fixture(scope="class")
def tryton(postgresql_server):
    with trytons.running(postgresql_server) as running:
        yield running


# The first test may have to wait until the database of the Tryton is made.
@pytest.mark.timeout(1200)
class TestTryton(MappingContract, HttpChangeContract, HttpConnectorContract):
    # A line of a sale has no field that is not the connector's, so nothing fits there.
    wrong_values = (("sale_date", "soon"), ("account", "1"))

    @pytest.fixture(autouse=True)
    def values(self, connector, ids):
        """Values by the ids that this database gave."""
        self.other_item = (ids["COU-20"], Decimal(29))
        offered = {(field.place, field.name): field for field in connector.fields()}
        (warehouse, *_), (*_, account) = (offered[of].choices for of in ((Place.HEADER, "warehouse"), (Place.LINE, "account")))
        self.order_values = ({"warehouse": warehouse.value, "description": "Quai 4", "sale_date": "2026-11-20"}, {})
        self.invoice_values = ({"description": "Coutellerie"}, {"account": account.value})

    def only_reads(self, request):
        return json.loads(request.body)["method"].rpartition(".")[2] in _READING

    def mapped(self, connector, receipt):
        model, record = receipt.id.split(",")
        header = ("warehouse", "description", "sale_date") if model == "sale.sale" else ("description",)
        line = () if model == "sale.sale" else ("account",)
        found = connector._calls.record(model, int(record), ("lines", *header))
        model_of_lines, order = ("sale.line" if model == "sale.sale" else "account.invoice.line"), found["lines"]
        rows = {row["id"]: row for row in connector._calls.records(model_of_lines, [["id", "in", order]], line)}
        return ({name: str(found[name]) for name in header}, [{name: str(rows[one][name]) for name in line} for one in order])

    @pytest.fixture
    def config(self, tryton):
        return Config(tryton.url, tryton.database, LOGIN, PASSWORD)

    @pytest.fixture
    def opened(self, config, tmp_path):
        return partial(KeyedTryton, config, Surroundings(Claims(tmp_path)), uuid.uuid4().hex)

    @pytest.fixture
    def erp(self, connector):
        """What the test looks into Tryton with."""
        return connector._calls

    @pytest.fixture
    def ids(self, erp):
        """Names of the seed -> ids."""
        parties = {row["name"]: str(row["id"]) for row in erp.records("party.party", [], ("name",))}
        products = {row["code"]: str(row["id"]) for row in erp.records("product.product", [], ("code",))}
        return parties | products

    @pytest.fixture
    def order(self, ids):
        line = Line(ids["VER-35"], "Verre à vin 35 cl", Decimal(10), Decimal("16.50"), Decimal("165.00"), "C62", Decimal(20))
        customer = Party(ids["Brasserie du Confluent"], "Brasserie du Confluent")
        return Order(_new("CDE"), date(2026, 11, 16), "EUR", customer, (line,), date(2026, 11, 30))

    @pytest.fixture
    def purchase_order(self, connector, erp):
        """The purchase order of the seed that is for this."""

        def found(what):
            ((number,),) = ([row["number"]] for row in erp.records("purchase.purchase", [["reference", "=", what]], ("number",)))
            (order,) = connector.find_purchase_orders([number])
            return order

        return found

    @pytest.fixture
    def invoice(self, ids, purchase_order):
        order = purchase_order(POSTED_TO)
        lines = (
            Line(ids["COU-20"], "Couteau", Decimal(24), Decimal("14.20"), Decimal("340.80"), "C62", Decimal(20), order.lines[0].id),
            Line("", "Port", Decimal(1), Decimal("18.00"), Decimal("18.00"), "C62", Decimal(20)),
        )
        totals = Totals(Decimal("358.80"), Decimal("71.76"), Decimal("430.56"))
        supplier = Party(order.supplier_id, "Coutellerie Vial")
        return Invoice(_new("FA"), date(2026, 11, 3), "EUR", supplier, lines, totals, date(2026, 12, 3), order.number)

    @pytest.fixture
    def credit_note(self, ids):
        line = Line(ids["COU-20"], "Couteau", Decimal(2), Decimal("14.20"), Decimal("28.40"), "C62", Decimal(20))
        totals = Totals(Decimal("28.40"), Decimal("5.68"), Decimal("34.08"))
        supplier = Party(ids["Coutellerie Vial"], "Coutellerie Vial")
        return CreditNote(_new("AV"), date(2026, 11, 6), "EUR", supplier, (line,), totals, preceding_invoice_reference="FA-1")

    def test_a_sale_that_is_no_draft_any_more_is_not_changed(self, connector, order, erp):
        receipt = connector.post(order, "key")
        erp("sale.sale", "quote", [int(receipt.id.partition(",")[2])])
        kept, line = connector.read(receipt), order.lines[0]
        with pytest.raises(PostingRejected, match="no draft"):
            connector.change(change_of(order, kept, {line.item_id: self.more_of(line, 7)}), "change")
        assert connector.read(receipt) == kept

    def count(self, connector, document):
        model = "sale.sale" if isinstance(document, Order) else "account.invoice"
        number = document.order_number if isinstance(document, Order) else document.invoice_number
        return connector._calls(model, "search_count", [["reference", "=", number]])

    def totals(self, connector, receipt):
        record = _record(connector, receipt, "untaxed_amount", "tax_amount", "total_amount")
        return Totals(*(abs(record[name]) for name in ("untaxed_amount", "tax_amount", "total_amount")))

    def kept_files(self, connector, receipt):
        return [row["name"] for row in connector._calls.records("ir.attachment", [["resource", "=", receipt.id]], ("name",))]

    def history(self, connector, receipt):
        return [row["message"] for row in connector._calls.records("ir.note", [["resource", "=", receipt.id]], ("message",))]

    def opened_with_a_wrong_key(self, opened):
        config, *others = opened.args
        return KeyedTryton(replace(config, password="another"), *others)

    def opened_while_it_is_away(self, tmp_path):
        return TrytonErp(Config("http://127.0.0.1:9", "tryton", LOGIN, PASSWORD), Surroundings(Claims(tmp_path)))

    def test_the_draft_that_tryton_made_of_the_purchase_order_becomes_the_invoice(self, connector, erp, invoice, purchase_order):
        order = purchase_order(WITH_A_DRAFT)
        of_order = [["purchases", "=", int(order.id)]]
        (draft,) = erp.records("account.invoice", of_order, ("reference", "lines.quantity"))
        assert draft["reference"] is None
        line = replace(invoice.lines[0], quantity=Decimal(20), line_amount=Decimal("284.00"), purchase_order_line_id=order.lines[0].id)
        totals = Totals(Decimal("284.00"), Decimal("56.80"), Decimal("340.80"))
        one = replace(invoice, lines=(line,), totals=totals, purchase_order_number=order.number)
        receipt = connector.post(one, "key")
        assert receipt.id == f"account.invoice,{draft['id']}"
        invoices = erp.records("account.invoice", of_order, ("reference", "lines.quantity"))
        quantities = {row["reference"]: [part["quantity"] for part in row["lines."]] for row in invoices}
        assert quantities == {one.invoice_number: [20], None: [4, 12]}
        connector.cancel(receipt)
        left = [row["quantity"] for row in erp.records("account.invoice.line", [["invoice.purchases", "=", int(order.id)]], ("quantity",))]
        assert sum(left) == 36

    def test_what_was_received_and_invoiced_of_a_purchase_order_is_known(self, purchase_order):
        lines = purchase_order(RECEIVED).lines
        assert [(line.quantity, line.received_quantity, line.invoiced_quantity) for line in lines] == [(24, 10, 0), (12, 0, 0)]

    def test_a_cent_of_rounding_becomes_a_line_of_its_own(self, connector, invoice):
        part = replace(invoice.lines[0], quantity=Decimal(3), net_price=Decimal("3.333"), line_amount=Decimal("10.00"))
        line = replace(part, purchase_order_line_id="")
        totals = Totals(Decimal("20.00"), Decimal("4.00"), Decimal("24.01"))
        receipt = connector.post(replace(invoice, lines=(line, replace(line, item_id="")), totals=totals), "key")
        assert self.totals(connector, receipt).tax_inclusive_amount == Decimal("24.01")
        assert [line["description"] for line in _record(connector, receipt, "lines.description")["lines."]][-1] == "Arrondi"

    def test_a_rate_that_several_taxes_have_is_refused_with_their_names(self, connector, invoice):
        alone = replace(invoice.lines[1], tax_rate=Decimal("5.5"))
        totals = Totals(Decimal("18.00"), Decimal("0.99"), Decimal("18.99"))
        with pytest.raises(PostingRejected, match=r"Achat de biens 5,5.*Achat de services 5,5"):
            connector.post(replace(invoice, lines=(alone,), totals=totals), "key")

    def test_a_rate_that_tryton_does_not_have_is_refused_by_its_name(self, connector, invoice):
        lines = tuple(replace(line, tax_rate=Decimal(19)) for line in invoice.lines)
        with pytest.raises(PostingRejected, match="19"):
            connector.post(replace(invoice, lines=lines), "key")

    def test_a_due_date_that_is_printed_is_the_one_that_is_paid_on(self, connector, erp, invoice):
        receipt = connector.post(invoice, "key")
        erp("account.invoice", "post", [_id(receipt)])
        assert connector.status(invoice.invoice_number).expected == "2026-12-03"

    def test_a_posted_invoice_is_cancelled_by_a_counter_entry(self, connector, erp, invoice):
        receipt = connector.post(invoice, "key")
        erp("account.invoice", "post", [_id(receipt)])
        connector.cancel(receipt)
        record = _record(connector, receipt, "state", "cancel_move")
        assert record["state"] == "cancelled"
        assert record["cancel_move"]
        assert connector.find("key").id == receipt.id

    def test_a_sale_that_is_being_delivered_is_not_cancelled(self, connector, erp, order):
        receipt = connector.post(order, "key")
        for step in ("quote", "confirm"):
            erp("sale.sale", step, [_id(receipt)])
        with pytest.raises(PostingRejected, match="can not call"):
            connector.cancel(receipt)
        assert connector.status(order.order_number).status == "waiting"

    def test_the_customers_address_that_is_printed_is_delivered_to(self, connector, order):
        printed = replace(order, delivery_address="Brasserie du Confluent\n1, rue de la Paix\n69001 LYON")
        address = _record(connector, connector.post(printed, "known"), "shipment_address.street", "comment")
        assert (address["shipment_address."]["street"], address["comment"]) == ("1 rue de la Paix", None)
        other = replace(self.numbered(order, 2), delivery_address="Chantier, 8 avenue Foch, 33000 Bordeaux")
        assert "avenue Foch" in _record(connector, connector.post(other, "another"), "comment")["comment"]

    def test_stock_receipts_and_balance_are_those_of_this_moment(self, connector, ids, erp, order, tryton):
        (knife,) = connector.fetch_items([ids["COU-20"]])
        assert knife.stock >= 10
        coming = [["product", "=", int(ids["COU-20"])], ["from_location.type", "=", "supplier"], ["state", "=", "draft"]]
        moves = erp.records("stock.move", coming, ("internal_quantity",))
        quantities = sorted(Decimal(str(move["internal_quantity"])) for move in moves)
        _run(tryton, "UPDATE stock_move SET planned_date = '2026-12-04' WHERE state = 'draft' AND planned_date IS NULL")
        (knife,) = connector.fetch_items([ids["COU-20"]])
        assert sorted(one.quantity for one in knife.expected) == quantities
        assert {one.date for one in knife.expected} == {date(2026, 12, 4)}
        (before,) = connector.fetch_customers([order.customer.id])
        assert before.open_balance == 0
        line = replace(order.lines[0], requested_delivery_date=date(2026, 12, 14), partner_item_id="BC-VERRE")
        receipt = connector.post(replace(order, lines=(line,)), "key")
        (told,) = connector.status(order.order_number).lines
        assert (told.item_id, told.quantity, told.delivered_quantity, told.invoiced_quantity) == (ids["VER-35"], 10, 0, 0)
        (kept,) = erp.records("sale.line", [["sale", "=", _id(receipt)]], ("description",))
        assert kept["description"].endswith("Votre référence : BC-VERRE\nLivraison demandée le 14/12/2026")

    def test_a_posted_invoice_tells_what_is_open_of_it(self, connector, erp, invoice):
        receipt = connector.post(invoice, "key")
        erp("account.invoice", "post", [_id(receipt)])
        report = connector.status(invoice.invoice_number)
        assert (report.status, report.paid_on, report.open_amount, report.currency) == ("posted", "", Decimal("430.56"), "EUR")

    def test_payment_terms_are_written_and_reckoned_with(self, connector, erp, invoice, tryton):
        # The user may not make them.
        _run(
            tryton,
            "INSERT INTO account_invoice_payment_term (id, name, active) VALUES (901, '30 jours', true), (902, 'Fin de mois', true)",
            "INSERT INTO account_invoice_payment_term_line (id, payment, type) VALUES (901, 901, 'remainder'), (902, 902, 'remainder')",
            "INSERT INTO account_invoice_payment_term_line_delta (id, line, sequence, day, days, weeks, months)"
            " VALUES (901, 901, 1, NULL, 30, 0, 0), (902, 902, 1, NULL, 30, 0, 0), (903, 902, 2, 31, 0, 0, 0)",
        )
        made = (901, 902)
        known = {one.id: one for one in union(connector.fetch_catalog()).payment_terms}
        assert [(known[str(one)].days, known[str(one)].is_end_of_month) for one in made] == [(30, False), (30, True)]
        receipt = connector.post(replace(invoice, payment_terms=str(made[0])), "key")
        erp("account.invoice", "post", [_id(receipt)])
        assert connector.status(invoice.invoice_number).expected == "2026-12-03"

    def test_items_have_their_codes_and_suppliers_their_accounts(self, connector, ids):
        catalog = union(connector.fetch_catalog())
        (knife,) = [item for item in catalog.items if item.id == ids["COU-20"]]
        assert (knife.gtin, knife.supplier_references) == ("3700123450023", {ids["Coutellerie Vial"]: "VIAL-CC20"})
        (glass,) = [item for item in catalog.items if item.id == ids["VER-35"]]
        assert glass.customer_references == {ids["Brasserie du Confluent"]: "BC-VERRE"}
        (vial,) = [supplier for supplier in catalog.suppliers if supplier.name == "Coutellerie Vial"]
        assert (vial.ibans, vial.vat_id, vial.city) == (("FR7630006000011234567890189",), "FR40303265045", "Thiers")

    def test_a_session_that_has_ended_is_renewed(self, connector, order, tryton):
        receipt = connector.post(order, "key")
        _run(tryton, "DELETE FROM ir_session")
        assert connector.find("key") == receipt

    def test_missing_rights_are_named_with_where_to_give_them(self, config, tmp_path):
        findings = TrytonErp(replace(config, login=POWERLESS), Surroundings(Claims(tmp_path))).check()
        remedies = " ".join(finding.remedy.en for finding in findings)
        for group in ("Sales", "Purchase", "Accounting"):
            assert group in remedies

    def test_a_company_that_is_not_the_users_is_a_finding(self, config, tmp_path):
        (finding,) = TrytonErp(replace(config, company="No such company"), Surroundings(Claims(tmp_path))).check()
        assert finding.rule == "ERP-COMPANY"

    def test_a_purchase_order_line_that_is_not_there_is_refused(self, connector, invoice):
        lines = (replace(invoice.lines[0], purchase_order_line_id="999999"),)
        totals = Totals(Decimal("340.80"), Decimal("68.16"), Decimal("408.96"))
        with pytest.raises(PostingRejected, match="999999"):
            connector.post(replace(invoice, lines=lines, totals=totals), "key")

    def test_trytons_own_words_are_shown(self, connector, erp, invoice):
        receipt = connector.post(invoice, "key")
        erp("account.invoice", "post", [_id(receipt)])
        with pytest.raises(PostingRejected, match="cannot modify"):
            erp("account.invoice", "delete", [_id(receipt)])


def _run(tryton, *statements):
    """Do in the database what the user may not do."""
    engine = create_engine(tryton.postgresql_url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def _new(series):
    return f"{series}-{uuid.uuid4().hex[:8]}"


def _id(receipt):
    return int(receipt.id.partition(",")[2])


def _record(connector, receipt, *fields):
    return connector._calls.record(receipt.id.partition(",")[0], _id(receipt), fields)
