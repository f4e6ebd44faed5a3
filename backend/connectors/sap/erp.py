"""SAP S/4HANA: sales orders with a delivery block, parked supplier invoices; our key stands in a property of theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from backend.connectors import changing, mapped, whole
from backend.connectors.connector import StatusReport, Surroundings
from backend.connectors.form import asked
from backend.connectors.http import Endpoint, Http
from backend.connectors.sap import (
    catalog,
    deliveries,
    fields,
    files,
    invoices,
    kept,
    orders,
    places,
    rights,
    signing_in,
    statuses,
    taxes,
    terms,
)
from backend.connectors.sap.calls import Calls
from backend.connectors.sap.literals import day, equal, text
from backend.connectors.sap.places import DELETED, HELD, INVOICE_KEY, INVOICES, ORDER_KEY, ORDERS, PARKED, Record
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, PostingRejected
from backend.model.case import Receipt
from backend.model.catalog import Catalog, Customer, Item, PurchaseOrder, Supplier
from backend.model.erp_field import ErpField
from backend.model.finding import Finding, Severity
from backend.model.kept import Kept, OrderChange
from backend.model.mail import Attachment, Mail
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, Invoice, Order

#: What an administrator writes where there is to be no delivery block, as an empty answer is the usual one.
_NONE = "-"
#: Invoices that SAP deletes; a posted one is reversed.
_DELETABLE = frozenset({PARKED, "B", "E", *HELD})


@dataclass(frozen=True)
class Config:
    """How to reach one company code in one SAP system, and what only its customising knows."""

    url: str = asked(
        "Adresse des API",
        "Address of the APIs",
        help_fr="https://my300000-api.s4hana.cloud.sap",
        help_en="https://my300000-api.s4hana.cloud.sap",
        is_place=True,
    )
    user: str = asked("Utilisateur de communication", "Communication user")
    password: str = asked("Mot de passe", "Password", secret=True)
    company_code: str = asked("Société", "Company code", help_fr="1010", help_en="1010", is_place=True)
    sales_area: str = asked(
        "Domaine commercial",
        "Sales area",
        help_fr="Organisation/canal/secteur : 1010/10/00",
        help_en="Organisation/channel/division: 1010/10/00",
    )
    tax_codes: str = asked(
        "Codes de TVA des achats",
        "Tax codes of purchases",
        help_fr="Code=taux : V1=20; V2=10; V3=5,5; V0=0",
        help_en="Code=rate: V1=20; V2=10; V0=0",
    )
    expense_account: str = asked(
        "Compte de charges", "Expense account", default="", help_fr="Des lignes sans commande", help_en="Of lines without a purchase order"
    )
    cost_center: str = asked("Centre de coûts", "Cost centre", default="", help_fr="Des mêmes lignes", help_en="Of the same lines")
    rounding_account: str = asked(
        "Compte d’arrondi",
        "Rounding account",
        default="",
        help_fr="Vide : un centime d’écart est refusé",
        help_en="Empty: a cent of difference is refused",
    )
    payment_terms: str = asked(
        "Conditions de paiement",
        "Payment terms",
        default="",
        help_fr="Code=jours : NT30=30; Z045=45 FM (fin de mois)",
        help_en="Code=days: NT30=30; Z045=45 EOM (end of month)",
    )
    order_type: str = asked("Type de commande", "Order type", default="OR")
    delivery_block: str = asked(
        "Blocage de livraison",
        "Delivery block",
        default="01",
        help_fr="Des commandes créées ; « - » : aucun",
        help_en="Of new orders; “-”: none",
    )
    price_condition: str = asked("Condition de prix manuel", "Condition of a manual price", default="PPR0")
    reversal_reason: str = asked(
        "Motif d’annulation", "Reversal reason", default="01", help_fr="Factures comptabilisées", help_en="Posted invoices"
    )
    header_text: str = asked(
        "Texte d’en-tête de l’historique", "Header text of the history", default="TX01", help_fr="Commandes", help_en="Orders"
    )
    language: str = asked("Langue dans SAP", "Language in SAP", default="FR")
    own_domains: str = asked(
        "Domaines de messagerie de la société",
        "The company's mail domains",
        default="",
        help_fr="mistral.fr, mistral.com",
        help_en="mistral.com",
    )
    plants: str = asked(
        "Divisions dont le stock compte",
        "Plants whose stock counts",
        default="",
        help_fr="1010, 1020 ; vide : toutes",
        help_en="Empty: all",
    )
    token_url: str = asked(
        "Adresse des jetons OAuth",
        "Address of OAuth tokens",
        default="",
        help_fr="Vide : utilisateur et mot de passe ; sinon ce sont le client et son secret",
        help_en="Empty: user and password; else these are the client and its secret",
    )
    client: str = asked("Mandant", "Client", default="", help_fr="Sur site seulement", help_en="On-premise only", is_place=True)
    ca_file: str = asked("Certificat de votre autorité", "Your authority's certificate", default="")


class Sap:
    """One company code in SAP; implements Connector."""

    name = "SAP S/4HANA"

    def __init__(self, config: Config, surroundings: Surroundings) -> None:
        self._config, self._url, self._claims = config, config.url.rstrip("/"), surroundings.claims
        headers = {
            "Accept": "application/json",
            "Accept-Language": config.language.lower(),
            "User-Agent": "Countersign",
            **({"sap-client": config.client} if config.client else {}),
        }
        self._calls = Calls(_line(config, headers))

    def check(self) -> Sequence[Finding]:
        """What keeps it from working: the address, the user, a service, the company code, an answer of the form that cannot be read."""
        try:
            _ = self._company, self._selling
        except ConnectorMisconfigured as error:
            return (rights.unreadable(error),)
        try:
            findings = [*rights.missing(self._calls)]
            has_company = bool(findings) or catalog.own_company(self._calls, self._config.company_code) is not None
        except (ConnectorUnavailable, ConnectorMisconfigured) as error:
            return (rights.unreachable(error),)
        return findings if has_company else (_no_company(self._config.company_code),)

    def fetch_catalog(self, since: datetime | None = None) -> Iterator[Catalog]:
        """The company's Catalog; what was deleted is noticed by a complete one only."""
        return catalog.read_catalog(self._calls, self._company, since)

    def find_purchase_orders(self, numbers: Sequence[str], supplier_id: str = "") -> Sequence[PurchaseOrder]:
        """The company's purchase orders with these numbers, of one supplier when given."""
        found = catalog.read_purchase_orders(self._calls, self._company, numbers)
        return [order for order in found if supplier_id in {"", order.supplier_id}]

    def fetch_items(self, ids: Sequence[str]) -> Sequence[Item]:
        """The items with these numbers, with stock and what is on its way."""
        return catalog.read_items(self._calls, self._company, ids)

    def fetch_customers(self, ids: Sequence[str]) -> Sequence[Customer]:
        """The customers with these numbers, without balance."""
        return catalog.read_partners(self._calls, self._company, "Customer", ids).customers

    def fetch_suppliers(self, ids: Sequence[str]) -> Sequence[Supplier]:
        """The suppliers with these numbers."""
        return catalog.read_partners(self._calls, self._company, "Supplier", ids).suppliers

    def fields(self) -> Sequence[ErpField]:
        """SAP's own fields of orders and invoices that a mapping may fill, and those that the company has added (YY1_)."""
        return fields.read(self._calls)

    def find(self, key: str) -> Receipt | None:
        """The receipt of the finished order or of the invoice under this key."""
        order = self._calls.first(ORDERS, [equal(ORDER_KEY, places.finished(key))], ())
        if order:
            return places.order_receipt(self._url, order["SalesOrder"])
        filters = [
            equal(INVOICE_KEY, places.invoice_mark(key)),
            f"SupplierInvoiceStatus ne {text(DELETED)}",
            equal("CompanyCode", self._config.company_code),
        ]
        invoice = self._calls.first(INVOICES, filters, ())
        return places.invoice_receipt(self._url, invoice) if invoice else None

    def post(self, document: Confirmed, key: str) -> Receipt:
        """The order or the parked invoice under the key."""
        with self._claims.hold(key):
            known = self.find(key)
            if known:
                return known
            whole.lines_of(document)
            return self._order(document, key) if isinstance(document, Order) else self._invoice(document, key)

    def read(self, receipt: Receipt) -> Kept | None:
        """The document, None when it is not there any more; the lines of orders only."""
        return kept.read(self._calls, self._url, *places.keys_of(receipt), self._selling)

    def change(self, change: OrderChange, key: str) -> Receipt:  # noqa: ARG002 -- the order tells what is left to do
        """Change a sales order item by item, as far as SAP lets it be changed."""
        receipt = Receipt(change.kept.id, change.kept.number)
        number = places.keys_of(receipt)[1]["SalesOrder"]
        with self._claims.hold(receipt.id):
            return changing.made(
                change, lambda: self.read(receipt), lambda due, _: kept.change(self._calls, change, number, due, self._selling)
            )

    def attach(self, receipt: Receipt, mail: Mail, files_: Sequence[Attachment]) -> None:  # noqa: ARG002 -- the note names the message
        """Keep the files with the document, each once by its content."""
        files.attach(self._calls, *places.keys_of(receipt), files_)

    def note(self, receipt: Receipt, text: str) -> None:
        """Write one line into the order's header text, or keep it as a file with the invoice."""
        files.note(self._calls, *places.keys_of(receipt), text, self._config.header_text, self._config.language)

    def cancel(self, receipt: Receipt) -> None:
        """Delete the order or the parked invoice, reverse a posted one; SAP says why not."""
        place, keys = places.keys_of(receipt)
        states = ("SupplierInvoiceStatus", "ReverseDocument") if place is INVOICES else ()
        known = self._calls.first(place, [equal(name, value) for name, value in keys.items()], states)
        if known is None or known.get("SupplierInvoiceStatus") == DELETED or known.get("ReverseDocument"):
            return
        if place is ORDERS or known["SupplierInvoiceStatus"] in _DELETABLE:
            self._calls.delete(place, known)
        else:
            self._reverse(known)

    def status(self, reference: str) -> StatusReport | None:
        """What became of the one order or invoice with this number, ours or the partner's."""
        return statuses.read(self._calls, self._company, reference) if reference else None

    def _order(self, order: Order, key: str) -> Receipt:
        """The order, which has its key only when SAP's pricing has arrived at the document's total."""
        for begun in self._calls.records(ORDERS, [equal(ORDER_KEY, places.unfinished(key))], ()):
            self._calls.delete(ORDERS, begun)
        known = mapped.offered(order, lambda: fields.read(self._calls, (ORDERS,)))
        units = orders.read_units(self._calls, order)
        delivery = deliveries.values_of(self._calls, order, self._selling.organization, self._config.header_text, self._config.language)
        values = {**orders.values_of(order, self._selling, units, known), **delivery, ORDER_KEY: places.unfinished(key)}
        number = self._calls.create(ORDERS, values)["SalesOrder"]
        made = self._calls.first(ORDERS, [equal("SalesOrder", number)], ("TotalNetAmount",))
        if made is None:
            raise ConnectorUnavailable("SAP does not tell the order that it made.", "SAP ne montre pas la commande qu’il a créée.")
        try:
            whole.refuse_other_totals(orders.expected(order), orders.totals(made))
        except PostingRejected:
            self._calls.delete(ORDERS, made)
            raise
        self._calls.change(ORDERS, made, {ORDER_KEY: places.finished(key)})
        return places.order_receipt(self._url, number)

    def _invoice(self, invoice: Invoice, key: str) -> Receipt:
        """The invoice, in one call: its amounts are sent, none is reckoned by SAP."""
        invoices.must_be_new(self._calls, invoice, self._config.company_code)
        known = mapped.offered(invoice, lambda: fields.read(self._calls, (INVOICES,)))
        ordered = invoices.read_references(self._calls, invoice)
        values = invoices.values_of(invoice, self._booking, ordered, datetime.now(UTC).date(), known)
        made = self._calls.create(INVOICES, {**values, INVOICE_KEY: places.invoice_mark(key)})
        return places.invoice_receipt(self._url, made)

    def _reverse(self, invoice: Record) -> None:
        self._calls.run(
            INVOICES,
            "Cancel",
            SupplierInvoice=text(invoice["SupplierInvoice"]),
            FiscalYear=text(invoice["FiscalYear"]),
            ReversalReason=text(self._config.reversal_reason),
            PostingDate=day(datetime.now(UTC).date()),
        )

    @cached_property
    def _company(self) -> catalog.Company:
        config = self._config
        return catalog.Company(
            config.company_code,
            self._selling.organization,
            _listed(config.own_domains.lower()),
            config.language,
            _listed(config.plants),
            self._booking.tax_codes,
            self._url,
            tuple(terms.read(config.payment_terms)),
        )

    @cached_property
    def _selling(self) -> orders.Selling:
        block = "" if self._config.delivery_block == _NONE else self._config.delivery_block
        return orders.Selling(*orders.area_of(self._config.sales_area), self._config.order_type, block, self._config.price_condition)

    @cached_property
    def _booking(self) -> invoices.Booking:
        config = self._config
        return invoices.Booking(
            config.company_code, taxes.read(config.tax_codes), config.expense_account, config.cost_center, config.rounding_account
        )


def _listed(answer: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in answer.split(",") if part.strip())


def _no_company(code: str) -> Finding:
    sentence = Sentence("SAP n’a pas de société {code}.", "SAP has no company code {code}.").filled(code=code)
    remedy = Sentence("Indiquez le code de la société, comme 1010.", "Give the company code, such as 1010.")
    return Finding("ERP-COMPANY", Severity.BLOCKING, sentence, remedy=remedy)


def _line(config: Config, headers: Mapping[str, str]) -> Http:
    """The line to the system, by user and password or by tokens."""
    endpoint, known = Endpoint(config.url, config.ca_file), signing_in.basic(config.user, config.password)
    if not config.token_url:
        return Http(endpoint, {**headers, **known})
    issuer = Http(Endpoint(config.token_url, config.ca_file), {**known, "Accept": "application/json", "User-Agent": "Countersign"})
    return signing_in.WithTokens(endpoint, headers, signing_in.Tokens(issuer))
