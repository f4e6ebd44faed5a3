"""Trees and scales as plain numbers."""

from __future__ import annotations

import json
import math

import pytest

from backend.extraction.certainty.model import load
from backend.extraction.certainty.trees import Scale, Trees


@pytest.fixture
def trees():
    """More than 0.5 of the first sign speaks for a value, more than 3 of the second against it."""
    return Trees.of(
        {
            "base": 0.0,
            "trees": [
                [[0, 0.5, 1, 2], [-1, -2.0, 0, 0], [-1, 2.0, 0, 0]],
                [[1, 3.0, 1, 2], [-1, 0.0, 0, 0], [-1, -1.0, 0, 0]],
            ],
        }
    )


def test_the_leaves_of_all_trees_add_up_to_log_odds(trees):
    assert trees.probability([0.9, 1.0]) == pytest.approx(1 / (1 + math.exp(-2)))
    assert trees.probability([0.9, 4.0]) == pytest.approx(1 / (1 + math.exp(-1)))


def test_a_sign_at_the_threshold_goes_with_those_below(trees):
    assert trees.probability([0.5, 3.0]) == pytest.approx(1 / (1 + math.exp(2)))


def test_a_scale_is_straight_between_its_points_and_ends_at_the_last():
    scale = Scale((0.2, 0.6, 0.8), (0.1, 0.5, 0.9))

    assert [scale.at(p) for p in (0.0, 0.2, 0.4, 0.7, 0.8, 1.0)] == pytest.approx([0.1, 0.1, 0.3, 0.7, 0.9, 0.9])


def test_a_model_of_another_version_is_refused(tmp_path):
    (tmp_path / "model.json").write_text(json.dumps({"version": 999}))

    with pytest.raises(ValueError, match="999"):
        load(tmp_path / "model.json")


def test_without_a_model_the_rules_keep_their_confidence(tmp_path):
    assert load(tmp_path / "model.json") is None
