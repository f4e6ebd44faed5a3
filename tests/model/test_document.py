"""Pages, lines and boxes."""

from backend.model.document import Box, Cell, Origin, Page, Table, Word


def word(text, left, top, width=0.1, height=0.02):
    return Word(text, Box(left, top, left + width, top + height))


def test_words_on_one_height_make_a_line_from_left_to_right():
    page = Page(1, Origin.TEXT_LAYER, (word("HT", 0.4, 0.501), word("Total", 0.2, 0.5), word("Facture", 0.1, 0.1)))

    assert page.text() == "Facture\nTotal HT"


def test_a_small_step_down_still_is_the_same_line_and_a_full_one_is_not():
    page = Page(1, Origin.OCR, (word("a", 0.1, 0.5), word("b", 0.3, 0.508), word("c", 0.5, 0.53)))

    assert [[w.text for w in line] for line in page.lines()] == [["a", "b"], ["c"]]


def test_the_box_around_boxes_holds_them_all():
    assert Box.around([Box(0.1, 0.2, 0.3, 0.4), Box(0.2, 0.1, 0.5, 0.3)]) == Box(0.1, 0.1, 0.5, 0.4)


def test_a_merged_cell_stands_where_it_begins():
    box = Box(0, 0, 1, 1)
    table = Table((Cell(1, 1, "b", box), Cell(0, 0, "head", box, column_span=2), Cell(1, 0, "a", box)))

    assert [[cell.text for cell in row] for row in table.rows()] == [["head"], ["a", "b"]]
