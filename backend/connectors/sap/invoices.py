"""A confirmed supplier invoice or credit note as SAP's, header, items and taxes in one call; nothing is left for SAP to reckon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.connectors import whole
from backend.connectors.sap.calls import Calls
from backend.connectors.sap.fields import Known, only_on_accounts, written
from backend.connectors.sap.literals import cents, equal, json_day, json_decimal
from backend.connectors.sap.places import DELETED, INVOICES, PARKED, SUPPLIERS, Record, number_of, reference_of
from backend.connectors.sap.purchases import Ordered, line_key, read_ordered
from backend.connectors.sap.taxes import TaxCodes
from backend.errors import PostingRejected
from backend.model.erp_field import Place
from backend.model.sentence import Sentence
from backend.model.trade import CreditNote, Invoice, Line, Totals

#: Characters of an item's text, of the supplier's line item text; decimals of a quantity and of an amount.
_TEXT, _QUANTITY, _AMOUNT = 50, 3, 2
#: A printed VAT amount that differs by more than rounding is not the one of these lines.
_ROUNDING = Decimal("0.05")
_MOST_DAYS = 999
_ACCOUNT = Sentence(
    "La ligne « {line} » ne renvoie à aucune commande, et aucun compte de charges n’est indiqué pour SAP.",
    "The line “{line}” belongs to no purchase order, and no expense account is given for SAP.",
)
_NEGATIVE = Sentence(
    "SAP n’accepte pas de montant négatif sur une ligne de commande : « {line} ».",
    "SAP takes no negative amount on a line of a purchase order: “{line}”.",
)

_ASSIGNED = Sentence(
    "SAP impute « {line} » d’après sa commande : {names} ne s’y ajoute pas.",
    "SAP assigns “{line}” as its purchase order says: {names} cannot be added.",
)


@dataclass(frozen=True)
class Booking:
    """Where SAP books what is on no purchase order."""

    company_code: str
    tax_codes: TaxCodes
    #: "" where none is given.
    expense_account: str
    cost_center: str
    rounding_account: str


@dataclass(frozen=True)
class _Item:
    """One item with what SAP is told of it."""

    line: Line
    amount: Decimal
    tax_code: str
    ordered: Ordered | None
    #: What a mapping put into fields of SAP's.
    mapped: Record


def read_references(calls: Calls, invoice: Invoice) -> Mapping[str, Ordered]:
    """The lines of purchase orders that it answers; raises PostingRejected naming what SAP does not have."""
    supplier = invoice.supplier
    if not any(calls.named(SUPPLIERS, "Supplier", [supplier.id], ())):
        name = supplier.name or supplier.id
        raise PostingRejected(f"{name} is not a supplier in SAP.", f"« {name} » n’est pas un fournisseur dans SAP.")
    ordered = read_ordered(calls, [line.purchase_order_line_id for line in invoice.lines if line.purchase_order_line_id])
    for line in invoice.lines:
        if line.purchase_order_line_id and line.purchase_order_line_id not in ordered:
            raise PostingRejected(
                f"The order line of “{line.description}” is not in SAP any more.",
                f"La ligne de commande de « {line.description} » n’est plus dans SAP.",
            )
    return ordered


def must_be_new(calls: Calls, invoice: Invoice, company_code: str) -> None:
    """Raise PostingRejected for an invoice that SAP has already; one that was deleted or reversed counts no more."""
    filters = [
        equal("InvoicingParty", invoice.supplier.id), equal("CompanyCode", company_code),
        equal("SupplierInvoiceIDByInvcgParty", reference_of(invoice.invoice_number)), equal("ReverseDocument", ""),
        f"SupplierInvoiceStatus ne '{DELETED}'", equal("SupplierInvoiceIsCreditMemo", _credit(invoice)),
    ]  # fmt: skip
    for other in calls.records(INVOICES, filters, ("SupplierInvoiceIDByInvcgParty", "SupplierPostingLineItemText")):
        if number_of(other).upper() in {invoice.invoice_number.upper(), reference_of(invoice.invoice_number)}:
            raise PostingRejected(
                f"SAP already has {invoice.invoice_number} of this supplier: {other['SupplierInvoice']}.",
                f"SAP a déjà la facture {invoice.invoice_number} de ce fournisseur : {other['SupplierInvoice']}.",
            )


def values_of(invoice: Invoice, booking: Booking, ordered: Mapping[str, Ordered], today: date, known: Known) -> Record:
    """The invoice as it is sent to SAP, without our key; `known` are the fields that a mapping fills.

    Raises PostingRejected when its lines and taxes are not its totals.
    """
    items = [_item(invoice, line, booking, ordered, known) for line in invoice.lines]
    taxes = _taxes(invoice, items, booking.tax_codes)
    net, tax = sum((item.amount for item in items), Decimal(0)), sum((amount for _, _, amount in taxes), Decimal(0))
    due = whole.rounding_due(invoice, Totals(net, tax, net + tax)) if booking.rounding_account else Decimal(0)
    gross = net + tax + due
    whole.refuse_other_totals(invoice, Totals(net + due, tax, gross))
    of_orders = [record for item in items if item.ordered for record in _on_order(invoice, item, item.ordered)]
    others = [_on_account(invoice, booking, item) for item in items if not item.ordered]
    if due:
        others.append(_rounding(invoice, booking, due))
    for n, record in enumerate([*of_orders, *others], 1):
        record["SupplierInvoiceItem"] = str(n)
    return {
        **_header(invoice, booking, today),
        **written(known, Place.HEADER, invoice.erp_fields),
        "InvoiceGrossAmount": _amount(gross),
        "to_SuplrInvcItemPurOrdRef": {"results": of_orders},
        "to_SupplierInvoiceItemGLAcct": {"results": others},
        "to_SupplierInvoiceTax": {
            "results": [
                {
                    "TaxCode": code,
                    "DocumentCurrency": invoice.currency,
                    "TaxBaseAmountInTransCrcy": _amount(base),
                    "TaxAmount": _amount(amount),
                }
                for code, base, amount in taxes
            ]
        },
    }


def _header(invoice: Invoice, booking: Booking, today: date) -> Record:
    values: Record = {
        "CompanyCode": booking.company_code,
        "SupplierInvoiceStatus": PARKED,
        "DocumentDate": json_day(invoice.issue_date),
        # The period of the invoice's own date may be closed.
        "PostingDate": json_day(today),
        "InvoiceReceiptDate": json_day(today),
        "InvoicingParty": invoice.supplier.id,
        "SupplierInvoiceIDByInvcgParty": reference_of(invoice.invoice_number),
        "DocumentCurrency": invoice.currency,
        "SupplierInvoiceIsCreditMemo": _credit(invoice),
        "TaxIsCalculatedAutomatically": False,
    }
    if reference_of(invoice.invoice_number) != invoice.invoice_number.upper():
        values["SupplierPostingLineItemText"] = invoice.invoice_number[:_TEXT]
    if invoice.payment_terms:
        values |= {"PaymentTerms": invoice.payment_terms, "DueCalculationBaseDate": json_day(invoice.issue_date)}
    elif invoice.due_date and not isinstance(invoice, CreditNote):
        days = (invoice.due_date - invoice.issue_date).days
        if 0 <= days <= _MOST_DAYS:
            values |= {"DueCalculationBaseDate": json_day(invoice.issue_date), "NetPaymentDays": str(days)}
    return values


def _item(invoice: Invoice, line: Line, booking: Booking, ordered: Mapping[str, Ordered], known: Known) -> _Item:
    of_order = ordered.get(line.purchase_order_line_id)
    amount = cents(line.line_amount)
    if of_order and amount < 0:
        refusal = _NEGATIVE.filled(line=line.description)
        raise PostingRejected(refusal.en, refusal.fr)
    if of_order and (others := only_on_accounts(known, line.erp_fields)):
        refusal = _ASSIGNED.filled(line=line.description, names=", ".join(others))
        raise PostingRejected(refusal.en, refusal.fr)
    given = written(known, Place.LINE, line.erp_fields)
    rate = line.tax_rate if line.tax_rate is not None else _only_rate(invoice)
    code = given.get("TaxCode") or booking.tax_codes.code(rate, of_order.tax_code if of_order else "")
    return _Item(line, amount, code, of_order, given)


def _only_rate(invoice: Invoice) -> Decimal | None:
    """The rate of the whole invoice, None when it has several or names none."""
    rates = {rate for rate, _, _ in invoice.tax_breakdown}
    return rates.pop() if len(rates) == 1 else None


def _taxes(invoice: Invoice, items: Sequence[_Item], codes: TaxCodes) -> Sequence[tuple[str, Decimal, Decimal]]:
    """Tax code, base and amount: the printed amount where it explains the lines, so that SAP has the document's to the cent."""
    bases: dict[str, Decimal] = defaultdict(Decimal)
    for item in items:
        if item.tax_code:
            bases[item.tax_code] += item.amount
    rates = [codes.rates.get(code) for code in bases]
    printed = {rate: amount for rate, _, amount in invoice.tax_breakdown}
    if not printed and len(bases) == 1 and invoice.totals.tax_amount is not None:
        printed = {rate: invoice.totals.tax_amount for rate in rates if rate is not None}
    return [
        (code, base, _tax(base, codes.rates.get(code), printed if rates.count(codes.rates.get(code)) == 1 else {}))
        for code, base in bases.items()
    ]


