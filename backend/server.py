"""The server process: gunicorn with one worker of many threads, started from within and without files of its own."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
import threading
import webbrowser
from typing import Any

import click
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from backend.settings import Settings

#: Where the server listens unless told otherwise, and how many ports above are tried when that one is taken.
PORT, _OTHER_PORTS = 8770, 50
#: Each pane that waits for its mail holds a thread.
_THREADS = 48
#: How long requests under way may take when the server is stopped, in seconds.
_GRACE = 3
#: prctl(2): have the kernel send a signal to this process when its parent ends.
_PR_SET_PDEATHSIG = 1


def run(settings: Settings, host: str, port: int, *, open_browser: bool = False) -> None:
    """Serve until stopped; prints one URL when it listens."""
    _Server(settings, host, port, open_browser=open_browser).run()


def free_port(host: str) -> int:
    """The usual port, or the first one above it that nobody listens on; raises OSError when all are taken."""
    for port in range(PORT, PORT + _OTHER_PORTS):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise OSError(f"No port from {PORT} to {PORT + _OTHER_PORTS - 1} is free.")


class _Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn, configured by the settings alone."""

    def __init__(self, settings: Settings, host: str, port: int, *, open_browser: bool) -> None:
        self._settings = settings
        self._address = (host, port)
        self._open_browser = open_browser
        super().__init__()

    def load_config(self) -> None:
        """What gunicorn asks for; neither its command line nor its files are looked at."""
        host, port = self._address
        options = {
            "bind": f"{host}:{port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": _THREADS,
            "graceful_timeout": _GRACE,
            "loglevel": "warning",
            "control_socket_disable": True,
            # Gunicorn would else open what `__main__` closed.
            "umask": 0o077,
            "post_fork": _end_with_parent,
            "post_worker_init": self._announce,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, made in the worker: threads and database connections do not survive a fork."""
        from backend.app import create_app, rehearse  # noqa: PLC0415 — the master process stays small and starts the worker at once

        application = create_app(self._settings)
        threading.Thread(target=rehearse, args=(application,), name="rehearsal", daemon=True).start()
        return application

    def _announce(self, worker: Any) -> None:
        if worker.age > 1:
            return  # a worker that replaces another one
        host, port = self._address
        url = f"http://{'localhost' if host in {'0.0.0.0', '::'} else host}:{port}/"  # noqa: S104 — to name it, not to bind it
        click.echo(url)
        sys.stdout.flush()
        if self._open_browser:
            webbrowser.open(url)


def _end_with_parent(server: Any, _worker: Any) -> None:
    """Let the worker end together with a master that is killed, so that the port is free for the next one. Linux only."""
    if not sys.platform.startswith("linux"):
        return  # elsewhere gunicorn's worker notices within a second
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != server.pid:
        os._exit(1)
