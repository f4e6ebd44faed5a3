"""The card of a case's audit trail: who did what, when, and what was changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from backend.web.gmail import outcome, widgets
from backend.web.gmail.desk import Desk
from backend.web.gmail.wording import Wording
from backend.web.routes import Json

#: The latest events are shown; the browser has them all.
_MOST = 60
_OPERATION = {"add": 1, "remove": 1, "move": 2}


def history_card(desk: Desk, view: Json, events: Sequence[Json]) -> Json:
    """The events (EventView) of a case, the latest first."""
    words = desk.words
    made = [_event(words, event) for event in reversed(events[-_MOST:])]
    return widgets.card("history", words.said("group.history"), outcome.title(desk, view), widgets.section(made))


def _event(words: Wording, event: Json) -> Json:
    details = event["details"]
    done = words.named("history", event["action"], number=details.get("number", ""))
    told = [*_changes(words, details.get("changes")), *_changes(words, details.get("derived")), *_reason(words, details)]
    return widgets.decorated(f"{event['actor']['name']} {done}", top=words.moment(event["at"]), bottom="; ".join(told))


def _changes(words: Wording, changes: object) -> Iterator[str]:
    """What was changed, from what to what."""
    for change in changes if isinstance(changes, list) else ():
        path, before, after = (str(change.get(name) or "") for name in ("path", "from", "to"))
        if path == "lines":
            yield _operation(words, after)
        else:
            name, nothing = path.rpartition(".")[2], words.said("history.empty")
            yield f"{words.field(path)} {words.shown(name, before) or nothing} → {words.shown(name, after) or nothing}"


def _operation(words: Wording, said: str) -> str:
    """What was done with a line: `add:2`, `remove:0`, `move:1:0`."""
    kind, *places = said.split(":")
    if len(places) != _OPERATION.get(kind) or not all(place.isdigit() for place in places):
        return said
    return words.said(f"history.line.{kind}", line=int(places[0]) + 1, to=int(places[-1]) + 1)


def _reason(words: Wording, details: Mapping[str, object]) -> Iterator[str]:
    french = details.get("reason_fr") if words.language == "fr" else ""
    reason = french or details.get("reason") or details.get("refusal") or details.get("message")
    if reason:
        yield f"« {reason} »"
