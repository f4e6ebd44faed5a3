"""ERPNext 15 as far as the connector calls it, as it was recorded and read in Frappe's source: REST, its rights, its refusals.

What a test would not believe of an ERP and Frappe does: unknown fields of a document are dropped without a word but refused in a list,
a list ends after 20, the rows of a table are listed only in the name of their documents, a row that is given with some of its fields loses
the others, comments may be written by nobody and added by everybody, the number of a deleted draft is given again, and numbers come as JSON
numbers with two decimals.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser
from hashlib import md5
from threading import RLock
from typing import Any

from tests.contract.doubles.erpnext_data import FIELDS, RIGHTS, TYPES, company
from tests.contract.doubles.erpnext_documents import Record, Refusal, Saving, give_back, invalid, number
from tests.contract.doubles.serving import Answer, Request

KEY, SECRET, USER = "5f1c9a2b3c4d5e6", "a-secret-of-erpnext", "countersign@mistral.example"
FIELD = "custom_countersign_key"
_STANDARD = frozenset({"name", "creation", "modified", "docstatus", "owner", "idx"})
_OF_ROWS = frozenset({"parent", "parenttype", "parentfield"})
_TRANSACTIONS = frozenset({"Sales Order", "Purchase Invoice"})
_STATES = {0: "Draft", 1: "Submitted", 2: "Cancelled"}


class ErpNext:
    """One site with one company; `roles` are those of the key's user, `fields` the custom ones that an administrator has made."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, Record]] = {doctype: {} for doctype in FIELDS}
        self.roles = {"Sales User", "Purchase User", "Accounts User", "Accounts Manager"}
        self.custom = {"Sales Order": {FIELD}, "Purchase Invoice": {FIELD}}
        self.settings = {"check_supplier_invoice_uniqueness": 0}
        self._series: dict[str, int] = {}
        self._rows = 0
        self._lock = RLock()
        company(self.insert)

    def insert(self, doctype: str, name: str, /, **values: Any) -> str:
        """Add a document as it is, and its rows; the fields it does not give are empty."""
        self.tables[doctype][name] = self._complete(doctype, name, values)
        return name

    def __call__(self, request: Request) -> Answer:
        if request.headers.get("Authorization") != f"token {KEY}:{SECRET}":
            return 401, {"exception": "frappe.exceptions.AuthenticationError", "exc_type": "AuthenticationError", "exc": '["Traceback"]'}
        with self._lock:
            try:
                return self._answered(request)
            except Refusal as refusal:
                told = {"message": refusal.message, "title": "Message", "indicator": "red", "raise_exception": 1}
                hint = {"message": "Item Price added for <b>x</b>", "alert": 1}
                return refusal.status, {
                    "exception": f"frappe.exceptions.{refusal.kind}: {refusal.message}",
                    "exc_type": refusal.kind,
                    "exc": json.dumps(["Traceback (most recent call last):\n  File ..."]),
                    "_server_messages": json.dumps([json.dumps(hint), json.dumps(told)]),
                }

    def _answered(self, request: Request) -> Answer:
        path = request.path.split("/", 4)[1:]
        if path[:2] == ["api", "method"]:
            return self._method(path[2], request)
        if path[:2] != ["api", "resource"]:
            raise Refusal(404, "PageDoesNotExistError", "Not found")
        doctype = path[2]
        if doctype not in FIELDS:
            raise Refusal(404, "DoesNotExistError", f"DocType {doctype} not found")
        if len(path) == 3:
            return 200, {"data": self._list(doctype, request.query) if request.method == "GET" else self._create(doctype, request.json())}
        if request.method == "PUT":
            return 200, {"data": self._change(doctype, path[3], request.json())}
        if request.method == "DELETE":
            self._delete(doctype, path[3])
            return 202, {"message": "ok"}
        self._must(doctype, "read")
        return 200, {"data": self._existing(doctype, path[3])}

    def _method(self, name: str, request: Request) -> Answer:
        if name == "frappe.auth.get_logged_user":
            return 200, {"message": USER}
        if name == "frappe.client.has_permission":
            query = request.query
            if query["docname"]:
                self._existing(query["doctype"], query["docname"])
            return 200, {"message": {"has_permission": self._may(query["doctype"], query["perm_type"])}}
        if name == "frappe.desk.form.load.getdoctype":
            return 200, {"docs": list(self._described(request.query["doctype"]))}
        if name == "frappe.desk.form.load.get_docinfo":
            self._must(request.query["doctype"], "read")
            self._existing(request.query["doctype"], request.query["name"])
            return 200, {"docinfo": {"comments": self._of(request.query["doctype"], request.query["name"])}}
        writing: dict[str, Callable[[], Any]] = {
            "frappe.desk.form.utils.add_comment": lambda: self._comment(**request.json()),
            "erpnext.controllers.accounts_controller.update_child_qty_rate": lambda: self._updated(**request.json()),
            "upload_file": lambda: self._upload(request),
        }
        if name in writing:
            return 200, {"message": writing[name]()}
        raise Refusal(417, "ValidationError", f"Failed to get method for command {name}")

    def _described(self, doctype: str) -> Iterable[Record]:
        """The doctype and those of its tables; nobody needs a right to know what they are like (frappe/desk/form/load.py)."""
        for one in (doctype, *filter(None, FIELDS[doctype].values())):
            fields = [
                {"fieldname": name, "label": name.replace("_", " ").capitalize(), "fieldtype": "Data", **TYPES.get(name, {})}
                | ({"fieldtype": "Table", "options": table} if table else {})
                for name, table in (*FIELDS[one].items(), *((name, None) for name in self.custom.get(one, ())))
            ]
            yield {"name": one, "fields": fields}

    def _may(self, doctype: str, right: str) -> bool:
        return bool(RIGHTS.get(doctype, {}).get(right, frozenset()) & self.roles)

    def _must(self, doctype: str, right: str) -> None:
        if not self._may(doctype, right):
            message = (
                f"User <strong>{USER}</strong> does not have doctype access via role permission for document <strong>{doctype}</strong>"
            )
            raise Refusal(403, "PermissionError", message)

    def _list(self, doctype: str, query: Mapping[str, str]) -> list[Record]:
        owner = self._owner(doctype, query.get("parent", ""))
        self._must(owner or doctype, "read")
        fields = json.loads(query.get("fields", '["name"]'))
        filters, either = json.loads(query.get("filters", "[]")), json.loads(query.get("or_filters", "[]"))
        known = FIELDS[doctype].keys() | self.custom.get(doctype, set()) | _STANDARD | (_OF_ROWS if owner else set())
        for field in (*fields, *(term[0] for term in (*filters, *either))):
            if field not in known:
                raise invalid(f"Field not permitted in query: {field}", "DataError")
        found = [row for row in self._records(doctype) if all(_holds(row, term) for term in filters)]
        if either:
            found = [row for row in found if any(_holds(row, term) for term in either)]
        assert query.get("order_by", "name asc") == "name asc"
        found.sort(key=lambda row: row["name"])
        return [{field: row.get(field) for field in fields} for row in found[: int(query.get("limit_page_length", 20))]]

    def _owner(self, doctype: str, parent: str) -> str:
        """The doctype whose documents have these rows, as the caller names it; "" for what is no table."""
        if not any(doctype in fields.values() for fields in FIELDS.values()):
            return ""
        if doctype not in FIELDS.get(parent, {}).values():
            raise Refusal(403, "PermissionError", f"Parent DocType required to list {doctype}")
        return parent

    def _records(self, doctype: str) -> Iterable[Record]:
        places = [(owner, field) for owner, fields in FIELDS.items() for field, table in fields.items() if table == doctype]
        if not places:
            return self.tables[doctype].values()
        return (row for owner, field in places for document in self.tables[owner].values() for row in document[field] or ())

    def _create(self, doctype: str, values: Mapping[str, Any]) -> Record:
        self._must(doctype, "create")
        if doctype not in _TRANSACTIONS:
            raise Refusal(403, "PermissionError", f"The double makes no {doctype}")
        document = self._complete(doctype, "", values)
        Saving(self.tables, self.settings).save(doctype, document, is_new=True)
        self._unique(doctype, document)
        name = number(doctype, self._series)
        self.tables[doctype][name] = self._complete(doctype, name, document)
        return self.tables[doctype][name]

    def _change(self, doctype: str, name: str, values: Mapping[str, Any]) -> Record:
        self._must(doctype, "write")
        before = self._existing(doctype, name)
        if values.get("modified", before["modified"]) != before["modified"]:
            raise invalid(f"Error: Document has been modified after you have opened it ({before['modified']})", "TimestampMismatchError")
        state = values.get("docstatus", before["docstatus"])
        if (before["docstatus"], state) in {(0, 2), (1, 0), (2, 0), (2, 1)}:
            raise invalid(f"Cannot change docstatus from {before['docstatus']} to {state}", "DocstatusTransitionError")
        if before["docstatus"] and state == before["docstatus"]:
            raise invalid("Not allowed to change fields after submission", "UpdateAfterSubmitError")
        document = self._complete(doctype, name, {**deepcopy(before), **_without_lost_rows(doctype, before, values)})
        if state == 0:
            Saving(self.tables, self.settings).save(doctype, document, is_new=False)
            self._unique(doctype, document)
        document["status"] = _STATES[state]
        self.tables[doctype][name] = document
        if state != before["docstatus"]:
            self._bill(document, 1 if state == 1 else -1)
        return document

    def _updated(self, parent_doctype: str, parent_doctype_name: str, trans_items: str) -> Record:
        """What “Update Items” does to a submitted order; refused, it leaves nothing."""
        self._must(parent_doctype, "write")
        document = deepcopy(self._existing(parent_doctype, parent_doctype_name))
        Saving(self.tables, self.settings).update_items(document, json.loads(trans_items))
        self.tables[parent_doctype][parent_doctype_name] = self._complete(parent_doctype, parent_doctype_name, document)
        return {}

    def _delete(self, doctype: str, name: str) -> None:
        self._must(doctype, "delete")
        if self._existing(doctype, name)["docstatus"] == 1:
            raise invalid(f"Submitted Record cannot be deleted. You must <a>Cancel</a> it first: {name}")
        del self.tables[doctype][name]
        give_back(doctype, name, self._series)
        for kept, of_type, of_name in (
            ("File", "attached_to_doctype", "attached_to_name"),
            ("Comment", "reference_doctype", "reference_name"),
        ):
            of_this = [key for key, row in self.tables[kept].items() if (row[of_type], row[of_name]) == (doctype, name)]
            for key in of_this:
                del self.tables[kept][key]

    def _bill(self, document: Record, sign: int) -> None:
        rows = {row["name"]: row for order in self.tables["Purchase Order"].values() for row in order["items"]}
        for item in document["items"]:
            if item.get("po_detail"):
                rows[item["po_detail"]]["billed_amt"] += sign * item["amount"]

    def _unique(self, doctype: str, document: Record) -> None:
        key = document.get(FIELD)
        for other in self.tables[doctype].values():
            if key and other.get(FIELD) == key and other["name"] != document["name"]:
                raise invalid("Countersign Key must be unique", "UniqueValidationError")

    def _comment(self, reference_doctype: str, reference_name: str, content: str, comment_email: str, comment_by: str) -> Record:
        self._must(reference_doctype, "read")
        self._existing(reference_doctype, reference_name)
        values = {"reference_doctype": reference_doctype, "reference_name": reference_name, "content": content}
        name = f"c{len(self.tables['Comment']):09d}"
        self.insert("Comment", name, **values, comment_email=comment_email, comment_by=comment_by, comment_type="Comment")
        return self.tables["Comment"][name]

    def _of(self, doctype: str, name: str) -> list[Record]:
        """The comments as `get_docinfo` answers them: what was written, made a page of (frappe.utils.markdown)."""
        rows = self.tables["Comment"].values()
        of_this = (row for row in rows if (row["reference_doctype"], row["reference_name"]) == (doctype, name))
        return [{**row, "content": f"<p>{row['content']}</p>\n"} for row in of_this]

    def _upload(self, request: Request) -> Record:
        head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
        parts = {_disposition(part, "name"): part for part in BytesParser().parsebytes(head + request.content).get_payload()}
        values = {name: part.get_payload(decode=True) for name, part in parts.items()}
        doctype, of = values["doctype"].decode(), values["docname"].decode()
        self._must(doctype, "write")
        self._existing(doctype, of)
        name = f"f{len(self.tables['File']):09d}"
        digest = md5(values["file"], usedforsecurity=False).hexdigest()
        self.insert(
            "File", name, file_name=_disposition(parts["file"], "filename"), attached_to_doctype=doctype, attached_to_name=of,
            content_hash=digest, is_private=int(values["is_private"]),
        )  # fmt: skip
        return self.tables["File"][name]

    def _complete(self, doctype: str, name: str, values: Mapping[str, Any]) -> Record:
        """The document with all its fields and no others: Frappe drops what it does not know."""
        known = FIELDS[doctype].keys() | self.custom.get(doctype, set())
        now = str(datetime.now(UTC).replace(tzinfo=None))
        document = {**dict.fromkeys(known), **{field: value for field, value in values.items() if field in known}, "name": name}
        document |= {"creation": values.get("creation") or now, "modified": now, "docstatus": values.get("docstatus") or 0}
        for field, table in FIELDS[doctype].items():
            if table:
                rows = enumerate(document[field] or (), 1)
                document[field] = [
                    self._row(table, row, n, parent=name, parenttype=doctype, parentfield=field, docstatus=document["docstatus"])
                    for n, row in rows
                ]
        if doctype in _TRANSACTIONS:
            document["status"] = document["status"] or "Draft"
        return document

    def _row(self, table: str, values: Mapping[str, Any], position: int, **of: str | int) -> Record:
        self._rows += 1
        known = {field: values.get(field) for field in FIELDS[table]}
        return {**known, "name": values.get("name") or f"{self._rows:010x}", "idx": position, **of}

    def _existing(self, doctype: str, name: str) -> Record:
        if name not in self.tables.get(doctype, {}):
            raise Refusal(404, "DoesNotExistError", f"{doctype} {name} not found")
        return self.tables[doctype][name]


def _without_lost_rows(doctype: str, before: Record, values: Mapping[str, Any]) -> Record:
    """What is saved of the values: a row under a name that is not there is updated, which is no error and keeps nothing."""
    tables = [field for field, table in FIELDS[doctype].items() if table and field in values]
    known = {field: {row["name"] for row in before[field] or ()} for field in tables}
    return {**values, **{field: [row for row in values[field] if row.get("name", "") in known[field] | {""}] for field in tables}}


def _holds(row: Mapping[str, Any], term: list[Any]) -> bool:
    field, operator, wanted = term
    value = row.get(field)
    if operator == "in":
        return value in wanted
    if operator in {"=", "!="}:
        # Frappe compares what is empty as "" or 0.
        return ((value or (0 if isinstance(wanted, int) else "")) == wanted) == (operator == "=")
    if operator == ">":
        return value is not None and value > wanted
    if operator == ">=":
        return value is not None and value >= wanted
    assert operator == "<"
    return value is not None and value < wanted


def _disposition(part: Message, name: str) -> str:
    """A parameter of the part's Content-Disposition."""
    return str(part.get_param(name, header="Content-Disposition"))
