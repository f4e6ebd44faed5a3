"""Files of messages in the double: https://learn.microsoft.com/graph/api/message-post-attachments, .../graph/outlook-large-attachments."""

from __future__ import annotations

import base64
import json
import re
from urllib.parse import urlsplit
from uuid import uuid4

from tests.connectors.servers import Request
from tests.graph import published
from tests.graph.double import BESIDE, MESSAGE, MOST_BYTES, READ, WRITE, Answered, Asked, Graph, Message, handles
from tests.graph.published import Refused

#: What an upload session is for, in bytes; and on which host its address is: in truth another one than Graph's, "" for the same.
LARGE, ADDRESS = 3 * 1024 * 1024, ""


@handles("get", f"{MESSAGE}/attachments", READ)
def _attachments(graph: Graph, asked: Asked) -> Answered:
    attachments = graph.found(asked).attachments
    for attachment in attachments:
        published.check_answer("attachment", attachment)
    return graph.page(asked, attachments)


@handles("get", f"{MESSAGE}/attachments/{{attachment-id}}", READ)
def _attachment(graph: Graph, asked: Asked) -> Answered:
    for attachment in graph.found(asked).attachments:
        if attachment["id"] == asked.call.places["attachment-id"]:
            return Answered(attachment)
    raise Refused(404, "ErrorItemNotFound", "The specified object was not found in the store.")


@handles("post", f"{MESSAGE}/attachments", WRITE)
def _attach(graph: Graph, asked: Asked) -> Answered:
    message = graph.found(asked)
    if len(base64.b64decode(asked.body["contentBytes"])) > graph.largest_file:
        raise Refused(413, "ErrorMessageSizeExceeded", "The message exceeds the maximum supported size.")
    _keep_file(message, asked.body)
    return Answered(message.attachments[-1], 201)


@handles("post", f"{MESSAGE}/attachments/createUploadSession", WRITE)
def _upload(graph: Graph, asked: Asked) -> Answered:
    message, item = graph.found(asked), asked.body["attachmentItem"]
    if item["size"] < LARGE:
        raise Refused(400, "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize", "Attachment size should be greater than the minimum size.")
    if item["size"] > graph.largest_file:
        raise Refused(413, "ErrorMessageSizeExceeded", "The message exceeds the maximum supported size.")
    name = uuid4().hex
    graph.uploads[name] = (message, item, bytearray())
    url = f"{ADDRESS or graph.url}/uploads/{name}?authtoken=secret"
    return Answered({"uploadUrl": url, "expirationDateTime": "2999-01-01T00:00:00Z", "nextExpectedRanges": ["0"]}, 201)


def _take_part(graph: Graph, request: Request) -> None:
    """A part of a file, at the address of its upload session: no token is wanted, and none is taken."""
    message, item, content = graph.uploads[urlsplit(request.path).path.rpartition("/")[2]]
    place = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", request.headers.get("Content-Range", ""))
    is_next = place and (int(place[1]), int(place[2]), int(place[3])) == (len(content), len(content) + len(request.body) - 1, item["size"])
    if "Authorization" in request.headers or not is_next or len(request.body) > MOST_BYTES:
        request.answer(400, b'{"error": {"code": "InvalidRequest"}}', Content_Type="application/json")
        return
    content += request.body
    if len(content) < item["size"]:
        request.answer(200, json.dumps({"nextExpectedRanges": [str(len(content))]}).encode(), Content_Type="application/json")
        return
    kept = {"@odata.type": "#microsoft.graph.fileAttachment", "contentBytes": base64.b64encode(content).decode()}
    _keep_file(message, kept | {"name": item["name"], "contentType": item["contentType"]})
    request.answer(201, b"", Location=f"{graph.url}/v1.0/attachments/1")


BESIDE["uploads"] = _take_part


def _keep_file(message: Message, file: dict) -> None:
    message.attachments.append({"id": f"att{len(message.attachments) + 1}", **file})
    message.properties["hasAttachments"] = True
