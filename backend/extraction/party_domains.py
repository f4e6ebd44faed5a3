"""The domains of the addresses on the pages and of the sender: they spell what the writer is called, or are all there is of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from backend.extraction.candidates import Candidates, Hit, field_at
from backend.extraction.layout import Span
from backend.extraction.party_names import is_spelled_by
from backend.model.mail import Mail
from backend.model.trade import TradeDocument, header_fields

#: How often words that spell the domain of the pages are who issued them.
_DOMAIN_WORDS = 0.6
#: Shorter names of domains tell nothing.
_LEAST_DOMAIN = 3
#: How often the one domain on the pages is what its seller is called, where nothing else says it: a logo is a picture.
_ONLY_DOMAIN = 0.4
_DOMAIN = re.compile(
    r"(?:@|www\.|https?://(?:www\.)?|(?<![\w@.-])(?=[a-z0-9-]+\.(?:com|fr|de|es|it|nl|be|eu|ch|at|net|org|co\.uk|pl"
    r"|pt)\b))([a-z0-9-]+)(?:\.[a-z0-9-]+)*\.[a-z]{2,}"
)
#: Providers of mail, and others whose domains name nobody.
MAIL_HOSTS = frozenset({
    "gmail", "outlook", "hotmail", "yahoo", "orange", "wanadoo", "free", "sfr", "laposte", "gmx", "web", "example", "icloud",
    "live", "email", "mail", "msn", "googlemail", "t-online", "aol", "proton", "protonmail", "bluewin", "libero", "alice",
    "telenet", "skynet", "bbox", "neuf", "numericable", "terra", "ziggo", "kpnmail", "hetnet", "pec", "arubapec", "legalmail",
    "chorus-pro", "paypal", "stripe", "impots", "gouv", "europa", "ec", "tcpdf",
})  # fmt: skip


def domains_of(found: Candidates, mail: Mail) -> frozenset[str]:
    """The names of the domains of addresses on the pages and of the sender, without those of mail providers."""
    names = {m[1] for row in found.rows for m in _DOMAIN.finditer(row.folded)}
    names |= {mail.sender.domain.rpartition(".")[0].rpartition(".")[2]}
    return frozenset(name.replace("-", "") for name in names if _tells(name))


def _tells(name: str) -> bool:
    """Whether the name of a domain tells whose it is."""
    return len(name) >= _LEAST_DOMAIN and name not in MAIL_HOSTS


def domain_words(found: Candidates, domains: frozenset[str]) -> Iterator[Hit]:
    """The first words on the pages that spell a domain of theirs: "Bouygues Telecom" where there is bouyguestelecom.fr."""
    for row in found.rows[:200] if domains else ():
        words = [(m.group(), m.start(), m.end()) for m in re.finditer(r"[^\W_]+", row.folded)]
        for size in (3, 2):
            for at in range(len(words) - size + 1):
                run = words[at : at + size]
                if not any(domain.startswith(run[0][0]) for domain in domains):
                    continue
                text = row.text[run[0][1] : run[-1][2]]
                if "".join(w for w, _, _ in run) in domains and text[0].isupper():
                    yield Hit(text, Span(row, run[0][1], run[-1][2]), _DOMAIN_WORDS, method="domain")
                    return


def with_seller(document: TradeDocument, found: Candidates) -> TradeDocument:
    """The document of a seller with the one domain on its pages that is no provider's nor the buyer's as his name, where that is missing.

    It is for a person to look at: of a logo, which is a picture, it may be all that can be read.
    """
    if "seller_name" in document.fields:
        return document
    buyer = document.fields.get("buyer_name")
    spots = {span.folded: span for row in found.rows for span in (Span(row, *m.span(1)) for m in _DOMAIN.finditer(row.folded))}
    own = [span for name, span in spots.items() if _tells(name) and not (buyer and is_spelled_by(buyer.value, frozenset({name})))]
    if len(own) != 1:
        return document
    told = {**document.fields, "seller_name": field_at("seller_name", own[0].text, own[0], _ONLY_DOMAIN, found.part, method="domain")}
    return replace(document, fields={name: told[name] for name in header_fields(document.document_type) if name in told})
