"""Not prosecuted, and not forgotten: the case comes back, its time is counted, the penalty goes on where it stood and is reported."""

from datetime import date, datetime, timedelta

import pytest

from linkage.audit.verify import entries_of, verify_chain
from linkage.deadlines.models import Clock, ClockState
from linkage.documents.models import Document
from linkage.law.wording import SHANGHAI
from linkage.penalties.models import Penalty
from linkage.penalties.status import Status as PenaltyStatus
from linkage.reverse_transfers.models import ReverseTransfer
from linkage.reverse_transfers.status import Status as ReturnStatus
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.road import Road
from tests.stories import before, steps
from tests.stories.before import opening
from tests.stories.days import Days

pytestmark = pytest.mark.browser
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
OPINION = {
    "decision_number": "杏检刑不诉〔2026〕1号",
    "grounds": "刘某利用渗坑排放酸洗废水的事实清楚，犯罪情节轻微，不需要判处刑罚，应当依照水污染防治法第八十三条给予行政处罚。",
    "measures": "没有采取强制措施，没有扣押财物。",
}
PENALTY = {
    "cause": "利用渗坑排放水污染物",
    "punished": ["某公司"],
    "conduct_kind": "逃避监管排放污染物",
    "conduct_until": "2026-02-20",
    "discovered_on": "2026-03-02",
    "harm": "造成环境污染、生态破坏等危害后果",
    "procedure_kind": "普通程序",
}
COUNTED = {
    "conduct_until": "2026-02-20",
    "discovered_on": "2026-03-02",
    "limitation_ground": "造成环境污染、生态破坏等危害后果",
}
DECISION_CLOCK = "admin_penalty_decision"


def test_a_case_not_prosecuted_comes_back_and_the_penalty_goes_on(
    sit, story_cast, tally, work, tmp_path, monkeypatch
):
    cast, days = story_cast, Days(monkeypatch, MONDAY)
    officer, head = sit(cast.officer), sit(cast.head)
    number = steps.led_to(cast, Status.APPROVED)
    penalty = _a_penalty_is_filed_and_stands_still_once_the_case_is_handed_over(officer, number, days)
    stood_still = _clock(number)
    _the_criminal_side_comes_to_its_end(cast, number, days)
    procurator = sit(cast.procurator)
    returned = _the_procuratorate_proposes_a_penalty(procurator, number, days)
    days.morning(datetime(2026, 4, 14, 9, 0, tzinfo=SHANGHAI), officer, head)
    _the_bureau_takes_it_up_again(officer, head, returned, number)
    _only_the_time_before_and_after_counts(number, stood_still)
    _the_fine_is_decided_and_served(officer, head, procurator, penalty, number, tmp_path, days)
    _the_result_is_reported_and_the_dossier_ended(officer, procurator, returned, number)
    work()
    _everything_is_there(number)
    tally.hold("不起诉后行政处罚", typed=26, prefilled=5)


def _clock(number) -> Clock:
    """The ninety days as they stand; taken up again they are a clock of their own with the same start."""
    return Clock.objects.filter(dossier__number=number, code=DECISION_CLOCK).latest("pk")


def _a_penalty_is_filed_and_stands_still_once_the_case_is_handed_over(officer, number, days) -> str:
    said = before.act(
        officer, opening("administrative_penalty", number, "file_penalty"), look="penalty-file", **PENALTY
    )
    assert "应于6月1日（周一）" in said
    penalty = before.matter(officer)
    days.pass_by(hours=1)
    officer.act(number, "submit")
    officer.go(penalty)
    officer.look("penalty-suspended")
    assert "中止" in officer.page.locator("main").inner_text()
    assert _clock(number).state == ClockState.STOPPED
    return penalty


def _the_criminal_side_comes_to_its_end(cast, number, days) -> None:
    """Five weeks with the police and the procuratorate, act by act."""
    transfer = Transfer.objects.select_related("dossier").get(dossier__number=number)
    for act, time_passed in (
        ("accept", 0), ("file_case", 2), ("serve_filing_notice", 0), ("send_for_prosecution", 26),
        ("decide_non_prosecution", 9), ("serve_non_prosecution_notice", 0),
    ):  # fmt: skip
        days.pass_by(days=time_passed, hours=1)
        Road(cast).do(act, transfer, at=days.now())
    days.pass_by(minutes=5)


