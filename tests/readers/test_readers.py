"""What holds for every reader."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend import readers
from backend.content import media_type
from backend.model.document import Document
from backend.model.mail import Attachment
from backend.readers import archive, body, delimited, edi, image, pdf, spreadsheet, unread, xml
from backend.readers.reading import Reading
from tests.readers import making

MODULES = (archive, body, delimited, edi, image, pdf, spreadsheet, unread, xml)

HEADS = (
    b"%PDF-1.4\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\0", b"GIF89a", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<?xml version='1.0'?><a>", b"<html><table><tr><td rowspan=99999 colspan=99999>", b"a;b\n1;2\n", b"", b"\x78\x9f\x3e\x22", b"{\\rtf1",
    b"UNA:+.? 'UNH+1+ORDERS:D:96A:UN'", b"UNB+UNOC:3'UNH+1+INVOIC'LIN+1'", b"ISA*00*          *00*",
)  # fmt: skip


def test_exactly_one_reader_reads_a_media_type():
    assert sum(len(module.MEDIA_TYPES) for module in MODULES) == len(readers.READERS)
    assert set(readers.READERS.values()) == set(MODULES)


@pytest.mark.parametrize("kind", sorted(readers.READERS))
@pytest.mark.parametrize("content", [b"\x00", b"%PDF-1.4 nothing", b"PK\x03\x04 nothing", b"<a", b"\xff\xd8\xff\xe0" * 9])
def test_every_reader_makes_a_document_of_bad_content(kind, content):
    document = readers.READERS[kind].read(Attachment("1.2", "name", kind, content), Reading())
    assert (document.part, document.name) == ("1.2", "name")
    assert all(finding.attachment == "1.2" for finding in document.findings)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(HEADS), st.binary(max_size=300), st.sampled_from(["a.pdf", "a.xlsx", "a.csv", "a.eml", "a.zip", "a"]))
def test_no_bytes_make_reading_raise(head, rest, name):
    content = head + rest
    documents = readers.read(making.attachment(content, name))
    assert all(isinstance(document, Document) for document in documents)


def test_broken_and_empty_files_are_said_to_be():
    for content, rule in ((b"", "READ-BROKEN"), (b"%PDF-1.4 nothing", "READ-BROKEN"), (b"{\\rtf1 hello}", "READ-UNSUPPORTED")):
        (document,) = readers.read(making.attachment(content, "facture.pdf"))
        (finding,) = document.findings
        assert (finding.rule, finding.severity, finding.attachment) == (rule, "warning", "1")
        assert "facture.pdf" in finding.sentence.fr
        assert "facture.pdf" in finding.sentence.en


def test_a_secured_message_is_said_to_be_unread():
    p7m = b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03" + b"\0" * 50
    (document,) = readers.read(making.attachment(p7m, "smime.p7m"))
    assert [finding.rule for finding in document.findings] == ["READ-ENCRYPTED"]


def test_what_only_accompanies_a_message_is_passed_over_in_silence():
    logo = making.image(making.scan(("ACME",), (300, 90)))
    rule = making.image(making.scan((), (1200, 4)))
    for file in (
        making.attachment(logo, "logo.png", is_inline=True, content_id="l"),
        making.attachment(rule, "rule.png"),
        Attachment("1", "smime.p7s", "application/pkcs7-signature", b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"),
        Attachment("1", "anne.vcf", "text/vcard", b"BEGIN:VCARD\nFN:Anne\nEND:VCARD"),
    ):
        assert readers.is_decoration(file)
        assert readers.read(file) == (Document("1", file.name, media_type.detect(file.name, file.content, file.media_type)),)


def test_a_scan_and_a_pasted_screenshot_are_documents():
    assert not readers.is_decoration(making.attachment(making.image(making.scan()), "scan.png"))
    assert not readers.is_decoration(making.attachment(making.image(making.scan()), "image001.png", is_inline=True, content_id="i"))
    assert not readers.is_decoration(making.attachment(making.pdf(making.invoice), "f.pdf", is_inline=True, content_id="i"))


def test_parts_inside_are_read_too_and_numbered_below():
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("dossier/facture.pdf", making.pdf(making.invoice))
        packed.writestr("__MACOSX/._facture.pdf", b"x")
        packed.writestr("commande.csv", "code;qty\nA;2\n")
    documents = readers.read(making.attachment(inner.getvalue(), "tout.zip"))
    assert [(d.part, d.name, len(d.pages)) for d in documents] == [
        ("1", "tout.zip", 0),
        ("1.1", "facture.pdf", 1),
        ("1.2", "commande.csv", 1),
    ]


def test_progress_is_told_page_by_page():
    told = []
    content = making.pdf(lambda canvas: [making.invoice(canvas) for _ in range(3)])
    readers.read(making.attachment(content, "f.pdf"), told.append)
    assert [(p.part, p.name, p.page, p.pages) for p in told] == [("1", "f.pdf", n, 3) for n in (1, 2, 3)]
