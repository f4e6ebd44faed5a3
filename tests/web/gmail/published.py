"""What Google publishes of cards, twice: the discovery document of Chat as a strict JSON Schema, and the proto of cards.

What is around the cards (RenderActions, drafts, suggestions, scopes) has no published schema but the prose of
https://developers.google.com/workspace/add-ons/guides/alternate-runtimes; that part is written down here.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import googleapiclient
import jsonschema
from google.apps import card_v1

_CHAT = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents" / "chat.v1.json"
MOST_WIDGETS = 100
#: The icons that Gmail knows by name (https://developers.google.com/workspace/chat/format-messages#builtinicons), as far as we use them.
ICONS = {"STORE", "DOLLAR", "SHOPPING_CART", "EMAIL", "CLOCK", "PERSON"}
#: What a card renders of HTML; everything else in a text of ours would be somebody else's.
_OURS = re.compile(r"</?b>|<br>")


def check(kind: str, body: dict) -> list[dict]:
    """The cards of an answer of this kind (trigger, click, suggestions, scopes), all of it as Google publishes it."""
    name = {"trigger": "RenderActions", "click": "Click", "suggestions": "Suggested", "scopes": "ScopesWanted"}[kind]
    validator = jsonschema.Draft7Validator({"$ref": f"#/definitions/{name}", "definitions": _definitions()})
    errors = ["/".join(map(str, error.absolute_path)) + ": " + error.message[:200] for error in validator.iter_errors(body)]
    assert errors == [], errors
    actions = body.get("renderActions", body)
    cards = [card for step in actions.get("action", {}).get("navigations", []) for card in step.values() if isinstance(card, dict)]
    for card in cards:
        _check_card(card)
    return cards


def widgets(card: dict) -> list[dict]:
    return [widget for section in card["sections"] for widget in section["widgets"]]


def texts(card: dict) -> str:
    """All that a person can read on a card."""
    return "\n".join(_strings(card, {"text", "topLabel", "bottomLabel", "title", "subtitle", "header", "label", "hintText", "actionLabel"}))


def _check_card(card: dict) -> None:
    card_v1.Card.from_json(json.dumps(card), ignore_unknown_fields=False)
    assert len(widgets(card)) <= MOST_WIDGETS
    assert card["header"]["title"]
    assert all(section["widgets"] for section in card["sections"])
    assert len(card.get("cardActions", [])) <= 10
    for text in _strings(card, {"text", "header", "topLabel", "bottomLabel", "title", "subtitle", "label", "hintText", "altText"}):
        assert "<" not in _OURS.sub("", text), text
    assert set(_strings(card, {"knownIcon"})) <= ICONS
    for url in _strings(card, {"url", "imageUrl", "function"}):
        assert not url or url.startswith("https://"), url
    assert all(button["text"] and button["onClick"] for button in _objects(card, "buttons"))


def _strings(node: object, keys: set[str]) -> list[str]:
    if isinstance(node, list):
        return [text for one in node for text in _strings(one, keys)]
    if not isinstance(node, dict):
        return []
    mine = [value for key, value in node.items() if key in keys and isinstance(value, str)]
    return mine + [text for value in node.values() for text in _strings(value, keys)]


def _objects(node: object, key: str) -> list[dict]:
    if isinstance(node, list):
        return [found for one in node for found in _objects(one, key)]
    if not isinstance(node, dict):
        return []
    return [*node.get(key, []), *(found for value in node.values() for found in _objects(value, key))]


@cache
def _definitions() -> dict:
    text = {"type": "string"}

    def of(properties: dict, *required: str) -> dict:
        return {"type": "object", "properties": properties, "additionalProperties": False, "required": list(required)}

    def made(name: str) -> dict:
        return {"$ref": f"#/definitions/{name}"}

    card = made("GoogleAppsCardV1Card")
    steps = {"popToRoot": {"type": "boolean"}, "pop": {"type": "boolean"}, "popToCard": text, "pushCard": card, "updateCard": card}
    content = of({"content": text, "contentType": {"enum": ["TEXT", "MUTABLE_HTML", "IMMUTABLE_HTML"]}}, "content", "contentType")
    places = {"enum": ["IN_PLACE_INSERT", "INSERT_AT_START", "INSERT_AT_END"]}
    body = of({"insertContents": {"type": "array", "items": content}, "type": places}, "insertContents", "type")
    scopes = of({"scopes": {"type": "array", "items": text}}, "scopes")
    gmail = {
        "updateDraftActionMarkup": of({"updateBody": body}),
        # The event's form of a thread id is refused: it has to be the API's.
        "openCreatedDraftActionMarkup": of({"draftId": {"pattern": "^r"}, "draftThreadId": {"pattern": "^[0-9a-f]+$"}}, "draftId"),
    }
    return {name: _strict(schema) for name, schema in json.loads(_CHAT.read_text())["schemas"].items()} | {
        "Action": of({
            "navigations": {"type": "array", "items": {**of(steps), "minProperties": 1, "maxProperties": 1}},
            "notification": of({"text": text}, "text"),
        }),
        "RenderActions": of({"action": made("Action"), "hostAppAction": of({"gmailAction": {**of(gmail), "maxProperties": 1}})}),
        "Click": of({"renderActions": made("RenderActions"), "stateChanged": {"type": "boolean"}}, "renderActions"),
        "Suggested": of({"autoComplete": made("GoogleAppsCardV1Suggestions")}, "autoComplete"),
        "ScopesWanted": of({"requesting_google_scopes": scopes}, "requesting_google_scopes"),
    }  # fmt: skip


def _strict(node: dict) -> dict:
    """A schema of the discovery document as JSON Schema that refuses what it does not name."""
    if "$ref" in node:
        return {"$ref": f"#/definitions/{node['$ref']}"}
    kind = node.get("type")
    if kind == "object" and "properties" in node:
        return {
            "type": "object",
            "properties": {name: _strict(one) for name, one in node["properties"].items()},
            "additionalProperties": False,
        }
    if kind == "object":
        return {"type": "object", "additionalProperties": _strict(node.get("additionalProperties", {}))}
    if kind == "array":
        return {"type": "array", "items": _strict(node["items"])}
    if kind == "string":
        return {"type": "string"} | ({"enum": node["enum"]} if "enum" in node else {})
    return {"type": kind} if kind in {"integer", "number", "boolean"} else {}
