"""A server killed (SIGKILL) at the worst moments: nothing is lost and nothing is doubled."""

from __future__ import annotations

import contextlib

import pytest

from backend.connectors.practice import open_practice_erp
from backend.mailboxes import mime
from backend.model.catalog import union
from backend.settings import Settings
from backend.store import open_store
from backend.store.mails import Mails
from backend.web.wiring import DEMO_ORGANISATION
from tests.fault.servers import Person, ended, serving
from tests.web.orders import order_message

pytestmark = pytest.mark.fault


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "var"


@pytest.fixture
def erp(folder):
    """The practice ERP as another program sees it."""
    erp = open_practice_erp(folder / "practice-erp", "")
    yield erp
    erp.database.close()


@pytest.fixture
def order(erp, request):
    return order_message(union(erp.fetch_catalog()), request.node.name)


@pytest.fixture
def orders(erp):
    """A function that answers the numbers of the sales orders that were not there at the beginning."""
    before = {order.number for order in union(erp.fetch_catalog()).sales_orders}
    return lambda: [order.number for order in union(erp.fetch_catalog()).sales_orders if order.number not in before]


@pytest.fixture
def actions(folder):
    """A function that answers what the audit trail says of a mail, once it has verified that the trail is whole."""

    def of_mail(mail_id):
        store = open_store(Settings(data_folder=folder))
        trail = store.scoped(DEMO_ORGANISATION).audit
        assert trail.verify() is None
        found = [event.action for event in trail.of_mail(mail_id)]
        store.database.engine.dispose()
        return found

    return of_mail


@pytest.mark.parametrize("moment", ["before the ERP was asked", "after the ERP has it"])
def test_killed_between_claim_and_receipt_the_document_is_posted_exactly_once(folder, order, orders, actions, moment):
    with serving(folder, moment) as mortal:
        claire = Person(mortal)
        mail_id = claire.open(order)["id"]
        claire.send(claire.prepared(mail_id))
        ended(mortal)
    assert len(orders()) == (0 if moment.startswith("before") else 1)
    assert actions(mail_id)[-1] == "claimed"

    with serving(folder) as server:
        case = Person(server).settled(mail_id, "posted")

        assert orders() == [case["receipt"]["number"]]
        assert actions(mail_id).count("posted") == 1


def test_a_claim_whose_holder_cannot_be_known_dead_is_taken_over_when_it_is_over(folder, order, orders):
    with serving(folder, "after the ERP has it", claim_seconds=2) as mortal:
        claire = Person(mortal)
        mail_id = claire.open(order)["id"]
        claire.send(claire.prepared(mail_id))
        ended(mortal)
    for file in (folder / "processes").iterdir():  # as if it had run on another machine
        file.unlink()

    with serving(folder) as server:
        case = Person(server).settled(mail_id, "posted")

        assert orders() == [case["receipt"]["number"]]


def test_killed_after_the_erp_has_cancelled_the_case_is_free_again(folder, erp, order, orders):
    with serving(folder, "after the ERP has cancelled it") as mortal:
        claire = Person(mortal)
        mail_id = claire.open(order)["id"]
        claire.send(claire.prepared(mail_id))
        posted = claire.settled(mail_id, "posted")
        claire.post(f"api/cases/{posted['id']}/undo", {"version": posted["version"]})
        ended(mortal)

    with serving(folder) as server:
        case = Person(server).settled(mail_id, "in_review")

        assert case["receipt"] is None
        assert orders() == [posted["receipt"]["number"]]
        assert erp.status(posted["receipt"]["number"]).status == "cancelled"


def test_killed_while_a_mail_is_prepared_it_is_prepared_afterwards_with_its_cases_once(folder, order, actions):
    with serving(folder, "while a mail is prepared") as mortal:
        claire = Person(mortal)
        with contextlib.suppress(OSError):  # it may be dead before it has answered
            claire.open(order)
        ended(mortal)
    mail_id = Mails(None, None, DEMO_ORGANISATION).id_of(mime.parse(order))
    assert actions(mail_id) == ["received"]

    with serving(folder) as server:
        case = Person(server).prepared(mail_id)

        assert case["id"] == f"{mail_id}-1"
        assert actions(mail_id) == ["received", "prepared"]


def test_a_master_that_is_killed_takes_its_worker_along_and_the_port_is_free(folder):
    with serving(folder) as server:
        server.kill()
        ended(server)
