"""ERPNext: sales orders and purchase invoices as drafts; our key stands in a custom field and is looked for under a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import md5
from html import escape, unescape

from backend.connectors import changing, mapped, whole
from backend.connectors.addresses import Address, meant
from backend.connectors.connector import StatusReport, Surroundings
from backend.connectors.erpnext import fields, kept, live, places, posting, status, taxes
from backend.connectors.erpnext.calls import Calls, NoSuchField, Record
from backend.connectors.erpnext.catalog import read_addresses, read_catalog, read_purchase_orders
from backend.connectors.erpnext.places import CANCELLED, DRAFT, INVOICE, KEY, SALE
from backend.connectors.failures import unreachable
from backend.connectors.form import asked
from backend.connectors.http import Endpoint, Http
from backend.errors import ConnectorError, ConnectorMisconfigured, PostingRejected
from backend.model.case import Receipt
from backend.model.catalog import Catalog, Customer, Item, PurchaseOrder, Supplier
from backend.model.erp_field import ErpField
from backend.model.finding import Finding, Severity
from backend.model.kept import Kept, OrderChange
from backend.model.mail import Attachment, Mail
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, Order

#: The rights that are needed, and the role that has them in an ERPNext as it is delivered.
_NEEDED = {
    ("Customer", "read"): "Sales User",
    (SALE, "create"): "Sales User",
    (SALE, "delete"): "Sales User",
    ("Item", "read"): "Purchase User",
    ("Purchase Order", "read"): "Purchase User",
    ("Supplier", "read"): "Accounts User",
    (INVOICE, "create"): "Accounts User",
    (INVOICE, "delete"): "Accounts Manager",
    ("Item Tax Template", "read"): "Accounts Manager",
    ("Bank Account", "read"): "Accounts Manager",
}
_TAG, _WORD = re.compile(r"<[^<>]*>"), re.compile(r"[^\W_]+")
#: Longer than an ERPNext as delivered works on a call before it gives it up (bench: 120 seconds), so that it is the one to say so.
_SECONDS = 600.0
_COMPANY = ("tax_id", "email", "website", "default_expense_account", "round_off_account")


@dataclass(frozen=True)
class Config:
    """How to reach one company in one ERPNext."""

    url: str = asked("Adresse", "Address", help_fr="https://erp.mon-entreprise.fr", help_en="https://erp.my-company.com", is_place=True)
    key: str = asked(
        "Clé d’API", "API key", help_fr="Utilisateur › Paramètres › Accès API", help_en="User › Settings › API Access"
    )  # fmt: skip
    secret: str = asked("Secret d’API", "API secret", secret=True, help_fr="Générer les clés", help_en="Generate Keys")
    company: str = asked("Société", "Company", default="", help_fr="Vide : la seule", help_en="Empty: the only one", is_place=True)
    ca_file: str = asked("Certificat de votre autorité", "Your authority's certificate", default="")


class ErpNext:
    """One company in ERPNext; implements Connector."""

    name = "ERPNext"

    def __init__(self, config: Config, surroundings: Surroundings) -> None:
        self._url, self._company_name = config.url.rstrip("/"), config.company
        self._claims = surroundings.claims
        headers = {"Authorization": f"token {config.key}:{config.secret}", "Accept": "application/json", "User-Agent": "Countersign"}
        self._calls = Calls(Http(Endpoint(config.url, config.ca_file, seconds=_SECONDS), headers))

    def check(self) -> Sequence[Finding]:
        """What keeps it from working: the address, the key, the company, rights, the field for our key."""
        try:
            self._user()
            missing = [needed for needed in _NEEDED if not self._calls.may(*needed)]
            company = None if missing else self._company
            fieldless = [] if missing else [doctype for doctype in (SALE, INVOICE) if not self._has_field(doctype)]
        except ConnectorError as error:
            remedy = Sentence("Vérifiez l’adresse, la clé et le secret.", "Check the address, the key and the secret.")
            return (unreachable(error, remedy),)
        if not missing and not company:
            sentence = Sentence("ERPNext n’a pas cette société, ou en a plusieurs.", "ERPNext does not have this company, or has several.")
            remedy = Sentence("Indiquez son nom exact.", "Give its exact name.")
            return (Finding("ERP-COMPANY", Severity.BLOCKING, sentence, remedy=remedy),)
        return (*(_right_missing(*needed) for needed in missing), *(_field_missing(doctype) for doctype in fieldless))

    def fetch_catalog(self, since: datetime | None = None) -> Iterator[Catalog]:
        """The company's Catalog; what was deleted is noticed by a complete one only."""
        return read_catalog(self._calls, self._known_company(), self._url, since)

    def find_purchase_orders(self, numbers: Sequence[str], supplier_id: str = "") -> Sequence[PurchaseOrder]:
        """The submitted purchase orders with these names, of one supplier when given."""
        filters = [["name", "in", list(numbers)], ["company", "=", self._known_company()["name"]], ["docstatus", "=", 1]]
        found = read_purchase_orders(self._calls, filters) if numbers else ()
        return tuple(order for order in found if supplier_id in {"", order.supplier_id})

    def fetch_items(self, ids: Sequence[str]) -> Sequence[Item]:
        """The items with these ids, with stock and receipts to come."""
        return live.items(self._calls, self._known_company()["name"], ids)

    def fetch_customers(self, ids: Sequence[str]) -> Sequence[Customer]:
        """The customers with these ids, with what they owe us."""
        return live.customers(self._calls, self._known_company()["name"], ids)

    def fetch_suppliers(self, ids: Sequence[str]) -> Sequence[Supplier]:
        """The suppliers with these ids, with their accounts."""
        return live.suppliers(self._calls, ids)

    def fields(self) -> Sequence[ErpField]:
        """What a mapping may fill in sales orders and purchase invoices: custom fields, accounts, cost centers, projects, warehouses."""
        return fields.read(self._calls, self._known_company()["name"])

    def find(self, key: str) -> Receipt | None:
        """The receipt of the finished document under this key; one that was begun and not finished is none."""
        for doctype in (SALE, INVOICE):
            begun = self._begun(doctype, key)
            if begun and _is_finished(begun, key):
                return places.receipt_of(self._url, doctype, begun)
        return None

    def post(self, document: Confirmed, key: str) -> Receipt:
        """The draft under the key, made by one call; the last one, when its totals are right, says that it is finished."""
        doctype = places.doctype_of(document)
        with self._claims.hold(key):
            begun = self._begun(doctype, key)
            done = begun if begun and _is_finished(begun, key) else self._posted(document, key, begun["name"] if begun else "")
        return places.receipt_of(self._url, doctype, done)

    def read(self, receipt: Receipt) -> Kept | None:
        """The document, None when it is not there or was cancelled."""
        return kept.read(self._calls, self._url, receipt)

    def change(self, change: OrderChange, key: str) -> Receipt:  # noqa: ARG002 -- the order tells what is left to do
        """Change an order that is a draft, or submitted."""
        receipt = Receipt(change.kept.id, change.kept.number)
        _, name = places.parts(receipt)
        change, company = kept.by_lines(change), self._known_company()
        with self._claims.hold(receipt.id):
            return changing.made(change, lambda: self.read(receipt), lambda due, _: kept.change(self._calls, change, company, name, due))

    def attach(self, receipt: Receipt, mail: Mail, files: Sequence[Attachment]) -> None:  # noqa: ARG002 -- the note names the message
        """Keep the files with the document, each once by the digest that Frappe keeps."""
        doctype, name = places.parts(receipt)
        filters = [["attached_to_doctype", "=", doctype], ["attached_to_name", "=", name]]
        known = {row["content_hash"] for row in self._calls.records("File", filters, ("content_hash",))}
        for file in files:
            if _md5(file.content) not in known:
                values = {"doctype": doctype, "docname": name, "is_private": "1"}
                self._calls.run("upload_file", data=values, files={"file": (file.name, file.content, file.media_type)})

    def note(self, receipt: Receipt, text: str) -> None:
        """Write one line into the document's timeline, once."""
        doctype, name = places.parts(receipt)
        known = self._calls.read("frappe.desk.form.load.get_docinfo", doctype=doctype, name=name)["docinfo"]["comments"]
        if any(_WORD.findall(_text_of(comment["content"])) == _WORD.findall(text) for comment in known):
            return
        user = self._user()
        self._calls.run(
            "frappe.desk.form.utils.add_comment",
            json={
                "reference_doctype": doctype, "reference_name": name, "content": escape(text, quote=False),
                "comment_email": user, "comment_by": user,
            },
        )  # fmt: skip

    def cancel(self, receipt: Receipt) -> None:
        """Delete a draft, cancel what was submitted; ERPNext says why not."""
        doctype, name = places.parts(receipt)
        for record in self._calls.named(doctype, [name], (*places.OF_RECEIPT, "docstatus")):
            # Under the number of a deleted draft there may be another document.
            if places.identity(doctype, record) != receipt.id or record["docstatus"] == CANCELLED:
                return
            if record["docstatus"] == DRAFT:
                self._calls.delete(doctype, name)
            else:
                self._calls.change(doctype, name, {"docstatus": CANCELLED})

    def status(self, reference: str) -> StatusReport | None:
        """What became of the one order or invoice with this number, ours or the partner's."""
        if not reference:
            return None
        orders = self._matching(SALE, "po_no", reference, status.ORDER)
        invoices = self._matching(INVOICE, "bill_no", reference, status.OF_INVOICE)
        found = [*((status.of_order, order) for order in orders), *((status.of_invoice, invoice) for invoice in invoices)]
        if len(found) != 1:
            return None
        report, record = found[0]
        return report(self._calls, self._url, record)

    def _posted(self, document: Confirmed, key: str, begun: str) -> Record:
        """The finished document, made or taken up again."""
        whole.lines_of(document)
        doctype, company = places.doctype_of(document), self._known_company()
        known = mapped.offered(document, lambda: fields.read(self._calls, company["name"], document))
        posting.must_be_new(self._calls, document, company["name"], begun)
        references = posting.read_references(self._calls, document)
        charged = taxes.read(self._calls, document, company["name"])
        delivery = self._delivery(document)
        values = fields.filled(posting.values_of(document, company, references, charged), document, known)
        values = {**values, **delivery, KEY: places.unfinished(key)}
        made = self._calls.change(doctype, begun, values) if begun else self._calls.create(doctype, values)
        if charged.rows is not None and not charged.rows and made["taxes"]:
            # A new document without taxes gets the company's usual ones.
            made = self._calls.change(doctype, made["name"], {"taxes": []})
        if (due := posting.printed_due(document)) and made["due_date"] != due["due_date"]:
            # What is printed holds, whatever the terms would make of it.
            made = self._calls.change(doctype, made["name"], due)
        for words in posting.unplaced(document, values):
            self.note(places.receipt_of(self._url, doctype, made), words)
        document = whole.expected(document)
        if more := posting.with_rounding(document, company, made):
            made = self._calls.change(doctype, made["name"], more)
        try:
            whole.refuse_other_totals(document, posting.totals(made))
        except PostingRejected:
            self._calls.delete(doctype, made["name"])
            raise
        return self._calls.change(doctype, made["name"], {KEY: places.finished(key)})

    def _begun(self, doctype: str, key: str) -> Record | None:
        """The document under the key, finished or not."""
        try:
            wanted = [[KEY, "in", [places.finished(key), places.unfinished(key)]]]
            return next(self._calls.records(doctype, wanted, (*places.OF_RECEIPT, "docstatus", KEY)), None)
        except NoSuchField:
            sentence = _no_field(doctype)
            raise ConnectorMisconfigured(sentence.en, sentence.fr) from None

    @cached_property
    def _company(self) -> Record | None:
        """The company, None when it is not there or not the only one."""
        filters = [["name", "=", self._company_name]] if self._company_name else []
        found = list(self._calls.records("Company", filters, _COMPANY))
        return found[0] if len(found) == 1 else None

    def _known_company(self) -> Record:
        if self._company is None:
            del self._company
            raise ConnectorMisconfigured(
                "ERPNext does not have this company, or has several: give its name.",
                "ERPNext n’a pas cette société, ou en a plusieurs : indiquez son nom.",
            )
        return self._company

    def _user(self) -> str:
        return str(self._calls.read("frappe.auth.get_logged_user")["message"])

    def _has_field(self, doctype: str) -> bool:
        try:
            self._calls.either(doctype, [[KEY, "=", "-"]], [], ())
        except NoSuchField:
            return False
        return True

    def _matching(self, doctype: str, theirs: str, reference: str, fields: Sequence[str]) -> list[Record]:
        ours = [["company", "=", self._known_company()["name"]]]
        return self._calls.either(doctype, ours, [["name", "=", reference], [theirs, "=", reference]], fields)

    def _delivery(self, document: Confirmed) -> Record:
        """The name of the customer's address that is printed, nothing when it is none of them."""
        if not isinstance(document, Order) or not document.delivery_address:
            return {}
        known = read_addresses(self._calls, [document.customer.id])
        addresses = (Address(place.name, place.street, place.postal_code) for link_, place in known if link_[0] == "Customer")
        name = meant(document.delivery_address, addresses)
        return {"shipping_address_name": name} if name else {}


