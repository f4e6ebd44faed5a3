"""Business Central, held to the contract of connectors by a double of its published API, with msal's own code and a double of Entra."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial

import pytest

from backend.connectors.business_central import BusinessCentral, Config
from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, PostingRejected
from backend.model.catalog import ExpectedReceipt, union
from backend.model.erp_field import Place
from backend.model.trade import CreditNote, Invoice, Line, Order, Party, Totals
from tests.connectors.servers import authority
from tests.contract.connectors import FILE, MAIL, MappingContract
from tests.contract.doubles.business_central import BusinessCentral as Double
from tests.contract.doubles.business_central_entities import CUSTOMER, LOCATION, ORDER, ORDER_LINE, SHIPMENT, TERMS, VENDOR
from tests.contract.doubles.entra import CLIENT, SECRET, TENANT, Entra
from tests.contract.doubles.serving import serving
from tests.contract.http_connectors import HttpConnectorContract

THEIRS = {"salesOrders": "externalDocumentNumber", "purchaseInvoices": "vendorInvoiceNumber"}
SUPPLIER = Party(VENDOR, "Coutellerie Vial")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    return authority(tmp_path_factory.mktemp("certificates"))


def _as_mapped(value):
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


class TestBusinessCentral(MappingContract, HttpConnectorContract):
    counts_drafts = False
    keeps_cancelled = False
    order_values = (
        {"shipmentMethodId": SHIPMENT, "partialShipping": "yes", "postingDate": "2026-11-20", "salesperson": "JO"},
        {"locationId": LOCATION, "taxCode": "STANDARD", "dimension.PROJET": "SALON"},
    )
    invoice_values = (
        {"purchaser": "RL", "shortcutDimension1Code": "VENTE"},
        {"dimension.PROJET": "BOUTIQUE", "expectedReceiptDate": "2026-12-24"},
    )
    wrong_values = (("partialShipping", "perhaps"), ("dimension.PROJET", "MARS"))

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

    def _record(self, receipt):
        entity, record_id = receipt.id.split(",")
        return self.documents.shown(entity, self.documents.tables[entity][record_id])

    def _lines(self, receipt):
        entity, record_id = receipt.id.split(",")
        lines = self.documents.tables[f"{entity.removesuffix('s')}Lines"].values()
        return sorted((line for line in lines if line["documentId"] == record_id), key=lambda line: line["sequence"])

    def _files(self, receipt):
        files = self.documents.tables["documentAttachments"].values()
        return [file for file in files if file["parentId"] == receipt.id.split(",")[1]]

    def count(self, connector, document):
        # Those that were begun count as well: nothing half made is ever left.
        tables = [(self.documents.tables[entity].values(), name) for entity, name in THEIRS.items()]
        begun = sum(row[name].startswith("CS-") for rows, name in tables for row in rows)
        return begun + super().count(connector, document)

    def totals(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        names = ("totalAmountExcludingTax", "totalTaxAmount", "totalAmountIncludingTax")
        return Totals(*(self._record(receipt)[name] for name in names))

    def kept_files(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        return [file["fileName"] for file in self._files(receipt) if not file["fileName"].startswith("Countersign-")]

    def history(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        ours = [file for file in self._files(receipt) if file["fileName"].startswith("Countersign-")]
        return [line for file in ours for line in self.documents.contents.get(file["id"], b"").decode().splitlines()]

    def mapped(self, connector, receipt):
        fields = {(field.place, field.name): field for field in connector.fields()}

        def of(place, record):
            told = {name: _as_mapped(record[name]) for at, name in fields if at == place and name in record}
            own = [one for one in self.documents.tables["dimensionSetLines"].values() if one["parentId"] == record["id"]]
            return {**told, **{f"dimension.{one['code']}": one["valueCode"] for one in own}}

        lines = [line for line in self._lines(receipt) if line["lineType"] != "Comment"]
        return of(Place.HEADER, self._record(receipt)), [of(Place.LINE, line) for line in lines]

    def opened_with_a_wrong_key(self, opened):
        config, surroundings = opened.args
        return BusinessCentral(replace(config, secret="another"), surroundings)

    def opened_while_it_is_away(self, tmp_path):
        nowhere = Config(TENANT, client_id=CLIENT, secret=SECRET, url="http://127.0.0.1:9", authority="https://127.0.0.1:9")
        return BusinessCentral(nowhere, Surroundings(Claims(tmp_path)))

    def test_header_and_lines_are_written_as_the_document_has_them(self, connector, order):
        document = replace(
            order, payment_terms=TERMS, delivery_address="Brasserie du Confluent, 3 quai Rambaud, 69002 Lyon",
            lines=(*order.lines, Line("", "Port", Decimal(1), Decimal(12), Decimal(12), tax_rate=Decimal(20))),
        )  # fmt: skip
        receipt = connector.post(document, "key")
        record = self._record(receipt)
        assert (record["externalDocumentNumber"], record["orderDate"], record["requestedDeliveryDate"]) == (
            "CDE-1999",
            "2026-11-16",
            "2026-11-30",
        )
        assert (record["shipToName"], record["shipToAddressLine1"]) == ("Brasserie du Confluent", "3 quai Rambaud")
        assert (record["shipToPostCode"], record["shipToCity"], record["paymentTermsId"]) == ("69002", "Lyon", TERMS)
        assert [(line["lineType"], line["lineObjectNumber"]) for line in self._lines(receipt)] == [
            ("Item", "1896-S"),
            ("Account", "707000"),
        ]

    def test_an_address_that_cannot_be_taken_apart_is_told_in_lines_of_text(self, connector, order):
        address = "Quai 4, entrée du personnel, demander M. Blanc, sonner deux fois, Port Édouard Herriot " + "x" * 40
        lines = self._lines(connector.post(replace(order, delivery_address=address), "key"))
        assert [line["lineType"] for line in lines] == ["Comment", "Comment", "Item"]
        assert "".join(line["description"] for line in lines[:2]) == f"Livraison : {address}"

    def test_a_bill_names_its_purchase_order_and_counts_in_the_units_of_it(self, connector, invoice):
        lines = self._lines(connector.post(invoice, "key"))
        assert lines[0]["description"] == f"Commande {ORDER}"
        # The item is bought by the box, and the order was for pieces.
        assert lines[1]["unitOfMeasureCode"] == "PCS"

    def test_the_dimensions_of_the_header_are_those_of_its_lines(self, connector, invoice):
        receipt = connector.post(replace(invoice, erp_fields={"dimension.PROJET": "SALON"}), "key")
        header, lines = self.mapped(connector, receipt)
        assert {one["dimension.PROJET"] for one in (header, *lines)} == {"SALON"}

    def test_a_dimension_that_is_not_kept_is_refused(self, connector, invoice, monkeypatch):
        monkeypatch.setattr(self.documents, "_dimensions", lambda *_: None)
        with pytest.raises(PostingRejected, match="PROJET = SALON"):
            connector.post(replace(invoice, erp_fields={"dimension.PROJET": "SALON"}), "key")
        assert not self.documents.tables["purchaseInvoices"]

    def test_a_mapping_gives_a_line_without_an_item_its_account_and_no_other(self, connector, invoice):
        item, freight = invoice.lines
        receipt = connector.post(replace(invoice, lines=(item, replace(freight, erp_fields={"lineObjectNumber": "707000"}))), "key")
        assert self._lines(receipt)[-1]["lineObjectNumber"] == "707000"
        with pytest.raises(PostingRejected, match="lineObjectNumber"):
            connector.post(
                replace(invoice, invoice_number="FA-2", lines=(replace(item, erp_fields={"lineObjectNumber": "707000"}),)), "two"
            )

    def test_a_long_description_goes_on_in_the_second_one(self, connector, order):
        long = "Verre à vin " * 12
        (line,) = self._lines(connector.post(replace(order, lines=(replace(order.lines[0], description=long),)), "key"))
        assert (line["description"], line["description2"]) == (long[:100], long[100:150])

    def test_another_rate_of_vat_is_refused_naming_the_line_and_both_rates(self, connector, order):
        line = replace(order.lines[0], tax_rate=Decimal("5.5"))
        with pytest.raises(PostingRejected, match=r"20 %.*Verre.*5\.5 %") as refusal:
            connector.post(replace(order, lines=(line,)), "key")
        assert "5.5 %" in refusal.value.fr
        assert not self.documents.tables["salesOrders"]

    def test_two_rates_in_one_document_are_reckoned_apart(self, connector, invoice):
        book = Line("2000-L", "Livre", Decimal(1), Decimal(20), Decimal(20), "C62", Decimal("5.5"))
        totals = Totals(Decimal("378.80"), Decimal("72.86"), Decimal("451.66"))
        receipt = connector.post(replace(invoice, lines=(*invoice.lines, book), totals=totals), "key")
        assert self.totals(connector, receipt) == totals

    @pytest.mark.parametrize("cents", ["0.01", "-0.01"])
    def test_a_cent_of_rounding_becomes_a_line_of_its_own(self, connector, invoice, credit_note, cents):
        for document in (invoice, credit_note):
            gross = document.totals.tax_inclusive_amount + Decimal(cents)
            receipt = connector.post(replace(document, totals=replace(document.totals, tax_inclusive_amount=gross)), f"{document}")
            assert self.totals(connector, receipt).tax_inclusive_amount == gross
            assert self._lines(receipt)[-1]["description"] == "Arrondi"

    def test_a_cent_is_refused_where_no_account_takes_it(self, opened, invoice):
        config, surroundings = opened.args
        connector = BusinessCentral(replace(config, rounding=""), surroundings)
        gross = invoice.totals.tax_inclusive_amount + Decimal("0.01")
        with pytest.raises(PostingRejected, match=r"430\.56.*430\.57"):
            connector.post(replace(invoice, totals=replace(invoice.totals, tax_inclusive_amount=gross)), "key")
        assert not self.documents.tables["purchaseInvoices"]

    def test_a_price_that_business_central_rounds_is_refused_where_no_total_would_show_it(self, connector, order):
        line = replace(order.lines[0], quantity=Decimal(100000), net_price=Decimal("0.1234567"), line_amount=Decimal("12345.67"))
        with pytest.raises(PostingRejected, match=r"12,346\.00.*12,345\.67"):
            connector.post(replace(order, lines=(line,)), "key")

    def test_a_line_without_an_item_needs_an_account(self, opened, invoice):
        config, surroundings = opened.args
        with pytest.raises(PostingRejected, match="Port"):
            BusinessCentral(replace(config, bought=""), surroundings).post(invoice, "key")

    def test_business_central_refuses_in_its_own_words_without_its_correlation_id(self, connector, invoice):
        with pytest.raises(PostingRejected) as refusal:
            connector.post(replace(invoice, currency="XPF"), "key")
        assert refusal.value.message == 'The "currencyCode" does not match to a Currency.'

    def test_what_was_refused_at_the_last_call_leaves_nothing(self, connector, order):
        with pytest.raises(PostingRejected, match="35 characters"):
            connector.post(replace(order, order_number="C" * 36), "key")
        assert not self.documents.tables["salesOrders"]
        assert not self.documents.tables["documentAttachments"]

    def test_a_draft_that_our_file_may_not_be_kept_with_is_removed(self, connector, order, double, monkeypatch):
        create = connector._calls.create

        def forbidden_then(entity, values):
            double.forbidden = {"documentAttachments"} if entity == "documentAttachments" else set()
            return create(entity, values)

        monkeypatch.setattr(connector._calls, "create", forbidden_then)
        with pytest.raises(ConnectorMisconfigured, match="TableData"):
            connector.post(order, "key")
        assert not self.documents.tables["salesOrders"]

    def test_a_half_made_order_that_somebody_released_is_not_made_again(self, connector, order, cable):
        with pytest.raises(ConnectorUnavailable), cable.cut(10, after=True):
            connector.post(order, "key")
        (begun,) = self.documents.tables["salesOrders"].values()
        assert begun["externalDocumentNumber"].startswith("CS-")
        begun["status"] = "Open"
        with pytest.raises(PostingRejected, match=begun["number"]):
            connector.post(order, "key")
        begun["status"] = "Draft"
        connector.post(order, "key")
        assert self.count(connector, order) == 1

    def test_a_posted_invoice_is_still_found_by_its_key_and_is_never_deleted(self, connector, invoice):
        receipt = connector.post(invoice, "key")
        self.documents.post("purchaseInvoices", receipt.id.split(",")[1])
        assert connector.find("key").id == receipt.id
        with pytest.raises(PostingRejected, match="Open"):
            connector.cancel(receipt)
        assert connector.post(invoice, "key").id == receipt.id
        assert len(self.documents.tables["purchaseInvoices"]) == 1

    def test_an_invoice_that_is_posted_while_it_is_cancelled_is_not_deleted(self, connector, invoice, monkeypatch):
        receipt = connector.post(invoice, "key")
        read = connector._read

        def posted_meanwhile(*which):
            found = read(*which)
            self.documents.post("purchaseInvoices", receipt.id.split(",")[1])
            return found

        monkeypatch.setattr(connector, "_read", posted_meanwhile)
        with pytest.raises(ConnectorUnavailable):
            connector.cancel(receipt)
        assert len(self.documents.tables["purchaseInvoices"]) == 1

    def test_a_posted_credit_memo_is_cancelled_once(self, connector, credit_note):
        receipt = connector.post(credit_note, "key")
        self.documents.post("purchaseCreditMemos", receipt.id.split(",")[1])
        connector.cancel(receipt)
        connector.cancel(receipt)
        assert self._record(receipt)["status"] == "Canceled"

    def test_an_order_that_was_invoiced_is_known_by_its_invoice(self, connector, order):
        receipt = connector.post(order, "key")
        self.documents.post("salesOrders", receipt.id.split(",")[1])
        (invoice,) = self.documents.tables["salesInvoices"].values()
        assert connector.find("key").number == invoice["number"]
        assert connector.post(order, "key") == connector.find("key")
        with pytest.raises(PostingRejected, match=invoice["number"]):
            connector.cancel(receipt)
        report = connector.status(receipt.number)
        assert (report.number, report.status, report.open_amount, report.currency) == (invoice["number"], "Open", Decimal(198), "EUR")
        assert connector.status("CDE-1999") == report

    def test_the_status_of_an_order_tells_its_lines(self, connector, order):
        receipt = connector.post(order, "key")
        (line,) = self._lines(receipt)
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

    def test_another_file_of_the_same_name_is_kept_beside(self, connector, order):
        receipt = connector.post(order, "key")
        connector.attach(receipt, MAIL, [FILE])
        connector.attach(receipt, MAIL, [replace(FILE, content=b"%PDF-1.7 two")])
        first, second = self.kept_files(connector, receipt)
        assert first == FILE.name
        assert second.startswith("commande-")

    def test_a_name_that_business_central_would_replace_is_written_with_other_letters(self, connector, order):
        receipt = connector.post(order, "key")
        connector.attach(receipt, MAIL, [replace(FILE, name="n° 3/4: été?.pdf"), replace(FILE, name="lettre", content=b"text")])
        assert self.kept_files(connector, receipt) == ["n° 3_4_ été_.pdf", "lettre.bin"]

    def test_a_note_is_written_once_even_where_our_file_was_deleted(self, connector, order):
        receipt = connector.post(order, "key")
        self.documents.tables["documentAttachments"].clear()
        connector.note(receipt, "Approuvé")
        connector.note(receipt, "Approuvé")
        assert self.history(connector, receipt) == ["Approuvé"]

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
