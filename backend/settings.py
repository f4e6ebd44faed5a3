"""The one frozen description of how this installation runs, read from the environment by `__main__` only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: The folder that holds `backend/` and `frontend_static/`.
PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """How this installation runs; every attribute can be given as COUNTERSIGN_<NAME> in the environment."""

    #: Where the database, the blobs, the queue, the practice ERP and the practice mailbox live unless told otherwise.
    data_folder: Path = PROJECT / "var"
    #: An SQLAlchemy URL; empty means SQLite in the data folder.
    database_url: str = field(default="", repr=False)
    #: An fsspec URL for blobs; empty means a folder in the data folder.
    blobs_url: str = field(default="", repr=False)
    #: Signs session tokens and seals the keys of ERPs; empty means a random one kept in the data folder.
    secret_key: str = field(default="", repr=False)
    #: Secrets used before, with commas between them: what they sealed is sealed anew at the next start.
    old_secret_keys: str = field(default="", repr=False)
    #: The address under which people reach this installation, such as https://countersign.example.com.
    public_url: str = ""
    #: The “Application (client) ID” of the app registration in Entra by which people sign in; empty without Outlook.
    entra_client_id: str = ""
    #: The tenants that may sign in, by tenant id, with commas between them.
    entra_tenants: str = ""
    #: Groups in the place of app roles, as `group id=admin|approver|clerk|auditor`, with commas between them.
    entra_groups: str = ""
    #: Where tokens are issued; sovereign clouds have their own.
    entra_authority: str = "https://login.microsoftonline.com"
    #: What the app registration proves itself by, to work in mailboxes: a secret, or (better) a PEM file with its certificate and key.
    entra_secret: str = field(default="", repr=False)
    entra_certificate: str = ""
    #: Until when the secret is valid (ISO 8601), so that one is told in time; a certificate says it itself.
    entra_credential_until: str = ""
    #: Who confirms approvals by an authentication context of their tenant: `tenant id=c1`, or `tenant id=c1:10000` from that amount on.
    entra_step_up: str = ""
    #: Where Microsoft Graph answers; sovereign clouds have their own.
    graph_url: str = "https://graph.microsoft.com"
    #: The OAuth client of the add-on in Gmail (`gcloud workspace-add-ons get-authorization`: oauthClientId); empty without Gmail.
    google_client_id: str = ""
    #: The service account in whose name Google calls this installation (serviceAccountEmail of the same command).
    google_service_account: str = ""
    #: The Workspace domains that may sign in, with commas between them; `domain=tenant id` where Outlook's tenant is the same company.
    google_domains: str = ""
    #: Who is what, as `address=admin|approver|clerk|auditor|nobody`, with commas between them; `*` is everybody else, clerks unless told.
    google_roles: str = ""
    #: The OAuth client (type “Web application”) by which people sign in to the pages in a browser, and its secret.
    google_web_client_id: str = ""
    google_web_secret: str = field(default="", repr=False)
    #: Another place than Google where people sign in and certificates are, for trying this out.
    google_authority: str = ""
    #: The key of the service account that works in Gmail's mailboxes by domain-wide delegation: its JSON, or the path of it; empty without.
    gmail_key: str = field(default="", repr=False)
    #: Where Gmail publishes that there is news, as projects/…/topics/…, and the service account in whose name Pub/Sub pushes it here.
    gmail_topic: str = ""
    gmail_push_account: str = ""
    #: Mark messages in Gmail with the labels “ERP/posted” and “ERP/to check”: the service account may change messages then.
    gmail_labels: bool = False
    #: Where Gmail's API answers.
    gmail_url: str = "https://gmail.googleapis.com"
    #: Mark messages in Outlook with the categories “ERP: posted” and “ERP: to check”.
    outlook_categories: bool = True
    #: Show parts of the pages as pictures on Gmail's cards; Google's servers fetch them. As text when this is off.
    gmail_images: bool = True
    #: A folder with a folder for each organisation (by its id) that may drop files for its ERP there; empty means that none may.
    drop_root: str = ""
    #: Demo mode: the practice mailbox, the practice ERP and a sign-in without a password.
    demo: bool = False
    #: Run the queue's workers inside the server process.
    work_in_server: bool = True
    #: How many jobs run side by side.
    workers: int = 2
    #: How long a posting claim is honoured before the sweep takes it over, in seconds.
    claim_seconds: int = 60
    #: How often the sweep looks for work left behind, in seconds.
    sweep_seconds: int = 15
    #: How old the catalog gets before the ERP is asked what changed, in seconds.
    catalog_seconds: int = 180
    #: How long a posted document can be undone, in seconds.
    undo_seconds: int = 600
    #: The largest message or file accepted, in bytes.
    max_bytes: int = 40 * 1024 * 1024

    @property
    def database(self) -> str:
        """The SQLAlchemy URL of Countersign's own database."""
        return self.database_url or f"sqlite:///{self.data_folder / 'countersign.sqlite'}"

    @property
    def blobs(self) -> str:
        """The fsspec URL under which attachment bytes are kept."""
        return self.blobs_url or f"file://{self.data_folder / 'blobs'}"


def from_environment(environment: Mapping[str, str]) -> Settings:
    """The Settings that the COUNTERSIGN_* variables describe; raises ValueError on a value of the wrong type."""
    given: dict[str, object] = {}
    for name, attribute in Settings.__dataclass_fields__.items():
        text = environment.get(f"COUNTERSIGN_{name.upper()}")
        if text is not None:
            given[name] = _typed(text, attribute.default)
    return Settings(**given)  # type: ignore[arg-type]


def _typed(text: str, default: object) -> object:
    """The text as a value of the default's type."""
    if isinstance(default, bool):
        return text.strip().lower() in {"1", "true", "yes", "on"}
    if isinstance(default, int):
        return int(text)
    if isinstance(default, Path):
        return Path(text).expanduser().resolve()
    return text
