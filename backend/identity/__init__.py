"""Who somebody is, by the token that their mail system's identity provider gave them."""

from backend.identity.delegation import Delegation
from backend.identity.described import expiry, redirects
from backend.identity.entra import Entra, EntraTokens, Identity
from backend.identity.google import Google, GoogleTokens
from backend.identity.google_registration import GoogleRegistration
from backend.identity.on_behalf import OnBehalf
from backend.identity.registration import Registration

__all__ = [
    "Delegation",
    "Entra",
    "EntraTokens",
    "Google",
    "GoogleRegistration",
    "GoogleTokens",
    "Identity",
    "OnBehalf",
    "Registration",
    "expiry",
    "redirects",
]
