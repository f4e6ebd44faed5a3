"""A middleware as docs/erps/webhook.md asks for one, with a small ERP behind it: it checks signatures by the code of that page."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import count
from threading import Lock
from typing import Any

import msgspec

from backend.model.catalog import Catalog, Customer, Item, PurchaseOrder, PurchaseOrderLine, SalesOrder, Supplier, SupplierInvoice
from backend.settings import PROJECT
from tests.contract.doubles.serving import Answer, Request

SECRET = "whsec_" + "c2VjcmV0IG9mIHRoZSB0ZXN0cyBvbmx5ISEh"
MASTER_DATA = Catalog(
    customers=(Customer("C1", "Brasserie du Confluent"),),
    suppliers=(Supplier("F1", "Coutellerie Vial"),),
    items=(Item("MD-1001", "Couteau de chef"), Item("MD-4001", "Verre à vin 35 cl")),
    purchase_orders=(
        PurchaseOrder(
            "CF1", "CF-138", "F1", "EUR", (PurchaseOrderLine("CF1/1", "MD-1001", "Couteau de chef", Decimal(24), Decimal("14.20")),)
        ),
    ),
    own_name="Maison Delorme",
    own_vat_id="FR83404833048",
    own_domains=("maison-delorme.example",),
)


def _field(name: str, label: str, place: str, kind: str = "text", choices: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    types = ["order"] if name in {"urgent", "ship_on", "batch", "weight"} else ["invoice", "credit_note"]
    listed = [{"value": value, "label": text} for value, text in choices]
    return {"name": name, "label": {"fr": label, "en": label}, "place": place, "document_types": types, "type": kind, "choices": listed}


#: The fields of the ERP behind it, as docs/erps/webhook.md asks for them.
FIELDS = [
    _field("urgent", "Urgent", "header", "yes_no"),
    _field("ship_on", "À expédier le", "header", "date"),
    _field("batch", "Lot", "line"),
    _field("weight", "Poids", "line", "number"),
    _field("folder", "Dossier", "header"),
    _field("account", "Compte", "line", "choice", (("607", "Achats"), ("624", "Transports"))),
]
_CENT = Decimal("0.01")
#: Documents, by the name of the partner's number and of the partner.
_NAMES = {"order": ("order_number", "customer"), "invoice": ("invoice_number", "supplier"), "credit_note": ("invoice_number", "supplier")}


def _check_of_the_page() -> Any:
    page = (PROJECT / "docs" / "erps" / "webhook.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    exec(re.search(r"```python\n(.*?)```", page, re.DOTALL)[1], names)  # noqa: S102 -- the page is ours
    return names["is_genuine"]


is_genuine = _check_of_the_page()


@dataclass
class Kept:
    """A document in the ERP."""

    type: str
    document: dict[str, Any]
    receipt: dict[str, str]
    totals: dict[str, Decimal]
    cancelled: bool = False
    files: list[str] = field(default_factory=list)
    history: list[str] = field(default_factory=list)


@dataclass
class Middleware:
    """Answers messages. It may forget ids, answer receipts later, or know no catalog."""

    keeps_ids: bool = True
    later: bool = False
    knows_catalog: bool = True
    knows_live: bool = True
    checks_signatures: bool = True
    answers: dict[str, Answer] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    _numbers: Any = field(default_factory=lambda: count(1))
    _lock: Any = field(default_factory=Lock)

    def __call__(self, request: Request) -> Answer:
        headers = {name.lower(): value for name, value in request.headers.items()}
        if self.checks_signatures and not is_genuine(SECRET, headers, request.content):
            return 401, {"message": "wrong signature"}
        if request.method != "POST" or request.path != "/hook/delorme" or request.query != {"flow": "a b/c=="}:
            return 404, {"message": "This webhook is not registered."}
        message_id, message = headers["webhook-id"], json.loads(request.content)
        with self._lock:
            self.bodies.append(request.content)
            known = self.answers.get(message_id) if self.keeps_ids else None
            status, answer = known or getattr(self, f"_{message['type']}", self._posted)(message)
            if status < 400:
                self.answers[message_id] = status, answer
            if status < 400 and self.later and message["type"] in _NAMES:
                self.links[message_id] = message["links"]["receipt"]
                return 202, None
            return status, answer

    def of(self, receipt: dict[str, str]) -> Kept | None:
        return next((one for one in self.kept if one.receipt == receipt), None)

    def _posted(self, message: dict[str, Any]) -> Answer:
        kind, document = message["type"], message["document"]
        number, party = (document[name] for name in _NAMES[kind])
        partners = MASTER_DATA.customers if kind == "order" else MASTER_DATA.suppliers
        if party["id"] not in {one.id for one in partners}:
            return 422, {"message": f"Partenaire inconnu : {party['name']}"}
        for line in document["lines"]:
            if line["item_id"] not in {"", *(item.id for item in MASTER_DATA.items)}:
                return 422, {"message": f"Article inconnu : {line['item_id']}"}
        same = [one for one in self.kept if one.type == kind == "invoice" and one.document["invoice_number"] == number]
        if same and not same[-1].cancelled:
            return 422, {"message": f"Déjà enregistrée : {same[-1].receipt['number']}"}
        totals = _totals(document["lines"])
        for name, ours in totals.items():
            theirs = document["totals"][name]
            if theirs is not None and Decimal(theirs) != ours:
                return 422, {"message": f"{name} : {theirs} au lieu de {ours}"}
        n = next(self._numbers)
        receipt = {"id": f"{kind}/{n}", "number": f"2026/{n:05}", "url": f"https://erp.example/{kind}/{n}"}
        self.kept.append(Kept(kind, document, receipt, totals))
        return 201, receipt

    def _attachment(self, message: dict[str, Any]) -> Answer:
        return self._on(message, lambda one: one.files.append(message["file"]["name"]))

    def _note(self, message: dict[str, Any]) -> Answer:
        return self._on(message, lambda one: one.history.append(message["text"]))

    def _cancellation(self, message: dict[str, Any]) -> Answer:
        return self._on(message, lambda one: setattr(one, "cancelled", True))

    def _on(self, message: dict[str, Any], deed: Any) -> Answer:
        found = self.of(message["receipt"])
        if found is None:
            return 422, {"message": "Document inconnu"}
        deed(found)
        return 204, None

    def _catalog(self, _message: dict[str, Any]) -> Answer:
        if not self.knows_catalog:
            return 204, None
        orders = [_sale(one) for one in self.kept if one.type == "order"]
        bills = [_bill(one) for one in self.kept if one.type != "order"]
        return 200, msgspec.to_builtins(MASTER_DATA) | {
            "sales_orders": msgspec.to_builtins(orders), "supplier_invoices": msgspec.to_builtins(bills),
        }  # fmt: skip

    def _live(self, message: dict[str, Any]) -> Answer:
        if not self.knows_live:
            return 204, None
        stocked = tuple(replace(item, stock=Decimal(40)) for item in MASTER_DATA.items)
        owing = tuple(replace(customer, open_balance=Decimal("1250.50")) for customer in MASTER_DATA.customers)
        known = {"items": stocked, "customers": owing, "suppliers": MASTER_DATA.suppliers}
        return 200, {kind: msgspec.to_builtins([one for one in things if one.id in message[kind]]) for kind, things in known.items()}

    def _fields(self, _message: dict[str, Any]) -> Answer:
        return (200, FIELDS) if self.knows_catalog else (204, None)

    def _status(self, message: dict[str, Any]) -> Answer:
        for one in self.kept if self.knows_catalog else ():
            if message["reference"] in {one.receipt["number"], one.document[_NAMES[one.type][0]]}:
                return 200, {"number": one.receipt["number"], "status": "annulée" if one.cancelled else "ouverte"}
        return 204, None


def _totals(lines: list[dict[str, Any]]) -> dict[str, Decimal]:
    """The totals as an ERP reckons them: by rate, rounded to the cent."""
    net: dict[Decimal, Decimal] = {}
    for line in lines:
        rate = Decimal(line["tax_rate"] or 0)
        net[rate] = net.get(rate, Decimal(0)) + (Decimal(line["quantity"]) * Decimal(line["net_price"])).quantize(_CENT)
    tax = sum(((amount * rate / 100).quantize(_CENT) for rate, amount in net.items()), Decimal(0))
    total = sum(net.values(), Decimal(0))
    return {"tax_exclusive_amount": total, "tax_amount": tax, "tax_inclusive_amount": total + tax}


def _sale(one: Kept) -> SalesOrder:
    status = "cancelled" if one.cancelled else "open"
    customer, number = one.document["customer"]["id"], one.document["order_number"]
    return SalesOrder(one.receipt["id"], one.receipt["number"], customer, number, status)


def _bill(one: Kept) -> SupplierInvoice:
    status = "cancelled" if one.cancelled else "open"
    supplier, number = one.document["supplier"]["id"], one.document["invoice_number"]
    total = one.totals["tax_inclusive_amount"]
    return SupplierInvoice(one.receipt["id"], one.receipt["number"], supplier, number, None, total, status)
