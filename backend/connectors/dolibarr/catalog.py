"""Dolibarr's master data and open documents as the Catalog."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from threading import Lock
from typing import TypeVar

from cachetools import TTLCache

from backend.connectors.dolibarr.calls import AT_ONCE, Calls, Record
from backend.connectors.dolibarr.places import (
    CREDIT_NOTE,
    INVOICES,
    ORDERS,
    amount,
    day,
    identity,
    link,
    number,
    state,
    status,
    text,
)
from backend.connectors.domains import domains_of
from backend.connectors.pieces import batches, pieces
from backend.model.catalog import (
    Catalog,
    Customer,
    Item,
    PaymentTerms,
    PurchaseOrder,
    PurchaseOrderLine,
    SalesOrder,
    Supplier,
    SupplierInvoice,
)

PARTNER = "name,name_alias,tva_intra,idprof1,idprof2,email,url,address,zip,town,country_code,code_client,code_fournisseur"
ITEM = "ref,label,barcode,price,tva_tx"
_PURCHASE = "ref,socid,status,statut,billed,date,date_commande,multicurrency_code,lines"
_SALE = "ref,ref_client,socid,status,statut,billed,date,delivery_date,total_ht"
_INVOICE = "ref,ref_supplier,type,socid,status,statut,date,total_ttc"
#: The modes of the list of third parties.
_CUSTOMERS, _SUPPLIERS = 1, 4
#: States of a purchase order: validated and later, all goods received; cancelled or refused after that.
_PLACED, _ALL_RECEIVED = "(t.fk_statut:>:0)", 5
#: How the dictionary of payment terms counts: from the day of the invoice, or then to the end of the month (`type_cdr`).
_AFTER_DAYS, _AT_END_OF_MONTH = "0", "1"
#: A line of a document that is a title or a subtotal.
_NO_LINE = "9"
#: Orders and invoices older than this are not looked at: they are no duplicates and nobody asks for them.
_YEARS = timedelta(days=2 * 365)
#: Dolibarr keeps changes by the clock of its database, wherever that is.
_CLOCKS = timedelta(days=1)
#: Bank accounts are asked for supplier by supplier, so many at once, and remembered for so many seconds.
_AT_ONCE, _FRESH, _MOST_SUPPLIERS = 4, 900, 20_000
_PAGE = 500

AnyPartner = TypeVar("AnyPartner", Customer, Supplier)


class Accounts:
    """The suppliers' bank accounts, which Dolibarr tells of one supplier at a time."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._known: TTLCache[str, tuple[str, ...]] = TTLCache(maxsize=_MOST_SUPPLIERS, ttl=_FRESH)
        self._lock = Lock()

    def of(self, suppliers: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """The IBANs by supplier."""
        wanted = set(suppliers)
        with self._lock:
            known = {supplier: ibans for supplier, ibans in self._known.items() if supplier in wanted}
        missing = sorted(wanted - known.keys())
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            asked = dict(zip(missing, pool.map(self._asked, missing), strict=True))
        with self._lock:
            self._known.update(asked)
        return {**known, **asked}

    def _asked(self, supplier: str) -> tuple[str, ...]:
        found = self._calls.read(f"thirdparties/{supplier}/bankaccounts") or []
        return tuple(iban for account in found if (iban := text(account.get("iban")).replace(" ", "")))


def read_catalog(calls: Calls, accounts: Accounts, url: str, since: datetime | None) -> Iterator[Catalog]:
    """The Catalog in pieces; only what changed when `since` is given. IBANs are those of suppliers with orders or invoices of late."""
    changed = (f"(t.tms:>=:'{since.astimezone(UTC) - _CLOCKS:%Y%m%d}')",) if since else ()
    recent = f"{datetime.now(UTC) - _YEARS:%Y%m%d}"
    own = read_company(calls)
    yield Catalog(
        payment_terms=tuple(read_payment_terms(calls)),
        own_name=text(own.get("name")),
        own_vat_id=text(own.get("tva_intra")),
        own_legal_id=text(own.get("idprof2")) or text(own.get("idprof1")),
        own_domains=domains_of(text(own.get("email")), text(own.get("url"))),
    )
    bills = calls.records(INVOICES.path, f"({INVOICES.created}:>=:'{recent}')", *changed, properties=_INVOICE)
    sales = calls.records(ORDERS.path, f"({ORDERS.created}:>=:'{recent}')", *changed, properties=_SALE)
    trading: set[str] = set()
    for piece in pieces(
        purchase_orders=_purchase_orders(calls, f"(t.date_creation:>=:'{recent}')", *changed),
        supplier_invoices=(_bill(row, url) for row in bills),
    ):
        trading.update(order.supplier_id for order in piece.purchase_orders)
        trading.update(bill.supplier_id for bill in piece.supplier_invoices)
        yield piece
    yield from pieces(
        customers=(partner(Customer, row) for row in calls.records("thirdparties", *changed, properties=PARTNER, mode=_CUSTOMERS)),
        suppliers=_suppliers(calls, accounts, trading, changed),
        items=_items(calls, changed),
        sales_orders=(_sale(row, url) for row in sales),
    )


def _suppliers(calls: Calls, accounts: Accounts, trading: Collection[str], changed: Sequence[str]) -> Iterator[Supplier]:
    """The suppliers, those that are trading with their accounts."""
    for rows in batches(calls.records("thirdparties", *changed, properties=PARTNER, mode=_SUPPLIERS)):
        ibans = accounts.of(supplier for row in rows if (supplier := str(row["id"])) in trading)
        yield from (replace(partner(Supplier, row), ibans=ibans.get(str(row["id"]), ())) for row in rows)


def read_payment_terms(calls: Calls) -> Iterator[PaymentTerms]:
    """The payment terms; those due on a day of the month, or some days after its end, by their names only."""
    for row in calls.read("setup/dictionary/payment_terms", limit=_PAGE) or []:
        kind, is_plain = str(row.get("type_cdr") or 0), not text(row.get("decalage"))
        days = int(row.get("nbjour") or 0) if kind in {_AFTER_DAYS, _AT_END_OF_MONTH} and is_plain else None
        yield PaymentTerms(str(row["id"]), text(row["label"]), days, kind == _AT_END_OF_MONTH)


def read_company(calls: Calls) -> Record:
    """Our own company; raises ConnectorMisconfigured when Dolibarr does not tell it to this user."""
    return dict(calls.read("setup/company") or {})


def read_purchase_orders(calls: Calls, *conditions: str) -> tuple[PurchaseOrder, ...]:
    """The purchase orders that were placed and meet the conditions, with their lines."""
    return tuple(_purchase_orders(calls, *conditions))


def _purchase_orders(calls: Calls, *conditions: str) -> Iterator[PurchaseOrder]:
    return (_purchase(row) for row in calls.records("supplierorders", _PLACED, *conditions, properties=_PURCHASE))


def _items(calls: Calls, changed: Sequence[str]) -> Iterator[Item]:
    """The products and services, with what each supplier calls them."""
    for rows in batches(calls.records("products", *changed, properties=ITEM)):
        references = read_references(calls, [str(row["id"]) for row in rows])
        yield from (item(row, references.get(str(row["id"]), {})) for row in rows)


def item(row: Record, references: Mapping[str, str]) -> Item:
    """The product or service, read with the properties of `ITEM`, and what suppliers call it."""
    return Item(
        id=str(row["id"]),
        description=text(row["label"]),
        gtin=text(row.get("barcode")),
        net_price=number(row.get("price")),
        tax_rate=number(row.get("tva_tx")),
        supplier_references=references,
        number=text(row["ref"]),
    )


def read_references(calls: Calls, items: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """Item id -> supplier id -> the supplier's number for it; of these items."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for start in range(0, len(items), AT_ONCE):
        _add_references(calls, f"(t.rowid:in:{','.join(items[start : start + AT_ONCE])})", found)
    return found


def _add_references(calls: Calls, condition: str, found: dict[str, dict[str, str]]) -> None:
    last = 0
    # A product fills as many places of a page as it has prices, and stands there once: only an empty page is the end.
    while page := calls.read(
        "products/purchase_prices", sortfield="t.rowid", limit=_PAGE, sqlfilters=f"{condition} and (t.rowid:>:{last})"
    ):
        for item, prices in page.items():
            found[item].update({str(price["fourn_id"]): reference for price in prices if (reference := text(price.get("ref_supplier")))})
        last = max(map(int, page))


def partner(kind: type[AnyPartner], row: Record) -> AnyPartner:
    """The third party, read with the properties of `PARTNER`."""
    aliases = (text(row.get(name)) for name in ("name_alias", "code_client", "code_fournisseur"))
    return kind(
        id=str(row["id"]),
        name=text(row["name"]),
        vat_id=text(row.get("tva_intra")),
        legal_id=text(row.get("idprof2")) or text(row.get("idprof1")),
        email_domains=domains_of(text(row.get("email")), text(row.get("url"))),
        emails=(email,) if (email := text(row.get("email"))) else (),
        aliases=tuple(filter(None, aliases)),
        street=text(row.get("address")),
        postal_code=text(row.get("zip")),
        city=text(row.get("town")),
        country=text(row.get("country_code")),
    )


def _purchase(row: Record) -> PurchaseOrder:
    is_received, is_invoiced = int(status(row)) == _ALL_RECEIVED, bool(text(row.get("billed")))
    lines = [line for line in row.get("lines") or () if str(line.get("product_type")) != _NO_LINE]
    return PurchaseOrder(
        id=str(row["id"]),
        number=text(row["ref"]),
        supplier_id=str(row["socid"]),
        currency=text(row.get("multicurrency_code")) or "EUR",
        lines=tuple(_purchase_line(line, is_received=is_received, is_invoiced=is_invoiced) for line in lines),
        issue_date=day(row.get("date_commande") or row.get("date")),
        status="cancelled" if int(status(row)) > _ALL_RECEIVED else "open",
    )


def _purchase_line(line: Record, *, is_received: bool, is_invoiced: bool) -> PurchaseOrderLine:
    quantity = number(line["qty"])
    return PurchaseOrderLine(
        id=str(line["id"]),
        item_id=text(line.get("fk_product")),
        description=text(line.get("desc")) or text(line.get("description")) or text(line.get("product_label")),
        quantity=quantity,
        net_price=number(line["subprice"]) * (1 - number(line.get("remise_percent")) / 100),
        received_quantity=quantity if is_received else Decimal(0),
        invoiced_quantity=quantity if is_invoiced else Decimal(0),
        tax_rate=number(line.get("tva_tx")),
    )


def _sale(row: Record, url: str) -> SalesOrder:
    return SalesOrder(
        id=identity(ORDERS, row),
        number=text(row["ref"]),
        customer_id=str(row["socid"]),
        customer_order_number=text(row.get("ref_client")),
        status=state(ORDERS, row),
        issue_date=day(row.get("date")),
        delivery_date=day(row.get("delivery_date")),
        tax_exclusive_amount=amount(row.get("total_ht")),
        url=link(url, ORDERS, row),
    )


def _bill(row: Record, url: str) -> SupplierInvoice:
    gross = amount(row.get("total_ttc"))
    return SupplierInvoice(
        id=identity(INVOICES, row),
        number=text(row["ref"]),
        supplier_id=str(row["socid"]),
        supplier_invoice_number=text(row.get("ref_supplier")),
        issue_date=day(row.get("date")),
        tax_inclusive_amount=-gross if str(row.get("type")) == str(CREDIT_NOTE) else gross,
        status=state(INVOICES, row),
        url=link(url, INVOICES, row),
    )
