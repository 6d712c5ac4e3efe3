"""Runs `linkage` as a user does: a process of its own, a data folder of its own."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

LINKAGE = (sys.executable, "-m", "linkage.commands.main")
TAKES_AT_MOST = 240


def environment(data: Path, **more: str) -> dict[str, str]:
    """SQLite in this folder, and nothing of the shell's own LINKAGE_* but the fonts."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("LINKAGE_") or name == "LINKAGE_FONTS"
    }
    for name in ("DJANGO_SETTINGS_MODULE", "PYTHONPATH"):
        kept.pop(name, None)
    return {**kept, "LINKAGE_DATA": str(data), "LINKAGE_DATABASE_URL": "", **more}


def run(data: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One command to its end."""
    return subprocess.run(
        [*LINKAGE, *words],
        env=environment(data, **more),
        capture_output=True,
        text=True,
        timeout=TAKES_AT_MOST,
        check=False,
    )


def copy_of(data: Path, to: Path) -> Path:
    """A data folder that a test may spoil."""
    return Path(shutil.copytree(data, to / "data"))


@contextmanager
def records_of(data: Path) -> Iterator[sqlite3.Connection]:
    """The records of this folder, past all programs; what was changed is kept, and the file let go."""
    with closing(sqlite3.connect(data / "linkage.sqlite3")) as records, records:
        yield records


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
