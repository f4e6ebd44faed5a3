"""The pane in Outlook: its unchanged files in Chromium, a double at the address of office.js, and sign-in by Microsoft's own library."""

from __future__ import annotations

import base64
import json
import re
from decimal import Decimal
from email import message_from_bytes
from pathlib import Path

import pytest
import requests
from playwright.sync_api import expect

from backend.model.catalog import Catalog, Customer, Item
from backend.settings import PROJECT
from tests.browser.conftest import running, unanswered
from tests.contract.doubles.odoo import DATABASE, KEY, Odoo
from tests.contract.doubles.serving import serving
from tests.graph.microsoft import microsoft
from tests.identity.entra_double import CLIENT, PERSON, SECRET, TENANT
from tests.sealed import SEALED
from tests.web.orders import order_message

HERE = Path(__file__).parent
OFFICE = "https://appsforoffice.microsoft.com/**"
SAMPLES = PROJECT / "backend" / "mailboxes" / "samples"
INVOICE, OTHER, NEWS = "05-facture-ubl", "15-facture-ecart", "18-newsletter"
LIGHT, DARK = "#ffffff", "#1f1f1f"
#: What the ERP knows of what the order asks for.
CATALOG = Catalog(
    own_name="Mistral Distribution",
    customers=(Customer("1", "Brasserie du Confluent", vat_id="FR83404833048"),),
    items=(
        Item("MD-4001", "Verre à vin 35 cl", gtin="3012345000019", unit_code="C62", net_price=Decimal("16.5")),
        Item("MD-1001", "Couteau de chef", gtin="3012345000026", unit_code="C62", net_price=Decimal(29)),
    ),
)
ORDER = order_message(CATALOG, "outlook").replace(b"achats@client.example", b"achats@confluent.example")
#: The most that the pane may weigh before the code of Microsoft's sign-in, in bytes as they travel.
HEAVIEST = 150_000
OWNER, SHARED = "claire@mistral.example", "compta@mistral.example"


def sample(name):
    """The bytes of a sample message."""
    return (SAMPLES / f"{name}.eml").read_bytes()


def for_exchange(rest_id):
    """The id of a message as Outlook on the desktop names it: base64 rather than base64url."""
    return rest_id.replace("-", "/").replace("_", "+")


def name_of(message):
    """What its sender calls a sample message."""
    return message_from_bytes(sample(message))["Message-ID"]


#: What is attached to one of them.
FILE = "2611-0458.pdf"
FILE_BYTES = next(part.get_payload(decode=True) for part in message_from_bytes(sample(OTHER)).walk() if part.get_filename() == FILE)


def told(raw):
    """A message as an Outlook tells of it that does not hand the whole over: headers with those of a part, a body written anew, files."""
    message = message_from_bytes(raw)
    pages = [part.get_payload(decode=True).decode() for part in message.walk() if part.get_content_type() == "text/html"]
    files = [
        {"name": part.get_filename(), "contentType": part.get_content_type(), "size": 1, "content": "".join(part.get_payload().split())}
        for part in message.walk()
        if part.get_filename()
    ]
    headers = raw.partition(b"\n\n")[0].decode() + "\n\n--part\nMessage-ID: <none@example.org>\n"
    parts = {"headers": headers, "html": f'<div class="WordSection1">{pages[0]}</div>', "files": files}
    return {"messageId": message["Message-ID"], "parts": parts}


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    """Microsoft 365: the Entra that signs the tokens, and the Graph that holds the mailboxes."""
    with microsoft(tmp_path_factory.mktemp("microsoft")) as graph:
        graph.mailbox(OWNER)
        graph.mailbox(SHARED, PERSON)
        yield graph


@pytest.fixture(scope="module")
def entra(cloud):
    """The Entra that signs the tokens."""
    return cloud.entra


@pytest.fixture(scope="module")
def odoo():
    """The address of the ERP."""
    with serving(Odoo(19)) as address:
        yield address


