"""A customer's change of an order: the order in the ERP is found and read, changed once, and brought back to what it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from backend.connectors.practice import open_practice_erp
from backend.errors import NotAllowed, PostingRejected
from backend.model.case import Receipt, Status
from backend.model.catalog import SalesOrder, union
from backend.model.finding import Severity
from backend.model.kept import Kept, KeptLine
from backend.model.mail import Address
from backend.model.trade import DocumentType, Intent, TradeDocument
from backend.pipeline import decide
from backend.pipeline.catalogs import refresh
from backend.pipeline.post import cancel, post
from backend.pipeline.prepare import prepare
from backend.pipeline.receive import receive
from backend.review import Change, LineFate, compared, untouched
from tests import examples
from tests.pipeline.conftest import CLAIRE

KEPT = Kept(
    "SO-7", "SO-7", "/erp/SO-7",
    lines=(
        KeptLine("1", "A1", "Ramette A4", Decimal(5), Decimal("3.90")),
        KeptLine("2", "A2", "Stylo bleu", Decimal(20), Decimal("0.80")),
    ),
    requested_delivery_date=date(2026, 11, 30),
)  # fmt: skip
ORDERED = SalesOrder("SO-7", "SO-7", "C1", "CDE-7", "open")


def change(*lines, **header):
    named = tuple(examples.fields(**line) for line in lines)
    return TradeDocument(
        DocumentType.ORDER_CHANGE, examples.fields(**{"order_number": "CDE-7", **header}), named, language="fr", sources=("0",)
    )


@pytest.fixture
def known(workshop, erp):
    """The ERP has the order, and the catalog names it."""
    erp.catalog = replace(erp.catalog, sales_orders=(ORDERED,))
    erp.kept["SO-7"] = KEPT
    refresh(workshop, "delorme")
    return erp


@pytest.fixture
def asked(workshop, opened):
    """A function that opens a case of a change in which a person chooses the customer and these items."""

    def ask(*lines, items=("A1",), **header):
        return chosen(
            workshop, opened(change(*lines, **header)), {"customer": "C1"} | {f"lines.{n}.item": one for n, one in enumerate(items)}
        )

    return ask


def chosen(workshop, case, ids):
    """The case after a person has chosen these."""
    return decide.correct(workshop, "delorme", CLAIRE, case.id, case.version, [Change(path, id_) for path, id_ in ids.items()])


def send(workshop, case):
    case = workshop.scope("delorme").cases.get(case.id)
    decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id)
    post(workshop, "delorme", case.id)
    return workshop.scope("delorme").cases.get(case.id)


def test_the_order_is_found_by_the_customers_number_and_stands_beside_the_change(known, asked):
    case = asked({"description": "Ramette A4", "quantity": "8"})

    assert case.kept == KEPT
    (line,) = compared(case)
    assert (line.fate, line.was.quantity, line.quantity, line.net_price) == (LineFate.CHANGED, 5, 8, Decimal("3.90"))
    assert untouched(case) == 1
    (finding,) = [finding for finding in case.findings if finding.rule == "ORDER-CHANGE"]
    assert finding.severity is Severity.INFO
    assert known.calls.count("post") == 0


@pytest.mark.parametrize("how", ["ours", "order_reference", "posted from here"])
def test_the_order_is_found_by_our_number_by_its_reference_and_by_what_was_posted_from_here(known, workshop, opened, asked, how):
    if how == "posted from here":
        known.catalog = replace(known.catalog, sales_orders=())
        refresh(workshop, "delorme")
        order = opened(examples.order(), number=2, status=Status.POSTED, receipt=Receipt("SO-7", "SO-7"))
        assert order.receipt
    header = {"ours": {"order_number": "SO-7"}, "order_reference": {"order_number": "CH-1", "order_reference": "CDE-7"}}.get(how, {})
    assert asked({"description": "Ramette A4", "quantity": "8"}, **header).kept == KEPT


def test_a_change_of_an_order_that_the_erp_does_not_have_cannot_be_sent(known, asked, workshop):
    case = asked({"description": "Ramette A4", "quantity": "8"}, order_number="CDE-8")

    assert case.kept is None
    assert any(finding.rule == "ORDER-CHANGE" for finding in case.blocking)
    with pytest.raises(NotAllowed):
        send(workshop, case)
    assert known.changed == []


def test_what_is_sent_is_what_changes_and_nothing_is_posted_anew(known, asked, workshop):
    lines = ({"description": "Ramette A4", "quantity": "8"}, {"description": "Stylo bleu", "quantity": "0"})
    case = send(workshop, asked(*lines, items=("A1", "A2"), requested_delivery_date="2026-12-15"))

    assert (case.status, case.receipt.number) == (Status.POSTED, "SO-7")
    (sent,) = known.changed
    assert [(one.was.id, one.now and one.now.quantity) for one in sent.changes] == [("1", 8), ("2", None)]
    assert sent.requested_delivery_date == date(2026, 12, 15)
    assert known.posted == {}


def test_a_worker_that_dies_after_the_erp_changed_it_asks_for_the_same_change_again(known, asked, workshop, scope, clock):
    known.fails["answer to change"] = [KeyboardInterrupt()]
    case = asked({"description": "Ramette A4", "quantity": "8"})
    with pytest.raises(KeyboardInterrupt):
        send(workshop, case)
    known.kept["SO-7"] = replace(KEPT, lines=(replace(KEPT.lines[0], quantity=Decimal(8)), KEPT.lines[1]))

    clock.pass_(workshop.settings.claim_seconds + 1)
    post(workshop, "delorme", case.id)

    assert scope.cases.get(case.id).status is Status.POSTED
    first, second = known.changed
    assert first == second


def test_undone_the_order_is_what_it_was(known, asked, workshop, scope):
    posted = send(workshop, asked({"description": "Ramette A4", "quantity": "8"}))
    decide.undo(workshop, "delorme", CLAIRE, posted.id, posted.version)
    cancel(workshop, "delorme", posted.id)

    _, back = known.changed
    assert [(one.was.quantity, one.now.quantity) for one in back.changes] == [(8, 5)]
    assert known.cancelled == []
    assert scope.cases.get(posted.id).status is Status.IN_REVIEW


def test_where_the_erp_does_not_show_the_order_the_change_is_passed_on_and_not_undone(known, asked, workshop, scope):
    known.kept["SO-7"] = Kept("SO-7", "SO-7")
    posted = send(workshop, asked({"description": "Ramette A4", "quantity": "8"}))
    (sent,) = known.changed
    assert (sent.changes, [line.quantity for line in sent.lines]) == (None, [8])

    decide.undo(workshop, "delorme", CLAIRE, posted.id, posted.version)
    cancel(workshop, "delorme", posted.id)
    assert "change it in the ERP" in scope.cases.get(posted.id).refusal.en
    assert (len(known.changed), known.cancelled) == (1, [])


def test_a_refusal_of_the_erp_is_told_in_its_words(known, asked, workshop):
    known.fails["change"] = [PostingRejected("Déjà livrée.")]
    case = send(workshop, asked({"description": "Ramette A4", "quantity": "8"}))
    assert (case.status, case.refusal) == (Status.IN_REVIEW, "Déjà livrée.")


@pytest.mark.parametrize(
    ("lines", "items", "header", "words"),
    [
        ([{"description": "Ramette A4", "quantity": "5"}], ("A1",), {}, "anything to change"),
        ([{"description": "Ramette", "quantity": "8"}, {"description": "Ramette", "quantity": "9"}], ("A1", "A1"), {}, "which"),
        ([{"description": "Pointes", "quantity": "1"}], (), {}, "item is not identified"),
        (
            [{"quantity": "8", "requested_delivery_date": "2026-12-01"}, {"quantity": "8", "requested_delivery_date": "2026-12-02"}],
            ("A1", "A2"), {}, "one delivery date",
        ),
    ],
)  # fmt: skip
def test_what_a_change_lacks_is_said(known, asked, workshop, lines, items, header, words):
    with pytest.raises(NotAllowed, match=words if words != "which" else "line of the order that is meant"):
        send(workshop, asked(*lines, items=items, **header))
    assert known.changed == []


@pytest.mark.usefixtures("known")
def test_an_order_that_is_sent_as_a_change_is_one(workshop, opened):
    ids = {"customer": "C1", "lines.0.item": "A1", "lines.1.item": "A2", "lines.1.quantity": "30"}
    case = chosen(workshop, opened(examples.order(), intent=Intent.ORDER_CHANGE), ids)
    assert [line.fate for line in compared(case)] == [LineFate.SAME, LineFate.CHANGED]
    assert not any(finding.rule == "DUPLICATE" for finding in case.findings)


def test_a_change_goes_through_the_practice_erp_and_back(workshop, opened, tmp_path):
    erp = open_practice_erp(tmp_path / "erp", "https://countersign.example")
    workshop = replace(workshop, connector=lambda _: erp)
    order = next(one for one in union(erp.fetch_catalog()).sales_orders if one.status == "open" and one.customer_order_number)
    refresh(workshop, "delorme")
    before = erp.read(Receipt(order.id, order.number))
    line = before.lines[0]
    names = {"customer": order.customer_id, "lines.0.item": line.item_id}
    more = str(line.quantity + 3)
    case = chosen(workshop, opened(change({"quantity": more}, order_number=order.customer_order_number)), names)

    posted = send(workshop, case)
    assert posted.status is Status.POSTED, posted.refusal
    assert erp.read(Receipt(order.id, order.number)).lines[0].quantity == line.quantity + 3
    decide.undo(workshop, "delorme", CLAIRE, posted.id, posted.version)
    cancel(workshop, "delorme", posted.id)
    assert erp.read(Receipt(order.id, order.number)).lines == before.lines


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"line_number": "2", "quantity": "24"}, "2"),
        ({"line_number": "20", "quantity": "24"}, "2"),
        ({"quantity": "24", "previous_quantity": "5"}, "1"),
        ({"description": "les stylos bleus", "quantity": "24"}, "2"),
        ({"line_number": "3", "quantity": "24"}, None),
        ({"quantity": "24", "previous_quantity": "7"}, None),
    ],
)
def test_a_line_is_known_by_its_number_by_what_there_was_and_by_its_words(known, asked, workshop, said, meant):
    case = asked(said, items=())
    (line,) = compared(case)
    assert (line.was and line.was.id) == meant
    assert known.calls.count("post") == 0
    if meant:
        assert send(workshop, case).status is Status.POSTED
        assert [(one.was.id, one.now.quantity) for one in known.changed[0].changes] == [(meant, 24)]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("before", ["7", "0"])
def test_a_customer_who_tells_another_quantity_than_the_order_has_is_not_followed_before_a_person_says_how_many(asked, workshop, before):
    case = asked({"description": "Ramette A4", "quantity": "8", "previous_quantity": before})

    assert [line.fate for line in compared(case)] == [LineFate.UNKNOWN]
    assert "CHANGE-DIFFERS" in {finding.rule for finding in case.findings}
    with pytest.raises(NotAllowed):
        send(workshop, case)
    case = decide.correct(workshop, "delorme", CLAIRE, case.id, case.version, [Change("lines.0.quantity", "8")])
    assert send(workshop, case).status is Status.POSTED


def test_a_line_that_says_nothing_of_what_is_to_become_of_it_is_not_taken_for_one_that_stays(known, asked):
    case = asked({"description": "Ramette A4"})
    assert [line.fate for line in compared(case)] == [LineFate.UNKNOWN]
    assert known.changed == []


def test_a_change_told_in_a_mail_is_read_found_and_made(known, workshop, scope):
    mail = replace(
        examples.mail(),
        subject="Modification de notre commande CDE-7",
        sender=Address("achats@martin.example", "Boulangerie Martin"),
        text="Bonjour,\n\nsur la commande CDE-7, 8 ramettes au lieu de 5, et merci d'annuler la ligne 2.\n\nMartin\nTVA FR40303265045",
        attachments=(),
    )
    stored = receive(workshop, "delorme", CLAIRE, mail, "practice", "r1")
    prepare(workshop, "delorme", stored.id)

    (case,) = scope.cases.of_mail(stored.id)
    assert (case.intent, case.kept and case.kept.number) == (Intent.ORDER_CHANGE, "SO-7")
    assert [(line.fate, line.was.id, line.quantity) for line in compared(case)] == [
        (LineFate.CANCELLED, "2", 0),
        (LineFate.CHANGED, "1", 8),
    ]
    assert send(workshop, case).status is Status.POSTED
    assert [(one.was.id, one.now and one.now.quantity) for one in known.changed[0].changes] == [("2", None), ("1", 8)]
