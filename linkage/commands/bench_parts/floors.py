"""The floors: the same rows in plain SQL, in one transaction, through the driver itself; nothing is checked or looked up.

An operation is done once by the product; the rows it left are read back, and then written again and again under new keys
by prepared INSERTs and UPDATEs. For W1 the file is written too, as durably as the product does, with both digests.
"""

import os
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from linkage.audit.digests import Digests
from linkage.commands.bench_parts.operations import file_content

Row = dict[str, Any]
Statement = tuple[str, list[Any]]
OPENED = (
    "dossiers_participation",
    "cases_case",
    "cases_party",
    "transfers_transfer",
    "evidence_evidenceitem",
    "deadlines_clock",
)
CONTENTS = {
    "W1": "一个事务内的普通 SQL：编号计数 1、卷宗 1、参与 1、案件 1、当事人 1、移送 1、证据 1、时钟 1、审计链 1 行，卷宗链尾更新 1；"
    "写 1 MiB 文件，同时算 SM3 与 SHA-256，文件与文件夹各同步一次",
    "W2": "一个事务内的普通 SQL：按编号锁定移送与卷宗 1，停时钟 1，起时钟（一条语句），文号计数 1，文书 1，送达 1，"
    "移送更新 1，审计链 1，卷宗更新 1，消息 1",
    "W3": "游标取出工作台所列各行 1",
}


@dataclass
class Driver:
    """The database driver's own cursor, and how it writes its parameters."""

    cursor: Any
    mark: str
    counted: int = 0

    @classmethod
    def of_connection(cls) -> "Driver":
        """On the connection of this process, past the framework."""
        connection.ensure_connection()
        return cls(connection.connection.cursor(), "?" if connection.vendor == "sqlite" else "%s")

    def run(self, sql: str, params: list[Any] | tuple[Any, ...] = ()) -> Any:
        """One statement."""
        self.counted += 1
        return self.cursor.execute(sql.replace("%s", self.mark), params)

    def insert(self, table: str, row: Mapping[str, Any]) -> int:
        """One row; returns its id."""
        names = ", ".join(f'"{name}"' for name in row)
        self.run(
            f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(["%s"] * len(row))}) RETURNING id',
            list(row.values()),
        )
        return int(self.cursor.fetchone()[0])

    def insert_many(self, table: str, rows: list[Row]) -> None:
        """Several rows in one statement."""
        names = ", ".join(f'"{name}"' for name in rows[0])
        each = f"({', '.join(['%s'] * len(rows[0]))})"
        values = [value for row in rows for value in row.values()]
        self.run(f'INSERT INTO "{table}" ({names}) VALUES {", ".join([each] * len(rows))}', values)

    def rows(self, table: str, where: str, *params: Any) -> list[Row]:
        """Rows as the database keeps them, without their ids; JSON as text."""
        self.run(f'SELECT * FROM "{table}" WHERE {where} ORDER BY id', list(params))
        names = [column[0] for column in self.cursor.description]
        return [
            {name: _plain(value) for name, value in zip(names, row, strict=True)}
            for row in self.cursor.fetchall()
        ]

    def timed(self, work: Callable[[], Any]) -> float:
        """Seconds of `work` in one transaction of its own, commit included."""
        began = time.perf_counter()
        self.cursor.execute("BEGIN IMMEDIATE" if self.mark == "?" else "BEGIN")
        work()
        self.cursor.execute("COMMIT")
        return time.perf_counter() - began


@dataclass
class Opening:
    """W1 by plain SQL. `dossier_id`: a dossier the product has just opened with one file."""

    driver: Driver
    dossier_id: int
    sample: dict[str, Row] = field(init=False)
    serial: int = 0

    def __post_init__(self) -> None:
        by_dossier = ("dossier_id = %s", self.dossier_id)
        dossier = self.driver.rows("dossiers_dossier", "id = %s", self.dossier_id)[0]
        case = self.driver.rows("cases_case", *by_dossier)[0]
        self.sample = {
            "dossiers_dossier": dossier,
            "cases_case": case,
            "cases_party": self.driver.rows("cases_party", "case_id = %s", case["id"])[0],
            "audit_auditentry": self.driver.rows("audit_auditentry", "chain = %s", dossier["chain"])[0],
            **{
                t: self.driver.rows(t, *by_dossier)[0]
                for t in OPENED
                if t not in ("cases_case", "cases_party")
            },
        }

    def seconds(self) -> float:
        """One opening, with its file."""
        content = file_content()
        began = time.perf_counter()
        digests = _write_file(content)
        return time.perf_counter() - began + self.driver.timed(lambda: self._rows(digests))

    def _rows(self, digests: Digests) -> None:
        self.serial += 1
        chain, tip = _chain(), os.urandom(32).hex()
        self.driver.run(_COUNT, ["floor:opening", 2026, 1])
        dossier = self.driver.insert(
            "dossiers_dossier", _of(self.sample["dossiers_dossier"], number=f"F{self.serial}", chain=chain)
        )
        new = {"dossier_id": dossier}
        self.driver.insert("dossiers_participation", _of(self.sample["dossiers_participation"], **new))
        case = self.driver.insert("cases_case", _of(self.sample["cases_case"], **new))
        self.driver.insert("cases_party", _of(self.sample["cases_party"], case_id=case))
        self.driver.insert("transfers_transfer", _of(self.sample["transfers_transfer"], **new))
        item = {"public_id": _chain(), "sm3": digests.sm3, "sha256": digests.sha256}
        self.driver.insert("evidence_evidenceitem", _of(self.sample["evidence_evidenceitem"], **new, **item))
        self.driver.insert("deadlines_clock", _of(self.sample["deadlines_clock"], **new))
        self.driver.insert("audit_auditentry", _of(self.sample["audit_auditentry"], chain=chain, hash=tip))
        self.driver.run(
            "UPDATE dossiers_dossier SET head_sequence = %s, head_hash = %s WHERE id = %s", [1, tip, dossier]
        )


