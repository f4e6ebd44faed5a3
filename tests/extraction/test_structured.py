from __future__ import annotations

import pytest

from backend.extraction import structured
from tests.extraction.made import UBL, xml_document


def numbers(xml: str | bytes) -> list[str]:
    return [found.document.number() for found in structured.extract(xml_document(xml))]


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"not xml at all",
        b"<html><body><p>Facture</p></body></html>",
        b"<Invoice/>",
        b"\x00\xff\xfe",
        b"<Catalogue><ID>1</ID></Catalogue>",
    ],
)
def test_what_is_no_trade_document_gives_none_and_says_why(xml: bytes) -> None:
    assert structured.extract(xml_document(xml)) == ()
    assert structured.problem(xml_document(xml)).rule == "XML-FORMAT"


@pytest.mark.parametrize(
    "broken",
    [
        UBL.encode()[:-300],
        UBL.replace("Atelier Bois &amp; Cie", "Atelier Bois & Cie").encode(),
        UBL.replace('encoding="UTF-8"', 'encoding="UTF-8_W/O_BOM"').encode(),
        b"\xef\xbb\xbf" + UBL.encode(),
        b"\n\n  " + UBL.encode(),
        UBL.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
    ],
    ids=["cut", "bare ampersand", "unknown encoding", "byte order mark", "leading blanks", "utf-16"],
)
def test_broken_xml_is_read_as_far_as_it_goes(broken: bytes) -> None:
    assert numbers(broken) == ["F2026-014"]


def test_an_envelope_is_opened() -> None:
    inner = UBL.partition("?>")[2]
    envelope = f'<StandardBusinessDocument xmlns="e"><StandardBusinessDocumentHeader/>{inner}</StandardBusinessDocument>'
    (found,) = structured.extract(xml_document(envelope))
    assert found.document.value("tax_amount") == "25.00"


def test_xml_with_entities_of_its_own_is_not_read() -> None:
    bomb = '<!DOCTYPE Invoice [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + UBL.partition("?>")[2].replace(
        "F2026-014", "&b;"
    )
    assert numbers(bomb) == []
    assert structured.problem(xml_document(bomb)).rule == "XML-ENTITIES"


def test_a_file_of_this_machine_is_never_read() -> None:
    stolen = '<!DOCTYPE Invoice [<!ENTITY f SYSTEM "file:///etc/hostname">]>' + UBL.partition("?>")[2].replace("F2026-014", "&f;")
    assert numbers(stolen) == []


@pytest.mark.timeout(100)
def test_deep_and_wide_xml_comes_to_an_end() -> None:
    structured.extract(xml_document("<Invoice>" * 100_000))
    assert structured.extract(xml_document(UBL.replace("</Invoice>", "<InvoiceLine><ID>1</ID></InvoiceLine>" * 5_000 + "</Invoice>")))


def test_a_hostile_number_of_values_is_bounded() -> None:
    wrong = "<cac:PaymentTerms><cbc:PaymentDueDate>never</cbc:PaymentDueDate></cac:PaymentTerms>"
    rate = "<cac:TaxTotal><cac:TaxSubtotal><cbc:TaxAmount>1</cbc:TaxAmount></cac:TaxSubtotal></cac:TaxTotal>"
    xml = UBL.replace("<cbc:DueDate>2026-12-05</cbc:DueDate>", "").replace(
        "<cac:PaymentTerms>", wrong * 5000 + rate * 5000 + "<cac:PaymentTerms>"
    )
    (found,) = structured.extract(xml_document(xml))
    assert len(found.findings) < 100
    assert len(found.document.tax_breakdown) <= structured.MAX_RATES


def test_too_many_lines_are_cut_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structured, "MAX_LINES", 20)
    line = "<cac:InvoiceLine><cbc:ID>1</cbc:ID></cac:InvoiceLine>"
    (found,) = structured.extract(xml_document(UBL.replace("</Invoice>", line * (structured.MAX_LINES + 5) + "</Invoice>")))
    assert len(found.document.lines) == structured.MAX_LINES
    assert "XML-LINES" in {finding.rule for finding in found.findings}


def test_the_language_is_that_of_the_texts() -> None:
    (found,) = structured.extract(xml_document(UBL))
    assert found.document.language == "fr"


