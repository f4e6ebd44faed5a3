"""Files and page images as responses that a browser shows or saves but never runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

from flask import Response, request, send_file

from backend.model.mail import Attachment
from backend.web.wiring import wired

#: How long a browser may show a page image again without asking, in seconds. A mail's attachments never change.
_KEPT = 3_600
#: Control characters and what some system takes for a path.
_UNFIT_FOR_A_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f/\\:*?\"<>|\u202a-\u202e\u2066-\u2069]+")
_LONGEST_NAME = 150
_PNG = b"\x89PNG"


def download(attachment: Attachment) -> Response:
    """The bytes to be saved under the attachment's name, cleaned of what could mislead; the browser neither sniffs nor runs them."""
    response = send_file(
        BytesIO(attachment.content), attachment.media_type, as_attachment=True, download_name=_name(attachment), etag=False
    )
    response.set_etag(attachment.content_hash)
    return _private(response)


def page_image(name: str, render: Callable[[], bytes]) -> Response:
    """The page image of that name, or only that the browser's copy still holds; raises what rendering raises."""
    if request.if_none_match.contains(name):
        response = Response(status=304)
    else:
        image = wired().images.get(name, render)
        response = Response(image, mimetype="image/png" if image.startswith(_PNG) else "image/jpeg")
    response.set_etag(name)
    return _private(response)


def _private(response: Response) -> Response:
    """For this person only: a shared cache must not keep it, and another session's token fetches it again."""
    response.headers["Cache-Control"] = f"private, max-age={_KEPT}"
    response.vary.add("Authorization")
    return response


def _name(attachment: Attachment) -> str:
    """The attachment's name without path, control and direction-changing characters, "attachment" when nothing is left."""
    name = attachment.name.encode("utf-8", "replace").decode()
    return _UNFIT_FOR_A_NAME.sub(" ", name).strip(" .")[-_LONGEST_NAME:] or "attachment"
