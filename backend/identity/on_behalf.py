"""Tokens for Microsoft Graph: in the name of a person who showed us theirs, or of this application alone.

https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow and .../v2-oauth2-client-creds-grant-flow; spoken by msal.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any

import msal
import requests
from cachetools import TLRUCache
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from backend.errors import ClaimsWanted, CountersignError, MailboxMisconfigured, NotSignedIn, SignInUnavailable
from backend.identity.entra import Entra, Identity
from backend.settings import Settings

#: A token is given up so many seconds before it ends, so that a call that it goes with arrives in time; and after so many in any case: it
#: may last for a day, and says what its administrator allowed when it was given.
_MARGIN, _LONGEST_KEPT = 300, 600
#: Tokens kept: those of the people who are at work at the same time.
_MOST_KEPT = 2_000
#: Seconds that Entra has to answer.
_PATIENCE = 10
#: The administrator has not consented to what the app registration asks for.
_NO_CONSENT = 65001
#: What Entra says when the application itself is not accepted.
_OURS = frozenset({"invalid_client", "unauthorized_client", "invalid_scope", "invalid_resource"})


@dataclass(frozen=True)
class _Kept:
    """A token, and when it is over by our clock."""

    token: str = field(repr=False)
    until: float


class OnBehalf:
    """Trades tokens; may be used by several threads."""

    def __init__(self, entra: Entra, credential: object, resource: str, clock: Callable[[], float] = monotonic) -> None:
        """`credential` is what msal takes as `client_credential`, `resource` the address of Graph."""
        self._entra, self._credential, self._clock = entra, credential, clock
        # Everything that the app registration was given: consent is the administrator's, in one place.
        self._scopes = [f"{resource.rstrip('/')}/.default"]
        self._applications: dict[str, Any] = {}
        self._kept: TLRUCache[tuple[str, str, str], _Kept] = TLRUCache(_MOST_KEPT, _until, timer=clock)
        self._lock = threading.Lock()

    @staticmethod
    def configured(settings: Settings, entra: Entra) -> OnBehalf | None:
        """By the secret or the certificate of the settings, None without; raises MailboxMisconfigured for a file that holds no such."""
        if settings.entra_certificate:
            return OnBehalf(entra, _certificate(Path(settings.entra_certificate).expanduser()), settings.graph_url)
        return OnBehalf(entra, settings.entra_secret, settings.graph_url) if settings.entra_secret else None

    def of_person(self, identity: Identity, assertion: str) -> str:
        """A token for Graph in the name of the person whose checked access token is `assertion`.

        Raises ClaimsWanted when Entra wants more of the person, NotSignedIn when it does not take their token any more,
        MailboxMisconfigured when the application is not accepted, SignInUnavailable when Entra does not answer.
        """
        key = (identity.tenant, identity.object_id, sha256(assertion.encode()).hexdigest())
        return self._kept_or_asked(key, lambda application: application.acquire_token_on_behalf_of(assertion, self._scopes))

    def of_application(self, tenant: str) -> str:
        """A token for Graph in the name of nobody, for what the tenant's administrator granted the application; raises as above."""
        return self._kept_or_asked((tenant, "", ""), lambda application: application.acquire_token_for_client(self._scopes))

    def _kept_or_asked(self, key: tuple[str, str, str], ask: Callable[[Any], Mapping[str, Any]]) -> str:
        """The token kept for this tenant, person and token of theirs, else a new one."""
        with self._lock:
            kept = self._kept.get(key)
        if kept is None:
            told = self._asked(key[0], ask)
            lasts = min(float(told.get("expires_in", 0)) - _MARGIN, _LONGEST_KEPT)
            kept = _Kept(str(told["access_token"]), self._clock() + lasts)
            with self._lock:
                self._kept[key] = kept
        return kept.token

    def of_itself(self, tenant: str, scope: str) -> Mapping[str, Any]:
        """What the tenant's token endpoint answers the application that asks for this in the name of nobody: a token, or why not.

        Raises SignInUnavailable when Entra does not answer.
        """
        return self._answered(tenant, lambda application: application.acquire_token_for_client([scope]))

    def _asked(self, tenant: str, ask: Callable[[Any], Mapping[str, Any]]) -> Mapping[str, Any]:
        """What Entra gave."""
        told = self._answered(tenant, ask)
        if "access_token" not in told:
            raise _refusal(told)
        return told

    def _answered(self, tenant: str, ask: Callable[[Any], Mapping[str, Any]]) -> Mapping[str, Any]:
        try:
            return ask(self._application(tenant))
        except (requests.RequestException, msal.exceptions.MsalError, RuntimeError, ValueError, KeyError):
            # Without its cause: that one may quote the call.
            raise SignInUnavailable from None

    def _application(self, tenant: str) -> Any:
        """The application as the tenant knows it; raises what `requests` does when Entra does not answer."""
        with self._lock:
            known = self._applications.get(tenant)
        if known is not None:
            return known
        made = msal.ConfidentialClientApplication(
            self._entra.client_id,
            client_credential=self._credential,
            authority=f"{self._entra.authority}/{tenant}",
            # The settings say which authority is the right one; CP1: a challenge of Graph's reaches the person.
            instance_discovery=False,
            client_capabilities=["CP1"],
            token_cache=_NoCache(),
            timeout=_PATIENCE,
        )
        with self._lock:
            return self._applications.setdefault(tenant, made)


