"""Odoo's own fields that a mapping may fill, custom ones too, as its models describe them, and what is written into them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backend.connectors.http import Json
from backend.connectors.mapped import NONE_THERE
from backend.connectors.odoo.calls import Calls, Domain, NoSuchValue
from backend.connectors.odoo.posting import MODULE, MOVE, SALE, Model, external_id
from backend.errors import ConnectorMisconfigured, PostingRejected
from backend.model.erp_field import YES, Choice, ErpField, FieldType, Place
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, DocumentType, document_type_of

_TYPES = {
    "char": FieldType.TEXT, "text": FieldType.TEXT, "integer": FieldType.NUMBER, "float": FieldType.NUMBER, "monetary": FieldType.NUMBER,
    "date": FieldType.DATE, "datetime": FieldType.DATE, "boolean": FieldType.YES_NO, "selection": FieldType.CHOICE,
    "many2one": FieldType.CHOICE, "many2many": FieldType.CHOICE, "json": FieldType.SHARES,
}  # fmt: skip
_SALE_LINE, _MOVE_LINE = "sale.order.line", "account.move.line"
_SALES, _PURCHASES = (DocumentType.ORDER,), (DocumentType.INVOICE, DocumentType.CREDIT_NOTE)
_MODELS = (
    (SALE, Place.HEADER, _SALES),
    (_SALE_LINE, Place.LINE, _SALES),
    (MOVE, Place.HEADER, _PURCHASES),
    (_MOVE_LINE, Place.LINE, _PURCHASES),
)
#: Model -> its lines' model, and the field by which they name it.
_LINES = {SALE: (_SALE_LINE, "order_id"), MOVE: (_MOVE_LINE, "move_id")}
_TAXES, _TAX, _ANALYTIC, _ANALYTIC_ACCOUNT = (
    frozenset({"tax_id", "tax_ids"}),
    "account.tax",
    "analytic_distribution",
    "account.analytic.account",
)
#: What a field of Odoo's may point to; a custom one may point anywhere. The rest is the connector's to fill, or of no use in a document.
_POINTS_TO = frozenset({
    "account.account", "account.fiscal.position", "account.incoterms", "account.journal", "account.payment.term", "crm.team",
    "delivery.carrier", "product.pricelist", "res.users", "stock.warehouse", "uom.uom",
})  # fmt: skip
#: What `posting` fills from the document, and what Odoo reckons or keeps for itself.
_TAKEN = frozenset({
    "partner_id", "client_order_ref", "origin", "commitment_date", "move_type", "ref", "invoice_date", "currency_id", "invoice_origin",
    "invoice_date_due", "invoice_payment_term_id", "product_id", "name", "quantity", "product_uom_qty", "price_unit", "purchase_line_id",
    "state", "payment_state", "display_type", "sequence", "debit", "credit", "balance", "amount_currency", "date_order", "locked",
    "quick_edit_total_amount", "sequence_prefix", "sequence_number", "create_uid", "write_uid", "create_date", "write_date",
})  # fmt: skip
_FOR_ITSELF = re.compile(r"(message|activity|access|website|signed|signature|matching)_")
#: A relation with more records than this is filled by Odoo's id and not by choosing.
_MOST_CHOICES = 1000
_REFUSED = Sentence("Odoo ne prend pas {values} : {reason}", "Odoo does not take {values}: {reason}")


@dataclass(frozen=True)
class OdooField(ErpField):
    """A field with Odoo's own name of its type."""

    odoo_type: str = ""

    def written(self, value: str) -> Json:
        """The value as Odoo's `write` takes it; numbers and dates as text, which it reads exactly."""
        match self.odoo_type:
            case "many2one":
                return int(value)
            case "json":
                return json.loads(value)
            case "boolean":
                return value == YES
            case _:
                return value


#: The fields that a document fills, by place and name.
Known = Mapping[tuple[Place, str], OdooField]
#: Field name -> the values that a document has for it.
_Used = Mapping[str, set[str]]


def read(calls: Calls, company: int, document: Confirmed | None = None) -> tuple[OdooField, ...]:
    """The fields that can be written, with their choices; for a document only those it fills, and of the choices those it uses."""
    return tuple(_fields(calls, company, document))


def tax_of(values: Mapping[str, str]) -> int | None:
    """The tax that a mapping gives a line, None when it leaves that to the rate."""
    return next((int(value) for name, value in values.items() if name in _TAXES), None)


