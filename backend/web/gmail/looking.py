"""The cards that show what is not one case's: the queue, a message that is being read or holds nothing, a sentence, settings, replies."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.web.gmail import outcome, widgets
from backend.web.gmail.deeds import Deed
from backend.web.gmail.desk import Desk
from backend.web.gmail.turning import turned
from backend.web.gmail.values import SIGNS
from backend.web.gmail.wording import Wording
from backend.web.routes import Json

#: How many cases stand on one card of the queue.
QUEUE_PAGE = 25
_ICONS = (("invoice", "DOLLAR"), ("credit", "DOLLAR"), ("payment", "DOLLAR"), ("remittance", "DOLLAR"), ("order", "SHOPPING_CART"))
#: How sure a value can be, as the help explains it.
_LEVELS = ("sure", "check", "unsure", "person", "empty")
_GROUPS = (
    ("queue.to_review", ("in_review",)),
    ("queue.on_hold", ("on_hold",)),
    ("queue.working", ("approved", "posting", "cancelling")),
)


@dataclass(frozen=True)
class Waiting:
    """One case of the queue (CaseView), with its message (MailView without its cases)."""

    case: Json
    mail: Json


@dataclass(frozen=True)
class About:
    """What the settings card tells."""

    name: str
    email: str
    role: str
    organisation: str
    erp: str
    has_images: bool
    has_labels: bool


def queue_card(desk: Desk, about: About, waiting: Sequence[Waiting], page: int = 0, *, has_more: bool = False) -> Json:
    """What waits for people of the organisation, by state; a click opens the case."""
    words = desk.words
    sections: list[Json] = []
    for key, statuses in _GROUPS:
        there = [one for one in waiting if one.case["status"] in statuses]
        sections += widgets.section([_entry(desk, one) for one in there], words.said(key, count=len(there)))
    if not sections:
        sections += widgets.section([widgets.paragraph(words.said("queue.empty"))])
    turning = widgets.buttons(
        widgets.button(words.said("card.previous"), desk.does(Deed.QUEUE, page=page - 1)) if page else None,
        widgets.button(words.said("queue.more"), desk.does(Deed.QUEUE, page=page + 1)) if has_more else None,
        widgets.button(words.said("card.refresh"), desk.does(Deed.QUEUE, page=page)),
    )
    sections += widgets.section([widgets.paragraph(words.said("queue.choose")), *turning])
    return widgets.card("queue", words.said("queue.title"), f"{about.organisation} · {about.name}", sections)


def arriving_card(desk: Desk) -> Json:
    """A message that Gmail has not handed over yet, and a button that looks again."""
    return _reading(desk, desk.words.said("progress.starting"), "", "", desk.does(Deed.MESSAGE))


def asking_card(desk: Desk, view: Json, again: Json) -> Json:
    """A case about which the ERP is being asked, and a button that looks again."""
    words = desk.words
    made = [
        widgets.decorated(words.said("card.asking"), bottom=words.said("card.still_asking"), icon="CLOCK"),
        *widgets.buttons(widgets.button(words.said("card.refresh"), again, is_main=True)),
    ]
    return widgets.card("asking", outcome.title(desk, view), "", widgets.section(made))


def progress_card(desk: Desk, mail: Json) -> Json:
    """A message that is being read: how far that is, and a button that looks again."""
    words, now = desk.words, mail["progress"] or {"step": "", "attachment": "", "page": 0, "pages": 0}
    step = words.said(f"progress.{now['step']}", attachment=now["attachment"]) if now["step"] else words.said("progress.starting")
    page = words.said("progress.page", page=now["page"], pages=now["pages"]) if now["pages"] else ""
    return _reading(desk, step, page, mail["subject"], desk.does(Deed.MAIL, mail=mail["id"]))


def nothing_card(desk: Desk, mail: Json) -> Json:
    """A message without an order, an invoice or a question."""
    words = desk.words
    made = [widgets.paragraph(words.said("pane.nothing_more"))]
    if mail["authentication_failed"]:
        made.append(widgets.decorated(words.said("pane.unauthenticated"), top=f"{SIGNS['warning']} {words.said('severity.warning')}"))
    made += [
        widgets.decorated(
            one["sentence"], top=f"{SIGNS[one['severity']]} {words.said('severity.' + one['severity'])}", bottom=one["remedy"]
        )
        for one in mail["findings"]
    ]
    sections = _first_page(desk, widgets.section(made))
    return widgets.card("case", words.said("pane.nothing"), mail["subject"], sections)


def sentence_card(sentence: str) -> Json:
    """One sentence."""
    return widgets.card("sentence", "Countersign", "", widgets.section([widgets.paragraph(sentence)]))


def settings_card(desk: Desk, about: About) -> Json:
    """Who is signed in and how cards are made here, and the pages in the browser."""
    words = desk.words
    images = words.said("settings.images_on" if about.has_images else "settings.images_off")
    made = [
        widgets.decorated(about.name, top=words.said("settings.person"), bottom=f"{about.email} · {about.organisation}", icon="PERSON"),
        widgets.decorated(words.named("role", about.role), top=words.said("settings.role")),
        widgets.decorated(about.erp or words.said("settings.no_erp"), top=words.said("settings.erp")),
        widgets.decorated(words.said("settings.language_is"), top=words.said("settings.language")),
        widgets.decorated(images, top=words.said("settings.images")),
        widgets.decorated(words.said(f"settings.labels_{'on' if about.has_labels else 'off'}"), top=words.said("settings.labels")),
    ]
    browser = desk.opens("/cases.html")
    tools = widgets.buttons(browser and widgets.button(words.said("card.browser"), browser))
    return widgets.card("settings", words.said("settings.title"), "Countersign", widgets.section([*made, *tools]))


def help_card(desk: Desk) -> Json:
    """What the signs of a value mean, and how to correct, send and answer."""
    words = desk.words
    signs = " · ".join(f"{SIGNS[level]} {words.said(f'confidence.{level}')}" for level in _LEVELS)
    told = [signs, *(words.said(f"help.{about}") for about in ("correct", "send", "reply", "browser"))]
    return widgets.card("help", words.said("help.title"), "Countersign", widgets.section([widgets.paragraph(one) for one in told]))


def reply_card(desk: Desk, view: Json, reply: Json, leaf: int = 0) -> Json:
    """One page of a reply (ReplyView) before it becomes a draft: its text, what it states and from where, and the other kinds that suit."""
    words = desk.words
    what = {"kind": reply["kind"]}
    if desk.is_composing:
        do = widgets.button(words.said("reply.insert"), desk.on(view, Deed.INSERT, **what), is_main=True)
    else:
        may = outcome.is_on_screen(desk, view)
        do = widgets.button(words.said("reply.open"), desk.on(view, Deed.DRAFT, **what), is_main=may, is_disabled=not may)
    text = [
        widgets.decorated(reply["subject"], top=words.said("reply.subject"), bottom=f"{words.said('reply.to')} {reply['to']}"),
        widgets.paragraph(widgets.escaped(reply["text"], 4_000)),
        *([] if desk.is_composing or outcome.is_on_screen(desk, view) else [widgets.paragraph(words.said("card.reply_there"))]),
        *widgets.buttons(do),
    ]
    facts = [
        widgets.decorated(one["value"], top=one["label"], bottom=words.said("reply.source", source=one["source"])) for one in reply["facts"]
    ]
    kinds = [
        widgets.button(words.named("reply.kind", kind), desk.on(view, Deed.REPLY, kind=kind, is_shown=True, is_composing=desk.is_composing))
        for kind in view["replies"]
        if kind != reply["kind"]
    ]
    sections = [
        *widgets.section(text),
        *widgets.section(facts, words.said("reply.facts"), shown=2),
        *widgets.section(widgets.buttons(*kinds), words.said("reply.kind")),
    ]
    shown, where = turned(
        words, sections, leaf, lambda page: desk.on(view, Deed.REPLY, leaf=page, is_shown=True, is_composing=desk.is_composing, **what)
    )
    return widgets.card("reply", words.named("reply.kind", reply["kind"]), _subtitle(where, outcome.title(desk, view)), shown)


def compose_card(desk: Desk, waiting: Sequence[Waiting]) -> Json:
    """The cases that a message being written may be about."""
    words = desk.words
    made = [
        widgets.decorated(
            outcome.title(desk, one.case),
            top=outcome.party(one.mail, one.case),
            bottom=one.mail["subject"] or words.said("queue.no_subject"),
            on_click=desk.on(one.case, Deed.REPLY, is_composing=True),
        )
        for one in waiting
    ]
    asked = [widgets.paragraph(words.said("compose.choose" if made else "compose.none"))]
    return widgets.card("compose", words.said("compose.title"), "", widgets.section([*asked, *made]))


def standing_card(desk: Desk, view: Json, standings: Sequence[Json], leaf: int = 0) -> Json:
    """One page of where the documents that a case is about stand in the ERP now (StandingView)."""
    words = desk.words
    sections: list[Json] = []
    for one in standings:
        link = desk.opens(one["url"])
        title = f"{words.named('standing.about', one['about'])} {one['number']}"
        state = _state(words, one["status"]) if one["status"] else words.said("standing.untold")
        made = [
            widgets.decorated(widgets.bold(state), top=title, bottom=_facts(desk, one)),
            *(_standing_line(desk, one["about"], line) for line in one["lines"]),
            *widgets.buttons(link and widgets.button(words.said("done.open", number=one["number"]), link)),
        ]
        sections += widgets.section(made, shown=4)
    sections += [] if sections else widgets.section([widgets.paragraph(words.said("standing.none"))])
    shown, where = turned(words, sections, leaf, lambda page: desk.on(view, Deed.STANDING, leaf=page, is_shown=True))
    return widgets.card("standing", words.said("group.standing"), _subtitle(where, outcome.title(desk, view)), shown)


def _reading(desk: Desk, step: str, page: str, subject: str, again: Json) -> Json:
    words = desk.words
    made = [
        widgets.decorated(step, bottom=page, icon="CLOCK"),
        widgets.paragraph(words.said("card.still_reading")),
        *widgets.buttons(widgets.button(words.said("card.refresh"), again, is_main=True)),
    ]
    return widgets.card("case", words.said("status.reading"), subject, widgets.section(made))


def _subtitle(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _first_page(desk: Desk, sections: Sequence[Json]) -> list[Json]:
    """As many sections as a card holds, and a word about the rest."""
    page, *others = widgets.paged(sections)
    return [*page, *widgets.section([widgets.paragraph(desk.words.said("card.rest"))])] if others else page


def _entry(desk: Desk, one: Waiting) -> Json:
    """A case of the queue in three lines: whom it is with, what it is, and where it stands."""
    found = {finding["severity"] for finding in one.case["findings"]}
    worst = next((f"{SIGNS[bad]} {desk.words.said(f'severity.{bad}')}" for bad in ("blocking", "warning") if bad in found), "")
    bottom = (outcome.state(desk, one.case), worst, outcome.total(desk, one.case))
    return widgets.decorated(
        outcome.title(desk, one.case),
        top=outcome.party(one.mail, one.case),
        bottom=" · ".join(filter(None, bottom)),
        icon=next((icon for start, icon in _ICONS if one.case["intent"].startswith(start)), "EMAIL"),
        on_click=desk.on(one.case, Deed.CASE, is_pushed=True),
    )


def _state(words: Wording, status: str) -> str:
    """The ERP's word in the reader's language where it is a usual one."""
    key = f"standing.state.{re.sub('[^a-z]+', '_', status.lower())}"
    return words.said(key) if words.knows(key) else status.replace("_", " ")


def _facts(desk: Desk, one: Mapping[str, str | None]) -> str:
    words = desk.words
    told = (
        one["expected"] and words.said("standing.expected", day=words.day(one["expected"])),
        one["paid_on"] and words.said("standing.paid_on", day=words.day(one["paid_on"])),
        one["open_amount"] and words.said("standing.left", amount=words.money(one["open_amount"], one["currency"] or "")),
    )
    return " · ".join(text for text in told if text)


def _standing_line(desk: Desk, about: str, line: Json) -> Json:
    words = desk.words
    done = "standing.received" if about == "purchase_order" else "standing.delivered"
    counts = (("standing.ordered", line["quantity"]), (done, line["delivered_quantity"]), ("standing.invoiced", line["invoiced_quantity"]))
    told = [f"{words.said(key)} {words.number(count, 0)}" for key, count in counts if count is not None]
    return widgets.decorated(line["description"] or line["item_id"], bottom=" · ".join(told))
