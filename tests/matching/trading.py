"""A small trading company, its ERP's Catalog, and short ways to write documents and mails for the tests of matching, checks and replies."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from backend.model.catalog import (
    Catalog,
    Customer,
    Item,
    PurchaseOrder,
    PurchaseOrderLine,
    SalesOrder,
    Supplier,
    SupplierInvoice,
)
from backend.model.field import Field, Fields
from backend.model.mail import Address, Authentication, Mail
from backend.model.trade import DocumentType, TradeDocument

D = Decimal

CARTONNERIE = Supplier(
    id="S1",
    name="Cartonnerie du Val de Loire SAS",
    vat_id="FR79523806198",
    legal_id="52380619800017",
    ibans=("FR7630004005230005238061952",),
    email_domains=("cartonnerie-valdeloire.fr",),
    emails=("factures@cartonnerie-valdeloire.fr",),
    aliases=("CVL Emballages",),
    city="Blois",
)
VISSERIE = Supplier(
    id="S2",
    name="Visserie Lefèvre",
    legal_id="439007121",
    ibans=("FR7630004004390004390071267",),
    emails=("visserie.lefevre@orange.fr",),
    city="Lille",
)
SCHMIDT = Supplier(id="S3", name="Schmidt Klebetechnik GmbH", vat_id="DE136695976", email_domains=("schmidt-kleb.de",), country="DE")
BOULANGERIE = Customer(
    id="C1",
    name="Boulangerie Moreau SARL",
    vat_id="FR79802455188",
    legal_id="80245518800010",
    emails=("commande@boulangerie-moreau.fr",),
    email_domains=("boulangerie-moreau.fr",),
    city="Tours",
)
#: Two sites of one company.
HOTELS_NANTES = Customer(id="C2", name="Hôtels Océane", vat_id="FR53338177645", legal_id="33817764500011", city="Nantes")
HOTELS_BREST = Customer(id="C3", name="Hôtels Océane", vat_id="FR53338177645", legal_id="33817764500029", city="Brest")
GARAGE = Customer(id="C4", name="Garage Petit", emails=("garage.petit@gmail.com",), city="Le Mans")

ITEMS = (
    Item(
        "CAR-4030",
        "Carton double cannelure 400 x 300 x 200 mm",
        gtin="3401234000014",
        net_price=D("2.30"),
        stock=D(500),
        supplier_references={"S1": "DC-430"},
        customer_references={"C1": "EMB-7"},
        customer_prices={"C1": D("3.10")},
    ),
    Item("CAR-6040", "Carton double cannelure 600 x 400 x 300 mm", gtin="3401234000021", net_price=D("4.10"), stock=D(40)),
    Item("ADH-50", "Ruban adhésif PVC 50 mm x 100 m", gtin="3401234000038", net_price=D("1.20"), stock=D(1000), aliases=("Scotch 50 mm",)),
    Item("VIS-M6", "Vis inox M6 x 20 boîte de 100", gtin="3401234000045", unit_code="BX", net_price=D("8.00"), stock=D(90)),
    Item("VIS-M8", "Vis inox M8 x 20 boîte de 100", unit_code="BX", net_price=D("9.50"), stock=D(90)),
    Item("COL-1", "Colle néoprène", unit_code="KGM", net_price=D("12.40"), supplier_references={"S3": "N 100"}),
)
ORDERED = PurchaseOrder(
    id="17",
    number="BC-2026-0142",
    supplier_id="S1",
    currency="EUR",
    issue_date=date(2026, 10, 20),
    lines=(
        PurchaseOrderLine("171", "CAR-4030", "Carton double cannelure 400 x 300 x 200 mm", D(250), D("2.30"), D(250), D(0)),
        PurchaseOrderLine("172", "ADH-50", "Ruban adhésif PVC 50 mm x 100 m", D(100), D("1.20"), D(60), D(0)),
    ),
)
CLOSED = PurchaseOrder("18", "BC-2026-0099", "S1", "EUR", (PurchaseOrderLine("181", "ADH-50", "Ruban", D(1), D(1)),), status="closed")
SCREWS = PurchaseOrder("19", "BC-2026-0150", "S2", "EUR", (PurchaseOrderLine("191", "VIS-M6", "Vis inox M6 x 20", D(30), D(8), D(30)),))

CATALOG = Catalog(
    customers=(BOULANGERIE, HOTELS_NANTES, HOTELS_BREST, GARAGE, Customer("C9", "Atelier Mercier", vat_id="FR19412753303")),
    suppliers=(CARTONNERIE, VISSERIE, SCHMIDT, Supplier("S9", "ATELIER MERCIER", vat_id="FR19412753303")),
    items=ITEMS,
    purchase_orders=(ORDERED, CLOSED, SCREWS),
    sales_orders=(
        SalesOrder("501", "CV-2026-0501", "C1", "CMD-889", "partly_delivered", date(2026, 11, 2), date(2026, 11, 27), D("310.00")),
        SalesOrder("502", "CV-2026-0502", "C4", "PETIT-12", "open", date(2026, 11, 3)),
    ),
    supplier_invoices=(
        SupplierInvoice("801", "FF-2026-0801", "S1", "FA-2026-310", date(2026, 9, 30), D("690.00"), "paid"),
        SupplierInvoice("802", "FF-2026-0802", "S2", "FA-2026-311", date(2026, 9, 30), D("96.00"), "open"),
    ),
    own_name="Atelier Mercier SAS",
    own_vat_id="FR19412753303",
    own_legal_id="41275330300012",
    own_domains=("atelier-mercier.fr",),
)

FROM_CARTONNERIE = Address("factures@cartonnerie-valdeloire.fr", "Cartonnerie du Val de Loire")
FROM_BOULANGERIE = Address("commande@boulangerie-moreau.fr", "Julie Moreau")
RECEIVED = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def mail(sender: Address | str = FROM_BOULANGERIE, subject: str = "", text: str = "", authentication: Authentication | None = None) -> Mail:
    """A mail from this sender."""
    address = Address(sender) if isinstance(sender, str) else sender
    return Mail("<1@test>", subject, address, received_at=RECEIVED, text=text, authentication=authentication or Authentication())


def fields(**values: object) -> Fields:
    """Certain fields with these values."""
    return {name: Field(name, str(value), str(value), 0.99) for name, value in values.items()}


def invoice(*lines: Fields, document_type: DocumentType = DocumentType.INVOICE, **header: object) -> TradeDocument:
    """An invoice with these lines and header fields."""
    return TradeDocument(document_type, fields(**header), lines)


def order(*lines: Fields, document_type: DocumentType = DocumentType.ORDER, **header: object) -> TradeDocument:
    """An order with these lines and header fields."""
    return TradeDocument(document_type, fields(**header), lines)
