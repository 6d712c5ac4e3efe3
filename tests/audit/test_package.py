"""The package and the verifier that needs nothing but Python: whatever is touched, it says where."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest

from linkage.audit import standalone_verify
from linkage.audit.canonical import canonical
from linkage.audit.chain import GENESIS, append, current_head
from linkage.audit.checkpoint import copy_of, take_checkpoint
from linkage.audit.digests import sha256, sm3
from linkage.audit.models import Checkpoint
from linkage.audit.package import (
    CHECKPOINT,
    ENTRIES,
    MANIFEST,
    VERIFIER,
    export_entries,
    new_package,
    proof_of,
    seal,
)
from linkage.audit.sm2 import PrivateKey, fingerprint
from linkage.audit.standalone_verify import Misfit, verify_file
from tests.audit.conftest import MORNING, OFFICER, a_chain, enter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_atomic")]

LETTER = "案件移送书".encode() * 50


@pytest.fixture
def _atomic(db):
    """`append` asks for a transaction; the test's own is one."""


def _a_dossier(key, length=4):
    """A chain whose second act rests on a letter, between two others, under a checkpoint."""
    chain, head = uuid4(), GENESIS
    a_chain(2, label="other")
    for number in range(length):
        documents = [{"id": "1", "sm3": sm3(LETTER), "sha256": sha256(LETTER)}] if number == 1 else []
        head = append(
            chain=chain, label="并环〔2026〕1号", act="submit", actor=OFFICER, at=MORNING + timedelta(hours=number),
            occurred_at=MORNING, facts={"note": "移送"}, law={}, documents=documents, head=head,
        )  # fmt: skip
    a_chain(1, label="another")
    take_checkpoint(signer=key, at=MORNING, agency_name="山西省生态环境厅")
    return chain


@pytest.fixture
def package(key, tmp_path):
    chain = _a_dossier(key)
    file = tmp_path / "卷宗包.zip"
    with new_package(file, chain, about={"number": "并环〔2026〕1号"}) as out:
        out.writestr("papers/案件移送书.pdf", LETTER)
    return file


def _rewritten(package, change):
    """The package again after `change` had its way with the files, the manifest left as it was."""
    with zipfile.ZipFile(package) as old:
        files = {name: old.read(name) for name in old.namelist()}
    change(files)
    with zipfile.ZipFile(package, "w") as new:
        for name, data in files.items():
            new.writestr(name, data)
    seal(package)
    return package


def _with_manifest(files):
    """What whoever touched the files would do next: make the manifest fit again."""
    listed = [
        {"path": name, "size": len(data), "sm3": sm3(data), "sha256": sha256(data)}
        for name, data in files.items() if name != MANIFEST
    ]  # fmt: skip
    files[MANIFEST] = canonical({"v": 1, "about": {}, "files": listed, "withheld": []}).encode()


def _misfit(package, **given):
    with pytest.raises(Misfit) as misfit:
        verify_file(package, **given)
    return misfit.value


def test_an_untouched_package_is_intact(package, key):
    report = verify_file(package, fingerprint(key.public_key))
    assert (report["entries"], report["files"], report["anchored"], report["withheld"]) == (4, 4, 1, 0)
    assert report["checkpoint"]["covers"] == 4
    assert report["dossier"] == "并环〔2026〕1号"


