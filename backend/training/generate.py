"""Writes a folder of labelled documents: draws groups, makes each one's documents and the manifest that says what they print."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page as BrowserPage

from backend.training import browser
from backend.training.compose import composed
from backend.training.deal import Deal, deal
from backend.training.document import Document
from backend.training.drawn import drawn
from backend.training.html import Page
from backend.training.mail import carrier, mail
from backend.training.plain import delimited, plain
from backend.training.scan import scanned
from backend.training.style import Style
from backend.training.words import countries
from backend.training.workbook import workbook

#: How often a channel is drawn.
CHANNELS = {"pdf": 55.0, "mail": 15.0, "spreadsheet": 10.0, "text": 5.0, "scan": 15.0}
_KINDS = {"invoice": 56.0, "order": 22.0, "credit_note": 7.0, "order_confirmation": 9.0, "order_change": 6.0}


@dataclass(frozen=True)
class Plan:
    """One document to make: its group, and what the group has drawn for it."""

    identifier: str
    group: str
    channel: str
    kind: str
    country: str
    language: str
    number: int

    @property
    def style(self) -> Style:
        """The group's draws."""
        return Style(self.group)

    def chance(self, part: str) -> random.Random:
        """The source of chance for one PART of the making of this document."""
        return random.Random(f"{self.group}/{part}/{self.number}")  # noqa: S311 - contents, not secrets

    def deal(self) -> Deal:
        """What the document is about."""
        return deal(self.style, self.kind, self.country, self.language, self.chance("deal"))


def plans(count: int, seed: int, channels: tuple[str, ...]) -> Iterator[Plan]:
    """COUNT documents to make, one to three for each group."""
    made, group_number = 0, 0
    while made < count:
        group = f"made:{seed}-{group_number}"
        style = Style(group)
        country = style.weighted("country", {code: float(facts["share"]) for code, facts in countries().items()})
        language = style.one("language", countries()[country]["languages"]) if not style.chance("english abroad", 0.04) else "en"
        kind = style.weighted("kind", _KINDS)
        channel = style.weighted("channel", {name: CHANNELS[name] for name in channels})
        for number in range(min(style.weighted("documents", {1: 55, 2: 30, 3: 15}), count - made)):
            yield Plan(f"made-{seed}-{group_number}-{number}", group, channel, kind, country, language, number)
            made += 1
        group_number += 1


def generate(folder: Path, count: int, seed: int, channels: tuple[str, ...] = tuple(CHANNELS)) -> int:
    """Write COUNT documents and their manifest into FOLDER, replacing what stood there whole; returns how many were written."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    (work / "files").mkdir()
    cases = []
    with browser.printer() as page:
        for plan in plans(count, seed, channels):
            subject = plan.deal()
            document = composed(subject, plan.style, plan.chance("document"))
            name, content = carried(plan, subject, document, page)
            (work / "files" / name).write_bytes(content)
            cases.append(case(plan, document, name))
    lines = (json.dumps(one, ensure_ascii=False) for one in cases)
    (work / "manifest.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    work.chmod(0o755)
    if folder.exists():
        old = folder.with_name(f".{folder.name}-old")
        shutil.rmtree(old, ignore_errors=True)
        folder.rename(old)
        work.rename(folder)
        shutil.rmtree(old)
    else:
        work.rename(folder)
    return len(cases)


def carried(plan: Plan, subject: Deal, document: Document, page: BrowserPage) -> tuple[str, bytes]:
    """The file's name and content for PLAN's channel."""
    style, rng = plan.style, plan.chance("carrier")
    if plan.channel == "scan":
        ending, content = scanned(_pdf(document, style, page), style, rng)
        return f"{plan.identifier}.{ending}", content
    if plan.channel == "mail":
        attached = _pdf(document, style, page) if carrier(style, plan.kind) == "pdf" else None
        return f"{plan.identifier}.eml", mail(document, subject, style, rng, attached)
    if plan.channel == "text":
        return f"{plan.identifier}.txt", plain(document, style).encode()
    if plan.channel == "spreadsheet" and style.chance("delimited", 0.2):
        return f"{plan.identifier}.csv", delimited(document, style).encode(style.one("charset", ("utf-8", "utf-8-sig", "utf-8")))
    if plan.channel == "spreadsheet":
        return f"{plan.identifier}.xlsx", workbook(document, style)
    return f"{plan.identifier}.pdf", _pdf(document, style, page)


def _pdf(document: Document, style: Style, page: BrowserPage) -> bytes:
    return drawn(document, style) if style.chance("drawn", 0.3) else browser.printed(page, Page(document, style))


def case(plan: Plan, document: Document, name: str) -> dict[str, Any]:
    """One line of the manifest."""
    return {
        "id": plan.identifier,
        "file": name,
        "channel": plan.channel,
        "made": True,
        "language": plan.language,
        "document_type": plan.kind,
        "receipt": False,
        "group": plan.group,
        "complete": True,
        "fields": document.truth.fields,
        "lines": document.truth.lines,
        "source": "countersign generate",
        "licence": "CC0-1.0",
        "notes": [],
    }
