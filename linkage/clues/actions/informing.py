"""What is done with informants. None of it is a step of the case; all of it stands on its chain, without a name."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from linkage.accounts.models import User
from linkage.accounts.standing import Post
from linkage.clues.actions.registering import InformantFacts
from linkage.clues.models import Clue, Informant, InformantReader
from linkage.clues.rules import informant_is_named
from linkage.clues.sealed import is_reader, named_in, naming_post, working_post
from linkage.dossiers.models import Dossier
from linkage.dossiers.recording import actor_of, record
from linkage.law.refusal import Reason, Refused

REVEAL, ADD, NAME = "reveal_informant", "add_informant", "name_informant_readers"
REASON_AT_LEAST = 4
BASIS = "刑事诉讼法第一百一十一条第三款"
NOT_YOURS = Reason(
    "您不能查看举报人信息：只有受理机关中被指定的知悉人可以。",
    BASIS,
    "确需了解的，请本机关负责人指定。",
    code="informant_not_yours",
)


@transaction.atomic
def reveal_informant(*, informant: Informant, reason: str, by: User, at: datetime) -> Informant:
    """Open one informant: who, when and why go onto the chain, the informant does not. Returns the informant."""
    clue, said = informant.clue, reason.strip()
    dossier = _locked(clue)
    reasons = [] if is_reader(clue, by) else [NOT_YOURS]
    if len(said) < REASON_AT_LEAST:
        what = f"请写明查看的事由（至少{REASON_AT_LEAST}个字）。"
        reasons.append(Reason(what, remedy="事由记入案卷，不能更改。", code="reason_missing"))
    if not reasons and (named := informant_is_named(named_in(clue, [said]))):
        reasons.append(named)
    if reasons:
        raise Refused(reasons)
    sentence = f"查看第{informant.place}名举报人的信息，事由：{said}"
    _enter(dossier, REVEAL, "查看举报人信息", by, working_post(clue, by), at, sentence, reason=said)
    return informant


@transaction.atomic
def add_informant(*, clue: Clue, informant: InformantFacts, by: User, at: datetime) -> Informant:
    """Another informant comes forward. Whoever enters one does not thereby become a reader of the others."""
    dossier = _locked(clue)
    post = working_post(clue, by)
    reasons = [] if post else [Reason("举报人信息由受理线索的机关登记。", BASIS, code="informant_not_yours")]
    if not informant.name.strip():
        reasons.append(Reason("请填写举报人姓名。", code="fact_missing"))
    if reasons:
        raise Refused(reasons)
    last = Informant.objects.filter(clue=clue).aggregate(last=Max("place"))["last"] or 0
    added = Informant.objects.create(clue=clue, place=last + 1, **vars(informant))
    sentence = f"登记第{added.place}名举报人，信息已封存。"
    _enter(dossier, ADD, "登记举报人", by, post, at, sentence)
    return added


@transaction.atomic
def name_informant_readers(*, clue: Clue, people: Sequence[User], by: User, at: datetime) -> None:
    """A head names colleagues of the agency that took the clue in, who may then open its informants."""
    dossier = _locked(clue)
    post = naming_post(clue, by)
    reasons = [] if post else [Reason("知悉人由受理机关负责人指定。", BASIS, code="informant_not_yours")]
    strangers = [one for one in people if working_post(clue, one) is None]
    reasons += [
        Reason(f"{one.name}不是{clue.sending_agency.name}的办案人员，不能指定。", code="not_a_colleague")
        for one in strangers
    ]
    if not people:
        reasons.append(Reason("请选择知悉人。", code="fact_missing"))
    if reasons:
        raise Refused(reasons)
    named = [InformantReader(clue=clue, user=one, named_at=at, named_by=by) for one in people]
    InformantReader.objects.bulk_create(named, ignore_conflicts=True)
    names = "、".join(one.name for one in people)
    _enter(dossier, NAME, "指定举报信息知悉人", by, post, at, f"指定{names}为举报信息知悉人。")


def _locked(clue: Clue) -> Dossier:
    return Dossier.objects.select_for_update().get(pk=clue.dossier_id)


def _enter(
    dossier: Dossier,
    act: str,
    label: str,
    by: User,
    post: Post | None,
    at: datetime,
    sentence: str,
    **facts: Any,
) -> None:
    """One entry; the work lists keep the last step that was one of the case."""
    last = {"last_act": dossier.last_act, "last_act_at": dossier.last_act_at}
    record(
        dossier, act=act, actor=actor_of(by, post.for_name if post else ""), at=at,
        facts={"sentence": sentence, "label": label, **facts}, law={"basis": BASIS, "status": "MEMORY"},
    )  # fmt: skip
    Dossier.objects.filter(pk=dossier.pk).update(**last)
