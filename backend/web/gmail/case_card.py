"""The card of one case: what it is, who, amounts, VAT by rate, lines, what was noticed, evidence, and what can be done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import islice

from backend.web.gmail import outcome, widgets
from backend.web.gmail.deeds import Deed
from backend.web.gmail.desk import Desk
from backend.web.gmail.turning import turned
from backend.web.gmail.values import SIGNS, evidence, findings_at, sureness, uncertain, value
from backend.web.gmail.wording import level
from backend.web.routes import Json

#: The groups of header fields in the order in which a clerk reads, before and after the lines.
_IDENTITY = ("group.identity", re.compile(r".*(_number|_date|_reference)|currency"))
_AMOUNTS = ("group.amounts", re.compile(r".*_amount"))
_REST = (
    ("group.payment", re.compile(r"payment_.*")),
    ("group.delivery", re.compile(r"delivery_.*")),
    ("group.parties", re.compile(r"(seller|buyer)_.*")),
)
#: Fields that stay in sight even when nothing was found for them.
_ALWAYS = frozenset({"invoice_number", "order_number", "issue_date", "tax_inclusive_amount"})
#: So many uncertain values have their evidence right beside them.
_TO_CHECK = 5
#: So many lines stand in sight before the rest is folded away.
_LINES = 5
_CENT = Decimal("0.01")


def case_card(desk: Desk, mail: Json, view: Json) -> Json:
    """The card of a case of a message (CaseView and MailView); the desk's page of it when it has more widgets than a card may."""
    sections, where = turned(desk.words, _sections(desk, mail, view), desk.page, lambda page: desk.on(view, Deed.CASE, page=page))
    subtitle = " · ".join(filter(None, (where, outcome.party(mail, view), outcome.total(desk, view))))
    main, second = outcome.send(desk, view), outcome.reject(desk, view)
    return widgets.card(
        "case", outcome.title(desk, view), subtitle, sections, main=main, second=second if main else None, menu=_menu(desk, view)
    )


def _sections(desk: Desk, mail: Json, view: Json) -> Iterator[Json]:
    yield from outcome.outcome(desk, mail, view)
    yield from outcome.findings(desk, mail, view)
    yield from outcome.deeds(desk, mail, view)
    yield from outcome.others(desk, mail["cases"], view)
    yield from _to_check(desk, mail, view)
    if view["question"]:
        yield from widgets.section([widgets.paragraph(f"« {view['question']} »")], desk.words.said("group.question"))
    yield from _matches(desk, view)
    yield from _change(desk, view["change"])
    if view["document"]:
        yield from _group(desk, view, *_IDENTITY)
        yield from _lines(desk, view)
        yield from _group(desk, view, *_AMOUNTS)
        yield from _taxes(desk, view)
        for group in _REST:
            yield from _group(desk, view, *group)


def _to_check(desk: Desk, mail: Json, view: Json) -> list[Json]:
    """The uncertain values with what they were read from."""
    made: list[Json] = []
    for path, field in islice(uncertain(view), _TO_CHECK):
        made += [value(desk, view, path, field), *evidence(desk, mail, field)]
    return widgets.section(made, f"{SIGNS['check']} {desk.words.said('check.title')}")


def _matches(desk: Desk, view: Json) -> list[Json]:
    """Who and what it is in the ERP; a click lets another be chosen."""
    document = view["document"]
    expected = ["customer" if document["document_type"].startswith("order") else "supplier"] if document else []
    known = [path for path in ("supplier", "customer", "purchase_order") if path in view["matches"] or findings_at(view, path)]
    paths = [*expected, *(path for path in known if path not in expected)]
    return widgets.section([_match(desk, view, path) for path in paths], desk.words.said("group.matches"))


def _match(desk: Desk, view: Json, path: str) -> Json:
    words, match = desk.words, view["matches"].get(path) or {"best": None, "runners_up": []}
    best = match["best"]
    how = words.named("method", best["method"], score=round(best["score"] * 100)) if best else words.said("match.none")
    others = words.counted("match.others", len(match["runners_up"])) if best and match["runners_up"] else ""
    shown = " · ".join(filter(None, (best["number"], best["label"]))) if best else "–"
    sign = SIGNS["sure"] if best else SIGNS["warning"]
    may = view["can"]["correct"]
    on_click = desk.on(view, Deed.MATCH, path=path) if may else None
    bottom = " · ".join(filter(None, (f"{sign} {how}", others)))
    return widgets.decorated(shown, top=words.field(path), bottom=bottom, icon="STORE" if path == "supplier" else "", on_click=on_click)


def _group(desk: Desk, view: Json, group: str, names: re.Pattern[str]) -> list[Json]:
    """The fields of a group: those with a value, those remarked upon, and those that matter most; the empty ones folded away."""
    document = view["document"]
    there = [name for name in document["field_names"] if names.fullmatch(name) and _group_of(name) == group]
    fields = document["fields"]
    shown = [name for name in there if (fields.get(name) or {}).get("value") or name in _ALWAYS or findings_at(view, name)]
    hidden = [name for name in there if name not in shown] if view["can"]["correct"] else []
    if not shown:
        return []
    return widgets.section(
        [value(desk, view, name, fields.get(name)) for name in (*shown, *hidden)], desk.words.said(group), shown=len(shown)
    )


def _group_of(name: str) -> str:
    return next((group for group, names in (_IDENTITY, _AMOUNTS, *_REST) if names.fullmatch(name)), _IDENTITY[0])


