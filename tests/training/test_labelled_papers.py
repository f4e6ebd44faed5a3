"""Pages written by hand as labelled documents."""

from __future__ import annotations

from backend.evaluation.labelled import load
from backend.evaluation.run import read
from backend.evaluation.score import score
from backend.training.labelled_papers import export


def test_pages_that_are_labelled_become_documents_that_can_be_evaluated(tmp_path):
    count = export(tmp_path)
    documents = load(tmp_path)
    assert len(documents) == count > 800
    assert all(one.fields and one.path.is_file() for one in documents)
    assert {one.language for one in documents} >= {"fr", "de", "en", "nl", "es", "it"}
    first = score(documents[0], read(documents[0]))
    assert first.is_type_right
    assert first.values
