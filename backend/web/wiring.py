"""What the web edge works with: the workshop, the settings and, in demo mode, the practice systems, found from any request."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import current_app

from backend.connectors.practice import PracticeErp
from backend.identity import Delegation, Entra, EntraTokens, GoogleTokens, OnBehalf
from backend.mailboxes.gmail import Server as GmailServer
from backend.mailboxes.graph import Server
from backend.mailboxes.practice import PracticeMailbox
from backend.pipeline import Workshop
from backend.pipeline.erps import Erps
from backend.settings import Settings
from backend.web.gmail.behind import Behind
from backend.web.images import PageImages

#: The organisation that the people, the mailbox and the ERP of demo mode belong to.
DEMO_ORGANISATION = "demo"


@dataclass(frozen=True)
class Microsoft:
    """How this process works with Microsoft 365: one for routes and jobs, so that each token is asked for and kept once."""

    #: Where mailboxes are.
    graph: Server
    #: By what people sign in; None without Outlook.
    entra: Entra | None = None
    #: What gets tokens for mailboxes; None without a secret or certificate.
    on_behalf: OnBehalf | None = None


@dataclass(frozen=True)
class Workspace:
    """How this process works with mailboxes in Gmail: one for routes and jobs, so that each token is asked for and kept once."""

    #: Where mailboxes are.
    gmail: GmailServer
    #: What gets tokens for them in the owners' names; None without a service account.
    delegation: Delegation | None = None


@dataclass(frozen=True)
class Wiring:
    """Everything a route may need; one for each Flask application."""

    workshop: Workshop
    settings: Settings
    #: Signs the session tokens.
    secret: str = field(repr=False)
    erps: Erps
    #: Tells people by Entra's tokens; None without Outlook.
    entra: EntraTokens | None = None
    #: Where mailboxes of Microsoft 365 are, and what gets tokens for them; None without a secret or certificate.
    graph: Server | None = None
    on_behalf: OnBehalf | None = None
    #: Tells calls and people by Google's tokens; None without Gmail.
    google: GoogleTokens | None = None
    #: Where mailboxes in Gmail are; None without Gmail.
    gmail: GmailServer | None = None
    practice_mailbox: PracticeMailbox | None = None
    practice_erp: PracticeErp | None = None
    images: PageImages = field(default_factory=PageImages, repr=False, compare=False)
    behind: Behind = field(default_factory=Behind, repr=False, compare=False)


def wired() -> Wiring:
    """The wiring of the application that answers the current request."""
    wiring: Wiring = current_app.extensions["countersign"]
    return wiring
