"""Whether an installation is served as Outlook and Microsoft 365 demand it: reachable, encrypted, with the right headers."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

import urllib3

from backend.errors import BadInput
from backend.manifests import sentences as say
from backend.manifests.installation import Installation
from backend.manifests.outlook import HOSTS, ICON_SIZES, OFFICE_SCRIPTS
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence

#: Where Graph tells what arrived in a watched mailbox, for a mailbox that there is not.
NOTIFICATIONS = "/api/notifications/nobody/000000000000000000000000"
#: Graph waits so many seconds for an answer (https://learn.microsoft.com/graph/change-notifications-delivery-webhooks).
_SECONDS = 10.0
#: A proxy that takes a large message waits for its bytes, which never come: after so many seconds it has not refused it.
_PATIENCE = 3.0
#: A certificate that is over within this time is renewed now.
_SOON = timedelta(days=14)
#: OpenSSL's numbers for what is wrong with a certificate (X509_verify_cert).
_OVER, _UNKNOWN_AUTHORITY, _OTHER_NAME = {10}, {2, 18, 19, 20, 21}, {62, 64}
_HTTPS, _MEGABYTE = 443, 1024 * 1024


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: urllib3.HTTPHeaderDict
    body: bytes

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


class Site:
    """One installation as it is reached over the network."""

    def __init__(self, installation: Installation, ca_file: str = "") -> None:
        """`ca_file` has the certificates of a company's own authority; raises BadInput when it has none."""
        self.installation = installation
        try:
            self._context = ssl.create_default_context(cafile=ca_file or None)
        except (OSError, ssl.SSLError):
            raise BadInput("The file has no certificate (PEM).", "Le fichier ne contient aucun certificat (PEM).") from None
        self._pool = urllib3.PoolManager(ssl_context=self._context, timeout=_SECONDS, retries=False)

    def findings(self, largest: int) -> Iterator[Finding]:
        """What is good (info) and what has to be mended; `largest` is the size of the largest message that is to be taken, in bytes."""
        encryption = self._encryption()
        yield encryption
        if encryption.severity is Severity.BLOCKING:
            return
        yield from self._pages()
        yield self._icons()
        yield self._server()
        yield self._size(largest)

    def notified(self) -> Finding:
        """Whether Countersign is reached where Graph tells what arrived: it says itself that this mailbox is none that it watches."""
        try:
            answer = self._ask("POST", f"{NOTIFICATIONS}?validationToken=x")
        except urllib3.exceptions.HTTPError:
            return _wrong("NOTIFICATIONS", say.NOT_NOTIFIED, say.HAND_OVER)
        is_ours = answer.status == HTTPStatus.NOT_FOUND and answer.header("Content-Type") == "application/problem+json"
        return _good("NOTIFICATIONS", say.NOTIFIED) if is_ours else _wrong("NOTIFICATIONS", say.NOT_NOTIFIED, say.HAND_OVER)

    def _ask(self, method: str, path: str, headers: Mapping[str, str] | None = None, seconds: float = _SECONDS) -> _Answer:
        answer = self._pool.request(method, f"{self.installation.address}{path}", redirect=False, headers=headers, timeout=seconds)
        return _Answer(answer.status, answer.headers, answer.data)

    def _encryption(self) -> Finding:
        """Who answers at the address, and whether a browser believes it."""
        parts = urlsplit(self.installation.address)
        host = parts.hostname or ""
        try:
            with (
                socket.create_connection((host, parts.port or _HTTPS), _SECONDS) as line,
                self._context.wrap_socket(line, server_hostname=host) as encrypted,
            ):
                version, certificate = encrypted.version(), encrypted.getpeercert() or {}
        except ssl.SSLCertVerificationError as error:
            return _distrusted(host, error)
        except ssl.SSLError:
            return _wrong("TLS", say.NO_TLS.filled(host=host), say.OFFER_TLS)
        except OSError:
            return _wrong("ADDRESS", say.NOT_REACHED.filled(address=self.installation.address), say.REACH)
        until = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), UTC)
        if until - datetime.now(UTC) < _SOON:
            return Finding("OUTLOOK-TLS", Severity.WARNING, say.OVER_SOON.filled(host=host, day=until.date()), remedy=say.RENEW)
        return _good("TLS", say.ENCRYPTED.filled(address=self.installation.address, version=version or "", day=until.date()))

    def _pages(self) -> Iterator[Finding]:
        """The pane's page, and the one where a sign-in window ends."""
        _, redirect = self.installation.redirects
        for rule, url in (("PANE", self.installation.page), ("REDIRECT", redirect)):
            name = url.removeprefix(self.installation.address)
            try:
                answer = self._ask("GET", name)
            except urllib3.exceptions.HTTPError:
                yield _wrong(rule, say.NO_PAGE.filled(page=name, status="-"), say.HAND_OVER)
                continue
            problem = _page_problem(name, answer, is_framed=rule == "PANE")
            yield _wrong(rule, *problem) if problem else _good(rule, say.PAGE.filled(page=name))

    def _icons(self) -> Finding:
        """Outlook shows no icon that is not there or must not be kept."""
        wrong = [str(size) for size in ICON_SIZES if not self._has_icon(size)]
        if wrong:
            return _wrong("ICONS", say.NO_ICONS.filled(sizes=", ".join(wrong)), say.KEEP_ICONS)
        return _good("ICONS", say.ICONS)

    def _has_icon(self, size: int) -> bool:
        try:
            answer = self._ask("GET", self.installation.icon(size).removeprefix(self.installation.address))
        except urllib3.exceptions.HTTPError:
            return False
        is_kept = not {"no-cache", "no-store"} & {part.strip().lower() for part in answer.header("Cache-Control").split(",")}
        return answer.status == HTTPStatus.OK and answer.header("Content-Type") == "image/png" and is_kept

    def _server(self) -> Finding:
        """Whether it is this installation that answers, and signs people in."""
        try:
            told = json.loads(self._ask("GET", "/api/session/entra").body)
        except (urllib3.exceptions.HTTPError, ValueError):
            told = None
        if isinstance(told, dict) and told.get("client_id") == self.installation.client_id:
            return _good("SERVER", say.SERVER)
        return _wrong("SERVER", say.OTHER_SERVER, say.SAME_SETTINGS)

    def _size(self, largest: int) -> Finding:
        """Whether a proxy lets the largest message through: it refuses one by its length, before any of it is sent."""
        megabytes = largest // _MEGABYTE
        headers = {"Content-Length": str(largest), "Content-Type": "message/rfc822"}
        try:
            status = self._ask("POST", "/api/mails", headers, _PATIENCE).status
        except urllib3.exceptions.HTTPError:
            status = 0
        if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return _wrong("SIZE", say.TOO_SMALL.filled(megabytes=megabytes), say.LARGER.filled(megabytes=megabytes + 1))
        return _good("SIZE", say.LARGE.filled(megabytes=megabytes))


