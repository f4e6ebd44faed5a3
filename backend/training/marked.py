"""Messages written by hand in which what is to be read is marked, "{q1|12} {u1|cartons}", as mails with the label of each word."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from backend.extraction.asked.labels import COUNTED, LABELS, OF_ITEMS, with_memory
from backend.extraction.asked.tokens import TOKEN, Token
from backend.extraction.layout import fold
from backend.mailboxes.upload import mail_of
from backend.model.mail import Mail

#: Where the messages lie that Countersign learns from.
MESSAGES = Path(__file__).parent / "messages"
#: A message as it is written: its language, what it wants, its header fields and its marked text.
Written = Mapping[str, str]
MARK = re.compile(r"\{(?P<kind>[a-z])(?P<item>\d*)\|(?P<words>[^{}|]*)\}")
TAG = re.compile(r"<!--.*?-->|<(style|script|head)\b.*?</\1>|<[^<>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Mark:
    """One marked stretch: what it is, of which item ("" for the message), and its words."""

    kind: str
    item: str
    words: str


@dataclass(frozen=True)
class Marked:
    """One message with its marks."""

    mail: Mail
    language: str
    intent: str
    #: The words of subject and body in order, folded, each with its label and the number of its item.
    labelled: tuple[tuple[str, str, str], ...]
    marks: tuple[Mark, ...]


def messages(folder: Path = MESSAGES) -> Iterator[Marked]:
    """All marked messages of a folder; raises ValueError for a mark that does not exist."""
    return map(marked_of, written(folder))


def written(folder: Path = MESSAGES) -> Iterator[Written]:
    """The same as they are written."""
    for path in sorted(folder.glob("*.jsonl")):
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def labels_of(tokens: Sequence[Token], marked: Marked) -> tuple[list[int], list[str]]:
    """The label of each word of the message as it was read, found again among the words as they were written, and its item's number."""
    labels, items = [""] * len(tokens), [""] * len(tokens)
    written = [word for word, _, _ in marked.labelled]
    for block in SequenceMatcher(None, written, [token.folded for token in tokens], autojunk=False).get_matching_blocks():
        for n in range(block.size):
            _, labels[block.b + n], items[block.b + n] = marked.labelled[block.a + n]
    told = with_memory(_counted(list(_whole(labels)), items), [token.is_first for token in tokens])
    return [LABELS.index(label) for label in told], items


def _whole(labels: Sequence[str]) -> Iterator[str]:
    """The labels, where a field whose first word was not found begins with the next one."""
    before = ""
    for label in labels:
        now = label.rstrip("_") if label.endswith("_") and before[:1] != label[0] else label
        yield now
        before = now


def _counted(labels: Sequence[str], items: Sequence[str]) -> list[str]:
    """The labels, those of an item with whether it has been counted before."""
    counted: set[str] = set()
    told: list[str] = []
    for label, item in zip(labels, items, strict=True):
        if label.endswith("_"):
            told.append(f"{told[-1].removesuffix('_')}_")
            continue
        is_after = label in OF_ITEMS and label != "q" and item in counted
        told.append(f"{label}{COUNTED if is_after else ''}")
        if label == "q":
            counted.add(item)
    return told


def marked_of(row: Written) -> Marked:
    """The message with its marks; raises ValueError for one that does not exist."""
    text, subject = row["text"], row["subject"]
    message, is_html = EmailMessage(), in_html(row)
    message["From"], message["To"], message["Subject"] = row["from"], row["to"], MARK.sub(lambda mark: mark["words"], subject)
    message["Date"] = format_datetime(datetime.fromisoformat(row["date"]).replace(hour=9, tzinfo=UTC))
    message.set_content(MARK.sub(lambda mark: mark["words"], text), subtype="html" if is_html else "plain")
    marks = tuple(Mark(m["kind"], m["item"], m["words"]) for m in MARK.finditer(f"{subject}\n{text}"))
    labelled = (*_labelled(subject, is_html=False), *_labelled(text, is_html=is_html))
    return Marked(mail_of("message.eml", message.as_bytes()), row["language"], row.get("intent", ""), labelled, marks)


def in_html(row: Written) -> bool:
    """Whether the text of a message is written in HTML."""
    return row["kind"] == "html"


def _labelled(text: str, *, is_html: bool) -> Iterator[tuple[str, str, str]]:
    """The words of a marked text, each with its label and the number of its item."""
    bare = TAG.sub(" ", text) if is_html else text
    place = 0
    for mark in MARK.finditer(bare):
        yield from ((word, "", "") for word in _words(bare[place : mark.start()], is_html=is_html))
        # The day of the whole order is told from that of an item by the item's number.
        kind = "W" if mark["kind"] == "w" and not mark["item"] else mark["kind"]
        yield from ((word, f"{kind}{'_' if n else ''}", mark["item"]) for n, word in enumerate(_words(mark["words"], is_html=is_html)))
        place = mark.end()
    yield from ((word, "", "") for word in _words(bare[place:], is_html=is_html))


def _words(text: str, *, is_html: bool) -> list[str]:
    return TOKEN.findall(fold(html.unescape(text) if is_html else text))
