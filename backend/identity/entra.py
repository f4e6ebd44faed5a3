"""Entra's access tokens (v2.0): whose they are, or the sentence that refuses them.

Every rule is Microsoft's: https://learn.microsoft.com/entra/identity-platform/claims-validation and .../access-token-claims-reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt

from backend.errors import BadInput, NotPermitted, NotSignedIn
from backend.identity.given import is_guid, parts
from backend.identity.signing_keys import SigningKeys
from backend.identity.step_up import StepUp
from backend.model.user import Role
from backend.settings import Settings

#: The scope that the pane asks for: `api://<client id>/access_as_user`.
SCOPE = "access_as_user"
#: Clocks may differ by so many seconds.
_LEEWAY = 60
_REQUIRED = ["exp", "nbf", "iat", "iss", "aud", "tid", "oid", "ver", "azp"]
#: The app roles that the app registration defines, the one that may do most first.
_APP_ROLES = {"admin": Role.ADMINISTRATOR, "approver": Role.APPROVER, "clerk": Role.CLERK, "auditor": Role.AUDITOR}


@dataclass(frozen=True)
class Entra:
    """How this installation signs people in by Entra."""

    #: The app registration's “Application (client) ID”: the API that a token must be for.
    client_id: str
    #: The tenants that may use this installation.
    tenants: frozenset[str]
    #: Group id -> app role, for a tenant that assigns no app roles.
    groups: Mapping[str, str] = field(default_factory=dict)
    #: The apps that may ask in a person's name; the pane is the same registration unless told otherwise.
    clients: frozenset[str] = frozenset()
    #: Tenant -> what its people must confirm an approval by.
    step_up: Mapping[str, StepUp] = field(default_factory=dict)
    #: Where tokens are issued; sovereign clouds have their own.
    authority: str = "https://login.microsoftonline.com"

    @staticmethod
    def configured(settings: Settings) -> Entra | None:
        """What the settings say of Entra, None when they name no app registration; raises BadInput for what is no id or no role."""
        if not settings.entra_client_id:
            return None
        groups = {group: role for group, _, role in (part.partition("=") for part in parts(settings.entra_groups))}
        tenants = frozenset(parts(settings.entra_tenants))
        step_up = {tenant: StepUp.read(text) for tenant, _, text in (part.partition("=") for part in parts(settings.entra_step_up))}
        for text in (settings.entra_client_id, *tenants, *groups, *step_up):
            if not is_guid(text):
                raise BadInput(f"{text!r} is no id of Entra's.", f"« {text} » n’est pas un identifiant d’Entra.")
        if unknown := set(groups.values()) - _APP_ROLES.keys():
            raise BadInput(f"No roles: {', '.join(sorted(unknown))}.", f"Rôles inconnus : {', '.join(sorted(unknown))}.")
        return Entra(settings.entra_client_id, tenants, groups, step_up=step_up, authority=settings.entra_authority.rstrip("/"))

    @property
    def keys_url(self) -> str:
        """Where the keys are published that tokens are signed with."""
        return f"{self.authority}/common/discovery/v2.0/keys"

    @property
    def scope(self) -> str:
        """What the pane asks for a token for: to act as the person here."""
        return f"api://{self.client_id}/{SCOPE}"

    @property
    def sign_in_url(self) -> str:
        """Where people sign in: at the tenant when there is one only, so that nobody signs in at another first."""
        (tenant, *others) = sorted(self.tenants) or ("organizations",)
        return f"{self.authority}/{'organizations' if others else tenant}"

    @property
    def consent_url(self) -> str:
        """Where an administrator of a tenant consents, for everybody in it, to what the app registration asks for."""
        return f"{self.sign_in_url}/adminconsent?client_id={self.client_id}"

    def issuer(self, tenant: str) -> str:
        """Who issues the tokens of a tenant."""
        return f"{self.authority}/{tenant}/v2.0"


@dataclass(frozen=True)
class Identity:
    """A person as Entra knows them: the tenant and object id say who, never the address, which may become somebody else's."""

    tenant: str
    object_id: str
    name: str
    email: str
    role: Role
    #: The authentication contexts (`acrs`) that the person has satisfied, such as c1.
    contexts: frozenset[str] = frozenset()


