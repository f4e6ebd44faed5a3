"""A small company in SAP for the tests: a customer, a supplier, two products, purchase orders with receipts."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.contract.doubles.sap_business import Business

CUSTOMER, DEPOT, SUPPLIER = "10100001", "10100002", "10300080"
#: The second is invoiced by its receipts.
ORDERED, BY_RECEIPTS = "4500000138", "4500000139"
_LAST = datetime(2026, 11, 2, tzinfo=UTC)


def fill(business: Business) -> None:
    """Put the company into the tables."""
    business.tax_codes |= {"V0": Decimal(0), "V1": Decimal(20), "V2": Decimal("5.5"), "V3": Decimal(20)}
    business.accounts |= {"61000000", "65800000"}
    business.prices |= {"MD-1001": Decimal("24.90"), "MD-4001": Decimal("18.00")}
    business.insert(
        "A_CompanyCode", CompanyCode="1010", CompanyCodeName="Mistral Distribution", Country="FR", VATRegistration="FR83404833048"
    )
    _partner(business, "1000001", "Brasserie du Confluent", "FR40303265045", Customer=CUSTOMER)
    _partner(business, "1000003", "Brasserie du Confluent, dépôt", "FR40303265045", Customer=DEPOT)
    _partner(business, "1000002", "Coutellerie Vial", "FR55512345678", Supplier=SUPPLIER)
    business.insert("A_Customer", Customer=CUSTOMER, CustomerName="Brasserie du Confluent")
    business.insert(
        "A_CustomerSalesArea", Customer=CUSTOMER, SalesOrganization="1010", DistributionChannel="10", Division="00", Currency="EUR",
        CustomerPaymentTerms="0004",
    )  # fmt: skip
    business.insert("A_Customer", Customer=DEPOT, CustomerName="Brasserie du Confluent, dépôt")
    for n, party in enumerate((CUSTOMER, DEPOT)):
        business.insert(
            "A_CustSalesPartnerFunc", Customer=CUSTOMER, SalesOrganization="1010", DistributionChannel="10", Division="00",
            PartnerCounter=str(n), PartnerFunction="SH", BPCustomerNumber=party,
        )  # fmt: skip
    business.insert("A_Supplier", Supplier=SUPPLIER, SupplierName="Coutellerie Vial")
    business.insert("A_SupplierCompany", Supplier=SUPPLIER, CompanyCode="1010", PaymentTerms="0002")
    business.insert(
        "A_BusinessPartnerBank",
        BusinessPartner="1000002",
        BankIdentification="0001",
        BankCountryKey="FR",
        IBAN="FR7630006000011234567890189",
    )
    for product, name, english, gtin in (
        ("MD-1001", "Couteau de chef 20 cm", "Chef's knife 20 cm", "3012345678900"),
        ("MD-4001", "Verre à vin 35 cl", "Wine glass 35 cl", "3012345678907"),
    ):
        business.insert("A_Product", Product=product, BaseUnit="PC", ProductGroup="TABLE", ProductStandardID=gtin, LastChangeDate=_LAST)
        business.insert("A_ProductDescription", Product=product, Language="EN", ProductDescription=english)
        business.insert("A_ProductDescription", Product=product, Language="FR", ProductDescription=name)
    business.insert(
        "A_PurchasingInfoRecord", PurchasingInfoRecord="5300000001", Supplier=SUPPLIER, Material="MD-1001", SupplierMaterialNumber="CC-20"
    )
    business.insert(
        "A_CustomerMaterial",
        SalesOrganization="1010",
        DistributionChannel="10",
        Customer=CUSTOMER,
        Material="MD-4001",
        MaterialByCustomer="VIN-35",
    )
    for number, by_receipts in ((ORDERED, False), (BY_RECEIPTS, True)):
        business.insert(
            "A_PurchaseOrder", PurchaseOrder=number, CompanyCode="1010", Supplier=SUPPLIER, PurchaseOrderDate=_LAST, DocumentCurrency="EUR"
        )
        _item(business, number, is_by_receipts=by_receipts)
    receive(business, "5000000201", "20", ORDERED)
    receive(business, "5000000202", "10", BY_RECEIPTS)
    receive(business, "5000000203", "14", BY_RECEIPTS)


def receive(business: Business, document: str, quantity: str, order: str, movement: str = "101") -> None:
    """Post a movement of goods against the purchase order's line."""
    business.insert("A_MaterialDocumentHeader", MaterialDocumentYear="2026", MaterialDocument=document)
    business.insert(
        "A_MaterialDocumentItem", MaterialDocumentYear="2026", MaterialDocument=document, MaterialDocumentItem="1", Material="MD-1001",
        GoodsMovementType=movement, PurchaseOrder=order, PurchaseOrderItem="10", GoodsMovementRefDocType="B",
        QuantityInEntryUnit=Decimal(quantity), EntryUnit="PC", DebitCreditCode="S" if movement in {"101", "103", "105"} else "H",
    )  # fmt: skip


def _partner(business: Business, number: str, name: str, vat: str, **accounts: str) -> None:
    business.insert(
        "A_BusinessPartner",
        BusinessPartner=number,
        BusinessPartnerName=name,
        BusinessPartnerFullName=name,
        LastChangeDate=_LAST,
        **accounts,
    )
    address = f"2{number}"
    business.insert(
        "A_BusinessPartnerAddress", BusinessPartner=number, AddressID=address, CityName="Thiers", Country="FR", PostalCode="63300",
        StreetName="Rue des Couteliers", HouseNumber=number[-1],
    )  # fmt: skip
    domain = name.rsplit(maxsplit=1)[-1].lower()
    business.insert("A_AddressEmailAddress", AddressID=address, OrdinalNumber="1", EmailAddress=f"contact@{domain}.example")
    business.insert("A_BusinessPartnerTaxNumber", BusinessPartner=number, BPTaxType="FR0", BPTaxNumber=vat)
    business.insert("A_BusinessPartnerTaxNumber", BusinessPartner=number, BPTaxType="FR2", BPTaxNumber=vat[4:])


def _item(business: Business, number: str, *, is_by_receipts: bool) -> None:
    business.insert(
        "A_PurchaseOrderItem", PurchaseOrder=number, PurchaseOrderItem="10", Material="MD-1001", Plant="1010",
        PurchaseOrderItemText="Couteau de chef 20 cm", OrderQuantity=Decimal(24), PurchaseOrderQuantityUnit="PC",
        DocumentCurrency="EUR", NetPriceAmount=Decimal("142.00"),
        NetPriceQuantity=Decimal(10), TaxCode="V1", InvoiceIsGoodsReceiptBased=is_by_receipts, SupplierMaterialNumber="CC-20",
    )  # fmt: skip
