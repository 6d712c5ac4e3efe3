"""The work bench: its numbers are the rows they lead to, the most pressing comes first, and it costs the same at any size."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkage.accounts.models import Appointment, User
from linkage.accounts.roles import Role
from linkage.dossiers.models import NO_DUE, Dossier, Participation
from linkage.law.transitions import PROCURATORIAL, RECEIVING, SENDING
from linkage.transfers.states import TABLE
from linkage.transfers.status import Status
from linkage.web.screens import bench_numbers, counting, workbench
from linkage.web.screens.duties import acts_of, statuses_for, statuses_for_heads_only
from tests.cast import SINCE, Cast, person
from tests.road import MONDAY, Road
from tests.web.screens import LATER, WALKED, numbers_on, rows_on, signed_in, total_on, walked

READERS = [
    name
    for name in Cast.__annotations__
    if not name.endswith("_admin")
]  # fmt: skip
STATEMENTS = 6


@pytest.fixture
def world(road: Road) -> Iterator[Cast]:
    """Cases at all stages, looked at a week later."""
    walked(road)
    with time_machine.travel(LATER, tick=False):
        yield road.cast


@pytest.mark.parametrize("name", READERS)
def test_each_number_leads_to_exactly_its_rows(world: Cast, name: str) -> None:
    client = signed_in(getattr(world, name))
    numbers = numbers_on(client.get("/").content.decode())
    assert len(numbers) >= 4
    for code, (url, many) in numbers.items():
        page = client.get(url).content.decode()
        assert (len(rows_on(page)), total_on(page)) == (int(many), many), (code, url)


def test_the_four_numbers_of_an_officer_count_what_they_say(world: Cast) -> None:
    numbers = {
        code: int(many)
        for code, (_, many) in numbers_on(signed_in(world.officer).get("/").content.decode()).items()
    }
    mine = statuses_for(frozenset({Role.ENFORCEMENT_OFFICER.value}))
    assert numbers["first"] == len([s for s in WALKED if s in mine])
    assert numbers["done"] == len([s for s in WALKED if TABLE.turns[s] is None])
    assert numbers["theirs"] == len([s for s in WALKED if TABLE.turns[s] not in (None, SENDING)])
    assert numbers["colleague"] == 1, "what waits for the head's approval"
    assert numbers["late"] > 0


def test_together_the_numbers_leave_no_case_out(world: Cast) -> None:
    numbers = {
        code: int(many)
        for code, (_, many) in numbers_on(signed_in(world.officer).get("/").content.decode()).items()
    }
    assert numbers["first"] + numbers["colleague"] + numbers["theirs"] + numbers["done"] == len(WALKED)


def test_the_next_county_sees_zeros(world: Cast) -> None:
    page = signed_in(world.next_officer).get("/").content.decode()
    assert {many for _, many in numbers_on(page).values()} == {"0"}
    assert "没有轮到您办的案件" in page


@pytest.mark.parametrize("name", ["officer", "head", "intake", "procurator", "city_supervisor"])
def test_six_statements_at_five_rows_and_at_fifty(road: Road, name: str) -> None:
    counted = []
    for batch in (1, 7):
        for _ in range(batch):
            walked(
                road,
                Status.VERIFYING,
                Status.AWAITING_APPROVAL,
                Status.SUBMITTED,
                Status.IN_REVIEW,
                Status.APPROVED,
            )
        with time_machine.travel(LATER, tick=False):
            client = signed_in(getattr(road.cast, name))
            client.get("/")
            with CaptureQueriesContext(connection) as queries:
                assert client.get("/").status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1] <= STATEMENTS, counted


def test_an_empty_bench_costs_no_more(cast: Cast) -> None:
    for name in ("officer", "head", "procurator", "city_supervisor", "city_procurator"):
        client = signed_in(getattr(cast, name))
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        assert len(queries) <= STATEMENTS, name


def test_the_first_one_is_the_one_whose_statutory_term_ends_first(road: Road) -> None:
    road.now = MONDAY
    later, sooner = road.to(Status.APPROVED), None
    road.now = MONDAY - timedelta(days=2)
    sooner = road.to(Status.APPROVED)
    with time_machine.travel(MONDAY + timedelta(hours=4), tick=False):
        page = signed_in(road.cast.officer).get("/").content.decode()
    assert rows_on(page) == [sooner.dossier.number, later.dossier.number]
    first = page[page.index("先办这一件") : page.index("</section>", page.index("先办这一件"))]
    assert sooner.dossier.number in first
    assert "它已经超期，最先办" in first
    assert "移送公安机关" in first, "one act only: the button is its verb"
    assert f"/transfers/{sooner.dossier.number}/submit/" in first


def test_before_a_head_the_approvals_come_first(road: Road) -> None:
    road.now = MONDAY - timedelta(days=1)
    discovered = road.to(Status.DECLINED_NOTIFIED)
    road.now = MONDAY
    waiting = road.to(Status.AWAITING_APPROVAL)
    with time_machine.travel(MONDAY + timedelta(hours=4), tick=False):
        page = signed_in(road.cast.head).get("/").content.decode()
    assert rows_on(page) == [waiting.dossier.number, discovered.dossier.number]
    assert "它只能由您决定" in page


def test_a_deputy_finds_the_work_of_the_post_they_stand_in_for(road: Road) -> None:
    case = road.to(Status.AWAITING_APPROVAL)
    appointment = Appointment.objects.get(user=road.cast.head)
    appointment.delegations.create(
        deputy=road.cast.second_officer, since=SINCE, until=SINCE.replace(year=2099), reason="出差"
    )
    page = signed_in(User.objects.get(pk=road.cast.second_officer.pk)).get("/").content.decode()
    assert case.dossier.number in rows_on(page)


def test_the_procurator_sees_silence_and_only_of_others(world: Cast) -> None:
    page = signed_in(world.procurator).get("/").content.decode()
    silence = page[page.index("data-rows", page.index("沉默：")) : page.index("</table>")]
    assert "没有决定" in silence
    assert "没有移送" not in silence, (
        "not before a paper is copied to the procuratorate, or the clock is reported to it"
    )
    assert world.procurator.agency.short_name not in silence


def test_each_duty_that_the_table_starts_has_a_word_for_not_being_done(cast: Cast) -> None:
    counted = {
        s.code for row in TABLE.steps for s in row.starts if "decision" in s.code or "notice" in s.code
    }
    assert {code for code in counted if not code.startswith("police_incomplete")} <= set(workbench.SILENT)


def test_a_supervisor_sees_each_agencys_overdue_cases_and_may_drill_down(world: Cast) -> None:
    client = signed_in(world.city_supervisor)
    page = client.get("/").content.decode()
    below = page[page.index("各机关超期") :]
    url = next(part.split('"')[0] for part in below.split('href="')[1:] if "late=line" in part.split('"')[0])
    many = int(re.search(r'<td class="is-number"[^>]*>(\d+)', below).group(1))
    assert len(rows_on(client.get(url.replace("&amp;", "&")).content.decode())) == many > 0


@pytest.mark.parametrize("name", ["system_admin", "security_admin", "audit_admin"])
def test_an_administrator_is_led_to_their_own_page(world: Cast, name: str) -> None:
    response = signed_in(getattr(world, name)).get("/")
    assert (response.status_code, response["Location"]) == (302, "/administration/")


def test_a_person_without_a_post_is_told_so(cast: Cast) -> None:
    nobody = person("nobody", "无演岗", cast.officer.agency)
    page = signed_in(nobody).get("/").content.decode()
    assert "您现在的岗位不查阅案卷" in page


def test_a_liaison_officer_reads_what_colleagues_have_to_do(world: Cast) -> None:
    liaison = person("liaison", "联演络", world.officer.agency, Role.LIAISON_OFFICER)
    page = signed_in(liaison).get("/").content.decode()
    assert "轮到本机关" in page
    assert "先办这一件" not in page


def test_a_number_beyond_what_is_counted_says_so(world: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "CAP", 3)
    numbers = numbers_on(signed_in(world.officer).get("/").content.decode())
    assert numbers["theirs"][1] == "3+"


def test_what_a_role_may_do_is_read_off_the_table(cast: Cast) -> None:
    for status in TABLE.turns:
        for role in Role.values:
            fitting = [
                row
                for row in TABLE.steps
                if status in row.source and role in row.who.roles and row.who.side == TABLE.turns[status]
            ]
            assert acts_of(status, frozenset({role})) == fitting
            assert (status in statuses_for(frozenset({role}))) is bool(fitting)
    assert Status.AWAITING_APPROVAL in statuses_for_heads_only(frozenset({Role.BUREAU_HEAD.value}))
    assert Status.VERIFYING not in statuses_for_heads_only(frozenset({Role.BUREAU_HEAD.value}))
    assert {SENDING, RECEIVING, PROCURATORIAL} >= {side for side in TABLE.turns.values() if side}


@pytest.mark.slow
def test_the_work_list_is_found_by_its_index_however_many_dossiers_there_are(cast: Cast) -> None:
    agencies = [cast.officer.agency, cast.next_officer.agency]
    made = Dossier.objects.bulk_create(
        Dossier(
            number=f"B-{i}", title=f"案件{i}", region=agencies[i % 2].region, lead_agency=agencies[i % 2], opened_at=MONDAY,
            stage=Status.VERIFYING, stage_label="核实中", turn_agency=agencies[i % 2], work_order=NO_DUE,
        )
        for i in range(20_000)
    )  # fmt: skip
    Participation.objects.bulk_create(
        Participation(dossier=d, agency_id=d.lead_agency_id, role="lead", since=MONDAY) for d in made
    )
    roles = frozenset({Role.ENFORCEMENT_OFFICER.value})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plan = bench_numbers.work(cast.officer, roles, MONDAY).explain()
    assert "dossier_worklist" in plan, plan
