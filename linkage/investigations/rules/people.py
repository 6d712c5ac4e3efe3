"""Conditions on persons: numbers that check, roles that fit, ties between two, and conclusions the record bears out."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.timezone import localdate

from linkage.cases.models import Party, PartyKind
from linkage.investigations.models import Conclusion, Investigation, PartyLink, PartyRole, RoleClass
from linkage.law.identifiers import fault_of_person, fault_of_unit
from linkage.law.refusal import Reason
from linkage.procedure.situation import Situation

NOTICE = "通知三"
PERSONS_ONLY = (RoleClass.SUPERVISOR, RoleClass.RESPONSIBLE)
"""刑法第三百四十六条 with 第三十一条: the persons of a unit who answer for its crime."""


def identity_number_is_right(investigation: Investigation, situation: Situation) -> Reason | None:
    """The number checks by its own check digit; it is never repaired, and what is wrong is named."""
    number, kind = situation.facts.get("identity_number"), situation.facts.get("party_kind")
    if not number:
        return None
    unit = kind == PartyKind.UNIT.label
    fault = fault_of_unit(number) if unit else fault_of_person(number, localdate(situation.occurred_at))
    if not fault:
        return None
    name = "统一社会信用代码" if unit else "公民身份号码"
    return Reason(f"{name}有误：{fault}", remedy="不清楚的可以先不填。", code="identity_number_wrong")


def party_is_new(investigation: Investigation, situation: Situation) -> Reason | None:
    """The same unit or person is entered once; further roles are added to it."""
    name, number = situation.facts.get("party_name"), situation.facts.get("identity_number")
    if not name:
        return None
    same = Q(identity_number=number) if number else Q(name=name.strip())
    found = Party.objects.filter(same, case__dossier=investigation.dossier).order_by("pk").first()
    if found is None:
        return None
    return Reason(
        f"当事人中已经有“{found.name}”。", remedy="请用“登记人员身份”增加身份。", code="party_already_there"
    )


def role_fits_the_party(investigation: Investigation, situation: Situation) -> tuple[Reason, ...]:
    """A natural person is not a unit, and a unit is not a responsible person of one."""
    said = situation.facts.get("party_roles") or ()
    return tuple(
        Reason(
            f"{name}是{PartyKind(kind).label}，不能登记为“{role}”。",
            NOTICE,
            "请核对身份。",
            code="role_does_not_fit",
        )
        for name, kind in _named(situation)
        for role in said
        if (role == RoleClass.UNIT.label) > (kind == PartyKind.UNIT)
        or kind == PartyKind.UNIT
        and role in {one.label for one in PERSONS_ONLY}
    )


def roles_are_new(investigation: Investigation, situation: Situation) -> tuple[Reason, ...]:
    """A role that stands already is not entered again."""
    parties, said = situation.facts.get("parties") or (), situation.facts.get("party_roles") or ()
    standing = PartyRole.objects.filter(
        investigation=investigation, party__in=parties, withdrawn_at__isnull=True
    ).select_related("party")
    return tuple(
        Reason(f"{one.party.name}已经登记为“{one.get_role_display()}”。", code="role_already_there")
        for one in (standing if parties else ())
        if one.get_role_display() in said
    )


def link_is_of_two(investigation: Investigation, situation: Situation) -> Reason | None:
    """One party on each end, not the same, and not tied in this way already."""
    one, other = situation.facts.get("from_party"), situation.facts.get("to_party")
    if not one or not other:
        return None
    if len(one) != 1 or len(other) != 1 or one[0] == other[0]:
        return Reason("甲方、乙方各选一名，并且不能是同一名。", remedy="请重新选择。", code="not_two_parties")
    first, second = one[0], other[0]
    relation = situation.facts.get("relation")
    standing = PartyLink.objects.filter(
        investigation=investigation,
        from_party=first,
        to_party=second,
        relation=relation,
        withdrawn_at__isnull=True,
    )
    if not standing.exists():
        return None
    return Reason(f"{first.name}对{second.name}的“{relation}”关系已经登记。", code="link_already_there")


def class_is_as_registered(investigation: Investigation, situation: Situation) -> tuple[Reason, ...]:
    """已查明 names somebody and rests on evidence; 查无此类人员 names nobody."""
    role, said = situation.facts.get("role_class"), situation.facts.get("class_conclusion")
    if role not in RoleClass.labels or said not in Conclusion.labels:
        return ()
    named = PartyRole.objects.filter(
        investigation=investigation, role=role_of(role), withdrawn_at__isnull=True
    ).exists()
    reasons = []
    if said == Conclusion.FOUND.label and not named:
        reasons.append(
            Reason(f"还没有登记“{role}”，不能写已查明。", NOTICE, "请先登记人员身份。", code="nobody_named")
        )
    if said == Conclusion.FOUND.label and not situation.facts.get("class_evidence"):
        reasons.append(
            Reason(f"“{role}”写明已查明的，应当有证据。", NOTICE, "请选择证据材料。", code="no_evidence")
        )
    if said == Conclusion.NONE.label and named:
        reasons.append(
            Reason(
                f"已经登记了“{role}”，不能写查无此类人员。",
                NOTICE,
                "登记有误的，请先更正。",
                code="somebody_named",
            )
        )
    return tuple(reasons)


def something_to_withdraw(investigation: Investigation, situation: Situation) -> Reason | None:
    """A correction corrects something."""
    facts = situation.facts
    if "withdrawal_reason" not in facts or facts.get("wrong_roles") or facts.get("wrong_links"):
        return None
    return Reason("请选择需要更正的身份或者关系。", code="nothing_to_withdraw")


def role_of(label: str) -> RoleClass:
    """The class of persons by its name on the screen."""
    return next(role for role in RoleClass if role.label == label)


def _named(situation: Situation) -> Iterable[tuple[str, str]]:
    facts = situation.facts
    if facts.get("party_name"):
        return [(facts["party_name"], _kind_of(facts.get("party_kind")))]
    return [(party.name, party.kind) for party in facts.get("parties") or ()]


def _kind_of(label: str | None) -> str:
    return PartyKind.UNIT if label == PartyKind.UNIT.label else PartyKind.PERSON
