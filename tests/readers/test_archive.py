from __future__ import annotations

import io
import zipfile

import pytest

from backend import readers
from backend.readers import archive
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
    monkeypatch.setattr(archive, "MAX_BYTES", 1024 * 1024)
    documents = readers.read(making.attachment(zipped(("a.txt", b"0" * 5_000_000), ("b.txt", "court")), "x.zip"))
    assert [document.name for document in documents] == ["x.zip", "b.txt"]
    assert rules(documents) == ["READ-TRUNCATED"]
    assert "1 MB" in documents[0].findings[0].sentence.en


def test_too_many_members_and_too_deep_nesting_are_said(monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    documents = readers.read(making.attachment(zipped(*((f"{n}.txt", "x") for n in range(5))), "x.zip"))
    assert (len(documents), rules(documents)) == (4, ["READ-TRUNCATED"])
    content = zipped(("fond.txt", "tout au fond"))
    for _ in range(8):
        content = zipped(("encore.zip", content))
    documents = readers.read(making.attachment(content, "x.zip"))
    assert (len(documents), rules(documents)) == (readers.MAX_DEPTH, ["READ-TRUNCATED"])


def test_an_archive_that_contains_itself_many_times_ends(monkeypatch):
    monkeypatch.setattr(readers, "MAX_DOCUMENTS", 20)
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
