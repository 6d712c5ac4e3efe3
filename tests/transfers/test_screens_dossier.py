"""一案一档: who may open the page of a case, what each part shows, and that its cost does not grow with the case."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkage.audit.models import AuditEntry
from linkage.deadlines.models import Clock
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier, Participation, ParticipationRole
from linkage.dossiers.recording import actor_of, record
from linkage.procedure.parts import known_parts
from linkage.procedure.showing import turn_words
from linkage.transfers.models import Transfer
from linkage.transfers.procedure import TRANSFER
from linkage.transfers.showing import TONES, status_of
from linkage.transfers.status import Status
from linkage.transfers.timeline import SHOWN
from linkage.transfers.views.dossier import PARTS
from tests.browsing import browser, text_of
from tests.cast import Cast
from tests.road import Road

pytestmark = pytest.mark.django_db
STATEMENTS_AT_MOST = 19

BUREAU = {"officer", "second_officer", "head", "city_supervisor", "province_supervisor"}
HANDED_OVER = BUREAU | {
    "intake",
    "investigator",
    "police_head",
    "procurator",
    "city_police_supervisor",
    "city_procurator",
}


def page_of(transfer: Transfer, query: str = "") -> str:
    return f"/transfers/{transfer.dossier.number}/{query}"


def pages_of(transfer: Transfer) -> list[str]:
    """Every address under the case that answers to GET."""
    clock = Clock.objects.filter(dossier=transfer.dossier).first()
    papers = Document.objects.filter(dossier=transfer.dossier)
    return [
        *(page_of(transfer, f"?part={part}") for part in PARTS),
        page_of(transfer, "file_case/"),
        page_of(transfer, f"clocks/{clock.pk}/"),
        page_of(transfer, f"parties/{transfer.dossier.case.parties.first().pk}/identity/"),
        *(f"/papers/{paper.pk}/" for paper in papers[:1]),
    ]


@pytest.mark.parametrize(
    ("status", "readers"),
    [(Status.VERIFYING, BUREAU), (Status.ACCEPTED, HANDED_OVER)],
    ids=["before", "after"],
)
def test_whoever_may_not_see_the_case_finds_nothing_at_any_of_its_addresses(
    cast: Cast, road: Road, status: str, readers: set[str]
):
    transfer = road.to(status)
    for part, user in vars(cast).items():
        client = browser(user)
        answers = {client.get(address).status_code for address in pages_of(transfer)}
        assert answers == ({200} if part in readers else {404}), part


def test_the_old_receiver_keeps_reading_and_the_new_one_begins(cast: Cast, road: Road):
    transfer = road.to(Status.REFERRED)
    assert browser(cast.intake).get(page_of(transfer)).status_code == 200
    assert browser(cast.next_intake).get(page_of(transfer)).status_code == 200
    assert browser(cast.next_officer).get(page_of(transfer)).status_code == 404


def test_an_unknown_number_or_part_or_act_is_not_found(cast: Cast, road: Road):
    transfer = road.open()
    client = browser(cast.officer)
    for address in (
        "/transfers/2026-000000-0001/",
        page_of(transfer, "?part=x"),
        page_of(transfer, "abolish/"),
    ):
        assert client.get(address).status_code == 404


def test_the_head_says_what_it_is_whose_turn_it_is_and_what_to_do(cast: Cast, road: Road):
    page = text_of(browser(cast.head).get(page_of(road.to(Status.AWAITING_APPROVAL))))
    assert "轮到本机关（太原市生态环境局杏花岭分局）审批" in page
    assert "某公司酸洗石英砂渗坑排放案" in page
    assert page.index('data-act="approve"') < page.index('data-act="refuse"')
    assert "3日，" in page
    assert "17号第五条第二款" in page


def test_what_presses_by_law_is_the_primary_button(cast: Cast, road: Road):
    page = text_of(browser(cast.police_head).get(page_of(road.to(Status.ACCEPTED))))
    primary = page.index('class="btn btn-primary"')
    assert page[primary:].split('href="')[1].split('"')[0].endswith("/file_case/")


def test_what_one_may_not_do_stands_there_with_its_reason(cast: Cast, road: Road):
    page = text_of(browser(cast.officer).get(page_of(road.to(Status.SUBMITTED))))
    assert "您现在没有要办的事。" in page
    assert "由太原市公安局杏花岭分局的受案民警或者办案民警办理。" in page
    assert 'data-act="accept"' not in page


def test_the_task_list_stands_there_until_the_hand_over_and_no_longer(cast: Cast, road: Road):
    client = browser(cast.officer)
    transfer = road.to(Status.VERIFYING)
    before = text_of(client.get(page_of(transfer)))
    assert "移送准备" in before
    assert "还没有案件调查报告（17号第六条第（二）项）" in before
    for act in ("report", "approve", "submit"):
        road.do(act, transfer)
    assert "移送准备" not in text_of(client.get(page_of(transfer)))


def test_the_timeline_tells_every_act_with_its_paper_and_can_be_turned_and_filtered(cast: Cast, road: Road):
    transfer = road.to(Status.ACCEPTED)
    client = browser(cast.officer)
    page = text_of(client.get(page_of(transfer)))
    for sentence in (
        "登记涉嫌犯罪案件",
        "加入1份材料：“案件调查报告”",
        "说明本案没有“涉案物品清单”",
        "已移送太原市公安局杏花岭分局",
    ):
        assert sentence in page
    letter = Document.objects.get(dossier=transfer.dossier, kind="transfer_letter")
    assert f'href="/papers/{letter.pk}/"' in page
    assert page.index('id="act-11"') < page.index('id="act-1"')
    turned = text_of(client.get(page_of(transfer, "?order=oldest")))
    assert turned.index('id="act-1"') < turned.index('id="act-11"')
    police = text_of(client.get(page_of(transfer, f"?by={cast.intake.agency.code}")))
    assert "已接受案件，回执" in police
    assert "加入1份材料" not in police


def test_an_entry_made_long_after_the_act_is_flagged(cast: Cast, road: Road):
    transfer = road.to(Status.SUBMITTED)
    road.do("accept", transfer, at=road.now + timedelta(days=9), occurred_at=road.now + timedelta(minutes=5))
    page = text_of(browser(cast.procurator).get(page_of(transfer)))
    assert "迟录：办理后8天" in page


def test_an_act_after_its_limit_is_flagged(cast: Cast, road: Road):
    transfer = road.to(Status.AWAITING_APPROVAL)
    road.do("approve", transfer, at=road.now + timedelta(days=6))
    assert "超期后办理" in text_of(browser(cast.officer).get(page_of(transfer)))


def test_each_part_shows_what_it_is_for(cast: Cast, road: Road):
    transfer = road.to(Status.ACCEPTED)
    client = browser(cast.procurator)
    papers = text_of(client.get(page_of(transfer, "?part=papers")))
    letter = Document.objects.get(dossier=transfer.dossier, kind="transfer_letter")
    assert letter.number in papers
    assert f"/papers/{letter.pk}/pdf/" in papers
    assert "太原市杏花岭区人民检察院（抄送）" in papers
    evidence = text_of(client.get(page_of(transfer, "?part=evidence")))
    assert "现场检查笔录" in evidence
    assert "本案没有：本案无涉案物品" in evidence
    parties = text_of(client.get(page_of(transfer, "?part=parties")))
    assert "王演明（证officer）、李演芳（证officer2）" in parties
    assert "检察监督" in parties
    assert "批准移送/不批准移送的决定" in text_of(client.get(page_of(transfer, "?part=clocks")))
    whole = text_of(client.get(page_of(transfer, "?part=all")))
    for title in ("案情", "当事人", "参与机关", "办理过程", "文书", "证据材料", "已经停止的时限"):
        assert f">{title}" in whole


def more_entries(transfer: Transfer, cast: Cast, road: Road, how_many: int) -> None:
    dossier = Dossier.objects.get(pk=transfer.dossier_id)
    for number in range(how_many):
        record(
            dossier,
            act="look",
            actor=actor_of(cast.officer),
            at=road.tick(),
            facts={"sentence": f"第{number}次核对。"},
        )


@pytest.mark.parametrize("status", [Status.VERIFYING, Status.APPROVED, Status.ACCEPTED, Status.JUDGED])
@pytest.mark.parametrize("part", list(PARTS))
def test_a_page_costs_few_statements_and_no_more_when_the_case_grows(
    cast: Cast, road: Road, status: str, part: str
):
    transfer = road.to(status)
    client = browser(cast.officer)
    address = page_of(transfer, f"?part={part}")
    client.get(address)

    def statements() -> int:
        with CaptureQueriesContext(connection) as done:
            assert client.get(address).status_code == 200
        return len(done)

    before = statements()
    more_entries(transfer, cast, road, 60)
    another_takes_part(transfer, cast, road)
    assert statements() == before
    assert before <= STATEMENTS_AT_MOST + (4 + 9 * len(known_parts()) if part == "all" else 0)


def another_takes_part(transfer: Transfer, cast: Cast, road: Road) -> None:
    """Another agency takes part, so that no part of the page stays empty."""
    Participation.objects.get_or_create(
        dossier=transfer.dossier, agency=cast.city_supervisor.agency, role=ParticipationRole.SUPERVISING,
        until=None, defaults={"since": road.now},
    )  # fmt: skip


def test_a_thousand_entries_are_cut_to_the_newest_with_a_link_to_the_rest(cast: Cast, road: Road):
    transfer = road.to(Status.VERIFYING)
    more_entries(transfer, cast, road, 300)
    client = browser(cast.officer)
    page = text_of(client.get(page_of(transfer)))
    assert page.count('<li class="act act-') == SHOWN
    assert "第299次核对。" in page
    whole = text_of(client.get(page_of(transfer, "?show=all")))
    assert (
        whole.count('<li class="act act-') == AuditEntry.objects.filter(chain=transfer.dossier.chain).count()
    )


@pytest.mark.parametrize("status", list(Status), ids=str)
def test_every_status_has_a_word_a_shape_and_a_turn(road: Road, cast: Cast, status: str):
    assert set(TONES) == set(Status)
    transfer = road.open()
    transfer.status = status
    assert status_of(status)["word"] == Status(status).label
    assert turn_words(TRANSFER, transfer, cast.officer)


def test_why_this_day_is_a_page_of_its_own(cast: Cast, road: Road):
    transfer = road.to(Status.ACCEPTED)
    clock = Clock.objects.get(dossier=transfer.dossier, code="police_filing_decision_normal")
    page = text_of(browser(cast.officer).get(page_of(transfer, f"clocks/{clock.pk}/")))
    assert "为什么是这一天" in page
    assert "wall-due" in page
    other = road.open()
    assert browser(cast.officer).get(page_of(other, f"clocks/{clock.pk}/")).status_code == 404
