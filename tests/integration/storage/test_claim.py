"""Two servers on one PostgreSQL database: the second is refused until the first goes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.support.postgres import postgres_server

from coolhead.errors import ConfigError
from coolhead.server.assembly import opened_store
from coolhead.server.settings import ServerSettings


def test_a_workspace_of_a_database_is_one_servers(tmp_path: Path) -> None:
    with postgres_server() as server:
        url = server.database().replace("+psycopg", "")

        def settings(folder: str, workspace: str = "default") -> ServerSettings:
            return ServerSettings(data=tmp_path / folder, database=url, workspace=workspace)

        async def test() -> None:
            async with opened_store(settings("first")):
                with pytest.raises(ConfigError, match="another server is using the workspace"):
                    async with opened_store(settings("second")):
                        pass
                async with opened_store(settings("third", "other")):
                    pass
            async with opened_store(settings("second")):
                pass
            # The claim goes with the database, and ends in order all the same.
            async with opened_store(settings("second")):
                await asyncio.to_thread(server.stop, "immediate")
                await asyncio.to_thread(server.start)

        asyncio.run(test())
