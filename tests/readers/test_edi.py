"""Interchanges become XML in which every value has a path."""

from __future__ import annotations

import pytest
from lxml import etree

from backend import readers
from backend.content import media_type
from tests.readers import making

X12_HEAD = "ISA*00*          *00*          *16*SENDER         *16*RECEIVER       *261105*0900*U*00401*000000001*0*P*>~GS*PO*S*R~"


def tree(text, name="order.edi", encoding="latin-1"):
    (document,) = readers.read(making.attachment(text.encode(encoding), name))
    assert not document.findings
    return etree.fromstring(document.xml)


def test_segments_that_belong_to_another_stand_in_it():
    root = tree(
        "UNH+1+ORDERS:D:96A:UN'BGM+220+4711'NAD+BY+1::9++Martin'RFF+VA:FR1'NAD+SU'LIN+1'QTY+21:5'LIN+2'QTY+21:7'UNS+S'MOA+86:9'UNT+9+1'"
    )
    assert root.xpath("string(ORDERS/NAD[E1/C1='BY']/RFF/E1/C2)") == "FR1"
    assert [line.findtext("QTY/E1/C2") for line in root.findall("ORDERS/LIN")] == ["5", "7"]
    assert root.findtext("ORDERS/UNS/MOA/E1/C2") == "9"


def test_the_tax_of_a_line_takes_the_tax_amount_and_leaves_the_line_amount():
    root = tree("UNH+1+INVOIC:D:96A:UN'LIN+1'TAX+7+VAT+++:::20'MOA+124:2'MOA+203:10'UNT'")
    assert root.findtext("INVOIC/LIN/TAX/MOA/E1/C2") == "2"
    assert root.findtext("INVOIC/LIN/MOA/E1/C2") == "10"


def test_a_release_character_keeps_a_separator_in_the_text():
    root = tree("UNA:+.? 'UNH+1+ORDERS:D:96A:UN'FTX+AAI+++Prix ?: 3?+1 ?? l?'été'UNT'")
    assert root.findtext("ORDERS/FTX/E4/C1") == "Prix : 3+1 ? l'été"


def test_the_service_string_advice_says_what_separates():
    root = tree("UNA;*,! |UNH*1*ORDERS;D;96A;UN|QTY*21;1,5;KGM|UNT|")
    assert root.findtext("ORDERS/QTY/E1/C2") == "1.5"


def test_segments_may_end_with_the_line():
    assert tree("UNB+UNOA:2+A+B\nUNH+1+ORDERS:D:97A:UN\nBGM+220+4711\nUNT+3+1\n").findtext("ORDERS/BGM/E2/C1") == "4711"


def test_every_message_of_an_interchange_stands_by_itself():
    root = tree("UNB+UNOC:3+A+B'UNH+1+ORDERS:D:96A:UN'BGM+220+1'UNT+3+1'UNH+2+INVOIC:D:96A:UN'BGM+380+2'UNT+3+2'UNZ+2+1'")
    assert [message.tag for message in root] == ["ORDERS", "INVOIC"]


def test_an_x12_header_shows_what_separates():
    root = tree(X12_HEAD.replace("*", "|") + "ST|850|0001~BEG|00|SA|PO-1||20261105~N1|BY|Martin~N4|Lyon~PO1|1|5|EA|2.5||VP|A-1~SE|6|0001~")
    assert root.findtext("T850/BEG/E3/C1") == "PO-1"
    assert root.findtext("T850/N1/N4/E1/C1") == "Lyon"


def test_x12_totals_are_given_in_cents():
    assert tree(X12_HEAD + "ST*810*1~TDS*12345~SE*2*1~").findtext("T810/TDS/E1/C1") == "123.45"


@pytest.mark.parametrize(
    "content", [b"UNB+UNOC:3'", b"UNH+", b"ISA*00*", b"UNA", b"UNB" + b"+" * 100_000, b"UNH+1+ORDERS'" + b"?" * 100_000]
)
def test_an_interchange_without_a_message_is_said_to_be_broken_or_is_text(content):
    (document,) = readers.read(making.attachment(content, "order.edi"))
    assert document.media_type not in {media_type.EDIFACT, media_type.X12} or [f.rule for f in document.findings] == ["READ-BROKEN"]


def test_names_of_segments_cannot_break_the_xml():
    root = tree("UNH+1+ORDERS:D:96A:UN'<A>+1'BGM+220+4711'b+1'UNT'")
    assert [segment.tag for segment in root[0]] == ["BGM"]
