"""Notifications that Microsoft Graph posts about watched mailboxes: open without a token, believed by the secret of their subscription.

https://learn.microsoft.com/graph/change-notifications-delivery-webhooks and .../change-notifications-lifecycle-events.
"""

from __future__ import annotations

import re

from flask import Response, request

from backend.errors import NotFound
from backend.model.watched import Watch
from backend.pipeline.watching import announced
from backend.store import WatchedMailbox
from backend.web.requests import Nothing
from backend.web.routes import Json, Routes, answer, without_token
from backend.web.watched_schemas import NotificationsBody
from backend.web.wiring import wired

#: More than any call holds, in bytes; and the longest token of a handshake, in characters.
_MOST_BYTES, _LONGEST_TOKEN = 4 * 1024 * 1024, 4_000
_ID = re.compile(r"[0-9a-f]{24}")

routes = Routes("notifications", "Notifications of mail systems about watched mailboxes.")


def shake_hands() -> Response | None:
    """Answer the token by which Graph finds out whether somebody is there who knows the mailbox; raises NotFound for an unknown one."""
    request.max_content_length = _MOST_BYTES
    _mailbox(**(request.view_args or {}))
    token = request.args.get("validationToken")
    if token is None or request.method != "POST":
        return None
    return Response(token[:_LONGEST_TOKEN], mimetype="text/plain", headers={"Cache-Control": "no-store"})


routes.blueprint.before_request(shake_hands)


@routes.post("/notifications/<organisation>/<mailbox_id>", Nothing, takes=NotificationsBody, statuses=(202,))
@without_token
def notified(body: Json, organisation: str, mailbox_id: str) -> Response:
    """Have the mailbox read on. The answer is the same whether a notification is believed or not: nobody learns a secret from it.

    With `validationToken` in the query, the token is answered as plain text.
    """
    mailbox = _mailbox(organisation, mailbox_id)
    believed = [one for one in body["value"] if mailbox.is_told_by(one["clientState"] or "")]
    if believed:
        # A lifecycle event: the subscription wants to be authorised anew, was removed, or missed something.
        is_in_doubt = any(one["lifecycleEvent"] for one in believed)
        announced(wired().workshop, organisation, mailbox_id, is_in_doubt=is_in_doubt)
    return answer({}, status=202)


def _mailbox(organisation: str, mailbox_id: str) -> WatchedMailbox:
    """The mailbox that the address names; raises NotFound when there is none, or none any more."""
    if wired().workshop.store.organisation(organisation) is None or not _ID.fullmatch(mailbox_id):
        raise NotFound
    mailbox = wired().workshop.scope(organisation).watched.get(mailbox_id)
    if mailbox.state is Watch.ENDED:
        raise NotFound
    return mailbox
