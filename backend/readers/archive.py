"""ZIP archives: their members as parts, within bounds."""

from __future__ import annotations

import io
import zipfile

from backend.content import file_name, media_type
from backend.content.charset import decoded
from backend.model.document import Document
from backend.model.finding import Finding
from backend.model.mail import Attachment
from backend.readers import findings
from backend.readers.reading import Reading
from backend.readers.unpacking import BROKEN, member_bytes

MEDIA_TYPES = frozenset({media_type.ZIP})

#: Bit 0 of a member's flags: encrypted; bit 11: its name is UTF-8 (APPNOTE.TXT 4.4.4).
_ENCRYPTED, _UTF8 = 0x1, 0x800


def read(attachment: Attachment, reading: Reading) -> Document:
    """A document without pages whose parts are the members."""
    parts: list[Attachment] = []
    problems: list[Finding] = []
    try:
        with zipfile.ZipFile(io.BytesIO(attachment.content)) as archive:
            members = [member for member in archive.infolist() if _is_file(member)]
            for number, member in enumerate(members, start=1):
                # The size its header claims is the most that is unpacked of a member: what is too large costs nothing.
                if not reading.take_bytes(member.file_size):
                    continue
                if not reading.take_document():
                    break
                found = _member(attachment, archive, member, number)
                if isinstance(found, Finding):
                    problems += [found] if found not in problems else []
                else:
                    parts.append(found)
    except BROKEN:
        problems.append(findings.broken(attachment))
    return Document(
        part=attachment.part, name=attachment.name, media_type=attachment.media_type, parts=tuple(parts), findings=tuple(problems)
    )


def _member(attachment: Attachment, archive: zipfile.ZipFile, member: zipfile.ZipInfo, number: int) -> Attachment | Finding:
    """One member as a part, or why it is none."""
    if member.flag_bits & _ENCRYPTED:
        return findings.encrypted(attachment)
    try:
        content = member_bytes(archive, member)
    except BROKEN:
        return findings.broken(attachment)
    part = f"{attachment.part}.{number}"
    name = file_name.clean(_name(member))
    kind = media_type.detect(name, content)
    return Attachment(part=part, name=name or file_name.invented(part, kind), media_type=kind, content=content)


def _is_file(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a file that somebody put there."""
    return not member.is_dir() and not member.filename.startswith("__MACOSX/") and not member.filename.endswith((".DS_Store", "Thumbs.db"))


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; without the UTF-8 flag zipfile takes it for DOS text, and Windows often meant its own."""
    if member.flag_bits & _UTF8 or member.filename.isascii():
        return member.filename
    return decoded(member.filename.encode("cp437", "replace"), "cp850")
