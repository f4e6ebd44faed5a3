"""Documents as CSV: one row for each line, the columns an administrator names, and no cell that a spreadsheet would run."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.errors import ConnectorMisconfigured, PostingRejected
from backend.model.kept import OrderChange
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, DocumentType, Line, Order, Totals, document_type_of

#: What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: The fields of a document that stand on each of its rows.
_HEADER = (
    "key", "document_type", "number", "issue_date", "due_date", "currency", "partner_id", "partner_name", "partner_vat_id",
    "purchase_order_number", "preceding_invoice_reference", "quotation_reference", "requested_delivery_date", "delivery_address",
    "payment_terms", "payment_iban", *Totals.__dataclass_fields__,
)  # fmt: skip
#: The fields of a line, and how they are called in a column.
_LINE = {
    "line_number": "line_number", "line_requested_delivery_date": "requested_delivery_date",
    **{name: name for name in Line.__dataclass_fields__ if name not in {"requested_delivery_date", "erp_fields"}},
}  # fmt: skip

#: The columns unless told otherwise.
COLUMNS = "; ".join(
    f"{name}={name}"
    for name in (
        "key", "document_type", "number", "issue_date", "due_date", "currency", "partner_id", "partner_name", "purchase_order_number",
        "tax_exclusive_amount", "tax_amount", "tax_inclusive_amount", "line_number", "item_id", "description", "quantity", "unit_code",
        "net_price", "line_amount", "tax_rate", "line_requested_delivery_date",
    )
)  # fmt: skip

_WRONG_COLUMN = Sentence(
    "Colonne « {column} » : écrivez « titre=champ », avec un champ parmi {fields}.",
    "Column “{column}”: write “heading=field”, with one of these fields: {fields}.",
)
_WRONG_SEPARATOR = Sentence(
    "Le séparateur est un caractère (ou « tab »), et le séparateur décimal une virgule ou un point.",
    "The separator is one character (or “tab”), and the decimal mark a comma or a point.",
)
_WRONG_ENCODING = Sentence("Il n’y a pas d’encodage « {name} ».", "There is no encoding “{name}”.")
_NOT_IN_ENCODING = Sentence(
    "L’encodage {name} du fichier ne connaît pas le caractère « {character} » de cette pièce.",
    "The file's encoding {name} does not have the character “{character}” of this document.",
)


@dataclass(frozen=True)
class Table:
    """A CSV file as an ERP wants it."""

    #: Headings with the field that stands below each, in order.
    columns: tuple[tuple[str, str], ...]
    separator: str = ";"
    decimal_mark: str = ","
    encoding: str = "utf-8"

    def written(self, document: Confirmed, key: str) -> bytes:
        """The document's file: the headings, then a row for each line."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter=self.separator, lineterminator="\r\n")
        writer.writerow([_harmless(heading) for heading, _ in self.columns])
        header = _header(document, key)
        for number, line in enumerate(document.lines, start=1):
            # A line does not know its own number.
            fields = {**header, **{name: getattr(line, attribute, number) for name, attribute in _LINE.items()}}
            writer.writerow([self._cell(fields.get(field)) for _, field in self.columns])
        try:
            return text.getvalue().encode(self.encoding)
        except UnicodeEncodeError as error:
            refused = _NOT_IN_ENCODING.filled(name=self.encoding, character=error.object[error.start])
            raise PostingRejected(refused.en, refused.fr) from None

    def _cell(self, value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, Decimal):
            return f"{value:f}".replace(".", self.decimal_mark)
        return value.isoformat() if isinstance(value, date) else _harmless(str(value))


def table(columns: str, separator: str, decimal_mark: str, encoding: str) -> Table:
    """The Table of an administrator's answers; raises ConnectorMisconfigured naming what is wrong."""
    separator = "\t" if separator.lower() == "tab" else separator
    if len(separator) != 1 or separator in '"\r\n' or decimal_mark not in {",", "."}:
        raise ConnectorMisconfigured(_WRONG_SEPARATOR.en, _WRONG_SEPARATOR.fr)
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)
    except LookupError:
        wrong = _WRONG_ENCODING.filled(name=encoding)
        raise ConnectorMisconfigured(wrong.en, wrong.fr) from None
    named = tuple(_column(one) for one in columns.split(";") if one.strip())
    return Table(named, separator, decimal_mark, name)


def _column(text: str) -> tuple[str, str]:
    heading, _, field = (part.strip() for part in text.rpartition("="))
    if not heading or field not in {*_HEADER, *_LINE}:
        wrong = _WRONG_COLUMN.filled(column=text.strip(), fields=", ".join((*_HEADER, *_LINE)))
        raise ConnectorMisconfigured(wrong.en, wrong.fr)
    return heading, field


def _header(document: Confirmed, key: str) -> Mapping[str, object]:
    """What stands on each row of a document."""
    if isinstance(document, Order):
        partner, number = document.customer, document.order_number
    else:
        partner, number = document.supplier, document.invoice_number
    own = {name: getattr(document, name, None) for name in _HEADER if name not in Totals.__dataclass_fields__}
    return {
        **own, **vars(document.totals), "key": key, "document_type": _type(document).value,
        "number": number,
        "partner_id": partner.id, "partner_name": partner.name, "partner_vat_id": partner.vat_id,
    }  # fmt: skip


def _type(document: Confirmed) -> DocumentType:
    return DocumentType.ORDER_CHANGE if isinstance(document, OrderChange) else document_type_of(document)


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
