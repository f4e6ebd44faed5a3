"""What a model makes of a document as the rules read it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from backend.extraction import certainty, printed
from backend.extraction.certainty import watched
from backend.extraction.certainty.model import VERSION, load
from backend.extraction.certainty.ranker import ranked
from backend.extraction.certainty.signs import FIELDS, NAMES, signs
from backend.extraction.learned import Held, Opinion
from backend.model.mail import BODY
from backend.model.trade import DocumentType
from tests.extraction.printed import INVOICE, MAIL, text_document


def judge(*trees):
    return {"base": 0.0, "trees": list(trees), "scale": {"said": [0.0, 1.0], "right": [0.0, 1.0]}}


def stump(sign, bound, low, high):
    return [[NAMES.index(sign), bound, 1, 2], [-1, low, 0, 0], [-1, high, 0, 0]]


@pytest.fixture
def settings():
    """The document as the rules read it, in one element."""
    seen = []
    with watched(seen.append):
        printed.extract(text_document(INVOICE), (1,), DocumentType.INVOICE, "fr", MAIL)
    return [replace(one, opinion=Opinion({"issue_date": (Held("2026-02-28", 0.5),)}, {"issue_date": 0.5})) for one in seen]


@pytest.fixture
def model(tmp_path, monkeypatch):
    """Put a model in the place of the shipped one."""

    def put(**parts):
        whole = {"version": VERSION, "signs": list(NAMES), "thresholds": {}, "preferences": {}, "certainty": judge(), "ranker": judge()}
        path = tmp_path / "model.json"
        path.write_text(json.dumps(whole | parts))
        monkeypatch.setattr(certainty, "load", lambda: load(path))
        return load(path)

    return put


def test_every_value_has_the_same_signs_in_the_same_order(settings):
    for field in settings[0].document.fields.values():
        if field.name in FIELDS:
            assert tuple(signs(field, settings[0])) == NAMES


def test_a_value_is_as_certain_as_the_model_says_and_sure_from_its_field_threshold(settings, model):
    model(certainty=judge(stump("adds_up", 0.5, -3.0, 3.0)), thresholds={"issue_date": 0.95, "due_date": 0.99})

    weighed = certainty.weighed(settings[0].document, settings[0].found, settings[0].mail, settings[0].opinion)

    assert weighed.fields["issue_date"].confidence == pytest.approx(0.9526, abs=0.0001)
    assert weighed.fields["issue_date"].sure
    assert not weighed.fields["due_date"].sure
    # No threshold: never sure, however certain.
    assert not weighed.fields["invoice_number"].sure


def test_a_likelier_rival_is_preferred_but_never_sure(settings, model):
    found = ranked(
        settings[0],
        model(
            ranker=judge(stump("rules", 0.01, 4.0, -4.0)),
            certainty=judge(stump("rules", 0.5, 0.0, 0.0)),
            preferences={"issue_date": {"switch": 0.3, "fill": None}},
        ),
    )

    assert found.document.fields["issue_date"].value == "2026-02-28"
    assert not found.document.fields["issue_date"].sure


def test_the_tax_of_two_rates_is_their_sum_however_likely_one_of_them_is_held(model):
    text = "FACTURE F-12\n\nTotal HT  300,00 €\nTVA 5,5 %  5,50 €\nTVA 20 %  40,00 €\nTotal TTC  345,50 €\n"
    seen = []
    with watched(seen.append):
        printed.extract(text_document(text), (1,), DocumentType.INVOICE, "fr", MAIL)
    setting = replace(seen[0], opinion=Opinion({"tax_amount": (Held("40.00", 0.9),)}, {"tax_amount": 0.0}))
    doubting = model(
        ranker=judge(stump("rules", 0.01, 4.0, -4.0)),
        certainty=judge(stump("rules", 0.5, 0.0, 0.0)),
        preferences={"tax_amount": {"switch": 0.1, "fill": None}},
    )

    assert setting.document.fields["tax_amount"].value == "45.50"
    assert ranked(setting, doubting).document.fields["tax_amount"].value == "45.50"


def test_what_is_certain_is_not_put_in_doubt(settings, model):
    found = ranked(
        settings[0],
        model(
            ranker=judge(stump("rules", 0.01, 4.0, -4.0)),
            certainty=judge(stump("rules", 0.5, 0.0, 5.0)),
            preferences={"issue_date": {"switch": 0.3, "fill": None}},
        ),
    )

    assert found.document.fields["issue_date"].value == "2026-01-31"


def test_a_field_without_a_preference_is_left_to_the_rules(settings, model):
    found = ranked(settings[0], model(ranker=judge(stump("rules", 0.01, 4.0, -4.0)), certainty=judge(stump("rules", 0.5, 0.0, 0.0))))

    assert found.document == settings[0].document


def test_watching_leaves_the_confidence_of_the_rules(settings):
    assert settings[0].document.fields["issue_date"].confidence != 0.5
    assert len(settings) == 1


def test_the_doubt_of_recognition_counts_in_full(model):
    model(certainty=judge(stump("rules", -5.0, 0.0, 9.0)), thresholds={"issue_date": 0.95})
    read = text_document(INVOICE)
    (page,) = read.pages
    blurred = replace(read, pages=(replace(page, words=tuple(replace(word, confidence=0.6) for word in page.words)),))

    found = printed.extract(blurred, (1,), DocumentType.INVOICE, "fr", MAIL).fields["issue_date"]

    assert found.confidence == pytest.approx(0.6, abs=0.01)
    assert not found.sure


@pytest.mark.parametrize(("net", "filled"), [("300.00", "300.00"), ("3.20", "")])
def test_a_net_amount_fills_a_gap_only_where_it_agrees_with_the_rest(model, net, filled):
    text = "FACTURE F-12\n\nPrix 3,20  Sous-ensemble 300,00\nTVA 20 %  60,00 €\nTotal TTC  360,00 €\n"
    seen = []
    with watched(seen.append):
        printed.extract(text_document(text), (1,), DocumentType.INVOICE, "fr", MAIL)
    rest = {name: field for name, field in seen[0].document.fields.items() if name != "tax_exclusive_amount"}
    held = Opinion({"tax_exclusive_amount": (Held(net, 0.9),)}, {"tax_exclusive_amount": 0.0})
    setting = replace(seen[0], document=replace(seen[0].document, fields=rest), opinion=held)
    filling = model(ranker=judge(stump("rules", 0.01, 4.0, -4.0)), preferences={"tax_exclusive_amount": {"switch": None, "fill": 0.4}})

    assert ranked(setting, filling).document.value("tax_exclusive_amount") == filled


@pytest.mark.parametrize(("name", "value"), [("issue_date", "2026-12-04"), ("seller_name", "Paul Petit")])
def test_a_gap_of_an_order_in_a_message_is_not_filled_with_the_day_of_delivery_or_who_signs(model, name, value):
    text = "Merci de livrer 12 draps DR-180 le 04/12/2026.\n\nCordialement\nPaul Petit\nHôtel du Lac\n"
    seen = []
    with watched(seen.append):
        printed.extract(replace(text_document(text), part=BODY), (1,), DocumentType.ORDER, "fr", MAIL)
    span = next(row for row in seen[0].found.rows if row.text == "Paul Petit").segments[0]
    setting = replace(seen[0], opinion=Opinion({name: (Held(value, 0.9, span),)}, {name: 0.0}))
    filling = model(ranker=judge(stump("rules", 0.01, 4.0, -4.0)), preferences={name: {"switch": None, "fill": 0.4}})

    assert setting.document.value("requested_delivery_date") == "2026-12-04"
    assert ranked(setting, filling).document.value(name) == ""
