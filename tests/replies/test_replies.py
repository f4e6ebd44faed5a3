from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from backend import checks, replies
from backend.checks import Subject
from backend.content.html import text_of
from backend.model.case import Case, Receipt, Status
from backend.model.catalog import Candidate, ExpectedReceipt, Match
from backend.model.kept import Kept, KeptLine
from backend.model.mail import Mail
from backend.model.reply import Reply, ReplyKind
from backend.model.trade import DocumentType, Intent, TradeDocument
from tests.checks.subjects import GOOD_INVOICE, GOOD_ORDER, NOTICED, changed, subject, with_line
from tests.matching.trading import CATALOG, FROM_BOULANGERIE, FROM_CARTONNERIE, fields, mail, order

ALL_KINDS = list(ReplyKind)


@dataclass(frozen=True)
class Report:
    number: str
    status: str
    expected: str = ""
    lines: tuple = ()
    paid_on: str = ""
    open_amount: Decimal | None = None
    currency: str = ""


def case_of(of: Subject, language: str = "fr", **more: object) -> Case:
    """The case that a Subject's document opens, with its findings."""
    return Case(
        "c1", "demo", "m1", of.intent, language=language, document=of.document, matches=of.matches, findings=checks.check(of), **more
    )


def reply(kind: ReplyKind, of: Subject, language: str = "fr", status: Report | None = None, **more: object) -> Reply:
    return replies.compose(kind, of.mail, case_of(of, language, **more), CATALOG, status)


def text(kind: ReplyKind, of: Subject, language: str = "fr", status: Report | None = None, **more: object) -> str:
    """The letter, with all kinds of spaces as one."""
    written = text_of(reply(kind, of, language, status, **more).html)
    return written.replace("\u00a0", " ").replace("\u202f", " ")


def ask(question: str, sender=FROM_BOULANGERIE) -> Subject:
    return subject(None, mail(sender, "Suivi de commande", question), Intent.ORDER_STATUS_INQUIRY)


PRICIER = with_line(GOOD_INVOICE, 0, net_price="2.45", line_amount="612.50")


def test_a_disputed_invoice_names_the_order_both_prices_and_the_difference():
    letter = text(ReplyKind.INVOICE_DISPUTE, subject(PRICIER))
    assert letter.startswith(
        "Bonjour,\n\nNous avons bien reçu votre facture n° FA-2026-400 du 18/11/2026, concernant notre commande BC-2026-0142."
    )
    assert (
        "Ligne 1, « Carton double cannelure 400x300x200 » : prix unitaire HT "
        "— votre document : 2,45 € ; nos données : 2,30 € ; écart : +0,15 € par unité, +37,50 € au total" in letter
    )
    assert letter.endswith("Cordialement,\nAtelier Mercier SAS")


def test_a_dispute_in_english_says_the_same():
    letter = text(ReplyKind.INVOICE_DISPUTE, subject(PRICIER), "de")
    assert "We have received your invoice FA-2026-400 of 18 Nov 2026 for our purchase order BC-2026-0142." in letter
    assert "net price — your document: 2.45 €; our records: 2.30 €; difference: +0.15 € per unit, +37.50 € in all" in letter


@pytest.mark.parametrize(
    ("rule", "stated"),
    [
        ("PO-QUANTITY", "quantité — votre document : 100 ; nos données : 60 reçus, 0 déjà facturés ; écart : 40"),
        ("PO-ITEM", "« Frais de port » — votre document : facturé ; nos données : ne figure pas sur notre commande BC-2026-0142"),
        ("PO-UNKNOWN", "BC-2031-7777 ; nos données : aucune commande de ce numéro chez nous"),
        ("PO-CLOSED", "BC-2026-0099 ; nos données : commande déjà soldée"),
        ("PO-SUPPLIER", "BC-2026-0150 ; nos données : cette commande ne vous a pas été adressée"),
        ("DUPLICATE", "fa 2026 310 ; nos données : déjà enregistrée sous notre numéro FF-2026-0801"),
        ("LINE-AMOUNT", "720,00 € ; nos données : 72,00 € ; écart : +648,00 €"),
        ("BR-CO-10", "Total HT — votre document : 650,00 € ; nos données : 647,00 € ; écart : +3,00 €"),
        ("BR-CO-14", "Montant de la TVA — votre document : 130,40 € ; nos données : 129,40 € ; écart : +1,00 €"),
        ("BR-CO-15", "Total TTC — votre document : 776,41 € ; nos données : 776,40 € ; écart : +0,01 €"),
        ("BR-CO-16", "Net à payer — votre document : 776,40 € ; nos données : 676,40 € ; écart : +100,00 €"),
        ("BR-CO-17", "TVA à 10 % — votre document : 129,40 € ; nos données : 64,70 € ; écart : +64,70 €"),
        ("BUYER-OTHER", "Papeterie Dubois ; nos données : Atelier Mercier SAS, FR19412753303"),
    ],
)
def test_each_difference_is_stated_exactly(rule, stated):
    assert stated in text(ReplyKind.INVOICE_DISPUTE, NOTICED[rule])


