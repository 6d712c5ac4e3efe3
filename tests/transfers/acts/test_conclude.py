"""转行政处理并办结: what is no crime comes back to the bureau, and nothing ends without a disposition (17号第十七条)."""

import pytest

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