def _the_procuratorate_proposes_a_penalty(procurator, number, days) -> str:
    begin = opening("reverse_transfer", number, "begin_penalty_review")
    before.act(procurator, begin)
    returned = before.matter(procurator)
    days.pass_by(minutes=30)
    said = before.act(procurator, f"{returned}give_penalty_opinion/", look="penalty-opinion", **OPINION)
    assert "书面回复" in said
    return returned


def _the_bureau_takes_it_up_again(officer, head, returned, number) -> None:
    officer.go("/")
    assert ReturnStatus.RETURNED.label in officer.page.locator("main").inner_text()
    before.act(officer, f"{returned}receive_return/")
    before.part(officer, number, "reverse_transfers", look="return-part")
    said = before.act(head, f"{returned}take_up_return/", look="return-take-up", **COUNTED)
    assert "没有超过追责期限" in said
    head.go(returned)
    head.look("return")


def _only_the_time_before_and_after_counts(number, stood_still) -> None:
    """What was left of the ninety days when the case was handed over is left now."""
    clock = _clock(number)
    assert clock.state == ClockState.RUNNING
    assert clock.started_at == stood_still.started_at
    pause = clock.pauses.get()
    assert pause.until - pause.since > timedelta(days=35)
    assert clock.due_at >= stood_still.due_at + timedelta(days=35)


def _the_fine_is_decided_and_served(officer, head, procurator, penalty, number, folder, days) -> None:
    before.act(officer, f"{penalty}notify_penalty/", intended="拟处罚款二十万元。", hearing="已告知听证权利")
    steps.add_material(officer, number, 7, "行政处罚决定书", folder)
    days.morning(datetime(2026, 4, 17, 9, 0, tzinfo=SHANGHAI), officer, head, procurator)
    decided = {
        "penalty_kinds": ["罚款"], "fine_yuan": "200000", "decision_number": "并环杏罚〔2026〕12号",
        "decision_files": ["行政处罚决定书"],
    }  # fmt: skip
    said = before.act(head, f"{penalty}decide_penalty/", look="penalty-decide", **decided)
    assert "并环杏罚〔2026〕12号" in said
    before.act(officer, f"{penalty}serve_penalty/", served_on="2026-04-17")
    officer.go(penalty)
    officer.look("penalty")


def _the_result_is_reported_and_the_dossier_ended(officer, procurator, returned, number) -> None:
    said = before.act(
        officer, f"{returned}report_result/", look="return-report", result="已对某公司处以罚款二十万元。"
    )
    assert "书面回复太原市杏花岭区人民检察院" in said
    procurator.go("/inbox/")
    assert "处理结果书面回复" in procurator.page.locator("main").inner_text()
    officer.go(f"/transfers/{number}/conclude/")
    officer.look("conclude-with-penalty")
    officer.act(number, "conclude", disposition="依法给予行政处罚", disposition_number="并环杏罚〔2026〕12号")
    officer.go(f"/transfers/{number}/")
    officer.look()


def _everything_is_there(number) -> None:
    transfer = Transfer.objects.select_related("dossier").get(dossier__number=number)
    penalty = Penalty.objects.get(dossier=transfer.dossier)
    returned = ReverseTransfer.objects.get(dossier=transfer.dossier)
    assert (transfer.status, returned.status) == (Status.CONCLUDED, ReturnStatus.REPORTED)
    assert (penalty.status, penalty.fine_yuan) == (PenaltyStatus.SERVED, 200000)
    assert returned.limitation_day == date(2028, 2, 20)
    reply = Document.objects.get(dossier=transfer.dossier, kind="opinion_reply")
    assert reply.content["fields"]["penalty_numbers"] == "并环杏罚〔2026〕12号"
    assert verify_chain(entries_of(transfer.dossier.chain)) is None
