"""Odoo as far as the connector calls it, as it was recorded: JSON-2 (19) and JSON-RPC (18), `load` with external ids, its refusals.

What a test would not believe of an ERP and Odoo does: bills with one vendor's number twice are kept, lines that are loaded without an
external id are added again, an unknown field is a ValueError with status 500, and a concurrent `load` answers 200 with `ids: false`.
"""

from __future__ import annotations

import base64
import hashlib
import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from threading import RLock
from typing import Any
from zoneinfo import ZoneInfo

from tests.contract.doubles import odoo_orders as orders
from tests.contract.doubles.odoo_fields import COMPUTED, FIELDS, RENAMED_IN_19, TYPES, company
from tests.contract.doubles.odoo_refusal import Refusal
from tests.contract.doubles.serving import Answer, Request

KEY, LOGIN, DATABASE = "3f9c-a-key-of-odoo", "countersign@mistral.example", "mistral"
_ZONE = "Europe/Paris"
_CENT = Decimal("0.01")
_TO_MANY = frozenset({"tax_id", "tax_ids", "taxes_id", "supplier_taxes_id"})
_LINES = {"account.move": ("invoice_line_ids", "account.move.line", "move_id"), "sale.order": ("order_line", "sale.order.line", "order_id")}
_STATUS = {"AccessError": 403, "AccessDenied": 401, "UserError": 422, "ValidationError": 422, "MissingError": 404, "ValueError": 500}


