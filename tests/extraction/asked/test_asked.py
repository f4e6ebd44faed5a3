"""What a message asks for, read word by word by the reader that is shipped."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from backend.extraction.asked import asked_for
from backend.extraction.asked.chunks import Cuts, wanted
from backend.extraction.asked.labels import LABELS, may_follow, with_memory
from backend.extraction.asked.tokens import tokens_of
from backend.extraction.candidates import candidates
from backend.extraction.thoughts import thoughts
from backend.model.mail import Address, Mail
from backend.readers.body import read_body

SENT = datetime(2026, 11, 10, 9, tzinfo=UTC)


def asked(text="", language="fr", html="", subject="Commande"):
    mail = Mail("1", subject, Address("anne@client.fr", "Anne"), received_at=SENT, text=text, html=html)
    body = read_body(mail)
    return asked_for(candidates(body, [page.number for page in body.pages], language), mail)


def counted(asking):
    return [(line["quantity"].value, line["description"].value) for line in asking.lines]


def test_the_items_of_a_sentence_are_those_that_are_wanted():
    text = (
        "Bonjour,\n\nIl nous faudrait 12 cartons de gants nitrile taille M et 3 bidons de savon neutre 5 l. "
        "Les 4 cartons de la semaine dernière sont bien arrivés.\n\nMerci"
    )
    assert counted(asked(text)) == [("12", "gants nitrile taille M"), ("3", "savon neutre 5 l")]


def test_a_list_has_its_counts_behind_its_things():
    text = "Guten Tag,\n\nLachsfilet mit Haut - 6 kg\nZander ganz - 4 kg\nZitronen - 1 Kiste\n\nGruß\nNino"
    asking = asked(text, "de")
    assert counted(asking) == [("6", "Lachsfilet mit Haut"), ("4", "Zander ganz"), ("1", "Zitronen")]
    assert [line["unit_code"].value for line in asking.lines[:2]] == ["KGM", "KGM"]


def test_a_table_of_a_message_has_references_and_no_head_need_name_them():
    rows = (("PW-1010", "Poloshirt navy L", "15"), ("PW-2040", "Softshell jas grijs M", "3"), ("PW-1130", "Sweater navy XL", "8"))
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    asking = asked(language="nl", html=f"<p>Beste,</p><p>graag bestellen wij:</p><table>{cells}</table><p>Groet, Lieke</p>")
    assert [(line["seller_item_id"].value, line["quantity"].value) for line in asking.lines] == [(code, count) for code, _, count in rows]


def test_an_order_may_stand_in_the_subject_alone_if_it_is_no_others():
    subject = "Commande 3 toners TN-2420 noir et 20 ramettes A4"
    text = "Voir objet, merci.\n\nSandrine"
    asking = asked(text, subject=subject)
    assert [line["quantity"].value for line in asking.lines] == ["3", "20"]
    assert {field.evidence.excerpt for line in asking.lines for field in line.values()} == {subject}
    assert all(field.evidence.box is None for line in asking.lines for field in line.values())
    assert asked(text, subject=f"RE: {subject}").lines == ()


def test_what_the_text_tells_at_length_the_subject_does_not_tell_again():
    text = "Bonjour,\n\nmerci de nous livrer :\n- 3 toners TN-2420 noir\n- 20 ramettes A4\n\nSandrine"
    assert len(asked(text, subject="Commande 3 toners et 20 ramettes").lines) == 2


def test_who_only_asks_after_an_order_asks_for_nothing():
    text = "Bonjour,\n\nOù en est notre commande 74410 (20 casques et 12 gilets) passée le 12 octobre ? Nous n'avons rien reçu.\n\nMerci"
    assert asked(text).lines == ()
    assert asked("").lines == ()


def test_every_value_is_for_a_person_to_look_at_and_shows_its_place():
    text = "Bonjour,\n\nMerci de nous livrer 12 sacs de farine T65. Livraison souhaitée le 24/11/2026.\n\nAnne\nBoulangerie Durand SARL"
    asking = asked(text)
    fields = [*asking.fields.values(), *(field for line in asking.lines for field in line.values())]
    assert fields
    assert not any(field.sure for field in fields)
    assert all(field.evidence and field.evidence.box and field.text for field in fields)
    assert asking.fields["requested_delivery_date"].value == "2026-11-24"


@pytest.mark.parametrize(
    ("labels", "lines", "told"),
    [
        (["q", "", "d", "d_", ""], [1, 0, 0, 0, 0], ["q", "~q", "d", "d_", "~d"]),
        (["q", "", ""], [1, 0, 1], ["q", "~q", ""]),
        (["", "n", ""], [1, 0, 0], ["", "n", ""]),
    ],
)
def test_nothing_remembers_within_its_line_which_field_came_before(labels, lines, told):
    assert with_memory(labels, [bool(one) for one in lines]) == told
    pairs = zip(told, told[1:], lines[1:], strict=False)
    assert all(may_follow(before, after, begins_line=bool(first)) for before, after, first in pairs)


def test_a_further_word_follows_its_own_field_alone():
    assert may_follow("d", "d_", begins_line=True)
    assert not may_follow("q", "d_", begins_line=False)
    assert not may_follow("q", "~d", begins_line=False)


def test_what_was_counted_had_its_count_before():
    assert may_follow("q", "d+", begins_line=False)
    assert may_follow("d+", "c+", begins_line=False)
    assert not may_follow("d", "c+", begins_line=False)
    assert may_follow("d+", "q", begins_line=False)


def test_items_are_cut_where_a_count_would_be_told_twice():
    body = read_body(Mail("1", "", Address("a@b.fr"), text="6 vis 4 clous"))
    tokens = tokens_of(thoughts(candidates(body, [1], "fr").rows))
    labels = [LABELS.index(label) for label in ("q", "d", "q", "d")]
    read = wanted(tokens, labels, [1.0] * 4, Cuts({}))
    assert [[chunk.text for chunk in item.chunks] for item in read.items] == [["6", "vis"], ["4", "clous"]]
