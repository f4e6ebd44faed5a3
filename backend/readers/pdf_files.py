"""Files embedded in a PDF: the XML of Factur-X, ZUGFeRD and Order-X whatever it is called, and the members of a portfolio."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

import pikepdf

from backend.content import file_name, media_type
from backend.model.mail import Attachment

#: The most embedded files looked at.
MAX_FILES = 30

#: The largest embedded file, unpacked, in bytes.
MAX_BYTES = 30 * 1024 * 1024

#: Beyond this many packed bytes an unusual compression is not opened: its unpacked size cannot be known before.
_MAX_UNUSUAL = 256 * 1024

_BROKEN = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    pikepdf.ForeignObjectError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RuntimeError,
    OverflowError,
)


def read(attachment: Attachment) -> tuple[Attachment, ...]:
    """The embedded files with part numbers below the PDF's; none when the PDF is too broken to tell."""
    found: list[Attachment] = []
    try:
        with pikepdf.open(io.BytesIO(attachment.content)) as pdf:
            for name, stream in _files(pdf):
                content = _unpacked(stream)
                if content:
                    found.append(_part(attachment, len(found) + 1, name, content))
    except _BROKEN:
        return tuple(found)
    return tuple(found)


def _part(attachment: Attachment, number: int, name: str, content: bytes) -> Attachment:
    """An embedded file as a part of the PDF."""
    part = f"{attachment.part}.{number}"
    kind = media_type.detect(name, content)
    return Attachment(part=part, name=file_name.clean(name) or file_name.invented(part, kind), media_type=kind, content=content)


def _files(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Stream]]:
    """Names and streams of the embedded files, each once, wherever the PDF refers to them (ISO 32000-2, 7.11.4, 14.13)."""
    seen: set[tuple[int, int]] = set()
    for name, specification in _specifications(pdf):
        files = specification.get("/EF")
        stream = (
            next((files[key] for key in ("/F", "/UF", "/DOS") if key in files), None) if isinstance(files, pikepdf.Dictionary) else None
        )
        if isinstance(stream, pikepdf.Stream) and stream.objgen not in seen:
            seen.add(stream.objgen)
            yield str(specification.get("/UF", specification.get("/F", name))), stream
        if len(seen) >= MAX_FILES:
            return


def _specifications(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """The file specifications: of the name tree, of the associated files, and of the notes on the pages."""
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    if isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names:
        for name, specification in pikepdf.NameTree(names.EmbeddedFiles).items():
            if isinstance(specification, pikepdf.Dictionary):
                yield str(name), specification
    yield from (("", spec) for spec in _array(pdf.Root, "/AF"))
    for page in pdf.pages[:MAX_FILES]:
        yield from (("", spec) for spec in _array(page.obj, "/AF"))
        yield from (("", note.FS) for note in _array(page.obj, "/Annots") if note.get("/Subtype") == "/FileAttachment" and "/FS" in note)


def _array(owner: pikepdf.Object, key: str) -> list[pikepdf.Dictionary]:
    """The dictionaries of an array, none when it is no array."""
    found = owner.get(key)
    return [item for item in found if isinstance(item, pikepdf.Dictionary)] if isinstance(found, pikepdf.Array) else []


def _unpacked(stream: pikepdf.Stream) -> bytes:
    """The content of a stream within the bound, b"" beyond it."""
    filters = stream.get("/Filter")
    packed = bytes(stream.read_raw_bytes())
    if filters is None:
        return packed[: MAX_BYTES + 1] if len(packed) <= MAX_BYTES else b""
    if filters == "/FlateDecode" or (isinstance(filters, pikepdf.Array) and [str(f) for f in filters] == ["/FlateDecode"]):
        return _inflated(packed)
    single = not isinstance(filters, pikepdf.Array) or len(filters) == 1
    return bytes(stream.read_bytes()) if single and len(packed) <= _MAX_UNUSUAL else b""


def _inflated(packed: bytes) -> bytes:
    """Inflated bytes within the bound, as far as they are sound; b"" beyond it."""
    inflater = zlib.decompressobj()
    try:
        content = inflater.decompress(packed, MAX_BYTES)
    except zlib.error:
        return b""
    return b"" if inflater.unconsumed_tail else content