@pytest.fixture(scope="module")
def url(cloud, entra, odoo, tmp_path_factory):
    """A server that is no demonstration, where people sign in by Entra and an ERP is connected; one for all stories."""
    settings = {
        "entra_client_id": CLIENT,
        "entra_tenants": TENANT,
        "entra_authority": entra.url,
        "entra_secret": SECRET,
        "entra_step_up": f"{TENANT}=c1",
        "graph_url": cloud.url,
    }
    with running(tmp_path_factory.mktemp("outlook") / "var", options=(), **settings) as server:
        connection = {"kind": "odoo", "answers": {"url": odoo, "database": DATABASE, "key": KEY}}
        administrator = {"Authorization": f"Bearer {entra.token(roles=['admin'])}"}
        here = server.url
        requests.put(f"{here}/api/connection", json=connection, headers=administrator, timeout=20).raise_for_status()
        be_ready(here, administrator)
        yield here


def be_ready(here, headers):
    """Wait until the server has read the ERP and a first message: that takes its time, and no story is about it."""
    sent = headers | {"Content-Type": "message/rfc822"}
    mail = requests.post(f"{here}/api/mails", data=sample(INVOICE), headers=sent, timeout=60).json()
    for _ in range(30):
        if mail["status"] == "prepared":
            return
        mail = requests.get(f"{here}/api/mails/{mail['id']}?after={mail['revision']}&wait=10000", headers=headers, timeout=60).json()
    raise AssertionError(mail)


class Outlook:
    """One person's Outlook, with the pane pinned in it."""

    def __init__(self, page, entra):
        self.page = page
        self.entra = entra
        #: The answers to sign-ins to come, "" for a refusal; a good token when there is none.
        self.tokens = []
        self.asked = []
        self.requests = []
        self.complaints = []
        self.role = "clerk"
        page.on("request", self.note)
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.expose_function("giveToken", self.give_token)

    def note(self, request):
        """Keep a request."""
        self.requests.append(request)

    def give_token(self, method, is_forced, claims):
        """A token for the pane, as Outlook's host gives it; what the server demands of it is proven in a window."""
        more = {"acrs": ["c1"]} if "acrs" in claims else {}
        self.asked.append((method, is_forced, *more))
        if self.tokens:
            return self.tokens.pop(0)
        return "" if more and method == "GetToken" else self.entra.token(roles=[self.role], **more)

    def open(self, *messages, background=LIGHT, version=15, slow="", is_mobile=False, more=None):
        """Open the pane with these samples to select, the first one selected; the slow one is handed over when it is released.

        `more` are messages as the double takes them: by their id, what Outlook knows of them.
        """
        held = {name: {"eml": base64.b64encode(sample(name)).decode()} for name in messages}
        said = {"messages": held | (more or {}), "background": background, "version": version, "slow": slow, "isMobile": is_mobile}
        self.page.add_init_script(f"globalThis.outlookSays = {json.dumps(said)}")
        self.page.add_init_script(path=HERE / "sign_in_double.js")
        self.page.route(OFFICE, lambda route: route.fulfill(path=HERE / "office_double.js", content_type="text/javascript"))
        self.page.goto("/outlook.html")

    def does(self, deed, *arguments):
        """Let the double do something."""
        return self.page.evaluate(f"([...given]) => outlook.{deed}(...given)", list(arguments))

    def calls(self, name):
        """What the pane asked Outlook for."""
        return [given for call, given in self.page.evaluate("outlook.calls") if call == name]

    def reply(self, button="Ouvrir le brouillon", *, file=""):
        """Bring the proposed reply to where a person sends it, with this file of the message."""
        self.page.get_by_role("button", name="Répondre").click()
        if file:
            self.page.get_by_label(file).check()
        self.page.get_by_role("button", name=button).click()

    def marked(self):
        """Wait until the message has its category."""
        return self.page.expect_response("**/api/mails/*/category")

    def sent(self):
        """The requests that carried a message to the server."""
        return [request for request in self.requests if request.url.endswith("/api/mails")]

    def expect_refusal(self, status):
        """Chromium reports every refused request; this one was meant."""
        meant = [text for text in self.complaints if f"status of {status}" in text]
        assert meant, f"no request was refused with {status}"
        self.complaints = [text for text in self.complaints if text not in meant]

    def expect_invoice(self, number):
        """The pane shows the invoice of this number."""
        expect(self.page.locator("#case")).to_contain_text(number)

    def expect_sentence(self, part):
        """The pane says something of this kind in the place of a message."""
        expect(self.page.get_by_role("alert")).to_contain_text(part)


