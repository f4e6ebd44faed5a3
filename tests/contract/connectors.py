"""What every ERP connector must do: one body of tests; a subclass for each connector says how its ERP is opened and looked into."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing.synchronize import Barrier

import pytest

from backend.connectors.connector import Connector
from backend.errors import PostingRejected
from backend.model.case import Receipt
from backend.model.catalog import union
from backend.model.mail import Address, Attachment, Mail
from backend.model.trade import CreditNote, Invoice, Order, Party, Totals

MAIL = Mail("<1@example>", "Notre commande", Address("achats@client.example", "Service achats"))
FILE = Attachment("1", "commande.pdf", "application/pdf", b"%PDF-1.7 one")


#: Where each of the two processes waits for the other, and how long it does, in seconds.
_MEETING: list[Barrier] = []
_PATIENCE = 120


def meet_at(barrier: Barrier) -> None:
    """What each of the two processes begins with."""
    _MEETING.append(barrier)


def post_at_the_same_moment(opened: Callable[[], Connector], document: Order, key: str) -> Receipt:
    """What each of the two processes does."""
    connector = opened()
    _MEETING[0].wait(_PATIENCE)
    return connector.post(document, key)


class PostingContract:
    """The promises of `Connector` that are kept also where the ERP does not tell what it has."""

    @pytest.fixture
    def opened(self, tmp_path) -> Callable[[], Connector]:
        """Opens the same ERP each time it is called; can be sent to another process."""
        raise NotImplementedError

    @pytest.fixture
    def order(self) -> Order:
        """An order that the ERP takes."""
        raise NotImplementedError

    @pytest.fixture
    def invoice(self) -> Invoice:
        """An invoice with a purchase order that the ERP takes."""
        raise NotImplementedError

    @pytest.fixture
    def credit_note(self) -> CreditNote:
        """A credit note that the ERP takes."""
        raise NotImplementedError

    #: Whether the ERP still knows what was taken back.
    keeps_cancelled = True
    #: Whether a browser can show what was posted.
    has_links = True

    def numbered(self, document: Order | Invoice, number: int) -> Order | Invoice:
        """The document under another number of the partner's, so that it is another one for the ERP."""
        name = "order_number" if isinstance(document, Order) else "invoice_number"
        return replace(document, **{name: f"{getattr(document, name)}-{number}"})

    def count(self, connector, document: Order | Invoice) -> int:
        """How many documents the ERP has under the partner's number of this one."""
        raise NotImplementedError

    def totals(self, connector, receipt) -> Totals:
        """The document's totals in the ERP, those it has."""
        raise NotImplementedError

    def kept_files(self, connector, receipt) -> list[str]:
        """The names of the files that the ERP keeps with a document."""
        raise NotImplementedError

    def history(self, connector, receipt) -> list[str]:
        """The lines of the document's history in the ERP."""
        raise NotImplementedError

    @pytest.fixture
    def connector(self, opened):
        return opened()

    def test_a_connection_that_works_has_no_findings(self, connector):
        assert list(connector.check()) == []

    def test_a_key_that_was_never_used_finds_nothing(self, connector):
        assert connector.find("never used") is None

    def test_what_was_posted_is_found_by_its_key(self, connector, order, invoice, credit_note):
        for key, document in (("o", order), ("i", invoice), ("c", credit_note)):
            receipt = connector.post(document, key)
            assert receipt.id
            assert receipt.number
            assert receipt.url.startswith(("https://", "http://127.0.0.1:")) if self.has_links else receipt.url == ""
            assert connector.find(key) == receipt

    def test_what_was_posted_is_still_there_when_the_erp_is_opened_again(self, opened, order):
        receipt = opened().post(order, "key")
        assert opened().find("key") == receipt

    def test_the_totals_in_the_erp_are_those_of_the_document_to_the_cent(self, connector, order, invoice, credit_note):
        for key, document in (("o", order), ("i", invoice), ("c", credit_note)):
            erp = self.totals(connector, connector.post(document, key))
            assert erp != Totals()
            for name, ours in vars(document.totals).items():
                assert ours is None or getattr(erp, name) in {None, ours}, name

    def test_totals_that_the_erp_does_not_arrive_at_are_refused_and_leave_nothing(self, connector, invoice):
        totals = replace(invoice.totals, tax_inclusive_amount=invoice.totals.tax_inclusive_amount + 7)
        with pytest.raises(PostingRejected):
            connector.post(replace(invoice, totals=totals), "key")
        assert connector.find("key") is None
        assert self.count(connector, invoice) == 0

    def test_the_same_key_twice_creates_one_document(self, connector, order):
        first = connector.post(order, "key")
        second = connector.post(order, "key")
        assert first == second
        assert self.count(connector, order) == 1

    def test_the_same_key_from_many_threads_creates_one_document(self, connector, order):
        with ThreadPoolExecutor(8) as pool:
            receipts = set(pool.map(lambda _: connector.post(order, "key"), range(16)))
        assert len(receipts) == 1
        assert self.count(connector, order) == 1

    def test_the_same_key_from_two_processes_creates_one_document(self, connector, opened, order, two_processes):
        posted = [two_processes.submit(post_at_the_same_moment, opened, order, "key") for _ in range(2)]
        assert {each.result(_PATIENCE) for each in posted} == {connector.find("key")}
        assert self.count(connector, order) == 1

    def test_other_keys_from_many_threads_get_other_numbers(self, connector, order):
        orders = [replace(order, order_number=f"{order.order_number}-{n}") for n in range(12)]
        with ThreadPoolExecutor(6) as pool:
            receipts = list(pool.map(lambda one: connector.post(one, one.order_number), orders))
        assert len({receipt.number for receipt in receipts}) == 12

    def test_the_same_supplier_invoice_under_another_key_is_refused(self, connector, invoice):
        first = connector.post(invoice, "one")
        with pytest.raises(PostingRejected) as refusal:
            connector.post(invoice, "two")
        assert first.number in refusal.value.message
        assert connector.find("two") is None

    def test_an_unknown_supplier_is_refused_in_a_sentence(self, connector, invoice):
        with pytest.raises(PostingRejected) as refusal:
            connector.post(replace(invoice, supplier=Party("no such", "Nobody & Sons")), "key")
        assert "Nobody & Sons" in refusal.value.message

    def test_an_unknown_item_is_refused(self, connector, order):
        line = replace(order.lines[0], item_id="no such item")
        with pytest.raises(PostingRejected, match="no such item"):
            connector.post(replace(order, lines=(line,)), "key")

    def test_a_refused_key_can_be_posted_once_the_document_is_right(self, connector, invoice):
        with pytest.raises(PostingRejected):
            connector.post(replace(invoice, lines=()), "key")
        assert connector.post(invoice, "key") == connector.find("key")

    def test_cancelling_twice_is_cancelling_once(self, connector, order):
        receipt = connector.post(order, "key")
        connector.cancel(receipt)
        lines = self.history(connector, receipt) if self.keeps_cancelled else []
        connector.cancel(receipt)
        assert (self.history(connector, receipt) if self.keeps_cancelled else []) == lines

    def test_a_cancelled_document_is_known_by_its_key_as_long_as_the_erp_keeps_it(self, connector, order):
        receipt = connector.post(order, "key")
        connector.cancel(receipt)
        assert connector.find("key") == (receipt if self.keeps_cancelled else None)
        if self.keeps_cancelled:
            assert connector.post(order, "key") == receipt

    def test_a_cancelled_document_can_be_posted_anew_under_another_key(self, connector, order, invoice):
        for document in (order, invoice):
            first = connector.post(document, f"first {document}")
            connector.cancel(first)
            assert connector.post(document, f"second {document}").id != first.id

    def test_a_file_attached_twice_is_kept_once(self, connector, order):
        receipt = connector.post(order, "key")
        connector.attach(receipt, MAIL, [FILE])
        connector.attach(receipt, MAIL, [FILE, replace(FILE, name="other.pdf", content=b"%PDF-1.7 two")])
        assert self.kept_files(connector, receipt) == ["commande.pdf", "other.pdf"]

    def test_a_note_is_in_the_history(self, connector, order):
        receipt = connector.post(order, "key")
        connector.note(receipt, "Approuvé par Claire Martin")
        assert "Approuvé par Claire Martin" in self.history(connector, receipt)

    def test_a_note_on_a_document_that_does_not_exist_is_refused(self, connector, order):
        receipt = replace(connector.post(order, "key"), id="CV-1999-00001", number="CV-1999-00001")
        with pytest.raises(PostingRejected):
            connector.note(receipt, "to nobody")

    def test_a_field_that_the_erp_does_not_offer_is_refused_by_its_name(self, connector, order):
        with pytest.raises(PostingRejected, match="no_such_field"):
            connector.post(replace(order, erp_fields={"no_such_field": "1"}), "on the header")
        line = replace(order.lines[0], erp_fields={"no_such_field": "1"})
        with pytest.raises(PostingRejected, match="no_such_field"):
            connector.post(replace(order, lines=(line,)), "on a line")
        assert connector.post(order, "on the header").id


