"""That training computes what the network computes, and its derivatives rightly."""

from __future__ import annotations

import numpy as np
import pytest

from backend.extraction.candidates import candidates
from backend.extraction.learned.network import log_shares, shapes
from backend.extraction.learned.scene import scene
from backend.training.derivatives import OPERATIONS
from backend.training.learning import surprise_and_gradient
from tests.extraction.printed import INVOICE, text_document

NUDGE = 1e-5


@pytest.fixture(scope="module")
def weights():
    """In double precision, so that small differences can be seen."""
    chance = np.random.default_rng(5)
    return {name: chance.normal(0, 0.2, shape) for name, shape in shapes().items()}


@pytest.fixture(scope="module")
def lessons():
    seen = scene(candidates(text_document(INVOICE), [1], "fr"))
    date = next(n for n, one in enumerate(seen.targets) if one.value == "2026-01-31")
    amounts = [n for n, one in enumerate(seen.targets) if one.value in {"100.00", "120.00"}]
    answers = {"issue_date": [date], "tax_inclusive_amount": amounts, "order_reference": [len(seen.targets)], "seller_name": [3, 4]}
    return [(seen, {name: np.array(numbers) for name, numbers in answers.items()})]


def test_the_operations_of_training_are_those_of_reading(weights, lessons):
    plain, traced = log_shares(weights, lessons[0][0]), log_shares(weights, lessons[0][0], OPERATIONS)

    assert all(np.array_equal(one, other) for one, other in zip(plain, traced, strict=True))


@pytest.mark.parametrize("name", sorted(shapes()))
def test_a_gradient_says_how_the_surprise_changes(name, weights, lessons):
    _, gradient = surprise_and_gradient(weights, lessons)
    place = np.unravel_index(np.abs(gradient[name]).argmax(), gradient[name].shape)

    def surprise(nudge):
        moved = weights[name].copy()
        moved[place] += nudge
        return surprise_and_gradient(weights | {name: moved}, lessons)[0]

    measured = (surprise(NUDGE) - surprise(-NUDGE)) / (2 * NUDGE)
    assert gradient[name][place] != 0
    assert gradient[name][place] == pytest.approx(measured, rel=1e-3)