@dataclass
class Accepting:
    """W2 by plain SQL. `number`: a transfer the product has just accepted; `targets`: such as wait to be accepted."""

    driver: Driver
    number: str
    targets: Iterator[str]
    sample: dict[str, list[Row]] = field(init=False)
    serial: int = 0

    def __post_init__(self) -> None:
        dossier = self.driver.rows("dossiers_dossier", "number = %s", self.number)[0]
        entry = ("chain = %s AND act = 'accept'", dossier["chain"])
        paper = self.driver.rows(
            "documents_document", "dossier_id = %s AND kind = 'acceptance_receipt'", dossier["id"]
        )
        self.sample = {
            "dossiers_dossier": [dossier],
            "transfers_transfer": self.driver.rows("transfers_transfer", "dossier_id = %s", dossier["id"]),
            "deadlines_clock": self.driver.rows(
                "deadlines_clock", "dossier_id = %s AND state = 'running'", dossier["id"]
            ),
            "documents_document": paper,
            "documents_delivery": self.driver.rows("documents_delivery", "document_id = %s", paper[0]["id"]),
            "audit_auditentry": self.driver.rows("audit_auditentry", *entry),
            "inbox_message": self.driver.rows("inbox_message", "dossier_id = %s", dossier["id"])[-1:],
        }

    def seconds(self) -> float:
        """One acceptance."""
        number = next(self.targets)
        return self.driver.timed(lambda: self._rows(number))

    def _rows(self, number: str) -> None:
        self.serial += 1
        run, tip = self.driver.run, os.urandom(32).hex()
        run(_LOCK if self.driver.mark == "%s" else _LOCK.removesuffix(_FOR_UPDATE), [number])
        transfer, dossier, chain, sequence, head = self.driver.cursor.fetchone()
        new = {"dossier_id": dossier}
        accepted = self.sample["transfers_transfer"][0]
        run(_STOP, [accepted["accepted_at"], "accept", dossier])
        self.driver.insert_many(
            "deadlines_clock", [_of(row, **new) for row in self.sample["deadlines_clock"]]
        )
        run(_COUNT, ["floor:accepting", 2026, 1])
        paper = _of(self.sample["documents_document"][0], number=f"F{self.serial}", **new)
        delivery = _of(
            self.sample["documents_delivery"][0], document_id=self.driver.insert("documents_document", paper)
        )
        self.driver.insert("documents_delivery", delivery)
        run(_ACCEPT, [*(accepted[name] for name in _ACCEPTED), transfer])
        entry = {
            "chain": _plain(chain),
            "label": number,
            "sequence": sequence + 1,
            "previous_hash": head,
            "hash": tip,
        }
        self.driver.insert("audit_auditentry", _of(self.sample["audit_auditentry"][0], **entry))
        moved = self.sample["dossiers_dossier"][0] | {"head_sequence": sequence + 1, "head_hash": tip}
        run(_MOVE, [*(moved[name] for name in _MOVED), dossier])
        self.driver.insert("inbox_message", _of(self.sample["inbox_message"][0], **new))


_FOR_UPDATE = " FOR UPDATE OF t, d"
_LOCK = (
    "SELECT t.id, d.id, d.chain, d.head_sequence, d.head_hash FROM transfers_transfer t "
    "JOIN dossiers_dossier d ON d.id = t.dossier_id WHERE d.number = %s" + _FOR_UPDATE
)
_COUNT = (
    "INSERT INTO dossiers_counter (scope, year, last) VALUES (%s, %s, %s) "
    "ON CONFLICT (scope, year) DO UPDATE SET last = dossiers_counter.last + 1 RETURNING last"
)
_STOP = (
    "UPDATE deadlines_clock SET state = 'stopped', stopped_at = %s, stopped_by_act = %s, next_step_at = NULL "
    "WHERE dossier_id = %s AND state = 'running'"
)
_ACCEPTED = (
    "status",
    "status_since",
    "accepted_at",
    "accepted_by_id",
    "acceptance_number",
    "last_by_id",
    "paper_numbers",
)
_ACCEPT = f"UPDATE transfers_transfer SET {', '.join(f'{name} = %s' for name in _ACCEPTED)} WHERE id = %s"
_MOVED = (
    "stage", "stage_label", "turn_agency_id", "next_due_at", "work_order", "next_near_at", "next_clock", "last_act",
    "last_act_at", "head_sequence", "head_hash",
)  # fmt: skip
_MOVE = f"UPDATE dossiers_dossier SET {', '.join(f'{name} = %s' for name in _MOVED)} WHERE id = %s"


def _of(sample: Row, **changes: Any) -> Row:
    return {name: value for name, value in {**sample, **changes}.items() if name != "id"}


def _chain() -> str:
    fresh = uuid.uuid4()
    return fresh.hex if connection.vendor == "sqlite" else str(fresh)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, uuid.UUID) else value


def _write_file(content: bytes) -> Digests:
    digests = Digests.of([content])
    folder = Path(settings.DATA) / "floor" / digests.sha256[:2]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / digests.sha256).open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    return digests
