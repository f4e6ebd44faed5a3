"""What SAP says of its services: the entity sets and properties that are used, as its metadata describe them.

Made from the $metadata (EDMX) of API_SALES_ORDER_SRV, API_SUPPLIERINVOICE_PROCESS_SRV, API_PURCHASEORDER_PROCESS_SRV, API_BUSINESS_PARTNER,
API_PRODUCT_SRV, API_MATERIAL_DOCUMENT_SRV, API_MATERIAL_STOCK_SRV, API_CUSTOMER_MATERIAL_SRV, API_INFORECORD_PROCESS_SRV,
API_COMPANYCODE_SRV and API_CV_ATTACHMENT_SRV of S/4HANA, as public CAP projects hold them in srv/external: every set with what it does not
let be done, then each property as name:type:flags. Types: S string with its length, D decimal with precision.scale, T day (Edm.DateTime),
O moment (Edm.DateTimeOffset), B boolean. Flags: k key, c not creatable, u not updatable, f not filterable, ! never empty, @ the entity's
version (ETag), ^ kept in upper case. name>Set is a navigation, * to many.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_TABLE = """
API_SALES_ORDER_SRV/A_SalesOrder
  SalesOrder:S10:k!^ SalesOrderType:S4:^ SalesOrganization:S4:^ DistributionChannel:S2:^ OrganizationDivision:S2:^ SoldToParty:S10:^
  CreationDate:T:cu LastChangeDate:T:cu LastChangeDateTime:O:cu@ PurchaseOrderByCustomer:S35 PurchaseOrderByShipToParty:S35
  CustomerPurchaseOrderDate:T SalesOrderDate:T TotalNetAmount:D16.3:cu TransactionCurrency:S5 PricingDate:T RequestedDeliveryDate:T
  HeaderBillingBlockReason:S2:^ DeliveryBlockReason:S2:^ CustomerPaymentTerms:S4:^ AssignmentReference:S18
  AccountingDocExternalReference:S16:^ SDDocumentReason:S3:^ OverallSDProcessStatus:S1:cu^ OverallTotalDeliveryStatus:S1:cu^
  OverallSDDocumentRejectionSts:S1:cu^ ShippingCondition:S2:^ IncotermsClassification:S3:^ CustomerGroup:S2:^ SalesOffice:S4:^
  SalesGroup:S3:^ ReferenceSDDocument:S10:^ to_Item>A_SalesOrderItem* to_Partner>A_SalesOrderHeaderPartner* to_Text>A_SalesOrderText*
API_SALES_ORDER_SRV/A_SalesOrderHeaderPartner -creatable
  SalesOrder:S10:kcu!^ PartnerFunction:S2:k!^ Customer:S10:^ to_SalesOrder>A_SalesOrder
API_SALES_ORDER_SRV/A_SalesOrderItem
  SalesOrder:S10:kcu!^ SalesOrderItem:S6:k! SalesOrderItemText:S40 PurchaseOrderByCustomer:S35 Material:S40:^ MaterialByCustomer:S35:^
  RequestedQuantity:D15.3 RequestedQuantityUnit:S3 NetAmount:D16.3:cu TransactionCurrency:S5:cu ProductionPlant:S4:^
  StorageLocation:S4:^ ShippingPoint:S4:^ SalesDocumentRjcnReason:S2:^ WBSElement:S24 ProfitCenter:S10:^ SDProcessStatus:S1:cu^
  DeliveryStatus:S1:cu^ OrderRelatedBillingStatus:S1:cu^ SalesOrderItemCategory:S4:^ ItemBillingBlockReason:S2:^
  to_PricingElement>A_SalesOrderItemPrElement* to_SalesOrder>A_SalesOrder to_ScheduleLine>A_SalesOrderScheduleLine*
API_SALES_ORDER_SRV/A_SalesOrderItemPrElement -creatable
  SalesOrder:S10:kcu!^ SalesOrderItem:S6:kcu! PricingProcedureStep:S3:k! PricingProcedureCounter:S3:k! ConditionType:S4:^
  ConditionRateValue:D24.9 ConditionCurrency:S5 ConditionQuantity:D5.0 ConditionQuantityUnit:S3 ConditionAmount:D16.3:cu
  to_SalesOrder>A_SalesOrder to_SalesOrderItem>A_SalesOrderItem
API_SALES_ORDER_SRV/A_SalesOrderScheduleLine -creatable -updatable -deletable
  SalesOrder:S10:kcu!^ SalesOrderItem:S6:kcu! ScheduleLine:S4:k! RequestedDeliveryDate:T ConfirmedDeliveryDate:T
  ScheduleLineOrderQuantity:D13.3 DeliveredQtyInOrderQtyUnit:D13.3 ConfdOrderQtyByMatlAvailCheck:D13.3
