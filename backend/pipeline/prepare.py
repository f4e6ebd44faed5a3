"""Preparing a received mail: reading, understanding, matching and checking it, and opening its cases, all saved at once at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backend.confinement import Caller, ExceededError
from backend.extraction import understand
from backend.extraction.marks import marks
from backend.extraction.understood import Understood
from backend.model.audit import SYSTEM
from backend.model.case import Case
from backend.model.document import Document
from backend.model.finding import Finding, Severity
from backend.model.mail import Mail
from backend.model.sentence import Sentence
from backend.model.trade import Intent
from backend.pipeline import live
from backend.pipeline.catalogs import NOT_ASKED, keep_up
from backend.pipeline.changes import standing
from backend.pipeline.examination import checked, matched, nearby
from backend.pipeline.progress import Display
from backend.pipeline.workshop import Workshop
from backend.readers import confined
from backend.review import route, used
from backend.store import Event, Memory, OpenedCase, Scope

#: How often preparing a mail is begun before it is left to people.
_MOST_ATTEMPTS = 3

_NOT_READ = Finding(
    "NOT-READ",
    Severity.WARNING,
    Sentence("Ce message n'a pas pu être lu.", "This message could not be read."),
    remedy=Sentence(
        "Traitez-le à la main et signalez-le à votre administrateur.", "Handle it by hand, and tell your administrator about it."
    ),
)

_NOT_ASKED = Sentence("L'ERP n'a pas pu être consulté : {problem}", "The ERP could not be asked: {problem}")
_OLD = Sentence(
    "L'ERP n'a pas pu être consulté : {problem} Les prix, le stock et les comptes bancaires sont ceux du {day} à {at} UTC.",
    "The ERP could not be asked: {problem} Prices, stock and bank accounts are those of {day}, {at} UTC.",
)


def prepare(workshop: Workshop, organisation: str, mail_id: str) -> None:
    """Bring a received mail to its cases; does nothing for one that is prepared or that somebody else is preparing.

    Repeated after a crash, it opens the same cases once; begun too often, it leaves the mail to people.
    """
    mails = workshop.scope(organisation).mails
    attempt = mails.claim(mail_id, workshop.holder, workshop.silent_since())
    if attempt is None:
        return
    if attempt > _MOST_ATTEMPTS:
        mails.prepared(mail_id, (), (), (_NOT_READ,), Event(SYSTEM, "not_read", mail_id, details={"attempts": _MOST_ATTEMPTS}))
        return
    mail = mails.whole(mail_id)
    display = Display(workshop.scope(organisation), mail_id)
    documents = _documents(workshop.caller, mail, display)
    opened = _opened(workshop, organisation, mail_id, mail, documents, display)
    findings = [finding for document in documents for finding in document.findings]
    event = Event(SYSTEM, "prepared", mail_id, details={"cases": len(opened)})
    lessons = frozenset().union(*(used(each.case) for each in opened))
    mails.prepared(mail_id, documents, opened, findings, event, lessons)


def _documents(caller: Caller, mail: Mail, display: Display) -> tuple[Document, ...]:
    documents = [confined.read_body(caller, mail)]
    for attachment in mail.attachments:
        display.step("reading", attachment.name)
        documents.extend(confined.read(caller, attachment, display.reading))
    return tuple(documents)


def _opened(
    workshop: Workshop, organisation: str, mail_id: str, mail: Mail, documents: Sequence[Document], display: Display
) -> list[OpenedCase]:
    scope = workshop.scope(organisation)
    display.step("extracting")
    found = _understood(workshop.caller, scope.memory, mail, documents)
    display.step("matching")
    problem = keep_up(workshop, organisation)
    display.step("checking")
    opened: list[OpenedCase] = []
    for place, each in enumerate(found, start=1):
        case = matched(scope, _case(each, organisation, mail_id, place), mail)
        others = (*(earlier.case for earlier in opened), *scope.cases.related(case))
        findings = (*each.findings, *_about(scope, problem or live.read(workshop, case)))
        catalog = nearby(scope, case, mail)
        case, catalog = standing(workshop, case, mail, catalog)
        case = checked(case, mail, catalog, others, findings)
        opened.append(OpenedCase(replace(case, status=route(case)), findings))
    return opened


def _understood(caller: Caller, memory: Memory, mail: Mail, documents: Sequence[Document]) -> tuple[Understood, ...]:
    """What the mail wants, in the light of what was learned; when that cannot be found out within bounds, a case that says so."""
    try:
        lessons = () if memory.is_empty() else memory.recall(caller.call(marks, mail, documents))
        placements = tuple(lesson for lesson in lessons if lesson.placement)
        return caller.call(understand, mail, documents, placements)
    except ExceededError:
        return (Understood(Intent.OTHER, "", findings=(_NOT_READ,)),)


def _case(found: Understood, organisation: str, mail_id: str, place: int) -> Case:
    """The case by an id that is the same however often the mail is prepared."""
    return Case(
        id=f"{mail_id}-{place}",
        organisation=organisation,
        mail_id=mail_id,
        intent=found.intent,
        language=found.language,
        document=found.document,
        question=found.question,
    )


def _about(scope: Scope, problem: Sentence | None) -> tuple[Finding, ...]:
    """A finding when what the case is compared with is not what the ERP says now."""
    if problem is None:
        return ()
    fetched_at = scope.catalog.state().fetched_at
    if fetched_at is None:
        filled = _NOT_ASKED.filled(problem=problem)
    else:
        filled = _OLD.filled(problem=problem, day=fetched_at.date(), at=f"{fetched_at:%H:%M}")
    return (Finding(NOT_ASKED, Severity.WARNING, filled),)
