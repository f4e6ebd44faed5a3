"""The pages of the front end, served under their exact names from a list made at start; what they load may be kept for good."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from flask import Blueprint, Response, request

from backend.errors import NotFound
from backend.web.headers import PAGE_POLICY
from backend.web.preloading import gathered, preloading

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
#: What stands under an address that names its version never changes (RFC 8246).
_FOR_GOOD = "public, max-age=31536000, immutable"
#: The folder of a version: pages name what they load in it, so that a browser asks for the page alone when nothing has changed.
_VERSION = "version-{}/"


@dataclass(frozen=True)
class File:
    """One file of the front end, ready to be sent."""

    name: str
    content_type: str
    content: bytes = field(repr=False)
    etag: str

    @cached_property
    def packed(self) -> bytes:
        """The content by gzip, made when somebody first asks for it; empty when that makes it no smaller."""
        packed = gzip.compress(self.content, mtime=0)
        return packed if len(packed) < len(self.content) else b""


@dataclass(frozen=True)
class Site:
    """The files by their path, and the version of what pages load."""

    files: Mapping[str, File]
    version: str


def site(folder: Path) -> Site:
    """The files of a folder and its subfolders; hidden files and links are left out.

    Pages name all the modules that they import, and one style sheet, made of those that they were written with.
    """
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    names = ((path.relative_to(folder), path) for path in found)
    contents = {name.as_posix(): path.read_bytes() for name, path in names if not any(part.startswith(".") for part in name.parts)}
    loaded = {name: content for name, content in contents.items() if not name.endswith(".html")}
    version = hashlib.sha256(repr(loaded).encode()).hexdigest()
    texts = {name: content.decode() for name, content in loaded.items() if name.endswith((".css", ".js"))}
    for name in contents.keys() - loaded.keys():
        page = contents[name].decode()
        sheet, rules = f"styles/{name}.css", "\n".join(texts[named] for named in gathered(page))
        if rules:
            contents[sheet] = rules.encode()
        contents[name] = preloading(page, texts, _VERSION.format(version), sheet if rules else "").encode()
    return Site({name: _file(name, content) for name, content in contents.items()}, version)


def _file(name: str, content: bytes) -> File:
    guessed = _TYPES.get(Path(name).suffix.lower()) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return File(name, guessed, content, hashlib.sha256(content).hexdigest())


def blueprint(folder: Path, icons: Path, start_page: str, policies: Mapping[str, str]) -> Blueprint:
    """Routes for every file of the folder by its exact name, `/icons/` and `/` for the start page; no other name has a route.

    `policies` are those of the pages that need another than PAGE_POLICY, by file name.
    """
    made = site(folder)
    files = {**made.files, **{f"icons/{name}": file for name, file in site(icons).files.items()}}
    pages = Blueprint("static_files", __name__)

    def file() -> Response:
        name = request.path.removeprefix("/") or start_page
        return _sent(files[name], _A_DAY if name.startswith("icons/") else _ASK, policies.get(name, PAGE_POLICY))

    def loaded(version: str, name: str) -> Response:
        if name not in made.files or name.endswith(".html"):
            raise NotFound
        # A page that was opened before an update asks by the version before: it gets what there is now.
        return _sent(made.files[name], _FOR_GOOD if version == made.version else _ASK, PAGE_POLICY)

    for name in ("", *files) if start_page in files else files:
        pages.add_url_rule(f"/{name}", endpoint="file", view_func=file)
    pages.add_url_rule(f"/{_VERSION.format('<version>')}<path:name>", endpoint="loaded", view_func=loaded)
    return pages


def _sent(found: File, caching: str, policy: str) -> Response:
    is_packed = request.accept_encodings.quality("gzip") > 0 and bool(found.packed)
    response = Response(found.packed if is_packed else found.content, content_type=found.content_type)
    # Two forms of one file are not byte for byte the same (RFC 9110, 8.8.3.3).
    response.set_etag(f"{found.etag}-gzip" if is_packed else found.etag)
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = caching
    response.headers["Content-Security-Policy"] = policy
    response.make_conditional(request)
    return response
