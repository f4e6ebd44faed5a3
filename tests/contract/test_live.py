"""What `scripts/live` asks about a running ERP."""

from __future__ import annotations

from backend.connectors.odoo import Config
from tests.contract.live.running import FILE, answers


def test_the_seed_has_the_answers_of_the_connector_but_for_its_own(tmp_path, monkeypatch):
    file = tmp_path / "live.toml"
    file.write_text('url = "https://erp.example"\ndatabase = "test"\nkey = "theirs"\nseed_key = "ours"\n', encoding="utf-8")
    monkeypatch.setenv(FILE, str(file))
    monkeypatch.setenv(f"{FILE}_DATABASE", "another")

    assert answers(Config) == Config("https://erp.example", "another", "theirs")
    assert answers(Config, of_seed=True) == Config("https://erp.example", "another", "ours")
    assert "theirs" not in repr(answers(Config))