class EntraTokens:
    """Tells people by their access tokens; may be used by several threads."""

    def __init__(self, entra: Entra, keys: SigningKeys | None = None) -> None:
        #: How this installation signs people in.
        self.entra = entra
        self._keys = keys or SigningKeys(entra.keys_url)

    def may_read(self, token: str) -> bool:
        """Whether the token is of the form that Entra gives (a signed JWT); nothing of it is believed yet."""
        try:
            return bool(jwt.get_unverified_header(token))
        except jwt.InvalidTokenError:
            return False

    def identity(self, token: str) -> Identity:
        """Whose token it is; raises NotSignedIn for one that is not valid here, NotPermitted for a tenant or person without access."""
        claims = self._verified(token)
        tenant = claims["tid"]
        if tenant not in self.entra.tenants:
            raise NotPermitted("Your organisation does not use this Countersign.", "Votre organisation n’utilise pas ce Countersign.")
        if claims["azp"] not in (self.entra.clients or {self.entra.client_id}):
            raise _refused()
        # A token without a scope is an application's own: nobody stands behind it.
        if SCOPE not in str(claims.get("scp", "")).split() or claims.get("idtyp") == "app":
            raise _refused()
        contexts = frozenset(_texts(claims.get("acrs")))
        name, email = str(claims.get("name") or ""), str(claims.get("preferred_username") or "")
        return Identity(tenant, claims["oid"], name or email or claims["oid"], email, self._role(claims), contexts)

    def _verified(self, token: str) -> dict[str, Any]:
        """The claims of a token that Entra signed for us, for the tenant that it names, and that is valid now."""
        try:
            key = self._keys.get(str(jwt.get_unverified_header(token).get("kid", "")))
            if key is None:
                raise _refused()
            claims = jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],
                audience=self.entra.client_id,
                leeway=_LEEWAY,
                options={"require": _REQUIRED, "strict_aud": True},
            )
        except jwt.ExpiredSignatureError:
            raise NotSignedIn("Your sign-in has expired.", "Votre connexion a expiré.") from None
        except jwt.InvalidTokenError:
            # Without its cause: that one quotes the token's content.
            raise _refused() from None
        issuer = self.entra.issuer(_guid(claims["tid"]))
        if claims["ver"] != "2.0" or claims["iss"] != issuer or key.issuer.replace("{tenantid}", claims["tid"]) != issuer:
            raise _refused()
        return {**claims, "oid": _guid(claims["oid"])}

    def _role(self, claims: Mapping[str, Any]) -> Role:
        """The role of a person with several is the one that may do most; raises NotPermitted for a person without any."""
        given = {*_texts(claims.get("roles")), *(self.entra.groups.get(group, "") for group in _texts(claims.get("groups")))}
        for name, role in _APP_ROLES.items():
            if name in given:
                return role
        raise NotPermitted(
            "You have no role in Countersign yet: ask your Microsoft 365 administrator for one.",
            "Vous n’avez pas encore de rôle dans Countersign : demandez-en un à votre administrateur Microsoft 365.",
        )


def _refused() -> NotSignedIn:
    return NotSignedIn("This sign-in is not valid here.", "Cette connexion n’est pas valable ici.")


def _guid(value: object) -> str:
    """The GUID as Entra writes it; raises NotSignedIn for anything else, which could otherwise reach into an address or a folder's name."""
    if isinstance(value, str) and is_guid(value):
        return value
    raise _refused()


def _texts(value: object) -> tuple[str, ...]:
    """The texts of a claim that may be one, several, or missing."""
    listed = value if isinstance(value, list) else [value]
    return tuple(text for text in listed if isinstance(text, str))
