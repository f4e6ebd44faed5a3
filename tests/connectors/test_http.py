"""HTTP to an ERP: patience with reading, none with writing, failures as the contract's errors, and the key for nobody's eyes."""

from __future__ import annotations

import gzip
import logging
import socket
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.connectors import http
from backend.connectors.breaker import Breaker
from backend.connectors.http import Endpoint, Http
from backend.connectors.watching import watched
from backend.errors import ConnectorError, ConnectorMisconfigured, ConnectorUnavailable
from tests.connectors.servers import authority, serving

KEY = "the-key-that-nobody-sees"


def opened(url, **how) -> Http:
    return Http(Endpoint(url, **how), {"Authorization": f"Bearer {KEY}"})


@pytest.fixture
def answers():
    """A server that gives the answers of the list in turn, the last one for ever: functions of a request, or statuses."""
    todo = [200]

    def answering(request):
        one = todo.pop(0) if len(todo) > 1 else todo[0]
        request.answer(one) if isinstance(one, int) else one(request)

    with serving(answering) as server:
        server.todo = todo
        yield server


def busy(request):
    request.answer(429, Retry_After="1")


def test_an_answer_is_what_the_erp_said_and_the_key_goes_with_every_call(answers):
    answers.todo[:] = [lambda request: request.answer(404, b'{"error": "no such thing"}')]
    answer = opened(f"{answers.url}/erp/").post("/api/thing", {"a": 1}, page=2)

    assert (answer.status, answer.ok, answer.json()) == (404, False, {"error": "no such thing"})
    (request,) = answers.requests
    assert (request.command, request.path, request.headers["Authorization"]) == ("POST", "/erp/api/thing?page=2", f"Bearer {KEY}")


def test_numbers_are_decimals(answers):
    answers.todo[:] = [lambda request: request.answer(body=b'{"total": 0.1}')]
    assert str(opened(answers.url).get("x").json()["total"]) == "0.1"


def test_reading_waits_as_long_as_a_busy_erp_asks(answers):
    answers.todo[:] = [busy, 200]
    began = time.monotonic()

    assert opened(answers.url).get("x").ok
    assert len(answers.requests) == 2
    assert time.monotonic() - began >= 1


def test_no_erp_can_make_us_wait_for_an_hour(answers, monkeypatch):
    slept = []
    monkeypatch.setattr("urllib3.util.retry.time.sleep", slept.append)
    answers.todo[:] = [lambda request: request.answer(429, Retry_After="3600")]

    with pytest.raises(ConnectorUnavailable, match="busy"):
        opened(answers.url).get("x")
    assert slept
    assert max(slept) <= 20


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_writing_is_never_repeated_when_the_erp_is_busy(answers, status):
    answers.todo[:] = [status]
    with pytest.raises(ConnectorUnavailable, match="busy"):
        opened(answers.url).post("x")
    assert len(answers.requests) == 1


def hang_up(request):
    """Close the line without an answer."""
    request.close_connection = True
    request.connection.shutdown(socket.SHUT_RDWR)


def test_writing_is_never_repeated_when_the_line_breaks(answers, tmp_path):
    answers.todo[:] = [hang_up]
    with pytest.raises(ConnectorUnavailable, match="cannot be reached"):
        opened(answers.url).post("x")
    assert len(answers.requests) == 1

    root, certificate = authority(tmp_path)
    with serving(hang_up, certificate) as server:
        with pytest.raises(ConnectorUnavailable, match="cannot be reached"):
            opened(server.url, ca_file=str(root)).post("x")
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "error", "sentence"),
    [
        (401, ConnectorMisconfigured, "does not accept the key"),
        (302, ConnectorMisconfigured, "from another address"),
        (304, ConnectorMisconfigured, "from another address"),
        (503, ConnectorUnavailable, "busy"),
    ],
)
def test_what_a_status_says_by_itself(answers, status, error, sentence):
    answers.todo[:] = [lambda request: request.answer(status, b"", Location="https://elsewhere.example/")]
    with pytest.raises(error, match=sentence) as caught:
        opened(answers.url).post("x")
    assert caught.value.fr
    assert {request.path for request in answers.requests} == {"/x"}


@pytest.mark.parametrize("body", [b"<html>", b"", b'{"a": ', b"\xff\xfe", b"[" * 100_000], ids=repr)
def test_an_answer_that_is_not_json_is_no_answer(answers, body):
    answers.todo[:] = [lambda request: request.answer(body=body)]
    with pytest.raises(ConnectorUnavailable, match="not JSON"):
        opened(answers.url).get("x").json()


def cut_short(request):
    request.answer(body=b'{"rows": [1, 2', length=1000)
    hang_up(request)


