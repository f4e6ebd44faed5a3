from __future__ import annotations

from lxml import etree

from backend import readers
from backend.readers import xml
from tests.readers import making

INVOICE = (
    b"<?xml version='1.0' encoding='UTF-8'?><Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'><ID>12</ID></Invoice>"
)


def read(content, name="facture.xml"):
    (document,) = readers.read(making.attachment(content, name))
    return document


def test_sound_xml_is_kept_byte_for_byte_whatever_it_is_called():
    document = read(INVOICE, "facture.txt")
    assert (document.xml, document.pages, document.findings, document.media_type) == (INVOICE, (), (), "application/xml")


def test_broken_xml_is_made_well_formed():
    for content in (
        INVOICE.replace(b"UTF-8", b"UTF-8_W/O_BOM"),
        INVOICE.replace(b"<ID>12</ID>", b"<ID>A&B</ID>"),
        INVOICE.removesuffix(b"</Invoice>"),
        b"\n  " + INVOICE,
        b"\xef\xbb\xbf" + INVOICE,
    ):
        assert etree.fromstring(read(content).xml)[0].tag.endswith("ID"), content


def test_entities_and_external_files_are_not_expanded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    laughs = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 9))
    for doctype in (b'<!DOCTYPE r [<!ENTITY a0 "lol">' + laughs + b"]>", f'<!DOCTYPE r [<!ENTITY a8 SYSTEM "file://{secret}">]>'.encode()):
        document = read(b"<?xml version='1.0'?>" + doctype + b"<r><ID>&a8;</ID><b>x</b></r>")
        assert b"DOCTYPE" not in document.xml
        assert b"secret" not in document.xml
        assert len(document.xml) < 200


def test_hopeless_xml_is_said_to_be_broken(monkeypatch):
    assert [finding.rule for finding in read(b"<?xml version='1.0'?>").findings] == ["READ-BROKEN"]
    monkeypatch.setattr(xml, "MAX_BYTES", 10)
    assert [finding.rule for finding in read(INVOICE).findings] == ["READ-TOO-LARGE"]


def test_xml_is_shown_with_an_element_a_line():
    assert xml.text(INVOICE).splitlines()[1].strip() == "<ID>12</ID>"
    assert xml.text(b"no xml") == "no xml"
