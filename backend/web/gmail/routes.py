"""What Google calls: each call proves by its own token that it comes from our add-on, and by another whose it is.

No session of ours is needed or looked at. A failure that a person can do something about is a card or a sentence, as Google shows
nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest

from backend.errors import BadInput, CountersignError, NotFound, NotSignedIn
from backend.web.auth import bearer_token
from backend.web.errors import told
from backend.web.gmail import answers, clicks, crops, looking
from backend.web.gmail.calls import Call, ScopesWanted, begin
from backend.web.gmail.desk import CLICKED, SUGGEST
from backend.web.gmail.event import Event
from backend.web.routes import Json, answer
from backend.web.wiring import wired

#: More than any event holds, in bytes.
_MOST_BYTES = 256 * 1024

blueprint = Blueprint("gmail", __name__, static_folder=None)


def require_google() -> None:
    """Let nobody ask but our add-on in Gmail; raises NotFound where there is no Gmail, NotSignedIn for anybody else."""
    if request.endpoint == "gmail.crop":
        return
    begin()
    request.max_content_length = _MOST_BYTES
    google = wired().google
    if google is None:
        raise NotFound
    google.system(bearer_token(), request.path)


blueprint.before_request(require_google)


def trigger(view: Callable[[Call], Json]) -> Callable[[], Response]:
    """A route that answers a card to a trigger; also what went wrong is one."""

    @wraps(view)
    def answered() -> Response:
        event = _event()
        try:
            return answer(answers.shown(view(Call.of(event))))
        except ScopesWanted as wanted:
            return answer(answers.scopes_wanted(wanted.scopes))
        except NotSignedIn:
            raise
        except CountersignError as error:
            return answer(answers.shown(looking.sentence_card(told(error).in_language(event.language))))

    return answered


@blueprint.post("/gmail/home")
@trigger
def home(call: Call) -> Json:
    """What waits for the organisation's people."""
    return clicks.queue(call)


@blueprint.post("/gmail/message")
@trigger
def message(call: Call) -> Json:
    """The message that is open: its case, or that it is being read."""
    return clicks.open_message(call)


@blueprint.post("/gmail/compose")
@trigger
def compose(call: Call) -> Json:
    """What may be inserted into the message that is being written."""
    return clicks.composing(call)


@blueprint.post("/gmail/settings")
@trigger
def settings(call: Call) -> Json:
    """Who is signed in, and how cards are made here."""
    return looking.settings_card(call.desk, call.about())


@blueprint.post("/gmail/help")
@trigger
def explain(call: Call) -> Json:
    """How to work with the cards."""
    return looking.help_card(call.desk)


@blueprint.post(CLICKED)
def clicked() -> Response:
    """What a click on a card asks for."""
    event = _event()
    try:
        call = Call.of(event)
        return answer(clicks.done(call))
    except ScopesWanted as wanted:
        return answer(answers.scopes_wanted(wanted.scopes))
    except NotSignedIn:
        raise
    except CountersignError as error:
        return answer(answers.clicked(told=told(error).in_language(event.language)))


@blueprint.post(SUGGEST)
def suggest() -> Response:
    """What completes what is typed into a card; nothing where that fails."""
    event = _event()
    try:
        return answer(clicks.suggested(Call.of(event)))
    except NotSignedIn:
        raise
    except CountersignError:
        return answer(answers.suggested(()))


@blueprint.get(f"{crops.CROPS}/<token>.png")
def crop(token: str) -> Response:
    """The picture of one place on a page, for whoever has its address while that is good."""
    return crops.crop(token)


def _event() -> Event:
    """The event of the request; raises BadInput for what is none."""
    try:
        return Event.read(request.get_json())
    except (BadRequest, RecursionError, ValueError) as error:
        raise BadInput("This is no event of Google's.", "Ce n’est pas un événement de Google.") from error