@pytest.fixture
def seat(chromium, url, entra):
    """A function that seats a person before Outlook; at the end no browser may have complained (errors, CSP)."""
    seated = []

    def sit(*, language="fr-FR", scheme="light", width=320):
        context = chromium.new_context(base_url=url, viewport={"width": width, "height": 700}, locale=language, color_scheme=scheme)
        outlook = Outlook(context.new_page(), entra)
        seated.append((context, outlook))
        return outlook

    yield sit
    complaints = [text for _, outlook in seated for text in outlook.complaints]
    for context, _ in seated:
        context.close()
    assert complaints == []


@pytest.fixture
def outlook(seat):
    """Claire's Outlook."""
    return seat()


def test_a_clerk_opens_an_invoice_and_sees_its_fields(outlook, url):
    linked = {"eml": base64.b64encode(sample(INVOICE)).decode(), "elsewhere": ["devis.pdf"]}
    outlook.open(more={INVOICE: linked})
    outlook.expect_invoice("CDA/2026/3391")
    expect(outlook.page.locator("#case")).to_contain_text("« devis.pdf » n’est pas dans le message")
    expect(outlook.page.locator("#case")).to_contain_text("Denrées")
    assert outlook.asked == [("GetToken", False)]
    hosts = {request.url.split("/api/")[0].split("/lib/")[0] for request in outlook.requests if not request.url.startswith(url)}
    assert hosts == {"https://appsforoffice.microsoft.com"}
    files = [request for request in outlook.requests if request.url.startswith(url) and "/api/" not in request.url]
    # What came from the browser's own memory counts as less than nothing there.
    assert 0 < sum(max(request.sizes()["responseBodySize"], 0) for request in files if "/vendor/" not in request.url) < HEAVIEST
    assert outlook.page.evaluate("[typeof history.pushState, typeof history.replaceState, localStorage.length, sessionStorage.length]") == [
        "function", "function", 0, 0,
    ]  # fmt: skip


def test_an_answer_for_one_message_is_never_drawn_on_the_next(outlook):
    outlook.open(INVOICE, OTHER, slow=INVOICE)
    outlook.does("untilSlow")
    outlook.does("show", OTHER)
    outlook.expect_invoice("2611-0458")
    assert len(outlook.sent()) == 1
    outlook.does("release", INVOICE)
    outlook.page.evaluate("fetch('/api/health')")  # whatever the pane would have asked for was asked before
    assert len(outlook.sent()) == 1
    expect(outlook.page.locator("#case")).to_contain_text("2611-0458")
    outlook.does("show", INVOICE)
    outlook.expect_invoice("CDA/2026/3391")


def test_what_outlook_hands_over_while_another_message_is_on_screen_is_not_taken(outlook):
    outlook.open(INVOICE, OTHER, slow=INVOICE)
    outlook.does("untilSlow")
    outlook.does("showUntold", OTHER)
    outlook.does("release", INVOICE)
    outlook.expect_sentence("Un autre message est à l’écran")
    assert outlook.sent() == []


def test_a_pinned_pane_follows_the_selection_and_says_when_nothing_is_selected(outlook):
    outlook.open(INVOICE, OTHER)
    outlook.expect_invoice("CDA/2026/3391")
    outlook.does("show", OTHER)
    outlook.expect_invoice("2611-0458")
    outlook.does("show", "")
    expect(outlook.page.locator("main.empty")).to_contain_text("Ouvrez un message")


def test_the_pane_is_as_dark_as_outlook_whatever_the_system_is(outlook):
    outlook.open(NEWS, background=DARK)
    html = outlook.page.locator("html")
    expect(html).to_have_attribute("data-theme", "dark")
    outlook.does("paint", LIGHT)
    expect(html).to_have_attribute("data-theme", "light")


