from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest

from backend import readers
from backend.readers import archive, reading, unpacking
from tests.readers import making


def zipped(*members, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return buffer.getvalue()


def rules(documents):
    return [finding.rule for document in documents for finding in document.findings]


def test_a_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 1024 * 1024)
    documents = readers.read(making.attachment(zipped(("a.txt", b"0" * 5_000_000), ("b.txt", "court")), "x.zip"))
    assert [document.name for document in documents] == ["x.zip", "b.txt"]
    assert rules(documents) == ["READ-TRUNCATED"]
    assert "1 MB" in documents[0].findings[0].sentence.en


@pytest.fixture
def unpacked(monkeypatch):
    """The sizes of the members that are unpacked, in order."""
    sizes = []
    really = unpacking.member_bytes

    def counted(container, member):
        content = really(container, member)
        sizes.append(len(content))
        return content

    monkeypatch.setattr(archive, "member_bytes", counted)
    return sizes


def test_bombs_in_archives_in_an_archive_share_one_bound_and_are_said_once(monkeypatch, unpacked):
    monkeypatch.setattr(reading, "MAX_BYTES", 500_000)
    for size in (150_000, 3_000_000):
        bomb = zipped(*((f"{n}.txt", b"0" * size) for n in range(12)))
        documents = readers.read(making.attachment(zipped(*((f"{n}.zip", bomb) for n in range(5)), ("bon.csv", "a;b\n1;2")), "x.zip"))
        assert rules(documents) == ["READ-TRUNCATED"]
        assert documents[0].findings
        assert "bon.csv" in {document.name for document in documents}
        assert sum(unpacked) <= 500_000
        assert sum(size == 150_000 for size in unpacked) == (3 if size == 150_000 else 0)
        unpacked.clear()


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_that_cannot_be_bounded_is_not_unpacked(compression):
    documents = readers.read(making.attachment(zipped(("a.txt", "0" * 9), compression=compression), "x.zip"))
    assert ([document.name for document in documents], rules(documents)) == (["x.zip"], ["READ-BROKEN"])


def test_embedded_files_and_workbooks_take_from_the_same_bound(monkeypatch):
    def embed(document):
        for number in range(3):
            document.attachments[f"{number}.txt"] = pikepdf.AttachedFileSpec(document, b"0" * 160_000, filename=f"{number}.txt")

    def fill(workbook):
        workbook.active.append(["A"])

    monkeypatch.setattr(reading, "MAX_BYTES", 400_000)
    pdf = making.changed(making.pdf(making.invoice), embed)
    documents = readers.read(making.attachment(zipped(("a.pdf", pdf), ("b.xlsx", making.workbook(fill))), "x.zip"))
    assert rules(documents) == ["READ-TRUNCATED"]
    assert [document.name for document in documents if document.name.endswith(".txt")] == ["0.txt", "1.txt"]
    monkeypatch.setattr(reading, "MAX_BYTES", 5_000)
    (document,) = readers.read(making.attachment(making.workbook(fill), "b.xlsx"))
    assert (document.pages, rules([document])) == ((), ["READ-TRUNCATED"])


def test_all_that_is_inside_an_archive_shares_its_time_but_xml_is_read_late_too(monkeypatch):
    monkeypatch.setattr(reading, "MAX_SECONDS", -1.0)
    packed = zipped(("a.csv", "a;b\n1;2"), ("b.csv", "a;b\n1;2"), ("c.xml", "<?xml version='1.0'?><a><b/></a>"))
    documents = readers.read(making.attachment(packed, "x.zip"))
    assert [document.name for document in documents] == ["x.zip", "c.xml"]
    assert rules(documents) == ["READ-TRUNCATED"]


def test_too_many_members_and_too_deep_nesting_are_said(monkeypatch):
    monkeypatch.setattr(reading, "MAX_DOCUMENTS", 4)
    documents = readers.read(making.attachment(zipped(*((f"{n}.txt", "x") for n in range(5))), "x.zip"))
    assert (len(documents), rules(documents)) == (4, ["READ-TRUNCATED"])
    monkeypatch.undo()
    content = zipped(("fond.txt", "tout au fond"))
    for _ in range(8):
        content = zipped(("encore.zip", content))
    documents = readers.read(making.attachment(content, "x.zip"))
    assert (len(documents), rules(documents)) == (readers.MAX_DEPTH, ["READ-TRUNCATED"])


def test_an_archive_that_contains_itself_many_times_ends(monkeypatch):
    monkeypatch.setattr(reading, "MAX_DOCUMENTS", 20)
    content = zipped(*((f"{n}.txt", "x") for n in range(30)))
    content = zipped(*((f"{n}.zip", content) for n in range(30)))
    documents = readers.read(making.attachment(content, "x.zip"))
    assert (len(documents), rules(documents)) == (20, ["READ-TRUNCATED"])


def test_an_encrypted_member_is_said_to_be():
    content = bytearray(zipped(("a.txt", "secret"), ("b.txt", "open")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    documents = readers.read(making.attachment(bytes(content), "x.zip"))
    assert ([document.name for document in documents], rules(documents)) == (["x.zip", "b.txt"], ["READ-ENCRYPTED"])


def test_a_broken_member_leaves_the_others():
    content = zipped(("a.txt", "abc" * 50), ("b.txt", "open"), compression=zipfile.ZIP_STORED)
    documents = readers.read(making.attachment(content.replace(b"abcabc", b"xyzxyz", 1), "x.zip"))
    assert ([document.name for document in documents], rules(documents)) == (["x.zip", "b.txt"], ["READ-BROKEN"])


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "C:\\temp\\passwd.txt", "/etc/passwd.txt"])
def test_a_member_has_no_path(name):
    documents = readers.read(making.attachment(zipped((name, "x")), "x.zip"))
    assert documents[1].name == "passwd.txt"
