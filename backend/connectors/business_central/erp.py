"""Business Central: sales orders, purchase invoices and credit memos as drafts, found again by a file of ours that is kept with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import quote

from backend.connectors import changing, mapped, whole
from backend.connectors.business_central import fields, files, kept, posting, standing
from backend.connectors.business_central.calls import Api, Calls, Record, quoted
from backend.connectors.business_central.catalog import (
    read_catalog,
    read_customers,
    read_items,
    read_purchase_orders,
    read_suppliers,
)
from backend.connectors.business_central.places import (
    CREDITS,
    DRAFT,
    ORDERS,
    SALES,
    Place,
    Web,
    begun,
    is_begun,
    parts,
    place_of,
    status,
    totals,
    unknown,
)
from backend.connectors.business_central.rights import missing
from backend.connectors.business_central.tokens import Application, Tokens
from backend.connectors.connector import StatusReport, Surroundings
from backend.connectors.form import asked
from backend.connectors.http import Endpoint
from backend.errors import ConnectorMisconfigured, PostingRejected
from backend.model.case import Receipt
from backend.model.catalog import Catalog, Customer, Item, PurchaseOrder, Supplier
from backend.model.erp_field import ErpField
from backend.model.finding import Finding
from backend.model.kept import Kept, OrderChange
from backend.model.mail import Attachment, Mail
from backend.model.trade import Confirmed, Invoice

#: Business Central gives a call of its own up after eight minutes; a large document takes it some of them.
_SECONDS = 490.0
#: What has become of a credit memo or invoice that was taken back.
_TAKEN_BACK = frozenset({"Canceled", "Corrective"})


@dataclass(frozen=True)
class Config:
    """How to reach one company in one environment of one tenant."""

    tenant: str = asked(
        "Locataire (tenant)",
        "Tenant",
        help_fr="Microsoft Entra › Vue d’ensemble › ID de locataire",
        help_en="Microsoft Entra › Overview › Tenant ID",
        is_place=True,
    )
    client_id: str = asked(
        "ID d’application (client)", "Application (client) ID", help_fr="Inscriptions d’applications", help_en="App registrations"
    )
    secret: str = asked(
        "Secret client", "Client secret", secret=True, help_fr="Certificats et secrets › Valeur", help_en="Certificates & secrets › Value"
    )
    environment: str = asked(
        "Environnement",
        "Environment",
        default="Production",
        help_fr="Centre d’administration › Environnements",
        help_en="Admin center › Environments",
        is_place=True,
    )
    company: str = asked("Société", "Company", default="", help_fr="Vide : la seule", help_en="Empty: the only one", is_place=True)
    bought: str = asked(
        "Compte des lignes d’achat sans article", "Account of purchase lines without an item", default="",
        help_fr="N° de compte général ; vide : ces lignes sont refusées", help_en="G/L account no.; empty: such lines are refused",
    )  # fmt: skip
    sold: str = asked("Compte des lignes de vente sans article", "Account of sales lines without an item", default="")
    rounding: str = asked(
        "Compte d’arrondi", "Rounding account", default="",
        help_fr="Sans TVA ; vide : un centime d’écart est refusé", help_en="Without VAT; empty: a cent of difference is refused",
    )  # fmt: skip
    url: str = asked("Adresse de l’API", "Address of the API", default="https://api.businesscentral.dynamics.com", is_place=True)
    authority: str = asked("Adresse de connexion", "Sign-in address", default="https://login.microsoftonline.com")
    ca_file: str = asked("Certificat de votre autorité", "Your authority's certificate", default="")


class BusinessCentral:
    """One company in Business Central; implements Connector. A document's id is its kind and Business Central's id, which posting keeps."""

    name = "Business Central"

    def __init__(self, config: Config, surroundings: Surroundings) -> None:
        # Business Central keeps no field of ours unique: whoever holds the claim looks for the key and creates.
        self._claims = surroundings.claims
        url = config.url.rstrip("/")
        where = f"{quote(config.tenant, safe='')}/{quote(config.environment, safe='')}"
        # Nothing is asked of Entra before the first call.
        authority = f"{config.authority.rstrip('/')}/{quote(config.tenant, safe='')}"
        tokens = Tokens(Application(authority, config.client_id, config.secret, f"{url}/.default", config.ca_file))
        endpoint = Endpoint(f"{url}/v2.0/{where}/api/v2.0", config.ca_file, seconds=_SECONDS)
        self._calls = Calls(Api(endpoint, tokens), config.company)
        self._web_url = f"{url.replace('://api.', '://')}/{where}"
        self._accounts = posting.Accounts(config.bought, config.sold, config.rounding)

    def check(self) -> Sequence[Finding]:
        """What keeps it from working: Entra, the environment, the company, what may not be read, accounts that are not there."""
        return missing(self._calls, self._accounts)

    def fetch_catalog(self, since: datetime | None = None) -> Iterator[Catalog]:
        """The company's Catalog; what was deleted is noticed by a complete one only."""
        return read_catalog(self._calls, self._web, since)

    def find_purchase_orders(self, numbers: Sequence[str], supplier_id: str = "") -> Sequence[PurchaseOrder]:
        """The purchase orders with these numbers, of one supplier when given."""
        return tuple(order for order in read_purchase_orders(self._calls, numbers) if supplier_id in {"", order.supplier_id})

    def fetch_items(self, ids: Sequence[str]) -> Sequence[Item]:
        """The items with these numbers, with stock and planned receipts."""
        return read_items(self._calls, ids)

    def fetch_customers(self, ids: Sequence[str]) -> Sequence[Customer]:
        """The customers with these ids, with what they owe and may owe."""
        return read_customers(self._calls, ids)

    def fetch_suppliers(self, ids: Sequence[str]) -> Sequence[Supplier]:
        """The vendors with these ids; the API does not tell their bank accounts."""
        return read_suppliers(self._calls, ids)

    def fields(self) -> Sequence[ErpField]:
        """What a mapping may fill: fields of the API, and the company's dimensions."""
        return fields.read(self._calls)

    def find(self, key: str) -> Receipt | None:
        """The receipt of the finished document under this key; one that was begun and not finished is none."""
        for place, record_id in files.marked(self._calls, key):
            record = self._read(place, record_id)
            if record and not is_begun(place, record):
                return self._web.receipt(place, record)
        return None

    def post(self, document: Confirmed, key: str) -> Receipt:
        """The draft under the key; its last call gives it the partner's number, and one that never got it is made anew."""
        with self._claims.hold(key):
            return self.find(key) or self._posted(document, key)

    def read(self, receipt: Receipt) -> Kept | None:
        """The document, None when it is not there any more."""
        return kept.read(self._calls, self._web, *parts(receipt))

    def change(self, change: OrderChange, key: str) -> Receipt:  # noqa: ARG002 -- the order tells what is left to do
        """Change a sales order that nobody has released."""
        receipt = Receipt(change.kept.id, change.kept.number)
        _, record_id = parts(receipt)
        with self._claims.hold(receipt.id):
            return changing.made(change, lambda: self.read(receipt), lambda due, _: kept.change(self._calls, record_id, due))

    def attach(self, receipt: Receipt, mail: Mail, files_: Sequence[Attachment]) -> None:  # noqa: ARG002 -- the note names the message
        """Keep the files with the document, each once by its content."""
        files.keep(self._calls, *self._existing(receipt), files_)

    def note(self, receipt: Receipt, text: str) -> None:
        """Write one line into our own file with the document, once: the API has no other history."""
        files.write(self._calls, *self._existing(receipt), text)

    def cancel(self, receipt: Receipt) -> None:
        """Delete a draft, cancel a posted credit memo; what else is posted or released people take back in Business Central."""
        place, record_id = parts(receipt)
        record = self._read(place, record_id)
        if record is None:
            self._refuse_invoiced(place, receipt)
        elif status(record) == DRAFT:
            # As it was read: posting keeps the id, and what was posted meanwhile must not be deleted.
            self._calls.delete(f"{place.entity}({record_id})", record["@odata.etag"])
        elif status(record) not in _TAKEN_BACK:
            self._take_back(place, record)

    def status(self, reference: str) -> StatusReport | None:
        """What became of the one order or invoice with this number, ours or the partner's."""
        return standing.report(self._calls, self._web, reference)

    @cached_property
    def _web(self) -> Web:
        return Web(self._web_url, self._calls.company["name"])

    def _posted(self, document: Confirmed, key: str) -> Receipt:
        whole.lines_of(document)
        place = place_of(document)
        if isinstance(document, Invoice):
            posting.must_be_new(self._calls, place, document)
        known = mapped.offered(document, self.fields)
        references = posting.read_references(self._calls, document, self._accounts)
        self._remove_begun(place, key)
        values = {**posting.values_of(document, references, known), place.theirs: begun(key)}
        try:
            record = self._calls.create(place.entity, values)
            self._make_whole(document, place, record["id"], values)
            files.mark(self._calls, place, record["id"], key)
            record = self._calls.change(f"{place.entity}({record['id']})", {place.theirs: posting.theirs(document)})
        except (PostingRejected, ConnectorMisconfigured):
            self._remove_begun(place, key)
            raise
        return self._web.receipt(place, record)

    def _make_whole(self, document: Confirmed, place: Place, record_id: str, sent: Record) -> None:
        """Raise PostingRejected unless Business Central kept all of it and arrives at its totals, with a line for a cent of rounding."""
        record = self._with_lines(place, record_id, with_dimensions=posting.has_dimensions(sent, place))
        posting.refuse_lost(sent, place, record)
        posting.refuse_other_rates(document, place, record)
        document = whole.expected(document)
        due = whole.rounding_due(document, totals(record))
        if due and (line := posting.rounding_line(place, self._accounts, due)):
            self._calls.create(f"{place.entity}({record_id})/{place.lines}", line)
            record = self._with_lines(place, record_id)
        whole.refuse_other_totals(document, totals(record))

    def _with_lines(self, place: Place, record_id: str, *, with_dimensions: bool = False) -> Record:
        expand = f"{place.lines}($expand={fields.DIMENSIONS}),{fields.DIMENSIONS}" if with_dimensions else place.lines
        for record in self._calls.by_ids(place.entity, [record_id], expand=expand):
            return record
        raise PostingRejected("The draft was deleted in Business Central.", "Le brouillon a été supprimé dans Business Central.")

    def _remove_begun(self, place: Place, key: str) -> None:
        """Delete what an attempt before left half made; raises PostingRejected when somebody has it in hand."""
        for record in self._calls.records(place.entity, f"{place.theirs} eq {quoted(begun(key))}"):
            if status(record) != DRAFT:
                number = record["number"]
                raise PostingRejected(
                    f"{number} is half made and no draft any more: reopen it in Business Central, then try again.",
                    f"{number} est inachevée et n’est plus un brouillon : rouvrez-la dans Business Central, puis réessayez.",
                )
            self._calls.delete(f"{place.entity}({record['id']})", record["@odata.etag"])

    def _read(self, place: Place, record_id: str) -> Record | None:
        return next(self._calls.by_ids(place.entity, [record_id]), None)

    def _existing(self, receipt: Receipt) -> tuple[Place, str]:
        place, record_id = parts(receipt)
        if self._read(place, record_id) is None:
            raise unknown(receipt)
        return place, record_id

    def _refuse_invoiced(self, place: Place, receipt: Receipt) -> None:
        """Raise PostingRejected for an order that is gone because it was delivered and invoiced."""
        if place is ORDERS:
            for row in self._calls.records(SALES.entity, f"orderNumber eq {quoted(receipt.number)}", fields="number"):
                raise PostingRejected(
                    f"{receipt.number} is invoiced already: {row['number']}.", f"{receipt.number} est déjà facturée : {row['number']}."
                )

    def _take_back(self, place: Place, record: Record) -> None:
        if place is CREDITS and status(record) != "In Review":
            self._calls.run(f"{place.entity}({record['id']})", "cancel")
            return
        number, where = record["number"], status(record)
        raise PostingRejected(
            f"{number} is no draft any more ({where}): reopen it in Business Central, or correct it there if it is posted.",
            f"{number} n’est plus un brouillon ({where}) : rouvrez la pièce dans Business Central, ou corrigez-la si elle est validée.",
        )
