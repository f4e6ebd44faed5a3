"""A confirmed document as the body of the one call that creates it whole, and its totals as Dolibarr reckons them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256

from backend.connectors.dolibarr import fields
from backend.connectors.dolibarr.calls import Record
from backend.connectors.dolibarr.places import CREDIT_NOTE, amount, number, seconds, text
from backend.connectors.http import Json
from backend.connectors.whole import OUR_QUOTATION, ROUNDING_LINE, described
from backend.errors import PostingRejected
from backend.model.erp_field import ErpField, Place
from backend.model.trade import Confirmed, CreditNote, Invoice, Line, Order, Totals

#: What a document is called that is not finished: its key's name and this.
_BEGUN = "-begun"
#: Without an item a line is freight or a fee rather than goods.
_SERVICE = "1"


@dataclass(frozen=True)
class Surrounding:
    """What a document needs of the records around it."""

    partner: Record
    #: By id.
    items: Mapping[str, Record]
    #: Ids of our purchase order and of the invoice that a credit note corrects, "" when there is none.
    purchase_order: str = ""
    corrected: str = ""
    #: The customer's contact at the address that an order is to be delivered to, "" for none of them.
    deliver_to: str = ""
    #: Dolibarr's own fields that the document fills.
    fields: Mapping[tuple[Place, str], ErpField] = field(default_factory=dict)


def name_of(key: str) -> str:
    """What stands in the external reference of a key's finished document; a key may hold what an address may not."""
    return f"countersign-{sha256(key.encode()).hexdigest()[:32]}"


def body(document: Confirmed, key: str, around: Surrounding) -> dict[str, Json]:
    """The document with its lines, not finished yet."""
    lines = [
        _line(line, document, around.items.get(line.item_id)) | fields.written(line.erp_fields, Place.LINE, around.fields)
        for line in document.lines
    ]
    header = _order(document, around) if isinstance(document, Order) else _invoice(document, around)
    own = fields.written(document.erp_fields, Place.HEADER, around.fields)
    return {"ref_ext": name_of(key) + _BEGUN, **header, **own, "lines": lines}


def order_line(line: Line, order: Order, item: Record | None) -> dict[str, Json]:
    """A line that is added to an order."""
    return _line(line, order, item)


def rounding_line(document: Confirmed, due: Decimal) -> dict[str, Json]:
    """A line without VAT that adds this much."""
    return _line(Line("", ROUNDING_LINE, Decimal(1), due, due, tax_rate=Decimal(0)), document, None)


def totals(document: Confirmed, record: Record) -> Totals:
    """The totals in Dolibarr, those of a credit note with the sign that documents print."""
    net, tax, gross = (_sign(document) * amount(record.get(name)) for name in ("total_ht", "total_tva", "total_ttc"))
    return Totals(net, tax, gross)


def _order(order: Order, around: Surrounding) -> dict[str, Json]:
    given = order.requested_delivery_date
    return {
        "socid": order.customer.id,
        "date": seconds(order.issue_date or datetime.now(UTC).date()),
        "ref_client": order.order_number,
        **({"delivery_date": seconds(given)} if given else {}),
        **({"note_private": note} if (note := _note(order, around)) else {}),
        **_terms(around.partner, "", order.payment_terms),
    }


def _invoice(invoice: Invoice, around: Surrounding) -> dict[str, Json]:
    return {
        "ref": "auto",
        "type": CREDIT_NOTE if isinstance(invoice, CreditNote) else 0,
        "socid": invoice.supplier.id,
        "ref_supplier": invoice.invoice_number,
        "date": seconds(invoice.issue_date),
        **({"date_echeance": seconds(invoice.due_date)} if invoice.due_date else {}),
        **({"linked_objects": {"order_supplier": around.purchase_order}} if around.purchase_order else {}),
        **({"fk_facture_source": around.corrected} if around.corrected else {}),
        **_terms(around.partner, "_supplier", invoice.payment_terms),
    }


def _note(order: Order, around: Surrounding) -> str:
    """What Dolibarr's orders have no field for, for somebody to read."""
    lines = (
        f"Livraison : {order.delivery_address}" if order.delivery_address and not around.deliver_to else "",
        f"{OUR_QUOTATION} {order.quotation_reference}" if order.quotation_reference else "",
    )
    return "\n".join(filter(None, lines))


def _terms(partner: Record, side: str, own: str) -> dict[str, Json]:
    """The document's own terms, else the partner's, and his way of payment: over its API Dolibarr fills in nothing by itself."""
    names = {name: text(partner.get(name.replace("_id", f"{side}_id"))) for name in ("cond_reglement_id", "mode_reglement_id")}
    return {name: value for name, value in (names | ({"cond_reglement_id": own} if own else {})).items() if value}


def _line(line: Line, document: Confirmed, item: Record | None) -> dict[str, Json]:
    price = f"{_sign(document) * line.net_price:f}"
    names = ("desc",) if isinstance(document, Order) else ("description",)
    prices = ("subprice",) if isinstance(document, Order) else ("subprice", "pu_ht")
    return {
        **dict.fromkeys(names, described(line, document)),
        **dict.fromkeys(prices, price),
        "qty": f"{line.quantity:f}",
        "tva_tx": f"{_rate(line, item):f}",
        "product_type": str(item.get("type") or "0") if item else _SERVICE,
        **({"fk_product": line.item_id} if item else {}),
    }


def _rate(line: Line, item: Record | None) -> Decimal:
    """The line's VAT rate, the item's when the document prints none; raises PostingRejected when neither is known."""
    if line.tax_rate is not None:
        return line.tax_rate
    if item is None:
        raise PostingRejected(f"Which VAT rate has “{line.description}”?", f"Quel est le taux de TVA de « {line.description} » ?")
    return number(item.get("tva_tx"))


def _sign(document: Confirmed) -> int:
    return -1 if isinstance(document, CreditNote) else 1