def test_a_message_that_outlook_does_not_hand_over_is_read_in_its_mailbox_or_answered_with_a_sentence(outlook, cloud):
    theirs = for_exchange(cloud.deliver(SHARED, sample(INVOICE)).rest_id)
    others = {"smime": {"itemClass": "IPM.Note.SMIME"}, "refused": {}, "unsent": {"answers": ""}, "nameless": {"isNameless": True}}
    others["restricted"] = {"eml": base64.b64encode(SEALED["restricted"]).decode()}
    outlook.open(more=others | {theirs: {"owner": SHARED}})
    outlook.expect_sentence("chiffré")
    outlook.does("show", "unsent")
    outlook.expect_sentence("pas encore envoyé")
    outlook.does("show", "nameless")
    outlook.expect_sentence("déposez ce fichier ici")
    assert outlook.sent() == []
    outlook.does("show", "restricted")
    outlook.expect_sentence("réservé à certaines personnes")
    outlook.expect_refusal(422)
    outlook.does("show", "refused")
    outlook.expect_sentence("n’est plus dans la boîte")
    outlook.expect_refusal(404)
    outlook.does("show", theirs)
    outlook.expect_invoice("CDA/2026/3391")


def test_an_outlook_that_hands_over_no_whole_message_tells_its_parts_and_it_is_the_same_message(outlook, cloud):
    theirs = for_exchange(cloud.deliver(OWNER, sample(OTHER)).rest_id)
    outlook.open(NEWS, version=8, more={"parts": told(sample(OTHER)), theirs: {}})
    outlook.expect_sentence("n’est plus dans la boîte")
    outlook.expect_refusal(404)
    with outlook.page.expect_response("**/api/mails") as sent:
        outlook.does("show", "parts")
    outlook.expect_invoice("2611-0458")
    with outlook.page.expect_response("**/api/mails/in-mailbox") as read:
        outlook.does("show", theirs)
    outlook.expect_invoice("2611-0458")
    assert read.value.json()["id"] == sent.value.json()["id"]
    put_together, original = message_from_bytes(sent.value.request.post_data_buffer), message_from_bytes(sample(OTHER))
    for name in ("Authentication-Results", "From"):
        assert put_together[name].split() == original[name].split()


def test_outlook_on_mobile_shows_the_message_and_puts_the_reply_among_the_drafts(outlook, cloud):
    message = cloud.deliver(OWNER, sample(OTHER))
    outlook.open(version=5, is_mobile=True, more={message.rest_id: {}})
    outlook.expect_invoice("2611-0458")
    outlook.reply(file=FILE)
    draft = outlook.page.locator(".notice a")
    expect(draft).to_contain_text("Ouvrir le brouillon")
    made = cloud.mailbox(OWNER).messages[-1]
    assert draft.get_attribute("href") == made.properties["webLink"]
    assert "2611-0458" in made.properties["body"]["content"]
    assert [base64.b64decode(file["contentBytes"]) for file in made.attachments] == [FILE_BYTES]


def test_outlook_that_never_loads_is_said_so(outlook):
    outlook.page.clock.install()
    outlook.page.route(OFFICE, unanswered)
    outlook.page.goto("/outlook.html", wait_until="commit")
    expect(outlook.page.locator(".app")).to_be_visible()
    outlook.page.clock.fast_forward(16_000)
    outlook.expect_sentence("Outlook n’a pas répondu")


def test_outlook_that_cannot_be_loaded_is_said_so_at_once(outlook):
    outlook.page.route(OFFICE, lambda route: route.abort())
    outlook.page.goto("/outlook.html")
    outlook.expect_sentence("Outlook n’a pas répondu")
    outlook.complaints = [text for text in outlook.complaints if "ERR_FAILED" not in text]