def test_another_suppliers_name_is_not_told_to_this_one():
    assert "Visserie" not in text(ReplyKind.INVOICE_DISPUTE, NOTICED["PO-SUPPLIER"])


def test_bank_details_are_never_discussed_by_mail():
    letter = text(ReplyKind.INVOICE_DISPUTE, NOTICED["BANK-UNKNOWN-IBAN"])
    assert "FR76" not in letter
    assert "IBAN" not in letter


def test_an_order_is_acknowledged_with_its_lines_and_the_wanted_date():
    letter = text(ReplyKind.ORDER_ACKNOWLEDGEMENT, subject(GOOD_ORDER))
    assert "Nous accusons réception de votre commande n° CMD-900 du 20/11/2026 et vous en remercions." in letter
    assert "- EMB-7 Carton : 20 × 3,10 €\n" in letter
    assert "livraison pour le 30/11/2026" in letter
    assert "diffèrent" not in letter
    assert "sous le n°" not in letter


def test_a_posted_order_is_acknowledged_with_our_number_and_a_cancelled_one_is_not():
    posted = {"receipt": Receipt("900", "CV-2026-0900"), "status": Status.POSTED}
    assert "enregistrée chez nous sous le n° CV-2026-0900" in text_of(
        replies.compose(ReplyKind.ORDER_ACKNOWLEDGEMENT, mail(), dataclasses.replace(case_of(subject(GOOD_ORDER)), **posted), CATALOG).html
    )
    undone = dataclasses.replace(case_of(subject(GOOD_ORDER)), receipt=posted["receipt"], status=Status.IN_REVIEW)
    assert "CV-2026-0900" not in replies.compose(ReplyKind.ORDER_ACKNOWLEDGEMENT, mail(), undone, CATALOG).html


def test_an_acknowledgement_tells_where_our_price_stock_and_unit_differ():
    document = with_line(GOOD_ORDER, 0, net_price="2.90", quantity="501")
    letter = text(ReplyKind.ORDER_ACKNOWLEDGEMENT, subject(document))
    assert "prix unitaire HT — votre commande : 2,90 € ; nos données : 3,10 € ; écart : +0,20 €" in letter
    assert "quantité — votre commande : 501 ; nos données : 500 disponible(s) à ce jour ; écart : 1" in letter
    assert "unité — votre commande : palette(s) ; nos données : unité(s)" in text(
        ReplyKind.ORDER_ACKNOWLEDGEMENT, subject(with_line(GOOD_ORDER, 0, unit_code="XPP"))
    )


def test_a_price_that_the_customer_did_not_write_comes_from_the_erp_and_says_so():
    answer = reply(ReplyKind.ORDER_ACKNOWLEDGEMENT, subject(with_line(GOOD_ORDER, 0, net_price=None, line_amount=None)))
    (fact,) = answer.facts
    assert fact.value == "3,10\u00a0€"
    assert fact.source.fr == "ERP, article CAR-4030"


def test_what_is_missing_is_asked_for_line_by_line():
    document = dataclasses.replace(GOOD_ORDER, lines=(fields(description="Fusée"), *GOOD_ORDER.lines))
    letter = text(ReplyKind.MISSING_INFORMATION, subject(document))
    assert "- Ligne 1, « Fusée » : quantité" in letter
    assert "- Ligne 1, « Fusée » : référence exacte de l’article" in letter


def test_the_order_asked_about_is_answered_from_the_erp_with_its_source():
    report = Report("CV-2026-0501", "partly delivered", "2026-11-27")
    answer = reply(ReplyKind.ORDER_STATUS, ask("Où en est la commande CMD-889 ?"), status=report)
    letter = text_of(answer.html)
    assert "votre commande n° CMD-889 (notre référence CV-2026-0501) est livrée en partie." in letter
    assert "La livraison du solde est prévue le 27/11/2026." in letter
    assert [(f.label.fr, f.value, f.source.fr) for f in answer.facts] == [
        ("État de la commande", "livrée en partie", "ERP, commande client CV-2026-0501"),
        ("Date prévue", "27/11/2026", "ERP, commande client CV-2026-0501"),
    ]


