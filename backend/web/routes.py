"""How an operation of the API is declared: its path, what it takes and what it answers, in one line above the function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

import flask_smorest  # type: ignore[import-untyped]  # it ships no types
from flask import Request, Response, jsonify, request
from marshmallow import RAISE, Schema
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest

from backend.web.schemas import Problem

Json = dict[str, Any]
View = Callable[..., Response]
Answer = type[Schema] | Schema | Mapping[str, object]

#: What a route answers that sends a file instead of JSON.
BINARY: Mapping[str, object] = {"type": "string", "format": "binary"}
PROBLEM_JSON = "application/problem+json"


class Api(flask_smorest.Api):  # type: ignore[misc]  # it ships no types
    """The OpenAPI document, with every error described as problem+json (RFC 9457)."""

    def _register_responses(self) -> None:
        problem = {"description": "What went wrong, and what to do.", "content": {PROBLEM_JSON: {"schema": Problem}}}
        errors = (status.name for status in HTTPStatus if status >= HTTPStatus.BAD_REQUEST)
        for name in (self.DEFAULT_ERROR_RESPONSE_NAME, *errors):
            self.spec.components.response(name, problem, lazy=True)


class _Parser(FlaskParser):
    """Reads the arguments of requests; what Python's JSON reader gives up on is a bad request, too."""

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The JSON of the body; raises BadRequest for nesting or numbers beyond all reason."""
        try:
            return super().load_json(req, schema)
        except (RecursionError, ValueError) as error:
            raise BadRequest from error


class Routes:
    """The operations of one resource."""

    def __init__(self, name: str, description: str, prefix: str = "/api") -> None:
        self.blueprint = flask_smorest.Blueprint(name, __name__, url_prefix=prefix, description=description)
        self.blueprint.ARGUMENTS_PARSER = _Parser()

    def get(
        self, path: str, answers: Answer, *, takes: type[Schema] | None = None, content_type: str | None = None
    ) -> Callable[[View], View]:
        """Declare a reading operation; `takes` is the schema of its query string, `content_type` that of an answer which is a file."""
        return self._operation("GET", path, answers, takes=takes, location="query", content_type=content_type)

    def post(
        self,
        path: str,
        answers: Answer,
        *,
        takes: type[Schema],
        statuses: tuple[int, ...] = (200,),
        location: str = "json",
        or_bytes: tuple[str, ...] = (),
    ) -> Callable[[View], View]:
        """Declare an operation that does something; `takes` is the schema of its body, and unknown fields are refused.

        With `or_bytes` it takes a body of those media types as well: the view is then called with None for the content and reads the bytes.
        """
        return self._operation("POST", path, answers, takes=takes, location=location, statuses=statuses, or_bytes=or_bytes)

    def put(self, path: str, answers: Answer, *, takes: type[Schema]) -> Callable[[View], View]:
        """Declare an operation that replaces something; `takes` is the schema of its body, and unknown fields are refused."""
        return self._operation("PUT", path, answers, takes=takes, location="json")

    def _operation(
        self,
        method: str,
        path: str,
        answers: Answer,
        *,
        takes: type[Schema] | None,
        location: str,
        statuses: tuple[int, ...] = (200,),
        content_type: str | None = None,
        or_bytes: tuple[str, ...] = (),
    ) -> Callable[[View], View]:
        def declared(view: View) -> View:
            documented = view
            for status in statuses:
                documented = self.blueprint.response(status, answers, content_type=content_type)(documented)
            if takes is not None:
                documented = self.blueprint.arguments(takes, location=location, unknown=RAISE)(documented)
            if or_bytes:
                content = {media_type: {"schema": BINARY} for media_type in or_bytes}
                documented = _unless_bytes(self.blueprint.doc(requestBody={"content": content})(documented), view, or_bytes)
            documented = self.blueprint.doc(operationId=f"{self.blueprint.name}.{view.__name__}")(documented)
            self.blueprint.route(path, methods=[method])(documented)
            return view

        return declared


def _unless_bytes(documented: View, view: View, media_types: tuple[str, ...]) -> View:
    """The documented view, stepping aside for a body of one of the media types."""

    @wraps(documented)
    def either(**values: Any) -> Response:
        return view(None, **values) if request.mimetype in media_types else documented(**values)

    return either


def without_token(view: View) -> View:
    """Say in the documentation that the operation needs no token; `auth.OPEN` is what makes it so."""
    documented: View = flask_smorest.Blueprint.doc(security=[])(view)
    return documented


def answer(content: Json | list[Json], status: int = 200) -> Response:
    """The content as a JSON response that nobody keeps."""
    response = jsonify(content)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
