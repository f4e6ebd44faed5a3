"""Documents made for these tests: XML of an invented trade, and pages laid out on a character grid."""

from __future__ import annotations

import re

from backend.model.document import Box, Document, Origin, Page, Word
from backend.model.mail import BODY, Address, Mail

SELLER_SIREN, SELLER_SIRET, SELLER_VAT = "812345676", "81234567600017", "FR19812345676"
BUYER_SIREN, BUYER_VAT = "532187648", "FR89532187648"
IBAN = "FR7630004001230000123456705"
GTIN = "3460000000016"

UBL = f"""<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
 <cbc:ID>F2026-014</cbc:ID><cbc:IssueDate>2026-11-05</cbc:IssueDate><cbc:DueDate>2026-12-05</cbc:DueDate>
 <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:Note>Merci de votre confiance et à bientôt pour une nouvelle livraison</cbc:Note>
 <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cbc:TaxCurrencyCode>CHF</cbc:TaxCurrencyCode>
 <cac:OrderReference><cbc:ID>CA-2026-0142</cbc:ID></cac:OrderReference>
 <cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>F2026-009</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>
 <cac:AccountingSupplierParty><cac:Party><cbc:EndpointID schemeID="0009">{SELLER_SIRET}</cbc:EndpointID>
  <cac:PartyName><cbc:Name>Carto</cbc:Name></cac:PartyName>
  <cac:PartyTaxScheme><cbc:CompanyID>99/123/45678</cbc:CompanyID><cac:TaxScheme><cbc:ID>FC</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
  <cac:PartyTaxScheme><cbc:CompanyID>FR 19 812345676</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
  <cac:PartyLegalEntity><cbc:RegistrationName>Cartonnerie du Rhône SAS</cbc:RegistrationName>
   <cbc:CompanyID schemeID="0002">{SELLER_SIREN}</cbc:CompanyID></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
 <cac:AccountingCustomerParty><cac:Party><cac:PartyIdentification><cbc:ID>CLIENT-7</cbc:ID></cac:PartyIdentification>
  <cac:PartyTaxScheme><cbc:CompanyID>{BUYER_VAT}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
  <cac:PartyLegalEntity><cbc:RegistrationName>Atelier Bois &amp; Cie</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>
 </cac:AccountingCustomerParty>
 <cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>
  <cac:PayeeFinancialAccount><cbc:ID>FR76 3000 4001 2300 0012 3456 705</cbc:ID>
   <cac:FinancialInstitutionBranch><cbc:ID>BNPAFRPPXXX</cbc:ID></cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount>
   </cac:PaymentMeans>
 <cac:PaymentTerms><cbc:Note>30 jours date de facture</cbc:Note></cac:PaymentTerms>
 <cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator><cbc:AllowanceChargeReason>Port</cbc:AllowanceChargeReason>
  <cbc:Amount currencyID="EUR">15.00</cbc:Amount></cac:AllowanceCharge>
 <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">25.00</cbc:TaxAmount><cac:TaxSubtotal>
  <cbc:TaxableAmount currencyID="EUR">125.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">25.00</cbc:TaxAmount>
  <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>
  </cac:TaxSubtotal></cac:TaxTotal>
 <cac:TaxTotal><cbc:TaxAmount currencyID="CHF">23.50</cbc:TaxAmount></cac:TaxTotal>
 <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">110.00</cbc:LineExtensionAmount>
  <cbc:TaxExclusiveAmount currencyID="EUR">125.00</cbc:TaxExclusiveAmount>
   <cbc:TaxInclusiveAmount currencyID="EUR">150.00</cbc:TaxInclusiveAmount>
  <cbc:ChargeTotalAmount currencyID="EUR">15.00</cbc:ChargeTotalAmount><cbc:PrepaidAmount currencyID="EUR">50.00</cbc:PrepaidAmount>
   <cbc:PayableRoundingAmount currencyID="EUR">0.01</cbc:PayableRoundingAmount>
  <cbc:PayableAmount currencyID="EUR">100.01</cbc:PayableAmount></cac:LegalMonetaryTotal>
 <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">500</cbc:InvoicedQuantity>
  <cbc:LineExtensionAmount currencyID="EUR">110.00</cbc:LineExtensionAmount>
  <cac:Item><cbc:Name>Carton simple cannelure 40 x 30</cbc:Name>
   <cac:BuyersItemIdentification><cbc:ID>EMB-7</cbc:ID></cac:BuyersItemIdentification>
   <cac:SellersItemIdentification><cbc:ID>CAR-4030</cbc:ID></cac:SellersItemIdentification>
   <cac:StandardItemIdentification><cbc:ID schemeID="0160">{GTIN}</cbc:ID></cac:StandardItemIdentification>
   <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>
    <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>
  </cac:Item>
  <cac:Price><cbc:PriceAmount currencyID="EUR">22.00</cbc:PriceAmount><cbc:BaseQuantity unitCode="C62">100</cbc:BaseQuantity></cac:Price>
 </cac:InvoiceLine>
</Invoice>"""

