"""The network that reads messages: its slopes are right, it learns what it is shown, and is the same when it is loaded."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from backend.extraction.asked.labels import LABELS
from backend.extraction.asked.recurrent import load, save
from backend.training import recalling
from backend.training.recalling import batch_of, gradient, learn_to_recall
from backend.training.tagging import Example

NUDGE = 1e-3


@pytest.fixture(scope="module")
def chance():
    return np.random.default_rng(3)


@pytest.fixture(scope="module")
def weights(chance):
    """In double precision, so that small differences can be seen."""
    return {name: chance.normal(0, 0.2, one.shape) for name, one in recalling.fresh(30, chance).items()}


@pytest.fixture(scope="module")
def batch(chance):
    """Three messages of different length."""
    signs = [sparse.csr_matrix((chance.random((size, 30)) < 0.2).astype(float)) for size in (5, 8, 3)]
    return batch_of([(one, chance.integers(len(LABELS), size=one.shape[0])) for one in signs])


@pytest.mark.parametrize("name", sorted(recalling.fresh(1, np.random.default_rng(1))))
def test_a_slope_says_how_the_surprise_changes(name, weights, batch):
    slope = gradient(weights, batch, None)[1][name]
    steepest = np.unravel_index(np.abs(slope).argmax(), slope.shape)

    def surprise(nudge):
        moved = weights[name].copy()
        moved[steepest] += nudge
        return gradient(weights | {name: moved}, batch, None)[0]

    assert slope[steepest] == pytest.approx((surprise(NUDGE) - surprise(-NUDGE)) / (2 * NUDGE), rel=1e-2)


def test_a_message_is_read_alone_as_beside_others(weights, batch):
    alone = batch_of([(batch.signs[8:16], batch.labels[:, 1])])
    counts = np.zeros_like(batch.counts)
    counts[:, 1] = 1
    beside = recalling.Batch(batch.signs, counts, batch.labels)
    assert gradient(weights, alone, None)[0] == pytest.approx(gradient(weights, beside, None)[0], rel=1e-4)


def test_what_it_was_shown_it_holds_likely_and_the_same_when_it_is_loaded(monkeypatch, tmp_path):
    monkeypatch.setattr(recalling, "_ROUNDS", 60)
    monkeypatch.setattr(recalling, "_LEFT_OUT", 0.0)
    monkeypatch.setattr(recalling, "_SIGNS_OUT", 0.0)
    count, thing = LABELS.index("q"), LABELS.index("d+")
    # The second sign is a count at first, and a thing behind one: only who remembers can tell.
    shown = [[Example([[1, 2], [1, 2], [1, 3]], [count, thing, 0], [True, False, False])]] * 8
    learned = learn_to_recall(shown, seed=1)
    save(learned, tmp_path / "some.npz")
    for one in (learned, load(tmp_path / "some.npz")):
        assert one.log_shares([[1, 2], [1, 2], [1, 3]]).argmax(axis=1).tolist() == [count, thing, 0]
