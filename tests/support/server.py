"""`coolhead serve` as people run it: a process of its own, with an administrator signed up."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any, Final

import httpx
from tests.support.patience import PATIENCE_S

PASSWORD: Final = "a quiet river at dawn"  # noqa: S105 - of a server that lives for a test
_START_WITHIN_S: Final = 180.0
_LISTENS: Final = re.compile(r"listens at (http://\S+)")
_LINK: Final = re.compile(r"/welcome#(\S+)")


class RunningServer:
    """One server process after another over the same data folder."""

    def __init__(self, folder: Path, *options: str, **environment: str) -> None:
        self.folder = folder
        self._options = options
        self._environment = {**os.environ, **environment}
        self._process: subprocess.Popen[str] | None = None
        self._reading: threading.Thread | None = None
        self._clients: list[httpx.Client] = []
        self.lines: list[str] = []
        self.url = ""
        self.link = ""
        self.port = 0

    def start(self) -> None:
        """Start it, and wait until it listens; the port stays the same."""
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [
                sys.executable, "-m", "coolhead", "serve", "--data", str(self.folder),
                "--port", str(self.port), *self._options,
            ],
            stderr=subprocess.PIPE,
            text=True,
            env=self._environment,
        )  # fmt: skip
        told: Queue[str] = Queue()
        self._reading = threading.Thread(target=self._read, args=(self._process, told))
        self._reading.start()
        while True:
            line = told.get(timeout=_START_WITHIN_S)
            if not line:
                self._end(signal.SIGKILL)
                raise AssertionError("the server ended: " + "".join(self.lines))
            if (found := _LISTENS.search(line)) is not None:
                self.url = found[1]
                self.port = int(self.url.rpartition(":")[2])
                break
        with httpx.Client(base_url=self.url, timeout=PATIENCE_S) as client:
            assert client.get("/healthz").status_code == 200

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """End it in order; returns its exit code."""
        return self._end(signal.SIGTERM)

    @property
    def pid(self) -> int:
        """The process."""
        assert self._process is not None
        return self._process.pid

    def administrator(self) -> httpx.Client:
        """Sign the first administrator up by the link that was printed."""
        token = self._printed_link()
        client = self.client()
        client.post(
            "/session/accept",
            json={
                "token": token,
                "password": PASSWORD,
                "email": "admin@example.com",
                "name": "Admin",
            },
        ).raise_for_status()
        return client

    def _printed_link(self) -> str:
        """The link's token; it is printed just after the line that says where it listens."""
        last = time.monotonic() + _START_WITHIN_S
        while True:
            for line in list(self.lines):
                if (found := _LINK.search(line)) is not None:
                    return found[1]
            assert time.monotonic() < last, "no link was printed"
            time.sleep(0.02)

    def client(self) -> httpx.Client:
        """Somebody's browser, which is closed with the server."""
        client = httpx.Client(
            base_url=f"{self.url}/api/v1", headers={"X-Coolhead": "1"}, timeout=PATIENCE_S
        )
        self._clients.append(client)
        return client

    def close(self) -> None:
        """End it if it runs, and let go of everything."""
        if self._process is not None and self._process.returncode is None:
            self.kill()
        for client in self._clients:
            client.close()

    def person(self, admin: httpx.Client, name: str, **more: Any) -> httpx.Client:
        """Somebody with an account, signed in."""
        wanted = {"email": f"{name}@example.com", "name": name, **more}
        made = admin.post("/users", json=wanted)
        assert made.status_code == 201, made.text
        token = made.json()["link"]["url"].rpartition("#")[2]
        client = self.client()
        client.post(
            "/session/accept", json={"token": token, "password": f"{PASSWORD} {name}"}
        ).raise_for_status()
        return client

    def _read(self, process: subprocess.Popen[str], told: Queue[str]) -> None:
        assert process.stderr is not None
        with process.stderr:
            for line in process.stderr:
                self.lines.append(line)
                told.put(line)
        told.put("")

    def _end(self, how: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(how)
        code = self._process.wait(PATIENCE_S)
        assert self._reading is not None
        self._reading.join(PATIENCE_S)
        return code


@contextmanager
def running_server(folder: Path, *options: str, **environment: str) -> Iterator[RunningServer]:
    """A server that is gone at the end, whatever happens."""
    server = RunningServer(folder, *options, **environment)
    try:
        server.start()
        yield server
    finally:
        server.close()
