"""The wiring: everything an installation consists of, put together from its Settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from backend import extraction, readers, web
from backend.confinement import Confinement
from backend.connectors.connector import Connector
from backend.connectors.practice import PracticeErp, open_practice_erp
from backend.errors import ConnectorMisconfigured
from backend.jobs import Jobs, create_huey
from backend.mailboxes import mime
from backend.mailboxes.practice import PracticeMailbox
from backend.model.sentence import Sentence
from backend.model.user import Role, User
from backend.pipeline import Workshop
from backend.pipeline.presence import Presence
from backend.readers import ocr
from backend.settings import PROJECT, Settings
from backend.store import Organisation, Store, open_store
from backend.web.wiring import DEMO_ORGANISATION, Wiring

#: The people one can try Countersign as: a clerk for orders, one for invoices, and an administrator.
_DEMO_USERS = (
    ("claire", "Claire Martin", Role.CLERK),
    ("karim", "Karim Benali", Role.CLERK),
    ("nadia", "Nadia Roche", Role.ADMINISTRATOR),
)
_SAMPLES = PROJECT / "backend" / "mailboxes" / "samples"
#: A PDF with its XML inside: reading it takes nearly everything that reading can take.
_REHEARSED = "02-factur-x.eml"
#: How many page images are drawn beside what the workers read.
_FOR_PAGE_IMAGES = 2


@dataclass(frozen=True)
class Installation:
    """One process of Countersign."""

    workshop: Workshop
    jobs: Jobs
    practice_erp: PracticeErp | None = None
    practice_mailbox: PracticeMailbox | None = None


def install(settings: Settings) -> Installation:
    """Everything wired, the database migrated, demo data in place; the workers are not started."""
    store = open_store(settings)
    jobs = Jobs(create_huey(settings.data_folder))
    presence = Presence(settings.data_folder / "processes")
    erp = open_practice_erp(settings.data_folder / "practice-erp", "") if settings.demo else None
    mailbox = PracticeMailbox(settings.data_folder / "practice-mailbox") if settings.demo else None
    workshop = Workshop(
        store=store,
        connector=_connectors(erp),
        settings=settings,
        nudge=jobs.nudge,
        holder=presence.name,
        is_dead=presence.is_dead,
        caller=Confinement(preload=("backend.readers.confined", "backend.extraction.ready"), most=settings.workers + _FOR_PAGE_IMAGES),
    )
    if erp and mailbox:
        mailbox.open_or_create(_SAMPLES)
        _add_demo_people(store, erp)
    return Installation(workshop, jobs, erp, mailbox)


def create_app(settings: Settings) -> Flask:
    """The Flask application, its workers started when the settings want them in this process."""
    installation = install(settings)
    app = web.build(installation.workshop, settings, installation.practice_mailbox, installation.practice_erp)
    if settings.work_in_server:
        installation.jobs.start(installation.workshop)
    return app


def rehearse(app: Flask) -> None:
    """Read a sample, so that the first person does not wait for processes to start and for libraries and models to load."""
    wiring: Wiring = app.extensions["countersign"]
    mail = mime.parse((_SAMPLES / _REHEARSED).read_bytes())
    caller = wiring.workshop.caller
    caller.call(extraction.understand, mail, caller.call(readers.read_mail, mail))


def diagnose(settings: Settings) -> tuple[Sentence, ...]:
    """What this installation lacks to work well, each with what to do; empty when all is well."""
    return tuple(_database_problems(settings)) + tuple(_reading_problems()) + tuple(_erp_problems(settings))


def _database_problems(settings: Settings) -> Iterator[Sentence]:
    try:
        store = open_store(settings)
    except (OSError, SQLAlchemyError, ValueError) as error:
        sentence = Sentence("La base de données ne s'ouvre pas : {error}", "The database cannot be opened: {error}")
        yield sentence.filled(error=type(error).__name__)
        return
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
    if not settings.demo:
        yield Sentence(
            "Aucun ERP n'est connecté : pour essayer avec l'ERP d'entraînement, utilisez COUNTERSIGN_DEMO=yes.",
            "No ERP is connected: to try Countersign with the practice ERP, use COUNTERSIGN_DEMO=yes.",
        )
        return
    for finding in open_practice_erp(settings.data_folder / "practice-erp", "").check():
        yield finding.sentence


def _connectors(demo: Connector | None) -> Callable[[str], Connector]:
    def connector(organisation: str) -> Connector:
        if demo is None or organisation != DEMO_ORGANISATION:
            raise ConnectorMisconfigured("No ERP is connected.", "Aucun ERP n'est connecté.")
        return demo

    return connector


def _add_demo_people(store: Store, erp: PracticeErp) -> None:
    catalog = erp.fetch_catalog()
    store.add_organisation(Organisation(DEMO_ORGANISATION, catalog.own_name))
    users = store.scoped(DEMO_ORGANISATION).users
    known = {user.id for user in users.all()}
    for user_id, name, role in _DEMO_USERS:
        if user_id not in known:
            email = f"{name.lower().replace(' ', '.')}@{catalog.own_domains[0]}"
            users.put(User(user_id, DEMO_ORGANISATION, name, email, role))