_CII_LINE = """<ram:IncludedSupplyChainTradeLineItem>
 <ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID></ram:AssociatedDocumentLineDocument>
 <ram:SpecifiedTradeProduct><ram:SellerAssignedID>CAR-4030</ram:SellerAssignedID><ram:Name>Carton simple cannelure</ram:Name>
   </ram:SpecifiedTradeProduct>
 <ram:SpecifiedLineTradeAgreement>
  <ram:GrossPriceProductTradePrice><ram:ChargeAmount>0.25</ram:ChargeAmount>
   <ram:AppliedTradeAllowanceCharge><ram:ActualAmount>0.03</ram:ActualAmount></ram:AppliedTradeAllowanceCharge>
   </ram:GrossPriceProductTradePrice>
 </ram:SpecifiedLineTradeAgreement>
 <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="H87">500.0000</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
 <ram:SpecifiedLineTradeSettlement>
  <ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:RateApplicablePercent>20.00</ram:RateApplicablePercent>
   </ram:ApplicableTradeTax>
  <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>110.00</ram:LineTotalAmount>
  </ram:SpecifiedTradeSettlementLineMonetarySummation>
 </ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>"""


def cii(type_code: str = "380", lines: str = _CII_LINE, number: str = "F2026-014", total: str = "132.00") -> str:
    """A Factur-X XML."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
 <rsm:ExchangedDocument><ram:ID>{number}</ram:ID><ram:TypeCode>{type_code}</ram:TypeCode>
  <ram:IssueDateTime><udt:DateTimeString format="102">20261105</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction>{lines}
  <ram:ApplicableHeaderTradeAgreement>
   <ram:SellerTradeParty><ram:GlobalID schemeID="0009">{SELLER_SIRET}</ram:GlobalID><ram:Name>Cartonnerie du Rhône</ram:Name>
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">99/123/45678</ram:ID></ram:SpecifiedTaxRegistration>
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{SELLER_VAT}</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
   <ram:BuyerTradeParty><ram:Name>Atelier Bois &amp; Cie</ram:Name></ram:BuyerTradeParty>
   <ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>CA-2026-0142</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>
  </ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeDelivery/>
  <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
   <ram:SpecifiedTradeSettlementPaymentMeans><ram:PayeePartyCreditorFinancialAccount><ram:IBANID>{IBAN}</ram:IBANID>
    </ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>
   <ram:ApplicableTradeTax><ram:CalculatedAmount>22.00</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>
    <ram:BasisAmount>110.00</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode>
    <ram:RateApplicablePercent>20.00</ram:RateApplicablePercent></ram:ApplicableTradeTax>
   <ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">20261205</udt:DateTimeString></ram:DueDateDateTime>
   </ram:SpecifiedTradePaymentTerms>
   <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:TaxBasisTotalAmount>110.00</ram:TaxBasisTotalAmount>
    <ram:TaxTotalAmount currencyID="EUR">22.00</ram:TaxTotalAmount><ram:TaxTotalAmount currencyID="CHF">20.68</ram:TaxTotalAmount>
    <ram:GrandTotalAmount>{total}</ram:GrandTotalAmount><ram:DuePayableAmount>{total}</ram:DuePayableAmount>
   </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
  </ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"""


def xml_document(xml: str | bytes, part: str = "1") -> Document:
    """The XML as a reader gives it."""
    return Document(part, "facture.xml", "application/xml", xml=xml if isinstance(xml, bytes) else xml.encode())


def page(text: str, number: int = 1, origin: Origin = Origin.TEXT_LAYER) -> Page:
    """The text laid out on a character grid of 100 columns and 60 lines."""
    words = []
    for n, line in enumerate(text.strip("\n").splitlines()):
        top = (n + 1) / 62
        words += [Word(m.group(), Box(m.start() / 100, top, m.end() / 100, top + 0.011)) for m in re.finditer(r"\S+", line)]
    return Page(number, origin, tuple(words), width=595, height=842)


def pdf(*texts: str, part: str = "1", name: str = "document.pdf") -> Document:
    """A PDF of those pages as a reader gives it."""
    return Document(part, name, "application/pdf", tuple(page(text, n) for n, text in enumerate(texts, 1)))


def body(text: str) -> Document:
    """The body as a reader gives it."""
    return Document(BODY, "", "text/plain", (page(text, 1, Origin.BODY),))


def mail(subject: str = "", sender: str = "marie.durand@atelier-bois.example") -> Mail:
    """A message of that subject."""
    return Mail("<1@atelier-bois.example>", subject, Address(sender, "Marie Durand"))


INVOICE_PAGE = """
Cartonnerie du Rhône SAS                                FACTURE N° F2026-014
12 quai Arloing, 69009 Lyon                             Date de facture : 05/11/2026
SIREN 812 345 676   TVA FR19812345676                   Date d'échéance : 05/12/2026

Client : Atelier Bois & Cie
Votre commande : CA-2026-0142

Référence     Désignation                         Quantité     Prix unitaire HT     Montant HT
CAR-4030      Carton simple cannelure                 500                  0,22         110,00

                                                  Total HT                              110,00
                                                  TVA 20,00 %                            22,00
                                                  Total TTC                             132,00

IBAN : FR76 3000 4001 2300 0012 3456 705
"""
