"""`linkage penalty import`: who and which file are asked for first."""

from tests.commands.running import run


def test_a_wrong_call_says_what_is_wrong(tmp_path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    nobody = run(tmp_path, "penalty", "import", "x.csv", "--by", "nobody")
    assert (nobody.returncode, nobody.stderr) == (2, "没有登录名为 nobody 的人员。\n")
    assert run(tmp_path, "penalty", "import", "x.csv").returncode == 2


def test_a_table_is_checked_and_each_fault_named(tmp_path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    install = ("administrator", "install", "system", "one", "--name", "新演人", "--agency", "140000-eco")
    assert run(tmp_path, *install).returncode == 0
    missing = run(tmp_path, "penalty", "import", str(tmp_path / "none.csv"), "--by", "one")
    assert (missing.returncode, "读不出来" in missing.stderr) == (2, True)
    file = tmp_path / "penalties.csv"
    file.write_text("案件名称\n某公司超标排放案\n", encoding="utf-8")
    refused = run(tmp_path, "penalty", "import", str(file), "--by", "one", "--apply")
    assert refused.returncode == 1
    assert "第2行：“决定日期”请填写。" in refused.stderr
    file.write_bytes("案件名称\n某公司\n".encode("gb18030"))
    unreadable = run(tmp_path, "penalty", "import", str(file), "--by", "one")
    assert (unreadable.returncode, "不是 UTF-8 编码" in unreadable.stderr) == (2, True)