def test_a_token_that_is_refused_is_renewed_once_without_a_word(outlook):
    outlook.tokens = [outlook.entra.token(exp=1, iat=0, nbf=0)]
    outlook.open(INVOICE)
    outlook.expect_invoice("CDA/2026/3391")
    assert outlook.asked == [("GetToken", False), ("GetToken", True)]
    outlook.expect_refusal(401)


def test_who_has_to_be_asked_is_asked_in_a_window(outlook):
    outlook.tokens = [""]
    outlook.open(INVOICE)
    outlook.expect_invoice("CDA/2026/3391")
    assert outlook.asked == [("GetToken", False), ("GetTokenPopup", False)]


def test_a_connection_that_breaks_before_signing_in_is_said_so(outlook):
    outlook.page.route("**/vendor/*", lambda route: route.abort())
    outlook.open(INVOICE)
    outlook.expect_sentence("Le serveur ne répond pas")
    outlook.complaints = [text for text in outlook.complaints if "ERR_FAILED" not in text]


def test_who_does_not_sign_in_is_told_so_and_may_try_again(outlook):
    outlook.tokens = ["", ""]
    outlook.open(INVOICE)
    outlook.expect_sentence("connexion n’a pas abouti")
    outlook.page.get_by_role("button", name="Réessayer").click()
    outlook.expect_invoice("CDA/2026/3391")


def test_a_person_without_a_role_is_told_whom_to_ask(outlook):
    outlook.tokens = [outlook.entra.token(roles=[])]
    outlook.open(INVOICE)
    outlook.expect_sentence("administrateur Microsoft 365")
    outlook.expect_refusal(403)


def test_where_signing_in_is_not_set_up_the_administrator_is_named(outlook):
    outlook.page.route("**/api/session/entra", lambda route: route.fulfill(status=404, content_type="application/problem+json", body="{}"))
    outlook.open(INVOICE)
    outlook.expect_sentence("COUNTERSIGN_ENTRA_CLIENT_ID")
    outlook.expect_refusal(404)


def test_a_browser_that_keeps_nothing_for_pages_in_frames_shows_the_pane_too(outlook):
    denied = "{ get() { throw new DOMException('denied', 'SecurityError'); } }"
    for name in ("localStorage", "sessionStorage"):
        outlook.page.add_init_script(f"Object.defineProperty(window, '{name}', {denied})")
    outlook.open(INVOICE)
    outlook.expect_invoice("CDA/2026/3391")


def test_a_reply_opens_in_outlook_as_our_own_text(outlook):
    outlook.open(OTHER)
    outlook.expect_invoice("2611-0458")
    outlook.reply(file=FILE)
    expect(outlook.page.locator(".notice")).to_contain_text("Brouillon ouvert")
    assert outlook.calls("attached") == [[FILE, base64.b64encode(FILE_BYTES).decode()]]
    (html,) = outlook.calls("displayReplyFormAsync")
    assert "2611-0458" in html
    assert "<script" not in html


def test_a_reply_too_long_for_outlook_and_for_its_mailbox_is_copied_with_its_formatting(outlook):
    def lengthen(route):
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"html": f"<p>{'é' * 17_000}</p>"})

    outlook.page.route("**/reply?*", lengthen)
    outlook.open(OTHER)
    outlook.expect_invoice("2611-0458")
    outlook.reply()
    expect(outlook.page.locator(".reply .error")).to_contain_text("n’est plus dans la boîte")
    outlook.expect_refusal(404)
    assert outlook.calls("displayReplyFormAsync") == []
    outlook.page.get_by_role("button", name="Copier la réponse").click()
    expect(outlook.page.locator(".notice")).to_contain_text("collez-la")
    outlook.page.context.grant_permissions(["clipboard-read"])
    copied = "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())"
    assert "ééé" in outlook.page.evaluate(copied)


