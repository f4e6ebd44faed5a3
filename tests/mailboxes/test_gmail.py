"""A mailbox of Gmail at a double that is held to Google's own description: calls, messages, drafts and labels."""

from __future__ import annotations

import base64
import traceback
from email import message_from_bytes, policy

import pytest

from backend.errors import BadInput, MailboxMisconfigured, MailboxRefused, MailboxUnavailable, NotAllowed, NotFound, NotPermitted
from backend.mailboxes.gmail import Gmail, Server
from backend.mailboxes.gmail_mailbox import GmailMailbox, Label, reference
from backend.model.reply import Reply, ReplyKind
from tests.google import double, published
from tests.google.double import ADDON
from tests.google.published import Refused
from tests.mailboxes.test_graph_mailbox import SEALED

OWNER = "claire@mistral.example"
MOST = 1024 * 1024
REPLY = Reply(ReplyKind.INVOICE_DISPUTE, "Votre facture", "<p>Bonjour, le prix de l’article diffère.</p>", "fr", "")


@pytest.fixture(scope="module")
def running():
    with double.google() as google:
        server = Server(google.url)
        yield google, server


@pytest.fixture
def cloud(running):
    running[0].reset()
    running[0].mailbox(OWNER)
    return running[0]


@pytest.fixture
def pauses():
    return []


@pytest.fixture
def gmail(running, cloud, pauses):
    """In the name of a service account that may do everything in the mailbox."""
    token = cloud.token(OWNER, "gmail.modify")
    return Gmail(running[1], lambda: token, sleep=pauses.append)


def opened(server, cloud, message, *scopes):
    """In the name of an add-on's user who has the message open."""
    token = cloud.token(OWNER, *(scopes or ADDON))
    return GmailMailbox(Gmail(server, lambda: token, cloud.message_token(message)))


def message(extra="", body="Bonjour"):
    headers = f"From: X <X@Fournisseur.example>\r\nTo: {OWNER}\r\nMessage-ID: <1@fournisseur.example>\r\n{extra}"
    return f"{headers}\r\n{body}\r\n".encode()


def test_the_open_message_is_read_whole_by_its_own_token(running, cloud):
    delivered = cloud.deliver(OWNER, message("Subject: Facture\r\n"))
    mailbox = opened(running[1], cloud, delivered)
    assert reference(OWNER.upper(), delivered.event_id) == reference(OWNER, delivered.id)
    # Both ids of one real message, as Gmail writes them beside each other in its own addresses.
    assert reference(OWNER, "msg-f:1779852518580841329") == f"{OWNER}/18b34e6f82986b71"
    mail = mailbox.fetch(delivered.event_id, MOST)
    assert (mail.subject, mail.text.strip(), mail.raw) == ("Facture", "Bonjour", delivered.raw)


def test_the_token_of_one_message_opens_no_other(running, cloud):
    mailbox = opened(running[1], cloud, cloud.deliver(OWNER, message()))
    other = cloud.deliver(OWNER, message())
    for call in (
        lambda: mailbox.fetch(other.id, MOST),
        lambda: mailbox.draft_reply(other.id, REPLY),
        lambda: GmailMailbox(Gmail(running[1], mailbox.gmail.token)).fetch(other.id, MOST),
        lambda: mailbox.label(other.id, Label.POSTED),
    ):
        with pytest.raises(NotPermitted) as refused:
            call()
        assert refused.value.fr
    assert not cloud.mailbox(OWNER).drafts


@pytest.mark.parametrize("content", SEALED.values(), ids=SEALED)
def test_a_protected_message_is_a_sentence(cloud, gmail, content):
    with pytest.raises(BadInput, match="S/MIME, IRM"):
        GmailMailbox(gmail).fetch(cloud.deliver(OWNER, content).id, MOST)


@pytest.mark.parametrize("size", [MOST + 1, 4 * MOST])
def test_a_message_of_too_many_bytes_is_refused(cloud, gmail, size):
    large = cloud.deliver(OWNER, b"x" * size)
    with pytest.raises(BadInput, match="larger than 1 MB"):
        GmailMailbox(gmail).fetch(large.id, MOST)


def test_a_draft_is_not_read(cloud, gmail):
    with pytest.raises(NotAllowed, match="not been sent"):
        GmailMailbox(gmail).fetch(cloud.deliver(OWNER, message(), "DRAFT").id, MOST)


