"""The practice mail system: a Maildir on this machine with inbox, drafts, sent and archive; nothing ever leaves it."""

from __future__ import annotations

import hashlib
import mailbox
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime, make_msgid
from pathlib import Path
from threading import RLock

from backend.content import file_name, html, media_type
from backend.errors import NotAllowed, NotFound
from backend.mailboxes import encoding, headers, mime, outlook
from backend.mailboxes.limits import checked
from backend.model.mail import Address, Attachment, Mail
from backend.model.reply import Reply

FOLDERS = ("inbox", "drafts", "sent", "archive")

#: The person whose mailbox it is.
OWNER = Address("adv@example.com", "Countersign")

#: `folder~key`, the key as Maildir makes it: no path can be written this way.
_REFERENCE = re.compile(rf"(?P<folder>{'|'.join(FOLDERS)})~(?P<key>[A-Za-z0-9][A-Za-z0-9._=,+-]{{0,200}})")


#: The header by which a draft remembers its case; it leaves the message when that is sent.
_CASE = "X-Countersign-Case"


@dataclass(frozen=True)
class Summary:
    """One line of the message list."""

    reference: str
    folder: str
    sender: Address
    recipients: tuple[Address, ...]
    subject: str
    received_at: datetime | None
    has_attachments: bool
    unread: bool


@dataclass(frozen=True)
class Answers:
    """What a draft answers: a case, and the message with this Message-ID; "" for none."""

    case_id: str
    message_id: str


