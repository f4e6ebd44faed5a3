"""`countersign serve --demo`, but killed with its master (SIGKILL) at one moment: mortal_server.py MOMENT PORT."""

from __future__ import annotations

import os
import signal
import sys

from backend.connectors.practice import PracticeErp
from backend.pipeline import prepare
from backend.server import run
from backend.settings import from_environment


def die():
    os.kill(os.getppid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def before(function):
    """The function, never reached."""
    return lambda *_arguments, **_named: die() or function


def after(function):
    """The function, whose answer nobody gets."""

    def call(*arguments, **named):
        function(*arguments, **named)
        die()

    return call


def main():
    moment, port = sys.argv[1:]
    if moment == "before the ERP was asked":
        PracticeErp.post = before(PracticeErp.post)
    elif moment == "after the ERP has it":
        PracticeErp.post = after(PracticeErp.post)
    elif moment == "after the ERP has cancelled it":
        PracticeErp.cancel = after(PracticeErp.cancel)
    elif moment == "while a mail is prepared":
        prepare.matched = after(prepare.matched)
    else:
        raise ValueError(moment)
    run(from_environment(os.environ), "127.0.0.1", int(port))


if __name__ == "__main__":
    main()
