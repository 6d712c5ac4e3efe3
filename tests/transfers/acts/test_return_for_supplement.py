"""退回补充侦查: one month, at most twice (17号第十九条, 刑事诉讼法第一百七十五条)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import (
    BUREAU,
    POLICE,
    PROCURATORATE,
    Left,
    clock_of,
    led_to,
    perform,
    refused,
    shanghai,
)


def test_the_police_have_a_month_and_the_bureau_helps(road):
    left = perform(road, "return_for_supplement", road.to(S.IN_REVIEW))
    assert left == Left(
        status=S.SUPPLEMENTING,
        turn=POLICE,
        sentence=f"{PROCURATORATE}退回补充侦查（杏检补侦〔2026〕1号），{POLICE}应于4月2日（周四）24:00前补充完毕，{BUREAU}予以协助。",
        stopped={"prosecution_review"},
        started={"supplementary_investigation": "2026-04-02 周四 24:00前"},
        papers={"supplement_outline": f"杏检补侦〔2026〕1号 → {POLICE}"},
        told={POLICE, BUREAU},
        columns={"supplement_rounds": 1},
    )
    outline = left.content["supplement_outline"]
    assert (outline["round"], outline["prosecution_number"]) == ("第一次", "并公杏诉〔2026〕1号")


def test_twice_and_no_more(road):
    transfer = road.to(S.SUPPLEMENTING)
    road.do("send_for_prosecution", transfer)
    second = perform(road, "return_for_supplement", transfer)
    assert second.content["supplement_outline"]["round"] == "第二次"
    assert second.columns == {"supplement_rounds": 2}
    road.do("send_for_prosecution", transfer)
    assert refused(road, "return_for_supplement", transfer) == [
        "退回补充侦查已经两次，不能再退。（刑事诉讼法第一百七十五条）请依法作出起诉或者不起诉决定。"
    ]
    assert perform(road, "prosecute", transfer).status == S.PROSECUTED


@pytest.mark.parametrize(
    ("served", "due"),
    [("2026-01-31 09:00:00", "2026-02-28 周六 24:00前"), ("2026-09-03 09:00:00", "2026-10-08 周四 24:00前")],
)
def test_the_month_runs_from_service_of_the_outline(road, served, due):
    served = shanghai(served)
    transfer = led_to(road, S.IN_REVIEW, served)
    left = perform(
        road, "return_for_supplement", transfer, at=served, occurred_at=road.tick(), served_at=served
    )
    assert left.started == {"supplementary_investigation": due}
    assert clock_of(transfer, "supplementary_investigation").agency.name == POLICE


def test_an_outline_has_direction_requirements_and_items(road):
    facts = {"direction": "", "requirements": "", "items": []}
    sentences = refused(road, "return_for_supplement", road.to(S.IN_REVIEW), **facts)
    assert [s.split("。")[0] for s in sentences] == [
        f"补充侦查提纲还缺“补充侦查的{part}”" for part in ("方向", "要求", "事项")
    ]


def test_the_procurator_returns_it(road, cast):
    assert refused(road, "return_for_supplement", road.to(S.IN_REVIEW), by=cast.next_procurator) == [
        f"由{PROCURATORATE}的检察官办理。（17号第十九条；刑事诉讼法第一百七十五条）"
    ]
