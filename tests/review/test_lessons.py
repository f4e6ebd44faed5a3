"""What a person's corrections teach: the places of what they typed, and only what the document bears out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backend.model.audit import Actor
from backend.model.document import Box
from backend.model.field import Evidence, Field
from backend.model.mail import Address, Authentication, Verdict
from backend.model.memory import Side
from backend.model.trade import TradeDocument
from backend.review import Change, correct, lessons, used
from tests import examples
from tests.extraction.printed import pdf, table

NADIA = Actor("nadia", "Nadia Roche")
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ROWS = (
    ("Repère", "Ce que c'est", "Combien", "L'unité", "En tout"),
    ("RM-4", "Ramette", "10", "4,00", "40,00"),
    ("ST-9", "Stylo", "5", "5,00", "25,00"),
)
PAPER = pdf(
    [
        (40, 50, 15, "Papeterie Leroy"), (40, 70, 9, "quai des Brumes à Nantes"), (40, 120, 9, "Repère de la pièce"),
        (180, 120, 9, "7/LER.0311"),
        (40, 140, 9, "merci de nous honorer pour le"), (180, 140, 9, "20/01/2027"), (40, 160, 9, "Somme demandée"), (180, 160, 9, "65,00"),
        *table(280, (40, 110, -330, -420, -540), ROWS),
    ]
)  # fmt: skip
MAIL = examples.mail()


def read_case(**fields):
    """The case of that paper as it was read: with these fields, and the lines but for a quantity that was taken for the price."""
    lines = tuple(
        examples.fields(description=what, quantity=price.replace(",", "."), line_amount=amount.replace(",", "."))
        for _, what, _, price, amount in ROWS[1:]
    )
    document = replace(examples.invoice(), fields=examples.fields(seller_name="Papeterie Leroy", **fields), lines=lines, tax_breakdown=())
    return examples.case(document)


def taught(case, *changes, mail=MAIL, known=(), documents=(PAPER,)):
    corrected = correct(case, [Change(*change) for change in changes], examples.CATALOG) if changes else case
    return lessons(corrected, mail, documents, examples.CATALOG, known, NADIA, AT)


def placements(teaching):
    return {lesson.placement.field: lesson.placement for lesson in teaching.learned if lesson.placement}


def test_a_typed_value_teaches_where_it_stands_and_who_taught_it():
    teaching = taught(read_case(), ("invoice_number", "7/LER.0311"))

    (lesson,) = teaching.learned
    (spot,) = lesson.placement.spots
    assert (spot.anchor, spot.shape) == ("Repère de la pièce", "9/AAA.9999")
    assert (lesson.party.side, lesson.party.id, lesson.marks) == (Side.SUPPLIER, "S1", ("PAPETERIELEROY",))
    assert (lesson.source.document, lesson.source.by, lesson.source.at) == ("7/LER.0311", "Nadia Roche", AT)


def test_a_value_in_another_writing_is_found_by_what_it_means():
    assert placements(taught(read_case(), ("due_date", "2027-01-20")))["due_date"].spots[0].anchor == "nous honorer pour le"


def test_a_number_with_another_sign_or_other_decimals_is_not_the_one_that_is_printed():
    assert taught(read_case(), ("payable_amount", "-65")).learned == ()
    assert taught(read_case(), ("payable_amount", "6.50")).learned == ()
    assert "payable_amount" in placements(taught(read_case(), ("payable_amount", "65")))


def test_a_clicked_place_is_meant_where_a_value_stands_twice():
    twice = pdf(
        [(40, 50, 15, "Papeterie Leroy"), (40, 120, 9, "Du"), (180, 120, 9, "20/01/2027"), (40, 140, 9, "Au"), (180, 140, 9, "20/01/2027")]
    )
    clicked = Evidence("1", 1, Box(0.3, 140 / 842 - 0.012, 0.4, 140 / 842 + 0.002))

    teaching = taught(read_case(), ("due_date", "20/01/2027", clicked), documents=(twice,))

    assert placements(teaching)["due_date"].spots[0].anchor == "Au"


def test_what_is_not_printed_teaches_no_place():
    assert taught(read_case(), ("invoice_number", "7/LER.9999"), ("payment_iban", "FR7630004001230000123456705")).learned == ()


@pytest.mark.parametrize(
    ("name", "value", "is_learned"),
    [("seller_name", "Leroy & Cie", True), ("currency", "CHF", True), ("seller_vat_id", "FR83404833048", False)],
)
def test_only_a_name_or_a_currency_may_be_what_it_always_is(name, value, is_learned):
    case = read_case()
    fields = (
        {**case.document.fields, "seller_name": replace(case.document.fields["seller_name"], value="")} if name == "seller_name" else None
    )
    case = replace(case, document=replace(case.document, fields=fields)) if fields else case

    learned = placements(taught(case, (name, value)))

    assert [placement.constant for placement in learned.values()] == ([value] if is_learned else [])


def test_a_value_that_was_typed_back_teaches_nothing():
    assert taught(read_case(due_date="2027-01-20"), ("due_date", "2027-02-02"), ("due_date", "20/01/2027")).learned == ()


def test_a_corrected_xml_teaches_no_place():
    case = read_case()
    xml = Field("due_date", "2027-02-02", "", 1.0, Evidence("1.1", xpath="/Invoice/DueDate"), "xml")
    case = replace(case, document=replace(case.document, fields={**case.document.fields, "due_date": xml}))

    assert taught(case, ("due_date", "20/01/2027")).learned == ()


def test_a_replaced_value_teaches_where_it_does_not_stand():
    case = read_case()
    wrong = Field("payable_amount", "65.00", "65,00", 0.6, Evidence("1", 1, Box(0.3, 155 / 842, 0.4, 163 / 842)), "label")
    case = replace(case, document=replace(case.document, fields={**case.document.fields, "payable_amount": wrong}))

    placement = placements(taught(case, ("payable_amount", "")))["payable_amount"]

    assert (placement.spots, placement.constant) == ((), "")
    assert [spot.anchor for spot in placement.wrong] == ["Somme demandée"]


def test_a_column_is_learned_that_shows_the_values_of_the_lines():
    changes = (("lines.0.quantity", "10"), ("lines.1.quantity", "5"))

    assert placements(taught(read_case(), *changes))["lines.quantity"].spots[0].anchor == "Combien"


def test_a_number_that_happens_to_equal_another_teaches_no_column():
    assert placements(taught(read_case(), ("lines.0.net_price", "40"), ("lines.1.net_price", "5"))) == {}


def test_a_chosen_item_teaches_its_reference():
    teaching = taught(read_case(), ("lines.0.seller_item_id", "RM-4"), ("lines.0.item", "A2"))

    (lesson,) = [one for one in teaching.learned if one.item]
    assert (lesson.item.reference, lesson.item.printed, lesson.item.item_id, lesson.item.item) == ("RM4", "RM-4", "A2", "Stylo bleu")


def test_a_chosen_supplier_teaches_its_name_and_the_address_only_when_nothing_names_it():
    case = read_case()
    nameless = replace(case, document=replace(case.document, fields={}))

    (named,) = [one.alias for one in taught(case, ("supplier", "S2")).learned if one.alias]
    (written,) = [one.alias for one in taught(nameless, ("supplier", "S2")).learned if one.alias]

    assert (named.name, named.email) == ("Papeterie Leroy", "")
    assert (written.name, written.email) == ("", "compta@leroy.example")


@pytest.mark.parametrize(
    "mail",
    [replace(MAIL, authentication=Authentication(dmarc=Verdict.FAIL)), replace(MAIL, sender=Address("karim@delorme.example"))],
    ids=["forged", "ourselves"],
)
def test_no_address_is_learned_of_a_forged_message_or_of_ourselves(mail):
    catalog = replace(examples.CATALOG, own_domains=("delorme.example",))
    case = read_case()
    case = correct(
        replace(case, document=replace(case.document, fields={})), [Change("supplier", "S2"), Change("due_date", "20/01/2027")], catalog
    )
    blank = pdf([(40, 140, 9, "merci de nous honorer pour le"), (180, 140, 9, "20/01/2027")])

    assert lessons(case, mail, (blank,), catalog, (), NADIA, AT).learned == ()


def test_a_later_lesson_about_the_same_field_and_layout_has_the_id_of_the_former():
    former = taught(read_case(), ("invoice_number", "20/01/2027")).learned
    other_case = replace(read_case(), id="m2-1")

    (lesson,) = taught(other_case, ("invoice_number", "7/LER.0311"), known=former).learned

    assert (lesson.id, lesson.source.case_id) == (former[0].id, "m2-1")


def test_lessons_that_led_to_confirmed_values_proved_right_and_corrected_ones_wrong():
    (former,) = taught(read_case(), ("invoice_number", "7/LER.0311")).learned
    number = Field("invoice_number", "7/LER.0311", "7/LER.0311", 0.9, None, "memory", former.source)
    case = read_case()
    case = replace(case, document=replace(case.document, fields={**case.document.fields, "invoice_number": number}))

    assert used(case) == {former.id}
    assert taught(case).confirmed == (former.id,)
    assert taught(case, ("invoice_number", "not printed")).forgotten == (former.id,)


def test_a_case_without_a_party_in_the_erp_or_without_a_document_teaches_nothing():
    assert not lessons(replace(read_case(), matches={}), MAIL, (PAPER,), examples.CATALOG, (), NADIA, AT)
    assert not lessons(replace(read_case(), document=None), MAIL, (), examples.CATALOG, (), NADIA, AT)


def test_the_document_as_read_is_kept_from_the_first_correction_on():
    case = read_case()

    first = correct(case, [Change("currency", "EUR")], examples.CATALOG)
    second = correct(first, [Change("currency", "USD")], examples.CATALOG)

    assert (case.read, first.read, second.read) == (None, case.document, case.document)
    assert isinstance(second.read, TradeDocument)