def _lines(desk: Desk, view: Json) -> list[Json]:
    """The lines, each opened by a click, and how their sum stands to the document's total."""
    document, words = view["document"], desk.words
    made = [_line(desk, view, at, line) for at, line in enumerate(document["lines"])]
    told = [*_totals(desk, document)]
    adding = desk.on(view, Deed.ARRANGE, operation=f"add:{len(made)}", then=f"lines.{len(made)}") if view["can"]["correct"] else None
    tools = widgets.buttons(adding and widgets.button(words.said("lines.add"), adding))
    header = f"{words.said('group.lines')} ({len(made)})"
    return widgets.section([*told, *made, *tools] or [widgets.paragraph(words.said("lines.none"))], header, shown=len(told) + _LINES)


def _line(desk: Desk, view: Json, at: int, line: Json) -> Json:
    words = desk.words

    def shown(name: str) -> str:
        return words.shown(name, line[name]["value"]) if name in line else ""

    item = (view["matches"].get(f"lines.{at}.item") or {}).get("best")
    reference = item["number"] if item else shown("seller_item_id") or shown("buyer_item_id")
    quantity = " ".join(filter(None, (shown("quantity"), shown("unit_code"))))
    sums = f"{quantity} × {shown('net_price')} = {shown('line_amount')}"
    worst = [SIGNS[one["severity"]] for one in findings_at(view, f"lines.{at}")]
    doubtful = [sureness(desk, field) for field in line.values() if level(field) in {"check", "unsure"}]
    return widgets.decorated(
        shown("description") or "–",
        top=" · ".join(filter(None, (words.said("line.number", line=at + 1), reference or (words.said("match.no_item"))))),
        bottom=" · ".join([sums, *worst[:1], *doubtful[:1]]),
        on_click=desk.on(view, Deed.ROW, row=f"lines.{at}"),
    )


def _totals(desk: Desk, document: Json) -> Iterator[Json]:
    """Whether the lines make the document's total."""
    sums = _sum_of(document["lines"])
    stated, allowance, charge = (
        _decimal(document["fields"].get(name)) for name in ("tax_exclusive_amount", "allowance_total_amount", "charge_total_amount")
    )
    if not document["lines"] or sums is None or stated is None:
        return
    gap = sums - (allowance or 0) + (charge or 0) - stated
    told = f"{SIGNS['sure']} {desk.words.said('totals.agree')}" if not gap else f"{SIGNS['warning']} {desk.words.said('totals.difference')}"
    amount = desk.words.money(f"{gap or stated}", document["currency"])
    yield widgets.decorated(amount, top=told)


def _sum_of(lines: Sequence[Json]) -> Decimal | None:
    """The sum of the lines: of each its amount, else quantity times price; None when a line has neither."""
    total = Decimal(0)
    for line in lines:
        amount, quantity, price = (_decimal(line.get(name)) for name in ("line_amount", "quantity", "net_price"))
        if amount is None and (quantity is None or price is None):
            return None
        total += amount if amount is not None else (quantity or Decimal(0)) * (price or Decimal(0))
    return total.quantize(_CENT)


def _decimal(field: Json | None) -> Decimal | None:
    try:
        return Decimal(field["value"]) if field and field["value"] else None
    except InvalidOperation:
        return None


def _taxes(desk: Desk, view: Json) -> list[Json]:
    """VAT by rate."""
    words, document = desk.words, view["document"]
    made = []
    for at, row in enumerate(document["tax_breakdown"]):
        rate, base, tax = (row[name]["value"] if name in row else "" for name in ("tax_rate", "taxable_amount", "tax_amount"))
        doubtful = [sureness(desk, field) for field in row.values() if level(field) in {"check", "unsure"}]
        worst = [SIGNS[one["severity"]] for one in findings_at(view, f"tax_breakdown.{at}")]
        made.append(
            widgets.decorated(
                words.money(tax, document["currency"]) or "–",
                top=f"{words.number(rate, 0)} %" if rate else "–",
                bottom=" · ".join([f"{words.said('field.taxable_amount')} {words.number(base, 2)}", *worst[:1], *doubtful[:1]]),
                on_click=desk.on(view, Deed.ROW, row=f"tax_breakdown.{at}"),
            )
        )
    return widgets.section(made, words.said("group.tax"))


def _change(desk: Desk, change: Json | None) -> list[Json]:
    """What the customer changes of an order, beside the order in the ERP."""
    if change is None:
        return []
    words = desk.words
    link = desk.opens(change["url"])
    made = widgets.buttons(link and widgets.button(words.said("done.open", number=change["number"]), link))
    made += [] if change["is_shown"] else [widgets.paragraph(words.said("change.not_shown"))]
    for line in change["lines"]:
        names = () if line["fate"] == "cancelled" else ("quantity", "net_price", "requested_delivery_date")
        told = [_was_now(desk, name, line[name]) for name in names if line[name]["now"] and line[name]["was"] != line[name]["now"]]
        what = " · ".join(filter(None, (line["item"], line["description"])))
        made.append(widgets.decorated(what or "–", top=words.said(f"change.{line['fate']}"), bottom=" · ".join(told)))
    if change["is_shown"]:
        rest = words.counted("change.untouched", change["untouched"]) if change["untouched"] else words.said("change.all")
        made.append(widgets.paragraph(rest))
    return widgets.section(made, words.said("change.title", number=change["number"]))


def _was_now(desk: Desk, name: str, pair: Json) -> str:
    return " → ".join(desk.words.shown(name, text) for text in (pair["was"], pair["now"]) if text)


def _menu(desk: Desk, view: Json) -> list[Json]:
    refresh = widgets.menu_item(desk.words.said("card.refresh"), desk.on(view, Deed.CASE))
    return [refresh, widgets.menu_item(desk.words.said("group.history"), desk.on(view, Deed.HISTORY))]
