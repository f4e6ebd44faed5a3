"""The cases of one organisation: saved only with their reason, guarded by their version, claimed for work with a lease."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, Row, and_, desc, insert, or_, select, update

from backend.errors import Conflict, NotFound
from backend.model.audit import SYSTEM, Actor, reasons
from backend.model.case import OPEN, WORK_IS_DUE, Case, Status
from backend.model.finding import Finding
from backend.model.memory import Teaching
from backend.model.sentence import Sentence
from backend.store import memory
from backend.store.audit import Event, record
from backend.store.codec import decode, encode, indexable
from backend.store.database import Database
from backend.store.revision import advance
from backend.store.tables import cases

#: How many other cases one is compared with at most.
_RELATED = 100
_NOTHING = Teaching()


@dataclass(frozen=True)
class OpenedCase:
    """A case as preparing its mail found it."""

    case: Case
    #: The findings of reading it, which checking it again does not make anew.
    reading_findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Claim:
    """Who takes on some work, and until when others keep away."""

    holder: str
    at: datetime
    until: datetime


@dataclass(frozen=True)
class Due:
    """A case that has work due, and what: its status says so, or its originals still have to be filed in the ERP."""

    case_id: str
    status: Status


@dataclass(frozen=True)
class Cases:
    """One organisation's cases."""

    database: Database
    organisation: str

    def get(self, case_id: str) -> Case:
        """The case; raises NotFound."""
        with self.database.reading() as connection:
            row = connection.execute(select(cases).where(*self._is(case_id))).one_or_none()
        if row is None:
            raise NotFound("There is no such case.", "Ce dossier n'existe pas.")
        return _case(row)

    def of_mail(self, mail_id: str) -> tuple[Case, ...]:
        """The cases of one mail, in the order of its documents."""
        query = select(cases).where(cases.c.organisation == self.organisation, cases.c.mail_id == mail_id).order_by(cases.c.position)
        with self.database.reading() as connection:
            return tuple(map(_case, connection.execute(query)))

    def related(self, case: Case) -> tuple[Case, ...]:
        """Other cases with the same number or the same supplier or customer, the latest first, a hundred at most."""
        same = [column == value for column, value in ((cases.c.number, _number(case)), (cases.c.party, _party(case))) if value]
        if not same:
            return ()
        query = (
            select(cases)
            .where(cases.c.organisation == self.organisation, cases.c.id != case.id, or_(*same))
            .order_by(cases.c.opened_at.desc())
            .limit(_RELATED)
        )
        with self.database.reading() as connection:
            return tuple(map(_case, connection.execute(query)))

    def latest(self, most: int) -> tuple[Case, ...]:
        """The cases with a document, the latest first."""
        query = select(cases).where(cases.c.organisation == self.organisation).order_by(desc(cases.c.opened_at)).limit(most)
        with self.database.reading() as connection:
            return tuple(case for case in map(_case, connection.execute(query)) if case.document)

    def waiting(self, most: int, skipped: int = 0) -> tuple[Case, ...]:
        """The cases that wait for a person or are on their way to the ERP, the latest first, without the first `skipped`."""
        query = (
            select(cases)
            .where(cases.c.organisation == self.organisation, cases.c.status.in_(OPEN | WORK_IS_DUE))
            .order_by(desc(cases.c.opened_at), cases.c.id)
            .offset(skipped)
            .limit(most)
        )
        with self.database.reading() as connection:
            return tuple(map(_case, connection.execute(query)))

    def reading_findings(self, case_id: str) -> tuple[Finding, ...]:
        """The findings of reading the case's document; raises NotFound."""
        with self.database.reading() as connection:
            text = connection.execute(select(cases.c.reading_findings).where(*self._is(case_id))).scalar()
        if text is None:
            raise NotFound("There is no such case.", "Ce dossier n'existe pas.")
        return decode(text, tuple[Finding, ...])

    def save(
        self,
        case: Case,
        action: str,
        actor: Actor,
        details: Mapping[str, object] | None = None,
        *,
        filing_due: bool | None = None,
        reading_findings: Sequence[Finding] | None = None,
        teaching: Teaching = _NOTHING,
    ) -> Case:
        """The case under its next version, saved with its event and what it teaches; any claim on it ends.

        Raises Conflict when it was changed meanwhile.
        """
        event = Event(actor, action, case.mail_id, case.id, details)
        changed: dict[str, object] = {} if filing_due is None else {"filing_due": filing_due}
        if reading_findings is not None:
            changed["reading_findings"] = encode(tuple(reading_findings))
        return self._write(case, event, teaching, attempts=0, claimed_until=None, **changed)

    def postpone(self, case: Case, until: datetime, reason: Sentence | str) -> Case:
        """The case with its work put off until then, the reason as its refusal; raises Conflict when it was changed meanwhile."""
        event = Event(SYSTEM, "postponed", case.mail_id, case.id, {**reasons(reason), "until": until.isoformat()})
        return self._write(replace(case, refusal=reason), event, claimed_until=until)

    def claim(self, case_id: str, due: frozenset[Status], becomes: Status, claim: Claim) -> Case | None:
        """The case for the one who won it, its status changed; None when nothing is due or somebody else is at it."""
        with self.database.writing() as connection:
            row = connection.execute(
                update(cases)
                .where(*self._is(case_id), cases.c.status.in_(due), _free(claim.at))
                .values(status=becomes, attempts=cases.c.attempts + 1, **_held(claim))
                .returning(cases),
            ).one_or_none()
            if row is None:
                return None
            advance(connection, self.organisation, row.mail_id)
            details = {"attempt": row.attempts, "until": claim.until.isoformat()}
            record(connection, self.organisation, Event(SYSTEM, "claimed", row.mail_id, case_id, details))
        return _case(row)

    def note(self, case: Case, action: str, actor: Actor, details: Mapping[str, object]) -> None:
        """Record what happened about a case without changing it or ending a claim on it."""
        with self.database.writing() as connection:
            advance(connection, self.organisation, case.mail_id)
            record(connection, self.organisation, Event(actor, action, case.mail_id, case.id, details))

    def attempts(self, case_id: str) -> int:
        """How often its due work was begun since a person's last decision."""
        with self.database.reading() as connection:
            attempts: int = connection.execute(select(cases.c.attempts).where(*self._is(case_id))).scalar_one()
        return attempts

    def claim_filing(self, case_id: str, claim: Claim) -> Case | None:
        """The posted case whose originals are to be filed in the ERP, for the one who won it; None when it is not due."""
        with self.database.writing() as connection:
            row = connection.execute(
                update(cases)
                .where(*self._is(case_id), cases.c.filing_due, cases.c.status == Status.POSTED, _free(claim.at))
                .values(attempts=cases.c.attempts + 1, **_held(claim))
                .returning(cases),
            ).one_or_none()
        return _case(row) if row else None

    def filed(self, case: Case, action: str, details: Mapping[str, object]) -> None:
        """Filing is over, well or not, as the event says."""
        with self.database.writing() as connection:
            values = {"filing_due": False, "holder": "", "claimed_until": None}
            connection.execute(update(cases).where(*self._is(case.id)).values(values))
            record(connection, self.organisation, Event(SYSTEM, action, case.mail_id, case.id, details))

    def postpone_filing(self, case_id: str, until: datetime) -> None:
        """Filing is tried again after that."""
        with self.database.writing() as connection:
            connection.execute(update(cases).where(*self._is(case_id)).values(holder="", claimed_until=until))

    def tied(self, since: datetime) -> tuple[str, ...]:
        """The ids of the cases that something in the ERP still is to be done about, or may be: all but those sent before `since`."""
        is_done = and_(cases.c.status == Status.POSTED, ~cases.c.filing_due, cases.c.claimed_at < since)
        query = select(cases.c.id).where(cases.c.organisation == self.organisation, ~is_done).order_by(cases.c.opened_at)
        with self.database.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def open_with(self, rule: str) -> tuple[str, ...]:
        """The ids of the cases that people still work on with a finding of this rule from their reading."""
        is_found = and_(cases.c.status.in_(OPEN), cases.c.reading_findings.contains(f'"{rule}"', autoescape=True))
        with self.database.reading() as connection:
            return tuple(connection.execute(select(cases.c.id).where(cases.c.organisation == self.organisation, is_found)).scalars())

    def due(self, now: datetime) -> tuple[Due, ...]:
        """The cases that have work due which nobody holds."""
        query = select(cases.c.id, cases.c.status).where(
            cases.c.organisation == self.organisation,
            or_(cases.c.status.in_(WORK_IS_DUE), and_(cases.c.filing_due, cases.c.status == Status.POSTED)),
            _free(now),
        )
        with self.database.reading() as connection:
            return tuple(Due(row.id, Status(row.status)) for row in connection.execute(query))

    def holders(self, now: datetime) -> frozenset[str]:
        """Who holds claims that are not over."""
        query = select(cases.c.holder).where(cases.c.organisation == self.organisation, cases.c.holder != "", cases.c.claimed_until > now)
        with self.database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def release(self, holder: str, claimed_before: datetime) -> int:
        """How many claims of this holder, made before then, were ended."""
        with self.database.writing() as connection:
            ended = connection.execute(
                update(cases)
                .where(cases.c.organisation == self.organisation, cases.c.holder == holder, cases.c.claimed_at <= claimed_before)
                .values(holder="", claimed_until=None),
            )
        return ended.rowcount

    def _write(self, case: Case, event: Event, teaching: Teaching = _NOTHING, **columns: object) -> Case:
        saved = replace(case, version=case.version + 1)
        with self.database.writing() as connection:
            changed = connection.execute(
                update(cases).where(*self._is(case.id), cases.c.version == case.version).values(**_columns(saved), holder="", **columns),
            )
            if changed.rowcount == 0:
                raise Conflict("Somebody changed this in the meantime.", "Quelqu'un a modifié ce dossier entre-temps.")
            advance(connection, self.organisation, case.mail_id)
            memory.take_in(connection, self.organisation, teaching)
            record(connection, self.organisation, event)
            if teaching.learned or teaching.forgotten:
                record(connection, self.organisation, replace(event, action="learned", details=memory.taught(teaching)))
        return saved

    def _is(self, case_id: str) -> tuple[ColumnElement[bool], ...]:
        return cases.c.organisation == self.organisation, cases.c.id == case_id


