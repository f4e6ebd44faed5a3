"""SAP's master data and open documents as the Catalog, in pieces as SAP's pages arrive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from backend.connectors.domains import domains_of
from backend.connectors.pieces import batches
from backend.connectors.sap import places, purchases, references, stock
from backend.connectors.sap.calls import Calls
from backend.connectors.sap.literals import cents, day, equal, moment, read_day, read_decimal
from backend.connectors.sap.places import Record
from backend.connectors.sap.references import References
from backend.connectors.sap.taxes import TaxCodes
from backend.connectors.sap.units import unit_code
from backend.errors import ConnectorMisconfigured
from backend.model.catalog import Catalog, Customer, Item, PaymentTerms, PurchaseOrder, SalesOrder, Supplier, SupplierInvoice

#: Things in one page; those that bring others with them come in smaller ones.
_PAGE, _PARTNERS_PAGE, _ORDERS_PAGE = 500, 200, 50
#: Orders and invoices older than this are not looked at: they are no duplicates and nobody asks for them.
_YEARS = timedelta(days=2 * 365)
#: SAP keeps days in its own zone; none is further from UTC than this.
_ZONES = timedelta(days=1)
_PARTNER = ("Customer", "Supplier", "BusinessPartnerName", "BusinessPartnerFullName", "SearchTerm1")
_ADDRESS = ("CityName", "Country", "PostalCode", "StreetName", "HouseNumber")
_EXPANDED = {
    "to_BusinessPartnerAddress": _ADDRESS,
    "to_BusinessPartnerAddress/to_EmailAddress": ("EmailAddress",),
    "to_BusinessPartnerAddress/to_URLAddress": ("WebsiteURL",),
    "to_BusinessPartnerTax": ("BPTaxType", "BPTaxNumber"),
    "to_BusinessPartnerBank": ("IBAN",),
    "to_Customer/to_CustomerSalesArea": ("SalesOrganization", "Currency", "CustomerPaymentTerms"),
    "to_Supplier/to_SupplierCompany": ("CompanyCode", "Currency", "PaymentTerms"),
}
#: Tax number categories: of every country of the Union the one that ends in 0 is the VAT number; in France 1 is the SIRET, 2 the SIREN.
_VAT, _LEGAL = "0", ("FR2", "FR1")
_PRODUCT = ("BaseUnit", "ProductStandardID", "ProductGroup")
_DESCRIPTION = "to_Description"
_SALE = (
    "SoldToParty", "PurchaseOrderByCustomer", "OverallSDProcessStatus", "OverallTotalDeliveryStatus", "OverallSDDocumentRejectionSts",
    "SalesOrderDate", "RequestedDeliveryDate", "TotalNetAmount", "DeliveryBlockReason",
)  # fmt: skip
_INVOICE = (
    "InvoicingParty", "SupplierInvoiceIDByInvcgParty", "SupplierPostingLineItemText", "DocumentDate", "InvoiceGrossAmount",
    "SupplierInvoiceStatus", "ReverseDocument",
)  # fmt: skip
_INVOICE_STATES = {
    "": "posted", "5": "posted", "A": "parked", "B": "parked, complete", "C": "held", "D": "held", "E": "parked, released",
    "1": "to be verified", "3": "with errors", "4": "correct",
}  # fmt: skip
_ORDER_STATES = {"A": "open", "B": "in process", "C": "completed"}
_DONE, _PARTLY = "C", "B"


@dataclass(frozen=True)
class Company:
    """Whose catalog is read, and how it is shown."""

    code: str
    sales_organization: str
    domains: tuple[str, ...]
    language: str
    #: Those whose stock counts, none for all of the system's.
    plants: tuple[str, ...]
    tax_codes: TaxCodes
    url: str
    payment_terms: tuple[PaymentTerms, ...] = ()


def read_catalog(calls: Calls, company: Company, since: datetime | None) -> Iterator[Catalog]:
    """The Catalog of one company, our own data first; only what changed, and perhaps a day more, when `since` is given."""
    yield _own(calls, company)
    for page in calls.pages(places.PARTNERS, _partners_filter(since), *_partner_columns(), page=_PARTNERS_PAGE):
        yield _partners(page, company)
    # Of a whole catalog at once: asked for by item it would take SAP more calls than the items themselves.
    of_all = references.read(calls, company.sales_organization) if since is None else None
    for page in calls.pages(places.PRODUCTS, _products_filter(since), *_product_columns(), page=_PAGE):
        known = of_all or references.read(calls, company.sales_organization, [row["Product"] for row in page])
        yield Catalog(items=tuple(_item(row, company.language, known) for row in page))
    yield from _documents(calls, company, since)


def read_partners(calls: Calls, company: Company, name: str, ids: Sequence[str]) -> Catalog:
    """The customers or suppliers (`name` says which) with these numbers."""
    return _partners(list(calls.named(places.PARTNERS, name, ids, *_partner_columns())), company)


def read_items(calls: Calls, company: Company, ids: Sequence[str]) -> Sequence[Item]:
    """The items with these numbers, with stock and planned receipts."""
    known = references.read(calls, company.sales_organization, ids)
    found = [_item(row, company.language, known) for row in calls.named(places.PRODUCTS, "Product", ids, *_product_columns())]
    return stock.with_stock(calls, found, company.plants)


def read_purchase_orders(calls: Calls, company: Company, numbers: Sequence[str]) -> Sequence[PurchaseOrder]:
    """The company's purchase orders with these numbers."""
    ours = [equal("CompanyCode", company.code), equal("PurchasingDocumentDeletionCode", "")]
    found = list(calls.named(places.PURCHASE_ORDERS, "PurchaseOrder", numbers, *_purchase_columns(), also=ours))
    return purchases.with_history(calls, found, company.tax_codes)