FATTURA = """<p:FatturaElettronica xmlns:p="f"><FatturaElettronicaHeader>
 <CedentePrestatore><DatiAnagrafici><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>00743110157</IdCodice></IdFiscaleIVA>
  <Anagrafica><Nome>Lucia</Nome><Cognome>Bianchi</Cognome></Anagrafica></DatiAnagrafici></CedentePrestatore>
 <CessionarioCommittente><DatiAnagrafici><CodiceFiscale>00488410010</CodiceFiscale>
  <Anagrafica><Denominazione>Legno Srl</Denominazione></Anagrafica>
  </DatiAnagrafici></CessionarioCommittente></FatturaElettronicaHeader>
 <FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento>
  <TipoDocumento>TD01</TipoDocumento><Divisa>EUR</Divisa><Data>2026-10-30</Data>
  <Numero>88/A</Numero></DatiGeneraliDocumento></DatiGenerali><DatiBeniServizi>
  <DettaglioLinee><NumeroLinea>1</NumeroLinea><Descrizione>Pannello</Descrizione>
   <Quantita>3.00</Quantita><PrezzoUnitario>10.00</PrezzoUnitario>
   <PrezzoTotale>30.00</PrezzoTotale><AliquotaIVA>22.00</AliquotaIVA></DettaglioLinee>
  <DatiRiepilogo><AliquotaIVA>22.00</AliquotaIVA><ImponibileImporto>30.00</ImponibileImporto><Imposta>6.60</Imposta></DatiRiepilogo>
  <DatiRiepilogo><AliquotaIVA>0.00</AliquotaIVA><ImponibileImporto>2.00</ImponibileImporto><Imposta>0.00</Imposta></DatiRiepilogo>
  </DatiBeniServizi></FatturaElettronicaBody>
 <FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><TipoDocumento>TD04</TipoDocumento><Divisa>EUR</Divisa><Data>2026-10-31</Data>
  <Numero>89/A</Numero></DatiGeneraliDocumento></DatiGenerali></FatturaElettronicaBody></p:FatturaElettronica>"""


def test_a_fattura_pa_of_two_bodies_is_two_documents() -> None:
    first, second = (found.document for found in structured.extract(xml_document(FATTURA)))
    assert (first.number(), second.number()) == ("88/A", "89/A")
    assert (first.document_type, second.document_type) == ("invoice", "credit_note")
    assert (first.value("seller_vat_id"), first.value("seller_name")) == ("IT00743110157", "Lucia Bianchi")
    assert (first.value("tax_exclusive_amount"), first.value("tax_amount")) == ("32.00", "6.60")
    assert first.fields["tax_amount"].method == "arithmetic"
    assert first.lines[0]["net_price"].value == "10.00"


CXML = """<!DOCTYPE cXML SYSTEM "http://xml.cXML.org/schemas/cXML/1.2.050/cXML.dtd"><cXML><Request><OrderRequest>
 <OrderRequestHeader orderID="PO-9" orderDate="2026-11-02T10:00:00+01:00" type="new"><Total><Money currency="EUR">66.00</Money></Total>
 <BillTo><Address><Name>Atelier Bois</Name></Address></BillTo></OrderRequestHeader>
 <ItemOut quantity="3" lineNumber="1"><ItemID><SupplierPartID>CAR-4030</SupplierPartID></ItemID>
 <ItemDetail>
 <UnitPrice><Money currency="EUR">22.00</Money></UnitPrice><Description>Carton</Description><UnitOfMeasure>EA</UnitOfMeasure>
   </ItemDetail></ItemOut>
 </OrderRequest></Request></cXML>"""


@pytest.mark.parametrize(("kind", "document_type"), [("new", "order"), ("update", "order_change")])
def test_a_cxml_order_is_an_order(kind: str, document_type: str) -> None:
    (found,) = structured.extract(xml_document(CXML.replace('type="new"', f'type="{kind}"')))
    assert found.document.document_type == document_type
    assert (found.document.number(), found.document.value("issue_date")) == ("PO-9", "2026-11-02")
    assert found.document.lines[0]["quantity"].evidence.xpath.endswith("/ItemOut/@quantity")
