"""What clicks on cards do: each deed answers the next card, or the same one with a sentence that says why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from backend.errors import BadInput, Conflict, CountersignError, NotAllowed, NotPermitted
from backend.mailboxes.gmail_mailbox import Draft
from backend.matching import search
from backend.model.reply import Reply, ReplyKind
from backend.model.user import Role
from backend.pipeline import decide
from backend.pipeline.catalogs import keep_up
from backend.pipeline.replies import compose
from backend.pipeline.standing import standings
from backend.review import Change
from backend.web.auth import current_actor, require_step_up, scope
from backend.web.cases import view_of
from backend.web.errors import told
from backend.web.gmail import answers, editing, looking
from backend.web.gmail.calls import DRAFT, MESSAGE, Call, seen
from backend.web.gmail.case_card import case_card
from backend.web.gmail.deeds import CHANGING, Asked, Deed, foreign
from backend.web.gmail.history_card import history_card
from backend.web.gmail.looking import QUEUE_PAGE, Waiting
from backend.web.language import language
from backend.web.routes import Json
from backend.web.views import candidate_view, event_view, mail_view, reply_view, standing_view
from backend.web.wiring import wired

Handler = Callable[[Call, dict[str, Any]], Json]
#: So many cases are offered to whoever writes a message.
_OFFERED = 20
#: Deeds of cards that lie on the case's card: it is below them.
_PUSHED = frozenset({Deed.SAVE_FIELD, Deed.SAVE_ROW, Deed.CHOOSE, Deed.REJECT, Deed.DRAFT})
#: For how many seconds a reply stays as it was shown, and a finished draft is opened again instead of made again.
_SHOWN, _DRAFTED = 30.0, 120.0
_OLD_WHILE_WRITING = (
    "This card is out of date. Close it and choose the reply again.",
    "Cette carte n’est plus à jour. Fermez-la et choisissez de nouveau la réponse.",
)


def done(call: Call) -> Json:
    """What was clicked, done; raises NotPermitted for what is not this person's to do."""
    asked = call.asked()
    if asked.deed not in HANDLERS:
        raise foreign()
    if asked.deed in CHANGING and call.user.role is Role.AUDITOR:
        raise NotPermitted
    is_composing = asked.deed is Deed.INSERT or asked.what.get("is_composing")  # whoever writes has no card of a case
    if asked.is_old and asked.deed in CHANGING:
        if is_composing:
            raise NotAllowed(*_OLD_WHILE_WRITING)
        return _anew(call, asked, call.desk.words.said("card.old"))
    try:
        return HANDLERS[asked.deed](call, asked.what)
    except Conflict:
        return _anew(call, asked, call.desk.words.said("pane.changed"))
    except CountersignError as error:
        # On a card that only waited, nothing else could be done any more.
        is_over = isinstance(error, NotAllowed) or asked.deed is Deed.SEND or "waits" in asked.what
        if is_composing or not is_over:
            raise
        return _anew(call, asked, told(error).in_language(language()))


def suggested(call: Call) -> Json:
    """What completes what is being typed, from the ERP's catalog; raises NotPermitted for a parameter of something else."""
    asked = call.asked()
    if asked.deed is not Deed.SUGGEST:
        raise foreign()
    found = _found(call, asked.what["kind"], call.event.inputs.get(editing.TYPED, ""))
    return answers.suggested(editing.suggestion(one) for one in found)


def queue(call: Call, page: int = 0) -> Json:
    """The card of what waits."""
    waiting = _waiting(QUEUE_PAGE + 1, page * QUEUE_PAGE)
    return looking.queue_card(call.desk, call.about(), waiting[:QUEUE_PAGE], page, has_more=len(waiting) > QUEUE_PAGE)


def composing(call: Call) -> Json:
    """The card of the cases that a message being written may answer: those of the open message first, then those of its recipients."""
    waiting = [one for one in _waiting(_OFFERED * 5) if one.case["can"]["reply"] and one.case["replies"]]
    to, on_screen = " ".join(call.event.recipients).lower(), call.desk.on_screen
    waiting.sort(key=lambda one: (one.mail["id"] != on_screen, not to or one.mail["sender"]["email"].lower() not in to))
    return looking.compose_card(call.composing(), waiting[:_OFFERED])


def open_message(call: Call) -> Json:
    """The card of the message that is open, of the queue when none is."""
    if not call.event.message_id:
        return queue(call)
    stored = call.opened()
    return _mail_card(call, seen(stored.id, call.left())) if stored else looking.arriving_card(call.desk)


def _mail_card(call: Call, mail: Json) -> Json:
    """The card of a message: its first case that waits, that it is being read, or that it holds nothing."""
    if mail["cases"]:
        first = next((view for view in mail["cases"] if view["status"] == "in_review"), mail["cases"][0])
        return case_card(call.desk, mail, first)
    return looking.progress_card(call.desk, mail) if mail["status"] == "received" else looking.nothing_card(call.desk, mail)


