"""The tables of Dolibarr that the double knows: their columns, the properties of its objects, and a company to work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

#: The login of the key's user, and a moment as the database compares it.
LOGIN = "countersign"
NOW = f"{datetime.now(UTC):%Y%m%d%H%M%S}"


@dataclass(frozen=True)
class Table:
    """One list of the API."""

    #: Property of the object -> column of the table; a property that is no column of its own is its own name.
    columns: Mapping[str, str]
    #: The user's right to it, without the last step (lire, creer, supprimer).
    right: tuple[str, ...]
    label: str
    #: What a change by PUT keeps (the columns of the class's `update`).
    kept: frozenset[str] = frozenset()
    required: tuple[str, ...] = ()
    dates: frozenset[str] = frozenset()


_SOCID = {"id": "rowid", "socid": "fk_soc", "status": "fk_statut"}
_KEPT = frozenset({"ref", "ref_ext", "socid", "note_private", "note_public", "date", "cond_reglement_id", "mode_reglement_id"})
TABLES: Mapping[str, Table] = {
    "thirdparties": Table({"id": "rowid", "name": "nom", "tms": "tms", "tva_intra": "tva_intra"}, ("societe",), "Thirdparties"),
    "products": Table({"id": "rowid", "ref": "ref", "label": "label", "tms": "tms", "barcode": "barcode"}, ("produit",), "Product"),
    "supplierorders": Table(
        {**_SOCID, "ref": "ref", "date_creation": "date_creation", "tms": "tms"}, ("fournisseur", "commande"), "Supplier order",
        dates=frozenset({"date", "date_commande", "delivery_date"}),
    ),
    "orders": Table(
        {**_SOCID, "ref": "ref", "ref_ext": "ref_ext", "ref_client": "ref_client", "date_creation": "date_creation", "tms": "tms"},
        ("commande",), "Order", _KEPT | {"ref_client", "delivery_date"}, ("socid", "date"), frozenset({"date"}),
    ),
    "supplierinvoices": Table(
        {**_SOCID, "ref": "ref", "ref_ext": "ref_ext", "ref_supplier": "ref_supplier", "datec": "datec", "tms": "tms"},
        ("fournisseur", "facture"), "Supplier invoice", _KEPT | {"ref_supplier", "type", "date_echeance", "fk_facture_source"}, ("socid",),
        frozenset({"date", "date_echeance"}),
    ),
    "contacts": Table({"id": "rowid", "socid": "fk_soc"}, ("societe", "contact"), "Contact"),
    "agendaevents": Table(
        {"id": "id", "fk_element": "fk_element", "elementtype": "elementtype", "label": "label"}, ("agenda", "myactions"), "Agenda event",
    ),
}  # fmt: skip
#: What the class of a document has that can be set when it is created; whatever else is sent is forgotten without a word.
CREATED: Mapping[str, frozenset[str]] = {
    "orders": TABLES["orders"].kept | {"lines", "array_options"},
    "supplierinvoices": TABLES["supplierinvoices"].kept | {"lines", "linked_objects", "array_options"},
}
RIGHTS: tuple[tuple[str, ...], ...] = (
    ("societe", "lire"), ("societe", "client", "voir"), ("societe", "contact", "lire"), ("produit", "lire"), ("commande", "lire"),
    ("commande", "creer"),
    ("commande", "supprimer"), ("fournisseur", "commande", "lire"), ("fournisseur", "facture", "lire"), ("fournisseur", "facture", "creer"),
    ("fournisseur", "facture", "supprimer"), ("agenda", "myactions", "read"), ("agenda", "myactions", "create"),
    ("user", "self", "creer"),
)  # fmt: skip
#: Our own company as `/setup/company` tells it.
COMPANY = {
    "name": "Mistral Distribution", "tva_intra": "FR40303265045", "idprof1": "303265045", "idprof2": "",
    "email": "contact@mistral.example", "url": "www.mistral.example", "country_code": "FR",
}  # fmt: skip
#: Supplier -> accounts.
ACCOUNTS = {2: [{"id": "1", "iban": "FR76 3000 6000 0112 3456 7890 189", "bic": "AGRIFRPP", "default_rib": "1"}]}
#: Product -> what it costs where.
PRICES = {2: [{"product_fourn_price_id": "1", "fourn_id": "2", "ref_supplier": "CC-20", "fourn_unitprice": "14.20000000"}]}


#: Customer -> what he has not paid yet.
OPENED = {1: "1250.50000000"}
#: Documents and lines -> what Dolibarr calls them where its extra fields are concerned.
ELEMENTS = {
    "orders": ("commande", "commandedet"),
    "supplierinvoices": ("facture_fourn", "facture_fourn_det"),
}


def _extra(label: str, kind: str, **more: object) -> dict[str, object]:
    return {"label": label, "type": kind, "computed": None, "param": "", **more}


#: Element -> code -> extra field, as `setup/extrafields` tells them.
EXTRA_FIELDS: Mapping[str, Mapping[str, Mapping[str, object]]] = {
    "commande": {
        "urgent": _extra("Urgent", "boolean"),
        "ship_on": _extra("À expédier le", "date"),
        "channel": _extra("Canal", "select", param={"options": {"1": "Courriel", "2": "Téléphone"}}),
        "site": _extra("Site", "sellist", param={"options": {"c_ziptown:town:rowid": None}}),
        "margin": _extra("Marge", "price", computed="$object->total_ht / 2"),
    },
    "commandedet": {"batch": _extra("Lot", "varchar"), "weight": _extra("Poids", "double")},
    "facture_fourn": {"folder": _extra("Dossier", "varchar")},
    "facture_fourn_det": {"account": _extra("Compte", "radio", param={"options": ["", "607", "624"]})},
    "product": {"shelf": _extra("Rayon", "varchar")},
}
#: The dictionary of payment terms, its numbers as strings.
TERMS = [
    {"id": "1", "code": "RECEP", "label": "À réception", "type_cdr": "0", "nbjour": "0", "decalage": None},
    {"id": "2", "code": "30D", "label": "30 jours", "type_cdr": "0", "nbjour": "30", "decalage": None},
    {"id": "3", "code": "30DENDMONTH", "label": "30 jours fin de mois", "type_cdr": "1", "nbjour": "30", "decalage": None},
    {"id": "4", "code": "10DU", "label": "Le 10 du mois", "type_cdr": "2", "nbjour": "10", "decalage": None},
]


def company(insert: Callable[..., int]) -> None:
    """A dealer in tableware with a customer, two suppliers, two items and a purchase order."""
    partner = {"name_alias": "", "idprof1": "", "idprof2": "", "email": "", "url": "", "town": "", "country_code": "FR", "tva_intra": ""}
    insert(
        "thirdparties",
        **{**partner, "name": "Brasserie du Confluent", "tva_intra": "FR83404833048", "email": "achats@confluent.example"},
        code_client="CU1", address="1 rue de la Paix", zip="69001", outstanding_limit="5000.00000000", client=1,
        fournisseur=0, cond_reglement_id=2, mode_reglement_id=None,
    )  # fmt: skip
    insert(
        "thirdparties",
        **{**partner, "name": "Coutellerie Vial", "tva_intra": "FR55552100554", "email": "ventes@vial.example"}, code_fournisseur="SU1",
        client=0, fournisseur=1, cond_reglement_supplier_id=3, mode_reglement_supplier_id=2,
    )  # fmt: skip
    insert("thirdparties", **{**partner, "name": "Verrerie du Forez", "url": "https://www.forez.example"}, client=0, fournisseur=1)
    insert("contacts", socid=1, address="4 quai des Docks", zip="69002", lastname="Dépôt des Docks")
    for label, ref, price in (("Verre à vin 35 cl", "MD-4001", "16.50"), ("Couteau de chef", "MD-1001", "29.00")):
        insert("products", ref=ref, label=label, barcode=None, price=Decimal(price), tva_tx=Decimal("20.000"), type=0, stock_reel=40)
    line = {
        "id": 1, "fk_product": 2, "desc": "Couteau de chef", "qty": Decimal(24), "subprice": Decimal("14.2"), "tva_tx": Decimal(20),
        "remise_percent": 0, "product_type": 0,
    }  # fmt: skip
    insert(
        "supplierorders", ref="PO2610-0138", socid=2, status=5, billed=0, date_commande=1792450800, multicurrency_code="EUR", lines=[line],
        date_creation=NOW,
    )  # fmt: skip
    awaited = {**line, "id": 2, "fk_product": 1, "desc": "Verre à vin 35 cl", "qty": Decimal(48)}
    insert(
        "supplierorders", ref="PO2611-0151", socid=2, status=3, billed=0, date_commande=1794265200, delivery_date=1796338800,
        multicurrency_code="EUR", lines=[awaited], date_creation=NOW,
    )  # fmt: skip
