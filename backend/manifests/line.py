"""An address as it is reached over the network: who answers there, and whether a browser believes it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import urllib3

from backend.errors import BadInput
from backend.manifests import sentences as say
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence

#: Graph waits so many seconds for an answer (https://learn.microsoft.com/graph/change-notifications-delivery-webhooks).
_SECONDS = 10.0
#: A certificate that is over within this time is renewed now.
_SOON = timedelta(days=14)
#: OpenSSL's numbers for what is wrong with a certificate (X509_verify_cert).
_OVER, _UNKNOWN_AUTHORITY, _OTHER_NAME = {10}, {2, 18, 19, 20, 21}, {62, 64}
_HTTPS = 443


@dataclass(frozen=True)
class Answer:
    """One response."""

    status: int
    headers: urllib3.HTTPHeaderDict
    body: bytes

    def header(self, name: str) -> str:
        """The header's value, "" without one."""
        return self.headers.get(name, "")


class Line:
    """The way to one address; what is found of it is told under a mail system's name, such as OUTLOOK-TLS."""

    def __init__(self, address: str, system: str, ca_file: str = "") -> None:
        """`ca_file` has the certificates of a company's own authority; raises BadInput when it has none."""
        self.address, self._system = address, system
        try:
            self._context = ssl.create_default_context(cafile=ca_file or None)
        except (OSError, ssl.SSLError):
            raise BadInput("The file has no certificate (PEM).", "Le fichier ne contient aucun certificat (PEM).") from None
        self._pool = urllib3.PoolManager(ssl_context=self._context, timeout=_SECONDS, retries=False)

    def ask(self, method: str, path: str, headers: Mapping[str, str] | None = None, seconds: float = _SECONDS) -> Answer | None:
        """What is answered below the address, None when nothing is."""
        try:
            answer = self._pool.request(method, f"{self.address}{path}", redirect=False, headers=headers, timeout=seconds)
        except urllib3.exceptions.HTTPError:
            return None
        return Answer(answer.status, answer.headers, answer.data)

    def encryption(self) -> Finding:
        """Who answers at the address, and whether a browser believes it."""
        parts = urlsplit(self.address)
        host = parts.hostname or ""
        try:
            with (
                socket.create_connection((host, parts.port or _HTTPS), _SECONDS) as line,
                self._context.wrap_socket(line, server_hostname=host) as encrypted,
            ):
                version, certificate = encrypted.version(), encrypted.getpeercert() or {}
        except ssl.SSLCertVerificationError as error:
            return self.wrong("TLS", *_distrusted(host, error))
        except ssl.SSLError:
            return self.wrong("TLS", say.NO_TLS.filled(host=host), say.OFFER_TLS)
        except OSError:
            return self.wrong("ADDRESS", say.NOT_REACHED.filled(address=self.address), say.REACH)
        until = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), UTC)
        if until - datetime.now(UTC) < _SOON:
            over_soon = say.OVER_SOON.filled(host=host, day=until.date())
            return Finding(f"{self._system}-TLS", Severity.WARNING, over_soon, remedy=say.RENEW)
        return self.good("TLS", say.ENCRYPTED.filled(address=self.address, version=version or "", day=until.date()))

    def good(self, rule: str, sentence: Sentence) -> Finding:
        """What is as it should be."""
        return Finding(f"{self._system}-{rule}", Severity.INFO, sentence)

    def wrong(self, rule: str, sentence: Sentence, remedy: Sentence) -> Finding:
        """What has to be mended, and how."""
        return Finding(f"{self._system}-{rule}", Severity.BLOCKING, sentence, remedy=remedy)


def _distrusted(host: str, error: ssl.SSLCertVerificationError) -> tuple[Sentence, Sentence]:
    """Why a certificate is not believed, and what to do about it."""
    if error.verify_code in _OVER:
        return say.OVER.filled(host=host), say.RENEW
    if error.verify_code in _OTHER_NAME:
        return say.OTHER_NAME.filled(host=host), say.NAME
    if error.verify_code in _UNKNOWN_AUTHORITY:
        return say.UNKNOWN_AUTHORITY.filled(host=host), say.WHOLE_CHAIN
    return say.DISTRUSTED.filled(host=host, reason=error.verify_message), say.RENEW