def _tax(base: Decimal, rate: Decimal | None, printed: Mapping[Decimal, Decimal]) -> Decimal:
    reckoned = cents(base * (rate or 0) / 100)
    amount = printed.get(rate, reckoned) if rate is not None else reckoned
    return amount if abs(amount - reckoned) <= _ROUNDING else reckoned


def _on_order(invoice: Invoice, item: _Item, ordered: Ordered) -> Iterator[Record]:
    """The item of a purchase order; one for each receipt where it is invoiced by receipts."""
    number, position = line_key(item.line.purchase_order_line_id)
    for part in ordered.parts(item.line.quantity, item.amount):
        yield {
            "PurchaseOrder": number,
            "PurchaseOrderItem": position,
            "DocumentCurrency": invoice.currency,
            "SupplierInvoiceItemAmount": _amount(part.amount),
            "PurchaseOrderQuantityUnit": ordered.unit,
            "QuantityInPurchaseOrderUnit": json_decimal(part.quantity, _QUANTITY, item.line.description),
            "SupplierInvoiceItemText": item.line.description[:_TEXT],
            **({"TaxCode": item.tax_code} if item.tax_code else {}),
            **part.receipt,
            **item.mapped,
        }


def _on_account(invoice: Invoice, booking: Booking, item: _Item) -> Record:
    account = item.mapped.get("GLAccount") or booking.expense_account
    if not account:
        refusal = _ACCOUNT.filled(line=item.line.description)
        raise PostingRejected(refusal.en, refusal.fr)
    values = _entry(invoice, booking, account, item.amount)
    values["SupplierInvoiceItemText"] = item.line.description[:_TEXT]
    if item.tax_code:
        values["TaxCode"] = item.tax_code
    if booking.cost_center:
        values["CostCenter"] = booking.cost_center
    return {**values, **item.mapped}


def _rounding(invoice: Invoice, booking: Booking, due: Decimal) -> Record:
    return {**_entry(invoice, booking, booking.rounding_account, due), "SupplierInvoiceItemText": whole.ROUNDING_LINE}


def _entry(invoice: Invoice, booking: Booking, account: str, amount: Decimal) -> Record:
    """A line on an account: debit (S, Soll) what an invoice charges, credit (H, Haben) what a credit note gives back."""
    is_debit = (amount >= 0) != isinstance(invoice, CreditNote)
    return {
        "CompanyCode": booking.company_code,
        "GLAccount": account,
        "DocumentCurrency": invoice.currency,
        "SupplierInvoiceItemAmount": _amount(abs(amount)),
        "DebitCreditCode": "S" if is_debit else "H",
    }


def _credit(invoice: Invoice) -> str:
    return "X" if isinstance(invoice, CreditNote) else ""


def _amount(value: Decimal) -> str:
    return json_decimal(value, _AMOUNT, "")