API_SALES_ORDER_SRV/A_SalesOrderText -creatable
  SalesOrder:S10:kcu!^ Language:S2:k! LongTextID:S4:k!^ LongText:S:f to_SalesOrder>A_SalesOrder
API_SUPPLIERINVOICE_PROCESS_SRV/A_SuplrInvcItemPurOrdRef -creatable -updatable -deletable
  SupplierInvoice:S10:kcu!^ FiscalYear:S4:kcu! SupplierInvoiceItem:S6:k! PurchaseOrder:S10:^ PurchaseOrderItem:S5 Plant:S4:^
  ReferenceDocument:S10:^ ReferenceDocumentFiscalYear:S4 ReferenceDocumentItem:S4 IsSubsequentDebitCredit:S1:^ TaxCode:S2:^
  DocumentCurrency:S5:^ SupplierInvoiceItemAmount:D14.3 PurchaseOrderQuantityUnit:S3 QuantityInPurchaseOrderUnit:D13.3
  SupplierInvoiceItemText:S50 IsFinallyInvoiced:B
API_SUPPLIERINVOICE_PROCESS_SRV/A_SupplierInvoice -updatable
  SupplierInvoice:S10:kcu!^ FiscalYear:S4:kcu! CompanyCode:S4:^ DocumentDate:T PostingDate:T CreationDate:T:cu
  SupplierInvoiceIDByInvcgParty:S16:^ InvoicingParty:S10:^ DocumentCurrency:S5:^ InvoiceGrossAmount:D14.3 DocumentHeaderText:S25
  PaymentTerms:S4:^ DueCalculationBaseDate:T NetPaymentDays:D3.0 PaymentBlockingReason:S1:^ AccountingDocumentType:S2:^
  SupplierInvoiceStatus:S1:^ PaymentMethod:S1:^ PaymentReference:S30:^ InvoiceReference:S10:^ InvoiceReferenceFiscalYear:S4
  AssignmentReference:S18 SupplierPostingLineItemText:S50 TaxIsCalculatedAutomatically:B BusinessPlace:S4:^ BusinessArea:S4:^
  SupplierInvoiceIsCreditMemo:S1:^ TaxDeterminationDate:T InvoiceReceiptDate:T BPBankAccountInternalID:S4:^ HouseBank:S5:^
  ReverseDocument:S10:cu^ ReverseDocumentFiscalYear:S4:cu IsReversal:B:cuf IsReversed:B:cuf
  to_SuplrInvcItemPurOrdRef>A_SuplrInvcItemPurOrdRef* to_SupplierInvoiceItemGLAcct>A_SupplierInvoiceItemGLAcct*
  to_SupplierInvoiceTax>A_SupplierInvoiceTax*
API_SUPPLIERINVOICE_PROCESS_SRV/A_SupplierInvoiceItemGLAcct -creatable -updatable -deletable
  SupplierInvoice:S10:kcu!^ FiscalYear:S4:kcu! SupplierInvoiceItem:S4:k! CompanyCode:S4:^ CostCenter:S10:^ ControllingArea:S4:^
  BusinessArea:S4:^ ProfitCenter:S10:^ FunctionalArea:S16:^ GLAccount:S10:^ SalesOrder:S10:^ SalesOrderItem:S6 WBSElement:S24
  DocumentCurrency:S5:^ SupplierInvoiceItemAmount:D14.3 TaxCode:S2:^ DebitCreditCode:S1:^ SupplierInvoiceItemText:S50
  AssignmentReference:S18 InternalOrder:S12:^
API_SUPPLIERINVOICE_PROCESS_SRV/A_SupplierInvoiceTax -creatable -updatable -deletable
  SupplierInvoice:S10:kcu!^ FiscalYear:S4:kcu! TaxCode:S2:k!^ SupplierInvoiceTaxCounter:S6:kcu! DocumentCurrency:S5:^ TaxAmount:D14.3
  TaxBaseAmountInTransCrcy:D16.3
API_PURCHASEORDER_PROCESS_SRV/A_PurchaseOrder
  PurchaseOrder:S10:k!^ CompanyCode:S4:^ PurchaseOrderType:S4:^ PurchasingDocumentDeletionCode:S1:cu^ PurchasingProcessingStatus:S2:cu^
  CreationDate:T:cu LastChangeDateTime:O:cu Supplier:S10:^ InvoicingParty:S10:^ PaymentTerms:S4:^ PurchaseOrderDate:T
  DocumentCurrency:S5:^ ReleaseIsNotCompleted:B:cu^ to_PurchaseOrderItem>A_PurchaseOrderItem*
