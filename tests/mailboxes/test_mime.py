from __future__ import annotations

from base64 import b64encode
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.errors import BadInput
from backend.mailboxes import mime
from backend.mailboxes.limits import MAX_BYTES
from backend.model.mail import Address, Verdict
from tests.mailboxes import compound_file

PDF = b"%PDF-1.4\n%not much of a document\n"
ANNE = Address("anne@client.fr", "Anne Été")


def message(subject="Commande", sender="Anne Été <anne@client.fr>", text="Bonjour", files=(), html=""):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "ventes@us.fr, Paul <paul@us.fr>", subject
    made["Date"], made["Message-ID"] = "Mon, 02 Nov 2026 10:00:00 +0100", "<1@client.fr>"
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made


def test_a_message_is_read_with_people_time_and_files():
    mail = mime.parse(message(files=[("été.pdf", PDF)]).as_bytes())
    assert (mail.sender, mail.subject, mail.text.strip(), mail.message_id) == (ANNE, "Commande", "Bonjour", "<1@client.fr>")
    assert mail.recipients == (Address("ventes@us.fr"), Address("paul@us.fr", "Paul"))
    assert mail.received_at == datetime(2026, 11, 2, 9, tzinfo=UTC)
    (attachment,) = mail.attachments
    assert (attachment.part, attachment.name, attachment.media_type, attachment.content) == ("1", "été.pdf", "application/pdf", PDF)
    assert mail.forwarded_by is None


def test_the_newest_received_field_tells_when_it_arrived():
    raw = b"Received: from a by b; Tue, 03 Nov 2026 08:00:00 +0000\nReceived: from c by a; Mon, 02 Nov 2026 08:00:00 +0000\n"
    assert mime.parse(raw + message().as_bytes()).received_at == datetime(2026, 11, 3, 8, tzinfo=UTC)


def test_what_is_written_after_midnight_is_of_that_day_by_its_writers_clock():
    raw = b"Received: from a by b; Tue, 10 Nov 2026 23:41:20 +0000\nDate: Wed, 11 Nov 2026 00:41:13 +0100\nFrom: a@b.fr\n\nBonjour"
    received = mime.parse(raw).received_at
    assert received == datetime(2026, 11, 10, 23, 41, 20, tzinfo=UTC)
    assert received.date() == date(2026, 11, 11)


@pytest.mark.parametrize("written", ["Mon, 01 Jan 0001 00:00:00 +1400", "Fri, 31 Dec 9999 23:59:00 -1200", "yesterday", ""])
def test_a_date_that_no_clock_tells_is_none(written):
    raw = f"Received: from a by b; Tue, 10 Nov 2026 23:41:20 +0000\nDate: {written}\nFrom: a@b.fr\n\nBonjour".encode()
    assert mime.parse(raw).received_at == datetime(2026, 11, 10, 23, 41, 20, tzinfo=UTC)


def test_a_charset_lie_in_the_body_is_seen_through():
    raw = b"From: a@b.fr\nSubject: x\nContent-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: quoted-printable\n\n"
    assert mime.parse(raw + b"Re=C3=A7u 3 pi=C3=A8ces =\nde 20 =E2=82=AC").text == "Reçu 3 pièces de 20 €"
    assert mime.parse(raw + b"Re=E7u 3 pi=E8ces de 20 =80").text == "Reçu 3 pièces de 20 €"


@pytest.mark.parametrize(
    "header",
    [
        'Content-Disposition: attachment; filename="=?utf-8?Q?facture_=C3=A9t=C3=A9.pdf?="',
        "Content-Disposition: attachment; filename*=utf-8''facture%20%C3%A9t%C3%A9.pdf",
        "Content-Disposition: attachment; filename*=iso-8859-1''facture%20%C3%A9t%C3%A9.pdf",
        "Content-Disposition: attachment; filename*0*=utf-8''facture%20; filename*1*=%C3%A9t%C3%A9; filename*2=.pdf",
        'Content-Disposition: attachment\nContent-Type: application/pdf; name="facture été.pdf"',
        'Content-Disposition: attachment; filename="C:\\\\temp\\\\facture été.pdf"',
        'Content-Disposition: attachment; filename="../../facture été.pdf"',
    ],
)
def test_file_names_are_read_however_they_are_written(header):
    raw = f'From: a@b.fr\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n{header}\n\n%PDF-1.4\n--x--\n'
    (attachment,) = mime.parse(raw.encode()).attachments
    assert (attachment.name, attachment.media_type) == ("facture été.pdf", "application/pdf")


def test_a_file_without_a_name_gets_one():
    raw = b'From: a@b.fr\nContent-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: application/pdf\n\n%PDF-1.4\n--x--\n'
    assert mime.parse(raw).attachments[0].name == "document-1.pdf"