def _waiting(most: int, skipped: int = 0) -> list[Waiting]:
    mails = scope().mails
    cases = scope().cases.waiting(most, skipped)
    return [Waiting(view_of(case), mail_view(mails.get(case.mail_id), (), language())) for case in cases]


# --- looking ------------------------------------------------------------------------------------------------------------


def _queue(call: Call, what: dict[str, Any]) -> Json:
    return answers.clicked(answers.update(queue(call, what["page"])))


def _mail(call: Call, what: dict[str, Any]) -> Json:
    return answers.clicked(answers.update(_mail_card(call, seen(what["mail"], call.left()))))


def _message(call: Call, _: dict[str, Any]) -> Json:
    return answers.clicked(answers.update(open_message(call)))


def _case(call: Call, what: dict[str, Any]) -> Json:
    if _is_waited_for(call, what):
        return _asking(call, what, Deed.CASE)
    mail, view = _of_case(what["case"], call.left())
    card = case_card(call.desk, mail, view)
    return answers.clicked(answers.push(card) if what.get("is_pushed") else answers.update(card))


def _field(call: Call, what: dict[str, Any]) -> Json:
    return answers.clicked(answers.push(editing.field_card(call.desk, *_of_case(what["case"]), what["path"])))


def _row(call: Call, what: dict[str, Any]) -> Json:
    return answers.clicked(answers.push(editing.row_card(call.desk, *_of_case(what["case"]), what["row"])))


def _match(call: Call, what: dict[str, Any]) -> Json:
    return answers.clicked(answers.push(editing.match_card(call.desk, _of_case(what["case"])[1], what["path"])))


def _reason(call: Call, what: dict[str, Any]) -> Json:
    return answers.clicked(answers.push(editing.reason_card(call.desk, _of_case(what["case"])[1])))


def _standing(call: Call, what: dict[str, Any]) -> Json:
    workshop, organisation = wired().workshop, call.user.organisation
    found = call.behind(f"standing {what['case']}", lambda: standings(workshop, organisation, what["case"]))
    view = _of_case(what["case"])[1]
    if found is None:
        return _asking(call, what, Deed.STANDING, is_pushed=not what.get("is_shown"), is_shown=True)
    return _shown(what, looking.standing_card(call.desk, view, [standing_view(one) for one in found], what.get("leaf", 0)))


def _history(call: Call, what: dict[str, Any]) -> Json:
    case = scope().cases.get(what["case"])
    events = [event_view(event) for event in scope().audit.of_mail(case.mail_id) if event.case_id in {"", case.id}]
    return answers.clicked(answers.push(history_card(call.desk, view_of(case), events)))


def _reply(call: Call, what: dict[str, Any]) -> Json:
    reply = None if _is_waited_for(call, what) else _composed(call, what)
    if reply is None:
        return _asking(call, what, Deed.REPLY, is_pushed=not what.get("is_shown"), is_shown=True)
    desk = call.composing() if what.get("is_composing") else call.desk
    return _shown(what, looking.reply_card(desk, _of_case(what["case"])[1], reply_view(reply, language()), what.get("leaf", 0)))


# --- changing -----------------------------------------------------------------------------------------------------------


def _save_field(call: Call, what: dict[str, Any]) -> Json:
    inputs = {editing.VALUE: ""} if what.get("is_cleared") else call.event.inputs
    typed = {what["path"]: inputs[editing.VALUE]} if editing.VALUE in inputs else {}
    return _corrected(call, what, _changes(call, what, typed))


def _save_row(call: Call, what: dict[str, Any]) -> Json:
    row, inputs = what["row"], call.event.inputs
    # A box that was emptied is not told of; a card of which nothing is told was not touched.
    typed = {f"{row}.{name}": inputs.get(name, "") for name in editing.row_names(row)} if inputs else {}
    return _corrected(call, what, _changes(call, what, typed), what.get("then", ""))


def _arrange(call: Call, what: dict[str, Any]) -> Json:
    changes = [Change("lines", what["operation"])]
    return _corrected(call, what, changes, what.get("then", ""), pops=_pops(Deed.ARRANGE, what))


def _choose(call: Call, what: dict[str, Any]) -> Json:
    typed, chosen = (call.event.inputs.get(name, "").strip() for name in (editing.TYPED, editing.CHOSEN))
    path, before = what["path"], what["chosen"]
    if typed:
        found = _found(call, editing.KINDS[path.rpartition(".")[2]], typed)
        same = [one["id"] for one in found if editing.suggestion(one) == typed]
        if not same and chosen in {"", before}:
            card = editing.match_card(call.desk, _of_case(what["case"])[1], path, found)
            return answers.clicked(answers.update(card), told=call.desk.words.said("match.several" if found else "match.nothing"))
        chosen = same[0] if same else chosen
    changes = [Change(path, "" if chosen == editing.NONE else chosen)] if chosen not in {"", before} else []
    return _corrected(call, what, changes, _row_of(path), pops=_pops(Deed.CHOOSE, what))


