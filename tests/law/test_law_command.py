"""`linkage law` as a caller sees it: a process of its own, its output, its exit status."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def linkage(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "linkage.commands.main", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def batch(tmp_path: Path, text: str | bytes):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    return linkage("law", "due", "--batch", str(source), "--out", str(target)), target


def test_one_clock_in_one_line() -> None:
    told = linkage("law", "due", "police_filing_decision_normal", "2026-09-29")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == "立案/不予立案决定（一般）：2026-10-08 周四 24:00前\n"


def test_explained_day_by_day_and_as_of_a_day() -> None:
    told = linkage(
        "law", "due", "crime_transfer_approval", "2026-03-04", "--explain", "--as-of", "2026-03-10"
    )
    assert "2026-03-07 周六 第3日（周末，照常计算）" in told.stdout
    assert told.stdout.endswith("截至 2026-03-10 周二：已超1天\n")


def test_as_json_with_a_moment_read_on_a_shanghai_clock() -> None:
    told = json.loads(
        linkage("law", "due", "crime_transfer_handover", "2026-03-06T16:30:07", "--json").stdout
    )
    assert told["due_at"] == "2026-03-07T16:30:07+08:00"
    assert told["provisional"] is False


@pytest.mark.parametrize(
    ("words", "status", "complaint"),
    [
        (
            ("due", "police_filing_decision_norml", "2026-03-04"),
            2,
            "相近的编号：police_filing_decision_normal",
        ),
        (("due", "crime_transfer_handover", "2026-03-04"), 2, "须给出起算的时刻"),
        (("due", "crime_transfer_handover", "next week"), 2, "“next week”不是时间"),
        (("due", "crime_transfer_handover"), 2, "须给出编号和起算时间"),
        (("due", "--batch", "in.csv"), 2, "须同时给出"),
        (("due", "detention_case_limit_pre2026", "2026-03-04"), 1, "不适用"),
        (("due", "police_filing_decision_complex", "9999-12-20"), 2, "超出可以推算的范围"),
        (("show", "nothing_like_it"), 2, "没有编号"),
        (("show", "detention_case_limit_2026", "--on", "2025-01-01"), 1, "不适用"),
        (("sing",), 2, "子命令 不能是 'sing'"),
        ((), 2, "缺少参数：子命令"),
    ],
)
def test_a_wrong_call_is_told_in_chinese_with_its_status(words, status: int, complaint: str) -> None:
    told = linkage("law", *words)
    assert told.returncode == status
    assert told.stdout == ""
    assert complaint in told.stderr
    assert "Traceback" not in told.stderr


def test_show_names_the_article_the_dates_and_the_status() -> None:
    told = linkage("law", "show", "reverse_link_opinion_delivery").stdout
    assert "依据：高检发释字〔2021〕4号第8条" in told
    assert "施行：2021-09-06 起" in told
    assert "未核对（凭记忆，把握中）" in told


def test_show_and_list_as_json() -> None:
    shown = json.loads(linkage("law", "show", "reconsider_apply", "--json").stdout)
    assert (shown["length"], shown["unit"], shown["statutory"]) == (3, "working_day", True)
    assert len(shown["other_terms"]) == 2
    assert len(json.loads(linkage("law", "list", "--json").stdout)) == 56


def test_list_is_one_rule_a_line() -> None:
    lines = linkage("law", "list").stdout.splitlines()
    assert len(lines) == 56
    assert all(line.count("\t") == 5 for line in lines)


@pytest.mark.parametrize(
    "words", [("--help",), ("law", "--help"), ("law", "due", "-h"), ("law", "show", "-h")]
)
def test_help_is_in_chinese(words) -> None:
    told = linkage(*words)
    assert told.returncode == 0
    assert told.stdout.startswith("用法：")
    assert "显示本说明" in told.stdout


def test_law_needs_no_django() -> None:
    script = (
        "import sys; from linkage.commands.main import main; code = main(['law', 'list']);"
        "sys.exit(code or ('django' in sys.modules) * 9)"
    )
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False)
    assert told.returncode == 0


def test_the_batch_answers_each_worked_case_to_the_second(tmp_path: Path) -> None:
    with (Path(__file__).parent / "worked_cases.csv").open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    rows = [",".join((case["id"], case["unit"], case["n"], case["event_datetime"])) for case in cases]
    told, target = batch(tmp_path, "id,unit,n,event_datetime\n" + "\n".join(rows) + "\n")
    assert told.returncode == 0, told.stderr
    expected = ["id,due_datetime", *(f"{case['id']},{case['due_datetime']}" for case in cases)]
    assert target.read_text(encoding="utf-8").splitlines() == expected
    assert told.stderr == f"已推算 {len(cases)} 行，其中 0 行暂定（放假安排尚未公布或者没有录入）。\n"


def test_the_batch_counts_what_is_provisional(tmp_path: Path) -> None:
    told, target = batch(tmp_path, "id,unit,n,event_datetime\na,working_day,3,2026-12-30T09:00\n")
    assert "1 行暂定" in told.stderr
    assert target.read_text(encoding="utf-8") == "id,due_datetime\na,2027-01-05T23:59:59+08:00\n"


def test_the_batch_reads_what_a_chinese_spreadsheet_saves(tmp_path: Path) -> None:
    text = "id,备注,unit,n,event_datetime\r\n晋环移1,甲,hour,24,2026/3/6 16:30\r\n晋环移2,乙,natural_day,3,2026/3/6\r\n"
    told, target = batch(tmp_path, text.encode("gb18030"))
    assert told.returncode == 0, told.stderr
    assert target.read_text(encoding="utf-8").splitlines()[1:] == [
        "晋环移1,2026-03-07T16:30:00+08:00",
        "晋环移2,2026-03-09T23:59:59+08:00",
    ]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("b,week,3,2026-03-04T09:00", "第3行 unit 列：“week”不是可用的单位"),
        ("b,natural_day,-3,2026-03-04T09:00", "第3行 n 列：“-3”须是不小于 0 的整数"),
        ("b,natural_day,three,2026-03-04T09:00", "第3行 n 列：“three”"),
        ("b,natural_day,3.5,2026-03-04T09:00", "第3行 n 列：“3.5”"),
        ("b,natural_day,999999999,2026-03-04T09:00", "第3行 n 列：期限长度 999999999 过大"),
        ("b,natural_day,3,2026-02-30T09:00", "第3行 event_datetime 列：“2026-02-30T09:00”不是时间"),
        ("b,hour,24,2026-03-04", "第3行 event_datetime 列：按小时计算须有时刻"),
        ("b,natural_day,3,9999-12-30", "第3行 n 列：日期超出可以推算的范围"),
        (",natural_day,3,2026-03-04", "第3行 id 列为空"),
        ("b,natural_day", "第3行 n 列为空"),
        ("b,natural_day,3,2026-03-04,x", "第3行的列数多于标题行"),
    ],
)
def test_one_bad_row_is_named_and_nothing_is_written(tmp_path: Path, row: str, complaint: str) -> None:
    told, target = batch(tmp_path, f"id,unit,n,event_datetime\na,natural_day,3,2026-03-04T09:00\n{row}\n")
    assert told.returncode == 2
    assert complaint in told.stderr
    assert "Traceback" not in told.stderr
    assert list(tmp_path.iterdir()) == [tmp_path / "in.csv"]
    assert not target.exists()


def test_a_bad_batch_leaves_an_earlier_result_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("before", encoding="utf-8")
    told, target = batch(tmp_path, "id,unit,n,event_datetime\na,week,3,2026-03-04\n")
    assert told.returncode == 2
    assert target.read_text(encoding="utf-8") == "before"


def test_a_file_without_its_columns_and_one_that_is_not_there(tmp_path: Path) -> None:
    told, _ = batch(tmp_path, "id,unit,n\n1,hour,2\n")
    assert (told.returncode, "第1行缺少列：event_datetime" in told.stderr) == (2, True)
    told = linkage("law", "due", "--batch", str(tmp_path / "none.csv"), "--out", str(tmp_path / "out.csv"))
    assert (told.returncode, "读不到" in told.stderr) == (2, True)


def test_a_bad_calendar_file_ends_the_command_with_its_row(tmp_path: Path) -> None:
    file = tmp_path / "calendar.toml"
    file.write_text('[makeup]\n2027-02-10 = "春节"\n', encoding="utf-8")
    told = linkage("law", "due", "crime_transfer_approval", "2026-03-04", LINKAGE_CALENDAR_FILE=str(file))
    assert told.returncode == 2
    assert "第2行：2027-02-10 不是周六或周日" in told.stderr
