"""Silence is an event: near to the actor, overdue to the actor, a day later to the superior, after three to the procurator."""

from datetime import datetime, timedelta

import pytest

from linkage.audit.models import AuditEntry
from linkage.audit.verify import verify_chain
from linkage.deadlines.models import Clock, ClockState
from linkage.deadlines.sweep import sweep
from linkage.dossiers.queries import visible_to
from linkage.inbox.models import Message
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import BUREAU, POLICE, PROCURATORATE, clock_of, led_to, shanghai

NAMES = {
    "filing": "police_filing_decision_normal",
    "team": "crime_special_team_assign",
}


def swept(at: datetime) -> list[tuple[str, str, str]]:
    """Sweep until nothing is left; (weight, agency, text) of the messages that went out."""
    last = Message.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    while sweep(at=at):
        pass
    fresh = Message.objects.filter(pk__gt=last).order_by("pk")
    return list(fresh.values_list("weight", "agency__name", "text"))


def told(at: datetime) -> list[tuple[str, str]]:
    """The same without the text."""
    return [(weight, agency) for weight, agency, _ in swept(at)]


def entries(transfer: Transfer, act: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(chain=transfer.dossier.chain, act=act).order_by("sequence"))


@pytest.fixture
def accepted(road) -> Transfer:
    """Accepted on Monday 2026-03-02 at nine; the decision is due on Thursday at midnight."""
    transfer = led_to(road, S.SUBMITTED, shanghai("2026-03-02 09:00:00"))
    road.do("accept", transfer, at=shanghai("2026-03-02 09:00:00"))
    return transfer


def test_in_the_first_two_thirds_there_is_silence(accepted):
    near = clock_of(accepted, NAMES["filing"]).near_at
    assert told(near - timedelta(seconds=1)) == []


def test_from_the_last_third_on_the_actor_is_reminded(accepted):
    near = clock_of(accepted, NAMES["filing"]).near_at
    assert (
        near
        == shanghai("2026-03-02 09:00:00")
        + (shanghai("2026-03-05 23:59:59") - shanghai("2026-03-02 09:00:00")) * 2 / 3
    )
    [(weight, agency, text)] = swept(near)
    assert (weight, agency) == ("near", POLICE)
    assert text.endswith("临期，应于3月5日（周四）24:00前办理（太原市公安局杏花岭分局）。")


def test_when_it_has_run_out_the_actor_is_told(accepted):
    swept(shanghai("2026-03-05 23:59:58"))
    [(weight, agency, text)] = swept(shanghai("2026-03-06 00:00:00"))
    assert (weight, agency) == ("overdue", POLICE)
    assert "超期不足1分钟，应于3月5日（周四）24:00前办理而没有办理" in text


def test_twenty_four_hours_later_the_superior_in_its_own_line(accepted):
    swept(shanghai("2026-03-06 23:59:58"))
    assert told(shanghai("2026-03-06 23:59:59")) == [("overdue", "太原市公安局")]


def test_seventy_two_hours_later_the_procuratorate(accepted):
    swept(shanghai("2026-03-08 23:59:58"))
    assert told(shanghai("2026-03-08 23:59:59")) == [("overdue", PROCURATORATE)]
    assert told(shanghai("2026-12-31 00:00:00")) == []


def test_a_sweep_that_comes_very_late_takes_every_step_in_order(accepted):
    assert told(shanghai("2026-04-01 09:00:00")) == [
        ("near", POLICE),
        ("overdue", POLICE),
        ("overdue", "太原市公安局"),
        ("overdue", PROCURATORATE),
    ]


def test_each_step_is_an_entry_of_the_platform_on_the_chain_and_the_platforms_own_design(accepted):
    at = shanghai("2026-04-01 09:00:00")
    swept(at)
    for act in ("clock_near", "clock_overdue", "clock_superior", "clock_procuratorate"):
        [entry] = entries(accepted, act)
        assert (entry.actor_id, entry.actor_name, entry.at) == (None, "平台", at)
        assert '"status":"MEMORY"' in entry.body
        assert f'"clock":"{NAMES["filing"]}"' in entry.body
    assert verify_chain(AuditEntry.objects.filter(chain=accepted.dossier.chain).order_by("sequence")) is None


def test_before_the_hand_over_the_procurator_sees_the_dossier_from_the_report_of_silence_on(road, cast):
    """A bureau that does not decide: nothing was copied to anybody yet."""
    transfer = road.to(S.AWAITING_APPROVAL)
    dossier = visible_to(cast.procurator).filter(pk=transfer.dossier_id)
    for moment, sees in (("2026-03-08 23:59:58", False), ("2026-03-08 23:59:59", True)):
        swept(shanghai(moment))
        assert dossier.exists() is sees
    assert not visible_to(cast.next_procurator).exists()
    assert not visible_to(cast.intake).exists()


