"""The mails of one organisation: one row a message whoever opens it, what reading it gave, and the revision that panes wait for."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, not_, or_, select, update
from sqlalchemy.exc import IntegrityError

from backend.content import html
from backend.errors import NotFound
from backend.model.audit import Actor
from backend.model.case import MailStatus
from backend.model.document import Document
from backend.model.finding import Finding
from backend.model.mail import Attachment, Mail
from backend.store import attachments, memory
from backend.store.audit import Event, record
from backend.store.blobs import Blobs
from backend.store.cases import OpenedCase, open_case
from backend.store.codec import decode, encode, indexable
from backend.store.database import Database
from backend.store.records import StoredMail
from backend.store.tables import documents, mail_references, mails

#: How the file of a raw message is called.
_ENDINGS = {"message/rfc822": ".eml", "application/vnd.ms-outlook": ".msg"}
#: Among the mail systems that know a mail by a reference: the sender's own name for it.
_BY_MESSAGE_ID = "message-id"
#: ... and the same where different senders gave it.
_DISPUTED = "disputed message-id"


@dataclass(frozen=True)
class Mails:
    """One organisation's mails."""

    database: Database
    blobs: Blobs
    organisation: str

    def add(self, mail: Mail, mailbox: str, reference: str, actor: Actor) -> tuple[StoredMail, bool]:
        """The mail as kept, and whether it is new; the same message again, from whichever mailbox, is the one there already."""
        mail_id = self.id_of(mail)
        created = not self._exists(mail_id) and self._insert(mail_id, mail, mailbox, reference, actor)
        self._refer(mailbox, reference, mail_id)
        if mail.message_id:
            self._call(mail, mail_id)
        return self.get(mail_id), created

    def _call(self, mail: Mail, mail_id: str) -> None:
        """Keep its Message-ID as a name of the mail, unless another sender's message has it: then it names neither."""
        first = self.of_reference(_BY_MESSAGE_ID, mail.message_id)
        if first is None:
            self._refer(_BY_MESSAGE_ID, mail.message_id, mail_id)
        elif _from(first.mail) != _from(mail):
            self._refer(_DISPUTED, mail.message_id, mail_id)

    def id_of(self, mail: Mail) -> str:
        """The id that this message has in this organisation: made of its Message-ID and of what it says.

        Its bytes differ between two mailboxes, and between two mail clients; a message with the same Message-ID that says something else is
        another one.
        """
        said = _what_it_says(mail) if mail.message_id else mail.digest or _own_digest(mail)
        content = [self.organisation, mail.message_id, said]
        return hashlib.sha256(encode(content).encode()).hexdigest()[:24]

    def get(self, mail_id: str) -> StoredMail:
        """The mail; raises NotFound."""
        with self.database.reading() as connection:
            row = connection.execute(select(mails).where(*self._is(mail_id))).one_or_none()
            if row is None:
                raise NotFound("There is no such message.", "Ce message n'existe pas.")
            kept = attachments.of_mail(connection, self.organisation, mail_id)
        return StoredMail(
            id=row.id,
            organisation=row.organisation,
            mailbox=row.mailbox,
            reference=row.reference,
            mail=replace(
                decode(row.content, Mail),
                attachments=tuple(attachments.without_bytes(each) for each in kept if not each.is_nested),
            ),
            attachments=kept,
            status=MailStatus(row.status),
            progress=decode(row.progress, dict[str, object]) if row.progress else None,
            findings=decode(row.findings, tuple[Finding, ...]),
            revision=row.revision,
            received_at=row.received_at,
        )

    def of_reference(self, mailbox: str, reference: str) -> StoredMail | None:
        """The mail that a mail system knows by this reference, None when it was not received yet."""
        named = self._named(mailbox, reference)
        with self.database.reading() as connection:
            mail_id = connection.execute(select(mail_references.c.mail_id).where(*named)).scalar()
        return self.get(mail_id) if mail_id else None

    def of_message_id(self, message_id: str) -> StoredMail | None:
        """The first mail that was received with this Message-ID (RFC 5322, 3.6.4); None when there was none, or others used it too."""
        disputed = self.of_reference(_DISPUTED, message_id)
        return None if disputed else self.of_reference(_BY_MESSAGE_ID, message_id)

    def is_known_in(self, mailbox: str, mail_id: str) -> bool:
        """Whether that mail system knows the mail by a reference, whichever it was received from first."""
        query = select(mail_references.c.mail_id).where(
            mail_references.c.organisation == self.organisation, mail_references.c.mailbox == mailbox, mail_references.c.mail_id == mail_id
        )
        with self.database.reading() as connection:
            return connection.execute(query.limit(1)).scalar() is not None

    def to_mark(self, mailbox: str, most: int, besides: Collection[str] = ()) -> tuple[tuple[str, str, int], ...]:
        """References, mails and revisions of messages in that mail system whose prepared mail changed since they were marked.

        They come in no order, so that nothing waits behind what cannot be marked; none whose reference begins with one of `besides`.
        """
        query = (
            select(mail_references.c.reference, mails.c.id, mails.c.revision)
            .join(mails, and_(mails.c.organisation == mail_references.c.organisation, mails.c.id == mail_references.c.mail_id))
            .where(mail_references.c.organisation == self.organisation, mail_references.c.mailbox == mailbox)
            .where(mails.c.status == MailStatus.PREPARED, mail_references.c.marked < mails.c.revision)
            .where(*(not_(mail_references.c.reference.startswith(beginning, autoescape=True)) for beginning in besides))
            .order_by(func.random())
            .limit(most)
        )
        with self.database.reading() as connection:
            return tuple((row.reference, row.id, row.revision) for row in connection.execute(query))

    def marked(self, mailbox: str, reference: str, revision: int) -> None:
        """The message shows where its mail stood at this revision."""
        with self.database.writing() as connection:
            connection.execute(update(mail_references).where(*self._named(mailbox, reference)).values(marked=revision))

    def whole(self, mail_id: str) -> Mail:
        """The mail with the bytes of its attachments; raises NotFound."""
        kept = self.get(mail_id)
        return replace(
            kept.mail,
            attachments=tuple(attachments.with_bytes(self.blobs, each) for each in kept.attachments if not each.is_nested),
        )

    def original(self, mail_id: str) -> Attachment | None:
        """The message itself as it came, None when its mail system does not give it; raises NotFound."""
        mail = self.get(mail_id).mail
        if not mail.raw_type:
            return None
        return Attachment("", f"message{_ENDINGS[mail.raw_type]}", mail.raw_type, self.blobs.get(mail.digest))

    def attachment(self, mail_id: str, part: str) -> Attachment:
        """One attachment with its bytes, those found inside others too; raises NotFound."""
        with self.database.reading() as connection:
            kept = attachments.of_mail(connection, self.organisation, mail_id)
        found = next((each for each in kept if each.part == part), None)
        if found is None:
            raise NotFound("There is no such attachment.", "Cette pièce jointe n'existe pas.")
        return attachments.with_bytes(self.blobs, found)

    def documents(self, mail_id: str) -> tuple[Document, ...]:
        """What reading the attachments and the body gave, in order; empty before the mail was prepared."""
        query = select(documents.c.content).where(*self._in(mail_id)).order_by(documents.c.position)
        with self.database.reading() as connection:
            return tuple(decode(text, Document) for text in connection.execute(query).scalars())

    def document(self, mail_id: str, part: str) -> Document:
        """What reading one part gave; raises NotFound."""
        with self.database.reading() as connection:
            text = connection.execute(select(documents.c.content).where(*self._in(mail_id), documents.c.part == part)).scalar()
        if text is None:
            raise NotFound("This part of the message was not read.", "Cette partie du message n'a pas été lue.")
        return decode(text, Document)

    def revision(self, mail_id: str) -> int:
        """The mail's revision; raises NotFound."""
        with self.database.reading() as connection:
            revision: int | None = connection.execute(select(mails.c.revision).where(*self._is(mail_id))).scalar()
        if revision is None:
            raise NotFound("There is no such message.", "Ce message n'existe pas.")
        return revision

    def wait(self, mail_id: str, after: int, seconds: float) -> StoredMail:
        """The mail as soon as its revision is above `after`, or as it is when the time is over; raises NotFound."""
        self.database.changes.wait_until(lambda: self.revision(mail_id) > after, seconds)
        return self.get(mail_id)

    def claim(self, mail_id: str, holder: str, silent_since: datetime) -> int | None:
        """How often preparing the mail was begun, for the one who may do it now; None when it is done or somebody else is at it.

        Whoever holds it and has given no sign since `silent_since` holds it no more.
        """
        claiming = (
            update(mails)
            .where(*self._is(mail_id), mails.c.status == MailStatus.RECEIVED)
            .where(or_(mails.c.holder == "", mails.c.touched_at <= silent_since))
            .values(holder=holder, attempts=mails.c.attempts + 1, touched_at=datetime.now(UTC))
        )
        with self.database.writing() as connection:
            attempts: int | None = connection.execute(claiming.returning(mails.c.attempts)).scalar()
        return attempts

    def show_progress(self, mail_id: str, progress: Mapping[str, object]) -> None:
        """Let panes see what is being done with a received mail, which is a sign of its holder, too."""
        showing = (
            update(mails)
            .where(*self._is(mail_id), mails.c.status == MailStatus.RECEIVED)
            .values(progress=encode(progress), touched_at=datetime.now(UTC), revision=mails.c.revision + 1)
        )
        with self.database.writing() as connection:
            connection.execute(showing)

    def release(self, mail_id: str) -> None:
        """Let anybody prepare it who likes to."""
        with self.database.writing() as connection:
            connection.execute(update(mails).where(*self._is(mail_id)).values(holder=""))

    def holders(self) -> frozenset[str]:
        """Who is preparing mails, or was and has not said that it is over."""
        query = select(mails.c.holder).where(*self._received(), mails.c.holder != "")
        with self.database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def take_left_behind(self, waiting_since: datetime, silent_since: datetime, dead: Collection[str] = ()) -> tuple[str, ...]:
        """The ids of received mails that nobody holds since `waiting_since`, that were held silently since `silent_since`, or by the dead.

        They are free then, and waiting from now on for the one who asks.
        """
        left = or_(
            and_(mails.c.holder == "", mails.c.touched_at <= waiting_since),
            mails.c.touched_at <= silent_since,
            mails.c.holder.in_(dead),
        )
        taking = update(mails).where(*self._received(), left).values(holder="", touched_at=datetime.now(UTC))
        with self.database.writing() as connection:
            return tuple(connection.execute(taking.returning(mails.c.id)).scalars())

    def prepared(
        self,
        mail_id: str,
        read: Sequence[Document],
        opened: Sequence[OpenedCase],
        findings: Sequence[Finding],
        event: Event,
        lessons: Collection[str] = (),
    ) -> bool:
        """Whether this made the mail prepared, with its documents and cases, all at once; False when it was so already.

        `lessons` are the ids of those that were used.
        """
        nested = [attachments.keep_bytes(self.blobs, document.parts, is_nested=True) for document in read]
        with self.database.writing() as connection:
            done = connection.execute(
                update(mails)
                .where(*self._is(mail_id), mails.c.status == MailStatus.RECEIVED)
                .values(status=MailStatus.PREPARED, progress=None, holder="", findings=encode(findings), revision=mails.c.revision + 1),
            )
            if done.rowcount == 0:
                return False
            attachments.add(connection, self.organisation, mail_id, [each for of_document in nested for each in of_document])
            attachments.count_pages(connection, self.organisation, mail_id, {document.part: len(document.pages) for document in read})
            self._keep_documents(connection, mail_id, read)
            for position, each in enumerate(opened):
                open_case(connection, each, position)
            memory.count_uses(connection, self.organisation, lessons)
            record(connection, self.organisation, event)
        return True

    def _exists(self, mail_id: str) -> bool:
        with self.database.reading() as connection:
            return connection.execute(select(mails.c.id).where(*self._is(mail_id))).scalar() is not None

    def _insert(self, mail_id: str, mail: Mail, mailbox: str, reference: str, actor: Actor) -> bool:
        kept = attachments.keep_bytes(self.blobs, mail.attachments, is_nested=False)
        if mail.raw:
            self.blobs.put(mail.raw)  # under the mail's digest
        now = datetime.now(UTC)
        row = {
            "organisation": self.organisation,
            "id": mail_id,
            "mailbox": indexable(mailbox),
            "reference": indexable(reference),
            "status": MailStatus.RECEIVED,
            "content": encode(replace(mail, attachments=(), raw=b"")),
            "received_at": now,
            "touched_at": now,
        }
        try:
            with self.database.writing() as connection:
                connection.execute(insert(mails).values(row))
                attachments.add(connection, self.organisation, mail_id, kept)
                record(connection, self.organisation, Event(actor, "received", mail_id, details={"mailbox": mailbox}))
        except IntegrityError:
            if not self._exists(mail_id):
                raise
            return False  # a colleague opened it at the same moment
        return True

    def _refer(self, mailbox: str, reference: str, mail_id: str) -> None:
        named = self._named(mailbox, reference)
        with self.database.reading() as connection:
            known = connection.execute(select(mail_references.c.mail_id).where(*named)).scalar()
        if known == mail_id:
            return
        row = {"mailbox": indexable(mailbox), "reference": indexable(reference), "mail_id": mail_id}
        try:
            with self.database.writing() as connection:
                connection.execute(delete(mail_references).where(*named))
                connection.execute(insert(mail_references).values(organisation=self.organisation, **row))
        except IntegrityError:
            return  # the same reference was noted at the same moment

    def _keep_documents(self, connection: Connection, mail_id: str, read: Sequence[Document]) -> None:
        rows = [
            {
                "organisation": self.organisation,
                "mail_id": mail_id,
                "part": document.part,
                "position": position,
                "content": encode(attachments.lean(document)),
            }
            for position, document in enumerate(read)
        ]
        if rows:
            connection.execute(insert(documents), rows)

    def _is(self, mail_id: str) -> tuple[ColumnElement[bool], ...]:
        return mails.c.organisation == self.organisation, mails.c.id == mail_id

    def _received(self) -> tuple[ColumnElement[bool], ...]:
        return mails.c.organisation == self.organisation, mails.c.status == MailStatus.RECEIVED

    def _in(self, mail_id: str) -> tuple[ColumnElement[bool], ...]:
        return documents.c.organisation == self.organisation, documents.c.mail_id == mail_id

    def _named(self, mailbox: str, reference: str) -> tuple[ColumnElement[bool], ...]:
        return (
            mail_references.c.organisation == self.organisation,
            mail_references.c.mailbox == indexable(mailbox),
            mail_references.c.reference == indexable(reference),
        )


def _what_it_says(mail: Mail) -> list[object]:
    """What no mail server and no mail client changes on the way: sender, subject, the words that a person sees and attachments.

    A client that hands a message over in parts writes its HTML anew, without the plain text beside it.
    """
    words = [" ".join(text.split()) for text in (mail.subject, html.text_of(mail.html) or mail.text)]
    return [mail.sender.email.lower(), words, [attachment.content_hash for attachment in mail.attachments]]


def _from(mail: Mail) -> str:
    """The address that it came from."""
    return (mail.forwarded_by or mail.sender).email.lower()


def _own_digest(mail: Mail) -> str:
    content = [encode(replace(mail, attachments=(), raw=b"")), *(attachment.content_hash for attachment in mail.attachments)]
    return hashlib.sha256(encode(content).encode()).hexdigest()
