"""Who may see a dossier, on every path that reads: list, one by number, evidence, papers, clocks, inbox."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from linkage.accounts.models import Agency, User
from linkage.accounts.roles import ADMINISTRATORS, Role
from linkage.deadlines.queries import visible_to as clocks_visible_to
from linkage.deadlines.sweep import sweep
from linkage.documents.queries import visible_to as papers_visible_to
from linkage.dossiers.models import Dossier, Participation, ParticipationRole, Secrecy
from linkage.dossiers.queries import visible_to as dossiers_visible_to
from linkage.evidence.queries import visible_to as evidence_visible_to
from linkage.inbox.actions import Note, send
from linkage.inbox.queries import messages_for
from linkage.transfers.queries import transfer_visible_to
from linkage.transfers.queries import visible_to as transfers_visible_to
from linkage.transfers.status import Status as S
from tests.cast import person

BUREAU = {"officer", "second_officer", "head", "city_supervisor", "province_supervisor"}
COPIED = BUREAU | {
    "intake", "investigator", "police_head", "city_police_supervisor", "procurator", "city_procurator",
}  # fmt: skip
REFERRED = COPIED | {"next_intake", "next_police_head", "next_procurator"}
CONSULTED = BUREAU | {"procurator", "city_procurator"}
"""What was not approved is for the procuratorate to consult (17号第十四条)."""
SEEN_BY = {
    **dict.fromkeys((S.DISCOVERED, S.VERIFYING, S.AWAITING_APPROVAL, S.APPROVED), BUREAU),
    S.REFERRED: REFERRED,
    **dict.fromkeys((S.NOT_APPROVED, S.CONCLUDED), CONSULTED),
}
"""Status -> who sees; wherever it is not said, those to whom the letter went and was copied."""

PATHS: dict[str, Callable[[User, Dossier], bool]] = {
    "list": lambda user, dossier: dossiers_visible_to(user).filter(pk=dossier.pk).exists(),
    "transfers": lambda user, dossier: transfers_visible_to(user).filter(dossier=dossier).exists(),
    "one by number": lambda user, dossier: transfer_visible_to(user, dossier.number) is not None,
    "evidence": lambda user, dossier: evidence_visible_to(user).filter(dossier=dossier).exists(),
    "papers": lambda user, dossier: papers_visible_to(user).filter(dossier=dossier).exists(),
    "clocks": lambda user, dossier: clocks_visible_to(user).filter(dossier=dossier).exists(),
    "inbox": lambda user, dossier: messages_for(user).filter(dossier=dossier).exists(),
}


def sees(user: User, dossier: Dossier) -> bool:
    """The one answer that every path gives. A message is there for whoever sees, and for nobody else."""
    fresh = User.objects.select_related("agency").get(pk=user.pk)
    answers = {name: path(fresh, dossier) for name, path in PATHS.items()}
    assert len(set(answers.values())) == 1, (user.name, answers)
    return answers["list"]


def with_something_on_every_path(transfer, road) -> Dossier:
    """Evidence, a paper and a clock are there; a message to every agency, so that only the right to see decides."""
    road.gather(transfer)
    dossier = transfer.dossier
    if not dossier.documents.exists():
        road.do("assign_team", transfer)
    send(dossier, [Note(pk, "消息") for pk in Agency.objects.values_list("pk", flat=True)], at=road.now)
    return dossier


@pytest.mark.parametrize("status", list(S), ids=str)
def test_at_each_status_exactly_these_see_the_dossier_on_every_path(status, road, cast):
    dossier = with_something_on_every_path(road.to(status), road)
    seeing = {name for name, user in vars(cast).items() if sees(user, dossier)}
    assert seeing == SEEN_BY.get(status, COPIED)


@pytest.mark.parametrize("role", list(ParticipationRole), ids=str)
def test_whoever_takes_part_sees_in_whatever_role_until_it_ends(role, road, cast):
    dossier = with_something_on_every_path(road.to(S.VERIFYING), road)
    assert not sees(cast.next_officer, dossier)
    part = Participation.objects.create(
        dossier=dossier, agency=cast.next_officer.agency, role=role, since=road.now
    )
    assert sees(cast.next_officer, dossier)
    assert sees(cast.city_supervisor, dossier)
    assert not sees(cast.next_intake, dossier)
    part.until = road.tick()
    part.save()
    assert not sees(cast.next_officer, dossier)


def test_the_superior_sees_in_its_own_line_only(road, cast):
    dossier = with_something_on_every_path(road.to(S.VERIFYING), road)
    assert sees(cast.city_supervisor, dossier)
    assert sees(cast.province_supervisor, dossier)
    assert not sees(cast.city_police_supervisor, dossier)
    assert not sees(cast.city_procurator, dossier)


def test_the_procurator_sees_from_the_copy_or_from_the_report_of_silence_on(road, cast):
    dossier = with_something_on_every_path(road.to(S.AWAITING_APPROVAL), road)
    assert not sees(cast.procurator, dossier)
    while sweep(at=road.now + timedelta(days=10)):
        pass
    assert sees(cast.procurator, dossier)
    assert sees(cast.city_procurator, dossier)
    assert not sees(cast.next_procurator, dossier)


@pytest.mark.parametrize("role", sorted([*ADMINISTRATORS, Role.PUBLICITY_OFFICER]), ids=str)
def test_who_only_administers_or_publicises_sees_nothing_even_in_the_leading_bureau(role, road, cast):
    dossier = with_something_on_every_path(road.to(S.ACCEPTED), road)
    assert not sees(person("closed", "某某", cast.officer.agency, role), dossier)


def test_an_administrator_who_is_also_an_officer_sees_as_the_officer(road, cast):
    dossier = with_something_on_every_path(road.to(S.ACCEPTED), road)
    both = person("both", "某某", cast.officer.agency, Role.SYSTEM_ADMIN, Role.ENFORCEMENT_OFFICER)
    assert sees(both, dossier)


def test_without_any_post_nothing_is_seen(road, cast):
    dossier = with_something_on_every_path(road.to(S.ACCEPTED), road)
    assert not sees(person("nobody", "某某", cast.officer.agency), dossier)


@pytest.mark.parametrize("secrecy", list(Secrecy), ids=str)
@pytest.mark.parametrize(
    ("role", "sees_sensitive"),
    [
        (Role.BUREAU_HEAD, True),
        (Role.SUPERVISOR, True),
        (Role.LIAISON_OFFICER, False),
        (Role.ENFORCEMENT_OFFICER, False),
    ],
    ids=str,
)
def test_a_sensitive_dossier_is_seen_above_only_by_heads_and_supervisors(
    secrecy, role, sees_sensitive, road, cast
):
    dossier = with_something_on_every_path(road.to(S.VERIFYING, secrecy=secrecy), road)
    above = person("above", "某某", cast.city_supervisor.agency, role)
    assert sees(above, dossier) is (sees_sensitive or secrecy == Secrecy.ORDINARY)
    assert sees(cast.second_officer, dossier)


def test_whoever_takes_part_sees_a_sensitive_dossier_whatever_their_post(road, cast):
    dossier = with_something_on_every_path(road.to(S.ACCEPTED, secrecy=Secrecy.SENSITIVE), road)
    assert sees(cast.intake, dossier)
    liaison = person("liaison", "某某", cast.city_supervisor.agency, Role.LIAISON_OFFICER)
    assert not sees(liaison, dossier)
    Participation.objects.create(dossier=dossier, agency=liaison.agency, role="assisting", since=road.now)
    assert sees(liaison, dossier)


def test_a_list_holds_what_may_be_seen_and_each_dossier_once(road, cast):
    first, second = road.to(S.SUBMITTED), road.open()
    assert set(transfers_visible_to(cast.officer)) == {first, second}
    assert list(transfers_visible_to(cast.intake)) == [first]
    assert list(transfers_visible_to(cast.city_supervisor)).count(first) == 1
    assert not transfers_visible_to(cast.next_officer).exists()


def test_an_unknown_number_and_an_unseen_one_get_the_same_answer(road, cast):
    dossier = road.open().dossier
    assert transfer_visible_to(cast.intake, dossier.number) is None
    assert transfer_visible_to(cast.officer, "2026-140107-9999") is None


def test_to_act_is_no_wider_than_to_read(road, cast):
    dossier = road.to(S.APPROVED).dossier
    assert transfer_visible_to(cast.officer, dossier.number, to_act=True)
    assert transfer_visible_to(cast.intake, dossier.number, to_act=True) is None
