"""Hostile files end as a finding, within bounds, and cost the next file nothing."""

from __future__ import annotations

import pytest

from backend.confinement import Confinement
from backend.extract import extract
from backend.model.trade import DocumentType
from tests.hostile import FILES, HARMLESS

ORDER = b"From: a@example.com\nTo: b@example.com\nSubject: Commande 4711\n\nBonjour,\nMerci de livrer 12 x REF-100 Vis inox a 3,50 EUR.\n"


@pytest.fixture(scope="module")
def confinement():
    # Less time than the product gives: that it is kept is what is tested, and what never ends takes all of it.
    made = Confinement(preload=("backend.extract", "backend.extraction.ready"), seconds=8)
    yield made
    made.close()


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_ends_as_a_finding_and_the_next_one_is_read(name, confinement, tmp_path):
    hostile, honest = tmp_path / name, tmp_path / "honest.eml"
    hostile.write_bytes(FILES[name]())
    honest.write_bytes(ORDER)
    result = extract(str(hostile), confinement)
    assert result.findings or any(one.findings for one in result.understood) or any(result.document_findings) or name in HARMLESS
    after = extract(str(honest), confinement)
    assert [one.document.document_type for one in after.understood] == [DocumentType.ORDER]
