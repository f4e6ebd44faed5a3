"""A confirmed document as Business Central's, header and lines in one call; what it may refer to is looked up in batches before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from backend.connectors.business_central import fields
from backend.connectors.business_central.calls import Calls, Record, quoted
from backend.connectors.business_central.places import CREDITS, ORDERS, Place, number, place_of, text
from backend.connectors.whole import ROUNDING_LINE
from backend.errors import PostingRejected
from backend.model.erp_field import Place as At
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, Invoice, Line, Order

#: Between the numbers of two lines, so that people can put one in between.
_STEP = 10000
#: What a line's description holds, and the second one that some documents have.
_DESCRIPTION, _DESCRIPTION_2 = 100, 50
#: What the fields of an address hold.
_NAME, _STREET, _STREET_2, _CITY = 100, 100, 50, 30
_TOWN = re.compile(r"(?:[A-Z]{1,2}-)?(\d{4,5})\s+(\D.*)")
_VAT = Sentence(
    "Business Central applique {theirs} % de TVA à « {line} », la pièce {ours} % : corrigez leurs groupes comptabilisation TVA.",
    "Business Central charges {theirs} % VAT on “{line}”, the document {ours} %: correct their VAT posting groups.",
)


@dataclass(frozen=True)
class Accounts:
    """The G/L accounts that the administrator named, by their numbers; "" for none."""

    bought: str
    sold: str
    rounding: str


@dataclass(frozen=True)
class References:
    """What the lines of a document refer to."""

    #: Item -> its base unit.
    units: Mapping[str, str]
    #: The line of a purchase order -> its unit.
    ordered: Mapping[str, str]
    #: The account of a line without an item, "" when every line has one.
    account: str


def read_references(calls: Calls, document: Confirmed, accounts: Accounts) -> References:
    """What the document refers to; raises PostingRejected naming what Business Central does not have."""
    _party(calls, document)
    wanted = {line.item_id for line in document.lines if line.item_id}
    known = calls.by_numbers("items", wanted, fields="number,baseUnitOfMeasureCode")
    units = {row["number"]: text(row["baseUnitOfMeasureCode"]) for row in known}
    for item in sorted(wanted - units.keys()):
        raise PostingRejected(f"The item {item} is not in Business Central.", f"L’article {item} n’existe pas dans Business Central.")
    without = [line for line in document.lines if not line.item_id and fields.ACCOUNT not in line.erp_fields]
    bought = not isinstance(document, Order)
    account = _account(accounts.bought if bought else accounts.sold, without[0]) if without else ""
    return References(units, _ordered(calls, document), account)


def must_be_new(calls: Calls, place: Place, document: Invoice) -> None:
    """Raise PostingRejected for an invoice or credit note that Business Central has already; it would say so itself when it is posted."""
    same = f"{place.theirs} eq {quoted(document.invoice_number.upper())}"
    for other in calls.records(place.entity, same, fields=f"number,{place.partner}"):
        if other[place.partner] == document.supplier.id:
            raise PostingRejected(
                f"Business Central already has {document.invoice_number} of this supplier: {other['number']}.",
                f"Business Central a déjà la pièce {document.invoice_number} de ce fournisseur : {other['number']}.",
            )


def theirs(document: Confirmed) -> str:
    """The partner's own number of the document."""
    return document.order_number if isinstance(document, Order) else document.invoice_number


def values_of(document: Confirmed, references: References, known: fields.Known) -> Record:
    """The document as it is sent to Business Central, without the partner's number; it applies the fields in this order.

    The dimensions of the header come before the lines, which take them over.
    """
    place = place_of(document)
    header = _order(document) if isinstance(document, Order) else _invoice(place, document)
    if place is not CREDITS:
        # Prices are those of the document, which are without VAT; a credit memo has this from the vendor.
        header["pricesIncludeTax"] = False
    header |= fields.written(document.erp_fields, At.HEADER, known)
    lines: list[Record] = [{"lineType": "Comment", "description": one} for one in _comments(document)]
    lines += [_line(place, line, references, known) for line in document.lines]
    return {**header, place.lines: [{"sequence": _STEP * n, **line} for n, line in enumerate(lines, 1)]}


def rounding_line(place: Place, accounts: Accounts, due: Decimal) -> Record | None:
    """The line that makes good what rounding explains; None when no account for it was named."""
    if not accounts.rounding:
        return None
    return {"lineType": "Account", "lineObjectNumber": accounts.rounding, "description": ROUNDING_LINE, "quantity": 1, place.price: due}


def has_dimensions(sent: Record, place: Place) -> bool:
    """Whether dimensions were sent with the document or one of its lines."""
    return any(fields.DIMENSIONS in one for one in (sent, *sent[place.lines]))


def refuse_lost(sent: Record, place: Place, record: Record) -> None:
    """Raise PostingRejected naming a dimension that was sent and that Business Central did not keep."""
    fields.refuse_lost(sent, record, record["number"])
    kept = {row["sequence"]: row for row in record[place.lines]}
    for line in sent[place.lines]:
        fields.refuse_lost(line, kept.get(line["sequence"], {}), line.get("description", ""))


