"""A confirmed document as Tryton's records; what its clients fill in is asked of Tryton (`on_change`), which adds nothing by itself.

Header and lines are created, or written anew, in one transaction. The key stands in the note of one line, which is never printed;
until the last call it says that the document is not finished.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256

from backend.connectors.addresses import DELIVER_TO, Address, meant
from backend.connectors.tryton import taxes
from backend.connectors.tryton.calls import Calls, Record
from backend.connectors.whole import OUR_QUOTATION, ROUNDING_LINE, described
from backend.errors import PostingRejected
from backend.model.trade import Confirmed, CreditNote, Invoice, Line, Order, Totals

INVOICE, SALE = "account.invoice", "sale.sale"
_DRAFTS = {INVOICE: "Facture", SALE: "Vente"}
_TOTALS = ("untaxed_amount", "tax_amount", "total_amount")
#: Decimals of a price, unless [product] price_decimal says otherwise.
_PRICE = Decimal("0.0001")
#: What of a product decides on a line's account, unit and taxes.
_KIND = ("account_category", "default_uom", "sale_uom")


@dataclass(frozen=True)
class Model:
    """Where a kind of document lives in Tryton."""

    name: str
    line: str
    #: The field of a line that leads to its document.
    parent: str
    #: The kind of taxes on it.
    taxes: str


INVOICES, SALES = Model(INVOICE, "account.invoice.line", "invoice", "purchase"), Model(SALE, "sale.line", "sale", "sale")


@dataclass(frozen=True)
class Header:
    """What header and lines of a document share in Tryton."""

    company: int
    party: int
    currency: int


@dataclass(frozen=True)
class Own:
    """What a mapping writes into Tryton's own fields, on the header and on each line."""

    header: Record
    lines: Sequence[Record]


def model_of(document: Confirmed) -> Model:
    """Where the document goes."""
    return SALES if isinstance(document, Order) else INVOICES


def finished(key: str) -> str:
    """What stands in the note of one line of the finished document under the key."""
    return f"Countersign {_digest(key)}"


def unfinished(key: str) -> str:
    """What stands there until it is finished."""
    return f"Countersign (en cours) {_digest(key)}"


def identity(model: str, record: int) -> str:
    """The id of a document, which tells its model as well: `account.invoice,12`."""
    return f"{model},{record}"


def link(url: str, model: str, record: int) -> str:
    """The address of a record's form in Tryton's web client, `url` being that of the database in it."""
    return f"{url}/model/{model}/{record}"


def number_of(model: str, record: Record) -> str:
    """Tryton's number of a document; a draft has none yet and goes by its id in brackets, as in Tryton, and by what it is."""
    return record["number"] or f"{_DRAFTS[model]} ({record['id']})"


def draft_of(model: str, number: str) -> int | None:
    """The id in such a name of a draft, None when it is another number."""
    bare = number.removeprefix(f"{_DRAFTS[model]} (").removesuffix(")")
    return int(bare) if bare.isdigit() and number_of(model, {"number": "", "id": bare}) == number else None


def write(calls: Calls, document: Confirmed, key: str, header: Header, begun: int | None, own: Own) -> int:
    """The id of the unfinished document with all that is in it; what was begun earlier, or by Tryton itself, is written anew."""
    model = model_of(document)
    rows = [{**row, **values} for row, values in zip(_rows(calls, document, header), own.lines, strict=True)]
    rows[0]["note"] = unfinished(key)
    values = _sale(calls, document, header) if isinstance(document, Order) else _invoice(calls, document, header)
    values |= own.header
    drafts = _drafts(calls, document)
    record = begun or next(iter(drafts), None)
    if record is None:
        return int(calls(model.name, "create", [{**values, "lines": [["create", rows]]}])[0])
    old = (calls.record(model.name, record, ("lines",)) or {"lines": []})["lines"]
    calls(model.name, "write", [record], {**values, "lines": [["delete", old], ["create", rows]]})
    if others := [draft for draft in drafts if draft != record]:
        # Tryton makes them anew of whatever is still to be invoiced.
        calls(model.name, "delete", others)
    return record


def add_rounding(calls: Calls, document: Confirmed, header: Header, record: int, amount: Decimal) -> None:
    """A line without VAT that makes good a difference of rounding."""
    line = Line("", ROUNDING_LINE, Decimal(1), amount, amount)
    proposal = _proposals(calls, (line,), header, model_of(document))[""]
    row = {**_row(document, line, {**proposal, "taxes": []}, header), "sequence": len(document.lines) + 1}
    calls(model_of(document).name, "write", [record], {"lines": [["create", [row]]]})