def open_case(connection: Connection, opened: OpenedCase, position: int) -> None:
    """A row for a new case, within the transaction that prepares its mail."""
    case = opened.case
    connection.execute(
        insert(cases).values(
            organisation=case.organisation,
            id=case.id,
            mail_id=case.mail_id,
            position=position,
            opened_at=datetime.now(UTC),
            reading_findings=encode(opened.reading_findings),
            **_columns(case),
        ),
    )


def _case(row: Row[*tuple[object, ...]]) -> Case:
    columns = row._mapping  # noqa: SLF001 — the public name of a row's mapping view
    return replace(decode(columns["content"], Case), version=columns["version"], status=Status(columns["status"]))


def _columns(case: Case) -> dict[str, object]:
    return {
        "version": case.version,
        "status": case.status,
        "number": _number(case),
        "party": _party(case),
        "content": encode(case),
    }


def _number(case: Case) -> str:
    """The document's number as numbers are compared: letters and digits only."""
    return indexable(re.sub(r"[\W_]", "", case.document.number()).upper()) if case.document else ""


def _party(case: Case) -> str:
    matched = (case.matches.get(role) for role in ("supplier", "customer"))
    return next((f"{match.best.id}" for match in matched if match and match.best), "")


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(cases.c.claimed_until.is_(None), cases.c.claimed_until <= now)


def _held(claim: Claim) -> dict[str, object]:
    return {"holder": claim.holder, "claimed_at": claim.at, "claimed_until": claim.until}