def test_subjects_and_senders_with_encoded_words_and_raw_bytes_are_read():
    raw = "From: =?iso-8859-1?Q?Anne_=C9t=E9?= <Anne@Client.fr>\nSubject: =?utf-8?B?Q29tbWFuZGUgw6k=?=\n =?utf-8?B?dMOp?= 12\n\nx"
    mail = mime.parse(raw.encode())
    assert (mail.sender, mail.subject) == (ANNE, "Commande été 12")
    assert mime.parse("From: Été <a@b.fr>\nSubject: Reçu\n\nx".encode("cp1252")).subject == "Reçu"
    assert mime.parse('From: "Été" <a@b.fr>\nSubject: Reçu\n\nx'.encode()).sender == Address("a@b.fr", "Été")


def test_an_inline_pdf_is_a_document_and_a_logo_is_marked_as_shown_inline():
    raw = (
        b'From: a@b.fr\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html\n\n<p>Bonjour<img src="cid:l"></p>\n'
        b"--x\nContent-Type: image/png\nContent-ID: <l>\nContent-Transfer-Encoding: base64\n\n" + b64encode(b"\x89PNG\r\n\x1a\n") + b"\n"
        b'--x\nContent-Type: application/pdf; name="facture.pdf"\nContent-Disposition: inline; filename="facture.pdf"\n\n%PDF-1.4\n--x--\n'
    )
    mail = mime.parse(raw)
    assert [(a.name, a.media_type, a.is_inline, a.content_id) for a in mail.attachments] == [
        ("document-1.png", "image/png", True, "l"),
        ("facture.pdf", "application/pdf", True, ""),
    ]
    assert mail.text == "Bonjour"


def test_text_around_an_attachment_is_all_body():
    raw = (
        b'From: a@b.fr\nContent-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\navant\n'
        b"--x\nContent-Type: application/pdf\n\n%PDF-1.4\n--x\nContent-Type: text/plain\n\napres\n--x--\n"
    )
    assert mime.parse(raw).text.split() == ["avant", "apres"]


def test_a_text_file_is_an_attachment():
    made = message()
    made.add_attachment("A12;3", filename="commande.csv", subtype="csv")
    assert [(a.name, a.media_type) for a in mime.parse(made.as_bytes()).attachments] == [("commande.csv", "text/csv")]


def test_a_forwarded_attachment_is_from_its_original_sender():
    outer = message("TR: Commande 12", "Paul <paul@us.fr>", "Pour toi.")
    outer.add_attachment(message("Commande 12", text="3 vis", files=[("a.pdf", PDF), ("b.pdf", PDF + b"b")]))
    mail = mime.parse(outer.as_bytes())
    assert (mail.sender, mail.forwarded_by) == (ANNE, Address("paul@us.fr", "Paul"))
    assert [line for line in mail.text.splitlines() if line] == ["Pour toi.", "3 vis"]
    assert [(a.part, a.name) for a in mail.attachments] == [("1.1", "a.pdf"), ("1.2", "b.pdf")]


def test_a_message_that_brings_nothing_but_another_one_is_a_forward():
    outer = message("Voir ci-joint", "Paul <paul@us.fr>", "")
    outer.add_attachment(message("Commande 12", text="3 vis"))
    assert mime.parse(outer.as_bytes()).sender == ANNE


def test_a_message_attached_to_a_reply_is_a_document_of_its_own():
    outer = message("RE: Commande 12", "Paul <paul@us.fr>", "Voici l'ancien message.")
    outer.add_attachment(message("Commande 12", text="3 vis", files=[("a.pdf", PDF)]))
    mail = mime.parse(outer.as_bytes())
    assert (mail.sender.email, mail.forwarded_by) == ("paul@us.fr", None)
    assert [(a.part, a.name) for a in mail.attachments] == [("1", "Commande 12.txt"), ("1.1", "a.pdf")]
    assert mail.attachments[0].content.decode().strip() == "3 vis"


def test_a_delivery_report_is_not_from_the_sender_of_what_it_returns():
    raw = (
        b'From: MAILER-DAEMON@us.fr\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary="x"\n\n'
        b"--x\nContent-Type: text/plain\n\nsorry\n--x\nContent-Type: message/delivery-status\n\nAction: failed\n\nTo: z\n"
        b"--x\nContent-Type: message/rfc822\n\nFrom: paul@us.fr\nSubject: hello\n\nhello\n--x--\n"
    )
    assert mime.parse(raw).sender.email == "mailer-daemon@us.fr"


def test_an_attached_eml_file_and_one_in_base64_are_opened():
    inner = message("Commande 12", text="3 vis", files=[("a.pdf", PDF)]).as_bytes()
    as_file = mime.parse(message("FW: x", "p@us.fr", files=[("mail.eml", inner)]).as_bytes())
    raw = b'From: p@us.fr\nSubject: FW: x\nContent-Type: multipart/mixed; boundary="x"\n\n'
    raw += b"--x\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
    in_base64 = mime.parse(raw + b64encode(inner) + b"\n--x--\n")
    for mail in (as_file, in_base64):
        assert (mail.sender, [a.part for a in mail.attachments]) == (ANNE, ["1.1"])


