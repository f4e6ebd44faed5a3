"""Trade documents: as extracted (every value a Field with evidence) and as confirmed (typed, ready for the ERP); EN 16931 and UBL terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from backend.model.field import Field, Fields


class DocumentType(StrEnum):
    """What a trade document is (UNTDID 1001 behind it)."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    ORDER = "order"
    ORDER_CHANGE = "order_change"
    ORDER_CONFIRMATION = "order_confirmation"


class Intent(StrEnum):
    """What the sender wants."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    ORDER = "order"
    ORDER_CHANGE = "order_change"
    ORDER_CANCELLATION = "order_cancellation"
    ORDER_CONFIRMATION = "order_confirmation"
    ORDER_STATUS_INQUIRY = "order_status_inquiry"
    PAYMENT_STATUS_INQUIRY = "payment_status_inquiry"
    DISPUTE = "dispute"
    PAYMENT_REMINDER = "payment_reminder"
    REMITTANCE_ADVICE = "remittance_advice"
    BANK_DETAILS_CHANGE = "bank_details_change"
    QUOTE_REQUEST = "quote_request"
    OTHER = "other"


#: Header fields of an invoice or credit note, in the order a person reads them.
INVOICE_FIELDS = (
    "invoice_number", "issue_date", "due_date", "currency", "allowance_total_amount", "charge_total_amount",
    "tax_exclusive_amount", "tax_amount", "tax_inclusive_amount",
    "prepaid_amount", "rounding_amount", "payable_amount", "order_reference", "preceding_invoice_reference", "seller_name",
    "seller_vat_id", "seller_legal_id", "payment_iban", "payment_bic", "buyer_name", "buyer_vat_id", "buyer_legal_id", "payment_terms",
)  # fmt: skip
#: Header fields of an order, an order change or an order confirmation: `order_number` is the document's own number, `order_reference` the
#: number of the order that it confirms or changes.
ORDER_FIELDS = (
    "order_number", "order_reference", "issue_date", "requested_delivery_date", "currency", "buyer_name", "buyer_vat_id", "buyer_legal_id",
    "seller_name", "seller_vat_id", "seller_legal_id", "delivery_address", "quotation_reference", "payment_terms",
    "tax_exclusive_amount", "tax_amount", "tax_inclusive_amount",
)  # fmt: skip
#: `previous_quantity` is what the sender of a change says there was before, 0 for what is added.
LINE_FIELDS = (
    "line_number", "buyer_item_id", "seller_item_id", "gtin", "description", "quantity", "unit_code", "net_price", "line_amount",
    "tax_rate", "requested_delivery_date", "previous_quantity",
)  # fmt: skip
#: The numbers that say what a line is of, and with its words all that says so.
ITEM_IDS = ("seller_item_id", "buyer_item_id", "gtin")
ITEM_NAMES = (*ITEM_IDS, "description")
TAX_BREAKDOWN_FIELDS = ("tax_rate", "taxable_amount", "tax_amount", "tax_category")

AMOUNT_FIELDS = frozenset({
    "tax_exclusive_amount", "tax_amount", "tax_inclusive_amount", "prepaid_amount", "rounding_amount", "payable_amount",
    "allowance_total_amount", "charge_total_amount", "net_price", "line_amount", "taxable_amount", "quantity", "tax_rate",
    "previous_quantity",
})  # fmt: skip
DATE_FIELDS = frozenset({"issue_date", "due_date", "requested_delivery_date"})


def header_fields(document_type: DocumentType) -> tuple[str, ...]:
    """The names of the header fields that a document of this type can have, in reading order."""
    return INVOICE_FIELDS if document_type in {DocumentType.INVOICE, DocumentType.CREDIT_NOTE} else ORDER_FIELDS


@dataclass(frozen=True)
class TradeDocument:
    """A trade document as it was read: every value a Field, amounts with the sign they are written with, also on a credit note."""

    document_type: DocumentType
    fields: Fields
    lines: tuple[Fields, ...] = ()
    tax_breakdown: tuple[Fields, ...] = ()
    #: ISO 639-1 of the document itself.
    language: str = ""
    #: The parts it was read from, the leading one first (the XML before the PDF that shows the same).
    sources: tuple[str, ...] = ()

    def value(self, name: str) -> str:
        """The normalised value of a header field, "" when there is none."""
        found = self.fields.get(name)
        return found.value if found else ""

    def number(self) -> str:
        """The document's own number, whatever its type calls it."""
        return self.value("invoice_number") or self.value("order_number")

    def at(self, path: str) -> Field | None:
        """The Field at a path: `due_date`, `lines.0.quantity` or `tax_breakdown.0.tax_rate`; None when there is none."""
        head, _, rest = path.partition(".")
        if not rest:
            return self.fields.get(head)
        index, _, name = rest.partition(".")
        rows = {"lines": self.lines, "tax_breakdown": self.tax_breakdown}.get(head, ())
        return rows[int(index)].get(name) if index.isdigit() and int(index) < len(rows) else None


