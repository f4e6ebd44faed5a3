"""Learning: the network is less surprised afterwards, and the same lessons teach the same."""

from __future__ import annotations

import json

import numpy as np
import pytest

from backend.evaluation.labelled import Labelled
from backend.extraction.learned import WEIGHTS_FILE, save, weights_of
from backend.extraction.learned.network import shapes
from backend.extraction.learned.scene import OWN, PLACES, STEPS
from backend.training import teaching
from backend.training.learning import Course, fresh, learn
from backend.training.lessons import lessons
from backend.training.parts import FOLDS, file_of, fold_of, unseen
from backend.training.record import recorded
from backend.training.varied import varied
from tests.extraction.printed import INVOICE

SHORT = Course(rounds=12, rate=5e-3, batch=2)


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lessons")
    (folder / "one.txt").write_text(INVOICE, encoding="utf-8")
    fields = {
        "issue_date": "2026-01-31",
        "due_date": "2026-02-28",
        "tax_inclusive_amount": "120.00",
        "seller_name": "Verrerie du Forez SARL",
    }
    (lesson,) = lessons([Labelled("one", folder / "one.txt", "text", "fr", "invoice", "a", fields)], "found", folder / "cache")
    return lesson


def taught(lesson, course, seed=1):
    surprises = []
    weights = learn(fresh(seed), lambda _: [lesson] * 8, course, seed, lambda _, surprise: surprises.append(surprise))
    return weights, surprises


def test_what_was_shown_often_surprises_less(lesson):
    weights, surprises = taught(lesson, SHORT)

    assert surprises[-1] < 0.5 * surprises[0]
    right = {name: is_right for name, _, is_right in teaching.answered(lesson, weights)}
    assert right["issue_date"]
    assert right["tax_inclusive_amount"]


def test_the_same_lessons_and_seed_teach_the_same(lesson):
    once = Course(rounds=1, rate=1e-3)
    one, other = taught(lesson, once), taught(lesson, once)

    assert one[1] == other[1]
    assert all(np.array_equal(one[0][name], other[0][name]) for name in one[0])


def test_a_document_seen_anew_keeps_its_values_and_is_not_changed_itself(lesson):
    before = lesson.seen.ids.copy(), lesson.seen.scales.copy(), lesson.seen.dense.copy()
    other = varied(lesson.seen, np.random.default_rng(2), is_made=False)

    assert other.targets == lesson.seen.targets
    assert not np.array_equal(other.ids, before[0])
    assert all(
        np.array_equal(one, kept) for one, kept in zip((lesson.seen.ids, lesson.seen.scales, lesson.seen.dense), before, strict=True)
    )


def test_a_word_that_is_renamed_is_so_wherever_it_stands(lesson):
    words, plain = lesson.seen.ids[:, 0], lesson.seen.ids[:, OWN] == 0
    other = varied(lesson.seen, np.random.default_rng(2), is_made=False).ids[:, 0]

    for word in np.unique(words[plain]):
        assert len(set(other[plain & (words == word)].tolist())) == 1


def test_a_page_that_moves_stays_on_the_page(lesson):
    for seed in range(5):
        told = varied(lesson.seen, np.random.default_rng(seed), is_made=False).ids[:, PLACES]
        assert told.min() >= 1
        assert told.max() <= 3 * STEPS


@pytest.mark.parametrize("is_further", [False, True], ids=["anew", "further"])
def test_the_network_is_taught_by_all_and_by_all_but_each_part(is_further, lesson, tmp_path, monkeypatch):
    courses = []

    def learn(weights, chosen, course, *_):
        courses.append((course, weights, bool(chosen(np.random.default_rng(1)))))
        return weights

    monkeypatch.setattr(teaching, "learn", learn)

    teaching.teach([lesson], [] if is_further else [lesson], tmp_path, tmp_path, 1, lambda _: None, is_further=is_further)

    made, found = [[one[1:] for one in courses if (one[0] == teaching.ON_MADE) == is_made] for is_made in (True, False)]
    assert (len(made), len(found)) == (0 if is_further else 1, FOLDS + teaching.ORDERS)
    assert all((weights["table"] is weights_of(WEIGHTS_FILE)["table"]) == is_further for weights, _ in found)
    # Its own part's network does not learn from a document.
    own = fold_of(lesson.group)
    assert [is_shown for _, is_shown in found] == [part != own for part in range(FOLDS)] + [True] * teaching.ORDERS
    record = json.loads((tmp_path / "weights.record.json").read_text(encoding="utf-8"))
    assert (record["earlier"] == recorded(WEIGHTS_FILE)) == is_further
    assert record["unseen_groups"]["found"]["issue_date"]["there"] == 1
    assert weights_of(tmp_path / "weights.npz").keys() == shapes().keys()


def test_each_document_is_asked_of_the_network_that_learned_without_its_group(lesson, tmp_path):
    save(fresh(1), file_of(tmp_path, fold_of(lesson.group)))

    assert unseen(tmp_path, lesson.group) is not None
    assert unseen(tmp_path / "nothing", lesson.group) is None
    assert teaching.asked([lesson], tmp_path)["found"]["issue_date"]["there"] == 1


def test_what_is_learned_further_moves_the_weights_half_of_the_way(lesson, tmp_path, monkeypatch):
    monkeypatch.setattr(teaching, "learn", lambda weights, *_: {name: one + 1 for name, one in weights.items()})

    teaching.teach([lesson], [], tmp_path, tmp_path, 1, lambda _: None, is_further=True)

    before, after = (weights_of(path)["leave.shift"] for path in (WEIGHTS_FILE, tmp_path / "weights.npz"))
    assert np.allclose(after - before, 0.5, atol=1e-2)


def test_what_is_kept_is_the_mean_of_networks_that_learned_in_another_order():
    some = [{"none.shift": np.full(2, number, np.float32)} for number in (4, 5, 6)]

    assert teaching.mean_of(some)["none.shift"].tolist() == [5.0, 5.0]


def test_the_columns_of_lines_are_learned_too(tmp_path):
    rows = ("Chaise pliante   4   25,00   100,00", "Table ronde      3   80,00   240,00")
    (tmp_path / "one.txt").write_text("\n".join(["Bon de commande n° 4711", "", *rows]), encoding="utf-8")
    lines = (
        {"description": "Chaise pliante", "quantity": "4", "net_price": "25.00", "line_amount": "100.00"},
        {"description": "Table ronde", "quantity": "3", "net_price": "80.00", "line_amount": "240.00"},
    )
    labelled = Labelled("one", tmp_path / "one.txt", "text", "fr", "order", "a", {}, lines)
    (lesson,) = lessons([labelled], "found", tmp_path / "cache")

    weights = learn(fresh(1), lambda _: [lesson] * 8, Course(rounds=20, rate=5e-3, batch=2), 1, lambda *_: None)

    told = [is_right for name, _, is_right in teaching.answered(lesson, weights) if name.startswith("line ")]
    assert len(told) == 2 * 5
    assert all(told)
