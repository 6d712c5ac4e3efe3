"""What the assessment found is not typed again in the transfer: provisions, requests from the gaps, hints above the form."""

from typing import Any

import pytest
import time_machine

from linkage.transfers.models import Transfer
from linkage.transfers.prefill import Record, first_values
from linkage.transfers.states import TABLE
from linkage.transfers.status import Status
from tests.assessments.bench import Bench
from tests.browsing import browser, form_on, text_of
from tests.road import Road

PROVISIONS = "《中华人民共和国刑法》第三百三十八条；法释〔2023〕7号第一条第二项"


@pytest.fixture
def verifying(road: Road) -> Bench:
    return Bench(road, road.to(Status.VERIFYING, legal_basis="").dossier)


def known(bench: Bench, act: str) -> dict[str, Any]:
    transfer = Transfer.objects.select_related("dossier").get(dossier=bench.dossier)
    return first_values(TABLE.row(act), Record(transfer, bench.road.cast.officer, bench.road.now))


def page_of(bench: Bench, act: str, who: Any) -> str:
    with time_machine.travel(bench.road.tick(), tick=False):
        return text_of(browser(who).get(f"/transfers/{bench.dossier.number}/{act}/"))


def test_the_report_names_the_clauses_that_were_met(verifying: Bench) -> None:
    assert "provisions" not in known(verifying, "report")
    verifying.assess()
    assert known(verifying, "report")["provisions"] == PROVISIONS
    page = page_of(verifying, "report", verifying.road.cast.officer)
    assert "办理前请看" in page and "危险废物数量 3.21 吨，达到 3 吨" in page


def test_whoever_refuses_a_transfer_sees_the_hits_and_says_why(road: Road) -> None:
    bench = Bench(road, road.to(Status.AWAITING_APPROVAL).dossier)
    bench.assess()
    page = page_of(bench, "refuse", road.cast.head)
    assert "办理前请看" in page and "命中" in page and "危险废物数量 3.21 吨，达到 3 吨" in page
    with time_machine.travel(road.tick(), tick=False):
        url = f"/transfers/{bench.dossier.number}/refuse/"
        empty = browser(road.cast.head).post(url, {"refusal_reason": ""})
    assert empty.status_code == 422 and "不批准理由" in text_of(empty)


def test_the_sender_sees_the_gaps_before_handing_over_and_may_hand_over_all_the_same(road: Road) -> None:
    bench = Bench(road, road.to(Status.APPROVED).dossier)
    bench.assess()
    page = page_of(bench, "submit", road.cast.officer)
    assert "办理前请看" in page and "待确认" in page and "危险废物的数量" in page
    transfer = Transfer.objects.get(dossier=bench.dossier)
    road.do("submit", transfer)
    assert transfer.status == Status.SUBMITTED


def test_the_requests_of_the_police_start_from_the_gaps(road: Road) -> None:
    bench = Bench(road, road.open().dossier)
    bench.assess()
    transfer = Transfer.objects.get(dossier=bench.dossier)
    for act in ("assign_team", "report", "approve", "submit", "accept"):
        road.do(act, transfer)
    # The materials at hand are of the classes 2, 3 and 6; nothing but 证件 (class 7) is fit to prove nothing else.
    assert "missing_materials" not in known(bench, "request_correction")
    assert known(bench, "request_investigation")["evidence_problems"].startswith("以下要件的证据有待确认：")
    for item in transfer.dossier.evidence.filter(material_class=3):
        transfer.dossier.evidence.filter(pk=item.pk).update(material_class=7)
    transfer.dossier.evidence.filter(material_class__in=(6, 7)).update(material_class=4)
    asked = known(bench, "request_correction")["missing_materials"].splitlines()
    assert "危险废物认定意见、鉴别报告；环评文件、排污许可证、产生工艺说明｜用以证明属于危险废物" in asked
    matters = known(bench, "request_investigation")
    assert (
        "补充询问笔录；以前的处罚决定、责令文书、合同和价格凭证｜主观故意" in matters["matters"].splitlines()
    )
    assert "以下要件没有证据：" in matters["evidence_problems"] and "主观故意" in matters["evidence_problems"]


def test_without_an_assessment_nothing_is_added(road: Road) -> None:
    bench = Bench(road, road.to(Status.ACCEPTED).dossier)
    assert known(bench, "request_investigation") == {}
    assert "办理前请看" not in page_of(bench, "request_investigation", road.cast.investigator)


def test_the_form_of_the_police_comes_filled_and_is_sent_as_it_came(road: Road) -> None:
    bench = Bench(road, road.to(Status.ACCEPTED).dossier)
    opinion = bench.blank(road.cast.investigator)
    bench.do("assess_as_police", opinion)
    bench.dossier.evidence.update(material_class=4)
    with time_machine.travel(road.tick(), tick=False):
        client = browser(road.cast.investigator)
        url = f"/transfers/{bench.dossier.number}/request_investigation/"
        form = form_on(client.get(url), "matters")
        assert "主观故意" in form["matters"][0]
        client.post(url, form)
    assert Transfer.objects.get(dossier=bench.dossier).status == Status.AWAITING_SUPPLEMENT