def _send(call: Call, what: dict[str, Any]) -> Json:
    """The case sent once, however often this is asked for: the ERP may be slow to say that nothing forbids it."""
    who, on_screen = (wired().workshop, call.user.organisation, current_actor()), call.desk.on_screen
    sent = call.behind(
        f"send {what['case']} {what['version']}",
        lambda: decide.approve(*who, what["case"], what["version"], on_screen, require_step_up),
    )
    return _asking(call, what, Deed.SEND, version=what["version"]) if sent is None else _after(call, what)


def _reject(call: Call, what: dict[str, Any]) -> Json:
    words, inputs = call.desk.words, call.event.inputs
    reason = inputs.get(editing.OTHER_REASON, "").strip() or inputs.get(editing.REASON, "").strip()
    if not reason and scope().cases.get(what["case"]).document:
        return answers.clicked(told=words.said("reject.needed"))
    _decided(decide.reject, call, what, reason or words.said("dismiss.default"))
    return _after(call, what, is_pushed=True)


def _hold(call: Call, what: dict[str, Any]) -> Json:
    _decided(decide.hold, call, what)
    return _after(call, what)


def _reopen(call: Call, what: dict[str, Any]) -> Json:
    _decided(decide.reopen, call, what)
    return _after(call, what)


def _undo(call: Call, what: dict[str, Any]) -> Json:
    _decided(decide.undo, call, what)
    return _after(call, what)


def _draft(call: Call, what: dict[str, Any]) -> Json:
    """The reply as a draft in the message's thread, opened by Gmail; one that took longer is opened from the reply's card."""
    case = scope().cases.get(what["case"])
    if case.mail_id != call.desk.on_screen:
        raise NotAllowed("The case belongs to another message.", "Le dossier appartient à un autre message.")
    call.require(MESSAGE | DRAFT)
    workshop, actor, mailbox, message, kind = wired().workshop, current_actor(), call.mailbox(), call.event.message_id, _kind(what)

    def made() -> Draft:
        reply = compose(workshop, case.organisation, case.id, kind)
        draft = mailbox.draft_reply(message, reply)
        decide.drafted(workshop, case.organisation, actor, case.id, reply.kind, draft.id)
        return draft

    name = f"draft {case.id} {case.version} {kind}"
    draft = call.behind(name, made, _DRAFTED)
    if draft is None:
        return _asking(call, what, Deed.REPLY, is_shown=True, waits=name)
    return answers.draft_opened(draft.id, draft.thread_id)


def _insert(call: Call, what: dict[str, Any]) -> Json:
    """The reply at the cursor of the message that is being written."""
    reply = _composed(call, what)
    if reply is None:
        return _asking(call, what, Deed.REPLY, is_shown=True, is_composing=True)
    decide.drafted(wired().workshop, call.user.organisation, current_actor(), what["case"], reply.kind, "")
    return answers.inserted(reply.html)


HANDLERS: Mapping[Deed, Handler] = {
    Deed.QUEUE: _queue, Deed.MESSAGE: _message, Deed.MAIL: _mail, Deed.CASE: _case, Deed.FIELD: _field, Deed.ROW: _row,
    Deed.MATCH: _match, Deed.REASON: _reason, Deed.REPLY: _reply, Deed.STANDING: _standing, Deed.HISTORY: _history,
    Deed.SAVE_FIELD: _save_field, Deed.SAVE_ROW: _save_row, Deed.ARRANGE: _arrange, Deed.CHOOSE: _choose, Deed.SEND: _send,
    Deed.REJECT: _reject, Deed.HOLD: _hold, Deed.REOPEN: _reopen, Deed.UNDO: _undo, Deed.DRAFT: _draft, Deed.INSERT: _insert,
}  # fmt: skip


def _composed(call: Call, what: dict[str, Any]) -> Reply | None:
    """The reply with the ERP's facts of now, or of when it was shown; None while the ERP is slow."""
    workshop, organisation, kind = wired().workshop, call.user.organisation, _kind(what)
    version = scope().cases.get(what["case"]).version
    return call.behind(f"reply {what['case']} {version} {kind}", lambda: compose(workshop, organisation, what["case"], kind), _SHOWN)


