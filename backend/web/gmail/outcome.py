"""Where a case stands: its state, what became of it in the ERP or the test company, what was noticed, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from backend.web.gmail import widgets
from backend.web.gmail.deeds import Deed
from backend.web.gmail.desk import Desk
from backend.web.gmail.values import SIGNS, finding, uncertain
from backend.web.routes import Json

_STATES = {
    "in_review": "👁", "approved": "⏳", "posting": "⏳", "posted": "✔", "cancelling": "⏳", "answered": "↩", "rejected": "⛔",
    "on_hold": "⏸",
}  # fmt: skip
#: What is on its way: the card offers to refresh.
WORKING = frozenset({"approved", "posting", "cancelling"})
_SEVERITIES = ("blocking", "warning", "info")
#: So many findings stand in sight before the rest is folded away.
_IN_SIGHT = 6


def title(desk: Desk, view: Json) -> str:
    """What a case is called: "Invoice 2611-0458"."""
    number = view["document"]["number"] if view["document"] else ""
    return f"{desk.words.named('intent', view['intent'])} {number}".strip()


def state(desk: Desk, view: Json) -> str:
    """Its state as a sign and in words; what holds no document is dismissed rather than rejected."""
    status = "dismissed" if view["status"] == "rejected" and not view["document"] else view["status"]
    return f"{_STATES[view['status']]} {desk.words.named('status', status)}"


def party(mail: Json, view: Json) -> str:
    """Whom the case is with: as the ERP names them, as printed, or the sender."""
    document = view["document"]
    for role in ("supplier", "customer"):
        if best := view["matches"].get(role, {}).get("best"):
            return str(best["label"])
    is_order = document is not None and document["document_type"].startswith("order")
    printed = document["fields"].get("buyer_name" if is_order else "seller_name") if document else None
    return str((printed and printed["value"]) or mail["sender"]["name"] or mail["sender"]["email"])


def total(desk: Desk, view: Json) -> str:
    """What it comes to, "" when nobody knows."""
    document = view["document"]
    for name in ("tax_inclusive_amount", "payable_amount", "tax_exclusive_amount") if document else ():
        if (field := document["fields"].get(name)) and field["value"]:
            return desk.words.money(field["value"], document["currency"])
    return ""


def outcome(desk: Desk, mail: Json, view: Json) -> list[Json]:
    """The section that says where the case stands."""
    words, decision = desk.words, view["decision"]
    who = {"name": decision["name"], "at": words.moment(decision["at"])} if decision else {}
    made = [widgets.decorated(state(desk, view), bottom=_forwarded(desk, mail))]
    if mail["authentication_failed"]:
        made.append(widgets.decorated(words.said("pane.unauthenticated"), top=f"{SIGNS['warning']} {words.said('severity.warning')}"))
    if view["refusal"]:
        made.append(widgets.decorated(view["refusal"], top=f"{SIGNS['blocking']} {words.said('done.refusal')}"))
    if view["receipt"] and view["status"] in {"posted", "cancelling"}:
        made += _receipt(desk, view, words.said("done.by", **who) if who else "")
    if view["undone"] and view["status"] in {"in_review", "on_hold"}:
        undone = view["undone"]
        made.append(widgets.paragraph(words.said("done.undone", number=undone["number"], at=words.moment(undone["at"]))))
    if who and view["status"] in {"rejected", "answered", "on_hold"}:
        key = "dismissed" if view["status"] == "rejected" and not view["document"] else view["status"]
        made.append(widgets.paragraph(words.said(f"done.{key}", **who)))
    made += _rehearsal(desk, view["rehearsal"])
    if view["status"] in WORKING:
        made += widgets.buttons(widgets.button(words.said("card.refresh"), desk.on(view, Deed.CASE)))
    return widgets.section(made)


def findings(desk: Desk, mail: Json, view: Json) -> list[Json]:
    """What was noticed, the worst first, with the counts in its heading."""
    if view["status"] == "posted":
        return []
    found = sorted([*view["findings"], *mail["findings"]], key=lambda one: _SEVERITIES.index(one["severity"]))
    counts = {severity: sum(one["severity"] == severity for one in found) for severity in _SEVERITIES}
    told = [f"{SIGNS[one]} {desk.words.counted(f'summary.{one}', counts[one])}" for one in _SEVERITIES if counts[one]]
    left = sum(1 for _ in uncertain(view))
    if left:
        told.append(desk.words.counted("summary.to_check", left))
    if view["can"]["approve"] and not left:
        told.insert(0, f"{SIGNS['sure']} {desk.words.said('summary.ready')}")
    made = [finding(desk, view, one) for one in found]
    if told and not made:
        made = [widgets.paragraph(" · ".join(told))]
        return widgets.section(made, desk.words.said("summary.label"))
    return widgets.section(made, " · ".join(told), shown=_IN_SIGHT)


def deeds(desk: Desk, mail: Json, view: Json) -> list[Json]:
    """What can be done besides sending and rejecting, and why something cannot."""
    words, can = desk.words, view["can"]
    blocking = sum(one["severity"] == "blocking" for one in view["findings"])
    made = []
    if view["status"] == "in_review" and view["document"] and blocking:
        made.append(widgets.paragraph(f"{SIGNS['blocking']} {words.counted('blocked.findings', blocking)}"))
    if view["status"] == "in_review" and not view["document"] and not view["replies"]:
        made.append(widgets.paragraph(words.said("action.nothing")))
    if view["status"] == "in_review" and not can["reject"]:
        made.append(widgets.paragraph(words.said("action.looking")))
    if can["approve"] and not is_on_screen(desk, view):
        made.append(widgets.paragraph(words.said("card.send_there")))
    asked = (
        ("action.reply", Deed.REPLY, can["reply"] and bool(view["replies"])),
        ("action.hold", Deed.HOLD, can["hold"]),
        ("action.reopen", Deed.REOPEN, can["reopen"]),
        ("action.undo", Deed.UNDO, can["undo"]),
        ("action.dismiss", Deed.REASON, can["reject"] and not view["document"]),
        ("group.standing", Deed.STANDING, _is_in_erp(view)),
    )
    offered = [widgets.button(words.said(key), desk.on(view, deed)) for key, deed, may in asked if may]
    if can["reject"] and view["document"]:
        offered.append(widgets.button(words.said("approval.ask"), _asking(desk, mail, view)))
    if mail["message_id"] and not is_on_screen(desk, view):
        offered.insert(0, widgets.button(words.said("card.open_message"), desk.opens_message(mail["message_id"])))
    browser = desk.opens(review_page(view))
    return widgets.section([*made, *widgets.buttons(*offered, browser and widgets.button(words.said("card.browser"), browser))])


def send(desk: Desk, view: Json) -> Json | None:
    """The button that sends the case to the ERP; it does nothing while something forbids it. None when there is nothing to send."""
    if not view["document"] or view["status"] not in {"in_review", "on_hold"} or not view["can"]["correct"]:
        return None
    may = view["can"]["approve"] and is_on_screen(desk, view)
    return widgets.button(desk.words.said(_sending(view)), desk.on(view, Deed.SEND if may else Deed.CASE), is_disabled=not may)


def reject(desk: Desk, view: Json) -> Json | None:
    """The button that asks why a document is rejected; None when it cannot be."""
    is_offered = view["can"]["reject"] and view["document"]
    return widgets.button(desk.words.said("action.reject"), desk.on(view, Deed.REASON)) if is_offered else None


def is_on_screen(desk: Desk, view: Json) -> bool:
    """Whether the message on screen is the one that the case belongs to."""
    return bool(desk.on_screen) and desk.on_screen == view["mail_id"]


def others(desk: Desk, cases: Sequence[Json], view: Json) -> list[Json]:
    """The other documents of the message."""
    made = [
        widgets.decorated(title(desk, one), top=total(desk, one), bottom=state(desk, one), on_click=desk.on(one, Deed.CASE, page=0))
        for one in cases
        if one["id"] != view["id"]
    ]
    return widgets.section(made, desk.words.said("pane.cases"), shown=1)


def review_page(view: Json) -> str:
    """The page of the case in a browser, below our own address."""
    return f"/case.html?{urlencode({'mail': view['mail_id'], 'case': view['id']})}"


def _asking(desk: Desk, mail: Json, view: Json) -> Json:
    """The click that begins a message to whose word can be asked for, with the way to the case."""
    about = " · ".join(filter(None, (title(desk, view), party(mail, view), total(desk, view))))
    return desk.writes(desk.approvers, desk.words.said("approval.subject", case=about), f"{about}\n{desk.site}{review_page(view)}\n")


def _sending(view: Json) -> str:
    if view["change"]:
        return "action.send_change"
    if not view["rehearsal"]:
        return "action.send"
    return "action.send_now" if view["rehearsal"]["number"] else "action.rehearse"


def _receipt(desk: Desk, view: Json, by: str) -> list[Json]:
    receipt, words = view["receipt"], desk.words
    told = widgets.decorated(widgets.bold(words.said("done.posted", number=receipt["number"])), bottom=by)
    link = desk.opens(receipt["url"])
    return [told, *widgets.buttons(link and widgets.button(words.said("done.open", number=receipt["number"]), link))]


def _rehearsal(desk: Desk, rehearsal: Json | None) -> list[Json]:
    words = desk.words
    if rehearsal is None:
        return []
    if not rehearsal["number"]:
        return [widgets.paragraph(words.said("rehearsal.first"))]
    differs = bool(rehearsal["differences"])
    how = "differs" if differs else "equal" if rehearsal["is_compared"] else "unseen"
    told = [words.said(f"rehearsal.{how}"), *rehearsal["differences"]]
    top = f"{SIGNS['warning' if differs else 'sure']} {words.said('rehearsal.number', number=rehearsal['number'])}"
    link = desk.opens(rehearsal["url"])
    opening = link and widgets.button(words.said("rehearsal.open", number=rehearsal["number"]), link)
    return [widgets.decorated("\n".join(told), top=top), *widgets.buttons(opening)]


def _forwarded(desk: Desk, mail: Json) -> str:
    by = mail["forwarded_by"]
    return desk.words.said("pane.forwarded", name=by["name"] or by["email"]) if by else ""


def _is_in_erp(view: Json) -> bool:
    """Whether the ERP may have a document that the case is about."""
    matched = any(view["matches"].get(path, {}).get("best") for path in ("purchase_order", "sales_order"))
    return bool(view["status"] == "posted" or matched or view["intent"] in {"payment_status_inquiry", "payment_reminder"})
