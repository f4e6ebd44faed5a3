"""The files kept with a document in Business Central, among them our own: it carries the key in its name, and the notes in its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from backend.connectors.business_central.calls import Calls, Record, decoded, encoded, quoted
from backend.connectors.business_central.places import PLACES, Place, digest
from backend.connectors.http import Json
from backend.model.mail import Attachment

#: What our own file is called, before the digest of the key.
_OURS = "Countersign-"
#: What Business Central takes in no name, and the longest name.
_REFUSED, _LONGEST = frozenset('\\/:*?"<>|'), 200
#: Digits of a content's hash that tell files of one name apart.
_DIGITS = 8
_FIELDS = "id,fileName"


def mark(calls: Calls, place: Place, record_id: str, key: str) -> None:
    """Keep our own file with the document, by which it is found again."""
    _create(calls, place, record_id, f"{_OURS}{digest(key)}.txt")


def marked(calls: Calls, key: str) -> Iterator[tuple[Place, str]]:
    """The documents that have our file under this key, with their ids; posting a draft copies its files to what becomes of it."""
    # By its beginning: Business Central compares the name without its extension here.
    condition = f"startswith(fileName,{quoted(_OURS + digest(key))})"
    kinds = {place.kind: place for place in PLACES}
    found = [(kinds.get(decoded(row["parentType"])), row["parentId"]) for row in calls.records("documentAttachments", condition)]
    # The document itself before the sales invoices of an order.
    return ((place, parent) for place in PLACES for kind, parent in found if kind is place)


def write(calls: Calls, place: Place, record_id: str, line: str) -> None:
    """Add the line to our own file, once."""
    ours = [row for row in _kept(calls, place, record_id) if row["fileName"].startswith(_OURS)]
    file = str(ours[0]["id"]) if ours else _create(calls, place, record_id, f"{_OURS}{record_id}.txt")
    lines = calls.content(file).decode(errors="replace").splitlines()
    if line not in lines:
        calls.store(file, "".join(f"{one}\n" for one in (*lines, line)).encode())


def keep(calls: Calls, place: Place, record_id: str, files: Sequence[Attachment]) -> None:
    """Keep the files with the document, each once by its content; another file of the same name gets one of its own."""
    kept = {row["fileName"].casefold(): str(row["id"]) for row in _kept(calls, place, record_id)}
    for file in {file.content_hash: file for file in files}.values():
        name = _safe(file.name)
        for called in (name, _own(name, file)):
            known = kept.get(called.casefold())
            there = calls.content(known) if known else b""
            if there == file.content:
                break
            # A file that was announced and whose content never arrived is empty.
            if not there:
                kept[called.casefold()] = known or _create(calls, place, record_id, called)
                calls.store(kept[called.casefold()], file.content)
                break


def _kept(calls: Calls, place: Place, record_id: str) -> list[Record]:
    return list(calls.records(f"{place.entity}({record_id})/documentAttachments", fields=_FIELDS))


def _create(calls: Calls, place: Place, record_id: str, name: str) -> str:
    values: dict[str, Json] = {"fileName": name, "parentType": encoded(place.kind), "parentId": record_id}
    return str(calls.create("documentAttachments", values)["id"])


def _own(name: str, file: Attachment) -> str:
    path = PurePath(name)
    return f"{path.stem}-{file.content_hash[:_DIGITS]}{path.suffix}"


def _safe(name: str) -> str:
    """The name as Business Central keeps it; it knows no file without an extension."""
    plain = "".join("_" if one in _REFUSED or not one.isprintable() else one for one in name).strip(" .") or "file"
    path = PurePath(plain)
    return f"{path.stem[:_LONGEST]}{path.suffix[:_LONGEST] or '.bin'}"