def test_where_a_person_answers_the_reply_is_inserted_at_the_cursor(outlook):
    answer = {"answers": name_of(OTHER)}
    outlook.open(OTHER, more={"draft": answer, "picky": answer | {"refuses": FILE}, "unknown": {"answers": "<never@seen>"}})
    outlook.expect_invoice("2611-0458")
    outlook.does("show", "unknown")
    outlook.expect_sentence("pas encore été lu ici")
    outlook.does("show", "picky")
    outlook.expect_invoice("2611-0458")
    outlook.reply("Insérer au curseur", file=FILE)
    expect(outlook.page.locator(".reply .error")).to_contain_text("n’a pas pris les fichiers")
    assert outlook.calls("setSelectedDataAsync") == outlook.calls("attached") == []
    outlook.does("show", "unknown")
    outlook.expect_sentence("pas encore été lu ici")
    outlook.expect_refusal(404)
    outlook.does("show", "draft")
    outlook.expect_invoice("2611-0458")
    outlook.reply("Insérer au curseur", file=FILE)
    expect(outlook.page.locator(".notice")).to_contain_text("Texte inséré")
    (html,) = outlook.calls("setSelectedDataAsync")
    assert "2611-0458" in html
    assert outlook.calls("attached") == [[FILE, base64.b64encode(FILE_BYTES).decode()]]


def test_several_messages_are_prepared_and_one_that_fails_costs_the_others_nothing(outlook, cloud):
    def hold(route):
        held.append(route)

    held = []
    first, second, third, fourth = for_exchange(cloud.deliver(SHARED, sample(INVOICE)).rest_id), "gone/2", "handed/over", "gone/4"
    handed_over = {third: {"eml": base64.b64encode(sample(NEWS)).decode()}}
    outlook.open(OTHER, more={first: {"owner": SHARED}, second: {}, fourth: {}} | handed_over)
    outlook.page.route("**/api/mails/in-mailbox", hold)
    outlook.expect_invoice("2611-0458")
    outlook.does("show", first, second, third, fourth)
    rows = outlook.page.locator(".queue li")
    outlook.page.get_by_role("button", name="Préparer 4 messages").click()
    expect(rows.nth(3)).to_contain_text("En attente")
    outlook.page.get_by_role("button", name="Arrêter").click()
    expect(rows.nth(3)).to_contain_text("Pas encore lu")
    expect(rows.nth(1)).to_contain_text("Lecture")
    outlook.page.unroute("**/api/mails/in-mailbox", hold)
    for route in held:
        route.continue_()
    expect(rows.nth(0)).to_contain_text("CDA/2026/3391")
    expect(rows.nth(1)).to_contain_text("n’est plus dans la boîte")
    outlook.page.get_by_role("button", name="Préparer 3 messages").click()
    expect(rows.nth(2)).to_contain_text("Autre message")
    expect(rows.nth(3)).to_contain_text("n’est plus dans la boîte")
    outlook.expect_refusal(404)
    rows.nth(0).get_by_role("button").click()
    assert outlook.calls("displayMessageForm") == [first]
    assert outlook.calls("loadItemByIdAsync") == [first, second, second, third, fourth]
    outlook.does("show", OTHER)
    outlook.expect_invoice("2611-0458")


def test_messages_dropped_on_the_pane_are_read(outlook):
    outlook.open()
    expect(outlook.page.locator("main.empty")).to_contain_text("Ouvrez un message")
    outlook.does("drop", "facture.eml", sample(INVOICE).decode())
    outlook.expect_invoice("CDA/2026/3391")
    outlook.reply()
    expect(outlook.page.locator(".reply .error")).to_contain_text("copiez la réponse")
    files = [["autre.eml", sample(OTHER).decode()], ["photo.png", "x"]]
    outlook.page.evaluate(
        """(files) => {
          const dataTransfer = new DataTransfer();
          for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
          const event = { bubbles: true, cancelable: true, dataTransfer };
          for (const name of ["dragenter", "drop"]) document.body.dispatchEvent(new DragEvent(name, event));
        }""",
        files,
    )
    rows = outlook.page.locator(".queue li")
    expect(rows.nth(1)).to_contain_text("n’est pas un message")
    expect(rows.nth(0)).to_contain_text("2611-0458")
    rows.nth(0).get_by_role("button").click()
    outlook.expect_invoice("2611-0458")
    outlook.page.get_by_role("button", name="Les 2 messages").click()
    expect(rows).to_have_count(2)


