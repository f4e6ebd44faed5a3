"""One value on a card: what it is, how sure, and the evidence for it, as a picture of the place or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from backend.model.mail import BODY
from backend.web.gmail import widgets
from backend.web.gmail.deeds import Deed
from backend.web.gmail.desk import Desk
from backend.web.gmail.wording import level
from backend.web.routes import Json

#: Beside the word, never instead of it.
SIGNS = {
    "sure": "✔", "check": "⚠", "unsure": "?", "person": "✎", "empty": "–",
    "blocking": "⛔", "warning": "⚠", "info": "ℹ",
}  # fmt: skip
#: What the ERP takes over or is checked by; the rest only serves to find the partner and the items.
_HEADER = re.compile(r".*(_number|_date|_amount)|currency|order_reference|payment_iban|delivery_address")
_ROW = re.compile(r"quantity|unit_code|net_price|tax_rate|line_amount|requested_delivery_date|taxable_amount|tax_amount")
#: Parts whose pages do not exist as images.
_TEXT = re.compile(r"text/.*|.*(xml|sheet|excel|csv).*")


def sureness(desk: Desk, field: Mapping[str, Any] | None) -> str:
    """How sure a value is, as a sign and a word."""
    how = level(field)
    return f"{SIGNS[how]} {desk.words.said(f'confidence.{how}')}"


def value(desk: Desk, view: Json, path: str, field: Mapping[str, Any] | None) -> Json:
    """One value with its name and how sure it is; a click lets it be corrected."""
    name = path.rpartition(".")[2]
    shown = desk.words.shown(name, field["value"]) if field else ""
    return widgets.decorated(
        shown or "–",
        top=desk.words.field(path),
        bottom=" · ".join([sureness(desk, field), *learned(desk, field)]),
        on_click=desk.on(view, Deed.FIELD, path=path) if view["can"]["correct"] else None,
    )


def learned(desk: Desk, field: Mapping[str, Any] | None) -> list[str]:
    """From which confirmed correction a value was learned."""
    source = field and field.get("learned_from")
    if not source:
        return []
    return [desk.words.said("learned.from", document=source["document"], by=source["by"], at=desk.words.moment(source["at"]))]


def evidence(desk: Desk, mail: Json, field: Mapping[str, Any] | None) -> list[Json]:
    """The place that the value was read from, or in words where it comes from; nothing for an empty value."""
    if not field or not field["value"]:
        return []
    place = field["evidence"]
    if place is None:
        family = f"evidence.none.{field['method']}"
        return [widgets.paragraph(desk.words.named("evidence.none", field["method"]))] if desk.words.knows(family) else []
    url = desk.picture(mail["id"], place) if _is_pictured(mail, place) else ""
    text = place["excerpt"] or field["text"] or field["value"]
    if url:
        return [widgets.image(url, desk.words.said("evidence.image", text=text))]
    where = _where(desk, mail, place)
    return [widgets.decorated(desk.words.said("evidence.said", text=text), bottom=where)]


def uncertain(view: Json) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The values that matter for the ERP and are not sure, with their paths, in reading order."""
    document = view["document"]
    if not document or not view["can"]["correct"]:
        return
    rows = [(f"lines.{at}.", row) for at, row in enumerate(document["lines"])]
    rows += [(f"tax_breakdown.{at}.", row) for at, row in enumerate(document["tax_breakdown"])]
    yield from _uncertain("", document["fields"], document["field_names"], _HEADER)
    for path, row in rows:
        yield from _uncertain(path, row, list(row), _ROW)


def finding(desk: Desk, view: Json, found: Mapping[str, Any]) -> Json:
    """What a rule noticed, how bad it is in words, and what to do; a click leads to the value."""
    return widgets.decorated(
        found["sentence"],
        top=f"{SIGNS[found['severity']]} {desk.words.said('severity.' + found['severity'])}",
        bottom=found["remedy"],
        on_click=place_of(desk, view, found["path"]),
    )


def place_of(desk: Desk, view: Json, path: str) -> Json | None:
    """The click that opens what stands at a path of the case; None for the case as a whole and for whom may not correct it."""
    head, _, rest = path.partition(".")
    if not path or (not view["can"]["correct"] and head not in {"supplier", "customer"}):
        return None
    if head in {"lines", "tax_breakdown"}:
        at = rest.partition(".")[0]
        return desk.on(view, Deed.ROW, row=f"{head}.{at}") if at.isdigit() else None
    document = view["document"]
    if head in {"supplier", "customer", "purchase_order"}:
        return desk.on(view, Deed.MATCH, path=head) if view["can"]["correct"] else None
    return desk.on(view, Deed.FIELD, path=path) if document and path in document["field_names"] else None


def findings_at(view: Json, *paths: str) -> Sequence[Json]:
    """The findings on these paths or below them."""
    return [one for one in view["findings"] if any(one["path"] == path or one["path"].startswith(f"{path}.") for path in paths)]


def _uncertain(prefix: str, fields: Json, names: Sequence[str], matters: re.Pattern[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name in names:
        if matters.fullmatch(name) and level(fields.get(name)) in {"check", "unsure"}:
            yield f"{prefix}{name}", fields[name]


def _is_pictured(mail: Json, place: Mapping[str, Any]) -> bool:
    """Whether the place can be shown as an image: not on the body, sheets, text and XML."""
    part = next((one for one in mail["attachments"] if one["part"] == place["part"]), None)
    has_place = bool(place["page"] and place["box"] and not place["cell"])
    return has_place and part is not None and part["part"] != BODY and not _TEXT.fullmatch(part["media_type"])


def _where(desk: Desk, mail: Json, place: Mapping[str, Any]) -> str:
    """The file and page, cell or term of a place, in words."""
    name = next((one["name"] for one in mail["attachments"] if one["part"] == place["part"]), "")
    if place["cell"] or place["xpath"]:
        return " · ".join(filter(None, (name, place["cell"] or place["xpath"])))
    return desk.words.said("evidence.page", name=name, page=place["page"]) if name and place["page"] else name
