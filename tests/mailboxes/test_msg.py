from __future__ import annotations

from backend.mailboxes import msg
from backend.model.mail import Address
from tests.mailboxes import compound_file
from tests.mailboxes.compound_file import attached_item, file, item

PDF = b"%PDF-1.4\n" + b"x" * 5000
ANNE = Address("anne@client.fr", "Anne Été")
HEADERS = "From: =?utf-8?Q?Anne_=C3=89t=C3=A9?= <anne@client.fr>\r\nDate: Mon, 02 Nov 2026 10:00:00 +0100\r\nMessage-ID: <1@client.fr>\r\n"


def test_an_outlook_item_is_read_with_people_and_files():
    paul = {
        "__properties_version1.0": b"",
        "__substg1.0_3001001F": "Paul".encode("utf-16-le"),
        "__substg1.0_39FE001F": "paul@us.fr".encode("utf-16-le"),
    }
    tree = item(
        p0037="Commande 12",
        p1000="Bonjour, 3 vis",
        p007D=HEADERS,
        attachments=(file("été.pdf", PDF), file("logo.png", b"\x89PNG\r\n\x1a\n", "l")),
        recipients=(paul,),
    )
    mail = msg.parse(compound_file.write(tree))
    assert (mail.sender, mail.subject, mail.text, mail.message_id) == (ANNE, "Commande 12", "Bonjour, 3 vis", "<1@client.fr>")
    assert mail.recipients == (Address("paul@us.fr", "Paul"),)
    assert [(a.part, a.name, a.media_type, a.content, a.is_inline) for a in mail.attachments] == [
        ("1", "été.pdf", "application/pdf", PDF, False),
        ("2", "logo.png", "image/png", b"\x89PNG\r\n\x1a\n", True),
    ]


def test_an_item_of_exchange_without_internet_headers_names_its_sender():
    tree = item(p0037="x", p1000="y", p0C1A="Anne Été", p0C1F="/O=EXCHANGE/CN=ANNE", p5D01="Anne@client.fr")
    assert msg.parse(compound_file.write(tree)).sender == ANNE


def test_an_attached_item_that_was_forwarded_is_the_mail():
    inner = item(p0037="Commande 12", p1000="3 vis", p007D=HEADERS, attachments=(file("a.pdf", PDF),))
    outer = item(p0037="TR: Commande 12", p1000="Pour toi", p0C1A="Paul", p5D01="paul@us.fr", attachments=(attached_item(inner),))
    mail = msg.parse(compound_file.write(outer))
    assert (mail.sender, mail.forwarded_by) == (ANNE, Address("paul@us.fr", "Paul"))
    assert [(a.part, a.name, a.content) for a in mail.attachments] == [("1.1", "a.pdf", PDF)]
    assert [line for line in mail.text.splitlines() if line] == ["Pour toi", "3 vis"]


def test_a_broken_item_becomes_an_attachment():
    whole = compound_file.write(item(p0037="Commande 12", p1000="3 vis", attachments=(file("a.pdf", PDF),)))
    for length in (512, 700, 1536, len(whole) // 2, len(whole) - 600):
        mail = msg.parse(whole[:length])
        assert mail.attachments or mail.subject == "Commande 12"