def test_approving_proves_more_where_it_is_demanded_and_outlook_tells_what_became_of_it(outlook, cloud):
    message = cloud.deliver(OWNER, ORDER)
    outlook.tokens = [outlook.entra.token(), "", ""]
    outlook.open(more={for_exchange(message.rest_id): {"eml": base64.b64encode(ORDER).decode()}})
    send = outlook.page.get_by_role("button", name="Envoyer dans l’ERP")
    send.click()
    expect(outlook.page.locator(".notice a")).to_contain_text("dans le navigateur")
    alone = outlook.page.locator(".notice a").get_attribute("href")
    expect(outlook.page.locator("#receipt")).to_have_count(0)
    assert outlook.calls("bar") == []
    with outlook.marked():
        send.click()
    outlook.expect_refusal(401)
    assert outlook.asked[-1] == ("GetTokenPopup", False, "acrs")
    number = re.search(r"S\d+", outlook.page.locator("#receipt").inner_text())[0]
    assert message.properties["categories"] == ["ERP: posted"]
    with outlook.marked():
        outlook.page.get_by_role("button", name="Annuler l’envoi").click()
    expect(send).to_be_visible()
    assert message.properties["categories"] == ["ERP: to check"]
    assert outlook.calls("bar") == [f"Countersign : {number} est dans l’ERP.", ""]
    outlook.page.goto(alone)
    outlook.expect_invoice("C-")


def test_an_auditor_sees_what_others_read_and_is_offered_nothing_else(outlook, url, entra):
    clerk = {"Authorization": f"Bearer {entra.token()}", "Content-Type": "message/rfc822"}
    requests.post(f"{url}/api/mails", data=sample(OTHER), headers=clerk, timeout=20).raise_for_status()
    outlook.role = "auditor"
    outlook.open(more={"seen": {"messageId": name_of(OTHER)}, "new": {"messageId": "<never@seen>"}})
    outlook.expect_invoice("2611-0458")
    expect(outlook.page.locator(".actions")).to_contain_text("Vous consultez")
    expect(outlook.page.locator(".actions button")).to_have_count(0)
    outlook.does("show", "new")
    outlook.expect_sentence("pas encore été lu ici")
    outlook.expect_refusal(404)


def test_a_message_that_was_read_before_is_painted_at_once_and_sent_only_when_outlook_has_handed_it_over(outlook, cloud, url):
    message = cloud.deliver(OWNER, sample(INVOICE))
    forged = cloud.deliver(OWNER, sample(OTHER))
    clerk = {"Authorization": f"Bearer {outlook.entra.token()}"}
    received = {"message_id": message.immutable_id, "mailbox": ""}
    mail = requests.post(f"{url}/api/mails/in-mailbox", json=received, headers=clerk, timeout=20).json()
    while mail["status"] != "prepared":
        mail = requests.get(f"{url}/api/mails/{mail['id']}?after={mail['revision']}&wait=5000", headers=clerk, timeout=20).json()

    held = []

    def hold(route):
        held.append(route)

    outlook.page.route("**/api/mails/in-mailbox", hold)
    seen = {"messageId": name_of(INVOICE)}
    outlook.open(more={for_exchange(message.rest_id): seen, for_exchange(forged.rest_id): seen})
    outlook.expect_invoice("CDA/2026/3391")
    assert outlook.sent() == []
    outlook.page.get_by_role("button", name="Autres actions").click()
    outlook.page.get_by_role("button", name="Mettre en attente").click()
    expect(outlook.page.locator(".actions")).to_contain_text("pas encore remis ce message")
    held.pop().continue_()
    expect(outlook.page.locator(".actions")).not_to_contain_text("pas encore remis ce message")
    outlook.expect_invoice("CDA/2026/3391")

    with outlook.page.expect_request("**/api/mails/in-mailbox"):
        outlook.does("show", for_exchange(forged.rest_id))
    outlook.expect_invoice("CDA/2026/3391")
    held.pop().continue_()
    outlook.expect_invoice("2611-0458")
