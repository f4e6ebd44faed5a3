"""Files that go along with a draft in Microsoft 365: small ones in one call, larger ones part by part.

https://learn.microsoft.com/graph/api/message-post-attachments and .../graph/outlook-large-attachments.
"""

from __future__ import annotations

import base64

from backend.errors import MailboxRefused, NotFound, NotPermitted
from backend.mailboxes.graph import Graph
from backend.model.mail import Attachment

#: A file of this size or more goes part by part, and how large a part is, in bytes (a multiple of 320 KiB below the 4 MB allowed).
_LARGE, _PART = 3 * 1024 * 1024, 12 * 320 * 1024


def attach(graph: Graph, draft: str, file: Attachment) -> None:
    """Attach the file to the draft at this path; raises MailboxRefused when Microsoft 365 does not take it, and as `Graph.call` does."""
    try:
        if file.size < _LARGE:
            graph.post(f"{draft}/attachments", _whole(file))
        else:
            _in_parts(graph, draft, file)
    except (MailboxRefused, NotPermitted, NotFound):
        # The draft could be made and written: it is the file, or (in shared mailboxes) its size.
        raise MailboxRefused(
            f"Microsoft 365 did not take the file “{file.name}”: no draft was made. Try it without that file.",
            f"Microsoft 365 n’a pas pris le fichier « {file.name} » : aucun brouillon n’a été fait. Essayez sans ce fichier.",
        ) from None


def _whole(file: Attachment) -> dict[str, object]:
    content = base64.b64encode(file.content).decode()
    return {"@odata.type": "#microsoft.graph.fileAttachment", "name": file.name, "contentType": file.media_type, "contentBytes": content}


def _in_parts(graph: Graph, draft: str, file: Attachment) -> None:
    item = {"attachmentType": "file", "name": file.name, "size": file.size, "contentType": file.media_type}
    session = graph.post(f"{draft}/attachments/createUploadSession", {"attachmentItem": item})
    for start in range(0, file.size, _PART):
        part = file.content[start : start + _PART]
        graph.upload(str(session.get("uploadUrl") or ""), part, f"bytes {start}-{start + len(part) - 1}/{file.size}")
