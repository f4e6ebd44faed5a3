"""Dolibarr: customer orders, supplier invoices and credit notes as drafts, found again by their external reference."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from time import time

from backend.connectors import changing, mapped, whole
from backend.connectors.addresses import Address, meant
from backend.connectors.connector import StatusReport, Surroundings
from backend.connectors.dolibarr import fields, kept, live, posting, rights
from backend.connectors.dolibarr import files as naming
from backend.connectors.dolibarr import status as reports
from backend.connectors.dolibarr.calls import Calls, Record, matching
from backend.connectors.dolibarr.catalog import Accounts, read_catalog, read_company, read_purchase_orders
from backend.connectors.dolibarr.places import DRAFT, INVOICES, PLACES, Place, identity, link, place_of, state, status, text
from backend.connectors.failures import unreachable
from backend.connectors.form import asked
from backend.connectors.http import Endpoint, Http
from backend.errors import ConnectorError, ConnectorMisconfigured, PostingRejected
from backend.model.case import Receipt
from backend.model.catalog import Catalog, Customer, Item, PurchaseOrder, Supplier
from backend.model.erp_field import ErpField
from backend.model.finding import Finding
from backend.model.kept import Kept, OrderChange
from backend.model.mail import Attachment, Mail
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, CreditNote, Order

_RECORD = "ref,ref_ext,status,statut"
_PARTNER = "name,cond_reglement_id,mode_reglement_id,cond_reglement_supplier_id,mode_reglement_supplier_id"
#: The kind of contact that an order is delivered to.
_SHIPPING = "SHIPPING"
#: The longest title of an event.
_TITLE = 255
#: What Dolibarr takes out of a title, and what it leaves.
_LOOKALIKES = str.maketrans('<>"', "‹›”")
#: Events of one document that are looked through for a line that was written before.
_MOST_EVENTS = 500


@dataclass(frozen=True)
class Config:
    """How to reach one company in one Dolibarr."""

    url: str = asked(
        "Adresse", "Address",
        help_fr="https://mon-entreprise.exemple/dolibarr, sans /api", help_en="https://my-company.example/dolibarr, without /api",
        is_place=True,
    )  # fmt: skip
    key: str = asked(
        "Clé d’API", "API key", secret=True,
        help_fr="Utilisateurs & groupes › l’utilisateur › Modifier › Clé d’API", help_en="Users & Groups › the user › API key",
    )  # fmt: skip
    ca_file: str = asked("Certificat de votre autorité", "Your authority's certificate", default="")


class DolibarrErp:
    """One company in Dolibarr; implements Connector. A document's id is its kind and Dolibarr's id: `order,12`."""

    name = "Dolibarr"

    def __init__(self, config: Config, surroundings: Surroundings) -> None:
        self._url = config.url.rstrip("/")
        # Dolibarr keeps no reference of ours unique: whoever holds the claim asks for the key and creates.
        self._claims = surroundings.claims
        self._calls = Calls(Http(Endpoint(config.url, config.ca_file), {"DOLAPIKEY": config.key, "User-Agent": "Countersign"}))
        self._accounts = Accounts(self._calls)

    def check(self) -> Sequence[Finding]:
        """What keeps it from working: the address, the key, rights that are missing, our own company that is not told."""
        try:
            missing = rights.missing(self._calls)
        except ConnectorError as error:
            remedy = Sentence(
                "Vérifiez l’adresse, le module « API REST », la clé, et le droit de l’utilisateur à lire sa propre fiche.",
                "Check the address, the module “API REST”, the key, and the user's right to his own record.",
            )
            return (unreachable(error, remedy),)
        try:
            read_company(self._calls)
        except ConnectorMisconfigured:
            missing = (*missing, rights.company_not_told())
        return missing

    def fetch_catalog(self, since: datetime | None = None) -> Iterator[Catalog]:
        """The Catalog; what was deleted is noticed by a complete one only."""
        return read_catalog(self._calls, self._accounts, self._url, since)

    def find_purchase_orders(self, numbers: Sequence[str], supplier_id: str = "") -> Sequence[PurchaseOrder]:
        """The purchase orders with these references, of one supplier when given."""
        found = read_purchase_orders(self._calls, matching(("t.ref",), numbers)) if numbers else ()
        return tuple(order for order in found if order.number in numbers and supplier_id in {"", order.supplier_id})

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
        """The extra fields of orders and vendor invoices and of their lines."""
        return fields.read(self._calls)

    def find(self, key: str) -> Receipt | None:
        """The receipt of the finished document under this key; one that was begun and not finished is none."""
        return self._finished(self._under(key), key)

    def post(self, document: Confirmed, key: str) -> Receipt:
        """The draft under the key; until its last call it is not finished, and the next attempt removes it and begins anew."""
        with self._claims.hold(key):
            begun = list(self._under(key))
            return self._finished(begun, key) or self._posted(document, key, begun)

    def read(self, receipt: Receipt) -> Kept | None:
        """The document, None when it is not there or was cancelled."""
        found = self._read(receipt)
        record = self._calls.read(f"{found[0].path}/{found[1]['id']}") if found else None
        return kept.read(self._url, found[0], record) if found and record else None

    def change(self, change: OrderChange, key: str) -> Receipt:  # noqa: ARG002 -- the order tells what is left to do
        """Change an order that is a draft or validated, line by line."""
        receipt = Receipt(change.kept.id, change.kept.number)

        def do(due: changing.Todo, _now: Kept) -> None:
            _, record = self._existing(receipt)
            items = self._items(replace(change, lines=due.added))
            kept.change(self._calls, change, str(record["id"]), due, items)

        with self._claims.hold(receipt.id):
            return changing.made(change, lambda: self.read(receipt), do)

    def attach(self, receipt: Receipt, mail: Mail, files: Sequence[Attachment]) -> None:  # noqa: ARG002 -- the note names the message
        """Keep the files with the document, each once by name and size; another file of the same name gets one of its own."""
        place, record = self._existing(receipt)
        kept = self._calls.read("documents", modulepart=place.part, id=str(record["id"])) or []
        for name, file in naming.to_keep(files, naming.sizes(kept)):
            self._calls.write("POST", "documents/upload", {
                "filename": name, "modulepart": place.part, "ref": record["ref"], "overwriteifexists": 0,
                "filecontent": base64.b64encode(file.content).decode(), "fileencoding": "base64",
            })  # fmt: skip

    def note(self, receipt: Receipt, text: str) -> None:
        """Write one line into the document's events, once."""
        place, record = self._existing(receipt)
        title = text.translate(_LOOKALIKES)[:_TITLE]
        conditions = (f"(t.fk_element:=:{int(record['id'])})", f"(t.elementtype:=:'{place.element}')")
        known = self._calls.read("agendaevents", sortfield="t.id", limit=_MOST_EVENTS, sqlfilters=" and ".join(conditions)) or []
        if title not in {event.get("label") for event in known}:
            self._calls.write("POST", "agendaevents", {
                "userownerid": self._user, "type_code": "AC_OTH_AUTO", "label": title, "note_private": text, "datep": int(time()),
                # Neither done nor to be done: something that was.
                "percentage": -1, "elementtype": place.element, "fk_element": record["id"],
            })  # fmt: skip

    def cancel(self, receipt: Receipt) -> None:
        """Delete the draft, with which Dolibarr forgets it; what was validated stays."""
        found = self._read(receipt)
        if found:
            self._remove(*found)

    def status(self, reference: str) -> StatusReport | None:
        """What became of the one order or invoice with this reference, ours or the partner's."""
        if not reference:
            return None
        found = [(place, record) for place in PLACES for record in self._numbered(place, reference)]
        return reports.report(self._calls, self._url, *found[0]) if len(found) == 1 else None

    @cached_property
    def _user(self) -> str:
        """The id of the key's user."""
        return str((self._calls.read("users/info") or {})["id"])

    def _under(self, key: str) -> Iterator[tuple[Place, Record]]:
        """What was begun or finished under the key."""
        condition = f"(t.ref_ext:like:'{posting.name_of(key)}%')"
        return ((place, record) for place in PLACES for record in self._calls.records(place.path, condition, properties=_RECORD))

    def _finished(self, found: Iterable[tuple[Place, Record]], key: str) -> Receipt | None:
        name = posting.name_of(key)
        return next((self._receipt(place, record) for place, record in found if record["ref_ext"] == name), None)

    def _posted(self, document: Confirmed, key: str, begun: Iterable[tuple[Place, Record]]) -> Receipt:
        for cut_off in begun:
            self._remove(*cut_off)
        whole.lines_of(document)
        known = mapped.offered(document, self.fields)
        place, around = place_of(document), replace(self._surrounding(document), fields=known)
        record_id = str(self._calls.write("POST", place.path, posting.body(document, key, around)))
        path = f"{place.path}/{record_id}"
        try:
            if around.deliver_to:
                self._calls.write("POST", f"{path}/contact/{around.deliver_to}/{_SHIPPING}")
            self._make_whole(document, path)
            record = self._named(path, posting.name_of(key))
        except PostingRejected:
            self._delete(place, record_id)
            raise
        return self._receipt(place, record)

    def _make_whole(self, document: Confirmed, path: str) -> None:
        """Raise PostingRejected unless Dolibarr arrives at the document's totals, with a line for what rounding makes of them."""
        record = self._calls.read(path) or {}
        currency = text(record.get("multicurrency_code"))
        if currency and document.currency and currency != document.currency:
            raise PostingRejected(
                f"The document is in {document.currency}, and Dolibarr keeps its accounts in {currency}: enter it in Dolibarr.",
                f"La pièce est en {document.currency}, et Dolibarr tient ses comptes en {currency} : saisissez-la dans Dolibarr.",
            )
        if due := whole.rounding_due(document, posting.totals(document, record)):
            self._calls.write("POST", f"{path}/lines", posting.rounding_line(document, due))
            record = self._calls.read(path) or {}
        whole.refuse_other_totals(document, posting.totals(document, record))

    def _named(self, path: str, name: str) -> Record:
        """The document, finished by being named; raises PostingRejected when it could not be found by that name."""
        record = dict(self._calls.write("PUT", path, {"ref_ext": name}) or {})
        if record.get("ref_ext") != name:
            raise PostingRejected("Dolibarr does not keep our reference.", "Dolibarr ne garde pas notre référence.")
        return record

    def _surrounding(self, document: Confirmed) -> posting.Surrounding:
        """What the document needs around it; raises PostingRejected for what Dolibarr does not have, or has already."""
        party = document.customer if isinstance(document, Order) else document.supplier
        partner = next(self._calls.by_ids("thirdparties", [party.id], _PARTNER), None)
        if partner is None:
            raise PostingRejected(
                f"{party.name or party.id} is not in Dolibarr.", f"« {party.name or party.id} » n’existe pas dans Dolibarr."
            )
        items = self._items(document)
        if isinstance(document, Order):
            return posting.Surrounding(partner, items, deliver_to=self._deliver_to(document))
        for other in self._invoices(party.id, document.invoice_number):
            raise PostingRejected(
                f"Dolibarr already has {document.invoice_number} of this supplier: {other['ref']}.",
                f"Dolibarr a déjà la facture {document.invoice_number} de ce fournisseur : {other['ref']}.",
            )
        numbers = [document.purchase_order_number] if document.purchase_order_number else []
        orders = [order.id for order in self.find_purchase_orders(numbers, party.id)]
        corrected = self._corrected(document) if isinstance(document, CreditNote) else ""
        return posting.Surrounding(partner, items, orders[0] if orders else "", corrected)

    def _deliver_to(self, order: Order) -> str:
        """The id of the customer's contact whose address is printed on the order, "" for none of them."""
        if not order.delivery_address:
            return ""
        rows = self._calls.records("contacts", properties="address,zip", thirdparty_ids=order.customer.id)
        addresses = (Address(str(row["id"]), text(row.get("address")), text(row.get("zip"))) for row in rows)
        return meant(order.delivery_address, addresses) or ""

    def _items(self, document: Confirmed) -> Mapping[str, Record]:
        """The products of the lines by id; raises PostingRejected naming one that Dolibarr does not have."""
        wanted = {line.item_id for line in document.lines if line.item_id}
        found = {str(row["id"]): row for row in self._calls.by_ids("products", wanted, "type,tva_tx")}
        for item in sorted(wanted - found.keys()):
            raise PostingRejected(f"The item {item} is not in Dolibarr.", f"L’article {item} n’existe pas dans Dolibarr.")
        return found

    def _invoices(self, supplier: str, invoice_number: str) -> Iterator[Record]:
        """The supplier's invoices under this number, which to Dolibarr's database is the same in capitals."""
        conditions = (f"(t.fk_soc:=:{int(supplier)})", matching(("t.ref_supplier",), [invoice_number]))
        rows = self._calls.records(INVOICES.path, *conditions, properties="ref,ref_supplier")
        return (row for row in rows if text(row["ref_supplier"]).casefold() == invoice_number.casefold())

    def _corrected(self, credit_note: CreditNote) -> str:
        """The id of the invoice that the credit note corrects, "" when it names none that Dolibarr has."""
        named = credit_note.preceding_invoice_reference
        found = list(self._invoices(credit_note.supplier.id, named)) if named else []
        return str(found[0]["id"]) if found else ""

    def _remove(self, place: Place, record: Record) -> None:
        """Delete a draft; raises PostingRejected for what is one no more."""
        if status(record) != DRAFT:
            raise PostingRejected(
                f"{record['ref']} is no draft any more ({state(place, record)}): set it back to draft in Dolibarr, then try again.",
                f"{record['ref']} n’est plus un brouillon : remettez la pièce en brouillon dans Dolibarr, puis recommencez.",
            )
        self._delete(place, str(record["id"]))

    def _delete(self, place: Place, record_id: str) -> None:
        """Delete the document; raises PostingRejected when it is still there, as Dolibarr says “deleted” also when that failed."""
        self._calls.write("DELETE", f"{place.path}/{record_id}")
        for record in self._calls.by_ids(place.path, [record_id], "ref"):
            raise PostingRejected(
                f"Dolibarr did not delete {record['ref']}: delete it there.",
                f"Dolibarr n’a pas supprimé {record['ref']} : supprimez-la dans Dolibarr.",
            )

    def _read(self, receipt: Receipt) -> tuple[Place, Record] | None:
        """The document of the receipt, None when it is not there; raises PostingRejected for a receipt that is not Dolibarr's."""
        part, _, record_id = receipt.id.partition(",")
        place = next((place for place in PLACES if place.part == part), None)
        if place is None or not record_id.isdecimal():
            raise _not_there(receipt)
        record = next(self._calls.by_ids(place.path, [record_id], _RECORD), None)
        return (place, record) if record else None

    def _existing(self, receipt: Receipt) -> tuple[Place, Record]:
        found = self._read(receipt)
        if found is None:
            raise _not_there(receipt)
        return found

    def _numbered(self, place: Place, reference: str) -> Iterator[Record]:
        rows = self._calls.records(place.path, matching(("t.ref", f"t.{place.number}"), [reference]), properties=reports.REPORTED)
        return (row for row in rows if reference in {text(row["ref"]), text(row.get(place.number))})

    def _receipt(self, place: Place, record: Record) -> Receipt:
        return Receipt(identity(place, record), text(record["ref"]), link(self._url, place, record))


def _not_there(receipt: Receipt) -> PostingRejected:
    return PostingRejected(f"{receipt.number} is not in Dolibarr.", f"{receipt.number} n’est pas dans Dolibarr.")
