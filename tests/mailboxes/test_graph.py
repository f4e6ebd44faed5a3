"""Calls to Microsoft Graph, to a double that is held to Microsoft's OpenAPI: patience within bounds, failures as sentences, no secrets."""

from __future__ import annotations

import traceback

import pytest

from backend.errors import BadInput, ClaimsWanted, MailboxMisconfigured, MailboxRefused, MailboxUnavailable, NotFound, NotPermitted
from backend.mailboxes.graph import Graph, Server
from tests.connectors import servers
from tests.graph import double
from tests.identity.entra_double import PERSON, TENANT, authority

OWNER = "claire@mistral.example"


@pytest.fixture(scope="module")
def running():
    with authority() as entra, double.graph(entra) as graph:
        yield graph


@pytest.fixture
def cloud(running):
    running.reset()
    running.mailbox(OWNER)
    return running


def token(cloud, **claims):
    return cloud.entra.graph_token(**{"tid": TENANT, "oid": PERSON, "upn": OWNER, "scp": "Mail.ReadWrite"} | claims)


@pytest.fixture
def pauses():
    return []


@pytest.fixture
def graph(cloud, pauses):
    return Graph(Server(cloud.url), lambda: token(cloud), pauses.append)


def test_ids_are_those_that_stay_when_a_message_moves(cloud, graph):
    message = cloud.deliver(OWNER, b"")
    known = graph.get(f"me/messages/{message.rest_id}", select="subject")
    assert known["id"] == message.immutable_id
    message.moves = 1
    assert graph.get(f"me/messages/{known['id']}", select="subject")["id"] == known["id"]


def test_a_list_is_followed_to_its_end(cloud, graph):
    for _ in range(25):
        cloud.deliver(OWNER, b"")
    sizes = [len(page["value"]) for page in graph.pages("me/messages", select="subject", top=10)]
    assert sizes == [10, 10, 5]


def test_a_link_that_leads_elsewhere_gets_no_token(cloud, graph):
    for link in ("https://evil.example/v1.0/x", f"{cloud.url}.evil.example/v1.0/x", f"{cloud.url}/beta/x"):
        with pytest.raises(MailboxUnavailable):
            graph.call("GET", link)
    assert cloud.asked == []


@pytest.mark.parametrize("method", ["GET", "PATCH", "POST"])
def test_a_throttled_call_is_sent_again_after_the_time_that_graph_says(cloud, graph, pauses, method):
    message = cloud.deliver(OWNER, b"")
    cloud.throttled, cloud.retry_after = 2, "7"
    path = f"me/messages/{message.rest_id}"
    how = {"GET": {}, "PATCH": {"json": {"categories": ["x"]}}, "POST": {"json": {}}}[method]
    assert graph.call(method, path + ("/createReply" if method == "POST" else ""), **how).status < 300
    assert (pauses, len(cloud.asked)) == ([7.0, 7.0], 3)


def test_nobody_waits_longer_than_a_person_would(cloud, graph, pauses):
    cloud.throttled, cloud.retry_after = 1, "600"
    with pytest.raises(MailboxUnavailable, match="busy") as refused:
        graph.get("me/messages")
    assert (refused.value.seconds, pauses) == (600.0, [])
    assert "occupé" in refused.value.fr


def test_a_graph_that_does_not_answer_is_not_waited_for_again_and_again(cloud):
    now = [0.0]

    class Silent(Server):
        def send(self, *_, **__):
            now[0] += 60
            raise MailboxUnavailable

    graph = Graph(Silent(cloud.url), lambda: "token", clock=lambda: now[0])
    with pytest.raises(MailboxUnavailable):
        graph.get("me/messages")
    assert now == [60.0]


@pytest.mark.parametrize("fault", ["cut", "broken"])
def test_what_broke_off_is_asked_again_when_that_does_no_harm(cloud, graph, fault):
    setattr(cloud, fault, 1)
    assert graph.get("me/messages")["value"] == []


