"""What Business Central's API does with documents: numbers, defaults, VAT and totals, files, posting and deleting.

Read in AL (microsoft/ALAppExtensions, Apps/W1/APIV2, and microsoft/BCApps, Base Application): the checks and sentences of the pages; that
posting keeps the id of a draft invoice or credit memo and gives another number; that a posted invoice can be deleted; that files go with a
document that is posted and with one that is deleted; that `byteSize` is told only where several files are listed; that a file's name is
compared without its extension, then with it; that taking back a posted credit memo is an action, and an invoice's is none.
From Microsoft's documentation: error codes, and that header and lines of one POST are kept together or not at all.
Told from knowledge: a line's defaults from its item, unit prices of five decimals, and VAT reckoned on each rate's sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import PurePath
from threading import RLock
from typing import Any
from uuid import UUID, uuid4

from tests.contract.doubles.business_central_entities import ENTITIES, KINDS, LINES, NO_ID, PARTS, UNITS, VAT_GROUPS, VAT_RATES, company
from tests.contract.doubles.odata import Refusal

Record = dict[str, Any]

_CENT, _UNIT = Decimal("0.01"), Decimal("0.00001")
_PRICES = ("unitPrice", "unitCost", "directUnitCost")
_SERIES = {"salesOrders": 101001, "purchaseInvoices": 107201, "purchaseCreditMemos": 1001, "posted": 108001}
_EMPTY = {"guid": NO_ID, "date": "0001-01-01", "decimal": 0, "int": 0, "bool": False, "datetime": "0001-01-01T00:00:00Z"}
#: Fields that name a partner, and where they are found.
_PARTNERS = {"customerId": ("customers", "customer"), "vendorId": ("vendors", "vendor")}


class Documents:
    """The tables of one company."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.tables: dict[str, dict[str, Record]] = {entity: {} for entity in ENTITIES}
        self.contents: dict[str, bytes] = {}
        self.vat_rates = dict(VAT_RATES)
        self._series = dict(_SERIES)
        self._versions: dict[str, int] = {}
        company(self.insert)

    def insert(self, entity: str, **values: Any) -> str:
        """A record as it is, without any check."""
        empty = {name: _EMPTY.get(kind.rstrip("!"), "") for name, kind in ENTITIES[entity].items()}
        record = {**empty, "id": str(uuid4()), **values}
        self.tables[entity][record["id"]] = record
        self._touch(record)
        return str(record["id"])

    def etag(self, record: Record) -> str:
        """What tells this state of the record from the ones before."""
        return f'W/"{self._versions[record["id"]]}"'

    def shown(self, entity: str, record: Record) -> Record:
        """The record with what is reckoned when it is read."""
        if entity in LINES:
            return {**record, **self._totals(entity, record)}
        if entity in LINES.values() and record["lineType"] != "Comment":
            return {**record, "taxPercent": self._rate(record), "netAmount": _amount(record)}
        return dict(record)

    def create(self, entity: str, values: Mapping[str, Any]) -> Record:
        """A new document with its lines, a line or a file; nothing when any of it is refused."""
        before = {name: dict(table) for name, table in self.tables.items()}
        try:
            return self._create(entity, values)
        except Refusal:
            self.tables = before
            raise

    def change(self, entity: str, record: Record, values: Mapping[str, Any]) -> None:
        """Change fields of a document or line."""
        if record.get("status") not in {None, "Draft"} and entity != "salesOrders":
            raise Refusal("Application_DialogException", "The document has been posted. You can no longer modify it.")
        if entity == "salesOrderLines":
            self._must_be_open(record["documentId"])
            if "quantity" in values and "unitPrice" not in values:
                # Validating a quantity looks for a price of the item's own (codeunit Sales Line - Price).
                values = {**values, "unitPrice": self.tables["items"][record["itemId"]]["unitPrice"]}
        if "requestedDeliveryDate" in values:
            self._must_be_open(record["id"])
        record.update(values)
        self._touch(record)

    def delete(self, entity: str, record: Record) -> None:
        """Delete a document with its lines and files; posted ones too, as Business Central's API does."""
        if entity == "salesOrderLines":
            self._must_be_open(record["documentId"])
        self.tables[entity].pop(record["id"])
        if entity in LINES:
            lines = self.tables[LINES[entity]]
            for line in [line for line in lines.values() if line["documentId"] == record["id"]]:
                lines.pop(line["id"])
            for file in [file for file in self.tables["documentAttachments"].values() if file["parentId"] == record["id"]]:
                self.tables["documentAttachments"].pop(file["id"])

    def _must_be_open(self, order_id: str) -> None:
        """TestStatusOpen of a sales order, whose open state the API calls Draft and whose released one it calls Open."""
        order = self.tables["salesOrders"][order_id]
        if order["status"] != "Draft":
            where = f"Sales Header: Document Type=Order, No.={order['number']}"
            raise Refusal(
                "Application_FieldValidationException", f"Status must be equal to 'Open' in {where}. Current value is 'Released'."
            )

    def cancel(self, entity: str, record: Record) -> None:
        """The action Microsoft.NAV.cancel."""
        if entity != "purchaseCreditMemos":
            raise Refusal("BadRequest_MethodNotImplemented", f"Entity {entity} does not support this bound action.")
        if record["status"] == "Draft":
            raise Refusal("Application_DialogException", "The credit memo cannot be found.")
        record["status"] = "Canceled"
        self._touch(record)

    def post(self, entity: str, record_id: str) -> None:
        """What a person does in the web client: an invoice or credit memo is posted, an order shipped and invoiced."""
        record = self.tables[entity][record_id]
        self._series["posted"] += 1
        number = str(self._series["posted"])
        if entity != "salesOrders":
            record.update(number=number, status="Open")
            self._touch(record)
            return
        files = [file for file in self.tables["documentAttachments"].values() if file["parentId"] == record_id]
        fields = {name: record[name] for name in ENTITIES["salesInvoices"].keys() & record.keys() - {"id", "number", "status"}}
        gross = self._totals(entity, record)["totalAmountIncludingTax"]
        invoice = self.insert(
            "salesInvoices", **fields, number=number, status="Open", orderNumber=record["number"], orderId=record_id, remainingAmount=gross
        )
        for file in files:
            self.insert("documentAttachments", fileName=file["fileName"], parentType="Sales Invoice", parentId=invoice)
        self.delete(entity, record)

    def files(self, chosen: list[Record]) -> list[Record]:
        """The files as a list of them shows them: the size of a single one is not told."""
        sizes = {file["id"]: len(self.contents.get(file["id"], b"")) for file in chosen}
        return [{**file, "byteSize": sizes[file["id"]] if len(chosen) > 1 else 0} for file in chosen]

    def _create(self, entity: str, values: Mapping[str, Any]) -> Record:
        if entity == "documentAttachments":
            return self._file(values)
        if entity in LINES.values():
            return self._line(entity, values)
        if entity not in self._series:
            raise Refusal("BadRequest_MethodNotAllowed", f"'POST' requests for '{entity}' are not allowed here.")
        header = {name: value for name, value in values.items() if name not in PARTS[entity]}
        self._series[entity] += 1
        record_id = self.insert(entity, **self._header(entity, header), number=str(self._series[entity]), status="Draft")
        self._dimensions(record_id, values)
        for line in values.get(LINES[entity], []):
            self._line(LINES[entity], {**line, "documentId": record_id})
        return self.tables[entity][record_id]

    def _header(self, entity: str, values: Mapping[str, Any]) -> Record:
        field = "customerId" if entity.startswith("sales") else "vendorId"
        partners, word = _PARTNERS[field]
        partner = self.tables[partners].get(values.get(field, ""))
        if field not in values:
            raise Refusal("Application_DialogException", f'A "{word}Number" or a "{field}" must be provided.')
        if partner is None:
            raise Refusal("Application_DialogException", f"The {'sell-to ' if word == 'customer' else ''}{word} cannot be found.")
        if values.get("currencyCode", "EUR") not in {"", "EUR", "USD"}:
            raise Refusal("Application_DialogException", 'The "currencyCode" does not match to a Currency.')
        if values.get("paymentTermsId", NO_ID) not in {NO_ID, *self.tables["paymentTerms"]}:
            raise Refusal("Application_DialogException", 'The "paymentTermsId" does not match to a Payment Terms.')
        today = datetime.now(UTC).date().isoformat()
        dated = {name: today for name in ("orderDate", "invoiceDate", "creditMemoDate") if name in ENTITIES[entity]}
        return {f"{word}Number": partner["number"], f"{word}Name": partner["displayName"], "currencyCode": "EUR", **dated, **values}

    def _line(self, entity: str, values: Mapping[str, Any]) -> Record:
        parents = next(parents for parents, lines in LINES.items() if lines == entity)
        document = self.tables[parents].get(values.get("documentId", ""))
        if document is None:
            raise Refusal("Application_DialogException", "You must specify a document id to get the lines.")
        if entity == "salesOrderLines":
            self._must_be_open(document["id"])
        taken = [line["sequence"] for line in self.tables[entity].values() if line["documentId"] == document["id"]]
        sequence = values.get("sequence") or max(taken, default=0) + 10000
        if sequence in taken:
            raise Refusal("Application_DialogException", "You cannot insert a line because a line already exists.")
        plain = {name: value for name, value in values.items() if name not in PARTS[entity]}
        line_id = self.insert(entity, **{**self._defaults(entity, plain), **plain, "sequence": sequence})
        inherited = [one for one in self.tables["dimensionSetLines"].values() if one["parentId"] == document["id"]]
        self._dimensions(line_id, {"dimensionSetLines": [*inherited, *values.get("dimensionSetLines", [])]})
        self._touch(document)
        line = self.tables[entity][line_id]
        for name in _PRICES:
            if name in line:
                line[name] = Decimal(str(line[name])).quantize(_UNIT, ROUND_HALF_UP)
        return line

    def _dimensions(self, parent: str, values: Mapping[str, Any]) -> None:
        told = {one["code"]: one["valueCode"] for one in values.get("dimensionSetLines", [])}
        codes = {row["id"]: row["code"] for row in self.tables["dimensions"].values()}
        known = {(codes[row["dimensionId"]], row["code"]) for row in self.tables["dimensionValues"].values()}
        for code, value in told.items():
            if (code, value) not in known:
                raise Refusal("Application_DialogException", 'The "valueCode" does not match to a Dimension Value.')
            self.insert("dimensionSetLines", code=code, valueCode=value, parentId=parent)

    def _defaults(self, entity: str, values: Mapping[str, Any]) -> Record:
        kind, called = values.get("lineType", "Comment"), values.get("lineObjectNumber", "")
        if kind == "Comment":
            if values.get("quantity"):
                raise Refusal("Application_FieldValidationException", "Type must not be Comment.")
            return {}
        table = {"Item": "items", "Account": "accounts"}.get(kind, "")
        by_id = values.get("itemId") or values.get("accountId")
        rows = self.tables.get(table, {}).values()
        found = next((row for row in rows if row["id"] == by_id or (not by_id and row["number"] == called)), None)
        if found is None:
            raise Refusal("Application_DialogException", f"{kind} does not exist.")
        if found["blocked"]:
            raise Refusal("Application_FieldValidationException", f"Blocked must be equal to 'No' in {kind}: No.={called}.")
        if kind == "Account":
            if not found["directPosting"]:
                raise Refusal(
                    "Application_FieldValidationException", f"Direct Posting must be equal to 'Yes' in G/L Account: No.={called}."
                )
            of_account = {"accountId": found["id"], "lineObjectNumber": found["number"], "description": found["displayName"]}
            return {**of_account, "taxCode": VAT_GROUPS.get(found["number"], "")}
        unit = values.get("unitOfMeasureCode") or (UNITS[called][0] if entity.startswith("purchase") else "PCS")
        if unit not in UNITS[called]:
            message = f"The field Unit of Measure Code of table Line contains a value ({unit}) that cannot be found in the related table."
            raise Refusal("Internal_InvalidTableRelation", message)
        return {"itemId": found["id"], "description": found["displayName"], "taxCode": VAT_GROUPS[called], "unitOfMeasureCode": unit}

    def _file(self, values: Mapping[str, Any]) -> Record:
        entity = next((entity for entity, kind in KINDS.items() if kind == values.get("parentType")), "")
        if values.get("parentId", "") not in self.tables.get(entity, {}):
            raise Refusal("Internal_RecordNotFound", "The parent of the attachment does not exist.")
        name = str(values.get("fileName", ""))
        # A name that Windows would not take is replaced.
        given = name if name and not set(name) & set('\\/:*?"<>|') else "filename.txt"
        return self.tables["documentAttachments"][self.insert("documentAttachments", **{**values, "fileName": given})]

    def _totals(self, entity: str, record: Record) -> Record:
        sums: dict[Decimal, Decimal] = {}
        for line in self.tables[LINES[entity]].values():
            if line["documentId"] == record["id"] and line["lineType"] != "Comment":
                sums[self._rate(line)] = sums.get(self._rate(line), Decimal(0)) + _amount(line)
        net = sum(sums.values(), Decimal(0))
        vat = sum(((base * rate / 100).quantize(_CENT, ROUND_HALF_UP) for rate, base in sums.items()), Decimal(0))
        return {"totalAmountExcludingTax": net, "totalTaxAmount": vat, "totalAmountIncludingTax": net + vat}

    def _rate(self, line: Record) -> Decimal:
        if line["taxCode"] not in self.vat_rates:
            return Decimal(str(line["taxPercent"]))
        return self.vat_rates[line["taxCode"]]

    def _touch(self, record: Record) -> None:
        self._versions[record["id"]] = self._versions.get(record["id"], 0) + 1
        if "lastModifiedDateTime" in record:
            record["lastModifiedDateTime"] = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def stem(name: str) -> str:
    """A file's name as its table has it, the extension apart."""
    return PurePath(name).stem


def is_guid(text: Any) -> bool:
    """Whether the text is an id."""
    try:
        UUID(str(text))
    except ValueError:
        return False
    return True


def _amount(line: Record) -> Decimal:
    price = next(Decimal(str(line[name])) for name in _PRICES if name in line)
    return (Decimal(str(line["quantity"])) * price).quantize(_CENT, ROUND_HALF_UP)
