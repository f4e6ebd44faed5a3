from __future__ import annotations

import dataclasses

import pytest

from backend import checks
from backend.checks import RULES
from backend.model.catalog import Candidate, Match
from backend.model.finding import Severity
from backend.model.mail import Address, Authentication, Verdict
from backend.model.trade import Intent
from tests.checks.subjects import FORGED, GOOD_INVOICE, GOOD_ORDER, NOTICED, changed, subject
from tests.matching.trading import CARTONNERIE, CATALOG, FROM_BOULANGERIE, FROM_CARTONNERIE, mail

NEW_IBAN = "LT439999900172044186"


def chosen_by_a_person(of, path):
    best = dataclasses.replace(of.matches[path].best or Candidate("C1", "", 1.0, ""), method="person")
    return dataclasses.replace(of, matches={**of.matches, path: Match(best)})


def test_an_unknown_account_blocks_and_advises_to_call_back():
    (finding,) = RULES["BANK-UNKNOWN-IBAN"](subject(changed(GOOD_INVOICE, payment_iban="FR7630004003380003381776406")))
    assert finding.severity is Severity.BLOCKING
    assert "appelez Cartonnerie du Val de Loire SAS au numéro que vous avez déjà" in finding.remedy.fr


def test_another_suppliers_account_is_named_as_such():
    (finding,) = RULES["BANK-UNKNOWN-IBAN"](subject(changed(GOOD_INVOICE, payment_iban="FR76 3000 4004 3900 0439 0071 267")))
    assert "celui de Visserie Lefèvre" in finding.sentence.fr


def test_the_first_account_of_a_supplier_is_only_a_warning():
    catalog = dataclasses.replace(CATALOG, suppliers=(dataclasses.replace(CARTONNERIE, ibans=()),))
    (finding,) = RULES["BANK-UNKNOWN-IBAN"](subject(GOOD_INVOICE, catalog=catalog))
    assert finding.severity is Severity.WARNING


def test_a_failed_authentication_warns_and_blocks_when_the_account_is_at_stake():
    forged = mail(FROM_CARTONNERIE, authentication=FORGED)
    (plain,) = RULES["SENDER-AUTHENTICATION"](subject(GOOD_INVOICE, forged))
    assert plain.severity is Severity.WARNING
    (request,) = RULES["SENDER-AUTHENTICATION"](subject(None, forged, Intent.BANK_DETAILS_CHANGE))
    assert request.severity is Severity.BLOCKING
    (invoice,) = RULES["SENDER-AUTHENTICATION"](subject(changed(GOOD_INVOICE, payment_iban="FR7630004003380003381776406"), forged))
    assert invoice.severity is Severity.BLOCKING


def test_a_passed_authentication_says_nothing():
    fine = mail(FROM_CARTONNERIE, authentication=Authentication(Verdict.PASS, Verdict.PASS, Verdict.PASS))
    assert checks.check(subject(GOOD_INVOICE, fine)) == ()


@pytest.mark.parametrize(
    "domain",
    [
        "cartonerie-valdeloire.fr",
        "cartonnerie-va1deloire.fr",
        "cartonnerie-valdeloire.com",
        "cartonnerievaldeloire.fr",
        "atelier-rnercier.fr",
    ],
)
def test_a_domain_that_looks_like_a_known_one_is_told(domain):
    (finding,) = RULES["SENDER-LOOKALIKE"](subject(GOOD_INVOICE, mail(Address(f"compta@{domain}"))))
    assert domain in finding.sentence.fr


@pytest.mark.parametrize(
    "domain", ["cartonnerie-valdeloire.fr", "mail.cartonnerie-valdeloire.fr", "gmail.com", "papeterie-dubois.fr", "", "x.fr"]
)
def test_a_known_a_public_and_an_unlike_domain_are_not(domain):
    assert not list(RULES["SENDER-LOOKALIKE"](subject(GOOD_INVOICE, mail(Address(f"compta@{domain}")))))


def test_a_request_to_change_the_account_names_the_supplier_to_call():
    (finding,) = RULES["BANK-CHANGE-REQUEST"](subject(None, mail(FROM_CARTONNERIE), Intent.BANK_DETAILS_CHANGE))
    assert "Cartonnerie du Val de Loire SAS" in finding.remedy.fr


def test_a_forged_order_blocks_until_a_person_chose_the_customer_after_a_call():
    forged = subject(GOOD_ORDER, mail(FROM_BOULANGERIE, authentication=FORGED))
    (finding,) = RULES["SENDER-AUTHENTICATION"](forged)
    assert finding.severity is Severity.BLOCKING
    assert "Appelez le client" in finding.remedy.fr
    (lifted,) = RULES["SENDER-AUTHENTICATION"](chosen_by_a_person(forged, "customer"))
    assert lifted.severity is Severity.WARNING


