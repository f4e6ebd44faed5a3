"""Members of ZIP containers, unpacked within a bound, whatever their headers claim."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from dataclasses import dataclass

#: What zipfile raises on broken members.
BROKEN = (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError, zlib.error, lzma.LZMAError)

_CHUNK = 256 * 1024


@dataclass(frozen=True)
class Unpacked:
    """The bytes of one member; `is_cut` when the bound came first."""

    content: bytes
    is_cut: bool


def member_bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> Unpacked:
    """The content of a member, at most `limit` bytes; raises one of BROKEN."""
    content = bytearray()
    with archive.open(member) as source:
        while chunk := source.read(_CHUNK):
            content += chunk
            if len(content) > limit:
                return Unpacked(b"", is_cut=True)
    return Unpacked(bytes(content), is_cut=False)
