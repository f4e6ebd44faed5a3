from __future__ import annotations

import pytest

from backend.errors import BadInput
from backend.mailboxes.upload import mail_of
from tests.mailboxes import compound_file
from tests.mailboxes.compound_file import item

PDF = b"%PDF-1.4\n"


def test_a_bare_file_is_a_mail_with_that_attachment_and_no_sender():
    mail = mail_of("../dossier/facture 12.pdf", PDF)
    assert (mail.subject, mail.sender.email, mail.text) == ("facture 12", "", "")
    assert [(a.part, a.name, a.media_type, a.content) for a in mail.attachments] == [("1", "facture 12.pdf", "application/pdf", PDF)]


def test_messages_are_known_by_their_bytes():
    assert mail_of("x.bin", b"Received: from a by b\nFrom: a@b.fr\nSubject: Bonjour\n\nx").subject == "Bonjour"
    assert mail_of("x.eml", b"From: a@b.fr\nSubject: Bonjour\n\nx").subject == "Bonjour"
    assert mail_of("x", compound_file.write(item(p0037="Bonjour", p1000="x"))).subject == "Bonjour"


def test_a_file_without_a_name_gets_one():
    assert mail_of("", PDF).attachments[0].name == "document-1.pdf"


def test_an_empty_file_is_refused_in_both_languages():
    with pytest.raises(BadInput) as refusal:
        mail_of("x.pdf", b"")
    assert (refusal.value.message, refusal.value.fr) == ("The file is empty.", "Le fichier est vide.")
