"""Confirmation: the typed document for the ERP, made of the fields and the matches, or what it still lacks in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.errors import NotAllowed
from backend.model.case import Case
from backend.model.catalog import Catalog, Customer, Item, Match, Supplier
from backend.model.field import Fields
from backend.model.kept import LineChange, OrderChange
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, CreditNote, DocumentType, Invoice, Line, Order, Party, Totals, TradeDocument
from backend.model.value import day, number, text
from backend.model.words import FIELD_WORDS
from backend.review import terms
from backend.review.changes import Compared, LineFate, compared, is_change, wanted_dates
from backend.review.credit import positive

#: Amounts are kept to the cent (EN 16931, BR-DEC-23: at most two decimals).
_CENTS = 2
#: A price calculated from an amount is taken only when it comes out even at this many decimals.
_PRICE_DECIMALS = 6

_REQUIRED = {
    DocumentType.INVOICE: ("invoice_number", "issue_date", "currency", "tax_inclusive_amount"),
    DocumentType.CREDIT_NOTE: ("invoice_number", "issue_date", "currency", "tax_inclusive_amount"),
    DocumentType.ORDER: (),
}
_SUPPLIER = Sentence("le fournisseur dans l'ERP", "the supplier in the ERP")
_CUSTOMER = Sentence("le client dans l'ERP", "the customer in the ERP")
_ITEM = Sentence("l'article dans l'ERP", "the item in the ERP")
_LINES = Sentence("au moins une ligne", "at least one line")
_KEPT = Sentence("la commande à modifier dans l'ERP", "the order in the ERP that is to be changed")
_ANYTHING = Sentence("quelque chose à modifier", "anything to change")
_WHICH = Sentence("la ligne de la commande dont il s'agit", "the line of the order that is meant")
_HOW_MANY = Sentence(
    "la quantité voulue, que le message ne dit pas clairement", "the quantity that is wanted, which the message does not say plainly"
)
_ONE_DATE = Sentence("une seule date de livraison : l'ERP n'en a qu'une par commande", "one delivery date: the ERP has one for each order")
_OF_LINE = Sentence("ligne {place} : {what}", "line {place}: {what}")


def confirmed(case: Case, catalog: Catalog) -> Confirmed:
    """The document as the ERP takes it; raises NotAllowed with everything that is missing, or when nothing of its type can be sent."""
    if case.document is None or not _can_be_sent(case.document.document_type):
        raise NotAllowed(
            "Only invoices, credit notes, orders and changes of orders can be sent to the ERP.",
            "Seuls les factures, les avoirs, les commandes et leurs modifications peuvent être envoyés à l'ERP.",
        )
    lacking = missing(case, catalog)
    if lacking:
        names = Sentence(", ".join(s.fr for s in lacking), ", ".join(s.en for s in lacking))
        sentence = Sentence("Il manque : {names}.", "Still missing: {names}.").filled(names=names)
        raise NotAllowed(sentence.en, sentence.fr)
    draft = _Draft(case, positive(case.document), catalog)
    if is_change(case):
        return draft.change()
    return draft.order() if draft.is_order else draft.invoice()


def missing(case: Case, catalog: Catalog) -> tuple[Sentence, ...]:
    """What an invoice, credit note or order lacks to be sent, each as a name for people; empty for a document of another type."""
    document = case.document
    if document is None or not _can_be_sent(document.document_type):
        return ()
    return tuple(_missing(_Draft(case, positive(document), catalog)))


def _can_be_sent(document_type: DocumentType) -> bool:
    return document_type in _REQUIRED or document_type is DocumentType.ORDER_CHANGE


def _missing(draft: _Draft) -> Iterator[Sentence]:
    document = draft.document
    if is_change(draft.case):
        yield from _missing_in_change(draft)
        return
    for name in _REQUIRED[document.document_type]:
        if not document.value(name) or (name == "issue_date" and day(document.value(name)) is None):
            yield FIELD_WORDS[name]
    if draft.is_order and not draft.customer:
        yield _CUSTOMER
    if not draft.is_order and not draft.supplier:
        yield _SUPPLIER
    if not document.lines:
        yield _LINES
    for place, line in enumerate(document.lines):
        for what in _missing_in_line(draft, place, line):
            yield _OF_LINE.filled(place=place + 1, what=what)


def _missing_in_change(draft: _Draft) -> Iterator[Sentence]:
    if not draft.customer:
        yield _CUSTOMER
    if draft.case.kept is None:
        yield _KEPT
        return
    lines, dates = compared(draft.case), wanted_dates(draft.case)
    if len(dates) > 1:
        yield _ONE_DATE
    if not dates - {draft.case.kept.requested_delivery_date} and all(line.fate is LineFate.SAME for line in lines):
        yield _ANYTHING
    for line in lines:
        for what in _missing_in_changed_line(draft, line):
            yield _OF_LINE.filled(place=line.place + 1, what=what)


def _missing_in_changed_line(draft: _Draft, line: Compared) -> Iterator[Sentence]:
    if not draft.item(line.place):
        yield _ITEM
    elif line.fate is LineFate.UNKNOWN:
        yield _WHICH if line.was is None else _HOW_MANY
    elif line.quantity is None:
        yield FIELD_WORDS["quantity"]
    elif draft.changed_price(line) is None:
        yield FIELD_WORDS["net_price"]


def _missing_in_line(draft: _Draft, place: int, line: Fields) -> Iterator[Sentence]:
    if number(line, "quantity") is None:
        yield FIELD_WORDS["quantity"]
    if draft.net_price(place, line) is None:
        yield FIELD_WORDS["net_price"]
    if draft.is_order and not draft.item(place):
        yield _ITEM


@dataclass(frozen=True)
class _Draft:
    """A document in the making: the fields, what they are in the ERP, and the master data."""

    case: Case
    document: TradeDocument
    catalog: Catalog

    @property
    def is_order(self) -> bool:
        """Whether it is a customer's order, or a change of one."""
        return self.document.document_type in {DocumentType.ORDER, DocumentType.ORDER_CHANGE}

    @property
    def supplier(self) -> Supplier | None:
        """The ERP's supplier that was matched."""
        return next((s for s in self.catalog.suppliers if s.id == self._best("supplier")), None)

    @property
    def customer(self) -> Customer | None:
        """The ERP's customer that was matched."""
        return next((c for c in self.catalog.customers if c.id == self._best("customer")), None)

    def item(self, place: int) -> Item | None:
        """The ERP's item of a line, None for one without."""
        return next((i for i in self.catalog.items if i.id == self._best(f"lines.{place}.item")), None)

    def net_price(self, place: int, line: Fields) -> Decimal | None:
        """The price that is printed; else the one that amount and quantity make; else, in an order, what we agreed to sell it for."""
        printed, amount, quantity = (number(line, name) for name in ("net_price", "line_amount", "quantity"))
        if printed is not None:
            return printed
        if amount is not None and quantity:
            price = round(amount / quantity, _PRICE_DECIMALS)
            return price.normalize() + 0 if price * quantity == amount else None
        return self._agreed_price(place) if self.is_order else None

    def invoice(self) -> Invoice | CreditNote:
        """The supplier invoice or credit note; nothing may be missing."""
        supplier, value = self.supplier, self.document.value
        if supplier is None:
            raise NotAllowed
        invoice = Invoice(
            invoice_number=value("invoice_number"),
            issue_date=_day(value("issue_date")),
            currency=value("currency"),
            supplier=Party(supplier.id, supplier.name, supplier.vat_id),
            lines=(*self._lines(), *self._allowance_and_charge()),
            totals=self._totals(),
            due_date=day(value("due_date")),
            purchase_order_number=self._purchase_order_number(),
            payment_iban=value("payment_iban"),
            tax_breakdown=tuple(_rates(self.document)),
            payment_terms=self._payment_terms(supplier.payment_terms),
        )
        if self.document.document_type is DocumentType.INVOICE:
            return invoice
        return CreditNote(**vars(invoice), preceding_invoice_reference=value("preceding_invoice_reference"))

    def order(self) -> Order:
        """The customer's order; nothing may be missing."""
        customer, value = self.customer, self.document.value
        if customer is None:
            raise NotAllowed
        return Order(
            order_number=value("order_number"),
            issue_date=day(value("issue_date")),
            currency=value("currency") or customer.currency,
            customer=Party(customer.id, customer.name, customer.vat_id),
            lines=self._lines(),
            requested_delivery_date=day(value("requested_delivery_date")),
            delivery_address=value("delivery_address"),
            totals=self._totals(),
            payment_terms=self._payment_terms(customer.payment_terms),
            quotation_reference=value("quotation_reference"),
        )

    def change(self) -> OrderChange:
        """The change of the order that is kept; nothing may be missing."""
        customer, kept, value = self.customer, self.case.kept, self.document.value
        if customer is None or kept is None:
            raise NotAllowed
        lines = tuple((line, self._changed_line(line)) for line in compared(self.case))
        changes = tuple(
            LineChange(line.was, None if line.fate is LineFate.CANCELLED else now) for line, now in lines if line.fate is not LineFate.SAME
        )
        return OrderChange(
            order_number=value("order_reference") or value("order_number"),
            issue_date=day(value("issue_date")),
            currency=value("currency") or customer.currency,
            customer=Party(customer.id, customer.name, customer.vat_id),
            lines=tuple(now for _, now in lines),
            requested_delivery_date=next(iter(wanted_dates(self.case)), None),
            kept=kept,
            changes=None if kept.lines is None else changes,
        )

    def changed_price(self, line: Compared) -> Decimal | None:
        """The price of a line of a change: as printed, as it stands in the ERP, or what we agreed on."""
        if line.net_price is not None:
            return line.net_price
        return self.net_price(line.place, self.document.lines[line.place]) or (Decimal(0) if line.quantity == 0 else None)

    def _changed_line(self, line: Compared) -> Line:
        item, price, read = self.item(line.place), self.changed_price(line), self.document.lines[line.place]
        if item is None or price is None or line.quantity is None:
            raise NotAllowed
        return Line(
            item_id=item.id,
            description=line.description or item.description,
            quantity=line.quantity,
            net_price=price,
            line_amount=round(line.quantity * price, _CENTS),
            unit_code=text(read, "unit_code") or item.unit_code,
            tax_rate=self._tax_rate(read),
            requested_delivery_date=line.requested_delivery_date,
            partner_item_id=text(read, "buyer_item_id"),
        )

    def _payment_terms(self, usual: str) -> str:
        value = self.document.value
        return terms.matched(value("payment_terms"), day(value("issue_date")), day(value("due_date")), usual, self.catalog.payment_terms)

    def _lines(self) -> tuple[Line, ...]:
        return tuple(self._line(place, line) for place, line in enumerate(self.document.lines))

    def _allowance_and_charge(self) -> tuple[Line, ...]:
        """The allowances (BT-107) and charges (BT-108) of the whole document as lines, so that the lines make the total without VAT."""
        sums = (
            ("allowance_total_amount", -(number(self.document.fields, "allowance_total_amount") or Decimal(0))),
            ("charge_total_amount", number(self.document.fields, "charge_total_amount") or Decimal(0)),
        )
        return tuple(
            Line("", FIELD_WORDS[name].fr.capitalize(), Decimal(1), amount, amount, tax_rate=self._tax_rate({}))
            for name, amount in sums
            if amount
        )

    def _line(self, place: int, line: Fields) -> Line:
        item, quantity, price = self.item(place), number(line, "quantity"), self.net_price(place, line)
        if quantity is None or price is None:
            raise NotAllowed
        amount = number(line, "line_amount")
        return Line(
            item_id=item.id if item else "",
            description=text(line, "description") or (item.description if item else ""),
            quantity=quantity,
            net_price=price,
            line_amount=round(quantity * price, _CENTS) if amount is None else amount,
            unit_code=text(line, "unit_code") or (item.unit_code if item else ""),
            tax_rate=self._tax_rate(line),
            purchase_order_line_id=self._best(f"lines.{place}.purchase_order_line"),
            requested_delivery_date=day(text(line, "requested_delivery_date")),
            partner_item_id=text(line, "buyer_item_id" if self.is_order else "seller_item_id"),
        )

    def _tax_rate(self, line: Fields) -> Decimal | None:
        """The line's own rate, or the only one of the whole document."""
        rates = {rate for rate, _, _ in _rates(self.document)}
        own = number(line, "tax_rate")
        return next(iter(rates)) if own is None and len(rates) == 1 else own

    def _totals(self) -> Totals:
        fields = self.document.fields
        return Totals(**{name: number(fields, name) for name in Totals.__dataclass_fields__})

    def _purchase_order_number(self) -> str:
        return next((p.number for p in self.catalog.purchase_orders if p.id == self._best("purchase_order")), "")

    def _agreed_price(self, place: int) -> Decimal | None:
        item = self.item(place)
        return item.customer_prices.get(self._best("customer"), item.net_price) if item else None

    def _best(self, path: str) -> str:
        best = self.case.matches.get(path, Match(None)).best
        return best.id if best else ""


def _rates(document: TradeDocument) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    for row in document.tax_breakdown:
        rate, taxable, tax = (number(row, name) for name in ("tax_rate", "taxable_amount", "tax_amount"))
        if rate is not None and taxable is not None and tax is not None:
            yield rate, taxable, tax


def _day(value: str) -> date:
    found = day(value)
    if found is None:
        raise NotAllowed
    return found