class Odoo:
    """One database with one company; `version` is the major one."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.fields = {model: {self._named(model, f) for f in fields} for model, fields in FIELDS.items()}
        self.tables: dict[str, dict[int, dict[str, Any]]] = {model: {} for model in FIELDS}
        self.external: dict[str, tuple[str, int]] = {}
        #: The models that the user of the key has no right to.
        self.forbidden: set[str] = set()
        #: What is in stock by product, what customers owe, what was paid of invoices.
        self.stock, self.owed = {1: Decimal(40)}, {1: Decimal("1250.50")}
        self.paid: dict[int, Decimal] = {}
        self._lock, self._loading = RLock(), set[str]()
        company(self.insert)

    def insert(self, model: str, /, **values: Any) -> int:
        """Add a record; the fields it does not give are False, as Odoo answers what is empty."""
        named = {self._named(model, field): value for field, value in values.items()}
        if unknown := named.keys() - self.fields[model]:
            raise Refusal("ValueError", f"Invalid field {min(unknown)!r} in {model!r}")
        with self._lock:
            record_id = max(self.tables[model], default=0) + 1
            self.tables[model][record_id] = {**dict.fromkeys(self.fields[model], False), **named, "id": record_id}
        return record_id

    def __call__(self, request: Request) -> Answer:
        if request.path == "/web/version":
            return (200, {"version_info": [self.version, 0], "version": f"{self.version}.0"}) if self.version >= 19 else (404, {})
        if request.path == "/web/webclient/version_info":
            return 200, {"jsonrpc": "2.0", "result": {"server_version": f"{self.version}.0", "server_version_info": [self.version, 0]}}
        if request.path.startswith("/json/2/") and self.version >= 19:
            return self._json_2(request)
        if request.path == "/jsonrpc":
            return self._json_rpc(request.json()["params"])
        return 404, {"name": "werkzeug.exceptions.NotFound", "message": "404 Not Found"}

    def _json_2(self, request: Request) -> Answer:
        if request.headers.get("Authorization") != f"bearer {KEY}" or request.headers.get("X-Odoo-Database") != DATABASE:
            return 401, {"name": "werkzeug.exceptions.Unauthorized", "message": "Invalid apikey", "debug": "Traceback"}
        model, method = request.path.removeprefix("/json/2/").split("/")
        arguments = request.json()
        ids = arguments.pop("ids", None)
        try:
            return 200, self.run(model, method, ids, arguments)
        except Refusal as refusal:
            told = {"name": refusal.full_name, "message": refusal.message, "debug": "Traceback (most recent call last)"}
            return _STATUS[refusal.name], told

    def _json_rpc(self, params: Mapping[str, Any]) -> Answer:
        arguments = params["args"]
        if (params["service"], params["method"]) == ("common", "authenticate"):
            return 200, {"jsonrpc": "2.0", "result": 2 if arguments[:3] == [DATABASE, LOGIN, KEY] else False}
        database, user, key, model, method, positional, named = arguments
        try:
            self._must_know(database, user, key)
            ids, named = _by_place(model, method, positional, named)
            result = self.run(model, method, ids, named)
        except Refusal as refusal:
            data = {"name": refusal.full_name, "message": refusal.message, "debug": "Traceback (most recent call last)"}
            return 200, {"jsonrpc": "2.0", "error": {"code": 200, "message": "Odoo Server Error", "data": data}}
        return 200, {"jsonrpc": "2.0", "result": result}

    def _must_know(self, database: str, user: int, key: str) -> None:
        if (database, user, key) != (DATABASE, 2, KEY):
            raise Refusal("AccessDenied", "Access Denied")

    def run(self, model: str, method: str, ids: list[int] | None, arguments: Mapping[str, Any]) -> Any:
        """What a method answers; one call is one transaction."""
        if model not in self.tables and model != "ir.model.data":
            raise Refusal("MissingError", f"the model {model!r} does not exist")
        if model in self.forbidden:
            raise Refusal("AccessError", f"You are not allowed to access records of {model!r}.")
        called = getattr(self, f"do_{method}", None)
        if called is None:
            raise Refusal("MissingError", f"the method {model}.{method!r} does not exist")
        if method == "load":
            return called(model, **arguments)
        arguments = {name: value for name, value in arguments.items() if name != "context"}
        with self._lock:
            return called(model, *([ids] if ids is not None else []), **arguments)

    def do_context_get(self, _model: str) -> Any:
        return {"lang": "fr_FR", "tz": _ZONE, "uid": 2}

    def do_search_read(self, model: str, domain: Any, fields: list[str], limit: int | None = None, order: str = "id") -> Any:
        assert order == "id"
        found = [record["id"] for record in self._records(model) if self._fits(model, record, domain)]
        return self.do_read(model, found[:limit], fields)

    def do_search_count(self, model: str, domain: Any) -> int:
        return sum(self._fits(model, record, domain) for record in self._records(model))

    def do_read(self, model: str, ids: list[int], fields: list[str]) -> Any:
        if unknown := set(fields) - self.fields[model] - COMPUTED.get(model, set()) - {"id", "display_name"}:
            raise Refusal("ValueError", f"Invalid field {min(unknown)!r} on {model!r}")
        records = [self._computed(model, self.tables[model][i]) for i in ids if i in self.tables[model]]
        records = [{**record, "display_name": record.get("name")} for record in records]
        return [{"id": record["id"], **{field: record[field] for field in fields}} for record in records]

    def do_write(self, model: str, ids: list[int], vals: Mapping[str, Any]) -> bool:
        if "order_line" in vals:
            orders.write_lines(self, ids, vals["order_line"])
            vals = {name: value for name, value in vals.items() if name != "order_line"}
        if unknown := vals.keys() - self.fields[model]:
            raise Refusal("ValueError", f"Invalid field {min(unknown)!r} on {model!r}")
        for field, value in vals.items():
            if field == "commitment_date":
                datetime.strptime(value, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
            if (target := self._target(model, field)) and value not in {False, *self.tables[target]}:
                raise Refusal("ValidationError", f"The operation cannot be completed: {field} points to {value!r}, which is not there.")
        for i in ids:
            self._existing(model, i).update(vals)
        return True

    def do_fields_get(self, model: str, attributes: list[str], allfields: list[str] | None = None) -> Any:
        """What the fields are; names that are not there are left out."""
        return {
            name: {attribute: value for attribute, value in self._about(model, name).items() if attribute in attributes}
            for name in sorted(self.fields[model] | COMPUTED.get(model, set()))
            if allfields is None or name in allfields
        }

    def do_get_external_id(self, model: str, ids: list[int]) -> Any:
        names = {place: name for name, place in self.external.items()}
        return {str(i): names.get((model, i), "") for i in ids}

    def _about(self, model: str, name: str) -> dict[str, Any]:
        about = {
            "string": name.replace("_", " ").capitalize(),
            "type": "char",
            "readonly": False,
            "store": True,
            "manual": name[:2] == "x_",
        }
        if name in COMPUTED.get(model, ()):
            return {**about, "type": "monetary", "readonly": True}
        if target := self._target(model, name):
            about |= {"type": "many2many" if name in _TO_MANY else "many2one", "relation": target}
        return {**about, **TYPES.get((model, name), {})}

    def _target(self, model: str, field: str) -> str | None:
        return FIELDS[model].get(RENAMED_IN_19.get((model, field), field))

    def do_create(self, model: str, vals_list: list[dict[str, Any]]) -> list[int]:
        if model == "ir.attachment":
            for values in vals_list:
                values["checksum"] = hashlib.sha1(base64.b64decode(values["datas"]), usedforsecurity=False).hexdigest()
        return [self.insert(model, **values) for values in vals_list]

    def do_unlink(self, model: str, ids: list[int]) -> bool:
        if model == "sale.order":
            raise Refusal("AccessError", "You are not allowed to delete 'Sales Order' (sale.order) records.")
        for i in ids:
            if self._existing(model, i).get("state") == "posted":
                raise Refusal("UserError", "You can't delete a posted journal item.")
            del self.tables[model][i]
            self.external = {name: place for name, place in self.external.items() if place != (model, i)}
        return True

    def do_check_object_reference(self, _model: str, module: str, xml_id: str) -> Any:
        place = self.external.get(f"{module}.{xml_id}")
        if place is None:
            raise Refusal("ValueError", f"External ID not found in the system: {module}.{xml_id}")
        return [place[0], place[1] if place[1] in self.tables[place[0]] else False]

    def do_message_post(self, model: str, ids: list[int], body: str, message_type: str, subtype_xmlid: str) -> int:
        assert (message_type, subtype_xmlid) == ("comment", "mail.mt_note")
        self._existing(model, ids[0])
        return self.insert("mail.message", model=model, res_id=ids[0], body=f"<p>{body}</p>")

    def do_action_cancel(self, model: str, ids: list[int]) -> bool:
        self._existing(model, ids[0])["state"] = "cancel"
        return True

    def do_action_draft(self, model: str, ids: list[int]) -> bool:
        record = self._existing(model, ids[0])
        if record["state"] == "cancel":
            record["state"] = "draft"
        return True

    def do_button_draft(self, model: str, ids: list[int]) -> bool:
        self._existing(model, ids[0])["state"] = "draft"
        return True

    def do_button_cancel(self, model: str, ids: list[int]) -> bool:
        record = self._existing(model, ids[0])
        if record["state"] != "draft":
            raise Refusal("UserError", "Only draft journal entries can be cancelled.")
        record["state"] = "cancel"
        return True

    def do_load(self, model: str, fields: list[str], data: list[list[str]], context: Mapping[str, str] | None = None) -> Any:
        """Header and lines in one transaction; a line without an external id is a new one each time."""
        zone = ZoneInfo((context or {}).get("tz") or _ZONE)
        name = dict(zip(fields, data[0], strict=True))["id"]
        with self._lock:
            # PostgreSQL refuses the second of two that change the same record.
            if name in self._loading:
                return {"ids": False, "messages": [{"type": "error", "message": "could not serialize access due to concurrent update"}]}
            self._loading.add(name)
        try:
            with self._lock:
                return self._loaded(model, fields, data, zone)
        except Refusal as refusal:
            return {"ids": False, "messages": [{"type": "error", "message": refusal.message}]}
        finally:
            self._loading.discard(name)

    def _loaded(self, model: str, fields: list[str], data: list[list[str]], zone: ZoneInfo) -> Any:
        lines_field, line_model, parent = _LINES[model]
        prefix = f"{lines_field}/"
        rows = [dict(zip(fields, row, strict=True)) for row in data]
        header = self._imported(model, {n: v for n, v in rows[0].items() if not n.startswith(prefix)})
        lines = [self._imported(line_model, {n.removeprefix(prefix): v for n, v in row.items() if n.startswith(prefix)}) for row in rows]
        if moment := header.get("commitment_date"):
            # A moment in a file is one of the user's zone, unlike those of `write` (ir_fields.py, _str_to_datetime; run).
            header["commitment_date"] = f"{datetime.fromisoformat(moment).replace(tzinfo=zone).astimezone(UTC):%Y-%m-%d %H:%M:%S}"
        if line_model == "sale.order.line" and not all(line["name"] for line in lines):
            # An empty cell is an empty name, which Odoo does not fill in from the product, and blames the order's own field for (run).
            raise Refusal("ValidationError", "Missing required value for the field 'Order Reference' (name).")
        record_id = self._upsert(model, rows[0]["id"], header)
        # An item that is written anew makes Odoo reckon its account anew.
        reckoned = {"account_id": 1} if line_model == "account.move.line" else {}
        for row, line in zip(rows, lines, strict=True):
            self._upsert(line_model, row.get(f"{prefix}id", ""), {**reckoned, **line, parent: record_id})
        if model == "account.move":
            self._due(self.tables[model][record_id])
        return {"ids": [record_id], "messages": [], "nextrow": 0}

    def _imported(self, model: str, columns: Mapping[str, str]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for column, text in columns.items():
            field, _, sub = column.partition("/")
            if field == "id":
                continue
            if field not in self.fields[model]:
                raise Refusal("ValueError", f"Invalid field name {field!r}")
            values[field] = self._relation(model, field, text) if sub == ".id" else _typed(field, text)
        return values

    def _relation(self, model: str, field: str, text: str) -> Any:
        target = self._target(model, field)
        ids = [int(part) for part in text.split(",") if part]
        for i in ids:
            if i not in self.tables[target]:
                raise Refusal("ValidationError", f"No matching record found for database id '{i}' in field '{field}'")
        return ids if field in _TO_MANY else (ids[0] if ids else False)

    def _upsert(self, model: str, name: str, values: dict[str, Any]) -> int:
        known = self.external.get(name)
        if known and known[1] in self.tables[model]:
            self.tables[model][known[1]].update(values)
            return known[1]
        record_id = self.insert(model, **values)
        if model in _LINES:
            now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
            self.tables[model][record_id].update(state="draft", company_id=1, create_date=now)
        if model == "sale.order.line":
            self.tables[model][record_id]["qty_delivered"] = Decimal(0)
        if model == "sale.order":
            self.tables[model][record_id].update(name=f"S{record_id:05d}", date_order=now)
        if name:
            self.external[name] = (model, record_id)
        return record_id

    def _storable(self, record: Mapping[str, Any]) -> dict[str, Any]:
        if self.version >= 18:
            return {"is_storable": record["id"] in self.stock, "type": "consu"}
        return {"type": "product" if record["id"] in self.stock else "consu"}

    def _due(self, move: dict[str, Any]) -> None:
        """The due date that the terms make, whatever was sent beside them."""
        terms = move["invoice_payment_term_id"]
        for line in self.tables["account.payment.term.line"].values() if terms else ():
            if line["payment_id"] == terms:
                day = date.fromisoformat(move["invoice_date"])
                if line["delay_type"] == "days_after_end_of_month":
                    day = day.replace(day=monthrange(day.year, day.month)[1])
                move["invoice_date_due"] = (day + timedelta(days=line["nb_days"])).isoformat()

    def _records(self, model: str) -> list[dict[str, Any]]:
        return [self._computed(model, record) for record in self.tables[model].values()]

    def _existing(self, model: str, record_id: int) -> dict[str, Any]:
        if record_id not in self.tables[model]:
            raise Refusal("MissingError", f"Record does not exist or has been deleted.\n(Record: {model}({record_id},))")
        return self.tables[model][record_id]

    def _computed(self, model: str, record: Mapping[str, Any]) -> dict[str, Any]:
        """The record as it is read: many2one fields with a name, and what Odoo computes."""
        read = {field: self._with_name(model, field, value) for field, value in record.items()}
        if model in _LINES:
            field, line_model, parent = _LINES[model]
            read |= self._totals(model, record)
            read[field] = [line["id"] for line in self.tables[line_model].values() if line[parent] == record["id"]]
        if model == "purchase.order.line":
            bills = self.tables["account.move"]
            billed = [line for line in self.tables["account.move.line"].values() if line["purchase_line_id"] == record["id"]]
            counted = [line for line in billed if line["move_id"] in bills and bills[line["move_id"]]["state"] != "cancel"]
            read["qty_invoiced"] = sum((line["quantity"] for line in counted), Decimal(0))
        more = {
            "sale.order.line": lambda: {"qty_invoiced": Decimal(0)},
            "product.product": lambda: {"qty_available": self.stock.get(record["id"], Decimal(0)), **self._storable(record)},
            "res.partner": lambda: {"credit": self.owed.get(record["id"], Decimal(0))},
            "account.move": lambda: {"amount_residual": read["amount_total"] - self.paid.get(record["id"], Decimal(0))},
        }.get(model)
        return read | more() if more else read

    def _with_name(self, model: str, field: str, value: Any) -> Any:
        target = self._target(model, field) if field != "id" else None
        if isinstance(target, str) and isinstance(value, int) and not isinstance(value, bool):
            return [value, str(self.tables[target].get(value, {}).get("name", ""))]
        return value

    def _totals(self, model: str, record: Mapping[str, Any]) -> dict[str, Decimal]:
        """Tax rounded by line, Odoo's usual way (tax_calculation_rounding_method)."""
        _, line_model, parent = _LINES[model]
        quantity, tax = ("quantity", "tax_ids") if model == "account.move" else ("product_uom_qty", self._named(line_model, "tax_ids"))
        net = taxed = Decimal(0)
        for line in self.tables[line_model].values():
            if line[parent] == record["id"]:
                amount = (line[quantity] * line["price_unit"]).quantize(_CENT, ROUND_HALF_UP)
                rates = [self.tables["account.tax"][i]["amount"] for i in line[tax] or ()]
                net += amount
                taxed += (amount * sum(rates, Decimal(0)) / 100).quantize(_CENT, ROUND_HALF_UP)
        return {"amount_untaxed": net, "amount_tax": taxed, "amount_total": net + taxed}

    def _named(self, model: str, field: str) -> str:
        """The field's name in this version."""
        if self.version >= 19:
            return field
        return next((old for (of, old), new in RENAMED_IN_19.items() if of == model and new == field), field)

    def _fits(self, model: str, record: Mapping[str, Any], domain: list[Any]) -> bool:
        """Whether the record is in the domain: conditions are joined by and, "|" joins the two after it by or."""
        terms = list(domain)
        results: list[bool] = []
        while terms:
            if terms[0] == "|":
                results.append(self._holds(model, record, terms[1]) or self._holds(model, record, terms[2]))
                del terms[:3]
            else:
                results.append(self._holds(model, record, terms.pop(0)))
        return all(results)

    def _holds(self, model: str, record: Mapping[str, Any], term: list[Any]) -> bool:
        field, operator, wanted = term
        head, _, rest = field.partition(".")
        if rest:
            target, led = self._target(model, head), record[head]
            return bool(led) and self._holds(
                str(target), self._computed(str(target), self.tables[target][led[0]]), [rest, operator, wanted]
            )
        if field not in self.fields[model] | {"id"}:
            raise Refusal("ValueError", f"Invalid field {model}.{field} in condition {tuple(term)}")
        value = record[field]
        value = value[0] if isinstance(value, list) and value and isinstance(value[-1], str) else value
        if operator == "ilike":
            return str(wanted).lower() in str(value).lower()
        if operator == "in":
            return value in wanted
        if operator in {">", ">="}:
            return bool(value) and (value > wanted or (operator == ">=" and value == wanted))
        return bool((value == wanted) == (operator == "="))


def _by_place(model: str, method: str, positional: list[Any], named: Mapping[str, Any]) -> tuple[Any, Mapping[str, Any]]:
    """The ids and the named arguments of a call that Odoo 18 binds by place: to `create` values have no name, and models call those of
    `write` as they like (read and run)."""
    if method == "create":
        if not positional:
            raise Refusal("IndexError", "tuple index out of range")
        return None, {**named, "vals_list": positional[0]}
    if method == "write" and model == "sale.order" and "vals" in named:
        raise Refusal("TypeError", "SaleOrder.write() got an unexpected keyword argument 'vals'")
    ids, *values = positional or [None]
    return ids, {**named, "vals": values[0]} if values else named


def _typed(field: str, text: str) -> Any:
    """A column's text as the field holds it."""
    if text == "":
        return False
    return Decimal(text) if re.fullmatch(r"quantity|product_uom_qty|price_unit", field) else text
