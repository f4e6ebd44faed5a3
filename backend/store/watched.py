"""The watched mailboxes of one organisation: what its administrator wants, and how far each was read."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from backend.errors import BadInput, NotFound
from backend.model.audit import Actor
from backend.model.sentence import Sentence
from backend.model.watched import PickingRule, Watch
from backend.store.audit import Event, record
from backend.store.codec import decode, encode
from backend.store.database import Database
from backend.store.tables import watched_mailboxes as table

_SENTENCES = ("problem", "skipped")


@dataclass(frozen=True)
class WatchedMailbox:
    """A mailbox as it stands; see `tables` for what each attribute means."""

    id: str
    address: str
    rule: PickingRule
    state: Watch
    started_at: datetime
    system: str
    folder: str = ""
    subscription: str = ""
    client_state: str = field(default="", repr=False)
    expires_at: datetime | None = None
    cursor: str = field(default="", repr=False)
    is_midway: bool = False
    asked: int = 0
    answered: int = 0
    read_at: datetime | None = None
    retry_at: datetime | None = None
    failures: int = 0
    problem: Sentence | None = None
    skipped: Sentence | None = None
    received: int = 0
    trying: str = ""
    attempts: int = 0
    holder: str = ""
    touched_at: datetime | None = None

    def is_told_by(self, client_state: str) -> bool:
        """Whether a notification with this client state comes from the mailbox's own subscription."""
        return bool(self.client_state) and hmac.compare_digest(_digest(client_state), self.client_state)


@dataclass(frozen=True)
class WatchedMailboxes:
    """One organisation's watched mailboxes."""

    database: Database
    organisation: str

    def all(self) -> tuple[WatchedMailbox, ...]:
        """Every one, also those that are to be given up, by address."""
        query = select(table).where(self._mine).order_by(table.c.address, table.c.started_at, table.c.id)
        with self.database.reading() as connection:
            return tuple(map(_kept, connection.execute(query)))

    def get(self, mailbox_id: str) -> WatchedMailbox:
        """The mailbox; raises NotFound."""
        with self.database.reading() as connection:
            row = connection.execute(select(table).where(*self._is(mailbox_id))).one_or_none()
        if row is None:
            raise NotFound
        return _kept(row)

    def add(self, system: str, address: str, rule: PickingRule, actor: Actor, now: datetime) -> WatchedMailbox:
        """Watch it from now on, saved with its event; raises BadInput when this folder of it is watched already."""
        mailbox = WatchedMailbox(secrets.token_hex(12), address, rule, Watch.ACTIVE, now, system)
        row = {"id": mailbox.id, "system": system, "address": address, "rule": encode(rule), "state": Watch.ACTIVE, "started_at": now}
        with self.database.writing() as connection:
            for other in map(_kept, connection.execute(select(table).where(self._mine, table.c.state != Watch.ENDED))):
                if _place(other) == _place(mailbox):
                    raise BadInput("This folder is watched already.", "Ce dossier est déjà surveillé.")
            connection.execute(insert(table).values(organisation=self.organisation, **row))
            record(connection, self.organisation, _event(actor, Watch.ACTIVE, mailbox))
        return mailbox

    def want(self, mailbox_id: str, state: Watch, actor: Actor) -> None:
        """Go on watching, pause, or give it up, saved with its event; raises NotFound, also for one that was given up."""
        mailbox = self.get(mailbox_id)
        if mailbox.state is Watch.ENDED:
            raise NotFound
        if mailbox.state is not state:
            with self.database.writing() as connection:
                connection.execute(
                    update(table).where(*self._is(mailbox_id)).values(state=state, retry_at=None, failures=0, asked=table.c.asked + 1)
                )
                record(connection, self.organisation, _event(actor, state, mailbox))

    def announce(self, mailbox_id: str, *, in_doubt_since: datetime | None = None) -> None:
        """Note that there is news; with a time also that its subscription is not to be relied on any more since then."""
        values: dict[str, Any] = {"asked": table.c.asked + 1}
        if in_doubt_since:
            values["expires_at"] = in_doubt_since
        with self.database.writing() as connection:
            connection.execute(update(table).where(*self._is(mailbox_id)).values(values))

    def claim(self, mailbox_id: str, holder: str, now: datetime, is_free: Callable[[WatchedMailbox], bool]) -> WatchedMailbox | None:
        """The mailbox for the one who may work on it now; None when somebody is at it or it is gone."""
        with self.database.writing() as connection:
            row = connection.execute(select(table).where(*self._is(mailbox_id)).with_for_update()).one_or_none()
            if row is None or (row.holder and not is_free(_kept(row))):
                return None
            claiming = update(table).where(*self._is(mailbox_id)).values(holder=holder, touched_at=now).returning(table)
            return _kept(connection.execute(claiming).one())

    def save(self, mailbox: WatchedMailbox, **changes: Any) -> WatchedMailbox:
        """The mailbox with these attributes changed, for the one who holds it; what others write meanwhile stays."""
        changing = update(table).where(*self._is(mailbox.id), table.c.holder == mailbox.holder).values(_row(changes)).returning(table)
        with self.database.writing() as connection:
            row = connection.execute(changing).one_or_none()
        return _kept(row) if row else self.get(mailbox.id)

    def prove(self, mailbox: WatchedMailbox) -> str:
        """A new client state for the mailbox's next subscription; only its digest is kept."""
        client_state = secrets.token_urlsafe(32)
        self.save(mailbox, client_state=_digest(client_state))
        return client_state

    def release(self, mailbox_id: str, **changes: Any) -> None:
        """Let anybody go on with it."""
        with self.database.writing() as connection:
            connection.execute(update(table).where(*self._is(mailbox_id)).values(holder="", **_row(changes)))

    def forget(self, mailbox_id: str) -> None:
        """There is no such mailbox any more."""
        with self.database.writing() as connection:
            connection.execute(delete(table).where(*self._is(mailbox_id)))

    @property
    def _mine(self) -> ColumnElement[bool]:
        return table.c.organisation == self.organisation

    def _is(self, mailbox_id: str) -> tuple[ColumnElement[bool], ...]:
        return self._mine, table.c.id == mailbox_id


def _place(mailbox: WatchedMailbox) -> tuple[str, str, str]:
    """Which folder of which mailbox it is."""
    return mailbox.system, mailbox.address.casefold(), mailbox.rule.folder.casefold()


def _digest(client_state: str) -> str:
    return hashlib.sha256(client_state.encode(errors="replace")).hexdigest()


def _event(actor: Actor, state: Watch, mailbox: WatchedMailbox) -> Event:
    return Event(actor, f"watching_{state}", details={"address": mailbox.address, "folder": mailbox.rule.folder})


def _row(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The values as their columns keep them: sentences as text, "" for none."""
    return {name: (encode(value) if value else "") if name in _SENTENCES else value for name, value in changes.items()}


def _kept(row: Row[*tuple[object, ...]]) -> WatchedMailbox:
    columns: dict[str, Any] = dict(row._mapping)  # noqa: SLF001 — the public name of a row's mapping view
    del columns["organisation"]
    read = {name: decode(columns[name], Sentence) if columns[name] else None for name in _SENTENCES}
    return WatchedMailbox(**columns | read | {"rule": decode(columns["rule"], PickingRule), "state": Watch(columns["state"])})