class MappingContract:
    """The promises about the ERP's own fields, of a connector that offers some."""

    #: Values that the ERP takes: of an order's header and lines, and of an invoice's.
    order_values: tuple[Mapping[str, str], Mapping[str, str]]
    invoice_values: tuple[Mapping[str, str], Mapping[str, str]]
    #: (Field, value) that an order's header and line do not take.
    wrong_values: tuple[tuple[str, str], tuple[str, str]]

    def mapped(self, connector, receipt) -> tuple[Mapping[str, str], list[Mapping[str, str]]]:
        """What stands in the ERP's own fields of the document, on the header and on each line, as it would be mapped."""
        raise NotImplementedError

    def test_every_field_that_is_offered_is_named_for_people_and_once(self, connector):
        offered = connector.fields()
        assert offered
        names = [(field.place, kind, field.name) for field in offered for kind in field.document_types]
        assert len(names) == len(set(names))
        assert all(field.label.fr and field.label.en for field in offered)
        assert all(choice.value and choice.label for field in offered for choice in field.choices)

    def test_what_a_mapping_set_stands_in_the_erps_document(self, connector, order, invoice):
        for document, (header, line) in ((order, self.order_values), (invoice, self.invoice_values)):
            first = replace(document.lines[0], erp_fields=line)
            receipt = connector.post(replace(document, erp_fields=header, lines=(first, *document.lines[1:])), f"key of {type(document)}")
            on_header, on_lines = self.mapped(connector, receipt)
            assert {name: on_header[name] for name in header} == header
            assert {name: on_lines[0][name] for name in line} == line
            assert all(line.items() - other.items() for other in on_lines[1:] if line)

    def test_a_value_that_a_field_does_not_take_is_refused_by_its_name_and_leaves_nothing(self, connector, order):
        (header, wrong), (on_line, wrong_too) = self.wrong_values
        with pytest.raises(PostingRejected, match=header):
            connector.post(replace(order, erp_fields={header: wrong}), "key")
        with pytest.raises(PostingRejected, match=on_line):
            connector.post(replace(order, lines=(replace(order.lines[0], erp_fields={on_line: wrong_too}),)), "key")
        assert connector.find("key") is None


