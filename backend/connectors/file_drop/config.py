"""What an administrator is asked about a file drop."""

from __future__ import annotations

from dataclasses import dataclass

from backend.connectors.file_drop.table import COLUMNS
from backend.connectors.form import asked


@dataclass(frozen=True)
class Config:
    """Where files are dropped, as whom, and what they look like."""

    url: str = asked(
        "Adresse", "Address",
        help_fr="file:///dossier de ce serveur, ou sftp://serveur:port/dossier",
        help_en="file:///folder of this server, or sftp://server:port/folder",
        is_place=True,
    )  # fmt: skip
    layout: str = asked("Format", "Layout", default="json", help_fr="json, csv, ubl ou edifact", help_en="json, csv, ubl or edifact")
    user: str = asked("Utilisateur SFTP", "SFTP user", default="")
    password: str = asked("Mot de passe SFTP", "SFTP password", secret=True, default="")
    private_key: str = asked(
        "Clé privée SFTP", "SFTP private key", secret=True, default="",
        help_fr="au lieu du mot de passe : en entier, sans phrase de passe",
        help_en="instead of the password: all of it, without a passphrase",
    )  # fmt: skip
    fingerprint: str = asked(
        "Empreinte de la clé du serveur SFTP", "Fingerprint of the SFTP server's key", default="",
        help_fr="SHA256:… (plusieurs, séparées par une espace)", help_en="SHA256:... (several, with a blank between)",
    )  # fmt: skip
    outgoing: str = asked("Dossier des documents", "Folder of documents", default="out", is_place=True)
    originals: str = asked("Dossier des originaux", "Folder of originals", default="originals")
    catalog: str = asked("Dossier du catalogue", "Folder of the catalog", default="catalog")
    acknowledgements: str = asked(
        "Dossier des accusés de réception", "Folder of acknowledgements", default="",
        help_fr="vide : l’ERP n’en donne pas", help_en="empty: the ERP gives none",
    )  # fmt: skip
    columns: str = asked(
        "Colonnes du CSV", "CSV columns", default=COLUMNS,
        help_fr="titre=champ, avec « ; » entre eux", help_en="heading=field, with “;” between them",
    )  # fmt: skip
    separator: str = asked("Séparateur du CSV", "CSV separator", default=";", help_fr="un caractère, ou tab", help_en="a character, or tab")
    decimal_mark: str = asked("Séparateur décimal du CSV", "CSV decimal mark", default=",")
    encoding: str = asked("Encodage du CSV", "CSV encoding", default="utf-8")
