"""A middleware that brings documents to whatever is behind it: every call of the contract is a signed message to its one address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import parse_qsl, quote, urlsplit
from uuid import uuid4

import msgspec

from backend.connectors import http, mapped, whole
from backend.connectors.chosen import chosen
from backend.connectors.connector import StatusReport, Surroundings
from backend.connectors.failures import unreachable
from backend.connectors.form import asked
from backend.connectors.http import Endpoint, Http
from backend.connectors.webhook import messages, signing
from backend.connectors.webhook.signing import Headers
from backend.errors import ConnectorError, ConnectorMisconfigured, ConnectorUnavailable, PostingRejected
from backend.model.case import Receipt
from backend.model.catalog import Catalog, Customer, Item, PurchaseOrder, Supplier, union
from backend.model.erp_field import ErpField
from backend.model.finding import Finding, Severity
from backend.model.kept import Kept, OrderChange
from backend.model.mail import Attachment, Mail
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed

T = TypeVar("T")

#: Nothing that listens here answers so: the address or the secret is wrong.
_NOT_HERE = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.GONE})
#: What may be the id of a message as it is: it may hold no full stop, which separates it in what is signed.
_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,100}")

_CHECK = Sentence("Vérifiez l’adresse et le secret des deux côtés.", "Check the address, and the secret on both sides.")
_UNGUARDED = Sentence(
    "L’intergiciel accepte un message dont la signature est fausse : quiconque connaît l’adresse peut lui envoyer des documents.",
    "The middleware accepts a message with a wrong signature: whoever knows the address can send it documents.",
)
_GUARD = Sentence(
    "Faites-lui vérifier la signature et répondre 401 (docs/erps/webhook.md).",
    "Have it check the signature and answer 401 (docs/erps/webhook.md).",
)
_EMPTY = Sentence(
    "L’intergiciel ne donne ni clients ni fournisseurs : aucun document ne pourra être envoyé.",
    "The middleware names no customers and no suppliers: no document can be sent.",
)
_FILL = Sentence(
    "Faites-lui répondre au message « catalog » (docs/erps/webhook.md).", "Have it answer the message “catalog” (docs/erps/webhook.md)."
)


@dataclass(frozen=True)
class Config:
    """Where a middleware listens, and the secret that it shares with us."""

    url: str = asked("Adresse", "Address", help_fr="Celle du webhook, en entier", help_en="That of the webhook, all of it", is_place=True)
    secret: str = asked(
        "Secret", "Secret", secret=True,
        help_fr="whsec_… (deux, séparés par une espace, tant qu’il change)",
        help_en="whsec_… (two, with a blank between, while it changes)",
    )  # fmt: skip
    ca_file: str = asked("Certificat de votre autorité", "Your authority's certificate", default="")


class WebhookErp:
    """One middleware; implements Connector. What it answered to a posting is kept by us, as it cannot be asked again by key."""

    name = "Webhook"

    def __init__(self, config: Config, surroundings: Surroundings) -> None:
        self._keys = signing.secrets(config.secret)
        self._http = Http(Endpoint(config.url, config.ca_file), {"User-Agent": "Countersign"})
        self._query = parse_qsl(urlsplit(config.url).query)
        self._surroundings = surroundings

    def check(self) -> Sequence[Finding]:
        """What keeps it from working: the address, the secret, a signature that is not looked at, a catalog that is empty."""
        try:
            catalog, is_unguarded = self._catalog(), self._takes_anything()
        except ConnectorError as error:
            return (unreachable(error, _CHECK),)
        found = []
        if is_unguarded:
            found.append(Finding("ERP-SIGNATURE", Severity.WARNING, _UNGUARDED, remedy=_GUARD))
        if not catalog.customers and not catalog.suppliers:
            found.append(Finding("ERP-CATALOG", Severity.WARNING, _EMPTY, remedy=_FILL))
        return tuple(found)

    def fetch_catalog(self, since: datetime | None = None) -> Iterator[Catalog]:  # noqa: ARG002 -- always the whole
        """The Catalog as the middleware gives it: at once, an empty one when it answers nothing."""
        yield self._catalog()

    def find_purchase_orders(self, numbers: Sequence[str], supplier_id: str = "") -> Sequence[PurchaseOrder]:
        """The purchase orders of the catalog with these numbers, of one supplier when given."""
        found = self._catalog().purchase_orders if numbers else ()
        return tuple(order for order in found if order.number in numbers and supplier_id in {"", order.supplier_id})

    def fetch_items(self, ids: Sequence[str]) -> Sequence[Item]:
        """The items with these ids, with stock and receipts to come as far as the middleware tells them."""
        return chosen(self._live(messages.LiveMessage(items=tuple(ids))).items, ids) if ids else ()

    def fetch_customers(self, ids: Sequence[str]) -> Sequence[Customer]:
        """The customers with these ids, with what they owe us as far as the middleware tells it."""
        return chosen(self._live(messages.LiveMessage(customers=tuple(ids))).customers, ids) if ids else ()

    def fetch_suppliers(self, ids: Sequence[str]) -> Sequence[Supplier]:
        """The suppliers with these ids, with their accounts."""
        return chosen(self._live(messages.LiveMessage(suppliers=tuple(ids))).suppliers, ids) if ids else ()

    def fields(self) -> Sequence[ErpField]:
        """Those that the middleware names, none when it answers nothing; what a document fills of them stands in its message."""
        return self._told(messages.FieldsMessage(), tuple[ErpField, ...]) or ()

    def find(self, key: str) -> Receipt | None:
        """The receipt that the middleware answered or called back with."""
        return self._surroundings.receipts.get(identity(key))

    def post(self, document: Confirmed, key: str) -> Receipt:
        """The receipt of the document, sent under the same id at every attempt; raises ConnectorUnavailable while it is still awaited."""
        whole.lines_of(document)
        mapped.offered(document, self.fields)
        with self._surroundings.claims.hold(key):
            return self.find(key) or self._posted(document, identity(key))

    def read(self, receipt: Receipt) -> Kept | None:
        """The document without what is in it: the middleware is not asked."""
        return Kept(receipt.id, receipt.number, receipt.url)

    def change(self, change: OrderChange, key: str) -> Receipt:
        """The receipt of the change, passed on as a message under its own id at every attempt."""
        with self._surroundings.claims.hold(key):
            return self.find(key) or self._posted(change, identity(key))

    def attach(self, receipt: Receipt, mail: Mail, files: Sequence[Attachment]) -> None:  # noqa: ARG002 -- the files say it all
        """Send the files, one message each, under an id made of the receipt and the content."""
        for file in files:
            message = messages.AttachmentMessage(receipt, messages.File(file.name, file.media_type, file.content))
            self._taken(message, _id("attachment", receipt, file.content_hash))

    def note(self, receipt: Receipt, text: str) -> None:
        """Send one line for the document's history."""
        self._taken(messages.NoteMessage(receipt, text), _id("note", receipt, text))

    def cancel(self, receipt: Receipt) -> None:
        """Have the posting taken back; raises ConnectorUnavailable while that is still awaited."""
        answer = self._taken(messages.CancellationMessage(receipt), _id("cancellation", receipt))
        _refuse_to_wait(answer)

    def status(self, reference: str) -> StatusReport | None:
        """What the middleware tells of the order or invoice with this number, None when it answers nothing."""
        return self._told(messages.StatusMessage(reference), StatusReport) if reference else None

    def has_signed(self, headers: Headers, body: bytes) -> bool:
        """Whether a message to us is the middleware's."""
        return signing.is_genuine(self._keys, headers, body)

    def _catalog(self) -> Catalog:
        return self._told(messages.CatalogMessage(), Catalog) or Catalog()

    def _live(self, message: messages.LiveMessage) -> Catalog:
        """What the middleware says of these now; its whole catalog when it does not answer such messages."""
        return self._told(message, Catalog) or union(self.fetch_catalog())

    def _posted(self, document: Confirmed, name: str) -> Receipt:
        answer = self._sent(messages.posting(document, name, messages.Links(self._receipt_link(name))), name)
        is_there = answer.status == HTTPStatus.CONFLICT and _is(answer, messages.Answer)
        if not is_there:
            _refuse(answer)
            _refuse_to_wait(answer)
        return self._surroundings.receipts.keep(name, _read(answer, messages.Answer).receipt())

    def _receipt_link(self, name: str) -> str:
        """Where a receipt that comes later is taken (`web.receipts`), "" when our own address is not known."""
        around = self._surroundings
        return f"{around.public_url}/api/receipts/{quote(around.organisation, safe='')}/{name}" if around.public_url else ""

    def _takes_anything(self) -> bool:
        """Whether a message that somebody else signed is answered like ours."""
        try:
            return self._sent(messages.CatalogMessage(), uuid4().hex, keys=(uuid4().bytes,)).ok
        except ConnectorMisconfigured:
            return False

    def _told(self, message: messages.Message, type_: type[T]) -> T | None:
        """What a question is answered with, None for no content."""
        answer = self._taken(message, uuid4().hex)
        return _read(answer, type_) if answer.content else None

    def _taken(self, message: messages.Message, name: str) -> http.Answer:
        """The answer of a middleware that refuses nothing."""
        answer = self._sent(message, name)
        _refuse(answer)
        return answer

    def _sent(self, message: messages.Message, name: str, keys: Sequence[bytes] = ()) -> http.Answer:
        # In plain ASCII, so that the bytes that are signed survive whatever reads and writes them on their way.
        body = json.dumps(msgspec.to_builtins(message), separators=(",", ":")).encode()
        headers = {"Content-Type": "application/json", **signing.signed(keys or self._keys, name, body)}
        return self._http.call("POST", "", data=body, headers=headers, params=self._query)


