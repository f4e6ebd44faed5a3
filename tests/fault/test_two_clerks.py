"""Two people and two servers at the same moment."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.connectors.practice import open_practice_erp
from backend.model.catalog import union
from tests.fault.servers import Person, serving
from tests.web.orders import order_message

pytestmark = pytest.mark.fault


def test_two_who_send_the_same_case_at_two_servers_make_one_document_and_see_one_receipt(tmp_path):
    erp = open_practice_erp(tmp_path / "var" / "practice-erp", "")
    before = len(union(erp.fetch_catalog()).sales_orders)
    together = threading.Barrier(2)

    def send(person, case):
        together.wait()
        person.send(case)
        return person.settled(case["mail_id"], "posted")

    with serving(tmp_path / "var") as one, serving(tmp_path / "var") as other:
        claire, karim = Person(one, "claire"), Person(other, "karim")
        for attempt in range(3):
            message = order_message(union(erp.fetch_catalog()), f"{attempt}")
            mail_id = claire.open(message)["id"]
            assert karim.open(message)["id"] == mail_id
            case = claire.prepared(mail_id)
            with ThreadPoolExecutor(2) as pool:
                first, second = pool.map(send, (claire, karim), (case, case))

            assert first["receipt"] == second["receipt"]
            assert first["decision"] == second["decision"]
            assert len(union(erp.fetch_catalog()).sales_orders) == before + attempt + 1
    erp.database.close()
