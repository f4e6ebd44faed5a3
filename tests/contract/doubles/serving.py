"""A server double on a port of this machine, in a thread of the test that started it."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True)
class Request:
    """One call as it arrived."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    content: bytes

    def json(self) -> Any:
        """The body, numbers as Decimal."""
        return json.loads(self.content, parse_float=Decimal) if self.content else None


#: A status and what is answered as JSON (bytes as they are), and perhaps headers.
Answer = tuple[int, Any] | tuple[int, Any, Mapping[str, str]]


@contextmanager
def serving(answer: Callable[[Request], Answer], certificate: Path | None = None) -> Iterator[str]:
    """The address of a server that answers every call by the function, until the block ends; over TLS with a `certificate`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body leave together: apart, each answer waits 40 ms for the delayed acknowledgement of its head.
        wbufsize = -1

        def _answered(self) -> None:
            parts = urlsplit(self.path)
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            request = Request(
                self.command, unquote(parts.path), dict(parse_qsl(parts.query, keep_blank_values=True)), dict(self.headers), content
            )
            status, body, *more = answer(request)
            headers = {"Content-Type": "application/json", **(more[0] if more else {})}
            told = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body, default=float).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _answered  # noqa: N815 -- the names are http.server's

        def log_message(self, *_: object) -> None:
            """Nothing on the test's output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
