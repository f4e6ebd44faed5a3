"""A running ERP in a double's place: where it is, keys of one test's own, how long the calls take, and the table at the end."""

from __future__ import annotations

import os
import tomllib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

from backend.connectors import watching
from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings

#: Names the file of answers; an answer may also stand in the environment alone: COUNTERSIGN_LIVE_URL, COUNTERSIGN_LIVE_SEED_KEY.
FILE = "COUNTERSIGN_LIVE"
#: Before the answers that are the seed's, which needs other rights than the connector has.
SEED = "seed_"

#: What was called -> the seconds of each call, and how many of them were the ERP's.
_took: dict[str, list[tuple[float, float]]] = defaultdict(list)


def answers(config: type, *, of_seed: bool = False) -> Any:
    """The Config of the running ERP, as it is for the connector, or for who makes and removes the seed."""
    told = tomllib.loads(Path(os.environ[FILE]).read_text(encoding="utf-8")) if os.environ.get(FILE) else {}
    told |= {name.removeprefix(f"{FILE}_").lower(): value for name, value in os.environ.items() if name.startswith(f"{FILE}_")}
    if of_seed:
        told |= {name.removeprefix(SEED): value for name, value in told.items() if name.startswith(SEED)}
    return config(**{field.name: told[field.name] for field in fields(config) if field.name in told})


class Keyed:
    """A connector with keys of one test's own, as all tests share the ERP; what its calls took is remembered."""

    def __init__(self, erp: Callable[[Any, Surroundings], Any], config: Any, folder: Path, prefix: str) -> None:
        self._connector, self._prefix = erp(config, Surroundings(Claims(folder))), prefix

    def find(self, key):
        return self._timed("find", self._connector.find, self._prefix + key)

    def post(self, document, key):
        lines = "" if len(document.lines) < 3 else f" of {len(document.lines)} lines"
        return self._timed(f"post {type(document).__name__}{lines}", self._connector.post, document, self._prefix + key)

    def change(self, change, key):
        return self._timed("change", self._connector.change, change, self._prefix + key)

    def __getattr__(self, name):
        method = getattr(self._connector, name)
        if name.startswith("_"):
            return method
        return lambda *arguments, **named: self._timed(name, method, *arguments, **named)

    def _timed(self, name, method, *arguments, **named):
        began = monotonic()
        with watching.watched() as calls:
            result = method(*arguments, **named)
        _took[name].append((monotonic() - began, sum(call.seconds for call in calls)))
        return result


def pytest_terminal_summary(terminalreporter):
    """Which promises were kept, and what the calls took."""
    reports = [report for kind in ("passed", "failed", "error") for report in terminalreporter.stats.get(kind, ())]
    kept = {report.nodeid: report.passed for report in reports if report.when == "call" or report.failed}
    terminalreporter.section("promises")
    for node, is_kept in kept.items():
        sentence = node.rpartition("::")[2].removeprefix("test_").replace("_", " ")
        terminalreporter.write_line(f"{'kept  ' if is_kept else 'BROKEN'}  {sentence}", red=not is_kept)
    terminalreporter.section("calls: how many, median ms, of which the ERP's")
    for name, took in sorted(_took.items()):
        whole, theirs = (median(times) * 1000 for times in zip(*took, strict=True))
        terminalreporter.write_line(f"{name:32} {len(took):5} {whole:9.0f} {theirs:9.0f}")
    terminalreporter.write_line(f"{sum(kept.values())} of {len(kept)} promises kept")
