from __future__ import annotations

import dataclasses

import pytest

from backend.matching import confirm, match
from backend.model.catalog import Candidate, Match
from backend.model.field import Field
from backend.model.mail import Address
from tests.matching.trading import CATALOG, FROM_CARTONNERIE, invoice, mail, order

#: What a reader hardly trusts.
DOUBTFUL = 0.5
BY_HAND = Match(Candidate("S1", "Cartonnerie du Val de Loire SAS", 1.0, "person"))


def doubtful(document):
    def all_of(row):
        return {name: dataclasses.replace(field, confidence=DOUBTFUL, method="label") for name, field in row.items()}

    return dataclasses.replace(document, fields=all_of(document.fields), lines=tuple(all_of(line) for line in document.lines))


def line(**values):
    return {name: Field(name, str(value), str(value), DOUBTFUL, method="label") for name, value in values.items()}


def sure(document, sender=FROM_CARTONNERIE, **chosen):
    """The paths of the values that the ERP confirms."""
    read = doubtful(document)
    after = confirm(read, match(read, mail(sender), CATALOG, chosen=chosen), CATALOG)
    rows = {"": (read.fields, after.fields)} | {f"lines.{n}.": pair for n, pair in enumerate(zip(read.lines, after.lines, strict=True))}
    for before, now in rows.values():
        assert {n: dataclasses.replace(f, confidence=0) for n, f in before.items()} == {
            n: dataclasses.replace(f, confidence=0) for n, f in now.items()
        }
    return {head + name for head, (_, now) in rows.items() for name, field in now.items() if field.sure}


def test_what_the_supplier_s_record_states_is_sure_and_the_rest_is_not():
    document = invoice(
        invoice_number="FA-1",
        seller_name="CARTONNERIE DU VAL DE LOIRE",
        seller_vat_id="FR79523806198",
        seller_legal_id="523806198",
        payment_iban="FR7630004005230005238061952",
        buyer_name="Atelier Mercier",
        buyer_vat_id="FR19412753303",
        order_reference="BC-2026-0142",
    )
    assert sure(document) == set(document.fields) - {"invoice_number"}


def test_another_account_name_siret_or_order_stays_doubtful():
    document = invoice(
        seller_name="Cartonnages Lorrains",
        seller_vat_id="FR79523806198",
        seller_legal_id="52380619800099",
        payment_iban="FR7630004004390004390071267",
        order_reference="BC-2026-0150",
    )
    assert sure(document) == {"seller_vat_id"}


def test_a_partner_known_by_name_and_address_alone_confirms_nothing():
    document = invoice(seller_name="Cartonnerie du Val de Loire", buyer_vat_id="FR19412753303")
    assert sure(document) == set()
    assert sure(document, supplier=BY_HAND) == {"seller_name", "buyer_vat_id"}


def test_the_number_of_our_order_is_a_second_sign_beside_the_name():
    document = invoice(seller_name="Cartonnerie du Val de Loire", order_reference="BC 2026-0142")
    assert sure(document) == {"seller_name", "order_reference"}
    assert sure(invoice(order_reference="BC-2026-0142"), sender=Address("")) == set()
    assert sure(invoice(seller_name="Cartonnerie du Val de Loire", order_reference="n° 0142")) == set()


def test_a_line_is_sure_as_far_as_item_and_purchase_order_state_it():
    document = invoice(
        line(seller_item_id="DC-430", description="Carton double cannelure 400x300x200", quantity="250", net_price="2.300"),
        line(gtin="3401234000038", description="Ruban adhésif PVC 50 mm x 100 m", quantity="60", net_price="1.25"),
        line(description="Ruban adhésif PVC 50 mm x 100 m", quantity="100.0"),
        seller_vat_id="FR79523806198",
        order_reference="BC-2026-0142",
    )
    assert {path for path in sure(document) if path.startswith("lines")} == {
        *(f"lines.0.{name}" for name in ("seller_item_id", "description", "quantity", "net_price")),
        *(f"lines.1.{name}" for name in ("gtin", "description")),
        "lines.2.quantity",
    }


def test_an_order_proposed_by_its_lines_confirms_no_price():
    document = invoice(
        line(seller_item_id="DC-430", description="Carton double cannelure 400x300x200", quantity="250", net_price="2.30"),
        seller_vat_id="FR79523806198",
    )
    assert sure(document) == {"seller_vat_id", "lines.0.seller_item_id", "lines.0.description"}


def test_a_customer_s_order_is_confirmed_by_the_customer_s_record():
    document = order(
        line(buyer_item_id="EMB-7", description="Cartons", quantity="250"),
        line(seller_item_id="ADH-50", buyer_item_id="XY-1"),
        buyer_name="Boulangerie Moreau",
        buyer_legal_id="80245518800010",
    )
    assert sure(document, sender=Address("")) == {
        "buyer_name",
        "buyer_legal_id",
        "lines.0.buyer_item_id",
        "lines.1.seller_item_id",
    }


@pytest.mark.parametrize("confidence", [0.3, 0.985, 1.0])
def test_no_confidence_sinks(confidence):
    document = invoice(seller_vat_id="FR79523806198")
    document = dataclasses.replace(document, fields={"seller_vat_id": Field("seller_vat_id", "FR79523806198", confidence=confidence)})
    after = confirm(document, match(document, mail(), CATALOG), CATALOG)
    assert after.fields["seller_vat_id"].confidence == max(confidence, 0.98)


def test_an_empty_value_and_an_unmatched_document_stay_as_they_are():
    empty = dataclasses.replace(invoice(), fields={"seller_name": Field("seller_name", "")})
    assert confirm(empty, {"supplier": BY_HAND}, CATALOG) == empty
    assert confirm(empty, {}, CATALOG) == empty
