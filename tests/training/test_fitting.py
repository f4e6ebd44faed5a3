"""Fitting a small model, and that what is exported says what was fitted."""

from __future__ import annotations

import json
import random

import numpy as np
import pytest

from backend.extraction.certainty.model import load
from backend.extraction.certainty.signs import FALLING, NAMES, RISING
from backend.training.examples import Example
from backend.training.export import exported, save
from backend.training.fitting import fit, scale_of, threshold


def example(number, chance):
    """One value whose rules are a coin that knows a little, of one of twenty layouts."""
    rules = chance.random()
    signs = tuple(rules if name == "rules" else float(chance.randint(-1, 3)) for name in NAMES)
    return Example(f"d{number}", "made", f"g{number % 20}", "due_date", signs, chance.random() < 0.2 + 0.8 * rules, rules)


@pytest.fixture(scope="module")
def examples():
    chance = random.Random(7)  # noqa: S311
    return [example(number, chance) for number in range(400)]


@pytest.fixture(scope="module")
def fitted(examples):
    return fit(examples, seed=1)


def test_the_exported_trees_say_what_scikit_learn_says(examples, fitted, tmp_path):
    save(exported(fitted, {}), tmp_path / "model.json")
    model = load(tmp_path / "model.json")

    said = [model.trees.probability(one.signs) for one in examples]

    np.testing.assert_allclose(said, fitted.trees.predict_proba(np.array([one.signs for one in examples]))[:, 1], atol=1e-4)


def test_the_same_examples_and_seed_give_the_same_model(examples, fitted):
    assert json.dumps(exported(fit(examples, seed=1), {})) == json.dumps(exported(fitted, {}))


def test_a_sign_that_speaks_for_a_value_never_lowers_its_probability(fitted):
    low, high = (np.array([[level if name == "rules" else 0.0 for name in NAMES]]) for level in (0.2, 0.9))

    assert fitted.trees.predict_proba(low)[0, 1] <= fitted.trees.predict_proba(high)[0, 1]


def test_the_signs_with_a_direction_are_signs():
    assert set(NAMES) >= RISING | FALLING
    assert not RISING & FALLING


def test_the_scale_rises():
    chance = random.Random(3)  # noqa: S311
    said = np.array([chance.random() for _ in range(300)])
    right = np.array([float(chance.random() < p * p) for p in said])

    scale = scale_of(said, right, np.ones(300))
    read = [scale.at(p / 100) for p in range(101)]

    assert read == sorted(read)
    # What is said with a half is right a quarter of the time.
    assert abs(scale.at(0.5) - 0.25) < 0.12


def test_the_threshold_is_the_least_from_which_on_two_in_a_thousand_are_wrong():
    pairs = [(0.999, True)] * 600 + [(0.98, False)] + [(0.97, True)] * 400 + [(0.96, False)]

    # One in 1,001 down to 0.97; two in 1,002 with the last one are still allowed, a third would not be.
    assert threshold(pairs) == 0.96
    assert threshold([*pairs, (0.955, False)]) == 0.96


def test_no_threshold_divides_values_of_one_probability():
    assert threshold([(0.99, True)] * 300 + [(0.99, False)] * 2) is None


def test_there_is_no_threshold_where_too_few_values_could_tell():
    assert threshold([(0.99, True)] * 20) is None


def test_a_value_that_is_hardly_certain_is_never_sure():
    assert threshold([(0.94, True)] * 1000) is None