def finish(calls: Calls, document: Confirmed, key: str, record: int) -> None:
    """Say that the document is finished: the last call of a posting."""
    model = model_of(document)
    lines = calls.records(model.line, [[model.parent, "=", record], ["note", "=", unfinished(key)]], ("id",))
    calls(model.line, "write", [line["id"] for line in lines], {"note": finished(key)})


def totals(calls: Calls, document: Confirmed, record: int) -> Totals:
    """The totals of a document as Tryton reckons them; a credit note's are negative there."""
    sign = -1 if isinstance(document, CreditNote) else 1
    found = calls.record(model_of(document).name, record, _TOTALS) or {}
    net, tax, gross = (found[name] * sign for name in _TOTALS)
    return Totals(net, tax, gross)


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:32]


def _invoice(calls: Calls, document: Invoice, header: Header) -> Record:
    values = {**vars(header), "type": "in", "invoice_date": document.issue_date}
    values |= _filled_in(calls(INVOICE, "on_change", {**values, "lines": []}, ["type"]))
    values |= {"currency": header.currency, "reference": document.invoice_number, "comment": _comment(document)}
    if document.payment_terms:
        values |= {"payment_term": int(document.payment_terms), "payment_term_date": None}
    elif document.due_date:
        # Without payment terms, from which Tryton would reckon another day.
        values |= {"payment_term": None, "payment_term_date": document.due_date}
    return values


def _comment(document: Invoice) -> str:
    preceding = document.preceding_invoice_reference if isinstance(document, CreditNote) else ""
    return f"Avoir sur la facture {preceding}" if preceding else ""


def _sale(calls: Calls, document: Order, header: Header) -> Record:
    values: Record = dict(vars(header))
    values |= _filled_in(calls(SALE, "on_change", {**values, "lines": []}, ["party"]))
    values |= {"currency": header.currency, "reference": document.order_number, "shipping_date": document.requested_delivery_date}
    if document.payment_terms:
        values["payment_term"] = int(document.payment_terms)
    address = _delivery(calls, document, header) if document.delivery_address else None
    unplaced = (
        f"{DELIVER_TO}\n{document.delivery_address}" if document.delivery_address and address is None else "",
        # In Tryton a quotation is a sale of its own, that no other one refers to.
        f"{OUR_QUOTATION} {document.quotation_reference}" if document.quotation_reference else "",
    )
    comment = "\n".join(filter(None, unplaced))
    return {**values, **({} if address is None else {"shipment_address": address}), **({"comment": comment} if comment else {})}


def _delivery(calls: Calls, document: Order, header: Header) -> int | None:
    """The one of the customer's addresses that is meant, None for none of them."""
    known = calls.records("party.address", [["party", "=", header.party]], ("street", "postal_code"))
    return meant(document.delivery_address, (Address(row["id"], row["street"] or "", row["postal_code"] or "") for row in known))


def new_lines(calls: Calls, order: Order, lines: Sequence[Line], header: Header) -> list[Record]:
    """These lines as they are added to a sale that is there, behind its own."""
    rows = _rows(calls, replace(order, lines=tuple(lines)), header)
    return [{name: value for name, value in row.items() if name != "sequence"} for row in rows]


def line_amounts(line: Line) -> Record:
    """The quantity and the price of a line as Tryton takes them."""
    return {"quantity": float(line.quantity), "unit_price": line.net_price.quantize(_PRICE)}


def _rows(calls: Calls, document: Confirmed, header: Header) -> list[Record]:
    """The lines in their order."""
    model = model_of(document)
    proposals = _proposals(calls, document.lines, header, model)
    day = document.issue_date or datetime.now(UTC).date()
    proposed = [proposals[line.item_id]["taxes"] for line in document.lines]
    chosen = taxes.read(calls, model.taxes, day).of(document.lines, proposed)
    units = _units(calls, document.lines) if isinstance(document, Invoice) else {}
    rows = []
    for sequence, (line, own) in enumerate(zip(document.lines, chosen, strict=True), 1):
        proposal = {**proposals[line.item_id], "taxes": own}
        if line.purchase_order_line_id in units:
            proposal["unit"] = units[line.purchase_order_line_id]
        rows.append({**_row(document, line, proposal, header), "sequence": sequence})
    return rows


def _row(document: Confirmed, line: Line, proposal: Mapping[str, object], header: Header) -> Record:
    quantity = -line.quantity if isinstance(document, CreditNote) else line.quantity
    row: Record = {
        "type": "line",
        "product": int(line.item_id) if line.item_id else None,
        "description": described(line, document),
        "unit": proposal.get("unit"),
        **line_amounts(replace(line, quantity=quantity)),
        "taxes": [["add", proposal["taxes"]]],
    }
    if isinstance(document, Order):
        return row
    origin = f"purchase.line,{line.purchase_order_line_id}" if line.purchase_order_line_id else None
    own = {name: proposal[name] for name in ("account", "taxes_deductible_rate")}
    return {**row, **vars(header), **own, "invoice_type": "in", "origin": origin}


