"""A process that has loaded the program already and forks servers from it: JSON lines in, JSON lines out.

`{"module", "arguments", "environment", "log", "rehearsed"}` begins a process as `python -m MODULE ARGUMENTS` does, and answers its id;
`{"ended"}` with an id answers its exit code, null while it lives. Those still there at the end of the input are killed.
"""

from __future__ import annotations

import json
import os
import runpy
import signal
import sys
from contextlib import suppress
from multiprocessing import forkserver

import alembic.command

import backend.app
import backend.server

#: What every server loads, the last one for its new database.
LOADED = (backend.app, backend.server, alembic.command)


def main():
    # What servers make for reading is forked from a process that has loaded it already, too; a program of the tests loads more than that.
    forkserver.set_forkserver_preload(["backend.readers.confined", "backend.extraction.ready", "backend.app"])
    forkserver.ensure_running()
    living = set()
    for line in sys.stdin:
        order = json.loads(line)
        if "ended" in order:
            answer = _ended(order["ended"])
            if answer is not None:
                living.discard(order["ended"])
        else:
            answer = os.fork() or _begin(**order)
            living.add(answer)
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()
    for pid in living:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _ended(pid):
    found, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


def _begin(module, arguments, environment, log, rehearsed):
    """Be that process; never returns."""
    code = 1
    try:
        os.setsid()
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for ours, theirs in ((nothing, 0), (output, 1), (output, 2)):
            os.dup2(ours, theirs)
        os.environ.clear()
        os.environ.update(environment)
        # It is the nursery's child and not this one's: whether it lives cannot be asked here.
        forkserver._forkserver.ensure_running = lambda: None
        if not rehearsed:
            backend.app.rehearse = lambda _app: None
        sys.argv = [module, *arguments]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        # What the nursery would do at its own end is not this process's.
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
