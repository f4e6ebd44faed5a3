"""The network, whatever it has learned."""

from __future__ import annotations

import numpy as np
import pytest

from backend.extraction.candidates import candidates
from backend.extraction.learned.network import FIELDS, NAMED, VALUED, log_shares, shapes
from backend.extraction.learned.scene import scene
from tests.extraction.printed import INVOICE, text_document


@pytest.fixture(scope="module")
def weights():
    chance = np.random.default_rng(3)
    return {name: chance.normal(0, 0.2, shape).astype(np.float32) for name, shape in shapes().items()}


def asked(text, weights):
    seen = scene(candidates(text_document(text), [1], "fr"))
    return seen, *(np.exp(told) for told in log_shares(weights, seen))


def test_what_is_held_of_a_field_adds_up_to_one(weights):
    seen, values, names, _ = asked(INVOICE, weights)

    assert values.shape == (len(seen.targets) + 1, len(VALUED))
    assert names.shape == (len(seen.names[0]) + 1, len(NAMED))
    assert np.allclose(np.concatenate([values.sum(0), names.sum(0)]), np.ones(len(FIELDS)), atol=1e-4)


def test_a_value_of_another_kind_is_never_held(weights):
    seen, values, _, _ = asked(INVOICE, weights)
    column = list(VALUED).index("issue_date")

    assert all(values[number, column] == 0 for number, one in enumerate(seen.targets) if one.kind != "date")
    assert values[:-1, column].sum() > 0


@pytest.mark.parametrize("text", ["Bonjour", "Merci pour tout", "120,00"])
def test_a_page_without_values_or_with_one_word_can_be_asked(weights, text):
    _, values, names, _ = asked(text, weights)

    assert values.sum(0) == pytest.approx(1)
    assert names.sum(0) == pytest.approx(1)
