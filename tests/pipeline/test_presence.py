"""Who is still alive."""

from __future__ import annotations

import subprocess
import sys

from backend.pipeline.presence import Presence

OTHER = "import sys, time; from pathlib import Path; from backend.pipeline.presence import Presence; "
OTHER += "p = Presence(Path(sys.argv[1])); print(p.name, flush=True); time.sleep(60)"


def test_a_process_is_dead_once_it_was_killed_and_not_before(tmp_path):
    with subprocess.Popen([sys.executable, "-c", OTHER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as other:
        name = other.stdout.readline().strip()
        presence = Presence(tmp_path)

        assert not presence.is_dead(name)
        other.kill()
        other.wait()
        assert presence.is_dead(name)


def test_this_process_and_unknown_ones_are_not_called_dead(tmp_path):
    presence = Presence(tmp_path)

    assert not presence.is_dead(presence.name)
    assert not presence.is_dead("0" * 32)
    assert not presence.is_dead("../../etc/passwd")
