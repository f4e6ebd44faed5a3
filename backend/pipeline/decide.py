"""What a person decides about a case, saved together with its audit event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from backend.confinement import ExceededError
from backend.errors import Conflict, NotAllowed
from backend.model.audit import Actor
from backend.model.case import Case, Decision, Status
from backend.model.catalog import Catalog
from backend.model.mail import Attachment, Mail
from backend.model.mapping import Hold
from backend.model.memory import Side, Teaching
from backend.model.reply import ReplyKind
from backend.model.sentence import Sentence
from backend.pipeline import changes as changes_
from backend.pipeline import live, rehearsal, trail
from backend.pipeline.catalogs import keep_up
from backend.pipeline.examination import checked, matched, nearby
from backend.pipeline.workshop import Work, Workshop
from backend.review import Change, amount_at_stake, for_erp, lessons, states
from backend.review import correct as corrected
from backend.review.evidence import require_of_mail
from backend.store import Scope

#: Given what is at stake (None: nobody can tell), raises when whoever decides must first prove more than that they signed in.
Proof = Callable[[Decimal | None], None]


def _nothing_more(_amount: Decimal | None) -> None:
    """Who decides has proved enough."""


def correct(workshop: Workshop, organisation: str, actor: Actor, case_id: str, version: int, changes: Sequence[Change]) -> Case:
    """The case with the changes made, matched and checked again; raises Conflict, NotAllowed, BadInput."""
    scope = workshop.scope(organisation)
    before = _current(workshop, organisation, case_id, version)
    keep_up(workshop, organisation)
    mail = scope.mails.get(before.mail_id).mail
    catalog = nearby(scope, before, mail, {change.path: change.value.strip() for change in changes})
    _require_evidence(scope, before, changes)
    # The findings of reading travel along, so that they follow their lines; those of the rules are made anew.
    with_changes, details = _with_changes(replace(before, findings=scope.cases.reading_findings(case_id)), changes, catalog)
    after = matched(scope, with_changes, mail)
    catalog = nearby(scope, after, mail)
    after, catalog = changes_.standing(workshop, after, mail, catalog)
    after = replace(after, rehearsal=after.rehearsal and replace(after.rehearsal, document=""))
    after = checked(after, mail, catalog, scope.cases.related(after), with_changes.findings)
    details["derived"] += trail.of_matching(with_changes, after)
    return scope.cases.save(after, "corrected", actor, details, reading_findings=with_changes.findings)


def approve(
    workshop: Workshop, organisation: str, actor: Actor, case_id: str, version: int, mail_id: str, prove: Proof = _nothing_more
) -> Case:
    """The case on its way to the ERP; `mail_id` is the message on screen. A colleague's earlier approval is answered, not refused.

    Raises NotAllowed when the case is another message's, when a rule forbids it as things are now, or when something is missing; and what
    `prove` raises, which is asked last, about the very document that is sent.
    """
    case = workshop.scope(organisation).cases.get(case_id)
    if case.mail_id != mail_id:
        raise NotAllowed(
            "This case belongs to another message than the one on screen; nothing was sent.",
            "Ce dossier appartient à un autre message que celui à l'écran ; rien n'a été envoyé.",
        )
    if case.status in states.SENT:
        return case
    _require_version(case, version)
    try:
        saved = _approved(workshop, case, actor, prove)
    except Conflict:
        now = workshop.scope(organisation).cases.get(case_id)
        if now.status in states.SENT:
            return now
        raise
    workshop.nudge(Work.POST, organisation, case_id)
    return saved


def reject(workshop: Workshop, organisation: str, actor: Actor, case_id: str, version: int, reason: str) -> Case:
    """The case put aside for good (until reopened), with the reason in the audit trail."""
    case = _current(workshop, organisation, case_id, version)
    rejected = states.rejected(case, _by(workshop, actor))
    return workshop.scope(organisation).cases.save(rejected, "rejected", actor, {"reason": reason})


def hold(workshop: Workshop, organisation: str, actor: Actor, case_id: str, version: int) -> Case:
    """The case waiting for somebody or something."""
    case = _current(workshop, organisation, case_id, version)
    return workshop.scope(organisation).cases.save(states.held(case), "held", actor)


def reopen(workshop: Workshop, organisation: str, actor: Actor, case_id: str, version: int) -> Case:
    """A rejected, answered or held case back in review."""
    case = _current(workshop, organisation, case_id, version)
    return workshop.scope(organisation).cases.save(states.reopened(case), "reopened", actor, {"from": case.status})


def undo(workshop: Workshop, organisation: str, actor: Actor, case_id: str, version: int) -> Case:
    """A posted case being taken back; raises NotAllowed when the time for it is over."""
    case = _current(workshop, organisation, case_id, version)
    saved = workshop.scope(organisation).cases.save(states.cancelling(case, workshop.clock()), "undone", actor)
    workshop.nudge(Work.CANCEL, organisation, case_id)
    return saved


def answered(workshop: Workshop, organisation: str, actor: Actor, case_id: str, version: int, draft: str) -> Case:
    """The case with the reply that was sent about it; a pure question is then `answered`, a document stays where it is."""
    return _answered(workshop, _current(workshop, organisation, case_id, version), actor, draft)


def drafted(
    workshop: Workshop, organisation: str, actor: Actor, case_id: str, kind: ReplyKind, draft: str, files: Sequence[Attachment] = ()
) -> None:
    """Record that a reply was opened as a draft with these files of the message, which answers nothing yet."""
    cases = workshop.scope(organisation).cases
    with_files = {"files": [file.name for file in files]} if files else {}
    cases.note(cases.get(case_id), "drafted", actor, {"kind": kind, "draft": draft, **with_files})


def reply_sent(workshop: Workshop, organisation: str, actor: Actor, case_id: str, message_id: str, draft: str) -> Case:
    """The case answered by a draft that was sent in reply to the message of this Message-ID, whatever version the case now has.

    Raises NotAllowed when the case is another message's.
    """
    scope = workshop.scope(organisation)
    case = scope.cases.get(case_id)
    if _on_one_line(scope.mails.get(case.mail_id).mail.message_id) != _on_one_line(message_id):
        raise NotAllowed("The case belongs to another message.", "Le dossier appartient à un autre message.")
    try:
        return _answered(workshop, case, actor, draft)
    except Conflict:
        # The reply has left, so that it counts for the case as somebody else just made it.
        return _answered(workshop, scope.cases.get(case_id), actor, draft)


def _answered(workshop: Workshop, case: Case, actor: Actor, draft: str) -> Case:
    cases = workshop.scope(case.organisation).cases
    answered = states.answered(case, _by(workshop, actor))
    if answered == case:
        cases.note(case, "answered", actor, {"draft": draft})
        return case
    return cases.save(answered, "answered", actor, {"draft": draft})


def _on_one_line(header: str) -> str:
    """A header field's text as it is wherever its line was broken."""
    return "".join(header.split())


