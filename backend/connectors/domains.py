"""Which mail domains tell a company: those of its e-mail address and its web site, without those that everybody uses."""

from __future__ import annotations

from urllib.parse import urlsplit

#: Mail providers, whose domain tells nothing about a company.
_SHARED = frozenset({
    "gmail.com", "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net",
    "yahoo.fr", "yahoo.com",
})  # fmt: skip


def domains_of(email: str, website: str) -> tuple[str, ...]:
    """The domains, each once; the web site may be written with or without https:// and www."""
    host = urlsplit(website if "//" in website else f"//{website}").hostname or ""
    found = (email.rpartition("@")[2].lower(), host.removeprefix("www."))
    return tuple(dict.fromkeys(domain for domain in found if domain and domain not in _SHARED))
