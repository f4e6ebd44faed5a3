from __future__ import annotations

import pytest

from backend.model.catalog import union
from backend.web import practice_schemas
from tests.web.orders import order_message

KINDS = ["customers", "suppliers", "items", "purchase_orders", "sales_orders", "supplier_invoices"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_listed_and_its_records_open(claire, kind):
    listing = claire.get(f"/api/practice-erp/{kind}").json
    assert practice_schemas.ErpListing().validate(listing) == {}
    record = claire.get(f"/api/practice-erp/{kind}/{listing['rows'][0][0]}").json
    assert practice_schemas.ErpRecord().validate(record) == {}
    assert listing["rows"][0][0] in record["title"]


def test_it_speaks_the_readers_language(claire, karim):
    assert claire.get("/api/practice-erp/customers").json["columns"][:2] == ["Number", "Name"]
    assert "Nom" in karim.get("/api/practice-erp/customers").json["columns"]


@pytest.mark.parametrize("place", ["nothing", "items/nothing", "items/nothing/files/1"])
def test_what_it_does_not_have_is_not_found(claire, place):
    assert claire.get(f"/api/practice-erp/{place}").status_code == 404


def test_the_original_of_a_posted_order_is_kept_with_it(claire, wiring):
    message = order_message(union(wiring.practice_erp.fetch_catalog()), "filed")
    opened = claire.open("POST", "/api/mails", data=message, content_type="message/rfc822").json
    (case,) = claire.wait_for(opened["id"], lambda view: view["status"] == "prepared")["cases"]
    claire.post(f"/api/cases/{case['id']}/approve", {"version": case["version"], "mail_id": opened["id"]})
    (posted,) = claire.wait_for(opened["id"], lambda view: view["cases"][0]["status"] == "posted")["cases"]
    url = f"/api/practice-erp/sales_orders/{posted['receipt']['id']}"
    claire.wait_until(lambda: claire.get(url).json["files"])

    record = claire.get(url).json
    assert practice_schemas.ErpRecord().validate(record) == {}
    kept = next(file for file in record["files"] if file["name"] == "commande.xml")
    response = claire.get(kept["url"])
    assert case["document"]["number"].encode() in response.data
    assert response.headers["Content-Disposition"].startswith("attachment;")
    other = claire.get("/api/practice-erp/items").json["rows"][0][0]
    assert claire.get(f"/api/practice-erp/items/{other}/files/{kept['url'].rpartition('/')[2]}").status_code == 404