def test_the_verifier_in_the_package_runs_alone_with_a_bare_python(package, tmp_path):
    with zipfile.ZipFile(package) as opened:
        opened.extract(VERIFIER, tmp_path)
    run = [sys.executable, "-I", "-S", str(tmp_path / VERIFIER), str(package), "--json"]
    told = subprocess.run(run, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    assert json.loads(told.stdout)["intact"] is True


def test_it_does_so_where_python_has_no_sm3(package, monkeypatch):
    monkeypatch.setattr(standalone_verify.hashlib, "algorithms_available", frozenset({"sha256"}))
    assert verify_file(package)["entries"] == 4


def _edit_line(number, change):
    def edit(files):
        lines = files[ENTRIES].splitlines(keepends=True)
        lines[number - 1] = change(lines[number - 1])
        files[ENTRIES] = b"".join(lines)

    return edit


def test_a_changed_entry_is_named_with_its_bytes_and_what_it_says_of_itself(package):
    with zipfile.ZipFile(package) as opened:
        lines = opened.read(ENTRIES).splitlines(keepends=True)
    start = len(lines[0]) + len(lines[1])
    _rewritten(package, _edit_line(3, lambda line: line.replace("移送".encode(), "撤回".encode())))
    misfit = _misfit(package)
    assert f"第 3 行（第 {start + 1} 至 {start + len(lines[2]) - 1} 字节）" in misfit.place
    assert misfit.problem.startswith("并环〔2026〕1号 第 3 条（submit，2026-03-02T11:30:00.000000+08:00）")


@pytest.mark.parametrize(
    ("spoil", "byte"),
    [
        (lambda line: line[:10] + b" " + line[10:], 9),
        (lambda line: line.replace(b'"hash":', b'"hash" :'), None),
        (lambda line: line[:20] + b"\xff" + line[21:], 21),
        (lambda line: b"x" + line, 1),
        (lambda line: line[:-10] + b"\n", None),
        (lambda line: b"\n", 1),
        (lambda line: b"[" * 100_000 + b"\n", None),
        (lambda line: b"7" * 5000 + b"\n", None),
        (lambda line: b"[]\n", None),
        (lambda line: b'{"body":1,"hash":2,"sha256":3}\n', None),
    ],
)
def test_a_line_that_is_no_entry_is_named_to_the_byte_where_it_can_be(package, spoil, byte):
    _rewritten(package, _edit_line(1, spoil))
    place = _misfit(package).place
    assert "第 1 行" in place
    if byte and byte != 9:
        assert place.endswith(f"第 {byte} 字节")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lines: lines[:1] + lines[2:], "应为第 2 条：之前的记录被删除"),
        (lambda lines: lines[1:], "应为第 1 条"),
        (lambda lines: lines[:2] + lines[1:], "应为第 3 条：记录重复"),
        (lambda lines: [lines[1], lines[0], *lines[2:]], "应为第 1 条"),
        (lambda lines: lines[:3], "检查点签名时链已到第 4 条，此处只有 3 条：链尾被删除"),
        (lambda lines: [], "没有任何记录"),
    ],
)
def test_deleted_repeated_and_swapped_entries_are_named_even_under_a_new_manifest(package, change, words):
    def spoil(files):
        files[ENTRIES] = b"".join(change(files[ENTRIES].splitlines(keepends=True)))
        _with_manifest(files)

    assert words in _misfit(_rewritten(package, spoil)).problem


def _forged(lines):
    """All entries made anew from the second on, with right digests and links."""
    records, previous = [json.loads(line) for line in lines], None
    for record in records:
        body = json.loads(record["body"])
        if body["sequence"] == 2:
            body["facts"]["note"] = "撤回"
        body["previous"] = previous or body["previous"]
        text = canonical(body)
        record.update(body=text, hash=sm3(text.encode()), sha256=sha256(text.encode()))
        previous = record["hash"]
    return b"".join(canonical(record).encode() + b"\n" for record in records)


def test_a_chain_rewritten_from_end_to_end_does_not_lead_to_the_signed_root(package):
    def spoil(files):
        files[ENTRIES] = _forged(files[ENTRIES].splitlines())
        _with_manifest(files)

    assert "链被整条重写" in _misfit(_rewritten(package, spoil)).problem