def _kind(what: dict[str, Any]) -> ReplyKind | None:
    """The kind of reply that is asked for, else the one that suits best; None when none does."""
    kind = what.get("kind") or next(iter(_of_case(what["case"])[1]["replies"]), None)
    return ReplyKind(kind) if kind else None


def _is_waited_for(call: Call, what: dict[str, Any]) -> bool:
    """Whether the work that the card waits for goes on; raises as the work did."""
    return "waits" in what and call.goes_on(what["waits"])


def _asking(call: Call, what: dict[str, Any], deed: Deed, *, is_pushed: bool = False, pops: int = 0, **more: object) -> Json:
    """The card that waits for the ERP, whose button looks again: it does not begin again what changes something."""
    view = _of_case(what["case"])[1]
    same = {name: value for name, value in what.items() if name not in {"case", "version"}}
    again = {"case": view["id"], "version": view["version"], **same, **more}
    card = looking.asking_card(call.desk, view, call.desk.does(deed, **again))
    return answers.clicked(*[answers.POP] * pops, answers.push(card) if is_pushed else answers.update(card))


def _shown(what: dict[str, Any], card: Json) -> Json:
    """A card that lies on the case's, in the place of itself when it is there already."""
    return answers.clicked(answers.update(card) if what.get("is_shown") else answers.push(card))


def _changes(call: Call, what: dict[str, Any], typed: Mapping[str, str]) -> list[Change]:
    """The values that were typed otherwise than they were shown."""
    view, words, made = _of_case(what["case"])[1], call.desk.words, []
    for path, text in typed.items():
        name, field = path.rpartition(".")[2], editing.field_at(view, path)
        if editing.is_changed(call.desk, name, field, text):
            made.append(Change(path, words.typed(name, text)))
    return made


def _corrected(call: Call, what: dict[str, Any], changes: list[Change], then: str = "", *, pops: int = 1) -> Json:
    """The case's card with the changes made, and on it the card of the row that comes then."""
    words = call.desk.words
    if changes:
        who, case, version = (wired().workshop, call.user.organisation, current_actor()), what["case"], what["version"]
        name = f"correct {case} {version} {hash(tuple(changes))}"
        if call.behind(name, lambda: decide.correct(*who, case, version, changes)) is None:
            return _asking(call, {"case": case}, Deed.CASE, pops=pops, waits=name)
    mail, view = _of_case(what["case"])
    steps = [*[answers.POP] * pops, answers.update(case_card(call.desk, mail, view))]
    if then:
        steps.append(answers.push(editing.row_card(call.desk, mail, view, then)))
    saved = words.said("pane.saved", field=", ".join(words.field(change.path) for change in changes[:3]))
    return answers.clicked(*steps, told=saved if changes else words.said("card.unchanged"))


def _after(call: Call, what: dict[str, Any], *, is_pushed: bool = False) -> Json:
    """The case's card as a decision has left it, or is about to."""
    # What became of it stands on the first page.
    card = case_card(replace(call.desk, page=0), *_of_case(what["case"], call.left()))
    return answers.clicked(*([answers.POP] if is_pushed else []), answers.update(card))


def _decided(decision: Callable[..., object], call: Call, what: dict[str, Any], *more: str) -> None:
    decision(wired().workshop, call.user.organisation, current_actor(), what["case"], what["version"], *more)


def _anew(call: Call, asked: Asked, sentence: str) -> Json:
    """The case as it is now, with why nothing was done."""
    card = case_card(call.desk, *_of_case(asked.what["case"]))
    return answers.clicked(*[answers.POP] * _pops(asked.deed, asked.what), answers.update(card), told=sentence)


def _pops(deed: Deed, what: dict[str, Any]) -> int:
    """How many cards lie on the one of the case where this is asked for: an item is chosen from the card of its line."""
    if deed is Deed.CHOOSE and _row_of(what["path"]):
        return 2
    return int(deed in _PUSHED or bool(what.get("is_pushed") or what.get("is_shown")))


def _row_of(path: str) -> str:
    """The line that a match belongs to, "" for one of the whole document."""
    return path.rpartition(".")[0]


def _of_case(case_id: str, patience: float = 0.0) -> tuple[Json, Json]:
    """The message and the case (MailView, CaseView), as they are after so many seconds at most; raises NotFound."""
    mail = seen(scope().cases.get(case_id).mail_id, patience)
    return mail, next(view for view in mail["cases"] if view["id"] == case_id)


def _found(call: Call, kind: str, text: str) -> list[Json]:
    """What the words may mean in the ERP, the best first (CandidateView)."""
    if kind not in editing.KINDS:
        raise BadInput
    workshop, organisation = wired().workshop, call.user.organisation
    call.behind("catalog", lambda: keep_up(workshop, organisation))
    return [candidate_view(one) for one in search(scope().catalog.like(f"{kind}s", text), editing.KINDS[kind], text)]
