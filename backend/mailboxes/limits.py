"""How large a message or file may be before it is refused at the door."""

from __future__ import annotations

from backend.errors import BadInput

#: The largest message or file taken in, in bytes: Exchange Online's own limit is 150 MB, common servers allow 25 to 40 MB.
MAX_BYTES = 64 * 1024 * 1024


def checked(content: bytes) -> bytes:
    """The content, when there is any and not too much of it; raises BadInput otherwise."""
    if not content:
        raise BadInput("The file is empty.", "Le fichier est vide.")
    if len(content) > MAX_BYTES:
        size = MAX_BYTES // 1024 // 1024
        raise BadInput(f"The file is larger than {size} MB.", f"Le fichier dépasse {size} Mo.")
    return content
