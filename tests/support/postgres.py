"""A PostgreSQL server of the tests' own: its data in a folder that goes with it."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_START_WITHIN_S = 60.0
_PORTS_TRIED = 5
# Every folder that a package puts the server's programs in.
_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")


class PostgresServer:
    """A running server; ``database`` makes an empty database and gives its URL."""

    def __init__(self, programs: Path, folder: Path, port: int) -> None:
        self.programs, self.folder, self.port = programs, folder, port
        self._count = 0

    def database(self) -> str:
        self._count += 1
        name = f"coolhead{self._count}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", name)
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "-D", str(self.folder), "-m", how, "-w", "stop")

    def start(self) -> None:
        settings = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= "
            "-c max_connections=60"
        )
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.folder), "-l", log, "-w", "-o", settings, "start")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(  # noqa: S603 - the server's own programs
            [*_as_postgres(), str(self.programs / program), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_START_WITHIN_S,
            cwd="/",
        )


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Start a server; skips the test, saying why, where the programs are not installed."""
    programs = _programs()
    if programs is None:
        said = "PostgreSQL is not installed (on Debian: apt install postgresql)"
        if os.environ.get("COOLHEAD_NEEDS_POSTGRES"):
            pytest.fail(said)
        pytest.skip(said)
    folder = Path(tempfile.mkdtemp(prefix="coolhead-pg-"))
    try:
        if os.getuid() == 0:  # the server refuses to run as root
            shutil.chown(folder, "postgres", "postgres")
        server = PostgresServer(programs, folder / "data", 0)
        server._run("initdb", "-D", str(server.folder), "-U", "postgres", "-A", "trust", "-N")
        _start_on_a_free_port(server)
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        for _ in range(50):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
            time.sleep(0.1)


def _programs() -> Path | None:
    named = os.environ.get("COOLHEAD_POSTGRES")
    folders = [Path(named)] if named else []
    folders += [found for each in _FOLDERS for found in sorted(Path("/").glob(each[1:]))]
    if (on_path := shutil.which("initdb")) is not None:
        folders.append(Path(on_path).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").is_file()), None)


def _as_postgres() -> list[str]:
    if os.getuid() != 0:
        return []
    pwd.getpwnam("postgres")
    return ["runuser", "-u", "postgres", "--"]


def _start_on_a_free_port(server: PostgresServer) -> None:
    """A port that is free may be taken before the server has it: then it is another."""
    for left in range(_PORTS_TRIED, 0, -1):
        server.port = _free_port()
        try:
            server.start()
        except subprocess.CalledProcessError:
            if left == 1:
                raise
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