API_PURCHASEORDER_PROCESS_SRV/A_PurchaseOrderItem
  PurchaseOrder:S10:k!^ PurchaseOrderItem:S5:k! PurchasingDocumentDeletionCode:S1:cu^ PurchaseOrderItemText:S40 Plant:S4:^
  SupplierMaterialNumber:S35:^ OrderQuantity:D13.3 PurchaseOrderQuantityUnit:S3 DocumentCurrency:S5:cu^ NetPriceAmount:D12.3
  NetPriceQuantity:D5.0 TaxCode:S2:^ IsCompletelyDelivered:B:^ IsFinallyInvoiced:B:^ Material:S40:^ InvoiceIsGoodsReceiptBased:B:^
  to_PurchaseOrder>A_PurchaseOrder to_ScheduleLine>A_PurchaseOrderScheduleLine*
API_PURCHASEORDER_PROCESS_SRV/A_PurchaseOrderScheduleLine
  PurchasingDocument:S10:k!^ PurchasingDocumentItem:S5:k! ScheduleLine:S4:k! ScheduleLineDeliveryDate:T ScheduleLineOrderQuantity:D13.3
API_BUSINESS_PARTNER/A_AddressEmailAddress
  AddressID:S10:k!^ Person:S10:k!^ OrdinalNumber:S3:k! IsDefaultEmailAddress:B:^ EmailAddress:S241
API_BUSINESS_PARTNER/A_AddressHomePageURL
  AddressID:S10:k!^ Person:S10:k!^ OrdinalNumber:S3:k! ValidityStartDate:T:k! IsDefaultURLAddress:B:k!^ WebsiteURL:S2048
API_BUSINESS_PARTNER/A_BusinessPartner -deletable
  BusinessPartner:S10:k!^ Customer:S10:cu^ Supplier:S10:cu^ BusinessPartnerName:S81:cu BusinessPartnerFullName:S81:cu SearchTerm1:S20:^
  SearchTerm2:S20:^ LastChangeDate:T:cu BusinessPartnerIsBlocked:B:^ IsMarkedForArchiving:B:^
  to_BusinessPartnerAddress>A_BusinessPartnerAddress* to_BusinessPartnerBank>A_BusinessPartnerBank*
  to_BusinessPartnerTax>A_BusinessPartnerTaxNumber* to_Customer>A_Customer to_Supplier>A_Supplier
API_BUSINESS_PARTNER/A_BusinessPartnerAddress
  BusinessPartner:S10:k!^ AddressID:S10:k!^ CityName:S40 Country:S3:^ PostalCode:S10:^ StreetName:S60 HouseNumber:S10
  StreetPrefixName:S40 to_EmailAddress>A_AddressEmailAddress* to_URLAddress>A_AddressHomePageURL*
API_BUSINESS_PARTNER/A_BusinessPartnerBank
  BusinessPartner:S10:k!^ BankIdentification:S4:k!^ BankCountryKey:S3:^ IBAN:S34:^ BankAccount:S18:^ SWIFTCode:S11:cu^
API_BUSINESS_PARTNER/A_BusinessPartnerTaxNumber
  BusinessPartner:S10:k!^ BPTaxType:S4:k!^ BPTaxNumber:S20:^
API_BUSINESS_PARTNER/A_Customer -creatable -deletable
  Customer:S10:k!^ CustomerName:S80:cu OrderIsBlockedForCustomer:S2:^ DeletionIndicator:B:^ to_CustomerSalesArea>A_CustomerSalesArea*
API_BUSINESS_PARTNER/A_CustomerSalesArea -deletable
  Customer:S10:k!^ SalesOrganization:S4:k!^ DistributionChannel:S2:k!^ Division:S2:k!^ Currency:S5:^ CustomerPaymentTerms:S4:^
  DeletionIndicator:B:^ to_PartnerFunction>A_CustSalesPartnerFunc*
API_BUSINESS_PARTNER/A_CustSalesPartnerFunc
  Customer:S10:k!^ SalesOrganization:S4:k!^ DistributionChannel:S2:k!^ Division:S2:k!^ PartnerCounter:S3:k! PartnerFunction:S2:k!^
  BPCustomerNumber:S10:^ DefaultPartner:B:^
API_BUSINESS_PARTNER/A_Supplier -creatable -deletable
  Supplier:S10:k!^ SupplierName:S80:cu PostingIsBlocked:B:^ DeletionIndicator:B:^ to_SupplierCompany>A_SupplierCompany*
API_BUSINESS_PARTNER/A_SupplierCompany -deletable
  Supplier:S10:k!^ CompanyCode:S4:k!^ PaymentTerms:S4:^ Currency:S5:^ DeletionIndicator:B:^ SupplierIsBlockedForPosting:B:^
  to_Supplier>A_Supplier
API_PRODUCT_SRV/A_Product -deletable
  Product:S40:k!^ ProductType:S4:^ CrossPlantStatus:S2:^ LastChangeDate:T:cu LastChangeDateTime:O:cu IsMarkedForDeletion:B:^
  ProductOldID:S40:^ BaseUnit:S3 ProductStandardID:S18:^ ProductGroup:S9:^ to_Description>A_ProductDescription*
