"""Google's ID tokens: that a call comes from Gmail, and whose it is, or the sentence that refuses it.

https://developers.google.com/workspace/add-ons/guides/alternate-runtimes and https://developers.google.com/identity/openid-connect/openid-connect.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from google.auth import jwt
from google.auth.exceptions import GoogleAuthError
from google.oauth2 import id_token

from backend.errors import BadInput, NotPermitted, NotSignedIn
from backend.identity.certificates import Certificates
from backend.identity.given import is_guid, parts
from backend.model.user import Role, User
from backend.settings import Settings

#: Clocks may differ by so many seconds.
_LEEWAY = 10
_ROLES = {"admin": Role.ADMINISTRATOR, "approver": Role.APPROVER, "clerk": Role.CLERK, "auditor": Role.AUDITOR, "nobody": None}
#: Everybody who has no role by their address.
_OTHERS = "*"
_DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_CLIENT = re.compile(r"[\w.-]{1,200}")
#: A Google account's own number; an address may become somebody else's.
_SUBJECT = re.compile(r"[0-9]{1,255}", re.ASCII)


@dataclass(frozen=True)
class Places:
    """Where Google answers."""

    certificates: str = "https://www.googleapis.com/oauth2/v1/certs"
    sign_in: str = "https://accounts.google.com/o/oauth2/v2/auth"
    tokens: str = "https://oauth2.googleapis.com/token"

    @staticmethod
    def at(authority: str) -> Places:
        """Those of another place than Google, which answers at the same paths."""
        root = authority.rstrip("/")
        return Places(f"{root}/oauth2/v1/certs", f"{root}/o/oauth2/v2/auth", f"{root}/token")


@dataclass(frozen=True)
class Google:
    """How this installation trusts Google."""

    #: https://..., without a slash at its end: the address below which Google calls.
    address: str
    #: The add-on's OAuth client, for which the tokens of people in Gmail are.
    client_id: str
    #: In whose name Google calls.
    service_account: str
    #: Workspace domain -> organisation.
    domains: Mapping[str, str]
    #: Address -> role, None for somebody who may not.
    roles: Mapping[str, Role | None] = field(default_factory=dict)
    #: The OAuth client by which people sign in in a browser, and its secret; empty where they do not.
    web_client_id: str = ""
    web_secret: str = field(default="", repr=False)
    places: Places = Places()

    @staticmethod
    def configured(settings: Settings) -> Google | None:
        """What the settings say of Google, None when they name no OAuth client; raises BadInput for what is no domain, address or role."""
        if not settings.google_client_id and not settings.google_web_client_id:
            return None
        for text in (settings.google_client_id, settings.google_web_client_id):
            if text and not _CLIENT.fullmatch(text):
                raise BadInput(f"{text!r} is no OAuth client of Google's.", f"« {text} » n’est pas un client OAuth de Google.")
        return Google(
            settings.public_url.rstrip("/"),
            settings.google_client_id,
            settings.google_service_account.strip().lower(),
            dict(_domain(text) for text in parts(settings.google_domains)),
            dict(_role(text) for text in parts(settings.google_roles)),
            settings.google_web_client_id,
            settings.google_web_secret,
            Places.at(settings.google_authority) if settings.google_authority else Places(),
        )

    def own_domains(self, organisation: str) -> frozenset[str]:
        """The domains whose people belong to the organisation."""
        return frozenset(domain for domain, its in self.domains.items() if its == organisation)

    def role(self, email: str) -> Role | None:
        """What somebody of an allowed domain may do, None for nothing."""
        return self.roles.get(email.lower(), self.roles.get(_OTHERS, Role.CLERK))


class GoogleTokens:
    """Tells calls and people by Google's tokens; may be used by several threads."""

    def __init__(self, google: Google, certificates: Certificates | None = None) -> None:
        #: How this installation trusts Google.
        self.google = google
        self._certificates = certificates or Certificates(google.places.certificates)

    def system(self, token: str, path: str) -> None:
        """Nothing when the call at this path (such as /gmail/home) comes from our add-on in Gmail; raises NotSignedIn for any other."""
        self.service(token, f"{self.google.address}{path}", self.google.service_account)

    def service(self, token: str, audience: str, account: str) -> None:
        """Nothing when Google made the token for this audience in the name of this service account; raises NotSignedIn for any other."""
        claims = self._verified(token, audience)
        if not account or str(claims.get("email")).lower() != account or claims.get("email_verified") is not True:
            raise _refused()

    def person(self, token: str) -> User:
        """Who works in Gmail; raises NotSignedIn for a token that is not valid here, NotPermitted for somebody without access.

        The person's name is their address where the token does not tell it.
        """
        return self._person(self._verified(token, self.google.client_id))

    def visitor(self, token: str, nonce: str) -> User:
        """Who signed in in a browser with this nonce; raises as `person` does."""
        claims = self._verified(token, self.google.web_client_id)
        if not nonce or claims.get("nonce") != nonce:
            raise _refused()
        return self._person(claims)

    def _verified(self, token: str, audience: str) -> Mapping[str, Any]:
        """The claims of a token that Google signed for the audience and that is valid now."""
        if not audience:
            # Google's library takes that for any audience.
            raise _refused()
        try:
            key_id = str(jwt.decode_header(token).get("kid") or "")  # type: ignore[no-untyped-call]
            request = self._certificates.request(key_id)
            claims: Mapping[str, Any] = id_token.verify_oauth2_token(token, request, [audience], _LEEWAY)  # type: ignore[no-untyped-call]
        except (GoogleAuthError, ValueError, TypeError, KeyError, RecursionError):
            # Without its cause: that one quotes the token's content.
            raise _refused() from None
        return claims

    def _person(self, claims: Mapping[str, Any]) -> User:
        """The person of the claims in their organisation."""
        subject, email = str(claims.get("sub") or ""), str(claims.get("email") or "").lower()
        if not _SUBJECT.fullmatch(subject) or not email or claims.get("email_verified") is not True:
            raise _refused()
        organisation = self.google.domains.get(str(claims.get("hd") or "").lower())
        if organisation is None:
            raise _not_ours()
        return User(subject, organisation, str(claims.get("name") or email), email, self._role(email))

    def still(self, user: User) -> User:
        """Somebody who signed in before, with the role that they have by now; raises NotPermitted for somebody without access any more."""
        if user.organisation not in self.google.domains.values():
            raise _not_ours()
        return replace(user, role=self._role(user.email))

    def _role(self, email: str) -> Role:
        role = self.google.role(email)
        if role is None:
            raise NotPermitted(
                "You have no role in Countersign yet: ask your Google Workspace administrator for one.",
                "Vous n’avez pas encore de rôle dans Countersign : demandez-en un à votre administrateur Google Workspace.",
            )
        return role


