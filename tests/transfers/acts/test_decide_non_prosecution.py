"""决定不起诉: the bureau must be told in writing within three days (17号第十八条)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import (
    BUREAU,
    POLICE,
    PROCURATORATE,
    Left,
    led_to,
    perform,
    refused,
    shanghai,
)


def test_the_decision_stands_and_the_notice_falls_due(road):
    left = perform(road, "decide_non_prosecution", road.to(S.IN_REVIEW))
    assert left == Left(
        status=S.NON_PROSECUTED,
        turn=PROCURATORATE,
        sentence=f"{PROCURATORATE}决定不起诉，应于3月5日（周四）24:00前书面告知{BUREAU}。",
        stopped={"prosecution_review"},
        started={"non_prosecution_notice": "2026-03-05 周四 24:00前"},
        told={POLICE},
        marks={"non_prosecuted": "郑演直"},
        columns={
            "decision_reasons": "犯罪情节轻微。",
            "decision_facts": {
                "decision_number": "杏检刑不诉〔2026〕1号",
                "suspects": "刘某",
                "non_prosecution_ground": "酌定不起诉",
                "penalty_opinion": "另行提出检察意见",
            },
        },
    )


@pytest.mark.parametrize(
    ("decided", "due"),
    [
        ("2026-03-02 23:59:59", "2026-03-05 周四 24:00前"),
        ("2026-02-11 09:00:00", "2026-02-14 周六 24:00前"),
        ("2026-09-29 09:00:00", "2026-10-08 周四 24:00前"),
    ],
)
def test_the_third_day_after_the_decision(road, decided, due):
    now = shanghai(decided)
    transfer = led_to(road, S.IN_REVIEW, now)
    assert perform(road, "decide_non_prosecution", transfer, at=now).started == {
        "non_prosecution_notice": due
    }


def test_the_kind_of_decision_and_its_reasons_are_stated(road):
    facts = {"non_prosecution_ground": "", "reasons": ""}
    assert refused(road, "decide_non_prosecution", road.to(S.IN_REVIEW), **facts) == [
        "请填写“不起诉的种类”。没有写明的，不能办理。",
        "请填写“理由”。没有写明的，不能办理。",
    ]


def test_a_prosecuted_case_is_not_dropped_this_way(road):
    assert refused(road, "decide_non_prosecution", road.to(S.PROSECUTED)) == [
        "现在是「已起诉」，只有在「审查起诉中」时才能决定不起诉。（刑事诉讼法第一百七十七条；17号第十八条）请刷新页面查看最新状态。"
    ]


def test_the_procurator_decides(road, cast):
    assert refused(road, "decide_non_prosecution", road.to(S.IN_REVIEW), by=cast.officer) == [
        f"由{PROCURATORATE}的检察官办理。（刑事诉讼法第一百七十七条；17号第十八条）"
    ]