def _page_problem(name: str, answer: _Answer, *, is_framed: bool) -> tuple[Sentence, Sentence] | None:
    """What keeps Outlook from showing a page, and what to do about it."""
    if answer.status != HTTPStatus.OK or not answer.header("Content-Type").startswith("text/html"):
        return say.NO_PAGE.filled(page=name, status=answer.status), say.HAND_OVER
    for header in ("X-Frame-Options", "Cross-Origin-Opener-Policy"):
        if header in answer.headers:
            return say.FORBIDDING.filled(page=name, header=header), say.LEAVE_OUT.filled(header=header)
    policies = answer.headers.getlist("Content-Security-Policy")
    if len(policies) != 1:
        return say.POLICIES.filled(page=name, count=len(policies)), say.LEAVE_OUT.filled(header="Content-Security-Policy")
    missing = [*_missing(policies[0], "frame-ancestors", HOSTS), *_missing(policies[0], "script-src", OFFICE_SCRIPTS)] if is_framed else []
    if missing:
        return say.NOT_ALLOWED.filled(page=name, hosts=", ".join(missing)), say.LEAVE_OUT.filled(header="Content-Security-Policy")
    return None


def _missing(policy: str, directive: str, sources: tuple[str, ...]) -> Iterator[str]:
    """The sources that the policy does not name in the directive."""
    said = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    named = said.get(directive, "").split()
    return (source for source in sources if source not in named)


def _distrusted(host: str, error: ssl.SSLCertVerificationError) -> Finding:
    if error.verify_code in _OVER:
        return _wrong("TLS", say.OVER.filled(host=host), say.RENEW)
    if error.verify_code in _OTHER_NAME:
        return _wrong("TLS", say.OTHER_NAME.filled(host=host), say.NAME)
    if error.verify_code in _UNKNOWN_AUTHORITY:
        return _wrong("TLS", say.UNKNOWN_AUTHORITY.filled(host=host), say.WHOLE_CHAIN)
    return _wrong("TLS", say.DISTRUSTED.filled(host=host, reason=error.verify_message), say.RENEW)


def _good(rule: str, sentence: Sentence) -> Finding:
    return Finding(f"OUTLOOK-{rule}", Severity.INFO, sentence)


def _wrong(rule: str, sentence: Sentence, remedy: Sentence) -> Finding:
    return Finding(f"OUTLOOK-{rule}", Severity.BLOCKING, sentence, remedy=remedy)