def _not_ours() -> NotPermitted:
    return NotPermitted("Your organisation does not use this Countersign.", "Votre organisation n’utilise pas ce Countersign.")


def _refused() -> NotSignedIn:
    return NotSignedIn("This sign-in is not valid here.", "Cette connexion n’est pas valable ici.")


def _domain(text: str) -> tuple[str, str]:
    """A domain and its organisation, the domain itself unless a tenant of Microsoft's is named."""
    domain, equals, tenant = (part.strip().lower() for part in text.partition("="))
    if not _DOMAIN.fullmatch(domain):
        raise BadInput(f"{domain!r} is no domain.", f"« {domain} » n’est pas un domaine.")
    if equals and not is_guid(tenant):
        raise BadInput(f"{tenant!r} is no tenant id of Microsoft's.", f"« {tenant} » n’est pas un ID de locataire de Microsoft.")
    return domain, tenant or domain


def _role(text: str) -> tuple[str, Role | None]:
    address, _, role = (part.strip().lower() for part in text.partition("="))
    if role not in _ROLES:
        raise BadInput(f"No role: {role!r}.", f"Rôle inconnu : « {role} ».")
    name, _, domain = address.rpartition("@")
    if address != _OTHERS and not (name and _DOMAIN.fullmatch(domain)):
        raise BadInput(f"{address!r} is no address.", f"« {address} » n’est pas une adresse.")
    return address, _ROLES[role]