def _edit_checkpoint(change):
    def spoil(files):
        document = json.loads(files[CHECKPOINT])
        change(document)
        files[CHECKPOINT] = canonical(document).encode()
        _with_manifest(files)

    return spoil


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d.update(body=d["body"].replace('"chains":3', '"chains":4')), "被改动"),
        (lambda d: d["signatures"].clear(), "没有签名"),
        (lambda d: d["signatures"][0].update(signature="1" * 128), "山西省生态环境厅签名无效"),
        (lambda d: d["signatures"][0].update(fingerprint="1" * 64), "公钥指纹不符"),
        (lambda d: d["inclusion"].update(sequence=3), "默克尔根"),
        (lambda d: d["inclusion"].update(chain=str(uuid4())), "另一条链"),
        (lambda d: d["inclusion"]["path"].pop(), "默克尔根"),
        (lambda d: d["inclusion"].update(path=[{"side": "left", "hash": "zz"}]), "不可读"),
        (lambda d: d["inclusion"].update(path=[7]), "不可读"),
        (lambda d: d.update(inclusion=5), "缺少"),
        (lambda d: d.update(body="[]"), "缺少|被改动"),
        (lambda d: d.pop("signatures"), "缺少 signatures"),
    ],
)
def test_a_touched_checkpoint_is_named(package, change, words):
    misfit = _misfit(_rewritten(package, _edit_checkpoint(change)))
    assert misfit.place.startswith(CHECKPOINT)
    assert any(word in misfit.problem for word in words.split("|"))


def test_a_checkpoint_signed_by_someone_else_does_not_pass_for_the_agency_s(package, key):
    other = PrivateKey.generate()

    def resign(document):
        document["signatures"][0].update(
            public_key=other.public_key,
            fingerprint=fingerprint(other.public_key),
            signature=other.sign(document["body"].encode()),
        )

    _rewritten(package, _edit_checkpoint(resign))
    assert verify_file(package)["checkpoint"]["signers"] == [fingerprint(other.public_key)]
    assert "没有公钥指纹为" in _misfit(package, key=fingerprint(key.public_key)).problem


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (lambda f: f.update({"papers/案件移送书.pdf": LETTER + b"x"}), "papers/案件移送书.pdf", "被改动"),
        (lambda f: f.pop("papers/案件移送书.pdf"), "papers/案件移送书.pdf", "被取走"),
        (lambda f: f.update({"papers/new.pdf": b""}), "papers/new.pdf", "后来放入"),
        (lambda f: f.pop(MANIFEST), MANIFEST, "没有这个文件"),
        (lambda f: f.pop(ENTRIES), ENTRIES, "没有这个文件"),
        (lambda f: f.update({MANIFEST: b"{}"}), MANIFEST, "缺少 files"),
        (lambda f: f.update({MANIFEST: b"x"}), f"{MANIFEST} 第 1 字节", "不是 JSON"),
        (
            lambda f: (f.update({"papers/案件移送书.pdf": b"other"}), _with_manifest(f)),
            ENTRIES,
            "第 2 条所载文书",
        ),
        (lambda f: (f.pop("papers/案件移送书.pdf"), _with_manifest(f)), ENTRIES, "不在包内"),
    ],
)
def test_a_touched_file_is_named_even_under_a_new_manifest(package, change, place, words):
    misfit = _misfit(_rewritten(package, change))
    assert misfit.place == place
    assert words in misfit.problem


