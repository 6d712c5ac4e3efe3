"""The benchmark measures what it says: on whole dossiers, the real server, and beside the floor of the same run."""

import json
import os

import pytest

from linkage.commands.bench_parts import report
from tests.commands.running import run

ON_POSTGRES = os.environ.get("LINKAGE_DATABASE_URL", "").startswith("postgres")


def figures(**changes: float) -> dict:
    """Figures that meet the aim, unless changed."""

    def times(median: float) -> dict:
        return {"median": median, "p95": median, "rounds": 3}

    def measured(code: str, commits: int, bare: dict | None) -> dict:
        return {
            "code": code, "product": times(changes.get(code, 1.0)), "floor": times(1.0), "bare": bare, "floor_contains": "…",
            "statements": int(changes.get(f"{code}_statements", 3)), "commits": int(changes.get(f"{code}_commits", commits)),
        }  # fmt: skip

    return {
        "operations": [measured("W1", 1, None), measured("W2", 1, None), measured("W3", 0, times(1.0))],
        "dossiers": 3, "rows": 90, "load_seconds": 1.0, "resident_bytes": 1, "database_bytes": 1, "files_bytes": 1, "page_rows": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "met"),
    [
        ({}, True), ({"W1": 4.0}, True), ({"W1": 4.1}, False), ({"W2": 6.0}, True), ({"W2": 6.1}, False),
        ({"W3": 2.0}, True), ({"W3": 2.1}, False), ({"W1_statements": 20}, True), ({"W1_statements": 21}, False),
        ({"W2_statements": 15}, False), ({"W3_statements": 7}, False), ({"W2_commits": 2}, False), ({"W3_commits": 1}, False),
    ],
)  # fmt: skip
def test_the_gate(change: dict, met: bool):
    assert report.passed(figures(**change)) is met
    last = list(report.lines(figures(**change), "PostgreSQL 15"))[-1]
    assert ("全部达到" in last and "没有" not in last) is met


def test_the_report_names_each_operation_and_what_its_floor_contains():
    text = "\n".join(report.lines(figures(), "PostgreSQL 15"))
    for code, name in report.NAMES.items():
        assert f"{code} {name}" in text


@pytest.mark.parametrize(
    "words", [("--size", "0"), ("--rounds", "-1"), ("--database", "mysql://x/y")], ids=" ".join
)
def test_a_wrong_call(words, tmp_path):
    assert run(tmp_path, "bench", *words).returncode == 2


@pytest.mark.slow
def test_it_measures_from_end_to_end_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    server = (
        ("--database", os.environ["LINKAGE_DATABASE_URL"].rpartition("/")[0] + "/postgres")
        if ON_POSTGRES
        else ()
    )
    done = run(tmp_path, "bench", "--size", "60", "--rounds", "3", "--json", *server)
    assert done.returncode in {0, 1}, done.stderr
    found = json.loads(done.stdout)
    assert found["database"].startswith("PostgreSQL" if ON_POSTGRES else "SQLite")
    assert found["dossiers"] > 60
    assert found["rows"] > 20 * found["dossiers"]
    measured = {each["code"]: each for each in found["operations"]}
    assert set(measured) == {"W1", "W2", "W3"}
    assert all(each["product"]["rounds"] == 3 for each in measured.values())
    assert measured["W1"]["statements"] <= report.GATE["W1"].statements
    assert measured["W2"]["statements"] <= report.GATE["W2"].statements
    assert (measured["W1"]["commits"], measured["W2"]["commits"]) == (1, 1)
    assert found["resident_bytes"] > 30 * 1024**2
    assert [path for path in tmp_path.iterdir() if path.name.startswith("linkage-bench-")] == []