def write(calls: Calls, document: Confirmed, key: str, model: Model, record_id: int, known: Known) -> None:
    """Write what the document has for them on its header and lines, lines of like values at once; done again it changes nothing."""
    header = {name: known[Place.HEADER, name].written(value) for name, value in document.erp_fields.items()}
    if header:
        _write(calls, model.name, [record_id], header)
    alike: dict[str, list[int]] = {}
    for n, line in enumerate(document.lines, start=1):
        values = {name: known[Place.LINE, name].written(value) for name, value in line.erp_fields.items() if name not in _TAXES}
        if values:
            alike.setdefault(json.dumps(values, sort_keys=True), []).append(n)
    if alike:
        ids = _line_ids(calls, model, record_id, external_id(key))
        for values_text, places in alike.items():
            _write(calls, _LINES[model.name][0], [ids[n] for n in places], json.loads(values_text))


def _line_ids(calls: Calls, model: Model, record_id: int, name: str) -> dict[int, int]:
    """Odoo's ids of the lines by their place in the document, counted from one."""
    lines, parent = _LINES[model.name]
    ids = [row["id"] for row in calls.records(lines, [[parent, "=", record_id]], ())]
    prefix = f"{MODULE}.{name}_"
    named = calls(lines, "get_external_id", ids=ids)
    places = {int(line): text.removeprefix(prefix) for line, text in named.items() if text.startswith(prefix)}
    return {int(place): line for line, place in places.items() if place.isdigit()}


def _write(calls: Calls, model: str, ids: list[int], values: Mapping[str, Json]) -> None:
    try:
        calls(model, "write", ids=ids, vals=values)
    except (PostingRejected, NoSuchValue) as error:
        refusal = _REFUSED.filled(values=", ".join(f"{name} = {value}" for name, value in values.items()), reason=str(error))
        raise PostingRejected(refusal.en, refusal.fr) from error


def _fields(calls: Calls, company: int, document: Confirmed | None) -> Iterator[OdooField]:
    for model, place, types in _MODELS:
        used = _used(document, place) if document and document_type_of(document) in types else None
        if document and not used:
            continue
        only: dict[str, Json] = {"allfields": sorted(used)} if used else {}
        attributes = ["string", "type", "relation", "selection", "readonly", "store", "manual"]
        for name, about in calls(model, "fields_get", None, attributes=attributes, **only).items():
            if _may_be_filled(name, about):
                choices = _choices(calls, _relation(name, about), about, _domain(name, place, model, company), used[name] if used else None)
                yield OdooField(
                    name, Sentence(about["string"], about["string"]), place, types, _TYPES[about["type"]], choices, about["type"]
                )


def _used(document: Confirmed, place: Place) -> _Used:
    found: dict[str, set[str]] = {}
    for values in [document.erp_fields] if place is Place.HEADER else [line.erp_fields for line in document.lines]:
        for name, value in values.items():
            found.setdefault(name, set()).add(value)
    return found


def _may_be_filled(name: str, about: Mapping[str, Json]) -> bool:
    if about.get("readonly") or not about.get("store", True) or name in _TAKEN or _FOR_ITSELF.match(name):
        return False
    match about["type"]:
        case "many2one":
            return bool(about.get("manual")) or about["relation"] in _POINTS_TO
        case "many2many":
            return name in _TAXES
        case "json":
            return name == _ANALYTIC
        case kind:
            return kind in _TYPES


def _relation(name: str, about: Mapping[str, Json]) -> str:
    return _ANALYTIC_ACCOUNT if name == _ANALYTIC else str(about.get("relation") or "")


def _domain(name: str, place: Place, model: str, company: int) -> Domain:
    """Which records of a relation are meant: of taxes those of this company for this side of the trade."""
    if name not in _TAXES or place is not Place.LINE:
        return []
    return [["type_tax_use", "=", "sale" if model == _SALE_LINE else "purchase"], ["company_id", "=", company]]


def _choices(calls: Calls, relation: str, about: Mapping[str, Json], domain: Domain, used: set[str] | None) -> tuple[Choice, ...]:
    if not relation:
        return tuple(Choice(str(value), str(label)) for value, label in about.get("selection") or ())
    if used:
        domain = [*domain, ["id", "in", [int(number) for value in used for number in re.findall(r"\d+", value)]]]
    try:
        rows = calls(relation, "search_read", domain=domain, fields=["display_name"], limit=_MOST_CHOICES + 1, order="id")
    except ConnectorMisconfigured:
        if used:
            raise
        return ()  # no right to read them: nothing to choose from
    if used and not rows:
        return NONE_THERE
    return tuple(_choice(about, row) for row in rows) if len(rows) <= _MOST_CHOICES else ()


def _choice(about: Mapping[str, Json], row: Mapping[str, Json]) -> Choice:
    """A record as a choice; an analytic account takes the whole amount."""
    value = f'{{"{row["id"]}": 100}}' if about["type"] == "json" else str(row["id"])
    return Choice(value, str(row["display_name"]))
