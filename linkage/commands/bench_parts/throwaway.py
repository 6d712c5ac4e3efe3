"""A database and a data folder that exist only while the benchmark runs."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


class NoSuchServer(Exception):
    """The database server cannot be reached, or lets nobody create databases: one sentence."""


@dataclass(frozen=True)
class Place:
    """Where the benchmark lives: its database by URL, its data folder."""

    url: str
    data: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment for our own programs: this database, this folder, nothing of the real instance."""
        ours = {"LINKAGE_FONTS", "LINKAGE_CHROMIUM"}
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("LINKAGE_") or name in ours
        }
        return {**kept, "LINKAGE_DATABASE_URL": self.url, "LINKAGE_DATA": str(self.data)}


@contextmanager
def throwaway(server: str) -> Iterator[Place]:
    """A place of our own: a SQLite file, or a new database on `server` (a PostgreSQL URL). Gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="linkage-bench-"))
    try:
        if server:
            with _own_database(server) as url:
                yield Place(url, folder)
        else:
            yield Place(f"sqlite://{folder / 'bench.sqlite3'}", folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _own_database(server: str) -> Iterator[str]:
    parts = urlsplit(server)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise NoSuchServer(
            "--database 应写作 postgresql://用户:口令@主机:端口/库名；不写则用临时的 SQLite 文件。"
        )
    name = f"linkage_bench_{os.getpid()}"
    try:
        connection = psycopg.connect(server, autocommit=True, connect_timeout=5)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    except psycopg.Error as error:
        raise NoSuchServer(f"不能在这个 PostgreSQL 上建库：{str(error).strip()}") from error
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.close()


def version(url: str) -> str:
    """Which database this is."""
    if url.startswith("sqlite:"):
        return f"SQLite {sqlite3.sqlite_version}"
    with psycopg.connect(url) as connection:
        found = connection.execute("SHOW server_version").fetchone()
    return f"PostgreSQL {found[0].split()[0] if found else ''}".strip()
