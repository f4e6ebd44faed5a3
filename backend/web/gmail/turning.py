"""Cards of more widgets than Google shows: their pages, and the buttons from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from backend.web.gmail import widgets
from backend.web.gmail.wording import Wording
from backend.web.routes import Json


def turned(words: Wording, sections: Iterable[Json], page: int, turn: Callable[[int], Json]) -> tuple[list[Json], str]:
    """The sections of one page (from 0; the last one when there are fewer) with its buttons, and which page it is, "" for the only one.

    `turn` is the click that asks for a page.
    """
    pages = widgets.paged([*sections])
    page = min(page, len(pages) - 1)
    if len(pages) == 1:
        return pages[0], ""
    back = widgets.button(words.said("card.previous"), turn(page - 1)) if page else None
    further = page + 1 < len(pages)
    on = widgets.button(words.said("card.next", page=page + 2, pages=len(pages)), turn(page + 1)) if further else None
    buttons = widgets.section(widgets.buttons(back, on))
    return [*pages[page], *buttons], words.said("card.page", page=page + 1, pages=len(pages))