def test_an_inline_forward_is_from_its_original_sender():
    text = (
        "Peux-tu saisir ?\n\nDe : Anne Été <anne@client.fr>\nEnvoyé : lundi\nÀ : paul@us.fr\nObjet : Commande 12\n\nBonjour,\n3 vis A12\n"
    )
    mail = mime.parse(message("TR: Commande 12", "Paul <paul@us.fr>", text).as_bytes())
    assert (mail.sender, mail.forwarded_by) == (ANNE, Address("paul@us.fr", "Paul"))
    assert [line for line in mail.text.splitlines() if line] == ["Peux-tu saisir ?", "Bonjour,", "3 vis A12"]


def test_an_inline_forward_in_html_only_is_from_its_original_sender():
    html = (
        "<div>Pour toi</div><div><b>De :</b> Anne Été &lt;anne@client.fr&gt;<br><b>Envoyé :</b> lundi<br><b>À :</b> Paul<br>"
        "<b>Objet :</b> Commande 12</div><p>3 vis</p>"
    )
    made = EmailMessage()
    made["From"], made["Subject"] = "Paul <paul@us.fr>", "TR: Commande 12"
    made.set_content(html, subtype="html")
    mail = mime.parse(made.as_bytes())
    assert mail.sender == ANNE
    assert [line for line in mail.text.splitlines() if line] == ["Pour toi", "3 vis"]


def test_the_quoted_history_of_a_reply_is_not_a_forward():
    text = "Non merci.\n\nDe : Anne Été <anne@client.fr>\nEnvoyé : lundi\nÀ : paul@us.fr\nObjet : Commande 12\n\nBonjour"
    mail = mime.parse(message("RE: Commande 12", "Paul <paul@us.fr>", text).as_bytes())
    assert (mail.sender.email, mail.forwarded_by) == ("paul@us.fr", None)


def test_winmail_dat_is_opened():
    outer = message("Facture", text="", files=[("winmail.dat", compound_file.winmail(("facture.pdf", PDF), body="Voir pièce jointe"))])
    mail = mime.parse(outer.as_bytes())
    assert [(a.part, a.name, a.content) for a in mail.attachments] == [("1.1", "facture.pdf", PDF)]
    assert mail.text == "Voir pièce jointe"


def test_a_broken_winmail_dat_stays_an_attachment():
    broken = b"\x78\x9f\x3e\x22" + b"\xff" * 40
    assert [a.media_type for a in mime.parse(message(files=[("winmail.dat", broken)]).as_bytes()).attachments] == ["application/ms-tnef"]


def test_only_the_topmost_authentication_results_count():
    top = b"Authentication-Results: mx.us.fr; spf=fail (not allowed) smtp.mailfrom=x; dkim=none; dmarc=fail header.from=client.fr\n"
    forged = b"Authentication-Results: mx.us.fr; spf=pass; dkim=pass; dmarc=pass\n"
    result = mime.parse(top + forged + message().as_bytes()).authentication
    assert (result.spf, result.dkim, result.dmarc, result.failed) == (Verdict.FAIL, Verdict.NONE, Verdict.FAIL, True)
    assert not mime.parse(message().as_bytes()).authentication.failed


def test_messages_nested_beyond_reason_stay_closed_instead_of_failing():
    raw = message(text="tout au fond").as_bytes()
    for _ in range(12):
        outer = message("RE: x", "p@us.fr")
        outer.add_attachment(raw, maintype="application", subtype="octet-stream", filename="mail.eml")
        raw = outer.as_bytes()
    assert mime.parse(raw).attachments[-1].media_type == "message/rfc822"
    deep = (
        b"From: a@b.fr\nSubject: x\n"
        + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000))
        + b"\nhello"
    )
    assert mime.parse(deep).attachments[0].content == deep


def test_nothing_and_too_much_are_refused():
    for content in (b"", b"x" * (MAX_BYTES + 1)):
        with pytest.raises(BadInput):
            mime.parse(content)


FRAGMENTS = [
    b"From: a@b\n",
    b"Subject: TR: x\n",
    b"Content-Type: multipart/mixed; boundary=x\n",
    b"Content-Type: message/rfc822\n",
    b"Content-Type: text/html; charset=utf-99\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: x-uuencode\n",
    b"Content-Disposition: attachment; filename*=x'y'%zz\n",
    b"Content-ID: <a>\n",
    b"Date: nonsense\n",
    b"De : a\nObjet : b\nEnvoy\xe9 : c\n",
    b"=?utf-8?q?=?=",
    b"<table><tr>",
    b"--x\n",
    b"--x--\n",
    b"\n",
    b"\xff\xfe\x00",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.binary(max_size=20), min_size=1, max_size=14).map(b"".join).filter(bool))
def test_no_bytes_make_it_raise(raw):
    mail = mime.parse(raw)
    assert len({attachment.part for attachment in mail.attachments}) == len(mail.attachments)
