"""The structured invoices: UBL 2.1 and Cross Industry Invoice D16B, both with the terms and the arithmetic of EN 16931."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lxml import etree

from samples.trade import Paperwork, Partner

_INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
_CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
_CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
_RSM = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
_RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
_UDT = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"
#: BT-24 of an invoice that claims EN 16931 and nothing more.
EN_16931 = "urn:cen.eu:en16931:2017"
#: ICD 0009 is the SIRET, 0002 the SIREN, 0160 the GTIN (ISO/IEC 6523).
_SIRET, _GTIN = "0009", "0160"
_TERMS = "Pas d'escompte. Pénalités de retard : 3 fois le taux d'intérêt légal. Indemnité de recouvrement : 40 €."


class _Tree:
    """An element that is written term by term."""

    def __init__(self, element: etree._Element, namespaces: dict[str, str]) -> None:
        self.element = element
        self._namespaces = namespaces

    def add(self, name: str, text: str = "", **attributes: str) -> _Tree:
        """Add `prefix:Name` as a child and answer it."""
        prefix, _, local = name.partition(":")
        child = etree.SubElement(self.element, f"{{{self._namespaces[prefix]}}}{local}", attributes)
        child.text = text or None
        return _Tree(child, self._namespaces)

    def path(self, names: str, text: str = "", **attributes: str) -> _Tree:
        """Add `a/b/c` inside each other, the text in the last."""
        *outer, last = names.split("/")
        tree = self
        for name in outer:
            tree = tree.add(name)
        return tree.add(last, text, **attributes)

    def content(self) -> bytes:
        """The document."""
        etree.indent(self.element, "  ")
        return etree.tostring(self.element, xml_declaration=True, encoding="UTF-8")


def ubl_invoice(invoice: Paperwork, us: Partner) -> bytes:
    """An invoice as UBL 2.1."""
    namespaces = {"cac": _CAC, "cbc": _CBC}
    root = _Tree(etree.Element(f"{{{_INVOICE}}}Invoice", nsmap={None: _INVOICE, **namespaces}), namespaces)
    for name, text in (
        ("CustomizationID", EN_16931),
        ("ID", invoice.number),
        ("IssueDate", _iso(invoice.issue_date)),
        ("DueDate", _iso(invoice.due_date)),
        ("InvoiceTypeCode", "380"),
        ("DocumentCurrencyCode", invoice.currency),
        ("BuyerReference", "DELORME-ACHATS"),
    ):
        root.add(f"cbc:{name}", text)
    root.path("cac:OrderReference/cbc:ID", invoice.order_number)
    root.path("cac:DespatchDocumentReference/cbc:ID", invoice.delivery_note)
    _ubl_party(root.path("cac:AccountingSupplierParty/cac:Party"), invoice.partner)
    _ubl_party(root.path("cac:AccountingCustomerParty/cac:Party"), us)
    means = root.add("cac:PaymentMeans")
    means.add("cbc:PaymentMeansCode", "30")
    means.add("cbc:PaymentID", invoice.number)
    account = means.add("cac:PayeeFinancialAccount")
    account.add("cbc:ID", invoice.partner.iban)
    account.path("cac:FinancialInstitutionBranch/cbc:ID", invoice.partner.bank[1])
    root.path("cac:PaymentTerms/cbc:Note", f"30 jours date de facture. {_TERMS}")
    _ubl_tax(root, invoice)
    _ubl_totals(root.add("cac:LegalMonetaryTotal"), invoice)
    for number, row in enumerate(invoice.rows, start=1):
        line = root.add("cac:InvoiceLine")
        line.add("cbc:ID", str(number))
        line.add("cbc:InvoicedQuantity", str(row.quantity), unitCode=row.unit_code)
        line.add("cbc:LineExtensionAmount", str(row.amount), currencyID=invoice.currency)
        line.path("cac:OrderLineReference/cbc:LineID", str(number))
        item = line.add("cac:Item")
        item.add("cbc:Name", row.description)
        item.path("cac:BuyersItemIdentification/cbc:ID", row.item)
        item.path("cac:SellersItemIdentification/cbc:ID", row.reference)
        item.path("cac:StandardItemIdentification/cbc:ID", row.gtin, schemeID=_GTIN)
        _ubl_category(item.add("cac:ClassifiedTaxCategory"), row.rate)
        line.path("cac:Price/cbc:PriceAmount", str(row.price), currencyID=invoice.currency)
    return root.content()


def _ubl_party(party: _Tree, partner: Partner) -> None:
    party.path("cac:PartyName/cbc:Name", partner.name)
    address = party.add("cac:PostalAddress")
    address.add("cbc:StreetName", partner.street)
    address.add("cbc:CityName", partner.city)
    address.add("cbc:PostalZone", partner.postal_code)
    address.path("cac:Country/cbc:IdentificationCode", partner.country)
    scheme = party.add("cac:PartyTaxScheme")
    scheme.add("cbc:CompanyID", partner.vat_id)
    scheme.path("cac:TaxScheme/cbc:ID", "VAT")
    entity = party.add("cac:PartyLegalEntity")
    entity.add("cbc:RegistrationName", partner.name)
    entity.add("cbc:CompanyID", partner.legal_id, schemeID=_SIRET)


def _ubl_tax(root: _Tree, invoice: Paperwork) -> None:
    total = root.add("cac:TaxTotal")
    total.add("cbc:TaxAmount", str(invoice.tax), currencyID=invoice.currency)
    for rate, taxable, tax in invoice.taxes:
        subtotal = total.add("cac:TaxSubtotal")
        subtotal.add("cbc:TaxableAmount", str(taxable), currencyID=invoice.currency)
        subtotal.add("cbc:TaxAmount", str(tax), currencyID=invoice.currency)
        _ubl_category(subtotal.add("cac:TaxCategory"), rate)


def _ubl_category(category: _Tree, rate: Decimal) -> None:
    category.add("cbc:ID", "S")
    category.add("cbc:Percent", str(rate))
    category.path("cac:TaxScheme/cbc:ID", "VAT")


def _ubl_totals(total: _Tree, invoice: Paperwork) -> None:
    for name, amount in (
        ("LineExtensionAmount", invoice.net),
        ("TaxExclusiveAmount", invoice.net),
        ("TaxInclusiveAmount", invoice.gross),
        ("PayableAmount", invoice.gross),
    ):
        total.add(f"cbc:{name}", str(amount), currencyID=invoice.currency)


def cii_invoice(invoice: Paperwork, us: Partner) -> bytes:
    """An invoice as UN/CEFACT Cross Industry Invoice, the XML inside Factur-X too."""
    namespaces = {"rsm": _RSM, "ram": _RAM, "udt": _UDT}
    root = _Tree(etree.Element(f"{{{_RSM}}}CrossIndustryInvoice", nsmap=namespaces), namespaces)
    root.path("rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID", EN_16931)
    document = root.add("rsm:ExchangedDocument")
    document.add("ram:ID", invoice.number)
    document.add("ram:TypeCode", "380")
    _cii_date(document.add("ram:IssueDateTime"), invoice.issue_date)
    document.path("ram:IncludedNote/ram:Content", _TERMS)
    trade = root.add("rsm:SupplyChainTradeTransaction")
    for number, row in enumerate(invoice.rows, start=1):
        line = trade.add("ram:IncludedSupplyChainTradeLineItem")
        line.path("ram:AssociatedDocumentLineDocument/ram:LineID", str(number))
        product = line.add("ram:SpecifiedTradeProduct")
        product.add("ram:GlobalID", row.gtin, schemeID=_GTIN)
        product.add("ram:SellerAssignedID", row.reference)
        product.add("ram:BuyerAssignedID", row.item)
        product.add("ram:Name", row.description)
        agreement = line.add("ram:SpecifiedLineTradeAgreement")
        agreement.path("ram:BuyerOrderReferencedDocument/ram:LineID", str(number))
        agreement.path("ram:NetPriceProductTradePrice/ram:ChargeAmount", str(row.price))
        line.path("ram:SpecifiedLineTradeDelivery/ram:BilledQuantity", str(row.quantity), unitCode=row.unit_code)
        settlement = line.add("ram:SpecifiedLineTradeSettlement")
        _cii_category(settlement.add("ram:ApplicableTradeTax"), row.rate)
        settlement.path("ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount", str(row.amount))
    agreement = trade.add("ram:ApplicableHeaderTradeAgreement")
    _cii_party(agreement.add("ram:SellerTradeParty"), invoice.partner)
    _cii_party(agreement.add("ram:BuyerTradeParty"), us)
    agreement.path("ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID", invoice.order_number)
    delivery = trade.add("ram:ApplicableHeaderTradeDelivery")
    delivery.path("ram:DespatchAdviceReferencedDocument/ram:IssuerAssignedID", invoice.delivery_note)
    _cii_settlement(trade.add("ram:ApplicableHeaderTradeSettlement"), invoice)
    return root.content()


def _cii_party(party: _Tree, partner: Partner) -> None:
    party.add("ram:Name", partner.name)
    party.path("ram:SpecifiedLegalOrganization/ram:ID", partner.legal_id, schemeID=_SIRET)
    address = party.add("ram:PostalTradeAddress")
    address.add("ram:PostcodeCode", partner.postal_code)
    address.add("ram:LineOne", partner.street)
    address.add("ram:CityName", partner.city)
    address.add("ram:CountryID", partner.country)
    party.path("ram:SpecifiedTaxRegistration/ram:ID", partner.vat_id, schemeID="VA")


def _cii_settlement(settlement: _Tree, invoice: Paperwork) -> None:
    settlement.add("ram:PaymentReference", invoice.number)
    settlement.add("ram:InvoiceCurrencyCode", invoice.currency)
    means = settlement.add("ram:SpecifiedTradeSettlementPaymentMeans")
    means.add("ram:TypeCode", "30")
    means.path("ram:PayeePartyCreditorFinancialAccount/ram:IBANID", invoice.partner.iban)
    means.path("ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID", invoice.partner.bank[1])
    for rate, taxable, tax in invoice.taxes:
        trade_tax = settlement.add("ram:ApplicableTradeTax")
        trade_tax.add("ram:CalculatedAmount", str(tax))
        trade_tax.add("ram:TypeCode", "VAT")
        trade_tax.add("ram:BasisAmount", str(taxable))
        trade_tax.add("ram:CategoryCode", "S")
        trade_tax.add("ram:RateApplicablePercent", str(rate))
    terms = settlement.add("ram:SpecifiedTradePaymentTerms")
    terms.add("ram:Description", "45 jours fin de mois")
    _cii_date(terms.add("ram:DueDateDateTime"), invoice.due_date)
    sums = settlement.add("ram:SpecifiedTradeSettlementHeaderMonetarySummation")
    sums.add("ram:LineTotalAmount", str(invoice.net))
    sums.add("ram:TaxBasisTotalAmount", str(invoice.net))
    sums.add("ram:TaxTotalAmount", str(invoice.tax), currencyID=invoice.currency)
    sums.add("ram:GrandTotalAmount", str(invoice.gross))
    sums.add("ram:DuePayableAmount", str(invoice.gross))


def _cii_category(tax: _Tree, rate: Decimal) -> None:
    tax.add("ram:TypeCode", "VAT")
    tax.add("ram:CategoryCode", "S")
    tax.add("ram:RateApplicablePercent", str(rate))


def _cii_date(parent: _Tree, day: date | None) -> None:
    if day:
        parent.add("udt:DateTimeString", f"{day:%Y%m%d}", format="102")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
