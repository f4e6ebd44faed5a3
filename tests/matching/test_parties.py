from __future__ import annotations

import dataclasses

import pytest

from backend import matching
from backend.matching.score import THRESHOLD
from backend.model.catalog import Catalog, Customer, Match
from backend.model.mail import Address, Authentication, Verdict
from tests.matching.trading import CATALOG, FROM_BOULANGERIE, FROM_CARTONNERIE, invoice, mail, order

STRANGER = Address("noreply@facturation-en-ligne.example", "Portail")


def supplier_of(sender: Address | str = STRANGER, catalog: Catalog = CATALOG, **header: object) -> Match:
    return matching.match(invoice(**header), mail(sender), catalog)["supplier"]


def customer_of(sender: Address | str = STRANGER, catalog: Catalog = CATALOG, **header: object) -> Match:
    return matching.match(order(**header), mail(sender), catalog)["customer"]


def found(match: Match) -> tuple[str, str] | None:
    return (match.best.id, match.best.method) if match.best else None


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ({"seller_vat_id": "FR79523806198"}, ("S1", "vat_id")),
        ({"seller_legal_id": "52380619800017"}, ("S1", "legal_id")),
        ({"seller_legal_id": "523806198"}, ("S1", "legal_id")),
        ({"seller_legal_id": "52380619800025"}, ("S1", "legal_id")),  # another site of the same company
        ({"seller_vat_id": "FR92439007121"}, ("S2", "legal_id")),  # the ERP only has the SIREN
        ({"seller_vat_id": "DE136695976"}, ("S3", "vat_id")),
        ({"payment_iban": "FR7630004005230005238061952"}, ("S1", "iban")),
        ({"seller_name": "CARTONNERIE DU VAL DE LOIRE"}, ("S1", "name")),
        ({"seller_name": "S.A.S. Cartonnerie Val de Loire"}, ("S1", "name")),
        ({"seller_name": "CVL Emballages"}, ("S1", "name")),
        ({"seller_name": "VISSERIE LEFEVRE S.A.R.L."}, ("S2", "name")),
    ],
)
def test_a_supplier_is_found_by_each_kind_of_evidence(header, expected):
    assert found(supplier_of(**header)) == expected


def test_a_sender_is_known_by_address_and_by_the_companys_own_domain():
    assert found(supplier_of(FROM_CARTONNERIE)) == ("S1", "email")
    assert found(supplier_of("jean@cartonnerie-valdeloire.fr")) == ("S1", "email_domain")
    assert found(supplier_of("no-reply@mail.cartonnerie-valdeloire.fr")) == ("S1", "email_domain")


def test_a_public_domain_says_nothing_but_a_whole_address_does():
    assert found(customer_of("garage.petit@gmail.com")) == ("C4", "email")
    assert customer_of("someone.else@gmail.com").best is None
    assert supplier_of("someone.else@orange.fr").best is None


def test_more_evidence_gives_a_higher_score():
    by_name = supplier_of(seller_name="Cartonnerie du Val de Loire").best
    by_both = supplier_of(FROM_CARTONNERIE, seller_name="Cartonnerie du Val de Loire").best
    assert by_name
    assert by_both
    assert by_name.score < by_both.score <= 1


def test_an_identifier_of_another_company_beats_a_known_mail_address():
    match = supplier_of(FROM_CARTONNERIE, seller_vat_id="FR44501192835", seller_name="Papeterie Inconnue")
    assert match.best is None
    assert all(c.score < THRESHOLD for c in match.runners_up)


def test_an_identifier_of_another_known_supplier_wins_over_the_senders_domain():
    match = supplier_of(FROM_CARTONNERIE, seller_legal_id="439007121", seller_name="Visserie Lefèvre")
    assert found(match) == ("S2", "legal_id")
    assert [c.id for c in match.runners_up] == ["S1"]


