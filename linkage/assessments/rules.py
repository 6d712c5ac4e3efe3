"""Conditions on facts. Each answers None, or the reason the user will read. None of them changes anything."""

from linkage.assessments.facts import ASKED, FACTS
from linkage.assessments.matrix import matrix_of
from linkage.assessments.models import Assessment, ElementEvidence
from linkage.assessments.stated import schema_facts
from linkage.assessments.status import Decision
from linkage.law.assessment import FACTS as SCHEMA
from linkage.law.assessment import BadFacts, Kind, assess_detention, read_facts
from linkage.law.refusal import Reason
from linkage.procedure.situation import Situation
from linkage.procedure.stated import blank_answers

LISTS = {Kind.AMOUNTS: "name", Kind.COUNTS: "name"}


def not_assessed_yet(subject: Assessment, situation: Situation) -> Reason | None:
    """One assessment per agency and dossier, with as many rounds as it takes."""
    by = situation.by
    found = Assessment.objects.filter(dossier=subject.dossier_id, assessing_agency=by.agency if by else None)
    if not found.exists():
        return None
    return Reason(
        "本机关已经对本案作过入罪评估。",
        remedy="有新的事实，请在原来的评估里重新评估。",
        code="assessed_already",
    )


def facts_can_be_read(subject: Assessment, situation: Situation) -> tuple[Reason, ...]:
    """Every fact that cannot be read is named; an assessment of nothing is none."""
    said = situation.facts
    if not any(name in said for name in ASKED):
        return ()
    known = schema_facts(said)
    if not known:
        return (
            Reason("没有填写任何案件事实，不能评估。", remedy="请至少填写已经查明的事实。", code="no_facts"),
        )
    twice = [
        Reason(f"{SCHEMA[name].label}：“{value}”写了两次。", remedy="每项只写一次。", code="bad_fact")
        for name, key in ((n, LISTS[q.kind]) for n, q in SCHEMA.items() if q.kind in LISTS)
        for value in _repeated([row[key] for row in said.get(name) or ()])
    ]
    try:
        read_facts(known)
        # A decision before the conduct ended is told as a fault of the facts, too.
        assess_detention(known)
    except BadFacts as bad:
        return (
            *twice,
            *(Reason(text, remedy="请核对后重新填写。", code="bad_fact") for text in bad.errors.values()),
        )
    return tuple(twice)


def deciding_against_a_hit_needs_reasons(subject: Assessment, situation: Situation) -> Reason | None:
    """310号第五条第二款: who does not approve a transfer records why; so does who decides against what the facts met."""
    decision, reasons = situation.facts.get("decision"), situation.facts.get("decision_reasons")
    if decision in (None, "", Decision.TRANSFER.label) or not subject.calls_for_transfer:
        return None
    if (reasons or "").strip():
        return None
    return Reason(
        f"评估结果是“{subject.summary[:80]}”，决定{decision}的，应当写明理由。",
        "310号第五条第二款",
        "请填写理由；理由记录在案，并告知同级检察机关。",
        code="reason_unstated",
    )


def is_stated(subject: Assessment, situation: Situation) -> tuple[Reason, ...]:
    """What must be stated is not left blank."""
    return blank_answers(FACTS, situation)


def something_to_link(subject: Assessment, situation: Situation) -> tuple[Reason, ...]:
    """An element is proved by some material or paper, and by each only once."""
    facts = situation.facts
    if not facts:
        return ()
    if not facts.get("materials") and not facts.get("dossier_papers"):
        said = "没有选择证明这些要件的证据材料或者文书。"
        return (Reason(said, remedy="请至少选择一项。", code="nothing_linked"),)
    standing = ElementEvidence.objects.filter(
        element__in=[e.pk for e in facts.get("elements") or ()], unlinked_at__isnull=True
    ).select_related("element", "item", "document")
    items = {i.pk for i in facts.get("materials") or ()}
    papers = {p.pk for p in facts.get("dossier_papers") or ()}
    return tuple(
        Reason(f"“{link}”已经对应。", remedy="请去掉已经对应的一项。", code="linked_already")
        for link in standing
        if link.item_id in items or link.document_id in papers
    )


def something_to_prove(subject: Assessment, situation: Situation) -> Reason | None:
    """There is a clause met or doubtful, and so something to prove."""
    if subject.pk is None or subject.elements.filter(is_needed=True).exists():
        return None
    return Reason(
        "没有命中或者存疑的条款，没有需要证明的要件。",
        remedy="有新的事实请重新评估。",
        code="nothing_to_prove",
    )


def something_to_unlink(subject: Assessment, situation: Situation) -> Reason | None:
    """There is a link to undo."""
    if any(row.links for row in matrix_of(subject)):
        return None
    return Reason("还没有证据对应要件。", code="nothing_linked")


def _repeated(values: list[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if values.count(value) > 1]