def identity(key: str) -> str:
    """The id of the message that a posting's key stands for: the key itself as long as that can be one."""
    return key if _PLAIN.fullmatch(key) else sha256(key.encode()).hexdigest()


def _id(what: str, receipt: Receipt, content: str = "") -> str:
    """The id of a message about a posted document, the same at every attempt."""
    return f"{what}-{sha256(json.dumps([receipt.id, receipt.number, receipt.url, content]).encode()).hexdigest()}"


def _refuse(answer: http.Answer) -> None:
    """Raise what an answer says that did not take the message."""
    if answer.ok:
        return
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == HTTPStatus.REQUEST_TIMEOUT:
        refused = Sentence("L’intergiciel a échoué ({status}).", "The middleware failed ({status}).").filled(status=answer.status)
        raise ConnectorUnavailable(refused.en, refused.fr)
    words = _read(answer, messages.Refusal).message if _is(answer, messages.Refusal) else ""
    if words and answer.status not in _NOT_HERE:
        raise PostingRejected(words)
    refused = Sentence("L’intergiciel a répondu {status}. {words}", "The middleware answered {status}. {words}")
    refused = refused.filled(status=answer.status, words=words)
    raise ConnectorMisconfigured(refused.en.strip(), refused.fr.strip())


def _refuse_to_wait(answer: http.Answer) -> None:
    if answer.status == HTTPStatus.ACCEPTED:
        raise ConnectorUnavailable(
            "The middleware has taken it; its receipt is awaited.", "L’intergiciel l’a pris ; son accusé de réception est attendu."
        )


def _is(answer: http.Answer, type_: type[object]) -> bool:
    try:
        _read(answer, type_)
    except ConnectorMisconfigured:
        return False
    return True


def _read(answer: http.Answer, type_: type[T]) -> T:
    """The answer; raises ConnectorMisconfigured when it is not what is to be answered to the message."""
    try:
        return msgspec.json.decode(answer.content, type=type_)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        refused = Sentence(
            "L’intergiciel ne répond pas ce qui est attendu : {error}", "The middleware does not answer what is expected: {error}"
        ).filled(error=error)
        raise ConnectorMisconfigured(refused.en, refused.fr) from error