class PracticeMailbox:
    """A mail system in a folder; usable from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = RLock()
        self._summaries: dict[tuple[str, float], Summary] = {}

    def open_or_create(self, samples: Path) -> None:
        """Make the folders; a new inbox receives the sample messages, by name, each once even if this was interrupted before."""
        with self._lock:
            for name in FOLDERS:
                self._box(name)
            mark = self._folder / "samples-delivered"
            if mark.exists():
                return
            present = {hashlib.sha256(self._bytes(reference)).digest() for reference in self._references("inbox")}
            for sample in sorted(samples.glob("*.eml")):
                content = _with_plain_line_ends(sample.read_bytes())
                if hashlib.sha256(content).digest() not in present:
                    self._add("inbox", content, _date_of(content))
            mark.touch()

    def folders(self) -> tuple[str, ...]:
        """The names of the folders."""
        return FOLDERS

    def messages(self, folder: str) -> tuple[Summary, ...]:
        """The messages of a folder, the newest first; raises NotFound."""
        if folder not in FOLDERS:
            raise NotFound
        with self._lock:
            paths = [(self._path(reference).stat().st_mtime, reference) for reference in self._references(folder)]
        return tuple(self.summary(reference) for _, reference in sorted(paths, reverse=True))

    def summary(self, reference: str) -> Summary:
        """One line of the message list; raises NotFound."""
        with self._lock:
            path = self._path(reference)
            place = (reference, path.stat().st_mtime)
            unread = not path.name.partition(":2,")[2].count("S")
            kept = self._summaries.get(place) or self._summarised(reference)
            self._summaries[place] = kept
        return Summary(**{**vars(kept), "unread": unread})

    def raw(self, reference: str) -> bytes:
        """The message's bytes; raises NotFound."""
        with self._lock:
            return self._bytes(reference)

    def fetch(self, reference: str) -> Mail:
        """The message as a Mail; raises NotFound."""
        return mime.parse(self.raw(reference))

    def deliver(self, content: bytes, name: str) -> str:
        """A dropped file as a message in the inbox: a message as it is, any other file attached to a new one. Raises BadInput."""
        checked(content)
        kind = media_type.detect(name, content)
        item = outlook.read_or_none(content) if kind == media_type.OUTLOOK_MESSAGE else None
        if kind == media_type.MESSAGE:
            message = content
        elif item:
            message = encoding.as_message(item)
        else:
            message = _wrapped(content, file_name.clean(name) or file_name.invented("1", kind), kind)
        with self._lock:
            return self._add("inbox", message, datetime.now(UTC))

    def draft_reply(self, mail_reference: str, reply: Reply, case_id: str = "") -> str:
        """A draft of the reply in the thread of a message, which remembers the case that it is about; raises NotFound."""
        original = BytesParser(policy=policy.compat32).parsebytes(self.raw(mail_reference), headersonly=True)
        message = _composed(reply.subject, html.text_of(reply.html))
        message.add_alternative(reply.html, subtype="html")
        for file in reply.attachments:
            encoding.attach(message, file)
        encoding.set_people(message, "To", (Address(reply.to),))
        answered = headers.text(headers.value(original, "message-id"))
        encoding.set_header(message, "In-Reply-To", answered)
        encoding.set_header(message, "References", f"{headers.text(headers.value(original, 'references'))} {answered}")
        encoding.set_header(message, _CASE, case_id)
        with self._lock:
            return self._add("drafts", message.as_bytes(), datetime.now(UTC))

    def update_draft(self, reference: str, subject: str, text: str) -> None:
        """Write what the person wrote, as plain text, into a draft, which keeps its files; raises NotFound, and NotAllowed for no draft."""
        with self._lock:
            old, files = self._draft(reference), self.fetch(reference).attachments
            message = _composed(subject, text)
            for name in ("To", "In-Reply-To", "References", _CASE):
                encoding.set_header(message, name, str(old.get(name, "")))
            for file in files:
                encoding.attach(message, file)
            self._box("drafts")[reference.partition("~")[2]] = message.as_bytes()

    def answers(self, reference: str) -> Answers:
        """What a draft answers; raises NotFound and NotAllowed."""
        with self._lock:
            draft = self._draft(reference)
        return Answers(str(draft.get(_CASE, "")), str(draft.get("In-Reply-To", "")))

    def send(self, reference: str) -> str:
        """Move a draft to the sent messages, dated now, and give its new reference; raises NotFound and NotAllowed."""
        with self._lock:
            message = self._draft(reference)
            del message["Date"], message[_CASE]
            now = datetime.now(UTC)
            message["Date"] = format_datetime(now)
            sent = self._add("sent", message.as_bytes(), now)
            self._box("drafts").discard(reference.partition("~")[2])
            self._mark(sent)
            return sent

    def mark_read(self, reference: str) -> None:
        """Mark a message as read; raises NotFound."""
        with self._lock:
            self._mark(reference)

    def _mark(self, reference: str) -> None:
        """Set the flag S in the file's name (the Maildir specification of D. J. Bernstein): its bytes stay as they are."""
        path = self._path(reference)
        if "S" not in path.name.partition(":2,")[2]:
            path.rename(path.parent.parent / "cur" / f"{path.name.partition(':')[0]}:2,S")

    def _summarised(self, reference: str) -> Summary:
        """The line of a message as its mailbox shows it: from whom it came, not who wrote it first."""
        mail = self.fetch(reference)
        return Summary(
            reference=reference,
            folder=reference.partition("~")[0],
            sender=mail.forwarded_by or mail.sender,
            recipients=mail.recipients,
            subject=mail.subject,
            received_at=mail.received_at,
            has_attachments=any(not attachment.is_inline for attachment in mail.attachments),
            unread=True,
        )

    def _draft(self, reference: str) -> EmailMessage:
        """The message of a draft; raises NotFound and NotAllowed."""
        content = self._bytes(reference)
        if not reference.startswith("drafts~"):
            raise NotAllowed("This message is not a draft.", "Ce message n'est pas un brouillon.")
        return BytesParser(EmailMessage, policy=policy.SMTP).parsebytes(content)

    def _add(self, folder: str, content: bytes, when: datetime | None) -> str:
        """Store a message with its time, and give its reference."""
        reference = f"{folder}~{self._box(folder).add(content)}"
        if when:
            os.utime(self._path(reference), (when.timestamp(), when.timestamp()))
        return reference

    def _references(self, folder: str) -> list[str]:
        """The references of all messages of a folder."""
        return [f"{folder}~{key}" for key in self._box(folder).keys()]  # noqa: SIM118 - a Maildir iterates over its messages

    def _bytes(self, reference: str) -> bytes:
        """The message's bytes; raises NotFound."""
        return self._path(reference).read_bytes()

    def _path(self, reference: str) -> Path:
        """The file of a message; raises NotFound."""
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise NotFound
        folder = self._folder / match["folder"]
        read, unread = sorted((folder / "cur").glob(f"{match['key']}:2,*")), folder / "new" / match["key"]
        if not read and not unread.is_file():
            raise NotFound
        return read[0] if read else unread

    def _box(self, folder: str) -> mailbox.Maildir:
        """The Maildir of a folder, made if need be."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return mailbox.Maildir(self._folder / folder, create=True)


def _composed(subject: str, text: str) -> EmailMessage:
    """A new message of the mailbox's owner."""
    message = EmailMessage(policy=policy.SMTP)
    encoding.set_people(message, "From", (OWNER,))
    encoding.set_header(message, "Subject", subject)
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = make_msgid(domain=OWNER.domain)
    message.set_content(text)
    return message


def _wrapped(content: bytes, name: str, kind: str) -> bytes:
    """A message to oneself with a file attached."""
    message = _composed(name.rpartition(".")[0] or name, "")
    encoding.set_people(message, "To", (OWNER,))
    encoding.attach(message, Attachment(part="1", name=name, media_type=kind, content=content))
    return message.as_bytes()


def _date_of(content: bytes) -> datetime | None:
    """When a message was received."""
    return headers.received_at(BytesParser(policy=policy.compat32).parsebytes(content, headersonly=True))


def _with_plain_line_ends(content: bytes) -> bytes:
    """The bytes as Maildir stores them."""
    return content.replace(b"\r\n", b"\n")
