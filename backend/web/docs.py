"""The page that lists the API's operations, made from its OpenAPI document without any script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, render_template

from backend.web.headers import PAGE_POLICY
from backend.web.routes import Api, Json

blueprint = Blueprint("docs", __name__, url_prefix="/api", template_folder="templates", static_folder=None)


@dataclass(frozen=True)
class Operation:
    """One operation as the page shows it."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[str, ...]
    takes: str
    answers: tuple[tuple[str, str], ...]


@blueprint.get("/docs")
def page() -> Response:
    """The operations by resource, and the shape of everything they take and answer."""
    document = specification()
    text = render_template("docs.html", title=document["info"]["title"], resources=_resources(document), shapes=_shapes(document))
    return Response(text, mimetype="text/html", headers={"Content-Security-Policy": PAGE_POLICY})


@blueprint.get("/docs.css")
def style() -> Response:
    """How the page looks."""
    return Response(render_template("docs.css"), mimetype="text/css")


def specification() -> Json:
    """The OpenAPI document of this application."""
    api: Api = current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"]
    document: Json = api.spec.to_dict()
    return document


def _resources(document: Json) -> Iterator[tuple[str, str, list[Operation]]]:
    """The name and the description of each resource, with its operations."""
    operations = [
        (operation["tags"][0], _operation(method, path, operation))
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    ]
    for tag in document["tags"]:
        yield tag["name"], tag["description"], [operation for name, operation in operations if name == tag["name"]]


def _operation(method: str, path: str, operation: Json) -> Operation:
    return Operation(
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        description=operation.get("description", ""),
        parameters=tuple(parameter["name"] for parameter in operation.get("parameters", ())),
        takes=_content(operation.get("requestBody", {})),
        answers=tuple((status, _answer(response)) for status, response in operation["responses"].items() if "$ref" not in response),
    )


def _answer(response: Json) -> str:
    return _content(response) or str(response.get("description", ""))


def _content(body: Mapping[str, Any]) -> str:
    """The media types of a body with the names of their shapes."""
    return ", ".join(f"{media_type} {_shape(content.get('schema', {}))}".strip() for media_type, content in body.get("content", {}).items())


def _shapes(document: Json) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for name, schema in document["components"]["schemas"].items():
        yield name, [(field, _shape(definition)) for field, definition in schema.get("properties", {}).items()]


def _shape(schema: Mapping[str, Any]) -> str:
    """A JSON schema in a few words: `string`, `CaseView`, `list of FindingView`, `MatchView by name`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(_shape(each) for each in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    type_ = schema.get("type", "")
    if "array" in type_:
        return f"list of {_shape(schema['items'])}"
    if isinstance(schema.get("additionalProperties"), Mapping) and schema["additionalProperties"]:
        return f"{_shape(schema['additionalProperties'])} by name"
    return type_ if isinstance(type_, str) else " or ".join(type_)
