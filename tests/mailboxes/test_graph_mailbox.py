"""A mailbox of Microsoft 365 at a double that is held to Microsoft's OpenAPI: messages, drafts and categories."""

from __future__ import annotations

import pytest

from backend.errors import BadInput, MailboxRefused, MailboxUnavailable, NotAllowed, NotFound, NotPermitted
from backend.mailboxes.graph import Graph, Server
from backend.mailboxes.graph_mailbox import Category, GraphMailbox
from backend.model.reply import Reply, ReplyKind
from tests.graph import double
from tests.identity.entra_double import PERSON, TENANT, authority

OWNER, SHARED = "claire@mistral.example", "factures@mistral.example"
REPLY = Reply(ReplyKind.INVOICE_DISPUTE, "Re: Message", "<p>Bonjour, le prix de l’article diffère.</p>", "fr", "x@fournisseur.example")


@pytest.fixture(scope="module")
def running():
    with authority() as entra, double.graph(entra) as graph:
        yield graph


@pytest.fixture
def cloud(running):
    running.reset()
    running.entra.consented = "Mail.ReadWrite Mail.ReadWrite.Shared MailboxSettings.ReadWrite"
    running.mailbox(OWNER)
    running.mailbox(SHARED, PERSON)
    return running


@pytest.fixture
def graph(cloud):
    def token():
        return cloud.entra.graph_token(tid=TENANT, oid=PERSON, upn=OWNER, scp=cloud.entra.consented)

    return Graph(Server(cloud.url), token, lambda _: None)


def message(extra="", body="Bonjour"):
    headers = f"From: x@fournisseur.example\r\nTo: {OWNER}\r\nSubject: Facture\r\nMessage-ID: <1@fournisseur.example>\r\n{extra}"
    return f"{headers}\r\n{body}\r\n".encode()


@pytest.mark.parametrize("owner", ["", SHARED])
def test_the_open_message_is_read_whole(cloud, graph, owner):
    sender = {"emailAddress": {"name": "X", "address": "X@fournisseur.example"}}
    delivered = cloud.deliver(owner or OWNER, message(), internetMessageId="<1@fournisseur.example>", **{"from": sender})
    mailbox = GraphMailbox(graph, owner)
    known = mailbox.known(delivered.rest_id)
    told = (delivered.immutable_id, "<1@fournisseur.example>", "x@fournisseur.example", ())
    assert (known.id, known.message_id, known.sender, known.categories) == told
    mail = mailbox.fetch(known.id)
    assert (mail.subject, mail.text.strip(), mail.raw) == ("Facture", "Bonjour", delivered.content)


SEALED = {
    "encrypted": message("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n", "MIAGCSqGSIb3DQEHA6CA"),
    "signed as a whole": message("Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n", "MIAGCSqGSIb3DQEHAqCA"),
    "restricted": message(
        "Content-Type: multipart/mixed; boundary=b\r\n",
        "--b\r\n\r\nx\r\n--b\r\nContent-Type: application/x-microsoft-rpmsg-message; name=message.rpmsg\r\n\r\nx\r\n--b--",
    ),
}


@pytest.mark.parametrize("content", SEALED.values(), ids=SEALED)
def test_a_protected_message_is_a_sentence(cloud, graph, content):
    with pytest.raises(BadInput, match="S/MIME, IRM") as refused:
        GraphMailbox(graph).fetch(cloud.deliver(OWNER, content).rest_id)
    assert "chiffré" in refused.value.fr


def test_a_message_nested_beyond_reason_is_read_with_itself_as_its_attachment(cloud, graph):
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{depth}\r\n\r\n--b{depth}\r\n" for depth in range(2000))
    mail = GraphMailbox(graph).fetch(cloud.deliver(OWNER, f"From: x@fournisseur.example\r\n{nested}".encode()).rest_id)
    assert [attachment.name for attachment in mail.attachments] == ["message.eml"]


