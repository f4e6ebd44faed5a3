"""Cells that ruled lines enclose."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pdfplumber import table

from backend.readers.pdf_grids import TOLERANCE, Line, Rectangle, grids

_STOPS = st.integers(0, 6).map(lambda stop: stop * 10.0)
_LINES = st.lists(st.tuples(_STOPS, _STOPS, _STOPS).map(lambda stops: Line(stops[0], min(stops[1:]), max(stops[1:]) + 10)), max_size=14)


def _of_pdfplumber(lying: list[Line], standing: list[Line]) -> list[list[Rectangle]]:
    def edge(across: str, x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
        size = {"width": x1 - x0, "height": bottom - top}
        return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "orientation": across, "object_type": "line", **size}

    edges = [edge("h", start, at, end, at) for at, start, end in lying] + [edge("v", at, start, at, end) for at, start, end in standing]
    merged = table.merge_edges(edges, TOLERANCE, TOLERANCE, TOLERANCE, TOLERANCE)
    crossings = table.edges_to_intersections(merged, TOLERANCE, TOLERANCE)
    return [sorted(cells) for cells in table.cells_to_tables(table.intersections_to_cells(crossings))]


@given(_LINES, _LINES)
def test_the_grids_are_those_that_pdfplumber_finds(lying: list[Line], standing: list[Line]) -> None:
    assert [sorted(cells) for cells in grids(lying, standing)] == _of_pdfplumber(lying, standing)


def test_double_lines_and_lines_with_a_gap_make_one() -> None:
    lying = [Line(0, 0, 19), Line(2, 21, 40), Line(20, 0, 40)]
    standing = [Line(0, 0, 20), Line(20, 0, 20), Line(40, 0, 18)]
    assert [sorted(cells) for cells in grids(lying, standing)] == [[(0, 1, 20, 20), (20, 1, 40, 20)]]


def test_a_cell_may_span_columns() -> None:
    lying = [Line(0, 0, 40), Line(10, 0, 40), Line(20, 0, 40)]
    standing = [Line(0, 0, 20), Line(20, 10, 20), Line(40, 0, 20)]
    assert [sorted(cells) for cells in grids(lying, standing)] == [[(0, 0, 40, 10), (0, 10, 20, 20), (20, 10, 40, 20)]]


def test_the_lines_of_a_dense_drawing_are_no_burden() -> None:
    lines = [Line(n * 5.0, 0, 1000) for n in range(100)]
    assert len(grids(lines, lines)[0]) == 99 * 99
