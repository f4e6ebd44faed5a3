"""XML attachments: well-formed bytes without DTD for extraction, and a text to show."""

from __future__ import annotations

from lxml import etree

from backend.content import media_type
from backend.model.document import Document
from backend.model.finding import Finding
from backend.model.mail import Attachment
from backend.readers import findings
from backend.readers.reading import Reading

MEDIA_TYPES = frozenset({media_type.XML})

#: The largest XML that is parsed, in bytes; an invoice with 10 000 lines has about 20 MB.
MAX_BYTES = 30 * 1024 * 1024


def read(attachment: Attachment, reading: Reading) -> Document:
    """A document with the XML, made well-formed if need be; without pages."""
    del reading
    if attachment.size > MAX_BYTES:
        return _document(attachment, findings.too_large(attachment, findings.byte_limit(MAX_BYTES)))
    xml = _well_formed(attachment.content)
    return _document(attachment, xml=xml) if xml else _document(attachment, findings.broken(attachment))


def text(xml: bytes) -> str:
    """The XML with one element a line, as it is shown to people; the bytes as text when they cannot be parsed."""
    root = _root(xml, recover=True)
    if root is None:
        return xml.decode("utf-8", "replace")
    etree.indent(root)
    return etree.tostring(root, encoding="unicode")


def _document(attachment: Attachment, *problems: Finding, xml: bytes = b"") -> Document:
    """The document of an XML attachment."""
    return Document(part=attachment.part, name=attachment.name, media_type=attachment.media_type, xml=xml, findings=problems)


def _well_formed(content: bytes) -> bytes:
    """The bytes themselves when they are sound, else what could be saved of them; b"" when nothing could."""
    root = _root(content, recover=False)
    if root is not None and b"<!DOCTYPE" not in content:
        return content
    root = _root(content, recover=True)
    # A DTD is left behind: no reader downstream has to defend itself against its entities.
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) if root is not None and len(root) else b""


def _root(content: bytes, *, recover: bool) -> etree._Element | None:
    """The root element; no entities, no DTD, no network, no huge trees."""
    parser = etree.XMLParser(recover=recover, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(content.lstrip() if recover else content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return _root_in_utf8(content) if recover else None
    return _root_in_utf8(content) if recover and (root is None or not len(root)) else root


def _root_in_utf8(content: bytes) -> etree._Element | None:
    """The root element read as UTF-8 whatever the XML declaration says: some name an encoding that does not exist."""
    start = content.find(b"?>") + 2 if b"<?xml" in content[:64] else 0
    parser = etree.XMLParser(recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, encoding="utf-8")
    try:
        return etree.fromstring(content[start:].strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
