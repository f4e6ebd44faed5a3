"""Drafts of replies about a case."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, NotAllowed
from backend.model.catalog import Match, SalesOrder
from backend.model.reply import ReplyKind
from backend.model.trade import Intent
from backend.pipeline.replies import compose
from tests import examples


def test_the_kind_that_suits_best_is_composed(workshop, opened):
    reply = compose(workshop, "delorme", opened(examples.order()).id)

    assert reply.to == "compta@leroy.example"
    assert reply.language == "fr"


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
