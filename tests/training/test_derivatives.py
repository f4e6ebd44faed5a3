"""That training computes what the network computes, and its derivatives rightly."""

from __future__ import annotations

import numpy as np
import pytest

from backend.extraction.candidates import candidates
from backend.extraction.learned import network
from backend.extraction.learned.scene import scene
from backend.training.derivatives import OPERATIONS
from backend.training.learning import surprise_and_gradient
from backend.training.lessons import Lesson
from backend.training.line_places import UNKNOWN
from tests.extraction.printed import INVOICE, text_document

NUDGE = 1e-5


@pytest.fixture(scope="module")
def weights():
    """In double precision, so that small differences can be seen."""
    chance = np.random.default_rng(5)
    return {name: chance.normal(0, 0.2, shape) for name, shape in network.shapes().items()}


@pytest.fixture(scope="module")
def lesson():
    seen = scene(candidates(text_document(INVOICE), [1], "fr"))
    date = next(n for n, one in enumerate(seen.targets) if one.value == "2026-01-31")
    amounts = [n for n, one in enumerate(seen.targets) if one.value in {"100.00", "120.00"}]
    answers = {"issue_date": [date], "tax_inclusive_amount": amounts, "order_reference": [len(seen.targets)], "seller_name": [3, 4]}
    columns = np.resize([0, 1, UNKNOWN, 4], len(seen.texts))
    return Lesson("a", "a", "a", False, seen, {name: np.array(numbers) for name, numbers in answers.items()}, columns)


def test_the_operations_of_training_are_those_of_reading(weights, lesson):
    plain, traced = network.log_shares(weights, lesson.seen), network.log_shares(weights, lesson.seen, OPERATIONS)
    assert all(np.array_equal(one, other) for one, other in zip(plain, traced, strict=True))


@pytest.fixture(scope="module")
def gradient(weights, lesson):
    """All gradients, computed once."""
    return surprise_and_gradient(weights, [(lesson.seen, lesson)])[1]


@pytest.mark.parametrize("name", sorted(network.shapes()))
def test_a_gradient_says_how_the_surprise_changes(name, weights, lesson, gradient):
    place = np.unravel_index(np.abs(gradient[name]).argmax(), gradient[name].shape)

    def surprise(nudge):
        moved = weights[name].copy()
        moved[place] += nudge
        return surprise_and_gradient(weights | {name: moved}, [(lesson.seen, lesson)])[0]

    measured = (surprise(NUDGE) - surprise(-NUDGE)) / (2 * NUDGE)
    assert gradient[name][place] != 0
    assert gradient[name][place] == pytest.approx(measured, rel=1e-3)