def test_without_a_fresh_status_the_catalog_answers():
    letter = text(ReplyKind.ORDER_STATUS, ask("CMD-889 ?"), "en")
    assert "your order CMD-889 (our reference CV-2026-0501) is partly delivered." in letter
    assert "27 Nov 2026" in letter


def test_an_unusual_state_is_quoted_and_a_done_order_has_no_date_to_come():
    assert "est à l’état « bloquée qualité »" in text(
        ReplyKind.ORDER_STATUS, ask("CMD-889"), status=Report("CV-2026-0501", "bloquée qualité")
    )
    assert "prévue" not in text(ReplyKind.ORDER_STATUS, ask("CMD-889"), status=Report("CV-2026-0501", "delivered", "2026-11-27"))


def test_nobody_is_told_of_another_customers_order():
    letter = text(ReplyKind.ORDER_STATUS, ask("et la commande PETIT-12 ?"), status=Report("CV-2026-0502", "open", "2026-12-01"))
    assert "nous n’avons pas retrouvé la commande" in letter
    assert "0502" not in letter
    assert "01/12/2026" not in letter


def test_the_erp_is_asked_about_the_matched_or_the_posted_order():
    named, unnamed = ask("CMD-889"), ask("PETIT-12")
    assert replies.reference(named.mail, case_of(named), CATALOG, ReplyKind.ORDER_STATUS) == "CV-2026-0501"
    assert replies.reference(unnamed.mail, case_of(unnamed), CATALOG, ReplyKind.ORDER_STATUS) == ""
    posted = dataclasses.replace(case_of(subject(GOOD_ORDER)), receipt=Receipt("1", "CV-9"), status=Status.POSTED)
    assert replies.reference(named.mail, posted, CATALOG, ReplyKind.ORDER_STATUS) == "CV-9"


def ask_about_payment(question: str) -> Subject:
    return subject(None, mail(FROM_CARTONNERIE, "Relance", question), Intent.PAYMENT_STATUS_INQUIRY)


PAID = Report("FF-2026-0801", "paid", paid_on="2026-11-19", open_amount=Decimal(0), currency="EUR")
PARTLY = Report("FF-2026-0801", "partial", "2026-12-03", paid_on="2026-11-19", open_amount=Decimal("90.00"), currency="EUR")
DRAFT = Report("FF-2026-0801", "draft", "2026-12-03")


def test_a_supplier_is_told_when_his_invoice_was_paid_and_what_is_left():
    about = ask_about_payment("Où en est le règlement de notre facture FA-2026-310 ?")
    assert replies.reference(about.mail, case_of(about), CATALOG, ReplyKind.PAYMENT_STATUS) == "FF-2026-0801"
    assert "Elle est réglée depuis le 19/11/2026." in text(ReplyKind.PAYMENT_STATUS, about, status=PAID)
    partly = text(ReplyKind.PAYMENT_STATUS, about, status=PARTLY)
    assert "Il reste 90,00 € à régler, à l’échéance du 03/12/2026. Le dernier règlement date du 19/11/2026." in partly
    assert "90.00 € is still to be paid, due on 3 Dec 2026. The last payment was on 19 Nov 2026." in text(
        ReplyKind.PAYMENT_STATUS, about, "de", PARTLY
    )
    assert "n’est pas encore comptabilisée, à l’échéance du 03/12/2026" in text(ReplyKind.PAYMENT_STATUS, about, status=DRAFT)
    assert {fact.value for fact in reply(ReplyKind.PAYMENT_STATUS, about, status=PAID).facts} == {"19/11/2026"}


def test_nobody_is_told_of_another_suppliers_invoice():
    about = ask_about_payment("Où en est le règlement de la facture FA-2026-311 ?")
    assert replies.reference(about.mail, case_of(about), CATALOG, ReplyKind.PAYMENT_STATUS) == ""
    letter = text(ReplyKind.PAYMENT_STATUS, about, status=Report("FF-2026-0802", "paid", open_amount=Decimal(0)))
    assert "nous n’avons pas retrouvé la facture" in letter