def test_a_reply_that_may_have_been_made_is_not_asked_for_twice(cloud, graph):
    message = cloud.deliver(OWNER, b"")
    cloud.broken = 1
    with pytest.raises(MailboxUnavailable):
        graph.post(f"me/messages/{message.rest_id}/createReply", {})
    assert len(cloud.asked) == 1


def test_an_answer_larger_than_allowed_is_refused(cloud, graph):
    message = cloud.deliver(OWNER, b"x" * 2_000_000)
    with pytest.raises(BadInput, match="larger than 1 MB"):
        graph.call("GET", f"me/messages/{message.rest_id}/$value", most_bytes=1024 * 1024)


def test_every_refusal_is_the_reaction_that_it_calls_for(cloud, graph):
    cloud.mailbox("billing@mistral.example")
    shared = Graph(graph.server, lambda: token(cloud, scp="Mail.ReadWrite Mail.ReadWrite.Shared"))
    reading = Graph(graph.server, lambda: token(cloud, scp="Mail.Read"))
    listing = Graph(graph.server, lambda: token(cloud, scp="MailboxSettings.ReadWrite"))
    stale = Graph(graph.server, lambda: token(cloud, exp=1))
    message = cloud.deliver(OWNER, b"")
    for kind, call in (
        (NotFound, lambda: graph.get("me/messages/AAMk=")),
        (NotPermitted, lambda: graph.get("users/billing@mistral.example/messages")),
        (NotFound, lambda: shared.get("users/billing@mistral.example/messages")),
        (NotPermitted, lambda: reading.patch(f"me/messages/{message.rest_id}", {"categories": []})),
        (MailboxMisconfigured, lambda: stale.get("me/messages")),
        (MailboxRefused, lambda: graph.patch(f"me/messages/{message.rest_id}", {"kategories": []})),
        (MailboxRefused, lambda: graph.patch(f"me/messages/{message.rest_id}", {"categories": "one"})),
        (MailboxRefused, lambda: graph.patch(f"me/messages/{message.rest_id}", {"subject": "no draft"})),
        (MailboxRefused, lambda: listing.post("me/outlook/masterCategories", {"color": "preset1"})),
        (MailboxRefused, lambda: graph.post(f"me/messages/{message.rest_id}/createReply", {"comment": "a", "message": {"body": {}}})),
        (MailboxRefused, lambda: graph.get("me/letters")),
        (MailboxRefused, lambda: graph.get("me/messages", colour="red")),
        (MailboxRefused, lambda: graph.get("me/messages", select="colour")),
    ):
        with pytest.raises(kind) as refused:
            call()
        assert refused.value.fr, kind


def test_what_graph_asks_tokens_for_is_handed_on(cloud, graph):
    cloud.claims_wanted = '{"access_token":{"nbf":{"essential":true,"value":"1767225600"}}}'
    with pytest.raises(ClaimsWanted) as wanted:
        graph.get("me/messages")
    assert wanted.value.claims == cloud.claims_wanted


def test_a_token_stands_nowhere_but_in_its_header(cloud, caplog):
    caplog.set_level("DEBUG")
    secret = token(cloud)
    graph = Graph(Server(cloud.url), lambda: secret, lambda _: None)
    cloud.cut = 4
    with pytest.raises(MailboxUnavailable) as refused:
        graph.get("me/messages")
    told = "".join(traceback.format_exception(refused.value)) + repr(graph) + repr(vars(graph.server.line)) + caplog.text
    assert secret not in told


def test_a_token_travels_encrypted_only_and_to_whom_somebody_vouches_for(tmp_path):
    with pytest.raises(MailboxMisconfigured):
        Server("http://graph.microsoft.com")
    _, certificate = servers.authority(tmp_path)
    with servers.serving(lambda request: request.answer(), certificate) as server:
        with pytest.raises(MailboxMisconfigured, match="REQUESTS_CA_BUNDLE"):
            Graph(Server(server.url), lambda: "token").get("me/messages")
        assert server.requests == []
