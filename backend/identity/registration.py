"""Whether the app registration in Entra is as Countersign needs it, as far as it can be told from here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import jwt
import requests

from backend.errors import CountersignError, NotPermitted, NotSignedIn, SignInUnavailable
from backend.identity import registration_sentences as say
from backend.identity.entra import SCOPE, Entra, EntraTokens
from backend.identity.on_behalf import OnBehalf
from backend.identity.signing_keys import SigningKeys
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence, said

#: What a person's token for Graph must allow, and what the application's own may.
DELEGATED = ("Mail.ReadWrite", "Mail.ReadWrite.Shared", "MailboxSettings.ReadWrite")
#: What the application alone may do where its permission is not limited to some mailboxes by Exchange: nothing with mail.
_MAIL = "Mail."
_PATIENCE = (5, 10)
#: Entra's numbers of refusals (https://learn.microsoft.com/entra/identity-platform/reference-error-codes) and what to do about them.
_REFUSALS: Mapping[int, tuple[Sentence, Sentence]] = {
    7000215: (say.WRONG_SECRET, say.NEW_SECRET),
    7000222: (say.SECRET_OVER, say.NEW_SECRET),
    700027: (say.WRONG_CERTIFICATE, say.UPLOAD_CERTIFICATE),
    700016: (say.NOT_IN_TENANT, say.CONSENT),
    90002: (say.NO_TENANT, say.TENANT_ID),
    500011: (say.NO_API, say.EXPOSE),
    501051: (say.NO_ASSIGNMENT, say.ASSIGNMENT),
}


class Registration:
    """The app registration as the tenants' Entra knows it."""

    def __init__(self, entra: Entra, trade: OnBehalf | None, graph_url: str) -> None:
        """`trade` proves the application by its secret or certificate; None while there is none."""
        self._entra, self._trade, self._graph_url = entra, trade, graph_url.rstrip("/")

    def findings(self, token: str = "") -> Iterator[Finding]:
        """What is good (info) and what has to be mended; `token` is a person's access token for Countersign, if there is one to look at."""
        keys = self._keys()
        yield keys
        if keys.severity is Severity.BLOCKING:
            return
        if not self._entra.tenants:
            yield _wrong("TENANTS", say.NO_TENANTS, say.TENANT_ID)
        if self._trade is None:
            yield Finding("ENTRA-CREDENTIAL", Severity.WARNING, say.NO_CREDENTIAL, remedy=say.NEW_SECRET)
        for tenant in sorted(self._entra.tenants):
            known = self._tenant(tenant)
            yield known
            if self._trade and known.severity is Severity.INFO:
                yield from self._application(self._trade, tenant)
        if token:
            yield from self._person(token)

    def _keys(self) -> Finding:
        try:
            SigningKeys(self._entra.keys_url).get("")
        except SignInUnavailable:
            return _wrong("AUTHORITY", say.NO_AUTHORITY.filled(authority=self._entra.authority), say.REACH_AUTHORITY)
        return _good("AUTHORITY", say.AUTHORITY.filled(authority=self._entra.authority))

    def _tenant(self, tenant: str) -> Finding:
        """Whether the authority knows the tenant (OpenID Connect Discovery 1.0, 4)."""
        url = f"{self._entra.issuer(tenant)}/.well-known/openid-configuration"
        try:
            answer = requests.get(url, timeout=_PATIENCE, allow_redirects=False)
            told = answer.json() if answer.status_code == HTTPStatus.OK else {}
        except (requests.RequestException, ValueError):
            told = {}
        if isinstance(told, dict) and told.get("issuer") == self._entra.issuer(tenant):
            return _good("TENANT", say.TENANT.filled(tenant=tenant))
        return _wrong("TENANT", say.NO_TENANT.filled(tenant=tenant), say.TENANT_ID)

    def _application(self, trade: OnBehalf, tenant: str) -> Iterator[Finding]:
        """What the application gets by itself: a token for its own API, which shows how such tokens are made, and one for Graph."""
        try:
            own = trade.of_itself(tenant, f"api://{self._entra.client_id}/.default")
            graph = trade.of_itself(tenant, f"{self._graph_url}/.default")
        except SignInUnavailable:
            yield _wrong("CREDENTIAL", say.NO_TENANT.filled(tenant=tenant), say.REACH_AUTHORITY)
            return
        if "access_token" in own or "access_token" in graph:
            yield _good("CREDENTIAL", say.CREDENTIAL.filled(tenant=tenant))
        yield self._own(tenant, own)
        if "access_token" in graph:
            yield self._limited(tenant, _claims(graph["access_token"]))

    def _own(self, tenant: str, told: Mapping[str, Any]) -> Finding:
        if "access_token" not in told:
            return _refused(tenant, told)
        claims = _claims(told["access_token"])
        if claims.get("ver") != "2.0" or claims.get("aud") != self._entra.client_id:
            return _wrong("VERSION", say.VERSION_1, say.VERSION_2)
        return _good("VERSION", say.VERSION)

    def _limited(self, tenant: str, claims: Mapping[str, Any]) -> Finding:
        """The application's rights to mail come from Exchange, mailbox by mailbox; those in its token are for every mailbox."""
        everywhere = sorted(role for role in _texts(claims.get("roles")) if role.startswith(_MAIL))
        if everywhere:
            sentence = say.EVERY_MAILBOX.filled(tenant=tenant, roles=", ".join(everywhere))
            return Finding("ENTRA-LIMITED", Severity.WARNING, sentence, remedy=say.LIMIT)
        return _good("LIMITED", say.NO_MAILBOX.filled(tenant=tenant))

    def _person(self, token: str) -> Iterator[Finding]:
        """Whether the token would be taken, whichever client asked for it, and what Graph allows in its person's name."""
        anybody = replace(self._entra, clients=frozenset({str(_claims(token).get("azp", ""))}))
        try:
            identity = EntraTokens(anybody).identity(token)
        except (NotSignedIn, NotPermitted, SignInUnavailable) as error:
            yield _wrong("TOKEN", said(error), self._why(token))
            return
        yield _good("TOKEN", say.PERSON.filled(name=identity.name, role=identity.role))
        if self._trade is None:
            return
        try:
            granted = set(str(_claims(self._trade.of_person(identity, token)).get("scp", "")).split())
        except CountersignError as error:
            yield _wrong("CONSENT", said(error), say.CONSENT)
            return
        missing = [scope for scope in DELEGATED if scope not in granted]
        if missing:
            sentence = say.NOT_CONSENTED.filled(scopes=", ".join(missing))
            yield Finding("ENTRA-CONSENT", Severity.WARNING, sentence, remedy=say.ADD_SCOPES)
        else:
            yield _good("CONSENT", say.CONSENTED)

    def _why(self, token: str) -> Sentence:
        """What is wrong with a token that is not taken, by what it says of itself."""
        claims = _claims(token)
        if not claims:
            return say.NO_TOKEN
        if claims.get("aud") == f"api://{self._entra.client_id}" or claims.get("ver") == "1.0":
            return say.VERSION_2
        if claims.get("aud") != self._entra.client_id:
            return say.OTHER_AUDIENCE
        if SCOPE not in str(claims.get("scp", "")).split():
            return say.OTHER_SCOPE
        if claims.get("tid") not in self._entra.tenants:
            return say.OTHER_TENANT
        return say.FRESH_TOKEN


