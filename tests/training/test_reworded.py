"""Marked messages in other words."""

from __future__ import annotations

import numpy as np

from backend.training.marked import marked_of
from backend.training.reworded import pools_of, reworded

HEAD = {"language": "fr", "from": "Anne <a@b.fr>", "to": "adv@us.fr", "date": "2026-11-10", "subject": "Commande", "intent": "order"}
PLAIN = {**HEAD, "kind": "plain", "text": "Il faut {q1|12} {u1|cartons} de {d1|gants nitrile} pour {w|le 24/11}, réf. {c1|A-17}."}
HTML = {**HEAD, "kind": "html", "text": "<td>{d1|seau &amp; balai}</td><td>{q1|4}</td>"}


def versions(message):
    pools, chance = pools_of([PLAIN, HTML]), np.random.default_rng(1)
    return [reworded(message, pools, chance) for _ in range(20)]


def test_what_stands_around_the_marks_stays_and_so_do_the_marks():
    for one in versions(PLAIN):
        marks = marked_of(one).marks
        assert [(mark.kind, mark.item) for mark in marks] == [("q", "1"), ("u", "1"), ("d", "1"), ("w", ""), ("c", "1")]
        assert marks[3].words == "le 24/11"
        assert marked_of(one).mail.text.startswith("Il faut ")


def test_things_come_from_other_messages_and_counts_have_other_digits():
    things = {marked_of(one).marks[2].words for one in versions(PLAIN)}
    assert things == {"gants nitrile", "seau & balai"}
    assert len({marked_of(one).marks[0].words for one in versions(PLAIN)}) > 5


def test_in_html_exchanged_words_are_written_as_text():
    assert any("{d1|gants nitrile}" in one["text"] for one in versions(HTML))
    assert all("& balai" not in one["text"] for one in versions(HTML))
