"""提出补充调查意见: evidence does not suffice, so say what to find out; no fixed days, the filing clock goes on (17号第八条)."""

from datetime import timedelta

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import BUREAU, NOTICE_17, POLICE, Left, clock_of, perform, refused


def test_the_bureau_is_told_what_to_find_out(road):
    left = perform(road, "request_investigation", road.to(S.ACCEPTED))
    assert left == Left(
        status=S.AWAITING_SUPPLEMENT,
        turn=BUREAU,
        sentence=f"{POLICE}提出补充调查意见（并公杏补查〔2026〕1号），请及时调查并反馈；立案审查期限不停止。",
        started={"crime_supplement_investigation": ""},
        papers={"supplement_opinion": f"并公杏补查〔2026〕1号 → {BUREAU}"},
        told={BUREAU},
    )
    assert left.content["supplement_opinion"]["items"] == [{"matter": "补充管网勘验图", "proves": "排放途径"}]


def test_promptly_is_no_number_so_the_platform_only_reminds(road):
    transfer = road.to(S.ACCEPTED)
    perform(road, "request_investigation", transfer)
    clock = clock_of(transfer, "crime_supplement_investigation")
    assert (clock.due_at, clock.overdue_after, clock.statutory) == (None, None, False)
    assert timedelta(days=7) <= clock.near_at - clock.started_at < timedelta(days=8)


def test_the_filing_clock_goes_on(road):
    transfer = road.to(S.ACCEPTED)
    before = clock_of(transfer, "police_filing_decision_normal")
    perform(road, "request_investigation", transfer)
    after = clock_of(transfer, "police_filing_decision_normal")
    assert (after.state, after.due_at) == ("running", before.due_at)


def test_an_opinion_without_matters_is_refused(road):
    assert refused(road, "request_investigation", road.to(S.ACCEPTED), matters=[], evidence_problems="") == [
        f"补充调查意见书还缺“{question}”。（{NOTICE_17}第八条）请在本页填写。"
        for question in ("证据问题", "需补充调查的事项")
    ]


def test_it_is_for_who_examines_the_case_not_for_intake(road, cast):
    assert refused(road, "request_investigation", road.to(S.ACCEPTED), by=cast.intake) == [
        f"由{POLICE}的办案民警办理。（17号第八条）"
    ]