def test_a_misread_identifier_does_not_rule_out_a_company_found_by_name_and_sender():
    assert found(supplier_of(FROM_CARTONNERIE, seller_legal_id="523806199", seller_name="Cartonnerie du Val de Loire")) == ("S1", "name")


def test_another_name_makes_a_sender_alone_too_uncertain():
    match = supplier_of("compta@cartonnerie-valdeloire.fr", seller_name="Transports Rapides Dubois")
    assert match.best is None
    assert [c.id for c in match.runners_up] == ["S1"]


def test_an_uncertain_name_is_only_a_suggestion():
    match = supplier_of(seller_name="Cartonnerie du Val d’Oise")
    assert match.best is None
    assert [c.id for c in match.runners_up] == ["S1"]


def test_our_own_company_is_never_the_other_party():
    own = {"seller_name": "Atelier Mercier", "seller_vat_id": "FR19412753303", "seller_legal_id": "412753303"}
    assert supplier_of("claire@atelier-mercier.fr", **own) == Match(None)
    assert found(supplier_of(FROM_CARTONNERIE, **own)) == ("S1", "email")


def test_the_original_sender_of_a_forwarded_mail_counts_and_not_the_colleague():
    forwarded = dataclasses.replace(mail(FROM_BOULANGERIE), forwarded_by=Address("claire@atelier-mercier.fr", "Claire Martin"))
    assert found(matching.match(order(), forwarded, CATALOG)["customer"]) == ("C1", "email")


def test_a_sites_own_number_tells_two_sites_of_one_company_apart():
    assert found(customer_of(buyer_legal_id="33817764500029", buyer_vat_id="FR53338177645")) == ("C3", "legal_id")


def test_two_sites_that_nothing_tells_apart_are_both_suggested_and_none_is_chosen():
    match = customer_of(buyer_vat_id="FR53338177645", buyer_name="Hôtels Océane")
    assert match.best is None
    assert {c.id for c in match.runners_up} == {"C2", "C3"}


def test_the_city_where_the_goods_go_tells_two_sites_apart():
    assert found(customer_of(buyer_vat_id="FR53338177645", delivery_address="12 quai Est\n29200 BREST")) == ("C3", "vat_id")


def test_a_forged_sender_counts_for_less():
    forged = mail(FROM_CARTONNERIE, authentication=Authentication(dmarc=Verdict.FAIL))
    trusted = supplier_of(FROM_CARTONNERIE).best
    doubted = matching.match(invoice(), forged, CATALOG)["supplier"].best
    assert trusted
    assert doubted
    assert doubted.score < trusted.score


def test_a_question_without_a_document_is_matched_by_its_sender_on_both_sides():
    assert found(matching.match(None, mail(FROM_BOULANGERIE), CATALOG)["customer"]) == ("C1", "email")
    assert "supplier" not in matching.match(None, mail(FROM_BOULANGERIE), CATALOG)
    assert found(matching.match(None, mail(FROM_CARTONNERIE), CATALOG)["supplier"]) == ("S1", "email")


def test_nothing_known_gives_no_candidates():
    assert supplier_of(catalog=Catalog(), seller_name="Cartonnerie", seller_vat_id="FR79523806198") == Match(None)
    assert customer_of("") == Match(None)


def test_a_company_that_shares_a_word_with_another_is_not_the_other():
    catalog = Catalog(customers=(Customer("C1", "Durand"), Customer("C2", "Durand Transports Internationaux")))
    assert found(customer_of(catalog=catalog, buyer_name="Durand Transports Internationaux SA")) == ("C2", "name")
    assert found(customer_of(catalog=catalog, buyer_name="DURAND SARL")) == ("C1", "name")
    assert customer_of(catalog=catalog, buyer_name="Durand Emballages").best is None


def test_a_city_proves_nothing_for_a_name_that_is_only_half_alike():
    match = customer_of(buyer_name="Garage Petitjean", delivery_address="72000 Le Mans")
    assert match.best is None
    assert [c.id for c in match.runners_up] == ["C4"]
