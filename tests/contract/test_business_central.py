"""Business Central, held to the contract of connectors by a double of its published API, with msal's own code and a double of Entra."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from backend.connectors.business_central import BusinessCentral, Config
from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, PostingRejected
from backend.model.erp_field import Place
from backend.model.trade import Line, Totals
from tests.contract.business_centrals import OfBusinessCentral
from tests.contract.connectors import FILE, MAIL, MappingContract
from tests.contract.doubles.business_central_entities import LOCATION, ORDER, SHIPMENT, TERMS
from tests.contract.doubles.entra import CLIENT, SECRET, TENANT
from tests.contract.http_connectors import HttpConnectorContract
from tests.contract.kept import HttpChangeContract

THEIRS = {"salesOrders": "externalDocumentNumber", "purchaseInvoices": "vendorInvoiceNumber"}


def _as_mapped(value):
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


class TestBusinessCentral(OfBusinessCentral, MappingContract, HttpChangeContract, HttpConnectorContract):
    other_item = ("1001-C", Decimal(29))
    counts_drafts = False
    item_group = "TABLE"
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

    def close(self, receipt):
        """Release the order, after which BC changes none of its lines."""
        entity, record_id = receipt.id.split(",")
        self.documents.tables[entity][record_id]["status"] = "Open"

    def count(self, connector, document):
        # Those that were begun count as well: nothing half made is ever left.
        tables = [(self.documents.tables[entity].values(), name) for entity, name in THEIRS.items()]
        begun = sum(row[name].startswith("CS-") for rows, name in tables for row in rows)
        return begun + super().count(connector, document)

    def totals(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        names = ("totalAmountExcludingTax", "totalTaxAmount", "totalAmountIncludingTax")
        return Totals(*(self.record(receipt)[name] for name in names))

    def kept_files(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        return [file["fileName"] for file in self.files(receipt) if not file["fileName"].startswith("Countersign-")]

    def history(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        ours = [file for file in self.files(receipt) if file["fileName"].startswith("Countersign-")]
        return [line for file in ours for line in self.documents.contents.get(file["id"], b"").decode().splitlines()]

    def mapped(self, connector, receipt):
        fields = {(field.place, field.name): field for field in connector.fields()}

        def of(place, record):
            told = {name: _as_mapped(record[name]) for at, name in fields if at == place and name in record}
            own = [one for one in self.documents.tables["dimensionSetLines"].values() if one["parentId"] == record["id"]]
            return {**told, **{f"dimension.{one['code']}": one["valueCode"] for one in own}}

        lines = [line for line in self.lines(receipt) if line["lineType"] != "Comment"]
        return of(Place.HEADER, self.record(receipt)), [of(Place.LINE, line) for line in lines]

    def opened_while_it_is_away(self, tmp_path):
        nowhere = Config(TENANT, client_id=CLIENT, secret=SECRET, url="http://127.0.0.1:9", authority="https://127.0.0.1:9")
        return BusinessCentral(nowhere, Surroundings(Claims(tmp_path)))

    def test_header_and_lines_are_written_as_the_document_has_them(self, connector, order):
        document = replace(
            order, payment_terms=TERMS, delivery_address="Brasserie du Confluent, 3 quai Rambaud, 69002 Lyon",
            lines=(*order.lines, Line("", "Port", Decimal(1), Decimal(12), Decimal(12), tax_rate=Decimal(20))),
        )  # fmt: skip
        receipt = connector.post(document, "key")
        record = self.record(receipt)
        assert (record["externalDocumentNumber"], record["orderDate"], record["requestedDeliveryDate"]) == (
            "CDE-1999",
            "2026-11-16",
            "2026-11-30",
        )
        assert (record["shipToName"], record["shipToAddressLine1"]) == ("Brasserie du Confluent", "3 quai Rambaud")
        assert (record["shipToPostCode"], record["shipToCity"], record["paymentTermsId"]) == ("69002", "Lyon", TERMS)
        assert [(line["lineType"], line["lineObjectNumber"]) for line in self.lines(receipt)] == [
            ("Item", "1896-S"),
            ("Account", "707000"),
        ]

    def test_an_address_that_cannot_be_taken_apart_is_told_in_lines_of_text(self, connector, order):
        address = "Quai 4, entrée du personnel, demander M. Blanc, sonner deux fois, Port Édouard Herriot " + "x" * 40
        lines = self.lines(connector.post(replace(order, delivery_address=address), "key"))
        assert [line["lineType"] for line in lines] == ["Comment", "Comment", "Item"]
        assert "".join(line["description"] for line in lines[:2]) == f"Livraison : {address}"

    def test_a_bill_names_its_purchase_order_and_counts_in_the_units_of_it(self, connector, invoice):
        lines = self.lines(connector.post(invoice, "key"))
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
        assert self.lines(receipt)[-1]["lineObjectNumber"] == "707000"
        with pytest.raises(PostingRejected, match="lineObjectNumber"):
            connector.post(
                replace(invoice, invoice_number="FA-2", lines=(replace(item, erp_fields={"lineObjectNumber": "707000"}),)), "two"
            )

    def test_a_long_description_goes_on_in_the_second_one(self, connector, order):
        long = "Verre à vin " * 12
        (line,) = self.lines(connector.post(replace(order, lines=(replace(order.lines[0], description=long),)), "key"))
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
            assert self.lines(receipt)[-1]["description"] == "Arrondi"

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
        with pytest.raises(ConnectorUnavailable), cable.cut(3, after=True):
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
        assert self.record(receipt)["status"] == "Canceled"

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
