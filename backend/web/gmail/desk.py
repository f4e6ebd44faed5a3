"""What every card is made with: the reader's words, where its clicks go, its pictures, and where its links may lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urljoin, urlsplit

from backend.web.gmail.deeds import Deed
from backend.web.gmail.wording import Wording
from backend.web.routes import Json

#: The parameter of every action, and where actions and suggestions are asked for.
PARAMETER = "asked"
CLICKED, SUGGEST = "/gmail/clicked", "/gmail/suggest"
_GMAIL = "https://mail.google.com/mail/?"


@dataclass(frozen=True)
class Desk:
    """One person's cards."""

    words: Wording
    #: Where people reach this installation, without a slash at the end.
    site: str
    #: The signed parameter of a deed.
    sealed: Callable[[Deed, Json], str]
    #: The address of the picture of a place on a page, "" when pictures are off or there is none.
    picture: Callable[[str, Json], str]
    #: The ERP's origins: besides us, the only ones that are linked.
    erp_origins: frozenset[str] = frozenset()
    #: The person's address in Gmail.
    person: str = ""
    #: Whose word can be asked for, by address.
    approvers: tuple[str, ...] = ()
    #: The mail on screen, "" when none is.
    on_screen: str = ""
    #: Whether the person writes a message: a reply is then inserted.
    is_composing: bool = False
    #: The page of the case's card that is on screen, or below what is.
    page: int = 0

    def does(self, deed: Deed, /, **what: object) -> Json:
        """The click that asks for this."""
        return {"action": self.action(CLICKED, deed, **what)}

    def suggests(self, **what: object) -> Json:
        """The action that completes what is typed."""
        return self.action(SUGGEST, Deed.SUGGEST, **what)

    def action(self, path: str, deed: Deed, /, **what: object) -> Json:
        """The action with its signed parameter."""
        return {"function": f"{self.site}{path}", "parameters": [{"key": PARAMETER, "value": self.sealed(deed, what)}]}

    def on(self, view: Mapping[str, object], deed: Deed, /, **what: object) -> Json:
        """The click that asks for this of a CaseView as it is now, and comes back to the same page of its card."""
        page = {"page": self.page} if self.page else {}
        return self.does(deed, **{"case": view["id"], "version": view["version"]} | page | what)

    def opens(self, url: str) -> Json | None:
        """The click that follows a link to us or to the ERP; None for one that leads anywhere else, or is not encrypted."""
        whole = urljoin(f"{self.site}/", url)
        parts = urlsplit(whole)
        is_known = f"{parts.scheme}://{parts.netloc}" in {self.site, *self.erp_origins}
        return {"openLink": {"url": whole}} if url and parts.scheme == "https" and is_known else None

    def opens_message(self, message_id: str) -> Json:
        """The click that finds a message in Gmail by its Message-ID."""
        words = quote(f"rfc822msgid:{message_id.strip('<>')}", safe="")
        return {"openLink": {"url": f"{_GMAIL}{urlencode({'authuser': self.person})}#search/{words}"}}

    def writes(self, to: Iterable[str], subject: str, text: str) -> Json:
        """The click that begins a message in Gmail, for the person to finish and send."""
        said = {"authuser": self.person, "view": "cm", "fs": "1", "to": ",".join(to), "su": subject, "body": text}
        return {"openLink": {"url": f"{_GMAIL}{urlencode(said)}"}}
