"""Odoo: sale orders, vendor bills and refunds as drafts, posted through `load` under external ids, which Odoo keeps unique."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from html import escape

from backend.connectors import changing, mapped, whole
from backend.connectors.addresses import DELIVER_TO, Address, meant
from backend.connectors.connector import StatusReport, Surroundings
from backend.connectors.failures import unreachable
from backend.connectors.form import asked
from backend.connectors.http import Endpoint, Http, Json
from backend.connectors.odoo import fields, kept, live, posting, status, taxes
from backend.connectors.odoo.calls import Account, Calls, Domain, NoSuchValue
from backend.connectors.odoo.catalog import identity, link, number_of, read_catalog, read_purchase_orders
from backend.connectors.odoo.fields import Known
from backend.errors import ConnectorError, ConnectorMisconfigured, PostingRejected
from backend.model.case import Receipt
from backend.model.catalog import Catalog, Customer, Item, PurchaseOrder, Supplier
from backend.model.erp_field import ErpField
from backend.model.finding import Finding, Severity
from backend.model.kept import Kept, OrderChange
from backend.model.mail import Attachment, Mail
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, CreditNote, Order, Totals

#: What an integration needs to read; without one of them something of the contract would not work.
_NEEDED = {
    "res.partner": Sentence("Contact / Création", "Contact Creation"),
    "sale.order": Sentence("Ventes / Utilisateur : tous les documents", "Sales / User: All Documents"),
    "purchase.order": Sentence("Achats / Utilisateur", "Purchase / User"),
    "account.move": Sentence("Facturation / Facturation", "Invoicing / Billing"),
    "product.product": Sentence("Achats / Utilisateur", "Purchase / User"),
}
_CANCELLED = "cancel"
_TOTALS = ("amount_untaxed", "amount_tax", "amount_total")


@dataclass(frozen=True)
class Config:
    """How to reach one company in one Odoo."""

    url: str = asked("Adresse", "Address", help_fr="https://mon-entreprise.odoo.com", help_en="https://my-company.odoo.com", is_place=True)
    database: str = asked("Base de données", "Database", help_fr="Son nom dans Odoo", help_en="Its name in Odoo", is_place=True)
    key: str = asked(
        "Clé d’API", "API key", secret=True,
        help_fr="Mes préférences › Sécurité du compte › Nouvelle clé d’API", help_en="My Preferences › Account Security › New API Key",
    )  # fmt: skip
    login: str = asked("Identifiant", "Login", default="", help_fr="Seulement jusqu’à Odoo 18", help_en="Only up to Odoo 18")
    company: str = asked(
        "Société", "Company", default="", help_fr="Vide : celle de l’utilisateur", help_en="Empty: the user's own", is_place=True
    )
    ca_file: str = asked("Certificat de votre autorité", "Your authority's certificate", default="")


class OdooErp:
    """One company in Odoo; implements Connector. A document's id is its model and Odoo's id: `account.move,12`."""

    name = "Odoo"

    def __init__(self, config: Config, surroundings: Surroundings) -> None:
        self._url, self._company = config.url.rstrip("/"), config.company
        # Odoo keeps our keys unique; the claim spares those who would lose the race its error.
        self._claims = surroundings.claims
        http = Http(Endpoint(config.url, config.ca_file), {"User-Agent": "Countersign"})
        self._calls = Calls(http, Account(config.database, config.login, config.key))

    def check(self) -> Sequence[Finding]:
        """What keeps it from working: the address, the key, a company that is not there, rights that are missing."""
        try:
            missing = [model for model in _NEEDED if not self._may(model)]
            company = self._company_id
        except ConnectorError as error:
            remedy = Sentence(
                "Vérifiez l’adresse, la base, la clé et son échéance (une clé vit 90 jours au plus).",
                "Check the address, the database, the key and when it expires (a key lives for 90 days at most).",
            )
            return (unreachable(error, remedy),)
        if not company:
            sentence = Sentence("Odoo n’a pas de société de ce nom.", "Odoo has no company of that name.")
            remedy = Sentence("Indiquez son nom exact, ou laissez vide.", "Give its exact name, or leave it empty.")
            return (Finding("ERP-COMPANY", Severity.BLOCKING, sentence, remedy=remedy),)
        return tuple(_right_missing(model) for model in missing)

    def fetch_catalog(self, since: datetime | None = None) -> Iterator[Catalog]:
        """The company's Catalog; what was deleted is noticed by a complete one only."""
        return read_catalog(self._calls, self._company_id, self._url, since)

    def find_purchase_orders(self, numbers: Sequence[str], supplier_id: str = "") -> Sequence[PurchaseOrder]:
        """The purchase orders with these names, of one supplier when given."""
        domain: Domain = [["name", "in", list(numbers)], ["company_id", "=", self._company_id]]
        found = read_purchase_orders(self._calls, domain) if numbers else ()
        return tuple(order for order in found if supplier_id in {"", order.supplier_id})

    def fetch_items(self, ids: Sequence[str]) -> Sequence[Item]:
        """The items with these ids, with stock and receipts to come."""
        return live.items(self._calls, self._company_id, ids)

    def fetch_customers(self, ids: Sequence[str]) -> Sequence[Customer]:
        """The customers with these ids, with what they owe us."""
        return live.customers(self._calls, ids)

    def fetch_suppliers(self, ids: Sequence[str]) -> Sequence[Supplier]:
        """The suppliers with these ids, with their accounts."""
        return live.suppliers(self._calls, ids)

    def fields(self) -> Sequence[ErpField]:
        """What a mapping may fill in sale orders, bills and refunds: custom fields, accounts, taxes, analytics, warehouse, journal."""
        return fields.read(self._calls, self._company_id)

    def find(self, key: str) -> Receipt | None:
        """The receipt of the finished document under this key; one that was begun and not finished is none."""
        begun = self._begun(key)
        if begun is None:
            return None
        model, record_id = begun
        origin = "origin" if model == posting.SALE else "invoice_origin"
        record = self._read(model, record_id, ("name", origin))
        return None if record is None or record[origin] == posting.UNFINISHED else self._receipt(model, record)

    def post(self, document: Confirmed, key: str) -> Receipt:
        """The draft under the key, made by steps that can each be repeated; the last one says that it is finished."""
        with self._claims.hold(key):
            return self.find(key) or self._posted(document, key)

    def read(self, receipt: Receipt) -> Kept | None:
        """The document, None when it is not there or was cancelled."""
        return kept.read(self._calls, self._url, *_parts(receipt))

    def change(self, change: OrderChange, key: str) -> Receipt:  # noqa: ARG002 -- the order tells what is left to do
        """Change a quotation, or a confirmed order as far as Odoo lets it be changed."""
        receipt = Receipt(change.kept.id, change.kept.number)
        _, record_id = _parts(receipt)
        self._items(change)
        with self._claims.hold(receipt.id):
            return changing.made(change, lambda: self.read(receipt), lambda due, _: kept.change(self._calls, record_id, due))

    def attach(self, receipt: Receipt, mail: Mail, files: Sequence[Attachment]) -> None:  # noqa: ARG002 -- the note names the message
        """Keep the files with the document, each once by the checksum that Odoo keeps."""
        model, record_id = _parts(receipt)
        domain = [["res_model", "=", model], ["res_id", "=", record_id]]
        known = {row["checksum"] for row in self._calls.records("ir.attachment", domain, ("checksum",))}
        for file in files:
            if _sha1(file.content) not in known:
                datas = base64.b64encode(file.content).decode()
                values = {"name": file.name, "res_model": model, "res_id": record_id, "mimetype": file.media_type, "datas": datas}
                self._calls("ir.attachment", "create", vals_list=[values])

    def note(self, receipt: Receipt, text: str) -> None:
        """Write one line into the document's chatter, once."""
        model, record_id = _parts(receipt)
        if self._read(model, record_id, ("name",)) is None:
            raise PostingRejected(f"{receipt.number} is not in Odoo.", f"{receipt.number} n’est pas dans Odoo.")
        domain = [["model", "=", model], ["res_id", "=", record_id], ["body", "ilike", escape(text)]]
        if not self._calls("mail.message", "search_count", domain=domain):
            self._calls(model, "message_post", ids=[record_id], body=text, message_type="comment", subtype_xmlid="mail.mt_note")

    def cancel(self, receipt: Receipt) -> None:
        """Cancel the document, which stays in Odoo; a posted invoice becomes a draft first, unless Odoo says why not."""
        model, record_id = _parts(receipt)
        state = self._state(model, record_id)
        if state in {"", _CANCELLED}:
            return
        if model == posting.SALE:
            self._calls(model, "action_cancel", ids=[record_id], context={"disable_cancel_warning": True})
            return
        if state == "posted":
            self._calls(model, "button_draft", ids=[record_id])
        self._calls(model, "button_cancel", ids=[record_id])

    def status(self, reference: str) -> StatusReport | None:
        """What became of the one order or invoice with this number, ours or the partner's."""
        if not reference:
            return None
        orders = self._matching("sale.order", reference, "client_order_ref", status.ORDER)
        moves = self._matching("account.move", reference, "ref", status.INVOICE)
        reports = [*((status.of_order, order) for order in orders), *((status.of_invoice, move) for move in moves)]
        if len(reports) != 1:
            return None
        report, record = reports[0]
        return report(self._calls, self._url, record)

    @cached_property
    def _company_id(self) -> int:
        """The company's id, 0 when Odoo has none of that name."""
        if self._company:
            found = self._calls("res.company", "search_read", domain=[["name", "=", self._company]], fields=["id"], limit=1)
            return int(found[0]["id"]) if found else 0
        user = self._calls("res.users", "context_get")["uid"]
        return int(self._calls("res.users", "read", ids=[user], fields=["company_id"])[0]["company_id"][0])

    def _may(self, model: str) -> bool:
        try:
            self._calls(model, "search_read", domain=[], fields=["id"], limit=1)
        except (ConnectorMisconfigured, NoSuchValue):
            self._calls("res.users", "context_get")  # the key itself is refused here, and that is another finding
            return False
        return True

    def _begun(self, key: str) -> tuple[str, int] | None:
        """The model and id of what was begun under the key, finished or not."""
        name = posting.external_id(key)
        try:
            model, record_id = self._calls("ir.model.data", "check_object_reference", module=posting.MODULE, xml_id=name)
        except NoSuchValue:
            return None
        return (str(model), int(record_id)) if record_id else None

    def _posted(self, document: Confirmed, key: str) -> Receipt:
        whole.lines_of(document)
        known = mapped.offered(document, lambda: fields.read(self._calls, self._company_id, document))
        model = posting.model_of(document, self._calls.version)
        items, begun = self._items(document), self._begun(key)
        document = posting.named(document, {item: str(row["name"]) for item, row in items.items()})
        self._must_be_new(document, begun)
        if begun and isinstance(document, Order) and self._state(*begun) == _CANCELLED:
            # What was refused and could only be cancelled is taken up again.
            self._calls(posting.SALE, "action_draft", ids=[begun[1]])
        known_taxes = taxes.read(self._calls, document, self._company_id, items)
        of_lines = [fields.tax_of(line.erp_fields) or known_taxes.of(line) for line in document.lines]
        record_id = self._written(document, key, model, of_lines, known)
        origin = document.quotation_reference if isinstance(document, Order) else document.purchase_order_number
        self._calls(model.name, "write", ids=[record_id], vals={model.origin: ", ".join(filter(None, (origin, posting.FINISHED)))})
        record = self._read(model.name, record_id, ("name",))
        if record is None:
            raise PostingRejected("The document was removed in Odoo meanwhile.", "La pièce a été supprimée dans Odoo entre-temps.")
        return self._receipt(model.name, record)

    def _written(self, document: Confirmed, key: str, model: posting.Model, of_lines: Sequence[int | None], known: Known) -> int:
        """The unfinished document with the right totals; with others it is removed and PostingRejected raised."""
        currency = self._currency(document)
        record_id = posting.load(self._calls, model, *posting.rows(document, key, model, of_lines, currency, Decimal(0)))
        try:
            self._complete(document, key, model, record_id, known)
            due = whole.rounding_due(document, self._totals(model.name, record_id))
            if due:
                posting.load(self._calls, model, *posting.rows(document, key, model, of_lines, currency, due))
                self._complete(document, key, model, record_id, known)
            whole.refuse_other_totals(document, self._totals(model.name, record_id))
        except PostingRejected:
            self._calls(model.name, "unlink" if model.name == posting.MOVE else "action_cancel", ids=[record_id])
            raise
        return record_id

    def _complete(self, document: Confirmed, key: str, model: posting.Model, record_id: int, known: Known) -> None:
        """What is written after each load, as that makes Odoo reckon anew what follows from an item or from payment terms."""
        fields.write(self._calls, document, key, model, record_id, known)
        if isinstance(document, Order):
            self._deliver(document, record_id)
            return
        terms_due = self._calls(model.name, "read", ids=[record_id], fields=["invoice_date_due"])[0]["invoice_date_due"]
        if document.due_date and terms_due != document.due_date.isoformat():
            # What is printed holds, whatever the terms would make of it.
            due = {"invoice_payment_term_id": False, "invoice_date_due": document.due_date.isoformat()}
            self._calls(model.name, "write", ids=[record_id], vals=due)

    def _deliver(self, order: Order, record_id: int) -> None:
        """Have the order delivered to the customer's address that is printed; what is none of them is noted for somebody to read."""
        if not order.delivery_address:
            return
        customer = int(order.customer.id)
        known = self._calls.records("res.partner", ["|", ["id", "=", customer], ["parent_id", "=", customer]], ("street", "zip"))
        address = meant(order.delivery_address, (Address(row["id"], str(row["street"] or ""), str(row["zip"] or "")) for row in known))
        if address is not None:
            self._calls(posting.SALE, "write", ids=[record_id], vals={"partner_shipping_id": address})
        else:
            receipt = Receipt(identity(posting.SALE, record_id), order.order_number)
            self.note(receipt, f"{DELIVER_TO} {' '.join(order.delivery_address.split())}")

    def _totals(self, model: str, record_id: int) -> Totals:
        return posting.totals(self._calls(model, "read", ids=[record_id], fields=list(_TOTALS))[0])

    def _must_be_new(self, document: Confirmed, begun: tuple[str, int] | None) -> None:
        """Raise PostingRejected for a partner that Odoo does not have, or an invoice that it has already."""
        party = document.customer if isinstance(document, Order) else document.supplier
        if not party.id.isdigit() or not self._calls("res.partner", "search_count", domain=[["id", "=", int(party.id)]]):
            raise PostingRejected(f"{party.name or party.id} is not in Odoo.", f"« {party.name or party.id} » n’existe pas dans Odoo.")
        if isinstance(document, Order):
            return
        kind = "in_refund" if isinstance(document, CreditNote) else "in_invoice"
        domain = [
            ["partner_id", "=", int(party.id)], ["ref", "=", document.invoice_number], ["move_type", "=", kind],
            ["state", "!=", "cancel"], ["company_id", "=", self._company_id],
        ]  # fmt: skip
        for other in self._calls("account.move", "search_read", domain=domain, fields=["name"]):
            if begun != (posting.MOVE, other["id"]):
                number = number_of(other)
                raise PostingRejected(
                    f"Odoo already has {document.invoice_number} of this supplier: {number}.",
                    f"Odoo a déjà la facture {document.invoice_number} de ce fournisseur : {number}.",
                )

    def _items(self, document: Confirmed) -> Mapping[str, Json]:
        """The products of the lines by id; raises PostingRejected naming one that Odoo does not have."""
        wanted = {line.item_id for line in document.lines if line.item_id}
        ids = [int(item) for item in wanted if item.isdigit()]
        fields = ("name", "taxes_id", "supplier_taxes_id")
        found = {str(row["id"]): row for row in self._calls.records("product.product", [["id", "in", ids]], fields)} if ids else {}
        for line in document.lines:
            if line.item_id and line.item_id not in found:
                raise PostingRejected(f"The item {line.item_id} is not in Odoo.", f"L’article {line.item_id} n’existe pas dans Odoo.")
        return found

    def _currency(self, document: Confirmed) -> int | None:
        """The id of an invoice's currency; that of an order is the one of the customer's price list."""
        if isinstance(document, Order):
            return None
        found = self._calls("res.currency", "search_read", domain=[["name", "=", document.currency]], fields=["id"], limit=1)
        if not found:
            raise PostingRejected(
                f"The currency {document.currency} is not active in Odoo.", f"La devise {document.currency} n’est pas active dans Odoo."
            )
        return int(found[0]["id"])

    def _state(self, model: str, record_id: int) -> str:
        """Where the document stands in Odoo, "" when it is not there any more."""
        record = self._read(model, record_id, ("state",))
        return str(record["state"]) if record else ""

    def _read(self, model: str, record_id: int, fields: Sequence[str]) -> dict[str, Json] | None:
        found = self._calls(model, "search_read", domain=[["id", "=", record_id]], fields=list(fields), limit=1)
        return dict(found[0]) if found else None

    def _matching(self, model: str, reference: str, theirs: str, fields: Sequence[str]) -> list[dict[str, Json]]:
        domain = ["|", ["name", "=", reference], [theirs, "=", reference], ["company_id", "=", self._company_id]]
        return list(self._calls(model, "search_read", domain=domain, fields=["name", *fields], limit=2))

    def _receipt(self, model: str, record: Mapping[str, Json]) -> Receipt:
        return Receipt(identity(model, record["id"]), number_of(record), link(self._url, model, record["id"]))


def _parts(receipt: Receipt) -> tuple[str, int]:
    """The model and the id; raises PostingRejected for a receipt that is not Odoo's."""
    model, _, record_id = receipt.id.partition(",")
    if model not in {posting.SALE, posting.MOVE} or not record_id.isdigit():
        raise PostingRejected(f"{receipt.number} is not in Odoo.", f"{receipt.number} n’est pas dans Odoo.")
    return model, int(record_id)


def _sha1(content: bytes) -> str:
    """The digest by which Odoo tells files apart; nobody's secret depends on it."""
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()


def _right_missing(model: str) -> Finding:
    values = {"model": model, "right": _NEEDED[model]}
    sentence = Sentence("Odoo ne laisse pas lire « {model} ».", "Odoo does not let us read “{model}”.").filled(**values)
    remedy = Sentence("Donnez à l’utilisateur le droit {right}.", "Give the user the right {right}.").filled(**values)
    return Finding("ERP-RIGHT", Severity.BLOCKING, sentence, remedy=remedy)