def test_what_cannot_be_opened_is_a_sentence(cloud, graph):
    unsent = cloud.deliver(OWNER, b"", isDraft=True)
    elsewhere = cloud.deliver(SHARED, message())
    large = cloud.deliver(OWNER, message(body="x" * 100_000))
    stranger = cloud.deliver("other@mistral.example", message())
    for kind, call in (
        (NotAllowed, lambda: GraphMailbox(graph).known(unsent.rest_id)),
        (NotFound, lambda: GraphMailbox(graph).fetch(elsewhere.rest_id)),
        (NotFound, lambda: GraphMailbox(graph, "other@mistral.example").fetch(stranger.rest_id)),
        (BadInput, lambda: GraphMailbox(graph, most_bytes=50_000).fetch(large.rest_id)),
    ):
        with pytest.raises(kind) as refused:
            call()
        assert refused.value.fr
    cloud.entra.consented = "Mail.ReadWrite"
    with pytest.raises(NotPermitted):
        GraphMailbox(graph, SHARED).fetch(elsewhere.rest_id)


@pytest.mark.parametrize("reference", ["", "..", "a/../../users", "x?y=1", "AAMk%2F", "AAMk=\n", "é" * 9, "A" * 501])
def test_what_is_no_id_reaches_no_address(cloud, graph, reference):
    cloud.asked.clear()
    with pytest.raises((BadInput, NotFound)):
        GraphMailbox(graph).fetch(reference)
    assert all(path.startswith("/v1.0/me/messages/") for _, path in cloud.asked)


@pytest.mark.parametrize("owner", ["a", "a@b/messages", "../me@x", "a@b?c", "a b@c.example", "a@b%2f"])
def test_what_is_no_address_reaches_no_mailbox(cloud, graph, owner):
    with pytest.raises(BadInput):
        GraphMailbox(graph, owner).fetch("AAMk=")
    assert cloud.asked == []


def test_a_reply_stands_before_what_outlook_puts_in_a_draft(cloud, graph):
    original = cloud.deliver(OWNER, message(), quoted="<p>Bonjour, ci-joint.</p>")
    made = GraphMailbox(graph).draft_reply(original.rest_id, REPLY)
    draft = cloud.mailbox(OWNER).messages[-1]
    assert (made.id, made.url) == (draft.immutable_id, draft.properties["webLink"])
    content = draft.properties["body"]["content"]
    assert content.index("<body>") < content.index("le prix de l’article") < content.index("divRplyFwdMsg") < content.index("ci-joint")
    assert (draft.properties["isDraft"], draft.properties["subject"]) == (True, f"RE: {original.properties['subject']}")


def test_a_draft_that_cannot_be_written_does_not_stay_behind_empty(cloud, graph, monkeypatch):
    original = cloud.deliver(OWNER, message())
    with monkeypatch.context() as patch:
        patch.setattr(Graph, "patch", lambda *_: (_ for _ in ()).throw(MailboxUnavailable))
        with pytest.raises(MailboxUnavailable):
            GraphMailbox(graph).draft_reply(original.rest_id, REPLY)
    assert cloud.mailbox(OWNER).messages == [original]


def test_our_categories_come_and_go_and_those_of_others_stay(cloud, graph):
    delivered = cloud.deliver(OWNER, message(), categories=["Client VIP"])
    mailbox = GraphMailbox(graph)
    for wanted, expected in (
        (Category.TO_CHECK, ["Client VIP", "ERP: to check"]),
        (Category.POSTED, ["Client VIP", "ERP: posted"]),
        (Category.POSTED, ["Client VIP", "ERP: posted"]),
        (None, ["Client VIP"]),
        (Category.POSTED, ["Client VIP", "ERP: posted"]),
    ):
        mailbox.categorise(mailbox.known(delivered.rest_id), wanted)
        assert delivered.properties["categories"] == expected
    listed = {each["displayName"]: each["color"] for each in cloud.mailbox(OWNER).categories}
    assert listed == {"ERP: to check": "preset1", "ERP: posted": "preset4"}
    written = [method for method, _ in cloud.asked if method != "GET"]
    assert written.count("POST") == 2
    assert written.count("PATCH") == 4


@pytest.mark.parametrize("refusal", [NotPermitted, NotFound, MailboxRefused])
def test_a_list_of_categories_that_is_not_theirs_keeps_nobody_from_marking_a_message(cloud, graph, monkeypatch, refusal):
    delivered = cloud.deliver(OWNER, message())
    mailbox = GraphMailbox(graph)
    monkeypatch.setattr(Graph, "pages", lambda *_: (_ for _ in ()).throw(refusal))
    mailbox.categorise(mailbox.known(delivered.rest_id), Category.POSTED)
    assert (delivered.properties["categories"], cloud.mailbox(OWNER).categories) == (["ERP: posted"], [])
