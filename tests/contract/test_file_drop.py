"""A file drop, held to the contract of connectors in a folder and over SFTP: acknowledgements, crashes, and what may not be reached."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from io import StringIO
from pathlib import Path

import msgspec
import paramiko
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.file_drop import Config, FileDrop
from backend.connectors.file_drop.folder import Folder
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, PostingRejected
from backend.model.case import Receipt
from backend.model.catalog import Catalog, union
from backend.model.kept import OrderChange
from backend.model.trade import CreditNote, Invoice, Line, Order, Party, Totals
from backend.settings import Settings
from backend.store import Organisation, open_store
from tests.contract.connectors import FILE, MAIL, PostingContract
from tests.contract.doubles import sftp
from tests.contract.doubles.middleware import MASTER_DATA

FOLDERS = ("out", "originals", "catalog", "acks")
COUTEAU = Line("MD-1001", "Couteau de chef", Decimal(24), Decimal("14.20"), Decimal("340.80"), "C62", Decimal(20), "CF1/1")
VERRE = Line("MD-4001", "Verre à vin 35 cl", Decimal(10), Decimal("16.50"), Decimal("165.00"), "C62", Decimal(20))
ORDER = Order("CDE-1999", date(2026, 11, 16), "EUR", Party("C1", "Brasserie du Confluent"), (VERRE,), totals=Totals(Decimal("165.00")))
INVOICE = Invoice(
    "FA-1", date(2026, 11, 3), "EUR", Party("F1", "Coutellerie Vial"), (COUTEAU,),
    Totals(Decimal("340.80"), Decimal("68.16"), Decimal("408.96")), date(2026, 12, 3), "CF-138",
    tax_breakdown=((Decimal(20), Decimal("340.80"), Decimal("68.16")),),
)  # fmt: skip


def open_drop(config, folder, organisation="delorme"):
    """The connector of an organisation with receipts of its own, as every process opens it."""
    store = open_store(Settings(data_folder=folder / "var"))
    store.add_organisation(Organisation(organisation, "Delorme SAS"))
    receipts = store.scoped(organisation).receipts
    return FileDrop(config, Surroundings(Claims(folder / "claims"), "", organisation, receipts, folder / "drops"))


def pem():
    key = Ed25519PrivateKey.generate()
    encoding, shape = serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH
    return key.private_bytes(encoding, shape, serialization.NoEncryption()).decode()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """A store as it is made, which takes longer than to copy it."""
    folder = tmp_path_factory.mktemp("fresh")
    open_store(Settings(data_folder=folder)).database.engine.dispose()
    return folder


@pytest.fixture
def drop(tmp_path, fresh):
    """The organisation's folder, with its ERP's master data."""
    shutil.copytree(fresh, tmp_path / "var")
    root = tmp_path / "drops" / "delorme"
    for name in FOLDERS:
        (root / name).mkdir(parents=True)
    (root / "catalog" / "all.json").write_bytes(msgspec.json.encode(MASTER_DATA))
    return root


@pytest.fixture
def config(drop):
    return Config(drop.as_uri())


class FileDropContract(PostingContract):
    has_links = False

    @pytest.fixture
    def opened(self, config, tmp_path):
        return partial(open_drop, config, tmp_path)

    @pytest.fixture
    def order(self):
        return ORDER

    @pytest.fixture
    def invoice(self):
        return INVOICE

    @pytest.fixture
    def credit_note(self):
        line = replace(COUTEAU, quantity=Decimal(2), line_amount=Decimal("28.40"))
        totals = Totals(Decimal("28.40"), Decimal("5.68"), Decimal("34.08"))
        supplier = Party("F1", "Coutellerie Vial")
        return CreditNote("AV-1", date(2026, 11, 6), "EUR", supplier, (line,), totals, preceding_invoice_reference="FA-1")

    @pytest.fixture(autouse=True)
    def look_into(self, drop):
        self.drop = drop

    def count(self, connector, document):  # noqa: ARG002 -- the folder is looked into
        number = document.order_number if isinstance(document, Order) else document.invoice_number
        documents = [json.loads(file.read_bytes())["document"] for file in visible(self.drop / "out")]
        return sum(number in {one.get("order_number"), one.get("invoice_number")} for one in documents)

    def totals(self, connector, receipt):  # noqa: ARG002 -- the folder is looked into
        written = json.loads((self.drop / "out" / receipt.id).read_bytes())["document"]["totals"]
        return Totals(**{name: None if amount is None else Decimal(amount) for name, amount in written.items()})

    def kept_files(self, connector, receipt):  # noqa: ARG002 -- the folder is looked into
        mails = [json.loads(file.read_bytes()) for file in (self.drop / "originals").glob(f"{receipt.number}.mail.*")]
        listed = {one["file"]: one["name"] for mail in mails for one in mail["files"]}
        assert set(listed) == {file.name for file in (self.drop / "originals").glob(f"{receipt.number}.*.pdf")}
        return sorted(listed.values())

    def history(self, connector, receipt):  # noqa: ARG002 -- the folder is looked into
        return [file.read_text() for file in (self.drop / "originals").glob(f"{receipt.number}.note.*")]


class TestFolder(FileDropContract):
    def test_master_data_are_those_of_the_catalog_files(self, connector, drop):
        assert union(connector.fetch_catalog()) == MASTER_DATA
        assert next(iter(connector.fetch_catalog())).own_name == MASTER_DATA.own_name
        (drop / "catalog" / "more.json").write_text('{"items": [{"id": "MD-9", "description": "Louche"}]}')
        assert [item.id for item in connector.fetch_items(["MD-9", "no such item", "MD-1001"])] == ["MD-1001", "MD-9"]
        assert [one.id for one in connector.fetch_customers(["C1"])] + [one.id for one in connector.fetch_suppliers(["F1"])] == ["C1", "F1"]
        assert [one.number for one in connector.find_purchase_orders(["CF-138", "no such"], "F1")] == ["CF-138"]

    def test_a_catalog_that_cannot_be_read_or_is_empty_is_reported(self, connector, drop):
        file = drop / "catalog" / "all.json"
        file.write_text('{"items": [{"id": 1')
        (finding,) = connector.check()
        assert "all.json" in finding.sentence.fr
        with pytest.raises(ConnectorMisconfigured, match=r"all\.json"):
            union(connector.fetch_catalog())
        file.unlink()
        assert [one.rule for one in connector.check()] == ["ERP-CATALOG"]
        assert union(connector.fetch_catalog()) == Catalog()


@pytest.fixture(scope="module")
def keys():
    """The server's key and the user's, as text."""
    return pem(), pem()


@contextmanager
def serving(keys, drop, **how):
    host, user = (paramiko.Ed25519Key.from_private_key(StringIO(text)) for text in keys)
    with sftp.serving(drop, host, user, **how) as port:
        yield Config(f"sftp://127.0.0.1:{port}/", user=sftp.USER, password=sftp.PASSWORD, fingerprint=host.fingerprint)


@pytest.fixture
def server(keys, drop):
    with serving(keys, drop) as config:
        yield config


class TestSftp(FileDropContract):
    @pytest.fixture
    def config(self, server):
        return server

    def test_a_private_key_that_lost_its_line_ends_opens_too(self, server, keys, tmp_path):
        for between in ("\n", " ", ""):
            config = replace(server, password="", private_key=between.join(keys[1].split("\n")))
            assert list(open_drop(config, tmp_path).check()) == []
        broken = "-----BEGIN OPENSSH PRIVATE KEY-----AAAA-----END OPENSSH PRIVATE KEY-----"
        with refused():
            open_drop(replace(server, private_key=broken), tmp_path).find("key")

    def test_a_server_with_another_key_is_told_no_password(self, server, tmp_path, monkeypatch):
        tried = []
        monkeypatch.setattr(paramiko.Transport, "auth_password", lambda *_: tried.append(1))
        for fingerprint in ("", "SHA256:" + "A" * 43):
            connector = open_drop(replace(server, fingerprint=fingerprint), tmp_path)
            (finding,) = connector.check()
            assert server.fingerprint in finding.sentence.en
            with pytest.raises(ConnectorMisconfigured):
                connector.post(ORDER, "key")
        assert tried == []

    def test_a_wrong_password_is_for_the_administrator_and_is_not_quoted(self, server, tmp_path):
        connector = open_drop(replace(server, password="wr0ng"), tmp_path)
        with pytest.raises(ConnectorMisconfigured) as caught:
            connector.post(ORDER, "key")
        assert "wr0ng" not in caught.value.message + repr(connector._config)

    def test_a_server_that_is_away_is_tried_again_later(self, server, tmp_path):
        connector = open_drop(replace(server, url="sftp://127.0.0.1:9/"), tmp_path)
        with pytest.raises(ConnectorUnavailable):
            connector.post(ORDER, "key")
        assert connector.check()


def assert_keeps_what_is_foreign(connector, drop):
    name = connector._name("key")
    (drop / "out" / name).write_text("foreign")
    with pytest.raises(ConnectorMisconfigured, match=name):
        connector.post(ORDER, "key")
    assert (drop / "out" / name).read_text() == "foreign"
    (drop / "out" / name).unlink()
    assert connector.post(ORDER, "key").id == name


class TestSftpWhereRenamingTakesTwoSteps:
    @pytest.fixture
    def server(self, keys, drop):
        with serving(keys, drop, extended=False, pause=0.05) as config:
            yield config

    def test_the_same_key_from_many_threads_drops_one_file(self, server, drop, tmp_path):
        connector = open_drop(server, tmp_path)
        with ThreadPoolExecutor(8) as pool:
            receipts = set(pool.map(lambda _: connector.post(ORDER, "key"), range(16)))
        assert len(receipts) == 1
        assert len(list((drop / "out").iterdir())) == 1

    def test_a_file_that_a_crash_of_the_server_left_with_both_names_was_sent(self, server, drop, tmp_path):
        connector = open_drop(server, tmp_path)
        receipt = connector.post(ORDER, "key")
        promised = connector._receipts.get(f"{receipt.id}.sent").id
        os.link(drop / "out" / receipt.id, drop / "out" / promised)
        assert connector.post(ORDER, "key") == receipt == connector.find("key")
        assert [file.name for file in (drop / "out").iterdir()] == [receipt.id]

    def test_a_foreign_file_of_the_same_name_is_not_overwritten(self, server, drop, tmp_path):
        assert_keeps_what_is_foreign(open_drop(server, tmp_path), drop)


def visible(folder):
    return sorted(file for file in folder.iterdir() if not file.name.startswith("."))


def test_names_are_made_of_the_key_and_hashes_and_never_of_the_mail(config, drop, tmp_path):
    connector = open_drop(config, tmp_path)
    receipt = connector.post(replace(ORDER, order_number="../../evil"), "../k e/y")
    connector.attach(receipt, replace(MAIL, subject="../subject"), [replace(FILE, name="../../evil.exe")])
    assert receipt.number.startswith("key-")
    names = [file.name for folder in FOLDERS for file in (drop / folder).iterdir() if folder != "catalog"]
    assert [name for name in names if not name.startswith(receipt.number) or "evil" in name or "subject" in name] == []
    assert len(names) == 3


def test_what_the_erp_picked_up_is_not_written_again(config, drop, tmp_path):
    receipt = open_drop(config, tmp_path).post(ORDER, "key")
    for _ in range(2):
        open_drop(config, tmp_path).attach(receipt, MAIL, [FILE])
        for folder in ("out", "originals"):
            for file in (drop / folder).iterdir():
                file.unlink()
    assert open_drop(config, tmp_path).post(ORDER, "key") == receipt == open_drop(config, tmp_path).find("key")
    assert list((drop / "out").iterdir()) == list((drop / "originals").iterdir()) == []


def test_a_file_that_was_not_picked_up_is_removed_with_its_originals(config, drop, tmp_path):
    connector = open_drop(config, tmp_path)
    receipt, other = connector.post(ORDER, "key"), connector.post(ORDER, "key too")
    connector.attach(receipt, MAIL, [FILE])
    connector.cancel(receipt)
    assert [file.name for file in (drop / "out").iterdir()] == [other.id]
    assert list((drop / "originals").iterdir()) == []


def test_a_file_that_was_picked_up_cannot_be_taken_back(config, drop, tmp_path):
    connector = open_drop(config, tmp_path)
    receipt = connector.post(ORDER, "key")
    (drop / "out" / receipt.id).unlink()
    with pytest.raises(PostingRejected, match="taken") as caught:
        connector.cancel(receipt)
    assert caught.value.fr


def test_a_cancellation_that_was_cut_short_is_finished(config, drop, tmp_path):
    connector = open_drop(config, tmp_path)
    receipt = connector.post(ORDER, "key")
    (drop / "out" / receipt.id).rename(drop / "out" / f".cancelled.{receipt.id}")
    for _ in range(2):
        connector.cancel(receipt)
        assert list((drop / "out").iterdir()) == []


def test_a_folder_that_is_gone_does_not_pass_for_a_file_that_was_taken(config, drop, tmp_path):
    connector = open_drop(config, tmp_path)
    receipt = connector.post(ORDER, "key")
    (drop / "out").rename(drop / "elsewhere")
    with refused():
        connector.find("key")
    with refused():
        connector.cancel(receipt)


def test_a_foreign_file_of_the_same_name_is_not_overwritten(config, drop, tmp_path):
    assert_keeps_what_is_foreign(open_drop(config, tmp_path), drop)


@pytest.mark.parametrize(
    ("layout", "ending", "start"),
    [
        ("json", "json", b'{\n "type": "order"'),
        ("CSV", "csv", b"key;document_type"),
        ("ubl", "xml", b"<?xml"),
        ("edifact", "edi", b"UNA:+.? '"),
    ],
)
def test_each_layout_has_its_ending_and_says_our_name_for_the_document(config, drop, tmp_path, layout, ending, start):
    connector = open_drop(replace(config, layout=layout), tmp_path)
    receipt = connector.post(replace(ORDER, order_number=""), "key")
    assert receipt.id == f"{receipt.number}.{ending}"
    content = (drop / "out" / receipt.id).read_bytes()
    assert content.startswith(start)
    assert receipt.number.encode() in content


def test_ubl_needs_our_own_name_and_edifact_takes_no_invoice(config, drop, tmp_path):
    with pytest.raises(PostingRejected, match="orders only"):
        open_drop(replace(config, layout="edifact"), tmp_path).post(INVOICE, "key")
    (drop / "catalog" / "all.json").write_bytes(msgspec.json.encode(replace(MASTER_DATA, own_name="")))
    connector = open_drop(replace(config, layout="ubl"), tmp_path)
    assert [finding.rule for finding in connector.check()] == ["ERP-COMPANY"]
    with refused():
        connector.post(INVOICE, "key")
    assert list((drop / "out").iterdir()) == []


class TestAcknowledgements:
    @pytest.fixture
    def connector(self, config, tmp_path):
        return open_drop(replace(config, acknowledgements="acks"), tmp_path)

    @pytest.fixture
    def name(self, connector, drop):
        with pytest.raises(ConnectorUnavailable, match="awaited"):
            connector.post(INVOICE, "key")
        (file,) = visible(drop / "out")
        assert connector.find("key") is None
        return file.name

    def test_an_accepted_file_has_the_erps_number_and_keeps_it(self, connector, name, drop):
        stem = name.removesuffix(".json")
        others = [{"key": "somebody-else", "status": "accepted", "number": "V-1"}, {"key": name, "status": "accepted", "number": "A-77"}]
        (drop / "acks" / "today.json").write_text(json.dumps(others))
        (drop / "acks" / "broken.json").write_text("{")
        assert connector.find("key") == Receipt(name, "A-77") == connector.post(INVOICE, "key")
        (drop / "acks" / "today.json").unlink()
        assert connector.find("key") == Receipt(name, "A-77")
        assert [file.stem for file in visible(drop / "out")] == [stem]
        assert [finding.rule for finding in connector.check()] == ["ERP-ACKNOWLEDGEMENT"]

    @pytest.mark.parametrize("separator", [";", ",", "\t"])
    def test_a_table_is_read_when_its_last_row_is_whole(self, connector, name, drop, separator):
        rows = (("Status", "Key", "Number", "Message"), ("accepted", name.removesuffix(".json"), "A-77", ""))
        text = "\n".join(separator.join(row) for row in rows)
        file = drop / "acks" / "acks.csv"
        file.write_text(text)
        assert connector.find("key") is None
        file.write_bytes(b"\xef\xbb\xbf" + text.encode() + b"\r\n")
        assert connector.find("key") == Receipt(name, "A-77")

    def test_a_rejection_is_told_in_the_erps_words_and_the_next_file_has_another_name(self, connector, name, drop):
        stem = name.removesuffix(".json")
        (drop / "acks" / f"{stem}.json").write_text(json.dumps({"key": stem, "status": "rejected", "message": "La période est close."}))
        (drop / "out" / name).unlink()
        assert connector.find("key") is None
        with pytest.raises(PostingRejected, match="La période est close") as caught:
            connector.post(INVOICE, "key")
        assert caught.value.fr == ""

        for _ in range(2):
            with pytest.raises(ConnectorUnavailable):
                connector.post(INVOICE, "key")
        (second,) = visible(drop / "out")
        assert second.name == f"{stem}-2.json"
        (drop / "acks" / "second.json").write_text(json.dumps({"key": second.stem, "status": "accepted", "number": "A-78"}))
        assert connector.find("key") == Receipt(second.name, "A-78")

    def test_what_was_accepted_once_is_accepted(self, connector, name, drop):
        rows = [{"key": name, "status": status, "number": "A-77"} for status in ("rejected", "accepted", "rejected")]
        (drop / "acks" / "all.json").write_text(json.dumps(rows))
        assert connector.post(INVOICE, "key").number == "A-77"

    def test_what_the_erp_has_accepted_is_cancelled_there(self, connector, name, drop):
        (drop / "acks" / "a.json").write_text(json.dumps({"key": name, "status": "accepted", "number": "A-77"}))
        with pytest.raises(PostingRejected, match="A-77"):
            connector.cancel(connector.post(INVOICE, "key"))
        assert (drop / "out" / name).exists()


def post_and_die(opened, at):
    """Post, killed at the deed of this number that reaches the disk."""
    deeds = 0

    def dying(deed):
        def counted(*arguments):
            nonlocal deeds
            deeds += 1
            if deeds == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return deed(*arguments)

        return counted

    os.fsync, Path.rename = dying(os.fsync), dying(Path.rename)
    opened().post(ORDER, "key")


@pytest.mark.parametrize("at", [1, 2, 3])
def test_killed_while_writing_it_leaves_no_half_file_and_the_next_attempt_writes_one(config, drop, tmp_path, at):
    opened = partial(open_drop, config, tmp_path)
    opened()
    process = multiprocessing.get_context("fork").Process(target=post_and_die, args=(opened, at))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    before = visible(drop / "out")
    assert len(before) == (at == 3)
    for file in before:
        file.unlink()
    opened().post(ORDER, "key")
    assert len(visible(drop / "out")) == (at < 3)
    assert all(json.loads(file.read_bytes())["document"] for file in visible(drop / "out"))
    assert len(list((drop / "out").iterdir())) == (at < 3)


class Line:
    """The line to the folder, which can be cut at one deed: before it is done, or after."""

    def __init__(self, monkeypatch):
        self.calls, self.cut_at, self.after = 0, 0, False
        for name in ("names", "read", "write_new", "rename", "remove"):
            monkeypatch.setattr(Folder, name, self._cuttable(getattr(Folder, name)))

    def _cuttable(self, deed):
        def called(*arguments):
            self.calls += 1
            if self.calls == self.cut_at and not self.after:
                raise ConnectionResetError
            answer = deed(*arguments)
            if self.calls == self.cut_at:
                raise ConnectionResetError
            return answer

        return called


def picked_up(drop):
    """How many files the ERP finds and takes."""
    found = visible(drop / "out")
    for file in found:
        file.unlink()
    return len(found)


@pytest.mark.parametrize("after", [True, False], ids=["answer lost", "call lost"])
def test_wherever_the_line_is_cut_the_erp_sees_one_file_however_fast_it_takes_it(config, drop, tmp_path, monkeypatch, after):
    connector, line = open_drop(config, tmp_path), Line(monkeypatch)
    line.after = after
    for at in range(1, 30):
        line.calls, line.cut_at = 0, at
        try:
            connector.post(ORDER, f"cut at {at}")
        except ConnectorUnavailable:
            seen = picked_up(drop)
        else:
            break
        receipt = connector.post(ORDER, f"cut at {at}")
        assert seen + picked_up(drop) == 1, f"cut at {at}"
        assert connector.find(f"cut at {at}") == receipt
        assert list((drop / "out").iterdir()) == []
    assert 5 < at < 29


def test_a_full_disk_leaves_nothing_and_is_tried_again(config, drop, tmp_path, monkeypatch):
    connector = open_drop(config, tmp_path)

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(ConnectorUnavailable):
            connector.post(ORDER, "key")
    assert visible(drop / "out") == []
    connector.post(ORDER, "key")
    assert [len(list((drop / "out").iterdir())), len(visible(drop / "out"))] == [1, 1]


@contextmanager
def refused():
    with pytest.raises(ConnectorMisconfigured) as caught:
        yield
    assert caught.value.fr


def test_no_folder_outside_the_organisations_own_is_reached(drop, tmp_path):
    outside = [tmp_path, tmp_path / "drops", tmp_path / "drops" / "another", drop / ".." / "another", drop / "link"]
    (tmp_path / "drops" / "another").mkdir()
    (drop / "link").symlink_to(tmp_path)
    for folder in outside:
        with refused():
            open_drop(Config(f"file://{folder}"), tmp_path).find("key")
    for organisation in ("", "..", "."):
        with refused():
            FileDrop(Config(drop.as_uri()), Surroundings(Claims(tmp_path), "", organisation, drop_root=tmp_path / "drops")).find("key")
    with refused():
        FileDrop(Config(drop.as_uri()), Surroundings(Claims(tmp_path), "", "delorme")).find("key")
    assert open_drop(Config(drop.as_uri()), tmp_path).find("key") is None


def test_no_link_leads_out_of_the_folder(config, drop, tmp_path):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "all.json").write_text('{"own_name": "secret"}')
    (drop / "catalog" / "all.json").unlink()
    (drop / "catalog" / "all.json").symlink_to(secret / "all.json")
    assert union(open_drop(config, tmp_path).fetch_catalog()) == Catalog()
    (drop / "catalog" / "all.json").unlink()
    (drop / "catalog").rmdir()
    (drop / "catalog").symlink_to(secret)
    with refused():
        union(open_drop(config, tmp_path).fetch_catalog())


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "https://erp.example/"},
        {"url": "file://server/share"},
        {"url": "file:relative"},
        {"url": "sftp://user:pass@erp.example/"},
        {"url": "sftp://erp.example:port/"},
        {"url": "sftp://erp.example/"},
        {"outgoing": "../out"},
        {"outgoing": "a/b"},
        {"outgoing": ".hidden"},
        {"originals": "out"},
        {"layout": "docx"},
        {"columns": "Montant=no_such_field"},
        {"columns": "quantity"},
        {"separator": "ab"},
        {"decimal_mark": "x"},
        {"encoding": "no-such-encoding"},
    ],
)
def test_an_answer_that_cannot_be_used_is_refused_in_a_sentence_that_quotes_no_secret(config, tmp_path, wrong):
    with pytest.raises(ConnectorMisconfigured) as caught:
        open_drop(replace(config, **wrong), tmp_path)
    assert caught.value.fr
    assert "pass@" not in caught.value.message


@pytest.mark.parametrize(
    ("layout", "words"),
    [
        ("json", ('"order_change"', '"CV-1"')),
        ("csv", ("order_change",)),
        ("ubl", ("<OrderChange", "<cbc:SalesOrderID>CV-1<", "<cbc:LineStatusCode>2<", "<cbc:LineStatusCode>3<")),
        ("edifact", ("ORDCHG:D:96A:UN", "BGM+230", "RFF+ON:CDE-1999", "LIN+1+3", "LIN+2+2")),
    ],
)
def test_a_change_of_an_order_is_dropped_once_in_every_layout(drop, tmp_path, layout, words):
    connector = open_drop(Config(drop.as_uri(), layout=layout), tmp_path)
    lines = (replace(VERRE, quantity=Decimal(12)), replace(COUTEAU, quantity=Decimal(0)))
    change = OrderChange(**{**vars(ORDER), "lines": lines}, kept=connector.read(Receipt("CV-1", "CV-1")))
    receipt = connector.change(change, "key")
    assert connector.change(change, "key") == receipt == connector.find("key")
    (file,) = (drop / "out").iterdir()
    assert all(word.encode() in file.read_bytes() for word in words)
