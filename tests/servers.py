"""Real servers for tests: each a process tree of its own, forked from one that has loaded the program already."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from threading import Lock
from time import monotonic, sleep

from tests.ports import free_port

PROJECT = Path(__file__).resolve().parents[1]
#: How long anything may take on a busy machine, in seconds, and how often it is looked at.
PATIENCE, _LOOK = 120, 0.02


class Server:
    """One server, its master and its worker, on a port of its own; `log` has what it prints."""

    def __init__(self, data_folder, *arguments, module="backend", rehearsed=True, **settings):
        """Begin `python -m MODULE ARGUMENTS PORT`, with these settings by the names that Settings gives them.

        One that is not `rehearsed` reads no sample ahead of its first visitor, which is half of what a short story's server does.
        """
        self.port = free_port()
        self.log = Path(data_folder).parent / f"server-{self.port}.log"
        given = {"data_folder": data_folder, **settings}
        environment = {**os.environ, **{f"COUNTERSIGN_{name.upper()}": str(value) for name, value in given.items()}}
        self._nursery = _nursery()
        self._code = None
        order = {"module": module, "arguments": [*arguments, str(self.port)], "environment": environment, "log": str(self.log)}
        self._pid = self._nursery.ask({**order, "rehearsed": rehearsed})
        self.url = self._announced()

    def ended(self):
        """Its exit code, None while it lives."""
        if self._code is None:
            self._code = self._nursery.ask({"ended": self._pid})
        return self._code

    def wait(self, seconds=PATIENCE):
        """Wait until its master has ended, by itself or by a signal."""
        _until(lambda: self.ended() is not None, seconds, "the server goes on")

    def terminate(self):
        """Ask it to end, and wait until it has."""
        self._end(signal.SIGTERM)

    def kill(self):
        """Kill its master, which takes its worker along."""
        self._end(signal.SIGKILL)

    def _end(self, number):
        if self.ended() is None:
            os.kill(self._pid, number)
        self.wait()

    def _announced(self):
        """The URL that it prints when it listens."""
        url = f"http://127.0.0.1:{self.port}"
        _until(lambda: self.ended() is not None or f"{url}/\n" in self._printed(), PATIENCE, "the server does not come up")
        assert self.ended() is None, f"the server ended at once: {self._printed()}"
        return url

    def _printed(self):
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()


class _Nursery:
    """The process that servers are forked from."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-m", "tests.nursery"],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lock = Lock()
        atexit.register(self._close)

    def ask(self, order):
        with self._lock:
            print(json.dumps(order), file=self._process.stdin, flush=True)
            return json.loads(self._process.stdout.readline())

    def _close(self):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@cache
def _nursery():
    return _Nursery()


def _until(is_so, seconds, otherwise):
    end = monotonic() + seconds
    while not is_so():
        assert monotonic() < end, otherwise
        sleep(_LOOK)
