from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend import checks
from backend.checks import RULES
from backend.model.field import Field
from backend.model.finding import Severity
from backend.model.trade import AMOUNT_FIELDS, DATE_FIELDS, DocumentType, header_fields
from tests.checks.subjects import GOOD_INVOICE, GOOD_ORDER, NOTICED, subject


def test_every_rule_has_an_id_of_its_own_in_its_docstring():
    functions = [rule for module in checks._MODULES for rule in module.RULES]
    assert len(RULES) == len(functions)
    assert all(re.fullmatch(r"[A-Z]+(-[A-Z0-9]+)*", rule_id) for rule_id in RULES)


def test_every_rule_is_shown_at_work_here():
    assert set(NOTICED) == set(RULES)


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_notices_under_its_own_id_in_both_languages(rule_id):
    findings = list(RULES[rule_id](NOTICED[rule_id]))
    assert findings
    for finding in findings:
        assert finding.rule == rule_id
        assert finding.sentence.fr != finding.sentence.en
        for text in (finding.sentence.fr, finding.sentence.en):
            assert text[0].isupper()
            assert text.endswith(".")
            assert "{" not in text
        if finding.severity is Severity.BLOCKING:
            assert finding.remedy
            assert finding.remedy.fr.endswith(".")
            assert finding.remedy.en.endswith(".")


@pytest.mark.parametrize("rule_id", RULES)
def test_a_path_names_a_place_in_the_case(rule_id):
    of = NOTICED[rule_id]
    places = {"", "lines", "supplier", "customer", "purchase_order"} | (
        set(header_fields(of.document.document_type)) if of.document else set()
    )
    for finding in RULES[rule_id](of):
        row = re.fullmatch(r"(lines|tax_breakdown)\.(\d+)\.\w+", finding.path)
        assert finding.path in places or row


@pytest.mark.parametrize("good", [GOOD_INVOICE, GOOD_ORDER])
def test_a_document_that_is_in_order_gives_no_finding(good):
    assert checks.check(subject(good)) == ()


def test_the_worst_comes_first():
    severities = [f.severity for f in checks.check(NOTICED["PARTY-UNKNOWN"])]
    assert severities == sorted(severities, key=[Severity.BLOCKING, Severity.WARNING, Severity.INFO].index)
    assert severities[0] is Severity.BLOCKING


def test_without_an_erp_only_what_the_document_says_of_itself_is_checked():
    wrong = NOTICED["BR-CO-15"].document
    assert [f.rule for f in checks.check_alone(wrong)] == ["BR-CO-15", "BR-CO-16"]
    assert checks.check_alone(GOOD_INVOICE) == ()


def test_no_document_gives_no_finding():
    assert checks.check(subject(None)) == ()


NASTY = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["NaN", "sNaN", "-Infinity", "1E+999999", "1e-999999", "9" * 400, "0", "-1", "{x}", "2026-02-30", "FR", "é"]),
)
HEADER_NAMES = sorted({name for document_type in DocumentType for name in header_fields(document_type)})
ROW_NAMES = sorted(AMOUNT_FIELDS | DATE_FIELDS | {"description", "unit_code", "gtin", "seller_item_id"})


@given(
    st.dictionaries(st.sampled_from(HEADER_NAMES), NASTY),
    st.lists(st.dictionaries(st.sampled_from(ROW_NAMES), NASTY), max_size=3),
    st.sampled_from(DocumentType),
)
def test_no_value_however_broken_makes_a_rule_raise(header, rows, document_type):
    def given_fields(values):
        return {name: Field(name, value) for name, value in values.items()}

    lines = tuple(given_fields(row) for row in rows)
    document = dataclasses.replace(GOOD_INVOICE, document_type=document_type, fields={**GOOD_INVOICE.fields, **given_fields(header)})
    document = dataclasses.replace(document, lines=GOOD_INVOICE.lines[:1] + lines, tax_breakdown=lines)
    for finding in checks.check(subject(document)):
        assert len(finding.sentence.fr) < 3000
