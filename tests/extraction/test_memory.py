"""What stands where a confirmed correction showed it: found again, moved, missing, wrong, and never against an XML."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backend.extraction import memory
from backend.extraction.attached import Attached
from backend.extraction.candidates import candidates
from backend.extraction.columns import column_spot, in_column
from backend.extraction.landmarks import is_same_layout, landmarks
from backend.extraction.layout import Span, rows_of
from backend.extraction.marks import marks
from backend.extraction.memory import recalled
from backend.extraction.printed_values import is_like, shape_of
from backend.extraction.spots import describe, is_at, standing_at
from backend.model.document import Document
from backend.model.field import SURE, Evidence, Field
from backend.model.mail import Address
from backend.model.memory import Lesson, Placement, Side, Source, Taught
from backend.model.trade import DocumentType, TradeDocument
from tests.extraction.made import IBAN
from tests.extraction.printed import MAIL, pdf, table, text_document

SOURCE = Source("lesson-1", "m0", "m0-1", "F-0", "Claire Martin", datetime(2026, 11, 1, tzinfo=UTC))


def paper(*, number="7/LER.0311", due="20/01/2027", account=IBAN, total="96,00", down=0, right=0, seller="Papeterie Leroy", more=()):
    """A page with words of its own beside the values."""
    return pdf(
        [
            (40 + right, 50, 15, seller), (40 + right, 66, 9, "quai des Brumes"), (330 + right, 120, 10, "Delorme société anonyme"),
            (40 + right, 210, 9, "Repère de la pièce"), (180 + right, 210, 9, number),
            (40 + right, 240, 9, "merci de nous honorer pour le"), (180 + right, 240, 9, due),
            (40 + right, 270, 9, "verser sur"), (180 + right, 270, 9, account),
            (300 + right, 300, 9, "Versement attendu"), (300 + right, 314, 9, "avant remise"),
            (380 + right, 400 + down, 9, "Somme demandée"), (-540 - right, 400 + down, 9, total),
            (40 + right, 780, 8, "votre fournisseur de papeterie vous remercie de votre confiance"), *more,
        ]
    )  # fmt: skip


def found_in(document):
    return candidates(document, [page.number for page in document.pages], "fr")


def span_of(document, text):
    """Where a text stands."""
    row = next(row for row in rows_of(document, [1]) if text in row.text)
    return Span(row, row.text.index(text), row.text.index(text) + len(text))


def lesson(document, name, text, **changes):
    """That the field's value is this text of the document."""
    found = found_in(document)
    placement = Placement(name, "invoice", landmarks(found.rows), describe((span_of(document, text),), name, found))
    made = Lesson(Taught(Side.SUPPLIER, "S1", "Papeterie Leroy"), SOURCE, ("PAPETERIELEROY",), replace(placement, **changes))
    assert made.placement.spots or "spots" in changes
    return made


def read(document, *lessons, fields=(), lines=(), document_type=DocumentType.INVOICE):
    trade = TradeDocument(document_type, {field.name: field for field in fields}, lines, language="fr", sources=("1",))
    return recalled(Attached(trade, (), document, (1,)), MAIL, lessons).document


CASES = {
    "a number": ("invoice_number", "7/LER.0311", {"number": "8/LER.1479"}, "8/LER.1479"),
    "a number with a digit more": ("invoice_number", "7/LER.0311", {"number": "10/LER.0479"}, "10/LER.0479"),
    "a date": ("due_date", "20/01/2027", {"due": "3 mars 2027"}, "2027-03-03"),
    "a total further down": ("tax_inclusive_amount", "96,00", {"total": "12 235,80", "down": 150}, "12235.80"),
    "an account": ("payment_iban", IBAN, {"account": "FR76 3000 6000 0112 3456 7890 189"}, "FR7630006000011234567890189"),
}


@pytest.mark.parametrize(("name", "text", "changes", "value"), CASES.values(), ids=CASES)
def test_what_stands_there_in_the_next_document_is_the_value(name, text, changes, value):
    document = read(paper(**changes), lesson(paper(), name, text))

    field = document.fields[name]
    assert (field.value, field.method, field.learned_from) == (value, "memory", SOURCE)
    assert field.evidence.page == 1
    assert 0.8 < field.confidence < SURE


@pytest.mark.parametrize(
    ("name", "text", "changes"),
    [
        ("invoice_number", "7/LER.0311", {"number": "sans objet"}),
        ("invoice_number", "7/LER.0311", {"number": "2026-11-14"}),
        ("due_date", "20/01/2027", {"due": "plus tard"}),
        ("payment_iban", IBAN, {"account": IBAN[:-1] + "0"}),
    ],
    ids=["no code", "another form", "no date", "its check digits do not fit"],
)
def test_what_is_no_such_value_is_not_taken(name, text, changes):
    assert name not in read(paper(**changes), lesson(paper(), name, text)).fields


