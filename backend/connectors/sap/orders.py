"""A confirmed order as a sales order of SAP, header, items and their prices in one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from backend.connectors.sap.calls import Calls
from backend.connectors.sap.fields import Known, written
from backend.connectors.sap.literals import json_day, json_decimal, read_decimal
from backend.connectors.sap.places import CUSTOMERS, PRODUCTS, Record
from backend.errors import ConnectorMisconfigured, PostingRejected
from backend.model.erp_field import Place
from backend.model.trade import Line, Order, Totals

#: Decimals of a condition's amount, of the price for so many units at most, and of a quantity.
_PRICE, _MOST_PER, _QUANTITY = 2, 4, 3
#: Characters of the customer's number, of the order or of an item, that SAP keeps.
_REFERENCE = 35
#: Items are counted in tens, so that people find room between them.
_STEP = 10
_AREA_PARTS = 3


@dataclass(frozen=True)
class Selling:
    """Who sells in SAP, and how."""

    organization: str
    channel: str
    division: str
    order_type: str
    #: The reason for which nothing is delivered yet, "" for none.
    delivery_block: str
    #: The condition type of a price that is entered by hand.
    price_condition: str


def area_of(answer: str) -> tuple[str, str, str]:
    """Sales organisation, distribution channel and division, as an administrator writes them: 1010/10/00."""
    parts = [part.strip() for part in answer.split("/")]
    if len(parts) != _AREA_PARTS or not all(parts):
        raise ConnectorMisconfigured(
            "The sales area is written 1010/10/00: organisation, channel, division.",
            "Le domaine commercial s’écrit 1010/10/00 : organisation, canal, secteur.",
        )
    return parts[0], parts[1], parts[2]


def read_units(calls: Calls, order: Order) -> Mapping[str, str]:
    """The unit of each item of the order; raises PostingRejected naming the customer or the item that SAP does not have."""
    customer = order.customer
    if not any(calls.named(CUSTOMERS, "Customer", [customer.id], ())):
        name = customer.name or customer.id
        raise PostingRejected(f"{name} is not a customer in SAP.", f"« {name} » n’est pas un client dans SAP.")
    units = {
        row["Product"]: row["BaseUnit"] for row in calls.named(PRODUCTS, "Product", (line.item_id for line in order.lines), ("BaseUnit",))
    }
    for line in order.lines:
        if not line.item_id:
            raise PostingRejected(
                f"SAP takes no line without a material into an order: “{line.description}”.",
                f"SAP n’accepte pas de ligne sans article dans une commande : « {line.description} ».",
            )
        if line.item_id not in units:
            raise PostingRejected(f"The item {line.item_id} is not in SAP.", f"L’article {line.item_id} n’existe pas dans SAP.")
    return units


def values_of(order: Order, selling: Selling, units: Mapping[str, str], known: Known) -> Record:
    """The order as it is sent to SAP, without our key; `known` are the fields that a mapping fills."""
    values: Record = {
        "SalesOrderType": selling.order_type,
        "SalesOrganization": selling.organization,
        "DistributionChannel": selling.channel,
        "OrganizationDivision": selling.division,
        "SoldToParty": order.customer.id,
        "TransactionCurrency": order.currency,
        "to_Item": {
            "results": [
                {
                    "SalesOrderItem": str(n * _STEP),
                    **item(order, line, units[line.item_id], selling),
                    **written(known, Place.LINE, line.erp_fields),
                }
                for n, line in enumerate(order.lines, 1)
            ]
        },
    }
    if selling.delivery_block:
        values["DeliveryBlockReason"] = selling.delivery_block
    if order.order_number:
        values["PurchaseOrderByCustomer"] = order.order_number[:_REFERENCE]
    if order.issue_date:
        values["CustomerPurchaseOrderDate"] = json_day(order.issue_date)
    if wanted := _wanted(order):
        values["RequestedDeliveryDate"] = json_day(wanted)
    if order.payment_terms:
        values["CustomerPaymentTerms"] = order.payment_terms
    return {**values, **written(known, Place.HEADER, order.erp_fields)}


def expected(order: Order) -> Order:
    """The order with the one total that SAP tells of an order, that without VAT, which is then the document's to the cent."""
    net = order.totals.tax_exclusive_amount
    return replace(order, totals=Totals(sum((line.line_amount for line in order.lines), Decimal(0)) if net is None else net))


def totals(record: Record) -> Totals:
    """The total of a sales order as SAP's pricing arrives at it; VAT is reckoned when it is billed."""
    return Totals(tax_exclusive_amount=round(read_decimal(record["TotalNetAmount"]), _PRICE))


def item(order: Order, line: Line, unit: str, selling: Selling) -> Record:
    """A line as it is sent to SAP, without its number, which SAP gives where it is not sent."""
    return {
        "Material": line.item_id,
        "RequestedQuantity": quantity(line),
        "RequestedQuantityUnit": unit,
        **({"MaterialByCustomer": line.partner_item_id[:_REFERENCE]} if line.partner_item_id else {}),
        "to_PricingElement": {"results": [price(line, order.currency, unit, selling.price_condition)]},
    }


def quantity(line: Line) -> str:
    """The quantity of a line; raises PostingRejected for one that SAP would have to round."""
    return json_decimal(line.quantity, _QUANTITY, line.description or line.item_id)


def price(line: Line, currency: str, unit: str, condition: str) -> Record:
    """The price, for as many units as it needs to be one of two decimals: 0.1234 each is 12.34 for a hundred."""
    exponent = line.net_price.normalize().as_tuple().exponent
    finer = min(max(-exponent - _PRICE, 0), _MOST_PER) if isinstance(exponent, int) else 0
    return {
        "ConditionType": condition,
        "ConditionRateValue": json_decimal(line.net_price.scaleb(finer), _PRICE, line.description or line.item_id),
        "ConditionCurrency": currency,
        "ConditionQuantity": str(10**finer),
        "ConditionQuantityUnit": unit,
    }


def _wanted(order: Order) -> date | None:
    """When it is wanted; items have no date of their own in this service, so the first of theirs counts where the order names none."""
    return order.requested_delivery_date or min(
        (line.requested_delivery_date for line in order.lines if line.requested_delivery_date), default=None
    )
