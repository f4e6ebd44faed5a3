from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.content import media_type
from backend.content.media_type import detect


def _zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, media_type.ODS if name == "mimetype" else "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "claimed", "expected"),
    [
        ("facture.pdf", b"%PDF-1.7 ...", "application/octet-stream", media_type.PDF),
        ("scan.jpg", b"junk before %PDF-1.4", "image/jpeg", media_type.PDF),
        ("mail.eml", b"Subject: x\n\n%PDF-1.4", "", media_type.MESSAGE),
        ("winmail.dat", b"\x78\x9f\x3e\x22 ... %PDF-1.4", "", media_type.TNEF),
        ("invoice.pdf", b"\x89PNG\r\n\x1a\n...", "application/pdf", "image/png"),
        ("a", _zipped("[Content_Types].xml", "xl/workbook.xml"), "application/zip", media_type.XLSX),
        ("a.xlsx", _zipped("facture.pdf"), "", media_type.ZIP),
        ("a.ods", _zipped("mimetype", "content.xml"), "", media_type.ODS),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "application/vnd.ms-excel", media_type.HTML),
        ("a.csv", b"code;qty\nA;2\n", "application/vnd.ms-excel", media_type.CSV),
        ("a.txt", b'\xef\xbb\xbf<?xml version="1.0"?><Invoice xmlns="x"/>', "text/plain", media_type.XML),
        ("a.bin", '<?xml version="1.0" encoding="UTF-16"?><Order xmlns="x"/>'.encode("utf-16"), "", media_type.XML),
        ("a.xml", b"<rsm:CrossIndustryInvoice xmlns:rsm='urn:x'/>", "", media_type.XML),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "", "image/svg+xml"),
        ("noname", b"Received: from a by b\nFrom: a@b.fr\nTo: c@d.fr\nSubject: x\n\nbody", "", media_type.MESSAGE),
        ("letter.txt", b"From: ACME\nTo: Dupont\nDate: 1 May\nSubject: invoice\n\nbody", "", media_type.PLAIN),
        ("winmail.dat", b"\x78\x9f\x3e\x22....", "application/octet-stream", media_type.TNEF),
        ("smime.p7m", b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03", "", media_type.SIGNED_OR_ENCRYPTED),
        ("broken.pdf", b"\x00\x01\x02\x03" * 40, "application/pdf", media_type.PDF),
        ("empty.pdf", b"", "", media_type.PDF),
        ("thing", b"\x00\x01\x02\x03" * 40, "", media_type.UNKNOWN),
    ],
)
def test_bytes_tell_more_than_names_and_claims(name, content, claimed, expected):
    assert detect(name, content, claimed) == expected


@given(st.text(max_size=20), st.binary(max_size=200), st.text(max_size=20))
def test_nothing_makes_it_raise(name, content, claimed):
    assert isinstance(detect(name, content, claimed), str)
