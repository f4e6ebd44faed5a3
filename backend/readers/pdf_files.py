"""Files embedded in a PDF: the XML of Factur-X, ZUGFeRD and Order-X whatever it is called, and the members of a portfolio."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

import pikepdf

from backend.content import file_name, media_type
from backend.model.finding import Finding
from backend.model.mail import Attachment
from backend.readers import findings
from backend.readers.reading import Reading

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


def read(attachment: Attachment, reading: Reading) -> tuple[tuple[Attachment, ...], tuple[Finding, ...]]:
    """The embedded files with part numbers below the PDF's, and what is to be said of them; none when the PDF is too broken to tell."""
    found: list[Attachment] = []
    problems: dict[Finding, None] = {}
    try:
        with pikepdf.open(io.BytesIO(attachment.content)) as pdf:
            for name, stream in _files(pdf):
                content = _unpacked(stream)
                if content is None:
                    problems[findings.too_large(attachment, findings.embedded_limit(MAX_BYTES))] = None
                if not reading.take_bytes(MAX_BYTES if content is None else len(content)) or not reading.take_document():
                    break
                if content:
                    found.append(_part(attachment, len(found) + 1, name, content))
    except _BROKEN:
        return tuple(found), tuple(problems)
    return tuple(found), tuple(problems)


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


def _unpacked(stream: pikepdf.Stream) -> bytes | None:
    """The content of a stream, b"" when it is damaged, None beyond the bound."""
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)] if filters is not None else []
    packed = bytes(stream.read_raw_bytes())
    if names == ["/FlateDecode"]:
        return _inflated(packed)
    if not names:
        return packed if len(packed) <= MAX_BYTES else None
    return bytes(stream.read_bytes()) if len(names) == 1 and len(packed) <= _MAX_UNUSUAL else None


def _inflated(packed: bytes) -> bytes | None:
    """The inflated bytes as far as they are sound, None beyond the bound."""
    inflater = zlib.decompressobj()
    try:
        content = inflater.decompress(packed, MAX_BYTES)
    except zlib.error:
        return b""
    return None if inflater.unconsumed_tail else content
