"""An ERP that is fed by files: documents are dropped in a folder, acknowledgements and master data are read from others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from itertools import count
from uuid import uuid4

from backend.connectors import mapped, whole
from backend.connectors.chosen import chosen
from backend.connectors.connector import StatusReport, Surroundings
from backend.connectors.failures import unreachable
from backend.connectors.file_drop import address, catalog, originals
from backend.connectors.file_drop.acknowledgements import Acknowledgement, Acknowledgements, State
from backend.connectors.file_drop.config import Config
from backend.connectors.file_drop.layouts import layout
from backend.connectors.file_drop.outbox import Outbox
from backend.connectors.file_drop.place import Place, told
from backend.connectors.file_drop.table import table
from backend.errors import ConnectorError, ConnectorMisconfigured, ConnectorUnavailable, PostingRejected
from backend.model.case import Receipt
from backend.model.catalog import Catalog, Customer, Item, PurchaseOrder, Supplier
from backend.model.erp_field import ErpField
from backend.model.finding import Finding, Severity
from backend.model.kept import Kept, OrderChange
from backend.model.mail import Attachment, Mail
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, Order, Totals

#: What a name keeps of a key, and of its hash.
_UNSAFE, _MOST_OF_KEY, _DIGITS = re.compile(r"[^A-Za-z0-9_-]"), 40, 16

_CHECK = Sentence("Vérifiez l’adresse, les dossiers et les droits.", "Check the address, the folders and the rights.")
_EMPTY = Sentence(
    "Le catalogue ne nomme ni clients ni fournisseurs : aucun document ne pourra être envoyé.",
    "The catalog names no customers and no suppliers: no document can be sent.",
)
_NAMELESS = Sentence(
    "Le catalogue ne donne pas le nom de votre société (own_name), que ce format exige.",
    "The catalog does not give your own company's name (own_name), which this layout requires.",
)
_FILL = Sentence(
    "Complétez les fichiers du catalogue (docs/erps/file-drop.md).", "Complete the files of the catalog (docs/erps/file-drop.md)."
)
_CORRECT = Sentence("Corrigez ou retirez ce fichier.", "Correct or remove this file.")
_AWAITED = Sentence(
    "Le fichier est déposé ; l’accusé de réception de l’ERP est attendu.", "The file is dropped; the ERP's acknowledgement is awaited."
)
_REJECTED = Sentence("L’ERP a refusé le fichier sans dire pourquoi.", "The ERP rejected the file without saying why.")
_TAKEN = Sentence(
    "L’ERP a déjà pris la pièce, sous le numéro {number} : annulez-la dans l’ERP.",
    "The ERP has taken the document already, as {number}: cancel it in the ERP.",
)
_TWICE = Sentence(
    "La facture {number} de {supplier} a déjà été déposée : {name}.", "The invoice {number} of {supplier} was dropped already: {name}."
)
_NOT_OURS = Sentence("La pièce {name} n’a pas été déposée ici.", "The document {name} was not dropped here.")


class FileDrop:
    """One drop; implements Connector. A document's id is its file's name; what was sent, and what the ERP said, is in our receipts."""

    name = "File drop"

    def __init__(self, config: Config, surroundings: Surroundings) -> None:
        self._layout = layout(config.layout, table(config.columns, config.separator, config.decimal_mark, config.encoding))
        self._open = address.place(config, surroundings)
        self._config = config
        self._claims, self._receipts = surroundings.claims, surroundings.receipts

    def check(self) -> Sequence[Finding]:
        """What keeps it from working: the address, a folder, a right, an acknowledgement or a catalog that cannot be read."""
        try:
            with self._place() as place:
                return tuple(self._findings(place))
        except ConnectorError as error:
            return (unreachable(error, _CHECK),)

    def fetch_catalog(self, since: datetime | None = None) -> Iterator[Catalog]:  # noqa: ARG002 -- always the whole
        """What the files of the catalog's folder say."""
        yield from catalog.in_pieces(self._catalog())

    def find_purchase_orders(self, numbers: Sequence[str], supplier_id: str = "") -> Sequence[PurchaseOrder]:
        """The purchase orders of the catalog with these numbers, of one supplier when given."""
        found = self._catalog().purchase_orders if numbers else ()
        return tuple(order for order in found if order.number in numbers and supplier_id in {"", order.supplier_id})

    def fetch_items(self, ids: Sequence[str]) -> Sequence[Item]:
        """The items of the catalog with these ids."""
        return chosen(self._catalog().items, ids)

    def fetch_customers(self, ids: Sequence[str]) -> Sequence[Customer]:
        """The customers of the catalog with these ids."""
        return chosen(self._catalog().customers, ids)

    def fetch_suppliers(self, ids: Sequence[str]) -> Sequence[Supplier]:
        """The suppliers of the catalog with these ids."""
        return chosen(self._catalog().suppliers, ids)

    def fields(self) -> Sequence[ErpField]:
        """None."""
        return ()

    def find(self, key: str) -> Receipt | None:
        """The receipt of the file dropped under this key; when the ERP acknowledges, once it has accepted it."""
        name = self._name(key)
        with self._place() as place:
            return self._receipt(place, name) if self._outbox(place).is_sent(name) else None

    def post(self, document: Confirmed, key: str) -> Receipt:
        """Drop the document's file once; raises ConnectorUnavailable while it is not acknowledged, PostingRejected when the ERP did so.

        What the ERP rejected is dropped under another name the next time.
        """
        name = self._name(key)
        with self._place() as place:
            if not self._outbox(place).is_sent(name):
                self._send(place, document, name)
            receipt = self._receipt(place, name)
            if receipt is None:
                self._refuse_rejected(place, name)
                raise ConnectorUnavailable(_AWAITED.en, _AWAITED.fr)
            return receipt

    def read(self, receipt: Receipt) -> Kept | None:
        """The document without what is in it: files do not tell."""
        return Kept(receipt.id, receipt.number, receipt.url)

    def change(self, change: OrderChange, key: str) -> Receipt:
        """Drop the change's file once, as `post` does a document's."""
        return self.post(change, key)

    def attach(self, receipt: Receipt, mail: Mail, files: Sequence[Attachment]) -> None:
        """Drop the original files and their message in the folder of originals, each once."""
        with self._place_of(receipt) as place:
            for name, content in originals.of(_stem(receipt.id), mail, files):
                self._originals(place).put(name, content)

    def note(self, receipt: Receipt, text: str) -> None:
        """Drop the line as a small file in the folder of originals."""
        with self._place_of(receipt) as place:
            self._originals(place).put(*originals.note(_stem(receipt.id), text))

    def cancel(self, receipt: Receipt) -> None:
        """Remove the file, and its originals; raises PostingRejected when the ERP has picked it up."""
        with self._place_of(receipt) as place:
            taken = self._said(place, receipt.id)
            if taken and taken.status is State.ACCEPTED:
                refusal = _TAKEN.filled(number=taken.number or receipt.number)
                raise PostingRejected(refusal.en, refusal.fr)
            self._outbox(place).take_back(receipt.id)
            self._originals(place).clear(f"{_stem(receipt.id)}.")

    def status(self, reference: str) -> StatusReport | None:  # noqa: ARG002 -- the contract's name
        """None: files do not tell."""
        return None

    @contextmanager
    def _place(self) -> Iterator[Place]:
        with told(), self._open() as place:
            yield place

    @contextmanager
    def _place_of(self, receipt: Receipt) -> Iterator[Place]:
        """The place that a document was dropped in; raises PostingRejected when it was not dropped here."""
        with self._place() as place:
            if not self._outbox(place).is_promised(receipt.id):
                refusal = _NOT_OURS.filled(name=receipt.number)
                raise PostingRejected(refusal.en, refusal.fr)
            yield place

    def _outbox(self, place: Place) -> Outbox:
        return Outbox(place, self._config.outgoing, self._receipts)

    def _originals(self, place: Place) -> Outbox:
        return Outbox(place, self._config.originals, self._receipts)

    def _catalog(self) -> Catalog:
        with self._place() as place:
            return catalog.read(place, self._config.catalog)

    def _findings(self, place: Place) -> Iterator[Finding]:
        for folder in (self._config.outgoing, self._config.originals):
            trial = f".{uuid4().hex}.part"
            place.write_new(folder, trial, b"")
            place.remove(folder, trial)
        known = catalog.read(place, self._config.catalog)
        if not known.customers and not known.suppliers:
            yield Finding("ERP-CATALOG", Severity.WARNING, _EMPTY, remedy=_FILL)
        if self._layout.needs_our_name and not known.own_name:
            yield Finding("ERP-COMPANY", Severity.BLOCKING, _NAMELESS, remedy=_FILL)
        if self._config.acknowledgements:
            for sentence in Acknowledgements(place, self._config.acknowledgements).unreadable():
                yield Finding("ERP-ACKNOWLEDGEMENT", Severity.WARNING, sentence, remedy=_CORRECT)

    def _name(self, key: str) -> str:
        """The name of the key's file: of the first one that the ERP has not rejected."""
        stem = f"{_UNSAFE.sub('', key)[:_MOST_OF_KEY]}-{sha256(key.encode()).hexdigest()[:_DIGITS]}"
        names = (f"{stem}{f'-{number}' if number > 1 else ''}.{self._layout.ending}" for number in count(1))
        return next(name for name in names if not self._receipts.get(_rejection(name)))

    def _send(self, place: Place, document: Confirmed, name: str) -> None:
        whole.lines_of(document)
        mapped.offered(document, self.fields)
        if not isinstance(document, OrderChange):
            # The totals of a change are those of the whole order, which nobody knows here.
            whole.refuse_other_totals(document, _added_up(document))
        known = catalog.read(place, self._config.catalog)
        catalog.refuse_unknown(document, known)
        if self._layout.needs_our_name and not known.own_name:
            raise ConnectorMisconfigured(_NAMELESS.en, _NAMELESS.fr)
        content = self._layout.written(document, _stem(name), known)
        if isinstance(document, Order):
            self._outbox(place).put(name, content)
            return
        identity = sha256(json.dumps([type(document).__name__, document.supplier.id, document.invoice_number]).encode()).hexdigest()
        with self._claims.hold(identity):
            first = self._first_of(place, identity, name)
            if first != name:
                refusal = _TWICE.filled(number=document.invoice_number, supplier=document.supplier.name, name=_stem(first))
                raise PostingRejected(refusal.en, refusal.fr)
            self._outbox(place).put(name, content)

    def _first_of(self, place: Place, identity: str, name: str) -> str:
        """The name of the file that has an invoice already, this one when there is none; one that came to nothing does not count."""
        kept = (self._receipts.keep(f"{identity}.{number}", Receipt(name, name)).id for number in count(1))
        return next(first for first in kept if first == name or self._stands(place, first))

    def _stands(self, place: Place, name: str) -> bool:
        outbox = self._outbox(place)
        return outbox.is_promised(name) and not outbox.is_cancelled(name) and not self._receipts.get(_rejection(name))

    def _said(self, place: Place, name: str) -> Acknowledgement | None:
        folder = self._config.acknowledgements
        return Acknowledgements(place, folder).of(_stem(name)) if folder else None

    def _receipt(self, place: Place, name: str) -> Receipt | None:
        """The receipt of a file that was sent, None while the ERP has not accepted it."""
        if not self._config.acknowledgements:
            return Receipt(name, _stem(name))
        if kept := self._receipts.get(_acceptance(name)):
            return kept
        said = self._said(place, name)
        if said is None or said.status is not State.ACCEPTED:
            return None
        return self._receipts.keep(_acceptance(name), Receipt(name, said.number or _stem(name)))

    def _refuse_rejected(self, place: Place, name: str) -> None:
        said = self._said(place, name)
        if said and said.status is State.REJECTED:
            self._receipts.keep(_rejection(name), Receipt(name, said.message))
            raise PostingRejected(said.message or _REJECTED.en, "" if said.message else _REJECTED.fr)


def _stem(name: str) -> str:
    """The name of a document's file without its ending, which is what the document is called in it."""
    return name.partition(".")[0]


def _acceptance(name: str) -> str:
    return f"{name}.accepted"


def _rejection(name: str) -> str:
    return f"{name}.rejected"


def _added_up(document: Confirmed) -> Totals:
    """What an ERP arrives at that adds the document up."""
    totals = document.totals
    lines = sum((line.line_amount for line in document.lines), Decimal(0))
    rates = () if isinstance(document, Order) else document.tax_breakdown
    tax = sum((amount for _, _, amount in rates), Decimal(0)) if rates else totals.tax_amount
    exclusive = lines if totals.tax_exclusive_amount is None else totals.tax_exclusive_amount
    return Totals(lines, tax, None if tax is None else exclusive + tax)
