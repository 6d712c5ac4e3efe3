"""Conditions on facts. Each answers None, or the reason the user will read. None of them changes anything."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from linkage.clues.facts import CLUE_FACTS, INTERVENTION_FACTS, YES
from linkage.clues.models import JUDGED, TRIGGERS, Clue, EarlyIntervention
from linkage.clues.sealed import is_reader, named_in
from linkage.clues.status import Asked
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible_to as dossiers_visible_to
from linkage.law.refusal import Reason
from linkage.procedure.situation import Situation
from linkage.procedure.stated import blank_answers


def everything_is_stated(clue: Clue, situation: Situation) -> tuple[Reason, ...]:
    """What an act on a clue must state is not left blank."""
    return blank_answers(CLUE_FACTS, situation)


def request_is_stated(asked: EarlyIntervention, situation: Situation) -> tuple[Reason, ...]:
    """The same for a request for early intervention and its reply."""
    return blank_answers(INTERVENTION_FACTS, situation)


def what_holds_has_a_reason(clue: Clue, situation: Situation) -> tuple[Reason, ...]:
    """通知二: whoever says that one of the three reasons holds, or that it is clearly a crime, says why."""
    bare = (
        words
        for name, words in JUDGED.items()
        if situation.facts.get(name) == YES and not str(situation.facts.get(f"{name}_reason") or "").strip()
    )
    return tuple(
        Reason(
            f"请写明{words}的理由。", "通知二", "没有理由的，不能选“是”。", code="judgement_without_reason"
        )
        for words in bare
    )


def the_clue_leads(clue: Clue, situation: Situation) -> Reason | None:
    """Once an investigation or a transfer leads the dossier, nothing more is done on the clue."""
    if clue.dossier.stage in (clue.status, ""):
        return None
    return Reason(
        f"本案已转入后续程序（{clue.dossier.stage_label}）。",
        remedy="请在卷宗里办理现在的环节。",
        code="clue_passed_on",
    )


def no_informant_is_named(clue: Clue, situation: Situation) -> Reason | None:
    """What goes onto the chain and into papers names no informant. Only who may know them is told: others could else guess."""
    if situation.by is None or not situation.facts or not is_reader(clue, situation.by):
        return None
    return informant_is_named(named_in(clue, texts(situation.facts)))


def no_informant_of_the_dossier_is_named(asked: EarlyIntervention, situation: Situation) -> Reason | None:
    """The same for what runs beside the clue."""
    clue = Clue.objects.filter(dossier=asked.dossier_id).first()
    return no_informant_is_named(clue, situation) if clue else None


def informant_is_named(named: bool) -> Reason | None:
    """The sentence for text that gives an informant away."""
    if not named:
        return None
    return Reason(
        "填写的内容里出现了举报人的姓名或者联系方式。",
        "刑事诉讼法第一百一十一条第三款",
        "请改写，例如“据群众举报”；举报人信息只写在封存的一栏。",
        code="informant_named",
    )


def clear_crime_is_notified(clue: Clue, situation: Situation) -> Reason | None:
    """17号第二十六条: what is clearly a crime goes to the police first; a penalty does not take its place."""
    if not clue.clearly_criminal or clue.notified_at:
        return None
    return Reason(
        "本线索明显涉嫌犯罪，还没有通报公安机关。", "17号第二十六条", "请先办理“通报公安机关”。", code="crime_not_notified"
    )  # fmt: skip


def target_is_another_dossier(clue: Clue, situation: Situation) -> Reason | None:
    """A clue is merged into a dossier that the actor may see, that is open, and that is not its own."""
    number = str(situation.facts.get("merge_into") or "").strip()
    if not number or situation.by is None:
        return None
    target = dossiers_visible_to(situation.by).filter(number=number).first()
    if target is None:
        said = f"没有编号为{number}的卷宗，或者您无权查阅。"
    elif target.pk == clue.dossier_id:
        said = "不能并入自己的卷宗。"
    elif not target.is_open:
        said = f"卷宗{number}已经办结，不能再并入。"
    else:
        return _crime_known_there(clue, target)
    return Reason(said, remedy="请核对卷宗编号。", code="merge_target")


def _crime_known_there(clue: Clue, target: Dossier) -> Reason | None:
    there = Clue.objects.filter(dossier=target).first()
    if there is None or there.notified_at:
        return None
    return clear_crime_is_notified(clue, Situation(clue.received_at))


def grounds_are_the_three(asked: EarlyIntervention, situation: Situation) -> tuple[Reason, ...]:
    """通知二 knows three grounds and no other."""
    known = "、".join(TRIGGERS.values())
    wrong = [
        row.get("ground", "")
        for row in situation.facts.get("grounds") or ()
        if row.get("ground") not in TRIGGERS.values()
    ]
    return tuple(
        Reason(f"“{word}”不是商请提前介入的情形。", "通知二", f"情形只有：{known}。", code="ground_unknown")
        for word in wrong
    )


def both_agencies_are_known(asked: EarlyIntervention, situation: Situation) -> Reason | None:
    """A bureau that takes part asks the police of its level."""
    if asked.sending_agency_id and asked.receiving_agency_id:
        return None
    return Reason(
        "没有找到商请机关的同级公安机关。", "通知二", "请系统管理员补录同级对应。", code="no_counterpart"
    )


def nothing_is_waiting(asked: EarlyIntervention, situation: Situation) -> Reason | None:
    """One request at a time; a new one after the police have said why they could not join."""
    if not EarlyIntervention.objects.filter(dossier=asked.dossier_id, status=Asked.REQUESTED).exists():
        return None
    return Reason(
        "已经商请，公安机关还没有回复。", "通知二", "请等待回复或者联系对方。", code="already_requested"
    )


def dossier_is_open(asked: EarlyIntervention, situation: Situation) -> Reason | None:
    """Nobody joins what has ended."""
    if asked.dossier.is_open:
        return None
    return Reason("本案已经办结。", code="dossier_closed")


def texts(value: Any) -> Iterator[str]:
    """Every text in what was stated, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from texts(list(value.values()))
    elif isinstance(value, Iterable) and not hasattr(value, "model"):
        for item in value:
            yield from texts(item)