def test_two_files_of_one_name_are_refused(package):
    with zipfile.ZipFile(package, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr("papers/案件移送书.pdf", b"another")
    assert "同名" in _misfit(package).problem


def test_any_flipped_byte_of_a_package_is_noticed_and_never_a_traceback(package):
    raw = package.read_bytes()
    for place in (*range(0, len(raw), 11), *range(len(raw) - 90, len(raw))):
        spoiled = bytearray(raw)
        spoiled[place] ^= 1 << place % 8
        package.write_bytes(spoiled)
        _misfit(package)


def test_any_flipped_byte_of_a_file_in_it_is_noticed_as_that_file_s(key, tmp_path):
    file = tmp_path / "p.zip"
    with new_package(file, _a_dossier(key)) as out:
        out.writestr("papers/letter.pdf", LETTER, compress_type=zipfile.ZIP_STORED)
    raw = file.read_bytes()
    start = raw.index(LETTER)
    for place in range(start, start + len(LETTER), 11):
        spoiled = bytearray(raw)
        spoiled[place] ^= 0x10
        file.write_bytes(spoiled)
        assert _misfit(file).place == "papers/letter.pdf"


def test_a_byte_altered_in_the_packed_file_is_named_with_its_line(package):
    raw = package.read_bytes()
    lines = raw[raw.index(b'{"body"') :].split(b"\n")[:4]
    note = raw.index("移送".encode(), raw.index(lines[2]))
    package.write_bytes(raw[:note] + "撤回".encode() + raw[note + 6 :])
    misfit = _misfit(package)
    assert misfit.place.startswith(f"{ENTRIES} 第 3 行（第 {len(lines[0]) + len(lines[1]) + 3} 至")


def test_a_torn_file_is_no_package(package):
    package.write_bytes(package.read_bytes()[:200])
    assert "ZIP" in _misfit(package).problem


def test_what_is_left_out_on_purpose_is_counted_and_told(key, tmp_path):
    chain, file = _a_dossier(key), tmp_path / "p.zip"
    with new_package(file, chain, withheld=[{"sm3": sm3(LETTER), "reason": "举报人信息"}]):
        pass
    report = verify_file(file)
    assert (report["anchored"], report["withheld"]) == (0, 1)
    assert any("1 件注明未随包提供" in line for line in standalone_verify.told(report))


def test_a_dossier_no_checkpoint_covers_yet_says_so(tmp_path):
    chain, file = a_chain(2), tmp_path / "p.zip"
    assert proof_of(chain) is None
    with (tmp_path / "entries.jsonl").open("wb") as out:
        assert export_entries(chain, out) == current_head(chain)
    report = verify_file(tmp_path / "entries.jsonl")
    assert report["checkpoint"] is None
    assert any("无从核对" in line for line in standalone_verify.told(report))
    assert not file.exists()


def test_acts_after_the_checkpoint_stand_outside_its_cover(key, tmp_path):
    chain = _a_dossier(key)
    enter(chain)
    with (tmp_path / "entries.jsonl").open("wb") as out:
        export_entries(chain, out)
    kept = json.loads(json.dumps(proof_of(chain)))
    report = verify_file(tmp_path / "entries.jsonl", kept=kept)
    assert (report["entries"], report["checkpoint"]["covers"]) == (5, 4)


def test_a_checkpoint_made_anew_is_noticed_by_whoever_kept_the_old_one(package, key):
    kept = copy_of(Checkpoint.objects.get())

    def remake(document):
        body = canonical(json.loads(document["body"]) | {"at": "2026-03-03T09:30:00.000000+08:00"})
        document.update(body=body, hash=sm3(body.encode()))
        document["signatures"][0].update(signature=key.sign(body.encode()))

    assert verify_file(package, kept=kept)["checkpoint"]["sequence"] == 1
    assert "被重做" in _misfit(_rewritten(package, _edit_checkpoint(remake)), kept=kept).problem


def test_an_empty_chain_exports_nothing():
    out = io.BytesIO()
    assert export_entries(uuid4(), out) == GENESIS
    assert out.getvalue() == b""


def test_the_command_answers_with_its_exit_status(package, capsys, tmp_path):
    assert standalone_verify.main([str(package)]) == 0
    assert "逐条相符" in capsys.readouterr().out
    _rewritten(package, lambda files: files.pop(ENTRIES))
    assert standalone_verify.main([str(package)]) == 1
    assert capsys.readouterr().out.startswith("不完整：chain/entries.jsonl")
    assert standalone_verify.main([str(tmp_path / "absent.zip")]) in (1, 2)


def test_the_verifier_imports_nothing_but_the_standard_library():
    source = standalone_verify.__file__
    lines = [line.split()[1].split(".")[0] for line in open(source) if line.startswith(("import ", "from "))]  # noqa: SIM115
    assert set(lines) <= sys.stdlib_module_names
