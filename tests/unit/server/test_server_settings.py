"""Settings of the server: file, environment, command line; wrong ones are all named."""

from __future__ import annotations

from pathlib import Path

import pytest

from coolhead.errors import ConfigError
from coolhead.server.only_one import OnlyOne
from coolhead.server.own_key import own_key
from coolhead.server.settings import ServerSettings, read_settings


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ServerSettings.model_fields:
        monkeypatch.delenv(f"COOLHEAD_{name.upper()}", raising=False)


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "s.toml"
    file.write_text('port = 1111\nhost = "127.0.0.2"\nplaybook = "shop"\n', encoding="utf-8")
    monkeypatch.setenv("COOLHEAD_PORT", "2222")
    monkeypatch.setenv("COOLHEAD_HOST", "127.0.0.3")
    settings = read_settings(file, port=3333, host=None)
    assert (settings.port, settings.host, settings.playbook) == (3333, "127.0.0.3", "shop")


def test_the_usual_server_is_reached_from_this_machine_alone(tmp_path: Path) -> None:
    settings = read_settings(data=tmp_path)
    assert settings.is_local
    assert not settings.is_https
    assert settings.database_url == f"sqlite+aiosqlite:///{tmp_path}/coolhead.db"
    assert settings.spool_folder == tmp_path / "spool"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("postgresql://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgres://u@h/d", "postgresql+psycopg://u@h/d"),
        ("sqlite:////x/y.db", "sqlite+aiosqlite:////x/y.db"),
        ("postgresql+psycopg://u@h/d", "postgresql+psycopg://u@h/d"),
    ],
)
def test_a_database_is_named_as_people_name_it(given: str, wanted: str) -> None:
    assert read_settings(database=given).database_url == wanted


def test_every_wrong_setting_is_named(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('port = 99999\nprot = 1\npublic_url = "coolhead"\n', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_settings(file)
    for name in ("port", "prot", "public_url"):
        assert name in str(caught.value)


@pytest.mark.parametrize("text", ["port = ", "\x00", "port == 3"])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "s.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"s\.toml"):
        read_settings(file)
    with pytest.raises(ConfigError, match="no file"):
        read_settings(tmp_path / "none.toml")


def test_a_wrong_secret_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOLHEAD_OIDC_CLIENT_SECRET", "s3cret")
    monkeypatch.setenv("COOLHEAD_OIDC_ISSUER", "https://id.example")
    with pytest.raises(ConfigError) as caught:
        read_settings()
    assert "oidc_client_id" in str(caught.value)
    assert "s3cret" not in str(caught.value)
    assert "s3cret" not in repr(read_settings(oidc_client_id="x"))


def test_the_key_is_made_once_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    key = own_key(tmp_path / "new")
    assert own_key(tmp_path / "new") == key
    assert (tmp_path / "new" / "server.key").stat().st_mode & 0o077 == 0
    assert own_key(tmp_path / "other") != key
    (tmp_path / "new" / "server.key").write_bytes(b"short")
    with pytest.raises(ConfigError, match="not a key"):
        own_key(tmp_path / "new")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ConfigError, match="key"):
        own_key(tmp_path / "file")


def test_a_data_folder_serves_one_server_at_a_time(tmp_path: Path) -> None:
    first = OnlyOne(tmp_path / "data")
    with pytest.raises(ConfigError, match="another server"):
        OnlyOne(tmp_path / "data")
    first.close()
    OnlyOne(tmp_path / "data").close()
