"""Where the documents of a case stand in the ERP."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from backend.errors import ConnectorUnavailable
from backend.model.catalog import Match, SalesOrder
from backend.model.trade import Intent
from backend.pipeline.catalogs import keep_up
from backend.pipeline.standing import About, standings
from tests import examples


def told(workshop, case):
    return [(one.about, one.number, one.report and one.report.status) for one in standings(workshop, "delorme", case.id)]


def test_the_order_that_a_customer_asks_about_is_asked_of_the_erp_now(workshop, opened, erp):
    erp.catalog = replace(erp.catalog, sales_orders=(SalesOrder("CV-7", "CDE-7", "C1", "CDE-7", "open"),))
    matches = {"customer": examples.match("C1"), "sales_order": Match(replace(examples.match("CV-7").best, method="number"))}
    case = opened(intent=Intent.ORDER_STATUS_INQUIRY, document=None, matches=matches, question="Où en est ma commande CDE-7 ?")
    keep_up(workshop, "delorme")
    assert told(workshop, case) == [(About.ORDER, "CDE-7", "livrée")]
    erp.fails["status"] = [ConnectorUnavailable("The ERP is away.", "L'ERP est absent.")]
    with pytest.raises(ConnectorUnavailable):
        standings(workshop, "delorme", case.id)


def test_the_purchase_order_of_an_invoice_tells_what_was_received_and_invoiced(workshop, opened):
    keep_up(workshop, "delorme")
    case = opened(examples.invoice(), matches={"supplier": examples.match("S1"), "purchase_order": examples.match("PO1")})
    (order,) = standings(workshop, "delorme", case.id)
    assert order.about is About.PURCHASE_ORDER
    assert [(line.quantity, line.delivered_quantity, line.invoiced_quantity) for line in order.report.lines] == [
        (Decimal(10), Decimal(10), Decimal(0))
    ]
    assert not told(workshop, opened(intent=Intent.OTHER, document=None, matches={}, number=2))
