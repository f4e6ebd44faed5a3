"""A mapping as CSV: read back as it was, harmless in a spreadsheet, and nothing taken of a file with a bad line."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.errors import BadInput
from backend.model.erp_field import Place
from backend.model.mapping import Action, Condition, Effect, Mapping, Operator, Rule, problem
from backend.review.mapping_csv import COLUMNS, read, written

TEXTS = (
    st.text(st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" ;,\"'=+-@"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)
CODES = st.lists(st.tuples(TEXTS.filter(lambda key: "=" not in key), TEXTS), min_size=1, max_size=3).map(tuple)
CONDITIONS = st.lists(st.builds(Condition, st.just("description"), st.sampled_from([Operator.IS, Operator.CONTAINS]), TEXTS), max_size=5)
EFFECTS = st.one_of(
    st.builds(Effect, st.just(Action.SET), TEXTS, TEXTS, st.sampled_from(Place)),
    st.builds(Effect, st.just(Action.COPY), st.just("currency"), TEXTS, st.sampled_from(Place)),
    st.builds(Effect, st.just(Action.TRANSLATE), st.just("tax_rate"), TEXTS, st.just(Place.LINE), CODES),
    st.builds(Effect, st.just(Action.HOLD), TEXTS),
)
RULES = st.builds(Rule, CONDITIONS.map(tuple), EFFECTS).filter(lambda rule: problem(rule) is None)


@settings(max_examples=100, deadline=None)
@given(st.lists(RULES, max_size=4).map(tuple).map(Mapping))
def test_what_was_written_is_read_back_as_it_was(mapping):
    assert read("\ufeff" + written(mapping)) == mapping


@settings(max_examples=100, deadline=None)
@given(st.lists(RULES, max_size=4).map(tuple).map(Mapping))
def test_no_cell_is_a_formula(mapping):
    cells = [cell for row in csv.reader(io.StringIO(written(mapping)), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


SET = Effect(Action.SET, "=1+1", "note")
MAPPING = Mapping((Rule((Condition("customer", Operator.IS, "C1"),), SET), Rule((), SET)))


def test_a_file_that_english_excel_saved_is_read_too():
    rows = csv.reader(io.StringIO(written(MAPPING)), delimiter=";")
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    assert read(text.getvalue()) == MAPPING


def test_each_bad_line_is_named_with_its_reason_and_nothing_is_taken():
    lines = written(MAPPING).splitlines()
    bad = [lines[0], lines[1].replace(";is;", ";resembles;"), lines[2], lines[1].replace("customer", "colour"), ";".join([""] * 3 + ["x"])]
    with pytest.raises(BadInput) as refusal:
        read("\r\n".join(bad))
    said = refusal.value.message
    assert "Nothing was imported" in said
    assert all(told in said for told in ("line 2: “resembles”", "line 4: “colour”", f"line 5: 4 cells instead of {len(COLUMNS)}"))
    assert "line 3" not in said


def test_a_line_after_a_cell_of_several_lines_is_named_by_its_own_number():
    codes = Effect(Action.TRANSLATE, "tax_rate", "tax_code", Place.LINE, (("20", "A"), ("10", "B"), ("5.5", "C")))
    text = written(Mapping((Rule((), codes), Rule((), SET)))).replace("set;", "put;")
    with pytest.raises(BadInput, match="line 5: “put”"):
        read(text)


@pytest.mark.parametrize("text", ["", "a;b;c\n1;2;3", "\0", '"' * 31, "when_1"])
def test_what_is_no_such_file_is_refused(text):
    with pytest.raises(BadInput):
        read(text)
