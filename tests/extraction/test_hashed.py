"""Learned weights by hash: what signs come to, and the same from a file, to a step."""

from __future__ import annotations

import numpy as np
import pytest

from backend.extraction.hashed import Hashed, between, hashed, hashed_from


@pytest.fixture
def learned():
    signs = np.array(sorted(map(hashed, "abc")), np.uint32)
    weights = {hashed("a"): (1.0, -0.5), hashed("b"): (0.25, 0.75), hashed("c"): (0.0, 0.0)}
    return Hashed(signs, np.array([weights[int(sign)] for sign in signs], np.float32))


def test_what_is_shown_comes_to_the_sum_of_its_signs_and_unknown_ones_to_nothing(learned):
    sums = learned.sums([[hashed("a"), hashed("b")], [hashed("unknown")], []])
    assert sums.tolist() == [[1.25, 0.25], [0.0, 0.0], [0.0, 0.0]]


def test_a_file_keeps_the_weights_to_a_step_and_no_sign_without_any(learned):
    kept = learned.kept()
    assert len(kept["signs"]) == 2
    read = hashed_from(kept)
    shown = [[hashed(sign)] for sign in "abc"]
    assert np.abs(read.sums(shown) - learned.sums(shown)).max() <= 1 / 254


def test_between_two_what_only_one_knows_counts_by_its_share(learned):
    signs = np.array(sorted(map(hashed, "ad")), np.uint32)
    other = Hashed(signs, np.full((2, 2), 4.0, np.float32))
    sums = between(learned, other, 0.25).sums([[hashed("a")], [hashed("b")], [hashed("d")]])
    assert sums.tolist() == [[1.75, 0.625], [0.1875, 0.5625], [1.0, 1.0]]
