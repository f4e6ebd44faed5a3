from __future__ import annotations

import dataclasses
from functools import cache

import pytest

from backend import readers
from backend.checks import RULES, Subject
from backend.connectors.practice import open_practice_erp
from backend.extraction import understand
from backend.mailboxes import mime
from backend.matching import match
from backend.model.catalog import Item, union
from backend.model.finding import Severity
from backend.settings import PROJECT
from tests.checks.subjects import GOOD_ORDER, subject
from tests.matching.trading import CATALOG, fields, mail

SAMPLES = PROJECT / "backend" / "mailboxes" / "samples"
IN_THE_BODY = ("08-commande-tableau.eml", "10-commande-texte.eml", "14-commande-transferee.eml", "16-commande-et-question.eml")
every_body = pytest.mark.parametrize("file", IN_THE_BODY)
#: Twenty cartons EMB-7, which are our CAR-4030.
IN_BODY = dataclasses.replace(GOOD_ORDER, sources=("0",))


def left(text, document=IN_BODY):
    return list(RULES["ORDER-REST"](subject(document, mail(text=text))))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Bonjour,\n20 x EMB-7 et 3 x VIS-M6.\nMerci", "VIS-M6"),
        ("Ajoutez l'article ADH-50.", "ADH-50"),
        ("Il nous faut aussi le 3401234000038.", "3401234000038"),
        ("Merci de prévoir 5 x ZZ-9999.", "ZZ-9999"),
        ("Pouvez-vous aussi livrer 4 lots de torchons ?", "4 lots"),
        ("Plus 1 200 pièces en vrac.", "1 200 pièces"),
        ("Wir brauchen noch 3 Kartons Servietten", "3 Kartons"),
        ("Nous prenons aussi 6\nboîtes de gants", "6 boîtes"),
    ],
)
def test_what_no_line_has_is_named_with_its_sentence(text, named):
    (finding,) = left(text)
    assert finding.severity is Severity.WARNING
    assert finding.sentence.fr.startswith(f"Cité dans le message mais dans aucune ligne : {named} (« ")
    assert finding.path == "lines"


@pytest.mark.parametrize(
    "text",
    [
        "20 x EMB-7",
        "20 cartons, réf. CAR-4030 (3401234000014)",
        "Le ADH-50 est-il en stock ?",
        "20 lots, soit 40 cartons, sur 2 palettes, en 3 colis",
        "20 paquets de 100 pièces",
        "Livraison le 24/11/2026, 69002 Lyon, tél. 04 78 37 55 02, total 1 240,00 €",
        "Planche 600 x 400 x 20 mm, bac 20 litres, assiette 27 cm, 3 semaines",
        "20 cartons.\n\n> Ancien message : 7 lots de torchons, ADH-50",
        "20 cartons.\n\nLe 3 novembre 2026 à 10:02, Julie <j@x.fr> a écrit :\n> 7 lots\n> ADH-50",
        "20 cartons.\n\n-----Message d'origine-----\nDe : Julie <j@x.fr>\nEnvoyé : lundi 2 novembre 10:02\nÀ : nous\nObjet : x\n\n7 lots",
    ],
)
def test_what_a_line_has_and_what_is_no_order_is_not(text):
    assert left(text) == []


def test_only_an_order_in_the_body_is_compared_with_it():
    text = "Ajoutez 4 lots de torchons et ADH-50."
    assert left(text)
    assert left(text, dataclasses.replace(IN_BODY, sources=("1",))) == []


def test_a_reference_of_this_customer_counts_and_one_of_another_is_unknown():
    theirs = Item("SER-9", "Serviette", customer_references={"C1": "NAP-12", "C4": "GAR-34"})
    catalog = dataclasses.replace(CATALOG, items=(*CATALOG.items, theirs))
    message = mail(text="Ajoutez NAP-12 svp.\nAjoutez GAR-34 svp.")
    (finding,) = RULES["ORDER-REST"](subject(IN_BODY, message, catalog=catalog))
    assert ": NAP-12 (“Ajoutez NAP-12 svp.”)" in finding.sentence.en
    added = dataclasses.replace(IN_BODY, lines=(*IN_BODY.lines, fields(description="Serviette", quantity=4, buyer_item_id="NAP-12")))
    assert not list(RULES["ORDER-REST"](subject(added, message, catalog=catalog)))


@cache
def sample(file):
    message = mime.parse((SAMPLES / file).read_bytes())
    (found,) = understand(message, [readers.read_body(message)])
    return found.document, message


@pytest.fixture(scope="module")
def catalog(tmp_path_factory):
    return union(open_practice_erp(tmp_path_factory.mktemp("erp"), "http://localhost").fetch_catalog())


def rest(document, message, catalog):
    of = Subject(document, message, "order", match(document, message, catalog), catalog)
    return list(RULES["ORDER-REST"](of))


@every_body
def test_a_sample_read_in_full_leaves_nothing_over(file, catalog):
    document, message = sample(file)
    assert document.sources == ("0",)
    assert rest(document, message, catalog) == []


@pytest.mark.parametrize(
    ("file", "missed"),
    [
        ("08-commande-tableau.eml", ["MD-4001", "MD-4101", "MD-4104", "MD-7003"]),
        # Plates and trays are counted without a packaging word: only the third and the fourth are caught.
        ("10-commande-texte.eml", ["", "", "3 bidons", "4 lots"]),
        ("14-commande-transferee.eml", ["MD-7005", "MD-4003", "MD-2002"]),
        ("16-commande-et-question.eml", ["MD-3001", "MD-8002", "MD-3006"]),
    ],
)
def test_a_line_taken_out_of_a_sample_is_missed(file, missed, catalog):
    document, message = sample(file)
    for place, named in enumerate(missed):
        without = dataclasses.replace(document, lines=document.lines[:place] + document.lines[place + 1 :])
        assert [f.sentence.en.split(": ")[1].split(" (")[0] for f in rest(without, message, catalog)] == [named] * bool(named)
