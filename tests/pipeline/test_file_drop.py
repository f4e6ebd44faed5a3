"""A document for an ERP that acknowledges files: it rests in posting, comes back when rejected, and is dropped anew once corrected."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec
import pytest

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.file_drop import Config, FileDrop
from backend.model.case import Status
from backend.pipeline import decide
from backend.pipeline.post import post
from tests.examples import CATALOG
from tests.pipeline.conftest import CLAIRE


@pytest.fixture
def drop(tmp_path):
    folder = tmp_path / "drops" / "delorme"
    for name in ("out", "originals", "catalog", "acks"):
        (folder / name).mkdir(parents=True)
    (folder / "catalog" / "all.json").write_bytes(msgspec.json.encode(CATALOG))
    return folder


@pytest.fixture
def workshop(workshop, drop, tmp_path):
    receipts = workshop.scope("delorme").receipts
    around = Surroundings(Claims(tmp_path), "", "delorme", receipts, drop.parent)
    connector = FileDrop(Config(drop.as_uri(), acknowledgements="acks"), around)
    return replace(workshop, connector=lambda _organisation: connector)


def test_a_rejected_document_comes_back_and_is_dropped_anew_under_the_same_key(workshop, scope, opened, clock, drop):
    def approve():
        case = scope.cases.get(opened_case.id)
        return decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id).posting_key

    def acknowledge(file, **said):
        (drop / "acks" / f"{file.stem}.json").write_text(json.dumps({"key": file.stem, **said}))
        clock.pass_(300)
        post(workshop, "delorme", opened_case.id)
        return scope.cases.get(opened_case.id)

    opened_case = opened()
    key = approve()
    post(workshop, "delorme", opened_case.id)
    assert scope.cases.get(opened_case.id).status is Status.POSTING
    (first,) = (drop / "out").iterdir()

    back = acknowledge(first, status="rejected", message="La période est close.")
    assert (back.status, back.refusal) == (Status.IN_REVIEW, "La période est close.")

    assert approve() == key
    post(workshop, "delorme", opened_case.id)
    (second,) = set((drop / "out").iterdir()) - {first}
    done = acknowledge(second, status="accepted", number="FF-2026-00431")
    assert (done.status, done.receipt.number, done.refusal) == (Status.POSTED, "FF-2026-00431", "")
    assert {one.name.split(".")[0] for one in (drop / "originals").iterdir()} == {second.stem}
    assert [one.suffix for one in sorted((drop / "originals").glob("*.note.*"))] == [".txt"]
