"""`linkage audit`: what an administrator types, and what the exit status says."""

import argparse
import json

import pytest
from django.db import connection

from linkage.audit.chain import current_head
from linkage.audit.keys import signing_key_file, trusted_folder
from linkage.audit.models import Checkpoint
from linkage.commands.audit import register
from linkage.dossiers.models import Dossier
from tests.audit.conftest import MORNING, a_chain, enter
from tests.audit.guards import guards_lifted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _data_folder(tmp_path, settings, monkeypatch):
    settings.DATA = tmp_path
    monkeypatch.delenv("LINKAGE_SIGNING_KEY", raising=False)


@pytest.fixture
def audit(capsys):
    parser = argparse.ArgumentParser(prog="linkage")
    register(parser.add_subparsers())

    def run(*words):
        args = parser.parse_args(["audit", *map(str, words)])
        status = args.handler(args)
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


@pytest.fixture
def a_dossier(cast):
    """A dossier whose own row knows the end of its chain."""
    agency = cast_agency(cast)
    chain = a_chain(4, label="晋衔〔2026〕1号")
    head = current_head(chain)
    return Dossier.objects.create(
        number="晋衔〔2026〕1号", title="某厂倾倒危险废物案", region=agency.region, lead_agency=agency, opened_at=MORNING,
        chain=chain, head_sequence=head.sequence, head_hash=head.hash,
    )  # fmt: skip


def cast_agency(cast):
    return next(iter(Dossier._meta.get_field("lead_agency").related_model.objects.order_by("id")))


def test_an_untouched_record_is_intact(audit, a_dossier):
    assert audit("verify")[0] == 0
    status, out, _ = audit("verify", "--dossier", a_dossier.number, "--json")
    told = json.loads(out)
    assert (status, told["intact"], told["entries"], told["missing_guards"]) == (0, True, 4, [])


@pytest.mark.parametrize("words", [("verify",), ("verify", "--dossier", "晋衔〔2026〕1号")])
def test_the_first_altered_entry_is_named_with_dossier_act_moment_and_what_is_wrong(
    audit, a_dossier, by_hand, words
):
    by_hand("UPDATE audit_auditentry SET body = replace(body, '移送', '撤回') WHERE sequence IN (2, 3)")
    status, out, _ = audit(*words)
    assert status == 1
    assert out.startswith(
        "不完整：晋衔〔2026〕1号 第 2 条（submit，2026-03-02 10:30:00）：正文与两个摘要都不符"
    )
    assert "第 3 条" not in out
    status, out, _ = audit(*words, "--json")
    assert (status, json.loads(out)["findings"][0]["sequence"]) == (1, 2)


@pytest.mark.parametrize("words", [("verify",), ("verify", "--dossier", "晋衔〔2026〕1号")])
@pytest.mark.parametrize(("gone", "first"), [("sequence = 4", 4), ("sequence >= 1", 1)])
def test_a_deleted_tail_is_missed_by_the_dossier_itself(audit, a_dossier, by_hand, words, gone, first):
    by_hand(f"DELETE FROM audit_auditentry WHERE {gone}")
    status, out, _ = audit(*words)
    assert (status, out.startswith(f"不完整：晋衔〔2026〕1号 第 {first} 条")) == (1, True)


@pytest.mark.parametrize("words", [("verify",), ("verify", "--dossier", "晋衔〔2026〕1号")])
def test_a_tail_deleted_with_the_dossier_s_knowledge_of_it_is_missed_by_the_checkpoint(
    audit, a_dossier, by_hand, words
):
    assert audit("checkpoint")[0] == 0
    by_hand("DELETE FROM audit_auditentry WHERE sequence = 4")
    head = current_head(a_dossier.chain)
    Dossier.objects.update(head_sequence=3, head_hash=head.hash)
    status, out, _ = audit(*words)
    assert (status, "检查点 1 签名时记录在案" in out) == (1, True)


def test_a_number_nobody_bears_is_a_wrong_call(audit):
    status, _, err = audit("verify", "--dossier", "晋衔〔2026〕9号")
    assert (status, "没有编号为 晋衔〔2026〕9号 的卷宗" in err) == (2, True)


def test_missing_guards_are_told_and_do_not_count_as_a_break(audit, a_dossier):
    with guards_lifted(connection):
        status, out, _ = audit("verify")
    assert status == 0
    assert "缺少防止改动的触发器：audit_auditentry_no_update" in out


def test_the_first_checkpoint_makes_the_key_and_says_its_fingerprint(audit, a_dossier):
    status, out, err = audit("checkpoint")
    assert status == 0
    assert "检查点 1：1 条链、4 条记录" in out
    assert "公钥指纹" in err
    assert audit("verify")[:2] == (0, "完整：1 条链、4 条记录逐条相符。\n")


def test_a_lost_key_is_not_quietly_replaced(audit, a_dossier):
    audit("checkpoint")
    signing_key_file().unlink()
    status, _, err = audit("checkpoint")
    assert (status, "--create-key" in err) == (2, True)
    assert audit("checkpoint", "--create-key")[0] == 0
    assert len(list(trusted_folder().glob("*.pem"))) == 2
    assert audit("verify")[0] == 0
    assert audit("checkpoint", "--create-key")[0] == 2


def test_nothing_to_sign_is_answered_with_no(audit):
    assert audit("checkpoint")[0] == 1
    assert not Checkpoint.objects.exists()


def test_the_copy_other_agencies_keep_agrees_until_history_is_signed_anew(
    audit, a_dossier, by_hand, tmp_path
):
    copy = tmp_path / "检查点.json"
    assert audit("checkpoint", "--out", copy)[0] == 0
    enter(a_dossier.chain, label=a_dossier.number)
    assert audit("verify", "--checkpoint", copy)[:2] == (0, "完整：数据库与留存的检查点相符。\n")
    for table in ("signature", "head", ""):
        by_hand(f"DELETE FROM audit_checkpoint{table}")
    status, out, _ = audit("verify", "--checkpoint", copy)
    assert (status, "检查点被删除" in out) == (1, True)


@pytest.mark.parametrize(
    "content", ["", "x", "[]", "{}", '{"body": 1}', '{"body": "{}", "hash": "", "signatures": []}']
)
def test_a_file_that_is_no_copy_is_a_wrong_call(audit, a_dossier, tmp_path, content):
    (tmp_path / "copy.json").write_text(content)
    status, _, err = audit("verify", "--checkpoint", tmp_path / "copy.json")
    assert (status, "copy.json" in err) == (2, True)


def test_an_agency_nobody_knows_is_a_wrong_call(audit, a_dossier):
    assert audit("checkpoint", "--agency", "nobody")[0] == 2


def test_an_agency_signs_in_its_name(audit, a_dossier):
    code = a_dossier.lead_agency.code
    status, out, _ = audit("checkpoint", "--agency", code, "--json")
    assert (status, json.loads(out)["signatures"][0]["agency_name"]) == (0, a_dossier.lead_agency.name)


def test_a_package_that_is_not_there_is_a_wrong_call(audit, tmp_path):
    assert audit("verify", "--package", tmp_path / "absent.zip")[0] == 2