@pytest.mark.parametrize("wrong", ["", "..", "a/../../me", "18c2?alt=media", "18c2%2F", "18c2f3\n", "é" * 9, "a" * 201])
def test_what_is_no_id_reaches_no_address(cloud, gmail, wrong):
    with pytest.raises(BadInput):
        GmailMailbox(gmail).fetch(wrong, MOST)
    assert cloud.asked == []


@pytest.mark.parametrize(
    ("headers", "subject", "to", "referred"),
    [
        ("Subject: Facture 12\r\n", "Re: Facture 12", "x@fournisseur.example", "<1@fournisseur.example>"),
        ("Subject: RE: =?utf-8?q?Facture_n=C2=B0_12?=\r\n", "RE: Facture n° 12", "x@fournisseur.example", "<1@fournisseur.example>"),
        ("Reply-To: compta@f.example\r\n", "Re: Votre facture", "compta@f.example", "<1@fournisseur.example>"),
        ("References: <a@f>\r\n <b@f>\r\n", "Re: Votre facture", "x@fournisseur.example", "<a@f> <b@f> <1@fournisseur.example>"),
        ("Subject: a\r\n b\r\n", "Re: a b", "x@fournisseur.example", "<1@fournisseur.example>"),
    ],
)  # fmt: skip
def test_a_reply_is_a_draft_in_the_thread_of_its_message(running, cloud, headers, subject, to, referred):
    original = cloud.deliver(OWNER, message(headers), thread="18c2f3a4b5c6d000")
    made = opened(running[1], cloud, original).draft_reply(original.event_id, REPLY)
    draft = cloud.mailbox(OWNER).drafts[made.id]
    assert (made.thread_id, draft.labels) == (original.thread_id, {"DRAFT"})
    written = message_from_bytes(draft.raw)
    decoded = message_from_bytes(draft.raw, policy=policy.default)["Subject"]
    assert (decoded, written["To"], written["In-Reply-To"]) == (subject, to, "<1@fournisseur.example>")
    assert written["References"].split() == referred.split()
    plain, rich = (part.get_payload(decode=True).decode() for part in written.get_payload())
    assert (plain.strip(), rich) == ("Bonjour, le prix de l’article diffère.", REPLY.html)


def test_a_long_thread_is_referred_to_by_its_beginning_and_its_end(cloud, gmail):
    ids = [f"<{number:0>80}@f>" for number in range(40)]
    original = cloud.deliver(OWNER, message(f"References: {' '.join(ids)}\r\n"))
    made = GmailMailbox(gmail).draft_reply(original.id, REPLY)
    lines = cloud.mailbox(OWNER).drafts[made.id].raw.splitlines()
    referred = message_from_bytes(b"\n".join(lines))["References"].split()
    assert (referred[0], referred[-2], referred[-1]) == (ids[0], ids[-1], "<1@fournisseur.example>")
    assert max(map(len, lines)) < 200


def test_labels_are_made_once_and_follow_what_the_cases_call_for(cloud, gmail):
    own = cloud.label(cloud.mailbox(OWNER), "Urgent")
    delivered = cloud.deliver(OWNER, message(), "INBOX", own)
    mailbox = GmailMailbox(gmail)

    def names():
        known = {each["id"]: each["name"] for each in cloud.mailbox(OWNER).labels}
        return {known.get(label, label) for label in delivered.labels}

    for wanted in (None, Label.TO_CHECK, Label.POSTED, Label.POSTED, Label.TO_CHECK, None):
        mailbox.label(delivered.event_id, wanted)
        assert names() == {"INBOX", "Urgent", *([wanted] if wanted else [])}
    changed = [path for verb, path in cloud.asked if verb == "POST"]
    assert (len([path for path in changed if "modify" in path]), len([path for path in changed if "labels" in path])) == (4, 2)


def test_calls_wait_for_gmail_within_bounds(cloud, gmail, pauses):
    delivered = cloud.deliver(OWNER, message())
    for throttling in (
        Refused(429, "rateLimitExceeded", "Too many", Retry_After="3"),
        Refused(403, "userRateLimitExceeded", "Too many"),
    ):
        pauses.clear()
        cloud.throttled, cloud.throttling = 2, throttling
        GmailMailbox(gmail).fetch(delivered.id, MOST)
        assert pauses == ([3, 3] if throttling.status == 429 else [1, 2])
    cloud.cut, cloud.broken = 1, 1
    GmailMailbox(gmail).fetch(delivered.id, MOST)
    cloud.throttled, cloud.throttling = 9, Refused(429, "rateLimitExceeded", "Too many", Retry_After="90")
    with pytest.raises(MailboxUnavailable, match="Gmail is busy") as refused:
        GmailMailbox(gmail).fetch(delivered.id, MOST)
    assert refused.value.seconds == 90


