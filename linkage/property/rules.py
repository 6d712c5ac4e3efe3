"""Conditions on facts. Each answers None, or the reason the user will read. None of them changes anything."""

from decimal import Decimal

from linkage.accounts.roles import Line
from linkage.dossiers.facing import takes_part
from linkage.dossiers.models import Dossier
from linkage.law.refusal import Reason
from linkage.law.transitions import RECEIVING
from linkage.procedure.situation import Situation
from linkage.procedure.stated import blank_answers
from linkage.property import queries
from linkage.property.facts import FACTS
from linkage.property.models import Hazard, Measure, PropertyItem
from linkage.property.status import Status


def everything_is_stated(item: PropertyItem, situation: Situation) -> tuple[Reason, ...]:
    """What must be stated is not left blank."""
    return blank_answers(FACTS, situation)


def the_bureau_registers(item: PropertyItem, situation: Situation) -> Reason | None:
    """刑事程序规定第一百七十四条: while the police only verify, they may neither seal nor seize."""
    if situation.by is None or situation.by.agency.line != Line.POLICE:
        return None
    return Reason(
        "公安机关在立案前调查核实，不得查封、扣押物品，不能登记涉案物品。",
        "刑事程序规定第一百七十四条",
        "涉案物品由查获的生态环境部门登记；立案后公安机关自行查封、扣押的，在其刑事案卷中登记。",
        code="police_may_not_seize",
    )


def registrar_takes_part(item: PropertyItem, situation: Situation) -> Reason | None:
    """Property is registered by a bureau that handles the case, not by a superior that looks on."""
    agency = item.agency_on("sending")
    if agency is None or takes_part(item.dossier, agency):
        return None
    return Reason(
        f"{agency.name}没有参与本案，不能登记本案的物品。", remedy="请由办案的生态环境部门登记。", code="not_taking_part"
    )  # fmt: skip


def quantity_is_some(item: PropertyItem, situation: Situation) -> Reason | None:
    """17号第六条第四项 wants the quantity."""
    quantity = situation.facts.get("quantity")
    if quantity is None or Decimal(quantity) > 0:
        return None
    return Reason("数量应当大于零。", "17号第六条第四项", "请核对数量。", code="no_quantity")


def measure_has_its_decision(item: PropertyItem, situation: Situation) -> Reason | None:
    """17号第六条第四项: the coercive measure goes with the number of its decision, and none with none."""
    measure, number = situation.facts.get("measure"), (situation.facts.get("measure_number") or "").strip()
    if measure is None or (measure == Measure.NONE.label) == (not number):
        return None
    said = "采取了措施，请填写决定书文号。" if not number else "没有采取措施，不应填写决定书文号。"
    return Reason(said, "17号第六条第四项", "请核对采取的措施。", code="measure_without_decision")


def seized_before_it_was_registered(item: PropertyItem, situation: Situation) -> Reason | None:
    """An item is found first and entered afterwards."""
    seized_at = situation.facts.get("seized_at")
    if seized_at is None or seized_at <= situation.occurred_at:
        return None
    return Reason("查获时间不能晚于登记时间。", remedy="请核对查获时间。", code="seized_later")


def is_hazardous(item: PropertyItem, situation: Situation) -> Reason | None:
    """17号第十条: temporary disposal is for what is dangerous or harms the environment."""
    if item.hazard != Hazard.NONE:
        return None
    return Reason(
        "登记为没有危险性、环境危害性，不适用临时处置。",
        "17号第十条",
        "不宜保管的物品可按易腐变质物品留证处理。",
        code="not_hazardous",
    )


def remains_are_kept_somewhere(item: PropertyItem, situation: Situation) -> Reason | None:
    """What is left has a place and a keeper; who has nothing left names neither."""
    said = [
        (situation.facts.get(name) or "").strip() for name in ("remains", "remains_place", "remains_keeper")
    ]
    if all(said) or not any(said):
        return None
    return Reason(
        "有剩余物的，剩余物、存放地、保管人都要填写；没有的都不填。",
        remedy="请核对剩余物。",
        code="remains_nowhere",
    )


def cost_is_some_money(item: PropertyItem, situation: Situation) -> Reason | None:
    """A payment is more than nothing."""
    amount = situation.facts.get("amount")
    if amount is None or Decimal(amount) > 0:
        return None
    return Reason("金额应当大于零。", "17号第十条", "请核对缴费凭证。", code="no_amount")


