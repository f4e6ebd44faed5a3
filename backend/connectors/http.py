"""One ERP spoken to over HTTP: certificates, time-outs, a few calls at once, patience, and failures as the contract's errors."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import requests
from pybreaker import CircuitBreaker, CircuitBreakerError
from requests.adapters import HTTPAdapter
from urllib3 import Retry

from backend.errors import ConnectorMisconfigured, ConnectorUnavailable

#: JSON as an ERP answers it.
Json = Any

#: Seconds to reach the server.
_CONNECT = 5.0
#: So many failures on end, and the ERP is left alone for so many seconds.
_FAILURES, _REST = 5, 30.0
#: A reading call is sent again so often when the server is busy, with pauses of 0.5, 1, 2 seconds or what it asks for.
_AGAIN, _PAUSE = 3, 0.5
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT})
#: The largest answer taken, in bytes.
_MOST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True)
class Endpoint:
    """Where an ERP answers, and how it is to be treated."""

    url: str
    #: A file with the certificates of an authority of the company's own, "" for the usual ones.
    ca_file: str = ""
    #: How many calls may be under way at once in this process.
    most_at_once: int = 4
    #: How long an answer may take, in seconds; a large document takes the ERP its time.
    seconds: float = 90.0


@dataclass(frozen=True)
class Answer:
    """What the ERP answered."""

    status: int
    content: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False, default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether the call did what it was meant to."""
        return self.status < HTTPStatus.BAD_REQUEST

    def json(self) -> Json:
        """The content as JSON, numbers as Decimal; raises ConnectorUnavailable when it is none (a proxy's page, an answer cut short)."""
        try:
            return json.loads(self.content, parse_float=Decimal)
        except ValueError as error:
            raise ConnectorUnavailable(
                "The ERP's answer cannot be understood: it is not JSON.", "La réponse de l’ERP est incompréhensible : ce n’est pas du JSON."
            ) from error


class Http:
    """The calls to one ERP; may be used by several threads."""

    def __init__(self, endpoint: Endpoint, headers: Mapping[str, str]) -> None:
        """`headers` go with every call, the key among them; they are never logged and stand in no error."""
        self._url = _checked(endpoint.url)
        self._seconds = endpoint.seconds
        self._session = requests.Session()
        self._session.headers.update(headers)
        self._session.verify = endpoint.ca_file or True
        # Neither a password from ~/.netrc nor a proxy that nobody set for this product.
        self._session.trust_env = False
        # A write is never sent twice by itself: whether it arrived is for `find` to tell.
        patience = Retry(
            total=_AGAIN, backoff_factor=_PAUSE, status_forcelist=_BUSY, allowed_methods={"GET", "HEAD"}, raise_on_status=False
        )
        adapter = HTTPAdapter(pool_maxsize=endpoint.most_at_once, pool_block=True, max_retries=patience)
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)
        self._breaker = CircuitBreaker(fail_max=_FAILURES, reset_timeout=_REST, exclude=[ConnectorMisconfigured])

    def get(self, path: str, **query: str | int) -> Answer:
        """The answer to a reading call; it may be sent again while the server is busy."""
        return self.call("GET", path, params=query)

    def post(self, path: str, body: Json = None, **query: str | int) -> Answer:
        """The answer to a call with a JSON body, sent once."""
        return self.call("POST", path, json=body, params=query)

    def call(self, method: str, path: str, **how: Any) -> Answer:
        """The answer to any call, `how` being what `requests` takes.

        Raises ConnectorUnavailable when there is none or the server is busy, and ConnectorMisconfigured when the address, the certificate
        or the key is wrong. Every other answer is returned, whatever its status: what it means is for the connector to say.
        """
        try:
            return self._breaker.call(self._sent, method, f"{self._url}/{path.lstrip('/')}", how)
        except CircuitBreakerError as error:
            raise ConnectorUnavailable(
                "The ERP has not answered several times; it is asked again in a moment.",
                "L’ERP n’a pas répondu plusieurs fois de suite ; il sera interrogé de nouveau dans un instant.",
            ) from error

    def _sent(self, method: str, url: str, how: Mapping[str, Any]) -> Answer:
        try:
            with self._session.request(
                method, url, timeout=(_CONNECT, self._seconds), allow_redirects=False, stream=True, **how
            ) as response:
                # Cookies would mix the sessions of several threads; the key alone says who is calling.
                self._session.cookies.clear()
                answer = Answer(response.status_code, _content(response), response.headers)
        except OSError as error:
            raise _unreachable(error) from error
        _refuse(answer)
        return answer


def _content(response: requests.Response) -> bytes:
    """The body; raises ConnectorUnavailable for one larger than any that is meant."""
    parts, size = [], 0
    for part in response.iter_content(1 << 16):
        size += len(part)
        if size > _MOST_BYTES:
            raise ConnectorUnavailable("The ERP's answer is too large.", "La réponse de l’ERP est trop grande.")
        parts.append(part)
    return b"".join(parts)


def _unreachable(error: OSError) -> ConnectorMisconfigured | ConnectorUnavailable:
    """What kept the call from being answered."""
    if isinstance(error, requests.exceptions.SSLError):
        return ConnectorMisconfigured(
            "The ERP's certificate is not trusted. If your company has an authority of its own, give its certificate.",
            "Le certificat de l’ERP n’est pas reconnu. Si votre entreprise a sa propre autorité, indiquez son certificat.",
        )
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema):
        return ConnectorMisconfigured("The ERP's address is not valid.", "L’adresse de l’ERP n’est pas valable.")
    if isinstance(error, requests.exceptions.Timeout):
        return ConnectorUnavailable("The ERP did not answer in time.", "L’ERP n’a pas répondu à temps.")
    if isinstance(error, requests.exceptions.RequestException):
        return ConnectorUnavailable("The ERP cannot be reached.", "L’ERP est injoignable.")
    # What else can fail is the file of certificates, which `requests` opens before it calls.
    return ConnectorMisconfigured("The file with the certificates cannot be read.", "Le fichier des certificats ne peut pas être lu.")


def _refuse(answer: Answer) -> None:
    """Raise what an answer's status alone says: a busy server, a redirection, a key that is refused."""
    if answer.status in _BUSY:
        raise ConnectorUnavailable(
            "The ERP is busy; it is asked again later.", "L’ERP est occupé ; il sera interrogé de nouveau plus tard."
        )
    if HTTPStatus.MULTIPLE_CHOICES <= answer.status < HTTPStatus.BAD_REQUEST:
        raise ConnectorMisconfigured(
            "The ERP answers from another address: enter the address it sends you to.",
            "L’ERP répond depuis une autre adresse : indiquez l’adresse vers laquelle il renvoie.",
        )
    if answer.status == HTTPStatus.UNAUTHORIZED:
        raise ConnectorMisconfigured("The ERP does not accept the key.", "L’ERP n’accepte pas la clé.")


def _checked(url: str) -> str:
    """The address without a slash at its end; raises ConnectorMisconfigured for one over which a key must not travel."""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return url.rstrip("/")
    if parts.scheme == "http" and parts.hostname and _is_here(parts.hostname):
        return url.rstrip("/")
    raise ConnectorMisconfigured(
        "The ERP's address must begin with https://, so that nobody reads the key on its way.",
        "L’adresse de l’ERP doit commencer par https://, pour que personne ne lise la clé en chemin.",
    )


def _is_here(host: str) -> bool:
    """Whether the host is this machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