def own_company(calls: Calls, code: str) -> Record | None:
    """The company code with its name and VAT number, None when SAP does not have it."""
    return calls.first(places.COMPANIES, [equal("CompanyCode", code)], ("CompanyCodeName", "VATRegistration"))


def order_state(row: Record) -> str:
    """Where a sales order stands, in words."""
    if row["OverallSDDocumentRejectionSts"] == _DONE:
        return "rejected"
    if row["OverallTotalDeliveryStatus"] in {_PARTLY, _DONE} and row["OverallSDProcessStatus"] != _DONE:
        return "delivered" if row["OverallTotalDeliveryStatus"] == _DONE else "partly delivered"
    return _ORDER_STATES.get(row["OverallSDProcessStatus"] or "A", "open") + (", delivery blocked" if row["DeliveryBlockReason"] else "")


def invoice_state(row: Record) -> str:
    """Where a supplier invoice stands, in words."""
    return "reversed" if row["ReverseDocument"] else _INVOICE_STATES.get(row["SupplierInvoiceStatus"] or "", "")


def _own(calls: Calls, company: Company) -> Catalog:
    own = own_company(calls, company.code)
    if own is None:
        raise ConnectorMisconfigured(f"SAP has no company code {company.code}.", f"SAP n’a pas de société {company.code}.")
    return Catalog(
        payment_terms=company.payment_terms,
        own_name=own["CompanyCodeName"] or "",
        own_vat_id=own["VATRegistration"] or "",
        own_domains=company.domains,
    )


def _documents(calls: Calls, company: Company, since: datetime | None) -> Iterator[Catalog]:
    recent = f"CreationDate ge {day((datetime.now(UTC) - _YEARS).date())}"
    changed = [f"LastChangeDateTime ge {moment(since)}"] if since else []
    ours = [equal("CompanyCode", company.code), recent]
    buying = [*ours, *changed, equal("PurchasingDocumentDeletionCode", "")]
    told: set[str] = set()
    for page in calls.pages(places.PURCHASE_ORDERS, buying, *_purchase_columns(), page=_ORDERS_PAGE):
        told.update(order["PurchaseOrder"] for order in page)
        yield Catalog(purchase_orders=tuple(purchases.with_history(calls, page, company.tax_codes)))
    if since:
        yield from _moved(calls, company, ours, since, told)
    selling = [equal("SalesOrganization", company.sales_organization), recent, *changed]
    for page in calls.pages(places.ORDERS, selling, _SALE, page=_PAGE):
        yield Catalog(sales_orders=tuple(_sale(row, company.url) for row in page))
    # SAP tells of an invoice only when it was entered.
    entered = [f"CreationDate ge {_day_before(since)}"] if since else []
    for page in calls.pages(places.INVOICES, [*ours, *entered, f"SupplierInvoiceStatus ne '{places.DELETED}'"], _INVOICE, page=_PAGE):
        yield Catalog(supplier_invoices=tuple(_invoice(row, company.url) for row in page))


def _moved(calls: Calls, company: Company, ours: Sequence[str], since: datetime, told: set[str]) -> Iterator[Catalog]:
    """The purchase orders that are as they were, but of which something was received or invoiced."""
    entered = f"CreationDate ge {_day_before(since)}"
    moved = purchases.numbers_moved(calls, [entered], [*ours, entered]) - told
    for numbers in batches(sorted(moved)):
        yield Catalog(purchase_orders=tuple(read_purchase_orders(calls, company, numbers)))


def _partners_filter(since: datetime | None) -> Sequence[str]:
    changed = [f"LastChangeDate ge {_day_before(since)}"] if since else []
    return ["(Customer ne '' or Supplier ne '')", "BusinessPartnerIsBlocked eq false", "IsMarkedForArchiving eq false", *changed]


def _products_filter(since: datetime | None) -> Sequence[str]:
    return ["IsMarkedForDeletion eq false", *([f"LastChangeDateTime ge {moment(since)}"] if since else [])]


def _partner_columns() -> tuple[Sequence[str], Sequence[str]]:
    return (*_PARTNER, *(f"{place}/{name}" for place, names in _EXPANDED.items() for name in names)), tuple(_EXPANDED)


def _product_columns() -> tuple[Sequence[str], Sequence[str]]:
    return (*_PRODUCT, f"{_DESCRIPTION}/Language", f"{_DESCRIPTION}/ProductDescription"), (_DESCRIPTION,)


