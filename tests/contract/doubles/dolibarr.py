"""Dolibarr 22 as far as the connector calls it: what was recorded of 22.0.4, and what its source says where nothing was.

What a test would not believe of an ERP and Dolibarr does: an empty list is a 404, numbers are strings, a property that an object does not
have is forgotten without a word, errors are mostly 500, no external reference is unique, and the VAT of a line is what is left of its
rounded total after its rounded net amount (calcul_price_total).
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from threading import RLock
from typing import Any

from tests.contract.doubles.dolibarr_filters import BadFilters, UnknownColumn, condition
from tests.contract.doubles.dolibarr_tables import (
    ACCOUNTS,
    COMPANY,
    CREATED,
    ELEMENTS,
    EXTRA_FIELDS,
    LOGIN,
    NOW,
    OPENED,
    PRICES,
    RIGHTS,
    TABLES,
    TERMS,
    company,
)
from tests.contract.doubles.serving import Answer, Request

KEY = "5d8e-a-key-of-dolibarr"
_CENT = Decimal("0.01")
#: The clock of the server: days are its midnights.
_CLOCK = timezone(timedelta(hours=1))
_NAMES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
_PARTS = {"order": "orders", "supplier_invoice": "supplierinvoices"}
_ACTIONS = {"GET": "lire", "POST": "creer", "PUT": "creer", "DELETE": "supprimer"}


class Refusal(Exception):
    """A RestException."""

    def __init__(self, status: int, message: str = "", *details: str) -> None:
        super().__init__(message)
        named = f"{_NAMES[status]}: {message}" if message else _NAMES[status]
        told = {"code": status, "message": named, **{str(n): detail for n, detail in enumerate(details)}}
        self.status, self.body = status, {"error": told, "debug": {"source": "/var/www/html/api/class/api.class.php:123 at call stage"}}


class Dolibarr:
    """One installation with one company."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[int, dict[str, Any]]] = {path: {} for path in TABLES}
        self.files: dict[tuple[str, int], dict[str, bytes]] = {}
        self.links: list[tuple[str, str, int]] = []
        #: Of supplier invoices.
        self.payments: dict[int, list[dict[str, Any]]] = {}
        self.rights = set(RIGHTS)
        #: Order -> kind of contact -> contact.
        self.contacts: dict[int, dict[str, int]] = {}
        #: The one login to which the company is told besides administrators' (API_LOGINS_ALLOWED_FOR_GET_COMPANY), and the extra fields.
        self.told_the_company = self.told_the_fields = LOGIN
        #: Later versions answer an empty list instead.
        self.empty_is_404 = True
        #: Some versions add their index of files to the list of them.
        self.lists_the_index = False
        #: Deleting fails, and is answered as done (`if (!$order->delete())` where an error is -1).
        self.deleting_fails = False
        self.currency = "EUR"
        self._last = dict.fromkeys(TABLES, 0)
        self._lines = 0
        self._lock = RLock()
        company(self.insert)

    def insert(self, path: str, /, **values: Any) -> int:
        """Add an object; no id is ever given twice."""
        self._last[path] += 1
        self.tables[path][self._last[path]] = {"tms": NOW, **values, "id": self._last[path]}
        return self._last[path]

    def __call__(self, request: Request) -> Answer:
        path = request.path.removeprefix("/api/index.php/")
        if path == request.path:
            return 404, None
        if ":" in path:
            return 403, {"error": "Access refused by SQL or Script injection protection in main.inc.php"}
        try:
            with self._lock:
                return 200, self._answered(request, path.split("/"))
        except Refusal as refusal:
            return refusal.status, refusal.body

    def _answered(self, request: Request, path: list[str]) -> Any:
        if request.headers.get("DOLAPIKEY") != KEY:
            raise Refusal(401, "Failed to login to API. No parameter 'HTTP_DOLAPIKEY' on HTTP header (and no parameter DOLAPIKEY in URL).")
        body = request.json() if request.content else {}
        if path[0] in CREATED and (request.method, len(path)) != ("GET", 1):
            return self._document(request.method, path[0], path[1:], body)
        return self._read(path, request.query) if request.method == "GET" else self._written(request.method, path, body)

    def _read(self, path: list[str], query: Mapping[str, str]) -> Any:
        match path:
            case ["users", "info"]:
                return self._user(query)
            case ["setup", *what]:
                told = {("company",): self._company, ("extrafields",): self._extra_fields, ("dictionary", "payment_terms"): lambda: TERMS}
                return told[tuple(what)]()
            case ["thirdparties", record_id, ("bankaccounts" | "outstandinginvoices") as what]:
                return self._of_partner(int(record_id), what)
            case ["products", "purchase_prices"]:
                return {str(i): PRICES[i] for i in self._chosen("products", query, frozenset(PRICES))} or []
            case ["documents"]:
                return self._listed_files(query)
            case [name] if name in TABLES:
                return self._list(name, query)
        raise Refusal(404)

    def _of_partner(self, record_id: int, what: str) -> Any:
        if what == "bankaccounts":
            return self._found(ACCOUNTS.get(record_id, []), "Account not found")
        return {"opened": OPENED.get(record_id, 0), "refs": {}, "refsopened": {}}

    def _written(self, method: str, path: list[str], body: Mapping[str, Any]) -> Any:
        match method, path:
            case "POST", ["documents", "upload"]:
                return self._uploaded(body)
            case "POST", ["agendaevents"]:
                return self._event(body)
        raise Refusal(404)

    def _must(self, right: tuple[str, ...]) -> None:
        if right not in self.rights:
            raise Refusal(403)

    def _user(self, query: Mapping[str, str]) -> Any:
        self._must(("user", "self", "creer"))
        tree: dict[str, Any] = {}
        for *steps, last in self.rights if query.get("includepermissions") == "1" else ():
            place = tree
            for step in steps:
                place = place.setdefault(step, {})
            place[last] = 1
        return {"id": "4", "login": LOGIN, "rights": tree}

    def _company(self) -> Any:
        if self.told_the_company != LOGIN:
            raise Refusal(
                403,
                "Error API open to admin users only or to the users with logins defined into constant API_LOGINS_ALLOWED_FOR_GET_COMPANY",
            )
        return COMPANY

    def _extra_fields(self) -> Any:
        if self.told_the_fields != LOGIN:
            allowed = "administrators or to the users with logins defined into constant API_LOGINS_ALLOWED_FOR_GET_EXTRAFIELDS"
            raise Refusal(403, f"Error API open to {allowed}")
        return EXTRA_FIELDS

    def _found(self, found: list[Any], message: str) -> list[Any]:
        if not found and self.empty_is_404:
            raise Refusal(404, message)
        return found

    def _chosen(self, name: str, query: Mapping[str, str], among: frozenset[int] | None = None) -> list[int]:
        """The ids of one page of a list, of those that are joined with it when it is."""
        columns = TABLES[name].columns
        known = frozenset(columns.values())
        sort = query.get("sortfield", "t.rowid").removeprefix("t.")
        try:
            fits = condition(query["sqlfilters"], known) if "sqlfilters" in query else lambda _row: True
        except BadFilters as error:
            raise Refusal(400, f"Error when validating parameter sqlfilters -> {error}") from None
        except UnknownColumn as error:
            raise Refusal(503, f"Error when retrieve list : Unknown column '{error}' in 'where clause'") from None
        if sort not in known:
            raise Refusal(503, f"Error when retrieve list : Unknown column 't.{sort}' in 'order clause'")
        mode = {"1": "client", "4": "fournisseur"}.get(query.get("mode", "0"))
        records = [
            record
            for record in self.tables[name].values()
            if (mode is None or record[mode] == 1)
            and (among is None or record["id"] in among)
            and ("thirdparty_ids" not in query or str(record["socid"]) in query["thirdparty_ids"].split(","))
        ]
        rows = [{column: record.get(name) for name, column in columns.items()} for record in records]
        chosen = sorted((row for row in rows if fits(row)), key=lambda row: row[sort])
        return [row[columns["id"]] for row in chosen][: int(query.get("limit", 100))]

    def _list(self, name: str, query: Mapping[str, str]) -> Any:
        self._must((*TABLES[name].right, "read" if name == "agendaevents" else "lire"))
        wanted = [one.strip() for one in query.get("properties", "").split(",") if one]
        objects = [self._shown(name, self.tables[name][i]) for i in self._chosen(name, query)]
        limited = [{k: v for k, v in one.items() if k in wanted} if wanted else one for one in objects]
        return self._found(limited, f"No {TABLES[name].label.lower()} found")

    def _document(self, method: str, name: str, rest: list[str], body: Mapping[str, Any]) -> Any:
        self._must((*TABLES[name].right, "creer" if "lines" in rest else _ACTIONS[method]))
        match method, rest:
            case "POST", []:
                return self._created(name, body)
            case "GET", [record_id, *of_it]:
                record = self._existing(name, record_id)
                return self.payments.get(record["id"], []) if of_it == ["payments"] else self._shown(name, record)
            case "PUT", [record_id]:
                record = self._existing(name, record_id)
                record.update({k: self._kept(name, k, v) for k, v in body.items() if k in TABLES[name].kept})
                return self._shown(name, record)
            case "DELETE", [record_id]:
                record = self._existing(name, record_id)
                if not self.deleting_fails:
                    del self.tables[name][record["id"]]
                return {"success": {"code": 200, "message": f"{TABLES[name].label} deleted"}}
            case "POST", [record_id, ("settodraft" | "validate" | "contact") as action, *of_it] if name == "orders":
                return self._of_order(self._existing(name, record_id), action, of_it)
            case _, [record_id, "lines", *line]:
                return self._lines_of(method, name, self._existing(name, record_id), line, body)
        raise Refusal(404)

    def _of_order(self, record: dict[str, Any], action: str, of_it: list[str]) -> Any:
        """An order gets a contact, is validated, or made a draft again; a number that it has it keeps."""
        if action == "contact":
            contact, kind = of_it
            self.contacts.setdefault(record["id"], {})[kind] = self._existing("contacts", contact)["id"]
            return {"success": {"code": 200, "message": "Contact linked to the order"}}
        if int(record["status"]) != (action == "settodraft"):
            raise Refusal(304, "Nothing done. May be object is already closed")
        record.update(status=int(action == "validate"), ref=record["ref"].replace("(PROV", "CO2611-").rstrip(")"))
        return self._shown("orders", record)

    def _lines_of(self, method: str, name: str, record: dict[str, Any], line: list[str], body: Mapping[str, Any]) -> Any:
        if line and name == "orders":
            return self._changed_line(method, record, int(line[0]), body)
        if method != "POST" or line:
            raise Refusal(404)
        if int(record["status"]):
            raise Refusal(400, "Order status makes operation forbidden")
        record["lines"].append(self._line(name, body))
        return record["lines"][-1]["id"]

    def _changed_line(self, method: str, record: dict[str, Any], line_id: int, body: Mapping[str, Any]) -> Any:
        """What `putLine` and `deleteLine` answer: the first refuses by answering false, and empties what it is not given."""
        place = next((n for n, line in enumerate(record["lines"]) if line["id"] == line_id), None)
        if int(record["status"]) or place is None:
            if method == "PUT":
                return False
            raise Refusal(405, "Order status makes operation forbidden")
        if method == "DELETE":
            del record["lines"][place]
        else:
            before = record["lines"][place]
            kept = {name: before[name] for name in ("id", "fk_product", "array_options")}
            record["lines"][place] = {**self._line("orders", body), **kept}
        return self._shown("orders", record)

    def _existing(self, name: str, record_id: str) -> dict[str, Any]:
        if not record_id.isdigit() or int(record_id) not in self.tables[name]:
            raise Refusal(404, f"{TABLES[name].label} not found")
        return self.tables[name][int(record_id)]

    def _created(self, name: str, body: Mapping[str, Any]) -> int:
        for field in TABLES[name].required:
            if field not in body:
                raise Refusal(400, f"{field} field missing")
        values = {k: self._kept(name, k, v) for k, v in body.items() if k in CREATED[name] - {"lines", "linked_objects"}}
        if values["socid"] not in self.tables["thirdparties"]:
            raise Refusal(500, "Error creating order", "Cannot add or update a child row: a foreign key constraint fails (fk_soc)")
        if name == "supplierinvoices" and self._is_taken(values):
            raise Refusal(500, "Error creating invoice ", "ErrorRefAlreadyExists")
        lines = [self._line(name, line) for line in body.get("lines", ())]
        defaults = {
            "ref_ext": None,
            "status": 0,
            "billed": 0,
            "type": 0,
            "multicurrency_code": self.currency,
            "date_creation": NOW,
            "datec": NOW,
        }
        record_id = self.insert(name, **{**defaults, **values, "lines": lines})
        self.tables[name][record_id]["ref"] = f"(PROV{record_id})"
        self.links += [(kind, str(other), record_id) for kind, other in body.get("linked_objects", {}).items()]
        return record_id

    def _is_taken(self, values: Mapping[str, Any]) -> bool:
        """UNIQUE (ref_supplier, fk_soc, entity), whatever the type and state; the collation tells no capitals."""
        key = (values["ref_supplier"].casefold(), values["socid"])
        return any((other["ref_supplier"].casefold(), other["socid"]) == key for other in self.tables["supplierinvoices"].values())

    def _kept(self, name: str, field: str, value: Any) -> Any:
        """A value as the column keeps it."""
        if field in TABLES[name].dates:
            local = datetime.fromtimestamp(int(value), UTC).astimezone(_CLOCK)
            return int(local.replace(hour=0, minute=0, second=0, microsecond=0).timestamp())
        if field == "array_options":
            return _extra_values(ELEMENTS[name][0], value)
        return int(value) if field in {"socid", "type", "cond_reglement_id", "mode_reglement_id", "fk_facture_source"} else value

    def _line(self, name: str, sent: Mapping[str, Any]) -> dict[str, Any]:
        """A line with its amounts; what a line of this kind does not read is forgotten."""
        product = int(sent["fk_product"]) if sent.get("fk_product") else None
        if product and product not in self.tables["products"]:
            raise Refusal(500, "Error creating order", "Cannot add or update a child row: a foreign key constraint fails (fk_product)")
        price = Decimal(str(sent.get("subprice") or sent.get("pu_ht") or 0)).quantize(Decimal("0.00001"), ROUND_HALF_UP)
        quantity, rate = Decimal(str(sent.get("qty") or 0)), Decimal(str(sent.get("tva_tx") or 0))
        net = (quantity * price).quantize(_CENT, ROUND_HALF_UP)
        gross = (quantity * price * (1 + rate / 100)).quantize(_CENT, ROUND_HALF_UP)
        text = sent.get("desc" if name == "orders" else "description", "")
        self._lines += 1
        return {
            "id": self._lines, "fk_product": product, "desc": text, "description": text, "qty": quantity, "subprice": price, "tva_tx": rate,
            "array_options": _extra_values(ELEMENTS[name][1], sent.get("array_options") or {}),
            "product_type": int(sent.get("product_type") or 0), "total_ht": net, "total_tva": gross - net, "total_ttc": gross,
        }  # fmt: skip

    def _shown(self, name: str, record: Mapping[str, Any]) -> dict[str, Any]:
        """The object as it is answered: numbers as strings, moments as numbers."""
        dates = TABLES[name].dates
        shown = {k: v if k in dates or isinstance(v, list | dict) else _text(v) for k, v in record.items()}
        if "lines" in record:
            shown["lines"] = [{k: v if isinstance(v, dict) else _text(v) for k, v in line.items()} for line in record["lines"]]
        if name in CREATED:
            shown |= {k: _text(sum((line[k] for line in record["lines"]), Decimal(0))) for k in ("total_ht", "total_tva", "total_ttc")}
        return shown

    def _of_part(self, part: str) -> str:
        if part not in _PARTS:
            raise Refusal(500, f"Modulepart {part} not implemented yet.")
        return _PARTS[part]

    def _listed_files(self, query: Mapping[str, str]) -> Any:
        name = self._of_part(query["modulepart"])
        record = self._existing(name, query["id"])
        kept = self.files.get((name, record["id"]), {})
        if not kept:
            raise Refusal(404, f"Search for modulepart {query['modulepart']} with Id {record['id']} does not return any document.")
        listed = [{"name": file, "relativename": file, "size": len(content), "type": "file"} for file, content in kept.items()]
        if self.lists_the_index:
            return {**dict(enumerate(listed)), "ecmfiles_infos": [{"filename": file} for file in kept]}
        # What the index of files says of one is laid over it, and the index calls the name otherwise (run with 22.0.4).
        return [{**one, "name": None, "filename": one["name"]} for one in listed]

    def _uploaded(self, body: Mapping[str, Any]) -> str:
        name = self._of_part(body["modulepart"])
        record = next((one for one in self.tables[name].values() if one["ref"] == body["ref"]), None)
        if record is None:
            raise Refusal(404, f"Object with ref '{body['ref']}' was not found.")
        plain = unicodedata.normalize("NFKD", body["filename"]).encode("ascii", "ignore").decode()
        file = re.sub(r"[<>/\\?*|\":°$;`]+", "_", plain)
        kept = self.files.setdefault((name, record["id"]), {})
        if file in kept and not body.get("overwriteifexists"):
            raise Refusal(400, f"File with name '{file}' already exists.")
        kept[f"{file}.noexe" if file.endswith((".html", ".htm", ".php", ".js")) else file] = base64.b64decode(
            body["filecontent"], validate=True
        )
        return file

    def _event(self, body: Mapping[str, Any]) -> int:
        self._must(("agenda", "myactions", "create"))
        for field in ("userownerid", "type_code"):
            if field not in body:
                raise Refusal(400, f"{field} field missing")
        known = {"userownerid", "type_code", "label", "note_private", "datep", "percentage", "elementtype", "fk_element"}
        event = {k: v for k, v in body.items() if k in known}
        # `_checkValForAPI` of 22.0.4 takes tags and quotation marks out of every text that is no note.
        label = re.sub(r'<[^>]*>|"', "", event["label"])
        return self.insert("agendaevents", **{**event, "label": label, "fk_element": int(event["fk_element"])})


def _extra_values(element: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What `insertExtraFields` keeps: nothing of what there is no field for, numbers and days only where they belong."""
    kept = {}
    for name, value in sent.items():
        about = EXTRA_FIELDS.get(element, {}).get(name.removeprefix("options_"))
        if about is None:
            continue
        if about["type"] in {"int", "double", "price"} and not re.fullmatch(r"-?\d+(\.\d+)?", str(value)):
            raise Refusal(500, "Error creating order", f"ExtraFieldHasWrongValue {about['label']}")
        kept[name] = datetime.fromtimestamp(int(value), _CLOCK).date().isoformat() if about["type"] == "date" else str(value)
    return kept


def _text(value: Any) -> str | None:
    """A value as PHP reads it from the database."""
    return None if value is None else f"{value:.8f}" if isinstance(value, Decimal) else str(value)
