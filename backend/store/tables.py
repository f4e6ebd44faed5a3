"""The tables of Countersign's own database; every row carries its organisation. `migrations` brings a database here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Instant(TypeDecorator[datetime]):
    """A point in time, kept and answered in UTC by every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """In UTC, because SQLite keeps no zone."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """UTC, whichever zone the session of the database is in."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s"})


def _organisation() -> Column[str]:
    return Column("organisation", String, ForeignKey("organisations.id"), nullable=False)


organisations = Table(
    "organisations",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    # The head of the organisation's audit chain: its row is locked while an event is appended, and a chain cut short is noticed.
    Column("audit_sequence", Integer, nullable=False, server_default="0"),
    Column("audit_digest", String, nullable=False, server_default=""),
)

users = Table(
    "users",
    metadata,
    _organisation(),
    Column("id", String, nullable=False),
    Column("content", Text, nullable=False),
    PrimaryKeyConstraint("organisation", "id"),
)

mails = Table(
    "mails",
    metadata,
    _organisation(),
    Column("id", String, nullable=False),
    Column("mailbox", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("status", String, nullable=False),
    # The Mail without its attachments.
    Column("content", Text, nullable=False),
    Column("progress", Text),
    Column("findings", Text, nullable=False, server_default="[]"),
    Column("revision", Integer, nullable=False, server_default="1"),
    # How often preparing it was begun.
    Column("attempts", Integer, nullable=False, server_default="0"),
    # Who is preparing it, and when they last gave a sign of it.
    Column("holder", String, nullable=False, server_default=""),
    Column("touched_at", Instant, nullable=False),
    Column("received_at", Instant, nullable=False),
    PrimaryKeyConstraint("organisation", "id"),
    Index(None, "organisation", "status", "touched_at"),
)

mail_references = Table(
    "mail_references",
    metadata,
    _organisation(),
    Column("mailbox", String, nullable=False),
    Column("reference", String, nullable=False),
    Column("mail_id", String, nullable=False),
    # The mail's revision that the message in the mailbox was last marked for.
    Column("marked", Integer, nullable=False, server_default="0"),
    PrimaryKeyConstraint("organisation", "mailbox", "reference"),
    ForeignKeyConstraint(["organisation", "mail_id"], ["mails.organisation", "mails.id"]),
    Index(None, "organisation", "mail_id"),
)

attachments = Table(
    "attachments",
    metadata,
    _organisation(),
    Column("mail_id", String, nullable=False),
    Column("part", String, nullable=False),
    # A StoredAttachment.
    Column("content", Text, nullable=False),
    PrimaryKeyConstraint("organisation", "mail_id", "part"),
    ForeignKeyConstraint(["organisation", "mail_id"], ["mails.organisation", "mails.id"]),
)

documents = Table(
    "documents",
    metadata,
    _organisation(),
    Column("mail_id", String, nullable=False),
    Column("part", String, nullable=False),
    Column("position", Integer, nullable=False),
    # A Document, its parts without their bytes.
    Column("content", Text, nullable=False),
    PrimaryKeyConstraint("organisation", "mail_id", "part"),
    ForeignKeyConstraint(["organisation", "mail_id"], ["mails.organisation", "mails.id"]),
)

cases = Table(
    "cases",
    metadata,
    _organisation(),
    Column("id", String, nullable=False),
    Column("mail_id", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
    Column("status", String, nullable=False),
    # What other cases are compared by: the document's number, and the ERP's supplier or customer.
    Column("number", String, nullable=False, server_default=""),
    Column("party", String, nullable=False, server_default=""),
    # The Case; version and status of the columns win.
    Column("content", Text, nullable=False),
    # The findings of reading it, which checking again does not make anew.
    Column("reading_findings", Text, nullable=False, server_default="[]"),
    # Who is at work on it and until when that is honoured.
    Column("holder", String, nullable=False, server_default=""),
    Column("claimed_at", Instant),
    Column("claimed_until", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    # Posted, but the originals are not yet filed with the document in the ERP.
    Column("filing_due", Boolean, nullable=False, server_default="0"),
    PrimaryKeyConstraint("organisation", "id"),
    ForeignKeyConstraint(["organisation", "mail_id"], ["mails.organisation", "mails.id"]),
    Index(None, "organisation", "mail_id"),
    Index(None, "organisation", "status"),
    Index(None, "organisation", "filing_due"),
    Index(None, "organisation", "number"),
    Index(None, "organisation", "party"),
)

audit_events = Table(
    "audit_events",
    metadata,
    _organisation(),
    Column("sequence", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("actor_name", Text, nullable=False),
    Column("action", String, nullable=False),
    Column("mail_id", String, nullable=False),
    Column("case_id", String, nullable=False),
    Column("details", Text, nullable=False),
    Column("previous_digest", String, nullable=False),
    Column("digest", String, nullable=False),
    PrimaryKeyConstraint("organisation", "sequence"),
    Index(None, "organisation", "case_id"),
    Index(None, "organisation", "mail_id"),
)

catalogs = Table(
    "catalogs",
    metadata,
    _organisation(),
    # Our own company: a Catalog without things.
    Column("own", Text, nullable=False, server_default="{}"),
    # When the last fetch that came to its end was begun, and the last whole one; what the latter did not name is gone.
    Column("fetched_at", Instant),
    Column("whole_at", Instant),
    # When one was last begun, whatever became of it, and why it broke off: a Sentence, "" when it did not.
    Column("tried_at", Instant),
    Column("problem", Text, nullable=False, server_default=""),
    # Something was posted, or a person wants a whole one.
    Column("is_due", Boolean, nullable=False, server_default="0"),
    Column("is_whole_due", Boolean, nullable=False, server_default="0"),
    # Who is fetching ("" for nobody), when they last gave a sign of it, and how many things of each kind have come so far.
    Column("holder", String, nullable=False, server_default=""),
    Column("touched_at", Instant),
    Column("progress", Text, nullable=False, server_default="{}"),
    # Counts the fetches: things bear that of the last whole one that named them, or of a later one.
    Column("round", Integer, nullable=False, server_default="0"),
    # The number that the newest thing got.
    Column("last_number", Integer, nullable=False, server_default="0"),
    # Counts the ERPs that the organisation worked with: what one tells is not written once there is another.
    Column("erp", Integer, nullable=False, server_default="0"),
    PrimaryKeyConstraint("organisation"),
)

catalog_things = Table(
    "catalog_things",
    metadata,
    _organisation(),
    Column("number", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("round", Integer, nullable=False),
    Column("content", Text, nullable=False),
    PrimaryKeyConstraint("organisation", "number"),
    Index(None, "organisation", "kind", "id", unique=True),
)

# There are millions of rows in the next two: no foreign key, and on SQLite nothing but the primary key.
catalog_terms = Table(
    "catalog_terms",
    metadata,
    Column("organisation", String, nullable=False),
    Column("kind", String, nullable=False),
    # A key or a word of `model.terms`; in the order of code points, so that what begins alike stands together.
    Column("term", String().with_variant(String(collation="C"), "postgresql"), nullable=False),
    # The thing's number.
    Column("thing", Integer, nullable=False),
    PrimaryKeyConstraint("organisation", "kind", "term", "thing"),
    sqlite_with_rowid=False,
)

catalog_spellings = Table(
    "catalog_spellings",
    metadata,
    Column("organisation", String, nullable=False),
    Column("kind", String, nullable=False),
    # A part of the word, by which it is found when it is misspelt.
    Column("part", String, nullable=False),
    Column("word", String, nullable=False),
    PrimaryKeyConstraint("organisation", "kind", "part", "word"),
    sqlite_with_rowid=False,
)

connections = Table(
    "connections",
    metadata,
    _organisation(),
    # The connector's name in the registry.
    Column("kind", String, nullable=False),
    # The answers of the administrator, sealed.
    Column("content", Text, nullable=False),
    Column("updated_at", Instant, nullable=False),
    PrimaryKeyConstraint("organisation"),
)

# A test company of the same kind of ERP, beside the connection.
sandboxes = Table(
    "sandboxes",
    metadata,
    _organisation(),
    Column("kind", String, nullable=False),
    # The answers of the administrator, sealed.
    Column("content", Text, nullable=False),
    Column("updated_at", Instant, nullable=False),
    # Whether documents are tried in it first.
    Column("is_on", Boolean, nullable=False),
    PrimaryKeyConstraint("organisation"),
)

receipts = Table(
    "receipts",
    metadata,
    _organisation(),
    # The key of the posting, as the ERP was told it.
    Column("key", String, nullable=False),
    # A Receipt.
    Column("content", Text, nullable=False),
    Column("kept_at", Instant, nullable=False),
    PrimaryKeyConstraint("organisation", "key"),
)

mappings = Table(
    "mappings",
    metadata,
    _organisation(),
    Column("version", Integer, nullable=False),
    # A Mapping.
    Column("content", Text, nullable=False),
    Column("saved_at", Instant, nullable=False),
    Column("saved_by", Text, nullable=False),
    # The version that this one brought back, 0 for none.
    Column("restored", Integer, nullable=False),
    PrimaryKeyConstraint("organisation", "version"),
)

watched_mailboxes = Table(
    "watched_mailboxes",
    metadata,
    _organisation(),
    Column("id", String, nullable=False),
    # The mail system, by the name under which references of its messages are kept.
    Column("system", String, nullable=False, server_default="outlook"),
    Column("address", String, nullable=False),
    # A PickingRule, and what is wanted of the mailbox: a Watch.
    Column("rule", Text, nullable=False),
    Column("state", String, nullable=False),
    Column("started_at", Instant, nullable=False),
    # The folder's id in the mail system, "" while it was not looked up.
    Column("folder", Text, nullable=False, server_default=""),
    # The subscription ("" for none), the SHA-256 of what its notifications prove themselves by, and when it ends.
    Column("subscription", Text, nullable=False, server_default=""),
    Column("client_state", String, nullable=False, server_default=""),
    Column("expires_at", Instant),
    # Where reading goes on ("" from the start), and whether that is in the midst of a round of several pages.
    Column("cursor", Text, nullable=False, server_default=""),
    Column("is_midway", Boolean, nullable=False, server_default="0"),
    # How often news were announced, and up to which of these they are read.
    Column("asked", Integer, nullable=False, server_default="0"),
    Column("answered", Integer, nullable=False, server_default="0"),
    # When a round was last read to its end; when to go on after what is in `problem`, a Sentence ("" for none), and how often in
    # succession it failed.
    Column("read_at", Instant),
    Column("retry_at", Instant),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("problem", Text, nullable=False, server_default=""),
    # The last message that was left aside because it could not be received: a Sentence, "" for none.
    Column("skipped", Text, nullable=False, server_default=""),
    # How many messages were received.
    Column("received", Integer, nullable=False, server_default="0"),
    # The messages of the page that were left aside, one a line, then the one that is being received; and how often that was begun.
    Column("trying", Text, nullable=False, server_default=""),
    Column("attempts", Integer, nullable=False, server_default="0"),
    # Who is reading it, and when they last gave a sign of it.
    Column("holder", String, nullable=False, server_default=""),
    Column("touched_at", Instant),
    PrimaryKeyConstraint("organisation", "id"),
)

lessons = Table(
    "lessons",
    metadata,
    _organisation(),
    Column("id", String, nullable=False),
    # Whose documents it is about: "supplier S1".
    Column("party", String, nullable=False),
    Column("learned_at", Instant, nullable=False),
    # A Lesson; the confirmations of the column win.
    Column("content", Text, nullable=False),
    # On how many documents it was used, and how often people confirmed what it led to.
    Column("uses", Integer, nullable=False, server_default="0"),
    Column("confirmations", Integer, nullable=False, server_default="0"),
    PrimaryKeyConstraint("organisation", "id"),
    Index(None, "organisation", "party"),
)

lesson_marks = Table(
    "lesson_marks",
    metadata,
    _organisation(),
    Column("mark", String, nullable=False),
    Column("lesson_id", String, nullable=False),
    PrimaryKeyConstraint("organisation", "mark", "lesson_id"),
    ForeignKeyConstraint(["organisation", "lesson_id"], ["lessons.organisation", "lessons.id"], ondelete="CASCADE"),
    Index(None, "organisation", "lesson_id"),
)

markings = Table(
    "markings",
    metadata,
    _organisation(),
    # A Marking.
    Column("content", Text, nullable=False),
    PrimaryKeyConstraint("organisation"),
)
