"""Claims on posting keys: one holder at a time over threads and processes, and none left behind by the dead."""

from __future__ import annotations

import stat
import subprocess
import sys
import threading
import time

import pytest

from backend.connectors.claims import Claims
from backend.settings import PROJECT

#: Holds the key, says so, and waits for its standard input to end.
HOLDING = """
import sys
from pathlib import Path
from backend.connectors.claims import Claims
with Claims(Path(sys.argv[1])).hold(sys.argv[2]):
    print("held", flush=True)
    sys.stdin.read()
print("let go", flush=True)
"""


@pytest.fixture
def claims(tmp_path):
    return Claims(tmp_path / "claims")


@pytest.fixture
def holder(claims):
    """A function that starts another process which holds a key."""
    started = []

    def start(key):
        command = [sys.executable, "-c", HOLDING, str(claims.folder), key]
        process = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def taken(claims, key):
    """A thread that takes the key and lets it go, and the event that it has."""
    has = threading.Event()

    def take():
        with claims.hold(key):
            has.set()

    thread = threading.Thread(target=take, daemon=True)
    thread.start()
    return has


def test_a_key_is_free_again_when_its_holder_is_done_or_failed(claims):
    for error in (None, RuntimeError, KeyboardInterrupt):
        with pytest.raises(error) if error else claims.hold("key"), claims.hold("other"):
            if error:
                raise error
    assert taken(claims, "key").wait(5)
    assert taken(claims, "other").wait(5)


def test_threads_wait_for_each_other(claims):
    inside, most, lock = [0], [0], threading.Lock()

    def work():
        with claims.hold("key"):
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            time.sleep(0.01)
            with lock:
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == 1


def test_another_process_waits_until_the_holder_lets_go(claims, holder):
    first = holder("key")
    assert first.stdout.readline() == "held\n"
    has = taken(claims, "key")
    second = holder("key")
    second.stdin.close()
    assert not has.wait(0.3)

    first.stdin.close()
    assert first.stdout.readline() == "let go\n"
    assert has.wait(10)
    assert second.stdout.readline() == "held\n"


def test_a_key_whose_holder_was_killed_is_free_at_once(claims, holder):
    first = holder("key")
    assert first.stdout.readline() == "held\n"
    second = holder("key")
    has = taken(claims, "key")
    assert not has.wait(0.3)

    first.kill()
    first.wait()
    assert second.stdout.readline() == "held\n"
    second.kill()
    second.wait()
    assert has.wait(10)


def test_the_file_of_a_key_is_the_owners_and_stays_no_longer_open(claims):
    with claims.hold("key"), claims.hold("other"):
        pass
    assert {stat.S_IMODE(file.stat().st_mode) for file in claims.folder.iterdir()} == {0o600}
    assert len(list(claims.folder.iterdir())) == 2


def test_however_many_keys_there_are_their_files_are_few(claims):
    for number in range(2000):
        with claims.hold(f"case {number}"):
            pass
    assert len(list(claims.folder.iterdir())) <= 256
