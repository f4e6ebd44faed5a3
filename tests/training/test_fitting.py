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
from backend.training.fitting import Size, fit, scale_of


def example(number, chance):
    """One value whose rules are a coin that knows a little, of one of twenty layouts."""
    rules = chance.random()
    signs = tuple(rules if name == "rules" else float(chance.randint(-1, 3)) for name in NAMES)
    return Example(f"d{number}", "made", f"g{number % 20}", "due_date", signs, chance.random() < 0.2 + 0.8 * rules, rules)


@pytest.fixture(scope="module")
def examples():
    chance = random.Random(7)  # noqa: S311
    return [example(number, chance) for number in range(400)]


SMALL = Size(leaves=6, trees=20, rate=0.1, folds=3)


@pytest.fixture(scope="module")
def fitted(examples):
    return fit(examples, SMALL, seed=1)


def test_the_exported_trees_say_what_scikit_learn_says(examples, fitted, tmp_path):
    save(exported(fitted, {"due_date": 0.97}, fitted, {}), tmp_path / "model.json")
    model = load(tmp_path / "model.json")

    said = [model.certainty.trees.probability(one.signs) for one in examples]

    np.testing.assert_allclose(said, fitted.trees.predict_proba(np.array([one.signs for one in examples]))[:, 1], atol=1e-4)


def test_the_same_examples_and_seed_give_the_same_model(examples, fitted):
    one, other = (exported(judge, {}, judge, {}) for judge in (fit(examples, SMALL, seed=1), fitted))

    assert json.dumps(one) == json.dumps(other)


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
