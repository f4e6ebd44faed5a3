from __future__ import annotations

import pytest

from backend.extraction import structured
from backend.model.trade import TradeDocument
from tests.extraction.made import IBAN, SELLER_SIRET, SELLER_VAT, cii, xml_document


def read(xml: str) -> TradeDocument:
    (found,) = structured.extract(xml_document(xml))
    return found.document


def test_every_term_of_a_factur_x_has_its_place() -> None:
    assert {name: field.value for name, field in read(cii()).fields.items()} == {
        "invoice_number": "F2026-014",
        "issue_date": "2026-11-05",
        "due_date": "2026-12-05",
        "currency": "EUR",
        "tax_exclusive_amount": "110.00",
        "tax_amount": "22.00",
        "tax_inclusive_amount": "132.00",
        "payable_amount": "132.00",
        "order_reference": "CA-2026-0142",
        "seller_name": "Cartonnerie du Rhône",
        "seller_vat_id": SELLER_VAT,
        "seller_legal_id": SELLER_SIRET,
        "payment_iban": IBAN,
        "buyer_name": "Atelier Bois & Cie",
    }


def test_a_line_without_a_net_price_has_the_gross_one_less_its_discount() -> None:
    (line,) = read(cii()).lines
    assert {name: line[name].value for name in ("quantity", "net_price", "line_amount", "tax_rate")} == {
        "quantity": "500",
        "net_price": "0.22",
        "line_amount": "110.00",
        "tax_rate": "20.00",
    }
    assert line["net_price"].method == "arithmetic"


def test_a_minimum_profile_has_no_lines_and_is_read_all_the_same() -> None:
    assert read(cii(lines="")).number() == "F2026-014"


def test_lines_that_group_or_inform_are_no_lines() -> None:
    grouping = cii().replace(
        "<ram:LineID>1</ram:LineID>", "<ram:LineID>1</ram:LineID><ram:LineStatusReasonCode>GROUP</ram:LineStatusReasonCode>"
    )
    assert read(grouping).lines == ()


@pytest.mark.parametrize(
    ("code", "kind"), [("380", "invoice"), ("381", "credit_note"), ("262", "credit_note"), ("386", "invoice"), ("503", "credit_note")]
)
def test_the_type_code_says_what_it_is(code: str, kind: str) -> None:
    assert read(cii(code)).document_type == kind


def test_zugferd_1_differs_in_names_only() -> None:
    old = cii()
    for new, name in {
        "rsm:CrossIndustryInvoice": "rsm:CrossIndustryDocument",
        "rsm:ExchangedDocument": "rsm:HeaderExchangedDocument",
        "rsm:SupplyChainTradeTransaction": "rsm:SpecifiedSupplyChainTradeTransaction",
        "ram:ApplicableHeaderTradeAgreement": "ram:ApplicableSupplyChainTradeAgreement",
        "ram:ApplicableHeaderTradeSettlement": "ram:ApplicableSupplyChainTradeSettlement",
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation": "ram:SpecifiedTradeSettlementMonetarySummation",
        "ram:IssuerAssignedID": "ram:ID",
        "ram:SpecifiedLineTrade": "ram:SpecifiedSupplyChainTrade",
        "ram:SpecifiedTradeSettlementLineMonetarySummation": "ram:SpecifiedTradeSettlementMonetarySummation",
        "ram:RateApplicablePercent": "ram:ApplicablePercent",
    }.items():
        old = old.replace(new, name)

    def said(document: TradeDocument) -> list[dict[str, str]]:
        return [{n: f.value for n, f in row.items()} for row in (document.fields, *document.lines, *document.tax_breakdown)]

    assert said(read(old)) == said(read(cii()))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('<udt:DateTimeString format="102">20261105</udt:DateTimeString>', "2026-11-05"),
        ('<udt:DateTimeString format="203">202611051430</udt:DateTimeString>', "2026-11-05"),
        ('<udt:DateTimeString format="102">2026-11-05</udt:DateTimeString>', "2026-11-05"),
        ("<udt:DateTime>2026-11-05T00:00:00</udt:DateTime>", "2026-11-05"),
        ("2026-11-05Z", "2026-11-05"),
        ('<udt:DateTimeString format="610">202611</udt:DateTimeString>', ""),
        ('<udt:DateTimeString format="102">20261131</udt:DateTimeString>', ""),
        ("<udt:DateTimeString/>", ""),
    ],
)
def test_a_date_is_read_in_every_format_that_names_a_day(written: str, value: str) -> None:
    xml = cii().replace('<udt:DateTimeString format="102">20261105</udt:DateTimeString>', written)
    assert read(xml).value("issue_date") == value


@pytest.mark.parametrize(("code", "kind"), [("220", "order"), ("230", "order_change"), ("231", "order_confirmation")])
def test_order_x_is_an_order(code: str, kind: str) -> None:
    xml = cii(code).replace("CrossIndustryInvoice", "SCRDMCCBDACIOMessageStructure").replace("InvoiceCurrencyCode", "OrderCurrencyCode")
    xml = xml.replace("BilledQuantity", "RequestedQuantity").replace(
        "<ram:ApplicableHeaderTradeDelivery/>",
        "<ram:ApplicableHeaderTradeDelivery><ram:ShipToTradeParty><ram:Name>Quai 2</ram:Name><ram:PostalTradeAddress>"
        "<ram:PostcodeCode>44000</ram:PostcodeCode><ram:LineOne>3 rue des Copeaux</ram:LineOne><ram:CityName>Nantes</ram:CityName>"
        "</ram:PostalTradeAddress></ram:ShipToTradeParty><ram:RequestedDeliverySupplyChainEvent><ram:OccurrenceDateTime>"
        '<udt:DateTimeString format="102">20261120</udt:DateTimeString></ram:OccurrenceDateTime></ram:RequestedDeliverySupplyChainEvent>'
        "</ram:ApplicableHeaderTradeDelivery>",
    )
    document = read(xml)
    assert document.document_type == kind
    assert document.value("order_number") == "F2026-014"
    assert document.value("delivery_address") == "Quai 2, 3 rue des Copeaux, 44000, Nantes"
    assert document.value("requested_delivery_date") == "2026-11-20"
    assert document.lines[0]["quantity"].value == "500"
