"""The wiring: everything an installation consists of, put together from its Settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from backend import extraction, manifests, readers, web
from backend.confinement import Confinement, ExceededError
from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.practice import NAME as PRACTICE_ERP
from backend.connectors.practice import PracticeErp, open_practice_erp
from backend.errors import BadInput, CountersignError, MailboxMisconfigured
from backend.identity import Delegation, Entra, Google, GoogleRegistration, GoogleTokens, OnBehalf, Registration, expiry, redirects
from backend.identity.delegation import CHANGE, READ
from backend.identity.google_sign_in import DONE
from backend.jobs import Jobs, create_huey
from backend.mailboxes import gmail, mime
from backend.mailboxes.gmail import Gmail
from backend.mailboxes.gmail_mailbox import MAILBOX as GMAIL
from backend.mailboxes.gmail_mailbox import GmailMailbox, Label
from backend.mailboxes.gmail_reach import announcements, gmail_reach
from backend.mailboxes.gmail_watching import WatchableInGmail
from backend.mailboxes.graph import Graph, Server
from backend.mailboxes.graph_mailbox import MAILBOX as OUTLOOK
from backend.mailboxes.graph_watching import WatchableInGraph
from backend.mailboxes.practice import PracticeMailbox
from backend.mailboxes.reach import reach
from backend.mailboxes.watching import Watchable
from backend.model.case import Mark
from backend.model.catalog import union
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence, said
from backend.model.user import Role, User
from backend.pipeline import Workshop
from backend.pipeline.catalogs import told
from backend.pipeline.erps import Erps
from backend.pipeline.presence import Presence
from backend.pipeline.trial import Trial
from backend.readers import ocr
from backend.settings import PROJECT, Settings
from backend.store import Organisation, Store, open_store
from backend.web.wiring import DEMO_ORGANISATION, Microsoft, Wiring, Workspace

#: The people one can try Countersign as: a clerk for orders, one for invoices, and an administrator.
_DEMO_USERS = (
    ("claire", "Claire Martin", Role.CLERK),
    ("karim", "Karim Benali", Role.CLERK),
    ("nadia", "Nadia Roche", Role.ADMINISTRATOR),
)
_SAMPLES = PROJECT / "backend" / "mailboxes" / "samples"
#: A PDF with its XML inside: reading it takes nearly everything that reading can take.
_REHEARSED = "02-factur-x.eml"
_SETTINGS = Sentence(
    "Corrigez les variables COUNTERSIGN_* du serveur : docs/deploy-outlook.md les nomme.",
    "Correct the server's COUNTERSIGN_* variables: docs/deploy-outlook.md names them.",
)
_GMAIL_SETTINGS = Sentence(
    "Corrigez les variables COUNTERSIGN_* du serveur : docs/deploy-gmail.md les nomme.",
    "Correct the server's COUNTERSIGN_* variables: docs/deploy-gmail.md names them.",
)
#: What the processes that read and understand share from their start.
_SHARED = ("backend.readers.confined", "backend.readers.hypertext", "backend.extraction.ready")
#: How many page images are drawn beside what the workers read.
_FOR_PAGE_IMAGES = 2


@dataclass(frozen=True)
class Installation:
    """One process of Countersign."""

    workshop: Workshop
    jobs: Jobs
    erps: Erps
    microsoft: Microsoft
    google: GoogleTokens | None = None
    workspace: Workspace | None = None
    practice_erp: PracticeErp | None = None
    practice_mailbox: PracticeMailbox | None = None


def install(settings: Settings) -> Installation:
    """Everything wired, the database migrated, demo data in place; the workers are not started."""
    store = open_store(settings)
    for organisation in store.organisations():
        scope = store.scoped(organisation.id)
        scope.connection.renew()
        scope.sandbox.renew()
    jobs = Jobs(create_huey(settings.data_folder))
    presence = Presence(settings.data_folder / "processes")
    erp = _practice_erp(settings)
    mailbox = PracticeMailbox(settings.data_folder / "practice-mailbox") if settings.demo else None
    erps = _erps(settings, store, erp)
    microsoft, google, workspace = _microsoft(settings), Google.configured(settings), _workspace(settings)
    workshop = Workshop(
        store=store,
        connector=erps.connector,
        sandbox=erps.sandbox,
        settings=settings,
        watchables={OUTLOOK: _in_outlook(microsoft), GMAIL: _in_gmail(workspace, google, settings.gmail_topic)},
        markers=_markers(workspace, google) if settings.gmail_labels else {},
        nudge=jobs.nudge,
        holder=presence.name,
        is_dead=presence.is_dead,
        caller=Confinement(preload=_SHARED, most=settings.workers + _FOR_PAGE_IMAGES),
    )
    if erp and mailbox:
        mailbox.open_or_create(_SAMPLES)
        _add_demo_people(store, erp)
    return Installation(workshop, jobs, erps, microsoft, GoogleTokens(google) if google else None, workspace, erp, mailbox)


def create_app(settings: Settings) -> Flask:
    """The Flask application, its workers started when the settings want them in this process."""
    installation = install(settings)
    app = web.build(
        installation.workshop,
        settings,
        installation.erps,
        installation.microsoft,
        installation.google,
        installation.practice_mailbox,
        installation.practice_erp,
        workspace=installation.workspace,
    )
    if settings.work_in_server:
        installation.jobs.start(installation.workshop)
    return app


def rehearse(app: Flask) -> None:
    """Read a sample, so that the first person does not wait for processes to start and for libraries and models to load."""
    wiring: Wiring = app.extensions["countersign"]
    mail = mime.parse((_SAMPLES / _REHEARSED).read_bytes())
    caller = wiring.workshop.caller
    # On a machine with no time to spare it is given up: whoever comes first then waits, and nothing is lost.
    with suppress(ExceededError):
        caller.call(extraction.understand, mail, caller.call(readers.read_mail, mail))


def diagnose(settings: Settings) -> tuple[Sentence, ...]:
    """What this installation lacks to work well, each with what to do; empty when all is well."""
    try:
        store = open_store(settings)
    except (OSError, SQLAlchemyError, ValueError) as error:
        sentence = Sentence("La base de données ne s'ouvre pas : {error}", "The database cannot be opened: {error}")
        return (sentence.filled(error=type(error).__name__), *_reading_problems())
    return (*_audit_problems(store), *_reading_problems(), *_erp_problems(settings))


def try_erps(settings: Settings) -> Iterator[tuple[Organisation, Sentence, Trial, Sentence]]:
    """For each organisation that works with an ERP: its name, what trying it shows, and how its catalog stands."""
    store = open_store(settings)
    erps = _erps(settings, store, _practice_erp(settings))
    for organisation in store.organisations():
        if erps.has(organisation.id):
            name = erps.name(organisation.id)
            yield (
                organisation,
                Sentence(name, name) if name else PRACTICE_ERP,
                erps.trial(organisation.id),
                told(store.scoped(organisation.id).catalog),
            )


def try_outlook(
    settings: Settings, ca_file: str = "", token: str = "", watched: Sequence[str] = (), others: Sequence[str] = ()
) -> Iterator[Finding]:
    """Everything about Outlook that can be told from here, the good as INFO.

    `ca_file` has the certificates of the company's own authority, `token` is a person's access token; the application has to read the
    `watched` mailboxes and may not read the `others`.
    """
    try:
        entra = Entra.configured(settings)
        trade = OnBehalf.configured(settings, entra) if entra else None
        site = manifests.Site(manifests.Installation.configured(settings), ca_file)
    except (BadInput, MailboxMisconfigured) as error:
        yield Finding("OUTLOOK-SETTINGS", Severity.BLOCKING, said(error), remedy=_SETTINGS)
        return
    yield from site.findings(settings.max_bytes)
    if entra:
        yield from Registration(entra, trade, settings.graph_url).findings(token)
    if entra and trade:
        yield site.notified()
        server = Server(settings.graph_url)
        graphs = [Graph(server, partial(trade.of_application, tenant)) for tenant in sorted(entra.tenants)]
        described = _described(graphs, entra.client_id)
        if "spa" in described:
            yield redirects(described["spa"].get("redirectUris", ()), site.installation.redirects)
        yield expiry(settings, described.get("passwordCredentials", ()), datetime.now(UTC).date())
        yield from reach(graphs, watched, others)


def _described(graphs: Sequence[Graph], client_id: str) -> Mapping[str, Any]:
    """The app registration as Graph describes it, where it lets the application see that (Application.Read.All); {} elsewhere."""
    for graph in graphs:
        with suppress(CountersignError):
            for found in graph.get("applications", filter=f"appId eq '{client_id}'", select="passwordCredentials,spa").get("value", ()):
                return dict(found)
    return {}


def look_by_hand(settings: Settings, *, has_token: bool, has_mailboxes: bool) -> Iterator[Sentence]:
    """What of Outlook cannot be told from here with what was given; nothing while the settings are not whole."""
    try:
        installation = manifests.Installation.configured(settings)
    except BadInput:
        return
    yield from manifests.by_hand(installation, manifests.release(), has_token=has_token, has_mailboxes=has_mailboxes)


def try_gmail(settings: Settings, ca_file: str = "", watched: Sequence[str] = ()) -> Iterator[Finding]:
    """Everything about Gmail that can be told from here, the good as INFO; `ca_file` has the certificates of a company's own authority.

    The service account, where there is one, has to read the `watched` mailboxes.
    """
    try:
        address = manifests.checked_address(settings.public_url)
        manifests.require(settings, *manifests.GMAIL_SETTINGS)
        google, site = Google.configured(settings), manifests.GmailSite(address, ca_file)
        workspace = _workspace(settings)
    except (BadInput, MailboxMisconfigured) as error:
        yield Finding("GMAIL-SETTINGS", Severity.BLOCKING, said(error), remedy=_GMAIL_SETTINGS)
        return
    yield from site.findings()
    if google:
        yield from GoogleRegistration(google).findings()
    if delegation := workspace.delegation:
        yield from announcements(settings.gmail_topic, settings.gmail_push_account)
        yield from gmail_reach(
            lambda address, scope: Gmail(workspace.gmail, lambda: delegation.token(address, scope)),
            watched,
            READ,
            CHANGE if settings.gmail_labels else "",
        )


def look_at_gmail_by_hand(settings: Settings) -> Iterator[Sentence]:
    """What of Gmail cannot be told from here; nothing while there is no address."""
    try:
        address = manifests.checked_address(settings.public_url)
    except BadInput:
        return
    yield from manifests.gmail_by_hand(address, f"{address}{DONE}")


def _audit_problems(store: Store) -> Iterator[Sentence]:
    for organisation in store.organisations():
        breach = store.scoped(organisation.id).audit.verify()
        if breach:
            sentence = Sentence("Le journal d'audit de {name} est rompu : {breach}", "The audit trail of {name} is broken: {breach}")
            yield sentence.filled(name=organisation.name, breach=breach.sentence)


def _reading_problems() -> Iterator[Sentence]:
    if not ocr.available():
        yield Sentence(
            "Les documents scannés ne peuvent pas être lus : installez Tesseract (apt install tesseract-ocr tesseract-ocr-fra).",
            "Scanned documents cannot be read: install Tesseract (apt install tesseract-ocr tesseract-ocr-fra).",
        )
    elif not ocr.is_accurate():
        yield Sentence(
            "Les documents scannés sont lus par Tesseract seul : le moteur précis lit mieux (pip install countersign[accurate]).",
            "Scanned documents are read by Tesseract alone: the accurate engine reads better (pip install countersign[accurate]).",
        )


def _erp_problems(settings: Settings) -> Iterator[Sentence]:
    trials = tuple(try_erps(settings))
    if not trials and not settings.demo:
        yield Sentence(
            "Aucun ERP n’est connecté : un administrateur le fait sur /connection.html ; pour essayer, utilisez COUNTERSIGN_DEMO=yes.",
            "No ERP is connected: an administrator does so at /connection.html; to try Countersign, use COUNTERSIGN_DEMO=yes.",
        )
    for organisation, name, trial, _ in trials:
        for finding in trial.findings:
            sentence = Sentence("{organisation}, {name} : {said} {remedy}", "{organisation}, {name}: {said} {remedy}")
            yield sentence.filled(organisation=organisation.name, name=name, said=finding.sentence, remedy=finding.remedy or "")


def _practice_erp(settings: Settings) -> PracticeErp | None:
    return open_practice_erp(settings.data_folder / "practice-erp", "") if settings.demo else None


def _erps(settings: Settings, store: Store, practice: PracticeErp | None) -> Erps:
    drop_root = Path(settings.drop_root).expanduser().resolve() if settings.drop_root else None
    surroundings = Surroundings(Claims(settings.data_folder / "claims"), settings.public_url.rstrip("/"), drop_root=drop_root)
    return Erps(store, surroundings, {DEMO_ORGANISATION: practice} if practice else {})


def _microsoft(settings: Settings) -> Microsoft:
    entra = Entra.configured(settings)
    return Microsoft(Server(settings.graph_url), entra, OnBehalf.configured(settings, entra) if entra else None)


def _workspace(settings: Settings) -> Workspace:
    return Workspace(gmail.Server(settings.gmail_url), Delegation.configured(settings))


def _in_outlook(microsoft: Microsoft) -> Callable[[str, str], Watchable]:
    """Opens a mailbox of an organisation, which is a tenant of Microsoft 365, in the application's own name."""
    entra, on_behalf = microsoft.entra, microsoft.on_behalf

    def opened(organisation: str, address: str) -> Watchable:
        if entra is None or on_behalf is None or organisation not in entra.tenants:
            raise MailboxMisconfigured(
                "Mailboxes of Microsoft 365 are watched by an app registration with a secret or certificate (docs/watching.md).",
                "Des boîtes Microsoft 365 sont surveillées par une inscription d’application qui a un secret ou un certificat"
                " (docs/watching.md).",
            )
        return WatchableInGraph(Graph(microsoft.graph, lambda: on_behalf.of_application(organisation)), address)

    return opened


