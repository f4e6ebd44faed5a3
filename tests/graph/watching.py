"""Graph's change notifications, delta queries and mail folders, in the double: https://learn.microsoft.com/graph/api/resources/subscription,
.../graph/change-notifications-delivery-webhooks, .../graph/api/message-delta, .../graph/api/user-list-mailfolders.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from uuid import uuid4

from tests.graph import published
from tests.graph.double import READ, Answered, Asked, Graph, Message, handles
from tests.graph.published import Refused

#: The longest life of a subscription to messages without their content, and the longest client state.
LONGEST, LONGEST_STATE = timedelta(minutes=10_080), 128
_RESOURCE = re.compile(r"users/([^/]+)/mailFolders\('([^']+)'\)/messages")
_FOLDER = "/users/{user-id}/mailFolders/{mailFolder-id}"


def notify(graph: Graph, message: Message, **changes: object) -> list[int]:
    """Tell every subscription to the message's folder that it came; the statuses that were answered."""
    told = []
    for subscription in list(graph.subscriptions.values()):
        address, folder = _of(subscription["resource"])
        is_its = message in graph.mailboxes[address].messages and message.properties["parentFolderId"] == folder
        if is_its and _moment(subscription["expirationDateTime"]) > graph.clock():
            resource = f"Users/{address}/Messages/{message.immutable_id}"
            told.append(_post(graph, subscription, {"changeType": "created", "resource": resource} | changes))
    return told


def lifecycle(graph: Graph, event: str) -> list[int]:
    """Send a lifecycle event of every subscription; `subscriptionRemoved` removes them."""
    subscriptions = list(graph.subscriptions.values())
    if event == "subscriptionRemoved":
        graph.subscriptions.clear()
    return [_post(graph, subscription, {"lifecycleEvent": event}, "lifecycleNotificationUrl") for subscription in subscriptions]


def folder(graph: Graph, address: str, name: str, below: str = "root") -> str:
    """The id of a new folder."""
    folders = graph.mailbox(address).folders
    folders.append({"id": f"AAMkF{len(folders)}-_=", "displayName": name, "parentFolderId": below})
    return folders[-1]["id"]


def _post(graph: Graph, subscription: dict, told: dict, to: str = "notificationUrl") -> int:
    common = {
        "subscriptionId": subscription["id"],
        "subscriptionExpirationDateTime": subscription["expirationDateTime"],
        "clientState": subscription.get("clientState"),
        "tenantId": str(uuid4()),
    }
    status, _, _ = graph.reach(subscription[to], "application/json; charset=utf-8", json.dumps({"value": [common | told]}).encode())
    return status


@handles("post", "/subscriptions", READ)
def _subscribe(graph: Graph, asked: Asked) -> Answered:
    wanted, end = asked.body, _moment(asked.body["expirationDateTime"])
    address, folder_id = _of(wanted["resource"])
    if graph.opened_to_applications is not None and address not in graph.opened_to_applications:
        raise Refused(403, "ExtensionError", "Operation: Create; Exception: [Status Code: Forbidden; Reason: Access is denied.]")
    if address not in graph.mailboxes:
        raise Refused(404, "ResourceNotFound", "The requested user is invalid.")
    _check_end(graph, end)
    if len(wanted.get("clientState", "")) > LONGEST_STATE or set(wanted["changeType"].split(",")) - {"created", "updated", "deleted"}:
        raise Refused(400, "InvalidRequest", "Subscription properties are invalid.")
    for name in ("notificationUrl", "lifecycleNotificationUrl"):
        _shake_hands(graph, wanted[name])
    made = {"id": str(uuid4()), **wanted, "applicationId": asked.claims["appid"], "latestSupportedTlsVersion": "v1_2"}
    graph.subscriptions[made["id"]] = made
    assert _folder_exists(graph, address, folder_id)
    published.check_answer("subscription", made)
    return Answered({name: value for name, value in made.items() if name != "clientState"}, 201)


@handles("patch", "/subscriptions/{subscription-id}", READ)
def _renew(graph: Graph, asked: Asked) -> Answered:
    subscription, end = _alive(graph, asked), _moment(asked.body["expirationDateTime"])
    _check_end(graph, end)
    subscription["expirationDateTime"] = asked.body["expirationDateTime"]
    return Answered(subscription)


@handles("delete", "/subscriptions/{subscription-id}", READ)
def _unsubscribe(graph: Graph, asked: Asked) -> Answered:
    del graph.subscriptions[_alive(graph, asked)["id"]]
    return Answered(status=204)


