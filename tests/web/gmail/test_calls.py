"""What Google calls, and who may: the events of every kind, tokens, scopes, and parameters of cards that somebody tampers with."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from PIL import Image

from backend.manifests import gmail
from backend.model.user import Role
from backend.web.gmail import calls, crops, deeds
from tests.identity.google_double import DOMAIN
from tests.web.gmail.conftest import Person, clickable, dumped, fresh
from tests.web.gmail.published import check

TRIGGERS = ("/gmail/home", "/gmail/message", "/gmail/compose", "/gmail/settings", "/gmail/help")


@pytest.fixture(scope="module")
def order(cloud):
    """An order that a person has open, its card on screen."""
    person = Person(cloud, f"claire@{DOMAIN}")
    person.receive("12-bestellung.eml")
    return person


def test_the_deployment_names_what_is_answered_and_asks_for_what_is_needed(cloud):
    rules = {rule.rule for rule in cloud.app.url_map.iter_rules() if "POST" in rule.methods}
    assert set(TRIGGERS) == {gmail.HOME, gmail.MESSAGE, gmail.COMPOSE, gmail.SETTINGS, gmail.HELP} <= rules
    assert set(gmail.SCOPES) >= calls.PERSON | calls.MESSAGE | calls.DRAFT


@pytest.mark.parametrize(
    ("locale", "platform", "word"),
    [("de", "WEB", "To process"), ("es-419", "ANDROID", "To process"), ("fr-CA", "IOS", "À traiter"), (None, None, "To")],
)
def test_every_trigger_answers_a_card_in_the_readers_language_on_every_platform(order, locale, platform, word):
    person = Person(order.cloud, order.email, locale=locale, platform=platform, message=order.message)
    cards = [person.trigger(path) for path in TRIGGERS]
    assert word in cards[0]["header"]["title"]
    assert [card["name"] for card in cards] == ["queue", "case", "compose", "settings", "help"]


@pytest.mark.parametrize(
    "event",
    [
        "text", [], {"commonEventObject": []}, {"commonEventObject": {"formInputs": {"a": 1}}}, {"gmail": {"messageId": "../x"}},
        {"gmail": {"messageId": "msg-f:1\0"}}, {"commonEventObject": {"userLocale": "f" * 20_000}}, {"gmail": {"toRecipients": "a"}},
        {"authorizationEventObject": {"userIdToken": 1}}, {"commonEventObject": {"parameters": {"asked": "\ud800"}}},
    ],
    ids=lambda event: json.dumps(event)[:40],
)  # fmt: skip
def test_what_is_no_event_is_refused_and_nothing_breaks(order, event):
    for path in (*TRIGGERS, "/gmail/clicked", "/gmail/suggest"):
        response = order.post(path, event)
        assert (response.status_code, response.json["type"]) == (422, "bad_input")


def test_odd_times_and_inputs_are_taken_as_far_as_they_make_sense(order):
    event = order.event({})
    event["commonEventObject"] |= {
        "timeZone": {"id": "Mars/Olympus", "offset": "x"},
        "formInputs": {"a": {"dateInput": {"msSinceEpoch": "1"}}},
    }
    check("trigger", order.post("/gmail/home", event).json)


def test_only_our_own_add_on_may_call_and_only_the_path_its_token_is_for(order, cloud):
    other = cloud.people.system("/gmail/settings", email="service-9@gcp-sa-gsuiteaddons.iam.gserviceaccount.com")
    for token in ("", "x.y.z", cloud.people.system("/gmail/home"), other, cloud.people.person()):
        response = order.post("/gmail/settings", order.event(), system=token)
        assert (response.status_code, response.json["type"]) == (401, "not_signed_in")
    assert order.client.post("/gmail/settings", json=order.event()).status_code == 401
    session = order.client.post("/api/session/demo", json={"user": "claire"}).json["token"]
    assert order.post("/gmail/settings", order.event(), system=session).status_code == 401


def test_more_than_an_event_is_not_read(order):
    event = order.event() | {"more": "x" * 300_000}
    assert order.post("/gmail/home", event).status_code == 413


def test_who_did_not_consent_is_asked_for_what_lacks(cloud, order):
    nobody = order.event()
    del nobody["authorizationEventObject"]["userIdToken"]
    asked = order.post("/gmail/home", nobody).json
    check("scopes", asked)
    assert asked["requesting_google_scopes"]["scopes"] == ["https://www.googleapis.com/auth/userinfo.email", "openid"]

    reluctant = Person(cloud, order.email, consent=["openid"])
    reluctant.message = cloud.gmail.deliver(order.email, fresh("01-facture-pdf.eml"))
    before = len(cloud.gmail.asked)
    answer = reluctant.post("/gmail/message", reluctant.event()).json
    check("scopes", answer)
    assert [scope.rpartition("/")[2] for scope in answer["requesting_google_scopes"]["scopes"]] == ["gmail.addons.current.message.readonly"]
    assert len(cloud.gmail.asked) == before

    reluctant.open(order.message)
    reluctant.press("Reply")
    click = reluctant.found("Open the draft")["action"]
    answer = reluctant.post("/gmail/clicked", reluctant.event({}, click["parameters"])).json
    check("scopes", answer)
    assert set(answer["requesting_google_scopes"]["scopes"]) == calls.MESSAGE | calls.DRAFT


def test_a_person_without_access_is_told_so_on_a_card(cloud):
    stranger = Person(cloud, "x@elsewhere.example", locale="fr")
    assert "Votre organisation n’utilise pas ce Countersign." in dumped(stranger.trigger("/gmail/home"))
    forged = Person(cloud, f"claire@{DOMAIN}", claims={"aud": "other"})
    assert forged.post("/gmail/home", forged.event()).status_code == 401


def test_a_message_that_gmail_does_not_give_is_a_sentence(cloud, order):
    person = Person(cloud, order.email)
    gone = cloud.gmail.deliver(order.email, fresh("01-facture-pdf.eml"))
    del cloud.gmail.mailbox(order.email).messages[gone.id]
    assert "not in the mailbox any more" in dumped(person.open(gone))


def test_an_auditor_looks_and_changes_nothing(cloud, order, monkeypatch):
    monkeypatch.setitem(cloud.wiring.google.google.roles, f"audit@{DOMAIN}", Role.AUDITOR)
    auditor = Person(cloud, f"audit@{DOMAIN}")
    before = len(cloud.gmail.asked)
    assert "has not been read here yet" in dumped(auditor.open(cloud.gmail.deliver(auditor.email, fresh("10-commande-texte.eml"))))
    assert len(cloud.gmail.asked) == before

    auditor.trigger("/gmail/home")
    auditor.press(order.card["header"]["title"])
    assert [said for said, _ in clickable(auditor.card) if said in {"Put on hold", "Reject", "Reply", "Send to ERP"}] == []
    user = next(one for one in cloud.wiring.workshop.scope(DOMAIN).users.all() if one.email == auditor.email)
    (case,) = [one for one in cloud.wiring.workshop.scope(DOMAIN).cases.waiting(100) if one.mail_id == mail_of(cloud, order)]
    for deed in deeds.CHANGING:
        what = {"case": case.id, "version": case.version} | dict.fromkeys(("path", "row", "operation", "chosen"), "")
        sealed = deeds.Seal(cloud.wiring.secret, user).sealed(deed, what)
        assert refused(auditor, sealed) == "You do not have the right to do this."


def mail_of(cloud, person):
    return cloud.wiring.workshop.scope(DOMAIN).mails.of_reference("gmail", f"{person.email}/{person.message.id}").id


# --- parameters -------------------------------------------------------------------------------------------------------


def parameter_of(on_click):
    return on_click["action"]["parameters"][0]["value"]


def refused(person, parameter, path="/gmail/clicked"):
    answer = person.post(path, person.event({}, [{"key": "asked", "value": parameter}]))
    assert answer.status_code == 200, answer.text
    check("click", answer.json)
    return answer.json["renderActions"]["action"]["notification"]["text"]


def test_a_parameter_is_good_for_one_person_and_one_action_only(cloud, order, eve, karim):
    hold = parameter_of(order.found("Put on hold"))
    colleague = Person(cloud, karim.email)
    for person in (eve, colleague):
        assert refused(person, hold) == "This action is not valid here. Open the message again."
    tampered = [hold[:-1], f"{hold}x", hold[1:], f"{hold[:20]}A{hold[21:]}", "", "a.b.c"]
    tampered += [f"{one.rpartition('.')[0]}.{hold.rpartition('.')[2]}" for one in [parameter_of(order.found("Reject"))]]
    for parameter in tampered:
        assert refused(order, parameter).startswith("This action is not valid here.")
    order.press("Customer ")
    suggests = next(one["textInput"]["autoCompleteAction"] for one in order.card["sections"][0]["widgets"] if "textInput" in one)
    order.cards.pop()
    assert refused(order, suggests["parameters"][0]["value"]).startswith("This action is not valid here.")
    answer = order.post("/gmail/suggest", order.event({"typed": "a"}, [{"key": "asked", "value": hold}]))
    assert check("suggestions", answer.json) == [] == answer.json["autoComplete"]["items"]
    assert "To review" in order.open(order.message)["sections"][0]["widgets"][0]["decoratedText"]["text"]


def test_the_button_of_an_old_card_shows_the_case_as_it_is_and_does_nothing(order, monkeypatch):
    hold = order.found("Put on hold")
    monkeypatch.setattr(deeds, "LIFETIME", -1)
    order.do(hold)
    assert order.told == "This card was out of date: here it is again."
    monkeypatch.undo()
    assert order.offers("Put on hold")


def test_an_old_card_still_lets_look_and_says_what_to_do_to_whoever_writes(cloud, order, monkeypatch):
    person = Person(cloud, order.email, message=order.message)
    monkeypatch.setattr(deeds, "LIFETIME", -1)
    person.trigger("/gmail/home")
    person.press(order.card["header"]["title"])
    assert (len(person.cards), person.told) == (2, "")
    person.trigger("/gmail/compose")
    person.press("Order ")
    person.press("Insert at the cursor")
    assert person.told == "This card is out of date. Close it and choose the reply again."


# --- pictures ---------------------------------------------------------------------------------------------------------


def picture_of(card):
    return next(widget["image"]["imageUrl"] for section in card["sections"] for widget in section["widgets"] if "image" in widget)


def test_the_evidence_is_a_picture_of_its_place_alone_by_an_address_that_ends(order, monkeypatch):
    url = picture_of(order.card).removeprefix("https://countersign.example.com")
    response = order.client.get(url)
    assert (response.status_code, response.mimetype) == (200, "image/png")
    assert response.headers["Cache-Control"].startswith("private")
    width, height = Image.open(io.BytesIO(response.data)).size
    assert width < 1240
    assert height < 200
    head, tail = url[: len(crops.CROPS) + 1], url[len(crops.CROPS) + 1 :]
    for wrong in (tail[1:], f"x{tail}", tail.replace(".png", "A.png"), parameter_of(order.found("Put on hold")) + ".png", "x.png"):
        assert order.client.get(head + wrong).status_code == 404
    monkeypatch.setattr(crops, "LIFETIME", -1)
    assert order.client.get(url).status_code == 404


def test_evidence_is_text_where_pictures_are_switched_off(order, cloud, monkeypatch):
    wiring = cloud.wiring
    without = replace(wiring, settings=replace(wiring.settings, gmail_images=False))
    monkeypatch.setitem(cloud.app.extensions, "countersign", without)
    person = Person(cloud, order.email)
    person.open(order.message)
    assert "imageUrl" not in dumped(person.card)
    assert "In the document: “" in person.reads
    assert "your administrator switched images off" in dumped(person.trigger("/gmail/settings"))


# --- cards ------------------------------------------------------------------------------------------------------------


def test_a_long_order_is_paged_and_every_line_is_reached(cloud, order, long_order):
    person = Person(cloud, order.email)
    person.open(cloud.gmail.deliver(order.email, long_order))
    seen = set()
    while True:
        seen |= {said.split(" ")[1] for said, _ in clickable(person.card) if said.startswith("Line ")}
        if not person.offers("More ("):
            break
        person.press("More (")
    assert seen == {str(number) for number in range(1, 101)}
    assert person.offers("Previous page")


@pytest.fixture
def long_order():
    """An order of 100 lines in a spreadsheet as text, each of a hostile description."""
    hostile = '<a href="https://evil.example">Pay</a> <b>&amp; \u202e'
    rows = "\n".join(f"{n};REF-{n};{hostile} {n};{n};1.00;{n}.00" for n in range(1, 101))
    message = (
        'From: "<b>Client</b> <img src=x>" <achats@client.example>\r\nTo: claire@mistral.example\r\nMessage-ID: <long@client.example>\r\n'
        "Subject: Commande <a href=https://evil.example>4711</a>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBonjour, notre commande 4711 ci-jointe.\r\n"
        "--b\r\nContent-Type: text/csv; charset=utf-8\r\nContent-Disposition: attachment; filename=commande.csv\r\n\r\n"
        f"Bon de commande n° 4711;;;;;\nLigne;Référence;Désignation;Quantité;Prix unitaire;Montant\n{rows}\r\n--b--\r\n"
    )
    return message.encode()
