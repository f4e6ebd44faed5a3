from __future__ import annotations

import re

import pytest


@pytest.fixture(scope="module")
def document(app):
    return app.test_client().get("/api/openapi.json").json


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method != "parameters":
                yield path, method, operation


def references(part):
    """Every $ref below this part of the document."""
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"]
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)


def test_it_is_openapi_3_1(document):
    assert document["openapi"] == "3.1.0"


def test_every_route_of_the_api_is_in_it(app, document):
    undocumented = {"/api/openapi.json", "/api/docs", "/api/docs.css"}
    declared = [rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith(("/api/", "/admin/"))]
    rules = {re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule) for rule in declared}
    assert rules - undocumented == set(document["paths"])


def test_every_operation_says_what_it_does_takes_and_answers(document):
    for path, method, operation in operations(document):
        assert operation["summary"], path
        success = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
        assert success, path
        assert all("schema" in content for answer in success for content in answer["content"].values()), path
        if method != "get":
            assert "schema" in next(iter(operation["requestBody"]["content"].values())), path


def test_every_error_is_documented_as_a_problem(document):
    for _, _, operation in operations(document):
        assert operation["responses"]["default"] == {"$ref": "#/components/responses/DEFAULT_ERROR"}
    for response in document["components"]["responses"].values():
        assert response["content"] == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def test_every_reference_leads_somewhere(document):
    for reference in set(references(document)):
        part = document
        for name in reference.removeprefix("#/").split("/"):
            part = part[name]


def test_no_two_operations_have_the_same_name(document):
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(names) == len(set(names))


def test_a_token_is_asked_for_everywhere_else(document):
    assert document["security"] == [{"session": []}]
    assert document["components"]["securitySchemes"]["session"]["scheme"] == "bearer"


def test_opening_a_message_takes_its_reference_or_its_bytes(document):
    operation = document["paths"]["/api/mails"]["post"]
    assert set(operation["requestBody"]["content"]) == {"application/json", "message/rfc822", "application/vnd.ms-outlook"}
    assert {"200", "201"} <= set(operation["responses"])


def test_the_docs_page_lists_every_operation_without_any_script(stranger, document):
    page = stranger.get("/api/docs")
    assert page.mimetype == "text/html"
    assert "<script" not in page.text
    assert "style=" not in page.text
    for path, _, _ in operations(document):
        assert path in page.text
    assert stranger.get("/api/docs.css").content_type.startswith("text/css")
