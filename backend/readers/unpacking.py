"""Members of ZIP containers, unpacked never beyond the size that their headers claim."""

from __future__ import annotations

import lzma
import zipfile
import zlib

#: What zipfile raises on broken members.
BROKEN = (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError, zlib.error, lzma.LZMAError)

#: The others of zipfile unpack thousands of times the bytes that one read asks for; nobody's documents are packed so.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

_CHUNK = 256 * 1024


def member_bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The content of a member, at most `member.file_size` bytes; raises one of BROKEN."""
    if member.compress_type not in _METHODS:
        raise NotImplementedError
    # Read at once, it would be unpacked wholly before it is cut to the size that its header claims.
    with archive.open(member) as source:
        return b"".join(iter(lambda: source.read(_CHUNK), b""))
