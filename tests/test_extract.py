"""`countersign extract`, as a user runs it."""

import io
import json

import pytest
from click.testing import CliRunner
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from backend.__main__ import main

UBL = """<?xml version="1.0"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>F-2026-77</cbc:ID>
  <cbc:IssueDate>2026-11-02</cbc:IssueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:AccountingSupplierParty><cac:Party>
    <cac:PartyLegalEntity><cbc:RegistrationName>Atelier Nord</cbc:RegistrationName></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingSupplierParty>
  <cac:TaxTotal>
    <cbc:TaxAmount currencyID="EUR">20.00</cbc:TaxAmount>
    <cac:TaxSubtotal>
      <cbc:TaxableAmount currencyID="EUR">100.00</cbc:TaxableAmount>
      <cbc:TaxAmount currencyID="EUR">20.00</cbc:TaxAmount>
      <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent></cac:TaxCategory>
    </cac:TaxSubtotal>
  </cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    <cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount currencyID="EUR">100.00</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount currencyID="EUR">{gross}</cbc:TaxInclusiveAmount>
    <cbc:PayableAmount currencyID="EUR">{gross}</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>
  <cac:InvoiceLine>
    <cbc:ID>1</cbc:ID>
    <cbc:InvoicedQuantity unitCode="C62">4</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>
    <cac:Item><cbc:Name>Étagère</cbc:Name></cac:Item>
    <cac:Price><cbc:PriceAmount currencyID="EUR">25.00</cbc:PriceAmount></cac:Price>
  </cac:InvoiceLine>
</Invoice>"""


def run(*arguments, stdin=None):
    return CliRunner(env={"LANG": "fr_FR.UTF-8", "LC_ALL": None, "LC_MESSAGES": None}).invoke(main, ["extract", *arguments], input=stdin)


@pytest.fixture
def invoice(tmp_path):
    path = tmp_path / "facture.xml"
    path.write_text(UBL.format(gross="120.00"))
    return str(path)


@pytest.fixture
def locked_pdf(tmp_path):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, A4, encrypt="secret")
    canvas.drawString(100, 700, "Facture")
    canvas.save()
    path = tmp_path / "protégé.pdf"
    path.write_bytes(buffer.getvalue())
    return str(path)


def test_json_gives_one_object_a_file_with_the_names_of_the_design(invoice):
    lines = run("--json", invoice, invoice).stdout.splitlines()

    one = json.loads(lines[0])
    document = one["documents"][0]
    assert len(lines) == 2
    assert (one["source"], one["intent"], document["document_type"]) == (invoice, "invoice", "invoice")
    assert document["fields"]["invoice_number"]["value"] == "F-2026-77"
    assert set(document["fields"]["invoice_number"]) == {"value", "text", "confidence", "sure", "evidence"}
    assert document["fields"]["invoice_number"]["evidence"]["xpath"].endswith("ID")
    assert document["lines"][0]["quantity"] == {"value": "4", "confidence": document["lines"][0]["quantity"]["confidence"]}
    assert document["tax_breakdown"][0]["tax_rate"]["value"] == "20"
    assert document["findings"] == []


def test_totals_that_do_not_add_up_are_a_finding_in_the_users_language(tmp_path):
    path = tmp_path / "fausse.xml"
    path.write_text(UBL.format(gross="130.00"))

    findings = json.loads(run("--json", str(path)).stdout)["documents"][0]["findings"]

    wrong = next(finding for finding in findings if finding["rule"] == "BR-CO-15")
    assert "130,00" in wrong["sentence"]


def test_standard_input_is_read_for_a_dash():
    result = run("--json", "-", stdin=UBL.format(gross="120.00").encode())

    assert json.loads(result.stdout)["documents"][0]["fields"]["tax_inclusive_amount"]["value"] == "120.00"


def test_without_json_a_person_reads_a_table(invoice):
    output = run(invoice).stdout

    assert "invoice F-2026-77" in output
    assert "Étagère" in output


def test_neither_a_file_name_nor_a_document_can_speak_to_the_terminal(tmp_path):
    output = run(str(tmp_path / "absent\x1b]0;pwned\x07\u202e.pdf")).stdout

    assert "absent" in output
    assert not set("\x1b\x07\u202e") & set(output)


def test_a_file_that_is_not_there_is_a_finding_and_exits_with_zero(tmp_path):
    result = run("--json", str(tmp_path / "absent.pdf"))

    assert result.exit_code == 0
    assert json.loads(result.stdout)["findings"][0]["rule"] == "READ-BROKEN"


def test_an_encrypted_file_is_a_finding_and_does_not_stop_the_others(locked_pdf, invoice):
    result = run("--json", locked_pdf, invoice)

    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert result.exit_code == 0
    assert [finding["rule"] for finding in first["findings"]] == ["READ-ENCRYPTED"]
    assert second["documents"]


def test_many_files_in_several_processes_keep_their_order(tmp_path):
    paths = []
    for number in range(6):
        path = tmp_path / f"{number}.xml"
        path.write_text(UBL.format(gross="120.00").replace("F-2026-77", f"F-{number}"))
        paths.append(str(path))

    lines = run("--json", "--jobs", "2", *paths).stdout.splitlines()

    assert [json.loads(line)["documents"][0]["fields"]["invoice_number"]["value"] for line in lines] == [f"F-{n}" for n in range(6)]
