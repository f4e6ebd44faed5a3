"""The wiring: everything an installation consists of, put together from its Settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask

from backend import web
from backend.connectors.connector import Connector
from backend.connectors.practice import PracticeErp, open_practice_erp
from backend.errors import ConnectorMisconfigured
from backend.jobs import Jobs, create_huey
from backend.mailboxes.practice import PracticeMailbox
from backend.model.user import Role, User
from backend.pipeline import Workshop
from backend.pipeline.presence import Presence
from backend.settings import PROJECT, Settings
from backend.store import Organisation, Store, open_store
from backend.web.wiring import DEMO_ORGANISATION

#: The people one can try Countersign as: a clerk for orders, one for invoices, and an administrator.
_DEMO_USERS = (
    ("claire", "Claire Martin", Role.CLERK),
    ("karim", "Karim Benali", Role.CLERK),
    ("nadia", "Nadia Roche", Role.ADMINISTRATOR),
)
_SAMPLES = PROJECT / "backend" / "mailboxes" / "samples"


@dataclass(frozen=True)
class Installation:
    """One process of Countersign."""

    settings: Settings
    workshop: Workshop
    jobs: Jobs
    practice_erp: PracticeErp | None = None
    practice_mailbox: PracticeMailbox | None = None


def install(settings: Settings, wrap: Callable[[Connector], Connector] = lambda connector: connector) -> Installation:
    """Everything wired, the database migrated, demo data in place; nothing works yet. `wrap` stands between the pipeline and the ERP."""
    store = open_store(settings)
    jobs = Jobs(create_huey(settings.data_folder))
    presence = Presence(settings.data_folder / "processes")
    erp = open_practice_erp(settings.data_folder / "practice-erp", "") if settings.demo else None
    mailbox = PracticeMailbox(settings.data_folder / "practice-mailbox") if settings.demo else None
    workshop = Workshop(
        store=store,
        connector=_connectors(wrap(erp) if erp else None),
        settings=settings,
        nudge=jobs.nudge,
        holder=presence.name,
        is_dead=presence.is_dead,
    )
    if erp and mailbox:
        mailbox.open_or_create(_SAMPLES)
        _add_demo_people(store, erp)
    return Installation(settings, workshop, jobs, erp, mailbox)


def create_app(settings: Settings) -> Flask:
    """The Flask application, its workers started when the settings want them in this process."""
    return serve(install(settings))


def serve(installation: Installation) -> Flask:
    """The Flask application of an installation, its workers started when the settings want them in this process."""
    settings = installation.settings
    app = web.build(installation.workshop, settings, installation.practice_mailbox, installation.practice_erp)
    if settings.work_in_server:
        installation.jobs.start(installation.workshop)
    return app


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
