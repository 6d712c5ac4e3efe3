"""The real server on a free loopback port, one client, and what the server weighs."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
STARTS_WITHIN, STOPS_WITHIN = 60.0, 20.0
PRODUCT = ("linkage.commands.main", "serve", "--processes", "1", "--no-worker", "--port")
BARE = (
    "gunicorn", "linkage.commands.bench_parts.bare:application", "--workers", "1", "--threads", "4", "--log-level", "warning",
    "--bind",
)  # fmt: skip


class ServerFailed(Exception):
    """The server did not start, or answered otherwise than expected: one sentence."""


@dataclass
class Client:
    """One client that keeps its connection while it asks one thing after the other."""

    port: int
    connection: http.client.HTTPConnection | None = None

    def connect(self) -> None:
        """A new connection: the server hangs up on one that was idle while the floor was measured."""
        if self.connection is not None:
            self.connection.close()
        self.connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        self.connection.connect()
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str], expected: int
    ) -> tuple[float, bytes]:
        """Ask once; seconds and answer. ServerFailed if the status is another."""
        if self.connection is None:
            self.connect()
        assert self.connection is not None
        began = time.perf_counter()
        self.connection.request(method, path, body, dict(headers))
        response = self.connection.getresponse()
        answer = response.read()
        seconds = time.perf_counter() - began
        if response.status != expected:
            raise ServerFailed(
                f"{method} {path} 回答 {response.status}：{answer[:300].decode(errors='replace')}"
            )
        return seconds, answer


@dataclass(frozen=True)
class Server:
    """A running server and its client."""

    process: subprocess.Popen[bytes]
    client: Client

    def resident_bytes(self) -> int:
        """Memory held by the server and its workers together."""
        return sum(_resident(pid) for pid in _family(self.process.pid))


@contextmanager
def serving(words: Sequence[str], *, by_address: bool = False) -> Iterator[Server]:
    """Start the program with these words, wait until it answers, and stop it by its own id afterwards."""
    port = _free_port()
    last = f"{HOST}:{port}" if by_address else str(port)
    process = subprocess.Popen([sys.executable, "-m", *words, last], stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield Server(process, Client(port))
    finally:
        process.terminate()
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            raise ServerFailed(f"服务没有启动（退出码 {process.returncode}）。")
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise ServerFailed("服务在一分钟内没有启动。")


def _family(pid: int) -> list[int]:
    """The process and all that descend from it."""
    found, rest = [], [pid]
    while rest:
        found.append(rest.pop())
        children = Path(f"/proc/{found[-1]}/task/{found[-1]}/children")
        rest += [int(child) for child in children.read_text().split()] if children.exists() else []
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (FileNotFoundError, ProcessLookupError):
        return 0