def test_a_value_that_an_xml_states_stays():
    xml = Field("due_date", "2027-02-02", "2027-02-02", 1.0, Evidence("1.1", xpath="/Invoice/DueDate"), "xml")

    assert read(paper(), lesson(paper(), "due_date", "20/01/2027"), fields=[xml]).fields["due_date"] == xml


def test_a_lesson_beats_the_rules_and_agreement_makes_a_value_likelier():
    taught = lesson(paper(), "due_date", "20/01/2027")
    wrong = Field("due_date", "2027-02-02", "", 0.97, None, "label")
    same = Field("due_date", "2027-01-20", "", 0.6, None, "label")

    assert read(paper(), taught, fields=[wrong]).fields["due_date"].value == "2027-01-20"
    agreed = read(paper(), taught, fields=[same]).fields["due_date"]
    assert agreed.confidence > read(paper(), taught).fields["due_date"].confidence
    sure = replace(same, confidence=0.99)
    assert read(paper(), taught, fields=[sure]).fields["due_date"] is sure


def test_a_value_is_sure_only_after_several_confirmations():
    taught = lesson(paper(), "due_date", "20/01/2027")

    assert [read(paper(), replace(taught, confirmations=n)).fields["due_date"].sure for n in (0, 1, 2)] == [False, False, True]


@pytest.mark.parametrize(
    "other", [paper(seller="Visserie du Nord"), paper(right=40)], ids=["another company's", "another layout of the same company"]
)
def test_another_paper_is_left_alone(other):
    assert read(other, lesson(paper(), "due_date", "20/01/2027")).fields == {}


def test_a_lesson_about_invoices_says_nothing_of_orders():
    taught = lesson(paper(), "issue_date", "20/01/2027")

    assert "issue_date" in read(paper(), taught).fields
    assert read(paper(), taught, document_type=DocumentType.ORDER).fields == {}


def test_the_amounts_of_a_credit_note_keep_their_sign():
    taught = lesson(paper(), "tax_inclusive_amount", "96,00", document_type="credit_note")

    credit_note = read(paper(total="-235,80"), taught, document_type=DocumentType.CREDIT_NOTE)

    assert credit_note.value("tax_inclusive_amount") == "-235.80"


def test_what_a_person_emptied_is_emptied_where_it_stands_and_nowhere_else():
    taught = lesson(paper(), "payable_amount", "96,00")
    emptied = replace(taught, placement=replace(taught.placement, spots=(), wrong=taught.placement.spots))
    there = span_of(paper(), "96,00")
    elsewhere = paper(more=[(40, 500, 9, "Reste 96,00")])

    value = Field("payable_amount", "96.00", "96,00", 0.6, there.evidence("1"), "label")
    assert read(paper(), emptied, fields=[value]).fields == {}
    moved = replace(value, evidence=span_of(elsewhere, "Reste 96,00").evidence("1"))
    assert read(elsewhere, emptied, fields=[moved]).fields == {"payable_amount": moved}


def test_what_is_never_printed_is_what_it_was():
    taught = lesson(paper(), "currency", "96,00", spots=(), constant="CHF")

    assert read(paper(), taught).value("currency") == "CHF"


def test_a_field_that_needs_no_page_is_read_without_one():
    assert (
        recalled(Attached(TradeDocument(DocumentType.INVOICE, {})), MAIL, [lesson(paper(), "due_date", "20/01/2027")]).document.fields == {}
    )


def test_the_value_is_found_by_what_stands_over_it_too():
    def boxed(number):
        return pdf([(40, 60, 9, "Repère"), (140, 60, 9, "Jour"), (40, 74, 9, number), (140, 74, 9, "21/11/2026")])

    first = boxed("A-17")
    (spot,) = describe((span_of(first, "A-17"),), "invoice_number", found_in(first))

    assert spot.anchor == "Repère"
    assert standing_at(spot, "invoice_number", found_in(boxed("B-42"))).value == "B-42"


def test_an_address_is_read_over_its_lines():
    def letter(*lines):
        return pdf(
            [(40, 60, 9, "Déposer chez"), *((40, 80 + 12 * n, 9, line) for n, line in enumerate(lines)), (40, 200, 9, "Cordialement")]
        )

    first = letter("Atelier Nord", "3 rue Haute", "59000 Lille")
    found = found_in(first)
    spans = tuple(span_of(first, text) for text in ("Atelier Nord", "3 rue Haute", "59000 Lille"))

    (spot,) = describe(spans, "delivery_address", found)

    second = found_in(letter("Dépôt Sud", "12 quai Bas", "13002 Marseille"))
    assert standing_at(spot, "delivery_address", second).value == "Dépôt Sud, 12 quai Bas, 13002 Marseille"


def test_a_name_ends_where_it_ended():
    first, second = (pdf([(40, 60, 9, f"émis par {name} - au capital de 50 000")]) for name in ("Leroy SA", "Martin et fils"))
    (spot,) = describe((span_of(first, "Leroy SA"),), "seller_name", found_in(first))

    assert standing_at(spot, "seller_name", found_in(second)).value == "Martin et fils"


