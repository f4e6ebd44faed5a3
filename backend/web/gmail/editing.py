"""The cards that are pushed to change one thing: a value, a line or VAT row, a match, or to say why a document is rejected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from backend.model.trade import LINE_FIELDS, TAX_BREAKDOWN_FIELDS
from backend.web.gmail import outcome, widgets
from backend.web.gmail.deeds import Deed
from backend.web.gmail.desk import Desk
from backend.web.gmail.values import evidence, finding, findings_at, learned, sureness
from backend.web.routes import Json

#: The names of the inputs.
VALUE, CHOSEN, TYPED, REASON, OTHER_REASON = "value", "chosen", "typed", "reason", "other_reason"
#: What is chosen when it is none of the ERP's things; an input without a value is not told of.
NONE = "-"
#: Fields that take several lines of text.
_LONG = frozenset({"description", "delivery_address", "payment_terms"})
_REASONS = ("reject.example.duplicate", "reject.example.not_ours", "reject.example.wrong")
#: The kinds of the catalog by what a match is of.
KINDS: Mapping[str, Literal["supplier", "customer", "item", "purchase_order"]] = {
    "supplier": "supplier",
    "customer": "customer",
    "purchase_order": "purchase_order",
    "item": "item",
}


def row_names(row: str) -> Sequence[str]:
    """The fields of a row such as lines.0, in the order in which they are edited."""
    return LINE_FIELDS if row.startswith("lines.") else TAX_BREAKDOWN_FIELDS


def field_at(view: Json, path: str) -> Json | None:
    """The FieldView at a path of the case, None when nothing stands there."""
    head, _, rest = path.partition(".")
    document = view["document"] or {"fields": {}}
    if not rest:
        found: Json | None = document["fields"].get(head)
        return found
    at, _, name = rest.partition(".")
    rows = document[head]
    return rows[int(at)].get(name) if int(at) < len(rows) else None


def is_changed(desk: Desk, name: str, field: Json | None, typed: str) -> bool:
    """Whether this was typed into the box of a field: what it held already is none of the person's doing."""
    is_long = name in _LONG
    return widgets.boxed(typed, is_long=is_long) != widgets.boxed(_shown(desk, name, field), is_long=is_long)


def field_card(desk: Desk, mail: Json, view: Json, path: str) -> Json:
    """One value to correct, with its evidence and what was noticed about it."""
    name, words, field = path.rpartition(".")[2], desk.words, field_at(view, path)
    shown = _shown(desk, name, field)
    save = widgets.button(words.said("card.save"), desk.on(view, Deed.SAVE_FIELD, path=path), is_main=True)
    # Google may not tell of a box that was emptied, nor of one that was left alone.
    clear = widgets.button(words.said("card.clear"), desk.on(view, Deed.SAVE_FIELD, path=path, is_cleared=True)) if shown else None
    made = [
        *evidence(desk, mail, field),
        widgets.text_input(
            VALUE, words.field(path), shown, hint=" · ".join([sureness(desk, field), *learned(desk, field)]), is_long=name in _LONG
        ),
        *_told(desk, view, path),
        *widgets.buttons(save, clear),
    ]
    return widgets.card("field", words.field(path), outcome.title(desk, view), widgets.section(made))


def row_card(desk: Desk, mail: Json, view: Json, row: str) -> Json:
    """One line, or one row of the VAT breakdown, with all its values to correct."""
    words, is_line = desk.words, row.startswith("lines.")
    head, _, place = row.partition(".")
    rows, at = view["document"][head], int(place)
    fields = rows[at] if at < len(rows) else {}
    sections = [*widgets.section(_told(desk, view, row)), *widgets.section(_place_of_row(desk, mail, fields))]
    if view["can"]["correct"]:
        sections += widgets.section(_inputs(desk, row, fields))
        sections += widgets.section(_tools(desk, view, row, len(rows)))
    else:
        read = [
            widgets.decorated(words.shown(name, field["value"]), top=words.field(name)) for name, field in fields.items() if field["value"]
        ]
        sections += widgets.section(read)
    if is_line and view["can"]["correct"]:
        sections[1:1] = widgets.section([_item(desk, view, row)])
    title = words.said("line.title", line=at + 1, lines=len(rows)) if is_line else f"{words.said('group.tax')} {at + 1}"
    return widgets.card("row", title, outcome.title(desk, view), sections)


