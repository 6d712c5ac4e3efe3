"""Runs inside the throw-away place: loads, serves, measures each operation beside its floor, and tells the figures."""

import statistics
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client as InProcess
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linkage.commands.bench_parts import operations
from linkage.commands.bench_parts.floors import CONTENTS, Accepting, Driver, Opening
from linkage.commands.bench_parts.loading import Province, load
from linkage.commands.bench_parts.operations import Callers, Request
from linkage.commands.bench_parts.serving import BARE, PRODUCT, Client, serving
from linkage.commands.bench_parts.worklist import fetch
from linkage.commands.bench_parts.writing import size_in_bytes
from linkage.dossiers.models import Dossier

WARM_UP = 20
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@dataclass(frozen=True)
class Times:
    """Milliseconds of many rounds."""

    median: float
    p95: float
    rounds: int

    @classmethod
    def of(cls, seconds: list[float]) -> "Times":
        """Median and 95th percentile."""
        ordered = sorted(seconds)
        at = min(len(ordered) - 1, int(len(ordered) * 0.95))
        return cls(statistics.median(ordered) * 1000, ordered[at] * 1000, len(ordered))


@dataclass(frozen=True)
class Measured:
    """One operation: the product, its floor in the same run, and its exact cost in SQL."""

    code: str
    product: Times
    floor: Times
    bare: Times | None
    statements: int
    commits: int
    floor_contains: str


def measure(size: int, rounds: int, told: Callable[[str], None]) -> dict[str, Any]:
    """Everything, as JSON values."""
    told("建立数据库……")
    call_command("migrate", verbosity=0, interactive=False)
    targets = 2 * (rounds + WARM_UP) + 4
    province = load(size, targets, timezone.now(), told)
    told(f"已载入 {province.dossiers} 件卷宗、{province.rows} 行，用时 {province.seconds:.1f} 秒")
    who, waiting = operations.callers(province), iter(province.targets)
    agency = province.arena.agencies["sending"].pk
    with serving(BARE, by_address=True) as bare:
        told("测量：普通 Django 页面……")
        _ask(bare.client, _bare(agency), WARM_UP)
        bare_page = Times.of(_ask(bare.client, _bare(agency), rounds))
    with serving(PRODUCT) as server:
        found = _operations(server.client, province, who, waiting, rounds, bare_page, told)
        resident = server.resident_bytes()
    return {
        "dossiers": province.dossiers,
        "rows": province.rows,
        "load_seconds": round(province.seconds, 1),
        "operations": [asdict(each) for each in found],
        "resident_bytes": resident,
        "database_bytes": size_in_bytes(),
        "files_bytes": sum(f.stat().st_size for f in Path(settings.DATA, "files").rglob("*") if f.is_file()),
        "page_rows": len(fetch(agency)),
    }


def _operations(
    client: Client, province: Province, who: Callers, waiting: Iterator[str], rounds: int, bare_page: Times,
    told: Callable[[str], None],
) -> list[Measured]:  # fmt: skip
    driver = Driver.of_connection()
    agency = province.arena.agencies["sending"].pk
    told("测量：W3 工作台……")
    page, page_floor = _alternating(
        client, operations.pages(who), lambda: driver.timed(lambda: fetch(agency)), rounds
    )
    page_cost = _cost(next(operations.pages(who)))
    told("测量：W2 办理一步……")
    first = next(waiting)
    act_cost = _cost(next(operations.acts(who, [first])))
    accepting = Accepting(driver, first, waiting)
    act, act_floor = _alternating(
        client, operations.acts(who, list(islice(waiting, rounds + WARM_UP))), accepting.seconds, rounds
    )
    told("测量：W1 登记并加入 1 MiB 文件……")
    openings = operations.openings(who)
    open_cost = _cost(next(openings))
    opening = Opening(driver, Dossier.objects.latest("pk").pk)
    opened, open_floor = _alternating(client, openings, opening.seconds, rounds)
    return [
        Measured("W1", opened, open_floor, None, *open_cost, CONTENTS["W1"]),
        Measured("W2", act, act_floor, None, *act_cost, CONTENTS["W2"]),
        Measured("W3", page, page_floor, bare_page, *page_cost, CONTENTS["W3"]),
    ]


def _alternating(
    client: Client, requests: Iterator[Request], floor: Callable[[], float], rounds: int
) -> tuple[Times, Times]:
    """Product and floor in turns of ten, so that a noisy moment of the machine meets both."""
    product, beneath = [], []
    _ask(client, requests, WARM_UP)
    for _ in range(WARM_UP):
        floor()
    for begin in range(0, rounds, 10):
        many = min(10, rounds - begin)
        product += _ask(client, requests, many)
        beneath += [floor() for _ in range(many)]
    return Times.of(product), Times.of(beneath)


def _ask(client: Client, requests: Iterator[Request], many: int) -> list[float]:
    client.connect()
    return [client.ask(r.method, r.path, r.body, r.headers, r.expected)[0] for r in islice(requests, many)]


def _bare(agency: int) -> Iterator[Request]:
    while True:
        yield Request("GET", f"/{agency}", {}, 200)


def _cost(request: Request) -> tuple[int, int]:
    """SQL statements and commits of one request, counted in this process by the framework's own client, warmed."""
    client = InProcess(headers=dict(request.headers))
    with CaptureQueriesContext(connection) as caught:
        answer = client.generic(
            request.method,
            request.path,
            request.body or b"",
            request.headers.get("Content-Type", "text/plain"),
        )
    assert answer.status_code == request.expected, answer.content[:300]
    sql = [query["sql"].lstrip().upper() for query in caught]
    return sum(not each.startswith(TRANSACTION) for each in sql), sum(
        each.startswith("COMMIT") for each in sql
    )
