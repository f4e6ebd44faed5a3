"""The entities of Business Central's API v2.0 that the double knows, their fields with types, and a company to work with.

Names, which fields are read only and which parts an entity has: from the API pages in AL of microsoft/ALAppExtensions (Apps/W1/APIV2, July
2026). Types and lengths: from the tables behind them in microsoft/BCApps, those of master data from knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

#: Field -> its type: guid, code:20, text:100, date, datetime, decimal, int, bool, or choices with | between; ! when it is read only.
Fields = Mapping[str, str]

_DOCUMENT: Fields = {
    "id": "guid!", "number": "code:20!", "postingDate": "date", "currencyId": "guid", "currencyCode": "code:10",
    "shortcutDimension1Code": "code:20", "shortcutDimension2Code": "code:20", "discountAmount": "decimal",
    "discountAppliedBeforeTax": "bool!", "totalAmountExcludingTax": "decimal!", "totalTaxAmount": "decimal!",
    "totalAmountIncludingTax": "decimal!", "lastModifiedDateTime": "datetime!",
}  # fmt: skip
_BOUGHT: Fields = {
    **_DOCUMENT, "dueDate": "date", "vendorId": "guid", "vendorNumber": "code:20", "vendorName": "text:100!", "payToName": "text:100!",
    "payToVendorId": "guid", "payToVendorNumber": "code:20", "purchaser": "code:20",
    "status": " |Draft|In Review|Open|Paid|Canceled|Corrective!",
}  # fmt: skip
_SHIP_TO: Fields = {
    "shipToName": "text:100", "shipToContact": "text:100", "shipToAddressLine1": "text:100", "shipToAddressLine2": "text:50",
    "shipToCity": "text:30", "shipToCountry": "code:10", "shipToState": "text:30", "shipToPostCode": "code:20",
}  # fmt: skip
_SOLD: Fields = {
    **_DOCUMENT, **_SHIP_TO, "externalDocumentNumber": "code:35", "customerId": "guid", "customerNumber": "code:20",
    "customerName": "text:100!", "pricesIncludeTax": "bool", "paymentTermsId": "guid", "shipmentMethodId": "guid", "salesperson": "code:20",
    "phoneNumber": "text:30", "email": "text:80",
}  # fmt: skip
_LINE: Fields = {
    "id": "guid!", "documentId": "guid", "sequence": "int", "itemId": "guid", "accountId": "guid",
    "lineType": "Comment|Account|Item|Resource|Fixed Asset|Charge|Allocation Account", "lineObjectNumber": "code:20",
    "description": "text:100", "unitOfMeasureId": "guid", "unitOfMeasureCode": "code:10", "quantity": "decimal",
    "discountAmount": "decimal", "discountPercent": "decimal", "taxCode": "code:20", "taxPercent": "decimal!",
    "netAmount": "decimal!", "itemVariantId": "guid", "locationId": "guid",
}  # fmt: skip
_PARTNER: Fields = {
    "id": "guid!", "number": "code:20", "displayName": "text:100", "addressLine1": "text:100", "addressLine2": "text:50", "city": "text:30",
    "state": "text:30", "country": "code:10", "postalCode": "code:20", "phoneNumber": "text:30", "email": "text:80", "website": "text:80",
    "taxRegistrationNumber": "text:50", "currencyCode": "code:10", "paymentTermsId": "guid", "taxLiable": "bool",
    "lastModifiedDateTime": "datetime!",
}  # fmt: skip

ENTITIES: Mapping[str, Fields] = {
    "companies": {"id": "guid!", "name": "text:30!", "displayName": "text:250!"},
    "companyInformation": {
        "id": "guid!", "displayName": "text:100", "email": "text:80", "website": "text:80", "taxRegistrationNumber": "text:50",
        "currencyCode": "code:10!", "country": "code:10",
    },
    "customers": {**_PARTNER, "creditLimit": "decimal", "balanceDue": "decimal!", "blocked": " |Ship|Invoice|All"},
    "customerFinancialDetails": {"id": "guid!", "number": "code:20!", "balance": "decimal!", "overdueAmount": "decimal!"},
    "vendors": {**_PARTNER, "balance": "decimal", "blocked": " |Payment|All"},
    "items": {
        "id": "guid!", "number": "code:20", "displayName": "text:100", "gtin": "code:14", "inventory": "decimal", "unitPrice": "decimal",
        "priceIncludesTax": "bool", "unitCost": "decimal", "baseUnitOfMeasureCode": "code:10", "blocked": "bool",
        "itemCategoryCode": "code:20",
        "lastModifiedDateTime": "datetime!",
    },
    "accounts": {
        "id": "guid!", "number": "code:20!", "displayName": "text:100!", "directPosting": "bool!", "blocked": "bool!",
        "lastModifiedDateTime": "datetime!",
    },
    "unitsOfMeasure": {"id": "guid!", "code": "code:10", "displayName": "text:50", "internationalStandardCode": "code:10"},
    "paymentTerms": {"id": "guid!", "code": "code:10", "displayName": "text:100", "dueDateCalculation": "text:32"},
    "salesOrders": {
        **_SOLD, "orderDate": "date", "requestedDeliveryDate": "date", "partialShipping": "bool", "fullyShipped": "bool",
        "status": "Draft|In Review|Open!",
    },
    "salesInvoices": {
        **_SOLD, "invoiceDate": "date", "dueDate": "date", "orderId": "guid!", "orderNumber": "code:20!", "remainingAmount": "decimal!",
        "status": " |Draft|In Review|Open|Paid|Canceled|Corrective!",
    },
    "purchaseInvoices": {
        **_BOUGHT, **_SHIP_TO, "invoiceDate": "date", "vendorInvoiceNumber": "code:35", "orderId": "guid!", "orderNumber": "code:20!",
        "pricesIncludeTax": "bool",
    },
    "purchaseCreditMemos": {
        **_BOUGHT, "creditMemoDate": "date", "vendorCreditMemoNumber": "code:35", "paymentTermsId": "guid", "shipmentMethodId": "guid",
        "pricesIncludeTax": "bool!", "invoiceId": "guid", "invoiceNumber": "code:20",
    },
    "purchaseOrders": {
        **_DOCUMENT, "orderDate": "date", "vendorId": "guid", "vendorNumber": "code:20", "fullyReceived": "bool!",
        "status": "Draft|In Review|Open!",
    },
    "salesOrderLines": {
        **_LINE, "description2": "text:50", "unitPrice": "decimal", "shipmentDate": "date", "shippedQuantity": "decimal",
        "invoicedQuantity": "decimal",
    },
    "salesInvoiceLines": {**_LINE, "description2": "text:50", "unitPrice": "decimal", "shipmentDate": "date"},
    "purchaseInvoiceLines": {**_LINE, "description2": "text:50", "unitCost": "decimal", "expectedReceiptDate": "date"},
    "purchaseCreditMemoLines": {**_LINE, "unitCost": "decimal"},
    "purchaseOrderLines": {
        **_LINE, "description2": "text:50", "directUnitCost": "decimal", "expectedReceiptDate": "date", "receivedQuantity": "decimal",
        "invoicedQuantity": "decimal",
    },
    "locations": {"id": "guid!", "code": "code:10", "displayName": "text:100"},
    "shipmentMethods": {"id": "guid!", "code": "code:10", "displayName": "text:100"},
    "taxGroups": {"id": "guid!", "code": "code:20", "displayName": "text:100", "taxType": "Sales Tax|VAT!"},
    "dimensions": {"id": "guid!", "code": "code:20!", "displayName": "text:30!"},
    "dimensionValues": {"id": "guid!", "code": "code:20!", "dimensionId": "guid!", "displayName": "text:50!"},
    "dimensionSetLines": {
        "id": "guid!", "code": "code:20", "parentId": "guid!", "parentType": "text:30!", "displayName": "text:30", "valueId": "guid",
        "valueCode": "code:20", "valueDisplayName": "text:50",
    },
    # attachmentContent is a stream: it is no property that a POST could fill, but an address of its own.
    "documentAttachments": {
        "id": "guid!", "fileName": "text:250", "byteSize": "int!", "lineNumber": "int", "parentId": "guid",
        "parentType": " |Sales Order|Sales Invoice|Purchase Invoice|Purchase Order|Purchase Credit Memo",
        "documentFlowSales": "bool", "documentFlowPurchase": "bool", "lastModifiedDateTime": "datetime!",
    },
}  # fmt: skip

#: Entity -> the entity of its lines.
LINES: Mapping[str, str] = {
    "salesOrders": "salesOrderLines", "salesInvoices": "salesInvoiceLines", "purchaseInvoices": "purchaseInvoiceLines",
    "purchaseCreditMemos": "purchaseCreditMemoLines", "purchaseOrders": "purchaseOrderLines",
}  # fmt: skip
#: Entity -> its parts that the double knows.
PARTS: Mapping[str, tuple[str, ...]] = {
    **{entity: (lines, "dimensionSetLines", "documentAttachments") for entity, lines in LINES.items()},
    **dict.fromkeys(LINES.values(), ("dimensionSetLines",)),
}
#: Entity -> how a file names it.
KINDS: Mapping[str, str] = {
    "salesOrders": "Sales Order", "salesInvoices": "Sales Invoice", "purchaseInvoices": "Purchase Invoice",
    "purchaseCreditMemos": "Purchase Credit Memo", "purchaseOrders": "Purchase Order",
}  # fmt: skip
NO_ID = "00000000-0000-0000-0000-000000000000"

#: Item or account -> its VAT group, and each group's rate.
VAT_GROUPS = {
    "1896-S": "STANDARD",
    "1001-C": "STANDARD",
    "2000-L": "REDUCED",
    "624100": "STANDARD",
    "707000": "STANDARD",
    "658000": "NO VAT",
}
VAT_RATES = {"STANDARD": Decimal(20), "REDUCED": Decimal("5.5"), "NO VAT": Decimal(0)}
#: Item -> its units; the first is the one it is bought in.
UNITS = {"1896-S": ("PCS",), "1001-C": ("BOX", "PCS"), "2000-L": ("PCS",)}

COMPANY, CUSTOMER, VENDOR = (f"{n}0000000-0000-4000-8000-000000000001" for n in "abc")
ORDER_LINE, TERMS = "d0000000-0000-4000-8000-000000000001", "e0000000-0000-4000-8000-000000000001"
ORDER = "106001"
LOCATION, SHIPMENT = "f0000000-0000-4000-8000-000000000001", "f0000000-0000-4000-8000-000000000002"


def company(insert: Any) -> None:
    """A dealer in tableware with a customer, two vendors, items, accounts and a purchase order."""
    insert("companies", id=COMPANY, name="CRONUS FR", displayName="Mistral Distribution")
    insert(
        "companyInformation", displayName="Mistral Distribution", email="contact@mistral.example", website="www.mistral.example",
        taxRegistrationNumber="FR40303265045", currencyCode="EUR", country="FR",
    )  # fmt: skip
    insert("unitsOfMeasure", code="PCS", displayName="Pièce", internationalStandardCode="C62")
    insert("unitsOfMeasure", code="BOX", displayName="Carton", internationalStandardCode="BX")
    insert("paymentTerms", id=TERMS, code="30J", displayName="30 jours", dueDateCalculation="30D")
    insert(
        "customers", id=CUSTOMER, number="10000", displayName="Brasserie du Confluent", email="achats@confluent.example",
        taxRegistrationNumber="FR83404833048", addressLine1="3 quai Rambaud", postalCode="69002", city="Lyon", country="FR",
        currencyCode="EUR", paymentTermsId=TERMS, creditLimit=5000, blocked=" ",
    )  # fmt: skip
    insert("customerFinancialDetails", id=CUSTOMER, number="10000", balance=Decimal("1234.50"), overdueAmount=0)
    insert(
        "vendors", id=VENDOR, number="20000", displayName="Coutellerie Vial", email="ventes@vial.example",
        taxRegistrationNumber="FR55552100554", city="Thiers", country="FR", currencyCode="EUR", blocked=" ",
    )  # fmt: skip
    insert(
        "vendors",
        number="30000",
        displayName="Verrerie du Forez",
        website="www.forez.example",
        country="FR",
        currencyCode="EUR",
        blocked=" ",
    )
    items = (("1896-S", "Verre à vin 35 cl", "16.50"), ("1001-C", "Couteau de chef", "29"), ("2000-L", "Livre de cuisine", "20"))
    for number, name, price in items:
        insert(
            "items", number=number, displayName=name, unitPrice=Decimal(price), baseUnitOfMeasureCode="PCS", inventory=12, blocked=False,
            itemCategoryCode="TABLE",
            priceIncludesTax=False, gtin="3012345678907" if number == "1896-S" else "",
        )  # fmt: skip
    for number, name in (("624100", "Transports sur achats"), ("707000", "Ventes"), ("658000", "Arrondis")):
        insert("accounts", number=number, displayName=name, directPosting=True, blocked=False)
    insert("accounts", number="401000", displayName="Fournisseurs", directPosting=False, blocked=False)
    insert("locations", id=LOCATION, code="LYON", displayName="Dépôt de Lyon")
    insert("shipmentMethods", id=SHIPMENT, code="EXW", displayName="Ex Warehouse")
    for group, rate in VAT_RATES.items():
        insert("taxGroups", code=group, displayName=f"TVA {rate} %", taxType="VAT")
    project = insert("dimensions", code="PROJET", displayName="Projet")
    for code in ("SALON", "BOUTIQUE"):
        insert("dimensionValues", code=code, dimensionId=project, displayName=code.title())
    order = insert(
        "purchaseOrders", number=ORDER, vendorId=VENDOR, currencyCode="EUR", orderDate="2026-10-20", status="Open", fullyReceived=False
    )
    insert(
        "purchaseOrderLines", id=ORDER_LINE, documentId=order, sequence=10000, lineType="Item", lineObjectNumber="1001-C",
        description="Couteau de chef", unitOfMeasureCode="PCS", quantity=24, directUnitCost=Decimal("14.20"), receivedQuantity=20,
        invoicedQuantity=4, taxPercent=20, expectedReceiptDate="2026-12-01",
    )  # fmt: skip