def _purchase_columns() -> tuple[Sequence[str], Sequence[str]]:
    items = "to_PurchaseOrderItem"
    return (*purchases.ORDER, *(f"{items}/{name}" for name in ("PurchaseOrder", "PurchaseOrderItem", *purchases.ITEM))), (items,)


def _day_before(since: datetime) -> str:
    return day((since.astimezone(UTC) - _ZONES).date())


def _partners(rows: Sequence[Record], company: Company) -> Catalog:
    return Catalog(
        customers=tuple(_customer(row, company) for row in rows if row["Customer"]),
        suppliers=tuple(_supplier(row, company) for row in rows if row["Supplier"]),
    )


def _customer(row: Record, company: Company) -> Customer:
    areas = _below(_one(row, "to_Customer"), "to_CustomerSalesArea")
    area = next((one for one in areas if one["SalesOrganization"] == company.sales_organization), {})
    return Customer(
        id=row["Customer"], currency=area.get("Currency") or "EUR", payment_terms=area.get("CustomerPaymentTerms") or "", **_described(row)
    )


def _supplier(row: Record, company: Company) -> Supplier:
    companies = _below(_one(row, "to_Supplier"), "to_SupplierCompany")
    own = next((one for one in companies if one["CompanyCode"] == company.code), {})
    ibans = tuple(one["IBAN"].replace(" ", "") for one in _below(row, "to_BusinessPartnerBank") if one["IBAN"])
    return Supplier(
        id=row["Supplier"],
        currency=own.get("Currency") or "EUR",
        payment_terms=own.get("PaymentTerms") or "",
        ibans=ibans,
        **_described(row),
    )


def _described(row: Record) -> Record:
    """What customers and suppliers have in common."""
    addresses = _below(row, "to_BusinessPartnerAddress")
    first = addresses[0] if addresses else {}
    emails = tuple(dict.fromkeys(one["EmailAddress"] for a in addresses for one in _below(a, "to_EmailAddress") if one["EmailAddress"]))
    sites = [one["WebsiteURL"] for a in addresses for one in _below(a, "to_URLAddress") if one["WebsiteURL"]]
    numbers = {one["BPTaxType"]: one["BPTaxNumber"] or "" for one in _below(row, "to_BusinessPartnerTax")}
    name = row["BusinessPartnerFullName"] or row["BusinessPartnerName"] or ""
    return {
        "name": name,
        "vat_id": next((number for category, number in sorted(numbers.items()) if category.endswith(_VAT)), ""),
        "legal_id": next((numbers[category] for category in _LEGAL if numbers.get(category)), ""),
        "emails": emails,
        "email_domains": tuple(
            dict.fromkeys(domain for email in emails or ("",) for domain in domains_of(email, sites[0] if sites else ""))
        ),
        "aliases": tuple(alias for alias in (row["SearchTerm1"],) if alias and alias.upper() != name.upper()),
        "street": f"{first.get('HouseNumber') or ''} {first.get('StreetName') or ''}".strip(),
        "postal_code": first.get("PostalCode") or "",
        "city": first.get("CityName") or "",
        "country": first.get("Country") or "",
    }


def _item(row: Record, language: str, known: References) -> Item:
    names = {one["Language"]: one["ProductDescription"] or "" for one in _below(row, _DESCRIPTION)}
    return Item(
        id=row["Product"],
        description=names.get(language) or next(iter(names.values()), ""),
        gtin=row["ProductStandardID"] or "",
        unit_code=unit_code(row["BaseUnit"]),
        group=row["ProductGroup"] or "",
        supplier_references=known.of_suppliers.get(row["Product"], {}),
        customer_references=known.of_customers.get(row["Product"], {}),
        aliases=tuple(name for of, name in names.items() if of != language),
    )


def _sale(row: Record, url: str) -> SalesOrder:
    receipt = places.order_receipt(url, row["SalesOrder"])
    return SalesOrder(
        id=receipt.id,
        number=receipt.number,
        customer_id=row["SoldToParty"] or "",
        customer_order_number=row["PurchaseOrderByCustomer"] or "",
        status=order_state(row),
        issue_date=read_day(row["SalesOrderDate"]),
        delivery_date=read_day(row["RequestedDeliveryDate"]),
        tax_exclusive_amount=cents(read_decimal(row["TotalNetAmount"])),
        url=receipt.url,
    )


def _invoice(row: Record, url: str) -> SupplierInvoice:
    receipt = places.invoice_receipt(url, row)
    return SupplierInvoice(
        id=receipt.id,
        number=receipt.number,
        supplier_id=row["InvoicingParty"] or "",
        supplier_invoice_number=places.number_of(row),
        issue_date=read_day(row["DocumentDate"]),
        tax_inclusive_amount=cents(read_decimal(row["InvoiceGrossAmount"])),
        status=invoice_state(row),
        url=receipt.url,
    )


def _below(row: Record, name: str) -> Sequence[Record]:
    """The expanded entities of a collection."""
    return (row.get(name) or {}).get("results") or ()


def _one(row: Record, name: str) -> Record:
    """The expanded entity, empty when there is none."""
    return row.get(name) or {}
