"""Watching mailboxes: subscribed and renewed in time, read on after every announcement and every gap, each message received once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from backend.errors import (
    BadInput,
    MailboxError,
    MailboxMisconfigured,
    MailboxRefused,
    MailboxUnavailable,
    NotAllowed,
    NotFound,
    NotPermitted,
    NotSignedIn,
    SignInUnavailable,
)
from backend.mailboxes.watching import Watchable
from backend.model.audit import SYSTEM, reasons
from backend.model.mail import Mail
from backend.model.sentence import Sentence, said
from backend.model.watched import Heading, Watch
from backend.pipeline.receive import receive
from backend.pipeline.workshop import Work, Workshop
from backend.store import Event, Scope, WatchedMailbox

#: How long a subscription lasts, below the week that mail systems allow, and what is left of it when it is renewed: three days of an outage
#: cost no announcement (https://learn.microsoft.com/graph/api/resources/subscription).
_LASTS, _LEFT = timedelta(days=6), timedelta(days=4)
#: Announcements may be lost: a mailbox is read this often without any, and this often while nothing is announced at all.
_ANYWAY, _UNANNOUNCED = timedelta(hours=1), timedelta(minutes=2)
#: When the mail system has forgotten where reading stood, it is read from this long before it was last read to its end.
_BEFORE = timedelta(days=1)
#: Whoever gave no sign for so long reads no more: one message may take a minute.
_SILENCE = timedelta(minutes=5)
#: A mail system that cannot be asked, or refuses, is left alone for a minute, then two, four, at most an hour; longer when it asks for it.
_PAUSE, _LONGEST, _MOST_DOUBLINGS = timedelta(minutes=1), timedelta(hours=1), 6
#: A message that could not be received in so many attempts is left aside: it is read when somebody opens it.
_MOST_ATTEMPTS = 5
#: What stands between the references of a page's messages that were left aside, and before the one that is tried.
_APART = "\n"

_NOT_ANNOUNCED = Sentence(
    "{system} n’annonce pas les nouveaux messages : {why} La boîte est lue toutes les deux minutes.",
    "{system} does not announce new messages: {why} The mailbox is read every two minutes.",
)
_SKIPPED = Sentence("« {subject} » n’a pas pu être lu : {why}", "“{subject}” could not be read: {why}")
_TOO_OFTEN = Sentence("plusieurs essais ont échoué.", "several attempts failed.")


@dataclass(frozen=True)
class _Visit:
    """One turn of one worker at one mailbox."""

    workshop: Workshop
    scope: Scope
    source: Watchable


def attend(workshop: Workshop, organisation: str, mailbox_id: str) -> None:
    """Do what is due for a watched mailbox, one page of its messages at most; nothing when nothing is due or somebody else is at it."""
    watched = workshop.scope(organisation).watched
    mailbox = watched.claim(mailbox_id, workshop.holder, workshop.clock(), lambda held: _is_free(workshop, held))
    if mailbox is None:
        return
    outcome = {} if not _is_due(workshop, mailbox) else _attended(workshop, organisation, mailbox)
    watched.release(mailbox_id, **outcome)
    if any(is_due(workshop, each) for each in watched.all() if each.id == mailbox_id):
        workshop.nudge(Work.WATCH, organisation, mailbox_id)


def is_due(workshop: Workshop, mailbox: WatchedMailbox) -> bool:
    """Whether there is something to do for the mailbox that nobody is at."""
    return (not mailbox.holder or _is_free(workshop, mailbox)) and _is_due(workshop, mailbox)


def failed(workshop: Workshop, organisation: str, mailbox_id: str, problem: Sentence) -> None:
    """Let the mailbox rest after what nobody foresaw, with a word about it for people."""
    watched = workshop.scope(organisation).watched
    failures = next((each.failures for each in watched.all() if each.id == mailbox_id), 0)
    watched.release(mailbox_id, **_tried_later(workshop, failures, problem))


def announced(workshop: Workshop, organisation: str, mailbox_id: str, *, is_in_doubt: bool = False) -> None:
    """Note that there is news of a mailbox, or that its subscription is not to be relied on, and have somebody look."""
    watched = workshop.scope(organisation).watched
    watched.announce(mailbox_id, in_doubt_since=workshop.clock() if is_in_doubt else None)
    workshop.nudge(Work.WATCH, organisation, mailbox_id)


def obstacle_to_watching(workshop: Workshop, organisation: str, system: str) -> Sentence | None:
    """Why no mailbox that the organisation has in this mail system can be watched here, None when they can."""
    try:
        workshop.watchables[system](organisation, "")
    except MailboxMisconfigured as error:
        return said(error)
    return None


def is_announced(workshop: Workshop, mailbox: WatchedMailbox) -> bool:
    """Whether the mail system announces news of the mailbox."""
    return bool(mailbox.subscription and mailbox.expires_at and mailbox.expires_at > workshop.clock())


def _is_due(workshop: Workshop, mailbox: WatchedMailbox) -> bool:
    now = workshop.clock()
    if mailbox.retry_at and now < mailbox.retry_at:
        return False
    if mailbox.state is not Watch.ACTIVE:
        return bool(mailbox.subscription) or mailbox.state is Watch.ENDED
    return _has_news(workshop, mailbox) or _is_to_renew(workshop, mailbox)


def _has_news(workshop: Workshop, mailbox: WatchedMailbox) -> bool:
    if mailbox.is_midway or mailbox.asked > mailbox.answered or mailbox.read_at is None:
        return True
    often = _ANYWAY if is_announced(workshop, mailbox) else _UNANNOUNCED
    return workshop.clock() - mailbox.read_at >= often


def _is_to_renew(workshop: Workshop, mailbox: WatchedMailbox) -> bool:
    return bool(mailbox.subscription) and (mailbox.expires_at is None or mailbox.expires_at - workshop.clock() < _LEFT)


def _is_free(workshop: Workshop, mailbox: WatchedMailbox) -> bool:
    """Whether who is named as reading it does so no more."""
    silent = mailbox.touched_at is None or workshop.clock() - mailbox.touched_at > _SILENCE
    return silent or workshop.is_dead(mailbox.holder)


def _tried_later(workshop: Workshop, failures: int, problem: Sentence, seconds: float = 0.0) -> dict[str, object]:
    """What to keep of a visit that failed after so many others; the mail system asks to be left alone for so many seconds."""
    pause = min(_PAUSE * (1 << min(failures, _MOST_DOUBLINGS)), _LONGEST)
    return {"problem": problem, "failures": failures + 1, "retry_at": workshop.clock() + max(pause, timedelta(seconds=seconds))}


def _attended(workshop: Workshop, organisation: str, mailbox: WatchedMailbox) -> dict[str, object]:
    """Do what is due; what to keep of how it went."""
    try:
        visit = _Visit(workshop, workshop.scope(organisation), _source(workshop, organisation, mailbox))
        if mailbox.state is not Watch.ACTIVE:
            return _left_alone(visit, mailbox)
        problem = _watch(visit, mailbox)
    except (MailboxUnavailable, SignInUnavailable) as error:
        wanted = error.seconds if isinstance(error, MailboxUnavailable) else 0.0
        return _tried_later(workshop, mailbox.failures, said(error), wanted)
    except (MailboxError, NotSignedIn, NotPermitted, NotFound, BadInput) as error:
        if mailbox.state is Watch.ENDED:
            workshop.scope(organisation).watched.forget(mailbox.id)
        # A folder may have been made anew under its name.
        anew = {"folder": "", "cursor": "", "subscription": "", "expires_at": None} if isinstance(error, NotFound) else {}
        return _tried_later(workshop, mailbox.failures, said(error)) | anew
    return {"problem": problem, "retry_at": None, "failures": 0}


def _source(workshop: Workshop, organisation: str, mailbox: WatchedMailbox) -> Watchable:
    """The mailbox in its mail system; raises MailboxMisconfigured."""
    opened = workshop.watchables.get(mailbox.system)
    if opened is None:
        raise MailboxMisconfigured
    return opened(organisation, mailbox.address)


def _left_alone(visit: _Visit, mailbox: WatchedMailbox) -> dict[str, object]:
    is_shared = any(other.subscription == mailbox.subscription for other in visit.scope.watched.all() if other.id != mailbox.id)
    if mailbox.subscription and not is_shared:
        visit.source.unsubscribe(mailbox.subscription)
    if mailbox.state is Watch.ENDED:
        visit.scope.watched.forget(mailbox.id)
    return {"subscription": "", "client_state": "", "expires_at": None, "problem": None, "retry_at": None, "failures": 0}


def _watch(visit: _Visit, mailbox: WatchedMailbox) -> Sentence | None:
    """Subscribe and read on as far as that is due; why nothing is announced, None when all is well."""
    if not mailbox.folder:
        mailbox = visit.scope.watched.save(mailbox, folder=visit.source.folder(mailbox.rule.folder))
    if _is_to_renew(visit.workshop, mailbox):
        mailbox = _renewed(visit, mailbox)
    problem = None if mailbox.subscription else _subscribe(visit, mailbox)
    mailbox = visit.scope.watched.get(mailbox.id)
    if _has_news(visit.workshop, mailbox):
        _read_on(visit, mailbox)
    return problem


def _renewed(visit: _Visit, mailbox: WatchedMailbox) -> WatchedMailbox:
    """The mailbox with its subscription extended, or without one when it is no more: then there may have been a gap."""
    watched = visit.scope.watched
    try:
        subscription = visit.source.renew(mailbox.subscription, visit.workshop.clock() + _LASTS)
    except (NotFound, MailboxRefused):
        watched.announce(mailbox.id)
        return watched.save(mailbox, subscription="", client_state="", expires_at=None)
    return watched.save(mailbox, expires_at=subscription.expires_at)


def _subscribe(visit: _Visit, mailbox: WatchedMailbox) -> Sentence | None:
    """Have news announced; why not, None when they are. The mailbox is read on afterwards, because of what came before it took effect."""
    watched, base = visit.scope.watched, visit.workshop.settings.public_url.rstrip("/")
    url = f"{base}/api/notifications/{visit.scope.organisation}/{mailbox.id}"
    watched.announce(mailbox.id)
    try:
        subscription = visit.source.subscribe(mailbox.folder, url, watched.prove(mailbox), visit.workshop.clock() + _LASTS)
    except MailboxRefused as error:
        return _NOT_ANNOUNCED.filled(system=visit.source.system, why=said(error))
    watched.save(mailbox, subscription=subscription.id, expires_at=subscription.expires_at)
    return None


def _read_on(visit: _Visit, mailbox: WatchedMailbox) -> None:
    """Receive what the rule picks up of the next page, and keep where to go on: what is interrupted is read again, and received once."""
    now = visit.workshop.clock()
    since = max(mailbox.started_at, (mailbox.read_at or mailbox.started_at) - _BEFORE)
    page = visit.source.changes(mailbox.folder, mailbox.cursor, since)
    received = sum(_received(visit, mailbox, heading) for heading in page.headings if not heading.is_told or mailbox.rule.picks(heading))
    done: dict[str, object] = {"cursor": page.cursor, "is_midway": not page.is_last, "trying": "", "attempts": 0}
    if page.is_last:
        done["read_at"] = now
        # What was announced in the midst of a round may stand on a page that was read already: then another round is due.
        done["answered"] = mailbox.answered if mailbox.is_midway else mailbox.asked
    visit.scope.watched.save(mailbox, received=mailbox.received + received, **done)


def _received(visit: _Visit, mailbox: WatchedMailbox, heading: Heading) -> bool:
    """Whether the message was received now; not when it was before, or is gone, or has to be left aside."""
    watched = visit.scope.watched
    mailbox = watched.get(mailbox.id)
    *aside, trying = mailbox.trying.split(_APART)
    if heading.reference in aside or visit.scope.mails.of_reference(mailbox.system, heading.reference):
        return False
    attempts = mailbox.attempts if trying == heading.reference else 0
    if attempts >= _MOST_ATTEMPTS:
        _leave_aside(visit, mailbox, heading, _TOO_OFTEN)
        return False
    # Before it is tried: what ends this worker counts, and an outage in which nothing of it can be tried does not.
    trying = _APART.join((*aside, heading.reference))
    mailbox = watched.save(mailbox, trying=trying, attempts=attempts + 1, touched_at=visit.workshop.clock())
    try:
        mail = visit.source.fetch(heading.reference, visit.workshop.settings.max_bytes)
        if not heading.is_told and not mailbox.rule.picks(_heading(heading.reference, mail)):
            return False
        receive(visit.workshop, visit.scope.organisation, SYSTEM, mail, mailbox.system, heading.reference)
    except (NotFound, NotAllowed):
        return False
    except (BadInput, MailboxRefused) as error:
        _leave_aside(visit, mailbox, heading, said(error))
        return False
    return True


def _heading(reference: str, mail: Mail) -> Heading:
    """What the rule looks at, from the message itself."""
    has_attachments = any(not (each.is_inline and each.media_type.startswith("image/")) for each in mail.attachments)
    return Heading(reference, (mail.forwarded_by or mail.sender).email, mail.subject, has_attachments)


def _leave_aside(visit: _Visit, mailbox: WatchedMailbox, heading: Heading, why: Sentence) -> None:
    details = {"address": mailbox.address, "reference": heading.reference, **reasons(why)}
    visit.scope.audit.append(Event(SYSTEM, "not_received", details=details))
    # It stays aside while others of its page are tried again.
    aside = f"{mailbox.trying}{_APART}"
    visit.scope.watched.save(mailbox, skipped=_SKIPPED.filled(subject=heading.subject, why=why), trying=aside, attempts=0)
