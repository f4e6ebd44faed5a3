from __future__ import annotations

import pytest

from backend.content import quotation
from backend.model.mail import Address

SUPPLIER = Address("compta@vis-ecrous.fr", "Compta VIS & ÉCROUS")

#: The header block as each client prints it.
# ruff: noqa: E501 - header blocks are easier to compare on one line each
BLOCKS = {
    "Outlook fr": "De : Compta VIS & ÉCROUS <compta@vis-ecrous.fr>\nEnvoyé : lundi 2 novembre 2026 10:12\nÀ : achats@us.fr\nObjet : Facture 12",
    "Outlook fr banner": "-----Message d'origine-----\nDe : Compta VIS & ÉCROUS [mailto:compta@vis-ecrous.fr]\nEnvoyé : lundi\nÀ : Achats\nObjet : Facture 12",
    "Outlook en": "From: Compta VIS & ÉCROUS <compta@vis-ecrous.fr>\nSent: Monday\nTo: achats@us.fr\nCc: x@us.fr\nSubject: Facture 12",
    "Outlook de": "Von: Compta VIS & ÉCROUS <compta@vis-ecrous.fr>\nGesendet: Montag\nAn: achats@us.fr\nBetreff: Facture 12",
    "Outlook es": "De: Compta VIS & ÉCROUS <compta@vis-ecrous.fr>\nEnviado el: lunes\nPara: achats@us.fr\nAsunto: Facture 12",
    "Outlook it": "Da: Compta VIS & ÉCROUS <compta@vis-ecrous.fr>\nInviato: lunedì\nA: achats@us.fr\nOggetto: Facture 12",
    "Outlook nl": "Van: Compta VIS & ÉCROUS <compta@vis-ecrous.fr>\nVerzonden: maandag\nAan: achats@us.fr\nOnderwerp: Facture 12",
    "Gmail": "---------- Forwarded message ---------\nDe : Compta VIS & ÉCROUS <compta@vis-ecrous.fr>\nDate: lun. 2 nov. 2026\nSubject: Facture 12\nTo: <achats@us.fr>",
    "Apple": "Début du message transféré :\n\n> De: Compta VIS & ÉCROUS <compta@vis-ecrous.fr>\n> Objet: Facture 12\n> Date: 2 novembre 2026\n> À: achats@us.fr",
    "bold labels": "*De :* Compta VIS & ÉCROUS <compta@vis-ecrous.fr>\n*Envoyé :* lundi\n*À :* achats@us.fr\n*Objet :* Facture 12",
    "label alone": "De :\nCompta VIS & ÉCROUS <compta@vis-ecrous.fr>\nEnvoyé :\nlundi\nÀ :\nachats@us.fr\nObjet :\nFacture 12",
    "one line": "De : Compta VIS & ÉCROUS <compta@vis-ecrous.fr> Envoyé : lundi À : achats@us.fr Objet : Facture 12",
    "paragraphs": "De : Compta VIS & ÉCROUS <compta@vis-ecrous.fr>\n\nEnvoyé : lundi\n\nÀ : achats@us.fr\n\nObjet : Facture 12",
}


@pytest.mark.parametrize("client", BLOCKS)
def test_the_header_block_of_every_client_names_the_original_sender(client):
    lines = ["Pour toi.", "", *BLOCKS[client].splitlines(), "", "Bonjour,", "voici la facture."]
    (header,) = quotation.headers(lines)
    assert header.sender == SUPPLIER
    assert header.subject == "Facture 12"
    assert [line for line in lines[: header.start] if line] == ["Pour toi."]
    assert [line for line in lines[header.end :] if line] == ["Bonjour,", "voici la facture."]


def test_a_letter_with_a_few_labels_is_no_header_block():
    assert quotation.headers(["Date : 2 mai", "De : 8h à 12h", "Livraison : quai 3"]) == ()
    assert quotation.headers(["Total : 12", "A : 3", "Objet : vis"]) == ()


def test_a_forward_of_a_forward_goes_on_to_the_first_author():
    lines = [
        *BLOCKS["Outlook fr"].replace("Facture 12", "TR: Facture 12").replace("compta@", "paul@").splitlines(),
        "vu",
        *BLOCKS["Outlook en"].splitlines(),
        "x",
    ]
    assert quotation.forwarded(lines)[-1].sender == SUPPLIER


def test_a_thread_that_was_forwarded_is_from_its_last_author():
    lines = [*BLOCKS["Outlook fr"].splitlines(), "oui", *BLOCKS["Outlook en"].replace("compta@", "moi@").splitlines(), "x"]
    assert [header.sender for header in quotation.forwarded(lines)] == [SUPPLIER]


@pytest.mark.parametrize(
    "subject", ["TR: x", "Tr : x", "FW: x", "Fwd: x", "WG: x", "RV: x", "I: x", "Doorst: x", "[EXTERNE] TR: RE: x", "FWD:x"]
)
def test_forward_prefixes_are_known(subject):
    assert quotation.is_forward(subject)


@pytest.mark.parametrize("subject", ["RE: TR: x", "Re: x", "AW: x", "Facture: 12", "Intérêt : x", "", "Commande I 12"])
def test_replies_and_other_subjects_are_no_forwards(subject):
    assert not quotation.is_forward(subject)


def test_history_below_a_reply_is_found():
    lines = ["Merci, c'est bon.", "", "Le lun. 2 nov. 2026 à 10:12, Anne <a@b.fr> a", "écrit :", "", "> la suite ?", "> Anne"]
    assert quotation.history(lines) == frozenset({2, 3, 4, 5, 6})


def test_answers_between_quoted_lines_are_kept():
    lines = ["On Monday, Anne <a@b.fr> wrote:", "> Combien ?", "Douze.", "> Quand ?", "Lundi."]
    assert quotation.history(lines) == frozenset({0, 1, 3})


def test_an_address_without_an_email_keeps_its_name():
    assert quotation.address("Jean Dupont") == Address("", "Jean Dupont")
    assert quotation.address("'j.dupont@x.fr' <j.dupont@x.fr>") == Address("j.dupont@x.fr", "")
    assert quotation.address("Dupont, Jean <j@x.fr>").email == "j@x.fr"
