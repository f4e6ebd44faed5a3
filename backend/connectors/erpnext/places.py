"""Where a document lives in ERPNext, how its receipt names it, and the field that our key stands in."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from urllib.parse import quote

from backend.connectors.erpnext.calls import Record
from backend.errors import PostingRejected
from backend.model.case import Receipt
from backend.model.trade import Confirmed, Order

SALE, INVOICE = "Sales Order", "Purchase Invoice"
#: The custom field that an administrator adds to both; ERPNext names it so from the label "Countersign Key".
KEY = "custom_countersign_key"
#: How Frappe counts the states of a document.
DRAFT, SUBMITTED, CANCELLED = 0, 1, 2
#: What a receipt needs of a document.
OF_RECEIPT = ("creation",)


def doctype_of(document: Confirmed) -> str:
    """Where the document goes."""
    return SALE if isinstance(document, Order) else INVOICE


def finished(key: str) -> str:
    """What stands in the field of a finished document under the key; a key may be longer than a field."""
    return sha256(key.encode()).hexdigest()[:32]


def unfinished(key: str) -> str:
    """What stands there until the last call."""
    return f"{finished(key)} (en cours)"


def identity(doctype: str, record: Record) -> str:
    """The id of a document, with the moment of its creation: ERPNext gives the number of a draft that was deleted to the next one."""
    created = datetime.fromisoformat(record["creation"]).isoformat(timespec="microseconds")
    return f"{doctype},{record['name']},{created}"


def parts(receipt: Receipt) -> tuple[str, str]:
    """The doctype and the name; raises PostingRejected for a receipt that is not ERPNext's."""
    doctype, _, rest = receipt.id.partition(",")
    name, _, created = rest.rpartition(",")
    if doctype not in {SALE, INVOICE} or not created:
        raise unknown(receipt)
    return doctype, name


def unknown(receipt: Receipt) -> PostingRejected:
    """For a document that is not there any more, or never was."""
    return PostingRejected(f"{receipt.number} is not in ERPNext.", f"{receipt.number} n’est pas dans ERPNext.")


def link(url: str, doctype: str, name: str) -> str:
    """The address of a document's form."""
    return f"{url}/app/{doctype.lower().replace(' ', '-')}/{quote(name, safe='')}"


def receipt_of(url: str, doctype: str, record: Record) -> Receipt:
    """The receipt of a document."""
    return Receipt(identity(doctype, record), record["name"], link(url, doctype, record["name"]))
