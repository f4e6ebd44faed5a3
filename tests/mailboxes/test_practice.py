from __future__ import annotations

import pytest

from backend.errors import BadInput, NotAllowed, NotFound
from backend.mailboxes.practice import OWNER, Answers, PracticeMailbox
from backend.model.reply import Reply, ReplyKind
from tests.mailboxes import compound_file
from tests.mailboxes.compound_file import item

REPLY = Reply(ReplyKind.ORDER_STATUS, "Re: Commande été", "<p>Bonjour <b>Anne</b></p>", "fr", "anne@client.fr")


@pytest.fixture
def samples(tmp_path):
    folder = tmp_path / "samples"
    folder.mkdir()
    for day in (1, 2, 3):
        raw = f"From: Anne <anne@client.fr>\r\nTo: adv@us.fr\r\nSubject: Commande {day}\r\nMessage-ID: <{day}@c>\r\n"
        raw += f"Date: {day} Nov 2026 10:00:00 +0000\r\n\r\nx"
        (folder / f"0{day}.eml").write_bytes(raw.encode())
    return folder


@pytest.fixture
def mailbox(tmp_path, samples):
    made = PracticeMailbox(tmp_path / "mailbox")
    made.open_or_create(samples)
    return made


def test_a_new_mailbox_has_the_samples_newest_first_and_unread(mailbox):
    assert mailbox.folders() == ("inbox", "drafts", "sent", "archive")
    inbox = mailbox.messages("inbox")
    assert [(m.subject, m.sender.email, m.unread) for m in inbox] == [(f"Commande {n}", "anne@client.fr", True) for n in (3, 2, 1)]


def test_opening_it_again_adds_nothing_and_an_interrupted_start_is_completed(tmp_path, samples, mailbox):
    PracticeMailbox(tmp_path / "mailbox").open_or_create(samples)
    assert len(mailbox.messages("inbox")) == 3
    (tmp_path / "mailbox" / "samples-delivered").unlink()
    (tmp_path / "mailbox" / "inbox" / "new" / mailbox.messages("inbox")[0].reference.partition("~")[2]).unlink()
    PracticeMailbox(tmp_path / "mailbox").open_or_create(samples)
    assert sorted(m.subject for m in mailbox.messages("inbox")) == ["Commande 1", "Commande 2", "Commande 3"]


def test_reading_a_message_changes_neither_its_bytes_nor_its_reference(mailbox):
    reference = mailbox.messages("inbox")[0].reference
    before = mailbox.raw(reference)
    mailbox.mark_read(reference)
    mailbox.mark_read(reference)
    assert mailbox.raw(reference) == before
    assert not mailbox.summary(reference).unread
    assert mailbox.fetch(reference).subject == "Commande 3"


def test_a_dropped_file_is_attached_to_a_message_to_oneself(mailbox):
    mail = mailbox.fetch(mailbox.deliver(b"%PDF-1.4 x", "dossier/Facture été.pdf"))
    assert (mail.subject, mail.sender, mail.recipients) == ("Facture été", OWNER, (OWNER,))
    assert [(a.name, a.content) for a in mail.attachments] == [("Facture été.pdf", b"%PDF-1.4 x")]
    assert mailbox.messages("inbox")[0].has_attachments


def test_a_dropped_message_is_delivered_as_it_is(mailbox):
    raw = b"Received: from a by b\nFrom: z@b.fr\nSubject: Bonjour\n\nx"
    assert mailbox.raw(mailbox.deliver(raw, "x.eml")).strip() == raw
    assert (
        mailbox.fetch(mailbox.deliver(compound_file.write(item(p0037="Bonjour", p1000="x", p5D01="z@b.fr")), "x.msg")).sender.email
        == "z@b.fr"
    )
    assert mailbox.fetch(
        mailbox.deliver(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le"), "b.msg")
    ).attachments


def test_nothing_is_delivered_of_an_empty_file(mailbox):
    with pytest.raises(BadInput):
        mailbox.deliver(b"", "x.pdf")


def test_a_reply_is_drafted_in_the_thread_edited_and_sent(mailbox):
    original = mailbox.messages("inbox")[0].reference
    draft = mailbox.draft_reply(original, REPLY)
    drafted = mailbox.fetch(draft)
    assert (drafted.in_reply_to, drafted.subject, drafted.text.strip()) == ("<3@c>", "Re: Commande été", "Bonjour Anne")
    mailbox.update_draft(draft, "Re: Commande 3", "Bonjour,\nà demain")
    sent = mailbox.send(draft)
    mail = mailbox.fetch(sent)
    assert (mail.subject, mail.text.strip(), mail.in_reply_to, mail.html) == ("Re: Commande 3", "Bonjour,\nà demain", "<3@c>", "")
    assert mail.recipients[0].email == "anne@client.fr"
    assert mailbox.messages("drafts") == ()
    assert [m.reference for m in mailbox.messages("sent")] == [sent]
    with pytest.raises(NotFound):
        mailbox.send(draft)


def test_a_draft_remembers_its_case_until_it_is_sent(mailbox):
    original = mailbox.messages("inbox")[-1].reference
    draft = mailbox.draft_reply(original, REPLY, "case-7")
    mailbox.update_draft(draft, "Re: Commande", "Bonjour")
    assert mailbox.answers(draft) == Answers("case-7", mailbox.fetch(original).message_id)
    sent = mailbox.send(draft)
    assert b"Countersign-Case" not in mailbox.raw(sent)


def test_only_drafts_are_written_and_sent(mailbox):
    reference = mailbox.messages("inbox")[0].reference
    with pytest.raises(NotAllowed):
        mailbox.send(reference)
    with pytest.raises(NotAllowed):
        mailbox.update_draft(reference, "x", "y")


@pytest.mark.parametrize(
    "reference", ["inbox~../../../etc/passwd", "inbox~*", "inbox~", "sent~nothing", "", "trash~1", "inbox~a\n", "inbox~.hidden"]
)
def test_a_reference_is_no_path(mailbox, reference):
    with pytest.raises(NotFound):
        mailbox.raw(reference)
    with pytest.raises(NotFound):
        mailbox.messages("../inbox")