def _approved(workshop: Workshop, case: Case, actor: Actor, prove: Proof) -> Case:
    """The case saved as approved, checked against the catalog and the other cases as they are now."""
    scope = workshop.scope(case.organisation)
    keep_up(workshop, case.organisation)
    live.read(workshop, case)
    mail = scope.mails.get(case.mail_id).mail
    catalog = nearby(scope, case, mail)
    case, catalog = changes_.standing(workshop, case, mail, catalog)
    case = checked(case, mail, catalog, scope.cases.related(case), scope.cases.reading_findings(case.id))
    approved = states.approved(case, _by(workshop, actor))
    kept = scope.mapping.current()
    mapped = for_erp(approved, catalog, kept.mapping)
    if mapped.holds and case.status is not Status.ON_HOLD:
        raise _held(scope, case, actor, mapped.holds, kept.version)
    prove(amount_at_stake(mapped.document, approved.findings))
    approved = replace(approved, rehearsal=rehearsal.planned(workshop, approved, mapped.document))
    key = approved.rehearsal.key if approved.rehearsal and rehearsal.is_due(approved) else approved.posting_key
    details = {"key": key}
    return scope.cases.save(approved, "approved", actor, details, teaching=_teaching(workshop, scope, approved, mail, catalog, actor))


def _held(scope: Scope, case: Case, actor: Actor, holds: Sequence[Hold], version: int) -> NotAllowed:
    """Put the case on hold as the mapping says; the refusal that tells why. Whoever sends it from there has seen it."""
    details = {"rules": [hold.rule for hold in holds], "mapping": version, "reason": " ".join(hold.sentence for hold in holds)}
    scope.cases.save(states.held(case), "held", actor, details)
    told = Sentence(
        "Mis en attente : {reason} Envoyez-le de nouveau quand c’est réglé.", "Put on hold: {reason} Send it again when that is settled."
    )
    told = told.filled(reason=details["reason"])
    return NotAllowed(told.en, told.fr)


def _teaching(workshop: Workshop, scope: Scope, case: Case, mail: Mail, catalog: Catalog, actor: Actor) -> Teaching:
    """What the confirmed case teaches; nothing when that cannot be found out within bounds, which keeps nobody from sending it."""
    ids = {side: match.best.id for side in Side if (match := case.matches.get(side)) and match.best}
    known = scope.memory.recall((), ids.items())
    documents = scope.mails.documents(case.mail_id) if case.read else ()
    # The whole catalog would take longer to hand over than all the rest.
    theirs = Catalog(
        suppliers=tuple(one for one in catalog.suppliers if one.id == ids.get(Side.SUPPLIER)),
        customers=tuple(one for one in catalog.customers if one.id == ids.get(Side.CUSTOMER)),
        own_domains=catalog.own_domains,
    )
    try:
        return workshop.caller.call(lessons, case, mail, documents, theirs, known, actor, workshop.clock())
    except ExceededError:
        return Teaching()


def _current(workshop: Workshop, organisation: str, case_id: str, version: int) -> Case:
    case = workshop.scope(organisation).cases.get(case_id)
    _require_version(case, version)
    return case


def _require_version(case: Case, version: int) -> None:
    if case.version != version:
        raise Conflict("Somebody changed this case in the meantime.", "Quelqu'un a modifié ce dossier entre-temps.")


def _by(workshop: Workshop, actor: Actor) -> Decision:
    return Decision(actor.id, actor.name, workshop.clock())


def _with_changes(case: Case, changes: Sequence[Change], catalog: Catalog) -> tuple[Case, dict[str, list[trail.Step]]]:
    """The case with the changes made one after the other, and what the audit trail says of each and of what it entailed."""
    made: list[trail.Step] = []
    derived: list[trail.Step] = []
    for change in changes:
        after = corrected(case, [change], catalog)
        made.append(trail.of_change(change, case, after))
        derived += trail.entailed(change, case, after)
        case = after
    return case, {"changes": made, "derived": derived}


def _require_evidence(scope: Scope, case: Case, changes: Sequence[Change]) -> None:
    """Raise BadInput for evidence that is not in the case's mail."""
    given = [change.evidence for change in changes if change.evidence]
    documents = scope.mails.documents(case.mail_id) if given else ()
    for evidence in given:
        require_of_mail(evidence, documents)
