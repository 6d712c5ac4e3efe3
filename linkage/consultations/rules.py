"""Conditions on facts. Each answers None, or the reason the user will read. None of them changes anything."""

from collections.abc import Callable, Mapping

from linkage.accounts.models import Agency
from linkage.accounts.roles import Line
from linkage.consultations.facts import CONSULTATION_FACTS, SUPPORT_FACTS
from linkage.consultations.models import TechnicalSupport, WrittenConsultation
from linkage.consultations.status import SUPPORTING, TOWARDS
from linkage.dossiers.facing import takes_part
from linkage.law.refusal import Reason
from linkage.procedure.situation import Situation
from linkage.procedure.stated import blank_answers

REQUIREMENTS: Mapping[str, str] = {
    "site_survey": "现场勘验", "monitoring": "环境监测", "determination": "认定意见", "other_support": "其他技术支持",
}  # fmt: skip
"""fact -> the matter of 17号第二十五条 that it asks for."""


def consultation_is_stated(subject: WrittenConsultation, situation: Situation) -> tuple[Reason, ...]:
    """What must be stated is not left blank."""
    return blank_answers(CONSULTATION_FACTS, situation)


def support_is_stated(subject: TechnicalSupport, situation: Situation) -> tuple[Reason, ...]:
    """What must be stated is not left blank."""
    return blank_answers(SUPPORT_FACTS, situation)


def asker_takes_part(subject: WrittenConsultation, situation: Situation) -> Reason | None:
    """Who consults does so on a case of their own; a superior who only looks on does not."""
    return _takes_part(subject, subject.asking_agency)


def requester_takes_part(subject: TechnicalSupport, situation: Situation) -> Reason | None:
    """Support is called for by who handles the case (17号第二十五条)."""
    return _takes_part(subject, subject.requesting_agency)


def some_bureau(subject: TechnicalSupport, situation: Situation) -> Reason | None:
    """There is a bureau that can be called upon."""
    return None if subject.agency_on(SUPPORTING) else _nobody("生态环境部门")


def _somebody_on(side: str, line: Line) -> Callable[[WrittenConsultation, Situation], Reason | None]:
    def there_is_somebody(subject: WrittenConsultation, situation: Situation) -> Reason | None:
        return None if subject.agency_on(side) else _nobody(f"{line.label}机关")

    return there_is_somebody


somebody_to_ask = {side: _somebody_on(side, line) for side, line in TOWARDS.items()}
"""side -> the rule that an agency of that line is known for this case."""


def something_is_requested(subject: TechnicalSupport, situation: Situation) -> tuple[Reason, ...]:
    """A request says what is needed: at least one of the four matters."""
    facts = situation.facts
    nothing = facts and not any((facts.get(name) or "").strip() for name in REQUIREMENTS)
    said = "没有写明请求提供什么技术支持。"
    lacks = (
        [Reason(said, "17号第二十五条", "请至少填写一项要求。", code="nothing_requested")] if nothing else []
    )
    return (*lacks, *blank_answers(SUPPORT_FACTS, situation))


def arrangements_are_of_the_request(subject: TechnicalSupport, situation: Situation) -> tuple[Reason, ...]:
    """What is arranged are matters that were requested."""
    asked = {item["matter"] for item in subject.items}
    return tuple(
        Reason(
            f"“{row['matter']}”不是请求支持的事项。",
            remedy=f"请求的事项是：{subject.matters}。",
            code="not_requested",
        )
        for row in situation.facts.get("arrangements") or ()
        if row["matter"] not in asked
    )


def part_not_provided_has_a_reason(subject: TechnicalSupport, situation: Situation) -> Reason | None:
    """Who provides only a part says why, and who provides all has nothing to excuse."""
    facts = situation.facts
    reason = (facts.get("partly_unable_reason") or "").strip()
    if facts.get("decision") != "部分提供" or reason:
        return None
    return Reason("部分提供的，请写明不能提供部分的原因。", "17号第二十五条", code="reason_unstated")


def _takes_part(subject: WrittenConsultation | TechnicalSupport, agency: Agency) -> Reason | None:
    if takes_part(subject.dossier, agency):
        return None
    return Reason(
        f"{agency.name}没有参与本案，不能就本案提出。",
        "17号第二十四、二十五条",
        "请由参与本案的机关提出。",
        code="not_taking_part",
    )


def _nobody(whom: str) -> Reason:
    return Reason(f"没有找到本案的同级{whom}。", remedy="请系统管理员补录同级对应。", code="nobody_there")
