"""Files and lines of history with a document: attachments of SAP's business objects, and a header text of sales orders."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from backend.connectors.sap.calls import Calls
from backend.connectors.sap.literals import equal
from backend.connectors.sap.places import FILES, ORDER_TEXTS, ORDERS, Record, Set
from backend.model.mail import Attachment

#: The business objects of a sales order and of a supplier invoice (Business Object Repository).
_OBJECTS = {"A_SalesOrder": "BUS2032", "A_SupplierInvoice": "BUS2081"}
#: Digits of a document's number in the key of its object.
_DIGITS = 10
_NOTE = "Countersign.txt"


def attach(calls: Calls, place: Set, keys: Record, files: Sequence[Attachment]) -> None:
    """Keep the files with the document, each once; SAP tells no digest, so contents of the same size are compared."""
    kind, key = _OBJECTS[place.name], _object_key(keys)
    known = list(calls.ask(FILES, "GetAllOriginals", BusinessObjectTypeName=kind, LinkedSAPObjectKey=key))
    kept: set[bytes] = set()
    for file in files:
        same_size = (one for one in known if int(one["FileSize"] or 0) == file.size)
        if file.content in kept or any(calls.download(FILES, one) == file.content for one in same_size):
            continue
        headers = {
            "Content-Type": file.media_type,
            "Slug": quote(file.name, safe=" "),
            "BusinessObjectTypeName": kind,
            "LinkedSAPObjectKey": key,
        }
        calls.upload(FILES, file.content, headers)
        kept.add(file.content)


def note(calls: Calls, place: Set, keys: Record, line: str, text_id: str, language: str) -> None:
    """Write one line about the document, once: into a header text of an order, as a text file with an invoice, which has no texts."""
    if place is ORDERS:
        _add_line(calls, {**keys, "Language": language, "LongTextID": text_id}, line)
    else:
        attach(calls, place, keys, [Attachment("", _NOTE, "text/plain", line.encode())])


def _add_line(calls: Calls, wanted: Record, line: str) -> None:
    known = calls.first(ORDER_TEXTS, [equal(key, wanted[key]) for key in ORDER_TEXTS.keys], ("LongText",))
    if known is None:
        values = {"Language": wanted["Language"], "LongTextID": wanted["LongTextID"], "LongText": line}
        calls.create(ORDER_TEXTS, values, below=f"{ORDERS.entity(wanted)}/to_Text")
    elif line not in (known["LongText"] or "").splitlines():
        calls.change(ORDER_TEXTS, known, {"LongText": f"{known['LongText']}\n{line}"})


def _object_key(keys: Record) -> str:
    """The document's number with zeros before it, as SAP keeps it, and the fiscal year of an invoice."""
    number, *year = keys.values()
    return str(number).zfill(_DIGITS) + "".join(year)