def _proposals(calls: Calls, lines: Sequence[Line], header: Header, model: Model) -> Mapping[str, Record]:
    """Item id -> the account, unit and taxes that Tryton's clients would fill in; those under "" are for lines without an item."""
    # Asked once for all items that have these in common, not for each line.
    kinds: dict[str, Record] = {}
    proposals: dict[str, Record] = {}
    for item, product in _products(calls, lines).items():
        kind = str([product[name] for name in _KIND])
        if kind not in kinds:
            kinds[kind] = _proposal(calls, int(item), header, model)
        proposals[item] = kinds[kind]
    if any(not line.item_id for line in lines):
        proposals[""] = _proposal(calls, None, header, model)
    return proposals


def _products(calls: Calls, lines: Sequence[Line]) -> Mapping[str, Record]:
    """The items of the lines by their ids; raises PostingRejected naming one that Tryton does not have."""
    wanted = sorted({line.item_id for line in lines if line.item_id})
    ids = [int(item) for item in wanted if item.isdigit()]
    found = {str(row["id"]): row for row in calls.records("product.product", [["id", "in", ids]], _KIND)} if ids else {}
    for item in wanted:
        if item not in found:
            raise PostingRejected(f"The item {item} is not in Tryton.", f"L’article {item} n’existe pas dans Tryton.")
    return found


def _proposal(calls: Calls, product: int | None, header: Header, model: Model) -> Record:
    """What Tryton's clients would fill in on a line with this product, or without any."""
    asked: Record = {"type": "line", "product": product, "quantity": 1.0}
    if model is SALES:
        parents = {f"_parent_sale.{name}": value for name, value in vars(header).items()}
        return {"unit": None, **_of_line(calls(model.line, "on_change", {**asked, **parents}, ["product"]))}
    account = None if product else _default_account(calls)
    asked |= {**vars(header), "invoice_type": "in", "account": account}
    answer = calls(model.line, "on_change", asked, ["product" if product else "account"])
    return {"account": account, "unit": None, "taxes_deductible_rate": Decimal(1), **_of_line(answer)}


def _default_account(calls: Calls) -> int:
    """The account of expenses that have no item."""
    found = calls("account.configuration", "read", [1], ["default_category_account_expense"])
    account = found[0]["default_category_account_expense"] if found else None
    if not account:
        raise PostingRejected(
            "A line has no item, and Tryton has no default expense account (Financial › Configuration › Configuration).",
            "Une ligne n’a pas d’article, et Tryton pas de compte de charges par défaut (Comptabilité › Configuration › Configuration).",
        )
    return int(account)


def _units(calls: Calls, lines: Sequence[Line]) -> Mapping[str, int]:
    """Purchase order line -> its unit, in which suppliers invoice it; raises PostingRejected naming one that Tryton does not have."""
    ids = _answered(lines)
    rows = calls.records("purchase.line", [["id", "in", ids]], ("unit",)) if ids else ()
    units = {str(row["id"]): row["unit"] for row in rows}
    for line in lines:
        if line.purchase_order_line_id not in {"", *units}:
            raise PostingRejected(
                f"The purchase order line {line.purchase_order_line_id} is not in Tryton.",
                f"La ligne de commande {line.purchase_order_line_id} n’existe pas dans Tryton.",
            )
    return units


def _drafts(calls: Calls, document: Confirmed) -> list[int]:
    """The drafts that Tryton has made itself of the purchase orders, for the invoice that was to come."""
    ids = _answered(document.lines)
    if not ids or isinstance(document, CreditNote):
        return []
    domain = [
        ["type", "=", "in"], ["state", "=", "draft"], ["reference", "=", None], ["lines.origin.purchase.lines", "in", ids, "purchase.line"],
    ]  # fmt: skip
    rows = calls.records(INVOICE, domain, ("lines.origin",))
    return [row["id"] for row in rows if all(str(line["origin"]).startswith("purchase.line,") for line in row["lines."])]


def _answered(lines: Sequence[Line]) -> list[int]:
    return [int(line.purchase_order_line_id) for line in lines if line.purchase_order_line_id.isdigit()]


def _filled_in(changes: Record) -> Record:
    """The changes that `on_change` answers, without the names it adds for people to read."""
    return {name: value for name, value in changes.items() if not name.endswith(".")}


def _of_line(changes: Record) -> Record:
    """The same of a line, with the ids of its taxes."""
    return {**_filled_in(changes), "taxes": [tax["id"] for _, tax in (changes.get("taxes") or {}).get("add", ())]}
