"""One ERP spoken to over HTTP: certificates, time-outs, a few calls at once, patience, and failures as the contract's errors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from http import HTTPStatus
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from requests.adapters import HTTPAdapter
from urllib3 import Retry
from urllib3.exceptions import HTTPError

from backend import http
from backend.connectors import failures, watching
from backend.connectors.breaker import Breaker
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable

#: JSON as an ERP answers it.
Json = Any

#: Seconds to reach the server.
_CONNECT = 5.0
#: So many failures on end, and the ERP is left alone for so many seconds.
_FAILURES, _REST = 5, 30.0
#: A reading call is sent again so often when the server is busy, with pauses of 0, 1, 2 seconds or what it asks for, up to so many seconds.
_AGAIN, _PAUSE, _LONGEST_PAUSE = 3, 0.5, 20
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
        except (ValueError, RecursionError) as error:
            raise ConnectorUnavailable(
                "The ERP's answer cannot be understood: it is not JSON.", "La réponse de l’ERP est incompréhensible : ce n’est pas du JSON."
            ) from error


class Http:
    """The calls to one ERP; may be used by several threads."""

    def __init__(self, endpoint: Endpoint, headers: Mapping[str, str]) -> None:
        """`headers` go with every call, the key among them; they are never logged and stand in no error, as the query of a call may."""
        self._url = _checked(endpoint.url)
        self._seconds = endpoint.seconds
        # A write is never sent twice by itself: whether it arrived is for `find` to tell.
        patience = Retry(
            total=_AGAIN,
            connect=1,
            read=1,
            other=0,
            backoff_factor=_PAUSE,
            retry_after_max=_LONGEST_PAUSE,
            status_forcelist=_BUSY,
            allowed_methods={"GET", "HEAD"},
            raise_on_status=False,
        )
        adapter = HTTPAdapter(pool_maxsize=endpoint.most_at_once, pool_block=True, max_retries=patience)
        self._session = http.session(adapter)
        self._session.headers.update(_sendable(headers))
        self._session.verify = endpoint.ca_file or True
        # Neither a password from ~/.netrc nor a proxy that nobody set for this product.
        self._session.trust_env = False
        self._breaker = Breaker(_FAILURES, _REST)

    def get(self, path: str, **query: str | int) -> Answer:
        """The answer to a reading call; it may be sent again while the server is busy."""
        return self.call("GET", path, params=query)

    def post(self, path: str, body: Json = None, **query: str | int) -> Answer:
        """The answer to a call with a JSON body, sent once."""
        return self.call("POST", path, json=body, params=query)

    def call(self, method: str, path: str, **how: Any) -> Answer:
        """The answer to any call, `how` being what `requests` takes; without a path the address itself is called.

        Raises ConnectorUnavailable when there is none or the server is busy, and ConnectorMisconfigured when the address, the certificate
        or the key is wrong. Every other answer is returned, whatever its status: what it means is for the connector to say.
        """
        with self._breaker.guarding():
            return self._sent(method, f"{self._url}/{path.lstrip('/')}" if path else self._url, how)

    def _sent(self, method: str, url: str, how: Mapping[str, Any]) -> Answer:
        began = monotonic()
        try:
            with self._session.request(
                method, url, timeout=(_CONNECT, self._seconds), allow_redirects=False, stream=True, **how
            ) as response:
                watching.note(response, monotonic() - began)
                answer = Answer(response.status_code, http.body(response, _MOST_BYTES, began + self._seconds), response.headers)
        except http.TooLarge:
            raise ConnectorUnavailable("The ERP's answer is too large.", "La réponse de l’ERP est trop grande.") from None
        except http.TooSlow:
            raise failures.too_slow() from None
        except (OSError, HTTPError) as error:
            # Without its cause: that one quotes the call, and a log is no place for it.
            raise failures.of(error) from None
        self.refuse(answer)
        return answer

    def refuse(self, answer: Answer) -> None:
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


def _sendable(headers: Mapping[str, str]) -> Mapping[str, str]:
    """The headers; raises ConnectorMisconfigured for a key that was not copied as it is."""
    if all(value.isascii() and value.isprintable() for value in headers.values()):
        return headers
    raise ConnectorMisconfigured(
        "The key holds characters that no key has: copy it again.", "La clé contient des caractères impossibles : copiez-la de nouveau."
    )


def _checked(url: str) -> str:
    """The address up to its path, without a slash at its end; raises ConnectorMisconfigured for one over which a key must not travel."""
    try:
        parts = urlsplit(url)
        host, is_whole = parts.hostname or "", parts.port != 0
    except ValueError:
        raise failures.wrong_address() from None
    if not host or not is_whole or parts.username is not None:
        raise failures.wrong_address()
    if http.is_private(parts):
        return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")
    raise ConnectorMisconfigured(
        "The ERP's address must begin with https://, so that nobody reads the key on its way.",
        "L’adresse de l’ERP doit commencer par https://, pour que personne ne lise la clé en chemin.",
    )
