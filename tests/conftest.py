"""What every test may use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser):
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden files anew instead of comparing; a person reads the diff")


@pytest.fixture
def golden(request):
    """A function that compares a text, or anything that can be JSON, with the golden file of that name."""

    def compare(name, content):
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        file = GOLDEN / name
        if request.config.getoption("--rewrite-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.exists(), f"{file} does not exist: run pytest --rewrite-golden and read what it writes"
        assert text == file.read_text(encoding="utf-8")

    return compare
