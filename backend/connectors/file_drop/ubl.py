"""Documents as UBL 2.1: Invoice and CreditNote by EN 16931 (CEN/TS 16931-3-2), Order and OrderChange."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from lxml import etree

from backend.errors import PostingRejected
from backend.model.catalog import Catalog, Partner
from backend.model.kept import OrderChange
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, CreditNote, Invoice, Line, Order, Party

_UBL = "urn:oasis:names:specification:ubl:schema:xsd"
_CBC, _CAC = f"{_UBL}:CommonBasicComponents-2", f"{_UBL}:CommonAggregateComponents-2"
_PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_CENT = Decimal("0.01")
#: UNTDID 4461: credit transfer, and one that is not defined.
_TRANSFER, _ANY_MEANS = "30", "1"
#: Rec 20: one, of whatever it is.
_ONE = "C62"

#: UNCL 1229: what becomes of a line.
_CANCELLED, _CHANGED = "2", "3"

_NO_RATE = Sentence("UBL exige le taux de TVA de chaque ligne.", "UBL requires the VAT rate of each line.")
_NO_DATE = Sentence("UBL exige la date de la commande.", "UBL requires the date of the order.")

#: What XML cannot hold (XML 1.0, 2.2).
_CONTROLS = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: What an element holds: None and "" leave it out.
_Content = str | Decimal | date | Sequence["_Element | None"] | None


@dataclass(frozen=True)
class _Element:
    """An element, its text or what stands inside it, and its attributes; one without content is left out."""

    name: str
    content: _Content
    attributes: Mapping[str, str]


def _e(name: str, content: _Content, **attributes: str) -> _Element:
    return _Element(name, content, attributes)


def written(document: Confirmed, key: str, catalog: Catalog) -> bytes:
    """The XML of a document; raises PostingRejected for one that lacks what UBL requires."""
    tree = _order(document, key, catalog) if isinstance(document, Order) else _invoice(document, catalog)
    names = {None: f"{_UBL}:{tree.name}-2", "cac": _CAC, "cbc": _CBC}
    root = etree.Element(etree.QName(f"{_UBL}:{tree.name}-2", tree.name), nsmap=names)  # type: ignore[arg-type]
    _fill(root, tree.content)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _fill(parent: etree._Element, content: object) -> None:
    for one in content if isinstance(content, Sequence) else ():
        if not isinstance(one, _Element) or one.content in (None, ""):
            continue
        is_basic = isinstance(one.content, str | Decimal | date)
        child = etree.Element(etree.QName(_CBC if is_basic else _CAC, one.name), dict(one.attributes))
        if is_basic:
            child.text = _text(one.content)
        else:
            _fill(child, one.content)
        if is_basic or len(child):
            parent.append(child)


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else _CONTROLS.sub(" ", str(value))


def _invoice(document: Invoice, catalog: Catalog) -> _Element:
    is_credit, currency = isinstance(document, CreditNote), document.currency
    name = "CreditNote" if is_credit else "Invoice"
    supplier = next((one for one in catalog.suppliers if one.id == document.supplier.id), None)
    preceding = document.preceding_invoice_reference if isinstance(document, CreditNote) else ""
    return _e(name, [
        _e("CustomizationID", "urn:cen.eu:en16931:2017"), _e("ProfileID", _PROFILE),
        _e("ID", document.invoice_number), _e("IssueDate", document.issue_date),
        None if is_credit else _e("DueDate", document.due_date),
        _e(f"{name}TypeCode", "381" if is_credit else "380"), _e("DocumentCurrencyCode", currency),
        _e("OrderReference", [_e("ID", document.purchase_order_number)]),
        _e("BillingReference", [_e("InvoiceDocumentReference", [_e("ID", preceding)])]),
        _e("AccountingSupplierParty", [_partner(document.supplier, supplier)]), _e("AccountingCustomerParty", [_ourselves(catalog)]),
        _payment_means(document), _e("PaymentTerms", [_e("Note", document.payment_terms)]),
        _taxes(document), _totals("LegalMonetaryTotal", document),
        *(_invoice_line(number, line, name, currency) for number, line in enumerate(document.lines, start=1)),
    ])  # fmt: skip


def _order(order: Order, key: str, catalog: Catalog) -> _Element:
    if order.issue_date is None:
        raise PostingRejected(_NO_DATE.en, _NO_DATE.fr)
    customer = next((one for one in catalog.customers if one.id == order.customer.id), None)
    is_change = isinstance(order, OrderChange)
    return _e("OrderChange" if is_change else "Order", [
        _e("ID", key if is_change else order.order_number or key), _e("IssueDate", order.issue_date),
        _e("SequenceNumberID", key) if is_change else None,
        _e("DocumentCurrencyCode", order.currency),
        _reference(order) if isinstance(order, OrderChange) else None,
        _e("QuotationDocumentReference", [_e("ID", order.quotation_reference)]),
        _e("BuyerCustomerParty", [_partner(order.customer, customer)]), _e("SellerSupplierParty", [_ourselves(catalog)]),
        _e("Delivery", [
            _e("DeliveryLocation", [_e("Address", [_e("AddressLine", [_e("Line", order.delivery_address)])])]),
            _period(order.requested_delivery_date),
        ]),
        _e("PaymentTerms", [_e("Note", order.payment_terms)]),
        _e("TaxTotal", [_amount("TaxAmount", order.totals.tax_amount, order.currency)]),
        _totals("AnticipatedMonetaryTotal", order),
        *(_e("OrderLine", [_order_line(number, line, order)]) for number, line in enumerate(order.lines, start=1)),
    ])  # fmt: skip


def _invoice_line(number: int, line: Line, name: str, currency: str) -> _Element:
    # A price is never negative (BR-27): an allowance is so much taken away.
    sign = -1 if line.net_price < 0 else 1
    return _e(f"{name}Line", [
        _e("ID", str(number)),
        _e("CreditedQuantity" if name == "CreditNote" else "InvoicedQuantity", line.quantity * sign, unitCode=line.unit_code or _ONE),
        _amount("LineExtensionAmount", line.line_amount, currency),
        _e("OrderLineReference", [_e("LineID", line.purchase_order_line_id)]),
        _item(line, ours="BuyersItemIdentification", theirs="SellersItemIdentification"),
        _e("Price", [_amount("PriceAmount", line.net_price * sign, currency)]),
    ])  # fmt: skip


def _reference(change: OrderChange) -> _Element:
    """The order that is changed, by the customer's number and by ours."""
    return _e("OrderReference", [_e("ID", change.order_number or change.kept.number), _e("SalesOrderID", change.kept.number)])


