"""Which rights the user of the key lacks, as Dolibarr itself tells them, and where they are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend.connectors.dolibarr.calls import Calls
from backend.connectors.http import Json
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence


@dataclass(frozen=True)
class Right:
    """A right, by its place in Dolibarr's tree of rights and by what its page of rights calls it."""

    path: tuple[str, ...]
    name: Sentence


_NEEDED = (
    Right(("societe", "lire"), Sentence("Tiers : lire", "Third parties: read")),
    Right(("societe", "client", "voir"), Sentence("Tiers : étendre l’accès à tous les tiers", "Third parties: extend access to all")),
    Right(("societe", "contact", "lire"), Sentence("Contacts : lire", "Contacts: read")),
    Right(("produit", "lire"), Sentence("Produits : lire", "Products: read")),
    Right(("commande", "lire"), Sentence("Commandes clients : lire", "Sales orders: read")),
    Right(("commande", "creer"), Sentence("Commandes clients : créer/modifier", "Sales orders: create/modify")),
    Right(("commande", "supprimer"), Sentence("Commandes clients : supprimer", "Sales orders: delete")),
    Right(("fournisseur", "commande", "lire"), Sentence("Commandes fournisseurs : lire", "Purchase orders: read")),
    Right(("fournisseur", "facture", "lire"), Sentence("Factures fournisseurs : lire", "Vendor invoices: read")),
    Right(("fournisseur", "facture", "creer"), Sentence("Factures fournisseurs : créer/modifier", "Vendor invoices: create/modify")),
    Right(("fournisseur", "facture", "supprimer"), Sentence("Factures fournisseurs : supprimer", "Vendor invoices: delete")),
    Right(("agenda", "myactions", "read"), Sentence("Agenda : lire ses événements", "Agenda: read own events")),
    Right(("agenda", "myactions", "create"), Sentence("Agenda : créer ses événements", "Agenda: create own events")),
)


def missing(calls: Calls) -> tuple[Finding, ...]:
    """A finding for each right that the user lacks."""
    user = calls.read("users/info", includepermissions=1) or {}
    return tuple(_findings(user.get("rights") or {}))


def company_not_told() -> Finding:
    """That Dolibarr tells our own company to administrators only, until this user is named."""
    sentence = Sentence(
        "Dolibarr ne donne pas à l’utilisateur les coordonnées de votre propre société.",
        "Dolibarr does not tell the user about your own company.",
    )
    remedy = Sentence(
        "Sous Accueil › Configuration › Divers, créez la constante API_LOGINS_ALLOWED_FOR_GET_COMPANY (identifiant de l’utilisateur).",
        "Under Home › Setup › Other setup, add the constant API_LOGINS_ALLOWED_FOR_GET_COMPANY with the user's login.",
    )
    return Finding("ERP-COMPANY", Severity.BLOCKING, sentence, remedy=remedy)


def _findings(rights: Json) -> Iterator[Finding]:
    for right in _NEEDED:
        if not _has(rights, right.path):
            sentence = Sentence("Il manque à l’utilisateur le droit « {right} ».", "The user lacks the right “{right}”.").filled(
                right=right.name
            )
            remedy = Sentence(
                "Cochez-le sous Utilisateurs & groupes › l’utilisateur › Permissions ; si la ligne manque, activez d’abord son module.",
                "Tick it under Users & Groups › the user › Permissions; when the line is not there, switch its module on first.",
            )
            yield Finding("ERP-RIGHT", Severity.BLOCKING, sentence, remedy=remedy)


def _has(rights: Json, path: Sequence[str]) -> bool:
    for step in path:
        rights = rights.get(step) if isinstance(rights, dict) else None
    return bool(rights) and str(rights) != "0"