def _is_finished(begun: Mapping[str, object], key: str) -> bool:
    """Whether somebody has it in hand: the last call was made, or the draft was submitted before it."""
    return begun[KEY] == places.finished(key) or begun["docstatus"] != DRAFT


def _text_of(comment: str) -> str:
    """What was written in a comment, which Frappe takes for Markdown and answers as HTML."""
    return unescape(_TAG.sub(" ", comment))


def _md5(content: bytes) -> str:
    """The digest by which Frappe tells files apart; nobody's secret depends on it."""
    return md5(content, usedforsecurity=False).hexdigest()


def _right_missing(doctype: str, right: str) -> Finding:
    values = {"doctype": doctype, "right": right, "role": _NEEDED[doctype, right]}
    sentence = Sentence("Le droit « {right} » manque pour « {doctype} ».", "The right “{right}” is missing for “{doctype}”.").filled(
        **values
    )
    remedy = Sentence(
        "Dans ERPNext, Utilisateur › Rôles : donnez à l’utilisateur le rôle {role} (ou ce droit dans le gestionnaire de permissions).",
        "In ERPNext, User › Roles: give the user the role {role} (or this right in the Role Permissions Manager).",
    ).filled(**values)
    return Finding("ERP-RIGHT", Severity.BLOCKING, sentence, remedy=remedy)


def _field_missing(doctype: str) -> Finding:
    remedy = Sentence(
        "Dans ERPNext, Personnaliser le formulaire › {doctype} : ajoutez un champ « Countersign Key » de type Data, cochez « Unique », "
        "« Pas de copie » et « Lecture seule ».",
        "In ERPNext, Customize Form › {doctype}: add a field “Countersign Key” of type Data, tick “Unique”, “No Copy” and “Read Only”.",
    ).filled(doctype=doctype)
    return Finding("ERP-FIELD", Severity.BLOCKING, _no_field(doctype), remedy=remedy)


def _no_field(doctype: str) -> Sentence:
    return Sentence("« {doctype} » n’a pas de champ {field}.", "“{doctype}” has no field {field}.").filled(doctype=doctype, field=KEY)
