"""The installation's secret, and what is sealed with it."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from backend.settings import Settings
from backend.store.sealing import Sealing, installation_secret


def test_what_is_sealed_is_opened_again_and_reads_as_nothing(settings):
    sealing = Sealing(settings)
    sealed = sealing.seal("a key: clé", "connection delorme")

    assert sealing.open(sealed, "connection delorme") == "a key: clé"
    assert "key" not in sealed
    assert sealing.seal("a key: clé", "connection delorme") != sealed


def test_it_opens_for_its_purpose_only_and_with_its_secret_only(settings):
    sealed = Sealing(settings).seal("a key", "connection delorme")
    for sealing, purpose, text in (
        (Sealing(settings), "connection autre", sealed),
        (Sealing(replace(settings, secret_key="another")), "connection delorme", sealed),
        (Sealing(settings), "connection delorme", sealed[:-4] + "AAA="),
        (Sealing(settings), "connection delorme", "no token at all"),
    ):
        with pytest.raises(ValueError, match="secret"):
            sealing.open(text, purpose)


def test_an_old_secret_opens_but_no_longer_seals(settings):
    first = replace(settings, secret_key="first")
    sealed = Sealing(first).seal("a key", "p")
    rotated = Sealing(replace(settings, secret_key="new", old_secret_keys="older, first"))
    assert rotated.open(sealed, "p") == "a key"
    assert not rotated.is_present(sealed, "p")
    anew = rotated.seal("a key", "p")
    assert rotated.is_present(anew, "p")
    with pytest.raises(ValueError, match="secret"):
        Sealing(first).open(anew, "p")


def test_no_repr_tells_the_secret():
    sealing = Sealing(Settings(secret_key="the-secret", old_secret_keys="the-old-secret"))
    assert "secret" not in repr(sealing)


def test_the_secret_is_made_once_and_kept_for_its_owner_only(tmp_path):
    settings = Settings(data_folder=tmp_path / "new")
    with ThreadPoolExecutor(8) as threads:
        secrets = set(threads.map(lambda _: installation_secret(settings), range(8)))
    assert len(secrets) == 1
    assert len(secrets.pop()) > 40
    assert list(settings.data_folder.iterdir()) == [settings.data_folder / "secret_key"]
    assert stat.S_IMODE((settings.data_folder / "secret_key").stat().st_mode) == 0o600


def test_a_secret_of_the_settings_is_used_as_it_is(tmp_path):
    assert installation_secret(Settings(data_folder=tmp_path, secret_key="given")) == "given"
    assert list(tmp_path.iterdir()) == []
