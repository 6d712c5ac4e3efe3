"""应移未移: a hit that was not handed over is listed with clause, facts, reason and day; what was handed over is not."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from linkage.audit.models import AuditEntry
from linkage.detentions.status import Status as Detention
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible_to
from linkage.penalties.models import Penalty
from linkage.screening import running
from linkage.screening.models import Duty, Screened, ScreeningSweep, WhyNot
from linkage.screening.queries import hits, standing
from linkage.screening.running import refresh, screen, screen_all
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.assessments.bench import DUMPING, NOTHING_MET, Bench
from tests.cast import Cast
from tests.detentions.course import Course
from tests.penalties.desk import Desk
from tests.road import MONDAY, ROADS, Road

READERS = [name for name in Cast.__annotations__ if not name.endswith("_admin")]


def screened(dossier: Dossier, road: Road) -> Screened:
    """The dossier as it stands, worked out now."""
    return screen(Dossier.objects.select_related("lead_agency").get(pk=dossier.pk), at=road.tick())


@pytest.fixture
def bench(road: Road) -> Bench:
    """A case of the bureau's own, not handed over."""
    return Bench(road, road.open().dossier)


def test_an_assessed_hit_is_listed_with_clause_facts_and_day(bench: Bench) -> None:
    subject = bench.assess()
    row = screened(bench.dossier, bench.road)
    assert (row.duty, row.is_doubtful, row.agency) == (Duty.CRIME, False, bench.road.cast.officer.agency)
    assert [clause["basis"] for clause in row.clauses] == ["法释〔2023〕7号第一条第二项"]
    assert row.clauses[0]["reason"].startswith("违反国家规定") or "3.21 吨" in row.clauses[0]["reason"]
    assert ["危险废物数量", "3.21 吨"] in row.facts
    assert row.since == localdate(subject.rounds.get().made_at)
    assert list(standing()) == [row]


def test_what_meets_no_clause_is_not_listed(bench: Bench) -> None:
    bench.assess(**NOTHING_MET)
    row = screened(bench.dossier, bench.road)
    assert (row.duty, row.since, row.found_at, row.why_not) == (Duty.NONE, None, None, "")
    assert not standing().exists()


def test_facts_that_are_missing_are_no_hit(bench: Bench) -> None:
    bench.assess(conduct_mode=[])
    assert screened(bench.dossier, bench.road).duty == Duty.NONE


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (Status.DISCOVERED, "已发现待核实"),
        (Status.AWAITING_APPROVAL, "待审批"),
        (Status.APPROVED, "批准移送"),
    ],
)
def test_a_transfer_on_its_way_is_still_none_and_the_list_says_how_far_it_is(
    bench: Bench, status: str, why: str
) -> None:
    bench.assess()
    transfer = Transfer.objects.get(dossier=bench.dossier)
    for act in ROADS[status]:
        bench.road.do(act, transfer)
    row = screened(bench.dossier, bench.road)
    assert (row.why_not, row.why_words) == (WhyNot.IN_HAND, why)


def test_a_transfer_for_detention_under_way_is_told_by_its_status(cast: Cast) -> None:
    """853号第二条: the penalty found an evasion, the bureau has begun and not handed over yet."""
    course = Course(cast)
    subject = course.to(Detention.AWAITING_APPROVAL)
    row = screen(Dossier.objects.select_related("lead_agency").get(pk=subject.dossier_id), at=course.tick())
    assert (row.duty, row.why_not, row.why_words) == (Duty.DETENTION, WhyNot.IN_HAND, "拘留移送待审批")


def test_the_head_refused_and_the_list_repeats_the_reason(bench: Bench) -> None:
    bench.assess()
    transfer = Transfer.objects.get(dossier=bench.dossier)
    for act in ROADS[Status.NOT_APPROVED]:
        bench.road.do(act, transfer)
    row = screened(bench.dossier, bench.road)
    assert (row.why_not, row.why_words) == (WhyNot.REFUSED, "现有证据不能证明有犯罪事实发生。")