def test_a_forged_order_with_the_customers_identifier_in_it_is_a_warning():
    identified = subject(changed(GOOD_ORDER, buyer_legal_id="80245518800010"), mail(FROM_BOULANGERIE, authentication=FORGED))
    (finding,) = RULES["SENDER-AUTHENTICATION"](identified)
    assert finding.severity is Severity.WARNING


def test_a_forged_order_of_an_unknown_customer_blocks():
    (finding,) = RULES["SENDER-AUTHENTICATION"](subject(GOOD_ORDER, mail("qui@personne.example", authentication=FORGED)))
    assert finding.severity is Severity.BLOCKING


def test_an_invoice_from_elsewhere_names_both_domains():
    (finding,) = RULES["SENDER-DOMAIN"](NOTICED["SENDER-DOMAIN"])
    assert finding.severity is Severity.WARNING
    assert "facturation-en-ligne.example" in finding.sentence.fr
    assert "cartonnerie-valdeloire.fr" in finding.sentence.fr


@pytest.mark.parametrize(
    "sender",
    [
        "x@cartonnerie-valdeloire.fr",
        "x@mail.cartonnerie-valdeloire.fr",
        "cvl@orange.fr",
        "claire@atelier-mercier.fr",
        "",
        "x@cartonerie-valdeloire.fr",
    ],
)
def test_a_known_a_public_our_own_and_a_lookalike_domain_are_no_other_domain(sender):
    assert not list(RULES["SENDER-DOMAIN"](subject(GOOD_INVOICE, mail(sender))))


def test_a_supplier_without_known_domains_may_write_from_anywhere():
    document = changed(GOOD_INVOICE, seller_name="Visserie Lefèvre", seller_vat_id=None, seller_legal_id="439007121", payment_iban=None)
    of = subject(document, mail("factures@visserie-lefevre.example"))
    assert of.supplier.id == "S2"
    assert not list(RULES["SENDER-DOMAIN"](of))


def test_another_domain_with_an_unknown_account_is_told_once():
    of = subject(changed(GOOD_INVOICE, payment_iban="FR7630004003380003381776406"), mail("factures@facturation.example"))
    assert [f.rule for f in checks.check(of) if f.severity is Severity.BLOCKING] == ["BANK-UNKNOWN-IBAN"]
    assert not list(RULES["SENDER-DOMAIN"](of))


def test_another_domain_with_a_first_account_blocks_until_a_person_chose_the_supplier():
    catalog = dataclasses.replace(CATALOG, suppliers=(dataclasses.replace(CARTONNERIE, ibans=()),))
    of = subject(GOOD_INVOICE, mail("factures@facturation.example"), catalog=catalog)
    assert [f.severity for f in RULES["SENDER-DOMAIN"](of)] == [Severity.BLOCKING]
    assert [f.severity for f in RULES["SENDER-DOMAIN"](chosen_by_a_person(of, "supplier"))] == [Severity.WARNING]


@pytest.mark.parametrize(
    "written", ["IBAN : LT43 9999 9001 7204 4186 MERCI", "lt43-9999-9001-7204-4186", "IBAN LT439999900172044186 FR76 1"]
)
def test_a_request_to_change_the_account_names_the_new_one(written):
    request = subject(None, mail(FROM_CARTONNERIE, text=f"Notre nouveau compte :\n{written}\nBIC VLTCLT2X"), Intent.BANK_DETAILS_CHANGE)
    (finding,) = RULES["BANK-CHANGE-REQUEST"](request)
    assert f"L’ERP ne connaît pas l’IBAN {NEW_IBAN}." in finding.sentence.fr
    assert finding.sentence.en.count("IBAN") == 1


def test_a_request_to_change_the_account_says_whose_a_known_one_is():
    text = "Ancien : FR76 3000 4005 2300 0523 8061 952 nouveau : LT43 9999 9001 7204 4186, faux : FR76 3000 4005 2300 0523 8061 953"
    request = subject(None, mail(FROM_CARTONNERIE, text=text), Intent.BANK_DETAILS_CHANGE)
    (finding,) = RULES["BANK-CHANGE-REQUEST"](request)
    assert "FR7630004005230005238061952 est celui que l’ERP connaît pour Cartonnerie du Val de Loire SAS" in finding.sentence.fr
    assert NEW_IBAN in finding.sentence.en
    assert finding.sentence.fr.count("IBAN") == 2
