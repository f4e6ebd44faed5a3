"""What the Tryton of the tests holds: a French company with two suppliers, a customer, items, and purchase orders of each kind.

Run as a program with the database's name, its server in TRYTOND_DATABASE_URI, in a process of its own: trytond keeps its state in modules.
"""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal

from proteus import Model, config
from trytond.modules.account.tests.tools import create_fiscalyear
from trytond.modules.account_fr.tests.tools import create_chart, get_accounts
from trytond.modules.account_invoice.tests.tools import set_fiscalyear_invoice_sequences
from trytond.modules.company.tests.tools import create_company, get_company

from tests.contract.trytons import LOGIN, PASSWORD, POSTED_TO, POWERLESS, RECEIVED, WITH_A_DRAFT


def seed() -> None:
    company = _company()
    accounts = get_accounts(company)
    goods = _category(accounts, "tva_achat_biens_taux_normal", "tva_vente_biens_taux_normal")
    unit = _one("product.uom", ("symbol", "=", "u"))
    glass = _item("VER-35", "Verre à vin 35 cl", "3700123450016", "16.50", goods, unit)
    knife = _item("COU-20", "Couteau de chef", "3700123450023", "29.00", goods, unit)
    vial = _party("Coutellerie Vial", "FR40303265045", "compta@coutellerie-vial.example", "Thiers")
    _party("Verrerie du Nord", "FR61954506077", "factures@verrerie-nord.example", "Arques")
    customer = _party("Brasserie du Confluent", "FR83404833048", "achats@confluent.example", "Lyon")
    second = customer.addresses.new(street="4 quai des Docks", postal_code="69002", city="Lyon", country=customer.addresses[0].country)
    second.delivery = True
    customer.save()
    _account(vial, "FR7630006000011234567890189")
    _make("purchase.product_supplier", template=knife.template, party=vial, code="VIAL-CC20")
    _make("sale.product_customer", template=glass.template, party=customer, code="BC-VERRE")
    for reference, method in ((POSTED_TO, "manual"), (WITH_A_DRAFT, "order"), (RECEIVED, "manual")):
        _ordered(reference, method, vial, ((knife, 2400 if reference == POSTED_TO else 24), (glass, 12)))
    _receive(RECEIVED, knife, 10)
    _users(company)


def _company() -> Model:
    party = _party("Maison Delorme", "FR44732829320", "contact@maison-delorme.example", "Lyon")
    euro = _make("currency.currency", name="Euro", symbol="€", code="EUR", rounding=Decimal("0.01"))
    _make("currency.currency.rate", date=date.min, rate=Decimal(1), currency=euro)
    create_company(party, euro)
    company = get_company()
    year = set_fiscalyear_invoice_sequences(create_fiscalyear(company, (date(2026, 1, 1), date(2026, 12, 31))))
    year.click("create_period")
    create_chart(company, config.get_config())
    accounts = get_accounts(company)
    defaults = Model.get("account.configuration")(1)
    defaults.default_category_account_expense = accounts["expense"]
    defaults.default_category_account_revenue = accounts["revenue"]
    defaults.save()
    return company


def _category(accounts: dict[str, Model], bought: str, sold: str) -> Model:
    category = Model.get("product.category")(name="Marchandises", accounting=True)
    category.account_expense, category.account_revenue = accounts["expense"], accounts["revenue"]
    category.supplier_taxes.append(_tax(bought))
    category.customer_taxes.append(_tax(sold))
    category.save()
    return category


def _tax(template: str) -> Model:
    """The company's tax of one of account_fr's templates."""
    data = Model.get("ir.model.data")
    return _one("account.tax", ("template", "=", data.get_id("account_fr", template, config.get_config().context)))


def _item(code: str, name: str, gtin: str, price: str, category: Model, unit: Model) -> Model:
    template = Model.get("product.template")(name=name, default_uom=unit, type="goods", list_price=Decimal(price))
    template.account_category, template.salable, template.purchasable = category, True, True
    (product,) = template.products
    product.suffix_code = code
    product.identifiers.new(type="ean", code=gtin)
    template.save()
    return template.products[0]


def _party(name: str, vat: str, email: str, city: str) -> Model:
    country = Model.get("country.country")
    (france,) = country.find([("code", "=", "FR")]) or [_make("country.country", name="France", code="FR")]
    party = Model.get("party.party")(name=name)
    (address,) = party.addresses
    address.street, address.postal_code, address.city, address.country = "1 rue de la Paix", "69001", city, france
    party.identifiers.new(type="eu_vat", code=vat)
    party.contact_mechanisms.new(type="email", value=email)
    party.save()
    return party


def _account(party: Model, iban: str) -> None:
    account = Model.get("bank.account")()
    account.owners.append(Model.get("party.party")(party.id))
    account.numbers.new(type="iban", number=iban)
    account.save()


def _ordered(reference: str, method: str, supplier: Model, lines: tuple[tuple[Model, int], ...]) -> None:
    """A purchase order that is being processed; one of the method "order" has its draft invoice then."""
    order = Model.get("purchase.purchase")(party=supplier, reference=reference, invoice_method=method, purchase_date=date(2026, 10, 5))
    for product, quantity in lines:
        line = order.lines.new(product=product, quantity=quantity)
        line.unit_price = Decimal("14.20")
    for step in ("quote", "confirm", "process"):
        order.click(step)


def _receive(reference: str, product: Model, quantity: int) -> None:
    order = _one("purchase.purchase", ("reference", "=", reference))
    shipment = Model.get("stock.shipment.in")(supplier=order.party)
    (move,) = [move for line in order.lines if line.product == product for move in line.moves]
    shipment.incoming_moves.append(Model.get("stock.move")(move.id))
    shipment.incoming_moves[0].quantity = quantity
    shipment.click("receive")


def _users(company: Model) -> None:
    """One for Countersign, as Tryton's `admin` is in no group of the business; and one without any right."""
    groups = [_group("sale", "group_sale"), _group("purchase", "group_purchase"), _group("account", "group_account")]
    for login, own in ((LOGIN, groups), (POWERLESS, [])):
        user = Model.get("res.user")(name=login, login=login, password=PASSWORD)
        # A record can be in one list only.
        user.companies.append(Model.get("company.company")(company.id))
        user.company = company
        user.groups.extend(own)
        user.save()


def _group(module: str, name: str) -> Model:
    return Model.get("res.group")(Model.get("ir.model.data").get_id(module, name, config.get_config().context))


def _one(model: str, *domain: tuple[str, str, object]) -> Model:
    (found,) = Model.get(model).find(list(domain))
    return found


def _make(model: str, **values: object) -> Model:
    record = Model.get(model)(**values)
    record.save()
    return record


if __name__ == "__main__":
    # Rights are those of groups, and `admin` is in none.
    config.set_trytond(sys.argv[1])._context["_check_access"] = False
    seed()
