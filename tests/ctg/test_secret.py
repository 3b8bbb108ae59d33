import stat

import pytest

from ctg.secret import MissingSecret, secret_key


@pytest.fixture(autouse=True)
def _nothing_given(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_the_key_of_the_environment_comes_first(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "donnée")
    assert secret_key(tmp_path) == "donnée"
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_once_for_the_embedded_database_and_kept_from_others(tmp_path):
    home = tmp_path / "ctg"
    made = secret_key(home)
    assert len(made) > 50
    assert secret_key(home) == made
    assert [f.name for f in home.iterdir()] == ["secret_key"]
    assert stat.S_IMODE((home / "secret_key").stat().st_mode) == 0o600


def test_a_real_database_wants_a_key_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://ctg@db.example/ctg")
    with pytest.raises(MissingSecret, match="SECRET_KEY n’est pas définie"):
        secret_key(tmp_path)
