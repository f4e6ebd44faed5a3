"""Notifications that Gmail publishes and Cloud Pub/Sub pushes: open without a token of ours, believed by Google's signature.

https://developers.google.com/workspace/gmail/api/guides/push and https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions.
"""

from __future__ import annotations

import base64
import binascii
import json

from flask import Response, request

from backend.errors import NotSignedIn
from backend.mailboxes.gmail_mailbox import MAILBOX
from backend.model.watched import Watch
from backend.pipeline.watching import announced
from backend.web.auth import bearer_token
from backend.web.requests import Nothing
from backend.web.routes import Json, Routes, answer, without_token
from backend.web.watched_schemas import PushBody
from backend.web.wiring import wired

#: More than any push holds, in bytes.
_MOST_BYTES = 64 * 1024

routes = Routes("gmail_notifications", "Notifications of Gmail about watched mailboxes.")


def believe() -> None:
    """Let nobody past but our own push subscription: Google's signature, made for this address in the name of its service account."""
    request.max_content_length = _MOST_BYTES
    google, settings = wired().google, wired().settings
    if google is None:
        raise NotSignedIn
    google.service(bearer_token(), f"{settings.public_url.rstrip('/')}{request.path}", settings.gmail_push_account.strip().lower())


routes.blueprint.before_request(believe)


@routes.post("/notifications/gmail", Nothing, takes=PushBody, statuses=(202,))
@without_token
def pushed(body: Json) -> Response:
    """Have the mailboxes of the address read on; an address that is not watched is answered alike, so that it is not pushed again.

    It takes the token that Pub/Sub signs for its push subscription.
    """
    address, workshop = _address(body["message"]["data"]), wired().workshop
    for organisation in workshop.store.organisations() if address else ():
        for mailbox in workshop.scope(organisation.id).watched.all():
            if (mailbox.system, mailbox.address.lower()) == (MAILBOX, address) and mailbox.state is Watch.ACTIVE:
                announced(workshop, organisation.id, mailbox.id)
    return answer({}, status=202)


def _address(data: str) -> str:
    """Whose mailbox it is about, in lower case, "" when that cannot be told."""
    try:
        told = json.loads(base64.b64decode(data, altchars=b"-_" if set(data) & {"-", "_"} else None))
    except (binascii.Error, ValueError, RecursionError):
        return ""
    address = told.get("emailAddress") if isinstance(told, dict) else None
    return address.lower() if isinstance(address, str) else ""
