"""`linkage law assess`: the sentence first, the reasons under it, and three exits."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.running import run

DUMPED = {"conduct_end": "2024-06-01", "unlawful": True, "conduct_mode": ["倾倒"]}


@pytest.fixture
def assess(tmp_path: Path):
    def call(facts: Any, *words: str):
        file = tmp_path / "facts.json"
        file.write_text(facts if isinstance(facts, str) else json.dumps(facts), encoding="utf-8")
        return run(tmp_path, "law", "assess", str(file), *words)

    return call


def test_a_clause_met_is_told_with_its_reason(assess) -> None:
    told = assess({**DUMPED, "hazardous_waste_t": "3.21"})
    assert (told.returncode, told.stderr) == (0, "")
    lines = told.stdout.splitlines()
    assert lines[0] == "平台只作提示，是否移送由负责人决定，是否立案由公安机关决定。"
    assert lines[1] == (
        "结论：法释〔2023〕7号命中第一条第二项（第一档）：涉嫌污染环境罪（刑法第338条），第一档（严重污染环境）。"
    )
    assert "危险废物数量 3.21 吨，达到 3 吨：命中法释〔2023〕7号第一条第二项。" in told.stdout
    assert "还缺的事实：" in told.stdout and "prior_penalties" in told.stdout
    assert "行政拘留" not in told.stdout


def test_a_number_in_the_file_is_read_by_its_digits(assess) -> None:
    text = json.dumps(DUMPED)[:-1] + ', "hazardous_waste_t": 2.9999999999999999999}'
    told = assess(text, "--json")
    assert told.returncode == 1
    crime = json.loads(told.stdout)["crime"]
    assert crime["facts"]["hazardous_waste_t"] == "2.9999999999999999999"
    assert crime["outcome"] == "unknown"


def test_a_doubtful_clause_is_an_answer_too(assess) -> None:
    told = assess({**DUMPED, "measured_over_standard": {"铅": "3.5"}})
    assert told.returncode == 0
    assert "存疑" in told.stdout and "超出 2.5 倍" in told.stdout


def test_stored_waste_is_no_clause(assess) -> None:
    told = assess({**DUMPED, "conduct_mode": "贮存", "hazardous_waste_t": 33})
    assert told.returncode == 1
    assert "没有命中的条款" in told.stdout and "不能单独作为移送的依据" in told.stdout


def test_conduct_before_2017_is_no_clause_but_a_person(assess) -> None:
    told = assess({**DUMPED, "conduct_end": "2016-12-31", "hazardous_waste_t": 33})
    assert told.returncode == 1
    assert "转人工办理" in told.stdout


def test_detention_is_told_where_it_was_asked_for(assess) -> None:
    facts = {"conduct_end": "2026-08-15", "evasion": ["暗管"], "penalty_decided_on": "2026-09-01"}
    told = assess(facts)
    assert told.returncode == 0
    assert "行政拘留：生态环境法典第1108条（命中）：拘留 5 日至 10 日" in told.stdout
    as_json = json.loads(assess(facts, "--json").stdout)
    assert as_json["detention"]["governing"] == ["生态环境法典第1108条"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"hazardous_waste_t": "三吨"}', "危险废物数量（hazardous_waste_t）：“三吨”不是数。"),
        ('{"tonnes": 3}', "没有名为“tonnes”的事实。"),
        ('{"hazardous_waste_t": NaN}', "不是精确的数"),
        ("[]", "JSON 对象"),
        ("{", "不是 UTF-8 编码的 JSON"),
        ('{"hazardous_waste_t": ' + "9" * 5000 + "}", "不是 UTF-8 编码的 JSON"),
    ],
)
def test_bad_facts_are_a_wrong_call(assess, text: str, sentence: str) -> None:
    told = assess(text)
    assert (told.returncode, told.stdout) == (2, "")
    assert sentence in told.stderr


def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    told = run(tmp_path, "law", "assess", str(tmp_path / "none.json"))
    assert told.returncode == 2
    assert "读不了" in told.stderr
    assert run(tmp_path, "law", "assess").returncode == 2
