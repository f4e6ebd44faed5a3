"""Orders that the practice ERP's company may receive."""

from __future__ import annotations

from email.message import EmailMessage
from zlib import crc32


def order_message(catalog, name: str) -> bytes:
    """A message with an order attached; another name is another message and another order."""
    message = EmailMessage()
    message["From"] = "achats@client.example"
    message["To"] = "adv@nous.example"
    message["Subject"] = f"Commande {name}"
    message["Message-ID"] = f"<{crc32(name.encode())}@client.example>"
    message.set_content("Bonjour, veuillez trouver notre commande ci-jointe.")
    order = ubl_order(catalog, f"C-{crc32(name.encode())}")
    message.add_attachment(order, maintype="application", subtype="xml", filename="commande.xml")
    return message.as_bytes()


def ubl_order(catalog, number: str) -> bytes:
    """An order of the practice ERP's first customer for two of its items, as UBL 2.1."""
    customer = next(customer for customer in catalog.customers if customer.vat_id)
    items = [item for item in catalog.items if item.net_price is not None and item.gtin][:2]
    lines = "".join(
        f"<cac:OrderLine><cac:LineItem><cbc:ID>{n}</cbc:ID><cbc:Quantity unitCode='{item.unit_code}'>10</cbc:Quantity>"
        f"<cbc:LineExtensionAmount currencyID='EUR'>{item.net_price * 10}</cbc:LineExtensionAmount>"
        f"<cac:Price><cbc:PriceAmount currencyID='EUR'>{item.net_price}</cbc:PriceAmount></cac:Price>"
        f"<cac:Item><cbc:Name>Article {n}</cbc:Name><cac:SellersItemIdentification><cbc:ID>{item.id}</cbc:ID>"
        f"</cac:SellersItemIdentification><cac:StandardItemIdentification><cbc:ID schemeID='0160'>{item.gtin}</cbc:ID>"
        f"</cac:StandardItemIdentification></cac:Item></cac:LineItem></cac:OrderLine>"
        for n, item in enumerate(items, start=1)
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?><Order xmlns='urn:oasis:names:specification:ubl:schema:xsd:Order-2' "
        "xmlns:cac='urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2' "
        "xmlns:cbc='urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'>"
        f"<cbc:ID>{number}</cbc:ID><cbc:IssueDate>2026-11-20</cbc:IssueDate><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>"
        f"<cac:BuyerCustomerParty><cac:Party><cac:PartyTaxScheme><cbc:CompanyID>{customer.vat_id}</cbc:CompanyID>"
        "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity>"
        f"<cbc:RegistrationName>{customer.name}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:BuyerCustomerParty>"
        f"<cac:SellerSupplierParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>{catalog.own_name}</cbc:RegistrationName>"
        f"</cac:PartyLegalEntity></cac:Party></cac:SellerSupplierParty>{lines}</Order>"
    ).encode()