def refuse_other_rates(document: Confirmed, place: Place, record: Record) -> None:
    """Raise PostingRejected naming a line on which Business Central charges another VAT than the document."""
    rows = [row for row in sorted(record[place.lines], key=lambda row: row["sequence"]) if row["lineType"] != "Comment"]
    for line, row in zip(document.lines, rows, strict=False):
        charged = number(row["taxPercent"])
        if line.tax_rate is not None and charged != line.tax_rate:
            named = line.description or line.item_id
            refusal = _VAT.filled(theirs=f"{charged.normalize():f}", ours=f"{line.tax_rate.normalize():f}", line=named)
            raise PostingRejected(refusal.en, refusal.fr)


def _order(document: Order) -> Record:
    values: Record = {"customerId": document.customer.id, "currencyCode": document.currency}
    if document.issue_date:
        values["orderDate"] = document.issue_date.isoformat()
    if document.payment_terms:
        values["paymentTermsId"] = document.payment_terms
    if document.requested_delivery_date:
        values["requestedDeliveryDate"] = document.requested_delivery_date.isoformat()
    return {**values, **_ship_to(document.delivery_address)}


def _invoice(place: Place, document: Invoice) -> Record:
    values: Record = {"vendorId": document.supplier.id, place.day: document.issue_date.isoformat(), "currencyCode": document.currency}
    if place is CREDITS and document.payment_terms:
        values["paymentTermsId"] = document.payment_terms
    if document.due_date:
        values["dueDate"] = document.due_date.isoformat()
    return values


def _line(place: Place, line: Line, references: References, known: fields.Known) -> Record:
    mapped = fields.written(line.erp_fields, At.LINE, known)
    values: Record = _called(line, mapped, references)
    if line.description:
        values["description"] = line.description[:_DESCRIPTION]
        # A credit memo's lines have one description only.
        if place is not CREDITS and len(line.description) > _DESCRIPTION:
            values["description2"] = line.description[_DESCRIPTION : _DESCRIPTION + _DESCRIPTION_2]
    # Else it is the item's unit for purchases, which may be a box of them.
    if unit := references.ordered.get(line.purchase_order_line_id) or references.units.get(line.item_id):
        values["unitOfMeasureCode"] = unit
    values |= {"quantity": line.quantity, place.price: line.net_price}
    if place is ORDERS and line.requested_delivery_date:
        values["shipmentDate"] = line.requested_delivery_date.isoformat()
    return values | mapped


def _called(line: Line, mapped: Record, references: References) -> Record:
    """What the line is about: its item, the account that a mapping gives it, or the usual one for such lines."""
    if not line.item_id:
        return {"lineType": "Account", fields.ACCOUNT: mapped.get(fields.ACCOUNT, references.account)}
    if fields.ACCOUNT in mapped:
        raise PostingRejected(
            f"“{line.description}” has an item, which gives its account: correct the mapping table ({fields.ACCOUNT}).",
            f"« {line.description} » a un article, qui donne son compte : corrigez la table de correspondance ({fields.ACCOUNT}).",
        )
    return {"lineType": "Item", fields.ACCOUNT: line.item_id}


def _comments(document: Confirmed) -> Iterator[str]:
    """What the API has no field for, in lines of text above the others."""
    if isinstance(document, Order):
        if document.delivery_address and not _ship_to(document.delivery_address):
            address = f"Livraison : {' '.join(document.delivery_address.split())}"
            yield from (address[first : first + _DESCRIPTION] for first in range(0, len(address), _DESCRIPTION))
    elif document.purchase_order_number:
        yield f"Commande {document.purchase_order_number}"[:_DESCRIPTION]


def _ship_to(address: str) -> Record:
    """The fields of an address that is written as one is: who and where, then postcode and town; nothing when it is not, or too long."""
    told = [one.strip() for one in re.split(r"[\n,]", address) if one.strip()]
    town = _TOWN.fullmatch(told[-1]) if told else None
    before = told[:-1]
    if town is None or not 0 < len(before) < 4:  # noqa: PLR2004 -- a name and two lines of street
        return {}
    postcode, city = town.groups()
    name, street, street_2 = ("", before[0], "") if len(before) == 1 else (*before, "")[:3]
    if len(name) > _NAME or len(street) > _STREET or len(street_2) > _STREET_2 or len(city) > _CITY:
        return {}
    values = {
        "shipToName": name, "shipToAddressLine1": street, "shipToAddressLine2": street_2, "shipToCity": city, "shipToPostCode": postcode,
    }  # fmt: skip
    return {field: value for field, value in values.items() if value}


def _party(calls: Calls, document: Confirmed) -> None:
    party, entity = (document.customer, "customers") if isinstance(document, Order) else (document.supplier, "vendors")
    if not any(calls.by_ids(entity, [party.id], fields="id")):
        name = party.name or party.id
        raise PostingRejected(f"{name} is not in Business Central.", f"« {name} » n’existe pas dans Business Central.")


def _account(wanted: str, line: Line) -> str:
    """The account of a line without an item; raises PostingRejected when none was named."""
    if wanted:
        return wanted
    raise PostingRejected(
        f"The line “{line.description}” has no item, and no account for such lines was named in the connection.",
        f"La ligne « {line.description} » n’a pas d’article, et aucun compte n’est indiqué pour ces lignes dans la connexion.",
    )


def _ordered(calls: Calls, document: Confirmed) -> Mapping[str, str]:
    numbers = [] if isinstance(document, Order) else [document.purchase_order_number]
    orders = calls.by_numbers("purchaseOrders", numbers, expand="purchaseOrderLines($select=id,unitOfMeasureCode)", fields="id")
    return {line["id"]: text(line["unitOfMeasureCode"]) for order in orders for line in order["purchaseOrderLines"]}