@dataclass(frozen=True)
class OrderedLine:
    item_id: str
    description: str
    quantity: Decimal
    delivered_quantity: Decimal | None = None
    expected: str = ""


def test_the_lines_of_an_order_are_told_with_what_was_delivered():
    lines = (
        OrderedLine("CAR-6040", "Carton", Decimal(40), Decimal(40), "2026-12-03"),
        OrderedLine("ADH-50", "Ruban", Decimal(12), Decimal(4), "2026-12-03"),
        OrderedLine("VIS-M6", "Vis", Decimal(3)),
    )
    letter = text(ReplyKind.ORDER_STATUS, ask("CMD-889"), status=Report("CV-2026-0501", "partly delivered", "2026-12-03", lines))
    assert "CAR-6040 Carton : 40 commandé(s), 40 livré(s)\n" in letter
    assert "ADH-50 Ruban : 12 commandé(s), 4 livré(s), prévu le 03/12/2026" in letter
    assert "VIS-M6 Vis : 3 commandé(s)\n" in letter


def test_when_an_item_comes_in_again_is_told():
    item = next(one for one in CATALOG.items if one.id == "CAR-6040")
    coming = dataclasses.replace(item, stock=Decimal(0), expected=(ExpectedReceipt(date(2026, 12, 4), Decimal(48)),))
    catalog = dataclasses.replace(CATALOG, items=tuple(coming if one is item else one for one in CATALOG.items))
    case = case_of(subject(GOOD_ORDER), question="Quand aurez-vous de nouveau du stock de CAR-6040 ?")
    assert replies.items_asked(case, catalog) == ("CAR-6040",)
    letter = text_of(replies.compose(ReplyKind.ORDER_ACKNOWLEDGEMENT, subject(GOOD_ORDER).mail, case, catalog).html)
    assert "CAR-6040, Carton double cannelure 600 x 400 x 300 mm : pas en stock à ce jour, 48" in letter
    assert "attendu(s) le 04/12/2026" in letter
    assert "À compléter" not in letter


@pytest.mark.parametrize(
    ("received", "answered"),
    [
        ("Facture FA-1", "Re: Facture FA-1"),
        ("RE: Re : Facture FA-1", "Re: Facture FA-1"),
        ("TR: AW: Bestellung", "Re: Bestellung"),
        ("Relance : facture", "Re: Relance : facture"),
        ("Facture\r\nBcc: a@b.example", "Re: Facture Bcc: a@b.example"),
        ("", "Re:"),
    ],
)
def test_the_subject_has_one_re_and_one_line(received, answered):
    answer = replies.compose(ReplyKind.MISSING_INFORMATION, mail(subject=received), case_of(subject(GOOD_ORDER)), CATALOG)
    assert answer.subject == answered


def test_a_reply_goes_to_the_original_sender_of_a_forwarded_mail():
    forwarded = dataclasses.replace(mail(FROM_CARTONNERIE), forwarded_by=mail("karim@atelier-mercier.fr").sender)
    assert replies.compose(ReplyKind.INVOICE_DISPUTE, forwarded, case_of(subject(PRICIER)), CATALOG).to == FROM_CARTONNERIE.email


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_markup_of_the_sender_gets_into_the_reply(kind, language):
    evil = '<script>alert(1)</script><img src=x onerror="y">'
    line = fields(description=evil, quantity="3", net_price="1", buyer_item_id=evil)
    hostile = order(line, order_number=evil, delivery_address=evil, requested_delivery_date="2026-12-01", issue_date="2026-11-20")
    html = reply(kind, subject(hostile, mail(FROM_BOULANGERIE, evil, evil)), language).html
    assert "<script" not in html
    assert "<img" not in html
    assert 'n="y"' not in html


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("language", ["fr", "nl", ""])
@pytest.mark.parametrize("document", [None, TradeDocument(DocumentType.ORDER, {}), GOOD_INVOICE, *(s.document for s in NOTICED.values())])
def test_every_kind_can_be_composed_for_every_case(kind, language, document):
    answer = reply(kind, subject(document), language)
    assert answer.language == ("en" if language == "nl" else "fr")
    assert "None" not in answer.html
    assert "{" not in answer.html
    assert "\n\n\n" not in text_of(answer.html)