def costs_are_recorded(item: PropertyItem, situation: Situation) -> Reason | None:
    """A list of costs lists at least one."""
    if item.pk and item.costs.exists():
        return None
    return Reason("还没有登记处置费用。", "17号第十条", "请先登记处置费用。", code="no_costs")


def case_was_handed_over(item: PropertyItem, situation: Situation) -> Reason | None:
    """The list of costs supplements a case that the police have (17号第十条)."""
    if queries.number_of(item.dossier, "transfer_letter"):
        return None
    return Reason(
        "案件还没有移送公安机关。", "17号第十条", "移送时处置费用清单随案移送。", code="not_handed_over"
    )


def some_police_are_known(item: PropertyItem, situation: Situation) -> Reason | None:
    """The report to the government is copied to the police."""
    if item.agency_on(RECEIVING) is not None:
        return None
    return Reason("没有找到本案的同级公安机关。", remedy="请系统管理员补录同级对应。", code="nobody_there")


def filing_notice_was_served(item: PropertyItem, situation: Situation) -> Reason | None:
    """17号第十条: property goes to the police upon their filing notice."""
    if queries.filing_notice(item.dossier) is not None:
        return None
    return Reason(
        "没有有效的立案通知书，涉案物品不移交公安机关。",
        "17号第十条",
        "请在收到立案通知书后三日内移交。",
        code="no_filing_notice",
    )


def something_is_left(item: PropertyItem, situation: Situation) -> Reason | None:
    """Of what was disposed of without remains, only the papers are handed over."""
    if item.status not in (Status.DISPOSED, Status.TREATED) or item.remains:
        return None
    return Reason(
        "物品已经全部处置，没有可以移交的剩余物。", "17号第十条", "请办理处置终结。", code="nothing_left"
    )


def difference_is_stated(item: PropertyItem, situation: Situation) -> Reason | None:
    """刑事程序规定第一百八十五条: counted face to face; what does not agree is written down."""
    facts = situation.facts
    if facts.get("receipt_check") != "不符" or (facts.get("receipt_difference") or "").strip():
        return None
    return Reason("清点不符的，请写明不符之处。", "刑事程序规定第一百八十五条", code="difference_unstated")


def criminal_case_does_not_run(item: PropertyItem, situation: Situation) -> Reason | None:
    """While the police have the case, its property is evidence: the bureau neither returns nor destroys it (310号第四条)."""
    if not queries.criminal_case_runs(item.dossier):
        return None
    return Reason(
        "案件已经移送公安机关，涉案物品是证据，不能由生态环境部门作终局处理。",
        "310号第四、十二条；17号第十条",
        "请保管并在收到立案通知书后移交；不予立案、撤案、不起诉的，收到通知后再办理。",
        code="criminal_case_runs",
    )


def criminal_case_is_over(item: PropertyItem, situation: Situation) -> Reason | None:
    """17号第十七条: property comes back with the case that is not or no longer criminal."""
    if not queries.criminal_case_runs(item.dossier):
        return None
    return Reason(
        "刑事案件还在办理，涉案物品不退回生态环境部门。",
        "17号第十七条",
        "撤销案件或者不起诉后再办理。",
        code="criminal_case_runs",
    )


def case_was_sent_for_prosecution(item: PropertyItem, situation: Situation) -> Reason | None:
    """Property accompanies the case to the procuratorate."""
    if queries.number_of(item.dossier, "prosecution_opinion"):
        return None
    return Reason("案件还没有移送审查起诉，不能随案移送物品。", "刑事诉讼法第二百四十五条", code="not_sent")


def property_is_settled(dossier: Dossier) -> Reason | None:
    """A case is not concluded over property that nobody has brought to an end; for the acts that end a case."""
    names = [str(item) for item in queries.unsettled(dossier)]
    if not names:
        return None
    return Reason(
        f"还有{len(names)}件涉案物品没有处理完毕：{'、'.join(names[:5])}{'等' if len(names) > 5 else ''}。",
        "17号第十条",
        "请先在“涉案物品”中登记每件物品的最终处理。",
        code="property_unsettled",
    )
