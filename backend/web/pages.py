"""What stands in the attachments: page images, words with their places, XML, and the files themselves."""

from __future__ import annotations

import re

from flask import Response

from backend.content.charset import decoded
from backend.errors import NotFound
from backend.model.document import Page
from backend.readers import confined
from backend.web import files, schemas
from backend.web.auth import scope
from backend.web.requests import Width
from backend.web.routes import BINARY, Json, Routes, answer
from backend.web.views import page_view
from backend.web.wiring import wired

routes = Routes("attachments", "The parts of a message: pages, words, XML and the original bytes. Part 0 is the body.")

#: The encoding that an XML declaration names (XML 1.0, 4.3.3).
_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.-]{1,40})""")
_PART = "/mails/<mail_id>/attachments/<part>"


@routes.get(f"{_PART}/pages/<int:number>", schemas.PageView)
def page(mail_id: str, part: str, number: int) -> Response:
    """The words of one page with their places."""
    return answer(page_view(_page(mail_id, part, number)))


@routes.get(f"{_PART}/pages/<int:number>/image", BINARY, takes=Width, content_type="image/png")
def image(query: Json, mail_id: str, part: str, number: int) -> Response:
    """The upright page as a PNG or JPEG image."""
    width = query["width"]
    stored = next((attachment for attachment in scope().mails.get(mail_id).attachments if attachment.part == part), None)
    if stored is None:
        raise NotFound
    return files.page_image(f"{stored.content_hash}-{number}-{width}", lambda: _rendered(mail_id, part, number, width))


@routes.get(f"{_PART}/content", BINARY, content_type="application/octet-stream")
def content(mail_id: str, part: str) -> Response:
    """The original bytes, as a download."""
    return files.download(scope().mails.attachment(mail_id, part))


@routes.get(f"{_PART}/xml", schemas.XmlView)
def xml(mail_id: str, part: str) -> Response:
    """The text of a structured document; 404 when the part is none."""
    xml = scope().mails.document(mail_id, part).xml
    if not xml:
        raise NotFound
    return answer({"text": decoded(xml, _declared_encoding(xml))})


def _page(mail_id: str, part: str, number: int) -> Page:
    page = next((page for page in scope().mails.document(mail_id, part).pages if page.number == number), None)
    if page is None:
        raise NotFound
    return page


def _rendered(mail_id: str, part: str, number: int, width: int) -> bytes:
    """The page turned upright as it was read, so that the words' boxes lie on the words."""
    rotation = _page(mail_id, part, number).rotation
    return confined.page_image(wired().workshop.caller, scope().mails.attachment(mail_id, part), number, rotation, width)


def _declared_encoding(xml: bytes) -> str:
    found = _ENCODING.match(xml)
    return found[1].decode("ascii") if found else ""