@pytest.mark.parametrize(
    ("of", "kinds"),
    [
        (subject(GOOD_ORDER), [ReplyKind.ORDER_ACKNOWLEDGEMENT]),
        (NOTICED["ITEM-UNKNOWN"], [ReplyKind.MISSING_INFORMATION, ReplyKind.ORDER_ACKNOWLEDGEMENT]),
        (subject(PRICIER), [ReplyKind.INVOICE_DISPUTE]),
        (NOTICED["MISSING"], [ReplyKind.MISSING_INFORMATION]),
        (ask("CMD-889"), [ReplyKind.ORDER_STATUS, ReplyKind.MISSING_INFORMATION]),
        (subject(GOOD_INVOICE), []),
        (NOTICED["BANK-CHANGE-REQUEST"], []),
        (subject(changed(GOOD_ORDER), intent=Intent.ORDER_CHANGE), [ReplyKind.ORDER_CHANGE]),
        (subject(None, intent=Intent.OTHER), []),
    ],
)
def test_what_suits_depends_on_intent_document_and_findings(of, kinds):
    assert list(replies.suitable(of.intent, of.document, checks.check(of))) == kinds


def test_a_question_that_is_no_order_number_asks_for_it():
    unknown: Mail = mail(FROM_BOULANGERIE, "Livraison", "Où est ma commande ?")
    assert "le numéro de votre commande, ou le nôtre" in text(
        ReplyKind.MISSING_INFORMATION, subject(None, unknown, Intent.ORDER_STATUS_INQUIRY)
    )


QUESTION = "Par ailleurs, le carton CAR-6040 est-il en stock, et sous quel délai pourriez-vous le livrer ?"


def asked(question: str, language: str = "fr") -> str:
    return text(ReplyKind.ORDER_ACKNOWLEDGEMENT, subject(GOOD_ORDER), language, question=question)


def test_the_question_beside_an_order_is_cited_answered_from_the_erp_and_completed_by_the_person():
    letter = asked(QUESTION)
    assert f"Vous nous demandez : « {QUESTION} »" in letter
    assert "- CAR-6040, Carton double cannelure 600 x 400 x 300 mm : 40 en stock à ce jour." in letter
    assert f"[À compléter : votre question « {QUESTION} »]" in letter
    facts = reply(ReplyKind.ORDER_ACKNOWLEDGEMENT, subject(GOOD_ORDER), question=QUESTION).facts
    assert ("Stock de CAR-6040", "40", "ERP, article CAR-6040") in [(f.label.fr, f.value, f.source.fr) for f in facts]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Le CAR-6040 est-il disponible ?", "CAR-6040, Carton double cannelure 600 x 400 x 300 mm : 40 en stock à ce jour."),
        ("Avez-vous encore du EMB-7 en stock ?", "CAR-4030, Carton double cannelure 400 x 300 x 200 mm : 500 en stock à ce jour."),
        ("Quand sera livrée la commande CMD-889 ?", "Commande CMD-889 (notre référence CV-2026-0501) : livraison prévue le 27/11/2026."),
    ],
)
def test_a_question_that_the_erp_answers_leaves_nothing_to_complete(question, answer):
    letter = asked(question)
    assert f"\n- {answer}" in letter
    assert "À compléter" not in letter


@pytest.mark.parametrize(
    "question",
    [
        "Pouvez-vous nous envoyer un catalogue ?",
        "Quand serons-nous livrés ?",
        "Le XYZ-12 est-il en stock ?",
        "Avez-vous de la colle néoprène COL-1 en stock ?",  # the ERP knows no stock of it
        "Sous quel délai livrez-vous le CAR-6040 ?",
        "Le CAR-6040 est-il en stock, et à quel prix ?",
        "Quand sera livrée la commande PETIT-12 ?",  # another customer's
        "CV-2026-0502 est-elle livrée ?",
    ],
)
def test_what_the_erp_does_not_answer_is_left_to_the_person_in_plain_sight(question):
    assert f"[À compléter : votre question « {question} »]" in asked(question)
    assert f"[To complete: your question “{question}”]" in asked(question, "en")


def test_only_the_sentences_that_are_open_are_left_to_the_person():
    letter = asked("Le CAR-6040 est-il en stock ? Livrez-vous le samedi ?")
    assert "[À compléter : votre question « Livrez-vous le samedi ? »]" in letter
    assert letter.count("À compléter") == 1


