"""Settings from the environment."""

from pathlib import Path

import pytest

from backend.settings import Settings, from_environment


def test_an_empty_environment_gives_the_defaults():
    assert from_environment({}) == Settings()


def test_values_take_the_type_of_their_default(tmp_path):
    settings = from_environment({"COUNTERSIGN_DEMO": "yes", "COUNTERSIGN_WORKERS": "5", "COUNTERSIGN_DATA_FOLDER": str(tmp_path)})

    assert settings.demo is True
    assert settings.workers == 5
    assert settings.data_folder == Path(tmp_path)


def test_a_value_of_the_wrong_type_is_refused():
    with pytest.raises(ValueError, match="invalid literal"):
        from_environment({"COUNTERSIGN_WORKERS": "many"})


def test_secrets_are_not_in_the_repr():
    settings = Settings(secret_key="hunter2", database_url="postgresql://c:hunter2@db/c", blobs_url="s3://key:hunter2@bucket")

    assert "hunter2" not in repr(settings)
