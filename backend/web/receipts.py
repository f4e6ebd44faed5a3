"""Receipts that an ERP's middleware calls back with: open without a token, guarded by the signature that the connection's secret makes."""

from __future__ import annotations

from flask import Response, request
from marshmallow import validate

from backend.connectors.webhook import WebhookErp
from backend.connectors.webhook.signing import ID
from backend.errors import Conflict, ConnectorMisconfigured, NotSignedIn
from backend.model.case import Receipt
from backend.web.fields import Strict, Text, string
from backend.web.routes import Json, Routes, answer, without_token
from backend.web.schemas import ReceiptView
from backend.web.wiring import wired

#: More than any receipt needs, in bytes.
_MOST_BYTES = 64 * 1024
_TEXT, _LINK = validate.Length(1, 200), validate.Regexp(r"^(https?://\S{1,2000})?$")

routes = Routes("receipts", "Receipts that a middleware sends when it has taken a document and the ERP answered later.")


class ReceiptBody(Strict):
    """What the ERP made of a document: its own id, its number for people, and a link to it."""

    id = string(validate=_TEXT)
    number = string(validate=_TEXT)
    url = Text(load_default="", validate=_LINK)


def require_signature() -> None:
    """Read nothing of a body that the organisation's own middleware did not sign for this key; raises NotSignedIn."""
    request.max_content_length = _MOST_BYTES
    at = request.view_args or {}
    try:
        connector = wired().workshop.connector(at["organisation"])
    except ConnectorMisconfigured:
        raise NotSignedIn from None
    is_for_this_key = request.headers.get(ID) == at["key"]
    if not (is_for_this_key and isinstance(connector, WebhookErp) and connector.has_signed(request.headers, request.get_data())):
        raise NotSignedIn


routes.blueprint.before_request(require_signature)


@routes.post("/receipts/<organisation>/<key>", ReceiptView, takes=ReceiptBody)
@without_token
def called_back(body: Json, organisation: str, key: str) -> Response:
    """Keep the receipt of the posting with this key; the same one again changes nothing, another one is refused."""
    receipt = Receipt(body["id"], body["number"], body["url"])
    if wired().workshop.scope(organisation).receipts.keep(key, receipt) != receipt:
        raise Conflict("There is another receipt under this key.", "Il y a déjà un autre accusé de réception sous cette clé.")
    return answer({"id": receipt.id, "number": receipt.number, "url": receipt.url})
