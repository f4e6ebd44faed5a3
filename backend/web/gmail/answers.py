"""What Google is answered: RenderActions bare for a trigger, wrapped for a click, suggestions, scopes that are lacking.

https://developers.google.com/workspace/add-ons/guides/alternate-runtimes
"""

from __future__ import annotations

from collections.abc import Iterable

from backend.web.routes import Json


def shown(card: Json) -> Json:
    """To a trigger: this card."""
    return {"action": {"navigations": [{"pushCard": card}]}}


def clicked(*navigations: Json, told: str = "") -> Json:
    """To a click: these steps through the cards, and a sentence that is told for a moment."""
    action: Json = {"navigations": list(navigations)} if navigations else {}
    return {"renderActions": {"action": action | ({"notification": {"text": told}} if told else {})}}


def update(card: Json) -> Json:
    """The step that puts this card in the place of the one on screen."""
    return {"updateCard": card}


def push(card: Json) -> Json:
    """The step that puts this card on top."""
    return {"pushCard": card}


#: The step back to the card below.
POP: Json = {"pop": True}


def draft_opened(draft_id: str, thread_id: str) -> Json:
    """To a click: Gmail opens this draft, by the ids that its API gave."""
    opening = {"draftId": draft_id, "draftThreadId": thread_id}
    return {"renderActions": {"hostAppAction": {"gmailAction": {"openCreatedDraftActionMarkup": opening}}}}


def inserted(html: str) -> Json:
    """To a click while a message is written: this text goes where the cursor is."""
    body = {"insertContents": [{"content": html, "contentType": "MUTABLE_HTML"}], "type": "IN_PLACE_INSERT"}
    return {"renderActions": {"hostAppAction": {"gmailAction": {"updateDraftActionMarkup": {"updateBody": body}}}}}


def suggested(texts: Iterable[str]) -> Json:
    """To what is being typed: these texts to choose from."""
    return {"autoComplete": {"items": [{"text": text} for text in texts]}}


def scopes_wanted(scopes: Iterable[str]) -> Json:
    """To a call of somebody who did not consent to all that it needs: Google asks them for these."""
    return {"requesting_google_scopes": {"scopes": sorted(scopes)}}
