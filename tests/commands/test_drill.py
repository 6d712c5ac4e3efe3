"""The drill province: invented people and dossiers that have walked the real road, on whatever day it is loaded."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from linkage.accounts.models import Appointment, User
from linkage.accounts.roles import DUTIES, Level, Line, Role
from linkage.assessments.models import Assessment, ElementEvidence
from linkage.audit.models import AuditEntry
from linkage.audit.verify import verify_all
from linkage.cases.models import Case
from linkage.clues.models import Clue, EarlyIntervention
from linkage.clues.status import Asked
from linkage.clues.status import Status as ClueStatus
from linkage.commands.drill.daybook import day_book, moment
from linkage.commands.drill.loading import Loaded, load_drill
from linkage.commands.drill.people import PASSWORD, PEOPLE
from linkage.consultations.models import TechnicalSupport
from linkage.consultations.status import SupportStatus
from linkage.deadlines.models import Clock, ClockState
from linkage.detentions.models import DetentionTransfer
from linkage.detentions.status import Status as Detention
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier
from linkage.evidence.models import EvidenceItem, MaterialClass
from linkage.filing_supervision.models import FilingSupervision, TransferOpinion
from linkage.filing_supervision.status import OpinionStatus, SupervisionStatus
from linkage.inbox.models import Message, Weight
from linkage.investigations.completeness import class_states
from linkage.investigations.models import Investigation
from linkage.investigations.status import Status as InvestigationStatus
from linkage.law.wording import SHANGHAI
from linkage.penalties.models import Penalty
from linkage.penalties.queries import prior_penalties
from linkage.penalties.status import Status as PenaltyStatus
from linkage.property.models import PropertyItem
from linkage.property.status import Status as PropertyStatus
from linkage.reverse_transfers.dispositions import without_disposition
from linkage.reverse_transfers.models import ReverseTransfer
from linkage.reverse_transfers.status import Status as Returned
from linkage.sampling.handover_status import HandoverStatus
from linkage.sampling.models import Sample, SampleHandover, SamplingQualification
from linkage.sampling.status import Status as SampleStatus
from linkage.screening.models import Duty, WhyNot
from linkage.screening.queries import standing
from linkage.screening.running import screen_all
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from linkage.waste.balance import balance_of
from linkage.waste.models import WasteStream

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=SHANGHAI)
HOURS = [NOON.replace(hour=hour, minute=minute) for hour, minute in ((0, 5), (7, 30), (16, 45), (23, 55))]


@pytest.fixture(scope="module")
def drill(django_db_setup: None, django_db_blocker) -> Iterator[Loaded]:
    """The drill province, loaded once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_drill(now=NOON)
        transaction.set_rollback(True)


def test_drill_people_are_recognisably_invented():
    rows = list(csv.DictReader(PEOPLE.open(encoding="utf-8")))
    assert all(re.fullmatch(r".演.", row["name"]) for row in rows)
    assert all(row["credential_number"].startswith("演") for row in rows)
    for column in ("login", "name", "credential_number", "phone"):
        assert [value for value, times in Counter(row[column] for row in rows).items() if times > 1] == []