def _order_line(number: int, line: Line, order: Order) -> _Element:
    currency = order.currency
    status = (_CHANGED if line.quantity else _CANCELLED) if isinstance(order, OrderChange) else None
    return _e("LineItem", [
        _e("ID", str(number)), _e("LineStatusCode", status), _e("Quantity", line.quantity, unitCode=line.unit_code or _ONE),
        _amount("LineExtensionAmount", line.line_amount, currency), _e("Delivery", [_period(line.requested_delivery_date)]),
        _e("Price", [_amount("PriceAmount", line.net_price, currency)]),
        _item(line, ours="SellersItemIdentification", theirs="BuyersItemIdentification"),
    ])  # fmt: skip


def _item(line: Line, ours: str, theirs: str) -> _Element:
    numbers = {ours: line.item_id, theirs: line.partner_item_id}
    return _e("Item", [
        _e("Name", line.description or line.item_id),
        *(_e(name, [_e("ID", numbers[name])]) for name in ("BuyersItemIdentification", "SellersItemIdentification")),
        None if line.tax_rate is None else _category("ClassifiedTaxCategory", line.tax_rate),
    ])  # fmt: skip


def _category(name: str, rate: Decimal) -> _Element:
    """Standard rate, or zero rated: a document does not say why it is without VAT."""
    return _e(name, [_e("ID", "S" if rate else "Z"), _e("Percent", rate), _e("TaxScheme", [_e("ID", "VAT")])])


