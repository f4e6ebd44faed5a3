"""Pictures of places on a page, which Google's servers fetch: open without a token, each by an address signed for it and expiring."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

from backend.errors import NotFound
from backend.model.document import Box
from backend.readers import confined, pages
from backend.web import files
from backend.web.routes import Json
from backend.web.wiring import wired

#: Where they stand.
CROPS = "/gmail/crops"
#: How long an address works, in seconds: Google fetches a picture when its card is shown.
LIFETIME = 3600
#: How wide the page is drawn that a place is cut from, in pixels: the pane's own width, so that it is drawn once.
_WIDTH = 1_240


def address(site: str, organisation: str, mail_id: str, place: Json) -> str:
    """The address of the picture of a place (EvidenceView) in a mail of the organisation."""
    return f"{site}{CROPS}/{_signer().dumps([organisation, mail_id, place['part'], place['page'], place['box']])}.png"


def crop(token: str) -> Response:
    """The picture of the place that the token was signed for, and of nothing else; raises NotFound."""
    try:
        organisation, mail_id, part, page, box = _signer().loads(token, max_age=LIFETIME)
    except BadSignature:
        raise NotFound from None
    return files.page_image(f"crop-{hashlib.sha256(token.encode()).hexdigest()}", lambda: _cut(organisation, mail_id, part, page, box))


def _cut(organisation: str, mail_id: str, part: str, number: int, box: list[float]) -> bytes:
    mails = wired().workshop.scope(organisation).mails
    page = next((page for page in mails.document(mail_id, part).pages if page.number == number), None)
    if page is None:
        raise NotFound
    attachment = mails.attachment(mail_id, part)
    name = f"{attachment.content_hash}-{number}-{_WIDTH}"
    caller = wired().workshop.caller
    whole = wired().images.get(name, lambda: confined.page_image(caller, attachment, number, page.rotation, _WIDTH))
    return pages.strip(whole, Box(*box))


def _signer() -> URLSafeTimedSerializer:
    options: dict[str, Any] = {"digest_method": hashlib.sha256}
    return URLSafeTimedSerializer(wired().secret, salt="countersign gmail crop", signer_kwargs=options)
