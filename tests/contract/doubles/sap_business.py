"""The business behind SAP's services: what is refused, what the server adds and reckons, numbers, versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import count
from typing import Any
from urllib.parse import quote, unquote

from tests.contract.doubles import sap_invoices, sap_orders
from tests.contract.doubles.sap_metadata import SETS, EntitySet
from tests.contract.doubles.sap_values import Refusal, Row, complete, invalid, read
from tests.contract.doubles.serving import Answer

_CENT = Decimal("0.01")
_EDM = {"S": "Edm.String", "D": "Edm.Decimal", "T": "Edm.DateTime", "O": "Edm.DateTimeOffset", "B": "Edm.Boolean"}
_SALES = "API_SALES_ORDER_SRV"
_OTHERWISE = {"PurchaseOrder": "PurchasingDocument", "PurchaseOrderItem": "PurchasingDocumentItem"}
_NEEDED = ("SalesOrderType", "SalesOrganization", "DistributionChannel", "OrganizationDivision", "SoldToParty")


class Business:
    """The tables of one client."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = {name: [] for name in SETS}
        self.contents: dict[str, bytes] = {}
        self.delivery_blocks = {"01", "02"}
        self.order_types = {"OR"}
        self.price_conditions = {"PPR0"}
        self.text_ids = {"TX01", "TX02"}
        #: Product -> price of the price list.
        self.prices: dict[str, Decimal] = {}
        #: What pricing takes off every price, in percent.
        self.discount = Decimal(0)
        self.tax_codes: dict[str, Decimal] = {}
        self.accounts: set[str] = set()
        self.open_from = datetime(2026, 1, 1, tzinfo=UTC)
        self._orders, self.invoices, self._files = count(1), count(5105600101), count(1)
        self._clock = datetime.now(UTC)

    def insert(self, name: str, **values: Any) -> Row:
        """Add an entity as it is; the properties it does not give are empty."""
        row = complete(SETS[name], {"CreationDate": self.today(), "LastChangeDateTime": self.tick(), **values})
        self.tables[name].append(row)
        return row

    def today(self) -> datetime:
        """The day of the server."""
        return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)

    def at(self, name: str, keys: Mapping[str, str]) -> Row:
        """The entity with these keys."""
        for row in self.tables[name]:
            if all(row[key] == value for key, value in keys.items()):
                return row
        raise Refusal(404, "/IWBEP/CM_MGW_RT/020", f"Resource not found for segment '{name}'")

    def related(self, entity_set: EntitySet, row: Row, navigation: str) -> Iterable[Row]:
        """What the navigation leads to."""
        target = SETS[entity_set.navigations[navigation][0]]
        here = [key for key in entity_set.keys if _there(key, target) in target.properties]
        pairs = [(key, _there(key, target)) for key in here] or [(key, key) for key in target.keys if key in entity_set.properties]
        return [one for one in self.tables[target.name] if all(one[there] == row[key] and row[key] for key, there in pairs)]

    def version(self, entity_set: EntitySet, row: Row) -> str:
        """The ETag, "" for an entity without one; what belongs to a sales order has that of the order."""
        own = next((name for name, known in entity_set.properties.items() if "@" in known.flags), "")
        if not own and entity_set.service == _SALES:
            return self.version(SETS["A_SalesOrder"], self.at("A_SalesOrder", {"SalesOrder": row["SalesOrder"]}))
        return f"W/\"datetimeoffset'{quote(row[own].isoformat())}'\"" if own else ""

    def create(self, entity_set: EntitySet, values: Mapping[str, Any]) -> Row:
        """A document with all that is nested in it, or nothing."""
        with self._or_nothing():
            if entity_set.name == "A_SalesOrder":
                return self._sales_order(values)
            if entity_set.name == "A_SupplierInvoice":
                return sap_invoices.create(self, values)
        raise Refusal(405, "/IWBEP/CM_MGW_RT/021", f"The double makes no {entity_set.name}")

    def create_below(self, entity_set: EntitySet, row: Row, navigation: str, values: Mapping[str, Any]) -> Row:
        """An entity of a document that is there."""
        if (entity_set.name, navigation) == ("A_SalesOrder", "to_Item"):
            with self._or_nothing():
                made = self.sales_item(row, {"SalesOrderItem": sap_orders.next_item(self, row), **values})
            sap_orders.reckon(self, row)
            return made
        if (entity_set.name, navigation) == ("A_SalesOrderItem", "to_PricingElement"):
            self.manual(read(SETS["A_SalesOrderItemPrElement"], values, "c"), {name: row[name] for name in entity_set.keys})
            sap_orders.reckon(self, self.at("A_SalesOrder", {"SalesOrder": row["SalesOrder"]}))
            return self.tables["A_SalesOrderItemPrElement"][-1]
        if (entity_set.name, navigation) != ("A_SalesOrder", "to_Text"):
            raise Refusal(405, "/IWBEP/CM_MGW_RT/021", f"The double makes no {navigation}")
        text = read(SETS["A_SalesOrderText"], values, "c")
        if text.get("LongTextID") not in self.text_ids or not text.get("Language"):
            raise Refusal(400, "V1/384", f"Text ID {text.get('LongTextID')} is not allowed for sales orders")
        if any(one["LongTextID"] == text["LongTextID"] for one in self.related(entity_set, row, navigation)):
            raise Refusal(400, "APD_SD_API/011", "The text already exists")
        row["LastChangeDateTime"] = self.tick()
        return self.insert("A_SalesOrderText", **text, SalesOrder=row["SalesOrder"])

    def change(self, entity_set: EntitySet, row: Row, values: Mapping[str, Any]) -> None:
        """Change an entity of a sales order."""
        given = read(entity_set, values, "u")
        sap_orders.must_be_possible(self, entity_set, row, given)
        row.update(given)
        sap_orders.reckon(self, self.at("A_SalesOrder", {"SalesOrder": row["SalesOrder"]}))

    def delete(self, entity_set: EntitySet, row: Row) -> None:
        """Delete a document."""
        if entity_set.name == "A_SupplierInvoice":
            return sap_invoices.delete(row)
        if entity_set.name == "A_SalesOrderItem":
            return sap_orders.delete_item(self, row)
        if row["OverallTotalDeliveryStatus"] in {"B", "C"}:
            raise Refusal(400, "V1/107", f"Sales order {row['SalesOrder']} cannot be deleted; there are subsequent documents")
        for name, one in SETS.items():
            if one.service == _SALES:
                self.tables[name][:] = [other for other in self.tables[name] if other["SalesOrder"] != row["SalesOrder"]]
        return None

    def function(self, service: str, name: str, arguments: Mapping[str, str]) -> Answer:
        """What a function import answers."""
        given = {key: value.removeprefix("datetime").strip("'") for key, value in arguments.items()}
        if (service, name) == ("API_SUPPLIERINVOICE_PROCESS_SRV", "Cancel"):
            return 200, {"d": {"Cancel": sap_invoices.cancel(self, **given)}}
        if (service, name) == ("API_CV_ATTACHMENT_SRV", "GetAllOriginals"):
            rows = self.tables["AttachmentContentSet"]
            return 200, {"d": {"results": [row for row in rows if all(row[key] == value for key, value in given.items())]}}
        raise Refusal(404, "/IWBEP/CM_MGW_RT/004", f"Resource not found for segment '{name}'")

    def keep_file(self, headers: Mapping[str, str], content: bytes) -> Row:
        """Keep a file with the business object that the headers name."""
        kind, key = headers.get("BusinessObjectTypeName", ""), headers.get("LinkedSAPObjectKey", "")
        lengths = {"BUS2032": 10, "BUS2081": 14}
        if len(key) != lengths.get(kind) or not key.isdigit() or not headers.get("Slug"):
            raise invalid("Header parameters BusinessObjectTypeName, LinkedSAPObjectKey and Slug are mandatory")
        n = next(self._files)
        document = f"F{n:031d}"
        self.contents[document] = content
        return self.insert(
            "AttachmentContentSet", LinkedSAPObjectKey=key, BusinessObjectTypeName=kind, FileName=unquote(headers["Slug"]),
            FileSize=str(len(content)), MimeType=headers["Content-Type"], LogicalDocument=document, ArchiveDocumentID=f"A{n}",
        )  # fmt: skip

    def metadata(self, service: str) -> bytes:
        """The $metadata of the service."""
        types = []
        for one in SETS.values():
            if one.service == service:
                properties = "".join(
                    f'<Property Name="{p.name}" Type="{_EDM[p.type]}" MaxLength="{p.length}" sap:label="{p.name}" '
                    f'sap:creatable="{str("c" not in p.flags).lower()}"/>'
                    for p in one.properties.values()
                )
                types.append(f'<EntityType Name="{one.name}Type">{properties}</EntityType>')
        spaces = 'xmlns="http://schemas.microsoft.com/ado/2008/09/edm" xmlns:sap="http://www.sap.com/Protocols/SAPData"'
        return f"<?xml version='1.0'?><Schema Namespace='{service}' {spaces}>{''.join(types)}</Schema>".encode()

    def _sales_order(self, values: Mapping[str, Any]) -> Row:
        header = read(SETS["A_SalesOrder"], values, "c")
        for name in _NEEDED:
            if not header.get(name):
                raise Refusal(400, "V1/090", f"Enter {name}")
        if header["SalesOrderType"] not in self.order_types:
            raise Refusal(400, "V1/312", f"Sales document type {header['SalesOrderType']} is not defined")
        self._must_sell(header)
        header.setdefault("SalesOrderDate", self.today())
        header.setdefault("RequestedDeliveryDate", self.today())
        number = header["SalesOrder"] = str(next(self._orders))
        row = self.insert(
            "A_SalesOrder", **header, OverallSDProcessStatus="A", OverallTotalDeliveryStatus="A", OverallSDDocumentRejectionSts="A"
        )
        items = values.get("to_Item", {}).get("results", [])
        row["TotalNetAmount"] = sum((self.sales_item(row, item)["NetAmount"] for item in items), Decimal(0))
        for partner in values.get("to_Partner", {}).get("results", []):
            self._partner(number, read(SETS["A_SalesOrderHeaderPartner"], partner, "c"))
        for text in values.get("to_Text", {}).get("results", []):
            self.create_below(SETS["A_SalesOrder"], row, "to_Text", text)
        return row

    def _partner(self, number: str, partner: Row) -> None:
        if not any(one["Customer"] == partner.get("Customer") for one in self.tables["A_Customer"]):
            raise Refusal(400, "VP/204", f"Customer {partner.get('Customer')} does not exist")
        self.insert("A_SalesOrderHeaderPartner", **partner, SalesOrder=number)

    def _must_sell(self, header: Row) -> None:
        area = (header["SoldToParty"], header["SalesOrganization"], header["DistributionChannel"], header["OrganizationDivision"])
        known = {tuple(one[key] for key in SETS["A_CustomerSalesArea"].keys) for one in self.tables["A_CustomerSalesArea"]}
        if area not in known:
            raise Refusal(400, "VP/199", f"Sold-to party {area[0]} not maintained for sales area {' '.join(area[1:])}")
        if (block := header.get("DeliveryBlockReason")) and block not in self.delivery_blocks:
            raise Refusal(400, "V1/317", f"Delivery block {block} is not defined")

    def sales_item(self, order: Row, values: Mapping[str, Any]) -> Row:
        """An item of an order, with its price and its schedule line."""
        item = read(SETS["A_SalesOrderItem"], values, "c")
        product = next((one for one in self.tables["A_Product"] if one["Product"] == item.get("Material")), None)
        if product is None:
            raise Refusal(400, "V1/381", f"Material {item.get('Material')} is not defined for sales org.{order['SalesOrganization']}")
        if item.get("RequestedQuantityUnit") != product["BaseUnit"]:
            raise Refusal(
                400, "M3/070", f"Unit of measure {item.get('RequestedQuantityUnit')} is not defined for material {product['Product']}"
            )
        keys = {"SalesOrder": order["SalesOrder"], "SalesOrderItem": item.pop("SalesOrderItem").lstrip("0")}
        row = self.insert("A_SalesOrderItem", **item, **keys, TransactionCurrency=order["TransactionCurrency"])
        price = self.prices.get(product["Product"], Decimal(0))
        for element in values.get("to_PricingElement", {}).get("results", []):
            price = self.manual(read(SETS["A_SalesOrderItemPrElement"], element, "c"), keys)
        row["NetAmount"] = (row["RequestedQuantity"] * price * (1 - self.discount / 100)).quantize(_CENT, ROUND_HALF_UP)
        self.insert(
            "A_SalesOrderScheduleLine", **keys, ScheduleLine="1", ScheduleLineOrderQuantity=row["RequestedQuantity"],
            RequestedDeliveryDate=order["RequestedDeliveryDate"], ConfirmedDeliveryDate=order["RequestedDeliveryDate"],
        )  # fmt: skip
        return row

    def manual(self, element: Row, keys: Mapping[str, str]) -> Decimal:
        """The price of one that was entered by hand: its amount has the decimals of the currency."""
        if element["ConditionType"] not in self.price_conditions:
            raise Refusal(400, "VK/107", f"Condition type {element['ConditionType']} is missing in the pricing procedure")
        rate = element["ConditionRateValue"].quantize(_CENT, ROUND_HALF_UP)
        step = {"PricingProcedureStep": "10", "PricingProcedureCounter": "1"}
        self.insert("A_SalesOrderItemPrElement", **keys, **step, **element)
        return rate / element["ConditionQuantity"]

    @contextmanager
    def _or_nothing(self) -> Iterator[None]:
        """What is inserted stays only when none of it is refused."""
        before = {name: len(rows) for name, rows in self.tables.items()}
        try:
            yield
        except Refusal:
            for name, length in before.items():
                del self.tables[name][length:]
            raise

    def tick(self) -> datetime:
        """A moment that no other change has."""
        self._clock = max(datetime.now(UTC), self._clock + timedelta(microseconds=1))
        return self._clock


def _there(key: str, target: EntitySet) -> str:
    """What the target calls a key of ours: schedule lines of purchase orders have names of their own."""
    return _OTHERWISE.get(key, key) if target.name == "A_PurchaseOrderScheduleLine" else key