def test_two_spots_of_one_value_are_recognised_as_one():
    found = found_in(paper())
    spots = describe((span_of(paper(), "96,00"),), "tax_inclusive_amount", found)

    assert is_at(span_of(paper(total="77,00"), "77,00"), spots, "tax_inclusive_amount", found_in(paper(total="77,00")))
    assert not is_at(span_of(paper(), "20/01/2027"), spots, "due_date", found)


HEADS = ("Repère", "Ce que vous avez", "Combien", "En tout")
COLUMNS = (40, 110, -330, -540)


def bill(*rows):
    return pdf([*table(280, COLUMNS, (HEADS, *rows)), (40, 500, 9, "Bien à vous, la direction commerciale")])


def test_a_column_is_found_under_its_head():
    first = bill(("RM-4", "Ramette", "10", "40,00"))
    found = found_in(first)
    row = span_of(first, "Ramette").row
    spot = column_spot(Span(row, row.text.index("10"), row.text.index("10") + 2), [span_of(first, "Combien").row])

    second = found_in(bill(("RM-4", "Chemise", "1 250", "70,00")))

    assert spot.anchor == "Combien"
    assert in_column(row, "quantity", spot, found).value == "10"
    assert in_column(next(r for r in second.rows if "Chemise" in r.text), "quantity", spot, second).value == "1250"
    assert in_column(next(r for r in second.rows if "Combien" in r.text), "quantity", spot, second) is None


def taught_columns(document, row):
    found = found_in(document)
    line = span_of(document, row[1]).row
    heads = [span_of(document, "Combien").row]
    for name, text in zip(("seller_item_id", "description", "quantity", "line_amount"), row, strict=True):
        at = line.text.index(text)
        spot = column_spot(Span(line, at, at + len(text)), heads)
        placement = Placement(f"lines.{name}", "invoice", landmarks(found.rows), (spot,))
        yield Lesson(Taught(Side.SUPPLIER, "S1", ""), SOURCE, ("BIENAVOUS",), placement)


def test_lines_that_nothing_else_found_are_read_by_the_learned_columns():
    first = bill(("RM-4", "Ramette", "10", "40,00"))
    second = bill(("RM-4", "Chemise", "25", "70,00"), ("", "cartonnée bleue", "", ""), ("ST-9", "Stylo", "3", "6,00"))

    document = read(second, *taught_columns(first, ("RM-4", "Ramette", "10", "40,00")))

    assert [{name: field.value for name, field in line.items()} for line in document.lines] == [
        {"seller_item_id": "RM-4", "description": "Chemise", "quantity": "25", "line_amount": "70.00"},
        {"seller_item_id": "ST-9", "description": "Stylo", "quantity": "3", "line_amount": "6.00"},
    ]


@pytest.mark.parametrize(
    ("shape", "text", "fits"),
    [
        ("FA-2026/118", "FB-2027/4", True),
        ("FA-2026/118", "2026/118", False),
        ("FA-2026/118", "FAC-2026/118", False),
        ("A 12", "B  13", True),
    ],
)
def test_the_form_of_a_number_tells_it_from_others(shape, text, fits):
    assert is_like(shape_of(shape), text) is fits


def test_a_layout_is_known_by_its_words_whatever_stands_between_them():
    def of(document):
        return landmarks(rows_of(document, [1]))

    assert is_same_layout(of(paper()), of(paper(number="x", due="demain", total="1,00", down=100)))
    assert not is_same_layout(of(paper()), of(paper(right=40)))
    assert not is_same_layout((), of(paper()))


def test_the_marks_of_a_mail_are_its_sender_and_whatever_could_name_a_company():
    mail = replace(MAIL, sender=Address("Compta@mail.leroy.example"))
    document = pdf([(40, 50, 9, "Papeterie Leroy SARL - 3 rue Haute"), (40, 70, 9, "TVA FR83404833048")])

    found = marks(mail, [document])

    assert {"@mail.leroy.example", "@leroy.example", "PAPETERIELEROYSARL", "FR83404833048", "404833048"} <= found
    assert "a@gmail.com" in marks(replace(MAIL, sender=Address("A@gmail.com")), [])


def test_a_hostile_page_is_looked_at_within_bounds():
    crowd = text_document("\n".join(" ".join(f"w{n}x{m}" for m in range(60)) for n in range(120)))
    taught = lesson(paper(), "due_date", "20/01/2027")

    assert len(marks(MAIL, [crowd])) <= 1002
    assert len(landmarks(rows_of(crowd, [1]))) <= 120
    assert recalled(Attached(TradeDocument(DocumentType.INVOICE, {}), (), crowd, (1,)), MAIL, [taught]).document.fields == {}


def test_a_document_without_pages_has_no_marks():
    assert marks(replace(MAIL, sender=Address("")), [Document("1", "x.xml", "application/xml", xml=b"<x/>")]) == frozenset()
    assert memory.recalled(Attached(TradeDocument(DocumentType.INVOICE, {})), MAIL, ()).document.fields == {}
