"""Mail domains: which belong to one company, and which to anybody with a mailbox."""

from __future__ import annotations

#: Mail providers of Europe under whose domains anybody can have an address: they say nothing of a company.
_PUBLIC = frozenset({
    "gmail.com", "googlemail.com", "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "hotmail.it", "hotmail.es", "hotmail.de",
    "hotmail.co.uk", "live.com", "live.fr", "live.nl", "msn.com", "yahoo.com", "yahoo.fr", "yahoo.de", "yahoo.es", "yahoo.it",
    "yahoo.co.uk", "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com", "mail.com", "gmx.com", "gmx.net", "gmx.de", "gmx.fr",
    "gmx.at", "web.de", "t-online.de", "freenet.de", "posteo.de", "proton.me", "protonmail.com", "pm.me", "orange.fr", "wanadoo.fr",
    "free.fr", "sfr.fr", "neuf.fr", "cegetel.net", "laposte.net", "bbox.fr", "numericable.fr", "aliceadsl.fr", "club-internet.fr",
    "libero.it", "virgilio.it", "alice.it", "tiscali.it", "ziggo.nl", "kpnmail.nl", "planet.nl", "hetnet.nl", "xs4all.nl",
    "telefonica.net", "telenet.be", "skynet.be", "proximus.be", "btinternet.com", "sky.com", "bluewin.ch",
})  # fmt: skip


def is_public(domain: str) -> bool:
    """Whether anybody can have an address under this domain (gmail.com, orange.fr, ...)."""
    return domain.lower() in _PUBLIC


def of_company(domain: str) -> tuple[str, ...]:
    """The domain and those above it that can stand for a company, nearest first: mail.durand.fr and durand.fr; none for a public one."""
    labels = domain.lower().strip(".").split(".")
    names = tuple(".".join(labels[n:]) for n in range(len(labels) - 1))
    return () if any(is_public(n) for n in names) else names