@handles("get", "/users/{user-id}/mailFolders", READ)
def _folders(graph: Graph, asked: Asked) -> Answered:
    return _listed(graph, asked, "root")


@handles("get", f"{_FOLDER}/childFolders", READ)
def _child_folders(graph: Graph, asked: Asked) -> Answered:
    return _listed(graph, asked, asked.call.places["mailFolder-id"])


@handles("get", f"{_FOLDER}/messages/delta", READ)
def _delta(graph: Graph, asked: Asked) -> Answered:
    folder_id = asked.call.places["mailFolder-id"]
    token = asked.options.get("$skiptoken") or asked.options.get("$deltatoken")
    if token is None:
        if not _folder_exists(graph, graph.owned(asked).address.lower(), folder_id):
            raise Refused(404, "ErrorItemNotFound", "The specified object was not found in the store.")
        since = re.fullmatch(r"receivedDateTime ge (\S+)", asked.options.get("$filter", "receivedDateTime ge 0001-01-01T00:00:00Z"))
        state = {"after": 0, "since": since[1], "select": asked.options.get("$select", "")}
    elif token in graph.deltas:
        state = graph.deltas[token]
    else:
        raise Refused(410, "SyncStateNotFound", "The sync state generation is not found; perform a full sync.")
    came = [message for message in graph.owned(asked).messages if message.properties["parentFolderId"] == folder_id]
    came = [each for each in came if each.number > state["after"] and each.properties.get("receivedDateTime", "9999") >= state["since"]]
    size = int((re.search(r"odata\.maxpagesize=(\d+)", asked.prefer) or [0, 10])[1])
    page, rest = came[:size], came[size:]
    chosen = {"$select": state["select"]} if state["select"] else {}
    value = [graph.view(message, Asked(**{**vars(asked), "options": chosen})) for message in page]
    after = page[-1].number if page else state["after"]
    return Answered({"value": value, **_link(graph, asked, "skip" if rest else "delta", {**state, "after": after})})


def _link(graph: Graph, asked: Asked, kind: str, state: dict) -> dict:
    token = uuid4().hex
    graph.deltas[token] = state
    name = {"skip": "@odata.nextLink", "delta": "@odata.deltaLink"}[kind]
    return {name: f"{graph.url}{asked.url.partition('?')[0]}?${kind}token={token}"}


def _listed(graph: Graph, asked: Asked, below: str) -> Answered:
    wanted = re.fullmatch(r"displayName eq '(.*)'", asked.options.get("$filter", ""))
    found = [each for each in graph.owned(asked).folders if each["parentFolderId"] == below]
    if wanted:
        found = [each for each in found if each["displayName"].lower() == wanted[1].replace("''", "'").lower()]
    for each in found:
        published.check_answer("mailFolder", each)
    return graph.page(asked, found)


def _shake_hands(graph: Graph, url: str) -> None:
    token = f"Validation: Testing client application reachability for subscription Request-Id: {uuid4()} é+/="
    separator = "&" if "?" in url else "?"
    if not url.startswith("https://"):
        raise Refused(400, "InvalidRequest", "Notification URL must be https.")
    status, kind, body = graph.reach(f"{url}{separator}validationToken={quote(token)}", "text/plain; charset=utf-8", b"")
    if (status, kind.partition(";")[0], body.decode()) != (200, "text/plain", token):
        raise Refused(400, "ValidationError", "Subscription validation request failed. Response must exactly match validationToken.")


def _alive(graph: Graph, asked: Asked) -> dict:
    subscription = graph.subscriptions.get(asked.call.places["subscription-id"])
    if subscription is None or _moment(subscription["expirationDateTime"]) <= graph.clock():
        raise Refused(404, "ResourceNotFound", "The object was not found.")
    return subscription


def _check_end(graph: Graph, end: datetime) -> None:
    if not graph.clock() < end <= graph.clock() + LONGEST:
        raise Refused(400, "InvalidRequest", "Subscription expiration can only be 10080 minutes in the future.")


def _folder_exists(graph: Graph, address: str, folder_id: str) -> bool:
    return folder_id == "inbox" or any(each["id"] == folder_id for each in graph.mailboxes[address].folders)


def _of(resource: str) -> tuple[str, str]:
    """The mailbox and the folder of a subscription."""
    found = _RESOURCE.fullmatch(resource)
    if found is None:
        raise Refused(400, "InvalidRequest", "The resource is not supported.")
    return found[1].lower(), found[2]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
