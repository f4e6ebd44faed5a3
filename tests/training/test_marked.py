"""Messages marked by hand: their words keep their labels when they are read, and teach a reader."""

from __future__ import annotations

import json

import pytest

from backend.extraction.asked.labels import LABELS
from backend.extraction.asked.model import best, load, save
from backend.training.marked import messages
from backend.training.marking import learned_from, lesson

TEXT = "Bonjour,\n\nil faut {q1|12} {u1|cartons} de {d1|gants nitrile}, {q2|3} {d2|balais} pour {w|le 24/11}.\n\n{b|Durand SARL}"
ROW = {
    "language": "fr", "from": "Anne <a@b.fr>", "to": "adv@us.fr", "date": "2026-11-10", "subject": "Commande", "kind": "plain",
    "intent": "order", "text": TEXT,
}  # fmt: skip


@pytest.fixture
def marked(tmp_path):
    html = "<p>Il faut</p><table><tr><td>{d1|seau &amp; balai}</td><td>{q1|4}</td></tr></table>"
    rows = [ROW, {**ROW, "kind": "html", "text": html}]
    (tmp_path / "some.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tuple(messages(tmp_path))


def told(one):
    read = lesson(one)
    return [
        (token.text, LABELS[label]) for token, label in zip(read.tokens, read.example.labels, strict=True) if LABELS[label][:1].isalpha()
    ]


def test_the_words_that_were_read_have_the_labels_of_those_that_were_written(marked):
    assert told(marked[0]) == [
        ("12", "q"), ("cartons", "u+"), ("gants", "d+"), ("nitrile", "d+_"), ("3", "q"), ("balais", "d+"), ("le", "W"), ("24", "W_"),
        ("/", "W_"), ("11", "W_"), ("Durand", "b"), ("SARL", "b_"),
    ]  # fmt: skip
    assert told(marked[1]) == [("seau", "d"), ("&", "d_"), ("balai", "d_"), ("4", "q")]
    assert "{" not in marked[0].mail.text + marked[1].mail.html


def test_what_was_learned_is_the_same_when_it_is_loaded_and_reads_what_taught_it(marked, tmp_path):
    lessons = [lesson(one) for one in marked]
    learned = learned_from(marked * 4, seed=1)
    save(learned, tmp_path / "weights.npz")
    kept = load(tmp_path / "weights.npz")
    assert kept.cuts == learned.cuts
    for one in lessons:
        read, shares = best(kept.weights.emissions(one.example.signs), kept.weights.of_pairs, one.example.begins_line)
        assert read == one.example.labels
        assert all(0 < share <= 1 for share in shares)


def test_every_message_that_is_shipped_can_be_learned_from():
    shipped = list(messages())
    assert len(shipped) > 1000
    assert {one.language for one in shipped} == {"fr", "de", "en", "nl", "es", "it"}
    assert all(mark.words.strip() for one in shipped for mark in one.marks)
