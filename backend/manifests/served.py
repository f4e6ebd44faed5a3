"""Whether an installation is served as Outlook and Microsoft 365 demand it: reachable, encrypted, with the right headers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http import HTTPStatus

from backend.manifests import sentences as say
from backend.manifests.installation import Installation
from backend.manifests.line import Answer, Line
from backend.manifests.outlook import HOSTS, ICON_SIZES, OFFICE_SCRIPTS
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence

#: Where Graph tells what arrived in a watched mailbox, for a mailbox that there is not.
NOTIFICATIONS = "/api/notifications/nobody/000000000000000000000000"
#: A proxy that takes a large message waits for its bytes, which never come: after so many seconds it has not refused it.
_PATIENCE = 3.0
_MEGABYTE = 1024 * 1024


class Site:
    """One installation as it is reached over the network."""

    def __init__(self, installation: Installation, ca_file: str = "") -> None:
        """`ca_file` has the certificates of a company's own authority; raises BadInput when it has none."""
        self.installation = installation
        self._line = Line(installation.address, "OUTLOOK", ca_file)

    def findings(self, largest: int) -> Iterator[Finding]:
        """What is good (info) and what has to be mended; `largest` is the size of the largest message that is to be taken, in bytes."""
        encryption = self._line.encryption()
        yield encryption
        if encryption.severity is Severity.BLOCKING:
            return
        yield from self._pages()
        yield self._icons()
        yield self._server()
        yield self._size(largest)

    def notified(self) -> Finding:
        """Whether Countersign is reached where Graph tells what arrived: it says itself that this mailbox is none that it watches."""
        answer = self._line.ask("POST", f"{NOTIFICATIONS}?validationToken=x")
        if answer and answer.status == HTTPStatus.NOT_FOUND and answer.header("Content-Type") == "application/problem+json":
            return self._line.good("NOTIFICATIONS", say.NOTIFIED)
        return self._line.wrong("NOTIFICATIONS", say.NOT_NOTIFIED, say.HAND_OVER)

    def _pages(self) -> Iterator[Finding]:
        """The pane's page, and the one where a sign-in window ends."""
        _, redirect = self.installation.redirects
        for rule, url in (("PANE", self.installation.page), ("REDIRECT", redirect)):
            name = url.removeprefix(self.installation.address)
            problem = _page_problem(name, self._line.ask("GET", name), is_framed=rule == "PANE")
            yield self._line.wrong(rule, *problem) if problem else self._line.good(rule, say.PAGE.filled(page=name))

    def _icons(self) -> Finding:
        """Outlook shows no icon that is not there or must not be kept."""
        wrong = [str(size) for size in ICON_SIZES if not self._has_icon(size)]
        if wrong:
            return self._line.wrong("ICONS", say.NO_ICONS.filled(sizes=", ".join(wrong)), say.KEEP_ICONS)
        return self._line.good("ICONS", say.ICONS)

    def _has_icon(self, size: int) -> bool:
        answer = self._line.ask("GET", self.installation.icon(size).removeprefix(self.installation.address))
        if answer is None:
            return False
        is_kept = not {"no-cache", "no-store"} & {part.strip().lower() for part in answer.header("Cache-Control").split(",")}
        return answer.status == HTTPStatus.OK and answer.header("Content-Type") == "image/png" and is_kept

    def _server(self) -> Finding:
        """Whether it is this installation that answers, and signs people in."""
        answer = self._line.ask("GET", "/api/session/entra")
        try:
            told = json.loads(answer.body) if answer else None
        except ValueError:
            told = None
        if isinstance(told, dict) and told.get("client_id") == self.installation.client_id:
            return self._line.good("SERVER", say.SERVER)
        return self._line.wrong("SERVER", say.OTHER_SERVER, say.SAME_SETTINGS)

    def _size(self, largest: int) -> Finding:
        """Whether a proxy lets the largest message through: it refuses one by its length, before any of it is sent."""
        megabytes = largest // _MEGABYTE
        headers = {"Content-Length": str(largest), "Content-Type": "message/rfc822"}
        answer = self._line.ask("POST", "/api/mails", headers, _PATIENCE)
        if answer and answer.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return self._line.wrong("SIZE", say.TOO_SMALL.filled(megabytes=megabytes), say.LARGER.filled(megabytes=megabytes + 1))
        return self._line.good("SIZE", say.LARGE.filled(megabytes=megabytes))


def _page_problem(name: str, answer: Answer | None, *, is_framed: bool) -> tuple[Sentence, Sentence] | None:
    """What keeps Outlook from showing a page, and what to do about it."""
    if answer is None:
        return say.NO_PAGE.filled(page=name, status="-"), say.HAND_OVER
    if answer.status != HTTPStatus.OK or not answer.header("Content-Type").startswith("text/html"):
        return say.NO_PAGE.filled(page=name, status=answer.status), say.HAND_OVER
    for header in ("X-Frame-Options", "Cross-Origin-Opener-Policy"):
        if header in answer.headers:
            return say.FORBIDDING.filled(page=name, header=header), say.LEAVE_OUT.filled(header=header)
    policies = answer.headers.getlist("Content-Security-Policy")
    if len(policies) != 1:
        return say.POLICIES.filled(page=name, count=len(policies)), say.LEAVE_OUT.filled(header="Content-Security-Policy")
    missing = [*_missing(policies[0], "frame-ancestors", HOSTS), *_missing(policies[0], "script-src", OFFICE_SCRIPTS)] if is_framed else []
    if missing:
        return say.NOT_ALLOWED.filled(page=name, hosts=", ".join(missing)), say.LEAVE_OUT.filled(header="Content-Security-Policy")
    return None


def _missing(policy: str, directive: str, sources: tuple[str, ...]) -> Iterator[str]:
    """The sources that the policy does not name in the directive."""
    said = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    named = said.get(directive, "").split()
    return (source for source in sources if source not in named)
