from __future__ import annotations

import pytest

from backend.extraction import structured
from backend.model.trade import INVOICE_FIELDS, DocumentType
from tests.extraction.made import BUYER_VAT, GTIN, IBAN, SELLER_SIREN, SELLER_SIRET, SELLER_VAT, UBL, xml_document


def read(xml: str) -> structured.Structured:
    (found,) = structured.extract(xml_document(xml))
    return found


def values(xml: str) -> dict[str, str]:
    return {name: field.value for name, field in read(xml).document.fields.items()}


def test_every_term_of_an_invoice_has_its_place() -> None:
    assert values(UBL) == {
        "invoice_number": "F2026-014",
        "issue_date": "2026-11-05",
        "due_date": "2026-12-05",
        "currency": "EUR",
        "tax_exclusive_amount": "125.00",
        "tax_amount": "25.00",
        "tax_inclusive_amount": "150.00",
        "prepaid_amount": "50.00",
        "rounding_amount": "0.01",
        "payable_amount": "100.01",
        "order_reference": "CA-2026-0142",
        "preceding_invoice_reference": "F2026-009",
        "seller_name": "Cartonnerie du Rhône SAS",
        "seller_vat_id": SELLER_VAT,
        "seller_legal_id": SELLER_SIREN,
        "payment_iban": IBAN,
        "payment_bic": "BNPAFRPPXXX",
        "buyer_name": "Atelier Bois & Cie",
        "buyer_vat_id": BUYER_VAT,
        "payment_terms": "30 jours date de facture",
        "charge_total_amount": "15.00",
    }


def test_the_fields_stand_in_the_order_a_person_reads_them() -> None:
    names = list(values(UBL))
    assert "charge_total_amount" in names
    assert names == [name for name in INVOICE_FIELDS if name in names]


def test_a_value_shows_its_term_and_its_path() -> None:
    field = read(UBL).document.fields["seller_vat_id"]
    assert field.evidence is not None
    assert field.evidence.xpath == "/Invoice/AccountingSupplierParty/Party/PartyTaxScheme[2]/CompanyID"
    assert field.evidence.excerpt == "BT-31 <CompanyID>FR 19 812345676</CompanyID>"
    assert (field.text, field.method, field.sure) == ("FR 19 812345676", "xml", True)


def test_the_price_is_that_of_one_unit() -> None:
    (line,) = read(UBL).document.lines
    assert {name: field.value for name, field in line.items()} == {
        "line_number": "1",
        "buyer_item_id": "EMB-7",
        "seller_item_id": "CAR-4030",
        "gtin": GTIN,
        "description": "Carton simple cannelure 40 x 30",
        "quantity": "500",
        "unit_code": "C62",
        "net_price": "0.22",
        "line_amount": "110.00",
        "tax_rate": "20",
    }
    assert line["net_price"].text == "22.00 / 100"


def test_a_base_quantity_that_the_line_amount_denies_does_not_divide_the_price() -> None:
    xml = UBL.replace(">22.00</cbc:PriceAmount>", ">0.22</cbc:PriceAmount>")
    assert read(xml).document.lines[0]["net_price"].value == "0.22"


def test_the_tax_breakdown_is_in_the_documents_currency() -> None:
    (row,) = read(UBL).document.tax_breakdown
    assert {name: field.value for name, field in row.items()} == {
        "tax_rate": "20",
        "taxable_amount": "125.00",
        "tax_amount": "25.00",
        "tax_category": "S",
    }


def test_a_charge_on_the_whole_document_is_told() -> None:
    (finding,) = read(UBL).findings
    assert finding.rule == "BG-21"
    assert "15,00" in finding.sentence.fr
    assert "(Port)" in finding.sentence.fr


@pytest.mark.parametrize(
    ("code", "kind"), [("381", "credit_note"), ("261", "credit_note"), ("384", "invoice"), ("389", "invoice"), ("", "invoice")]
)
def test_the_type_code_says_what_an_invoice_is(code: str, kind: str) -> None:
    assert read(UBL.replace(">380<", f">{code}<")).document.document_type == kind


def test_the_amounts_of_a_credit_note_keep_the_sign_they_were_sent_with() -> None:
    xml = UBL.replace(">380<", ">381<")
    for amount in ("125.00", "25.00", "150.00", "100.01", "110.00"):
        xml = xml.replace(f">{amount}<", f">-{amount}<")
    xml = xml.replace(">500<", ">-500<")
    document = read(xml).document
    assert document.document_type is DocumentType.CREDIT_NOTE
    assert document.value("tax_inclusive_amount") == "-150.00"
    assert {document.lines[0][name].value for name in ("quantity", "net_price", "line_amount")} == {"-500", "0.22", "-110.00"}


def test_a_siret_given_as_an_identifier_serves_when_there_is_no_legal_registration() -> None:
    xml = UBL.replace(f'<cbc:CompanyID schemeID="0002">{SELLER_SIREN}</cbc:CompanyID>', "").replace(
        "<cac:PartyName>",
        f'<cac:PartyIdentification><cbc:ID schemeID="0009">{SELLER_SIRET}</cbc:ID></cac:PartyIdentification><cac:PartyName>',
    )
    assert values(xml)["seller_legal_id"] == SELLER_SIRET


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("due_date", ">2026-12-05<", ">31/2/2018<"),
        ("due_date", ">2026-12-05<", ">2026-02-31<"),
        ("tax_inclusive_amount", ">150.00<", ">150,00 EUR<"),
        ("tax_inclusive_amount", ">150.00<", ">NaN<"),
        ("tax_inclusive_amount", ">150.00<", ">1E999<"),
        ("currency", ">EUR</cbc:DocumentCurrencyCode>", ">Euros</cbc:DocumentCurrencyCode>"),
        ("payment_bic", ">BNPAFRPPXXX<", ">BIC à venir<"),
    ],
)
def test_a_value_that_breaks_its_format_is_left_out_and_told(name: str, right: str, wrong: str) -> None:
    found = read(UBL.replace(right, wrong))
    assert found.document.value(name) in {"", "EUR"}  # the currency also stands beside the amounts
    assert any((f.rule, f.path) == ("XML-VALUE", name) for f in found.findings)