def test_an_answer_that_is_cut_short_is_none(answers):
    answers.todo[:] = [cut_short]
    with pytest.raises(ConnectorUnavailable):
        opened(answers.url).get("x")


def test_an_erp_that_takes_too_long(answers):
    answers.todo[:] = [lambda _request: time.sleep(0.5)]
    with pytest.raises(ConnectorUnavailable, match="in time"):
        opened(answers.url, seconds=0.05).get("x")


def dripping(request):
    request.answer(body=b"", length=1000)
    for _ in range(100):
        request.wfile.write(b" ")
        time.sleep(0.02)


def test_an_answer_that_only_drips_is_given_up(answers):
    answers.todo[:] = [dripping]
    began = time.monotonic()

    with pytest.raises(ConnectorUnavailable, match="in time"):
        opened(answers.url, seconds=0.2).get("x")
    assert time.monotonic() - began < 1.5


def test_an_answer_in_pieces_and_packed_is_whole(answers):
    body = gzip.compress(b"[" + b"1," * 200_000 + b"1]")

    def packed(request):
        request.send_response(200)
        request.send_header("Content-Encoding", "gzip")
        request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        for at in range(0, len(body), 97):
            piece = body[at : at + 97]
            request.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        request.wfile.write(b"0\r\n\r\n")

    answers.todo[:] = [packed]
    assert len(opened(answers.url).get("x").json()) == 200_001


def test_a_small_answer_that_unpacks_to_a_huge_one_is_given_up(answers, monkeypatch):
    monkeypatch.setattr(http, "_MOST_BYTES", 100_000)
    body = gzip.compress(b" " * 10_000_000)
    answers.todo[:] = [lambda request: request.answer(body=body, Content_Encoding="gzip")]
    with pytest.raises(ConnectorUnavailable, match="too large"):
        opened(answers.url).get("x")


def test_an_answer_that_is_too_large_is_given_up(answers, monkeypatch):
    monkeypatch.setattr(http, "_MOST_BYTES", 1000)
    answers.todo[:] = [lambda request: request.answer(body=b" " * 100_000)]
    with pytest.raises(ConnectorUnavailable, match="too large"):
        opened(answers.url).get("x")


def test_an_erp_where_nobody_listens(answers):
    url = answers.url
    answers.server_close()
    with pytest.raises(ConnectorUnavailable, match="cannot be reached"):
        opened(url).get("x")


def test_a_server_that_nobody_knows():
    with pytest.raises(ConnectorUnavailable, match="cannot be reached"):
        opened("https://erp.invalid").get("x")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "erp.example.com",
        "https://",
        "https://[::1",
        "https://erp.example:99999",
        "https://me:secret@erp.example",
        "https://:443",
        "https:erp.example",
    ],
)
def test_an_address_that_is_none(url):
    with pytest.raises(ConnectorMisconfigured):
        opened(url)


def test_an_address_that_no_server_can_have():
    with pytest.raises(ConnectorMisconfigured, match="not valid"):
        opened(f"https://{'a' * 70}.example").get("x")


@pytest.mark.parametrize("url", ["http://erp.example.com", "http://192.168.1.2", "ftp://erp.example.com", "http://localhost.example.com"])
def test_the_key_travels_encrypted(url):
    with pytest.raises(ConnectorMisconfigured, match="https://"):
        opened(url)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_but_not_on_this_machine(host):
    opened(f"http://{host}:8069")


def test_an_address_copied_from_a_browser_is_understood(answers):
    opened(f"{answers.url}/erp?debug=1#menu").get("x")
    assert answers.requests[0].path == "/erp/x"


@pytest.mark.parametrize("key", ["a\nb", "clé", "a\0b", "“key”"])
def test_a_key_that_was_not_copied_as_it_is(key):
    with pytest.raises(ConnectorMisconfigured, match="copy it again") as caught:
        Http(Endpoint("https://erp.example"), {"Authorization": key})
    assert key not in str(caught.value)


def test_an_authority_that_nobody_knows_is_refused_and_accepted_when_it_is_given(tmp_path):
    root, certificate = authority(tmp_path)
    with serving(lambda request: request.answer(), certificate) as server:
        with pytest.raises(ConnectorMisconfigured, match="not trusted"):
            opened(server.url).get("x")
        assert server.requests == []
        assert opened(server.url, ca_file=str(root)).get("x").ok


@pytest.mark.parametrize(("of", "reason"), [({"days": -1}, "expired"), ({"host": "127.0.0.2"}, "mismatch")])
def test_a_certificate_that_is_over_or_another_hosts_is_refused(tmp_path, of, reason):
    root, certificate = authority(tmp_path, **of)
    with serving(lambda request: request.answer(), certificate) as server:
        with pytest.raises(ConnectorMisconfigured, match=f"not trusted .*{reason}"):
            opened(server.url, ca_file=str(root)).post("x")
        assert server.requests == []