def _in_gmail(workspace: Workspace, google: Google | None, topic: str) -> Callable[[str, str], Watchable]:
    """Opens a mailbox of an organisation, which has Workspace domains, by the service account."""
    delegation = workspace.delegation

    def opened(organisation: str, address: str) -> Watchable:
        own = google.own_domains(organisation) if google else frozenset()
        if delegation is None or not own:
            raise MailboxMisconfigured(
                "Mailboxes of Gmail are watched by a service account with domain-wide delegation (docs/watching.md).",
                "Des boîtes Gmail sont surveillées par un compte de service avec délégation au niveau du domaine (docs/watching.md).",
            )
        if address and address.rpartition("@")[2].lower() not in own:
            raise BadInput("This mailbox is in no domain of yours.", "Cette boîte n’est dans aucun de vos domaines.")
        return WatchableInGmail(Gmail(workspace.gmail, lambda: delegation.token(address)), address, topic)

    return opened


def _markers(workspace: Workspace, google: Google | None) -> dict[str, Callable[[str, str, Mark | None], None]]:
    """What gives messages in Gmail their labels, by the service account in the mailboxes of the organisation's domains."""
    delegation = workspace.delegation
    if delegation is None or google is None:
        return {}

    def mark(organisation: str, reference: str, wanted: Mark | None) -> None:
        address, _, message = reference.rpartition("/")
        if address.rpartition("@")[2] in google.own_domains(organisation):
            # A job, which the sweep begins again: nobody waits for it.
            gmail = Gmail(workspace.gmail, lambda: delegation.token(address, CHANGE), longest_wait=0)
            GmailMailbox(gmail).label(message, Label[wanted.name] if wanted else None)

    return {GMAIL: mark}


def _add_demo_people(store: Store, erp: PracticeErp) -> None:
    catalog = union(erp.fetch_catalog())
    store.add_organisation(Organisation(DEMO_ORGANISATION, catalog.own_name))
    users = store.scoped(DEMO_ORGANISATION).users
    known = {user.id for user in users.all()}
    for user_id, name, role in _DEMO_USERS:
        if user_id not in known:
            email = f"{name.lower().replace(' ', '.')}@{catalog.own_domains[0]}"
            users.put(User(user_id, DEMO_ORGANISATION, name, email, role))
