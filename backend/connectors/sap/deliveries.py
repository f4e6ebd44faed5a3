"""Where a sales order is delivered: the customer's ship-to party with the order's address, else the address in words for a person."""

from __future__ import annotations

from collections.abc import Sequence

from backend.connectors.addresses import DELIVER_TO
from backend.connectors.sap.calls import Calls
from backend.connectors.sap.literals import equal
from backend.connectors.sap.places import PARTNERS, SHIP_TO_PARTIES, Record
from backend.model.trade import Order

#: The partner function of a ship-to party, as SAP's services name it in every language but German (WE).
_SHIP_TO = "SH"
_ADDRESS = "to_BusinessPartnerAddress"
_PARTS = ("PostalCode", "CityName", "StreetName", "HouseNumber")


def values_of(calls: Calls, order: Order, organization: str, text_id: str, language: str) -> Record:
    """What the order says of its delivery address, nothing when it has none."""
    if not order.delivery_address:
        return {}
    party = _ship_to_party(calls, order, organization)
    if party:
        return {"to_Partner": {"results": [{"PartnerFunction": _SHIP_TO, "Customer": party}]}}
    words = f"{DELIVER_TO} {' '.join(order.delivery_address.split())}"
    return {"to_Text": {"results": [{"Language": language, "LongTextID": text_id, "LongText": words}]}}


def _ship_to_party(calls: Calls, order: Order, organization: str) -> str:
    """The one ship-to party of the customer at this address, "" when there is none or are several."""
    filters = [equal("Customer", order.customer.id), equal("SalesOrganization", organization), equal("PartnerFunction", _SHIP_TO)]
    parties = [row["BPCustomerNumber"] for row in calls.records(SHIP_TO_PARTIES, filters, ("BPCustomerNumber",)) if row["BPCustomerNumber"]]
    select, written = [f"{_ADDRESS}/{name}" for name in _PARTS], _plain(order.delivery_address)
    at = {
        row["Customer"]
        for row in calls.named(PARTNERS, "Customer", parties, select, (_ADDRESS,))
        if any(_is_at(address, written) for address in row[_ADDRESS]["results"])
    }
    return str(at.pop()) if len(at) == 1 else ""


def _is_at(address: Record, written: str) -> bool:
    """Whether postal code, city, street and number, those that SAP has, all stand in what is written, as words: 3 is not 33."""
    parts: Sequence[str] = [_plain(address[name] or "") for name in _PARTS]
    return bool(parts[0].strip() and parts[2].strip()) and all(part in written for part in parts if part.strip())


def _plain(text: str) -> str:
    """The words, in small letters, with one blank around each."""
    return " " + " ".join("".join(letter if letter.isalnum() else " " for letter in text.lower()).split()) + " "
