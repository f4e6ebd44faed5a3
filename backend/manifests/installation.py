"""What a manifest says of one installation: where it answers, which app registration it signs in with, and its version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from backend.errors import BadInput
from backend.model.sentence import Sentence
from backend.settings import Settings

TITLE = "Countersign"
OPEN = Sentence("Ouvrir Countersign", "Open Countersign")
#: At most 80 characters, which the unified manifest allows.
TIP = Sentence("Vérifier cette commande ou facture, puis l’envoyer à l’ERP.", "Check this order or invoice, then send it to the ERP.")
DESCRIPTION = Sentence(
    "Lit les commandes et les factures reçues par e-mail, montre d’où vient chaque valeur, et les envoie à l’ERP une seule fois.",
    "Reads the orders and invoices that arrive by e-mail, shows where every value comes from, and sends them to the ERP exactly once.",
)


@dataclass(frozen=True)
class Installation:
    """One installation."""

    #: https://..., without a slash at its end.
    address: str
    #: The app registration's “Application (client) ID” in Entra.
    client_id: str

    @staticmethod
    def of(base_url: str, client_id: str) -> Installation:
        """The installation at this address; raises BadInput for an address or a client id that Outlook would refuse."""
        try:
            return Installation(checked_address(base_url), str(UUID(client_id)))
        except ValueError:
            raise BadInput(
                "The client id is the app registration's “Application (client) ID”, such as 11111111-2222-3333-4444-555555555555.",
                "L’identifiant client est l’« ID d’application (client) » de l’inscription, comme 11111111-2222-3333-4444-555555555555.",
            ) from None

    @staticmethod
    def configured(settings: Settings) -> Installation:
        """The one that the settings describe; raises BadInput naming the setting that is missing, or what is wrong with it."""
        require(settings, "public_url", "entra_client_id")
        return Installation.of(settings.public_url, settings.entra_client_id)

    @property
    def domain(self) -> str:
        """The address's host, with its port when it names one."""
        return urlsplit(self.address).netloc

    @property
    def page(self) -> str:
        """Where the pane is."""
        return f"{self.address}/outlook.html"

    @property
    def redirects(self) -> tuple[str, str]:
        """The redirect addresses of the app registration: for the sign-in that Outlook does for the pane, and for a window of its own."""
        return f"brk-multihub://{self.domain}", f"{self.address}/auth_redirect.html"

    @property
    def add_in_id(self) -> str:
        """The add-in's own id: one for each app registration, so that it stays when the address changes."""
        return str(uuid5(NAMESPACE_URL, f"countersign:outlook:{self.client_id}"))

    @property
    def unified_id(self) -> str:
        """The id of the unified app, which is another app to Microsoft 365."""
        return str(uuid5(UUID(self.add_in_id), "unified"))

    def icon(self, size: int) -> str:
        """Where the icon of so many pixels is."""
        return f"{self.address}/icons/icon-{size}.png"


def checked_address(base_url: str) -> str:
    """The address without a slash at its end; raises BadInput for one at which no mail system shows anything."""
    parts = urlsplit(base_url)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment or parts.username is not None:
        raise BadInput(
            "The address must begin with https:// and be the one at which people reach Countersign.",
            "L’adresse doit commencer par https:// et être celle où l’on accède à Countersign.",
        )
    return base_url.rstrip("/")


def require(settings: Settings, *names: str) -> None:
    """Raise BadInput naming the first of these settings that is missing."""
    for name in names:
        if not getattr(settings, name):
            variable = f"COUNTERSIGN_{name.upper()}"
            raise BadInput(f"{variable} is not set on the server.", f"{variable} n’est pas renseigné sur le serveur.")


def release() -> str:
    """This package's version as three numbers: Microsoft 365 takes a manifest for an update only when they grow."""
    return ".".join([*re.findall(r"\d+", version("countersign")), "0", "0"][:3])
