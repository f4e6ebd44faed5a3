"""Trying an ERP: what its connector finds wrong with the connection, and what its calls show of the line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

from backend.connectors.connector import Connector
from backend.connectors.failures import unreachable
from backend.connectors.watching import Call, watched
from backend.errors import ConnectorError, ConnectorMisconfigured
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence

#: Clocks that differ by more than so many seconds make keys and signatures invalid in some ERPs.
_CLOCK = 120
#: A certificate that is over within this time is renewed now.
_CERTIFICATE = timedelta(days=14)

_ASK_AGAIN = Sentence("Vérifiez que l’ERP fonctionne, puis réessayez.", "See whether the ERP runs, then try again.")
_CORRECT = Sentence("Corrigez la connexion, puis testez-la de nouveau.", "Correct the connection, then test it again.")
_OTHER_CLOCK = Sentence(
    "L’horloge de l’ERP et celle de ce serveur diffèrent de {seconds} secondes.",
    "The ERP's clock and this server's differ by {seconds} seconds.",
)
_SET_CLOCK = Sentence("Synchronisez les deux par NTP.", "Synchronise both by NTP.")
_OVER_SOON = Sentence("Le certificat de l’ERP expire le {day}.", "The ERP's certificate is over on {day}.")
_RENEW = Sentence("Renouvelez-le sur le serveur de l’ERP.", "Renew it on the ERP's server.")


@dataclass(frozen=True)
class Trial:
    """What trying an ERP showed."""

    #: What the connector found wrong.
    told: tuple[Finding, ...]
    calls: tuple[Call, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the connector found wrong, a clock that is wrong, and a certificate that is nearly over."""
        found = list(self.told)
        if self.clock is not None and abs(self.clock) > _CLOCK:
            sentence = _OTHER_CLOCK.filled(seconds=round(abs(self.clock)))
            found.append(Finding("ERP-CLOCK", Severity.WARNING, sentence, remedy=_SET_CLOCK))
        until = self.certificate_until
        if until and until - datetime.now(UTC) < _CERTIFICATE:
            found.append(Finding("ERP-CERTIFICATE", Severity.WARNING, _OVER_SOON.filled(day=until.date()), remedy=_RENEW))
        return tuple(found)

    @property
    def is_well(self) -> bool:
        """Whether nothing has to be done."""
        return all(finding.severity is Severity.INFO for finding in self.findings)

    @property
    def seconds(self) -> float:
        """How long one call takes, 0 when none was answered."""
        return median(call.seconds for call in self.calls) if self.calls else 0.0

    @property
    def clock(self) -> float | None:
        """How far the ERP's clock is ahead of ours, in seconds; None when it does not tell."""
        clocks = [call.clock for call in self.calls if call.clock is not None]
        return median(clocks) if clocks else None

    @property
    def certificate_until(self) -> datetime | None:
        """When the ERP's certificate is over, None without one."""
        return min((call.certificate_until for call in self.calls if call.certificate_until), default=None)

    def lines(self) -> Iterator[str]:
        """All of it for an administrator's terminal."""
        if self.calls:
            encryption = ", ".join(sorted({call.tls or "not encrypted (on this machine)" for call in self.calls}))
            yield f"calls: {len(self.calls)}, one takes {self.seconds:.2f} s, {encryption}"
        if self.certificate_until:
            yield f"its certificate is good until {self.certificate_until.date()}"
        if self.clock is not None:
            yield f"its clock is {round(self.clock):+d} s from ours"
        for finding in self.findings:
            remedy = finding.remedy or Sentence("", "")
            yield f"- {finding.sentence.en} {remedy.en}".rstrip()
            yield f"  {finding.sentence.fr} {remedy.fr}".rstrip()
        if self.is_well:
            yield "all is well"


def tried(opened: Callable[[], Connector]) -> Trial:
    """What trying the connector shows; it may fail to open."""
    with watched() as calls:
        try:
            told = tuple(opened().check())
        except ConnectorError as error:
            told = (_finding(error),)
    return Trial(told, tuple(calls))


def _finding(error: ConnectorError) -> Finding:
    return unreachable(error, _CORRECT if isinstance(error, ConnectorMisconfigured) else _ASK_AGAIN)
