"""The page for whoever runs a server names every setting and every figure, as the code has them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from coolhead.adapters.observing.meters import PrometheusMeters
from coolhead.server.settings import ServerSettings, read_settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def rows(part: str) -> list[list[str]]:
    """The cells of the table that stands between the page's marks of this name."""
    found = re.search(rf"<!-- {part}:.*?-->\n(.*?)<!-- /{part} -->", PAGE, re.DOTALL)
    assert found is not None, f"the marks of '{part}' are gone from docs/operating.md"
    lines = found.group(1).splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def default_of(name: str) -> str:
    """The default of a setting, as the page writes it."""
    field = ServerSettings.model_fields[name]
    if field.default_factory is not None:
        return ""  # it depends on the machine; the page says how
    if field.default in (None, ""):
        return ""
    if isinstance(field.default, bool):
        return str(field.default).lower()
    assert not isinstance(field.default, SecretStr)
    return str(field.default)


def test_the_table_of_settings_has_every_setting_in_the_order_of_the_code() -> None:
    assert [row[0].strip("`") for row in rows("settings")] == list(ServerSettings.model_fields)


@pytest.mark.parametrize("row", rows("settings"), ids=lambda row: row[0])
def test_the_table_of_settings_tells_the_default(row: list[str]) -> None:
    name, default, meaning = row
    if name != "`data`":
        assert default.strip("`") == default_of(name.strip("`"))
    assert meaning


def test_the_example_of_a_file_of_settings_is_read(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "coolhead.toml").write_text(example, encoding="utf-8")
    settings = read_settings(tmp_path / "coolhead.toml")
    assert settings.is_https
    assert settings.is_local


def test_every_metric_is_on_the_page() -> None:
    told = {row[0].strip("`") for row in rows("metrics")}
    for family in PrometheusMeters().registry.collect():
        name = family.name + ("_total" if family.type == "counter" else "")
        assert name in told