def test_where_the_article_only_says_at_once_the_reminder_is_counted_instead(road):
    """立即: twenty-four hours until the reminder, a day more to the superior, three days to the procuratorate."""
    transfer = road.open(discovered_at=road.now)
    since = clock_of(transfer, NAMES["team"]).started_at
    assert told(since + timedelta(hours=24, seconds=-1)) == []
    [(weight, agency, text)] = swept(since + timedelta(hours=24))
    assert (weight, agency) == ("near", BUREAU)
    assert "仍未办理，条文要求立即或者及时（平台提醒）" in text
    assert told(since + timedelta(hours=48)) == [("overdue", "太原市生态环境局")]
    assert told(since + timedelta(hours=96)) == [("overdue", PROCURATORATE)]


def test_a_step_that_was_not_needed_passes_in_silence(accepted):
    before = AuditEntry.objects.count()
    assert told(shanghai("2026-03-03 09:00:01")) == []
    assert AuditEntry.objects.count() == before
    first_day = Clock.objects.filter(code__in=("police_incomplete_notice", "police_not_competent_return"))
    assert {(c.state, c.stopped_by_act, c.was_overdue) for c in first_day} == {
        (ClockState.LAPSED, "lapsed", False)
    }
    assert {c.stopped_at for c in first_day} == {shanghai("2026-03-03 09:00:00")}


def test_a_right_is_reminded_of_and_then_lapses_without_reproach(road, cast):
    transfer = road.to(S.DECLINED_NOTIFIED)
    dossier = transfer.dossier
    assert told(shanghai("2026-03-05 12:00:00")) == [("near", BUREAU)]
    assert told(shanghai("2026-03-06 00:00:00")) == []
    [entry] = entries(transfer, "clock_lapsed")
    assert (
        '"sentence":"“对不予立案决定申请复议”的期限已过，没有办理（太原市生态环境局杏花岭分局）。"'
        in entry.body
    )
    clock = clock_of(transfer, "reconsider_apply")
    assert (clock.state, clock.stopped_at, clock.was_overdue) == ("lapsed", clock.overdue_after, False)
    dossier.refresh_from_db()
    assert (dossier.next_clock, dossier.next_due_at) == ("", None)
    assert told(shanghai("2026-12-01 00:00:00")) == []


def test_a_right_lapses_by_the_longer_of_its_two_terms(road):
    served = shanghai("2026-03-05 09:00:00")
    transfer = led_to(road, S.DECLINED, served)
    road.do("serve_no_filing_notice", transfer, at=served)
    swept(shanghai("2026-03-10 23:59:59") - timedelta(seconds=1))
    assert clock_of(transfer, "reconsider_apply").state == "running"
    swept(shanghai("2026-03-10 23:59:59"))
    assert clock_of(transfer, "reconsider_apply").state == "lapsed"


def test_an_act_in_time_ends_the_escalation(road, accepted):
    swept(shanghai("2026-03-05 12:00:00"))
    accepted.refresh_from_db()
    road.do("file_case", accepted, at=shanghai("2026-03-05 18:00:00"))
    assert [agency for _, agency in told(shanghai("2026-03-06 10:00:00"))] == []
    assert (
        Clock.objects.filter(state=ClockState.RUNNING).values_list("code", flat=True).get()
        == "police_decision_notice"
    )


def test_the_office_goes_on_after_the_sweep_has_written(road, accepted):
    swept(shanghai("2026-04-01 09:00:00"))
    accepted = Transfer.objects.get(pk=accepted.pk)
    road.do("file_case", accepted, at=shanghai("2026-04-01 10:00:00"))
    assert accepted.status == S.FILED


def test_the_province_has_no_superior_and_the_procurator_is_not_told_of_itself(road, cast):
    transfer = road.to(S.IN_REVIEW)
    clock = clock_of(transfer, "prosecution_review")
    far = clock.overdue_after + timedelta(days=30)
    assert [(w, a) for w, a in told(far)] == [
        ("near", PROCURATORATE),
        ("overdue", PROCURATORATE),
        ("overdue", "太原市人民检察院"),
    ]


def test_a_batch_takes_the_oldest_first_and_no_more_than_asked(road):
    older = road.open(discovered_at=road.now)
    road.now += timedelta(hours=1)
    road.open(discovered_at=road.now)
    assert sweep(at=road.now + timedelta(hours=25), limit=1) == 1
    assert [e.chain for e in AuditEntry.objects.filter(act="clock_near")] == [older.dossier.chain]
