"""The commands as an operator types them: what they print, and the status they leave with."""

import json
import os
import re
import signal
import subprocess
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest

from linkage.commands.main import main
from tests.commands.running import LINKAGE, copy_of, environment, free_port, records_of, run

pytestmark = pytest.mark.slow
COMMANDS = ("law", "demo", "serve", "worker", "migrate", "check", "dossier", "audit", "token", "bench")
WORDS = (
    *((c,) for c in COMMANDS),
    ("audit", "verify"),
    ("audit", "checkpoint"),
    ("token", "issue"),
    ("token", "revoke"),
    (),
)
ANSWERS_WITHIN = 60


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with nothing in it."""
    return tmp_path_factory.mktemp("empty")


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    """The drill province, built once by `linkage demo`, and what the command said. No test changes it."""
    folder = tmp_path_factory.mktemp("demo")
    done = run(folder / "elsewhere", "demo", "--no-serve", "--json", "--data", str(folder / "drill"))
    assert done.returncode == 0, done.stderr
    return folder / "drill", json.loads(done.stdout)


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_each_command_explains_itself_in_chinese(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        main([*words, "--help"])
    told = capsys.readouterr().out
    assert left.value.code == 0
    assert told.startswith("用法：linkage")
    assert re.search(r"[一-鿿]{4}", told.partition("\n\n")[2])
    assert not re.search(r"\b(usage|options|positional arguments|show this help)\b", told)


def test_all_commands_are_listed(empty: Path):
    told = run(empty, "--help").stdout
    assert [name for name in COMMANDS if not re.search(rf"^ +{name}\b", told, re.MULTILINE)] == []


@pytest.mark.parametrize(
    "words", [("nothing",), ("check", "--loud"), ("audit",), ("serve", "--port", "x")], ids=" ".join
)
def test_a_wrong_call_leaves_with_two_and_says_how_to_call(words: tuple[str, ...], empty: Path):
    told = run(empty, *words)
    assert told.returncode == 2
    assert told.stderr.startswith("用法：linkage")
    assert "Traceback" not in told.stderr


def test_demo_builds_the_province_and_lists_who_may_sign_in(drill):
    folder, said = drill
    assert said["dossiers"] >= 12
    assert {"username", "name", "agency", "roles"} <= set(said["logins"][0])
    assert (folder / "drill").exists()
    assert (folder / "linkage.sqlite3").exists()


def test_demo_leaves_no_paper_unmade(drill):
    with records_of(drill[0]) as records:
        states = dict(records.execute("SELECT state, count(*) FROM documents_document GROUP BY state"))
    assert list(states) == ["ready"]


def test_demo_again_changes_nothing(drill, tmp_path: Path):
    data = copy_of(drill[0], tmp_path)
    again = run(data, "demo", "--no-serve", "--json")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout) == drill[1]


def test_demo_refuses_a_database_that_holds_a_real_instance(drill, tmp_path: Path):
    data = copy_of(drill[0], tmp_path)
    (data / "drill").unlink()
    refused = run(data, "demo", "--no-serve")
    assert refused.returncode == 1
    assert "正式人员" in refused.stderr


def test_migrate_builds_the_database_and_may_be_repeated(tmp_path: Path):
    first, second = run(tmp_path, "migrate"), run(tmp_path, "migrate")
    assert first.returncode == second.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    assert "同级对应" in first.stdout


def test_check_finds_the_drill_fit_for_use(drill):
    found = run(drill[0], "check", "--json")
    assert found.returncode == 0, found.stdout
    assert {finding["state"] for finding in json.loads(found.stdout)} <= {"正常", "提示"}


def test_check_finds_fault_with_a_database_that_was_never_built(tmp_path: Path):
    found = run(tmp_path, "check")
    assert found.returncode == 1
    assert "linkage migrate" in found.stdout


def test_check_finds_fault_with_a_database_it_cannot_reach(empty: Path):
    found = run(empty, "check", LINKAGE_DATABASE_URL=f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")
    assert found.returncode == 1
    assert "连不上" in found.stdout


def test_check_finds_fault_with_debugging(drill):
    found = run(drill[0], "check", LINKAGE_DEBUG="1")
    assert found.returncode == 1
    assert "LINKAGE_DEBUG" in found.stdout


def test_check_finds_drill_passwords_in_a_real_instance(drill, tmp_path: Path):
    data = copy_of(drill[0], tmp_path)
    (data / "drill").unlink()
    found = run(data, "check")
    assert found.returncode == 1
    assert "演练口令" in found.stdout


def test_a_variable_that_is_wrong_is_named(empty: Path):
    told = run(empty, "check", LINKAGE_DATABASE_URL="mysql://somewhere/records")
    assert told.returncode == 2
    assert "LINKAGE_DATABASE_URL" in told.stderr
    assert "Traceback" not in told.stderr


def test_worker_once_does_what_waits_and_ends(drill, tmp_path: Path):
    data = copy_of(drill[0], tmp_path)
    with records_of(data) as records:
        newest = records.execute("SELECT max(id) FROM documents_document").fetchone()[0]
        records.execute(
            "UPDATE documents_document SET state = 'pending', ready_at = NULL, pdf_sha256 = '', pdf_sm3 = '', docx_sha256 = '',"
            " docx_sm3 = '' WHERE id = ?",
            [newest],
        )
    done = run(data, "worker", "--once")
    assert done.returncode == 0, done.stderr
    with records_of(data) as records:
        made = records.execute(
            "SELECT state, pdf_sm3 <> '' FROM documents_document WHERE id = ?", [newest]
        ).fetchone()
    assert made == ("ready", 1)
    assert run(data, "audit", "verify").returncode == 0


def test_the_record_of_the_drill_is_whole(drill):
    found = run(drill[0], "audit", "verify", "--json")
    assert found.returncode == 0
    answer = json.loads(found.stdout)
    assert answer["intact"] is True
    assert answer["entries"] > answer["chains"] >= drill[1]["dossiers"]
    assert answer["missing_guards"] == []


def test_a_record_that_was_changed_is_found_and_named(drill, tmp_path: Path):
    data = copy_of(drill[0], tmp_path)
    with records_of(data) as records:
        records.execute("DROP TRIGGER audit_auditentry_no_update")
        number, label = records.execute(
            "SELECT id, label FROM audit_auditentry WHERE act = 'accept' LIMIT 1"
        ).fetchone()
        records.execute(
            "UPDATE audit_auditentry SET body = replace(body, '材料齐全', '材料不全') WHERE id = ?", [number]
        )
    found = run(data, "audit", "verify")
    assert found.returncode == 1
    assert label in found.stdout
    assert "audit_auditentry_no_update" in found.stdout


def test_a_record_that_was_cut_off_is_found(drill, tmp_path: Path):
    data = copy_of(drill[0], tmp_path)
    with records_of(data) as records:
        records.execute("DROP TRIGGER audit_auditentry_no_delete")
        chain = records.execute("SELECT chain FROM audit_auditentry WHERE act = 'accept' LIMIT 1").fetchone()[
            0
        ]
        records.execute(
            "DELETE FROM audit_auditentry WHERE chain = ? AND sequence = (SELECT max(sequence) FROM audit_auditentry WHERE chain = ?)",
            [chain, chain],
        )
    assert run(data, "audit", "verify").returncode == 1


def test_a_token_is_issued_listed_and_revoked(drill, tmp_path: Path):
    data = copy_of(drill[0], tmp_path)
    issued = json.loads(
        run(data, "token", "issue", "xhl-officer", "--label", "县局执法系统", "--json").stdout
    )
    assert len(issued["token"]) > 40
    listed = json.loads(run(data, "token", "list", "xhl-officer", "--json").stdout)
    assert [token["label"] for token in listed] == ["县局执法系统"]
    assert issued["token"] not in json.dumps(listed)
    number = str(issued["number"])
    assert [run(data, "token", "revoke", number).returncode for _ in range(2)] == [0, 1]
    assert "没有令牌" in run(data, "token", "list").stdout
    assert run(data, "token", "issue", "nobody", "--label", "x").returncode == 2
    assert run(data, "token", "issue", "xhl-officer", "--label", " ").returncode == 1
    assert run(data, "audit", "verify").returncode == 0


def test_serve_answers_and_stops_with_its_worker(drill, tmp_path: Path):
    data, port = copy_of(drill[0], tmp_path), free_port()
    served = subprocess.Popen(
        [*LINKAGE, "serve", "--port", str(port), "--processes", "1"],
        env=environment(data),
        stderr=subprocess.DEVNULL,
    )
    try:
        assert _answer(f"http://127.0.0.1:{port}/healthz", served) == 200
        beside = _children(served.pid)
        assert any("worker" in words for words in beside.values()), beside
    finally:
        served.send_signal(signal.SIGTERM)
        status = served.wait(ANSWERS_WITHIN)
    assert status == 0
    assert [pid for pid in beside if Path(f"/proc/{pid}").exists()] == []


def _answer(url: str, served: subprocess.Popen[bytes]) -> int:
    until = time.monotonic() + ANSWERS_WITHIN
    while time.monotonic() < until and served.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.status
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError(f"no answer; the process said {served.poll()}")


def _children(pid: int) -> dict[int, str]:
    """The processes started by `pid`, with their command lines."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if parent == pid:
                found[int(folder.name)] = words
    return found