API_PRODUCT_SRV/A_ProductDescription
  Product:S40:k!^ Language:S2:k! ProductDescription:S40
API_CV_ATTACHMENT_SRV/AttachmentContentSet -updatable
  DocumentInfoRecordDocType:S3:kcuf! DocumentInfoRecordDocNumber:S25:kcuf! DocumentInfoRecordDocVersion:S2:kcuf!
  DocumentInfoRecordDocPart:S3:kcuf! LogicalDocument:S32:kcuf! ArchiveDocumentID:S40:kcuf! LinkedSAPObjectKey:S90:kcuf!
  BusinessObjectTypeName:S40:kcuf! FileSize:S12:cuf FileName:S255:cuf MimeType:S128:uf
API_MATERIAL_DOCUMENT_SRV/A_MaterialDocumentHeader -updatable -deletable
  MaterialDocumentYear:S4:k! MaterialDocument:S10:k!^ CreationDate:T to_MaterialDocumentItem>A_MaterialDocumentItem*
API_MATERIAL_DOCUMENT_SRV/A_MaterialDocumentItem -creatable -updatable -deletable
  MaterialDocumentYear:S4:k! MaterialDocument:S10:k!^ MaterialDocumentItem:S4:k! Material:S40:^ Plant:S4:^ GoodsMovementType:S3:^
  PurchaseOrder:S10:^ PurchaseOrderItem:S5 GoodsMovementRefDocType:S1:^ QuantityInEntryUnit:D13.3 EntryUnit:S3
  GoodsMovementIsCancelled:B ReversedMaterialDocument:S10:^ DebitCreditCode:S1:^ to_MaterialDocumentHeader>A_MaterialDocumentHeader
API_MATERIAL_STOCK_SRV/A_MatlStkInAcctMod -creatable -updatable -deletable
  Material:S40:k!^ Plant:S4:k!^ StorageLocation:S4:k!^ Batch:S10:k!^ Supplier:S10:k!^ Customer:S10:k!^ WBSElementInternalID:S8:k!
  SDDocument:S10:k!^ SDDocumentItem:S6:k! InventorySpecialStockType:S1:k!^ InventoryStockType:S2:k!^ MaterialBaseUnit:S3
  MatlWrhsStkQtyInMatlBaseUnit:D31.14
API_CUSTOMER_MATERIAL_SRV/A_CustomerMaterial
  SalesOrganization:S4:k!^ DistributionChannel:S2:k!^ Customer:S10:k!^ Material:S40:k!^ MaterialByCustomer:S35:^
API_INFORECORD_PROCESS_SRV/A_PurchasingInfoRecord -deletable
  PurchasingInfoRecord:S10:k!^ Supplier:S10:^ Material:S40:^ IsDeleted:B SupplierMaterialNumber:S35:^ LastChangeDateTime:O
API_COMPANYCODE_SRV/A_CompanyCode -creatable -updatable -deletable
  CompanyCode:S4:k!^ CompanyCodeName:S25 CityName:S25 Country:S3:^ Currency:S5:^ VATRegistration:S20:^
"""

_PROPERTY = re.compile(r"(\w+):([SDTOB])(?:(\d+)(?:\.(\d+))?)?(?::([kcuf!@^]+))?")


@dataclass(frozen=True)
class Property:
    """One property of an entity."""

    name: str
    #: S, D, T, O or B.
    type: str
    #: The length of a string or the precision of a decimal, 0 for any.
    length: int = 0
    scale: int = 0
    flags: str = ""


@dataclass(frozen=True)
class EntitySet:
    """One entity set of a service."""

    service: str
    name: str
    #: creatable, updatable, deletable: what it does not let be done with its entities directly.
    never: frozenset[str]
    properties: dict[str, Property] = field(default_factory=dict)
    #: Navigation -> set, and whether it leads to many.
    navigations: dict[str, tuple[str, bool]] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the key properties."""
        return tuple(name for name, known in self.properties.items() if "k" in known.flags)


def _read(table: str) -> Mapping[str, EntitySet]:
    sets: dict[str, EntitySet] = {}
    for line in table.strip().splitlines():
        if not line.startswith(" "):
            place, *never = line.split()
            service, name = place.split("/")
            last = sets[name] = EntitySet(service, name, frozenset(word[1:] for word in never))
            continue
        for word in line.split():
            name, _, target = word.partition(">")
            if target:
                last.navigations[name] = (target.rstrip("*"), target.endswith("*"))
            else:
                found = _PROPERTY.fullmatch(word)
                assert found, word
                last.properties[found[1]] = Property(found[1], found[2], int(found[3] or 0), int(found[4] or 0), found[5] or "")
    return sets


#: By their names, which are unique among the services.
SETS = _read(_TABLE)
