"""Cuts `openapi.json` out of Microsoft's published OpenAPI of Graph v1.0: the operations that Countersign calls, and their schemas.

    python -m tests.graph.cut_openapi FOLDER > tests/graph/openapi.json

It needs PyYAML. FOLDER holds Applications.yml, Mail.yml, Users.yml, Users.Actions.yml, Users.Functions.yml, ChangeNotifications.yml of
openApiDocs/v1.0 in https://github.com/microsoftgraph/msgraph-sdk-powershell, made by Microsoft from Graph's $metadata (LICENSE.txt; the
state of February 2022, whose types have the same properties as the $metadata of August 2026).
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import yaml

FILES = ("Applications", "Mail", "Users", "Users.Actions", "Users.Functions", "ChangeNotifications")
#: The operations called: path -> methods, as https://learn.microsoft.com/graph/api writes the paths (actions without their namespace).
CALLED = {
    "/users/{user-id}/messages": ["get"],
    "/users/{user-id}/messages/{message-id}": ["get", "patch", "delete"],
    "/users/{user-id}/messages/{message-id}/$value": ["get"],
    "/users/{user-id}/messages/{message-id}/attachments": ["get", "post"],
    "/users/{user-id}/messages/{message-id}/attachments/{attachment-id}": ["get"],
    "/users/{user-id}/messages/{message-id}/attachments/createUploadSession": ["post"],
    "/users/{user-id}/messages/{message-id}/createReply": ["post"],
    "/users/{user-id}/mailFolders": ["get"],
    "/users/{user-id}/mailFolders/{mailFolder-id}": ["get"],
    "/users/{user-id}/mailFolders/{mailFolder-id}/childFolders": ["get"],
    "/users/{user-id}/mailFolders/{mailFolder-id}/messages": ["get"],
    "/users/{user-id}/mailFolders/{mailFolder-id}/messages/delta": ["get"],
    "/users/{user-id}/outlook/masterCategories": ["get", "post"],
    "/users/{user-id}/outlook/masterCategories/{outlookCategory-id}": ["get", "delete"],
    "/applications": ["get"],
    "/subscriptions": ["get", "post"],
    "/subscriptions/{subscription-id}": ["get", "patch", "delete"],
    "/subscriptions/{subscription-id}/reauthorize": ["post"],
}
#: What the OpenAPI leaves out and the reference pages have.
OPTIONS = {"/users/{user-id}/mailFolders/{mailFolder-id}/messages/delta": "$select $filter $orderby $top changeType $deltatoken $skiptoken"}
PAGED = "$skiptoken"
#: What cannot be missing when something is made: Nullable="false" in $metadata, and the reference pages.
REQUIRED = {
    ("/subscriptions", "post"): ["changeType", "notificationUrl", "resource", "expirationDateTime"],
    ("/users/{user-id}/outlook/masterCategories", "post"): ["displayName"],
    ("/users/{user-id}/messages/{message-id}/attachments", "post"): ["@odata.type", "name"],
}
#: The kinds of attachment, from $metadata: the OpenAPI has their base type only.
KINDS = {
    "fileAttachment": {name: {"type": "string", "nullable": True} for name in ("contentBytes", "contentId", "contentLocation")},
    "itemAttachment": {"item": {"$ref": "#/components/schemas/microsoft.graph.outlookItem"}},
    "referenceAttachment": {},
}
#: What says nothing about what is allowed.
TALK = {"description", "summary", "tags", "links", "title", "example", "operationId", "externalDocs"}


def main(folder: Path) -> None:
    """Print the cut."""
    paths, components = {}, {"parameters": {}, "schemas": {}}
    for name in FILES:
        document = yaml.load((folder / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
        for path, item in document["paths"].items():
            paths.setdefault(re.sub(r"microsoft\.graph\.|\(\)$", "", path), {}).update(item)
        for kind, known in components.items():
            for key, value in document["components"].get(kind, {}).items():
                known.setdefault(key, value)
    for kind, properties in KINDS.items():
        own = {"type": "object", "properties": {"@odata.type": {"type": "string"}, **properties}}
        components["schemas"][f"microsoft.graph.{kind}"] = {"allOf": [{"$ref": "#/components/schemas/microsoft.graph.attachment"}, own]}
    cut = {path: {method: _operation(path, method, paths[path][method]) for method in methods} for path, methods in CALLED.items()}
    kept: dict[str, dict[str, object]] = {"parameters": {}, "schemas": {}}
    _follow([cut, *({"$ref": f"#/components/schemas/microsoft.graph.{kind}"} for kind in (*KINDS, "mailFolder"))], components, kept)
    print(json.dumps(_told(cut, kept), indent=1, sort_keys=True))  # noqa: T201 -- it is what this script is for


def _told(paths, components):
    licence = {"name": "MIT", "url": "https://github.com/microsoftgraph/msgraph-sdk-powershell/blob/dev/LICENSE.txt"}
    info = {"title": "Microsoft Graph, the operations that Countersign calls", "version": "v1.0", "license": licence}
    info["description"] = "Cut by tests/graph/cut_openapi.py from Microsoft's published OpenAPI; LICENSE.txt is its licence."
    return {"openapi": "3.0.1", "info": info, "paths": paths, "components": components}


def _operation(path, method, operation):
    """The operation, with what the reference pages add."""
    operation = _quiet({name: value for name, value in operation.items() if not name.startswith("x-")} | {"responses": {}})
    names = OPTIONS.get(path, PAGED if "$top" in json.dumps(operation) or "/top" in json.dumps(operation) else "").split()
    given = operation.setdefault("parameters", [])
    given += [{"name": name, "in": "query", "schema": {"type": "string"}} for name in names]
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if (path, method) in REQUIRED:
        schema["schema"] = {"allOf": [schema["schema"], {"type": "object", "required": REQUIRED[path, method]}]}
    elif "properties" in schema.get("schema", {}):
        # Actions take their parameters as the reference pages write them.
        properties = schema["schema"]["properties"]
        schema["schema"]["properties"] = {name[0].lower() + name[1:]: value for name, value in properties.items()}
    return operation


def _quiet(part):
    """The part without talk; the names of properties are no talk."""
    if isinstance(part, list):
        return [_quiet(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        name: {key: _quiet(value) for key, value in inner.items()} if name == "properties" else _quiet(inner)
        for name, inner in part.items()
        if not (name in TALK or name.startswith("x-"))
    }


def _follow(part, components, kept):
    """Keep every component that the part refers to, and what those refer to."""
    if isinstance(part, dict):
        reference = part.get("$ref", "")
        kind, _, name = reference.removeprefix("#/components/").partition("/") if reference else ("", "", "")
        if name and name not in kept[kind]:
            kept[kind][name] = _quiet(components[kind][name])
            _follow(kept[kind][name], components, kept)
        for inner in part.values():
            _follow(inner, components, kept)
    elif isinstance(part, list):
        for inner in part:
            _follow(inner, components, kept)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