def test_everybody_signs_in_with_the_drill_password(drill: Loaded, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    assert len(drill.logins) == User.objects.count()
    for login in ("xhl-officer", "xhl-police-head", "sx-supervisor", "sysadmin"):
        assert User.objects.get(username=login).check_password(PASSWORD)


def test_roles_are_held_in_the_line_in_which_they_exist(drill: Loaded):
    lines = {duty.role.value: duty.line for duty in DUTIES}
    held = Appointment.objects.values_list("role", "agency__line")
    assert [(role, line) for role, line in held if lines[role] and lines[role] != line] == []
    assert {role for role, _ in held} == set(Role.values)


def test_the_three_administrators_hold_nothing_else(drill: Loaded):
    for login, role in (
        ("sysadmin", Role.SYSTEM_ADMIN),
        ("secadmin", Role.SECURITY_ADMIN),
        ("auditadmin", Role.AUDIT_ADMIN),
    ):
        assert list(User.objects.get(username=login).appointments.values_list("role", flat=True)) == [role]


def test_all_three_lines_and_levels_have_people(drill: Loaded):
    peopled = set(User.objects.values_list("agency__line", "agency__level"))
    assert peopled == {(line, level) for line in Line.values for level in Level.values}


def test_loading_again_leaves_the_dossiers_as_they_are(drill: Loaded):
    before = list(AuditEntry.objects.order_by("pk").values_list("hash", flat=True))
    again = load_drill(now=NOON + timedelta(days=3))
    assert (again.dossiers, again.acts) == (drill.dossiers, 0)
    assert list(AuditEntry.objects.order_by("pk").values_list("hash", flat=True)) == before
    assert len(again.logins) == User.objects.count()


def test_dossiers_stand_in_many_different_stages(drill: Loaded):
    assert drill.dossiers == Dossier.objects.count() >= 27
    assert Transfer.objects.values("status").distinct().count() >= 18


def test_clues_stand_in_all_their_early_stages(drill: Loaded):
    stand = Counter(Clue.objects.values_list("status", flat=True))
    assert stand[ClueStatus.REGISTERED] and stand[ClueStatus.VERIFIED]
    assert stand[ClueStatus.NOTIFIED] >= 2 and stand[ClueStatus.INVESTIGATED] >= 2
    assert Clue.objects.filter(sending_agency__line=Line.POLICE).exists()


def test_a_clue_with_a_ground_waits_unasked_and_a_request_waits_unanswered(drill: Loaded):
    """通知二: whoever looks for what was left undone finds one of each."""
    asked = EarlyIntervention.objects.values("dossier")
    owed = Clue.objects.filter(serious=True, notified_at=None).exclude(dossier__in=asked)
    assert [clue.dossier.title for clue in owed] == ["某镀锌点渗漏影响村民水井"]
    assert EarlyIntervention.objects.filter(status=Asked.REQUESTED).exists()


def test_a_joint_investigation_is_under_way_with_somebody_still_missing(drill: Loaded):
    under_way = Investigation.objects.get(status=InvestigationStatus.UNDER_WAY)
    assert under_way.tasks.filter(state="open").count() == 8
    assert under_way.records.count() == 2
    missing = [state.missing for state in class_states(under_way) if state.missing]
    assert "“接收处置方”尚待查明。" in missing


def test_samples_waste_and_property_stand_half_way(drill: Loaded):
    assert {SampleStatus.TAKEN, SampleStatus.AT_LABORATORY, SampleStatus.TESTED} <= set(
        Sample.objects.values_list("status", flat=True)
    )
    assert set(SampleHandover.objects.values_list("status", flat=True)) == {
        HandoverStatus.OFFERED,
        HandoverStatus.SIGNED,
    }
    sludge = WasteStream.objects.get(name="电镀污泥")
    assert balance_of(sludge, list(sludge.movements.all())).difference == Decimal("19.3")
    assert set(PropertyItem.objects.values_list("status", flat=True)) == {
        PropertyStatus.HELD,
        PropertyStatus.DISPOSED,
    }


def test_one_samplers_certificate_has_run_out(drill: Loaded):
    expired = SamplingQualification.objects.filter(valid_to__lt=NOON.date())
    assert [one.person.username for one in expired] == ["ht-officer2"]


def test_a_consultation_is_near_its_seventh_day_and_support_was_asked_for(drill: Loaded):
    """17号第二十四、二十五条."""
    clock = Clock.objects.get(code="consult_written_reply", state=ClockState.RUNNING)
    assert NOON < clock.due_at < NOON + timedelta(days=2)
    assert TechnicalSupport.objects.get().status == SupportStatus.REQUESTED


def test_a_transfer_rests_on_the_investigation_before_it(drill: Loaded):
    transfer = Transfer.objects.get(dossier__title="某金属回收点熔炼废铅膏案")
    assert transfer.status == Status.AWAITING_APPROVAL
    assert Investigation.objects.get(dossier=transfer.dossier).status == InvestigationStatus.TO_TRANSFER


def test_penalties_stand_still_run_and_are_carried_out(drill: Loaded):
    """17号第十六条: one waits for the police, one goes on after non-prosecution, its ninety days without those between."""
    stand = Counter(Penalty.objects.values_list("status", flat=True))
    assert {
        PenaltyStatus.NOTIFIED,
        PenaltyStatus.SUSPENDED,
        PenaltyStatus.FILED,
        PenaltyStatus.CLOSED,
    } <= set(stand)
    resumed = Penalty.objects.get(dossier__title="某耐火材料厂临时堆放废催化剂案")
    clock = Clock.objects.get(
        dossier=resumed.dossier,
        code="admin_penalty_decision",
        state=ClockState.RUNNING,
        line__startswith="administrative_penalty",
    )
    assert sum((p.until - p.since for p in clock.pauses.all()), timedelta()) > timedelta(days=150)
    assert clock.due_at > NOON


def test_earlier_penalties_came_from_a_table(drill: Loaded):
    """法释〔2023〕7号第一条第七项 counts them: the plating shop was punished twice within two years."""
    told = prior_penalties(["某电镀加工点"], [], NOON.date())
    assert [one.counted_as for one in told] == ["三类物质", "三类物质"]


def test_detentions_stand_in_many_stages_and_one_became_a_crime(drill: Loaded):
    assert set(DetentionTransfer.objects.values_list("status", flat=True)) == {
        Detention.ORDERED, Detention.AWAITING_APPROVAL, Detention.SUBMITTED, Detention.AWAITING_EVIDENCE,
        Detention.TO_CRIME, Detention.CLOSED,
    }  # fmt: skip
    crime = Transfer.objects.get(dossier__title="某拆解点无证经营废铅蓄电池案")
    assert crime.status == crime.dossier.stage == Status.FILED


def test_the_procuratorate_supervises_and_cases_come_back(drill: Loaded):
    assert set(FilingSupervision.objects.values_list("status", flat=True)) == {
        SupervisionStatus.SUGGESTED, SupervisionStatus.EXPLAINING, SupervisionStatus.NOTIFIED,
    }  # fmt: skip
    assert set(TransferOpinion.objects.values_list("status", flat=True)) == {
        OpinionStatus.FILES_ASKED,
        OpinionStatus.GIVEN,
    }
    assert set(ReverseTransfer.objects.values_list("status", flat=True)) == {
        Returned.RETURNED,
        Returned.TAKEN_UP,
    }


def test_assessments_propose_and_people_decide(drill: Loaded):
    assert Assessment.objects.filter(decision="transfer").count() == 1
    assert Assessment.objects.get(decision="no_transfer").decision_reasons
    assert ElementEvidence.objects.exists()


def test_screening_finds_what_was_not_handed_over(drill: Loaded):
    list(screen_all(at=NOON))
    assert set(standing().values_list("duty", "why_not")) == {
        (Duty.CRIME, WhyNot.DECIDED), (Duty.CRIME, WhyNot.IN_HAND),
        (Duty.DETENTION, WhyNot.IN_HAND), (Duty.DETENTION, WhyNot.SILENT),
    }  # fmt: skip


def test_every_drill_dossier_has_a_disposition_or_an_owner(drill: Loaded):
    assert without_disposition() == []


def test_every_line_has_work_on_its_list(drill: Loaded):
    turns = Counter(Dossier.objects.filter(is_open=True).values_list("turn_agency__line", flat=True))
    assert turns[Line.ECOLOGY] >= 5
    assert turns[Line.POLICE] >= 5
    assert turns[Line.PROCURATORATE] >= 2


def test_some_clocks_are_overdue_some_press_and_some_have_time(drill: Loaded):
    running = Clock.objects.filter(state=ClockState.RUNNING)
    assert running.filter(overdue_after__lt=NOON).count() >= 3
    assert running.filter(due_at__gt=NOON, due_at__lt=NOON + timedelta(days=3)).count() >= 3
    assert running.filter(due_at__gt=NOON + timedelta(days=5)).count() >= 2


def test_silence_was_noticed_on_the_day_and_reported_upwards(drill: Loaded):
    """17号第九条: three days to decide; the foundry case was accepted on the 13th and nobody decided."""
    silent = Dossier.objects.get(title="某铸造厂倾倒铝灰渣案")
    steps = list(
        AuditEntry.objects.filter(chain=silent.chain, act__startswith="clock_")
        .order_by("sequence")
        .values_list("act", "at")
    )
    assert [act for act, _ in steps][-3:] == ["clock_overdue", "clock_superior", "clock_procuratorate"]
    assert all(at <= NOON - timedelta(days=2) for _, at in steps)
    told = Message.objects.filter(dossier=silent, weight=Weight.OVERDUE)
    assert {"140107-police", "140100-police"} <= set(told.values_list("agency__code", flat=True))


def test_no_step_of_a_clock_is_left_for_the_worker(drill: Loaded):
    assert not Clock.objects.filter(state=ClockState.RUNNING, next_step_at__lte=NOON).exists()


def test_every_chain_holds(drill: Loaded):
    assert list(verify_all().findings) == []


def test_numbers_of_papers_rise_with_time_and_have_no_gaps(drill: Loaded):
    series = defaultdict(list)
    for number in Document.objects.order_by("made_at", "pk").values_list("number", flat=True):
        prefix, count = re.fullmatch(r"(.+〔\d{4}〕)(\d+)号", number).groups()
        series[prefix].append(int(count))
    assert series["并环杏移〔2026〕"]
    assert {
        prefix: counts for prefix, counts in series.items() if counts != [*range(1, len(counts) + 1)]
    } == {}


def test_cases_taken_from_publications_keep_their_law(drill: Loaded):
    assert (
        "法释〔2016〕29号"
        in Case.objects.get(dossier__title__contains="铅蓄电池案", place__contains="朔城区").legal_basis
    )
    assert "法释〔2023〕7号" in Case.objects.get(dossier__title__contains="石英").legal_basis


def test_places_and_parties_are_marked_as_invented(drill: Loaded):
    assert list(Case.objects.exclude(place__contains="（虚构）")) == []
    names = [party.name for case in Case.objects.all() for party in case.parties.all()]
    assert [name for name in names if "某" not in name] == []


def test_material_is_a_readable_file_of_its_class(drill: Loaded):
    photographs = EvidenceItem.objects.filter(material_class=MaterialClass.MEDIA)
    papers = EvidenceItem.objects.exclude(material_class=MaterialClass.MEDIA)
    assert set(photographs.values_list("media_type", flat=True)) == {"image/png"}
    assert set(papers.values_list("media_type", flat=True)) == {"application/pdf"}


@pytest.mark.parametrize("now", HOURS, ids=lambda now: f"{now:%H:%M}")
def test_each_dossiers_acts_follow_one_another_at_any_hour(now: datetime):
    def roads(at: datetime) -> dict[str, list[str]]:
        acts = defaultdict(list)
        for entry in day_book(at):
            acts[entry.story.key].append(entry.act)
        return acts

    expected = roads(NOON)
    assert all(road[0] == "open" for road in expected.values())
    assert roads(now) == expected


def test_nothing_in_the_day_book_lies_in_the_future():
    early = datetime(2026, 7, 1, 9, 0, tzinfo=SHANGHAI)
    assert max(entry.at for entry in day_book(early)) <= early


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-3 09:30", "2026-11-21T09:30:00+08:00"),
        ("-5h", "2026-11-24T07:00:00+08:00"),
        ("2019-01-18 22:30", "2019-01-18T22:30:00+08:00"),
    ],
)
def test_moments_are_read_in_shanghai_time(text: str, expected: str):
    assert moment(text, NOON).isoformat() == expected
