"""What the network holds of a document, as the judge of values asks for it."""

from __future__ import annotations

import numpy as np
import pytest

from backend.extraction.candidates import candidates
from backend.extraction.learned import Held, Opinion, opinion, save, using, weights_of
from backend.extraction.learned.network import FIELDS, shapes
from tests.extraction.printed import INVOICE, text_document


def weights(seed=3):
    chance = np.random.default_rng(seed)
    return {name: chance.normal(0, 0.2, shape).astype(np.float32) for name, shape in shapes().items()}


def found():
    return candidates(text_document(INVOICE), [1], "fr")


def test_spellings_of_one_value_are_held_together():
    held = {
        "seller_name": (Held("Verrerie du Forez", 0.5), Held("Verrerie du Forez SARL", 0.3), Held("Atelier Nord", 0.1)),
        "tax_inclusive_amount": (Held("-120.00", 0.75), Held("100.00", 0.2)),
        "seller_vat_id": (Held("FR 40 303265045", 0.9),),
    }
    told = Opinion(held, {})

    assert told.of("seller_name", "VERRERIE DU FOREZ") == pytest.approx(0.8)
    assert told.against("seller_name", "Verrerie du Forez") == 0.1
    # A credit note's amounts are kept positive.
    assert told.of("tax_inclusive_amount", "120.00") == 0.75
    assert told.against("tax_inclusive_amount", "120.00") == 0.2
    assert told.of("seller_vat_id", "FR40303265045") == 0.9
    assert told.of("buyer_vat_id", "FR40303265045") == 0


def test_a_value_may_be_held_to_be_another_field_s_of_its_kind():
    held = {
        "seller_name": (Held("Verrerie du Forez", 0.75), Held("Atelier Nord", 0.125)),
        "buyer_name": (Held("Atelier Nord", 0.5),),
        "due_date": (Held("2026-12-12", 0.25),),
        "tax_amount": (Held("20.00", 0.5),),
    }
    told = Opinion(held, {})

    assert told.elsewhere("seller_name", "ATELIER NORD") == 0.5
    assert told.elsewhere("buyer_name", "Atelier Nord") == 0.125
    assert told.elsewhere("issue_date", "2026-12-12") == 0.25
    assert told.elsewhere("due_date", "2026-12-12") == 0
    assert told.elsewhere("invoice_number", "20.00") == 0


def test_every_field_has_its_likelihoods_and_names_their_places():
    with using(weights()):
        told = opinion(found(), "")

    assert set(told.none) == set(FIELDS)
    for name in FIELDS:
        assert 0.9 < sum(one.likelihood for one in told.held[name]) + told.none[name] < 1.0001 or name.endswith("_name")
    for one in told.held["seller_name"]:
        assert one.value == " ".join(one.span.text.split())


def test_without_a_network_there_is_no_opinion():
    with using(None):
        assert opinion(found(), "") is None


def test_weights_are_kept_in_half_precision_without_objects(tmp_path):
    save(weights(), tmp_path / "weights.npz")
    kept = weights_of(tmp_path / "weights.npz")

    assert {name: one.dtype for name, one in kept.items()} == dict.fromkeys(shapes(), np.dtype("float32"))
    assert all(np.allclose(kept[name], one, atol=1e-3) for name, one in weights().items())


def test_weights_of_another_network_are_refused(tmp_path):
    save(weights() | {"length": np.zeros((3, 3), np.float32)}, tmp_path / "weights.npz")

    with pytest.raises(ValueError, match="another network"):
        weights_of(tmp_path / "weights.npz")
