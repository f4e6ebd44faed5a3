"""The sample messages: what the generator writes, and that the practice ERP takes what they say."""

from __future__ import annotations

import email.policy
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2
import pytest
from lxml import etree
from PIL import Image
from stdnum import bic, iban

from backend.connectors.practice import open_practice_erp
from backend.errors import PostingRejected
from backend.mailboxes import mime
from backend.model.catalog import union
from backend.model.trade import CreditNote, DocumentType, Invoice, Line, Order, Party, Totals

PROJECT = Path(__file__).resolve().parents[2]
SAMPLES = PROJECT / "backend" / "mailboxes" / "samples"
TRUTHS = {truth["file"]: truth for truth in json.loads((PROJECT / "tests" / "golden" / "samples.json").read_text(encoding="utf-8"))}


@dataclass(frozen=True)
class Made:
    """What one run of the generator wrote."""

    messages: dict[str, bytes]
    truths: str


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two runs of the generator."""
    return [_make(tmp_path_factory.mktemp("samples")) for _ in range(2)]


def _make(folder):
    truths = folder / "truths.json"
    subprocess.run([sys.executable, PROJECT / "scripts" / "make_samples", folder / "messages", truths], check=True, capture_output=True)
    messages = {file.name: file.read_bytes() for file in sorted((folder / "messages").iterdir())}
    return Made(messages, truths.read_text(encoding="utf-8"))


def parsed(raw) -> EmailMessage:
    return BytesParser(policy=email.policy.default).parsebytes(raw)


def attachment(name):
    (found,) = parsed((SAMPLES / name).read_bytes()).iter_attachments()
    return found.get_content() if isinstance(found.get_content(), bytes) else found.get_content().encode()


def said(raw):
    """All that a message says; compression, fonts and grain may differ between machines."""
    message = parsed(raw)
    parts = [part for part in message.walk() if not part.is_multipart()]
    return [message.items(), [(part.get_content_type(), part.get_filename(), _content(part)) for part in parts]]


def _content(part):
    content = part.get_content()
    kind = part.get_content_type()
    if kind == "application/pdf":
        return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    if kind.endswith(".sheet"):
        return list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    return Image.open(io.BytesIO(content)).size if kind.startswith("image/") else content


def test_the_generator_writes_the_same_bytes_each_time(made):
    first, second = made
    assert first == second


def test_the_shipped_messages_are_what_the_generator_writes(made):
    shipped = {file.name: file.read_bytes() for file in SAMPLES.iterdir()}
    assert shipped.keys() == made[0].messages.keys() == TRUTHS.keys()
    for name, raw in shipped.items():
        assert said(raw) == said(made[0].messages[name]), name


def test_the_shipped_truths_are_what_the_generator_writes(made):
    assert json.loads(made[0].truths) == list(TRUTHS.values())


def test_the_samples_are_small():
    sizes = {file.name: file.stat().st_size for file in SAMPLES.iterdir()}
    assert sum(sizes.values()) < 3_000_000
    assert max(sizes.values()) < 400_000


@pytest.mark.parametrize("name", TRUTHS)
def test_a_sample_is_parsed_with_its_sender(name):
    truth = TRUTHS[name]
    mail = mime.parse((SAMPLES / name).read_bytes())
    assert mail.sender.email == truth["sender"]
    assert (mail.forwarded_by.email if mail.forwarded_by else "") == truth["forwarded_by"]
    assert mail.authentication.failed is truth["authentication_failed"]
    assert mail.received_at.year == 2026


def test_message_ids_differ():
    assert len({mime.parse((SAMPLES / name).read_bytes()).message_id for name in TRUTHS}) == len(TRUTHS)


@pytest.mark.parametrize("document", [d for truth in TRUTHS.values() for d in truth["documents"]], ids=lambda d: str(d["fields"]))
def test_the_amounts_of_a_sample_add_up(document):
    fields, lines = document["fields"], document["lines"]
    for line in lines:
        if "net_price" in line:
            assert Decimal(line["quantity"]) * Decimal(line["net_price"]) == Decimal(line["line_amount"])
    if "tax_exclusive_amount" in fields:
        assert sum(Decimal(line["line_amount"]) for line in lines) == Decimal(fields["tax_exclusive_amount"])
    if "tax_amount" in fields:
        assert Decimal(fields["tax_exclusive_amount"]) + Decimal(fields["tax_amount"]) == Decimal(fields["tax_inclusive_amount"])
        assert sum(Decimal(tax["tax_amount"]) for tax in document["tax_breakdown"]) == Decimal(fields["tax_amount"])


@pytest.mark.parametrize("fields", [d["fields"] for truth in TRUTHS.values() for d in truth["documents"] if "payment_iban" in d["fields"]])
def test_the_bank_details_of_a_sample_are_well_formed(fields):
    assert iban.is_valid(fields["payment_iban"])
    assert bic.is_valid(fields["payment_bic"])


def test_what_the_samples_say_can_be_posted_to_the_practice_erp(tmp_path):
    erp = open_practice_erp(tmp_path, "")
    for name, truth in TRUTHS.items():
        for number, document in enumerate(truth["documents"]):
            if "differs" not in document:
                assert erp.post(confirmed(erp, document), f"{name} {number}").number


def test_the_invoice_that_differs_from_its_purchase_order_is_refused(tmp_path):
    erp = open_practice_erp(tmp_path, "")
    (document,) = TRUTHS["15-facture-ecart.eml"]["documents"]
    with pytest.raises(PostingRejected, match="18 facturés, mais 15 commandés"):
        erp.post(confirmed(erp, document), "key")


def confirmed(erp, document):
    """What a person would confirm."""
    catalog = union(erp.fetch_catalog())
    fields = document["fields"]
    if document["document_type"] == DocumentType.ORDER:
        lines = tuple(_line(catalog, line) for line in document["lines"])
        currency = next(customer.currency for customer in catalog.customers if customer.id == document["customer"])
        return Order(fields.get("order_number", ""), None, currency, Party(document["customer"], ""), lines)
    (purchase_order,) = erp.find_purchase_orders([document["purchase_order"]])
    lines = tuple(_line(catalog, line, purchase_order) for line in document["lines"])
    totals = Totals(*(Decimal(fields[name]) for name in ("tax_exclusive_amount", "tax_amount", "tax_inclusive_amount")))
    make = CreditNote if document["document_type"] == DocumentType.CREDIT_NOTE else Invoice
    issued = date.fromisoformat(fields["issue_date"])
    party = Party(document["supplier"], "")
    return make(fields["invoice_number"], issued, fields["currency"], party, lines, totals, purchase_order_number=purchase_order.number)


def _line(catalog, line, purchase_order=None):
    item = next(item for item in catalog.items if item.id == line["item"])
    price = Decimal(line.get("net_price", item.net_price))
    quantity = Decimal(line["quantity"])
    answered = next((po.id for po in purchase_order.lines if po.item_id == item.id), "") if purchase_order else ""
    return Line(item.id, item.description, quantity, price, quantity * price, item.unit_code, item.tax_rate, answered)


def test_the_structured_invoices_say_the_same_as_their_truths():
    for name in ("05-facture-ubl.eml", "07-facture-cii.eml"):
        root = etree.fromstring(attachment(name))
        values = {etree.QName(element).localname: element.text for element in root.iter() if element.text and element.text.strip()}
        fields = TRUTHS[name]["documents"][0]["fields"]
        assert fields["payable_amount"] in {values.get("PayableAmount"), values.get("DuePayableAmount")}
        assert fields["tax_exclusive_amount"] in {values.get("TaxExclusiveAmount"), values.get("TaxBasisTotalAmount")}


def test_the_factur_x_file_carries_the_same_invoice_as_xml():
    with pikepdf.open(io.BytesIO(attachment("02-factur-x.eml"))) as document:
        (file,) = document.Root.AF
        assert (str(file.UF), file.AFRelationship) == ("factur-x.xml", pikepdf.Name.Alternative)
        xml = file.EF.F.read_bytes()
    assert b"HY-2026-08817" in xml
    assert b"<ram:DuePayableAmount>1474.08</ram:DuePayableAmount>" in xml


def test_the_scan_has_no_text_layer():
    (page,) = pypdfium2.PdfDocument(attachment("09-facture-scan.eml"))
    assert page.get_textpage().get_text_range() == ""


def test_the_truths_use_the_products_own_names():
    assert {d["document_type"] for truth in TRUTHS.values() for d in truth["documents"]} == {"invoice", "credit_note", "order"}
    assert len(TRUTHS) >= 18
