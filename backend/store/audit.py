"""The audit trail of one organisation: events chained by digest that the database refuses to change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, Select, insert, select, update

from backend.model.audit import Actor, AuditEvent
from backend.store.codec import decode, encode
from backend.store.database import Database
from backend.store.tables import audit_events, organisations


@dataclass(frozen=True)
class Breach:
    """Where the chain is first broken, and how."""

    sequence: int
    sentence: str


@dataclass(frozen=True)
class Event:
    """What is to be recorded; the chain adds its place."""

    actor: Actor
    action: str
    mail_id: str = ""
    case_id: str = ""
    details: Mapping[str, object] | None = None


@dataclass(frozen=True)
class Audit:
    """One organisation's chain."""

    database: Database
    organisation: str

    def append(self, event: Event) -> AuditEvent:
        """The event as recorded, in a transaction of its own."""
        with self.database.writing() as connection:
            return record(connection, self.organisation, event)

    def of_case(self, case_id: str) -> tuple[AuditEvent, ...]:
        """What happened to one case, oldest first."""
        return self._events(self._query().where(audit_events.c.case_id == case_id))

    def of_mail(self, mail_id: str) -> tuple[AuditEvent, ...]:
        """What happened to one mail and its cases, oldest first."""
        return self._events(self._query().where(audit_events.c.mail_id == mail_id))

    def verify(self) -> Breach | None:
        """The first event that is missing, changed or out of the chain; None when the trail is whole."""
        with self.database.reading() as connection:
            head = connection.execute(select(organisations).where(organisations.c.id == self.organisation)).one()
            query = self._query().where(audit_events.c.sequence <= head.audit_sequence)
            with connection.execution_options(yield_per=1000).execute(query) as rows:
                return _first_breach(map(_event, rows), head.audit_sequence, head.audit_digest)

    def _query(self) -> Select[*tuple[object, ...]]:
        return select(audit_events).where(audit_events.c.organisation == self.organisation).order_by(audit_events.c.sequence)

    def _events(self, query: Select[*tuple[object, ...]]) -> tuple[AuditEvent, ...]:
        with self.database.reading() as connection:
            return tuple(map(_event, connection.execute(query)))


def record(connection: Connection, organisation: str, event: Event) -> AuditEvent:
    """Append to the chain within a transaction, as its last statement: the organisation's row stays locked until it ends."""
    head = connection.execute(
        # Two writers take turns here; the weaker lock lets rows that only refer to the organisation pass.
        select(organisations).where(organisations.c.id == organisation).with_for_update(key_share=True),
    ).one()
    chained = AuditEvent(
        organisation=organisation,
        sequence=head.audit_sequence + 1,
        at=datetime.now(UTC),
        actor=event.actor,
        action=event.action,
        mail_id=event.mail_id,
        case_id=event.case_id,
        # As it will be read back, so that its digest is the same.
        details=json.loads(encode(event.details or {})),
        previous_digest=head.audit_digest,
    )
    chained = replace(chained, digest=chained.computed_digest())
    connection.execute(
        insert(audit_events).values(
            organisation=organisation,
            sequence=chained.sequence,
            at=chained.at,
            actor_id=chained.actor.id,
            actor_name=chained.actor.name,
            action=chained.action,
            mail_id=chained.mail_id,
            case_id=chained.case_id,
            details=encode(chained.details),
            previous_digest=chained.previous_digest,
            digest=chained.digest,
        ),
    )
    connection.execute(
        update(organisations)
        .where(organisations.c.id == organisation)
        .values(audit_sequence=chained.sequence, audit_digest=chained.digest),
    )
    return chained


def _event(row: Row[*tuple[object, ...]]) -> AuditEvent:
    columns = row._mapping  # noqa: SLF001 — the public name of a row's mapping view
    return AuditEvent(
        organisation=columns["organisation"],
        sequence=columns["sequence"],
        at=columns["at"],
        actor=Actor(columns["actor_id"], columns["actor_name"]),
        action=columns["action"],
        mail_id=columns["mail_id"],
        case_id=columns["case_id"],
        details=decode(columns["details"], dict[str, object]),
        previous_digest=columns["previous_digest"],
        digest=columns["digest"],
    )


def _first_breach(events: Iterable[AuditEvent], head_sequence: int, head_digest: str) -> Breach | None:
    sequence, digest = 0, ""
    for event in events:
        sequence += 1
        breach = _breach(event, sequence, digest)
        if breach:
            return breach
        digest = event.digest
    if sequence < head_sequence:
        return Breach(sequence + 1, f"Event {sequence + 1} is missing: the trail was cut short.")
    return None if digest == head_digest else Breach(sequence, f"Event {sequence} is not the one that was recorded last.")


def _breach(event: AuditEvent, sequence: int, previous_digest: str) -> Breach | None:
    if event.sequence != sequence:
        return Breach(sequence, f"Event {sequence} is missing.")
    if event.previous_digest != previous_digest:
        return Breach(sequence, f"Event {sequence} does not follow the event before it.")
    if event.digest != event.computed_digest():
        return Breach(sequence, f"Event {sequence} was changed after it was recorded.")
    return None
