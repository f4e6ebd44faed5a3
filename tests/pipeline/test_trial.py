"""Trying an ERP: its findings, and what the line shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from backend.connectors.watching import Call
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.pipeline.trial import Trial

LATER = datetime.now(UTC) + timedelta(days=365)


def test_a_line_on_which_all_is_well_is_described():
    trial = Trial((), (Call(0.1, 1.0, "TLSv1.3", LATER), Call(0.3, -1.0, "TLSv1.3", LATER), Call(0.2, None, "TLSv1.3", LATER)))

    assert trial.is_well
    assert list(trial.lines()) == [
        "calls: 3, one takes 0.20 s, TLSv1.3",
        f"its certificate is good until {LATER.date()}",
        "its clock is +0 s from ours",
        "all is well",
    ]


def test_a_clock_that_is_wrong_is_a_finding():
    for ahead in (600.0, -600.0):
        (finding,) = Trial((), (Call(0.1, ahead, "TLSv1.3", LATER),)).findings
        assert (finding.rule, finding.severity) == ("ERP-CLOCK", Severity.WARNING)
        assert "600 seconds" in finding.sentence.en
        assert finding.remedy


def test_a_certificate_that_is_nearly_over_is_a_finding():
    soon = datetime.now(UTC) + timedelta(days=3)
    trial = Trial((), (Call(0.1, 0.0, "TLSv1.3", LATER), Call(0.1, 0.0, "TLSv1.3", soon)))

    assert [finding.rule for finding in trial.findings] == ["ERP-CERTIFICATE"]
    assert not trial.is_well


def test_a_remark_is_nothing_to_do():
    remark = Finding("ERP-NOTE", Severity.INFO, Sentence("Remarque.", "A remark."))
    assert Trial((remark,)).is_well
    assert list(Trial((remark,)).lines()) == ["- A remark.", "  Remarque.", "all is well"]


def test_without_encryption_it_says_so():
    assert next(Trial((), (Call(0.1, None, "", None),)).lines()) == "calls: 1, one takes 0.10 s, not encrypted (on this machine)"