@pytest.mark.parametrize("nothing", ["", "  ", "NA", "n/a", "-"])
def test_a_value_that_says_nothing_is_absent(nothing: str) -> None:
    assert "order_reference" not in values(UBL.replace("CA-2026-0142", nothing))


def test_an_account_that_is_no_iban_is_not_sure() -> None:
    field = read(UBL.replace("FR76 3000 4001 2300 0012 3456 705", "30004 00123 00001234567 05")).document.fields["payment_iban"]
    assert not field.sure


def test_two_due_dates_are_not_sure() -> None:
    xml = UBL.replace("<cbc:DueDate>2026-12-05</cbc:DueDate>", "").replace(
        "<cac:PaymentTerms>",
        "<cac:PaymentTerms><cbc:PaymentDueDate>2026-12-05</cbc:PaymentDueDate></cac:PaymentTerms>"
        "<cac:PaymentTerms><cbc:PaymentDueDate>2027-01-05</cbc:PaymentDueDate></cac:PaymentTerms><cac:PaymentTerms>",
    )
    field = read(xml).document.fields["due_date"]
    assert (field.value, field.sure) == ("2026-12-05", False)


ORDER = """<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:a="x" xmlns:b="y">
 <b:ID>4500017</b:ID><b:IssueDate>2026-11-02</b:IssueDate><b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>
 <a:QuotationDocumentReference><b:ID>D-88</b:ID></a:QuotationDocumentReference>
 <a:BuyerCustomerParty><a:Party><a:PartyName><b:Name>Atelier Bois</b:Name></a:PartyName></a:Party></a:BuyerCustomerParty>
 <a:SellerSupplierParty><a:Party><a:PartyName><b:Name>Cartonnerie du Rhône</b:Name></a:PartyName></a:Party></a:SellerSupplierParty>
 <a:Delivery><a:DeliveryLocation><a:Address><b:StreetName>3 rue des Copeaux</b:StreetName><b:CityName>Nantes</b:CityName>
  <b:PostalZone>44000</b:PostalZone><a:Country><b:IdentificationCode>FR</b:IdentificationCode></a:Country></a:Address></a:DeliveryLocation>
  <a:RequestedDeliveryPeriod><b:StartDate>2026-11-20</b:StartDate><b:EndDate>2026-11-24</b:EndDate></a:RequestedDeliveryPeriod>
  <a:DeliveryParty><a:PartyName><b:Name>Atelier Bois, quai 2</b:Name></a:PartyName></a:DeliveryParty></a:Delivery>
 <a:AnticipatedMonetaryTotal><b:TaxExclusiveAmount currencyID="EUR">44</b:TaxExclusiveAmount></a:AnticipatedMonetaryTotal>
 <a:OrderLine><a:LineItem><b:ID>10</b:ID><b:Quantity unitCode="pce">200</b:Quantity><b:LineExtensionAmount>44</b:LineExtensionAmount>
  <a:Delivery><a:RequestedDeliveryPeriod><b:EndDate>2026-11-22</b:EndDate></a:RequestedDeliveryPeriod></a:Delivery>
  <a:Price><b:PriceAmount>0.22</b:PriceAmount></a:Price><a:Item><b:Name>Carton</b:Name></a:Item></a:LineItem></a:OrderLine></Order>"""


def test_an_order_has_its_delivery() -> None:
    found = values(ORDER)
    assert found["order_number"] == "4500017"
    assert found["requested_delivery_date"] == "2026-11-24"
    assert found["delivery_address"] == "Atelier Bois, quai 2, 3 rue des Copeaux, 44000, Nantes, FR"
    assert found["quotation_reference"] == "D-88"
    line = read(ORDER).document.lines[0]
    assert (line["unit_code"].value, line["requested_delivery_date"].value) == ("H87", "2026-11-22")


@pytest.mark.parametrize(("root", "kind"), [("Order", "order"), ("OrderChange", "order_change"), ("OrderResponse", "order_confirmation")])
def test_the_root_says_what_an_order_is(root: str, kind: str) -> None:
    assert read(ORDER.replace("<Order ", f"<{root} ").replace("</Order>", f"</{root}>")).document.document_type == kind


@pytest.mark.parametrize(("code", "quantity"), [("2", "0"), ("3", None), ("1", None)])
def test_a_line_that_an_order_change_cancels_has_a_quantity_of_nothing(code: str, quantity: str | None) -> None:
    change = ORDER.replace("<Order ", "<OrderChange ").replace("</Order>", "</OrderChange>")
    (as_it_is, *_) = read(change).document.lines
    (line, *_) = read(change.replace("<a:LineItem>", f"<a:LineItem><b:LineStatusCode>{code}</b:LineStatusCode>", 1)).document.lines
    assert line["quantity"].value == (quantity or as_it_is["quantity"].value)
    assert "line_status" not in line
