"""Writes Outlook items and winmail.dat for tests: the smallest files that the formats allow ([MS-CFB], [MS-OXMSG], [MS-OXTNEF])."""

from __future__ import annotations

import struct
from collections.abc import Mapping

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, MINI, CUTOFF = 512, 64, 4096

#: A tree of names: a stream is bytes, a storage another tree.
Tree = Mapping[str, "bytes | Tree"]


def write(tree: Tree) -> bytes:
    """A compound file with that tree."""
    entries: list[list] = [["Root Entry", 5, FREE, FREE, FREE, b""]]
    _add(tree, 0, entries)
    mini, small_fat = b"", []
    sectors: list[bytes] = []
    fat: list[int] = []

    def chain(content: bytes) -> int:
        if not content:
            return END
        first = len(sectors)
        pieces = [content[i : i + SECTOR].ljust(SECTOR, b"\0") for i in range(0, len(content), SECTOR)]
        sectors.extend(pieces)
        fat.extend([*range(first + 1, first + len(pieces)), END])
        return first

    starts = []
    for entry in entries:
        content = entry[5]
        if entry[1] != 2 or not content:
            starts.append(END)
        elif len(content) >= CUTOFF:
            starts.append(chain(content))
        else:
            first = len(small_fat)
            count = -(-len(content) // MINI)
            small_fat.extend([*range(first + 1, first + count), END])
            mini += content.ljust(count * MINI, b"\0")
            starts.append(first)
    starts[0] = chain(mini)
    entries[0][5] = mini
    mini_fat = chain(b"".join(struct.pack("<I", n) for n in small_fat).ljust(-(-len(small_fat) * 4 // SECTOR) * SECTOR, b"\xff"))
    records = [_record(entry, start) for entry, start in zip(entries, starts, strict=True)]
    records += [b"\0" * 68 + struct.pack("<III", FREE, FREE, FREE) + b"\0" * 48] * (-len(records) % 4)
    directory = chain(b"".join(records))
    fat_sectors = 1
    while (len(fat) + fat_sectors) * 4 > fat_sectors * SECTOR:
        fat_sectors += 1
    places = list(range(len(sectors), len(sectors) + fat_sectors))
    fat += [FAT] * fat_sectors
    table = b"".join(struct.pack("<I", n) for n in fat).ljust(fat_sectors * SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, fat_sectors, directory, 0, CUTOFF, mini_fat, -(-len(small_fat) * 4 // SECTOR), END, 0)
    header += b"".join(struct.pack("<I", n) for n in places).ljust(109 * 4, b"\xff")
    return header + b"".join(sectors) + table


def item(*, attachments: tuple[Tree, ...] = (), recipients: tuple[Tree, ...] = (), **texts: str) -> Tree:
    """An Outlook item with string properties by hexadecimal id (`p0037="subject"`), attachments and recipients."""
    tree: dict = {"__properties_version1.0": b"\0" * 32, **{f"__substg1.0_{k[1:]}001F": v.encode("utf-16-le") for k, v in texts.items()}}
    tree |= {f"__attach_version1.0_#{n:08X}": a for n, a in enumerate(attachments)}
    return tree | {f"__recip_version1.0_#{n:08X}": r for n, r in enumerate(recipients)}


def file(name: str, content: bytes, content_id: str = "") -> Tree:
    """An attached file."""
    tree = {"__properties_version1.0": b"\0" * 8, "__substg1.0_3707001F": name.encode("utf-16-le"), "__substg1.0_37010102": content}
    return tree | ({"__substg1.0_3712001F": content_id.encode("utf-16-le")} if content_id else {})


def attached_item(tree: Tree) -> Tree:
    """An attached item."""
    return {"__properties_version1.0": b"\0" * 8, "__substg1.0_3701000D": tree}


def winmail(*files: tuple[str, bytes], body: str = "") -> bytes:
    """A winmail.dat with files and a plain text body."""

    def attribute(level: int, name: int, kind: int, content: bytes) -> bytes:
        return struct.pack("<BHHI", level, name, kind, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)

    out = struct.pack("<IH", 0x223E9F78, 1)
    out += attribute(1, 0x9006, 0x0008, struct.pack("<I", 0x10000)) + attribute(1, 0x9007, 0x0006, struct.pack("<II", 1252, 0))
    if body:
        out += attribute(1, 0x800C, 0x0002, body.encode("cp1252") + b"\0")
    for name, content in files:
        out += attribute(2, 0x9002, 0x0006, b"\0" * 14) + attribute(2, 0x8010, 0x0001, name.encode("cp1252") + b"\0")
        out += attribute(2, 0x800F, 0x0006, content)
    return out


def _add(tree: Tree, parent: int, entries: list[list]) -> None:
    """Append the entries of a storage as a chain of right siblings."""
    before = None
    for name in sorted(tree, key=lambda n: (len(n), n.upper())):
        content = tree[name]
        number = len(entries)
        entries.append([name, 2 if isinstance(content, bytes) else 1, FREE, FREE, FREE, content if isinstance(content, bytes) else b""])
        if before is None:
            entries[parent][4] = number
        else:
            entries[before][3] = number
        before = number
        if not isinstance(content, bytes):
            _add(content, number, entries)


def _record(entry: list, start: int) -> bytes:
    """A directory entry of 128 bytes."""
    name, kind, left, right, child, content = entry
    encoded = name.encode("utf-16-le") + b"\0\0"
    record = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, left, right, child)
    return record + b"\0" * 36 + struct.pack("<IQ", start if kind != 1 else 0, len(content))
