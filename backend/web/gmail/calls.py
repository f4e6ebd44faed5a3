"""One call of Google's: whose it is, checked, what their cards are made with, and the message that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from time import monotonic
from typing import TypeVar

from flask import Flask, current_app, g

from backend.errors import MailboxMisconfigured, NotFound, NotPermitted
from backend.mailboxes.gmail import Gmail
from backend.mailboxes.gmail_mailbox import MAILBOX, GmailMailbox, reference
from backend.model.case import MailStatus
from backend.model.user import Role, User
from backend.pipeline.receive import receive
from backend.store.records import StoredMail
from backend.web.auth import current_actor, current_user, member, scope
from backend.web.gmail import crops
from backend.web.gmail.behind import Busy, Kind
from backend.web.gmail.deeds import Asked, Seal
from backend.web.gmail.desk import Desk
from backend.web.gmail.event import Event
from backend.web.gmail.looking import About
from backend.web.gmail.outcome import WORKING
from backend.web.gmail.wording import Wording
from backend.web.language import read_in
from backend.web.mails import view_of_mail
from backend.web.routes import Json
from backend.web.wiring import wired

T = TypeVar("T")

#: So many seconds after the call came, its card waits no longer for what is on its way, and offers to refresh: Google gives up later.
PATIENCE = 4.0
#: No call to Gmail is sent again after so many seconds.
_LONGEST_WAIT = 2.0
_SCOPES = "https://www.googleapis.com/auth/"
#: What is asked for beyond the add-on itself: who it is, the open message, and a draft that answers it.
PERSON = frozenset({"openid", f"{_SCOPES}userinfo.email"})
MESSAGE = frozenset({f"{_SCOPES}gmail.addons.current.message.readonly"})
DRAFT = frozenset({f"{_SCOPES}gmail.addons.current.action.compose"})


class ScopesWanted(NotPermitted):
    """Please let Countersign do this in Gmail."""

    def __init__(self, scopes: frozenset[str]) -> None:
        super().__init__()
        #: What the person has to consent to.
        self.scopes = scopes


@dataclass(frozen=True)
class Call:
    """A call of a person who is known."""

    event: Event
    user: User
    #: When it came, by the machine's own clock.
    came: float

    @staticmethod
    def of(event: Event) -> Call:
        """The call of the event's person, who is from now on the one who is asking; raises NotSignedIn, NotPermitted and ScopesWanted."""
        google = wired().google
        if google is None:
            raise NotFound
        if not event.person_token:
            raise ScopesWanted(PERSON)
        read_in(event.language)
        g.user = member(google.person(event.person_token))
        return Call(event, current_user(), g.came)

    @cached_property
    def desk(self) -> Desk:
        """What this person's cards are made with now."""
        return Desk(
            Wording(self.event.language, self.event.zone, self.event.locale),
            _site(),
            Seal(wired().secret, self.user).sealed,
            self._picture,
            wired().erps.origins(self.user.organisation),
            self.user.email,
            _approvers(self.user),
            self._on_screen(),
            page=self._page(),
        )

    def composing(self) -> Desk:
        """The same while a message is written."""
        return replace(self.desk, is_composing=True)

    def asked(self) -> Asked:
        """What was clicked; raises NotPermitted for what was not signed for this person."""
        return Seal(wired().secret, self.user).opened(self.event.parameter)

    def require(self, scopes: frozenset[str]) -> None:
        """Raise ScopesWanted when Google tells what the person consented to and something of this lacks."""
        if self.event.scopes is not None and not scopes <= self.event.scopes:
            raise ScopesWanted(scopes - self.event.scopes)

    def mailbox(self) -> GmailMailbox:
        """The open message's mailbox: the token of the message lets at that one only."""
        server = wired().gmail
        if server is None:
            raise MailboxMisconfigured("Gmail is not set up here.", "Gmail n’est pas configuré ici.")
        return GmailMailbox(Gmail(server, lambda: self.event.oauth_token, self.event.message_token, _LONGEST_WAIT))

    def opened(self) -> StoredMail | None:
        """The open message as kept, received now if need be; None while that takes longer than a card can wait.

        Raises what the mailbox raises, and NotFound for whom may only look.
        """
        known = self._known()
        if known:
            return known
        if self.user.role is Role.AUDITOR:
            raise NotFound(
                "This message has not been read here yet. Somebody who processes messages opens it first.",
                "Ce message n’a pas encore été lu ici. Une personne qui traite les messages doit d’abord l’ouvrir.",
            )
        self.require(MESSAGE)
        workshop, actor, mailbox, most = wired().workshop, current_actor(), self.mailbox(), wired().settings.max_bytes
        organisation, message, name = self.user.organisation, self.event.message_id, self._reference()

        def received() -> StoredMail:
            # It may have arrived since it was looked for.
            arrived = workshop.scope(organisation).mails.of_reference(MAILBOX, name)
            return arrived or receive(workshop, organisation, actor, mailbox.fetch(message, most), MAILBOX, name)

        try:
            return wired().behind.get(Kind.MESSAGE, organisation, name, received, self.left())
        except Busy:
            return None

    def behind(self, name: str, work: Callable[[], T], kept: float = 0.0) -> T | None:
        """What comes of asking the ERP; None while it goes on for longer than a card can wait. Raises Busy, and as the work does.

        What comes of it may be kept for some seconds for whoever asks again.
        """
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - Flask's own way to hand it on
        user, language = self.user, self.event.language

        def worked() -> T:
            with app.app_context():
                g.user = user
                read_in(language)
                return work()

        return wired().behind.get(Kind.ERP, user.organisation, f"{user.id} {name}", worked, self.left(), kept)

    def goes_on(self, name: str) -> bool:
        """Whether what was asked of the ERP by this name takes longer than a card can wait; raises as the work did."""
        return wired().behind.goes_on(Kind.ERP, self.user.organisation, f"{self.user.id} {name}", self.left())

    def left(self) -> float:
        """For how many seconds its card may still wait, for whatever it waits for."""
        return max(0.0, self.came + PATIENCE - monotonic())

    def about(self) -> About:
        """What the queue and the settings say of the person and the installation."""
        organisation = wired().workshop.store.organisation(self.user.organisation)
        return About(
            self.user.name,
            self.user.email,
            self.user.role,
            organisation.name if organisation else self.user.organisation,
            wired().erps.name(self.user.organisation),
            wired().settings.gmail_images,
            wired().settings.gmail_labels,
        )

    def _known(self) -> StoredMail | None:
        return scope().mails.of_reference(MAILBOX, self._reference()) if self.event.message_id else None

    def _on_screen(self) -> str:
        known = self._known()
        return known.id if known else ""

    def _page(self) -> int:
        """The page of the case's card from which something of it was clicked."""
        asked = self.asked().what if self.event.parameter else {}
        return int(asked.get("page", 0)) if "case" in asked else 0

    def _reference(self) -> str:
        return reference(self.user.email, self.event.message_id)

    def _picture(self, mail_id: str, place: Json) -> str:
        return crops.address(_site(), self.user.organisation, mail_id, place) if wired().settings.gmail_images else ""


def begin() -> None:
    """From now on a card is waited for."""
    g.came = monotonic()


def seen(mail_id: str, patience: float = 0.0) -> Json:
    """The message (MailView) once nothing is on its way with it, or as it is after so many seconds; with its Message-ID."""
    end = monotonic() + patience
    while True:
        stored = scope().mails.get(mail_id)
        view = view_of_mail(stored) | {"message_id": stored.mail.message_id}
        is_working = stored.status is MailStatus.RECEIVED or any(case["status"] in WORKING for case in view["cases"])
        left = end - monotonic()
        if not is_working or left <= 0:
            return view
        scope().mails.wait(mail_id, stored.revision, left)


def _site() -> str:
    return wired().settings.public_url.rstrip("/")


def _approvers(asking: User) -> tuple[str, ...]:
    """The addresses of the colleagues whose word counts for more, as far as they have been here."""
    roles = {Role.APPROVER, Role.ADMINISTRATOR}
    return tuple(user.email for user in scope().users.all() if user.role in roles and user.email and user.id != asking.id)