def test_an_item_without_stock_is_told_as_such():
    items = tuple(dataclasses.replace(item, stock=item.stock and item.stock * 0) for item in CATALOG.items)
    case = case_of(subject(GOOD_ORDER), question="Le CAR-6040 est-il en stock ?")
    empty = replies.compose(ReplyKind.ORDER_ACKNOWLEDGEMENT, mail(), case, dataclasses.replace(CATALOG, items=items))
    assert "CAR-6040, Carton double cannelure 600 x 400 x 300 mm : pas en stock à ce jour." in text_of(empty.html)


def test_a_posted_order_answers_when_it_is_to_be_delivered():
    case = case_of(subject(GOOD_ORDER), question="Quand serons-nous livrés ?")
    posted = dataclasses.replace(case, receipt=Receipt("501", "CV-2026-0501"), status=Status.POSTED)
    letter = text_of(replies.compose(ReplyKind.ORDER_ACKNOWLEDGEMENT, mail(), posted, CATALOG).html)
    assert "(notre référence CV-2026-0501) : livraison prévue le 27/11/2026." in letter
    assert "À compléter" not in letter


def test_the_markup_of_a_question_stays_text():
    html = reply(ReplyKind.ORDER_ACKNOWLEDGEMENT, subject(GOOD_ORDER), question="<img src=x> en stock ?").html
    assert "<img" not in html


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("cancelled", "nous avons annulé votre commande n° CMD-889 (notre référence CV-2026-0501)"),
        ("delivered", "Nous ne pouvons malheureusement plus y donner suite : elle est livrée."),
        ("partly delivered", "elle est livrée en partie."),
        ("open", "Nous vous la confirmerons dès qu’elle sera enregistrée."),
    ],
)
def test_a_cancellation_is_answered_by_what_the_erp_says_of_the_order(state, said):
    of = subject(None, mail(FROM_BOULANGERIE, "Annulation", "Annulez la commande CMD-889."), Intent.ORDER_CANCELLATION)
    assert replies.suitable(of.intent, None, ()) == (ReplyKind.ORDER_CANCELLATION,)
    assert said in text(ReplyKind.ORDER_CANCELLATION, of, status=Report("CV-2026-0501", state))
    unknown = subject(None, mail(FROM_BOULANGERIE, "Annulation", "Annulez ma commande."), Intent.ORDER_CANCELLATION)
    assert "le numéro de votre commande, ou le nôtre" in text(ReplyKind.ORDER_CANCELLATION, unknown)


def test_a_change_is_answered_by_what_becomes_of_each_line_and_asked_about_where_it_is_not_plain():
    kept = Kept(
        "SO-7", "SO-7",
        lines=(KeptLine("1", "CAR-4030", "Carton", Decimal(10), Decimal("1.20")), KeptLine("2", "RUB-50", "Ruban", Decimal(6), Decimal(2))),
    )  # fmt: skip
    lines = (
        fields(description="Cartons", quantity="24", seller_item_id="CAR-4030", previous_quantity="10"),
        fields(description="Ruban", quantity="0"),
    )
    asked = dataclasses.replace(order(*lines, order_reference="CDE-7"), document_type=DocumentType.ORDER_CHANGE)
    matches = {f"lines.{n}.item": Match(Candidate(i, i, 1.0, "person")) for n, i in enumerate(("CAR-4030", "RUB-50"))}
    of = dataclasses.replace(subject(asked), kept=kept)
    of = dataclasses.replace(of, matches={**of.matches, **matches})

    def said(case, language="fr", **more):
        html = replies.compose(ReplyKind.ORDER_CHANGE, of.mail, dataclasses.replace(case, language=language, **more), CATALOG).html
        return text_of(html).replace("\u00a0", " ")

    case = case_of(of, kept=kept)
    assert "Cartons : 24 au lieu de 10" in said(case)
    assert "Ruban : annulé" in said(case)
    made = said(case, "en", status=Status.POSTED, receipt=Receipt("SO-7", "SO-7"))
    assert "changed your order CDE-7 (our reference: SO-7) as you asked" in made
    assert "Cartons: 24 instead of 10" in made
    refused = said(case, status=Status.REJECTED)
    assert "ne pouvons malheureusement plus" in refused
    assert "Ruban" not in refused

    told_otherwise = dataclasses.replace(of, document=with_line(asked, 0, previous_quantity="12"), kept=kept)
    doubtful = said(case_of(told_otherwise, kept=kept))
    assert "24 au lieu de" not in doubtful
    assert "la quantité voulue pour « Cartons » (votre commande en compte 10)" in doubtful
    assert replies.suitable(Intent.ORDER_CHANGE, asked, ())[0] is ReplyKind.ORDER_CHANGE
