from __future__ import annotations

from dataclasses import replace

from backend import extraction
from backend.extraction.understood import Understood
from backend.model.finding import Severity
from tests.extraction.made import INVOICE_PAGE, cii, mail, pdf, xml_document


def together(xml: str, page: str = INVOICE_PAGE, part: str = "1.1") -> tuple[Understood, ...]:
    """What is understood of a PDF and an XML, embedded unless the part says otherwise."""
    return extraction.understand(mail("Facture"), [pdf(page), xml_document(xml, part)])


def differences(understood: Understood) -> dict[str, str]:
    return {finding.path: finding.sentence.en for finding in understood.findings if finding.rule == "CROSS-CHECK"}


def test_a_page_and_its_xml_are_one_document_led_by_the_xml() -> None:
    (understood,) = together(cii())
    assert understood.document is not None
    assert understood.document.sources == ("1.1", "1")
    assert understood.document.fields["tax_inclusive_amount"].method == "xml"
    assert differences(understood) == {}


def test_a_value_that_the_page_shows_has_both_places() -> None:
    (understood,) = together(cii())
    assert understood.document is not None
    for name in ("invoice_number", "issue_date", "due_date", "tax_inclusive_amount", "payment_iban", "seller_vat_id", "buyer_name"):
        evidence = understood.document.fields[name].evidence
        assert evidence is not None
        assert (evidence.part, evidence.page) == ("1", 1), name
        assert evidence.box is not None
        assert evidence.xpath.startswith("/CrossIndustryInvoice/"), name


def test_a_line_that_the_page_shows_has_both_places() -> None:
    (understood,) = together(cii())
    assert understood.document is not None
    evidence = understood.document.lines[0]["line_amount"].evidence
    assert evidence is not None
    assert evidence.box is not None
    assert evidence.xpath.endswith("/LineTotalAmount")


def test_another_total_on_the_page_is_a_warning_with_both_values() -> None:
    (understood,) = together(cii(total="123.00"))
    sentence = differences(understood)["tax_inclusive_amount"]
    assert "123.00" in sentence
    assert "132.00" in sentence
    assert understood.document is not None
    assert understood.document.value("tax_inclusive_amount") == "123.00"
    finding = next(f for f in understood.findings if f.rule == "CROSS-CHECK")
    assert finding.severity is Severity.WARNING
    assert finding.remedy is not None


def test_another_account_on_the_page_is_a_warning() -> None:
    other = INVOICE_PAGE.replace("FR76 3000 4001 2300 0012 3456 705", "DE89 3704 0044 0532 0130 00")
    (understood,) = together(cii(), other)
    assert "DE89370400440532013000" in differences(understood)["payment_iban"]


def test_two_attachments_of_one_number_are_one_document() -> None:
    (understood,) = together(cii(), part="2")
    assert understood.document is not None
    assert understood.document.sources == ("2", "1")


def test_two_attachments_of_two_numbers_are_two_documents() -> None:
    numbers = [one.document.number() for one in together(cii(number="F2026-099"), part="2") if one.document]
    assert numbers == ["F2026-014", "F2026-099"]


def test_the_xml_of_another_invoice_in_a_pdf_is_one_document_full_of_warnings() -> None:
    (understood,) = together(cii(number="X-1", total="999.00"))
    assert {"invoice_number", "tax_inclusive_amount"} <= set(differences(understood))


def test_lines_that_the_xml_lacks_are_read_from_the_page() -> None:
    (understood,) = together(cii(lines=""))
    assert understood.document is not None
    (line,) = understood.document.lines
    assert line["quantity"].value == "500"
    assert line["quantity"].method != "xml"
    assert "XML-NO-LINES" in {finding.rule for finding in understood.findings}


def test_the_same_invoice_twice_on_paper_is_counted_once() -> None:
    copy = replace(pdf(INVOICE_PAGE, part="2"), name="copie.pdf")
    (understood,) = extraction.understand(mail("Facture"), [pdf(INVOICE_PAGE), copy])
    (finding,) = [f for f in understood.findings if f.rule == "DOC-COPY"]
    assert "copie.pdf" in finding.sentence.fr


def test_a_page_of_another_type_is_a_warning() -> None:
    (understood,) = together(cii(), INVOICE_PAGE.replace("FACTURE N°", "AVOIR N°"))
    assert "credit note" in differences(understood)[""]