def is_change(document: TradeDocument | None, intent: Intent) -> bool:
    """Whether it changes an order that is there: by its type, or an order that is sent as the change of one."""
    kind = document.document_type if document else None
    return kind is DocumentType.ORDER_CHANGE or (kind is DocumentType.ORDER and intent is Intent.ORDER_CHANGE)


@dataclass(frozen=True)
class Party:
    """The ERP's supplier or customer of a confirmed document (BG-4, BG-7)."""

    id: str
    name: str
    vat_id: str = ""


@dataclass(frozen=True)
class Line:
    """One confirmed line (BG-25)."""

    #: The ERP's item, "" when the line has none (freight, a service without an item).
    item_id: str
    description: str
    quantity: Decimal
    net_price: Decimal
    line_amount: Decimal
    unit_code: str = ""
    #: In percent; None when the document does not say.
    tax_rate: Decimal | None = None
    #: The line of the purchase order it answers, as the ERP names it; "" when none.
    purchase_order_line_id: str = ""
    requested_delivery_date: date | None = None
    #: The partner's own number for the item (BT-155, BT-156), "" when it prints none.
    partner_item_id: str = ""
    #: The ERP's own field names -> what is written into them as it is, from the administrator's mapping.
    erp_fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Totals:
    """Document totals (BG-22): BT-109, BT-110, BT-112, BT-113, BT-114, BT-115; None when the document does not say."""

    tax_exclusive_amount: Decimal | None = None
    tax_amount: Decimal | None = None
    tax_inclusive_amount: Decimal | None = None
    prepaid_amount: Decimal | None = None
    rounding_amount: Decimal | None = None
    payable_amount: Decimal | None = None


@dataclass(frozen=True)
class Invoice:
    """A confirmed supplier invoice, ready for the ERP."""

    invoice_number: str  # BT-1
    issue_date: date  # BT-2
    currency: str  # BT-5
    supplier: Party
    lines: tuple[Line, ...]
    totals: Totals
    due_date: date | None = None  # BT-9
    purchase_order_number: str = ""  # BT-13
    payment_iban: str = ""  # BT-84
    #: (rate in percent, taxable amount, tax amount) by VAT rate (BG-23).
    tax_breakdown: tuple[tuple[Decimal, Decimal, Decimal], ...] = ()
    #: The ERP's id of the payment terms that the document has, "" when none of the ERP's is known to be meant (BT-20).
    payment_terms: str = ""
    #: The ERP's own field names -> what is written into them as it is, from the administrator's mapping.
    erp_fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CreditNote(Invoice):
    """A confirmed supplier credit note; amounts are positive, the type says that they are owed to us."""

    preceding_invoice_reference: str = ""  # BT-25


@dataclass(frozen=True)
class Order:
    """A confirmed customer order, ready for the ERP."""

    #: The customer's own number, "" when the order has none.
    order_number: str
    issue_date: date | None
    currency: str
    customer: Party
    lines: tuple[Line, ...]
    requested_delivery_date: date | None = None
    delivery_address: str = ""
    totals: Totals = field(default_factory=Totals)
    #: The ERP's id of the payment terms that the order names, "" when none of the ERP's is known to be meant.
    payment_terms: str = ""
    #: The number of our quotation that the order answers.
    quotation_reference: str = ""
    #: The ERP's own field names -> what is written into them as it is, from the administrator's mapping.
    erp_fields: Mapping[str, str] = field(default_factory=dict)


Confirmed = Invoice | CreditNote | Order


def document_type_of(document: Confirmed) -> DocumentType:
    """The type of a confirmed document."""
    if isinstance(document, Order):
        return DocumentType.ORDER
    return DocumentType.CREDIT_NOTE if isinstance(document, CreditNote) else DocumentType.INVOICE
