"""Which rules of EN 16931 an electronic invoice breaks."""

from __future__ import annotations

import pytest

from backend.extraction import structured
from tests.extraction.made import UBL, cii, xml_document

CLAIM = "urn:cen.eu:en16931:2017"
CLAIMING = UBL.replace(" <cbc:ID>F2026-014</cbc:ID>", f" <cbc:CustomizationID>{CLAIM}</cbc:CustomizationID><cbc:ID>F2026-014</cbc:ID>", 1)


def rules(xml: str) -> set[str]:
    (found,) = structured.extract(xml_document(xml))
    return {finding.rule for finding in found.findings if finding.rule.startswith("BR-")}


def without(xml: str, start: str, end: str) -> str:
    """The XML without everything from the first `start` to the `end` after it."""
    at = xml.index(start)
    return xml[:at] + xml[xml.index(end, at) + len(end) :]


@pytest.mark.parametrize(
    ("start", "end", "rule"),
    [
        ("<cbc:IssueDate>", "</cbc:IssueDate>", "BR-03"),
        ("<cbc:InvoiceTypeCode>", "</cbc:InvoiceTypeCode>", "BR-04"),
        ("<cbc:DocumentCurrencyCode>", "</cbc:DocumentCurrencyCode>", "BR-05"),
        ("<cbc:RegistrationName>Cartonnerie", "</cbc:RegistrationName>", "BR-06"),
        ("<cbc:TaxInclusiveAmount", "</cbc:TaxInclusiveAmount>", "BR-14"),
        ("<cbc:PayableAmount", "</cbc:PayableAmount>", "BR-15"),
        ("<cbc:InvoicedQuantity", "</cbc:InvoicedQuantity>", "BR-22"),
    ],
)
def test_a_missing_term_breaks_its_rule_and_no_other_document_rule(start, end, rule):
    assert rules(without(CLAIMING, start, end)) - rules(CLAIMING) >= {rule}


def test_an_invoice_that_claims_nothing_is_held_to_nothing():
    assert rules(without(UBL, "<cbc:IssueDate>", "</cbc:IssueDate>")) == set()


def test_the_finding_names_the_term_in_both_languages_and_the_line():
    (found,) = structured.extract(xml_document(without(CLAIMING, "<cbc:InvoicedQuantity", "</cbc:InvoicedQuantity>")))
    finding = next(one for one in found.findings if one.rule == "BR-22")
    assert finding.severity == "info"
    assert "BT-129" in finding.sentence.fr
    assert "line 1" in finding.sentence.en


def test_an_exemption_without_its_reason_is_found_and_a_credit_transfer_without_account():
    exempt = CLAIMING.replace("<cbc:ID>S</cbc:ID>", "<cbc:ID>E</cbc:ID>")
    assert "BR-E-10" in rules(exempt)
    assert "BR-61" in rules(without(CLAIMING, "<cac:PayeeFinancialAccount>", "</cac:PayeeFinancialAccount>"))


def test_a_cii_invoice_is_held_to_the_rules_its_profile_has():
    def claiming(profile: str) -> str:
        context = "<ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>{}</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter>"
        without_lines = without(cii(), "<ram:IncludedSupplyChainTradeLineItem>", "</ram:IncludedSupplyChainTradeLineItem>")
        opened = without_lines.index("<rsm:ExchangedDocument>")
        added = f"<rsm:ExchangedDocumentContext>{context.format(profile)}</rsm:ExchangedDocumentContext>"
        return without_lines[:opened] + added + without_lines[opened:]

    assert "BR-16" in rules(claiming("urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"))
    assert "BR-16" not in rules(claiming("urn:factur-x.eu:1p0:minimum"))
