"""`linkage administrator`: how an instance without anybody gets its first administrators, and how one comes back in."""

from tests.commands.running import run


def installed(data, post, username):
    return run(data, "administrator", "install", post, username, "--name", "新演人", "--agency", "140000-eco")


def test_a_new_instance_gets_its_three_administrators_and_each_only_once(tmp_path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    for post in ("system", "security", "audit"):
        done = installed(tmp_path, post, f"first-{post}")
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()[-1]) >= 16
    second = installed(tmp_path, "security", "second-security")
    assert second.returncode == 1
    assert "已有安全管理员新演人" in second.stderr
    reset = run(tmp_path, "administrator", "reset", "first-security")
    assert reset.returncode == 0
    assert reset.stdout.splitlines()[-1] not in done.stdout
    assert "完整" in run(tmp_path, "audit", "verify").stdout


def test_a_wrong_call_says_what_is_wrong(tmp_path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    nobody = run(tmp_path, "administrator", "reset", "nobody")
    assert (nobody.returncode, nobody.stderr) == (2, "没有登录名为 nobody 的人员。\n")
    nowhere = run(
        tmp_path, "administrator", "install", "system", "one", "--name", "新演人", "--agency", "000000-eco"
    )
    assert (nowhere.returncode, nowhere.stderr) == (2, "没有代码为 000000-eco 的机构。\n")
    assert run(tmp_path, "administrator", "install", "police", "one").returncode == 2
