"""Compressed RTF ([MS-OXRTFCP]), the body that Outlook writes when it wrote no other, as plain text."""

from __future__ import annotations

import struct

from compressed_rtf import decompress
from striprtf.striprtf import rtf_to_text

#: The largest body, decompressed, in bytes.
_MAX_BYTES = 5 * 1024 * 1024


def text_of_compressed(content: bytes) -> str:
    """The text of a compressed RTF body, "" when it is broken or larger than a body can be."""
    if len(content) < 16 or struct.unpack_from("<I", content, 4)[0] > _MAX_BYTES:  # noqa: PLR2004 - the header's length
        return ""
    try:
        return str(rtf_to_text(decompress(content).decode("latin-1"), errors="ignore")).strip()  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, TypeError, LookupError, struct.error, OverflowError):
        return ""
