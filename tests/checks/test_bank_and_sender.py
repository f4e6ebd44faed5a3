from __future__ import annotations

import dataclasses

import pytest

from backend import checks
from backend.checks import RULES
from backend.model.finding import Severity
from backend.model.mail import Address, Authentication, Verdict
from backend.model.trade import Intent
from tests.checks.subjects import FORGED, GOOD_INVOICE, changed, subject
from tests.matching.trading import CARTONNERIE, CATALOG, FROM_CARTONNERIE, mail


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
