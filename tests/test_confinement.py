"""Calls in a process that can be killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from backend.confinement import Confinement, ExceededError, Here, TooLongError, TooMuchMemoryError
from backend.errors import NotFound


def double(number, report=None):
    if report:
        report(number)
    return 2 * number


def who():
    return os.getpid()


def allocate(megabytes):
    return len(bytearray(megabytes * 1024 * 1024))


def with_a_child(file):
    child = subprocess.Popen(["sleep", "60"])
    file.write_text(str(child.pid))
    child.wait()


def refuse():
    raise NotFound("No such page.", "Pas de telle page.")


def crash():
    os._exit(3)


@pytest.fixture(scope="module", params=["fork", "forkserver"])
def confinement(request):
    made = Confinement(start=request.param, seconds=10, megabytes=256)
    yield made
    made.close()


@pytest.fixture
def hasty():
    made = Confinement(start="fork", seconds=1)
    yield made
    made.close()


def test_a_call_answers_what_the_function_returns_from_another_process(confinement):
    assert confinement.call(double, 21) == 42
    assert confinement.call(who) != os.getpid()


def test_the_process_is_kept_for_the_next_call(confinement):
    assert confinement.call(who) == confinement.call(who)


def test_progress_is_told_while_the_call_goes_on(confinement):
    told = []
    assert confinement.call(double, 4, report=told.append) == 8
    assert told == [4]


def test_too_much_memory_is_refused_and_the_next_call_works(confinement):
    with pytest.raises(TooMuchMemoryError):
        confinement.call(allocate, 1024)
    assert confinement.call(allocate, 64) == 64 * 1024 * 1024


def test_a_crash_is_told_and_the_next_call_works(confinement):
    with pytest.raises(ExceededError):
        confinement.call(crash)
    assert confinement.call(double, 1) == 2


def test_what_the_function_refuses_is_refused_here_and_keeps_the_process(confinement):
    before = confinement.call(who)
    with pytest.raises(NotFound) as refusal:
        confinement.call(refuse)
    assert refusal.value.fr == "Pas de telle page."
    assert confinement.call(who) == before


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_call_that_takes_too_long_is_killed_with_what_it_started(hasty, tmp_path):
    child = tmp_path / "pid"
    with pytest.raises(TooLongError):
        hasty.call(with_a_child, child)
    until = time.monotonic() + 10
    while is_alive(child.read_text()) and time.monotonic() < until:
        time.sleep(0.01)
    assert not is_alive(child.read_text())


def test_a_program_that_ends_takes_its_idle_processes_along():
    program = (
        "from backend.confinement import Confinement\nimport os\n"
        "if __name__ == '__main__':\n    print(Confinement(start='fork').call(os.getpid))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=True)
    with pytest.raises(ProcessLookupError):
        os.kill(int(ended.stdout), 0)


def test_here_calls_in_this_very_process():
    told = []
    assert Here().call(who) == os.getpid()
    assert Here().call(double, 3, report=told.append) == 6
    assert told == [3]
