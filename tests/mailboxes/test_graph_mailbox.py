"""A mailbox of Microsoft 365 at a double that is held to Microsoft's OpenAPI: messages, drafts and categories."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from backend.errors import BadInput, MailboxMisconfigured, MailboxRefused, MailboxUnavailable, NotAllowed, NotFound, NotPermitted
from backend.mailboxes.graph import Graph, Server
from backend.mailboxes.graph_mailbox import Category, GraphMailbox
from backend.model.mail import Attachment
from backend.model.reply import Reply, ReplyKind
from tests.graph import attaching, double
from tests.identity.entra_double import PERSON, TENANT, authority
from tests.sealed import SEALED

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


@pytest.mark.parametrize("marks_replies", [True, False])
def test_a_reply_stands_before_what_outlook_puts_in_a_draft(cloud, graph, marks_replies):
    cloud.marks_replies = marks_replies
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


@pytest.mark.parametrize("owner", ["", SHARED])
def test_a_draft_whose_answer_is_lost_is_found_and_filled(cloud, graph, owner):
    original = cloud.deliver(owner or OWNER, message())
    beside = cloud.deliver(owner or OWNER, b"", isDraft=True, parentFolderId="drafts")
    cloud.lost = "POST /createReply"
    made = GraphMailbox(graph, owner).draft_reply(original.rest_id, REPLY)
    _, untouched, draft = cloud.mailbox(owner or OWNER).messages
    assert (untouched, made.id) == (beside, draft.immutable_id)
    assert "le prix de l’article" in draft.properties["body"]["content"]


def test_a_draft_that_was_never_made_is_not_looked_for_without_end(cloud, graph):
    original = cloud.deliver(OWNER, message())
    cloud.cut = 1
    with pytest.raises(MailboxUnavailable):
        GraphMailbox(graph).draft_reply(original.rest_id, REPLY)
    assert cloud.mailbox(OWNER).messages == [original]
    assert len(cloud.asked) == 4


#: A file that goes in one call, and one that goes in parts, with a rest that is no full one.
FILES = (
    Attachment("1", "facture n° 7.pdf", "application/pdf", b"%PDF-1.7 seven"),
    Attachment("2", "plans.zip", "application/zip", bytes(range(256)) * 18_000),
)


def test_files_go_along_with_a_draft_whatever_their_size(cloud, graph):
    original = cloud.deliver(OWNER, message())
    GraphMailbox(graph).draft_reply(original.rest_id, replace(REPLY, attachments=FILES))
    kept = cloud.mailbox(OWNER).messages[-1].attachments
    assert [(each["name"], each["contentType"]) for each in kept] == [(file.name, file.media_type) for file in FILES]
    assert [base64.b64decode(each["contentBytes"]) for each in kept] == [file.content for file in FILES]
    assert len([path for method, path in cloud.asked if method == "PUT"]) == 2


@pytest.mark.parametrize("file", FILES, ids=["small", "large"])
def test_a_file_that_is_not_taken_leaves_no_draft_and_is_named(cloud, graph, file):
    original = cloud.deliver(OWNER, message())
    cloud.largest_file = 10
    with pytest.raises(MailboxRefused, match=file.name) as refused:
        GraphMailbox(graph).draft_reply(original.rest_id, replace(REPLY, attachments=(file,)))
    assert file.name in refused.value.fr
    assert cloud.mailbox(OWNER).messages == [original]


def test_a_file_goes_to_no_address_that_is_not_encrypted(cloud, graph, monkeypatch):
    original = cloud.deliver(OWNER, message())
    monkeypatch.setattr(attaching, "ADDRESS", "http://uploads.example")
    with pytest.raises(MailboxMisconfigured):
        GraphMailbox(graph).draft_reply(original.rest_id, replace(REPLY, attachments=FILES))
    assert cloud.mailbox(OWNER).messages == [original]


@pytest.mark.parametrize(("times", "expected"), [(1, ["Client VIP", "ERP: posted"]), (2, ["Client VIP"])])
def test_a_category_given_by_somebody_else_at_the_same_moment_stays(cloud, graph, monkeypatch, times, expected):
    delivered = cloud.deliver(OWNER, message())
    mailbox, listed = GraphMailbox(graph), Graph.pages
    known, left = mailbox.known(delivered.rest_id), iter(range(times))

    def meanwhile(*given, **options):
        if next(left, None) is not None:
            delivered.properties["categories"] = ["Client VIP"]
            delivered.changes += 1
        return listed(*given, **options)

    monkeypatch.setattr(Graph, "pages", meanwhile)
    if times == 1:
        mailbox.categorise(known, Category.POSTED)
    else:
        with pytest.raises(MailboxRefused):
            mailbox.categorise(known, Category.POSTED)
    assert delivered.properties["categories"] == expected


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