def _taxes(document: Invoice) -> _Element:
    rates = document.tax_breakdown or tuple(_rates(document.lines))
    tax = document.totals.tax_amount
    return _e("TaxTotal", [
        _amount("TaxAmount", sum((amount for _, _, amount in rates), Decimal(0)) if tax is None else tax, document.currency),
        *(_e("TaxSubtotal", [
            _amount("TaxableAmount", taxable, document.currency), _amount("TaxAmount", amount, document.currency),
            _category("TaxCategory", rate),
        ]) for rate, taxable, amount in rates),
    ])  # fmt: skip


def _rates(lines: Iterable[Line]) -> Iterable[tuple[Decimal, Decimal, Decimal]]:
    """The VAT breakdown that the lines make."""
    sums: dict[Decimal, Decimal] = {}
    for line in lines:
        if line.tax_rate is None:
            raise PostingRejected(_NO_RATE.en, _NO_RATE.fr)
        sums[line.tax_rate] = sums.get(line.tax_rate, Decimal(0)) + line.line_amount
    for rate, taxable in sums.items():
        yield rate, taxable, (taxable * rate / 100).quantize(_CENT, ROUND_HALF_UP)


def _totals(name: str, document: Confirmed) -> _Element:
    totals, currency = document.totals, document.currency
    lines = sum((line.line_amount for line in document.lines), Decimal(0))
    exclusive = lines if totals.tax_exclusive_amount is None else totals.tax_exclusive_amount
    inclusive = exclusive + (totals.tax_amount or 0) if totals.tax_inclusive_amount is None else totals.tax_inclusive_amount
    due = inclusive - (totals.prepaid_amount or 0) + (totals.rounding_amount or 0)
    return _e(name, [
        _amount("LineExtensionAmount", lines, currency), _amount("TaxExclusiveAmount", exclusive, currency),
        _amount("TaxInclusiveAmount", inclusive, currency), _amount("PrepaidAmount", totals.prepaid_amount, currency),
        _amount("PayableRoundingAmount", totals.rounding_amount, currency),
        _amount("PayableAmount", due if totals.payable_amount is None else totals.payable_amount, currency),
    ])  # fmt: skip


def _payment_means(document: Invoice) -> _Element:
    account = [_e("PayeeFinancialAccount", [_e("ID", document.payment_iban)])] if document.payment_iban else []
    due = _e("PaymentDueDate", document.due_date) if isinstance(document, CreditNote) else None
    if not account and not (due and due.content):
        return _e("PaymentMeans", None)
    return _e("PaymentMeans", [_e("PaymentMeansCode", _TRANSFER if account else _ANY_MEANS), due, *account])


def _partner(party: Party, partner: Partner | None) -> _Element:
    if partner is None:
        return _party(party.id, party.name, party.vat_id, "", [_country(party.vat_id)])
    address = [
        _e("StreetName", partner.street), _e("CityName", partner.city), _e("PostalZone", partner.postal_code),
        _e("Country", [_e("IdentificationCode", partner.country)]),
    ]  # fmt: skip
    return _party(party.id, party.name, party.vat_id, partner.legal_id, address)


def _ourselves(catalog: Catalog) -> _Element:
    return _party("", catalog.own_name, catalog.own_vat_id, catalog.own_legal_id, [_country(catalog.own_vat_id)])


def _party(number: str, name: str, vat_id: str, legal_id: str, address: Sequence[_Element]) -> _Element:
    tax = [_e("CompanyID", vat_id), _e("TaxScheme", [_e("ID", "VAT")])] if vat_id else []
    return _e("Party", [
        _e("PartyIdentification", [_e("ID", number)]), _e("PostalAddress", address), _e("PartyTaxScheme", tax),
        _e("PartyLegalEntity", [_e("RegistrationName", name), _e("CompanyID", legal_id)]),
    ])  # fmt: skip


def _country(vat_id: str) -> _Element:
    """The country that a VAT identifier begins with."""
    code = vat_id[:2].upper()
    return _e("Country", [_e("IdentificationCode", "GR" if code == "EL" else code)])


def _period(day: date | None) -> _Element:
    return _e("RequestedDeliveryPeriod", [_e("EndDate", day)])


def _amount(name: str, amount: Decimal | None, currency: str) -> _Element:
    return _e(name, amount, currencyID=currency)
