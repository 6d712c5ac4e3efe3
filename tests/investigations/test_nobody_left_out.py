"""Whatever is said and taken back in whatever order: no report leaves a class of persons unexamined."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from linkage.investigations.models import RoleClass
from linkage.investigations.status import Status as S
from linkage.law.refusal import Refused
from tests.investigations.way import Way

pytestmark = pytest.mark.django_db
STEPS = some.lists(
    some.tuples(
        some.sampled_from(["name", "take_back", "已查明", "查无此类人员", "尚待查明"]),
        some.sampled_from(list(RoleClass)),
    ),
    max_size=25,
)


class Memory:
    """A second opinion, kept apart from the records: who is named in a class, and what was last concluded on it."""

    def __init__(self) -> None:
        self.named: set[RoleClass] = set()
        self.said: dict[RoleClass, str] = {}

    def may(self, what: str, role: RoleClass) -> bool:
        """Whether the step can be done."""
        return {
            "name": role not in self.named,
            "take_back": role in self.named,
            "已查明": role in self.named,
            "查无此类人员": role not in self.named,
            "尚待查明": True,
        }[what]

    def take(self, what: str, role: RoleClass) -> None:
        """The step was done."""
        if what == "name":
            self.named.add(role)
        elif what == "take_back":
            self.named.discard(role)
        else:
            self.said[role] = what

    def nobody_is_left_out(self) -> bool:
        """Every class is found and somebody is named, or it is written that there is nobody and nobody is named."""
        wanted = {role: "已查明" if role in self.named else "查无此类人员" for role in RoleClass}
        return self.said == wanted


def doing(way: Way, subject: Any, what: str, role: RoleClass) -> Callable[[], Any]:
    """The act of this step."""
    name = "某公司" if role == RoleClass.UNIT else "刘某"
    if what == "name":
        party = subject.dossier.case.parties.get(name=name)
        return lambda: way.do("assign_role", subject, parties=[party], party_roles=[role.label])
    if what == "take_back":
        wrong = list(subject.roles.filter(role=role, withdrawn_at__isnull=True).select_related("party"))
        return lambda: way.do("withdraw_finding", subject, wrong_roles=wrong)
    return lambda: way.do("examine_role", subject, role_class=role.label, class_conclusion=what)


def is_done(act: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            act()
    except Refused:
        return False
    return True


@pytest.fixture
def ready(way: Way) -> Any:
    """Under way, with every task settled: only the persons are left."""
    subject = way.to(S.UNDER_WAY)
    for act in ("finish_task", "assist_finish_task"):
        way.do(act, subject)
    return subject


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, finish=some.booleans(), skipped=some.none() | some.sampled_from(list(RoleClass)))
def test_a_report_is_made_exactly_when_no_class_is_left(
    steps: list[tuple[str, RoleClass]], finish: bool, skipped: RoleClass | None, way: Way, ready: Any
):
    """`finish` concludes on every class at the end, but for the one that is `skipped`: the near misses."""
    with transaction.atomic():
        subject, memory = type(ready).objects.select_related("dossier").get(pk=ready.pk), Memory()
        for what, role in steps:
            done = is_done(doing(way, subject, what, role))
            assert done is memory.may(what, role), (what, role)
            if done:
                memory.take(what, role)
        for role in RoleClass if finish else ():
            if role != skipped:
                said = "已查明" if role in memory.named else "查无此类人员"
                doing(way, subject, said, role)()
                memory.take(said, role)
        reported = is_done(lambda: way.do("report_investigation_result", subject))
        assert reported is memory.nobody_is_left_out()
        transaction.set_rollback(True)
