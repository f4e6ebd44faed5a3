"""cXML 1.2 orders: where each business term stands (cXML User's Guide, "Purchase Order Detail")."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from backend.extraction.xml_syntax import Syntax
from backend.extraction.xml_terms import term
from backend.model.trade import DocumentType

_HEADER = "OrderRequestHeader"
_ADDRESS = f"{_HEADER}/ShipTo/Address"
_POSTAL = f"{_ADDRESS}/PostalAddress"
_TERMS = (
    term("order_number", "orderID", f"{_HEADER}/@orderID"),
    term("issue_date", "orderDate", f"{_HEADER}/@orderDate"),
    term("requested_delivery_date", "requestedDeliveryDate", f"{_HEADER}/@requestedDeliveryDate"),
    term("currency", "Total", f"{_HEADER}/Total/Money/@currency", "ItemOut/ItemDetail/UnitPrice/Money/@currency"),
    term("tax_inclusive_amount", "Total", f"{_HEADER}/Total/Money"),
    term("buyer_name", "BillTo", f"{_HEADER}/BillTo/Address/Name", f"{_HEADER}/ShipTo/Address/Name"),
    term("delivery_address", "ShipTo", f"{_ADDRESS}/Name", f"{_POSTAL}/DeliverTo", f"{_POSTAL}/Street",
         f"{_POSTAL}/PostalCode", f"{_POSTAL}/City", f"{_POSTAL}/Country/@isoCountryCode", joint=", "),
    term("quotation_reference", "quoteID", f"{_HEADER}/@quoteID"),
)  # fmt: skip
_LINE = (
    term("line_number", "lineNumber", "@lineNumber"),
    term("seller_item_id", "SupplierPartID", "*[self::ItemID or self::ItemDetail]/SupplierPartID"),
    term("buyer_item_id", "BuyerPartID", "ItemID/BuyerPartID"),
    term("description", "Description", "ItemDetail/Description"),
    term("quantity", "quantity", "@quantity"),
    term("unit_code", "UnitOfMeasure", "ItemDetail/UnitOfMeasure"),
    term("net_price", "UnitPrice", "ItemDetail/UnitPrice/Money"),
    term("base_quantity", "PriceBasisQuantity", "ItemDetail/PriceBasisQuantity/@quantity"),
    term("requested_delivery_date", "requestedDeliveryDate", "@requestedDeliveryDate"),
)


def _document_type(order: etree._Element) -> DocumentType:
    """An order; one sent again as an update changes it, and a deletion changes it to nothing."""
    header = order.find(_HEADER)
    changes = header is not None and header.get("type", "new") in {"update", "delete"}
    return DocumentType.ORDER_CHANGE if changes else DocumentType.ORDER


#: Root element -> how to read it.
SYNTAXES: Mapping[str, Syntax] = {
    "cXML": Syntax(
        document_type=_document_type,
        header=_TERMS,
        lines=etree.XPath("ItemOut"),
        line=_LINE,
        tax_breakdown=etree.XPath("/.."),
        tax=(),
        texts=etree.XPath("ItemOut/ItemDetail/Description"),
        documents=etree.XPath("Request/OrderRequest"),
    )
}
