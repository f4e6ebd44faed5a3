"""Gmail as Google publishes it (the document in google-api-python-client): which method a request is, and what is wrong with it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from googleapiclient import discovery_cache
from jsonschema import Draft202012Validator

DOCUMENT = json.loads(discovery_cache.get_static_doc("gmail", "v1"))
SCOPES = "https://www.googleapis.com/auth/"
_TYPES = {"integer": r"-?[0-9]+", "boolean": "true|false"}
#: What only describes.
_TALK = {"description", "enumDescriptions", "deprecated", "enumDeprecated", "annotations", "format", "default", "readOnly", "id"}


class Refused(Exception):
    """What Google answers instead: a status, the reason of its error, and the sentence."""

    def __init__(self, status: int, reason: str, message: str, name: str = "", **headers: str) -> None:
        super().__init__(reason)
        self.status, self.reason, self.message, self.name, self.headers = status, reason, message, name, headers


@dataclass(frozen=True)
class Call:
    """One request as a method of the document, and what stands in its path."""

    method: dict
    places: dict[str, str]

    @property
    def id(self) -> str:
        """Such as gmail.users.messages.get."""
        return self.method["id"]


def call(verb: str, path: str) -> Call:
    """Which method it is; raises Refused for none."""
    for pattern, method in _methods():
        found = pattern.fullmatch(path)
        if found and method["httpMethod"] == verb:
            return Call(method, {name: unquote(value) for name, value in found.groupdict().items()})
    raise Refused(400, "badRequest", f"There is no method {verb} {path}.", "INVALID_ARGUMENT")


def check_scopes(called: Call, scopes: set[str]) -> None:
    """Raise Refused unless the token has one of the method's scopes."""
    if not scopes & set(called.method["scopes"]):
        raise Refused(403, "insufficientPermissions", "Request had insufficient authentication scopes.", "PERMISSION_DENIED")


def check_options(called: Call, options: dict[str, list[str]]) -> None:
    """Raise Refused for a query parameter that the method does not have, a value that does not fit, and one that is missing."""
    own = {name: each for name, each in called.method.get("parameters", {}).items() if each["location"] == "query"}
    known = {**DOCUMENT["parameters"], **own}
    for name, values in options.items():
        if name not in known or (len(values) > 1 and not known[name].get("repeated")):
            raise _invalid(f'Unknown name "{name}": Cannot bind query parameter.')
        for value in values:
            wrong_kind = not re.fullmatch(_TYPES.get(known[name]["type"], "(?s).*"), value)
            if wrong_kind or value not in known[name].get("enum", [value]):
                raise _invalid(f"Invalid value at '{name}': {value}")
    for name, each in own.items():
        if each.get("required") and name not in options:
            raise _invalid(f"Missing required parameter: {name}")


def check_body(called: Call, body: bytes, media_type: str) -> dict:
    """The JSON of the request, {} for a method without; raises Refused unless every field exists, fits, and none is missing."""
    name = called.method.get("request", {}).get("$ref")
    if name is None:
        if body:
            raise _invalid("The method takes no body.")
        return {}
    if media_type != "application/json":
        raise _invalid("The media type is not supported.")
    try:
        given = json.loads(body)
    except ValueError:
        raise _invalid("Invalid JSON payload received.") from None
    wrong = next(_validator(name).iter_errors(given), None)
    if wrong is not None:
        raise _invalid(f"Invalid JSON payload received. {wrong.message[:200]}")
    properties = DOCUMENT["schemas"][name]["properties"]
    missing = [one for one, each in properties.items() if called.id in each.get("annotations", {}).get("required", []) and one not in given]
    if missing:
        raise _invalid(f"Missing required field: {missing[0]}")
    return given


def check_answer(called: Call, answer: dict | None) -> None:
    """Raise a ValidationError unless the double's own answer is of the method's type: it never promises what Gmail does not give."""
    name = called.method.get("response", {}).get("$ref")
    if name is None:
        assert answer is None
    else:
        _validator(name).validate(answer)


def masked(answer: object, fields: str) -> object:
    """What `fields` leaves of an answer: https://developers.google.com/workspace/gmail/api/guides/performance#partial."""
    if isinstance(answer, list):
        return [masked(each, fields) for each in answer]
    kept = {}
    for part in _parts(fields):
        found = re.fullmatch(r"(\w+)(?:\((.*)\)|/(.*))?", part)
        if found is None:
            raise _invalid(f"Invalid field selection {part}")
        if found[1] in answer:
            inner = found[2] or found[3]
            kept[found[1]] = masked(answer[found[1]], inner) if inner else answer[found[1]]
    return kept


def _parts(fields: str) -> list[str]:
    """What stands between the outermost commas."""
    parts, depth = [""], 0
    for character in fields:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _invalid(message: str) -> Refused:
    return Refused(400, "invalidArgument", message, "INVALID_ARGUMENT")


@cache
def _methods() -> list[tuple[re.Pattern, dict]]:
    found = []

    def walk(resource: dict) -> None:
        for method in resource.get("methods", {}).values():
            pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(f"/{method['path']}"))
            found.append((re.compile(pattern), method))
        for inner in resource.get("resources", {}).values():
            walk(inner)

    walk(DOCUMENT)
    return found


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(
        {"$ref": f"#/$defs/{name}", "$defs": {each: _strict(schema) for each, schema in DOCUMENT["schemas"].items()}}
    )


def _strict(part: object) -> object:
    """The document's schema as JSON Schema: an object has its properties only."""
    if isinstance(part, list):
        return [_strict(each) for each in part]
    if not isinstance(part, dict):
        return part
    made = {}
    for name, value in part.items():
        if name == "properties":
            made[name] = {each: _strict(inner) for each, inner in value.items()}
        elif name == "$ref":
            made[name] = f"#/$defs/{value}"
        elif name not in _TALK:
            made[name] = _strict(value)
    return {**made, "additionalProperties": False} if "properties" in made else made
