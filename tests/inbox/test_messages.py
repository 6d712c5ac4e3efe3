"""What reaches people: in the act's own transaction, to the agency, about dossiers its people may see."""

from datetime import timedelta

import pytest
from django.db import transaction

from linkage.accounts.roles import Role
from linkage.deadlines.sweep import sweep
from linkage.dossiers.models import Secrecy
from linkage.inbox.actions import Note, mark_read, send
from linkage.inbox.models import Message, Reading, Weight
from linkage.inbox.queries import UNREAD_SHOWN, messages_for, unread, unread_count
from linkage.transfers.status import Status as S
from tests.cast import person


def test_an_act_tells_the_sides_its_row_names_and_nobody_else(road, cast):
    road.to(S.SUBMITTED)
    told = messages_for(cast.intake).get()
    assert told.text == (
        "某公司酸洗石英砂渗坑排放案：已移送太原市公安局杏花岭分局，移送书并环杏移〔2026〕1号，"
        "抄送太原市杏花岭区人民检察院；公安机关应当场出具回执。"
    )
    assert (told.weight, told.at) == (Weight.TOLD, road.now)
    assert messages_for(cast.procurator).get().text == told.text
    assert not messages_for(cast.next_intake).exists()


def test_an_act_that_fails_tells_nobody(road, cast):
    transfer = road.to(S.APPROVED)
    before = Message.objects.count()
    with transaction.atomic():
        road.do("submit", transfer)
        assert Message.objects.count() == before + 2
        transaction.set_rollback(True)
    assert Message.objects.count() == before


def test_each_person_reads_for_themselves(road, cast):
    road.to(S.SUBMITTED)
    message = messages_for(cast.intake).get()
    mark_read(by=cast.intake, message_ids=[message.pk], at=road.now)
    assert not unread(cast.intake).exists()
    assert unread(cast.investigator).get() == message


def test_reading_twice_is_noted_once(road, cast):
    road.to(S.SUBMITTED)
    message = messages_for(cast.intake).get()
    for _ in range(2):
        mark_read(by=cast.intake, message_ids=[message.pk], at=road.now)
    assert Reading.objects.filter(message=message).count() == 1


def test_what_one_may_not_see_is_passed_over(road, cast):
    road.to(S.SUBMITTED)
    message = messages_for(cast.intake).get()
    for stranger in (cast.next_officer, cast.officer, cast.system_admin):
        mark_read(by=stranger, message_ids=[message.pk], at=road.now)
    assert not Reading.objects.exists()


@pytest.mark.parametrize("who", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_have_no_inbox(road, cast, who):
    transfer = road.to(S.SUBMITTED)
    admin = getattr(cast, who)
    send(transfer.dossier, [Note(admin.agency_id, "不应看到")], at=road.now)
    assert not messages_for(admin).exists()
    assert unread_count(admin) == 0


def test_a_message_about_a_sensitive_case_reaches_above_only_who_may_see_it(road, cast):
    """A sweep reports to the superior agency; the name of a sensitive case is not for everyone in it."""
    road.to(S.AWAITING_APPROVAL, secrecy=Secrecy.SENSITIVE)
    while sweep(at=road.now + timedelta(days=5)):
        pass
    liaison = person("liaison", "某某", cast.city_supervisor.agency, Role.LIAISON_OFFICER)
    assert messages_for(cast.city_supervisor).exists()
    assert not messages_for(liaison).exists()


def test_a_long_sentence_is_cut_not_refused(road):
    transfer = road.to(S.SUBMITTED)
    send(transfer.dossier, [Note(transfer.receiving_agency_id, "长" * 400)], at=road.now)
    assert len(Message.objects.latest("pk").text) == 300


def test_the_unread_are_counted_no_further_than_the_screen_shows(road, cast, django_assert_num_queries):
    transfer = road.to(S.SUBMITTED)
    send(transfer.dossier, [Note(cast.intake.agency_id, f"{n}") for n in range(150)], at=road.now)
    assert unread_count(cast.intake) == UNREAD_SHOWN + 1
    with django_assert_num_queries(1):
        unread_count(cast.intake)