def _refused(tenant: str, told: Mapping[str, Any]) -> Finding:
    """Why the application gets no token; Entra's own words stay unsaid, they may name people."""
    codes = [code for code in told.get("error_codes") or [] if isinstance(code, int)]
    for code in codes:
        if code in _REFUSALS:
            sentence, remedy = _REFUSALS[code]
            return _wrong("CREDENTIAL", sentence.filled(tenant=tenant), remedy)
    number = ", ".join(f"AADSTS{code}" for code in codes) or "?"
    return _wrong("CREDENTIAL", say.OTHER_REFUSAL.filled(tenant=tenant, number=number), say.LOOK_UP)


def _claims(token: object) -> Mapping[str, Any]:
    """What a token says of itself, which nobody has checked; {} for what is no token."""
    try:
        claims: Mapping[str, Any] = jwt.decode(str(token), options={"verify_signature": False})
    except jwt.InvalidTokenError:
        return {}
    return claims


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _good(rule: str, sentence: Sentence) -> Finding:
    return Finding(f"ENTRA-{rule}", Severity.INFO, sentence)


def _wrong(rule: str, sentence: Sentence, remedy: Sentence) -> Finding:
    return Finding(f"ENTRA-{rule}", Severity.BLOCKING, sentence, remedy=remedy)
