"""Drafts of replies about a case."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from backend.errors import BadInput, ConnectorMisconfigured, ConnectorUnavailable, NotAllowed
from backend.model.catalog import Match, SalesOrder
from backend.model.mail import Attachment
from backend.model.reply import ReplyKind
from backend.model.trade import Intent
from backend.pipeline import enclosures
from backend.pipeline.replies import compose
from tests import examples


def test_the_kind_that_suits_best_is_composed(workshop, opened):
    reply = compose(workshop, "delorme", opened(examples.order()).id)

    assert reply.to == "compta@leroy.example"
    assert reply.language == "fr"


def test_files_of_the_message_go_along_as_far_as_they_are_offered_and_not_too_large_together(workshop, opened, monkeypatch):
    files = (Attachment("1", "a.pdf", "application/pdf", b"%PDF a"), Attachment("2", "b.pdf", "application/pdf", b"%PDF b"))
    logo = Attachment("3", "logo.png", "image/png", b"logo", is_inline=True)
    message = examples.mail(1, *files, logo)
    monkeypatch.setattr(examples, "mail", lambda _number: message)
    case = opened(examples.order())
    scope = workshop.scope("delorme")
    offered = enclosures.offered(scope.mails.get(case.mail_id))
    parts = [file.part for file in offered]
    reply = compose(workshop, "delorme", case.id, parts=parts)
    assert (parts, reply.attachments) == (["1", "2"], files)
    for refused in (["3"], [*parts, "9.9"]):
        with pytest.raises(BadInput, match="cannot go along"):
            compose(workshop, "delorme", case.id, parts=refused)
    monkeypatch.setattr(enclosures, "MOST_BYTES", max(file.size for file in offered))
    with pytest.raises(BadInput, match="larger than"):
        compose(workshop, "delorme", case.id, parts=parts)


def test_a_kind_that_does_not_suit_is_refused(workshop, opened):
    with pytest.raises(NotAllowed, match="No such reply"):
        compose(workshop, "delorme", opened(examples.order()).id, ReplyKind.ORDER_STATUS)


def test_a_newsletter_has_no_reply(workshop, opened):
    case = opened(intent=Intent.OTHER, document=None, matches={})

    with pytest.raises(NotAllowed):
        compose(workshop, "delorme", case.id)


@pytest.fixture
def inquiry(opened, erp):
    """A customer asks what became of their order CDE-7."""
    order = SalesOrder("CV-7", "CDE-7", "C1", "CDE-7", "open")
    erp.catalog = replace(erp.catalog, sales_orders=(order,))
    matches = {"customer": examples.match("C1"), "sales_order": Match(replace(examples.match("CV-7").best, method="number"))}
    return opened(intent=Intent.ORDER_STATUS_INQUIRY, document=None, matches=matches, question="Où en est ma commande CDE-7 ?")


def test_a_status_is_the_erps_of_this_moment(workshop, inquiry, erp):
    reply = compose(workshop, "delorme", inquiry.id)

    assert reply.kind is ReplyKind.ORDER_STATUS
    assert "livrée" in reply.html
    assert erp.calls.count("status") == 1


def test_without_the_erp_no_status_is_told(workshop, inquiry, erp):
    erp.fails["status"] = [ConnectorUnavailable("L'ERP ne répond pas.")]

    with pytest.raises(ConnectorUnavailable):
        compose(workshop, "delorme", inquiry.id)


def test_nothing_is_told_of_an_erp_that_was_never_read(workshop, inquiry, erp):
    erp.fails["fetch_catalog"] = [ConnectorUnavailable("The ERP is away.", "L'ERP est absent.")]

    with pytest.raises(ConnectorUnavailable, match="away") as refused:
        compose(workshop, "delorme", inquiry.id)

    assert "absent" in refused.value.fr


def test_without_an_erp_there_is_nothing_to_tell(workshop, inquiry):
    def unconnected(_organisation):
        raise ConnectorMisconfigured("No ERP is connected.", "Aucun ERP n’est connecté.")

    with pytest.raises(ConnectorUnavailable, match="No ERP"):
        compose(replace(workshop, connector=unconnected), "delorme", inquiry.id)


def test_what_is_in_stock_is_not_told_of_an_erp_that_is_away(workshop, opened, erp):
    items = tuple(replace(item, stock=Decimal(12)) for item in erp.catalog.items)
    erp.catalog = replace(erp.catalog, items=items)
    case = opened(examples.order(), question="Avez-vous A2 en stock ?")
    assert "12" in compose(workshop, "delorme", case.id).html
    erp.fails["fetch_items"] = [ConnectorUnavailable("L'ERP ne répond pas.")]
    assert "À compléter" in compose(workshop, "delorme", case.id).html