@pytest.mark.parametrize(
    "content", [None, b"", b"no certificate", b"-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n"], ids=repr
)
def test_a_file_of_certificates_that_is_none(answers, tmp_path, content):
    if content is not None:
        (tmp_path / "ca.pem").write_bytes(content)
    with pytest.raises(ConnectorMisconfigured, match="file with the certificates"):
        opened(answers.url.replace("http:", "https:"), ca_file=str(tmp_path / "ca.pem")).get("x")


def test_a_port_without_tls(answers):
    with pytest.raises(ConnectorMisconfigured, match="HTTPS"):
        opened(answers.url.replace("http:", "https:")).get("x")


def test_no_cookie_is_kept(answers):
    answers.todo[:] = [lambda request: request.answer(Set_Cookie="session=somebody; Path=/")]
    connection = opened(answers.url)
    connection.get("x")
    connection.get("x")
    assert answers.requests[1].headers["Cookie"] is None


def test_neither_a_proxy_nor_a_password_of_the_machine_is_used(answers, monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login somebody password else")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert opened(answers.url).get("x").ok
    assert answers.requests[0].headers["Authorization"] == f"Bearer {KEY}"


FAILING = {
    "refused": lambda request: request.answer(401), "busy": lambda request: request.answer(503), "cut": cut_short, "hung up": hang_up,
    "elsewhere": lambda request: request.answer(302), "slow": lambda _request: time.sleep(0.5),
}  # fmt: skip


@pytest.mark.parametrize("answer", FAILING.values(), ids=FAILING)
def test_the_key_is_in_no_error_no_log_and_no_repr(answers, caplog, answer):
    caplog.set_level(logging.DEBUG)
    answers.todo[:] = [answer]
    connection = opened(answers.url, seconds=0.2)
    with pytest.raises(ConnectorError) as caught:
        connection.post("x", {"password": KEY})

    told = "".join(traceback.format_exception(caught.value)) + caught.value.message + caught.value.fr
    assert KEY not in told + repr(connection) + repr(vars(connection)) + caplog.text


def test_after_five_failures_the_erp_is_left_alone_and_tried_again_later(answers):
    now = [0.0]
    connection = opened(answers.url)
    connection._breaker = Breaker(5, 30.0, lambda: now[0])
    answers.todo[:] = [503]
    for _ in range(5):
        with pytest.raises(ConnectorUnavailable, match="busy"):
            connection.post("x")
    for _ in range(3):
        with pytest.raises(ConnectorUnavailable, match="several times"):
            connection.post("x")
    assert len(answers.requests) == 5

    now[0] = 31.0
    with pytest.raises(ConnectorUnavailable, match="busy"):
        connection.post("x")
    with pytest.raises(ConnectorUnavailable, match="several times"):
        connection.post("x")
    assert len(answers.requests) == 6

    now[0], answers.todo[:] = 62.0, [200]
    for _ in range(7):
        assert connection.post("x").ok


def test_a_refusal_is_an_answer_and_leaves_nobody_alone(answers):
    connection = opened(answers.url)
    for status in (401, 500, 404) * 3:
        answers.todo[:] = [status]
        if status == 401:
            with pytest.raises(ConnectorMisconfigured):
                connection.post("x")
        else:
            assert connection.post("x").status == status


def test_as_many_calls_as_allowed_are_under_way_at_once_and_no_more():
    now, most, lock = [0], [0], threading.Lock()

    def answering(request):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.1)
        with lock:
            now[0] -= 1
        request.answer()

    with serving(answering) as server, ThreadPoolExecutor(8) as threads:
        connection = opened(server.url, most_at_once=3)
        assert all(answer.ok for answer in threads.map(lambda _: connection.get("x"), range(12)))
    assert most[0] == 3


def test_what_is_watched_tells_the_time_the_clock_and_the_certificate(tmp_path):
    root, certificate = authority(tmp_path, days=10)
    with serving(lambda request: request.answer(), certificate) as server, watched() as calls:
        connection = opened(server.url, ca_file=str(root))
        connection.get("x")
        connection.get("x")

    assert len(calls) == 2
    assert 0 < calls[0].seconds < 5
    assert abs(calls[0].clock) < 5
    assert calls[0].tls == "TLSv1.3"
    assert 8 < (calls[0].certificate_until.timestamp() - time.time()) / 86400 < 11


def test_an_unencrypted_line_has_no_certificate(answers):
    with watched() as calls:
        opened(answers.url).get("x")
    assert (calls[0].tls, calls[0].certificate_until) == ("", None)
