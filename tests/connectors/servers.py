"""A server on this machine that answers as a test says, over plain HTTP or TLS with a certificate of its own authority."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

#: What a test gives: it sends the answer to one request.
Answering = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request, and how it is answered."""

    protocol_version = "HTTP/1.1"
    server: Server

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_GET(self) -> None:
        self.server.requests.append(self)
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.answering(self)

    def do_POST(self) -> None:
        self.do_GET()

    def do_PATCH(self) -> None:
        self.do_GET()

    def do_PUT(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.do_GET()

    def log_message(self, *_what: object) -> None:
        """Nothing on the terminal."""

    def answer(self, status: int = 200, body: bytes = b"{}", length: int | None = None, **headers: str) -> None:
        """Send this; a header `Retry_After` is Retry-After, and `length` is claimed instead of the true one."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """The server; `requests` are those that came."""

    daemon_threads = True

    def __init__(self, answering: Answering) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.answering = answering
        self.requests: list[Request] = []
        self.scheme = "http"

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    def handle_error(self, *_what: object) -> None:
        """A client that hangs up is meant."""


@contextmanager
def serving(answering: Answering, certificate: Path | None = None) -> Iterator[Server]:
    """A running server, over TLS with the certificate and key of this file when it is given."""
    server = Server(answering)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.scheme = "https"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def authority(folder: Path, *, host: str = "127.0.0.1", days: int = 30) -> tuple[Path, Path]:
    """An authority's certificate, and the file with a server's certificate by it and its key; over after so many days."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Maison Delorme CA")])
    root = _certificate(name, name, key, key, days=365).add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    server_key, server_name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "erp")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))])
    leaf = _certificate(server_name, name, server_key, key, days=days).add_extension(names, critical=False)
    root_file, leaf_file = folder / "authority.pem", folder / "server.pem"
    root_file.write_bytes(root.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    private = server_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )  # fmt: skip
    leaf_file.write_bytes(leaf.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM) + private)
    return root_file, leaf_file


def _certificate(subject, issuer, key, issuer_key, days) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=400))
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    return builder.add_extension(issued_by, critical=False).not_valid_after(now + timedelta(days=days))
