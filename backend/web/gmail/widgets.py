"""The widgets of cards (google.apps.card.v1), with every text of others escaped: a card renders a little HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from backend.web.routes import Json

#: Longer texts are cut, in characters: a card is 300 pixels wide, and the browser has the rest.
_LONGEST = 600
_LONGEST_LABEL = 150
#: Control characters, and those that change the direction of what follows: a text could otherwise show as another.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: What a card takes for markup, by what looks alike, for places where Google does not say whether markup counts.
_ALIKE = str.maketrans({"<": "‹", ">": "›"})
#: The colour of the button that matters most: the add-on's own.
_ACCENT = {"red": 0.04, "green": 0.35, "blue": 0.42}
#: The colour of the one beside it; the buttons below a card must have one.
_QUIET = {"red": 0.37, "green": 0.39, "blue": 0.41}
#: Widgets of one card; Google drops those after the hundredth without a word.
MOST_WIDGETS = 90


class Markup(str):
    """A text for a card in which all markup is ours."""

    __slots__ = ()


def escaped(text: str, longest: int = _LONGEST) -> Markup:
    """The text as a card shows it literally, whatever it holds."""
    if isinstance(text, Markup):
        return text
    return Markup(html.escape(_cut(_UNFIT.sub("", text), longest), quote=False).replace("\n", "<br>"))


def label(text: str, longest: int = _LONGEST_LABEL) -> str:
    """The text for a place that may or may not render markup (titles, labels, buttons): nothing in it is any."""
    return _cut(_UNFIT.sub("", text.replace("\n", " ")), longest).translate(_ALIKE)


def bold(text: str) -> Markup:
    """The text in bold."""
    return Markup(f"<b>{escaped(text)}</b>")


def paragraph(text: str) -> Json:
    """A paragraph."""
    return {"textParagraph": {"text": escaped(text)}}


def decorated(
    text: str, *, top: str = "", bottom: str = "", icon: str = "", on_click: Json | None = None, button: Json | None = None
) -> Json:
    """A text with a label above and below; `icon` is one of Google's own."""
    made: Json = {"text": escaped(text), "wrapText": True}
    if top:
        made["topLabel"] = label(top)
    if bottom:
        made["bottomLabel"] = label(bottom, _LONGEST)
    if icon:
        made["startIcon"] = {"knownIcon": icon}
    if on_click:
        made["onClick"] = on_click
    if button:
        made["button"] = button
    return {"decoratedText": made}


def button(text: str, on_click: Json, *, is_main: bool = False, is_disabled: bool = False) -> Json:
    """A button; a disabled one is shown, but cannot be clicked."""
    return {"text": label(text), "onClick": on_click, "disabled": is_disabled} | ({"color": _ACCENT} if is_main else {})


def buttons(*made: Json | None) -> list[Json]:
    """The buttons that there are, as one widget; none without any."""
    there = [one for one in made if one]
    return [{"buttonList": {"buttons": there}}] if there else []


def image(url: str, alternative: str) -> Json:
    """A picture, with what it shows in words; a click shows it in its full size."""
    return {"image": {"imageUrl": url, "altText": label(alternative), "onClick": {"openLink": {"url": url}}}}


def boxed(text: str, *, is_long: bool) -> str:
    """The text as a box of one line or of several holds it."""
    fit = _UNFIT.sub("", text).strip()
    return fit if is_long else " ".join(fit.splitlines())


def text_input(name: str, title: str, value: str = "", *, hint: str = "", is_long: bool = False, suggest: Json | None = None) -> Json:
    """A text box; `suggest` is the action that completes what is typed."""
    made: Json = {"name": name, "label": label(title), "type": "MULTIPLE_LINE" if is_long else "SINGLE_LINE"}
    if value:
        made["value"] = boxed(value, is_long=is_long)
    if hint:
        made["hintText"] = label(hint)
    if suggest:
        made["autoCompleteAction"] = suggest
    return {"textInput": made}


def choice(name: str, title: str, items: Sequence[tuple[str, str]], selected: str = "", *, is_open: bool = True) -> Json:
    """One of these (value, text) to choose from, as radio buttons or, when not `is_open`, as a list."""
    made = [{"text": label(text), "value": value, "selected": value == selected} for value, text in items[:100]]
    kind = "RADIO_BUTTON" if is_open else "DROPDOWN"
    return {"selectionInput": {"name": name, "label": label(title), "type": kind, "items": made}}


def section(widgets: Sequence[Json], header: str = "", *, shown: int | None = None) -> list[Json]:
    """The section, none without widgets; with `shown`, the widgets after that many are folded away."""
    if not widgets:
        return []
    made: Json = {"widgets": list(widgets)}
    if header:
        made["header"] = escaped(header, _LONGEST_LABEL)
    if shown is not None and shown < len(widgets):
        made |= {"collapsible": True, "uncollapsibleWidgetsCount": shown}
    return [made]


def card(
    name: str,
    title: str,
    subtitle: str,
    sections: Sequence[Json],
    *,
    main: Json | None = None,
    second: Json | None = None,
    menu: Sequence[Json] = (),
) -> Json:
    """A card; `main` and `second` are the buttons that stay in sight below it, `menu` the (at most ten) actions of its toolbar."""
    made: Json = {"name": name, "header": {"title": label(title)}, "sections": list(sections)}
    if subtitle:
        made["header"]["subtitle"] = label(subtitle)
    if main:
        made["fixedFooter"] = {"primaryButton": main | {"color": _ACCENT}} | (
            {"secondaryButton": second | {"color": _QUIET}} if second else {}
        )
    if menu:
        made["cardActions"] = list(menu)[:10]
    return made


def menu_item(text: str, on_click: Json) -> Json:
    """An entry of a card's toolbar menu."""
    return {"actionLabel": label(text), "onClick": on_click}


def paged(sections: Sequence[Json], most: int = MOST_WIDGETS) -> list[list[Json]]:
    """The sections on as many pages as needed, each with at most `most` widgets; a long section goes on on the next page."""
    pages: list[list[Json]] = [[]]
    room = most
    for one in sections:
        widgets = one["widgets"]
        while widgets:
            if not room:
                pages.append([])
                room = most
            part, widgets = widgets[:room], widgets[room:]
            pages[-1].append(_fitted({**one, "widgets": part}))
            room -= len(part)
    return pages


def _fitted(one: Json) -> Json:
    """The section without a fold that would hide nothing."""
    if one.get("uncollapsibleWidgetsCount", 0) < len(one["widgets"]):
        return one
    return {name: value for name, value in one.items() if name not in {"collapsible", "uncollapsibleWidgetsCount"}}


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
