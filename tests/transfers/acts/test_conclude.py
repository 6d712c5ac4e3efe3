"""转行政处理并办结: what is no crime comes back to the bureau, and nothing ends without a disposition (17号第十七条)."""

import pytest

from linkage.law.refusal import Refused
from linkage.penalties.actions import file_penalty
from linkage.penalties.actions.entering import blank_penalty
from linkage.transfers.actions import conclude
from linkage.transfers.states import TABLE
from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import BUREAU, PROCURATORATE, Left, perform, refused

RUNNING = {S.DECLINED_NOTIFIED: "reconsider_apply", S.UPHELD: "filing_supervision_suggest_after_reconsider"}


@pytest.mark.parametrize("status", TABLE.row("conclude").source)
def test_the_bureau_states_what_it_did_and_the_case_has_ended(road, status):
    transfer = road.to(status)
    left = perform(road, "conclude", transfer)
    assert left == Left(
        status=S.CONCLUDED,
        turn="",
        sentence=f"{BUREAU}已作行政处理并办结本案。",
        stopped={RUNNING[status]} if status in RUNNING else set(),
        told={PROCURATORATE},
        marks={"concluded": "王演明"},
    )
    assert left.entry["facts"]["stated"] == {
        "disposition": "依法给予行政处罚",
        "disposition_number": "并环杏罚〔2026〕1号",
    }
    assert not transfer.dossier.clocks.filter(state="running").exists()


UNDER_WAY = "本案的行政处罚还在办理。"


@pytest.mark.parametrize(
    ("disposition", "remedy"),
    [
        ("依法给予行政处罚", "请先在“行政处罚”中立案并作出决定，或者录入已作出的处罚决定。"),
        ("已作行政处罚，执行完毕", "请先在“行政处罚”中登记执行情况并结案。"),
        ("不予行政处罚", "请先在“行政处罚”中决定不予处罚，或者在“反向移送”中决定不予处罚。"),
    ],
)
def test_what_is_stated_must_be_on_record(road, disposition, remedy):
    transfer = road.to(S.NOT_APPROVED)
    facts = {"disposition": disposition, "disposition_number": "并环杏罚〔2026〕1号"}
    with pytest.raises(Refused) as refusal:
        conclude(transfer=transfer, by=road.cast.officer, at=road.tick(), **facts)
    [reason] = refusal.value.reasons
    assert (reason.sentence, reason.remedy) == (f"卷宗里没有与“{disposition}”相符的决定。", remedy)


def test_a_penalty_that_was_decided_is_not_one_that_was_carried_out_or_not_imposed(road):
    transfer = road.to(S.NOT_APPROVED)
    for disposition in ("已作行政处罚，执行完毕", "不予行政处罚"):
        assert refused(road, "conclude", transfer, disposition=disposition)[0].startswith("卷宗里没有")


def test_what_was_passed_on_to_another_authority_is_told_by_its_number(road):
    transfer = road.to(S.RETURNED)
    facts = {"disposition": "移交其他主管机关", "disposition_number": "并环杏移〔2026〕5号"}
    conclude(transfer=transfer, by=road.cast.officer, at=road.tick(), **facts)
    assert transfer.status == S.CONCLUDED


def test_no_case_ends_while_its_penalty_is_under_way(road):
    transfer = road.to(S.NOT_APPROVED)
    case, now = transfer.dossier.case, road.tick()
    file_penalty(
        penalty=blank_penalty(transfer.dossier, road.cast.officer, now), by=road.cast.officer, at=now, cause=case.cause,
        punished=list(case.parties.all()), conduct_kind="逃避监管排放污染物", conduct_until=now.date(),
        discovered_on=now.date(), harm="没有造成危害后果", procedure_kind="普通程序",
    )  # fmt: skip
    assert [text[: len(UNDER_WAY)] for text in refused(road, "conclude", transfer)] == [UNDER_WAY]


def test_it_is_the_platforms_own_step(road):
    assert perform(road, "conclude", road.to(S.NOT_APPROVED)).entry["law"]["status"] == "MEMORY"


@pytest.mark.parametrize("status", [S.ACCEPTED, S.INVESTIGATING, S.RECONSIDERING, S.NON_PROSECUTED])
def test_not_while_the_case_is_with_somebody_else(road, status):
    assert refused(road, "conclude", road.to(status))[-1].startswith(
        f"现在是「{status.label}」，只有在「不批准移送」"
    )


def test_police_do_not_conclude_for_the_bureau(road, cast):
    assert refused(road, "conclude", road.to(S.UPHELD), by=cast.police_head)[0].startswith(
        f"由{BUREAU}的执法员或者生态环境部门负责人办理。"
    )
