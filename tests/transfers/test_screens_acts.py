"""An act's page: the form from the row, what follows, the paper before it is issued, the doing of it, and its refusals."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import Model

from linkage.audit.models import AuditEntry
from linkage.deadlines.models import Clock, ClockState
from linkage.documents.models import Document
from linkage.evidence.models import EvidenceItem
from linkage.procedure.forms import LinesField
from linkage.procedure.preview import act_ahead, draft_papers
from linkage.transfers import papers
from linkage.transfers.facts import FACTS
from linkage.transfers.models import Transfer
from linkage.transfers.states import TABLE
from linkage.transfers.status import Status
from tests.browsing import browser, form_on, text_of
from tests.cast import Cast
from tests.road import ROADS, Road

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def clock(road: Road) -> Iterator[Any]:
    """The browsers' present is the road's: a Monday in March."""
    with time_machine.travel(road.now, tick=False) as moved:
        yield moved


def address(transfer: Transfer, act: str) -> str:
    return f"/transfers/{transfer.dossier.number}/{act}/"


def typed(value: Any) -> Any:
    """A fact as a person types or ticks it."""
    if isinstance(value, datetime):
        return f"{value.astimezone(tz=None):%Y-%m-%dT%H:%M}"
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, list):
        return (
            "\n".join("｜".join(i.values()) for i in value)
            if isinstance(value[0], dict)
            else [v if isinstance(v, str) else v.pk for v in value]
        )
    return value


def is_at(road: Road, clock: Any) -> datetime:
    """Ten minutes on, for the road and for the browsers."""
    now = road.tick()
    clock.move_to(now)
    return now


def fresh(transfer: Transfer) -> Transfer:
    return Transfer.objects.get(pk=transfer.pk)


# Every act of the table, from a status it leaves, sent by hand without script.
REACHED_BY = {row.act: next(s for s in row.source if s in ROADS) for row in TABLE.steps}


@pytest.mark.parametrize("act", list(REACHED_BY))
def test_every_act_can_be_done_by_the_form_as_the_page_gives_it(cast: Cast, road: Road, clock: Any, act: str):
    transfer = road.to(REACHED_BY[act])
    if act == "report":
        road.gather(transfer)
    elif act == "conclude":
        road.punish(transfer)
    elif act == "file_on_notice":
        road.ask(transfer)
    now = is_at(road, clock)
    client = browser(road.actor(act), enforce_csrf_checks=True)
    page = client.get(address(transfer, act))
    sent = form_on(page, "seen")
    sent |= {name: typed(value) for name, value in road.facts(act, now).items() if name != "served_at"}
    is_at(road, clock)
    answer = client.post(address(transfer, act), sent)
    assert answer.status_code == 302, text_of(answer)
    last = AuditEntry.objects.filter(chain=transfer.dossier.chain).order_by("-sequence").first()
    assert (last.act, last.actor_id) == (act, road.actor(act).pk)
    assert last.at == last.occurred_at
    after = text_of(client.get(answer.url))
    assert "已办" in after
    assert TABLE.row(act).target in ("", fresh(transfer).status)


def test_nothing_that_the_record_knows_is_typed_again(cast: Cast, road: Road, clock: Any):
    transfer = road.to(Status.INVESTIGATING)
    is_at(road, clock)
    form = form_on(browser(cast.investigator).get(address(transfer, "send_for_prosecution")), "suspects")
    assert form["suspects"] == ["某公司、刘某"]
    assert form["charge"] == ["污染环境罪"]
    assert form["crime_facts"][0].startswith("某公司将酸洗石英砂")
    assert "监测报告" in form["main_evidence"][0]
    assert form["served_at"] == [f"{road.now:%Y-%m-%dT%H:%M}"]


def test_the_next_number_is_suggested(cast: Cast, road: Road, clock: Any):
    first = road.to(Status.ACCEPTED)
    assert first.acceptance_number == "并公杏受案〔2026〕1号"
    second = road.to(Status.SUBMITTED)
    is_at(road, clock)
    form = form_on(browser(cast.intake).get(address(second, "accept")), "acceptance_number")
    assert form["acceptance_number"] == ["并公杏受案〔2026〕2号"]


def test_what_was_said_to_be_missing_is_taken_over(cast: Cast, road: Road, clock: Any):
    transfer = road.to(Status.AWAITING_CORRECTION)
    is_at(road, clock)
    form = form_on(browser(cast.officer).get(address(transfer, "correct")), "corrected")
    assert form["corrected"] == ["监测报告原件"]


def test_the_page_says_basis_limit_and_what_follows(cast: Cast, road: Road, clock: Any):
    transfer = road.to(Status.APPROVED)
    is_at(road, clock)
    page = text_of(browser(cast.officer).get(address(transfer, "submit")))
    assert "17号第六条；310号第五条第二款" in page
    assert "24小时，3月3日（周二）" in page
    assert "向同级公安机关移交案件材料" in page
    assert "接受案件并出具接受案件回执" in page
    assert "抄送太原市杏花岭区人民检察院" in page
    assert ">移送公安机关</button>" in page


def test_the_paper_is_seen_before_it_is_issued(cast: Cast, road: Road, clock: Any):
    transfer = road.to(Status.APPROVED)
    is_at(road, clock)
    client = browser(cast.officer)
    page = text_of(client.get(address(transfer, "submit")))
    shown = f"{address(transfer, 'submit')}preview/transfer_letter/1.png"
    assert f'src="{shown}"' in page
    answer = client.get(shown)
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(PNG)
    assert not Document.objects.filter(dossier=transfer.dossier, kind="transfer_letter").exists()
    assert client.get(shown.replace("/1.png", "/99.png")).status_code == 404
    assert client.get(shown.replace("transfer_letter", "filing_notice")).status_code == 404
    assert browser(cast.next_officer).get(shown).status_code == 404
    assert browser(cast.head).get(shown).status_code == 404, "not their act: nothing to preview"


def test_a_preview_of_what_was_typed_keeps_the_form_and_does_nothing(cast: Cast, road: Road, clock: Any):
    transfer = road.to(Status.AWAITING_APPROVAL)
    is_at(road, clock)
    client = browser(cast.head)
    before = text_of(client.get(address(transfer, "refuse")))
    assert "还缺" in before
    sent = {"refusal_reason": "现有证据不能证明。", "preview": "1"}
    page = text_of(client.post(address(transfer, "refuse"), sent))
    assert 'src="data:image/png;base64,' in page
    assert "现有证据不能证明。</textarea>" in page
    fragment = text_of(client.post(address(transfer, "refuse"), sent, headers={"HX-Request": "true"}))
    assert fragment.lstrip().startswith("<section")
    assert fresh(transfer).status == Status.AWAITING_APPROVAL


def test_the_preview_is_the_paper_that_is_then_issued(cast: Cast, road: Road):
    transfer = road.to(Status.APPROVED)
    now = road.tick()
    ahead = act_ahead(
        TABLE, TABLE.row("submit"), transfer, by=cast.officer, at=now, facts={"served_at": now}, clocks={}
    )
    drafts = {paper.kind: dict(paper.content) for paper in draft_papers(ahead, papers.fill)}
    road.do("submit", transfer, at=now)
    issued = Document.objects.get(dossier=transfer.dossier, kind="transfer_letter").content
    assert {**drafts["transfer_letter"], "number": issued["number"]} == issued


def test_the_query_string_may_state_what_the_preview_shows(cast: Cast, road: Road, clock: Any):
    transfer = road.to(Status.AWAITING_APPROVAL)
    is_at(road, clock)
    client = browser(cast.head)
    shown = f"{address(transfer, 'refuse')}preview/transfer_approval/1.png"
    assert client.get(shown).status_code == 404
    assert client.get(shown, {"refusal_reason": "证据不足。"}).content.startswith(PNG)


def test_an_act_that_is_not_open_shows_its_reasons_and_no_button(cast: Cast, road: Road):
    transfer = road.to(Status.SUBMITTED)
    answer = browser(cast.officer).get(address(transfer, "file_case"))
    assert answer.status_code == 200
    page = text_of(answer)
    assert "现在不能办理“立案”" in page
    assert "现在是「已移交待接受」" in page
    assert ">立案</button>" not in page


def test_a_wrong_answer_is_named_and_what_was_typed_stays(cast: Cast, road: Road):
    transfer = road.to(Status.ACCEPTED)
    answer = browser(cast.intake).post(
        address(transfer, "request_correction"),
        {"missing_materials": "监测报告原件\n询问笔录｜盖章｜多了一项", "served_at": "不是时间"},
    )
    assert answer.status_code == 422
    page = text_of(answer)
    assert "第2行“询问笔录｜盖章｜多了一项”有3项，每行最多2项：材料名称｜补正要求。" in page
    assert "监测报告原件\n询问笔录｜盖章｜多了一项</textarea>" in page
    assert fresh(transfer).status == Status.ACCEPTED


def test_all_reasons_of_a_refusal_stand_on_the_page_and_the_answers_are_kept(
    cast: Cast, road: Road, clock: Any
):
    transfer = road.to(Status.ACCEPTED)
    is_at(road, clock)
    sent = {
        "charge": "污染环境罪",
        "police_case_number": "A1",
        "handling_unit": "环侦大队",
        "occurred_at": f"{road.now + timedelta(days=2):%Y-%m-%dT%H:%M}",
    }
    answer = browser(cast.police_head).post(address(transfer, "file_case"), sent)
    assert answer.status_code == 422
    page = text_of(answer)
    assert "办理时间不能晚于现在。" in page
    assert 'value="环侦大队"' in page
    assert '<details class="act-moment" open>' in page
    assert fresh(transfer).status == Status.ACCEPTED


def test_a_missing_material_refuses_the_hand_over_with_its_article(cast: Cast, road: Road, clock: Any):
    transfer = road.to(Status.APPROVED)
    EvidenceItem.objects.filter(dossier=transfer.dossier, material_class=3).update(
        withdrawn_at=road.now, withdrawn_by=cast.officer, withdrawn_reason="误加"
    )
    is_at(road, clock)
    answer = browser(cast.officer).post(
        address(transfer, "submit"), {"served_at": f"{road.now:%Y-%m-%dT%H:%M}"}
    )
    assert answer.status_code == 422
    assert "还没有现场检查笔录" in text_of(answer)


def test_pressing_twice_does_it_once_and_says_so(cast: Cast, road: Road, clock: Any):
    transfer = road.to(Status.SUBMITTED)
    is_at(road, clock)
    client = browser(cast.intake)
    sent = form_on(client.get(address(transfer, "accept")), "seen") | {"material_check": "材料齐全"}
    first, second = (client.post(address(transfer, "accept"), sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert "这一步您刚刚已经办理，没有重复办理" in text_of(client.get(second.url))
    assert AuditEntry.objects.filter(chain=transfer.dossier.chain, act="accept").count() == 1


def test_whoever_comes_second_learns_who_was_first(cast: Cast, road: Road, clock: Any):
    transfer = road.to(Status.SUBMITTED)
    is_at(road, clock)
    sent = {"acceptance_number": "2号", "material_check": "材料齐全"}
    road.do("accept", transfer, at=road.now)
    answer = browser(cast.investigator).post(address(transfer, "accept"), sent)
    assert answer.status_code == 409
    assert "孙演武（太原市公安局杏花岭分局）已于" in text_of(answer)


def test_an_untouched_moment_means_the_moment_of_sending(cast: Cast, road: Road, clock: Any):
    transfer = road.to(Status.APPROVED)
    is_at(road, clock)
    client = browser(cast.officer)
    sent = form_on(client.get(address(transfer, "submit")), "served_at")
    sending = road.now + timedelta(minutes=7, seconds=23)
    clock.move_to(sending)
    assert client.post(address(transfer, "submit"), sent).status_code == 302
    assert Clock.objects.get(dossier=transfer.dossier, code="police_receipt").started_at == sending


def test_a_moment_typed_to_the_minute_may_lie_in_the_minute_of_the_step_before(
    cast: Cast, road: Road, clock: Any
):
    road.now += timedelta(seconds=35)
    transfer = road.to(Status.APPROVED)
    is_at(road, clock)
    minute = f"{transfer.status_since.astimezone(road.now.tzinfo):%Y-%m-%dT%H:%M}"
    answer = browser(cast.officer).post(
        address(transfer, "submit"), {"served_at": minute, "occurred_at": minute}
    )
    assert answer.status_code == 302
    assert fresh(transfer).submitted_at == transfer.status_since


def test_the_moment_of_service_starts_the_clock_and_not_the_moment_of_making(
    cast: Cast, road: Road, clock: Any
):
    transfer = road.to(Status.DECLINED)
    made = road.tick()
    clock.move_to(made + timedelta(days=1))
    sent = {
        "served_at": f"{made + timedelta(hours=5):%Y-%m-%dT%H:%M}",
        "occurred_at": f"{made:%Y-%m-%dT%H:%M}",
    }
    assert (
        browser(cast.investigator).post(address(transfer, "serve_no_filing_notice"), sent).status_code == 302
    )
    started = Clock.objects.get(dossier=transfer.dossier, code="reconsider_apply")
    assert started.started_at == made + timedelta(hours=5)
    assert started.state == ClockState.RUNNING


MATTERS = FACTS["matters"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("询问工人｜排放时间", [{"matter": "询问工人", "proves": "排放时间"}]),
        ("询问工人|排放时间", [{"matter": "询问工人", "proves": "排放时间"}]),
        (
            "  询问工人  \n\n勘验｜ ",
            [{"matter": "询问工人", "proves": "-"}, {"matter": "勘验", "proves": "-"}],
        ),
    ],
)
def test_lines_are_read_as_they_are_written(text: str, items: list[dict[str, str]]):
    assert LinesField(MATTERS).clean(text) == items


def test_only_the_agencies_own_officers_can_be_put_on_the_team(cast: Cast, road: Road, clock: Any):
    transfer = road.to(Status.DISCOVERED)
    is_at(road, clock)
    client = browser(cast.officer)
    page = client.get(address(transfer, "assign_team"))
    assert form_on(page, "members")["members"] == [str(cast.officer.pk)]
    assert "冯演远" not in text_of(page)
    wrong = client.post(
        address(transfer, "assign_team"), {"members": [cast.officer.pk, cast.next_officer.pk]}
    )
    assert wrong.status_code == 422
    alone = client.post(address(transfer, "assign_team"), {"members": [cast.officer.pk]})
    assert alone.status_code == 422
    assert "专案组不足两人" in text_of(alone)


def test_a_supervisor_reads_every_act_and_can_do_none(cast: Cast, road: Road, clock: Any):
    transfer = road.to(Status.ACCEPTED)
    is_at(road, clock)
    client = browser(cast.city_supervisor)
    for row in TABLE.steps:
        assert client.get(address(transfer, row.act)).status_code == 200
        assert client.post(address(transfer, row.act), {}).status_code in (409, 422)
    assert fresh(transfer).status == Status.ACCEPTED


def test_the_agency_that_receives_is_not_offered_to_itself(cast: Cast, road: Road, clock: Any):
    transfer = road.to(Status.ACCEPTED)
    is_at(road, clock)
    page = text_of(browser(cast.police_head).get(address(transfer, "refer_onward")))
    assert f'<option value="{cast.next_intake.agency_id}">' in page
    assert f'<option value="{cast.police_head.agency_id}">' not in page
