"""What EN 16931-1 requires of an electronic invoice and its XML does not have, one Finding for each rule broken.

The arithmetic rules (BR-CO-10 to 17) are checks of every document; here stand those that only an XML can break. Only invoices that claim
EN 16931 (BT-24) are held to it, MINIMUM and BASIC WL not to the rules on lines. Rules and terms: EN 16931-1:2017, 6.4; paths: its syntax
bindings CEN/TS 16931-3-2 (UBL) and 3-3 (CII).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lxml import etree

from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence

_CLAIM = "urn:cen.eu:en16931:2017"
#: Factur-X profiles that are no invoice in the standard's sense: they need no lines (Factur-X 1.0.7, 5.2).
_WITHOUT_LINES = ("minimum", "basicwl")
#: More findings than this tell a person nothing more.
_MOST = 20

_LACKS = Sentence(
    "Le fichier électronique ne dit pas {term} ({id}), que la norme EN 16931 exige.",
    "The electronic invoice does not say {term} ({id}), which EN 16931 requires.",
)
_LACKS_AT = Sentence(
    "Le fichier électronique ne dit pas {term} ({id}) pour {place} {number}, que la norme EN 16931 exige.",
    "The electronic invoice does not say {term} ({id}) for {place} {number}, which EN 16931 requires.",
)
_REMEDY = Sentence(
    "Le document se traite normalement ; signalez-le à l'expéditeur, dont la plateforme pourrait refuser la facture.",
    "The document can be handled as usual; tell the sender, whose platform might refuse the invoice.",
)


@dataclass(frozen=True)
class _Rule:
    """One rule: the term that each element of a kind must have, with the XPath that tells in UBL and in CII."""

    rule: str
    id: str
    term: Sentence
    ubl: str
    cii: str
    kind: str = "document"


def _rule(rule: str, id_: str, words: str, ubl: str, cii: str, kind: str = "document") -> _Rule:
    fr, _, en = words.partition(" | ")
    return _Rule(rule, id_, Sentence(fr, en), ubl, cii, kind)


_AGREEMENT = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement"
_SETTLEMENT = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement"
_SUMS = f"{_SETTLEMENT}/SpecifiedTradeSettlementHeaderMonetarySummation"
_SELLER, _BUYER = "AccountingSupplierParty/Party", "AccountingCustomerParty/Party"
_LINE_SETTLEMENT = "SpecifiedLineTradeSettlement"
_LINE_SUM = f"{_LINE_SETTLEMENT}/SpecifiedTradeSettlementLineMonetarySummation"
#: The categories that must say why there is no VAT (BR-AE-10, BR-E-10, BR-G-10, BR-IC-10, BR-O-10), and those that must not.
_EXEMPT = "[. = 'AE' or . = 'E' or . = 'G' or . = 'K' or . = 'O']"
#: Credit transfers (UNTDID 4461) need an account.
_TRANSFER = "[. = '30' or . = '58']"

_RULES = (
    _rule("BR-02", "BT-1", "le numéro de facture | the invoice number", "ID", "ExchangedDocument/ID"),
    _rule("BR-03", "BT-2", "la date de facture | the issue date", "IssueDate", "ExchangedDocument/IssueDateTime"),
    _rule("BR-04", "BT-3", "le type de facture | the invoice type code", "InvoiceTypeCode | CreditNoteTypeCode",
          "ExchangedDocument/TypeCode"),
    _rule("BR-05", "BT-5", "la devise | the currency", "DocumentCurrencyCode", f"{_SETTLEMENT}/InvoiceCurrencyCode"),
    _rule("BR-06", "BT-27", "le nom du vendeur | the seller's name", f"{_SELLER}/PartyLegalEntity/RegistrationName",
          f"{_AGREEMENT}/SellerTradeParty/Name"),
    _rule("BR-07", "BT-44", "le nom de l'acheteur | the buyer's name", f"{_BUYER}/PartyLegalEntity/RegistrationName",
          f"{_AGREEMENT}/BuyerTradeParty/Name"),
    _rule("BR-09", "BT-40", "le pays du vendeur | the seller's country", f"{_SELLER}/PostalAddress/Country/IdentificationCode",
          f"{_AGREEMENT}/SellerTradeParty/PostalTradeAddress/CountryID"),
    _rule("BR-11", "BT-55", "le pays de l'acheteur | the buyer's country", f"{_BUYER}/PostalAddress/Country/IdentificationCode",
          f"{_AGREEMENT}/BuyerTradeParty/PostalTradeAddress/CountryID", "full"),
    _rule("BR-12", "BT-106", "la somme des lignes | the sum of the lines", "LegalMonetaryTotal/LineExtensionAmount",
          f"{_SUMS}/LineTotalAmount", "full"),
    _rule("BR-13", "BT-109", "le total sans TVA | the total without VAT", "LegalMonetaryTotal/TaxExclusiveAmount",
          f"{_SUMS}/TaxBasisTotalAmount"),
    _rule("BR-14", "BT-112", "le total avec TVA | the total with VAT", "LegalMonetaryTotal/TaxInclusiveAmount",
          f"{_SUMS}/GrandTotalAmount"),
    _rule("BR-15", "BT-115", "le montant à payer | the amount due", "LegalMonetaryTotal/PayableAmount", f"{_SUMS}/DuePayableAmount"),
    _rule("BR-16", "BG-25", "une ligne au moins | any line", "InvoiceLine | CreditNoteLine",
          "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem", "full"),
    _rule("BR-CO-18", "BG-23", "la TVA par taux | the VAT breakdown", "TaxTotal/TaxSubtotal", f"{_SETTLEMENT}/ApplicableTradeTax", "full"),
    _rule("BR-CO-25", "BT-9, BT-20", "l'échéance ou les conditions de paiement | the due date or the payment terms",
          "DueDate | PaymentMeans/PaymentDueDate | PaymentTerms/Note | self::*[not(LegalMonetaryTotal/PayableAmount > 0)]",
          f"{_SETTLEMENT}/SpecifiedTradePaymentTerms/*[self::DueDateDateTime or self::Description]"
          f" | self::*[not({_SUMS}/DuePayableAmount > 0)]", "full"),
    _rule("BR-CO-26", "BT-29, BT-30, BT-31", "un identifiant du vendeur | any identifier of the seller",
          f"{_SELLER}/*[self::PartyIdentification/ID or self::PartyLegalEntity/CompanyID or self::PartyTaxScheme/CompanyID]",
          f"{_AGREEMENT}/SellerTradeParty/*[self::ID or self::GlobalID or self::SpecifiedLegalOrganization/ID"
          " or self::SpecifiedTaxRegistration/ID]"),
    _rule("BR-61", "BT-84", "le compte à créditer | the account to pay to",
          f"PaymentMeans/PayeeFinancialAccount/ID | self::*[not(PaymentMeans/PaymentMeansCode{_TRANSFER})]",
          f"{_SETTLEMENT}/SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/*"
          f" | self::*[not({_SETTLEMENT}/SpecifiedTradeSettlementPaymentMeans/TypeCode{_TRANSFER})]"),
    _rule("BR-21", "BT-126", "le numéro | the number", "ID", "AssociatedDocumentLineDocument/LineID", "line"),
    _rule("BR-22", "BT-129", "la quantité | the quantity", "InvoicedQuantity | CreditedQuantity",
          "SpecifiedLineTradeDelivery/BilledQuantity", "line"),
    _rule("BR-23", "BT-130", "l'unité | the unit", "*[self::InvoicedQuantity or self::CreditedQuantity]/@unitCode",
          "SpecifiedLineTradeDelivery/BilledQuantity/@unitCode", "line"),
    _rule("BR-24", "BT-131", "le montant | the amount", "LineExtensionAmount", f"{_LINE_SUM}/LineTotalAmount", "line"),
    _rule("BR-25", "BT-153", "le nom de l'article | the item's name", "Item/Name", "SpecifiedTradeProduct/Name", "line"),
    _rule("BR-26", "BT-146", "le prix net | the net price", "Price/PriceAmount",
          "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount", "line"),
    _rule("BR-CO-04", "BT-151", "la catégorie de TVA | the VAT category", "Item/ClassifiedTaxCategory/ID",
          f"{_LINE_SETTLEMENT}/ApplicableTradeTax/CategoryCode", "line"),
    _rule("BR-45", "BT-116", "la base | the taxable amount", "TaxableAmount", "BasisAmount", "tax"),
    _rule("BR-46", "BT-117", "le montant de TVA | the VAT amount", "TaxAmount", "CalculatedAmount", "tax"),
    _rule("BR-47", "BT-118", "la catégorie | the category", "TaxCategory/ID", "CategoryCode", "tax"),
    _rule("BR-48", "BT-119", "le taux | the rate", "TaxCategory/Percent | TaxCategory/ID[. = 'O']",
          "RateApplicablePercent | CategoryCode[. = 'O']", "tax"),
    _rule("BR-E-10", "BT-120, BT-121", "le motif d'exonération | the reason for exemption",
          f"TaxCategory/*[self::TaxExemptionReason or self::TaxExemptionReasonCode] | self::*[not(TaxCategory/ID{_EXEMPT})]",
          f"ExemptionReason | ExemptionReasonCode | self::*[not(CategoryCode{_EXEMPT})]", "tax"),
    _rule("BR-31", "BT-92, BT-99", "le montant | the amount", "Amount", "ActualAmount", "charge"),
    _rule("BR-32", "BT-95, BT-102", "la catégorie de TVA | the VAT category", "TaxCategory/ID", "CategoryTradeTax/CategoryCode", "charge"),
    _rule("BR-33", "BT-97, BT-98", "le motif | the reason", "AllowanceChargeReason | AllowanceChargeReasonCode", "Reason | ReasonCode",
          "charge"),
)  # fmt: skip
#: What a kind of element is called where there are several.
_PLACES: Mapping[str, Sentence] = {
    "line": Sentence("la ligne", "line"),
    "tax": Sentence("le taux de TVA", "VAT rate"),
    "charge": Sentence("la remise ou les frais", "allowance or charge"),
}
_UBL: Mapping[str, etree.XPath] = {
    "document": etree.XPath("self::*"),
    "full": etree.XPath("self::*"),
    "line": etree.XPath("InvoiceLine | CreditNoteLine"),
    # BT-111 is a total without breakdown.
    "tax": etree.XPath("TaxTotal/TaxSubtotal"),
    "charge": etree.XPath("AllowanceCharge"),
}
_CII: Mapping[str, etree.XPath] = {
    "document": etree.XPath("self::*"),
    "full": etree.XPath("self::*"),
    "line": etree.XPath(
        "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem[not(AssociatedDocumentLineDocument/LineStatusReasonCode)]"
    ),
    "tax": etree.XPath(f"{_SETTLEMENT}/ApplicableTradeTax"),
    "charge": etree.XPath(f"{_SETTLEMENT}/SpecifiedTradeAllowanceCharge"),
}
_ELEMENTS = {"Invoice": _UBL, "CreditNote": _UBL, "CrossIndustryInvoice": _CII}
_PROFILE = etree.XPath(
    "string(CustomizationID | ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID)", smart_strings=False
)


@cache
def _tests(*, in_ubl: bool) -> tuple[tuple[_Rule, etree.XPath], ...]:
    """The rules with what tells whether they hold; made when the first invoice wants them."""
    return tuple((rule, etree.XPath(rule.ubl if in_ubl else rule.cii)) for rule in _RULES)


def check(element: etree._Element, part: str) -> tuple[Finding, ...]:
    """What the invoice whose element that is lacks; () for one that claims no conformance to EN 16931."""
    paths = _ELEMENTS.get(str(element.tag))
    profile = str(_PROFILE(element)).strip().lower()
    is_brief = profile.endswith(_WITHOUT_LINES)
    if paths is None or not (_CLAIM in profile or is_brief):
        return ()
    findings: list[Finding] = []
    for finding in _broken(element, paths, part, is_brief=is_brief):
        findings.append(finding)
        if len(findings) == _MOST:
            break
    return tuple(findings)


def _broken(element: etree._Element, paths: Mapping[str, etree.XPath], part: str, *, is_brief: bool) -> Iterator[Finding]:
    for rule, test in _tests(in_ubl=paths is _UBL):
        if is_brief and rule.kind != "document":
            continue
        # One place tells enough: what a program leaves out once it leaves out on every line.
        number = next((n for n, one in enumerate(_elements(element, paths[rule.kind]), start=1) if not _said(one, test)), None)
        if number is not None:
            yield Finding(rule.rule, Severity.INFO, _sentence(rule, number), remedy=_REMEDY, attachment=part)


def _elements(element: etree._Element, path: etree.XPath) -> list[etree._Element]:
    found = path(element)
    return found if isinstance(found, list) else []  # type: ignore[return-value]


def _said(element: etree._Element, test: etree.XPath) -> bool:
    """Whether the term is there and says something; an element with others inside does."""
    found = test(element)
    return isinstance(found, list) and any(
        len(one) > 0 or bool((one.text or "").strip()) if isinstance(one, etree._Element) else bool(str(one).strip())  # noqa: SLF001
        for one in found
    )


def _sentence(rule: _Rule, number: int) -> Sentence:
    if rule.kind in _PLACES:
        return _LACKS_AT.filled(term=rule.term, id=rule.id, place=_PLACES[rule.kind], number=number)
    return _LACKS.filled(term=rule.term, id=rule.id)
