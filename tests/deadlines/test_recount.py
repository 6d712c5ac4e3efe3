"""The State Council publishes the year's holidays: what was provisional is computed anew, and the chain says from what to what."""

import json
from pathlib import Path

import pytest

from linkage.audit.models import AuditEntry
from linkage.audit.verify import verify_chain
from linkage.deadlines.models import Clock
from linkage.deadlines.running import counted_under
from linkage.deadlines.sweep import recount
from linkage.law.calendar import OVERRIDE_VARIABLE
from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import clock_of, due_words, led_to, shanghai

PUBLISHED = """
official_years = [2027]
[statutory]
2027-02-05 = "春节"
2027-02-06 = "春节"
2027-02-07 = "春节"
2027-02-08 = "春节"
[in_lieu]
2027-02-09 = "春节"
2027-02-10 = "春节"
2027-02-11 = "春节"
[makeup]
2027-02-13 = "春节"
"""
AT = shanghai("2027-01-20 09:00:00")


@pytest.fixture
def publish(tmp_path: Path, monkeypatch):
    """Put the arrangement into the file that LINKAGE_CALENDAR_FILE names, as after a restart."""

    def put(text: str = PUBLISHED, name: str = "2027.toml") -> None:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        monkeypatch.setenv(OVERRIDE_VARIABLE, str(file))

    return put


@pytest.fixture
def transfer(road):
    """Accepted on Thursday 2027-02-04: the third day is a Sunday in a Spring Festival of which only the days off are known."""
    accepted = shanghai("2027-02-04 09:00:00")
    transfer = led_to(road, S.SUBMITTED, accepted)
    road.do("accept", transfer, at=accepted)
    return transfer


def filing(transfer) -> Clock:
    return clock_of(transfer, "police_filing_decision_normal")


def test_in_a_year_not_yet_published_the_day_is_provisional(transfer):
    assert (due_words(filing(transfer)), filing(transfer).provisional) == ("2027-02-09 周二 24:00前", True)
    transfer.dossier.refresh_from_db()
    assert transfer.dossier.next_provisional is True


def test_once_published_it_is_computed_anew_and_no_longer_provisional(transfer, publish):
    publish()
    assert recount(at=AT) == 1
    clock = filing(transfer)
    assert (due_words(clock), clock.provisional) == ("2027-02-12 周五 24:00前", False)
    assert clock.next_step_at == clock.near_at
    transfer.dossier.refresh_from_db()
    assert (transfer.dossier.next_due_at, transfer.dossier.next_provisional) == (clock.due_at, False)


def test_the_chain_says_from_what_to_what(transfer, publish):
    publish()
    recount(at=AT)
    entry = AuditEntry.objects.get(act="clock_recounted")
    facts = json.loads(entry.body)["facts"]
    name = filing(transfer).name
    assert facts["sentence"] == (
        f"放假安排或者法律数据更新，“{name}”由2月9日（周二）24:00前改为2月12日（周五）24:00前。"
    )
    assert (facts["before"][:10], facts["after"][:10]) == ("2027-02-09", "2027-02-12")
    assert verify_chain(AuditEntry.objects.filter(chain=transfer.dossier.chain).order_by("sequence")) is None


def test_a_second_time_there_is_nothing_to_do(transfer, publish):
    publish()
    assert recount(at=AT) == 1
    assert recount(at=AT) == 0
    assert AuditEntry.objects.filter(act="clock_recounted").count() == 1
    assert not Clock.objects.filter(state="running").exclude(law_digest=counted_under()).exists()


def test_a_corrected_file_is_counted_again(transfer, publish):
    publish()
    recount(at=AT)
    publish(PUBLISHED.replace('2027-02-11 = "春节"\n', ""), "2027-corrected.toml")
    assert recount(at=AT) == 1
    assert due_words(filing(transfer)) == "2027-02-11 周四 24:00前"


def test_a_clock_that_falls_on_the_same_day_is_left_in_peace(road, publish):
    transfer = road.to(S.ACCEPTED)
    before = AuditEntry.objects.count()
    publish()
    assert recount(at=AT) == 0
    assert AuditEntry.objects.count() == before
    assert filing(transfer).law_digest == counted_under()


def test_what_has_stopped_stays_as_it_was_counted(road, transfer, publish):
    road.do("file_case", transfer, at=shanghai("2027-02-05 09:00:00"))
    publish()
    recount(at=AT)
    assert due_words(filing(transfer)) == "2027-02-09 周二 24:00前"
    assert due_words(clock_of(transfer, "police_decision_notice")) == "2027-02-12 周五 24:00前"


def test_an_extension_is_counted_in(road, publish):
    received = shanghai("2026-12-22 09:00:00")
    transfer = led_to(road, S.INVESTIGATING, received)
    road.do("send_for_prosecution", transfer, at=received)
    road.do("extend_review", transfer, at=shanghai("2026-12-23 09:00:00"))
    review = clock_of(transfer, "prosecution_review")
    assert (due_words(review), review.provisional) == ("2027-02-09 周二 24:00前", True)
    publish()
    recount(at=AT)
    assert due_words(clock_of(transfer, "prosecution_review")) == "2027-02-12 周五 24:00前"
