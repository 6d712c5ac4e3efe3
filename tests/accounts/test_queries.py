"""Who faces whom on which day, and who works where: facts with dates, never guessed."""

from datetime import date, timedelta

import pytest

from linkage.accounts.models import Agency, Appointment, Pairing
from linkage.accounts.queries import agencies_of_line, colleagues, pairing_of, procuratorate_facing
from linkage.accounts.roles import Line, Role
from linkage.law.refusal import Refused

CHANGE = date(2026, 4, 1)
EVE = CHANGE - timedelta(days=1)


@pytest.fixture
def reformed(cast):
    """From the first of April on, the bureau faces the next county's police and procuratorate."""
    Pairing.objects.filter(ecology=cast.officer.agency).update(valid_to=EVE)
    Pairing.objects.create(
        ecology=cast.officer.agency, police=cast.next_intake.agency, procuratorate=cast.next_procurator.agency,
        valid_from=CHANGE, basis="测试",
    )  # fmt: skip
    return cast


def test_the_pairing_is_that_of_the_day(reformed):
    bureau = reformed.officer.agency
    assert pairing_of(bureau, EVE).police == reformed.intake.agency
    assert pairing_of(bureau, CHANGE).police == reformed.next_intake.agency
    assert pairing_of(bureau, CHANGE).procuratorate == reformed.next_procurator.agency


def test_a_case_goes_to_the_police_of_the_day_it_was_discovered(reformed, road):
    before = road.open(discovered_at=road.now)
    assert before.receiving_agency == reformed.intake.agency
    road.now = road.now.replace(month=4)
    assert road.open().receiving_agency == reformed.next_intake.agency


def test_without_a_pairing_that_day_the_platform_says_so(cast):
    with pytest.raises(Refused) as refusal:
        pairing_of(cast.officer.agency, date(2017, 12, 31))
    assert str(refusal.value) == (
        "没有找到太原市生态环境局杏花岭分局在2017-12-31的同级公安、检察机关。请系统管理员补录同级对应。"
    )


def test_the_procuratorate_that_faces_a_police_on_a_day(reformed):
    assert procuratorate_facing(reformed.intake.agency, EVE) == reformed.procurator.agency
    assert procuratorate_facing(reformed.intake.agency, CHANGE) is None
    assert procuratorate_facing(reformed.next_intake.agency, CHANGE) == reformed.next_procurator.agency
    assert procuratorate_facing(reformed.officer.agency, EVE) is None


def test_colleagues_are_those_who_hold_the_post_that_day_and_are_still_in_service(cast):
    bureau, day = cast.officer.agency, date(2026, 3, 2)

    def names() -> set[str]:
        return {user.name for user in colleagues(bureau, day, Role.ENFORCEMENT_OFFICER)}

    assert names() == {"王演明", "李演芳"}
    Appointment.objects.filter(user=cast.officer).update(until=day - timedelta(days=1))
    assert names() == {"李演芳"}
    cast.second_officer.is_active = False
    cast.second_officer.save()
    assert names() == set()


def test_agencies_of_a_line_are_those_that_exist_that_day(cast):
    day = date(2026, 3, 2)
    assert {a.line for a in agencies_of_line(Line.POLICE, day)} == {Line.POLICE}
    assert agencies_of_line(Line.POLICE, day).count() == 4
    Agency.objects.filter(pk=cast.next_intake.agency_id).update(valid_to=day - timedelta(days=1))
    assert agencies_of_line(Line.POLICE, day).count() == 3
    assert agencies_of_line(Line.POLICE, date(2017, 1, 1)).count() == 0