def test_a_draft_is_not_made_twice_when_nobody_knows_whether_it_was_made(cloud, gmail):
    delivered = cloud.deliver(OWNER, message())
    real = double.HANDLERS["gmail.users.drafts.create"]
    GmailMailbox(gmail).fetch(delivered.id, MOST)

    def breaking(google, asked):
        real(google, asked)
        raise Refused(503, "backendError", "Backend error", "UNAVAILABLE")

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(double.HANDLERS, "gmail.users.drafts.create", breaking)
        with pytest.raises(MailboxUnavailable):
            GmailMailbox(gmail).draft_reply(delivered.id, REPLY)
    assert len(cloud.mailbox(OWNER).drafts) == 1


def test_every_failure_is_a_sentence_in_two_languages(running, cloud, gmail):
    delivered = cloud.deliver(OWNER, message())
    nobody = cloud.token("nobody@mistral.example", "gmail.readonly")
    users = gmail.users

    def thrown(refused):
        cloud.throttled, cloud.throttling = 1, refused
        return gmail.call(users.messages().get(userId="me", id=delivered.id))

    def interrupted():
        cloud.broken, cloud.broken_status = 1, 200
        GmailMailbox(gmail).fetch(delivered.id, MOST)

    for kind, words, call in (
        (NotFound, "not in the mailbox", lambda: GmailMailbox(gmail).fetch("18c2ffff", MOST)),
        (MailboxMisconfigured, "does not accept", lambda: GmailMailbox(Gmail(running[1], lambda: "stale")).fetch(delivered.id, MOST)),
        (MailboxRefused, "Mail service not enabled", lambda: GmailMailbox(Gmail(running[1], lambda: nobody)).fetch(delivered.id, MOST)),
        (NotPermitted, "Delegation denied", lambda: gmail.call(users.messages().get(userId="x@y.example", id=delivered.id))),
        (MailboxMisconfigured, "has not been used", lambda: thrown(Refused(403, "accessNotConfigured", "Gmail API has not been used"))),
        (MailboxRefused, "Invalid JSON payload", lambda: gmail.call(users.labels().create(userId="me", body={"nom": "x"}))),
        (MailboxRefused, "Missing required", lambda: gmail.call(users.labels().create(userId="me", body={"name": "x"}))),
        (MailboxUnavailable, "not JSON", interrupted),
    ):
        with pytest.raises(kind, match=words) as refused:
            call()
        assert refused.value.fr


def test_a_token_stands_nowhere_but_in_its_header(running, cloud, caplog):
    caplog.set_level("DEBUG")
    delivered = cloud.deliver(OWNER, message())
    mailbox = opened(running[1], cloud, delivered)
    cloud.cut = 4
    with pytest.raises(MailboxUnavailable) as refused:
        mailbox.fetch(delivered.id, MOST)
    told = "".join(traceback.format_exception(refused.value)) + repr(mailbox) + repr(vars(running[1])) + caplog.text + str(cloud.asked)
    assert mailbox.gmail.token() not in told
    assert mailbox.gmail.message_token not in told


def test_a_token_travels_encrypted_only():
    with pytest.raises(MailboxMisconfigured, match="Gmail must begin with https"):
        Server("http://gmail.googleapis.com")


def test_the_double_is_as_strict_as_the_document():
    for verb, path in (("PATCH", "/gmail/v1/users/me/messages/1"), ("GET", "/gmail/v1/users/me/letters")):
        with pytest.raises(Refused):
            published.call(verb, path)
    called = published.call("GET", "/gmail/v1/users/me/messages/1")
    for options in ({"colour": ["red"]}, {"format": ["colourful"]}, {"format": ["raw", "full"]}, {"prettyPrint": ["perhaps"]}):
        with pytest.raises(Refused):
            published.check_options(called, options)
    raw = base64.urlsafe_b64encode(message()).decode()
    made = published.call("POST", "/gmail/v1/users/me/drafts")
    assert published.check_body(made, f'{{"message": {{"raw": "{raw}"}}}}'.encode(), "application/json")
    for body in (b"", b'{"mail": {}}', b'{"message": {"raw": 1}}'):
        with pytest.raises(Refused):
            published.check_body(made, body, "application/json")
