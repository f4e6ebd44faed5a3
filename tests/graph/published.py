"""Graph as Microsoft publishes it (`openapi.json`): which operation a request is, and what is wrong with it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from jsonschema import Draft202012Validator

DOCUMENT = json.loads(Path(__file__).with_name("openapi.json").read_text(encoding="utf-8"))
#: What Graph takes beside the properties of a type: annotations.
_ANNOTATIONS = r"^@odata\."
_SCHEMA = "#/components/schemas/"


class Refused(Exception):
    """What Graph answers instead: a status, and the code and message of its error body; raised by whatever finds it."""

    def __init__(self, status: int, code: str, message: str = "", **headers: str) -> None:
        super().__init__(code)
        self.status, self.code, self.message, self.headers = status, code, message or code, headers


@dataclass(frozen=True)
class Call:
    """One request as an operation of the OpenAPI: its path template, and what stands in the template's places."""

    method: str
    template: str
    places: dict[str, str]


def call(method: str, path: str) -> Call:
    """Which operation it is; raises Refused for a path or method that is not published (`/me` is the person's own `/users/{user-id}`)."""
    path = re.sub(r"^/me(?=/|$)", "/users/me", path).replace("/microsoft.graph.", "/").removesuffix("()")
    for template, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(path):
            if method.lower() not in DOCUMENT["paths"][template]:
                raise Refused(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
            names = re.findall(r"\{([^}]+)\}", template)
            return Call(method.lower(), template, {name: unquote(value) for name, value in zip(names, found.groups(), strict=True)})
    raise Refused(400, "BadRequest", f"Resource not found for the segment '{path.rsplit('/', 1)[-1]}'.")


def check_options(operation: Call, options: dict[str, str]) -> None:
    """Raise Refused for a query option that the operation does not have, and for properties that the type does not have."""
    known = {parameter["name"]: parameter for parameter in _parameters(operation) if parameter["in"] == "query"}
    for name, value in options.items():
        if name not in known:
            raise Refused(400, "BadRequest", f"Query option '{name}' is not supported for this operation.")
        chosen = known[name]["schema"].get("items", {}).get("enum")
        if chosen and (unknown := set(value.split(",")) - set(chosen)):
            raise Refused(400, "RequestBroker--ParseUri", f"Could not find a property named '{unknown.pop()}'.")


def check_body(operation: Call, body: bytes, media_type: str) -> dict[str, object]:
    """The JSON of the request, {} for an operation without; raises Refused unless every property exists, fits, and none is missing."""
    schema = _BODIES.get((operation.template, operation.method))
    if schema is None:
        return {}
    if body and media_type != "application/json":
        raise Refused(415, "RequestBodyRead", "The media type is not supported.")
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        raise Refused(400, "BadRequest", "Unable to read JSON request payload.") from None
    wrong = next(schema.iter_errors(given), None)
    if wrong is not None:
        raise Refused(400, "RequestBodyRead", wrong.message[:300])
    return given


def check_answer(kind: str, answer: dict[str, object]) -> None:
    """Raise a ValidationError unless the double's own answer is of the type, so that it never promises what Graph does not give."""
    _validator({"$ref": f"{_SCHEMA}microsoft.graph.{kind}"}).validate(answer)


def _parameters(operation: Call) -> list[dict]:
    given = DOCUMENT["paths"][operation.template][operation.method].get("parameters", [])
    return [DOCUMENT["components"]["parameters"][each["$ref"].rsplit("/", 1)[-1]] if "$ref" in each else each for each in given]


def _strict(part: object) -> object:
    """The OpenAPI 3.0 schema as JSON Schema: `nullable` is a type, and a type has its properties and annotations only.

    An attachment is of the kind that it names; the OpenAPI knows its base type only.
    """
    if isinstance(part, list):
        return [_strict(each) for each in part]
    if not isinstance(part, dict):
        return part
    made = {name: _strict(value) for name, value in part.items() if name not in {"nullable", "additionalProperties", "format"}}
    if part.get("nullable") and "type" in part:
        made["type"] = [part["type"], "null"]
    return made


def _closed(schema: dict) -> dict:
    return {**schema, "unevaluatedProperties": False, "patternProperties": {_ANNOTATIONS: True}}


def _with_kinds(schemas: dict) -> dict:
    """The schemas, closed, with an attachment being any of its kinds; what others are made from stays open: they close themselves."""
    bases = {each["$ref"].rsplit("/", 1)[-1] for schema in schemas.values() for each in schema.get("allOf", []) if "$ref" in each}
    opened = {f"open.{name}": _on_bases(schemas[name]) for name in bases}
    closed = {name: _closed(_on_bases(schema)) if _is_object(schema) else schema for name, schema in schemas.items()}
    kinds = [{"$ref": f"{_SCHEMA}microsoft.graph.{kind}Attachment"} for kind in ("file", "item", "reference")]
    return {**closed, **opened, "microsoft.graph.attachment": {"anyOf": kinds}}


def _on_bases(schema: dict) -> dict:
    """The schema, made from its base type as it is while open."""
    if "allOf" not in schema:
        return schema
    parts = [{"$ref": each["$ref"].replace(_SCHEMA, f"{_SCHEMA}open.")} if "$ref" in each else each for each in schema["allOf"]]
    return {**schema, "allOf": parts}


def _is_object(schema: dict) -> bool:
    return "allOf" in schema or schema.get("type") == "object"


_SCHEMAS = _with_kinds(_strict(DOCUMENT["components"]["schemas"]))


@cache
def _of_kind(kind: str) -> Draft202012Validator:
    return _validator({"$ref": f"{_SCHEMA}microsoft.graph.{kind}"})


def _validator(schema: dict) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": {"schemas": _SCHEMAS}})


def _body_of(operation: dict) -> dict | None:
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    return _strict(schema) if schema else None


_PATTERNS = {template: re.compile(re.sub(r"\\\{[^}]+\\\}", "([^/]+)", re.escape(template))) for template in DOCUMENT["paths"]}
_BODIES = {
    (template, method): _validator(_closed(schema) if "properties" in schema else schema)
    for template, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
    if (schema := _body_of(operation))
}