class ConnectorContract(PostingContract):
    """The promises of `Connector`, those of an ERP that names its master data, its documents and where they stand among them."""

    #: Whether the ERP counts a draft invoice as invoiced on its purchase order.
    counts_drafts = True
    #: What the ERP tells of an item and of a customer, besides what its catalog says (Capability.STOCK, Capability.BALANCE).
    tells_stock = tells_balance = True
    #: What the ERP groups the item of the order under, "" for nothing; None where that is not for the tests to say.
    item_group: str | None = ""
    #: Whether it tells what was delivered and invoiced of each line of an order.
    tells_deliveries = True

    def count(self, connector, document: Order | Invoice) -> int:
        """How many documents the ERP has under the partner's number of this one."""
        catalog = union(connector.fetch_catalog())
        if isinstance(document, Order):
            return sum(order.customer_order_number == document.order_number for order in catalog.sales_orders)
        return sum(invoice.supplier_invoice_number == document.invoice_number for invoice in catalog.supplier_invoices)

    def test_the_catalog_names_our_own_company(self, connector):
        catalog = union(connector.fetch_catalog())
        assert catalog.own_name
        assert catalog.own_vat_id
        assert catalog.own_domains

    def test_the_catalog_comes_in_pieces_our_own_company_first(self, connector):
        first, *others = connector.fetch_catalog()
        assert first.own_name
        for piece in (first, *others):
            assert sum(len(things) for things in vars(piece).values() if isinstance(things, tuple)) <= 1000

    def test_ids_in_the_catalog_are_unique(self, connector):
        catalog = union(connector.fetch_catalog())
        for kind in (catalog.customers, catalog.suppliers, catalog.items, catalog.purchase_orders):
            ids = [one.id for one in kind]
            assert ids
            assert len(ids) == len(set(ids))

    def test_purchase_orders_name_suppliers_and_items_of_the_catalog(self, connector):
        catalog = union(connector.fetch_catalog())
        suppliers, items = {s.id for s in catalog.suppliers}, {i.id for i in catalog.items}
        for purchase_order in catalog.purchase_orders:
            assert purchase_order.supplier_id in suppliers
            assert {line.item_id for line in purchase_order.lines} <= items

    def test_items_read_live_are_those_of_the_catalog_with_their_stock(self, connector, order):
        item = order.lines[0].item_id
        (known,) = [one for one in union(connector.fetch_catalog()).items if one.id == item]
        (found,) = connector.fetch_items([item, "no such item"])
        assert (found.id, found.description, found.net_price) == (known.id, known.description, known.net_price)
        assert found.group == known.group
        assert self.item_group in {None, known.group}
        assert found.supplier_references == known.supplier_references
        assert (found.stock is not None) == self.tells_stock

    def test_customers_read_live_are_those_of_the_catalog_with_their_balance(self, connector, order):
        customer = order.customer.id
        (known,) = [one for one in union(connector.fetch_catalog()).customers if one.id == customer]
        (found,) = connector.fetch_customers([customer, "no such customer"])
        assert (found.id, found.name, found.vat_id) == (known.id, known.name, known.vat_id)
        assert (found.open_balance is not None) == self.tells_balance

    def test_suppliers_read_live_are_those_of_the_catalog_with_their_accounts(self, connector, invoice):
        supplier = invoice.supplier.id
        (known,) = [one for one in union(connector.fetch_catalog()).suppliers if one.id == supplier]
        assert list(connector.fetch_suppliers([supplier, "no such supplier"])) == [known]

    def test_nothing_is_read_live_for_no_ids(self, connector):
        assert not any((connector.fetch_items([]), connector.fetch_customers([]), connector.fetch_suppliers([])))

    def test_a_posted_order_is_in_the_catalog(self, connector, order):
        receipt = connector.post(order, "key")
        (found,) = [o for o in union(connector.fetch_catalog()).sales_orders if o.id == receipt.id]
        assert (found.number, found.customer_id, found.customer_order_number) == (receipt.number, order.customer.id, order.order_number)

    def test_a_posted_invoice_is_in_the_catalog(self, connector, invoice):
        receipt = connector.post(invoice, "key")
        (found,) = [i for i in union(connector.fetch_catalog()).supplier_invoices if i.id == receipt.id]
        assert (found.supplier_id, found.supplier_invoice_number) == (invoice.supplier.id, invoice.invoice_number)
        assert found.tax_inclusive_amount == invoice.totals.tax_inclusive_amount

    def test_a_refused_document_leaves_nothing_behind(self, connector, invoice):
        before = union(connector.fetch_catalog())
        with pytest.raises(PostingRejected):
            connector.post(replace(invoice, lines=()), "key")
        assert connector.find("key") is None
        assert union(connector.fetch_catalog()) == before

    def test_an_invoice_counts_on_its_purchase_order_until_it_is_cancelled(self, connector, invoice):
        def invoiced():
            (purchase_order,) = connector.find_purchase_orders([invoice.purchase_order_number])
            return {line.id: line.invoiced_quantity for line in purchase_order.lines}

        before = invoiced()
        receipt = connector.post(invoice, "key")
        if not self.counts_drafts:
            assert invoiced() == before
            return
        expected = dict(before)
        for line in [line for line in invoice.lines if line.purchase_order_line_id]:
            expected[line.purchase_order_line_id] += line.quantity
        assert invoiced() == expected
        connector.cancel(receipt)
        assert invoiced() == before

    def test_purchase_orders_are_found_by_number_and_supplier(self, connector, invoice):
        number = invoice.purchase_order_number
        (found,) = connector.find_purchase_orders([number, "no such order"])
        assert found.number == number
        assert list(connector.find_purchase_orders([number], supplier_id=invoice.supplier.id)) == [found]
        assert list(connector.find_purchase_orders([number], supplier_id="another")) == []

    def test_the_status_of_an_order_is_known_by_our_number_and_the_customers(self, connector, order):
        receipt = connector.post(order, "key")
        report = connector.status(receipt.number)
        assert report.number == receipt.number
        assert report.status
        assert connector.status(order.order_number) == report
        told = [(line.item_id, line.quantity, line.delivered_quantity, line.invoiced_quantity) for line in report.lines]
        assert told == ([(line.item_id, line.quantity, 0, 0) for line in order.lines] if self.tells_deliveries else [])

    def test_the_status_of_an_invoice_tells_what_is_still_open_of_it(self, connector, invoice):
        receipt = connector.post(invoice, "key")
        report = connector.status(invoice.invoice_number)
        assert (report.number, report.lines, report.paid_on) == (receipt.number, (), "")
        assert report.open_amount in {None, invoice.totals.tax_inclusive_amount}

    def test_the_status_of_something_unknown_is_none(self, connector):
        assert connector.status("no such number") is None
        assert connector.status("") is None
