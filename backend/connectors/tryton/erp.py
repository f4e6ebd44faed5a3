"""Tryton: sales and supplier invoices as drafts; it keeps nothing unique for us, so a key is looked for and used under a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from backend.connectors import changing, mapped, whole
from backend.connectors.connector import StatusReport, Surroundings
from backend.connectors.failures import unreachable
from backend.connectors.form import asked
from backend.connectors.http import Endpoint, Http
from backend.connectors.tryton import fields, kept, live, posting, status
from backend.connectors.tryton.calls import Account, Calls, Domain, Record
from backend.connectors.tryton.catalog import read_catalog, read_purchase_orders
from backend.connectors.tryton.posting import INVOICE, SALE, Header, identity, link, number_of
from backend.errors import ConnectorError, PostingRejected
from backend.model.case import Receipt
from backend.model.catalog import Catalog, Customer, Item, PurchaseOrder, Supplier
from backend.model.erp_field import ErpField, Place
from backend.model.finding import Finding, Severity
from backend.model.kept import Kept, OrderChange
from backend.model.mail import Attachment, Mail
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, Order

#: What an integration must be allowed to do, and the group that allows it.
_NEEDED = {
    SALE: ("create", Sentence("Ventes", "Sales")),
    "purchase.purchase": ("read", Sentence("Achats", "Purchase")),
    INVOICE: ("create", Sentence("Comptabilité", "Accounting")),
}
_CANCELLED = "cancelled"


@dataclass(frozen=True)
class Config:
    """How to reach one company in one Tryton."""

    url: str = asked(
        "Adresse", "Address", help_fr="https://tryton.mon-entreprise.fr", help_en="https://tryton.my-company.com", is_place=True
    )
    database: str = asked("Base de données", "Database", help_fr="Son nom dans Tryton", help_en="Its name in Tryton", is_place=True)
    login: str = asked("Identifiant", "Login", help_fr="Un utilisateur pour Countersign seul", help_en="A user for Countersign alone")
    password: str = asked("Mot de passe", "Password", secret=True)
    company: str = asked(
        "Société", "Company", default="", help_fr="Vide : celle de l’utilisateur", help_en="Empty: the user's own", is_place=True
    )
    ca_file: str = asked("Certificat de votre autorité", "Your authority's certificate", default="")


@dataclass(frozen=True)
class _Begun:
    """A document under a key."""

    model: str
    record: Record
    is_finished: bool


class TrytonErp:
    """One company in Tryton; implements Connector. A document's id is its model and Tryton's id: `account.invoice,12`."""

    name = "Tryton"

    def __init__(self, config: Config, surroundings: Surroundings) -> None:
        self._url = f"{config.url.rstrip('/')}/#{config.database}"
        self._claims = surroundings.claims
        http = Http(Endpoint(config.url, config.ca_file), {"User-Agent": "Countersign"})
        self._calls = Calls(http, Account(config.database, config.login, config.password, config.company))

    def check(self) -> Sequence[Finding]:
        """What keeps it from working: the address, the password, a company that is not there, rights that are missing."""
        try:
            company = self._calls.company
            access = self._calls("ir.model.access", "get_access", list(_NEEDED))
        except ConnectorError as error:
            remedy = Sentence(
                "Vérifiez l’adresse, la base, l’identifiant et le mot de passe.",
                "Check the address, the database, the login and the password.",
            )
            return (unreachable(error, remedy),)
        if not company:
            sentence = Sentence("L’utilisateur n’a pas de société, ou pas celle-ci.", "The user has no company, or not this one.")
            remedy = Sentence(
                "Indiquez-la dans Administration › Utilisateurs › Utilisateurs, « Sociétés ».",
                "Set it in Administration › Users › Users, “Companies”.",
            )
            return (Finding("ERP-COMPANY", Severity.BLOCKING, sentence, remedy=remedy),)
        return tuple(_right_missing(model) for model, (right, _) in _NEEDED.items() if not access[model][right])

    def fetch_catalog(self, since: datetime | None = None) -> Iterator[Catalog]:
        """The company's Catalog; what was deleted is noticed by a complete one only."""
        return read_catalog(self._calls, self._url, since)

    def find_purchase_orders(self, numbers: Sequence[str], supplier_id: str = "") -> Sequence[PurchaseOrder]:
        """The purchase orders with these numbers, of one supplier when given."""
        domain: Domain = [["number", "in", list(numbers)], ["company", "=", self._calls.company]]
        found = read_purchase_orders(self._calls, domain) if numbers else ()
        return tuple(order for order in found if supplier_id in {"", order.supplier_id})

    def fetch_items(self, ids: Sequence[str]) -> Sequence[Item]:
        """The items with these ids, with stock and receipts to come."""
        return live.items(self._calls, ids)

    def fetch_customers(self, ids: Sequence[str]) -> Sequence[Customer]:
        """The customers with these ids, with what they owe us."""
        return live.customers(self._calls, ids)

    def fetch_suppliers(self, ids: Sequence[str]) -> Sequence[Supplier]:
        """The suppliers with these ids, with their accounts."""
        return live.suppliers(self._calls, ids)

    def fields(self) -> Sequence[ErpField]:
        """What a mapping may fill in sales and supplier invoices: accounts, journal, warehouse, texts, dates, fields of added modules."""
        return fields.read(self._calls)

    def find(self, key: str) -> Receipt | None:
        """The receipt of the finished document under this key; one that was begun and not finished is none."""
        begun = self._begun(key)
        return self._receipt(begun.model, begun.record) if begun and begun.is_finished else None

    def post(self, document: Confirmed, key: str) -> Receipt:
        """The draft under the key, made by steps that can each be repeated; the last one says that it is finished."""
        with self._claims.hold(key):
            begun = self._begun(key)
            if begun and begun.is_finished:
                return self._receipt(begun.model, begun.record)
            return self._posted(document, key, begun.record["id"] if begun else None)

    def read(self, receipt: Receipt) -> Kept | None:
        """The document, None when it is not there or was cancelled."""
        return kept.read(self._calls, self._url, *_parts(receipt))

    def change(self, change: OrderChange, key: str) -> Receipt:  # noqa: ARG002 -- the sale tells what is left to do
        """Change a sale that is a draft."""
        receipt = Receipt(change.kept.id, change.kept.number)
        _, record_id = _parts(receipt)
        header = Header(self._calls.company, self._party(change), self._currency(change))
        with self._claims.hold(receipt.id):
            return changing.made(
                change, lambda: self.read(receipt), lambda due, _: kept.change(self._calls, change, header, record_id, due)
            )

    def attach(self, receipt: Receipt, mail: Mail, files: Sequence[Attachment]) -> None:  # noqa: ARG002 -- the note names the message
        """Keep the files with the document, each once by the digest in its description."""
        resource, _ = self._existing(receipt)
        known = {row["description"] for row in self._calls.records("ir.attachment", [["resource", "=", resource]], ("description",))}
        for file in files:
            digest = f"SHA-256 {sha256(file.content).hexdigest()}"
            if digest not in known:
                values = {"name": file.name, "type": "data", "resource": resource, "data": file.content, "description": digest}
                self._calls("ir.attachment", "create", [values])

    def note(self, receipt: Receipt, text: str) -> None:
        """Write one line into the document's notes, once."""
        resource, _ = self._existing(receipt)
        if not any(self._calls.records("ir.note", [["resource", "=", resource], ["message", "=", text]], ("id",))):
            self._calls("ir.note", "create", [{"resource": resource, "message": text}])

    def cancel(self, receipt: Receipt) -> None:
        """Delete an invoice that is a draft without a number; cancel anything else, unless Tryton says why not."""
        model, record_id = _parts(receipt)
        record = self._state(model, record_id)
        if record is None or record["state"] == _CANCELLED:
            return
        if model == INVOICE and record["state"] == "draft" and not record["number"]:
            # Cancelled it would leave its purchase order in need of repair; Tryton makes its own draft of that one anew.
            self._calls(model, "delete", [record_id])
            return
        if model == SALE and record["state"] == "confirmed":
            self._calls(model, "draft", [record_id])
        self._calls(model, "cancel", [record_id])

    def status(self, reference: str) -> StatusReport | None:
        """What became of the one order or invoice with this number, ours or the partner's."""
        if not reference:
            return None
        orders = self._matching(SALE, reference, (), status.ORDER)
        invoices = self._matching(INVOICE, reference, [["type", "=", "in"]], status.OF_INVOICE)
        found = [*((status.of_order, order) for order in orders), *((status.of_invoice, invoice) for invoice in invoices)]
        if len(found) != 1:
            return None
        report, record = found[0]
        return report(self._calls, self._url, record)

    def _begun(self, key: str) -> _Begun | None:
        """What was begun under the key, or finished; a copy that somebody has made of it in Tryton is younger."""
        notes = ["note", "in", [posting.finished(key), posting.unfinished(key)]]
        for model, of_kind in ((posting.SALES, ()), (posting.INVOICES, ([f"{posting.INVOICES.parent}.type", "=", "in"],))):
            line = next(self._calls.records(model.line, [notes, *of_kind], ("note", f"{model.parent}.number")), None)
            if line:
                return _Begun(model.name, line[f"{model.parent}."], line["note"] == posting.finished(key))
        return None

    def _posted(self, document: Confirmed, key: str, begun: int | None) -> Receipt:
        whole.lines_of(document)
        known = mapped.offered(document, lambda: fields.read(self._calls, document))
        header = Header(self._calls.company, self._party(document), self._currency(document))
        self._must_be_new(document, header, begun)
        of_lines = [fields.written(line.erp_fields, Place.LINE, known) for line in document.lines]
        own = posting.Own(fields.written(document.erp_fields, Place.HEADER, known), of_lines)
        record_id = posting.write(self._calls, document, key, header, begun, own)
        self._make_whole(document, header, record_id)
        posting.finish(self._calls, document, key, record_id)
        model = posting.model_of(document).name
        record = self._calls.record(model, record_id, ("number",))
        if record is None:
            raise PostingRejected("The document was removed in Tryton meanwhile.", "La pièce a été supprimée dans Tryton entre-temps.")
        return self._receipt(model, record)

    def _make_whole(self, document: Confirmed, header: Header, record_id: int) -> None:
        """Have Tryton arrive at the document's totals; where it does not the draft is removed and PostingRejected raised."""
        totals = posting.totals(self._calls, document, record_id)
        if due := whole.rounding_due(document, totals):
            posting.add_rounding(self._calls, document, header, record_id, due)
            totals = posting.totals(self._calls, document, record_id)
        try:
            whole.refuse_other_totals(document, totals)
        except PostingRejected:
            self._calls(posting.model_of(document).name, "delete", [record_id])
            raise

    def _party(self, document: Confirmed) -> int:
        party = document.customer if isinstance(document, Order) else document.supplier
        if not party.id.isdigit() or self._calls.record("party.party", int(party.id), ("id",)) is None:
            raise PostingRejected(f"{party.name or party.id} is not in Tryton.", f"« {party.name or party.id} » n’existe pas dans Tryton.")
        return int(party.id)

    def _currency(self, document: Confirmed) -> int:
        found = next(self._calls.records("currency.currency", [["code", "=", document.currency]], ("id",)), None)
        if found is None:
            raise PostingRejected(
                f"The currency {document.currency} is not in Tryton.", f"La devise {document.currency} n’existe pas dans Tryton."
            )
        return int(found["id"])

    def _must_be_new(self, document: Confirmed, header: Header, begun: int | None) -> None:
        """Raise PostingRejected for an invoice that Tryton has already: it would only warn, and only later."""
        if isinstance(document, Order):
            return
        domain = [
            ["type", "=", "in"], ["company", "=", header.company], ["party", "=", header.party], ["state", "!=", _CANCELLED],
            ["reference", "=", document.invoice_number], ["id", "!=", begun or 0],
        ]  # fmt: skip
        for other in self._calls.records(INVOICE, domain, ("number",)):
            number = number_of(INVOICE, other)
            raise PostingRejected(
                f"Tryton already has {document.invoice_number} of this supplier: {number}.",
                f"Tryton a déjà la facture {document.invoice_number} de ce fournisseur : {number}.",
            )

    def _state(self, model: str, record_id: int) -> Record | None:
        return self._calls.record(model, record_id, ("number", "state"))

    def _existing(self, receipt: Receipt) -> tuple[str, Record]:
        """The document as others refer to it; raises PostingRejected when it is not there."""
        model, record_id = _parts(receipt)
        record = self._state(model, record_id)
        if record is None:
            raise PostingRejected(f"{receipt.number} is not in Tryton.", f"{receipt.number} n’est pas dans Tryton.")
        return identity(model, record_id), record

    def _matching(self, model: str, reference: str, domain: Domain, fields: Sequence[str]) -> list[Record]:
        draft = posting.draft_of(model, reference)
        every = [
            ["OR", ["number", "=", reference], ["reference", "=", reference], ["id", "=", draft or 0]],
            ["company", "=", self._calls.company],
            *domain,
        ]
        return list(self._calls.records(model, every, ("number", "state", *fields)))

    def _receipt(self, model: str, record: Record) -> Receipt:
        return Receipt(identity(model, record["id"]), number_of(model, record), link(self._url, model, record["id"]))


def _parts(receipt: Receipt) -> tuple[str, int]:
    """The model and the id; raises PostingRejected for a receipt that is not Tryton's."""
    model, _, record_id = receipt.id.partition(",")
    if model not in {SALE, INVOICE} or not record_id.isdigit():
        raise PostingRejected(f"{receipt.number} is not in Tryton.", f"{receipt.number} n’est pas dans Tryton.")
    return model, int(record_id)


def _right_missing(model: str) -> Finding:
    right = _NEEDED[model][1]
    sentence = Sentence("Tryton ne laisse pas l’utilisateur accéder à « {model} ».", "Tryton does not let the user work with “{model}”.")
    remedy = Sentence(
        "Ajoutez-le au groupe {group} : Administration › Utilisateurs › Utilisateurs, « Permissions d’accès ».",
        "Add them to the group {group}: Administration › Users › Users, “Access Permissions”.",
    )
    return Finding("ERP-RIGHT", Severity.BLOCKING, sentence.filled(model=model), remedy=remedy.filled(group=right))
