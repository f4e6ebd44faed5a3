"""Whether an installation is served as Gmail demands it: reachable, encrypted, and refusing everybody but Google."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http import HTTPStatus

from backend.manifests import gmail_sentences as say
from backend.manifests.gmail import COMPOSE, HELP, HOME, MESSAGE, SETTINGS, logo
from backend.manifests.line import Line
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence


class GmailSite:
    """One installation as Google reaches it over the network."""

    def __init__(self, address: str, ca_file: str = "") -> None:
        """`ca_file` has the certificates of a company's own authority; raises BadInput when it has none."""
        self._line = Line(address, "GMAIL", ca_file)

    def findings(self) -> Iterator[Finding]:
        """What is good (info) and what has to be mended."""
        encryption = self._line.encryption()
        yield encryption
        if encryption.severity is Severity.BLOCKING:
            return
        yield self._server()
        yield self._calls()
        yield self._pictures()

    def _server(self) -> Finding:
        """Whether it is Countersign that answers, and signs people in with Google."""
        answer = self._line.ask("GET", "/api/session/google")
        try:
            told = json.loads(answer.body) if answer and answer.status == HTTPStatus.OK else None
        except ValueError:
            told = None
        if isinstance(told, dict) and told.get("address"):
            return self._line.good("SERVER", say.SERVER)
        return self._line.wrong("SERVER", say.OTHER_SERVER, say.SAME_SETTINGS)

    def _calls(self) -> Finding:
        """Whether every trigger is there and believes nobody without Google's signature."""
        for path in (HOME, MESSAGE, COMPOSE, SETTINGS, HELP):
            answer = self._line.ask("POST", path)
            if answer is None or answer.status != HTTPStatus.UNAUTHORIZED or answer.header("Content-Type") != "application/problem+json":
                return self._line.wrong("CALLS", say.OPEN.filled(path=path, status=answer.status if answer else "-"), say.HAND_OVER)
        return self._line.good("CALLS", say.REFUSED)

    def _pictures(self) -> Finding:
        """Whether pictures are served without a sign-in."""
        url = logo(self._line.address)
        answer = self._line.ask("GET", url.removeprefix(self._line.address))
        if answer and answer.status == HTTPStatus.OK and answer.header("Content-Type") == "image/png":
            return self._line.good("PICTURES", say.LOGO)
        return self._line.wrong("PICTURES", say.NO_LOGO.filled(url=url), say.LEAVE_OPEN)


def gmail_by_hand(address: str, redirect: str) -> Iterator[Sentence]:
    """What of a deployment in Gmail nobody can tell from the server, and where to look at it."""
    for step in say.BY_HAND:
        yield step.filled(address=address, logo=logo(address), redirect=redirect)
