"""A penalty that is all there is of a dossier, and penalties on dossiers that a clue or an investigation began."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from linkage.cases.models import Case, Party
from linkage.clues.status import Status as ClueStatus
from linkage.dossiers.models import Counter, Dossier, Matter
from linkage.law.refusal import Refused
from linkage.penalties.actions import AboutCase, PartyFacts, open_penalty
from linkage.penalties.models import Penalty
from linkage.penalties.procedure import PENALTY
from linkage.penalties.status import Status as P
from linkage.procedure.procedures import leading_at
from linkage.transfers.procedure import TRANSFER
from tests.cast import Cast
from tests.clues.road import ClueRoad
from tests.penalties.desk import facts
from tests.road import MONDAY, Road, add_file


def opened(road: Road, by: Any = None, **changes: Any) -> Penalty:
    """A case of the bureau's own."""
    about: dict[str, Any] = {
        "title": "某印染公司超标排放水污染物案", "place": "杏花岭区某路", "summary": "排口化学需氧量超标。",
        "source": "monitoring", "discovered_on": date(2026, 3, 2), "parties": [PartyFacts("unit", "某印染公司")],
    }  # fmt: skip
    said = {name: changes.pop(name) for name in list(changes) if name in about}
    penalty, _ = open_penalty(
        by=by or road.cast.officer, at=road.tick(), about=AboutCase(**{**about, **said}), cause="超标排放水污染物",
        conduct_kind="其他环境违法行为", conduct_until=date(2026, 3, 1), harm="没有造成危害后果",
        procedure_kind="普通程序", **changes,
    )  # fmt: skip
    return Penalty.objects.select_related("dossier").get(pk=penalty.pk)


def test_dossier_case_parties_and_penalty_are_there_together(road: Road) -> None:
    penalty = opened(road)
    dossier = penalty.dossier
    assert (dossier.stage, dossier.stage_label, dossier.is_open) == (P.FILED, "处罚立案调查中", True)
    assert leading_at(dossier.stage) is PENALTY
    assert [p.name for p in penalty.punished.all()] == ["某印染公司"]
    assert dossier.case.conduct_until == date(2026, 3, 1)
    # Whose turn it is stands once in a work list: with the matter.
    assert dossier.turn_agency is None
    assert Matter.objects.get().turn_agency == road.cast.officer.agency


def test_the_dossier_stands_where_its_penalty_stands_and_ends_with_it(road: Road) -> None:
    penalty = opened(road)
    PENALTY.do(
        "notify_penalty",
        penalty,
        by=road.cast.officer,
        at=road.tick(),
        intended="拟警告。",
        hearing="已告知听证权利",
    )
    assert Dossier.objects.get().stage == P.NOTIFIED
    PENALTY.do("decide_no_penalty", penalty, by=road.cast.head, at=road.tick(), no_penalty_reason="轻微。")
    closed = Dossier.objects.get()
    assert (closed.stage, closed.is_open) == (P.NO_PENALTY, False)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"parties": []}, "还没有当事人。请至少填写一名被处罚人。"),
        ({"discovered_on": date(2026, 3, 3)}, "违法行为被发现日不能晚于今天。请核对日期。"),
        ({"by": "procurator"}, "行政处罚由生态环境部门执法员登记。（17号第三十四条）"),
        ({"by": "head"}, "行政处罚由生态环境部门执法员登记。（17号第三十四条）"),
    ],
)
def test_what_cannot_be_opened_leaves_nothing_not_even_a_number(
    changes: dict[str, Any], said: str, road: Road
) -> None:
    if "by" in changes:
        changes = {**changes, "by": getattr(road.cast, changes["by"])}
    with transaction.atomic(), pytest.raises(Refused) as refused:
        opened(road, **changes)
    assert [str(reason) for reason in refused.value.reasons] == [said]
    assert not any(model.objects.exists() for model in (Dossier, Case, Party, Penalty, Counter))


def test_a_limitation_that_has_run_out_takes_the_dossier_back_too(road: Road) -> None:
    with transaction.atomic(), pytest.raises(Refused) as refused:
        open_penalty(
            by=road.cast.officer, at=road.tick(),
            about=AboutCase("甲案", "某路", "事实。", "inspection", date(2026, 3, 2), [PartyFacts("unit", "甲")]),
            cause="违法排放", conduct_kind="其他环境违法行为", conduct_until=date(2023, 1, 1),
            harm="没有造成危害后果", procedure_kind="普通程序",
        )  # fmt: skip
    assert [reason.code for reason in refused.value.reasons] == ["limitation_expired"]
    assert not Dossier.objects.exists()


def test_an_officer_who_finds_a_crime_transfers_the_case_and_the_penalty_stands_still(road: Road) -> None:
    penalty = opened(road)
    cast, dossier = road.cast, penalty.dossier
    transfer = TRANSFER.blank(Dossier.objects.get(), cast.officer, road.tick())
    TRANSFER.do(
        "begin_transfer",
        transfer,
        by=cast.officer,
        at=road.tick(),
        charge="污染环境罪",
        provisions="刑法第三百三十八条",
    )
    for act in ("assign_team", "report", "approve", "submit"):
        road.do(act, transfer)
    stands = Dossier.objects.get(pk=dossier.pk)
    assert leading_at(stands.stage) is TRANSFER
    suspended = Penalty.objects.get()
    assert suspended.status == P.SUSPENDED
    assert Matter.objects.get().stage == P.SUSPENDED
    assert stands.stage == "submitted"


def test_a_clue_handed_to_penalty_is_punished_on_its_own_dossier(cast: Cast) -> None:
    clue_road = ClueRoad(cast)
    clue = clue_road.to(ClueStatus.TO_PENALTY)
    dossier = Dossier.objects.get(pk=clue.dossier_id)
    assert not dossier.is_open
    now = clue_road.tick()
    blank = PENALTY.blank(dossier, cast.officer, now)
    said = {**facts("file_penalty", blank, now), "punished": list(Party.objects.all())}
    PENALTY.do("file_penalty", blank, by=cast.officer, at=now, **said)
    assert Matter.objects.get(procedure="administrative_penalty").is_open
    assert Dossier.objects.get(pk=dossier.pk).stage == clue.status


def test_the_decision_is_evidence_of_its_own_dossier(road: Road) -> None:
    penalty = opened(road)
    file = add_file(penalty, road.cast.officer, road.tick(), 7, "行政处罚决定书", b"decision")
    PENALTY.do(
        "notify_penalty",
        penalty,
        by=road.cast.officer,
        at=road.tick(),
        intended="拟警告。",
        hearing="已告知听证权利",
    )
    PENALTY.do(
        "decide_penalty", penalty, by=road.cast.head, at=road.tick(), penalty_kinds=["警告"],
        decision_number="并环杏罚〔2026〕3号", decision_files=[file],
    )  # fmt: skip
    assert Penalty.objects.get().decided_at.date() >= MONDAY.date()
