"""What kept a call from being answered, as the contract's errors, and what those say; none quotes the call, in which a key may stand."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import requests
from urllib3.exceptions import HTTPError, NameResolutionError, ReadTimeoutError

from backend.errors import ConnectorError, ConnectorMisconfigured, ConnectorUnavailable
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence, said

#: How OpenSSL names an answer that is no TLS.
_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "UNKNOWN_PROTOCOL", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"})
#: The parts of OpenSSL that read files.
_OF_FILES = frozenset({"X509", "PEM"})


def of(error: OSError | HTTPError) -> ConnectorError:
    """The ConnectorUnavailable or ConnectorMisconfigured that an error of `requests` is."""
    for cause in _causes(error):
        if known := _known(cause):
            return known
    if isinstance(error, ValueError):
        # Of `requests` these are addresses that are none.
        return wrong_address()
    if isinstance(error, requests.exceptions.RequestException | HTTPError):
        return ConnectorUnavailable("The ERP cannot be reached.", "L’ERP est injoignable.")
    # What else can fail is the file of certificates, which `requests` opens before it calls.
    return _no_certificates()


def unreachable(error: ConnectorError, remedy: Sentence) -> Finding:
    """What `check` finds when the error kept it from asking anything."""
    return Finding("ERP-CONNECTION", Severity.BLOCKING, said(error), remedy=remedy)


def too_slow() -> ConnectorUnavailable:
    """For an answer that took too long."""
    return ConnectorUnavailable("The ERP did not answer in time.", "L’ERP n’a pas répondu à temps.")


def wrong_address() -> ConnectorMisconfigured:
    """For an address that is none."""
    return ConnectorMisconfigured("The ERP's address is not valid.", "L’adresse de l’ERP n’est pas valable.")


def _no_certificates() -> ConnectorMisconfigured:
    return ConnectorMisconfigured("The file with the certificates cannot be read.", "Le fichier des certificats ne peut pas être lu.")


def _known(cause: BaseException) -> ConnectorError | None:
    if isinstance(cause, ssl.SSLError):
        return _of_tls(cause)
    if isinstance(cause, NameResolutionError):
        return ConnectorUnavailable(
            "The ERP cannot be reached: no server is known by this name.", "L’ERP est injoignable : aucun serveur n’est connu sous ce nom."
        )
    return too_slow() if isinstance(cause, requests.exceptions.Timeout | ReadTimeoutError) else None


def _of_tls(cause: ssl.SSLError) -> ConnectorError | None:
    """What keeps the line from being encrypted; None when it only broke."""
    if isinstance(cause, ssl.SSLCertVerificationError):
        refused = Sentence(
            "Le certificat de l’ERP n’est pas reconnu ({why}). Si votre entreprise a sa propre autorité, indiquez son certificat.",
            "The ERP's certificate is not trusted ({why}). If your company has an authority of its own, give its certificate.",
        ).filled(why=cause.verify_message)
        return ConnectorMisconfigured(refused.en, refused.fr)
    if cause.reason in _NO_TLS:
        return ConnectorMisconfigured(
            "The ERP's address and port do not speak HTTPS.", "L’adresse et le port de l’ERP ne parlent pas HTTPS."
        )
    return _no_certificates() if cause.library in _OF_FILES else None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and those that it wraps."""
    seen: set[int] = set()
    ahead: list[object] = [error]
    while ahead:
        one = ahead.pop(0)
        if isinstance(one, BaseException) and id(one) not in seen:
            seen.add(id(one))
            yield one
            ahead += [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]