def match_card(desk: Desk, view: Json, path: str, found: Sequence[Json] = ()) -> Json:
    """Who or what it is in the ERP: those proposed (or found by what was typed), none of them, or another, completed while it is typed."""
    words = desk.words
    match = view["matches"].get(path) or {"best": None, "runners_up": []}
    proposed = list(found) or [one for one in (match["best"], *match["runners_up"]) if one]
    chosen = match["best"]["id"] if match["best"] and not found else ""
    items = [(one["id"], _named(one)) for one in proposed] + [(NONE, words.said("match.clear"))]
    typing = widgets.text_input(TYPED, words.said("match.search"), suggest=desk.suggests(kind=KINDS[path.rpartition(".")[2]]))
    made = [
        widgets.choice(CHOSEN, words.said("match.proposed"), items, chosen),
        typing,
        *_told(desk, view, path),
        *widgets.buttons(widgets.button(words.said("match.choose"), desk.on(view, Deed.CHOOSE, path=path, chosen=chosen), is_main=True)),
    ]
    return widgets.card("match", words.field(path), outcome.title(desk, view), widgets.section(made))


def reason_card(desk: Desk, view: Json) -> Json:
    """Why a document is rejected, or a message dismissed."""
    words, is_document = desk.words, view["document"] is not None
    title = words.said("reject.title" if is_document else "action.dismiss")
    made = []
    if is_document:
        examples = [(words.said(key), words.said(key)) for key in _REASONS]
        made.append(widgets.choice(REASON, words.said("reject.reason"), examples))
    hint = words.said("reject.needed" if is_document else "dismiss.hint")
    made.append(widgets.text_input(OTHER_REASON, words.said("reject.other" if is_document else "dismiss.reason"), hint=hint, is_long=True))
    do = widgets.button(words.said("action.reject" if is_document else "action.dismiss"), desk.on(view, Deed.REJECT), is_main=True)
    return widgets.card("reason", title, outcome.title(desk, view), widgets.section([*made, *widgets.buttons(do)]))


def suggestion(candidate: Json) -> str:
    """How a thing of the ERP is written where it is completed: what is chosen again by this very text."""
    return widgets.label(_named(candidate))


def _named(candidate: Json) -> str:
    return " · ".join(filter(None, (candidate["number"], candidate["label"])))


def _shown(desk: Desk, name: str, field: Json | None) -> str:
    return desk.words.shown(name, field["value"]) if field else ""


def _told(desk: Desk, view: Json, path: str) -> list[Json]:
    """What was noticed here; no click leads elsewhere, as this card lies on the one of the case."""
    return [finding(desk, {**view, "can": {"correct": False}}, one) for one in findings_at(view, path)]


def _inputs(desk: Desk, row: str, fields: Json) -> list[Json]:
    made = []
    for name in row_names(row):
        field = fields.get(name)
        made.append(
            widgets.text_input(
                name, desk.words.named("field", name), _shown(desk, name, field), hint=sureness(desk, field), is_long=name in _LONG
            )
        )
    return made


def _tools(desk: Desk, view: Json, row: str, count: int) -> list[Json]:
    """Save, save and go on with the line before or after, and remove the line."""
    words = desk.words
    head, _, place = row.partition(".")
    at = int(place)
    save = widgets.button(words.said("card.save"), desk.on(view, Deed.SAVE_ROW, row=row), is_main=True)
    before = widgets.button(words.said("line.previous"), desk.on(view, Deed.SAVE_ROW, row=row, then=f"{head}.{at - 1}")) if at else None
    after = (
        widgets.button(words.said("line.next"), desk.on(view, Deed.SAVE_ROW, row=row, then=f"{head}.{at + 1}")) if at + 1 < count else None
    )
    gone = desk.on(view, Deed.ARRANGE, operation=f"remove:{at}", is_pushed=True) if head == "lines" else None
    return widgets.buttons(save, before, after, gone and widgets.button(words.said("line.remove"), gone))


def _item(desk: Desk, view: Json, row: str) -> Json:
    """Which item of the ERP the line is about; a click lets another be chosen."""
    best = (view["matches"].get(f"{row}.item") or {}).get("best")
    shown = _named(best) if best else desk.words.said("match.none")
    return widgets.decorated(shown, top=desk.words.said("match.item"), on_click=desk.on(view, Deed.MATCH, path=f"{row}.item"))


def _place_of_row(desk: Desk, mail: Json, fields: Json) -> list[Json]:
    """The picture of the whole row where all its values stand on one page, else the words of the first value with a place."""
    places = [field["evidence"] for field in fields.values() if field["evidence"] and field["evidence"]["box"]]
    spots = {(place["part"], place["page"]) for place in places}
    first = next((field for field in fields.values() if field["evidence"]), None)
    if len(spots) != 1 or first is None:
        return evidence(desk, mail, first)
    boxes = [place["box"] for place in places]
    whole = [min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes)]
    text = " ".join(field["text"] for field in fields.values() if field["text"])
    return evidence(desk, mail, {**first, "value": text or "–", "evidence": {**places[0], "box": whole, "excerpt": text}})
