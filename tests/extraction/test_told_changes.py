"""Changes of orders told in sentences, in six languages: lines, things, quantities and days, and what is left open."""

from __future__ import annotations

import json
from datetime import date

import pytest

from backend.extraction.candidates import candidates
from backend.extraction.told_changes import told_changes
from backend.model.trade import DocumentType, Intent
from tests.extraction.printed import text_document
from tests.extraction.test_messages import DATA, understood

DAY = date(2026, 11, 20)
#: Each sentence with its lines: `which: before>after`.
SENTENCES = """
fr | Bonjour, pour la commande CDE-7, 24 au lieu de 10 pour les gants nitrile. | gants nitrile: 10>24
fr | Annulez la ligne 2 svp. | #2: >0
fr | Merci d'annuler les lignes 2 et 5 et de porter la ligne 1 à 60 pièces. | #2: >0, #5: >0, #1: >60
fr | Merci de remplacer 4 GN-200 par 6 GN-300. | GN-200: >0, GN-300: 0>6
fr | Ajoutez 3 cartons de papier A4 et 2 agrafeuses à la commande 5512 svp | papier A4: 0>3, agrafeuses: 0>2
fr | Finalement nous n'aurons besoin que de 4 bureaux et non 6. | bureaux: 6>4
fr | Au lieu de 10 cartons il nous en faudrait plutôt 12, et livraison au dépôt de Massy. | : 10>12
en | Hi, on PO 4411 please reduce item GN-200 to 5. | GN-200: >5
en | Please increase line 2 from 50 to 75 and remove line 4. | #2: 50>75, #4: >0
en | Quantity for blue pens should be 40 instead of 20. Everything else stays. | blue pens: 20>40
en | Can you swap the 10 red mugs for 10 white ones? | red mugs: >0, white ones: 0>10
de | Bei Bestellung 4711 statt 10 bitte 24 Kugelhähne DN15. | Kugelhähne DN15: 10>24
de | Bitte reduzieren Sie Position 30 auf 5 Stück und streichen Sie Position 20. | #30: >5, #20: >0
de | Könnten Sie bitte noch 3 Dosen Lack RAL 7016 zu unserer Bestellung dazupacken? | Lack RAL 7016: 0>3
es | Queremos 15 cajas de bolígrafos en lugar de 10 y eliminar el papel A4. | bolígrafos: 10>15, papel A4: >0
es | En la línea 2 pasar de 50 a 30 unidades y eliminar la línea 4. | #2: 50>30, #4: >0
it | Per l'ordine 881 vogliamo 30 guanti in nitrile invece di 20. | guanti in nitrile: 20>30
it | Abbiamo indicato 100 pezzi della riga 3: il quantitativo corretto è 10. | #3: >10
nl | Kunt u de handschoenen verhogen van 10 naar 24 dozen? En graag regel 3 schrappen. | #3: >0, handschoenen: 10>24
nl | Kunnen we van de 10 stoelen er 12 maken? | stoelen: 10>12
"""


def told(text, language, subject=""):
    """The lines in short, and the fields."""
    found = told_changes(candidates(text_document(text), [1], language), subject, DAY)
    fields = {name: field.value for name, field in found.fields.items()}
    return ", ".join(in_short({name: field.value for name, field in line.items()}) for line in found.lines), fields


def in_short(line):
    """A line as it is written above."""
    number = f"#{line['line_number']}" if "line_number" in line else ""
    which = number or line.get("seller_item_id") or line.get("description", "")
    return f"{which}: {line.get('previous_quantity', '')}>{line.get('quantity', '')}"


@pytest.mark.parametrize("sentence", SENTENCES.strip().splitlines())
def test_a_sentence_tells_which_line_or_thing_and_how_many_instead_of_how_many(sentence):
    language, text, lines = sentence.split(" | ")
    assert told(text, language)[0] == lines.strip()


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("fr", "Merci de décaler la livraison de notre commande n° C-2288 du 3 au 18 décembre 2026.", "2026-12-18"),
        ("fr", "Livraison le 20 janvier 2027 au lieu du 12 janvier 2027.", "2027-01-20"),
        ("en", "Please push the delivery of order 9912 back to 15 December 2026.", "2026-12-15"),
        ("de", "Wir müssen den Liefertermin für Bestellung 99120 leider auf den 15.12. verschieben.", "2026-12-15"),
        ("es", "¿Sería posible retrasar la entrega del pedido 881 hasta el 30 de marzo?", "2027-03-30"),
        ("it", "Possiamo posticipare la consegna dell'ordine 991 al 10 aprile?", "2027-04-10"),
        ("nl", "Graag de levering van order 881 verplaatsen naar 12 januari 2027.", "2027-01-12"),
    ],
)
def test_a_delivery_is_moved_to_the_day_that_is_not_taken_back(language, text, day):
    lines, fields = told(text, language)
    assert (lines, fields["requested_delivery_date"]) == ("", day)


@pytest.mark.parametrize(
    "text",
    [
        "Could you push back delivery of order 9912 by two weeks?",
        "Merci de livrer au 14 quai des Chartrons, 33000 Bordeaux.",
        "Kunnen jullie order 5512 in twee leveringen opdelen?",
        "Bei unserer Bestellung 7781 hätten wir die Stühle doch lieber in Anthrazit statt in Schwarz.",
    ],
)
def test_what_is_not_plain_is_not_made_a_change(text):
    lines, fields = told(text, "")
    assert (lines, "requested_delivery_date" in fields) == ("", False)


@pytest.mark.parametrize(
    ("language", "text", "unread"),
    [
        ("fr", "Annulez la ligne 2. Livraison au dépôt de Massy au lieu du siège.", ("Livraison au dépôt de Massy au lieu du siège",)),
        ("en", "Please remove line 2. Could we have it delivered a week earlier?", ("Could we have it delivered a week earlier",)),
        ("en", "Please remove line 2. Everything else stays. Thanks", ()),
        ("fr", "Merci de modifier la commande :\n- annuler la ligne 2\nCordialement", ()),
    ],
)
def test_what_speaks_of_a_change_and_is_not_made_out_is_said(language, text, unread):
    assert told_changes(candidates(text_document(text), [1], language), "", DAY).unread == unread


def test_the_order_is_named_in_a_sentence_or_in_the_subject():
    assert told("Annulez la ligne 2.", "fr", "Modification commande CDE-7")[1]["order_reference"] == "CDE-7"
    assert told("Sur la commande n° 118022, annulez la ligne 2.", "fr", "commande 1")[1]["order_reference"] == "118022"


def test_a_message_that_tells_a_change_becomes_one_and_no_order():
    (found,) = understood(
        {"language": "fr", "subject": "Modification commande CDE-7", "body": "Bonjour,\nla ligne 1 : 24 au lieu de 10.\nMerci"}
    )
    assert (found.intent, found.document.document_type) == (Intent.ORDER_CHANGE, DocumentType.ORDER_CHANGE)
    assert {name: field.value for name, field in found.document.lines[0].items()} == {
        "line_number": "1",
        "quantity": "24",
        "previous_quantity": "10",
    }
    assert not found.document.lines[0]["quantity"].sure


def test_no_labelled_message_is_too_odd_to_be_looked_at():
    for line in (DATA / "messages.jsonl").read_text(encoding="utf-8").splitlines():
        message = json.loads(line)
        told(message["body"], message["language"], message["subject"])
