"""The pages of the front end, served under their exact names from a list made at start."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask import Blueprint, Response, request

from backend.web.headers import PAGE_POLICY
from backend.web.preloading import preloading

#: Types that differ between systems' tables, or are missing there (RFC 9239, RFC 8081, RFC 6838).
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
#: Outlook refuses icons that must not be kept (https://learn.microsoft.com/javascript/api/manifest/iconurl); all else is asked for anew.
_A_DAY, _ASK = "public, max-age=86400", "no-cache"


@dataclass(frozen=True)
class File:
    """One file of the front end, ready to be sent."""

    name: str
    content_type: str
    content: bytes = field(repr=False)
    etag: str


def listing(folder: Path) -> Mapping[str, File]:
    """The files of a folder and its subfolders by their path within it; hidden files and links are left out.

    Pages name all the modules that they import.
    """
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    names = ((path.relative_to(folder), path) for path in found)
    contents = {name.as_posix(): path.read_bytes() for name, path in names if not any(part.startswith(".") for part in name.parts)}
    modules = {name: content.decode() for name, content in contents.items() if name.endswith(".js")}
    pages = {name: preloading(content.decode(), modules).encode() for name, content in contents.items() if name.endswith(".html")}
    return {name: _file(name, content) for name, content in (contents | pages).items()}


def _file(name: str, content: bytes) -> File:
    guessed = _TYPES.get(Path(name).suffix.lower()) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return File(name, guessed, content, hashlib.sha256(content).hexdigest())


def blueprint(folder: Path, icons: Path, start_page: str, policies: Mapping[str, str]) -> Blueprint:
    """Routes for every file of the folder by its exact name, `/icons/` and `/` for the start page; no other name has a route.

    `policies` are those of the pages that need another than PAGE_POLICY, by file name.
    """
    files = {**listing(folder), **{f"icons/{name}": file for name, file in listing(icons).items()}}
    pages = Blueprint("static_files", __name__)

    def file() -> Response:
        name = request.path.removeprefix("/") or start_page
        return _sent(files[name], _A_DAY if name.startswith("icons/") else _ASK, policies.get(name, PAGE_POLICY))

    for name in ("", *files) if start_page in files else files:
        pages.add_url_rule(f"/{name}", endpoint="file", view_func=file)
    return pages


def _sent(found: File, caching: str, policy: str) -> Response:
    response = Response(found.content, content_type=found.content_type)
    response.set_etag(found.etag)
    response.headers["Cache-Control"] = caching
    response.headers["Content-Security-Policy"] = policy
    response.make_conditional(request)
    return response