def test_a_decision_against_the_hit_is_listed_with_its_reasons(bench: Bench) -> None:
    subject = bench.assess()
    bench.do("decide_on_assessment", subject, decision="不移送", decision_reasons="数量来源有疑问。")
    row = screened(bench.dossier, bench.road)
    assert (row.why_not, row.why_words) == (WhyNot.DECIDED, "不移送：数量来源有疑问。")


def test_once_handed_over_it_is_gone_before_any_worker_came_by(bench: Bench) -> None:
    bench.assess()
    screened(bench.dossier, bench.road)
    transfer = Transfer.objects.get(dossier=bench.dossier)
    for act in ROADS[Status.SUBMITTED]:
        bench.road.do(act, transfer)
    assert Screened.objects.get().duty == Duty.CRIME
    assert not standing().exists()
    assert screened(bench.dossier, bench.road).duty == Duty.NONE


def test_a_decided_penalty_for_evasion_calls_for_detention_and_nothing_is_said_of_why(desk: Desk) -> None:
    penalty = entered(desk, conduct_kind="逃避监管排放污染物")
    row = screened(desk.dossier, desk.road)
    assert (row.duty, row.since) == (Duty.DETENTION, penalty.decided_on)
    assert "环境保护法第63条第三项" in [clause["basis"] for clause in row.clauses]
    assert (row.why_not, row.why_words) == (WhyNot.SILENT, "")
    assert ["本案行政处罚决定日", "2026-02-26"] in row.facts


def test_while_the_police_have_the_crime_no_detention_is_owed_and_when_they_decline_it_is(desk: Desk) -> None:
    entered(desk, conduct_kind="逃避监管排放污染物")
    desk.hand_over()
    assert screened(desk.dossier, desk.road).duty == Duty.NONE
    desk.comes_back()
    assert screened(desk.dossier, desk.road).duty == Duty.DETENTION


def test_a_third_penalty_within_two_years_is_found_across_dossiers(desk: Desk, road: Road) -> None:
    for number in (1, 2):
        elsewhere = Desk(road, road.open(title=f"以前的案件{number}"))
        entered(
            elsewhere,
            conduct_kind="排放、倾倒、处置放射性废物、含传染病病原体的废物、有毒物质",
            conduct_until="2025-06-01",
            decided_on=f"2025-0{number + 6}-01",
            served_on=f"2025-0{number + 6}-02",
        )
    entered(desk)
    case = desk.dossier.case
    case.conduct_until = localdate(MONDAY) - timedelta(days=10)
    case.save(update_fields=["conduct_until"])
    row = screened(desk.dossier, road)
    assert row.duty == Duty.CRIME
    assert "法释〔2023〕7号第一条第八项" in [clause["basis"] for clause in row.clauses]
    assert any(label == "以前受过的行政处罚" for label, _ in row.facts)


def test_facts_that_contradict_each_other_are_said_and_what_was_stated_is_judged(bench: Bench) -> None:
    bench.assess()
    Dossier.objects.get(pk=bench.dossier.pk).case.__class__.objects.filter(dossier=bench.dossier).update(
        conduct_from="2026-02-25", conduct_until="2026-02-26"
    )
    row = screened(bench.dossier, bench.road)
    assert row.duty == Duty.CRIME
    assert row.remark.startswith("卷宗中的事实相互矛盾，请核对：")


def test_a_hit_keeps_the_moment_it_was_first_found(bench: Bench) -> None:
    bench.assess()
    first = screened(bench.dossier, bench.road)
    again = screened(bench.dossier, bench.road)
    assert Screened.objects.count() == 1
    assert (again.found_at, again.since) == (first.found_at, first.since)
    assert Screened.objects.get().screened_at == again.screened_at > first.screened_at


def test_screening_writes_nothing_on_any_chain(bench: Bench) -> None:
    bench.assess()
    before = AuditEntry.objects.count()
    list(screen_all(at=bench.road.tick()))
    assert AuditEntry.objects.count() == before