class _NoCache(msal.TokenCache):  # type: ignore[misc]  # it ships no types
    """In the place of msal's own cache, which would keep everybody's tokens for as long as the process lives."""

    def add(self, event: object, now: object = None) -> None:
        """Keep nothing."""


def _until(_key: object, kept: _Kept, _now: float) -> float:
    return kept.until


def _refusal(told: Mapping[str, Any]) -> CountersignError:
    """What a refusal of the token endpoint means; its description stays unsaid, it may name people and secrets."""
    error, claims = str(told.get("error", "")), told.get("claims")
    if isinstance(claims, str) and claims:
        return ClaimsWanted(claims)
    if _NO_CONSENT in (told.get("error_codes") or []) or told.get("suberror") == "consent_required":
        return MailboxMisconfigured(
            "Countersign has not been allowed to work in mailboxes: your Microsoft 365 administrator has to consent.",
            "Countersign n’est pas autorisé à ouvrir les boîtes aux lettres : votre administrateur Microsoft 365 doit y consentir.",
        )
    if error in _OURS:
        return MailboxMisconfigured(
            "Microsoft Entra does not accept the secret or certificate of Countersign's app registration.",
            "Microsoft Entra n’accepte pas le secret ou le certificat de l’inscription d’application de Countersign.",
        )
    return NotSignedIn() if error in {"invalid_grant", "interaction_required"} else SignInUnavailable()


def _no_certificate() -> MailboxMisconfigured:
    return MailboxMisconfigured(
        "COUNTERSIGN_ENTRA_CERTIFICATE names no PEM file with a certificate and its RSA key.",
        "COUNTERSIGN_ENTRA_CERTIFICATE ne désigne pas un fichier PEM avec un certificat et sa clé RSA.",
    )


def _certificate(file: Path) -> Mapping[str, str]:
    """The credential in a PEM file with a certificate and its RSA key, the only kind that Entra takes; raises MailboxMisconfigured."""
    try:
        content = file.read_bytes()
        key, certificate = serialization.load_pem_private_key(content, None), x509.load_pem_x509_certificate(content)
    except (OSError, ValueError, TypeError):
        raise _no_certificate() from None
    if not isinstance(key, rsa.RSAPrivateKey):
        raise _no_certificate()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return {"private_key": private.decode(), "public_certificate": certificate.public_bytes(serialization.Encoding.PEM).decode()}