def test_the_number_of_statements_does_not_grow_with_the_record(bench: Bench) -> None:
    subject = bench.assess()

    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            screened(bench.dossier, bench.road)
        return len(caught)

    before = statements()
    for tonnes in ("4", "5", "6"):
        bench.do("assess_again", subject, hazardous_waste_t=tonnes)
    assert statements() == before <= 20


def test_the_worker_takes_up_what_moved_and_then_leaves_it_in_peace(bench: Bench) -> None:
    assert refresh(at=bench.road.tick()) >= 1
    bench.assess()
    assert not standing().exists()
    while refresh(at=bench.road.tick()):
        pass
    assert standing().get().dossier == bench.dossier
    at = Screened.objects.get().screened_at
    assert refresh(at=bench.road.tick()) == 0
    assert Screened.objects.get().screened_at == at


def test_the_sweep_of_the_day_comes_by_every_open_dossier_once(
    road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "BATCH", 2)
    for number in range(5):
        road.open(title=f"案件{number}")
    long_after = MONDAY + timedelta(days=40)
    stretches = []
    while done := refresh(at=long_after, limit=2):
        stretches.append(done)
    assert stretches == [2, 2, 1]
    sweep = ScreeningSweep.objects.get()
    assert (sweep.screened, sweep.finished_at) == (5, long_after)
    assert Screened.objects.count() == 5
    assert refresh(at=long_after, limit=2) == 0
    assert refresh(at=long_after + timedelta(days=1), limit=2) == 2


def test_under_another_law_the_sweep_works_out_anew(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    list(screen_all(at=bench.road.tick()))
    assert refresh(at=MONDAY) == 1  # the stretch of the sweep
    while refresh(at=MONDAY):
        pass
    monkeypatch.setattr(running, "law_digest", lambda: "f" * 64)
    assert refresh(at=MONDAY) == 1
    assert Screened.objects.get().law_digest == "f" * 64


@pytest.mark.parametrize("name", READERS)
def test_who_sees_a_hit_is_who_sees_its_dossier(bench: Bench, cast: Cast, name: str) -> None:
    subject = bench.assess()
    bench.do("decide_on_assessment", subject, decision="不移送", decision_reasons="数量来源有疑问。")
    screened(bench.dossier, bench.road)
    user = getattr(cast, name)
    expected = name in {
        "officer", "second_officer", "head", "procurator", "city_supervisor", "city_procurator", "province_supervisor",
    }  # fmt: skip
    assert hits(user).exists() is expected
    assert hits(user).exists() is visible_to(user).filter(pk=bench.dossier.pk).exists()


@pytest.mark.parametrize("name", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_see_none(bench: Bench, cast: Cast, name: str) -> None:
    bench.assess()
    screened(bench.dossier, bench.road)
    assert not hits(getattr(cast, name)).exists()


def entered(desk: Desk, **changes: Any) -> Penalty:
    """A penalty decided elsewhere, entered on this dossier."""
    days = {"conduct_until", "decided_on", "served_on"}
    facts = {n: localdate(MONDAY).fromisoformat(v) if n in days else v for n, v in changes.items()}
    subject = desk.blank()
    number = f"并环杏罚〔2026〕{desk.dossier.pk}0号"
    desk.do("enter_decided_penalty", subject, **{"decision_number": number, **facts})
    return desk.again(subject)


@pytest.fixture
def desk(road: Road) -> Desk:
    """Only the bureau takes part."""
    return Desk(road, road.open())


def test_what_was_only_taken_from_the_record_follows_the_record(bench: Bench) -> None:
    """The day was proposed by the record and left as it was; when the record is corrected, screening goes by the corrected day."""
    cases = bench.dossier.case.__class__.objects.filter(dossier=bench.dossier)
    cases.update(conduct_until=DUMPING["conduct_end"])
    bench.assess()
    cases.update(conduct_until="2026-02-25")
    row = screened(bench.dossier, bench.road)
    assert row.duty == Duty.CRIME
    assert running.Reading.of(bench.fresh_dossier()).facts()["conduct_end"].isoformat() == "2026-02-25"
